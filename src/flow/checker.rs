//! Does a certificate prove what it claims? Whole numbers, no solver, no I/O, no clock.
//!
//! Weak duality is all it rests on. For any prices y >= 0 of capacities u, every flow costs at least
//! `L(y) = sum over demands of amount * min(unserved cost, cheapest way at cost + y) - sum of y * u`, because what a
//! flow pays for capacity is at most `y * u`. So the checker adds up what the stated flow costs (P), sees that it
//! exceeds nothing, looks for the cheapest ways at the stated prices itself (Dijkstra), and adds up L. The optimum lies
//! between L and P, wherever flow and prices came from.
//!
//! Where arcs lose something, what must go in is rounded up and what a delivered unit costs is rounded down, so P errs
//! upwards and L downwards: the proof stays valid.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::certificate::{Certificate, CertifiedPath, Claim, MOST_BITS};
use super::complaint::{Complaint, StatedFigure, Verdict};
use super::problem::{Arc, LOSSLESS, Layer, Problem};

/// Checks that `certificate` holds for `problem`, and says what it proves.
///
/// Never panics, whatever it is given.
///
/// # Errors
/// The first [`Complaint`], in order: the problem, paths, demands, capacities, prices, stated figures.
///
/// # Cost
/// One Dijkstra search for each pair of layer and origin.
pub fn check(problem: &Problem, certificate: &Certificate) -> Result<Verdict, Complaint> {
    let found = measure(problem, certificate)?;
    for (number, (path, &reduced)) in certificate.paths.iter().zip(&found.reduced_costs).enumerate() {
        compare(StatedFigure::ReducedCost(number), path.reduced_cost.0, reduced)?;
    }
    for (price, &slack) in certificate.prices.iter().zip(&found.slacks) {
        compare(StatedFigure::Slack(price.capacity), price.slack.0, slack)?;
    }
    compare(StatedFigure::Primal, certificate.primal.0, found.primal)?;
    compare(StatedFigure::Bound, certificate.bound.0, found.bound)?;
    compare(StatedFigure::Gap, certificate.gap.0, found.gap)?;
    compare(StatedFigure::Served, certificate.served.0, found.served)?;
    compare(StatedFigure::Unserved, certificate.unserved.0, found.unserved)?;
    Ok(Verdict {
        claim: certificate.claim,
        amount_bits: certificate.amount_bits,
        price_bits: certificate.price_bits,
        primal: found.primal,
        bound: found.bound,
        gap: found.gap,
        served: found.served,
        unserved: found.unserved,
        paths: certificate.paths.len(),
        priced: certificate.prices.len(),
    })
}

fn compare(figure: StatedFigure, stated: i128, found: i128) -> Result<(), Complaint> {
    if stated == found { Ok(()) } else { Err(Complaint::Figure { figure, stated, found }) }
}

/// The figures that follow from the paths and prices of a certificate.
pub(super) struct Measured {
    /// Of each path.
    pub(super) reduced_costs: Vec<i128>,
    /// Of each priced capacity.
    pub(super) slacks: Vec<i128>,
    /// Cost of the flow and of what is unserved.
    pub(super) primal: i128,
    /// What every flow costs at least.
    pub(super) bound: i128,
    /// What is between them, in the finer step.
    pub(super) gap: i128,
    /// How much arrives.
    pub(super) served: i128,
    /// How much does not.
    pub(super) unserved: i128,
}

