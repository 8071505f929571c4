//! What do arcs cost under the costs of one day, scenario or ship? Customization.
//!
//! From the lowest node to the highest, each node joins any two of its higher neighbours: the arc between them costs no
//! more than the way through the node. Afterwards every shortest way has one that first only rises and then only falls.
//!
//! Source: J. Dibbelt, B. Strasser, D. Wagner, Customizable contraction hierarchies, ACM Journal of Experimental
//! Algorithmics 21 (2016), section 7.

use super::cost::Cost;
use super::structure::Hierarchy;
use super::tables::UP;
use super::triangles::{Span, take_all};

/// In what an arc goes through: the rest is a link and not an arc.
pub(super) const LINK: u32 = 1 << 31;

/// Why costs cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MetricError {
    /// Not one cost for each link.
    #[error("{given} costs for {links} links")]
    Count {
        /// How many were given.
        given: usize,
        /// How many links there are.
        links: usize,
    },
    /// A way may cost more than can be counted.
    #[error("a way may cost {longest}, but only sums below {most} can be counted; take a coarser unit or `u64`")]
    TooLong {
        /// A bound on what a way up the hierarchy costs.
        longest: u64,
        /// What it has to be below.
        most: u64,
    },
}

/// What all arcs of a [`Hierarchy`] cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Metric<W> {
    /// What each link costs, and one more that costs [`Cost::NEVER`].
    pub(super) links: Vec<W>,
    /// What each arc costs from its lower end to the higher, and back.
    pub(super) up: Vec<W>,
    pub(super) down: Vec<W>,
    /// Through what an arc leads, up and down: the arc from the lowest node of its triangle to the lower end of this one,
    /// or, with [`LINK`], a link.
    pub(super) via: Vec<[u32; 2]>,
    /// The cheapest link of each step along the chains.
    pub(super) along: Vec<u32>,
    /// The same against them, the last one first.
    pub(super) against: Vec<u32>,
    /// No way up costs more.
    pub(super) longest: u64,
}

impl<W: Cost> Metric<W> {
    /// Of what each link costs: [`Cost::NEVER`] for one that is closed.
    ///
    /// # Errors
    /// [`MetricError`] if there is not one cost for each link, or sums may become too great.
    pub fn new(hierarchy: &Hierarchy, costs: &[W]) -> Result<Self, MetricError> {
        let arcs = hierarchy.arcs();
        let mut metric = Self {
            links: Vec::new(),
            up: vec![W::NEVER; arcs],
            down: vec![W::NEVER; arcs],
            via: vec![[LINK; 2]; arcs],
            along: hierarchy.tables.along.clone(),
            against: hierarchy.tables.against.clone(),
            longest: 0,
        };
        metric.customize(hierarchy, costs)?;
        Ok(metric)
    }

    /// A bound on what any way up the hierarchy costs.
    pub fn longest_way(&self) -> u64 {
        self.longest
    }

    /// Whether all arcs cost the same in both, and lead through the same.
    pub fn same(&self, other: &Self) -> bool {
        (&self.up, &self.down, &self.via) == (&other.up, &other.down, &other.via)
            && (&self.along, &self.against) == (&other.along, &other.against)
    }

    /// Takes other costs for all links. In parallel; the same for any number of threads.
    ///
    /// # Errors
    /// As [`Metric::new`]; the metric must then not be used until costs are taken that can be.
    pub fn customize(&mut self, hierarchy: &Hierarchy, costs: &[W]) -> Result<(), MetricError> {
        if costs.len() != hierarchy.links() {
            return Err(MetricError::Count { given: costs.len(), links: hierarchy.links() });
        }
        self.links.clear();
        self.links.extend(costs);
        self.links.push(W::NEVER);
        self.take_links(hierarchy);
        self.take_chains(hierarchy);
        let all = Span { begin: 0, up: &mut self.up, down: &mut self.down, via: &mut self.via };
        take_all(&hierarchy.upward, hierarchy.inside, &hierarchy.tables.subtrees, all);
        self.bound(hierarchy)
    }

    fn take_links(&mut self, hierarchy: &Hierarchy) {
        let tables = &hierarchy.tables;
        let costs = self.up.iter_mut().zip(&mut self.down).zip(&mut self.via);
        for (((up, down), via), (&rising, &falling)) in costs.zip(tables.up_link.iter().zip(&tables.down_link)) {
            (*up, *down) = (self.links[rising as usize], self.links[falling as usize]);
            *via = [rising | LINK, falling | LINK];
        }
        for &(slot, _) in &tables.parallel {
            self.take_cheapest(hierarchy, slot);
        }
    }

    /// Sets what an arc costs as a link.
    pub(super) fn take_cheapest(&mut self, hierarchy: &Hierarchy, slot: u32) {
        let tables = &hierarchy.tables;
        let (arc, direction) = (slot / 2, slot % 2);
        let first = if direction == UP { &tables.up_link } else { &tables.down_link }[arc as usize];
        let mut best = (self.links[first as usize], first);
        for link in tables.further(slot) {
            best = best.min((self.links[link as usize], link));
        }
        let costs = if direction == UP { &mut self.up } else { &mut self.down };
        costs[arc as usize] = best.0;
        self.via[arc as usize][direction as usize] = best.1 | LINK;
        if let Some((place, against)) = tables.step(arc, direction) {
            let links = if against { &mut self.against } else { &mut self.along };
            links[place] = best.1;
        }
    }

    fn take_chains(&mut self, hierarchy: &Hierarchy) {
        for (node, &closing) in hierarchy.tables.closing.iter().enumerate() {
            let (low, high, closing) = (2 * node, 2 * node + 1, closing as usize);
            let rising = self.down[low].plus(self.up[high]);
            if rising < self.up[closing] {
                (self.up[closing], self.via[closing][0]) = (rising, low as u32);
            }
            let falling = self.down[high].plus(self.up[low]);
            if falling < self.down[closing] {
                (self.down[closing], self.via[closing][1]) = (falling, low as u32);
            }
        }
    }

    /// Finds out what the longest way up costs at most, so that no sum in a search can be wrong.
    pub(super) fn bound(&mut self, hierarchy: &Hierarchy) -> Result<(), MetricError> {
        let upward = &hierarchy.upward;
        let mut above = vec![0_u64; hierarchy.nodes()];
        for node in (0..hierarchy.nodes() as u32).rev() {
            let mut most = 0;
            for arc in upward.arcs(node) {
                let finite = |cost: W| if cost < W::NEVER { cost.into() } else { 0 };
                let cost: u64 = finite(self.up[arc]).max(finite(self.down[arc]));
                most = most.max(above[upward.heads[arc] as usize] + cost);
            }
            above[node as usize] = most;
            self.longest = self.longest.max(most);
        }
        let most = W::NEVER.into() / 2;
        if self.longest < most { Ok(()) } else { Err(MetricError::TooLong { longest: self.longest, most }) }
    }
}
