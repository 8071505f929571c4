//! A spanning tree whose branches are cut off and grafted elsewhere: the basis of the network simplex.
//!
//! Every node knows its parent, how large its branch is, and where it stands in one walk through the whole tree, parents
//! first, in which each branch is one piece. So a branch is passed without looking at anything else, and two
//! nodes find where their ways to the root meet by always following the one whose branch is smaller.

/// One node of the tree.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The node above; the root's own number for the root.
    pub parent: u32,
    /// Twice the arc to the parent, plus one if that arc leads down from it.
    pub link: u32,
    /// How many nodes its branch has, itself included.
    size: u32,
    /// The node before it in the walk.
    previous: u32,
    /// The last node of its branch in the walk.
    last: u32,
}

/// Which branch moves.
#[derive(Debug, Clone, Copy)]
pub struct Cut {
    /// Its first node now.
    pub top: u32,
    /// The node in it that will be the first.
    pub graft: u32,
    /// Where the ways of the old and the new parent to the root meet.
    pub meet: u32,
}

const NONE: u32 = u32::MAX;

/// A rooted spanning tree.
pub struct Tree {
    /// By number; the root is the last.
    pub nodes: Vec<Node>,
    /// For each node the one after it in the walk; after the last comes the root. Apart, since whole branches are walked.
    next: Vec<u32>,
}

impl Tree {
    /// The tree of these parents and links, one of each for every node but the root, whose number is that of the nodes.
    pub fn new(above: &[(u32, u32)]) -> Self {
        let root = u32::try_from(above.len()).expect("nodes are numbered in 32 bits");
        let mut nodes: Vec<Node> = (0..)
            .zip(above.iter().chain([&(root, u32::MAX)]))
            .map(|(node, &(parent, link))| Node { parent, link, size: 1, previous: root, last: node })
            .collect();
        // For each node its first child, and for each child the next one of its parent.
        let mut first = vec![NONE; nodes.len()];
        let mut sibling = vec![NONE; nodes.len()];
        for (node, &(parent, _)) in (0..root).zip(above).rev() {
            sibling[node as usize] = first[parent as usize];
            first[parent as usize] = node;
        }
        let (mut walk, mut stack) = (Vec::with_capacity(nodes.len()), vec![root]);
        while let Some(node) = stack.pop() {
            walk.push(node);
            // After a node and all below it comes the next child of its parent.
            stack.extend([sibling[node as usize], first[node as usize]].iter().filter(|&&next| next != NONE));
        }
        let mut next_of = vec![root; nodes.len()];
        for two in walk.windows(2) {
            next_of[two[0] as usize] = two[1];
            nodes[two[1] as usize].previous = two[0];
        }
        let last = walk[walk.len() - 1];
        nodes[root as usize].previous = last;
        for &node in walk[1..].iter().rev() {
            let Node { parent, size, last, .. } = nodes[node as usize];
            let parent = &mut nodes[parent as usize];
            parent.size += size;
            if parent.size == size + 1 {
                parent.last = last;
            }
        }
        Self { nodes, next: next_of }
    }

    /// Where the ways of two nodes to the root meet.
    pub fn meet(&self, mut one: u32, mut other: u32) -> u32 {
        while one != other {
            if self.nodes[one as usize].size < self.nodes[other as usize].size {
                one = self.nodes[one as usize].parent;
            } else {
                other = self.nodes[other as usize].parent;
            }
        }
        one
    }

    /// Cuts off a branch, turns it so that the graft comes first, and hangs it below `parent` by `link`.
    /// Then adds `rise` to the potentials of the branch, or takes it from all others, whichever are fewer.
    pub fn graft(&mut self, cut: Cut, parent: u32, link: u32, rise: i64, potentials: &mut [i64]) {
        let Cut { top, graft, meet } = cut;
        self.cut_off(top, meet);
        let last = self.turn(top, graft);
        self.hang(graft, last, parent, link, meet);

        let size = self.nodes[graft as usize].size as usize;
        let (mut node, end, rise) = if 2 * size <= self.nodes.len() {
            (graft, self.next[last as usize], rise)
        } else {
            (self.next[last as usize], graft, -rise)
        };
        loop {
            potentials[node as usize] += rise;
            node = self.next[node as usize];
            if node == end {
                break;
            }
        }
    }

    /// Takes a branch out of the walk and out of the sizes up to `meet`.
    fn cut_off(&mut self, top: u32, meet: u32) {
        let Node { parent, size, previous, last, .. } = self.nodes[top as usize];
        let next = self.next[last as usize];
        self.next[previous as usize] = next;
        self.nodes[next as usize].previous = previous;
        let mut node = parent;
        while node != meet {
            let above = &mut self.nodes[node as usize];
            above.size -= size;
            node = above.parent;
        }
        node = parent;
        while self.nodes[node as usize].last == last {
            self.nodes[node as usize].last = previous;
            if node == self.nodes[node as usize].parent {
                break;
            }
            node = self.nodes[node as usize].parent;
        }
    }

    /// Makes `graft` the first of the branch of `top`, reversing the links between them; the last node of the branch.
    ///
    /// On the way up each node brings what of its branch is not below the one before: the piece of the walk from itself to just
    /// before that one, and the piece just after that one's branch.
    fn turn(&mut self, top: u32, graft: u32) -> u32 {
        let whole = self.nodes[top as usize].size;
        let mut below = self.nodes[graft as usize];
        let (mut number, mut tail) = (graft, below.last);
        let mut after = self.next[tail as usize];
        self.nodes[graft as usize].size = whole;
        while number != top {
            let node = below.parent;
            let above = self.nodes[node as usize];
            // The piece before, which begins with the node itself.
            self.join(tail, node);
            tail = below.previous;
            // The piece after, if the branch goes on.
            if below.last != above.last {
                self.join(tail, after);
                tail = above.last;
                after = self.next[tail as usize];
            }
            let turned = &mut self.nodes[node as usize];
            turned.parent = number;
            turned.link = below.link ^ 1;
            turned.size = whole - below.size;
            (number, below) = (node, above);
        }
        let mut node = top;
        while node != graft {
            self.nodes[node as usize].last = tail;
            node = self.nodes[node as usize].parent;
        }
        self.nodes[graft as usize].last = tail;
        tail
    }

    fn join(&mut self, one: u32, next: u32) {
        self.next[one as usize] = next;
        self.nodes[next as usize].previous = one;
    }

    /// Puts a branch into the walk right after its new parent, and into the sizes up to `meet`.
    fn hang(&mut self, graft: u32, last: u32, parent: u32, link: u32, meet: u32) {
        let after = self.next[parent as usize];
        self.join(parent, graft);
        self.join(last, after);
        let size = self.nodes[graft as usize].size;
        self.nodes[graft as usize].parent = parent;
        self.nodes[graft as usize].link = link;
        let mut node = parent;
        while node != meet {
            let above = &mut self.nodes[node as usize];
            above.size += size;
            node = above.parent;
        }
        node = parent;
        while self.nodes[node as usize].last == parent {
            self.nodes[node as usize].last = last;
            if node == self.nodes[node as usize].parent {
                break;
            }
            node = self.nodes[node as usize].parent;
        }
    }
}
