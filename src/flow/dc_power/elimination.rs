//! Angles from injections, by elimination of buses.
//!
//! A bus with lines to some others is taken out and those are joined among each other instead, as a star becomes a mesh
//! (Kennelly 1899 for three). That is Gauss's elimination, but nothing is ever subtracted, so nothing cancels: angles
//! are right to rounding whatever the susceptances. The bus with the fewest neighbours goes first (Tinney and Walker
//! 1967), which keeps the meshes small.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;

/// What elimination leaves behind; one serves any number of injections.
#[derive(Debug, Clone)]
pub(super) struct Elimination {
    steps: Vec<Step>,
    /// First bus of the island of each bus.
    pub(super) islands: Vec<u32>,
}

/// One bus taken out.
#[derive(Debug, Clone)]
struct Step {
    bus: usize,
    /// Neighbours at that time and the susceptance to each; none for the last bus of an island.
    neighbours: Vec<(usize, f64)>,
    total: f64,
}

impl Elimination {
    pub(super) fn new(grid: &Grid) -> Self {
        let buses = grid.buses as usize;
        let mut joined: Vec<BTreeMap<usize, f64>> = vec![BTreeMap::new(); buses];
        for line in grid.lines.iter().filter(|line| line.from != line.to) {
            let (from, to) = (line.from as usize, line.to as usize);
            *joined[from].entry(to).or_default() += line.susceptance;
            *joined[to].entry(from).or_default() += line.susceptance;
        }
        let islands = islands(&joined);
        let mut order: BTreeSet<(usize, usize)> = (0..buses).map(|bus| (joined[bus].len(), bus)).collect();
        let mut steps = Vec::with_capacity(buses);
        while let Some((_, bus)) = order.pop_first() {
            let neighbours: Vec<(usize, f64)> = std::mem::take(&mut joined[bus]).into_iter().collect();
            let total = neighbours.iter().map(|&(_, susceptance)| susceptance).sum();
            for &(one, _) in &neighbours {
                order.remove(&(joined[one].len(), one));
                joined[one].remove(&bus);
            }
            for (index, &(one, first)) in neighbours.iter().enumerate() {
                for &(other, second) in &neighbours[index + 1..] {
                    let mesh = first * (second / total);
                    *joined[one].entry(other).or_default() += mesh;
                    *joined[other].entry(one).or_default() += mesh;
                }
            }
            order.extend(neighbours.iter().map(|&(one, _)| (joined[one].len(), one)));
            steps.push(Step { bus, neighbours, total });
        }
        Self { steps, islands }
    }

    /// Angle of each bus; that of the first bus of each island is 0. What an island's injections do not sum to zero is
    /// taken by the bus eliminated last.
    pub(super) fn angles(&self, injections: &[f64]) -> Vec<f64> {
        let mut passed = injections.to_vec();
        for step in &self.steps {
            for &(neighbour, susceptance) in &step.neighbours {
                passed[neighbour] += passed[step.bus] * (susceptance / step.total);
            }
        }
        let mut angles = vec![0.0; passed.len()];
        for step in self.steps.iter().rev().filter(|step| !step.neighbours.is_empty()) {
            let around: f64 =
                step.neighbours.iter().map(|&(neighbour, susceptance)| susceptance * angles[neighbour]).sum();
            angles[step.bus] = (passed[step.bus] + around) / step.total;
        }
        let firsts: Vec<f64> = self.islands.iter().map(|&first| angles[first as usize]).collect();
        angles.iter().zip(firsts).map(|(angle, first)| angle - first).collect()
    }
}

/// First bus of each bus's island.
fn islands(joined: &[BTreeMap<usize, f64>]) -> Vec<u32> {
    let mut islands = vec![u32::MAX; joined.len()];
    for (first, number) in (0..joined.len()).zip(0..) {
        let mut open = vec![first];
        while let Some(bus) = open.pop() {
            if islands[bus] == u32::MAX {
                islands[bus] = number;
                open.extend(joined[bus].keys());
            }
        }
    }
    islands
}
