//! Would the power flows of an answer keep to Kirchhoff's laws, and if not, how much can be run that does?
//!
//! A plan divides power over parallel lines as suits it; alternating current does not. Sections with a voltage and a
//! reactance are lines; their flow follows from what goes in and out at the places they join. What has no reactance
//! (direct current, or the figure is not known) carries what the plan says, and so do converters.

use std::collections::BTreeMap;

use super::limit::Limited;
use super::model::{ArcMeaning, Model};
use crate::flow::dc_power::{Cable, Complaint, Grid, Line, Load, Market, Source, dc_flow, dispatch};
use crate::flow::{Flow, LOSSLESS};
use crate::graph::StateId;
use crate::model::{Link, Mode, SectionId, TransferKind};
use crate::restrictions::Step;

/// Power flows of one part of the period, in megawatts on average.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerFlows {
    /// The part of the period.
    pub part: usize,
    /// Lines with a reactance that the plan could use, in order of sections.
    pub lines: Vec<LineFlow>,
    /// Sections that carry something and have no reactance or no voltage, in order.
    pub chosen: Vec<SectionId>,
    /// What arrives in all, as planned.
    pub planned: f64,
    /// What of it can arrive if lines keep to Kirchhoff's laws and to their limits; losses are left out of this.
    pub possible: f64,
}

/// One line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineFlow {
    /// Which.
    pub section: SectionId,
    /// What the plan sends over it, from its first place to its last less what comes back; half of the losses taken off.
    pub planned: f64,
    /// What would flow.
    pub flows: f64,
    /// The most that may, in the direction that it would flow in; infinite if no capacity is known.
    pub limit: f64,
}

impl LineFlow {
    /// Whether more would flow than may, beyond rounding.
    pub fn is_over(&self) -> bool {
        self.flows.abs() > self.limit * (1.0 + 1e-6)
    }
}

/// For each part of the period in which power flows or could.
///
/// # Errors
/// A [`Complaint`] if rounding keeps the dispatch from an end.
pub fn power_flows(model: &Model<'_>, flow: &Flow) -> Result<Vec<PowerFlows>, Complaint> {
    (0..model.parts.len())
        .map(|part| Gathered::of(model, flow, part))
        .filter_map(|gathered| gathered?.solve(model))
        .collect()
}

/// One part's grid, as the plan uses it.
#[derive(Default)]
struct Gathered {
    part: usize,
    buses: Buses,
    /// Of each line: its ends and what the plan sends over it.
    lines: BTreeMap<SectionId, (StateId, StateId, f64)>,
    /// What else the plan sends from state to state: what enters, and what comes out.
    chosen: Vec<(StateId, StateId, f64, f64)>,
    chosen_sections: Vec<SectionId>,
    /// What begins at a state.
    begins: Vec<(StateId, f64)>,
    /// What ends at a state.
    ends: Vec<(StateId, f64)>,
}

/// What a step is to the grid.
enum Part {
    /// A line with a susceptance, in megawatts per radian.
    Line(SectionId, bool),
    /// A way whose flow is chosen.
    Chosen(Option<SectionId>),
    /// Nothing: both ends are one bus.
    Bus,
}

impl Gathered {
    /// None if no power moves in the model, or no section of that part has a reactance.
    fn of(model: &Model<'_>, flow: &Flow, part: usize) -> Option<Self> {
        let mut gathered = Self { part, ..Self::default() };
        let in_part = |layer: u32, arc: u32| model.part_of(layer, arc) as usize == part;
        for (number, (layer, meaning)) in (0..).zip(model.problem.layers.iter().zip(&model.layers)) {
            for (index, what) in (0..).zip(&meaning.arcs).filter(|(index, _)| in_part(number, *index)) {
                let ArcMeaning::Take(step) = *what else { continue };
                let arc = &layer.arcs[index as usize];
                let (Some(tail), Some(head)) = (state(model, number, arc.tail), state(model, number, arc.head)) else {
                    continue;
                };
                if model.structure.states()[tail as usize].mode != Mode::Power {
                    continue;
                }
                match part_of(model, model.structure.steps()[step as usize]) {
                    Part::Bus => gathered.buses.join(tail, head),
                    Part::Chosen(_) => {}
                    Part::Line(section, forward) => {
                        let (from, to) = if forward { (tail, head) } else { (head, tail) };
                        let known = *gathered.lines.entry(section).or_insert((from, to, 0.0));
                        gathered.buses.join(known.0, from);
                        gathered.buses.join(known.1, to);
                    }
                }
            }
        }
        if gathered.lines.is_empty() {
            return None;
        }
        gathered.carry(model, flow);
        Some(gathered)
    }

