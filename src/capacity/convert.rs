//! How much of a capacity does a unit of a cargo take?
//!
//! Exact fractions: a unit of 15 t takes 15/1,000,000 of a million tonnes, one tonne 1/5,325 of a train with 5,325 t.

use crate::model::{Cargo, Network, Train};
use crate::units::{CapacityUnit, CargoUnit, Gauge, PayloadUnit};

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

/// How a unit of `cargo` counts against a capacity in `unit`; on rails of `gauges`. None if nothing in the network says so.
pub(super) fn conversion(network: &Network, cargo: &Cargo, unit: CapacityUnit, gauges: &[Gauge]) -> Option<Conversion> {
    let plain = |num, den| Ratio::new(num, den).map(|per_unit| Conversion { per_unit, because: None });
    match unit {
        CapacityUnit::MegatonnesPerYear => {
            let [_, kilograms, _] = cargo.kilograms()?;
            let because = (cargo.unit != CargoUnit::Tonne).then(|| {
                #[allow(clippy::cast_precision_loss)]
                let tonnes = kilograms as f64 / 1000.0;
                format!("{tonnes} t in one {} of {}", cargo.unit.symbol(), cargo.id)
            });
            Some(Conversion { per_unit: Ratio::new(kilograms, 1_000_000_000)?, because })
        }
        CapacityUnit::TrainsPerDay | CapacityUnit::PairsPerDay => by_train(network, cargo, gauges),
        CapacityUnit::TeuPerYear => plain(teu(cargo.unit)?, 1),
        CapacityUnit::BcmPerYear => match cargo.unit {
            CargoUnit::ThousandCubicMetres => plain(1, 1_000_000),
            CargoUnit::Tonne if is_lng(cargo) => {
                let (num, den) = gas_in_lng(network);
                let per_unit = Ratio::new(num, den.checked_mul(1_000_000)?)?;
                #[allow(clippy::cast_precision_loss)]
                let factor = num as f64 / den as f64;
                Some(Conversion { per_unit, because: Some(format!("{factor:.3} kcm of gas in 1 t of LNG")) })
            }
            _ => None,
        },
        CapacityUnit::Megawatts => match cargo.unit {
            CargoUnit::MegawattHour => plain(1, 1),
            _ => None,
        },
        CapacityUnit::VehiclesPerDay => {
            let per_unit = Ratio::new(teu(cargo.unit)?, TEU_PER_LORRY)?;
            Some(Conversion { per_unit, because: Some("a lorry carries one FEU or two TEU".into()) })
        }
    }
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

/// By the train that carries least of the cargo on one of the gauges, so that no line is thought wider than it is.
fn by_train(network: &Network, cargo: &Cargo, gauges: &[Gauge]) -> Option<Conversion> {
    let carried = |train: &Train| -> Option<Ratio> {
        // Units of the cargo for each train, turned over.
        match (teu(cargo.unit), &train.payload) {
            (Some(teu), Some(payload)) if payload.typ.unit() == PayloadUnit::Teu => {
                Ratio::new(teu * 1000, payload.typ.milli())
            }
            (Some(_), _) => None,
            (None, payload) => {
                let [_, kilograms, _] = cargo.kilograms()?;
                let in_tonnes = payload.as_ref().filter(|payload| payload.typ.unit() == PayloadUnit::Tonne);
                let net = train.net.as_ref().map(|net| net.typ.parts());
                let net = net.or(in_tonnes.map(|payload| payload.typ.milli()))?;
                Ratio::new(kilograms, net)
            }
        }
    };
    let trains = network.trains.values().filter(|train| gauges.is_empty() || gauges.contains(&train.gauge));
    let (per_unit, train) = trains.filter_map(|train| carried(train).map(|per_unit| (per_unit, train))).max_by(
        |(one, _), (other, _)| {
            (u128::from(one.num) * u128::from(other.den)).cmp(&(u128::from(other.num) * u128::from(one.den)))
        },
    )?;
    #[allow(clippy::cast_precision_loss)]
    let carries = per_unit.den as f64 / per_unit.num.max(1) as f64;
    let because = format!("{carries:.1} {} on one train ({})", cargo.unit.symbol(), train.id);
    Some(Conversion { per_unit, because: Some(because) })
}
