//! What stops more from passing: the minimum cut nearest the sources, that nearest the sinks, what they have in common
//! and what lies between.
//!
//! Take any maximum flow and its residual graph, in which an arc leads on while it has capacity left and back while it
//! carries anything. A set of nodes with all sources and no sink cuts at least cost exactly if the residual graph does
//! not lead out of it (Picard and Queyranne 1980). So the smallest such set is what the sources reach, and the largest
//! is what does not reach a sink. It follows:
//! - An arc is in every minimum cut exactly if the sources reach its tail and its head reaches a sink. Those are the
//!   arcs of which each alone, if widened, lets more pass.
//! - An arc that can carry anything is in some minimum cut exactly if it is full, and its ends are not strongly
//!   connected in the residual graph.

use super::graph::Graph;
use super::incidence::{Incidence, Touch};
use super::max_flow::{MaxFlow, TerminalError, max_flow};

/// The minimum cuts between sources and sinks. None of it depends on the order of the arcs, but for the flow.
///
/// An arc of capacity 0 stands in the two extreme cuts and in `in_every` too, if its ends lie on the two sides: opened, it would help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinCuts {
    /// A largest flow; its value is the capacity of every minimum cut.
    pub flow: MaxFlow,
    /// Nodes on the sources' side of the minimum cut nearest the sources, ascending: those that more could still reach.
    pub source_side: Vec<u32>,
    /// Nodes on the sinks' side of the minimum cut nearest the sinks, ascending: those that could still send more.
    pub sink_side: Vec<u32>,
    /// Arcs of the minimum cut nearest the sources.
    pub near_sources: Vec<u32>,
    /// Arcs of the minimum cut nearest the sinks.
    pub near_sinks: Vec<u32>,
    /// Arcs in every minimum cut: widening one alone lets more pass, widening any other alone does not.
    pub in_every: Vec<u32>,
    /// Arcs with capacity that are in some minimum cut.
    pub in_some: Vec<u32>,
    /// For each node, the first cut of the chain that has it on the side of the sources; none if it reaches a sink.
    pub steps: Vec<Option<u32>>,
    /// How many cuts the chain has: 1 if there is only one minimum cut.
    pub chain: u32,
}

impl MinCuts {
    /// One cut of the chain from the sources (0) to the sinks (`chain - 1`): its arcs that have capacity.
    ///
    /// Each cut has all nodes on the side of the sources that the one before has, and as few more as possible, and every
    /// arc of `in_some` is in one of them.
    pub fn cut(&self, graph: &Graph, step: u32) -> Vec<u32> {
        let is_near = |node: u32| self.steps[node as usize].is_some_and(|first| first <= step);
        select(graph, |tail, head, capacity| capacity > 0 && is_near(tail) && !is_near(head))
    }
}

/// The maximum flow from any of the sources to any of the sinks, and its minimum cuts.
///
/// # Errors
/// [`TerminalError`] if a terminal is not in the graph, or both a source and a sink.
///
/// # Cost
/// That of [`max_flow`], and O(V + E).
///
/// # Source
/// Ford and Fulkerson 1956; Picard and Queyranne 1980 (all minimum cuts); Tarjan 1972 (components).
pub fn min_cuts(graph: &Graph, sources: &[u32], sinks: &[u32]) -> Result<MinCuts, TerminalError> {
    let flow = max_flow(graph, sources, sinks)?;
    let residual = Residual { graph, incidence: Incidence::new(graph), flow: &flow.flow };
    let mut places = vec![Place::Between; graph.nodes() as usize];
    residual.mark(sources, &mut places, Place::NearSources);
    residual.mark(sinks, &mut places, Place::NearSinks);
    let is = |node: u32, place| places[node as usize] == place;

    let side = |place| (0..graph.nodes()).filter(|&node| is(node, place)).collect();
    let (source_side, sink_side) = (side(Place::NearSources), side(Place::NearSinks));
    let near_sources = select(graph, |tail, head, _| is(tail, Place::NearSources) && !is(head, Place::NearSources));
    let near_sinks = select(graph, |tail, head, _| !is(tail, Place::NearSinks) && is(head, Place::NearSinks));
    let in_every = select(graph, |tail, head, _| is(tail, Place::NearSources) && is(head, Place::NearSinks));
    let steps = residual.steps(&places);
    let chain = steps.iter().flatten().max().map_or(1, |last| last + 1);
    let rank = |node: u32| steps[node as usize].unwrap_or(chain);
    let in_some = select(graph, |tail, head, capacity| capacity > 0 && rank(tail) < rank(head));
    Ok(MinCuts { flow, source_side, sink_side, near_sources, near_sinks, in_every, in_some, steps, chain })
}

