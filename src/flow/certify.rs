//! From what a solver found in floating point to a certificate in whole numbers.
//!
//! Rounding can only cost a little of the gap, never the proof: any prices give a bound, and amounts that exceed a
//! capacity or a demand after rounding are lowered until they do not.

use std::collections::BTreeMap;

use super::certificate::{Certificate, CertifiedPrice, Whole};
use super::checker::{Measured, claim_of, measure};
use super::complaint::Complaint;
use super::problem::{Flow, LOSSLESS, Problem};
use super::repair::{Plan, merged, rounded, spare};

/// The step of amounts, unless sums would not fit.
const AMOUNT_BITS: u32 = 40;

/// Steps of prices, each tried if the gap is not narrow at the one before.
const PRICE_BITS: [u32; 3] = [20, 40, 60];

/// Where all numbers of an answer are [`CLOSE`] to multiples of 2^-10, those are tried first: most vertices of networks
/// with whole capacities are such, and then flow and bound meet exactly.
const ROUND_BITS: u32 = 10;

/// See [`ROUND_BITS`]; a part of the number, or of one if that is larger.
const CLOSE: f64 = 1e-6;

/// A gap below one part in this many is narrow.
const NARROW: i128 = 10_000_000_000;

/// Proves an answer as well as its paths and prices allow: writes them in whole numbers and states what follows.
///
/// Amounts are rounded to 2^-40 of a unit (coarser where they are so large that sums would not fit) and lowered where
/// they exceed a capacity or a demand. Paths that come to nothing are left out. A poor answer gets a valid certificate
/// with a wide gap.
///
/// # Errors
/// [`Complaint::Problem`] if the problem is unsound; others if a path of the answer does not lead where its demand wants
/// to go. Never because of an amount or a price.
///
/// # Cost
/// Usually what [`super::check`] takes, at most five times that.
pub fn certify(problem: &Problem, flow: &Flow) -> Result<Certificate, Complaint> {
    if let Some(error) = problem.validate().into_iter().next() {
        return Err(Complaint::Problem(error));
    }
    let mut certificate = Certificate {
        claim: claim_of(problem),
        amount_bits: 0,
        price_bits: 0,
        primal: Whole(0),
        bound: Whole(0),
        gap: Whole(0),
        served: Whole(0),
        unserved: Whole(0),
        paths: Vec::new(),
        prices: Vec::new(),
    };
    plan(problem, &merged(problem, flow)?).write(&mut certificate);

    let dearest = problem.demands.iter().map(|demand| demand.unserved_cost).max().unwrap_or(0);
    let round = is_round(flow.prices.iter().copied()).then_some(ROUND_BITS);
    let mut best: Option<Certificate> = None;
    for bits in round.into_iter().chain(PRICE_BITS) {
        (certificate.price_bits, certificate.prices) = prices(problem, &flow.prices, dearest, bits);
        // What does not fit at this step is not proven at this step.
        let Ok(found) = measure(problem, &certificate) else { continue };
        state(&mut certificate, &found);
        if best.as_ref().is_none_or(|best| is_above(&certificate, best)) {
            best = Some(certificate.clone());
        }
        if is_narrow(&certificate) {
            break;
        }
    }
    // Without prices the bound is never below zero.
    if let Some(best) = best.filter(|best| best.bound.0 >= 0) {
        return Ok(best);
    }
    (certificate.price_bits, certificate.prices) = (0, Vec::new());
    let found = measure(problem, &certificate)?;
    state(&mut certificate, &found);
    Ok(certificate)
}

/// The cheaper of two plans: with amounts at the finest step, and at a round one if they look as if they were round.
fn plan<'a>(problem: &'a Problem, paths: &BTreeMap<(u32, Vec<u32>), f64>) -> Plan<'a> {
    let bits = amount_bits(problem);
    let exact = Plan::new(problem, paths, bits, bits);
    if bits <= ROUND_BITS || !is_round(paths.values().copied()) {
        return exact;
    }
    let round = Plan::new(problem, paths, bits, ROUND_BITS);
    let is_cheaper = round.cost().is_some_and(|cost| exact.cost().is_none_or(|exact| cost <= exact));
    if is_cheaper { round } else { exact }
}

/// The finest step at which all that is asked, unserved or along the dearest path, costs less than 2^125.
fn amount_bits(problem: &Problem) -> u32 {
    let wide = |number: i64| i128::from(number);
    let asked: i128 = problem.demands.iter().map(|demand| wide(demand.amount)).sum();
    let unserved: i128 = problem.demands.iter().map(|demand| wide(demand.amount) * wide(demand.unserved_cost)).sum();
    let along = problem.layers.iter().map(|layer| {
        let dearest = layer.arcs.iter().map(|arc| arc.cost).max().unwrap_or(0);
        wide(dearest) * i128::from(layer.nodes) * asked
    });
    let largest = along.max().unwrap_or(0).max(unserved).max(1);
    AMOUNT_BITS.min(largest.leading_zeros().saturating_sub(2))
}

fn is_round(mut values: impl Iterator<Item = f64>) -> bool {
    let step = 2_f64.powi(ROUND_BITS.cast_signed());
    values.all(|value| ((value * step).round() / step - value).abs() <= CLOSE * value.abs().max(1.0))
}

/// The positive prices, in the coarsest step that holds them; with losses, in the finest, since what a delivered unit
/// costs is rounded down to it. None is above `dearest`: at that price nobody passes, and a higher one bounds nothing
/// better.
fn prices(problem: &Problem, prices: &[f64], dearest: i64, bits: u32) -> (u32, Vec<CertifiedPrice>) {
    let amounts = prices.iter().map(|&price| rounded(price, bits).min(i128::from(dearest) << bits));
    let amounts: Vec<(u32, i128)> = (0..).zip(amounts).take(problem.capacities.len()).collect();
    let priced = || amounts.iter().filter(|(_, price)| *price > 0);
    let is_lossless = problem.layers.iter().flat_map(|layer| &layer.arcs).all(|arc| arc.keeps == LOSSLESS);
    let spare = if is_lossless { spare(priced().map(|(_, price)| *price), bits) } else { 0 };
    let price =
        |&(capacity, price): &(u32, i128)| CertifiedPrice { capacity, price: Whole(price >> spare), slack: Whole(0) };
    (bits - spare, priced().map(price).collect())
}

/// States what was found.
fn state(certificate: &mut Certificate, found: &Measured) {
    for (path, &reduced) in certificate.paths.iter_mut().zip(&found.reduced_costs) {
        path.reduced_cost = Whole(reduced);
    }
    for (price, &slack) in certificate.prices.iter_mut().zip(&found.slacks) {
        price.slack = Whole(slack);
    }
    certificate.primal = Whole(found.primal);
    certificate.bound = Whole(found.bound);
    certificate.gap = Whole(found.gap);
    certificate.served = Whole(found.served);
    certificate.unserved = Whole(found.unserved);
}

/// Whether the bound of one certificate is above that of another; false if the two cannot be compared.
fn is_above(one: &Certificate, two: &Certificate) -> bool {
    let finer = one.price_bits.max(two.price_bits);
    let scaled = |certificate: &Certificate| certificate.bound.0.checked_mul(1 << (finer - certificate.price_bits));
    scaled(one).zip(scaled(two)).is_some_and(|(one, two)| one > two)
}

fn is_narrow(certificate: &Certificate) -> bool {
    let finer = certificate.amount_bits.max(certificate.price_bits);
    let primal = certificate.primal.0.checked_mul(1 << (finer - certificate.amount_bits));
    primal.is_some_and(|primal| certificate.gap.0 <= primal / NARROW)
}