/// Works out the figures, without a look at those the certificate states.
///
/// # Errors
/// As [`check`], but for the stated figures.
pub(super) fn measure(problem: &Problem, certificate: &Certificate) -> Result<Measured, Complaint> {
    if let Some(error) = problem.validate().into_iter().next() {
        return Err(Complaint::Problem(error));
    }
    let Certificate { claim, amount_bits, price_bits, .. } = *certificate;
    for (what, bits) in [("amounts", amount_bits), ("prices", price_bits)] {
        if bits > MOST_BITS {
            return Err(Complaint::TooFine { what, bits });
        }
    }
    if claim != claim_of(problem) {
        return Err(Complaint::WrongClaim { claim });
    }
    let load = Load::of(problem, certificate)?;
    let prices = prices(problem, certificate)?;
    let lengths = lengths(problem, &prices, price_bits)?;
    let worth = worth(problem, &lengths, price_bits)?;

    let reduced = |path: &CertifiedPath| {
        let length = delivered(problem, path, &lengths)?;
        length.checked_sub(worth[path.demand as usize]).ok_or(Complaint::Overflow("a reduced cost"))
    };
    let slack =
        |capacity: u32| shifted(problem.capacities[capacity as usize], amount_bits) - load.used[capacity as usize];
    let bound = bound(problem, certificate, &worth)?;
    let finer = amount_bits.max(price_bits);
    let scaled = |value: i128, bits: u32| times(value, 1 << (finer - bits), "the gap");
    let gap = scaled(load.cost, amount_bits)?
        .checked_sub(scaled(bound, price_bits)?)
        .ok_or(Complaint::Overflow("the gap"))?;
    if gap < 0 {
        return Err(Complaint::BoundAboveCost { excess: gap.saturating_neg() });
    }
    let asked: i128 = problem.demands.iter().map(|demand| shifted(demand.amount, amount_bits)).sum();
    let served: i128 = load.served.iter().sum();
    Ok(Measured {
        reduced_costs: certificate.paths.iter().map(reduced).collect::<Result<_, _>>()?,
        slacks: certificate.prices.iter().map(|price| slack(price.capacity)).collect(),
        primal: load.cost,
        bound,
        gap,
        served,
        unserved: asked - served,
    })
}

/// What a proof for this problem can claim: where moving is free and each unit that does not pass costs one, it is about
/// how much can pass.
pub(super) fn claim_of(problem: &Problem) -> Claim {
    let is_free = problem.layers.iter().flat_map(|layer| &layer.arcs).all(|arc| arc.cost == 0);
    let is_counted = problem.demands.iter().all(|demand| demand.unserved_cost == 1);
    if is_free && is_counted { Claim::MostFlow } else { Claim::LeastCost }
}

/// What all paths together do. In amounts.
struct Load {
    /// Of each demand, what arrives; no more than is asked for.
    served: Vec<i128>,
    /// Of each capacity, what is used; no more than there is.
    used: Vec<i128>,
    /// What moving and leaving unserved cost.
    cost: i128,
}

impl Load {
    fn of(problem: &Problem, certificate: &Certificate) -> Result<Self, Complaint> {
        let bits = certificate.amount_bits;
        let mut load =
            Self { served: vec![0; problem.demands.len()], used: vec![0; problem.capacities.len()], cost: 0 };
        let mut before: Option<&CertifiedPath> = None;
        for (number, path) in certificate.paths.iter().enumerate() {
            if before.is_some_and(|before| (before.demand, &before.arcs) >= (path.demand, &path.arcs)) {
                return Err(Complaint::PathOrder { path: number });
            }
            before = Some(path);
            load.add(problem, number, path)?;
        }
        for (number, (demand, &served)) in problem.demands.iter().zip(&load.served).enumerate() {
            let unserved = shifted(demand.amount, bits) - served;
            if unserved < 0 {
                return Err(Complaint::TooMuchServed { demand: number, excess: -unserved, bits });
            }
            let cost = times(unserved, demand.unserved_cost.into(), "the cost of what is unserved")?;
            load.cost = plus(load.cost, cost, "the cost of the flow")?;
        }
        for (number, (&capacity, &used)) in problem.capacities.iter().zip(&load.used).enumerate() {
            let excess = used - shifted(capacity, bits);
            if excess > 0 {
                return Err(Complaint::OverCapacity { capacity: number, excess, bits });
            }
        }
        Ok(load)
    }

    /// Follows a path from its beginning, then counts back from its end what each arc must be given.
    fn add(&mut self, problem: &Problem, number: usize, path: &CertifiedPath) -> Result<(), Complaint> {
        let amount = path.amount.0;
        let arcs = walked(problem, number, path.demand, &path.arcs)?;
        if amount <= 0 {
            return Err(Complaint::NothingCarried { path: number, amount });
        }
        let served = &mut self.served[path.demand as usize];
        *served = plus(*served, amount, "what a demand gets")?;
        let mut flow = amount;
        for arc in arcs.iter().rev() {
            flow = given(arc, flow)?;
            self.cost = plus(self.cost, times(flow, arc.cost.into(), "the cost of an arc")?, "the cost of the flow")?;
            for &(capacity, parts) in &arc.uses {
                let used = &mut self.used[capacity as usize];
                *used = plus(*used, times(flow, parts.into(), "the use of a capacity")?, "the use of a capacity")?;
            }
        }
        Ok(())
    }
}

