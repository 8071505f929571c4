//! What could be built, as projects of the flow solver.
//!
//! # Method
//! The problem has every line and transfer that some candidate opens, at the capacities of today. What a candidate opens
//! has no capacity until it is built: limits that nothing else takes are 0 until then; arcs without such a limit get one of
//! their own, wide enough for all demands. What a candidate widens has the new figure with it; if several widen the
//! same, the widest counts.

use std::collections::{BTreeMap, BTreeSet};

use super::build::build;
use super::error::BuildError;
use super::limit::{Limit, Limited};
use super::model::{ArcMeaning, Model};
use super::query::FlowQuery;
use crate::diagnostics::FileId;
use crate::flow::upgrade::Project;
use crate::flow::{LOSSLESS, Problem};
use crate::graph::{StepId, Structure};
use crate::model::{Change, Key, Network, Provenance, Scenario, ScenarioId, Subject, Table};
use crate::restrictions::Policy;
use crate::scenario::Overlay;

/// A candidate as the network says it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// What it opens and widens.
    pub changes: Vec<Change>,
    /// What building it costs, in thousands of US dollars; 0 if nobody says.
    pub price: i64,
}

impl Candidate {
    /// A project of the network.
    pub fn of(network: &Network, project: &crate::model::Project) -> Self {
        let price = project.cost(network).map_or(0, |[_, typ, _]| i64::try_from(typ).unwrap_or(i64::MAX));
        Self { id: project.id.clone(), changes: project.changes.clone(), price }
    }
}

/// A network in which candidates can be built: with a scenario that opens all of them, and one that also widens what each
/// widens.
#[derive(Debug, Clone)]
pub struct Site {
    /// The network.
    pub network: Network,
    opened: ScenarioId,
    widened: Vec<Option<ScenarioId>>,
}

/// A problem in which none of the candidates is built, and what each changes.
#[derive(Debug, Clone)]
pub struct Candidates<'n> {
    /// The problem, with all that some candidate opens; its limits may be followed by capacities of arcs that have none.
    pub model: Model<'n>,
    /// What each candidate raises.
    pub projects: Vec<Project>,
}

impl Candidates<'_> {
    /// The problem with some of the projects built.
    pub fn built(&self, projects: &[usize]) -> Problem {
        let mut problem = self.model.problem.clone();
        for (capacity, raised) in projects.iter().flat_map(|project| &self.projects[*project].raises) {
            let parts = &mut problem.capacities[*capacity as usize];
            *parts = (*raised).max(*parts);
        }
        problem
    }
}

impl Site {
    /// The network with scenarios that add candidates to what `scenario` changes.
    pub fn new(network: &Network, scenario: Option<ScenarioId>, candidates: &[Candidate]) -> Self {
        let mut network = network.clone();
        let mut all: Vec<Scenario> = network.scenarios.values().cloned().collect();
        let before = scenario.map_or(Vec::new(), |id| network.scenarios[id].changes.clone());
        let is_opening = |change: &&Change| matches!(change, Change::Open(..));
        let mut changes = before;
        changes.extend(candidates.iter().flat_map(|one| one.changes.iter().filter(is_opening)).cloned());
        let mut add = |id: String, changes: Vec<Change>| {
            let (name, provenance) = (id.clone(), Provenance::default());
            all.push(Scenario { id, name, summary: None, depart: None, changes, provenance, file: FileId(0) });
            ScenarioId::from_index(all.len() - 1)
        };
        // Behind every id that a network can have, so that the keys of its own scenarios remain.
        let opened = add("~candidates".into(), changes.clone());
        let widened = candidates.iter().enumerate().map(|(index, candidate)| {
            let widenings: Vec<Change> =
                candidate.changes.iter().filter(|change| matches!(change, Change::Widen(..))).cloned().collect();
            (!widenings.is_empty())
                .then(|| add(format!("~candidates-{index:06}"), [changes.clone(), widenings].concat()))
        });
        let widened = widened.collect();
        network.scenarios = Table::new(all);
        Self { network, opened, widened }
    }

    /// The question with everything open that some candidate opens.
    pub fn opened(&self, query: &FlowQuery) -> FlowQuery {
        FlowQuery { scenario: Some(self.opened), ..query.clone() }
    }
}

