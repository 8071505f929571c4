//! What moves, in what, and what it costs.

use super::ice::{IceClass, Severity};
use super::ids::{CargoId, OperatorId, named};
use super::link::Mode;
use super::provenance::{Dated, Figure, Provenance};
use crate::diagnostics::FileId;
use crate::units::{CargoUnit, Draught, Price, Speed};

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
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// What moving a cargo unit costs.
#[derive(Debug, Clone)]
pub struct Rate {
    /// Its id.
    pub id: String,
    /// On which mode.
    pub mode: Mode,
    /// On whose lines; everyone's if none.
    pub operator: Option<OperatorId>,
    /// For which cargo.
    pub cargo: CargoId,
    /// What it costs.
    pub price: Dated<Price>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(Vessel, Cargo, Rate);
