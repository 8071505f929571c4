//! How much of a cargo can pass from some places to others, what stops more, and what one more unit of that is worth.

use std::collections::{BTreeMap, VecDeque};

use thiserror::Error;

use super::build::at_most;
use super::limit::{Limit, LimitUnit};
use super::model::{ArcMeaning, Model};
use super::query::FlowQuery;
use super::{BuildError, build};
use crate::flow::multicommodity::Settings;
use crate::flow::{Arc, Bottleneck, Flow, MostFlow, Problem, ProblemError, Solved, most_flow, through};
use crate::graph::{StepId, Structure};
use crate::model::{LineId, Network};
use crate::units::CapacityUnit;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum CutError {
    /// No problem can be made of the query.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// The problem cannot be solved.
    #[error(transparent)]
    Problem(#[from] ProblemError),
}

/// The answer, with the problem that it is about.
#[derive(Debug, Clone)]
pub struct Cut<'n> {
    /// The network as a problem, and what everything in it stands for.
    pub model: Model<'n>,
    /// That problem for as much as can pass.
    pub problem: Problem,
    /// What was found.
    pub found: Found,
}

/// What stops more from passing.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// No way joins the ends.
    NotJoined,
    /// Some way has no known capacity at all: these steps.
    NotLimited(Vec<StepId>),
    /// Capacities do.
    Limited(Box<Limiting>),
}

/// Which capacities stop more, and what follows.
#[derive(Debug, Clone, PartialEq)]
pub struct Limiting {
    /// The capacities.
    pub bottleneck: Bottleneck,
    /// What arrives through each of those in some minimum set, in the order of `in_some`.
    pub arrives: Vec<f64>,
    /// What one more unit of each of those in every minimum set is worth, in their order.
    pub worth: Vec<Worth>,
    /// Those in some minimum set that are the sections of one line, if there are several: what one more unit of all of
    /// them together is worth.
    pub lines: Vec<(Vec<u32>, f64)>,
    /// What one more unit of all in some minimum set together is worth.
    pub together: f64,
    /// What binds next if those in every minimum set, or all in some if there are none, were no limits.
    pub then: Option<Next>,
    /// The shortest (or fastest, or cheapest) ways on which so much arrives.
    pub flow: Flow,
}

/// What one more unit of a capacity is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Worth {
    /// The capacity.
    pub capacity: u32,
    /// How many of its parts were added.
    pub parts: i64,
    /// How many units of cargo more arrive.
    pub gain: f64,
}

/// What stops more once the first limits are gone.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// How many units could arrive; none if nothing known limits it.
    pub most: Option<f64>,
    /// The capacities in every minimum set then.
    pub in_every: Vec<u32>,
    /// Those in the minimum set nearest the origins.
    pub near_origins: Vec<u32>,
    /// What one more unit is worth then of each of those in every minimum set.
    pub worth: Vec<Worth>,
}

/// Finds it. The query wants one thing, and of it as much as can pass.
///
/// # Errors
/// [`CutError`].
pub fn cut<'n>(network: &'n Network, structure: &'n Structure, query: &FlowQuery) -> Result<Cut<'n>, CutError> {
    let model = build(network, structure, query)?;
    let mut problem = most_flow(&model.problem);
    let found = match ask_for_more(&model, &mut problem) {
        Asked::Nothing => Found::NotJoined,
        Asked::Endless(steps) => Found::NotLimited(steps),
        Asked::Enough => {
            limiting(&model, &problem)?.map_or(Found::NotJoined, |limiting| Found::Limited(Box::new(limiting)))
        }
    };
    Ok(Cut { model, problem, found })
}

/// What became of asking for more than can pass.
enum Asked {
    /// No way joins the ends.
    Nothing,
    /// A way without any limit does.
    Endless(Vec<StepId>),
    /// The demands ask for more than can pass.
    Enough,
}

/// Makes every demand ask for more than can pass, so that limits stop it and not what is asked for.
fn ask_for_more(model: &Model<'_>, problem: &mut Problem) -> Asked {
    let mut found = Asked::Nothing;
    for index in 0..problem.demands.len() {
        let demand = &problem.demands[index];
        let layer = &problem.layers[demand.layer as usize];
        if let Some(steps) = way(model, problem, index, |arc| arc.uses.is_empty()) {
            return Asked::Endless(steps);
        }
        let most = if way(model, problem, index, |_| true).is_some() {
            found = Asked::Enough;
            at_most(layer, &model.limits, demand.from, demand.to).unwrap_or(0)
        } else {
            0
        };
        // Twice is more than enough, and as fine in floating point.
        problem.demands[index].amount = if most == 0 { 1 } else { most.saturating_mul(2).min(1 << 52) };
    }
    found
}

