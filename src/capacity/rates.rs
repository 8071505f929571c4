//! How much of a capacity is there on a day?

use super::derive;
use super::limit::{Basis, LimitUnit, Limited};
use super::period::days_in_year;
use crate::calendar::{Day, Window};
use crate::model::{
    Capacitated, Change, Dated, Figure, Link, Months, Network, Provenance, Rhythm, ScenarioId, SectionId,
};
use crate::restrictions::Step;
use crate::units::{Amount, Capacity, CapacityUnit, PayloadUnit, QuotaPeriod};

/// Amounts of a day are counted in millionths of what is counted, over this: the lengths in days of every year, quarter and
/// month divide it.
pub(super) const DAY_PARTS: u128 = 4 * 9 * 5 * 7 * 13 * 23 * 29 * 31 * 61 * 73;

/// How much there is on a day.
#[derive(Debug)]
pub(super) struct OnDay<'n> {
    /// What it counts.
    pub unit: LimitUnit,
    /// How much of it can pass on that day, in millionths over [`DAY_PARTS`]; how much can lie there, of a store.
    pub amount: u128,
    pub basis: Basis,
    pub told: Told,
    pub stands_in: bool,
    pub provenance: &'n Provenance,
}

/// A figure as the network writes it, and its spread, for output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub figure: String,
    pub spread: Option<(String, String)>,
    /// Low and high over the typical value, in millionths.
    pub ratios: (u64, u64),
}

impl Told {
    fn of<T: std::fmt::Display + Copy>(figure: &Figure<T>, micro: impl Fn(T) -> u64) -> Self {
        let [low, typ, high] = [figure.low, figure.typ, figure.high].map(&micro);
        let ratio = |value: u64| {
            let ratio = u128::from(value) * 1_000_000 / u128::from(typ.max(1));
            u64::try_from(ratio).unwrap_or(u64::MAX)
        };
        Self {
            figure: figure.typ.to_string(),
            spread: (low != typ || high != typ).then(|| (figure.low.to_string(), figure.high.to_string())),
            ratios: (ratio(low), ratio(high)),
        }
    }

    fn plain(figure: String) -> Self {
        Self { figure, spread: None, ratios: (1_000_000, 1_000_000) }
    }
}

/// Capacities of a network under a scenario.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rates<'n> {
    pub network: &'n Network,
    pub scenario: Option<ScenarioId>,
}

impl<'n> Rates<'n> {
    /// Whether both directions of a section share its capacity: as its author says, else they do where all traffic is
    /// counted, not pairs or tonnes.
    pub fn section_is_shared(&self, id: SectionId) -> bool {
        let section = &self.network.sections[id];
        let own = section.capacity.as_ref().and_then(|dated| dated.periods().first());
        let first = own.map(|period| period.figure.typ);
        let first =
            first.or_else(|| self.widened(Capacitated::Line(section.line)).map(|(capacity, _)| capacity).next());
        first.map_or(section.shared == Some(true), |capacity| section.shares_directions(capacity))
    }

