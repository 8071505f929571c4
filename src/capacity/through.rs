//! What begins, ends or passes at a place.

use super::model::{ArcMeaning, Model, NodeMeaning};
use crate::model::PlaceId;

impl Model<'_> {
    /// All arcs (layer, arc) that are lost with a place: whatever begins, ends or passes there, and its stores.
    pub fn through(&self, place: PlaceId) -> Vec<(u32, u32)> {
        let mut lost = Vec::new();
        for ((layer, meaning), arcs) in (0..).zip(&self.layers).zip(&self.problem.layers) {
            let is_at = |node: u32| match meaning.nodes[node as usize] {
                NodeMeaning::At { state, .. } | NodeMeaning::Stored { state, .. } => self.place_of(state) == place,
                NodeMeaning::Origin | NodeMeaning::Destination => false,
            };
            for ((arc, ends), what) in (0..).zip(&arcs.arcs).zip(&meaning.arcs) {
                let is_lost = match what {
                    ArcMeaning::Start(state) | ArcMeaning::Finish(state) => self.place_of(*state) == place,
                    _ => is_at(ends.tail) || is_at(ends.head),
                };
                if is_lost {
                    lost.push((layer, arc));
                }
            }
        }
        lost
    }
}
