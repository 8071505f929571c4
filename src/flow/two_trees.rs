//! How does a flow become as large as possible? Two breadth-first trees, from the sources and from the sinks, grow until
//! they meet; each meeting is a shortest way for more flow, and what breaks off is repaired rather than grown again.

use super::reduce::Core;

/// What a node is to the search.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Flow passes.
    Way,
    /// Flow comes from here.
    Source,
    /// Flow goes here.
    Sink,
}

const NONE: u32 = u32::MAX;

/// The largest flow of a core between nodes of these roles: how much it is, and what each edge still takes, there and back.
pub fn maximise(core: &Core, roles: &[Role]) -> (i128, Vec<[i64; 2]>) {
    let mut search = Search::new(core, roles);
    while search.sides.iter().all(|side| !side.layer.is_empty()) {
        let smaller = usize::from(search.sides[1].layer.len() < search.sides[0].layer.len());
        search.grow(smaller);
    }
    (search.value, search.left)
}

/// One of the two trees.
struct Side {
    /// How far from its root the layer is that was not yet looked out of; roots stand at 1.
    depth: i32,
    /// Nodes of that layer, and some that were.
    layer: Vec<u32>,
    /// Nodes of the layer after it.
    next: Vec<u32>,
    /// No node of the tree is deeper.
    deepest: i32,
}

struct Search {
    starts: Vec<u32>,
    /// The node at the other end, and the edge: twice its number, plus one from its second end.
    halves: Vec<(u32, u32)>,
    /// Where each directed edge leads.
    heads: Vec<[u32; 2]>,
    left: Vec<[i64; 2]>,
    /// How deep a node stands: positive in the tree of the sources, negative in that of the sinks, 0 in none.
    depths: Vec<i32>,
    /// The directed edge that joins a node to its tree, in the direction of the flow.
    joined: Vec<u32>,
    /// Before this half edge no new parent of the present depth is to be found.
    current: Vec<u32>,
    sides: [Side; 2],
    /// Nodes that lost their parent: a list for each depth.
    orphans: Vec<u32>,
    next_orphan: Vec<u32>,
    value: i128,
}

impl Search {
    fn new(core: &Core, roles: &[Role]) -> Self {
        let nodes = roles.len();
        let mut starts = vec![0_u32; nodes + 2];
        for edge in &core.edges {
            for end in edge.ends {
                starts[end as usize + 2] += 1;
            }
        }
        for node in 2..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut halves = vec![(0, 0); 2 * core.edges.len()];
        for (number, edge) in (0_u32..).zip(&core.edges) {
            for way in 0..2_u32 {
                let slot = &mut starts[edge.ends[way as usize] as usize + 1];
                halves[*slot as usize] = (edge.ends[1 - way as usize], 2 * number + way);
                *slot += 1;
            }
        }
        let side = |role| Side {
            depth: 1,
            layer: (0_u32..).zip(roles).filter(|(_, own)| **own == role).map(|(node, _)| node).collect(),
            next: Vec::new(),
            deepest: 1,
        };
        let depth = |role: &Role| match role {
            Role::Way => 0,
            Role::Source => 1,
            Role::Sink => -1,
        };
        Self {
            current: starts[..nodes].to_vec(),
            starts,
            halves,
            heads: core.edges.iter().map(|edge| [edge.ends[1], edge.ends[0]]).collect(),
            left: core.edges.iter().map(|edge| edge.capacity).collect(),
            depths: roles.iter().map(depth).collect(),
            joined: vec![NONE; nodes],
            sides: [side(Role::Source), side(Role::Sink)],
            orphans: vec![NONE; nodes + 2],
            next_orphan: vec![NONE; nodes],
            value: 0,
        }
    }

    fn left(&mut self, directed: u32) -> &mut i64 {
        &mut self.left[directed as usize / 2][directed as usize % 2]
    }

    fn head(&self, directed: u32) -> u32 {
        self.heads[directed as usize / 2][directed as usize % 2]
    }

