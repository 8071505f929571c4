//! How goods spread over links that get slower as they fill, and how they would spread best.
//!
//! Ways are compared by time. A section of a mode that the network has a congestion entry for takes
//! `time * (1 + alpha (x/c)^beta)`, where `x` is what moves on it of all that is wanted and `c` its capacity; both
//! directions together where they share that. Nothing is refused: a section may be fuller than full, and slow.

use thiserror::Error;

use super::build::build;
use super::error::BuildError;
use super::limit::Limited;
use super::model::{ArcMeaning, Model};
use super::query::{Amount, FlowQuery};
use crate::flow::congestion::{Comparison, Complaint, Congestion, Delay, Link, Settings, Term, Trip, compare, prove};
use crate::flow::{Arc, LOSSLESS};
use crate::graph::Structure;
use crate::model::{self, CongestionId, Network, Objective};
use crate::restrictions::Step;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SpreadError {
    /// No problem can be made of the query.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The network says of no mode how full links get slower.
    #[error("the network has no entry under `congestion`, so links take as long full as empty")]
    NoEntry,
    /// Two cargoes count against a section in proportions that differ from those elsewhere.
    #[error("on {0} the cargoes count in other proportions than elsewhere: ask about one cargo at a time")]
    Unlike(String),
    /// The congestion problem cannot be solved.
    #[error(transparent)]
    Congestion(#[from] Complaint),
}

/// Why something wanted was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// No amount was given, and nothing here stops more.
    NoAmount,
    /// It loses some of itself on the way, which delays do not know.
    Losses,
    /// No way joins its ends.
    NotJoined,
}

/// The answer, with what it is about.
#[derive(Debug, Clone)]
pub struct Spread<'n> {
    /// The network as a problem of flows, by time.
    pub model: Model<'n>,
    /// What can fill, in the order of the problem's roads.
    pub roads: Vec<Road>,
    /// What was solved: times in minutes, amounts in units of the first cargo.
    pub problem: Congestion,
    /// The spread where no one gains by another way, and the one where all together spend least.
    pub found: Comparison,
    /// Time that all would spend if everything were empty.
    pub empty: f64,
    /// What was left out: position in the query, and why; in order, each once.
    pub left_out: Vec<(usize, LeftOut)>,
}

/// A capacity that gets slower as it fills.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Road {
    /// Its position among the model's limits.
    pub limit: usize,
    /// What the network says of its mode.
    pub entry: CongestionId,
    /// How many units of the problem fill it.
    pub capacity: f64,
    /// How long the empty road takes, in minutes; of several cargoes the slowest.
    pub empty: f64,
}

/// Finds it.
///
/// # Errors
/// [`SpreadError`].
pub fn spread<'n>(
    network: &'n Network,
    structure: &'n Structure,
    query: &FlowQuery,
    settings: &Settings,
) -> Result<Spread<'n>, SpreadError> {
    if network.congestion.is_empty() {
        return Err(SpreadError::NoEntry);
    }
    let model = build(network, structure, &FlowQuery { objective: Objective::Time, ..query.clone() })?;
    let (mut problem, roads, scales) = laid_out(&model)?;
    let mut left_out = Vec::new();
    let mut wanted_of = Vec::new();
    for (demand, meaning) in model.problem.demands.iter().zip(&model.demands) {
        let is_lossy = model.problem.layers[demand.layer as usize].arcs.iter().any(|arc| arc.keeps < LOSSLESS);
        if model.query.wanted[meaning.wanted].amount == Amount::AsMuchAsCanPass {
            left_out.push((meaning.wanted, LeftOut::NoAmount));
        } else if is_lossy {
            left_out.push((meaning.wanted, LeftOut::Losses));
        } else {
            let (base, scale) = scales[demand.layer as usize];
            let amount = whole(demand.amount) * scale;
            problem.trips.push(Trip { from: base + demand.from, to: base + demand.to, amount });
            wanted_of.push(meaning.wanted);
        }
    }
    let found = match compare(&problem, settings) {
        Err(Complaint::NoWay(trips)) => {
            for trip in trips {
                left_out.push((wanted_of[trip], LeftOut::NotJoined));
                problem.trips[trip].amount = 0.0;
            }
            compare(&problem, settings)?
        }
        found => found?,
    };
    left_out.sort_unstable();
    left_out.dedup();
    let roadless = problem.links.iter().map(|link| Link { road: None, ..*link });
    let roadless = Congestion { roads: Vec::new(), links: roadless.collect(), ..problem.clone() };
    let shortest = prove(&roadless, &[]).shortest;
    let spent = |(trip, time): (&Trip, f64)| if trip.amount > 0.0 { trip.amount * time } else { 0.0 };
    let empty = problem.trips.iter().zip(shortest).map(spent).sum();
    Ok(Spread { model, roads, problem, found, empty, left_out })
}

