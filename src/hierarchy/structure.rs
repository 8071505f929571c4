//! What does a graph look like to all searches, whatever its links cost? Order, arcs and tree, made once.

use super::bisection::Point;
use super::blocks::blocks;
use super::chains::{Chains, Halved, dead_ends};
use super::dissection::dissect;
use super::elimination::{Upward, by_subtrees};
use super::neighbours::Neighbours;
use super::tables::{DOWN, NO_SLOT, Parts, Tables, UP};

/// The most nodes, links and arcs: their numbers share their 32 bits with a mark.
pub const MOST: usize = 1 << 31;

/// Why there is no hierarchy of some links.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TopologyError {
    /// A link begins or ends at a node that is not there.
    #[error("link {link} names node {node}, but there are {nodes}")]
    NoSuchNode {
        /// The place of the link in the list.
        link: usize,
        /// What it names.
        node: u32,
        /// How many nodes there are.
        nodes: usize,
    },
    /// More nodes or links than can be numbered.
    #[error("{0} are too many: at most 2147483647 nodes, links and shortcuts can be numbered")]
    TooMany(usize),
}

/// The structure of a graph for searches: a customizable contraction hierarchy.
///
/// Nodes and links are named by their places in the lists that [`Hierarchy::new`] was given. What links cost is in a
/// [`Metric`](super::Metric), of which one hierarchy serves as many as there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hierarchy {
    /// Where each node stands in the order.
    pub(super) rank: Vec<u32>,
    /// The node at each place of the order. From here on nodes are named by rank.
    pub(super) node: Vec<u32>,
    /// Shortcuts and links, each from its lower to its higher end.
    pub(super) upward: Upward,
    /// How many nodes lie inside chains: the first ones. Each has two arcs, so arcs below twice as many are pieces of chains.
    pub(super) inside: u32,
    /// All that follows from these.
    pub(super) tables: Tables,
}

impl Hierarchy {
    /// Of so many nodes, at these places (degrees of latitude and longitude), and the links from one to another.
    ///
    /// Places only make searches fast; any will do. Links may be parallel, lead from a node to itself, and go one way.
    ///
    /// # Errors
    /// [`TopologyError`] if a link names a node that is not there, or there are too many of them.
    pub fn new(places: &[(f64, f64)], links: &[(u32, u32)]) -> Result<Self, TopologyError> {
        let nodes = places.len();
        if nodes.max(links.len()) >= MOST {
            return Err(TopologyError::TooMany(nodes.max(links.len())));
        }
        for (link, &(from, to)) in links.iter().enumerate() {
            if from.max(to) as usize >= nodes {
                return Err(TopologyError::NoSuchNode { link, node: from.max(to), nodes });
            }
        }
        let graph = Neighbours::of_links(nodes as u32, links);
        let chains = Chains::of(&graph);
        let mut halved = Vec::new();
        let mut base = 0_u32;
        for way in &chains.nodes {
            let begin = halved.len();
            Chains::halves(way, &mut halved);
            for node in &mut halved[begin..] {
                (node.before, node.at, node.after) = (node.before + base, node.at + base, node.after + base);
            }
            base += way.len() as u32 - 1;
        }
        let inside = halved.len();
        let mut order: Vec<u32> = halved.iter().map(|node| node.node).collect();
        let dead = junctions(&chains.contracted(&graph), &chains.inside, places, &mut order);
        let kept = inside + dead;
        let upward = Upward::of(&graph, &order);
        let sorted = by_subtrees(&upward, &order, kept);
        let upward = Upward::of(&graph, &sorted);
        if upward.heads.len() >= MOST {
            return Err(TopologyError::TooMany(upward.heads.len()));
        }
        let mut rank = vec![0; nodes];
        for (place, &node) in sorted.iter().enumerate() {
            rank[node as usize] = place as u32;
        }
        let ends: Vec<(u32, u32)> = links.iter().map(|&(from, to)| (rank[from as usize], rank[to as usize])).collect();
        let slot = |&(from, to): &(u32, u32)| match upward.arc(from.min(to), from.max(to)) {
            Some(arc) => 2 * arc + if from < to { UP } else { DOWN },
            None => NO_SLOT,
        };
        let parts = Parts {
            steps: base,
            pieces: pieces(&upward, &rank, &halved, &chains.nodes),
            slot: ends.iter().map(slot).collect(),
            ends,
            block: blocks(&graph, links),
        };
        Ok(Self::of_parts(sorted, rank, upward, parts))
    }

    /// Of the order both ways, the arcs and what is kept beside them.
    pub(super) fn of_parts(node: Vec<u32>, rank: Vec<u32>, upward: Upward, parts: Parts) -> Self {
        let inside = parts.pieces.len() as u32 / 2;
        let tables = Tables::of(&upward, parts);
        Self { rank, node, upward, inside, tables }
    }

    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.node.len()
    }

    /// How many links there are.
    pub fn links(&self) -> usize {
        self.tables.slot.len()
    }

    /// How many links and shortcuts there are, those of both directions and parallel ones counted once.
    pub fn arcs(&self) -> usize {
        self.upward.heads.len()
    }

    /// The most nodes above any node in the elimination tree, with the node itself.
    pub fn height(&self) -> usize {
        self.tables.height as usize
    }
}

/// Where on the chains each arc of a node inside one begins and ends.
fn pieces(upward: &Upward, rank: &[u32], halved: &[Halved], chains: &[Vec<u32>]) -> Vec<(u32, u32)> {
    // The node at each place of the chains, but where the last one ends.
    let nodes = chains.iter().flat_map(|way| &way[..way.len() - 1]);
    let at_place: Vec<u32> = nodes.map(|&node| rank[node as usize]).collect();
    let of_node = |(node, half): (usize, &Halved)| {
        let (back, on) = ((half.at, half.before), (half.at, half.after));
        let back_first = upward.of_node(node as u32)[0] == at_place[half.before as usize];
        if back_first { [back, on] } else { [on, back] }
    };
    halved.iter().enumerate().flat_map(of_node).collect()
}

/// Puts the nodes outside chains into the order in which they go: those on dead ends first, which are counted, then the
/// dissection of the rest.
fn junctions(graph: &Neighbours, inside: &[bool], places: &[(f64, f64)], order: &mut Vec<u32>) -> usize {
    let mut gone = inside.to_vec();
    let dead = dead_ends(graph, &mut gone);
    let core: Vec<u32> = (0..graph.len() as u32).filter(|&node| !gone[node as usize]).collect();
    let points: Vec<Point> = core.iter().map(|&node| on_the_globe(places[node as usize])).collect();
    let between = graph.between(&core, &mut vec![0; graph.len()]);
    order.extend(&dead);
    order.extend(dissect(&between, &points).into_iter().map(|node| core[node as usize]));
    dead.len()
}

/// A place on the unit sphere. What is no number lies at its middle.
fn on_the_globe((latitude, longitude): (f64, f64)) -> Point {
    if !(latitude.is_finite() && longitude.is_finite()) {
        return [0.0; 3];
    }
    let (north, east) = (latitude.to_radians(), longitude.to_radians());
    [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]
}
