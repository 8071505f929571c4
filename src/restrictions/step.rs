//! One thing that cargo does: pass a link, or undergo a transfer.

use crate::model::{
    Cargo, Country, Figure, History, LineId, Link, Mode, Network, OperatorId, PassageId, PlaceId, Service, Subject,
    Transfer, TransferId, TransferKind,
};
use crate::units::Share;

/// From which country to which cargo passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Crossing {
    /// The country it leaves.
    pub from: Country,
    /// The country it enters.
    pub to: Country,
}

/// One thing that cargo does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Passes a link; `forward` is from its first place to its last.
    Pass {
        /// The link.
        link: Link,
        /// In which direction.
        forward: bool,
    },
    /// Undergoes a transfer.
    Undergo {
        /// The transfer.
        transfer: TransferId,
        /// Whether it takes the cargo from one country to another.
        crossing: Option<Crossing>,
        /// On what the cargo is: the land mode at a border or change of gauge, sea in a port, the new mode otherwise.
        mode: Mode,
        /// The journey begins or ends with it: rules are judged, but its time and cost are not the journey's.
        at_end: bool,
    },
}

impl Step {
    /// The places it touches: where it begins and where it ends.
    pub fn ends(self, network: &Network) -> (PlaceId, PlaceId) {
        match self {
            Self::Pass { link, forward } => {
                let (from, to) = network.ends(link);
                if forward { (from, to) } else { (to, from) }
            }
            Self::Undergo { transfer, .. } => (network.transfers[transfer].at, network.transfers[transfer].at),
        }
    }

    /// The line, lane or transfer that carries it out.
    pub fn subject(self, network: &Network) -> Subject {
        match self {
            Self::Pass { link: Link::Section(id), .. } => Subject::Line(network.sections[id].line),
            Self::Pass { link: Link::Lane(id), .. } => Subject::Lane(id),
            Self::Undergo { transfer, .. } => Subject::Transfer(transfer),
        }
    }

    /// The line it runs on.
    pub fn line(self, network: &Network) -> Option<LineId> {
        match self {
            Self::Pass { link: Link::Section(id), .. } => Some(network.sections[id].line),
            _ => None,
        }
    }

    /// Who runs the section.
    pub fn operator(self, network: &Network) -> Option<OperatorId> {
        match self {
            Self::Pass { link: Link::Section(id), .. } => network.sections[id].operator,
            _ => None,
        }
    }

    /// Whether what carries it out can take the cargo at all: by its mode, and where only some commodities move.
    pub fn carries(self, network: &Network, cargo: &Cargo) -> bool {
        match self {
            Self::Pass { link: Link::Section(id), .. } => {
                let line = &network.lines[network.sections[id].line];
                // Pipes and wires are built for what they carry.
                let is_dedicated = matches!(line.mode, Mode::Pipeline | Mode::Power) || !line.commodities.is_empty();
                cargo.moves_by(line.mode) && (!is_dedicated || cargo.is_one_of(&line.commodities))
            }
            Self::Pass { link: Link::Lane(_), .. } => cargo.moves_by(Mode::Sea),
            Self::Undergo { transfer, mode, .. } => {
                let Transfer { kind, commodities: handled, commodities_not: refused, .. } =
                    &network.transfers[transfer];
                // A port that does not say what it handles takes what a train or a lorry could bring: no gas, no LNG.
                let ashore = [Mode::Rail, Mode::Road, Mode::InlandWater];
                let is_common =
                    !matches!(kind, TransferKind::Port { .. }) || ashore.iter().any(|mode| cargo.moves_by(*mode));
                let handles = if handled.is_empty() { is_common } else { cargo.is_one_of(handled) };
                cargo.moves_by(mode) && handles && !cargo.is_one_of(refused)
            }
        }
    }

    /// The states over time of what carries it out.
    pub fn history(self, network: &Network) -> &History {
        match self {
            Self::Pass { link: Link::Section(id), .. } => &network.sections[id].status,
            Self::Pass { link: Link::Lane(id), .. } => &network.lanes[id].status,
            Self::Undergo { transfer, .. } => &network.transfers[transfer].status,
        }
    }

    /// What is lost of the cargo on it, if that is known.
    pub fn losses(self, network: &Network) -> Option<&Figure<Share>> {
        match self {
            Self::Pass { link: Link::Section(id), .. } => network.sections[id].losses.as_ref(),
            Self::Pass { link: Link::Lane(_), .. } => None,
            Self::Undergo { transfer, .. } => network.transfers[transfer].losses.as_ref(),
        }
    }

    /// The timetable that it keeps to.
    pub fn service(self, network: &Network) -> Option<&Service> {
        match self {
            Self::Pass { link: Link::Section(id), .. } => network.lines[network.sections[id].line].service.as_ref(),
            Self::Pass { link: Link::Lane(id), .. } => network.lanes[id].service.as_ref(),
            Self::Undergo { .. } => None,
        }
    }

    /// The passage it leads through.
    pub fn passage(self, network: &Network) -> Option<PassageId> {
        match self {
            Self::Pass { link: Link::Lane(id), .. } => network.lanes[id].passage,
            _ => None,
        }
    }

    /// How cargo moves, if it moves.
    pub fn mode(self, network: &Network) -> Option<Mode> {
        match self {
            Self::Pass { link, .. } => Some(network.mode(link)),
            Self::Undergo { .. } => None,
        }
    }

    /// Whether cargo is on `mode` while it is done; a port counts as sea.
    pub fn uses(self, network: &Network, mode: Mode) -> bool {
        match self {
            Self::Pass { link, .. } => network.mode(link) == mode,
            Self::Undergo { mode: carried, .. } => carried == mode,
        }
    }

    /// Whether it touches a country: by where it begins or ends, or by crossing into or out of it.
    pub fn touches(self, network: &Network, country: Country) -> bool {
        let (from, to) = self.ends(network);
        let at = |place: PlaceId| network.places[place].country == Some(country);
        let crossed = match self {
            Self::Undergo { crossing: Some(crossing), .. } => crossing.from == country || crossing.to == country,
            _ => false,
        };
        at(from) || at(to) || crossed
    }
}
