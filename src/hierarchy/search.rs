//! What does the cheapest way from one node to another cost, and which links is it? Two ways up the elimination tree.
//!
//! From both ends every higher node is visited, in order, without a queue. Labels are kept by depth: on one way up the
//! tree there is one node of each depth, so they fit into the nearest cache, and every search leaves them as it found them.
//!
//! Source: J. Dibbelt, B. Strasser, D. Wagner, Customizable contraction hierarchies, ACM Journal of Experimental
//! Algorithmics 21 (2016), section 8.2.

use super::cost::Cost;
use super::metric::{LINK, Metric};
use super::structure::Hierarchy;
use super::tables::{DOWN, UP};

/// Where a label came from: the arc, and the depth of its lower end.
#[derive(Debug, Clone, Copy, Default)]
struct Came {
    arc: u32,
    from: u32,
}

/// Room for searches on one hierarchy: made once, used by one search after the other.
#[derive(Debug, Clone)]
pub struct Search<W> {
    forward: Vec<W>,
    backward: Vec<W>,
    came: [Vec<Came>; 2],
    arcs: Vec<u32>,
}

/// Takes the arcs of one node into the labels of higher nodes.
#[inline(always)]
fn relax<W: Cost, const KEEP: bool>(
    hierarchy: &Hierarchy,
    costs: &[W],
    node: u32,
    labels: &mut [W],
    came: &mut [Came],
    label: W,
) {
    let arcs = hierarchy.upward.arcs(node);
    let from = hierarchy.tables.depth[node as usize];
    let begin = arcs.start as u32;
    let ends = hierarchy.tables.head_depth[arcs.clone()].iter().zip(&costs[arcs]);
    for (place, (&depth, &cost)) in ends.enumerate() {
        let (other, best) = (label.plus(cost), &mut labels[depth as usize]);
        if KEEP {
            if other < *best {
                *best = other;
                came[depth as usize] = Came { arc: begin + place as u32, from };
            }
        } else {
            *best = (*best).min(other);
        }
    }
}

impl<W: Cost> Search<W> {
    /// For a hierarchy.
    pub fn new(hierarchy: &Hierarchy) -> Self {
        let height = hierarchy.height();
        Self {
            forward: vec![W::NEVER; height],
            backward: vec![W::NEVER; height],
            came: [vec![Came::default(); height], vec![Came::default(); height]],
            arcs: Vec::new(),
        }
    }

    /// What the cheapest way costs, if there is one.
    ///
    /// # Panics
    /// If a node is not there, or hierarchy and metric are not those of each other and of this search.
    pub fn cost(&mut self, hierarchy: &Hierarchy, metric: &Metric<W>, from: u32, to: u32) -> Option<W> {
        self.run::<false>(hierarchy, metric, hierarchy.rank[from as usize], hierarchy.rank[to as usize])
            .map(|(cost, _)| cost)
    }

    /// What the cheapest way costs, if there is one; its links, from the first to the last, are put into `links`.
    ///
    /// # Panics
    /// As [`Search::cost`].
    pub fn route(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &Metric<W>,
        from: u32,
        to: u32,
        links: &mut Vec<u32>,
    ) -> Option<W> {
        links.clear();
        let (from, to) = (hierarchy.rank[from as usize], hierarchy.rank[to as usize]);
        let (cost, top) = self.run::<true>(hierarchy, metric, from, to)?;
        let [forward, backward] = &self.came;
        let mut depth = top;
        self.arcs.clear();
        // Taken from the end of the list: the highest arc upward last.
        while depth != hierarchy.tables.depth[from as usize] {
            let came = forward[depth as usize];
            self.arcs.push(2 * came.arc + UP);
            depth = came.from;
        }
        unpack(hierarchy, metric, &mut self.arcs, links);
        depth = top;
        while depth != hierarchy.tables.depth[to as usize] {
            let came = backward[depth as usize];
            self.arcs.push(2 * came.arc + DOWN);
            unpack(hierarchy, metric, &mut self.arcs, links);
            depth = came.from;
        }
        Some(cost)
    }

