//! Where cargo can be and what it can do there, from the network's definition alone.
//!
//! Follows `docs/network-format.md`, not `graph`: no states are enumerated and none shared, so that an oracle which walks
//! here agrees with the planner only if both read the format alike.

use std::collections::BTreeMap;

use crate::model::{Country, Link, Mode, Network, PlaceId, TransferId, TransferKind};
use crate::restrictions::{Crossing, Step};
use crate::units::Gauge;

/// Where cargo is: place, mode, gauge, and the country it is in by law (at sea: where the ship loaded).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The place.
    pub place: PlaceId,
    /// On what it moves.
    pub mode: Mode,
    /// On which gauge, by rail.
    pub gauge: Option<Gauge>,
    /// In which country by law.
    pub side: Option<Country>,
}

/// Says what cargo can do, whatever the date, the cargo and the rules.
#[derive(Debug)]
pub struct Walk<'a> {
    network: &'a Network,
    links: BTreeMap<PlaceId, Vec<(Link, bool)>>,
    transfers: BTreeMap<PlaceId, Vec<TransferId>>,
}

impl<'a> Walk<'a> {
    /// On a network.
    pub fn new(network: &'a Network) -> Self {
        let mut links: BTreeMap<PlaceId, Vec<(Link, bool)>> = BTreeMap::new();
        for link in network.links() {
            let (from, to) = network.ends(link);
            links.entry(from).or_default().push((link, true));
            links.entry(to).or_default().push((link, false));
        }
        let mut transfers: BTreeMap<PlaceId, Vec<TransferId>> = BTreeMap::new();
        for (id, transfer) in network.transfers.iter() {
            transfers.entry(transfer.at).or_default().push(id);
        }
        Self { network, links, transfers }
    }

    fn country(&self, place: PlaceId) -> Option<Country> {
        self.network.places[place].country
    }

