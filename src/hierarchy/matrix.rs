//! What do the cheapest ways from many nodes to many others cost? A sweep down the part of the tree above the targets.
//!
//! All nodes above any target are cut out once and numbered from the top. Sources are taken sixteen at a time: each climbs
//! the tree once, then one pass over the arcs of the cut-out serves all sixteen, side by side in the registers.
//!
//! Source: D. Delling, A. Goldberg, R. Werneck, Faster batched shortest paths in road networks, ATMOS 2011, for sweeps over
//! a cut-out (there with contraction hierarchies).

use super::cost::Cost;
use super::metric::Metric;
use super::search::Search;
use super::structure::Hierarchy;
use super::wide::with_widest;
use crate::parallel;

/// How many sources one pass serves.
pub const LANES: usize = 16;
const NOT_IN: u32 = u32::MAX;

/// An arc of the cut-out, downward: its higher end and what it costs.
#[derive(Debug, Clone, Copy)]
struct Fall<W> {
    from: u32,
    cost: W,
}

/// Nodes that ways are wanted to, under one metric.
#[derive(Debug, Clone)]
pub struct Targets<W> {
    /// The place of each node in the cut-out.
    local: Vec<u32>,
    /// The places of the targets.
    wanted: Vec<u32>,
    /// Where the arcs of each place begin; one more than there are places.
    first: Vec<u32>,
    falls: Vec<Fall<W>>,
}

/// Room for the sweeps of one thread.
struct Sweep<W> {
    search: Search<W>,
    labels: Vec<[W; LANES]>,
}

impl<W: Cost> Targets<W> {
    /// The cut-out for these nodes; a node may stand there more than once.
    ///
    /// # Panics
    /// If a node is not there, or hierarchy and metric are not those of each other.
    pub fn new(hierarchy: &Hierarchy, metric: &Metric<W>, nodes: &[u32]) -> Self {
        let upward = &hierarchy.upward;
        let mut local = vec![NOT_IN; hierarchy.nodes()];
        let mut above = Vec::new();
        for &node in nodes {
            let mut at = Some(hierarchy.rank[node as usize]);
            while let Some(node) = at.filter(|&node| local[node as usize] == NOT_IN) {
                local[node as usize] = 0;
                above.push(node);
                at = upward.parent(node);
            }
        }
        above.sort_unstable_by_key(|&node| std::cmp::Reverse(node));
        let mut first = vec![0];
        let mut falls = Vec::new();
        for (place, &node) in above.iter().enumerate() {
            local[node as usize] = place as u32;
            let arcs =
                upward.arcs(node).map(|arc| Fall { from: local[upward.heads[arc] as usize], cost: metric.down[arc] });
            falls.extend(arcs.filter(|fall| fall.cost < W::NEVER));
            first.push(falls.len() as u32);
        }
        let wanted = nodes.iter().map(|&node| local[hierarchy.rank[node as usize] as usize]).collect();
        Self { local, wanted, first, falls }
    }

    /// How many targets there are.
    pub fn len(&self) -> usize {
        self.wanted.len()
    }

    /// Whether there is no target.
    pub fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// What the cheapest way from each source to each target costs, [`Cost::NEVER`] if there is none: all of the first
    /// source, then all of the next. In parallel; the same for any number of threads.
    ///
    /// # Panics
    /// If there are not as many `costs` as pairs, or as [`Targets::new`].
    pub fn costs(&self, hierarchy: &Hierarchy, metric: &Metric<W>, sources: &[u32], costs: &mut [W]) {
        assert_eq!(costs.len(), sources.len() * self.len(), "one cost for each pair");
        if self.is_empty() {
            return;
        }
        let room = || Sweep { search: Search::new(hierarchy), labels: vec![[W::NEVER; LANES]; self.first.len() - 1] };
        parallel::for_each_chunk(costs, LANES * self.len(), room, |room, block, costs| {
            let sources = &sources[block * LANES..sources.len().min((block + 1) * LANES)];
            self.block(hierarchy, metric, sources, room, costs);
        });
    }

    fn block(&self, hierarchy: &Hierarchy, metric: &Metric<W>, sources: &[u32], room: &mut Sweep<W>, costs: &mut [W]) {
        let Sweep { search, labels } = room;
        labels.fill([W::NEVER; LANES]);
        for (lane, &source) in sources.iter().enumerate() {
            search.climb(hierarchy, &metric.up, source, |node, label| {
                if let Some(labels) = labels.get_mut(self.local[node as usize] as usize) {
                    labels[lane] = label;
                }
            });
        }
        with_widest(
            #[inline(always)]
            || self.sweep(labels),
        );
        for (at, &target) in self.wanted.iter().enumerate() {
            let row = &labels[target as usize];
            for (costs, &label) in costs.chunks_exact_mut(self.len()).zip(row) {
                costs[at] = label;
            }
        }
    }

    #[inline(always)]
    fn sweep(&self, labels: &mut [[W; LANES]]) {
        for (place, arcs) in self.first.windows(2).enumerate() {
            let (above, own) = labels.split_at_mut(place);
            let mut best = own[0];
            for fall in &self.falls[arcs[0] as usize..arcs[1] as usize] {
                for (best, &label) in best.iter_mut().zip(&above[fall.from as usize]) {
                    *best = (*best).min(label.plus(fall.cost));
                }
            }
            own[0] = best;
        }
    }
}
