//! How much of a capacity does a unit of a cargo take?
//!
//! Exact fractions: a unit of 15 t takes 15/1,000,000 of a million tonnes, one tonne 1/5,325 of a train with 5,325 t.

use super::limit::{LimitUnit, Limited};
use crate::model::{Cargo, Network, Train};
use crate::units::{AmountUnit, CapacityUnit, CargoUnit, PayloadUnit};

/// A fraction, not negative; the denominator is positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Ratio {
    pub num: u64,
    pub den: u64,
}

impl Ratio {
    /// In lowest terms; none if the denominator is zero.
    pub fn new(num: u64, den: u64) -> Option<Self> {
        let common = gcd(num, den);
        (den != 0).then(|| Self { num: num / common, den: den / common })
    }
}

pub(super) fn gcd(one: u64, other: u64) -> u64 {
    if other == 0 { one } else { gcd(other, one % other) }
}

/// What turns units of a cargo into what a capacity counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Conversion {
    /// How much of what is counted (`Mt`, a train, `TEU`, `bcm`, `MWh`, a vehicle) one unit of the cargo takes.
    pub per_unit: Ratio,
    /// The figures that this rests on, in words; empty where none is needed.
    pub because: Option<String>,
}

/// Thousand cubic metres of gas in a tonne of LNG, in hundredths, where the network does not say what gas weighs.
///
/// # Source
/// 1 Mt of LNG is 1.36 to 1.38 bcm of natural gas: Energy Institute, Statistical Review of World Energy, approximate
/// conversion factors (1.36); IGU World LNG Report (1.379). The higher one fits the flagship's note on LNG.
const LNG_KCM_PER_TONNE_PERCENT: u64 = 138;

/// What one lorry carries: a container of forty feet. The largest that a semitrailer takes (ISO 668, 1AA: 12.192 m).
const TEU_PER_LORRY: u64 = 2;

/// Millilitres in a barrel: 42 US gallons of 231 cubic inches (NIST Handbook 44, appendix C).
const MILLILITRES_PER_BARREL: u64 = 158_987;

/// How a unit of `cargo` counts against what is `limited`, counted in `unit`. None if nothing in the network says so.
pub(super) fn conversion(network: &Network, cargo: &Cargo, unit: LimitUnit, of: Limited) -> Option<Conversion> {
    match unit {
        LimitUnit::Capacity(unit) => to_capacity(network, cargo, unit, of),
        LimitUnit::Amount(unit) => to_amount(network, cargo, unit),
        LimitUnit::Cargo(unit) => (unit == cargo.unit).then_some(ONE),
    }
}

const ONE: Conversion = Conversion { per_unit: Ratio { num: 1, den: 1 }, because: None };

fn plain(num: u64, den: u64) -> Option<Conversion> {
    Ratio::new(num, den).map(|per_unit| Conversion { per_unit, because: None })
}

fn to_capacity(network: &Network, cargo: &Cargo, unit: CapacityUnit, of: Limited) -> Option<Conversion> {
    match unit {
        CapacityUnit::MegatonnesPerYear => by_mass(cargo, 1_000_000_000),
        CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay => by_train(network, cargo, of),
        CapacityUnit::TeuPerYear => plain(teu(cargo.unit)?, 1),
        CapacityUnit::BcmPerYear => by_gas(network, cargo, 1_000_000),
        CapacityUnit::Megawatts => (cargo.unit == CargoUnit::MegawattHour).then_some(ONE),
        CapacityUnit::VehiclesPerDay => {
            let per_unit = Ratio::new(teu(cargo.unit)?, TEU_PER_LORRY)?;
            Some(Conversion { per_unit, because: Some("a lorry carries one FEU or two TEU (authored)".into()) })
        }
    }
}

fn to_amount(network: &Network, cargo: &Cargo, unit: AmountUnit) -> Option<Conversion> {
    match unit {
        AmountUnit::Tonne => by_mass(cargo, 1000),
        AmountUnit::Teu => plain(teu(cargo.unit)?, 1),
        AmountUnit::CubicMetre => by_volume(cargo, 1_000_000),
        AmountUnit::Barrel => by_volume(cargo, MILLILITRES_PER_BARREL),
        AmountUnit::ThousandCubicMetres => by_gas(network, cargo, 1),
        AmountUnit::MegawattHour => (cargo.unit == CargoUnit::MegawattHour).then_some(ONE),
    }
}

/// By what it weighs, in units of so many kilograms.
fn by_mass(cargo: &Cargo, kilograms_counted: u64) -> Option<Conversion> {
    let [_, kilograms, _] = cargo.kilograms()?;
    let because = (cargo.unit != CargoUnit::Tonne).then(|| {
        let tonnes = ratio(kilograms, 1000);
        format!("{tonnes} t in one {} of {}", cargo.unit.symbol(), cargo.id)
    });
    Some(Conversion { per_unit: Ratio::new(kilograms, kilograms_counted)?, because })
}

