//! What it takes to change mode, gauge or country at a place.

use super::ids::{PlaceId, named};
use super::link::Mode;
use super::months::Months;
use super::place::Country;
use super::provenance::{Dated, Figure, Provenance};
use super::status::History;
use crate::diagnostics::FileId;
use crate::units::{Capacity, Gauge, Investment, Minutes, OpeningHours, Price, Share};

/// How a break of gauge is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GaugeMethod {
    /// Wagons get other bogies.
    BogieExchange,
    /// Containers are lifted from one train to the other.
    ContainerSwap,
    /// Cargo is moved piece by piece or in bulk.
    Transshipment,
    /// Wheelsets change gauge while rolling.
    GaugeChangingWheelset,
}

impl GaugeMethod {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::BogieExchange, "bogie_exchange"),
        (Self::ContainerSwap, "container_swap"),
        (Self::Transshipment, "transshipment"),
        (Self::GaugeChangingWheelset, "gauge_changing_wheelset"),
    ];

    /// The word as people say it.
    pub fn label(self) -> String {
        Self::ALL.iter().find(|(method, _)| *method == self).map_or("", |(_, word)| word).replace('_', " ")
    }
}

/// What a transfer changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransferKind {
    /// Cargo passes from one country to the other, either way.
    Border {
        /// The two countries.
        countries: [Country; 2],
        /// The land modes that it serves; empty means all.
        modes: Vec<Mode>,
    },
    /// Power passes from the grid of one country to that of the other, either way.
    Converter {
        /// The two countries.
        countries: [Country; 2],
    },
    /// Gas from a pipeline is liquefied and loaded.
    Liquefaction,
    /// Liquefied gas is landed and sent into a pipeline.
    Regasification,
    /// Cargo passes from one gauge to the other, either way.
    GaugeChange {
        /// The two gauges.
        gauges: [Gauge; 2],
        /// How.
        method: Option<GaugeMethod>,
    },
    /// Cargo passes between land and sea, port formalities included.
    Port {
        /// The land modes that reach the quay; empty means all that reach the place.
        land: Vec<Mode>,
    },
    /// Cargo passes from one land mode to another.
    ModeChange {
        /// The two modes.
        modes: [Mode; 2],
    },
}

impl TransferKind {
    /// The word that files use.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Border { .. } => "border",
            Self::GaugeChange { .. } => "gauge_change",
            Self::Port { .. } => "port",
            Self::ModeChange { .. } => "mode_change",
            Self::Converter { .. } => "converter",
            Self::Liquefaction => "liquefaction",
            Self::Regasification => "regasification",
        }
    }

    /// How cargo passes between land and sea here, if it does.
    pub fn quay(&self) -> Option<Quay<'_>> {
        match self {
            Self::Port { land } => Some(Quay { land, loads: true, unloads: true }),
            Self::Liquefaction => Some(Quay { land: &[Mode::Pipeline], loads: true, unloads: false }),
            Self::Regasification => Some(Quay { land: &[Mode::Pipeline], loads: false, unloads: true }),
            Self::Border { .. } | Self::Converter { .. } | Self::GaugeChange { .. } | Self::ModeChange { .. } => None,
        }
    }

    /// The two countries it joins and the land modes it serves, if it is a crossing.
    pub fn crossing(&self) -> Option<([Country; 2], &[Mode])> {
        match self {
            Self::Border { countries, modes } => Some((*countries, modes)),
            Self::Converter { countries } => Some((*countries, &[Mode::Power])),
            _ => None,
        }
    }
}

/// Where cargo passes between land and sea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quay<'a> {
    /// The land modes that reach it; empty means all that reach the place.
    pub land: &'a [Mode],
    /// Whether cargo goes from land to sea.
    pub loads: bool,
    /// Whether cargo goes from sea to land.
    pub unloads: bool,
}

/// What it takes to change mode, gauge or country at a place.
#[derive(Debug, Clone)]
pub struct Transfer {
    /// Its id.
    pub id: String,
    /// What people call it, if it has a name of its own.
    pub name: Option<String>,
    /// Where it happens.
    pub at: PlaceId,
    /// What it changes.
    pub kind: TransferKind,
    /// How long it takes.
    pub time: Dated<Minutes>,
    /// What it costs.
    pub cost: Option<Dated<Price>>,
    /// How much can pass.
    pub capacity: Option<Dated<Capacity>>,
    /// Whether both directions draw on one capacity; `None` if the author did not say.
    pub shared: Option<bool>,
    /// How its capacity changes over the year; it does not if none.
    pub months: Option<Months>,
    /// What it handles; anything if empty.
    pub commodities: Vec<String>,
    /// What it does not handle.
    pub commodities_not: Vec<String>,
    /// What is lost in it.
    pub losses: Option<Figure<Share>>,
    /// When it is open each day.
    pub opening_hours: Option<OpeningHours>,
    /// What building it costs.
    pub investment: Option<Figure<Investment>>,
    /// Its state over time.
    pub status: History,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl Transfer {
    /// Whether both directions draw on one capacity: as the author says, else they do, as terminals are counted.
    pub fn shares_directions(&self) -> bool {
        self.shared.unwrap_or(true)
    }
}

named!(Transfer);
