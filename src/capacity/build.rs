//! From a network and a query to a problem.

use std::collections::{BTreeMap, VecDeque};

use super::class::{Class, Opening, classes};
use super::draft::{Access, Draft, DraftArc, Ground, Terminal};
use super::error::BuildError;
use super::groups::{self, Groups};
use super::ledger::{Asked, Ledger, Settled};
use super::limit::{Limit, Limited};
use super::model::{ArcMeaning, DemandMeaning, LayerMeaning, Model, NodeMeaning};
use super::note::Note;
use super::period::{DaySet, Part};
use super::query::{Amount, FlowQuery, Timing, Wanted};
use super::rates::Rates;
use super::slots::Slots;
use super::stores;
use crate::flow::{Arc, Demand, Layer, Problem};
use crate::graph::{State, Structure};
use crate::model::{Network, Objective, PlaceId};
use crate::parallel;
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
    let mut slots = Slots::new(structure, Rates { network, scenario: query.scenario });
    let asked = asked(query, &mut slots);
    groups::register(&mut slots);
    stores::register(&mut slots, query);
    let classes = classes(network, query, &parts);
    let positions: Vec<usize> = (0..classes.len()).collect();
    let drafted =
        parallel::map(&positions, |position| Drafted::new(structure, query, &parts, &classes[*position], &slots));
    let drafted: Vec<Drafted<'_>> = drafted.into_iter().collect::<Result<_, _>>()?;
    let mut ledger = Ledger::new(parts.len(), slots.all.len());
    for drafted in &drafted {
        drafted.register(structure, &slots, &parts, &mut ledger);
    }
    let settled = ledger.settle(&slots, &parts, &asked);
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
        drafted.finish(&slots, &settled, &mut model);
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

/// What the query itself says can be had at places.
fn asked(query: &FlowQuery, slots: &mut Slots<'_>) -> Asked {
    let supplies = query.supply.iter();
    supplies
        .map(|supply| {
            let slot = slots.id(Limited::Asked { place: supply.place, cargo: supply.cargo });
            (slot, (supply.cargo, supply.amount))
        })
        .collect()
}

/// Something wanted in a part of the period, and where it begins and ends.
struct Wish {
    wanted: usize,
    part: usize,
    origin: Terminal,
    destination: Terminal,
}

/// A class with its nodes and arcs.
struct Drafted<'a> {
    class: &'a Class,
    openings: Vec<Vec<Option<Opening>>>,
    groups: Groups,
    draft: Draft,
    wishes: Vec<Wish>,
    notes: Vec<Note>,
}

