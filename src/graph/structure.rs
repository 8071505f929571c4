//! States and arcs of a network, whatever the date.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::readings::Readings;
use crate::model::{Country, Link, Mode, Network, PlaceId, Transfer, TransferKind};
use crate::restrictions::{Crossing, Step};
use crate::units::Gauge;

/// Where cargo is, on what, and in which country by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct State {
    /// The place.
    pub place: PlaceId,
    /// On what it moves.
    pub mode: Mode,
    /// On which gauge, by rail.
    pub gauge: Option<Gauge>,
    /// In which country by law; at sea, where the ship loaded, if some rule asks for that.
    pub side: Option<Country>,
    /// Set where a voyage begins or ends in a port: nothing leads into the one or out of the other, so that nobody
    /// passes from ship to ship there without the port's own transfer.
    pub end: Option<End>,
}

/// Which end of a journey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// Where it begins.
    Origin,
    /// Where it ends.
    Destination,
}

/// Position of a state in [`Structure::states`].
pub type StateId = u32;
/// Position of a step in [`Structure::steps`].
pub type StepId = u32;
/// Position of an arc.
pub type ArcId = u32;

/// States, steps, and arcs in compressed rows by their first state.
#[derive(Debug)]
pub struct Structure {
    states: Vec<State>,
    steps: Vec<Step>,
    /// For each step the first that takes the same link, in whichever direction; itself for transfers.
    alike: Vec<StepId>,
    first_arc: Vec<ArcId>,
    arcs: Vec<(StateId, StepId)>,
    at_place: BTreeMap<PlaceId, Vec<StateId>>,
    readings: Readings,
}

impl Structure {
    /// States in order; their positions are their ids.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// Steps in order; their positions are their ids. Several arcs may share a step.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that stands for `step` wherever the direction has no meaning: nothing on a link but its arcs depends on it.
    pub fn alike(&self, step: StepId) -> StepId {
        self.alike[step as usize]
    }

    /// Arcs out of a state: where each leads, and by which step.
    pub fn arcs_from(&self, state: StateId) -> &[(StateId, StepId)] {
        let (first, end) = (self.first_arc[state as usize], self.first_arc[state as usize + 1]);
        &self.arcs[first as usize..end as usize]
    }

    /// What was found out about steps through ice: nothing yet, in a new structure.
    pub(super) fn readings(&self) -> &Readings {
        &self.readings
    }

    /// How many arcs there are.
    pub fn arc_count(&self) -> usize {
        self.arcs.len()
    }

    /// All states at a place.
    pub fn states_at(&self, place: PlaceId) -> &[StateId] {
        self.at_place.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The states in which a journey may begin or end at a place: on land in its own country by law, and in a port on
    /// the quay. At a place in no country, at sea, any state will do.
    pub fn terminals(&self, network: &Network, place: PlaceId, end: End) -> Vec<StateId> {
        let country = network.places[place].country;
        self.states_at(place)
            .iter()
            .copied()
            .filter(|id| {
                let state = self.states[*id as usize];
                let on_land = state.mode != Mode::Sea && state.side == country;
                country.is_none() || on_land || state.end == Some(end)
            })
            .collect()
    }

    /// Builds states and arcs from links and transfers.
    pub fn build(network: &Network) -> Self {
        let mut builder = Builder::default();
        for link in network.links() {
            if !matches!(link, Link::Lane(_)) {
                builder.add_land_link(network, link);
            }
        }
        let shippers = Shippers::new(network);
        for link in network.links() {
            if matches!(link, Link::Lane(_)) {
                for side in shippers.sides() {
                    builder.join(network, link, None, side);
                }
            }
        }
        // A transfer may lead to a state that another one starts from, so repeat until no state is new.
        loop {
            let known = builder.states.len();
            for (id, transfer) in network.transfers.iter() {
                builder.add_transfer(network, id, transfer, &shippers);
            }
            if builder.states.len() == known {
                return builder.finish(network);
            }
        }
    }
}

/// In whose name ships sail: of each country that some rule on passing between countries speaks of, and of all others
/// together. No rule can tell these apart, so they need no states of their own.
struct Shippers(BTreeSet<Country>);

impl Shippers {
    fn new(network: &Network) -> Self {
        let rules = network.restrictions.values();
        let matches = rules
            .flat_map(|rule| std::iter::once(&rule.matches).chain(rule.exceptions.iter().map(|other| &other.matches)));
        let loaded_in = matches.filter_map(|matches| matches.crossing.as_ref()).flat_map(|(from, _)| from);
        Self(loaded_in.copied().collect())
    }