/// The arcs of a path, if they lead from where its demand begins to where it wants to go.
pub(super) fn walked<'a>(
    problem: &'a Problem,
    path: usize,
    demand: u32,
    names: &[u32],
) -> Result<Vec<&'a Arc>, Complaint> {
    let unknown = Complaint::UnknownDemand { path, demand, demands: problem.demands.len() };
    let wants = problem.demands.get(demand as usize).ok_or(unknown)?;
    let layer = &problem.layers[wants.layer as usize];
    let mut at = wants.from;
    let mut arcs = Vec::with_capacity(names.len());
    for &arc in names {
        let unknown = Complaint::UnknownArc { path, arc, arcs: layer.arcs.len() };
        let content = layer.arcs.get(arc as usize).ok_or(unknown)?;
        if content.tail != at {
            return Err(Complaint::Broken { path, arc, at, tail: content.tail });
        }
        at = content.head;
        arcs.push(content);
    }
    if at != wants.to {
        return Err(Complaint::WrongEnd { path, at, to: wants.to, demand });
    }
    Ok(arcs)
}

/// The least that must go into an arc so that `out` comes out.
pub(super) fn given(arc: &Arc, out: i128) -> Result<i128, Complaint> {
    if arc.keeps == LOSSLESS {
        return Ok(out);
    }
    let keeps = i128::from(arc.keeps);
    let parts = plus(times(out, LOSSLESS.into(), "what goes into an arc")?, keeps - 1, "what goes into an arc")?;
    Ok(parts / keeps)
}

/// The price of each capacity.
fn prices(problem: &Problem, certificate: &Certificate) -> Result<Vec<i128>, Complaint> {
    let capacities = problem.capacities.len();
    let mut prices = vec![0; capacities];
    let mut before = None;
    for (number, price) in certificate.prices.iter().enumerate() {
        let (capacity, amount) = (price.capacity, price.price.0);
        if before.is_some_and(|before| before >= capacity) {
            return Err(Complaint::PriceOrder { price: number });
        }
        before = Some(capacity);
        let unknown = Complaint::UnknownCapacity { price: number, capacity, capacities };
        *prices.get_mut(capacity as usize).ok_or(unknown)? = amount;
        if amount <= 0 {
            return Err(Complaint::NotPositive { capacity, amount });
        }
    }
    Ok(prices)
}

/// What a unit of flow into each arc of each layer costs at the prices.
fn lengths(problem: &Problem, prices: &[i128], bits: u32) -> Result<Vec<Vec<i128>>, Complaint> {
    let length = |arc: &Arc| {
        arc.uses.iter().try_fold(shifted(arc.cost, bits), |sum, &(capacity, parts)| {
            plus(sum, times(prices[capacity as usize], parts.into(), "what an arc pays")?, "what an arc pays")
        })
    };
    problem.layers.iter().map(|layer| layer.arcs.iter().map(length).collect()).collect()
}

/// What a unit costs behind an arc whose flow cost `label` a unit before it, rounded down.
fn behind(arc: &Arc, label: i128, length: i128) -> Result<i128, Complaint> {
    let label = plus(label, length, "what a unit costs")?;
    if arc.keeps == LOSSLESS {
        return Ok(label);
    }
    Ok(times(label, LOSSLESS.into(), "what a unit costs")? / i128::from(arc.keeps))
}

/// What a unit that arrives by a path costs at the prices.
fn delivered(problem: &Problem, path: &CertifiedPath, lengths: &[Vec<i128>]) -> Result<i128, Complaint> {
    let layer = problem.demands[path.demand as usize].layer as usize;
    let arcs = &problem.layers[layer].arcs;
    path.arcs.iter().try_fold(0, |label, &arc| behind(&arcs[arc as usize], label, lengths[layer][arc as usize]))
}

