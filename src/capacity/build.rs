//! From a network and a query to a problem.

use std::collections::BTreeMap;

use super::class::{Class, Opening, classes};
use super::draft::{Draft, Ground, Groups, Terminal};
use super::error::BuildError;
use super::ledger::{Asked, Ledger, Settled};
use super::limit::{Limit, Limited};
use super::model::{ArcMeaning, DemandMeaning, LayerMeaning, Model};
use super::note::Note;
use super::period::{DaySet, Part};
use super::query::{Amount, FlowQuery, Timing, Wanted};
use super::slots::{SlotId, Slots};
use crate::flow::{Arc, Demand, Layer, Problem};
use crate::graph::{End, StateId, Structure};
use crate::model::{Link, Network, Objective};
use crate::parallel;
use crate::restrictions::Step;
use crate::route::terminals;
use crate::units::CargoUnit;

/// What a unit that does not arrive costs, if the query does not say: more than any haul on earth.
///
/// By distance 100,000 km; by time a year; by money 10,000 USD for a tonne, a thousand cubic metres or a megawatt hour (for
/// this the upper end of what a lost megawatt hour is put at), 100,000 USD for a container; by greenhouse gas 100 t.
pub fn default_unserved_cost(objective: Objective, unit: CargoUnit) -> i64 {
    match objective {
        Objective::Distance => 100_000_000,
        Objective::Time => 525_600,
        Objective::Cost | Objective::Generalised => match unit {
            CargoUnit::Feu | CargoUnit::Teu => 100_000_000_000,
            CargoUnit::Tonne | CargoUnit::ThousandCubicMetres | CargoUnit::MegawattHour => 10_000_000_000,
        },
        Objective::Co2 => 100_000_000_000,
    }
}

/// Makes a problem of a query.
///
/// # Errors
/// [`BuildError`]: nothing is wanted, an amount is negative or does not fit the period, an end is both, or ways are
/// compared by a cost that is not known.
///
/// # Cost
/// One timetable for each class of cargo, origin and ship that the rules treat alike; then linear in states, steps and
/// parts of the period for each class.
pub fn build<'n>(network: &'n Network, structure: &'n Structure, query: &FlowQuery) -> Result<Model<'n>, BuildError> {
    let parts = query.period.parts();
    check(query, parts.len())?;
    let mut slots = Slots::new(network, structure, query.scenario);
    let asked = supplies(query, &mut slots);
    let classes = classes(network, query, &parts);
    let groups = groups(network, structure, &mut slots);
    let positions: Vec<usize> = (0..classes.len()).collect();
    let drafted: Vec<Drafted<'_>> = parallel::map(&positions, |position| {
        Drafted::new(network, structure, query, &parts, &classes[*position], (&groups, &slots))
    });
    let mut ledger = Ledger::new(parts.len(), slots.all.len());
    for drafted in &drafted {
        drafted.register(&slots, &groups, &mut ledger);
    }
    let settled = ledger.settle(network, &slots, &parts, &asked);
    let mut model = Model {
        network,
        structure,
        query: query.clone(),
        parts,
        problem: Problem::default(),
        limits: Vec::new(),
        layers: Vec::new(),
        demands: Vec::new(),
        notes: settled.notes.clone(),
    };
    for drafted in drafted {
        drafted.finish(&slots, &settled, &mut model)?;
    }
    model.problem.capacities = settled.limits.iter().map(|limit| limit.available).collect();
    model.limits = settled.limits;
    model.notes.sort_unstable();
    model.notes.dedup();
    Ok(model)
}

fn check(query: &FlowQuery, parts: usize) -> Result<(), BuildError> {
    if query.wanted.is_empty() {
        return Err(BuildError::NothingWanted);
    }
    for wanted in &query.wanted {
        let id = || wanted.id.clone();
        match &wanted.amount {
            Amount::Units(amount) if *amount < 0 => return Err(BuildError::Negative { id: id() }),
            Amount::Each(amounts) if amounts.iter().any(|amount| *amount < 0) => {
                return Err(BuildError::Negative { id: id() });
            }
            Amount::Each(amounts) if amounts.len() != parts => {
                return Err(BuildError::WrongParts { id: id(), given: amounts.len(), parts });
            }
            _ => {}
        }
        if wanted.origin.iter().any(|place| wanted.destination.contains(place)) {
            return Err(BuildError::SamePlace { id: id() });
        }
    }
    Ok(())
}

fn supplies(query: &FlowQuery, slots: &mut Slots<'_>) -> Asked {
    let supplies = query.supply.iter();
    supplies
        .map(|supply| {
            let slot = slots.id(Limited::Supply { place: supply.place, cargo: supply.cargo });
            (slot, (supply.cargo, supply.amount))
        })
        .collect()
}

