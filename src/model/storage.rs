//! Where cargo can wait, and where it comes from.

use super::ids::{CargoId, PlaceId, named};
use super::months::Months;
use super::place::Country;
use super::provenance::{Dated, Figure, Provenance};
use super::status::History;
use crate::diagnostics::FileId;
use crate::units::{Amount, Capacity, HoldingCost, Price};

/// A store at a place: the yard of a port, tanks, an underground gas storage.
#[derive(Debug, Clone)]
pub struct Storage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: PlaceId,
    /// What it keeps; anything counted in its unit if empty.
    pub commodities: Vec<String>,
    /// How much fits in.
    pub amount: Dated<Amount>,
    /// What keeping it costs.
    pub cost: Option<Figure<HoldingCost>>,
    /// How fast it fills; at any speed if left out.
    pub filling: Option<Dated<Capacity>>,
    /// How fast it empties; at any speed if left out.
    pub emptying: Option<Dated<Capacity>>,
    /// Its state over time.
    pub status: History,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// What a field, mine or plant can give.
#[derive(Debug, Clone)]
pub struct Supply {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub at: PlaceId,
    /// What it gives, and from which country that is.
    pub cargo: (CargoId, Option<Country>),
    /// How much at most.
    pub quantity: Dated<Capacity>,
    /// How it changes over the year; it does not if left out.
    pub months: Option<Months>,
    /// What a unit costs there.
    pub cost: Option<Dated<Price>>,
    /// Its state over time.
    pub status: History,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

named!(Storage, Supply);
