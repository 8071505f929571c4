//! Amounts in whole numbers that exceed nothing, from amounts in floating point that nearly do not.

use std::collections::BTreeMap;

use super::certificate::{Certificate, CertifiedPath, Whole};
use super::checker::{given, walked};
use super::complaint::Complaint;
use super::problem::{Arc, Flow, LOSSLESS, Problem};

/// What is left of a demand after rounding: less than one part in this many is given to a path that has room.
const REST: i128 = 1_000_000;

/// A flow in whole multiples of 2^-`bits` units that exceeds no demand and no capacity.
pub(super) struct Plan<'a> {
    problem: &'a Problem,
    bits: u32,
    paths: Vec<Carried<'a>>,
    /// What is used of each capacity.
    used: Vec<i128>,
    /// What each demand gets.
    served: Vec<i128>,
}

/// One path of a plan.
struct Carried<'a> {
    demand: u32,
    arcs: Vec<&'a Arc>,
    names: Vec<u32>,
    amount: i128,
}

impl Carried<'_> {
    /// What goes into each arc, the last first; none if that does not fit into 127 bits.
    fn flows(&self, amount: i128) -> Option<Vec<(&Arc, i128)>> {
        let (mut flow, mut flows) = (amount, Vec::with_capacity(self.arcs.len()));
        for arc in self.arcs.iter().rev() {
            flow = given(arc, flow).ok()?;
            flows.push((*arc, flow));
        }
        Some(flows)
    }

    /// What it takes of each capacity, one entry for each use; none if that does not fit into 127 bits.
    fn uses(&self, amount: i128) -> Option<Vec<(usize, i128)>> {
        let mut uses = Vec::new();
        for (arc, flow) in self.flows(amount)? {
            for &(capacity, parts) in &arc.uses {
                uses.push((capacity as usize, flow.checked_mul(parts.into())?));
            }
        }
        Some(uses)
    }

    /// What it takes of one capacity.
    fn use_of(&self, capacity: usize, amount: i128) -> i128 {
        let uses = self.uses(amount).unwrap_or_default();
        uses.iter().filter(|(used, _)| *used == capacity).map(|(_, parts)| parts).sum()
    }
}

/// Paths with what they carry in floating point: same demand and same arcs are one path.
pub(super) fn merged(problem: &Problem, flow: &Flow) -> Result<BTreeMap<(u32, Vec<u32>), f64>, Complaint> {
    let mut paths = BTreeMap::new();
    for (number, path) in flow.paths.iter().enumerate() {
        walked(problem, number, path.demand, &path.arcs)?;
        if path.amount > 0.0 {
            *paths.entry((path.demand, path.arcs.clone())).or_insert(0.0) += path.amount;
        }
    }
    Ok(paths)
}

impl<'a> Plan<'a> {
    /// Rounds to multiples of 2^-`step` and lowers what exceeds a demand or a capacity. `step` is at most `bits`.
    pub(super) fn new(problem: &'a Problem, paths: &BTreeMap<(u32, Vec<u32>), f64>, bits: u32, step: u32) -> Self {
        let mut plan = Self {
            problem,
            bits,
            paths: Vec::with_capacity(paths.len()),
            used: vec![0; problem.capacities.len()],
            served: vec![0; problem.demands.len()],
        };
        for ((demand, names), &amount) in paths {
            let wants = &problem.demands[*demand as usize];
            let layer = &problem.layers[wants.layer as usize];
            let arcs = names.iter().map(|&arc| &layer.arcs[arc as usize]).collect();
            plan.paths.push(Carried { demand: *demand, arcs, names: names.clone(), amount: 0 });
            let room = (i128::from(wants.amount) << bits) - plan.served[*demand as usize];
            let wanted = rounded(amount, step).checked_mul(1 << (bits - step)).unwrap_or(i128::MAX);
            plan.carry(plan.paths.len() - 1, wanted.clamp(0, room));
        }
        plan.lower();
        plan.top_up();
        plan.paths.retain(|path| path.amount > 0);
        plan
    }

    /// Changes what a path carries; nothing, if what that takes does not fit into 127 bits.
    fn carry(&mut self, path: usize, amount: i128) {
        let carried = &mut self.paths[path];
        for (capacity, parts) in carried.uses(carried.amount).unwrap_or_default() {
            self.used[capacity] -= parts;
        }
        self.served[carried.demand as usize] -= carried.amount;
        carried.amount = 0;
        let Some(uses) = carried.uses(amount) else { return };
        for (number, &(capacity, parts)) in uses.iter().enumerate() {
            let Some(sum) = self.used[capacity].checked_add(parts) else {
                // A way may use a capacity several times: what it took so far is given back.
                uses[..number].iter().for_each(|&(capacity, parts)| self.used[capacity] -= parts);
                return;
            };
            self.used[capacity] = sum;
        }
        carried.amount = amount;
        self.served[carried.demand as usize] += amount;
    }