/// Groups of lines that share a capacity.
fn groups(network: &Network, structure: &Structure, slots: &mut Slots<'_>) -> Groups {
    let mut of_section: BTreeMap<_, Vec<SlotId>> = BTreeMap::new();
    for (id, group) in network.capacity_groups.iter() {
        let slot = slots.id(Limited::Group(id));
        for section in &group.members {
            of_section.entry(*section).or_default().push(slot);
        }
    }
    let mut groups = Groups { of_step: Vec::new(), sets: vec![Vec::new()] };
    for step in structure.steps() {
        let set = match step {
            Step::Pass { link: Link::Section(section), .. } => of_section.get(section),
            _ => None,
        };
        let member = set.map_or(0, |set| groups.set(set));
        groups.of_step.push(member);
    }
    groups
}

impl Groups {
    /// The position of a set, new if need be.
    fn set(&mut self, set: &[SlotId]) -> u16 {
        let known = self.sets.iter().position(|known| known == set).unwrap_or_else(|| {
            self.sets.push(set.to_vec());
            self.sets.len() - 1
        });
        u16::try_from(known).unwrap_or(u16::MAX)
    }
}

/// A class with its nodes and arcs.
struct Drafted<'a> {
    class: &'a Class,
    openings: Vec<Vec<Option<Opening>>>,
    draft: Draft,
    /// For each of the class's wishes and each part the two ends.
    ends: Vec<(usize, usize, Terminal, Terminal)>,
}