    fn links_at(&self, place: PlaceId) -> impl Iterator<Item = (Link, bool)> + '_ {
        self.links.get(&place).into_iter().flatten().copied()
    }

    /// Where a journey that begins at a place can begin: on land on anything that touches it, in the place's own country;
    /// or in a ship that leaves its port, by the rules of the port.
    pub fn starts(&self, place: PlaceId) -> Vec<(Position, Option<Step>)> {
        let side = self.country(place);
        let tracks = self.tracks(place).into_iter();
        let ashore = tracks.map(|(mode, gauge)| (Position { place, mode, gauge, side }, None));
        let afloat = Position { place, mode: Mode::Sea, gauge: None, side };
        let quays = self
            .quays(place, true)
            .map(|transfer| (afloat, Some(Step::Undergo { transfer, crossing: None, mode: Mode::Sea, at_end: true })));
        ashore.chain(quays).collect()
    }

    /// What it takes to end a journey here: nothing on land in the place's own country, the port's rules in a ship; empty
    /// if it cannot end.
    pub fn ends(&self, here: Position) -> Vec<Option<Step>> {
        let home = self.country(here.place);
        if here.mode != Mode::Sea {
            return if here.side == home { vec![None] } else { Vec::new() };
        }
        let crossing = self.landing(here);
        let land = |transfer| Some(Step::Undergo { transfer, crossing, mode: Mode::Sea, at_end: true });
        self.quays(here.place, false).map(land).collect()
    }

    /// What can be done here, and where it leads.
    pub fn moves(&self, here: Position) -> Vec<(Position, Step)> {
        let mut found = Vec::new();
        for (link, forward) in self.links_at(here.place) {
            let (first, last) = self.network.ends(link);
            let place = if forward { last } else { first };
            let may_pass = match link {
                Link::Lane(_) => here.mode == Mode::Sea,
                Link::Section(id) => {
                    let section = &self.network.sections[id];
                    let line = &self.network.lines[section.line];
                    let fits = section.gauges.is_empty() || here.gauge.is_some_and(|it| section.gauges.contains(&it));
                    let of_a_side = here.side == self.country(first) || here.side == self.country(last);
                    line.mode == here.mode && fits && of_a_side && (forward || !line.directed)
                }
            };
            if may_pass {
                found.push((Position { place, ..here }, Step::Pass { link, forward }));
            }
        }
        for transfer in self.transfers.get(&here.place).into_iter().flatten() {
            self.transfer(*transfer, here, &mut found);
        }
        found
    }

    fn transfer(&self, transfer: TransferId, here: Position, found: &mut Vec<(Position, Step)>) {
        let home = self.country(here.place);
        let is_home = here.side == home;
        let step = |mode, crossing| Step::Undergo { transfer, crossing, mode, at_end: false };
        let kind = &self.network.transfers[transfer].kind;
        match kind {
            TransferKind::Border { countries, modes } => {
                if here.mode != Mode::Sea && (modes.is_empty() || modes.contains(&here.mode)) {
                    cross(*countries, here, &step, found);
                }
            }
            TransferKind::Converter { countries } => {
                if here.mode == Mode::Power {
                    cross(*countries, here, &step, found);
                }
            }
            TransferKind::GaugeChange { gauges: [one, two], .. } => {
                for (from, to) in [(*one, *two), (*two, *one)] {
                    if here.gauge == Some(from) {
                        found.push((Position { gauge: Some(to), ..here }, step(here.mode, None)));
                    }
                }
            }
            TransferKind::ModeChange { modes: [one, two] } => {
                for (from, to) in [(*one, *two), (*two, *one)] {
                    for (mode, gauge) in self.tracks(here.place) {
                        if here.mode == from && mode == to && is_home {
                            found.push((Position { mode, gauge, ..here }, step(mode, None)));
                        }
                    }
                }
            }
            TransferKind::Port { .. } | TransferKind::Liquefaction | TransferKind::Regasification => {
                let (loads, unloads) = handles(kind);
                if here.mode != Mode::Sea {
                    if loads && is_home && reaches(kind, here.mode) {
                        found.push((Position { mode: Mode::Sea, gauge: None, ..here }, step(Mode::Sea, None)));
                    }
                    return;
                }
                for (mode, gauge) in self.tracks(here.place) {
                    if unloads && reaches(kind, mode) {
                        let ashore = Position { mode, gauge, side: home, ..here };
                        found.push((ashore, step(Mode::Sea, self.landing(here))));
                    }
                }
            }
        }
    }

    /// Between which countries cargo passes when a ship is unloaded, if between two.
    fn landing(&self, here: Position) -> Option<Crossing> {
        let pair = here.side.zip(self.country(here.place)).filter(|(from, to)| from != to);
        pair.map(|(from, to)| Crossing { from, to })
    }

    /// Transfers that load ships, or unload them.
    fn quays(&self, place: PlaceId, loading: bool) -> impl Iterator<Item = TransferId> + '_ {
        let at = self.transfers.get(&place).into_iter().flatten().copied();
        at.filter(move |id| {
            let (loads, unloads) = handles(&self.network.transfers[*id].kind);
            if loading { loads } else { unloads }
        })
    }

    /// Mode and gauge of every track, road, pipe and wire at a place.
    fn tracks(&self, place: PlaceId) -> Vec<(Mode, Option<Gauge>)> {
        let mut found = Vec::new();
        for (link, _) in self.links_at(place) {
            let Link::Section(id) = link else { continue };
            let section = &self.network.sections[id];
            let mode = self.network.lines[section.line].mode;
            if section.gauges.is_empty() {
                found.push((mode, None));
            }
            found.extend(section.gauges.iter().map(|gauge| (mode, Some(*gauge))));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Passes from the country one is in to the other of two.
fn cross(
    [one, two]: [Country; 2],
    here: Position,
    step: &dyn Fn(Mode, Option<Crossing>) -> Step,
    found: &mut Vec<(Position, Step)>,
) {
    for (from, to) in [(one, two), (two, one)] {
        if here.side == Some(from) {
            found.push((Position { side: Some(to), ..here }, step(here.mode, Some(Crossing { from, to }))));
        }
    }
}

/// Whether a transfer loads ships, and whether it unloads them.
fn handles(kind: &TransferKind) -> (bool, bool) {
    match kind {
        TransferKind::Port { .. } => (true, true),
        TransferKind::Liquefaction => (true, false),
        TransferKind::Regasification => (false, true),
        _ => (false, false),
    }
}

/// Whether a land mode reaches the quay.
fn reaches(kind: &TransferKind, mode: Mode) -> bool {
    match kind {
        TransferKind::Port { land } => land.is_empty() || land.contains(&mode),
        TransferKind::Liquefaction | TransferKind::Regasification => mode == Mode::Pipeline,
        _ => false,
    }
}