/// By what it fills as a liquid, in units of so many millilitres of a cubic metre.
fn by_volume(cargo: &Cargo, millilitres: u64) -> Option<Conversion> {
    let [_, kilograms, _] = cargo.kilograms()?;
    let density = cargo.density.as_ref()?.typ;
    let per_unit = Ratio::new(kilograms.checked_mul(1_000_000)?, density.parts().checked_mul(millilitres)?)?;
    Some(Conversion { per_unit, because: Some(format!("{density} of {}", cargo.id)) })
}

/// By the gas in it, in units of so many thousand cubic metres.
fn by_gas(network: &Network, cargo: &Cargo, kcm_counted: u64) -> Option<Conversion> {
    match cargo.unit {
        CargoUnit::ThousandCubicMetres => plain(1, kcm_counted),
        CargoUnit::Tonne if is_lng(cargo) => {
            let (num, den) = gas_in_lng(network);
            let per_unit = Ratio::new(num, den.checked_mul(kcm_counted)?)?;
            Some(Conversion { per_unit, because: Some(format!("{:.3} kcm of gas in 1 t of LNG", ratio(num, den))) })
        }
        _ => None,
    }
}

#[allow(clippy::cast_precision_loss)]
fn ratio(num: u64, den: u64) -> f64 {
    num as f64 / den.max(1) as f64
}

fn teu(unit: CargoUnit) -> Option<u64> {
    match unit {
        CargoUnit::Feu => Some(2),
        CargoUnit::Teu => Some(1),
        _ => None,
    }
}

fn is_lng(cargo: &Cargo) -> bool {
    cargo.commodities.iter().flatten().any(|inside| inside == "lng")
}

/// Thousand cubic metres of gas in a tonne of LNG, as a fraction: by what the network's gas weighs, if it says so.
fn gas_in_lng(network: &Network) -> (u64, u64) {
    let gas = network.cargoes.values().filter(|cargo| cargo.unit == CargoUnit::ThousandCubicMetres);
    let weighs = gas.filter_map(Cargo::kilograms).map(|[_, typ, _]| typ).find(|typ| *typ > 0);
    weighs.map_or((LNG_KCM_PER_TONNE_PERCENT, 100), |kilograms| (1000, kilograms))
}

/// By the train that the section's rule names; else by the one that carries least of the cargo on one of its gauges, so
/// that no line is thought wider than it is. Of the rule come the share of trains that are freight, and how full they are.
fn by_train(network: &Network, cargo: &Cargo, of: Limited) -> Option<Conversion> {
    let section = of.section().map(|section| &network.sections[section]);
    let gauges = section.map_or(&[][..], |section| &section.gauges);
    let rule = section.and_then(|section| section.capacity_rule).map(|rule| &network.capacity_rules[rule]);
    let named = rule.and_then(|rule| rule.train).map(|train| &network.trains[train]);
    let fits = || network.trains.values().filter(|train| gauges.is_empty() || gauges.contains(&train.gauge));
    let of_train = |train: &'_ Train| trains_per_unit(cargo, train);
    let (per_unit, train) =
        named.and_then(|train| of_train(train).map(|per_unit| (per_unit, train))).or_else(|| {
            let all = fits().filter_map(|train| of_train(train).map(|per_unit| (per_unit, train)));
            all.max_by(|(one, _), (other, _)| {
                (u128::from(one.num) * u128::from(other.den)).cmp(&(u128::from(other.num) * u128::from(one.den)))
            })
        })?;
    let shares = rule.into_iter().flat_map(|rule| [&rule.loaded, &rule.freight]).flatten();
    let used = shares.fold(1_000_000, |used, share| used * share.typ.parts() / 1_000_000);
    let per_unit = Ratio::new(per_unit.num.checked_mul(1_000_000)?, per_unit.den.checked_mul(used)?)?;
    let carries = ratio(per_unit.den, per_unit.num);
    let because = format!("{carries:.1} {} on one train ({})", cargo.unit.symbol(), train.id);
    Some(Conversion { per_unit, because: Some(because) })
}

/// How many trains one unit of the cargo takes.
fn trains_per_unit(cargo: &Cargo, train: &Train) -> Option<Ratio> {
    match (teu(cargo.unit), &train.payload) {
        (Some(teu), Some(payload)) if payload.typ.unit() == PayloadUnit::Teu => {
            Ratio::new(teu * 1000, payload.typ.milli())
        }
        (Some(_), _) => None,
        (None, payload) => {
            let [_, kilograms, _] = cargo.kilograms()?;
            let in_tonnes = payload.as_ref().filter(|payload| payload.typ.unit() == PayloadUnit::Tonne);
            let net = train.net.as_ref().map(|net| net.typ.parts());
            Ratio::new(kilograms, net.or(in_tonnes.map(|payload| payload.typ.milli()))?)
        }
    }
}
