//! What has a capacity, which steps take it, and how much there is of it on a day.

use std::collections::HashMap;

use super::limit::{Basis, Limited};
use super::period::days_in_year;
use crate::calendar::Day;
use crate::graph::Structure;
use crate::model::{Capacitated, Change, Dated, Link, Network, Provenance, Rhythm, ScenarioId, SectionId};
use crate::restrictions::Step;
use crate::units::{Capacity, CapacityUnit, Gauge, PayloadUnit};

/// Position of something that has a capacity.
pub(super) type SlotId = u32;

/// Amounts of a day are counted in millionths of what is counted, over this: common years and leap years divide it.
pub(super) const DAY_PARTS: u128 = 365 * 366;

/// How much there is on a day.
#[derive(Debug)]
pub(super) struct OnDay<'n> {
    /// What it counts.
    pub unit: CapacityUnit,
    /// How much of it can pass on that day: millionths of [`DAY_PARTS`].
    pub amount: u128,
    pub basis: Basis,
    pub figure: Capacity,
    pub spread: Option<(Capacity, Capacity)>,
    pub stands_in: bool,
    pub provenance: &'n Provenance,
}

/// Everything that has, or could have, a capacity.
#[derive(Debug)]
pub(super) struct Slots<'n> {
    network: &'n Network,
    scenario: Option<ScenarioId>,
    pub all: Vec<Limited>,
    ids: HashMap<Limited, SlotId>,
    /// Which of them each step takes; groups and quotas are not among them, as these are entered.
    pub of_step: Vec<Vec<SlotId>>,
}

impl<'n> Slots<'n> {
    pub fn new(network: &'n Network, structure: &Structure, scenario: Option<ScenarioId>) -> Self {
        let mut slots = Self { network, scenario, all: Vec::new(), ids: HashMap::new(), of_step: Vec::new() };
        for step in structure.steps() {
            let taken = match *step {
                Step::Undergo { transfer, .. } => vec![slots.id(Limited::Transfer(transfer))],
                Step::Pass { link, forward } => {
                    let mut taken = Vec::new();
                    if let Link::Section(section) = link {
                        let forward = (!slots.is_shared(section)).then_some(forward);
                        taken.push(slots.id(Limited::Section { section, forward }));
                    }
                    if step.service(network).is_some_and(|service| service.slots.is_some()) {
                        taken.push(slots.id(Limited::Service { link, forward }));
                    }
                    taken
                }
            };
            slots.of_step.push(taken);
        }
        slots
    }

    /// The position of something, new if need be.
    pub fn id(&mut self, of: Limited) -> SlotId {
        let all = &mut self.all;
        *self.ids.entry(of).or_insert_with(|| {
            all.push(of);
            u32::try_from(all.len() - 1).unwrap_or(u32::MAX)
        })
    }

    /// The position of something, if it has one.
    pub fn find(&self, of: Limited) -> Option<SlotId> {
        self.ids.get(&of).copied()
    }

    /// Whether both directions of a section share its capacity: they do where all traffic is counted, not pairs.
    fn is_shared(&self, section: SectionId) -> bool {
        let own = self.network.sections[section].capacity.as_ref().and_then(|dated| dated.periods().first());
        let unit = own.map(|period| period.figure.typ.unit()).or_else(|| {
            let line = self.network.sections[section].line;
            self.widened(Capacitated::Line(line)).map(|(capacity, _)| capacity.unit()).next()
        });
        matches!(unit, Some(CapacityUnit::TrainsPerDay | CapacityUnit::VehiclesPerDay))
    }

