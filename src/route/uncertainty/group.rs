//! What rises and falls together?
//!
//! # Method
//! All that share a group share one draw; groups are independent of each other. The choice is authored:
//!
//! - a border: its formalities and the changes of gauge and mode beside it, up to one section away;
//! - a port or terminal: all its transfers;
//! - line haul: all lines of one operator, as one railway is late as a whole; a line without an operator for itself;
//! - the ship in open water: the whole voyage, as weather and orders slow a ship for days;
//! - a passage such as a canal for itself;
//! - ice: one kind of year for all areas (see [`super`]).

use crate::graph::Structure;
use crate::model::{Key, LineId, Link, Mode, Network, OperatorId, PassageId, PlaceId};
use crate::restrictions::Step;
use crate::route::Route;

/// What shares one draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Which kind of year it is for ice.
    IceYear,
    /// What is done at a border, named by the place of its formalities.
    Border(PlaceId),
    /// What is done at one port or terminal.
    Place(PlaceId),
    /// Line haul of one operator.
    Operator(OperatorId),
    /// Line haul on a line without an operator.
    Line(LineId),
    /// Sailing in open water.
    Ship,
    /// A canal or strait with a time of its own.
    Passage(PassageId),
    /// The freight rate of a mode.
    Freight(Mode),
    /// Money for what is done at one place.
    Fees(PlaceId),
}

impl Group {
    /// A number that only this group of a network has.
    pub fn key(self) -> u64 {
        let (kind, index) = match self {
            Self::IceYear => (0, 0),
            Self::Border(place) => (1, place.index()),
            Self::Place(place) => (2, place.index()),
            Self::Operator(operator) => (3, operator.index()),
            Self::Line(line) => (4, line.index()),
            Self::Ship => (5, 0),
            Self::Passage(passage) => (6, passage.index()),
            Self::Freight(mode) => (7, mode as usize),
            Self::Fees(place) => (8, place.index()),
        };
        (kind << 32) | index as u64
    }
}

/// Of whose time each ride of a route is, in order.
pub fn groups_of_time(network: &Network, structure: &Structure, route: &Route) -> Vec<Group> {
    let steps: Vec<Step> = route.rides.iter().map(|ride| structure.steps()[ride.step as usize]).collect();
    let mut groups: Vec<Group> = steps.iter().map(|step| alone(network, *step)).collect();
    let crossings: Vec<(usize, Group)> =
        groups.iter().copied().enumerate().filter(|(_, group)| matches!(group, Group::Border(_))).collect();
    for (crossing, group) in crossings {
        let before = steps[..crossing].iter().enumerate().rev().map(|(index, step)| (index, *step));
        let after = steps.iter().enumerate().skip(crossing + 1).map(|(index, step)| (index, *step));
        for index in beside(before).into_iter().chain(beside(after)) {
            if matches!(groups[index], Group::Place(_)) {
                groups[index] = group;
            }
        }
    }
    groups
}

/// The transfers that come next, with no more than one section between.
fn beside(steps: impl Iterator<Item = (usize, Step)>) -> Vec<usize> {
    let mut sections = 0;
    let mut found = Vec::new();
    for (index, step) in steps {
        match step {
            Step::Pass { link: Link::Section(_), .. } if sections == 0 => sections += 1,
            Step::Undergo { mode, .. } if mode != Mode::Sea => found.push(index),
            Step::Pass { .. } | Step::Undergo { .. } => break,
        }
    }
    found
}

fn alone(network: &Network, step: Step) -> Group {
    match step {
        Step::Pass { link: Link::Section(id), .. } => {
            let section = &network.sections[id];
            section.operator.map_or(Group::Line(section.line), Group::Operator)
        }
        Step::Pass { link: Link::Lane(id), .. } => network.lanes[id]
            .passage
            .filter(|passage| network.passages[*passage].time.is_some())
            .map_or(Group::Ship, Group::Passage),
        Step::Undergo { transfer, crossing: Some(_), .. } => Group::Border(network.transfers[transfer].at),
        Step::Undergo { transfer, .. } => Group::Place(network.transfers[transfer].at),
    }
}

/// Of whose money a step is.
pub fn group_of_money(network: &Network, step: Step) -> Group {
    match step {
        Step::Pass { link, .. } => Group::Freight(network.mode(link)),
        Step::Undergo { transfer, .. } => Group::Fees(network.transfers[transfer].at),
    }
}