/// Makes the problem: `query` as it was asked of the network without candidates, `site` and `structure` with them.
///
/// # Errors
/// Those of [`build`].
///
/// # Cost
/// One model for each candidate that widens something, and one more.
pub fn candidates<'n>(
    site: &'n Site,
    structure: &'n Structure,
    query: &FlowQuery,
    candidates: &[Candidate],
) -> Result<Candidates<'n>, BuildError> {
    let under = |scenario| FlowQuery { scenario: Some(scenario), ..query.clone() };
    let mut model = build(&site.network, structure, &site.opened(query))?;
    let mut raises: Vec<BTreeMap<u32, i64>> = vec![BTreeMap::new(); candidates.len()];
    for (raises, widened) in raises.iter_mut().zip(&site.widened) {
        if let Some(scenario) = widened {
            let wider = build(&site.network, structure, &under(*scenario))?;
            widen(&model, &wider, raises);
        }
    }
    gate(&mut model, query, candidates, &mut raises);
    let projects = raises
        .into_iter()
        .zip(candidates)
        .map(|(raises, candidate)| Project { raises: raises.into_iter().collect(), price: candidate.price })
        .collect();
    Ok(Candidates { model, projects })
}

/// The limits that are wider in another model of the same ways.
fn widen(model: &Model<'_>, wider: &Model<'_>, raises: &mut BTreeMap<u32, i64>) {
    let of: BTreeMap<Position, (u32, &Limit)> =
        (0..).zip(positions(&wider.limits)).map(|(index, (position, limit))| (position, (index, limit))).collect();
    for (index, (position, limit)) in (0..).zip(positions(&model.limits)) {
        let Some(&(wide_index, wide)) = of.get(&position) else { continue };
        // Parts may be finer in the one than in the other, or count something else.
        let parts = if wide.unit == limit.unit {
            i128::from(wide.available) * parts_of(limit) / parts_of(wide).max(1)
        } else {
            let rates = rates(model, wider, (index, wide_index));
            let Some(parts) = rates.map(|(here, there)| i128::from(wide.available) * here / there).min() else {
                continue;
            };
            parts
        };
        let parts = i64::try_from(parts).unwrap_or(limit.available);
        if parts > limit.available {
            raises.insert(index, parts);
        }
    }
}

/// What a unit of a cargo takes of a limit in the one model, and of another in a model of the same ways; for each arc that
/// uses both.
fn rates<'m>(
    model: &'m Model<'_>,
    wider: &'m Model<'_>,
    (here, there): (u32, u32),
) -> impl Iterator<Item = (i128, i128)> + 'm {
    let layers = model.problem.layers.iter().zip(&wider.problem.layers);
    let arcs = layers.flat_map(|(one, other)| one.arcs.iter().zip(&other.arcs));
    let taken = |uses: &[(u32, i64)], limit: u32| {
        uses.iter().find(|(of, parts)| *of == limit && *parts > 0).map(|(_, parts)| i128::from(*parts))
    };
    arcs.filter(|(one, other)| (one.tail, one.head) == (other.tail, other.head))
        .filter_map(move |(one, other)| taken(&one.uses, here).zip(taken(&other.uses, there)))
}

/// Of what a limit is, in which part, and the how manieth of those.
type Position = (Limited, usize, usize);

fn positions(limits: &[Limit]) -> impl Iterator<Item = (Position, &Limit)> {
    let mut seen: BTreeMap<(Limited, usize), usize> = BTreeMap::new();
    limits.iter().map(move |limit| {
        let times = seen.entry((limit.of, limit.part)).or_insert(0);
        *times += 1;
        ((limit.of, limit.part, *times), limit)
    })
}

/// How many parts a unit of a limit has, in millionths.
#[allow(clippy::cast_possible_truncation)]
fn parts_of(limit: &Limit) -> i128 {
    (limit.parts_per_unit * 1e6).round() as i128
}

