//! What random cases are drawn from: the network's own ids and dates.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::aim::{Aim, aims};
use super::case::{Case, Patch};
use crate::calendar::{Date, Day, Window};
use crate::graph::Structure;
use crate::model::{CargoId, Dated, Effect, Mode, Network, Objective, PlaceId};
use crate::units::Capacity;

/// Names that a question on a network may use.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Cargoes that something carries between two places, the network's default first, each with the places it reaches.
    cargoes: Vec<(String, Vec<String>)>,
    /// Questions that restrictions speak of.
    aims: Vec<Aim>,
    vessels: Vec<String>,
    scenarios: Vec<String>,
    /// Restrictions that exclude.
    restrictions: Vec<String>,
    /// Lines, lanes and transfers; after them passages and places.
    subjects: Vec<String>,
    /// How many of them have a status of their own.
    with_status: usize,
    /// Lines, transfers and groups that have a capacity, each with a wider one.
    capacities: Vec<(String, String)>,
    modes: Vec<&'static str>,
    countries: Vec<String>,
    as_of: Day,
    /// Days on which something begins or ends.
    turns: Vec<Day>,
}

impl Choices {
    /// Of a network.
    pub fn of(network: &Network, structure: &Structure) -> Self {
        let ids = |of: &mut dyn Iterator<Item = &String>| of.cloned().collect::<Vec<String>>();
        let mut cargoes: Vec<(CargoId, Vec<PlaceId>)> = network
            .cargoes
            .keys()
            .map(|cargo| (cargo, reached(network, structure, cargo)))
            .filter(|(_, places)| places.len() > 1)
            .collect();
        cargoes.sort_by_key(|(cargo, _)| *cargo != network.meta.cargo);
        let cargoes: Vec<(String, Vec<PlaceId>)> =
            cargoes.into_iter().map(|(cargo, places)| (network.cargoes[cargo].id.clone(), places)).collect();
        let named = |places: &[PlaceId]| places.iter().map(|place| network.places[*place].id.clone()).collect();
        let modes = Mode::ALL.into_iter().filter(|(mode, _)| network.links().any(|link| network.mode(link) == *mode));
        let mut countries: Vec<String> =
            network.places.values().filter_map(|place| place.country).map(|country| country.to_string()).collect();
        countries.sort_unstable();
        countries.dedup();
        let excluding = network.restrictions.values().filter(|rule| {
            rule.effect == Effect::Exclude
                || rule.exceptions.iter().any(|exception| exception.effect == Effect::Exclude)
        });
        let subjects = ids(&mut network.lines.values().map(|line| &line.id))
            .into_iter()
            .chain(ids(&mut network.lanes.values().map(|lane| &lane.id)))
            .chain(ids(&mut network.transfers.values().map(|transfer| &transfer.id)))
            .chain(ids(&mut network.passages.values().map(|passage| &passage.id)))
            .chain(ids(&mut network.places.values().map(|place| &place.id)));
        Self {
            aims: aims(network, &cargoes),
            cargoes: cargoes.iter().map(|(cargo, places)| (cargo.clone(), named(places))).collect(),
            vessels: ids(&mut network.vessels.values().map(|vessel| &vessel.id)),
            scenarios: ids(&mut network.scenarios.values().map(|scenario| &scenario.id)),
            restrictions: excluding.map(|rule| rule.id.clone()).collect(),
            subjects: subjects.collect(),
            with_status: network.lines.len() + network.lanes.len() + network.transfers.len(),
            capacities: capacities(network),
            modes: modes.map(|(_, word)| word).collect(),
            countries,
            as_of: network.meta.as_of,
            turns: turns(network),
        }
    }

    /// A question: two places that its cargo reaches, a day, by time; often the network's defaults, and now and then a
    /// scenario, a ship, some modes, lifted rules. Two in five are such that some restriction speaks of them.
    pub fn questions(&self) -> BoxedStrategy<Case> {
        if self.cargoes.is_empty() {
            return Just(Case::default()).boxed();
        }
        let modes = prop::option::weighted(0.15, prop::sample::subsequence(self.modes.clone(), 1..=self.modes.len()));
        let wishes = (
            one_of(&self.vessels, 0.25),
            one_of(&self.scenarios, 0.25),
            modes,
            prop::bool::weighted(0.15),
            self.allowed(),
        );
        let journeys = if self.aims.is_empty() {
            self.journeys()
        } else {
            prop_oneof![3 => self.journeys(), 2 => self.aimed()].boxed()
        };
        (journeys, wishes)
            .prop_map(|(journey, (vessel, scenario, modes, unescorted, mut allow))| {
                allow.extend(journey.allow.clone());
                Case {
                    vessel,
                    modes: modes.unwrap_or_default().into_iter().map(String::from).collect(),
                    unescorted,
                    scenario,
                    allow,
                    ..journey
                }
            })
            .boxed()
    }