    /// All sides that a ship may have.
    fn sides(&self) -> impl Iterator<Item = Option<Country>> + '_ {
        std::iter::once(None).chain(self.0.iter().copied().map(Some))
    }

    /// The side of a ship that loaded in `country`.
    fn side(&self, country: Option<Country>) -> Option<Country> {
        country.filter(|country| self.0.contains(country))
    }
}

#[derive(Default)]
struct Builder {
    ids: HashMap<State, StateId>,
    states: Vec<State>,
    step_ids: HashMap<Step, StepId>,
    steps: Vec<Step>,
    arcs: Vec<(StateId, StateId, StepId)>,
    at_place: BTreeMap<PlaceId, Vec<StateId>>,
}

impl Builder {
    fn state(&mut self, state: State) -> StateId {
        if let Some(id) = self.ids.get(&state) {
            return *id;
        }
        let id = count(self.states.len());
        self.states.push(state);
        self.ids.insert(state, id);
        self.at_place.entry(state.place).or_default().push(id);
        id
    }

    fn step(&mut self, step: Step) -> StepId {
        let steps = &mut self.steps;
        *self.step_ids.entry(step).or_insert_with(|| {
            steps.push(step);
            count(steps.len() - 1)
        })
    }

    fn arc(&mut self, from: State, to: State, step: Step) {
        let (from, to, step) = (self.state(from), self.state(to), self.step(step));
        self.arcs.push((from, to, step));
    }

    fn add_land_link(&mut self, network: &Network, link: Link) {
        let (from, to) = network.ends(link);
        let sides: BTreeSet<_> = [network.places[from].country, network.places[to].country].into();
        let gauges: Vec<Option<Gauge>> = match link {
            Link::Section(id) if !network.sections[id].gauges.is_empty() => {
                network.sections[id].gauges.iter().copied().map(Some).collect()
            }
            _ => vec![None],
        };
        for side in sides {
            for gauge in &gauges {
                self.join(network, link, *gauge, side);
            }
        }
    }

    /// Arcs over a link in both directions (one, if its line is directed).
    fn join(&mut self, network: &Network, link: Link, gauge: Option<Gauge>, side: Option<Country>) {
        let mode = network.mode(link);
        let (from, to) = network.ends(link);
        let near = State { place: from, mode, gauge, side, end: None };
        let far = State { place: to, ..near };
        self.arc(near, far, Step::Pass { link, forward: true });
        let directed = matches!(link, Link::Section(id) if network.lines[network.sections[id].line].directed);
        if !directed {
            self.arc(far, near, Step::Pass { link, forward: false });
        }
    }

    fn states_here(&self, place: PlaceId) -> Vec<State> {
        let ids = self.at_place.get(&place).map_or(&[][..], Vec::as_slice);
        ids.iter().map(|id| self.states[*id as usize]).collect()
    }