    /// Tells the label of each node on the way up the tree, [`Cost::NEVER`] where it only passes.
    pub(super) fn climb(&mut self, hierarchy: &Hierarchy, costs: &[W], from: u32, mut tell: impl FnMut(u32, W)) {
        let Self { forward, came: [came, _], .. } = self;
        let mut node = hierarchy.rank[from as usize];
        forward[hierarchy.tables.depth[node as usize] as usize] = W::ZERO;
        loop {
            let label = std::mem::replace(&mut forward[hierarchy.tables.depth[node as usize] as usize], W::NEVER);
            tell(node, label);
            if label < W::NEVER {
                relax::<W, false>(hierarchy, costs, node, forward, came, label);
            }
            match hierarchy.upward.parent(node) {
                Some(parent) => node = parent,
                None => return,
            }
        }
    }

    /// What the cheapest way costs and the depth of its highest node.
    #[inline(always)]
    fn run<const KEEP: bool>(
        &mut self,
        hierarchy: &Hierarchy,
        metric: &Metric<W>,
        from: u32,
        to: u32,
    ) -> Option<(W, u32)> {
        let Self { forward, backward, came: [came_forward, came_backward], .. } = self;
        let depth = |node: u32| hierarchy.tables.depth[node as usize] as usize;
        let parent = |node: u32| hierarchy.upward.parent(node).unwrap_or(u32::MAX);
        forward[depth(from)] = W::ZERO;
        let (mut low, mut other) = (from, to);
        // The label of the destination is set when the ways up are still apart, or stands where the origin's way passes.
        backward[depth(to)] = W::ZERO;
        while low != other {
            if low < other {
                let label = std::mem::replace(&mut forward[depth(low)], W::NEVER);
                if label < W::NEVER {
                    relax::<W, KEEP>(hierarchy, &metric.up, low, forward, came_forward, label);
                }
                low = parent(low);
            } else {
                let label = std::mem::replace(&mut backward[depth(other)], W::NEVER);
                if label < W::NEVER {
                    relax::<W, KEEP>(hierarchy, &metric.down, other, backward, came_backward, label);
                }
                other = parent(other);
            }
        }
        let mut best = (W::NEVER, 0);
        while low != u32::MAX {
            let at = depth(low);
            let rising = std::mem::replace(&mut forward[at], W::NEVER);
            let falling = std::mem::replace(&mut backward[at], W::NEVER);
            let both = rising.plus(falling);
            if both < best.0 {
                best = (both, at as u32);
            }
            if rising < best.0 {
                relax::<W, KEEP>(hierarchy, &metric.up, low, forward, came_forward, rising);
            }
            if falling < best.0 {
                relax::<W, KEEP>(hierarchy, &metric.down, low, backward, came_backward, falling);
            }
            low = parent(low);
        }
        (best.0 < W::NEVER).then_some(best)
    }
}

impl<W> Metric<W> {
    /// Puts the links of a piece of a chain behind those in `links`.
    fn pass(&self, (piece, against): (std::ops::Range<usize>, bool), links: &mut Vec<u32>) {
        links.extend_from_slice(if against { &self.against[piece] } else { &self.along[piece] });
    }
}

/// Puts the links of arcs (twice the arc, one more for down; the last one first) behind those in `links`.
fn unpack<W: Cost>(hierarchy: &Hierarchy, metric: &Metric<W>, arcs: &mut Vec<u32>, links: &mut Vec<u32>) {
    let heads = &hierarchy.upward.heads;
    while let Some(slot) = arcs.pop() {
        let (arc, direction) = (slot / 2, slot % 2);
        if arc < 2 * hierarchy.inside {
            metric.pass(hierarchy.tables.piece(arc, direction), links);
            continue;
        }
        let via = metric.via[arc as usize][direction as usize];
        if via & LINK != 0 {
            links.push(via & !LINK);
            continue;
        }
        if via < 2 * hierarchy.inside {
            metric.pass(hierarchy.tables.whole(via, direction), links);
            continue;
        }
        // The triangle's lowest node has an arc to each end, that to the higher end behind the other.
        let high = heads[arc as usize];
        let behind = heads[via as usize + 1..].iter().take_while(|&&head| head != high).count() as u32;
        let to_high = via + 1 + behind;
        if direction == UP {
            arcs.extend([2 * to_high + UP, 2 * via + DOWN]);
        } else {
            arcs.extend([2 * via + UP, 2 * to_high + DOWN]);
        }
    }
}
