//! Which arcs touch a node?

use super::graph::Graph;

/// Arcs by the nodes that they leave and enter, in the order of the graph's arcs.
pub struct Incidence {
    starts: Vec<u32>,
    touches: Vec<Touch>,
}

/// An arc at one of its ends.
#[derive(Clone, Copy, Default)]
pub struct Touch {
    /// The node at the other end.
    pub other: u32,
    /// The arc.
    pub arc: u32,
    /// It leads here from the other end.
    pub is_back: bool,
}

impl Incidence {
    /// All arcs of a graph, each at both ends.
    pub fn new(graph: &Graph) -> Self {
        let mut starts = vec![0_u32; graph.nodes() as usize + 2];
        for arc in graph.arcs() {
            starts[arc.tail as usize + 2] += 1;
            starts[arc.head as usize + 2] += 1;
        }
        for node in 2..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut touches = vec![Touch::default(); 2 * graph.arcs().len()];
        for (number, arc) in (0_u32..).zip(graph.arcs()) {
            for (node, other, is_back) in [(arc.tail, arc.head, false), (arc.head, arc.tail, true)] {
                let slot = &mut starts[node as usize + 1];
                touches[*slot as usize] = Touch { other, arc: number, is_back };
                *slot += 1;
            }
        }
        Self { starts, touches }
    }

    /// What touches a node.
    pub fn at(&self, node: u32) -> &[Touch] {
        &self.touches[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }
}