    fn widened(&self, what: Capacitated) -> impl Iterator<Item = (Capacity, Window)> + use<'n> {
        let changes = self.scenario.map_or(&[][..], |scenario| &self.network.scenarios[scenario].changes);
        changes.iter().filter_map(move |change| match change {
            Change::Widen(widened, capacity, window) if *widened == what => Some((*capacity, *window)),
            _ => None,
        })
    }

    /// How much there is on a day; none if that is not known.
    pub fn on_day(&self, of: Limited, day: Day) -> Option<OnDay<'n>> {
        let network = self.network;
        let (given, months, widened): (_, Option<&Months>, _) = match of {
            Limited::Section { section, .. } => {
                let section = &network.sections[section];
                (section.capacity.as_ref(), section.months.as_ref(), Some(Capacitated::Line(section.line)))
            }
            Limited::Transfer { transfer, .. } => {
                let entry = &network.transfers[transfer];
                (entry.capacity.as_ref(), entry.months.as_ref(), Some(Capacitated::Transfer(transfer)))
            }
            Limited::Group { group, .. } => {
                let entry = &network.capacity_groups[group];
                (Some(&entry.capacity), entry.months.as_ref(), Some(Capacitated::Group(group)))
            }
            Limited::Supply(id) => (Some(&network.supplies[id].quantity), network.supplies[id].months.as_ref(), None),
            Limited::Filling(id) => (network.storages[id].filling.as_ref(), None, None),
            Limited::Emptying(id) => (network.storages[id].emptying.as_ref(), None, None),
            Limited::Service { link, forward } => return self.service_on_day(link, forward, day),
            Limited::Quota(rule) => return self.quota_on_day(rule, day),
            Limited::Storage(id) => return Some(stock(&network.storages[id].amount, day)),
            Limited::Asked { .. } => return None,
        };
        let is_one_way = of.is_one_way();
        let scaled = |capacity: Capacity| {
            let (_, month, _) = day.civil();
            let share = months.map_or(1_000_000, |months| months.share(month).parts());
            let all = daily(capacity, day, is_one_way) * u128::from(share) / 1_000_000;
            all.saturating_sub(self.taken_by_passengers(of, capacity.unit(), is_one_way))
        };
        let change = widened.and_then(|what| self.widened(what).filter(|(_, window)| window.contains(day)).last());
        if let Some(((capacity, _), scenario)) = change.zip(self.scenario) {
            return Some(OnDay {
                unit: LimitUnit::Capacity(capacity.unit()),
                amount: scaled(capacity),
                basis: Basis::Scenario,
                told: Told::plain(capacity.to_string()),
                stands_in: false,
                provenance: &network.scenarios[scenario].provenance,
            });
        }
        let Some(given) = given else { return self.derived(of, is_one_way) };
        let reading = given.on(day);
        Some(OnDay {
            unit: LimitUnit::Capacity(reading.figure.typ.unit()),
            amount: scaled(reading.figure.typ),
            basis: Basis::Given,
            told: Told::of(reading.figure, Capacity::micro),
            stands_in: reading.stands_in,
            provenance: &reading.figure.provenance,
        })
    }

    /// What is derived for a section that has no capacity of its own but a rule.
    fn derived(&self, of: Limited, is_one_way: bool) -> Option<OnDay<'n>> {
        let section = of.section()?;
        let [low, typ, high] = derive::derived(self.network, section)?.trains;
        let rule = &self.network.capacity_rules[self.network.sections[section].capacity_rule?];
        let unit = CapacityUnit::PairsPerDay;
        // Thousandths of trains each way, which is as many pairs.
        let pairs = |milli: u64| Capacity::from_micro(milli.saturating_mul(1000), unit);
        let figure = Figure {
            low: pairs(low),
            typ: pairs(typ),
            high: pairs(high),
            provenance: rule.provenance.clone(),
            note: None,
        };
        let all = u128::from(pairs(typ).micro()) * DAY_PARTS * if is_one_way { 1 } else { 2 };
        Some(OnDay {
            unit: LimitUnit::Capacity(unit),
            amount: all.saturating_sub(self.taken_by_passengers(of, unit, is_one_way)),
            basis: Basis::Derived,
            told: Told::of(&figure, Capacity::micro),
            stands_in: false,
            provenance: &rule.provenance,
        })
    }

    /// What passenger trains leave less of for freight on a day, where a rule says how many there are.
    fn taken_by_passengers(&self, of: Limited, unit: CapacityUnit, is_one_way: bool) -> u128 {
        let counts_trains = matches!(unit, CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay);
        let rule = of.section().filter(|_| counts_trains).and_then(|id| self.network.sections[id].capacity_rule);
        let taken = rule.map(|rule| &self.network.capacity_rules[rule]).and_then(|rule| {
            let (trains, removal) = (rule.passenger_trains.as_ref()?, rule.removal.as_ref()?);
            Some(u128::from(trains.typ.get()) * u128::from(removal.typ.micro()))
        });
        taken.unwrap_or(0) * DAY_PARTS * if is_one_way { 1 } else { 2 }
    }

    /// What fits on the departures of a day: a departure on known days counts on those, others are spread evenly.
    fn service_on_day(&self, link: Link, forward: bool, day: Day) -> Option<OnDay<'n>> {
        let service = Step::Pass { link, forward }.service(self.network)?;
        let slots = service.slots.as_ref()?;
        let (departures, per_minutes) = match service.rhythm {
            Rhythm::Weekly { out, back } => {
                let days = if forward { out.days } else { back.days };
                (u128::from(days.iter().any(|weekday| weekday == day.weekday())), 1440)
            }
            Rhythm::Every(headway) => (1, u128::from(headway.get().max(1))),
        };
        let milli = u128::from(slots.typ.milli()) * departures * 1440 * DAY_PARTS / per_minutes;
        let (unit, amount) = match slots.typ.unit() {
            PayloadUnit::Teu => (CapacityUnit::TeuPerYear, milli * 1000),
            // A thousandth of a tonne is a thousandth of a millionth of a million tonnes.
            PayloadUnit::Tonne => (CapacityUnit::MegatonnesPerYear, milli / 1000),
            PayloadUnit::CubicMetre => return None,
        };
        Some(OnDay {
            unit: LimitUnit::Capacity(unit),
            amount,
            basis: Basis::Timetable,
            told: Told {
                figure: format!("{} a departure", slots.typ),
                ..Told::of(slots, crate::units::Payload::milli)
            },
            stands_in: !service.window.contains(day),
            provenance: &service.provenance,
        })
    }

    /// A day's share of a quota; none if the rule sets none on that day.
    fn quota_on_day(&self, rule: crate::model::RestrictionId, day: Day) -> Option<OnDay<'n>> {
        let rule = &self.network.restrictions[rule];
        let reading = rule.limit.as_ref().filter(|_| rule.window.contains(day))?.on(day);
        if reading.stands_in {
            return None;
        }
        let quota = reading.figure.typ;
        let days = days_in(day, quota.per());
        Some(OnDay {
            unit: LimitUnit::Amount(quota.amount().unit()),
            amount: u128::from(quota.amount().micro()) * (DAY_PARTS / u128::from(days)),
            basis: Basis::Given,
            told: Told::of(reading.figure, |quota| quota.amount().micro()),
            stands_in: false,
            provenance: &reading.figure.provenance,
        })
    }
}

