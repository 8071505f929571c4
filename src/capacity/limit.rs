//! What a capacity of a problem stands for: of what, in which unit, from where.

use crate::model::{
    CapacityGroupId, CargoId, Link, Network, PlaceId, Provenance, RestrictionId, SectionId, StorageId, SupplyId,
    TransferId,
};
use crate::units::{AmountUnit, CapacityUnit, CargoUnit};

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
    /// A transfer.
    Transfer {
        /// Which.
        transfer: TransferId,
        /// In which direction: from its first country, gauge or mode to the second, or from land to sea, if true; none
        /// where both directions share it.
        forward: Option<bool>,
    },
    /// What leaves by a timetable.
    Service {
        /// On which link.
        link: Link,
        /// In which direction.
        forward: bool,
    },
    /// Lines that share one capacity.
    Group {
        /// Which.
        group: CapacityGroupId,
        /// In which direction of its members; none where both directions share it.
        forward: Option<bool>,
    },
    /// A rule that sets a quota.
    Quota(RestrictionId),
    /// What a field, mine or plant can give.
    Supply(SupplyId),
    /// What a place of origin can send of a cargo, as the query says.
    Asked {
        /// The place.
        place: PlaceId,
        /// The cargo.
        cargo: CargoId,
    },
    /// What a store holds from one part of the period to the next.
    Storage(StorageId),
    /// How fast a store fills.
    Filling(StorageId),
    /// How fast a store empties.
    Emptying(StorageId),
}

impl Limited {
    /// The kind of thing, as a word that output uses.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Section { .. } => "section",
            Self::Transfer { .. } => "transfer",
            Self::Service { .. } => "service",
            Self::Group { .. } => "group",
            Self::Quota(_) => "quota",
            Self::Supply(_) | Self::Asked { .. } => "supply",
            Self::Storage(_) => "storage",
            Self::Filling(_) => "filling",
            Self::Emptying(_) => "emptying",
        }
    }

    /// The id of what has the capacity: of a line, lane, transfer, group, rule, supply, store or place.
    pub fn id(self, network: &Network) -> &str {
        match self {
            Self::Section { section, .. } => &network.lines[network.sections[section].line].id,
            Self::Transfer { transfer, .. } => &network.transfers[transfer].id,
            Self::Service { link: Link::Section(id), .. } => &network.lines[network.sections[id].line].id,
            Self::Service { link: Link::Lane(id), .. } => &network.lanes[id].id,
            Self::Group { group, .. } => &network.capacity_groups[group].id,
            Self::Quota(id) => &network.restrictions[id].id,
            Self::Supply(id) => &network.supplies[id].id,
            Self::Storage(id) | Self::Filling(id) | Self::Emptying(id) => &network.storages[id].id,
            Self::Asked { place, .. } => &network.places[place].id,
        }
    }

    /// Its name; of a transfer without one its id.
    pub fn name(self, network: &Network) -> &str {
        match self {
            Self::Section { section, .. } => &network.lines[network.sections[section].line].name,
            Self::Transfer { transfer, .. } => {
                let transfer = &network.transfers[transfer];
                transfer.name.as_ref().unwrap_or(&transfer.id)
            }
            Self::Service { link: Link::Section(id), .. } => &network.lines[network.sections[id].line].name,
            Self::Service { link: Link::Lane(id), .. } => &network.lanes[id].name,
            Self::Group { group, .. } => &network.capacity_groups[group].name,
            Self::Quota(id) => &network.restrictions[id].name,
            Self::Supply(id) => &network.supplies[id].name,
            Self::Storage(id) | Self::Filling(id) | Self::Emptying(id) => &network.storages[id].name,
            Self::Asked { place, .. } => &network.places[place].name,
        }
    }

    /// The places where it is: where it begins and where it ends, in its direction; none of a group or a rule.
    pub fn ends(self, network: &Network) -> Option<(PlaceId, PlaceId)> {
        let directed = |link: Link, forward: bool| {
            let (from, to) = network.ends(link);
            if forward { (from, to) } else { (to, from) }
        };
        let at = |place: PlaceId| Some((place, place));
        match self {
            Self::Section { section, forward } => Some(directed(Link::Section(section), forward.unwrap_or(true))),
            Self::Service { link, forward } => Some(directed(link, forward)),
            Self::Transfer { transfer, .. } => at(network.transfers[transfer].at),
            Self::Supply(id) => at(network.supplies[id].at),
            Self::Storage(id) | Self::Filling(id) | Self::Emptying(id) => at(network.storages[id].at),
            Self::Asked { place, .. } => at(place),
            Self::Group { .. } | Self::Quota(_) => None,
        }
    }

    /// Whether it holds for one direction of what has two.
    pub fn is_one_way(self) -> bool {
        match self {
            Self::Section { forward, .. } | Self::Transfer { forward, .. } | Self::Group { forward, .. } => {
                forward.is_some()
            }
            Self::Service { .. } => true,
            Self::Quota(_)
            | Self::Supply(_)
            | Self::Asked { .. }
            | Self::Storage(_)
            | Self::Filling(_)
            | Self::Emptying(_) => false,
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
    /// What stores and quotas count.
    Amount(AmountUnit),
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
            Self::Amount(unit) => amount_symbol(unit),
            Self::Cargo(unit) => unit.symbol(),
        }
    }

    /// What a rate is told in: `Mt/yr`; of what is no rate, as an amount.
    pub fn rate_symbol(self) -> &'static str {
        match self {
            Self::Capacity(unit) => unit.symbol(),
            Self::Amount(_) | Self::Cargo(_) => self.amount_symbol(),
        }
    }
}

fn amount_symbol(unit: AmountUnit) -> &'static str {
    match unit {
        AmountUnit::Tonne => "t",
        AmountUnit::Teu => "TEU",
        AmountUnit::CubicMetre => "m3",
        AmountUnit::Barrel => "bbl",
        AmountUnit::ThousandCubicMetres => "kcm",
        AmountUnit::MegawattHour => "MWh",
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
    /// The figure on the first day that counts, with its unit; none where the query gives it.
    pub figure: Option<String>,
    /// The tenth and ninetieth percentile of the figure, where it has a spread.
    pub spread: Option<(String, String)>,
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
    /// How much there would be at the tenth and at the ninetieth percentile of the figure.
    pub low_high: (i64, i64),
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
            LimitUnit::Amount(_) | LimitUnit::Cargo(_) => amount,
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