    /// Two places that a cargo reaches, and a day.
    fn journeys(&self) -> BoxedStrategy<Case> {
        let cargoes = self.cargoes.clone();
        let others = prop::option::weighted(0.35, any::<Index>());
        (others, any::<Index>(), any::<Index>(), self.days(), one_of(&self.countries, 0.1))
            .prop_map(move |(cargo, from, to, depart, cargo_origin)| {
                let (cargo, places) = cargo.map_or(&cargoes[0], |cargo| cargo.get(&cargoes));
                let from = from.index(places.len());
                let to = (from + 1 + to.index(places.len() - 1)) % places.len();
                Case {
                    from: places[from].clone(),
                    to: places[to].clone(),
                    cargo: Some(cargo.clone()),
                    cargo_origin,
                    depart: Some(depart.to_string()),
                    ..Case::default()
                }
            })
            .boxed()
    }

    /// Journeys that a restriction speaks of while it is in force; some of them with all others lifted.
    fn aimed(&self) -> BoxedStrategy<Case> {
        let (aims, restrictions) = (self.aims.clone(), self.restrictions.clone());
        let ends = (any::<Index>(), any::<Index>());
        (any::<Index>(), ends, any::<Index>(), any::<Index>(), prop::bool::weighted(0.3))
            .prop_map(move |(aim, (from, to), day, origin, alone)| {
                let aim = aim.get(&aims);
                let from = from.get(&aim.from);
                let others: Vec<&String> = aim.to.iter().filter(|to| *to != from).collect();
                let to = if others.is_empty() { from.clone() } else { (*to.get(&others)).clone() };
                let day = aim.days.0.plus(i32::try_from(day.index(aim.days.1.unsigned_abs() as usize)).unwrap_or(0));
                let lifted = restrictions.iter().filter(|rule| alone && **rule != aim.rule);
                Case {
                    from: from.clone(),
                    to,
                    cargo: Some(aim.cargo.clone()),
                    cargo_origin: (!aim.cargo_origin.is_empty()).then(|| origin.get(&aim.cargo_origin).clone()),
                    depart: Some(day.to_string()),
                    allow: lifted.cloned().collect(),
                    ..Case::default()
                }
            })
            .boxed()
    }

    /// Now and then one to three restrictions.
    fn allowed(&self) -> BoxedStrategy<Vec<String>> {
        if self.restrictions.is_empty() {
            return Just(Vec::new()).boxed();
        }
        let some = prop::collection::vec(select(self.restrictions.clone()), 1..4);
        prop::option::weighted(0.15, some).prop_map(Option::unwrap_or_default).boxed()
    }

    /// Questions by any objective.
    pub fn questions_by_any(&self) -> BoxedStrategy<Case> {
        let objectives: Vec<String> = Objective::ALL.map(|(_, word)| word.to_string()).to_vec();
        (self.questions(), select(objectives)).prop_map(|(case, by)| Case { by: Some(by), ..case }).boxed()
    }

    /// A day: within the year after the network's date, on a day on which something begins or ends or the day before,
    /// or in the thirty years before.
    fn days(&self) -> BoxedStrategy<Day> {
        let as_of = self.as_of;
        let soon = (0..400_i32).prop_map(move |days| as_of.plus(days));
        let ago = (0..11_000_i32).prop_map(move |days| as_of.plus(-days));
        if self.turns.is_empty() {
            return prop_oneof![3 => soon, 1 => ago].boxed();
        }
        let turn = (select(self.turns.clone()), -1..=0_i32).prop_map(|(day, by)| day.plus(by));
        prop_oneof![4 => soon, 2 => turn, 1 => ago].boxed()
    }

    /// With one to three things closed.
    pub fn closures(&self) -> BoxedStrategy<Patch> {
        some_subjects(&self.subjects, |close| Patch { close, ..Patch::default() })
    }

    /// With one to three things closed that have a status of their own.
    pub fn closed_in_writing(&self) -> BoxedStrategy<Patch> {
        some_subjects(&self.subjects[..self.with_status], |close| Patch { close, ..Patch::default() })
    }

