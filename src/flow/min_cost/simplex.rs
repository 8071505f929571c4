//! The primal network simplex: a spanning tree carries what is not at a bound; an arc that would save money enters, and the
//! first arc of its circle that is full or empty leaves.
//!
//! The tree is strongly feasible (every node could send something to the root over it), and of several arcs that could
//! leave the last on the circle does, which keeps it so and rules out cycling (Cunningham 1976). Which arc enters comes
//! from a list of candidates (Mulvey 1978): the next arcs that save money, going around, the best of them first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::tree::{Cut, Tree};
use super::{Instance, Solution};

/// Where an arc outside the tree stands; one in the tree has 0.
const EMPTY: i8 = 1;
const FULL: i8 = -1;

/// How many candidates are listed, and how many of them enter at most before a new list is made. Measured on networks of
/// 25,000 to 180,000 arcs: with half or twice as many, the three take up to a fifth longer.
const LISTED: usize = 160;
const TAKEN: usize = 20;

/// The cheapest flow.
pub fn solve(instance: &Instance) -> Solution {
    let mut simplex = Simplex::new(instance);
    while let Some(entering) = simplex.entering() {
        simplex.pivot(entering);
    }
    let real = instance.arcs.len();
    if simplex.flow[real..].iter().any(|&amount| amount > 0) {
        return None;
    }
    simplex.flow.truncate(real);
    simplex.potentials.pop();
    Some((simplex.flow, simplex.potentials))
}

struct Simplex {
    /// Real arcs, then one made up for each node, from or to the root.
    ends: Vec<[u32; 2]>,
    costs: Vec<i64>,
    capacities: Vec<i64>,
    flow: Vec<i64>,
    states: Vec<i8>,
    tree: Tree,
    potentials: Vec<i64>,
    /// Only real arcs enter.
    real: usize,
    /// The arc to look at next.
    position: usize,
    /// Arcs that saved money when they were listed, the best first.
    list: BinaryHeap<(i64, u32)>,
    /// How many of the list have entered.
    taken: usize,
}

impl Simplex {
    /// Everything supplied goes by the root, over arcs that cost more than any path; what has no supply hangs on the demands,
    /// each node by the first arc of its shortest way to one.
    fn new(instance: &Instance) -> Self {
        let count = u32::try_from(instance.supplies.len()).expect("nodes are numbered in 32 bits");
        let real = instance.arcs.len();
        let first = u32::try_from(real).expect("arcs are numbered in 32 bits");
        let dear = instance.longest + 1;
        let ways = toward_demand(instance);
        let above = (0..count).zip(&instance.supplies).zip(&ways).map(|((node, &supply), way)| match way.arc {
            Some(arc) if supply == 0 => (instance.arcs[arc as usize].head, 2 * arc),
            _ => (count, 2 * (first + node) + u32::from(supply < 0)),
        });
        let mut simplex = Self {
            ends: instance.arcs.iter().map(|arc| [arc.tail, arc.head]).collect(),
            costs: instance.arcs.iter().map(|arc| arc.cost).collect(),
            capacities: instance.arcs.iter().map(|arc| arc.capacity).collect(),
            flow: vec![0; real],
            states: vec![EMPTY; real],
            tree: Tree::new(&above.collect::<Vec<_>>()),
            potentials: Vec::with_capacity(count as usize + 1),
            real,
            position: 0,
            list: BinaryHeap::new(),
            taken: 0,
        };
        for ((node, &supply), way) in (0..count).zip(&instance.supplies).zip(ways) {
            simplex.ends.push(if supply < 0 { [count, node] } else { [node, count] });
            simplex.costs.push(dear);
            simplex.capacities.push(i64::MAX);
            simplex.flow.push(supply.abs());
            let is_hung = supply == 0 && way.arc.is_some();
            simplex.states.push(if is_hung { EMPTY } else { 0 });
            let potential = if is_hung {
                dear - way.length
            } else if supply < 0 {
                dear
            } else {
                -dear
            };
            simplex.potentials.push(potential);
            if let Some(arc) = way.arc.filter(|_| is_hung) {
                simplex.states[arc as usize] = 0;
            }
        }
        simplex.potentials.push(0);
        simplex
    }

    /// What a unit over an arc costs, less than nothing if it saves money: more of an empty arc, less of a full one.
    fn reduced(&self, arc: usize) -> i64 {
        let [tail, head] = self.ends[arc];
        let reduced = self.costs[arc] + self.potentials[tail as usize] - self.potentials[head as usize];
        i64::from(self.states[arc]) * reduced
    }

