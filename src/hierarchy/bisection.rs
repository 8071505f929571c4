//! Where does a graph on the globe fall apart into two halves with few links between them? Inertial flow.
//!
//! The nodes are sorted along a line; the first fifth is the source, the last fifth the sink, each link carries one unit
//! either way, and the smallest cut between them is a candidate. The best of several lines counts.
//!
//! Source: A. Schild, C. Sommer, On balanced separators in road networks, Experimental Algorithms (SEA 2015).

use super::neighbours::Neighbours;

/// A place on the unit sphere, or anywhere in space: only differences count.
pub type Point = [f64; 3];

/// The part of the nodes, one in so many, that is the source, and the sink.
const SEED: usize = 5;
/// The lines: shares of east and north.
const LINES: [(f64, f64); 6] = [(1.0, 0.0), (0.0, 1.0), (0.7, 0.7), (0.7, -0.7), (0.92, 0.38), (0.38, 0.92)];

/// The side of each node. Both sides have nodes.
pub fn bisect(graph: &Neighbours, points: &[Point]) -> Vec<bool> {
    let mut flow = UnitFlow::new(graph);
    let (east, north) = axes(points);
    let mut keys: Vec<f64> = Vec::new();
    let mut sorted: Vec<u32> = (0..graph.len() as u32).collect();
    let mut best: Option<(usize, usize, Vec<bool>)> = None;
    let seeds = (graph.len() / SEED).max(1);
    let lines = if graph.len() < 60 { &LINES[..4] } else { &LINES[..] };
    for &(to_east, to_north) in lines {
        keys.clear();
        keys.extend(points.iter().map(|point| dot(*point, east) * to_east + dot(*point, north) * to_north));
        let by_key =
            |one: &u32, other: &u32| (keys[*one as usize].total_cmp(&keys[*other as usize])).then(one.cmp(other));
        sorted.select_nth_unstable_by(seeds - 1, by_key);
        let rest = graph.len() - 2 * seeds;
        if rest > 0 {
            sorted[seeds..].select_nth_unstable_by(rest, by_key);
        }
        let most = best.as_ref().map_or(usize::MAX, |(cut, _, _)| *cut);
        let (source, sink) = (&sorted[..seeds], &sorted[graph.len() - seeds..]);
        let Some(cut) = flow.max_flow(source, sink, most) else { continue };
        let (side, smaller) = flow.side(source, sink);
        if best
            .as_ref()
            .is_none_or(|(least, even, _)| (cut, std::cmp::Reverse(smaller)) < (*least, std::cmp::Reverse(*even)))
        {
            best = Some((cut, smaller, side));
        }
    }
    best.map_or_else(|| (0..graph.len()).map(|node| node == 0).collect(), |(_, _, side)| side)
}

fn dot(one: Point, other: Point) -> f64 {
    one[0] * other[0] + one[1] * other[1] + one[2] * other[2]
}

/// East and north at the middle of the points.
fn axes(points: &[Point]) -> (Point, Point) {
    let sum = |axis: usize| points.iter().map(|point| point[axis]).sum::<f64>();
    let middle = [sum(0), sum(1), sum(2)];
    let length = dot(middle, middle).sqrt();
    let up = if length > 0.0 { middle.map(|share| share / length) } else { [0.0, 0.0, 1.0] };
    let flat = (up[0] * up[0] + up[1] * up[1]).sqrt();
    let east = if flat > 1e-9 { [-up[1] / flat, up[0] / flat, 0.0] } else { [1.0, 0.0, 0.0] };
    let north =
        [up[1] * east[2] - up[2] * east[1], up[2] * east[0] - up[0] * east[2], up[0] * east[1] - up[1] * east[0]];
    (east, north)
}

/// Dinic's algorithm where each link carries one unit either way.
struct UnitFlow<'a> {
    graph: &'a Neighbours,
    /// The same edge in the list of its other end.
    twin: Vec<u32>,
    /// How much more an arc can carry: 0, 1 or 2.
    left: Vec<u8>,
    /// Steps from the source, or `u32::MAX`.
    level: Vec<u32>,
    next: Vec<u32>,
    queue: Vec<u32>,
    is_sink: Vec<bool>,
}

impl<'a> UnitFlow<'a> {
    fn new(graph: &'a Neighbours) -> Self {
        let mut at = graph.first.clone();
        let mut twin = vec![0; graph.heads.len()];
        // Lists ascend, so the nodes that name a node come in the order of its own list.
        for node in 0..graph.len() {
            for arc in graph.first[node]..graph.first[node + 1] {
                let other = graph.heads[arc as usize] as usize;
                twin[arc as usize] = at[other];
                at[other] += 1;
            }
        }
        let nodes = graph.len();
        Self {
            graph,
            twin,
            left: vec![1; graph.heads.len()],
            level: vec![u32::MAX; nodes],
            next: vec![0; nodes],
            queue: Vec::with_capacity(nodes),
            is_sink: vec![false; nodes],
        }
    }

