//! Several routes that really differ.
//!
//! Two routes differ if they do not pass the same countries on land, or if less than [`ALIKE_PERCENT`] of the later
//! one's length lies on links that the earlier one uses too. The neighbouring port, strait or border station is no
//! other corridor; `--via` and `--avoid` ask for it.
//!
//! # Method
//! Branching as in Lawler (1972), on corridor elements instead of single arcs: from the best route one child problem
//! is made for each of its elements (a country, a passage, a stretch of line between junctions), in which that element is
//! shut out as well, unless that leads to the same corridor. Problems are taken in order of their best route, so routes come out in order of the
//! objective; one that does not differ from those already found is branched on but not returned.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::sync::OnceLock;

use super::label_setting::{Route, Search};
use crate::graph::{StepId, Structure};
use crate::model::{Country, Key as _, Link, Mode, Network, PassageId, PlaceId, SectionId};
use crate::parallel;
use crate::restrictions::Step;
use crate::units::Distance;

/// Routes that share more of their length than this, in percent, are the same corridor.
pub const ALIKE_PERCENT: u64 = 75;
/// No route is offered that is worse than the best by more than this factor.
pub const WORSE_AT_MOST: u64 = 3;
/// The best way by sea and the best by land are offered up to this factor.
pub const MAIN_MODE_WORSE_AT_MOST: u64 = 10;
/// How many child problems are solved at most.
const SEARCH_LIMIT: usize = 240;
/// Stretches of line shorter than this are not branched on.
const SHORT: Distance = Distance::from_km(100);

/// What a corridor is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// A country passed on land.
    Country(Country),
    /// A strait or canal.
    Passage(PassageId),
    /// A stretch of line between junctions, by its first section.
    Stretch(SectionId),
}

/// The elements that each step belongs to.
#[derive(Debug)]
pub struct Elements {
    of_step: Vec<Vec<Element>>,
    stretch_length: BTreeMap<SectionId, Distance>,
    home: BTreeSet<Country>,
}

impl Elements {
    /// Finds the elements of a network; the countries of `ends` cannot be shut out.
    pub fn new(network: &Network, structure: &Structure, ends: &[PlaceId]) -> Self {
        let (stretch_of, stretch_length) = stretches(network);
        let of_step = structure.steps().iter().map(|step| {
            let (from, to) = step.ends(network);
            let countries = [from, to].into_iter().filter_map(|place| network.places[place].country);
            match step {
                Step::Pass { link: Link::Lane(id), .. } => {
                    network.lanes[*id].passage.map(Element::Passage).into_iter().collect()
                }
                Step::Pass { link: Link::Section(id), .. } => {
                    let stretch = stretch_of.get(id).copied().map(Element::Stretch);
                    countries.map(Element::Country).chain(stretch).collect()
                }
                Step::Undergo { at_end: true, .. } => Vec::new(),
                Step::Undergo { .. } => countries.map(Element::Country).collect(),
            }
        });
        let home = ends.iter().filter_map(|place| network.places[*place].country).collect();
        Self { of_step: of_step.collect(), stretch_length, home }
    }

    fn of(&self, step: StepId) -> &[Element] {
        &self.of_step[step as usize]
    }

    /// The elements of a route worth branching on once `shut` is shut out: countries between the ends, and up to three
    /// passages or one long stretch of line.
    fn branches(&self, route: &Route, shut: &BTreeSet<Element>) -> BTreeSet<Element> {
        let count = |wanted: fn(&Element) -> bool| shut.iter().filter(|element| wanted(element)).count();
        let stretches = count(|element| matches!(element, Element::Stretch(_)));
        let passages = count(|element| matches!(element, Element::Passage(_)));
        let worthwhile = |element: &Element| match element {
            Element::Country(country) => !self.home.contains(country),
            Element::Passage(_) => stretches == 0 && passages < 3,
            Element::Stretch(first) => {
                stretches + passages == 0 && self.stretch_length.get(first).is_some_and(|length| *length >= SHORT)
            }
        };
        route.rides.iter().flat_map(|ride| self.of(ride.step)).copied().filter(worthwhile).collect()
    }
}

/// For each section its stretch, named by the first section in it, and how long each stretch is.
fn stretches(network: &Network) -> (BTreeMap<SectionId, SectionId>, BTreeMap<SectionId, Distance>) {
    let mut neighbours: BTreeMap<PlaceId, BTreeSet<PlaceId>> = BTreeMap::new();
    for section in network.sections.values() {
        neighbours.entry(section.from).or_default().insert(section.to);
        neighbours.entry(section.to).or_default().insert(section.from);
    }
    let is_junction = |place: PlaceId| neighbours.get(&place).is_none_or(|around| around.len() != 2);
    let mut stretch_of = BTreeMap::new();
    let mut length: BTreeMap<SectionId, Distance> = BTreeMap::new();
    for line in network.lines.values() {
        let mut first: Option<SectionId> = None;
        for id in &line.sections {
            let section = &network.sections[*id];
            let begins = first.filter(|_| !is_junction(section.from)).unwrap_or(*id);
            stretch_of.insert(*id, begins);
            let total = length.entry(begins).or_default();
            *total = *total + section.distance;
            first = Some(begins);
        }
    }
    (stretch_of, length)
}

