//! What do the cheapest ways from one node to all others cost, and which nodes are within reach? One sweep down the tree.

use super::cost::Cost;
use super::metric::Metric;
use super::search::Search;
use super::structure::Hierarchy;

/// Costs from one node to all; made once for a hierarchy, filled for one source after the other.
#[derive(Debug, Clone)]
pub struct Tree<W> {
    search: Search<W>,
    /// By rank.
    costs: Vec<W>,
}

impl<W: Cost> Tree<W> {
    /// For a hierarchy; nothing is reached yet.
    pub fn new(hierarchy: &Hierarchy) -> Self {
        Self { search: Search::new(hierarchy), costs: vec![W::NEVER; hierarchy.nodes()] }
    }

    /// Finds the costs from a node to all.
    ///
    /// # Panics
    /// If the node is not there, or hierarchy and metric are not those of each other and of this tree.
    pub fn grow(&mut self, hierarchy: &Hierarchy, metric: &Metric<W>, from: u32) {
        self.sweep(hierarchy, [&metric.up, &metric.down], from);
    }

    /// Finds the costs from all nodes to one: [`Tree::cost`] and [`Tree::within`] then tell what it costs from there.
    ///
    /// # Panics
    /// As [`Tree::grow`].
    pub fn grow_back(&mut self, hierarchy: &Hierarchy, metric: &Metric<W>, to: u32) {
        self.sweep(hierarchy, [&metric.down, &metric.up], to);
    }

    fn sweep(&mut self, hierarchy: &Hierarchy, [rise, fall]: [&[W]; 2], from: u32) {
        let Self { search, costs } = self;
        costs.fill(W::NEVER);
        search.climb(hierarchy, rise, from, |node, label| costs[node as usize] = label);
        let upward = &hierarchy.upward;
        for node in (0..hierarchy.nodes() as u32).rev() {
            let arcs = upward.arcs(node);
            let falls = upward.heads[arcs.clone()].iter().zip(&fall[arcs]);
            let own = costs[node as usize];
            costs[node as usize] = falls.fold(own, |best, (&head, &cost)| best.min(costs[head as usize].plus(cost)));
        }
    }

    pub(super) fn by_rank(&self, node: u32) -> W {
        self.costs[node as usize]
    }

    /// What the cheapest way to a node costs, if there is one.
    pub fn cost(&self, hierarchy: &Hierarchy, node: u32) -> Option<W> {
        Some(self.costs[hierarchy.rank[node as usize] as usize]).filter(|&cost| cost < W::NEVER)
    }

    /// All nodes that can be reached for at most `limit`, and what each costs: an isochrone, where costs are times. In the
    /// order of the hierarchy.
    pub fn within<'a>(&'a self, hierarchy: &'a Hierarchy, limit: W) -> impl Iterator<Item = (u32, W)> + 'a {
        let reached = hierarchy.node.iter().zip(&self.costs).map(|(&node, &cost)| (node, cost));
        reached.filter(move |&(_, cost)| cost <= limit && cost < W::NEVER)
    }
}
