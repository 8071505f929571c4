//! Successive shortest paths: as much as fits goes the cheapest way from any supply to any demand, again and again.
//!
//! Potentials keep the costs of all arcs with capacity left from falling below zero, so that Dijkstra's algorithm
//! finds the paths (Edmonds and Karp 1972); it stops at the first demand.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Instance, Solution};

/// The cheapest flow.
pub fn solve(instance: &Instance) -> Solution {
    let mut paths = Paths::new(instance);
    while let Some(&node) = paths.suppliers.last() {
        if paths.excess[node as usize] <= 0 {
            paths.suppliers.pop();
            continue;
        }
        let demand = paths.nearest_demand()?;
        paths.send(demand);
    }
    let flow = instance.arcs.iter().zip(&paths.left).map(|(arc, left)| arc.capacity - left[0]).collect();
    Some((flow, paths.potentials))
}

const NONE: u32 = u32::MAX;

struct Paths {
    starts: Vec<u32>,
    /// The node at the other end, and the arc: twice its number, plus one if it leads here.
    halves: Vec<(u32, u32)>,
    costs: Vec<i64>,
    ends: Vec<[u32; 2]>,
    /// How much more fits into each arc, and how much can be taken back.
    left: Vec<[i64; 2]>,
    /// Sums of capacities may be larger than 64 bits hold.
    excess: Vec<i128>,
    potentials: Vec<i64>,
    suppliers: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
    distances: Vec<i64>,
    /// The half arc over which a node was reached, as in `halves`.
    reached: Vec<u32>,
    touched: Vec<u32>,
}

impl Paths {
    /// Arcs that earn money are full from the start: then only arcs back are left of them, and those cost some.
    fn new(instance: &Instance) -> Self {
        let nodes = instance.supplies.len();
        let mut starts = vec![0_u32; nodes + 2];
        let mut excess: Vec<i128> = instance.supplies.iter().map(|&supply| i128::from(supply)).collect();
        let mut left = Vec::with_capacity(instance.arcs.len());
        for arc in &instance.arcs {
            starts[arc.tail as usize + 2] += 1;
            starts[arc.head as usize + 2] += 1;
            let amount = if arc.cost < 0 { arc.capacity } else { 0 };
            left.push([arc.capacity - amount, amount]);
            excess[arc.tail as usize] -= i128::from(amount);
            excess[arc.head as usize] += i128::from(amount);
        }
        for node in 2..starts.len() {
            starts[node] += starts[node - 1];
        }
        let mut halves = vec![(0, 0); 2 * instance.arcs.len()];
        for (number, arc) in (0_u32..).zip(&instance.arcs) {
            for (node, other, way) in [(arc.tail, arc.head, 0), (arc.head, arc.tail, 1)] {
                let slot = &mut starts[node as usize + 1];
                halves[*slot as usize] = (other, 2 * number + way);
                *slot += 1;
            }
        }
        Self {
            starts,
            halves,
            costs: instance.arcs.iter().map(|arc| arc.cost).collect(),
            ends: instance.arcs.iter().map(|arc| [arc.head, arc.tail]).collect(),
            left,
            suppliers: (0_u32..).zip(&excess).filter(|(_, amount)| **amount > 0).map(|(node, _)| node).collect(),
            excess,
            potentials: vec![0; nodes],
            heap: BinaryHeap::new(),
            distances: vec![i64::MAX; nodes],
            reached: vec![NONE; nodes],
            touched: Vec::new(),
        }
    }

    /// The demand that is reached at least cost from any supply. Potentials move so that all arcs of the way there cost nothing.
    fn nearest_demand(&mut self) -> Option<u32> {
        for node in self.touched.drain(..) {
            self.distances[node as usize] = i64::MAX;
        }
        self.heap.clear();
        for &node in self.suppliers.iter().filter(|&&node| self.excess[node as usize] > 0) {
            self.distances[node as usize] = 0;
            self.reached[node as usize] = NONE;
            self.touched.push(node);
            self.heap.push(Reverse((0, node)));
        }
        let mut settled = Vec::new();
        let (demand, length) = loop {
            let Reverse((distance, node)) = self.heap.pop()?;
            if distance > self.distances[node as usize] {
                continue;
            }
            if self.excess[node as usize] < 0 {
                break (node, distance);
            }
            settled.push(node);
            let reach = distance + self.potentials[node as usize];
            for &(other, half) in
                &self.halves[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
            {
                let (arc, way) = (half as usize / 2, half as usize % 2);
                if self.left[arc][way] == 0 {
                    continue;
                }
                let cost = if way == 0 { self.costs[arc] } else { -self.costs[arc] };
                let there = reach + cost - self.potentials[other as usize];
                let known = &mut self.distances[other as usize];
                if there < *known {
                    if *known == i64::MAX {
                        self.touched.push(other);
                    }
                    *known = there;
                    self.reached[other as usize] = half;
                    self.heap.push(Reverse((there, other)));
                }
            }
        };
        for node in settled {
            self.potentials[node as usize] += self.distances[node as usize] - length;
        }
        Some(demand)
    }

    /// Sends what fits along the way that was found.
    fn send(&mut self, demand: u32) {
        let mut amount = -self.excess[demand as usize];
        let mut node = demand;
        while self.reached[node as usize] != NONE {
            let half = self.reached[node as usize] as usize;
            amount = amount.min(i128::from(self.left[half / 2][half % 2]));
            node = self.ends[half / 2][1 - half % 2];
        }
        amount = amount.min(self.excess[node as usize]);
        self.excess[node as usize] -= amount;
        self.excess[demand as usize] += amount;
        // A way has at least one arc, whose capacity fits.
        let amount = i64::try_from(amount).expect("no more than a capacity");
        let mut node = demand;
        while self.reached[node as usize] != NONE {
            let half = self.reached[node as usize] as usize;
            self.left[half / 2][half % 2] -= amount;
            self.left[half / 2][1 - half % 2] += amount;
            node = self.ends[half / 2][1 - half % 2];
        }
    }
}
