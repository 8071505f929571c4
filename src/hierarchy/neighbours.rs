//! Which nodes have a link between them, whatever its direction and however many there are?

/// An undirected graph without loops and parallel edges, as lists of neighbours, each in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighbours {
    /// Where the list of each node begins; one more than there are nodes.
    pub first: Vec<u32>,
    /// The lists, one behind the other.
    pub heads: Vec<u32>,
}

impl Neighbours {
    /// Of links; loops are left out, those between the same two nodes are one.
    pub fn of_links(nodes: u32, links: &[(u32, u32)]) -> Self {
        let mut first = vec![0_u32; nodes as usize + 1];
        for &(from, to) in links.iter().filter(|(from, to)| from != to) {
            first[from as usize] += 1;
            first[to as usize] += 1;
        }
        let mut at = 0;
        for place in &mut first {
            at += *place;
            *place = at;
        }
        let mut heads = vec![0; at as usize];
        for &(from, to) in links.iter().filter(|(from, to)| from != to) {
            for (node, neighbour) in [(from, to), (to, from)] {
                first[node as usize] -= 1;
                heads[first[node as usize] as usize] = neighbour;
            }
        }
        let mut kept = 0;
        for node in 0..nodes as usize {
            let (begin, end) = (first[node] as usize, first[node + 1] as usize);
            heads[begin..end].sort_unstable();
            first[node] = kept;
            let mut last = u32::MAX;
            for at in begin..end {
                if heads[at] != last {
                    last = heads[at];
                    heads[kept as usize] = last;
                    kept += 1;
                }
            }
        }
        first[nodes as usize] = kept;
        heads.truncate(kept as usize);
        heads.shrink_to_fit();
        Self { first, heads }
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// The neighbours of a node.
    pub fn of(&self, node: u32) -> &[u32] {
        &self.heads[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    /// The graph between `nodes` alone, which are named by their place in the list there; `local` says what place a node
    /// has in the list, and is at least as long as there are nodes. Entries of nodes that are not in the list must not
    /// point at themselves.
    pub fn between(&self, nodes: &[u32], local: &mut [u32]) -> Self {
        for (place, &node) in nodes.iter().enumerate() {
            local[node as usize] = place as u32;
        }
        let mut first = Vec::with_capacity(nodes.len() + 1);
        let mut heads = Vec::new();
        first.push(0);
        for &node in nodes {
            let begin = heads.len();
            heads.extend(self.of(node).iter().filter_map(|&other| {
                let place = local[other as usize];
                (nodes.get(place as usize) == Some(&other)).then_some(place)
            }));
            heads[begin..].sort_unstable();
            first.push(heads.len() as u32);
        }
        Self { first, heads }
    }
}
