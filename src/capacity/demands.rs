//! Demands in units of their cargo: `26 Mt/yr` of coal as tonnes, `2000 MW` as megawatt hours.

use thiserror::Error;

use super::convert::conversion;
use super::limit::{LimitUnit, Limited};
use super::period::{Part, Period, days_in_year};
use super::query::{Amount, Timing, Wanted};
use crate::model::{CargoId, DemandId, Key, NameError, Network, PlaceId};
use crate::units::{Capacity, CapacityUnit};

/// Why a demand is not one for the planner.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DemandError {
    /// A place of it could not be found.
    #[error(transparent)]
    Place(#[from] NameError),
    /// It begins where it ends.
    #[error("`{0}` is at both ends")]
    SamePlace(String),
    /// Nothing in the network turns its unit into units of its cargo.
    #[error("`{cargo}` is counted in {cargo_unit}, and nothing in the network turns {unit} of it into that")]
    Unit {
        /// Its unit.
        unit: &'static str,
        /// The cargo.
        cargo: String,
        /// What that is counted in.
        cargo_unit: &'static str,
    },
}

/// What a demand of the network wants in a period; what it wants on the first day of each part holds all through it.
///
/// # Errors
/// [`DemandError`].
pub fn wanted(network: &Network, demand: DemandId, period: Period) -> Result<Wanted, DemandError> {
    let asked = &network.demands[demand];
    let (origin, destination) = (network.find_places(&asked.from)?, network.find_places(&asked.to)?);
    apart(network, &origin, &destination)?;
    let (cargo, cargo_origin) = asked.cargo;
    let mut amounts = Vec::new();
    for part in period.parts() {
        let quantity = asked.quantity.on(part.first).figure.typ;
        let units = units_in(network, cargo, quantity, &part)?;
        let share = asked.months.filter(|_| part.days < 32 && part.times == 1).map_or(1_000_000, |months| {
            let (_, month, _) = part.first.civil();
            i128::from(months.share(month).parts())
        });
        amounts.push(i64::try_from(i128::from(units) * share / 1_000_000).unwrap_or(i64::MAX));
    }
    let amount = if let [only] = amounts[..] { Amount::Units(only) } else { Amount::Each(amounts) };
    Ok(Wanted { id: asked.id.clone(), origin, destination, cargo, cargo_origin, amount, timing: Timing::Ready })
}

/// How many units of a cargo a quantity comes to in each part of a period.
///
/// # Errors
/// [`DemandError::Unit`].
pub fn units_wanted(
    network: &Network,
    cargo: CargoId,
    quantity: Capacity,
    period: Period,
) -> Result<Amount, DemandError> {
    let amounts: Result<Vec<i64>, DemandError> =
        period.parts().iter().map(|part| units_in(network, cargo, quantity, part)).collect();
    let amounts = amounts?;
    Ok(if let [only] = amounts[..] { Amount::Units(only) } else { Amount::Each(amounts) })
}

/// Says so if a place is at both ends.
///
/// # Errors
/// [`DemandError::SamePlace`].
pub fn apart(network: &Network, origin: &[PlaceId], destination: &[PlaceId]) -> Result<(), DemandError> {
    match origin.iter().find(|place| destination.contains(place)) {
        Some(both) => Err(DemandError::SamePlace(network.places[*both].id.clone())),
        None => Ok(()),
    }
}

fn units_in(network: &Network, cargo: CargoId, quantity: Capacity, part: &Part) -> Result<i64, DemandError> {
    let unit = quantity.unit();
    let days = u128::from(part.counted_days());
    // What is counted over the part, in millionths of it over `per`.
    let (micro, per) = match unit {
        CapacityUnit::MegatonnesPerYear | CapacityUnit::TeuPerYear | CapacityUnit::BcmPerYear => {
            (u128::from(quantity.micro()) * days, if days >= 365 { days } else { days_in_year(part.first).into() })
        }
        CapacityUnit::Megawatts => (u128::from(quantity.micro()) * days * 24, 1),
        CapacityUnit::VehiclesPerDay | CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay => {
            (u128::from(quantity.micro()) * days, 1)
        }
    };
    let is_trains = matches!(unit, CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay);
    // Where it is matters to trains alone.
    let of = Limited::Asked { place: PlaceId::from_index(0), cargo };
    let cargo = &network.cargoes[cargo];
    let per_unit = conversion(network, cargo, LimitUnit::Capacity(unit), of)
        .map(|conversion| conversion.per_unit)
        .filter(|ratio| ratio.num > 0 && !is_trains);
    let Some(ratio) = per_unit else {
        let cargo_unit = cargo.unit.symbol();
        return Err(DemandError::Unit { unit: unit.symbol(), cargo: cargo.id.clone(), cargo_unit });
    };
    let units = micro.checked_mul(u128::from(ratio.den)).map(|micro| micro / (per * 1_000_000 * u128::from(ratio.num)));
    Ok(units.and_then(|units| i64::try_from(units).ok()).unwrap_or(1 << 50).min(1 << 50))
}
