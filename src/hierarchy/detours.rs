//! What does a way cost when each of its links in turn is closed?
//!
//! Each link is closed in the metric ([`Metric::reprice`]), asked for and opened again. On a chain that is passed from end to
//! end it does not matter which link is closed, so one answer serves all.

use super::cost::Cost;
use super::metric::{Metric, MetricError};
use super::reprice::Changes;
use super::search::Search;
use super::structure::Hierarchy;
use super::tables::NO_SLOT;

/// Room for questions what closures cost.
#[derive(Debug, Clone)]
pub struct Detours<W> {
    search: Search<W>,
    changes: Changes<W>,
    links: Vec<u32>,
    costs: Vec<(u32, Option<W>)>,
}

impl<W: Cost> Detours<W> {
    /// For a hierarchy.
    pub fn new(hierarchy: &Hierarchy) -> Self {
        Self { search: Search::new(hierarchy), changes: Changes::new(), links: Vec::new(), costs: Vec::new() }
    }

    /// The links of the cheapest way, and what the cheapest way costs without each, if there is one then; nothing if there is
    /// no way at all. The metric is afterwards as before.
    ///
    /// # Errors
    /// [`MetricError::TooLong`] if a detour may cost more than can be counted.
    ///
    /// # Panics
    /// If a node is not there, or hierarchy and metric are not those of each other.
    pub fn without_each(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &mut Metric<W>,
        from: u32,
        to: u32,
    ) -> Result<&[(u32, Option<W>)], MetricError> {
        self.costs.clear();
        self.search.route(hierarchy, metric, from, to, &mut self.links);
        let ends = [from, to].map(|node| chain(hierarchy, hierarchy.rank[node as usize]));
        let mut last = None;
        for &link in &self.links {
            let slot = hierarchy.tables.slot[link as usize];
            let passed = shared_chain(hierarchy, slot).filter(|chain| !ends.contains(&Some(*chain)));
            if let Some((_, cost)) = last.filter(|(chain, _)| passed.is_some() && *chain == passed) {
                self.costs.push((link, cost));
                continue;
            }
            let closed = metric.reprice(hierarchy, &[(link, W::NEVER)], &mut self.changes);
            let cost = closed.map(|()| self.search.cost(hierarchy, metric, from, to));
            metric.undo(hierarchy, &mut self.changes);
            self.costs.push((link, cost?));
            last = Some((passed, cost?));
        }
        Ok(&self.costs)
    }
}

/// The chain of a link that has no parallel one.
fn shared_chain(hierarchy: &Hierarchy, slot: u32) -> Option<u32> {
    if slot == NO_SLOT || hierarchy.tables.further(slot).next().is_some() {
        return None;
    }
    chain(hierarchy, hierarchy.tables.tail[slot as usize / 2])
}

/// The chain that a node is inside, named by the last of its nodes to go.
fn chain(hierarchy: &Hierarchy, node: u32) -> Option<u32> {
    let mut top = node;
    if node >= hierarchy.inside {
        return None;
    }
    loop {
        let above = hierarchy.tables.tail[hierarchy.tables.closing[top as usize] as usize];
        if above >= hierarchy.inside {
            return Some(top);
        }
        top = above;
    }
}