/// What a unit of each demand costs at least at the prices: its cheapest way, or being left.
fn worth(problem: &Problem, lengths: &[Vec<i128>], bits: u32) -> Result<Vec<i128>, Complaint> {
    let mut worth: Vec<i128> = problem.demands.iter().map(|demand| shifted(demand.unserved_cost, bits)).collect();
    let mut origins: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (number, demand) in problem.demands.iter().enumerate() {
        origins.entry((demand.layer, demand.from)).or_default().push(number);
    }
    let stars: Vec<Star> = problem.layers.iter().map(|layer| Star::of(layer, &problem.capacities)).collect();
    let origins: Vec<((u32, u32), Vec<usize>)> = origins.into_iter().collect();
    let found = crate::parallel::map(&origins, |&((layer, from), ref demands)| {
        let limit = demands.iter().map(|&demand| worth[demand]).max().unwrap_or(0);
        let to: Vec<u32> = demands.iter().map(|&demand| problem.demands[demand].to).collect();
        let layer = layer as usize;
        stars[layer].nearest(&problem.layers[layer], &lengths[layer], from, &to, limit)
    });
    for ((_, demands), found) in origins.iter().zip(found) {
        for (&demand, label) in demands.iter().zip(found?) {
            worth[demand] = worth[demand].min(label);
        }
    }
    Ok(worth)
}

/// Which arcs leave each node of a layer: those of node `n` are `arcs[first[n]..first[n + 1]]`. An arc that uses a
/// capacity of which there is none is not among them: no flow can take it.
struct Star {
    first: Vec<usize>,
    arcs: Vec<usize>,
}

impl Star {
    fn of(layer: &Layer, capacities: &[i64]) -> Self {
        let is_open =
            |arc: &usize| layer.arcs[*arc].uses.iter().all(|&(capacity, _)| capacities[capacity as usize] > 0);
        let mut arcs: Vec<usize> = (0..layer.arcs.len()).filter(is_open).collect();
        arcs.sort_by_key(|&arc| layer.arcs[arc].tail);
        let mut first = vec![0; layer.nodes as usize + 1];
        for &arc in &arcs {
            first[layer.arcs[arc].tail as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        Self { first, arcs }
    }

    /// What a unit delivered at each of `to` costs at least, or `limit` if that is less. Dijkstra.
    fn nearest(
        &self,
        layer: &Layer,
        lengths: &[i128],
        from: u32,
        to: &[u32],
        limit: i128,
    ) -> Result<Vec<i128>, Complaint> {
        let mut labels = vec![limit; layer.nodes as usize];
        let mut open: Vec<u32> = to.to_vec();
        open.sort_unstable();
        open.dedup();
        let mut left = open.len();
        let mut queue = BinaryHeap::new();
        if limit > 0 {
            labels[from as usize] = 0;
            queue.push(Reverse((0, from)));
        }
        while let Some(Reverse((label, node))) = queue.pop() {
            if label > labels[node as usize] {
                continue;
            }
            if open.binary_search(&node).is_ok() {
                left -= 1;
                if left == 0 {
                    break;
                }
            }
            for &number in &self.arcs[self.first[node as usize]..self.first[node as usize + 1]] {
                let arc = &layer.arcs[number];
                let next = behind(arc, label, lengths[number])?;
                if next < labels[arc.head as usize] {
                    labels[arc.head as usize] = next;
                    queue.push(Reverse((next, arc.head)));
                }
            }
        }
        Ok(to.iter().map(|&node| labels[node as usize]).collect())
    }
}

/// What every flow costs at least.
fn bound(problem: &Problem, certificate: &Certificate, worth: &[i128]) -> Result<i128, Complaint> {
    let gains = problem.demands.iter().zip(worth).try_fold(0, |sum, (demand, &worth)| {
        plus(sum, times(worth, demand.amount.into(), "the bound")?, "the bound")
    })?;
    certificate.prices.iter().try_fold(gains, |sum, price| {
        let rent = times(price.price.0, problem.capacities[price.capacity as usize].into(), "the bound")?;
        sum.checked_sub(rent).ok_or(Complaint::Overflow("the bound"))
    })
}

/// A whole number in steps of 2^-`bits`; 63 bits and [`MOST_BITS`] fit.
fn shifted(number: i64, bits: u32) -> i128 {
    i128::from(number) << bits
}

fn plus(one: i128, two: i128, what: &'static str) -> Result<i128, Complaint> {
    one.checked_add(two).ok_or(Complaint::Overflow(what))
}

fn times(one: i128, two: i128, what: &'static str) -> Result<i128, Complaint> {
    one.checked_mul(two).ok_or(Complaint::Overflow(what))
}
