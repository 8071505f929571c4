//! In which order does a search look at nodes?

use std::cmp::Ordering;

/// A node, how far it is, and what it is ordered by.
pub(super) struct Label {
    /// The distance, and what is at least still to go.
    pub key: f64,
    pub distance: f64,
    pub node: u32,
}

impl PartialEq for Label {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Label {}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    /// The least key first, then the lower node, as `BinaryHeap` takes the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        other.key.total_cmp(&self.key).then(other.node.cmp(&self.node))
    }
}