    /// Lowers the largest paths through each exceeded capacity until it is not. Lowering frees, so once through is enough.
    fn lower(&mut self) {
        let excess = |plan: &Self, capacity: usize| {
            plan.used[capacity] - (i128::from(plan.problem.capacities[capacity]) << plan.bits)
        };
        let mut through: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, path) in self.paths.iter().enumerate() {
            for &(capacity, _) in path.arcs.iter().flat_map(|arc| &arc.uses) {
                if excess(self, capacity as usize) > 0 {
                    through.entry(capacity as usize).or_default().push(number);
                }
            }
        }
        for (capacity, mut paths) in through {
            paths.dedup();
            paths.sort_by_key(|&path| std::cmp::Reverse(self.paths[path].amount));
            for path in paths {
                loop {
                    let (over, amount) = (excess(self, capacity), self.paths[path].amount);
                    if over <= 0 || amount == 0 {
                        break;
                    }
                    // Each unit takes at least as many parts as the path does on average, rounded down, but for what
                    // rounding up adds; then the loop goes on.
                    let parts = (self.paths[path].use_of(capacity, amount) / amount).max(1);
                    let less = over / parts + i128::from(over % parts > 0);
                    self.carry(path, (amount - less).max(0));
                }
            }
        }
    }

    /// Gives what rounding took from a demand to the first of its paths with room.
    fn top_up(&mut self) {
        for path in 0..self.paths.len() {
            let (demand, amount) = (self.paths[path].demand as usize, self.paths[path].amount);
            let asked = i128::from(self.problem.demands[demand].amount) << self.bits;
            let rest = asked - self.served[demand];
            if rest == 0 || rest > asked / REST {
                continue;
            }
            self.carry(path, amount + rest);
            let over = |&(capacity, _): &(u32, i64)| {
                self.used[capacity as usize] > i128::from(self.problem.capacities[capacity as usize]) << self.bits
            };
            if self.paths[path].amount == 0 || self.paths[path].arcs.iter().flat_map(|arc| &arc.uses).any(over) {
                self.carry(path, amount);
            }
        }
    }

    /// What it costs, with what it leaves unserved; none if that does not fit into 127 bits.
    pub(super) fn cost(&self) -> Option<i128> {
        let mut sum = 0_i128;
        for path in &self.paths {
            for (arc, flow) in path.flows(path.amount)? {
                sum = sum.checked_add(flow.checked_mul(arc.cost.into())?)?;
            }
        }
        for (demand, &served) in self.problem.demands.iter().zip(&self.served) {
            let unserved = (i128::from(demand.amount) << self.bits) - served;
            sum = sum.checked_add(unserved.checked_mul(demand.unserved_cost.into())?)?;
        }
        Some(sum)
    }

    /// Writes its paths, in the coarsest step that holds them.
    pub(super) fn write(&self, certificate: &mut Certificate) {
        // With losses a coarser step would round up more of what must go into an arc.
        let is_lossless = self.paths.iter().flat_map(|path| &path.arcs).all(|arc| arc.keeps == LOSSLESS);
        let spare = if is_lossless { spare(self.paths.iter().map(|path| path.amount), self.bits) } else { 0 };
        certificate.amount_bits = self.bits - spare;
        certificate.paths = self
            .paths
            .iter()
            .map(|path| CertifiedPath {
                demand: path.demand,
                arcs: path.names.clone(),
                amount: Whole(path.amount >> spare),
                reduced_cost: Whole(0),
            })
            .collect();
    }
}

/// How many bits at the end all numbers can spare, of at most `bits`.
pub(super) fn spare(numbers: impl Iterator<Item = i128>, bits: u32) -> u32 {
    numbers.map(i128::trailing_zeros).min().unwrap_or(bits).min(bits)
}

/// The nearest multiple of 2^-`bits`; nothing for what is no number or negative.
#[allow(clippy::cast_possible_truncation)] // saturates
pub(super) fn rounded(value: f64, bits: u32) -> i128 {
    (value * 2_f64.powi(bits.cast_signed())).round().max(0.0) as i128
}