impl<'a> Drafted<'a> {
    fn new(
        structure: &Structure,
        query: &FlowQuery,
        parts: &[Part],
        class: &'a Class,
        slots: &Slots<'_>,
    ) -> Result<Self, BuildError> {
        let network = slots.rates.network;
        let groups = Groups::of_class(structure, class, parts, slots);
        let of_journey = groups::quotas_of_journey(class, parts, slots);
        let (stores, mut notes) = stores::stores_of(structure, class, query.objective, parts, slots);
        let in_words = groups::quotas_in_words(class, network);
        notes.extend(in_words.into_iter().map(|rule| Note::QuotaInWords(Limited::Quota(rule))));
        let mut sets: BTreeMap<(bool, &[PlaceId]), usize> = BTreeMap::new();
        let mut terminals: BTreeMap<Terminal, Vec<Access>> = BTreeMap::new();
        let mut wishes = Vec::new();
        for wanted_at in &class.wanted {
            let wanted = &query.wanted[*wanted_at];
            for part in 0..parts.len() {
                let at = u32::try_from(part).ok();
                let (leaves, arrives) = match (parts.len(), wanted.timing) {
                    (1, _) => (at, at),
                    (_, Timing::Ready) => (at, None),
                    (_, Timing::Due) => (None, at),
                };
                let mut terminal = |is_origin: bool, part: Option<u32>| {
                    let places: &[PlaceId] = if is_origin { &wanted.origin } else { &wanted.destination };
                    let next = sets.len();
                    let set = *sets.entry((is_origin, places)).or_insert(next);
                    let terminal = Terminal { is_origin, places: set, part };
                    terminals.entry(terminal).or_insert_with(|| {
                        stores::access(structure, class, (places, is_origin), query, parts, slots, &of_journey)
                    });
                    terminal
                };
                let (origin, destination) = (terminal(true, leaves), terminal(false, arrives));
                wishes.push(Wish { wanted: *wanted_at, part, origin, destination });
            }
        }
        let draft = |openings: &[Vec<Option<Opening>>]| {
            let terminals = &terminals;
            Ground { network, structure, openings, groups: &groups, terminals, stores: &stores }.draft()
        };
        let openings = class.openings(network, structure, query.objective, parts, true);
        let drafted = draft(&openings);
        let apart = apart(&drafted, &wishes);
        if !apart.is_empty() && !matches!(query.objective, Objective::Distance | Objective::Time) {
            let unpriced = draft(&class.openings(network, structure, query.objective, parts, false));
            let also_apart = self::apart(&unpriced, &wishes);
            if let Some(wish) = apart.iter().find(|wish| !also_apart.contains(wish)).map(|wish| &wishes[*wish]) {
                let what = if query.objective == Objective::Co2 { "emission" } else { "price" };
                return Err(BuildError::NoPrice { id: query.wanted[wish.wanted].id.clone(), what });
            }
        }
        notes.extend(apart.iter().map(|wish| {
            let Wish { wanted, part, .. } = wishes[*wish];
            Note::NotJoined { wanted, part }
        }));
        Ok(Self { class, openings, groups, draft: drafted, wishes, notes })
    }

    /// The state that an arc begins in.
    fn tail_state(&self, structure: &Structure, arc: &DraftArc) -> Option<State> {
        match self.draft.nodes[arc.tail as usize] {
            NodeMeaning::At { state, .. } | NodeMeaning::Stored { state, .. } => {
                Some(structure.states()[state as usize])
            }
            NodeMeaning::Origin | NodeMeaning::Destination => None,
        }
    }

    /// Notes who uses what.
    fn register(&self, structure: &Structure, slots: &Slots<'_>, parts: &[Part], ledger: &mut Ledger) {
        let cargo = self.class.query.cargo;
        for arc in &self.draft.arcs {
            let part = arc.part as usize;
            match (arc.what, self.tail_state(structure, arc)) {
                (ArcMeaning::Take(step), Some(tail)) => {
                    let Some(opening) = &self.openings[part][step as usize] else { continue };
                    for slot in slots.taken(structure, step, tail) {
                        ledger.uses(part, slot, cargo, &opening.days);
                    }
                    for slot in &self.groups.sets[usize::from(self.groups.of_step[step as usize])] {
                        ledger.enters(part, *slot, cargo, &opening.days);
                    }
                }
                // What is entered is open when its members are.
                (ArcMeaning::Enter(_), _) => {}
                _ => {
                    let days = arc.days.unwrap_or_else(|| DaySet::first(parts[part].days));
                    arc.takes.iter().for_each(|slot| ledger.enters(part, *slot, cargo, &days));
                }
            }
        }
    }

