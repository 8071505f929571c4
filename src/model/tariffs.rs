//! What moving a cargo unit costs, in which currency, and what greenhouse gas it sets free.

use super::ids::{CargoId, OperatorId, PassageId, TransferId, named};
use super::link::Mode;
use super::provenance::{Dated, Figure, Provenance};
use super::transfer::TransferKind;
use crate::diagnostics::FileId;
use crate::units::{Currency, EmissionFactor, ExchangeRate, FuelFactor, Price};

/// What a rate is paid for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RateScope {
    /// Sections and lanes of a mode.
    Mode(Mode),
    /// Transfers of a kind, by the word that files use, where a transfer has no price of its own for the cargo.
    Kind(String),
    /// One transfer.
    Transfer(TransferId),
    /// One passage.
    Passage(PassageId),
}

impl RateScope {
    /// How closely the scope names the transfer; none if it does not.
    pub fn fits_transfer(&self, id: TransferId, kind: &TransferKind) -> Option<u8> {
        match self {
            Self::Transfer(own) => (*own == id).then_some(1),
            Self::Kind(word) => (word == kind.word()).then_some(0),
            Self::Mode(_) | Self::Passage(_) => None,
        }
    }
}

/// What moving or handling a cargo unit costs.
#[derive(Debug, Clone)]
pub struct Rate {
    /// Its id.
    pub id: String,
    /// What it is paid for.
    pub scope: RateScope,
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

/// What greenhouse gas moving a cargo unit over a kilometre sets free.
#[derive(Debug, Clone)]
pub struct ModeEmission {
    /// Its id.
    pub id: String,
    /// By which mode.
    pub mode: Mode,
    /// On whose lines; everyone's if none.
    pub operator: Option<OperatorId>,
    /// On lines with which traction; any if none.
    pub traction: Option<String>,
    /// For which cargoes; all if empty.
    pub cargoes: Vec<CargoId>,
    /// From the tank to the wheel.
    pub ttw: Dated<EmissionFactor>,
    /// From the well to the wheel.
    pub wtw: Dated<EmissionFactor>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// What greenhouse gas a fuel sets free.
#[derive(Debug, Clone)]
pub struct Fuel {
    /// Its id.
    pub id: String,
    /// What ships call it under `fuel`.
    pub name: String,
    /// From the tank to the wheel.
    pub ttw: Figure<FuelFactor>,
    /// From the well to the wheel.
    pub wtw: Figure<FuelFactor>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// What a currency is worth over time.
#[derive(Debug, Clone)]
pub struct CurrencyRate {
    /// Its id.
    pub id: String,
    /// Which currency.
    pub currency: Currency,
    /// How much of it a dollar bought.
    pub per_usd: Dated<ExchangeRate>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(Rate, ModeEmission, Fuel, CurrencyRate);