    /// Puts the plan's flows in.
    fn carry(&mut self, model: &Model<'_>, flow: &Flow) {
        #[allow(clippy::cast_lossless)]
        let hours = 24.0 * f64::from(model.parts[self.part].counted_days().max(1));
        for path in &flow.paths {
            let number = model.problem.demands[path.demand as usize].layer;
            let (layer, meaning) = (&model.problem.layers[number as usize], &model.layers[number as usize]);
            let mut leaves = path.amount / hours;
            for &index in path.arcs.iter().rev() {
                let arc = &layer.arcs[index as usize];
                let enters = leaves * f64::from(LOSSLESS) / f64::from(arc.keeps);
                if model.part_of(number, index) as usize == self.part {
                    self.take(model, meaning.arcs[index as usize], (number, arc.tail, arc.head), (enters, leaves));
                }
                leaves = enters;
            }
        }
        self.chosen_sections.sort_unstable();
        self.chosen_sections.dedup();
    }

    fn take(&mut self, model: &Model<'_>, what: ArcMeaning, arc: (u32, u32, u32), (enters, leaves): (f64, f64)) {
        let is_power = |state: StateId| model.structure.states()[state as usize].mode == Mode::Power;
        match what {
            ArcMeaning::Start(state) if is_power(state) => self.begins.push((state, enters)),
            ArcMeaning::Finish(state) if is_power(state) => self.ends.push((state, leaves)),
            ArcMeaning::Take(step) => {
                let (layer, tail, head) = arc;
                let (Some(tail), Some(head)) = (state(model, layer, tail), state(model, layer, head)) else { return };
                if !is_power(tail) {
                    return;
                }
                match part_of(model, model.structure.steps()[step as usize]) {
                    Part::Bus => {}
                    Part::Chosen(section) => {
                        self.chosen_sections.extend(section);
                        self.chosen.push((tail, head, enters, leaves));
                    }
                    Part::Line(section, forward) => {
                        let mean = f64::midpoint(enters, leaves);
                        if let Some((.., planned)) = self.lines.get_mut(&section) {
                            *planned += if forward { mean } else { -mean };
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn solve(mut self, model: &Model<'_>) -> Option<Result<PowerFlows, Complaint>> {
        let mut market = Market::default();
        let mut injections: Vec<f64> = Vec::new();
        for (section, (from, to, planned)) in &self.lines {
            let (from, to) = (self.buses.number(*from), self.buses.number(*to));
            injections.resize(self.buses.count(), 0.0);
            injections[from as usize] += planned;
            injections[to as usize] -= planned;
            let susceptance = susceptance(model, *section)?;
            let [limit, back_limit] = [true, false].map(|forward| limit(model, *section, forward, self.part));
            market.grid.lines.push(Line { from, to, susceptance, limit, back_limit });
        }
        let planned: f64 = self.ends.iter().map(|(_, amount)| amount).sum();
        let cables = self.chosen.iter().filter(|(_, _, enters, _)| *enters > 0.0);
        for &(from, to, enters, leaves) in cables {
            let (from, to) = (self.buses.number(from), self.buses.number(to));
            market.cables.push(Cable { from, to, most: enters, cost: 0.0, keeps: leaves / enters });
        }
        for &(state, most) in &self.begins {
            market.sources.push(Source { bus: self.buses.number(state), most, cost: 0.0 });
        }
        for &(state, amount) in &self.ends {
            market.loads.push(Load { bus: self.buses.number(state), amount, unserved_cost: 1.0 });
        }
        let buses = self.buses.count();
        injections.resize(buses, 0.0);
        market.grid.buses = u32::try_from(buses).unwrap_or(u32::MAX);
        Some(self.flows(model, &market, &injections, planned))
    }

    fn flows(
        &self,
        model: &Model<'_>,
        market: &Market,
        injections: &[f64],
        planned: f64,
    ) -> Result<PowerFlows, Complaint> {
        let found = dc_flow(&Grid { buses: market.grid.buses, lines: market.grid.lines.clone() }, injections)?;
        let shed: f64 = dispatch(market)?.unserved.iter().sum();
        let lines = self.lines.iter().zip(found.flows).map(|((section, (.., planned)), flows)| LineFlow {
            section: *section,
            planned: *planned,
            flows,
            limit: limit(model, *section, flows >= 0.0, self.part),
        });
        Ok(PowerFlows {
            part: self.part,
            lines: lines.collect(),
            chosen: self.chosen_sections.clone(),
            planned,
            possible: (planned - shed).max(0.0),
        })
    }
}

/// What a step of power is to the grid.
fn part_of(model: &Model<'_>, step: Step) -> Part {
    match step {
        Step::Pass { link: Link::Section(section), forward } => match susceptance(model, section) {
            Some(_) => Part::Line(section, forward),
            None => Part::Chosen(Some(section)),
        },
        Step::Undergo { transfer, .. } => match model.network.transfers[transfer].kind {
            TransferKind::Converter { .. } => Part::Chosen(None),
            _ => Part::Bus,
        },
        Step::Pass { .. } => Part::Chosen(None),
    }
}

/// Megawatts per radian: square of the voltage in kilovolts over the reactance in ohms.
#[allow(clippy::cast_precision_loss)]
fn susceptance(model: &Model<'_>, section: SectionId) -> Option<f64> {
    let section = &model.network.sections[section];
    let kilovolts = section.voltage.as_ref()?.typ.parts() as f64 / 1e3;
    let ohms = section.reactance.as_ref()?.typ.over(section.distance) as f64 / 1e6;
    (kilovolts > 0.0 && ohms > 0.0).then(|| kilovolts * kilovolts / ohms)
}

/// The most that may flow over a section, in megawatts; infinite if that is not known.
#[allow(clippy::cast_precision_loss)]
fn limit(model: &Model<'_>, section: SectionId, forward: bool, part: usize) -> f64 {
    let one_way = model.limit_of(Limited::Section { section, forward: Some(forward) }, part);
    let limit = one_way.or_else(|| model.limit_of(Limited::Section { section, forward: None }, part));
    limit.map_or(f64::INFINITY, |limit| model.limits[limit].rate(model.limits[limit].available as f64))
}

/// The state that a node of a layer is.
fn state(model: &Model<'_>, layer: u32, node: u32) -> Option<StateId> {
    match model.layers[layer as usize].nodes[node as usize] {
        super::model::NodeMeaning::At { state, .. } => Some(state),
        _ => None,
    }
}

/// States that are one bus.
#[derive(Default)]
struct Buses {
    parent: BTreeMap<StateId, StateId>,
    numbers: BTreeMap<StateId, u32>,
}

impl Buses {
    fn root(&self, state: StateId) -> StateId {
        let mut at = state;
        while let Some(parent) = self.parent.get(&at) {
            at = *parent;
        }
        at
    }

    fn join(&mut self, one: StateId, other: StateId) {
        let (one, other) = (self.root(one), self.root(other));
        if one != other {
            self.parent.insert(one.max(other), one.min(other));
        }
    }

    fn number(&mut self, state: StateId) -> u32 {
        let (root, next) = (self.root(state), u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        *self.numbers.entry(root).or_insert(next)
    }

    fn count(&self) -> usize {
        self.numbers.len()
    }
}