/// Takes the capacity of what is not built away, and gives it to those that open it.
fn gate(model: &mut Model<'_>, query: &FlowQuery, candidates: &[Candidate], raises: &mut [BTreeMap<u32, i64>]) {
    let gated = gated_arcs(model, query, candidates);
    if gated.is_empty() {
        return;
    }
    let mut takers: Vec<BTreeSet<Option<&BTreeSet<usize>>>> = vec![BTreeSet::new(); model.limits.len()];
    for (layer, arcs) in (0..).zip(&model.problem.layers) {
        for (arc, uses) in (0..).zip(arcs.arcs.iter().map(|arc| &arc.uses)) {
            for (limit, _) in uses {
                takers[*limit as usize].insert(gated.get(&(layer, arc)));
            }
        }
    }
    let mut own = vec![false; model.limits.len()];
    for (limit, takers) in takers.iter().enumerate() {
        if let (1, Some(Some(openers))) = (takers.len(), takers.first()) {
            own[limit] = true;
            let parts = model.problem.capacities[limit];
            model.problem.capacities[limit] = 0;
            for opener in *openers {
                #[allow(clippy::cast_possible_truncation)]
                raises[*opener].entry(limit as u32).and_modify(|wider| *wider = parts.max(*wider)).or_insert(parts);
            }
        }
    }
    let mut gates: BTreeMap<(&BTreeSet<usize>, u32), u32> = BTreeMap::new();
    for ((layer, arc), openers) in &gated {
        let taken = &mut model.problem.layers[*layer as usize].arcs[*arc as usize].uses;
        if taken.iter().any(|(limit, _)| own[*limit as usize]) {
            continue;
        }
        #[allow(clippy::cast_possible_truncation)]
        let gate = *gates.entry((openers, *arc)).or_insert_with(|| {
            model.problem.capacities.push(0);
            (model.problem.capacities.len() - 1) as u32
        });
        taken.push((gate, 1));
    }
    let demanded = most_that_can_move(model);
    for ((openers, _), gate) in gates {
        for opener in openers {
            raises[*opener].insert(gate, demanded);
        }
    }
}

/// Units that no arc ever takes more of: all that is demanded, and what could be lost of it.
fn most_that_can_move(model: &Model<'_>) -> i64 {
    let all: i128 = model.problem.demands.iter().map(|demand| i128::from(demand.amount)).sum();
    let keeps = model.problem.layers.iter().flat_map(|layer| layer.arcs.iter().map(|arc| arc.keeps));
    let factor = if keeps.min().is_none_or(|keeps| keeps == LOSSLESS) { 1 } else { 16 };
    i64::try_from(all * factor).unwrap_or(1 << 50).clamp(1, 1 << 50)
}

/// The arcs that are closed until one of some candidates is built.
fn gated_arcs(model: &Model<'_>, query: &FlowQuery, candidates: &[Candidate]) -> BTreeMap<(u32, u32), BTreeSet<usize>> {
    let network = model.network;
    let mut openers: BTreeMap<Subject, Vec<(usize, crate::calendar::Window)>> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        for change in &candidate.changes {
            if let Change::Open(subject, window) = change {
                openers.entry(*subject).or_default().push((index, *window));
            }
        }
    }
    let mut known: BTreeMap<(StepId, u32), BTreeSet<usize>> = BTreeMap::new();
    let mut gated = BTreeMap::new();
    for (layer, meaning) in (0..).zip(&model.layers) {
        let overlay = Overlay::new(network, query.scenario, &query.allow);
        let policy = Policy::new(network, meaning.journey.clone(), overlay);
        for (arc, what) in (0..).zip(&meaning.arcs) {
            let ArcMeaning::Take(step_id) = *what else { continue };
            let part = model.part_of(layer, arc);
            let openers = known.entry((step_id, part)).or_insert_with(|| {
                let step = model.structure.steps()[step_id as usize];
                let (from, to) = step.ends(network);
                let passage = step.passage(network).map(Subject::Passage);
                let subjects =
                    [Some(step.subject(network)), Some(Subject::Place(from)), Some(Subject::Place(to)), passage];
                let openers = subjects.into_iter().flatten().filter_map(|subject| openers.get(&subject)).flatten();
                let days = model.parts[part as usize];
                let open_in = |window: &crate::calendar::Window| days.iter().any(|day| window.contains(day));
                let openers: BTreeSet<usize> =
                    openers.filter(|(_, window)| open_in(window)).map(|(index, _)| *index).collect();
                // What is open today on some day of the part needs nobody.
                if openers.is_empty() || days.iter().any(|day| policy.verdict_of_status(step, day).is_open()) {
                    return BTreeSet::new();
                }
                openers
            });
            if !openers.is_empty() {
                gated.insert((layer, arc), openers.clone());
            }
        }
    }
    gated
}
