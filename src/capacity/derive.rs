//! What capacity a railway has where none is given: derived from how trains use it.
//!
//! The result is called *derived*, never "UIC 406": that method needs a timetable, which a network does not have.
//! Nothing is guessed: without a [`CapacityRule`] that says all that a formula needs, nothing is derived.
//!
//! # Source
//! Available capacity of parallel timetables less removal coefficients (Belozerov and Grachev 2017); headways as in Pachl,
//! *Railway Operation and Control*. `docs/methods.md`, *Derived capacity*, has the formulas and the published values they
//! meet.

use crate::model::{CapacityRule, Figure, Mode, Network, SectionId};
use crate::units::{Capacity, CapacityUnit, Distance, Mass, Ratio, Share, Speed};

const MINUTES_A_DAY: u64 = 1440;
const DAYS_A_YEAR: u64 = 365;
const WHOLE: u64 = 1_000_000;

/// Low, typical, high.
pub type Spread = [u64; 3];

/// A section with one track: trains of both directions meet in crossing loops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SingleTrack {
    /// The longest way between neighbouring loops, in metres.
    pub loops: u64,
    /// The running speed between them, in metres a day, more than zero.
    pub speed: u64,
    /// What stopping and starting adds each way, in minutes.
    pub start_stop: u64,
    /// From the arrival of one train in a loop to the departure of the other, in minutes.
    pub crossing: u64,
    /// Minutes of each day without trains.
    pub reserve: u64,
    /// The share of the rest that can be used, in millionths.
    pub usable: u64,
}

impl SingleTrack {
    /// Pairs of trains a day, in thousandths, rounded down: `k (1440 - reserve) / (t_out + t_back + 2 tau)`.
    pub fn milli_pairs_a_day(self) -> u64 {
        // The time of a pair in minutes is `pair / speed`, both whole numbers.
        let way = u128::from(self.loops) * u128::from(MINUTES_A_DAY);
        let stops = u128::from(self.start_stop + self.crossing) * u128::from(self.speed);
        let pair = 2 * (way + stops);
        let usable = u128::from(self.usable) * u128::from(MINUTES_A_DAY.saturating_sub(self.reserve));
        let milli = (usable * u128::from(self.speed)).checked_div(pair * 1000).unwrap_or(0);
        u64::try_from(milli).unwrap_or(u64::MAX)
    }
}

/// A section with a track for each direction: trains follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoubleTrack {
    /// Minutes between trains that follow each other, more than zero.
    pub headway: u64,
    /// Minutes of each day without trains.
    pub reserve: u64,
    /// The share of the rest that can be used, in millionths.
    pub usable: u64,
}

impl DoubleTrack {
    /// Trains a day each way, in thousandths, rounded down: `k (1440 - reserve) / h`.
    pub fn milli_trains_a_day(self) -> u64 {
        let usable = u128::from(self.usable) * u128::from(MINUTES_A_DAY.saturating_sub(self.reserve));
        let milli = usable.checked_div(u128::from(self.headway) * 1000).unwrap_or(0);
        u64::try_from(milli).unwrap_or(u64::MAX)
    }
}

/// What is derived for a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Derived {
    /// All trains a day each way, in thousandths.
    pub trains: Spread,
    /// Tonnes a year in the heavier direction; `None` if the load of its trains is unknown.
    pub tonnes: Option<Spread>,
}

