//! What a capacity of a problem stands for: of what, in which unit, from where.

use crate::model::{
    CapacityGroupId, CargoId, Link, Network, PlaceId, Provenance, RestrictionId, SectionId, TransferId,
};
use crate::units::{Capacity, CapacityUnit, CargoUnit};

use super::period::Part;

/// What has a capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limited {
    /// A section of a line.
    Section {
        /// Which.
        section: SectionId,
        /// In which direction, from its first place to its last if true; none where both directions share it.
        forward: Option<bool>,
    },
    /// A transfer, in all its directions together.
    Transfer(TransferId),
    /// What leaves by a timetable.
    Service {
        /// On which link.
        link: Link,
        /// In which direction.
        forward: bool,
    },
    /// Lines that share one capacity.
    Group(CapacityGroupId),
    /// A rule that sets a quota.
    Quota(RestrictionId),
    /// What a place of origin can send of a cargo.
    Supply {
        /// The place.
        place: PlaceId,
        /// The cargo.
        cargo: CargoId,
    },
    /// What can lie at a transfer from one part of the period to the next.
    Storage(TransferId),
}

impl Limited {
    /// The id of what has the capacity: of a line, lane, transfer, group, rule or place.
    pub fn id(self, network: &Network) -> &str {
        match self {
            Self::Section { section, .. } => &network.lines[network.sections[section].line].id,
            Self::Transfer(id) | Self::Storage(id) => &network.transfers[id].id,
            Self::Service { link: Link::Section(id), .. } => &network.lines[network.sections[id].line].id,
            Self::Service { link: Link::Lane(id), .. } => &network.lanes[id].id,
            Self::Group(id) => &network.capacity_groups[id].id,
            Self::Quota(id) => &network.restrictions[id].id,
            Self::Supply { place, .. } => &network.places[place].id,
        }
    }

    /// The places where it is: where it begins and where it ends, in its direction; none of a group or a rule.
    pub fn ends(self, network: &Network) -> Option<(PlaceId, PlaceId)> {
        let directed = |link: Link, forward: bool| {
            let (from, to) = network.ends(link);
            if forward { (from, to) } else { (to, from) }
        };
        match self {
            Self::Section { section, forward } => Some(directed(Link::Section(section), forward.unwrap_or(true))),
            Self::Service { link, forward } => Some(directed(link, forward)),
            Self::Transfer(id) | Self::Storage(id) => Some((network.transfers[id].at, network.transfers[id].at)),
            Self::Supply { place, .. } => Some((place, place)),
            Self::Group(_) | Self::Quota(_) => None,
        }
    }

    /// The section, if it is one's.
    pub fn section(self) -> Option<SectionId> {
        match self {
            Self::Section { section, .. } => Some(section),
            _ => None,
        }
    }
}

/// Where a capacity is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The network gives it.
    Given,
    /// It was derived from tracks, speeds and distances.
    Derived,
    /// It is the scenario's.
    Scenario,
    /// It follows from a timetable and what fits on a departure.
    Timetable,
    /// The query gives it.
    Asked,
}

impl Basis {
    /// The word that output uses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Derived => "derived",
            Self::Scenario => "scenario",
            Self::Timetable => "timetable",
            Self::Asked => "asked",
        }
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitUnit {
    /// What a network's capacities count.
    Capacity(CapacityUnit),
    /// Units of a cargo.
    Cargo(CargoUnit),
}

impl LimitUnit {
    /// What an amount over a period is told in: `Mt` for `Mt/yr`.
    pub fn amount_symbol(self) -> &'static str {
        match self {
            Self::Capacity(CapacityUnit::MegatonnesPerYear) => "Mt",
            Self::Capacity(CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay) => "trains",
            Self::Capacity(CapacityUnit::TeuPerYear) => "TEU",
            Self::Capacity(CapacityUnit::BcmPerYear) => "bcm",
            Self::Capacity(CapacityUnit::Megawatts) => "MWh",
            Self::Capacity(CapacityUnit::VehiclesPerDay) => "vehicles",
            Self::Cargo(unit) => unit.symbol(),
        }
    }

    /// What a rate is told in: `Mt/yr`; of what is no rate, as an amount.
    pub fn rate_symbol(self) -> &'static str {
        match self {
            Self::Capacity(unit) => unit.symbol(),
            Self::Cargo(unit) => unit.symbol(),
        }
    }
}

/// What one capacity of a problem stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// What has it.
    pub of: Limited,
    /// In which part of the period.
    pub part: usize,
    /// Where it is from.
    pub basis: Basis,
    /// The figure on the first day that counts; none where the query gives it.
    pub figure: Option<Capacity>,
    /// The tenth and ninetieth percentile of the figure, where it has a spread.
    pub spread: Option<(Capacity, Capacity)>,
    /// Whether a figure of another time stands in.
    pub stands_in: bool,
    /// Where the figure is known from.
    pub provenance: Provenance,
    /// Other figures that conversions rest on, in words: the train, the mass, the factor.
    pub conversions: Vec<String>,
    /// What it counts.
    pub unit: LimitUnit,
    /// On how many days of its part it can be used.
    pub open_days: u32,
    /// How much there is, in parts: the problem's capacity.
    pub available: i64,
    /// How many parts are one of what is counted (an `Mt`, a train).
    pub parts_per_unit: f64,
    /// What days of traffic, in all, its part of the period counts.
    pub counted_days: u32,
}

impl Limit {
    /// So many parts in what it counts, over its part of the period: `Mt`, trains, `TEU`.
    pub fn amount(&self, parts: f64) -> f64 {
        parts / self.parts_per_unit
    }

    /// So many parts as a rate in the unit of the figure, days on which it is closed counted too: `Mt/yr`, trains a day.
    /// What is no rate stays an amount.
    pub fn rate(&self, parts: f64) -> f64 {
        let days = f64::from(self.counted_days.max(1));
        let amount = self.amount(parts);
        match self.unit {
            LimitUnit::Cargo(_) => amount,
            LimitUnit::Capacity(unit) => match unit {
                CapacityUnit::MegatonnesPerYear | CapacityUnit::TeuPerYear | CapacityUnit::BcmPerYear => {
                    // A year that is counted whole has the figure of a year, leap day or not.
                    if self.counted_days >= 365 { amount } else { amount * 365.0 / days }
                }
                CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay | CapacityUnit::VehiclesPerDay => amount / days,
                CapacityUnit::Megawatts => amount / (24.0 * days),
            },
        }
    }

    /// Which share of it is used.
    #[allow(clippy::cast_precision_loss)]
    pub fn utilisation(&self, used: f64) -> f64 {
        if self.available == 0 { 0.0 } else { used / self.available as f64 }
    }

    /// Whether its part of the period has days on which it cannot be used.
    pub fn is_seasonal(&self, part: &Part) -> bool {
        self.open_days < part.days
    }
}