impl<'a> Drafted<'a> {
    fn new(
        network: &Network,
        structure: &Structure,
        query: &FlowQuery,
        parts: &[Part],
        class: &'a Class,
        (groups, slots): (&Groups, &Slots<'_>),
    ) -> Self {
        let openings = class.openings(network, structure, query.objective, parts, true);
        let mut sets: BTreeMap<(bool, Vec<_>), usize> = BTreeMap::new();
        let mut all: BTreeMap<Terminal, Vec<(StateId, Vec<SlotId>)>> = BTreeMap::new();
        let mut ends = Vec::new();
        for wanted_at in &class.wanted {
            let wanted = &query.wanted[*wanted_at];
            let mut place_set = |is_origin: bool| {
                let places = if is_origin { &wanted.origin } else { &wanted.destination };
                let next = sets.len();
                *sets.entry((is_origin, places.clone())).or_insert(next)
            };
            let (from, to) = (place_set(true), place_set(false));
            for part in 0..parts.len() {
                let at = u32::try_from(part).ok();
                let (leaves, arrives) = match (parts.len(), wanted.timing) {
                    (1, _) => (at, at),
                    (_, Timing::Ready) => (at, None),
                    (_, Timing::Due) => (None, at),
                };
                let origin = Terminal { is_origin: true, places: from, part: leaves };
                let destination = Terminal { is_origin: false, places: to, part: arrives };
                for terminal in [origin, destination] {
                    all.entry(terminal).or_insert_with(|| states_of(network, structure, wanted, terminal, slots));
                }
                ends.push((*wanted_at, part, origin, destination));
            }
        }
        let ground = Ground { network, structure, openings: &openings, groups, terminals: &all };
        let draft = ground.draft();
        Self { class, openings, draft, ends }
    }

    /// Notes who uses what.
    fn register(&self, slots: &Slots<'_>, groups: &Groups, ledger: &mut Ledger) {
        let cargo = self.class.query.cargo;
        for arc in &self.draft.arcs {
            let part = arc.part as usize;
            if let ArcMeaning::Take(step) = arc.what {
                if let Some(opening) = &self.openings[part][step as usize] {
                    for slot in &slots.of_step[step as usize] {
                        ledger.uses(part, *slot, cargo, &opening.days);
                    }
                    for slot in &groups.sets[usize::from(groups.of_step[step as usize])] {
                        ledger.enters(part, *slot, cargo, &opening.days);
                    }
                }
            } else if let ArcMeaning::Start(_) = arc.what {
                for slot in &arc.enters {
                    ledger.enters(part, *slot, cargo, &DaySet::first(1));
                }
            }
        }
    }

    /// Adds layer and demands to the model.
    fn finish(self, slots: &Slots<'_>, settled: &Settled, model: &mut Model<'_>) -> Result<(), BuildError> {
        let asked = &self.class.query;
        let cargo = asked.cargo;
        let unit = model.network.cargoes[cargo].unit;
        let layer = u32::try_from(model.layers.len()).unwrap_or(u32::MAX);
        let mut arcs = Vec::with_capacity(self.draft.arcs.len());
        for arc in &self.draft.arcs {
            let part = arc.part as usize;
            let mut uses = Vec::new();
            if let ArcMeaning::Take(step) = arc.what {
                let days = self.openings[part][step as usize].map(|opening| opening.days);
                for slot in &slots.of_step[step as usize] {
                    settled.taken(part, *slot, cargo, days.as_ref(), &mut uses);
                }
            }
            for slot in &arc.enters {
                settled.taken(part, *slot, cargo, None, &mut uses);
            }
            uses.sort_unstable();
            arcs.push(Arc { tail: arc.tail, head: arc.head, cost: arc.cost, keeps: arc.keeps, uses });
        }
        let nodes = u32::try_from(self.draft.nodes.len()).unwrap_or(u32::MAX);
        model.problem.layers.push(Layer { nodes, arcs });
        let query = &model.query;
        let unserved = query.unserved.unwrap_or_else(|| default_unserved_cost(query.objective, unit));
        for (wanted, part, origin, destination) in &self.ends {
            let (from, to) = (self.draft.terminals[origin], self.draft.terminals[destination]);
            let amount = amount_in(&query.wanted[*wanted], &model.parts, *part).unwrap_or_else(|| {
                let most = at_most(&model.problem.layers[layer as usize], &settled.limits, from, to);
                most.unwrap_or_else(|| {
                    model.notes.push(Note::NotLimited { wanted: *wanted, part: *part });
                    0
                })
            });
            model.problem.demands.push(Demand { layer, from, to, amount, unserved_cost: unserved });
            model.demands.push(DemandMeaning { wanted: *wanted, part: *part });
        }
        let journey = asked.policy(model.network).journey;
        model.layers.push(LayerMeaning {
            cargo,
            cargo_origin: asked.cargo_origin,
            vessel: asked.vessel,
            unit,
            journey,
            nodes: self.draft.nodes,
            arcs: self.draft.arcs.iter().map(|arc| arc.what).collect(),
        });
        Ok(())
    }
}

/// No more than this can pass from a node to another, by what leads out of all that can be had without limit around
/// either; none if the other end is among that.
fn at_most(layer: &Layer, limits: &[Limit], from: u32, to: u32) -> Option<i64> {
    let out_of = |start: u32, ends: fn(&Arc) -> (u32, u32)| -> Option<i64> {
        let mut arcs_of = vec![Vec::new(); layer.nodes as usize];
        layer.arcs.iter().for_each(|arc| arcs_of[ends(arc).0 as usize].push(arc));
        let mut inside = vec![false; layer.nodes as usize];
        inside[start as usize] = true;
        let mut open = vec![start];
        let mut limited: Vec<&Arc> = Vec::new();
        while let Some(node) = open.pop() {
            for arc in &arcs_of[node as usize] {
                let next = ends(arc).1;
                if !arc.uses.is_empty() {
                    limited.push(arc);
                } else if !std::mem::replace(&mut inside[next as usize], true) {
                    open.push(next);
                }
            }
        }
        let other = if start == from { to } else { from };
        let mut counted: BTreeMap<u32, i64> = BTreeMap::new();
        for arc in limited.into_iter().filter(|arc| !inside[ends(arc).1 as usize]) {
            let units = |(capacity, parts): &(u32, i64)| (limits[*capacity as usize].available / parts, *capacity);
            if let Some((most, capacity)) = arc.uses.iter().map(units).min() {
                let known = counted.entry(capacity).or_default();
                *known = most.max(*known);
            }
        }
        let sum = counted.values().fold(0_i64, |sum, most| sum.saturating_add(*most));
        (!inside[other as usize]).then_some(sum)
    };
    let forward = out_of(from, |arc| (arc.tail, arc.head))?;
    let backward = out_of(to, |arc| (arc.head, arc.tail))?;
    Some(forward.min(backward))
}

/// States at the places of a terminal, with what starting there takes.
fn states_of(
    network: &Network,
    structure: &Structure,
    wanted: &Wanted,
    terminal: Terminal,
    slots: &Slots<'_>,
) -> Vec<(StateId, Vec<SlotId>)> {
    let (places, end) =
        if terminal.is_origin { (&wanted.origin, End::Origin) } else { (&wanted.destination, End::Destination) };
    let mut states = Vec::new();
    for place in places {
        let supply = slots.find(Limited::Supply { place: *place, cargo: wanted.cargo }).filter(|_| terminal.is_origin);
        for state in terminals(network, structure, &[*place], end) {
            states.push((state, supply.into_iter().collect()));
        }
    }
    states.sort_unstable();
    states.dedup();
    states
}

/// How much is wanted in a part; none if as much as can pass.
fn amount_in(wanted: &Wanted, parts: &[Part], part: usize) -> Option<i64> {
    match &wanted.amount {
        Amount::AsMuchAsCanPass => None,
        Amount::Units(amount) => Some(share_of(*amount, parts, part)),
        Amount::Each(amounts) => amounts.get(part).copied(),
    }
}

/// A part's share of an amount, by its days: what is rounded away in one part is made up in the next.
pub(super) fn share_of(amount: i64, parts: &[Part], part: usize) -> i64 {
    let days = |parts: &[Part]| parts.iter().map(|part| i128::from(part.counted_days())).sum::<i128>();
    let until = |count: usize| i128::from(amount) * days(&parts[..count]) / days(parts).max(1);
    i64::try_from(until(part + 1) - until(part)).unwrap_or(i64::MAX)
}