fn stock(amount: &Dated<Amount>, day: Day) -> OnDay<'_> {
    let reading = amount.on(day);
    OnDay {
        unit: LimitUnit::Amount(reading.figure.typ.unit()),
        amount: u128::from(reading.figure.typ.micro()) * DAY_PARTS,
        basis: Basis::Given,
        told: Told::of(reading.figure, Amount::micro),
        stands_in: reading.stands_in,
        provenance: &reading.figure.provenance,
    }
}

/// What a capacity comes to on a day. A pair of trains is one each way.
fn daily(capacity: Capacity, day: Day, is_one_way: bool) -> u128 {
    let micro = u128::from(capacity.micro());
    match capacity.unit() {
        CapacityUnit::MegatonnesPerYear | CapacityUnit::TeuPerYear | CapacityUnit::BcmPerYear => {
            micro * (DAY_PARTS / u128::from(days_in_year(day)))
        }
        CapacityUnit::TrainsPerDay | CapacityUnit::VehiclesPerDay => micro * DAY_PARTS,
        CapacityUnit::PairsPerDay => micro * DAY_PARTS * if is_one_way { 1 } else { 2 },
        CapacityUnit::Megawatts => micro * DAY_PARTS * 24,
    }
}

/// How many days the calendar month, quarter or year has that a day lies in.
fn days_in(day: Day, period: QuotaPeriod) -> u32 {
    let (year, month, _) = day.civil();
    let first = (month - 1) / period.months() * period.months() + 1;
    let (next_year, next) = if first + period.months() > 12 { (year + 1, 1) } else { (year, first + period.months()) };
    match (Day::from_civil(year, first, 1), Day::from_civil(next_year, next, 1)) {
        (Some(first), Some(next)) => u32::try_from(next.count() - first.count()).unwrap_or(30),
        _ => days_in_year(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_of_a_period_divides_a_day() {
        for days in [28, 29, 30, 31, 90, 91, 92, 365, 366] {
            assert_eq!(DAY_PARTS % days, 0, "{days}");
        }
    }

    #[test]
    fn quarters_and_months_have_their_own_lengths() {
        let on = |text: &str, period| days_in(text.parse().expect("a day"), period);
        assert_eq!(on("2024-02-10", QuotaPeriod::Month), 29);
        assert_eq!(on("2024-02-10", QuotaPeriod::Quarter), 91);
        assert_eq!(on("2023-12-31", QuotaPeriod::Quarter), 92);
        assert_eq!(on("2023-12-31", QuotaPeriod::Month), 31);
        assert_eq!(on("2024-12-31", QuotaPeriod::Year), 366);
    }
}
