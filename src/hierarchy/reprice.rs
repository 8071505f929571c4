//! What changes when a few links are closed or cost something else? Only the arcs above them that lead through them.
//!
//! Arcs are looked at from the lowest up. One whose cost changes makes its triangles' upper arcs to be looked at, if they
//! led through it or would be no dearer through it now. The result is what a full customization finds, to the byte.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cost::Cost;
use super::metric::{Metric, MetricError};
use super::structure::Hierarchy;
use super::tables::{DOWN, NO_SLOT, UP};

/// What an arc was before.
#[derive(Debug, Clone, Copy)]
struct Before<W> {
    arc: u32,
    up: W,
    down: W,
    via: [u32; 2],
}

/// Room for changes of a [`Metric`], and what the last ones replaced.
#[derive(Debug, Clone, Default)]
pub struct Changes<W> {
    queue: BinaryHeap<Reverse<u32>>,
    links: Vec<(u32, W)>,
    arcs: Vec<Before<W>>,
    longest: u64,
}

impl<W: Cost> Changes<W> {
    /// Room without changes.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<W: Cost> Metric<W> {
    /// Takes other costs for some links: [`Cost::NEVER`] closes one. `changes` then holds what was before, and no longer
    /// what it held.
    ///
    /// # Errors
    /// [`MetricError::TooLong`] if sums may become too great; the metric must then not be used before [`Metric::undo`].
    ///
    /// # Panics
    /// If a link is not there, or hierarchy and metric are not those of each other.
    pub fn reprice(
        &mut self,
        hierarchy: &Hierarchy,
        links: &[(u32, W)],
        changes: &mut Changes<W>,
    ) -> Result<(), MetricError> {
        changes.links.clear();
        changes.arcs.clear();
        changes.queue.clear();
        changes.longest = self.longest;
        for &(link, cost) in links {
            changes.links.push((link, std::mem::replace(&mut self.links[link as usize], cost)));
            let slot = hierarchy.tables.slot[link as usize];
            if slot != NO_SLOT {
                changes.queue.push(Reverse(slot / 2));
            }
        }
        let mut last = u32::MAX;
        while let Some(Reverse(arc)) = changes.queue.pop() {
            if last != arc {
                last = arc;
                self.look_at(hierarchy, arc, changes);
            }
        }
        let most = W::NEVER.into() / 2;
        if self.longest < most { Ok(()) } else { self.bound(hierarchy) }
    }

    /// Puts back what the last [`Metric::reprice`] with these changes replaced.
    pub fn undo(&mut self, hierarchy: &Hierarchy, changes: &mut Changes<W>) {
        for (link, cost) in changes.links.drain(..).rev() {
            self.links[link as usize] = cost;
            let slot = hierarchy.tables.slot[link as usize];
            if slot != NO_SLOT {
                self.take_cheapest(hierarchy, slot);
            }
        }
        for before in changes.arcs.drain(..) {
            let arc = before.arc as usize;
            (self.up[arc], self.down[arc], self.via[arc]) = (before.up, before.down, before.via);
        }
        self.longest = changes.longest;
    }

    fn look_at(&mut self, hierarchy: &Hierarchy, arc: u32, changes: &mut Changes<W>) {
        let at = arc as usize;
        let before = Before { arc, up: self.up[at], down: self.down[at], via: self.via[at] };
        self.take_cheapest(hierarchy, 2 * arc + UP);
        self.take_cheapest(hierarchy, 2 * arc + DOWN);
        self.take_triangles(hierarchy, arc);
        changes.arcs.push(before);
        for (cost, before) in [(self.up[at], before.up), (self.down[at], before.down)] {
            if cost < W::NEVER && (cost > before || before == W::NEVER) {
                let before = if before == W::NEVER { W::ZERO } else { before };
                self.longest += cost.minus(before).into();
            }
        }
        if (self.up[at], self.down[at]) != (before.up, before.down) {
            self.queue_above(hierarchy, arc, changes);
        }
    }

    /// Takes the ways over nodes below both ends of an arc.
    fn take_triangles(&mut self, hierarchy: &Hierarchy, arc: u32) {
        let (tables, upward) = (&hierarchy.tables, &hierarchy.upward);
        let high = upward.heads[arc as usize];
        let (mut up, mut down, mut via) = (self.up[arc as usize], self.down[arc as usize], self.via[arc as usize]);
        for &(node, to_low) in tables.below(tables.tail[arc as usize]) {
            let rest = to_low as usize + 1..upward.first[node as usize + 1] as usize;
            let Some(place) = upward.heads[rest.clone()].iter().position(|&head| head >= high) else { continue };
            let to_high = rest.start + place;
            if upward.heads[to_high] != high {
                continue;
            }
            let rising = self.down[to_low as usize].plus(self.up[to_high]);
            if rising < up {
                (up, via[0]) = (rising, to_low);
            }
            let falling = self.down[to_high].plus(self.up[to_low as usize]);
            if falling < down {
                (down, via[1]) = (falling, to_low);
            }
        }
        (self.up[arc as usize], self.down[arc as usize], self.via[arc as usize]) = (up, down, via);
    }

    /// Queues the upper arcs of the triangles that an arc is a lower one of, if its change can matter to them.
    fn queue_above(&self, hierarchy: &Hierarchy, arc: u32, changes: &mut Changes<W>) {
        let upward = &hierarchy.upward;
        let node = hierarchy.tables.tail[arc as usize];
        for other in upward.arcs(node).filter(|&other| other != arc as usize) {
            let (to_low, to_high) = (other.min(arc as usize), other.max(arc as usize));
            let Some(above) = upward.arc(upward.heads[to_low], upward.heads[to_high]) else { continue };
            let at = above as usize;
            let rising = self.down[to_low].plus(self.up[to_high]);
            let falling = self.down[to_high].plus(self.up[to_low]);
            let through = self.via[at].contains(&(to_low as u32));
            if through || rising <= self.up[at] || falling <= self.down[at] {
                changes.queue.push(Reverse(above));
            }
        }
    }
}