/// The capacity of a section by its rule; `None` if it has no rule or its rule does not say enough.
///
/// A section with one track needs `reserve`, `usable`, `loops`, `running_speed` and `crossing`, one with more needs
/// `reserve`, `usable` and `headway`; two tracks are one for each direction, four are two, and a third is not counted.
/// The low value comes of all the unfavourable ends of the figures, the high value of the favourable ones.
pub fn derived(network: &Network, section: SectionId) -> Option<Derived> {
    let section = &network.sections[section];
    if network.lines[section.line].mode != Mode::Rail {
        return None;
    }
    let rule = &network.capacity_rules[section.capacity_rule?];
    let reserve = backwards(spread(rule.reserve.as_ref()?, |reserve| u64::from(reserve.get())));
    let usable = spread(rule.usable.as_ref()?, Share::parts);
    let trains = match section.tracks? {
        0 => return None,
        1 => {
            let loops = backwards(spread(rule.loops.as_ref()?, Distance::metres));
            let speed = spread(rule.running_speed.as_ref()?, Speed::metres_per_day);
            let crossing = backwards(spread(rule.crossing.as_ref()?, |crossing| u64::from(crossing.get())));
            let start_stop = rule.start_stop.as_ref().map(|time| spread(time, |minutes| u64::from(minutes.get())));
            let start_stop = backwards(start_stop.unwrap_or_default());
            each(|at| {
                let (loops, speed, start_stop, crossing) = (loops[at], speed[at], start_stop[at], crossing[at]);
                let track =
                    SingleTrack { loops, speed, start_stop, crossing, reserve: reserve[at], usable: usable[at] };
                track.milli_pairs_a_day()
            })
        }
        tracks => {
            let headway = backwards(spread(rule.headway.as_ref()?, |headway| u64::from(headway.get())));
            let of_one = |at: usize| DoubleTrack { headway: headway[at], reserve: reserve[at], usable: usable[at] };
            each(|at| u64::from(tracks / 2) * of_one(at).milli_trains_a_day())
        }
    };
    Some(Derived { trains, tonnes: tonnes_a_year(network, rule, trains) })
}

/// What freight so many trains a day carry: tonnes a year in the heavier direction.
///
/// `trains` are all trains a day each way, in thousandths. `freight trains x 365 x net load x loaded share`, the freight
/// trains being a share of all, or what passenger trains leave: each takes `removal` paths.
///
/// # Returns
/// `None` unless the rule names a `train` whose net load is known, its `loaded` share, and either `freight` or
/// `passenger_trains` with `removal`.
pub fn tonnes_a_year(network: &Network, rule: &CapacityRule, trains: Spread) -> Option<Spread> {
    let freight = freight_trains(rule, trains)?;
    let net = spread(network.trains[rule.train?].net.as_ref()?, Mass::parts);
    let loaded = spread(rule.loaded.as_ref()?, Share::parts);
    let of = |at: usize| {
        let kilograms = u128::from(freight[at]) * u128::from(DAYS_A_YEAR) * u128::from(net[at]) / 1000;
        u64::try_from(kilograms * u128::from(loaded[at]) / u128::from(WHOLE) / 1000).unwrap_or(u64::MAX)
    };
    Some(each(of))
}

/// The trains that carry freight, in thousandths, of all `trains`; `None` if the rule does not say.
fn freight_trains(rule: &CapacityRule, trains: Spread) -> Option<Spread> {
    if let Some(freight) = &rule.freight {
        let share = spread(freight, Share::parts);
        return Some(each(|at| times(trains[at], share[at])));
    }
    let passenger = backwards(spread(rule.passenger_trains.as_ref()?, |trains| u64::from(trains.get()) * 1000));
    let removal = backwards(spread(rule.removal.as_ref()?, Ratio::micro));
    Some(each(|at| trains[at].saturating_sub(times(passenger[at], removal[at]))))
}

/// Trains a day each way, in thousandths, that a given capacity allows; `None` if it does not count trains.
pub fn trains_each_way(capacity: Capacity, shares_directions: bool) -> Option<u64> {
    let milli = capacity.micro() / 1000;
    match capacity.unit() {
        CapacityUnit::TrainsPerDay if shares_directions => Some(milli / 2),
        CapacityUnit::PairsPerDay | CapacityUnit::TrainsPerDay => Some(milli),
        _ => None,
    }
}

/// `amount` times a factor in millionths.
fn times(amount: u64, micro: u64) -> u64 {
    u64::try_from(u128::from(amount) * u128::from(micro) / u128::from(WHOLE)).unwrap_or(u64::MAX)
}

fn spread<T: Copy>(figure: &Figure<T>, number: impl Fn(T) -> u64) -> Spread {
    [number(figure.low), number(figure.typ), number(figure.high)]
}