/// What of an arc fills: limit, entry of its mode, parts taken by a unit.
fn filled(model: &Model<'_>, what: ArcMeaning, arc: &Arc) -> Option<(usize, CongestionId, f64)> {
    let ArcMeaning::Take(step) = what else { return None };
    let Step::Pass { link: model::Link::Section(section), .. } = model.structure.steps()[step as usize] else {
        return None;
    };
    let mode = model.network.lines[model.network.sections[section].line].mode;
    let entry = model.network.congestion.iter().find(|(_, entry)| entry.mode == mode)?.0;
    let of_section = |limit: usize| matches!(model.limits[limit].of, Limited::Section { .. });
    let uses = arc.uses.iter().map(|&(limit, parts)| (limit as usize, whole(parts)));
    // Of several sets of days the first, which is that of all days on which it is open.
    let (limit, parts) = uses.into_iter().find(|(limit, _)| of_section(*limit))?;
    Some((limit, entry, parts))
}

/// First node and units of the problem in a unit, of each layer.
type Scales = Vec<(u32, f64)>;

/// Nodes, links and roads; the layers side by side.
fn laid_out(model: &Model<'_>) -> Result<(Congestion, Vec<Road>, Scales), SpreadError> {
    let scales = scales(model)?;
    let mut problem = Congestion::default();
    let mut roads: Vec<Road> = Vec::new();
    let mut road_of: Vec<Option<u32>> = vec![None; model.limits.len()];
    for ((layer, meaning), (base, scale)) in model.problem.layers.iter().zip(&model.layers).zip(&scales) {
        problem.nodes += layer.nodes;
        for (arc, what) in layer.arcs.iter().zip(&meaning.arcs) {
            let filled = filled(model, *what, arc);
            if filled.is_some_and(|(limit, ..)| model.limits[limit].available == 0) {
                continue;
            }
            let free = whole(arc.cost);
            let road = filled.map(|(limit, entry, parts)| {
                let road = *road_of[limit].get_or_insert_with(|| {
                    let capacity = whole(model.limits[limit].available) / parts * scale;
                    roads.push(Road { limit, entry, capacity, empty: 0.0 });
                    u32::try_from(roads.len() - 1).unwrap_or(u32::MAX)
                });
                let known = &mut roads[road as usize];
                known.empty = known.empty.max(free);
                road
            });
            problem.links.push(Link { tail: base + arc.tail, head: base + arc.head, free, road });
        }
    }
    problem.roads = roads.iter().map(|road| delay(model.network, road)).collect();
    Ok((problem, roads, scales))
}

/// What is added to the time of an empty road.
fn delay(network: &Network, road: &Road) -> Delay {
    let entry = &network.congestion[road.entry];
    let number = |ratio: crate::units::Ratio| whole(i64::try_from(ratio.micro()).unwrap_or(i64::MAX)) / 1e6;
    let weight = number(entry.alpha.typ) * road.empty;
    Delay { free: 0.0, terms: vec![Term { weight, scale: road.capacity, power: number(entry.beta.typ) }] }
}

/// What a unit of each layer counts for, such that layers that share roads count in the same proportion on all of them.
fn scales(model: &Model<'_>) -> Result<Scales, SpreadError> {
    let mut parts_on: Vec<Vec<Option<f64>>> = Vec::new();
    let (mut scales, mut base) = (Vec::new(), 0);
    for (layer, meaning) in model.problem.layers.iter().zip(&model.layers) {
        let mut parts_of = vec![None; model.limits.len()];
        for (arc, what) in layer.arcs.iter().zip(&meaning.arcs) {
            if let Some((limit, _, parts)) = filled(model, *what, arc) {
                parts_of[limit] = Some(parts);
            }
        }
        // Against the layers before that share a road with it; the first of a kind counts one.
        let shared =
            |of: &[Option<f64>]| of.iter().zip(&parts_of).position(|(one, other)| one.is_some() && other.is_some());
        let like = parts_on.iter().enumerate().find_map(|(other, of)| Some((other, shared(of)?)));
        let ratio = |other: usize, limit: usize| Some(parts_of[limit]? / parts_on[other][limit]?);
        let scale =
            like.and_then(|(other, limit)| Some(scales_of(&scales, other) * ratio(other, limit)?)).unwrap_or(1.0);
        for other in 0..parts_on.len() {
            for limit in 0..model.limits.len() {
                let expected = ratio(other, limit).map(|ratio| scales_of(&scales, other) * ratio);
                if expected.is_some_and(|expected| (expected / scale - 1.0).abs() > 1e-6) {
                    return Err(SpreadError::Unlike(model.limits[limit].of.name(model.network).into()));
                }
            }
        }
        parts_on.push(parts_of);
        scales.push((base, scale));
        base += layer.nodes;
    }
    Ok(scales)
}

fn scales_of(scales: &Scales, layer: usize) -> f64 {
    scales[layer].1
}

/// A whole number in floating point; those of problems are exact there.
#[allow(clippy::cast_precision_loss)]
fn whole(number: i64) -> f64 {
    number as f64
}