fn limiting(model: &Model<'_>, problem: &Problem) -> Result<Option<Limiting>, ProblemError> {
    let most = MostFlow::new(problem)?;
    let bottleneck = most.bottleneck();
    let mut with_costs = Problem { layers: model.problem.layers.clone(), ..problem.clone() };
    let dear = model.problem.demands.iter().map(|demand| demand.unserved_cost);
    with_costs.demands.iter_mut().zip(dear).for_each(|(demand, cost)| demand.unserved_cost = cost);
    let flow = Solved::new(&with_costs, Settings::default())?.flow;
    let arrives = bottleneck.in_some.iter().map(|capacity| through(problem, &flow, *capacity)).collect();
    let worth = worth_of(model, &most, &bottleneck.in_every);
    let units = |of: &[u32]| -> Vec<(u32, i64)> {
        of.iter().map(|&capacity| (capacity, one_unit(&model.limits[capacity as usize]))).collect()
    };
    let lines = sections_of_one_line(model, &bottleneck.in_some);
    let lines = lines.into_iter().map(|sections| (most.gain(&units(&sections)), sections));
    let lines = lines.map(|(gain, sections)| (sections, gain)).collect();
    let together = most.gain(&units(&bottleneck.in_some));
    let gone = if bottleneck.in_every.is_empty() { &bottleneck.in_some } else { &bottleneck.in_every };
    let then = if gone.is_empty() { None } else { next(model, problem, gone)? };
    Ok(Some(Limiting { bottleneck, arrives, worth, lines, together, then, flow }))
}

/// Sections of the same line among some limits, where there are several.
fn sections_of_one_line(model: &Model<'_>, limits: &[u32]) -> Vec<Vec<u32>> {
    let mut of_line: BTreeMap<LineId, Vec<u32>> = BTreeMap::new();
    for &index in limits {
        if let Some(section) = model.limits[index as usize].of.section() {
            of_line.entry(model.network.sections[section].line).or_default().push(index);
        }
    }
    of_line.into_values().filter(|sections| sections.len() > 1).collect()
}

/// What stops more if some capacities were no limits.
fn next(model: &Model<'_>, problem: &Problem, gone: &[u32]) -> Result<Option<Next>, ProblemError> {
    let mut wider = problem.clone();
    for arc in wider.layers.iter_mut().flat_map(|layer| &mut layer.arcs) {
        arc.uses.retain(|(capacity, _)| !gone.contains(capacity));
    }
    match ask_for_more(model, &mut wider) {
        Asked::Nothing => Ok(None),
        Asked::Endless(_) => {
            Ok(Some(Next { most: None, in_every: Vec::new(), near_origins: Vec::new(), worth: Vec::new() }))
        }
        Asked::Enough => {
            let most = MostFlow::new(&wider)?;
            let found = most.bottleneck();
            let worth = worth_of(model, &most, &found.in_every);
            Ok(Some(Next { most: Some(found.most), in_every: found.in_every, near_origins: found.near_origins, worth }))
        }
    }
}

fn worth_of(model: &Model<'_>, most: &MostFlow<'_>, of: &[u32]) -> Vec<Worth> {
    let each = of.iter().map(|&capacity| {
        let parts = one_unit(&model.limits[capacity as usize]);
        Worth { capacity, parts, gain: most.gain(&[(capacity, parts)]) }
    });
    each.collect()
}

/// How many units of its own a limit is widened by to see what one more is worth: a thousand containers, one of all else.
pub fn units_told(unit: LimitUnit) -> f64 {
    match unit {
        LimitUnit::Capacity(CapacityUnit::TeuPerYear) | LimitUnit::Amount(_) | LimitUnit::Cargo(_) => 1000.0,
        LimitUnit::Capacity(_) => 1.0,
    }
}

/// The parts of [`units_told`] units of a limit, all through its part of the period.
#[allow(clippy::cast_possible_truncation)]
pub fn one_unit(limit: &Limit) -> i64 {
    let rate_of_a_part = limit.rate(1.0);
    if rate_of_a_part <= 0.0 {
        return 1;
    }
    // Saturates where a figure is absurd.
    ((units_told(limit.unit) / rate_of_a_part).round() as i64).clamp(1, 1 << 50)
}

/// The way with the fewest arcs between the ends of a demand over arcs that `may_pass`: the steps taken.
fn way(model: &Model<'_>, problem: &Problem, demand: usize, may_pass: impl Fn(&Arc) -> bool) -> Option<Vec<StepId>> {
    let demand = &problem.demands[demand];
    let layer = &problem.layers[demand.layer as usize];
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); layer.nodes as usize];
    for (index, arc) in layer.arcs.iter().enumerate().filter(|(_, arc)| may_pass(arc)) {
        from[arc.tail as usize].push(index);
    }
    let mut into: Vec<Option<usize>> = vec![None; layer.nodes as usize];
    let mut open = VecDeque::from([demand.from]);
    while let Some(node) = open.pop_front().filter(|node| *node != demand.to) {
        for &index in &from[node as usize] {
            let head = layer.arcs[index].head;
            if head != demand.from && into[head as usize].is_none() {
                into[head as usize] = Some(index);
                open.push_back(head);
            }
        }
    }
    let mut steps = Vec::new();
    let mut node = demand.to;
    while node != demand.from {
        let index = into[node as usize]?;
        if let ArcMeaning::Take(step) = model.layers[demand.layer as usize].arcs[index] {
            steps.push(step);
        }
        node = layer.arcs[index].tail;
    }
    steps.reverse();
    Some(steps)
}
