//! How long a step takes and what it costs on a day: low, typical and high.
//!
//! # Method
//! - A section: distance over speed, the section's own or its operator's for such cargo; power arrives at once.
//! - A lane: distance over the ship's speed. In an ice area the speed is that at the day's severity and the way is
//!   longer by `0.10 s / 3`; low and high are the mild and the severe year, severity less 0.5 and plus 0.6, where
//!   there is ice at all, unless the scenario says which year it is (a band of scenarios, not a confidence interval;
//!   authored, see `docs/methods.md`).
//! - A transfer or passage: its own time and price.

use crate::calendar::Day;
use crate::model::{
    Cargo, CargoId, Dated, Figure, IceYear, Link, Mode, Network, OperatorId, Provenance, Severity, Vessel,
};
use crate::restrictions::{Journey, Step};
use crate::units::{Distance, Minutes, Money, Price, Speed};

/// Low, typical and high value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread<T> {
    /// Tenth percentile.
    pub low: T,
    /// Median.
    pub typ: T,
    /// Ninetieth percentile.
    pub high: T,
}

impl<T: Copy> Spread<T> {
    /// All three alike.
    pub const fn exactly(value: T) -> Self {
        Self { low: value, typ: value, high: value }
    }
}

impl<T: Copy + std::ops::Add<Output = T>> std::ops::Add for Spread<T> {
    type Output = Self;

    /// Quantiles add: exact if the parts rise and fall together, an outer bound otherwise.
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, typ: self.typ + other.typ, high: self.high + other.high }
    }
}

/// What a step takes, costs, and where that is known from.
#[derive(Debug, Clone, Default)]
pub struct Measure<'a> {
    /// How far it leads.
    pub distance: Distance,
    /// How long it takes; none if no speed is known or the ship is stopped.
    pub time: Option<Spread<Minutes>>,
    /// What it costs for one unit of the cargo; none if no price is known.
    pub cost: Option<Spread<Money>>,
    /// Figures that it rests on.
    pub provenance: Vec<&'a Provenance>,
    /// A figure of another period stands in.
    pub stands_in: bool,
}

/// Elongation of the way in the heaviest ice, in thousandths of its length.
///
/// # Source
/// Authored: logged tracks of January 2021 ran 6 to 10 % longer than the shortest (reference material, section 1.5).
const ELONGATION_MILLI: u64 = 100;

/// What `step` takes and costs when it begins on `day` in a year of such ice.
pub fn measure<'a>(network: &'a Network, step: Step, day: Day, journey: &Journey, year: IceYear) -> Measure<'a> {
    let (vessel, cargo) = (journey.vessel, journey.cargo);
    let mut result = Measure::default();
    let cargo_entry = &network.cargoes[cargo];
    match step {
        Step::Pass { link: Link::Section(id), .. } => {
            let section = &network.sections[id];
            let mode = network.lines[section.line].mode;
            result.distance = section.distance;
            result.provenance.push(&section.provenance);
            let speed = section.speed.as_ref().or_else(|| {
                section.operator.and_then(|operator| network.operators[operator].speed_of(cargo_entry.unit))
            });
            if mode == Mode::Power {
                result.time = Some(Spread::default());
            } else if let Some(speed) = speed {
                let speed = result.read(speed, day);
                let over = |speed: Speed| speed.time_for(section.distance);
                result.time = match (over(speed.high), over(speed.typ), over(speed.low)) {
                    (Some(low), Some(typ), Some(high)) => Some(Spread { low, typ, high }),
                    _ => None,
                };
            }
            result.add_rate(network, mode, section.operator, cargo, day);
        }
        Step::Pass { link: Link::Lane(id), .. } => {
            let lane = &network.lanes[id];
            result.distance = lane.distance;
            result.provenance.push(match &lane.published {
                Some(published) => &published.provenance,
                None => &lane.provenance,
            });
            if let Some(vessel) = vessel.map(|vessel| &network.vessels[vessel]) {
                result.provenance.push(&vessel.provenance);
                result.time = match lane.ice_area.map(|area| &network.ice_areas[area]) {
                    None => sailing(vessel, lane.distance),
                    Some(area) => {
                        result.provenance.push(&area.provenance);
                        in_ice(vessel, lane.distance, area.severity_on(day), year)
                    }
                };
            }
            result.add_rate(network, Mode::Sea, None, cargo, day);
            if let Some(passage) = lane.passage.map(|passage| &network.passages[passage]) {
                if let Some(time) = &passage.time {
                    let extra = spread(result.read(time, day));
                    result.time = result.time.map(|time| time + extra);
                }
                if let Some(cost) = &passage.cost {
                    let extra = result.price(cost, day, cargo_entry, Distance::default());
                    result.cost = result.cost.zip(extra).map(|(cost, extra)| cost + extra);
                }
            }
        }
        Step::Undergo { at_end: true, .. } => {
            result.time = Some(Spread::default());
            result.cost = Some(Spread::default());
        }
        Step::Undergo { transfer, .. } => {
            let transfer = &network.transfers[transfer];
            result.time = Some(spread(result.read(&transfer.time, day)));
            result.cost = match &transfer.cost {
                Some(cost) => result.price(cost, day, cargo_entry, Distance::default()),
                None => Some(Spread::default()),
            };
        }
    }
    result
}

