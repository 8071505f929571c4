//! What greenhouse gas a step sets free for one unit of the cargo, from tank and from well to wheel.
//!
//! # Method
//! - A ship whose consumption, fuel and payload are known: `fuel a day x time x factor of the fuel / payload`. It sails
//!   fully laden and at its usual power, in ice too; nothing is counted for the way back in ballast.
//! - Everything else: `distance x factor` of the most specific emission factor: the cargo's own, then the operator's,
//!   then that of the traction, then the mode's.
//! - A factor for a tonne becomes one for another unit by what a unit weighs; one FEU is two TEU.
//! - Transfers set nothing free: no figure for handling is used.
//!
//! The way of counting follows ISO 14083 and the GLEC Framework in outline; it is not an audit after them.

use super::costs::Co2e;
use super::escort::units_carried;
use super::measure::Measure;
use crate::calendar::Day;
use crate::distribution::Spread;
use crate::model::{Cargo, CargoId, Fuel, Mode, Network, OperatorId, Vessel};
use crate::units::{CargoUnit, Distance, Emission, EmissionFactor, Minutes};

/// What a factor is sought for.
pub(super) struct Carriage<'q> {
    pub mode: Mode,
    pub operator: Option<OperatorId>,
    pub traction: Option<&'q str>,
    pub cargo: CargoId,
    pub distance: Distance,
}

impl<'a> Measure<'a> {
    /// By the most specific factor for each kilometre.
    pub(super) fn emission_by_distance(&mut self, network: &'a Network, step: &Carriage<'_>, day: Day) -> Option<Co2e> {
        let cargo = &network.cargoes[step.cargo];
        let factors = network.emission_factors.values().filter(|factor| {
            factor.mode == step.mode
                && factor.operator.is_none_or(|operator| step.operator == Some(operator))
                && factor
                    .traction
                    .as_deref()
                    .is_none_or(|traction| step.traction.and_then(traction_class) == Some(traction))
                && (factor.cargoes.is_empty() || factor.cargoes.contains(&step.cargo))
                && per_unit(factor.wtw.on(day).figure.typ.unit(), cargo).is_some()
        });
        let factor = factors
            .max_by_key(|factor| (!factor.cargoes.is_empty(), factor.operator.is_some(), factor.traction.is_some()))?;
        let mut read = |dated: &'a crate::model::Dated<EmissionFactor>| {
            let figure = self.read(dated, day);
            let [low, typ, high] = per_unit(figure.typ.unit(), cargo)?;
            let scaled = |factor: EmissionFactor, milli: u64| {
                let milligrams = u128::from(factor.over(step.distance).milligrams()) * u128::from(milli) / 1000;
                Emission::from_milligrams(u64::try_from(milligrams).unwrap_or(u64::MAX))
            };
            Some(Spread { low: scaled(figure.low, low), typ: scaled(figure.typ, typ), high: scaled(figure.high, high) })
        };
        let co2e = Co2e { ttw: read(&factor.ttw)?, wtw: read(&factor.wtw)? };
        self.provenance.extend(cargo.mass.as_ref().map(|mass| &mass.provenance));
        Some(co2e)
    }

    /// By what the ship burns in the time that it takes; none if that, the fuel or the payload is not known.
    pub(super) fn emission_by_fuel(
        &mut self,
        network: &'a Network,
        vessel: &'a Vessel,
        cargo: &Cargo,
        time: Spread<Minutes>,
    ) -> Option<Co2e> {
        let burnt = vessel.consumption.as_ref()?;
        let fuel: &Fuel = network.fuels.values().find(|fuel| Some(&fuel.name) == vessel.fuel.as_ref())?;
        let units = u128::from(units_carried(vessel, cargo)?);
        let gas = |kg_a_day: u64, minutes: Minutes, factor: u64| {
            // A kilogram of fuel and a factor in millionths give milligrams.
            let ship = u128::from(kg_a_day) * u128::from(minutes.get()) * u128::from(factor) / 1440;
            Emission::from_milligrams(u64::try_from(ship * 1000 / units).unwrap_or(u64::MAX))
        };
        let spread = |factor: &crate::model::Figure<crate::units::FuelFactor>| Spread {
            low: gas(burnt.low.parts(), time.low, factor.low.parts()),
            typ: gas(burnt.typ.parts(), time.typ, factor.typ.parts()),
            high: gas(burnt.high.parts(), time.high, factor.high.parts()),
        };
        self.provenance.extend([&burnt.provenance, &fuel.ttw.provenance, &fuel.wtw.provenance]);
        self.provenance.extend(vessel.payload.as_ref().map(|payload| &payload.provenance));
        Some(Co2e { ttw: spread(&fuel.ttw), wtw: spread(&fuel.wtw) })
    }
}

/// Traction as emission factors tell it apart: a voltage is electric; what is electric in part is neither.
fn traction_class(written: &str) -> Option<&'static str> {
    match written {
        partly if partly.contains("part") => None,
        current if current.contains("kV") => Some("electric"),
        "diesel" => Some("diesel"),
        _ => None,
    }
}

/// How many of `unit` one unit of the cargo is, in thousandths: low, typical, high; none if that is not known.
fn per_unit(unit: CargoUnit, cargo: &Cargo) -> Option<[u64; 3]> {
    match (unit, cargo.unit) {
        (one, other) if one == other => Some([1000; 3]),
        (CargoUnit::Teu, CargoUnit::Feu) => Some([2000; 3]),
        (CargoUnit::Feu, CargoUnit::Teu) => Some([500; 3]),
        (CargoUnit::Tonne, _) => cargo.kilograms(),
        _ => None,
    }
}