    /// Looks out of one layer of a tree: free nodes join it, and where the other tree is met, flow passes.
    fn grow(&mut self, which: usize) {
        let (sign, flip) = if which == 0 { (1, 0) } else { (-1, 1) };
        let depth = self.sides[which].depth;
        self.sides[which].deepest = depth + 1;
        let mut index = 0;
        while let Some(&node) = self.sides[which].layer.get(index) {
            index += 1;
            let range = self.starts[node as usize]..self.starts[node as usize + 1];
            for half in range {
                let (other, edge) = self.halves[half as usize];
                let directed = edge ^ flip;
                // The node may lose its place here.
                while self.depths[node as usize] == sign * depth && *self.left(directed) > 0 {
                    let theirs = sign * self.depths[other as usize];
                    if theirs == 0 {
                        self.depths[other as usize] = sign * (depth + 1);
                        self.joined[other as usize] = directed;
                        self.current[other as usize] = self.starts[other as usize];
                        self.sides[which].next.push(other);
                    }
                    if theirs >= 0 {
                        break;
                    }
                    self.augment(directed);
                }
            }
        }
        let side = &mut self.sides[which];
        side.depth += 1;
        side.layer.clear();
        std::mem::swap(&mut side.layer, &mut side.next);
    }

    /// Sends as much as fits through an edge from the tree of the sources to that of the sinks.
    fn augment(&mut self, meeting: u32) {
        let ends = [self.head(meeting ^ 1), self.head(meeting)];
        let mut amount = *self.left(meeting);
        for (end, flip) in ends.into_iter().zip([1, 0]) {
            let mut node = end;
            while self.joined[node as usize] != NONE {
                let directed = self.joined[node as usize];
                amount = amount.min(*self.left(directed));
                node = self.head(directed ^ flip);
            }
        }
        self.value += i128::from(amount);
        *self.left(meeting) -= amount;
        *self.left(meeting ^ 1) += amount;
        for (which, (end, flip)) in ends.into_iter().zip([1, 0]).enumerate() {
            let mut shallowest = i32::MAX;
            let mut node = end;
            while self.joined[node as usize] != NONE {
                let directed = self.joined[node as usize];
                *self.left(directed ^ 1) += amount;
                *self.left(directed) -= amount;
                if *self.left(directed) == 0 {
                    shallowest = self.orphan(node);
                }
                node = self.head(directed ^ flip);
            }
            if shallowest < i32::MAX {
                self.adopt(which, shallowest);
            }
        }
    }

    /// A node lost its parent; how deep it stood.
    fn orphan(&mut self, node: u32) -> i32 {
        let depth = self.depths[node as usize].abs();
        self.joined[node as usize] = NONE;
        self.next_orphan[node as usize] = self.orphans[depth.unsigned_abs() as usize];
        self.orphans[depth.unsigned_abs() as usize] = node;
        depth
    }

    /// Finds new parents for all orphans of a tree, the shallowest first; those without one leave it.
    fn adopt(&mut self, which: usize, shallowest: i32) {
        let mut depth = shallowest;
        let mut last = self.sides[which].deepest;
        while depth <= last {
            let node = self.orphans[depth.unsigned_abs() as usize];
            if node == NONE {
                depth += 1;
                continue;
            }
            self.orphans[depth.unsigned_abs() as usize] = self.next_orphan[node as usize];
            self.place(which, node);
            last = self.sides[which].deepest;
        }
    }

    /// Joins an orphan to a parent as deep as the old one, else to the shallowest, else to none.
    fn place(&mut self, which: usize, node: u32) {
        let (sign, flip) = if which == 0 { (1, 0) } else { (-1, 1) };
        let place = node as usize;
        let depth = sign * self.depths[place];
        let (start, end) = (self.starts[place], self.starts[place + 1]);
        for half in self.current[place]..end {
            let (other, edge) = self.halves[half as usize];
            if sign * self.depths[other as usize] == depth - 1 && *self.left(edge ^ 1 ^ flip) > 0 {
                self.joined[place] = edge ^ 1 ^ flip;
                self.current[place] = half;
                return;
            }
        }
        let deepest = self.sides[which].deepest;
        let mut least = deepest;
        for half in start..end {
            let (other, edge) = self.halves[half as usize];
            let theirs = sign * self.depths[other as usize];
            if theirs <= 0 {
                continue;
            }
            if theirs < least && *self.left(edge ^ 1 ^ flip) > 0 {
                least = theirs;
                self.joined[place] = edge ^ 1 ^ flip;
                self.current[place] = half;
            }
            if self.joined[other as usize] == edge ^ flip {
                self.orphan(other);
            }
        }
        if least == deepest {
            self.depths[place] = 0;
            return;
        }
        self.depths[place] = sign * (least + 1);
        let side = &mut self.sides[which];
        if least + 1 == side.depth {
            side.layer.push(node);
        } else if least == side.depth {
            side.next.push(node);
        }
    }
}