impl<'a> Measure<'a> {
    /// The figure on a day, noting where it is from.
    fn read<T>(&mut self, dated: &'a Dated<T>, day: Day) -> &'a Figure<T> {
        let reading = dated.on(day);
        self.stands_in |= reading.stands_in;
        self.provenance.push(&reading.figure.provenance);
        reading.figure
    }

    /// A price on a day, if it is for the unit that the cargo is counted in.
    fn price(&mut self, price: &'a Dated<Price>, day: Day, cargo: &Cargo, distance: Distance) -> Option<Spread<Money>> {
        let figure = self.read(price, day);
        let over = |price: Price| price.over(distance);
        (figure.typ.unit() == cargo.unit).then(|| Spread {
            low: over(figure.low),
            typ: over(figure.typ),
            high: over(figure.high),
        })
    }

    /// The most specific rate: the operator's, then the mode's.
    fn add_rate(&mut self, network: &'a Network, mode: Mode, operator: Option<OperatorId>, cargo: CargoId, day: Day) {
        let rate = network
            .rates
            .values()
            .filter(|rate| rate.mode == mode && rate.cargo == cargo)
            .filter(|rate| rate.operator.is_none() || rate.operator == operator)
            .max_by_key(|rate| rate.operator.is_some());
        let distance = self.distance;
        self.cost = rate.and_then(|rate| self.price(&rate.price, day, &network.cargoes[cargo], distance));
    }
}

fn spread(figure: &Figure<Minutes>) -> Spread<Minutes> {
    Spread { low: figure.low, typ: figure.typ, high: figure.high }
}

fn sailing(vessel: &Vessel, distance: Distance) -> Option<Spread<Minutes>> {
    Some(Spread {
        low: vessel.speed.high.time_for(distance)?,
        typ: vessel.speed.typ.time_for(distance)?,
        high: vessel.speed.low.time_for(distance)?,
    })
}

/// As early or late as elsewhere at sea.
fn in_open_water_of_an_ice_area(vessel: &Vessel, typ: Minutes) -> Option<Spread<Minutes>> {
    let (slow, usual, fast) = (vessel.speed.low, vessel.speed.typ, vessel.speed.high);
    let at = |speed: Speed| {
        let minutes = u64::from(typ.get()) * usual.metres_per_day();
        u32::try_from(minutes.checked_div(speed.metres_per_day())?).ok().map(Minutes::new)
    };
    Some(Spread { low: at(fast)?, typ, high: at(slow)? })
}

/// In a normal year low and high are the mild and the severe year; in a year of known ice all three are that year's.
fn in_ice(vessel: &Vessel, distance: Distance, normal: Severity, year: IceYear) -> Option<Spread<Minutes>> {
    let at = |year: IceYear| {
        let severity = year.severity(normal);
        let longer = u64::from(severity.milli()) * ELONGATION_MILLI / 3000;
        let elongated = Distance::from_metres(distance.metres() * (1000 + longer) / 1000);
        vessel.speed_in(severity).time_for(elongated)
    };
    let typ = at(year)?;
    if year.severity(normal) == Severity::default() && (normal == Severity::default() || year != IceYear::Normal) {
        return in_open_water_of_an_ice_area(vessel, typ);
    }
    if normal == Severity::default() || year != IceYear::Normal {
        return Some(Spread::exactly(typ));
    }
    let mild = at(IceYear::Mild).unwrap_or(typ);
    // A ship that a severe year would stop is given the normal year's time twice over: it waits, and nobody knows how long.
    let severe = at(IceYear::Severe).unwrap_or(typ + typ);
    Some(Spread { low: mild.min(typ), typ, high: severe.max(typ) })
}
