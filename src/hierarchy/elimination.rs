//! Which shortcuts appear when the nodes go in their order? The chordal graph and its elimination tree.

use super::neighbours::Neighbours;

/// For each node, by rank, the higher nodes that it is joined with, in ascending order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upward {
    /// Where the arcs of each node begin; one more than there are nodes.
    pub first: Vec<u32>,
    /// The higher end of each arc.
    pub heads: Vec<u32>,
}

impl Upward {
    /// Of a graph whose nodes go in `order`.
    ///
    /// # Cost
    /// As many steps as there are arcs in the result, but for their sorting.
    pub fn of(graph: &Neighbours, order: &[u32]) -> Self {
        let nodes = order.len();
        let mut rank = vec![0_u32; nodes];
        for (place, &node) in order.iter().enumerate() {
            rank[node as usize] = place as u32;
        }
        let mut first = Vec::with_capacity(nodes + 1);
        let mut heads: Vec<u32> = Vec::with_capacity(graph.heads.len());
        let mut seen = vec![u32::MAX; nodes];
        // The nodes whose lowest higher neighbour is this one: a list in each node.
        let mut child = vec![u32::MAX; nodes];
        let mut sibling = vec![u32::MAX; nodes];
        let mut row: Vec<u32> = Vec::new();
        first.push(0);
        for (place, &node) in order.iter().enumerate() {
            let place = place as u32;
            row.clear();
            for &other in graph.of(node) {
                let other = rank[other as usize];
                if other > place && seen[other as usize] != place {
                    seen[other as usize] = place;
                    row.push(other);
                }
            }
            let mut below = child[place as usize];
            while below != u32::MAX {
                for arc in first[below as usize] + 1..first[below as usize + 1] {
                    let other = heads[arc as usize];
                    if seen[other as usize] != place {
                        seen[other as usize] = place;
                        row.push(other);
                    }
                }
                below = sibling[below as usize];
            }
            row.sort_unstable();
            if let Some(&parent) = row.first() {
                sibling[place as usize] = std::mem::replace(&mut child[parent as usize], place);
            }
            heads.extend(&row);
            first.push(heads.len() as u32);
        }
        heads.shrink_to_fit();
        Self { first, heads }
    }

    /// The arcs of a node.
    pub fn arcs(&self, node: u32) -> std::ops::Range<usize> {
        self.first[node as usize] as usize..self.first[node as usize + 1] as usize
    }

    /// The higher ends of a node's arcs.
    pub fn of_node(&self, node: u32) -> &[u32] {
        &self.heads[self.arcs(node)]
    }

    /// The lowest of the higher nodes that a node is joined with: its parent in the elimination tree.
    pub fn parent(&self, node: u32) -> Option<u32> {
        self.of_node(node).first().copied()
    }

    /// The arc between two nodes, the lower first.
    pub fn arc(&self, low: u32, high: u32) -> Option<u32> {
        let place = self.of_node(low).binary_search(&high).ok()?;
        Some(self.first[low as usize] + place as u32)
    }
}

/// An order with the same shortcuts in which all that is below a node in the elimination tree stands right before it.
/// The first `kept` nodes, which have no others below them, keep their places.
pub fn by_subtrees(upward: &Upward, order: &[u32], kept: usize) -> Vec<u32> {
    let nodes = order.len();
    let mut child = vec![u32::MAX; nodes];
    let mut sibling = vec![u32::MAX; nodes];
    let mut roots = Vec::new();
    for node in (kept..nodes).rev() {
        match upward.parent(node as u32) {
            Some(parent) => sibling[node] = std::mem::replace(&mut child[parent as usize], node as u32),
            None => roots.push(node as u32),
        }
    }
    let mut sorted = order[..kept].to_vec();
    for &root in roots.iter().rev() {
        let mut way = vec![root];
        while let Some(&node) = way.last() {
            let below = child[node as usize];
            if below == u32::MAX {
                sorted.push(order[node as usize]);
                way.pop();
            } else {
                child[node as usize] = sibling[below as usize];
                way.push(below);
            }
        }
    }
    sorted
}