/// The arcs that a question about tail, head and capacity picks.
fn select(graph: &Graph, is_chosen: impl Fn(u32, u32, i64) -> bool) -> Vec<u32> {
    let arcs = (0..).zip(graph.arcs());
    arcs.filter(|(_, arc)| is_chosen(arc.tail, arc.head, arc.capacity)).map(|(number, _)| number).collect()
}

/// Where a node lies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The sources reach it.
    NearSources,
    /// Neither.
    Between,
    /// It reaches a sink.
    NearSinks,
}

/// What a flow leaves.
struct Residual<'a> {
    graph: &'a Graph,
    incidence: Incidence,
    flow: &'a [i64],
}

impl Residual<'_> {
    /// The residual graph leads from the node that is touched to the other.
    fn leads_out(&self, touch: Touch) -> bool {
        let flow = self.flow[touch.arc as usize];
        if touch.is_back { flow > 0 } else { flow < self.graph.arcs()[touch.arc as usize].capacity }
    }

    /// Marks all that the sources reach, or all that reaches a sink.
    fn mark(&self, from: &[u32], places: &mut [Place], place: Place) {
        let mut stack = from.to_vec();
        for &node in from {
            places[node as usize] = place;
        }
        while let Some(node) = stack.pop() {
            for &touch in self.incidence.at(node) {
                let way = Touch { is_back: touch.is_back != (place == Place::NearSinks), ..touch };
                if places[touch.other as usize] == Place::Between && self.leads_out(way) {
                    places[touch.other as usize] = place;
                    stack.push(touch.other);
                }
            }
        }
    }

    /// For each node, the first cut of the chain in which it may be on the side of the sources: one more than that of
    /// each node from which it gets flow over a full arc, and no less than that of each to which it could send more.
    fn steps(&self, places: &[Place]) -> Vec<Option<u32>> {
        let mut steps: Vec<Option<u32>> =
            places.iter().map(|&place| (place == Place::NearSources).then_some(0)).collect();
        for component in self.components(places) {
            let mut step = 0;
            for &node in &component {
                for touch in self.incidence.at(node).iter().filter(|touch| self.leads_out(**touch)) {
                    if let Some(theirs) = steps[touch.other as usize] {
                        step = step.max(theirs + u32::from(touch.is_back));
                    }
                }
            }
            for node in component {
                steps[node as usize] = Some(step);
            }
        }
        steps
    }

    /// The strongly connected components between the extreme cuts, each after all that it leads to.
    fn components(&self, places: &[Place]) -> Vec<Vec<u32>> {
        const NEW: u32 = u32::MAX;
        let mut components = Vec::new();
        let mut found = vec![NEW; places.len()];
        let mut lowest = vec![NEW; places.len()];
        let mut is_open = vec![false; places.len()];
        let (mut open, mut stack, mut count) = (Vec::new(), Vec::new(), 0);
        for root in 0..self.graph.nodes() {
            if places[root as usize] != Place::Between || found[root as usize] != NEW {
                continue;
            }
            stack.push((root, 0));
            while let Some((node, next)) = stack.pop() {
                let place = node as usize;
                if next == 0 {
                    (found[place], lowest[place], is_open[place]) = (count, count, true);
                    count += 1;
                    open.push(node);
                }
                let touches = self.incidence.at(node);
                let onward = (next..touches.len()).find(|&index| {
                    let other = touches[index].other as usize;
                    let counts = places[other] == Place::Between && self.leads_out(touches[index]);
                    if counts && is_open[other] {
                        lowest[place] = lowest[place].min(found[other]);
                    }
                    counts && found[other] == NEW
                });
                if let Some(index) = onward {
                    // Looked at again on the way back, to learn how low the other got.
                    stack.push((node, index.max(1)));
                    stack.push((touches[index].other, 0));
                    continue;
                }
                if lowest[place] == found[place] {
                    let from = open.iter().rposition(|&member| member == node).expect("it was opened");
                    let component: Vec<u32> = open.drain(from..).collect();
                    for &member in &component {
                        is_open[member as usize] = false;
                    }
                    components.push(component);
                }
                if let Some(&(parent, _)) = stack.last() {
                    lowest[parent as usize] = lowest[parent as usize].min(lowest[place]);
                }
            }
        }
        components
    }
}