/// Of what makes the capacity smaller the larger it is.
fn backwards([low, typ, high]: Spread) -> Spread {
    [high, typ, low]
}

fn each(of: impl Fn(usize) -> u64) -> Spread {
    [of(0), of(1), of(2)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 45 km/h, in metres a day.
    const KM_45: u64 = 45_000 * 24;

    /// Design of the Pacific Railway: 18 trains a day (Railway Gazette, 18 November 2024); loops every 20 km are assumed.
    #[test]
    fn the_design_of_the_pacific_railway_is_met() {
        let usable = 850_000;
        let track = SingleTrack { loops: 20_000, speed: KM_45, start_stop: 0, crossing: 3, reserve: 150, usable };
        assert_eq!(track.milli_pairs_a_day(), 18_480);
    }

    /// 55 trains a day each way from Karymskaya to Zabaikalsk: every 15 minutes, with 2.5 hours for works.
    #[test]
    fn the_trains_of_zabaikalsk_are_met() {
        let track = DoubleTrack { headway: 15, reserve: 150, usable: 640_000 };
        assert_eq!(track.milli_trains_a_day(), 55_040);
    }

    #[test]
    fn nothing_passes_where_there_is_no_time_or_no_speed() {
        let track = SingleTrack { loops: 20_000, speed: 0, start_stop: 0, crossing: 3, reserve: 150, usable: WHOLE };
        assert_eq!(track.milli_pairs_a_day(), 0);
        assert_eq!(SingleTrack { speed: KM_45, reserve: 2000, ..track }.milli_pairs_a_day(), 0);
        assert_eq!(DoubleTrack { headway: 0, reserve: 0, usable: WHOLE }.milli_trains_a_day(), 0);
    }

    fn single() -> impl Strategy<Value = SingleTrack> {
        (1_000_u64..60_000, 100_000_u64..4_000_000, 0_u64..10, 1_u64..10, 0_u64..1440, 0_u64..=WHOLE).prop_map(
            |(loops, speed, start_stop, crossing, reserve, usable)| SingleTrack {
                loops,
                speed,
                start_stop,
                crossing,
                reserve,
                usable,
            },
        )
    }

    fn double() -> impl Strategy<Value = DoubleTrack> {
        (1_u64..60, 0_u64..1440, 0_u64..=WHOLE).prop_map(|(headway, reserve, usable)| DoubleTrack {
            headway,
            reserve,
            usable,
        })
    }

    proptest! {
        /// Faster trains, shorter ways, less time lost: never fewer pairs. And no more than meet in a day.
        #[test]
        fn a_better_single_track_carries_no_less(track in single(), better in single()) {
            let pairs = track.milli_pairs_a_day();
            let better = [
                SingleTrack { loops: track.loops.min(better.loops), ..track },
                SingleTrack { speed: track.speed.max(better.speed), ..track },
                SingleTrack { start_stop: track.start_stop.min(better.start_stop), ..track },
                SingleTrack { crossing: track.crossing.min(better.crossing), ..track },
                SingleTrack { reserve: track.reserve.min(better.reserve), ..track },
                SingleTrack { usable: track.usable.max(better.usable), ..track },
            ];
            for better in better {
                prop_assert!(better.milli_pairs_a_day() >= pairs, "{better:?}");
            }
            prop_assert!(pairs <= 1000 * MINUTES_A_DAY / (2 * (track.crossing + track.start_stop)));
        }

        #[test]
        fn a_better_double_track_carries_no_less(track in double(), better in double()) {
            let trains = track.milli_trains_a_day();
            let better = [
                DoubleTrack { headway: track.headway.min(better.headway), ..track },
                DoubleTrack { reserve: track.reserve.min(better.reserve), ..track },
                DoubleTrack { usable: track.usable.max(better.usable), ..track },
            ];
            for better in better {
                prop_assert!(better.milli_trains_a_day() >= trains, "{better:?}");
            }
            prop_assert!(trains <= 1000 * MINUTES_A_DAY / track.headway);
        }
    }
}