    /// On which gauges trains pass, to tell what a train carries.
    pub fn gauges(&self, of: Limited) -> &'n [Gauge] {
        of.section().map_or(&[], |section| &self.network.sections[section].gauges)
    }

    fn widened(&self, what: Capacitated) -> impl Iterator<Item = (Capacity, crate::calendar::Window)> + use<'n> {
        let changes = self.scenario.map_or(&[][..], |scenario| &self.network.scenarios[scenario].changes);
        changes.iter().filter_map(move |change| match change {
            Change::Widen(widened, capacity, window) if *widened == what => Some((*capacity, *window)),
            _ => None,
        })
    }

    /// How much can pass on a day; none if that is not known.
    pub fn on_day(&self, of: Limited, day: Day) -> Option<OnDay<'n>> {
        let network = self.network;
        let (given, widened): (Option<&'n Dated<Capacity>>, _) = match of {
            Limited::Section { section, .. } => {
                let section = &network.sections[section];
                (section.capacity.as_ref(), Capacitated::Line(section.line))
            }
            Limited::Transfer(id) => (network.transfers[id].capacity.as_ref(), Capacitated::Transfer(id)),
            Limited::Group(id) => (Some(&network.capacity_groups[id].capacity), Capacitated::Group(id)),
            Limited::Service { link, forward } => return self.service_on_day(link, forward, day),
            Limited::Quota(_) | Limited::Supply { .. } | Limited::Storage(_) => return None,
        };
        let change = self.scenario.zip(self.widened(widened).filter(|(_, window)| window.contains(day)).last());
        if let Some((scenario, (capacity, _))) = change {
            return Some(OnDay {
                unit: capacity.unit(),
                amount: daily(capacity, day, of),
                basis: Basis::Scenario,
                figure: capacity,
                spread: None,
                stands_in: false,
                provenance: &network.scenarios[scenario].provenance,
            });
        }
        let reading = given?.on(day);
        let figure = reading.figure;
        let has_spread = figure.low != figure.typ || figure.high != figure.typ;
        Some(OnDay {
            unit: figure.typ.unit(),
            amount: daily(figure.typ, day, of),
            basis: Basis::Given,
            figure: figure.typ,
            spread: has_spread.then_some((figure.low, figure.high)),
            stands_in: reading.stands_in,
            provenance: &figure.provenance,
        })
    }

    /// What fits on the departures of a day.
    fn service_on_day(&self, link: Link, forward: bool, day: Day) -> Option<OnDay<'n>> {
        let service = Step::Pass { link, forward }.service(self.network)?;
        let slots = service.slots.as_ref()?;
        // A departure on known days counts on those; others are spread evenly.
        let (departures, per_minutes) = match service.rhythm {
            Rhythm::Weekly { out, back } => {
                let days = if forward { out.days } else { back.days };
                (u64::from(days.iter().any(|weekday| weekday == day.weekday())), 1440)
            }
            Rhythm::Every(headway) => (1, u64::from(headway.get().max(1))),
        };
        let (unit, micro_per_milli) = match slots.typ.unit() {
            PayloadUnit::Teu => (CapacityUnit::TeuPerYear, 1000),
            // A thousandth of a tonne is a thousandth of a millionth of a million tonnes.
            PayloadUnit::Tonne => (CapacityUnit::MegatonnesPerYear, 0),
            PayloadUnit::CubicMetre => return None,
        };
        let milli = u128::from(slots.typ.milli()) * u128::from(departures) * 1440 * DAY_PARTS / u128::from(per_minutes);
        let amount = if micro_per_milli == 0 { milli / 1000 } else { milli * micro_per_milli };
        let per_year = amount * u128::from(days_in_year(day)) / DAY_PARTS;
        let figure = Capacity::from_micro(u64::try_from(per_year).unwrap_or(u64::MAX), unit);
        let provenance = &service.provenance;
        let stands_in = !service.window.contains(day);
        Some(OnDay { unit, amount, basis: Basis::Timetable, figure, spread: None, stands_in, provenance })
    }
}

/// What a capacity comes to on a day.
fn daily(capacity: Capacity, day: Day, of: Limited) -> u128 {
    let micro = u128::from(capacity.micro());
    match capacity.unit() {
        CapacityUnit::MegatonnesPerYear | CapacityUnit::TeuPerYear | CapacityUnit::BcmPerYear => {
            micro * DAY_PARTS / u128::from(days_in_year(day))
        }
        CapacityUnit::TrainsPerDay | CapacityUnit::VehiclesPerDay => micro * DAY_PARTS,
        // A pair is a train each way.
        CapacityUnit::PairsPerDay => {
            let is_one_way = matches!(of, Limited::Section { forward: Some(_), .. });
            micro * DAY_PARTS * if is_one_way { 1 } else { 2 }
        }
        CapacityUnit::Megawatts => micro * DAY_PARTS * 24,
    }
}