    /// Adds layer and demands to the model.
    fn finish(self, slots: &Slots<'_>, settled: &Settled, model: &mut Model<'_>) {
        let asked = &self.class.query;
        let cargo = asked.cargo;
        let unit = model.network.cargoes[cargo].unit;
        let layer = u32::try_from(model.layers.len()).unwrap_or(u32::MAX);
        let mut arcs = Vec::with_capacity(self.draft.arcs.len());
        for arc in &self.draft.arcs {
            let part = arc.part as usize;
            let mut uses = Vec::new();
            if let (ArcMeaning::Take(step), Some(tail)) = (arc.what, self.tail_state(model.structure, arc)) {
                let days = self.openings[part][step as usize].map(|opening| opening.days);
                for slot in slots.taken(model.structure, step, tail) {
                    settled.taken(part, slot, cargo, days.as_ref(), &mut uses);
                }
            }
            for slot in &arc.takes {
                settled.taken(part, *slot, cargo, None, &mut uses);
            }
            uses.sort_unstable();
            arcs.push(Arc { tail: arc.tail, head: arc.head, cost: arc.cost, keeps: arc.keeps, uses });
        }
        let nodes = u32::try_from(self.draft.nodes.len()).unwrap_or(u32::MAX);
        model.problem.layers.push(Layer { nodes, arcs });
        model.notes.extend(self.notes);
        let query = &model.query;
        let unserved = query.unserved.unwrap_or_else(|| default_unserved_cost(query.objective, unit));
        for Wish { wanted, part, origin, destination } in &self.wishes {
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
        model.layers.push(LayerMeaning {
            cargo,
            cargo_origin: asked.cargo_origin,
            vessel: asked.vessel,
            unit,
            journey: asked.policy(model.network).journey,
            nodes: self.draft.nodes,
            arcs: self.draft.arcs.iter().map(|arc| arc.what).collect(),
        });
    }
}

/// Positions of wishes whose ends nothing joins.
///
/// # Cost
/// Sixty-four origins are followed at once, each a bit of what is known of a node.
fn apart(draft: &Draft, wishes: &[Wish]) -> Vec<usize> {
    let mut first_from = vec![0_usize; draft.nodes.len() + 1];
    draft.arcs.iter().for_each(|arc| first_from[arc.tail as usize + 1] += 1);
    for index in 1..first_from.len() {
        first_from[index] += first_from[index - 1];
    }
    let mut next = first_from.clone();
    let mut heads = vec![0_u32; draft.arcs.len()];
    for arc in &draft.arcs {
        heads[next[arc.tail as usize]] = arc.head;
        next[arc.tail as usize] += 1;
    }
    let origins: Vec<(&Terminal, u32)> =
        draft.terminals.iter().filter(|(terminal, _)| terminal.is_origin).map(|(at, node)| (at, *node)).collect();
    let mut apart = Vec::new();
    for origins in origins.chunks(64) {
        let mut from = vec![0_u64; draft.nodes.len()];
        let mut open: VecDeque<u32> = VecDeque::new();
        for (bit, (_, node)) in origins.iter().enumerate() {
            from[*node as usize] = 1 << bit;
            open.push_back(*node);
        }
        while let Some(node) = open.pop_front() {
            let known = from[node as usize];
            for head in &heads[first_from[node as usize]..first_from[node as usize + 1]] {
                if known & !from[*head as usize] != 0 {
                    from[*head as usize] |= known;
                    open.push_back(*head);
                }
            }
        }
        let bits: BTreeMap<&Terminal, usize> = origins.iter().enumerate().map(|(bit, (at, _))| (*at, bit)).collect();
        for (position, wish) in wishes.iter().enumerate() {
            let reaches = |bit: &usize| from[draft.terminals[&wish.destination] as usize] & (1 << bit) != 0;
            if bits.get(&wish.origin).is_some_and(|bit| !reaches(bit)) {
                apart.push(position);
            }
        }
    }
    apart.sort_unstable();
    apart
}

/// No more than this can pass from a node to another, by what leads out of all that can be had without limit around
/// either; none if the other end is among that.
pub(super) fn at_most(layer: &Layer, limits: &[Limit], from: u32, to: u32) -> Option<i64> {
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
            let units =
                |(capacity, parts): &(u32, i64)| (ceil(limits[*capacity as usize].available, *parts), *capacity);
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

/// A quotient of what is not negative, rounded up.
fn ceil(number: i64, by: i64) -> i64 {
    number / by + i64::from(number % by != 0)
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