/// The best routes that differ, best first; at most `wanted`.
pub fn alternatives(
    search: &Search<'_>,
    usable: &(dyn Fn(StepId) -> bool + Sync),
    ends: &[PlaceId],
    wanted: usize,
) -> Vec<Route> {
    let Some(best) = search.best(usable) else { return Vec::new() };
    if wanted <= 1 {
        return vec![best];
    }
    let elements = &Elements::new(search.network, search.structure, ends);
    let worst = best.value.saturating_mul(WORSE_AT_MOST);
    let without = |shut: &BTreeSet<Element>| {
        // A handful at most: looked through faster than searched.
        let shut: Vec<Element> = shut.iter().copied().collect();
        let is_left = |step| usable(step) && elements.of(step).iter().all(|element| !shut.contains(element));
        search.best_within(&is_left, worst)
    };
    let mut found: Vec<Route> = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut problems: Vec<(BTreeSet<Element>, Route)> = Vec::new();
    let mut known: BTreeSet<BTreeSet<Element>> = BTreeSet::new();
    let mut searches = 1;
    queue.push(Reverse((best.value, 0)));
    problems.push((BTreeSet::new(), best));
    while let Some(Reverse((_, index))) = queue.pop() {
        let (shut, route) = problems[index].clone();
        if found.iter().all(|earlier| differ(search, earlier, &route)) {
            found.push(route.clone());
        }
        if found.len() >= wanted || searches >= SEARCH_LIMIT {
            break;
        }
        let children: Vec<BTreeSet<Element>> = elements
            .branches(&route, &shut)
            .into_iter()
            .map(|element| shut.iter().copied().chain([element]).collect())
            .filter(|child| known.insert(BTreeSet::clone(child)))
            .collect();
        searches += children.len();
        let routes = parallel::map(&children, without);
        for (child, found_route) in children.into_iter().zip(routes) {
            // Without this element the corridor is still the same, so nothing is gained by shutting out more.
            if let Some(other) = found_route.filter(|other| differ(search, &route, other)) {
                queue.push(Reverse((other.value, problems.len())));
                problems.push((child, other));
            }
        }
    }
    add_main_modes(search, usable, ends, wanted, &mut found);
    found
}

/// Whether two routes are different corridors.
fn differ(search: &Search<'_>, earlier: &Route, later: &Route) -> bool {
    if countries(search, earlier) != countries(search, later) {
        return true;
    }
    let link_of = |step: StepId| match search.structure.steps()[step as usize] {
        Step::Pass { link, .. } => Some(link),
        Step::Undergo { .. } => None,
    };
    let used: BTreeSet<Link> = earlier.rides.iter().filter_map(|ride| link_of(ride.step)).collect();
    let metres = |step: StepId| search.timetable.schedule(step).distance().metres();
    let shared: u64 = later
        .rides
        .iter()
        .filter(|ride| link_of(ride.step).is_some_and(|link| used.contains(&link)))
        .map(|ride| metres(ride.step))
        .sum();
    shared * 100 < later.distance.metres() * ALIKE_PERCENT
}

/// The countries that a route passes on land.
fn countries(search: &Search<'_>, route: &Route) -> BTreeSet<Country> {
    let states = route.rides.iter().map(|ride| search.structure.states()[ride.state as usize]);
    states
        .filter(|state| state.mode != Mode::Sea)
        .filter_map(|state| search.network.places[state.place].country)
        .collect()
}

/// Adds the best route by sea but for the ends, and the best by land but for the ends, if they differ from what was
/// found: whoever asks for three ways from Korea to Germany wants to see the sea among them, even if ten railways are
/// faster. The last of the others makes room.
fn add_main_modes(
    search: &Search<'_>,
    usable: &(dyn Fn(StepId) -> bool + Sync),
    ends: &[PlaceId],
    wanted: usize,
    found: &mut Vec<Route>,
) {
    let Some(best) = found.first().map(|best| best.value) else { return };
    let near = NearAnEnd::new(search.network, ends);
    let worst = best.saturating_mul(MAIN_MODE_WORSE_AT_MOST);
    for main in [Mode::Sea, Mode::Rail] {
        let fits = |step: StepId| {
            let step = search.structure.steps()[step as usize];
            let (from, to) = step.ends(search.network);
            let is_main = step.mode(search.network).is_none_or(|mode| (mode == Mode::Sea) == (main == Mode::Sea));
            is_main || (near.holds(from) && near.holds(to))
        };
        let Some(route) = search.best_within(&|step| usable(step) && fits(step), worst) else { continue };
        if found.iter().all(|earlier| differ(search, earlier, &route)) {
            if found.len() >= wanted && found.len() > 1 {
                found.pop();
            }
            if found.len() < wanted {
                found.push(route);
            }
        }
    }
    found.sort_by_key(|route| route.value);
}

/// Places within a quarter of the distance between origin and destination around either, found out when one is asked for:
/// most never are.
struct NearAnEnd<'a> {
    network: &'a Network,
    ends: &'a [PlaceId],
    reach: Distance,
    known: Vec<OnceLock<bool>>,
}

impl<'a> NearAnEnd<'a> {
    fn new(network: &'a Network, ends: &'a [PlaceId]) -> Self {
        let at = |place: PlaceId| network.places[place].at;
        let apart = ends.iter().flat_map(|a| ends.iter().map(|b| at(*a).distance_to(at(*b)))).max().unwrap_or_default();
        let reach = Distance::from_metres(apart.metres() / 4);
        Self { network, ends, reach, known: network.places.keys().map(|_| OnceLock::new()).collect() }
    }

    fn holds(&self, place: PlaceId) -> bool {
        let at = |place: PlaceId| self.network.places[place].at;
        let is_near = || self.ends.iter().any(|end| at(*end).distance_to(at(place)) <= self.reach);
        *self.known[place.index()].get_or_init(is_near)
    }
}
