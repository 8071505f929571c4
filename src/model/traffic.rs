//! What moves, and in what.

use super::ice::{IceClass, Severity};
use super::ids::{CargoId, VesselId, named};
use super::link::Mode;
use super::months::Months;
use super::place::Country;
use super::provenance::{Dated, Figure, Provenance};
use crate::diagnostics::FileId;
use crate::units::{
    AxleLoad, Capacity, CargoUnit, Count, Density, Draught, FuelRate, Gauge, GrossTonnage, Mass, Payload, Price,
    ShipLength, Speed, TimeValue, TrainLength,
};

/// A ship.
#[derive(Debug, Clone)]
pub struct Vessel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its ice class.
    pub ice_class: IceClass,
    /// How deep it lies, laden.
    pub draught: Figure<Draught>,
    /// Its speed in open water.
    pub speed: Figure<Speed>,
    /// Its speed in ice of severity 0, 1, 2, 3; where there is an ice area.
    pub ice_speeds: [Speed; 4],
    /// Its row in a risk table.
    pub polar_class: Option<String>,
    /// How large it is.
    pub gross_tonnage: Option<Figure<GrossTonnage>>,
    /// How long it is.
    pub length: Option<Figure<ShipLength>>,
    /// How wide it is.
    pub beam: Option<Figure<ShipLength>>,
    /// What it burns.
    pub fuel: Option<String>,
    /// How much of it in a day at its speed in open water.
    pub consumption: Option<Figure<FuelRate>>,
    /// What it carries.
    pub payload: Option<Figure<Payload>>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl Vessel {
    /// Its speed in ice, linear between the four given speeds and never above that in open water.
    pub fn speed_in(&self, severity: Severity) -> Speed {
        let milli = u64::from(severity.milli());
        let below = usize::try_from(milli / 1000).unwrap_or(3).min(2);
        let (slow, fast) = (self.ice_speeds[below + 1].metres_per_day(), self.ice_speeds[below].metres_per_day());
        let beyond = milli - below as u64 * 1000;
        let speed = (fast * (1000 - beyond) + slow * beyond) / 1000;
        Speed::from_metres_per_day(speed.min(self.speed.typ.metres_per_day()))
    }
}

/// A kind of cargo.
#[derive(Debug, Clone)]
pub struct Cargo {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is counted in.
    pub unit: CargoUnit,
    /// What is in it; `None` if that is not known.
    pub commodities: Option<Vec<String>>,
    /// Which modes carry it.
    pub modes: Vec<Mode>,
    /// Which ships carry it, the usual one first; any if empty.
    pub vessels: Vec<VesselId>,
    /// What one unit of it weighs; a tonne weighs a tonne.
    pub mass: Option<Figure<Mass>>,
    /// What a cubic metre of it weighs as a liquid.
    pub density: Option<Figure<Density>>,
    /// What a day of one unit of it is worth.
    pub value_of_time: Option<Figure<TimeValue>>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl Cargo {
    /// The modes that carry a cargo which names none.
    pub const USUAL_MODES: [Mode; 4] = [Mode::Rail, Mode::Road, Mode::Sea, Mode::InlandWater];

    /// Whether `mode` carries it.
    pub fn moves_by(&self, mode: Mode) -> bool {
        self.modes.contains(&mode)
    }

    /// Whether it counts as one of `commodities`. What is in it must be known for that.
    pub fn is_one_of(&self, commodities: &[String]) -> bool {
        self.commodities.iter().flatten().any(|inside| commodities.contains(inside))
    }

    /// What one unit of it weighs, in kilograms: low, typical, high.
    pub fn kilograms(&self) -> Option<[u64; 3]> {
        match (self.unit, &self.mass) {
            (CargoUnit::Tonne, _) => Some([1000; 3]),
            (_, Some(mass)) => Some([mass.low.parts(), mass.typ.parts(), mass.high.parts()]),
            _ => None,
        }
    }

    /// Whether `vessel` carries it.
    pub fn sails_in(&self, vessel: VesselId) -> bool {
        self.vessels.is_empty() || self.vessels.contains(&vessel)
    }
}

/// A kind of train.
#[derive(Debug, Clone)]
pub struct Train {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// On which gauge.
    pub gauge: Gauge,
    /// How many wagons.
    pub wagons: Option<Figure<Count>>,
    /// How long it is.
    pub length: Option<Figure<TrainLength>>,
    /// What it weighs behind the locomotive.
    pub gross: Option<Figure<Mass>>,
    /// What its cargo weighs.
    pub net: Option<Figure<Mass>>,
    /// What an axle weighs.
    pub axle_load: Option<Figure<AxleLoad>>,
    /// What it carries.
    pub payload: Option<Figure<Payload>>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// What somebody wants moved.
#[derive(Debug, Clone)]
pub struct Demand {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where from, as on the command line.
    pub from: String,
    /// Where to, as on the command line.
    pub to: String,
    /// What moves, and from which country it is.
    pub cargo: (CargoId, Option<Country>),
    /// How much.
    pub quantity: Dated<Capacity>,
    /// How it changes over the year; it does not if none.
    pub months: Option<Months>,
    /// What a unit that does not arrive costs.
    pub unserved: Option<Figure<Price>>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

named!(Vessel, Cargo, Train, Demand);