    fn add_transfer(
        &mut self,
        network: &Network,
        id: crate::model::TransferId,
        transfer: &Transfer,
        shippers: &Shippers,
    ) {
        let here = self.states_here(transfer.at);
        let land = || here.iter().copied().filter(|state| state.mode != Mode::Sea);
        let plain = |mode| Step::Undergo { transfer: id, crossing: None, mode, at_end: false };
        match &transfer.kind {
            TransferKind::Border { .. } | TransferKind::Converter { .. } => {
                let Some(([first, second], modes)) = transfer.kind.crossing() else { return };
                let served = |state: &State| modes.is_empty() || modes.contains(&state.mode);
                for (from, to) in [(first, second), (second, first)] {
                    let crossing = Some(Crossing { from, to });
                    for state in land().filter(|state| state.side == Some(from)).filter(served) {
                        let step = Step::Undergo { transfer: id, crossing, mode: state.mode, at_end: false };
                        self.arc(state, State { side: Some(to), ..state }, step);
                    }
                }
            }
            TransferKind::GaugeChange { gauges: [first, second], .. } => {
                for (from, to) in [(*first, *second), (*second, *first)] {
                    for state in land().filter(|state| state.gauge == Some(from)) {
                        self.arc(state, State { gauge: Some(to), ..state }, plain(state.mode));
                    }
                }
            }
            TransferKind::ModeChange { modes: [first, second] } => {
                // Cargo changes from train to lorry only in the country that it is in by law; else it could leave a
                // border station by the other mode and clear customs somewhere else.
                let country = network.places[transfer.at].country;
                for (from, to) in [(*first, *second), (*second, *first)] {
                    for state in land().filter(|state| state.mode == from && state.side == country) {
                        for target in land().filter(|target| target.mode == to && target.side == state.side) {
                            self.arc(state, target, plain(to));
                        }
                    }
                }
            }
            TransferKind::Port { .. } | TransferKind::Liquefaction | TransferKind::Regasification => {
                let Some(berth) = transfer.kind.quay() else { return };
                let country = network.places[transfer.at].country;
                let at_sea = |side| State { place: transfer.at, mode: Mode::Sea, gauge: None, side, end: None };
                let quay = |end| State { end: Some(end), ..at_sea(country) };
                let laden = at_sea(shippers.side(country));
                let calls: Vec<(State, Option<Crossing>)> = shippers
                    .sides()
                    .map(|side| {
                        let pair = side.zip(country).filter(|(from, to)| from != to);
                        (at_sea(side), pair.map(|(from, to)| Crossing { from, to }))
                    })
                    .collect();
                let ashore: Vec<State> = land()
                    .filter(|state| {
                        state.side == country && (berth.land.is_empty() || berth.land.contains(&state.mode))
                    })
                    .collect();
                for landed in ashore {
                    if berth.loads {
                        self.arc(landed, laden, plain(Mode::Sea));
                    }
                    for (ship, crossing) in calls.iter().filter(|_| berth.unloads) {
                        let step = Step::Undergo { transfer: id, crossing: *crossing, mode: Mode::Sea, at_end: false };
                        self.arc(*ship, landed, step);
                    }
                }
                if here.iter().any(|state| state.mode == Mode::Sea) {
                    let embarking = Step::Undergo { transfer: id, crossing: None, mode: Mode::Sea, at_end: true };
                    if berth.loads {
                        self.arc(quay(End::Origin), laden, embarking);
                    }
                    for (ship, crossing) in calls.iter().filter(|_| berth.unloads) {
                        let landing =
                            Step::Undergo { transfer: id, crossing: *crossing, mode: Mode::Sea, at_end: true };
                        self.arc(*ship, quay(End::Destination), landing);
                    }
                }
            }
        }
    }

    fn finish(mut self, network: &Network) -> Structure {
        self.arcs.sort_unstable();
        self.arcs.dedup();
        let mut first_arc = vec![0; self.states.len() + 1];
        for (from, _, _) in &self.arcs {
            first_arc[*from as usize + 1] += 1;
        }
        for index in 1..first_arc.len() {
            first_arc[index] += first_arc[index - 1];
        }
        let mut first_on = HashMap::new();
        let alike = (0..).zip(&self.steps).map(|(id, step)| match step {
            // Both ways are alike, but for departures from either end.
            Step::Pass { link, forward } => {
                let is_out = *forward && step.service(network).is_some();
                *first_on.entry((*link, is_out)).or_insert(id)
            }
            Step::Undergo { .. } => id,
        });
        let alike = alike.collect();
        Structure {
            alike,
            states: self.states,
            steps: self.steps,
            first_arc,
            arcs: self.arcs.into_iter().map(|(_, to, step)| (to, step)).collect(),
            at_place: self.at_place,
            readings: Readings::default(),
        }
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("a graph has fewer than 2^32 states and arcs")
}
