//! Several routes that really differ.
//!
//! Two routes differ if they do not use the same borders, ports and named passages, or if less than
//! [`ALIKE_PERCENT`] of the later one's length lies on links that the earlier one uses too.
//!
//! # Method
//! Branching as in Lawler (1972), on corridor elements instead of single arcs: from the best route one child problem
//! is made for each of its elements (a border, a port, a passage, one stretch of line between junctions), in which that
//! element is shut out as well. Problems are taken in order of their best route, so routes come out in order of the
//! objective; one that does not differ from those already found is branched on but not returned.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::label_setting::{Route, Search};
use crate::graph::{StepId, Structure};
use crate::model::{Link, Network, PassageId, PlaceId, SectionId, TransferId, TransferKind};
use crate::parallel;
use crate::restrictions::Step;
use crate::units::Distance;

/// Routes that share more of their length than this, in percent, are the same corridor.
pub const ALIKE_PERCENT: u64 = 85;
/// No route is offered that is worse than the best by more than this factor.
pub const WORSE_AT_MOST: u64 = 3;
/// How many child problems are solved at most.
const SEARCH_LIMIT: usize = 240;
/// Stretches of line shorter than this are not branched on.
const SHORT: Distance = Distance::from_km(100);

/// What a corridor is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// A border or a port.
    Transfer(TransferId),
    /// A strait or canal.
    Passage(PassageId),
    /// A stretch of line between junctions, by its first section.
    Stretch(SectionId),
}

/// The element that each step belongs to.
#[derive(Debug)]
pub struct Elements {
    of_step: Vec<Option<Element>>,
    stretch_length: BTreeMap<SectionId, Distance>,
}

impl Elements {
    /// Finds the elements of a network.
    pub fn new(network: &Network, structure: &Structure) -> Self {
        let (stretch_of, stretch_length) = stretches(network);
        let of_step = structure
            .steps()
            .iter()
            .map(|step| match step {
                Step::Pass { link: Link::Section(id), .. } => stretch_of.get(id).copied().map(Element::Stretch),
                Step::Pass { link: Link::Lane(id), .. } => network.lanes[*id].passage.map(Element::Passage),
                Step::Undergo { at_end: true, .. } => None,
                Step::Undergo { transfer, .. } => match network.transfers[*transfer].kind {
                    // Which of two neighbouring stations changes the gauge makes no other corridor.
                    TransferKind::GaugeChange { .. } | TransferKind::ModeChange { .. } => None,
                    TransferKind::Border { .. } | TransferKind::Port { .. } => Some(Element::Transfer(*transfer)),
                },
            })
            .collect();
        Self { of_step, stretch_length }
    }

    fn of(&self, step: StepId) -> Option<Element> {
        self.of_step[step as usize]
    }

    /// The elements of a route worth branching on once `shut` is shut out: what its signature has, and, if none is
    /// shut yet, one long stretch of line.
    fn branches(&self, route: &Route, shut: &BTreeSet<Element>) -> BTreeSet<Element> {
        let may_shut_stretch = !shut.iter().any(|element| matches!(element, Element::Stretch(_)));
        let worthwhile = |element: &Element| match element {
            Element::Stretch(first) => {
                may_shut_stretch && self.stretch_length.get(first).is_some_and(|length| *length >= SHORT)
            }
            _ => true,
        };
        route.rides.iter().filter_map(|ride| self.of(ride.step)).filter(worthwhile).collect()
    }

    /// Borders, ports and passages of a route.
    fn signature(&self, route: &Route) -> BTreeSet<Element> {
        let named = |element: &Element| !matches!(element, Element::Stretch(_));
        route.rides.iter().filter_map(|ride| self.of(ride.step)).filter(named).collect()
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
    elements: &Elements,
    usable: &(dyn Fn(StepId) -> bool + Sync),
    wanted: usize,
) -> Vec<Route> {
    let without = |shut: &BTreeSet<Element>| {
        search.best(&|step| usable(step) && elements.of(step).is_none_or(|element| !shut.contains(&element)))
    };
    let mut found: Vec<Route> = Vec::new();
    let mut queue = BinaryHeap::new();
    let mut problems: Vec<(BTreeSet<Element>, Route)> = Vec::new();
    let mut known: BTreeSet<BTreeSet<Element>> = BTreeSet::new();
    let mut searches = 1;
    if let Some(route) = without(&BTreeSet::new()) {
        queue.push(Reverse((route.value, 0)));
        problems.push((BTreeSet::new(), route));
    }
    while let Some(Reverse((value, index))) = queue.pop() {
        let (shut, route) = problems[index].clone();
        if found.first().is_some_and(|best| value > best.value.saturating_mul(WORSE_AT_MOST)) {
            break;
        }
        if found.iter().all(|earlier| differ(search, elements, earlier, &route)) {
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
        for (child, route) in children.into_iter().zip(routes) {
            if let Some(route) = route {
                queue.push(Reverse((route.value, problems.len())));
                problems.push((child, route));
            }
        }
    }
    found
}

/// Whether two routes are different corridors.
fn differ(search: &Search<'_>, elements: &Elements, earlier: &Route, later: &Route) -> bool {
    if elements.signature(earlier) != elements.signature(later) {
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