    /// With one to three things opened.
    pub fn openings(&self) -> BoxedStrategy<Patch> {
        some_subjects(&self.subjects, |open| Patch { open, ..Patch::default() })
    }

    /// With one restriction lifted.
    pub fn lifted(&self) -> BoxedStrategy<Patch> {
        if self.restrictions.is_empty() {
            return Just(Patch::default()).boxed();
        }
        let one = select(self.restrictions.clone());
        one.prop_map(|rule| Patch { lift: vec![rule], ..Patch::default() }).boxed()
    }

    /// With one capacity widened.
    pub fn widened(&self) -> BoxedStrategy<Patch> {
        if self.capacities.is_empty() {
            return Just(Patch::default()).boxed();
        }
        let one = select(self.capacities.clone());
        one.prop_map(|wider| Patch { widen: vec![wider], ..Patch::default() }).boxed()
    }

    /// Any place that the default cargo reaches.
    pub fn places(&self) -> BoxedStrategy<Option<String>> {
        match self.cargoes.first() {
            Some((_, places)) => select(places.clone()).prop_map(Some).boxed(),
            None => Just(None).boxed(),
        }
    }
}

/// With one to three of a list changed.
fn some_subjects(subjects: &[String], patch: impl Fn(Vec<String>) -> Patch + 'static) -> BoxedStrategy<Patch> {
    if subjects.is_empty() {
        return Just(Patch::default()).boxed();
    }
    prop::collection::vec(select(subjects.to_vec()), 1..=3).prop_map(patch).boxed()
}

/// One of a list with this probability.
fn one_of(list: &[String], share: f64) -> BoxedStrategy<Option<String>> {
    if list.is_empty() { Just(None).boxed() } else { prop::option::weighted(share, select(list.to_vec())).boxed() }
}

/// Places where a step that carries the cargo begins or ends.
fn reached(network: &Network, structure: &Structure, cargo: CargoId) -> Vec<PlaceId> {
    let cargo = &network.cargoes[cargo];
    let links = structure.steps().iter().filter(|step| step.mode(network).is_some() && step.carries(network, cargo));
    let mut places: Vec<_> = links.flat_map(|step| <[_; 2]>::from(step.ends(network))).collect();
    places.sort_unstable();
    places.dedup();
    // In the open sea nothing begins or ends.
    places.retain(|place| network.places[*place].country.is_some());
    places
}

/// What has a capacity all along, always in one unit, with one a fifth wider than the widest it ever has.
fn capacities(network: &Network) -> Vec<(String, String)> {
    let mut wider = Vec::new();
    let mut add = |id: &String, figures: &[Option<&Dated<Capacity>>]| {
        if figures.iter().any(Option::is_none) {
            return;
        }
        let all: Vec<Capacity> =
            figures.iter().flatten().flat_map(|dated| dated.periods()).map(|period| period.figure.high).collect();
        let Some(widest) = all.iter().max_by_key(|capacity| capacity.micro()) else { return };
        if all.iter().all(|capacity| capacity.unit() == widest.unit()) {
            let fifth_more = Capacity::from_micro(widest.micro().saturating_add(widest.micro() / 5), widest.unit());
            wider.push((id.clone(), fifth_more.to_string()));
        }
    };
    for (id, line) in network.lines.iter() {
        let sections = network.sections.values().filter(|section| section.line == id);
        add(&line.id, &sections.map(|section| section.capacity.as_ref()).collect::<Vec<_>>());
    }
    for transfer in network.transfers.values() {
        add(&transfer.id, &[transfer.capacity.as_ref()]);
    }
    for group in network.capacity_groups.values() {
        add(&group.id, &[Some(&group.capacity)]);
    }
    wider
}

/// First days of restrictions and states, and the days after their last ones.
fn turns(network: &Network) -> Vec<Day> {
    let rules = network.restrictions.values();
    let windows = rules
        .flat_map(|rule| std::iter::once(rule.window).chain(rule.exceptions.iter().map(|exception| exception.window)));
    let spells = network.links().flat_map(|link| network.history(link).spells.iter().map(|spell| spell.window));
    let ends = |window: Window| [window.from, window.until].into_iter().flatten();
    let mut days: Vec<Day> = windows.chain(spells).flat_map(ends).map(Date::first_day).collect();
    days.sort_unstable();
    days.dedup();
    days
}