    /// An arc that saves money: the best of the list as it is now, or of a new one.
    fn entering(&mut self) -> Option<usize> {
        while self.taken < TAKEN {
            let Some((_, arc)) = self.list.pop() else { break };
            // Since it was listed, potentials have moved.
            let saves = -self.reduced(arc as usize);
            if saves <= 0 {
                continue;
            }
            if self.list.peek().is_some_and(|next| next.0 > saves) {
                self.list.push((saves, arc));
                continue;
            }
            self.taken += 1;
            return Some(arc as usize);
        }
        let mut listed = std::mem::take(&mut self.list).into_vec();
        listed.clear();
        for _ in 0..self.real {
            let saves = -self.reduced(self.position);
            if saves > 0 {
                listed.push((saves, u32::try_from(self.position).expect("arcs are numbered in 32 bits")));
            }
            self.position = if self.position + 1 == self.real { 0 } else { self.position + 1 };
            if listed.len() == LISTED {
                break;
            }
        }
        self.list = listed.into();
        self.taken = 1;
        self.list.pop().map(|(_, arc)| arc as usize)
    }

    /// Sends as much as fits around the circle that an arc closes, and takes it into the tree for the one that stops it.
    fn pivot(&mut self, entering: usize) {
        let [tail, head] = self.ends[entering];
        // Flow goes down the tree to `from`, over the arc to `to`, and up again.
        let [from, to] = if self.states[entering] == EMPTY { [tail, head] } else { [head, tail] };
        let meet = self.tree.meet(from, to);
        let mut amount = self.capacities[entering];
        let mut leaving = None;
        for (side, start) in [from, to].into_iter().enumerate() {
            let mut node = start;
            while node != meet {
                let place = self.tree.nodes[node as usize];
                let arc = place.link as usize / 2;
                let is_along = (place.link as usize & 1) != side;
                let room = if is_along { self.capacities[arc] - self.flow[arc] } else { self.flow[arc] };
                if room < amount || (side == 1 && room == amount) {
                    amount = room;
                    leaving = Some((node, side));
                }
                node = place.parent;
            }
        }
        if amount > 0 {
            self.flow[entering] += i64::from(self.states[entering]) * amount;
            for (side, start) in [from, to].into_iter().enumerate() {
                let mut node = start;
                while node != meet {
                    let place = self.tree.nodes[node as usize];
                    let is_along = (place.link as usize & 1) != side;
                    self.flow[place.link as usize / 2] += if is_along { amount } else { -amount };
                    node = place.parent;
                }
            }
        }
        let Some((top, side)) = leaving else {
            self.states[entering] = -self.states[entering];
            return;
        };
        let out = self.tree.nodes[top as usize].link as usize / 2;
        self.states[entering] = 0;
        self.states[out] = if self.flow[out] == 0 { EMPTY } else { FULL };
        let (graft, parent) = if side == 0 { (from, to) } else { (to, from) };
        let is_down = graft == head;
        let reduced = self.costs[entering] + self.potentials[tail as usize] - self.potentials[head as usize];
        let rise = if is_down { reduced } else { -reduced };
        let link = 2 * u32::try_from(entering).expect("arcs are numbered in 32 bits") + u32::from(is_down);
        self.tree.graft(Cut { top, graft, meet }, parent, link, rise, &mut self.potentials);
    }
}

/// How a node gets to the nearest demand.
#[derive(Clone, Copy)]
struct Way {
    length: i64,
    arc: Option<u32>,
}

/// The shortest way from each node to a demand, all arcs open and none of negative cost; not through supplies.
fn toward_demand(instance: &Instance) -> Vec<Way> {
    let nodes = instance.supplies.len();
    let mut starts = vec![0_u32; nodes + 2];
    for arc in &instance.arcs {
        starts[arc.head as usize + 2] += 1;
    }
    for node in 2..starts.len() {
        starts[node] += starts[node - 1];
    }
    let mut entering = vec![0_u32; instance.arcs.len()];
    for (number, arc) in (0_u32..).zip(&instance.arcs) {
        let slot = &mut starts[arc.head as usize + 1];
        entering[*slot as usize] = number;
        *slot += 1;
    }
    let mut ways = vec![Way { length: i64::MAX, arc: None }; nodes];
    let mut heap = BinaryHeap::new();
    for (node, _) in (0_u32..).zip(&instance.supplies).filter(|(_, supply)| **supply < 0) {
        ways[node as usize].length = 0;
        heap.push(Reverse((0, node)));
    }
    while let Some(Reverse((length, node))) = heap.pop() {
        if length > ways[node as usize].length || instance.supplies[node as usize] > 0 {
            continue;
        }
        for &number in &entering[starts[node as usize] as usize..starts[node as usize + 1] as usize] {
            let arc = &instance.arcs[number as usize];
            if arc.cost < 0 {
                continue;
            }
            let there = length + arc.cost;
            if there < ways[arc.tail as usize].length {
                ways[arc.tail as usize] = Way { length: there, arc: Some(number) };
                heap.push(Reverse((there, arc.tail)));
            }
        }
    }
    ways
}