    /// The most that can flow, or nothing if that is above `most`.
    fn max_flow(&mut self, source: &[u32], sink: &[u32], most: usize) -> Option<usize> {
        self.left.fill(1);
        self.is_sink.fill(false);
        for &node in sink {
            self.is_sink[node as usize] = true;
        }
        let mut flow = 0;
        let mut way: Vec<u32> = Vec::new();
        while self.levels(source) {
            self.next.copy_from_slice(&self.graph.first[..self.graph.len()]);
            for &from in source {
                while self.one_way(from, &mut way) {
                    flow += 1;
                    if flow > most {
                        return None;
                    }
                }
            }
        }
        Some(flow)
    }

    /// Steps from the source over arcs that can carry more; whether the sink is reached.
    fn levels(&mut self, source: &[u32]) -> bool {
        self.level.fill(u32::MAX);
        self.queue.clear();
        self.queue.extend(source);
        for &node in source {
            self.level[node as usize] = 0;
        }
        let mut at = 0;
        let mut last = u32::MAX;
        while let Some(&node) = self.queue.get(at) {
            at += 1;
            let level = self.level[node as usize] + 1;
            if level > last {
                break;
            }
            for arc in self.graph.first[node as usize]..self.graph.first[node as usize + 1] {
                let other = self.graph.heads[arc as usize];
                if self.left[arc as usize] > 0 && self.level[other as usize] == u32::MAX {
                    self.level[other as usize] = level;
                    if self.is_sink[other as usize] {
                        last = level;
                    }
                    self.queue.push(other);
                }
            }
        }
        last != u32::MAX
    }

    /// Sends one unit from a node of the source if it can.
    fn one_way(&mut self, from: u32, way: &mut Vec<u32>) -> bool {
        way.clear();
        let mut node = from;
        loop {
            if self.is_sink[node as usize] {
                for &arc in way.iter() {
                    self.left[arc as usize] -= 1;
                    self.left[self.twin[arc as usize] as usize] += 1;
                }
                return true;
            }
            let end = self.graph.first[node as usize + 1];
            let arc = (self.next[node as usize]..end).find(|&arc| {
                let other = self.graph.heads[arc as usize] as usize;
                self.left[arc as usize] > 0 && self.level[other] == self.level[node as usize] + 1
            });
            self.next[node as usize] = arc.unwrap_or(end);
            match arc {
                Some(arc) => {
                    way.push(arc);
                    node = self.graph.heads[arc as usize];
                }
                None => match way.pop() {
                    Some(arc) => {
                        node = self.graph.heads[self.twin[arc as usize] as usize];
                        self.next[node as usize] += 1;
                    }
                    None => return false,
                },
            }
        }
    }

    /// The side of each node at the smallest cut that is nearer to even of the one near the source and the one near
    /// the sink; and how many nodes the smaller side has.
    fn side(&mut self, source: &[u32], sink: &[u32]) -> (Vec<bool>, usize) {
        let nodes = self.graph.len();
        let near = self.spread(source, false);
        let far = self.spread(sink, true);
        let (of_near, of_far) = (count(&near), count(&far));
        let even = |part: usize| part.min(nodes - part);
        if even(of_near) >= even(of_far) {
            (near, even(of_near))
        } else {
            (far.iter().map(|reached| !reached).collect(), even(of_far))
        }
    }

    /// What is reached over arcs that can carry more, or from where, if `back`, the nodes given can be.
    fn spread(&mut self, from: &[u32], back: bool) -> Vec<bool> {
        let mut reached = vec![false; self.graph.len()];
        self.queue.clear();
        self.queue.extend(from);
        for &node in from {
            reached[node as usize] = true;
        }
        let mut at = 0;
        while let Some(&node) = self.queue.get(at) {
            at += 1;
            for arc in self.graph.first[node as usize]..self.graph.first[node as usize + 1] {
                let carries = if back { self.twin[arc as usize] } else { arc };
                let other = self.graph.heads[arc as usize];
                if self.left[carries as usize] > 0 && !std::mem::replace(&mut reached[other as usize], true) {
                    self.queue.push(other);
                }
            }
        }
        reached
    }
}

fn count(of: &[bool]) -> usize {
    of.iter().filter(|set| **set).count()
}
