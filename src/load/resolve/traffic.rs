//! What moves: ships, trains, cargoes, demands.

use super::super::raw::{RawCargo, RawDemand, RawTrain, RawVessel};
use super::context::{Here, Resolver, Written};
use super::flows::months;
use crate::model::{Cargo, CargoId, Country, Demand, Train, Vessel};

/// A ship.
pub fn vessel(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (vessel, file): Written<'_, RawVessel>,
) -> Option<Vessel> {
    let provenance = resolver.provenance(&vessel.raw_provenance(), here);
    let speeds: Vec<_> = vessel.ice_speeds.iter().map(|speed| speed.0).collect();
    let ice_speeds: Result<[_; 4], _> = speeds.try_into();
    if ice_speeds.is_err() {
        resolver.inconsistent(
            &here.key("ice_speeds"),
            "speeds in ice are not given for four severities",
            "list four speeds: open, light, medium, heavy ice; `0 kn` where the ship is stopped",
        );
    }
    let draught = resolver.figure(Some(&vessel.draught), &provenance, &here.key("draught"));
    let speed = resolver.figure(Some(&vessel.speed), &provenance, &here.key("speed"));
    Some(Vessel {
        id,
        name: vessel.name.clone(),
        ice_class: vessel.ice_class.0,
        draught: draught?,
        speed: speed?,
        ice_speeds: ice_speeds.ok()?,
        polar_class: vessel.polar_class.clone(),
        gross_tonnage: resolver.figure(vessel.gross_tonnage.as_ref(), &provenance, &here.key("gross_tonnage")),
        length: resolver.figure(vessel.length.as_ref(), &provenance, &here.key("length")),
        beam: resolver.figure(vessel.beam.as_ref(), &provenance, &here.key("beam")),
        fuel: vessel.fuel.clone(),
        payload: resolver.figure(vessel.payload.as_ref(), &provenance, &here.key("payload")),
        consumption: resolver.figure(vessel.consumption.as_ref(), &provenance, &here.key("consumption")),
        provenance,
        note: vessel.note.clone(),
        file,
    })
}

/// A kind of train.
pub fn train(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (train, file): Written<'_, RawTrain>,
) -> Option<Train> {
    let provenance = resolver.provenance(&train.raw_provenance(), here);
    let heavier =
        train.net.iter().flat_map(|net| &net.figures).zip(train.gross.iter().flat_map(|gross| &gross.figures));
    for (net, gross) in heavier {
        if net.typ.0 > gross.typ.0 {
            let message = format!("a cargo of {} in a train of {}", net.typ.0, gross.typ.0);
            resolver.inconsistent(
                &here.key("net"),
                &message,
                "`gross` is the train with its cargo, `net` the cargo alone",
            );
        }
    }
    Some(Train {
        id,
        name: train.name.clone(),
        gauge: train.gauge.0,
        wagons: resolver.figure(train.wagons.as_ref(), &provenance, &here.key("wagons")),
        length: resolver.figure(train.length.as_ref(), &provenance, &here.key("length")),
        gross: resolver.figure(train.gross.as_ref(), &provenance, &here.key("gross")),
        net: resolver.figure(train.net.as_ref(), &provenance, &here.key("net")),
        axle_load: resolver.figure(train.axle_load.as_ref(), &provenance, &here.key("axle_load")),
        payload: resolver.figure(train.payload.as_ref(), &provenance, &here.key("payload")),
        provenance,
        note: train.note.clone(),
        file,
    })
}

/// A kind of cargo.
pub fn cargo(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (cargo, file): Written<'_, RawCargo>,
) -> Option<Cargo> {
    let provenance = resolver.provenance(&cargo.raw_provenance(), here);
    let value_of_time = resolver.figure(cargo.value_of_time.as_ref(), &provenance, &here.key("value_of_time"));
    if let Some(value) = value_of_time.as_ref().filter(|value| value.typ.cargo_unit() != cargo.unit.0) {
        let message = format!("time is worth {} but the cargo is counted in {}", value.typ, cargo.unit.0.symbol());
        resolver.inconsistent(&here.key("value_of_time"), &message, "give it for one unit of the cargo");
    }
    let modes = if cargo.modes.0.is_empty() { Cargo::USUAL_MODES.to_vec() } else { cargo.modes.0.clone() };
    Some(Cargo {
        id,
        name: cargo.name.clone(),
        unit: cargo.unit.0,
        commodities: match (&cargo.commodities, &cargo.contents) {
            (Some(commodities), None) => Some(commodities.0.clone()),
            _ => None,
        },
        modes,
        vessels: resolver.list(&cargo.vessels.0, &here.key("vessels"), Resolver::vessel),
        mass: resolver.figure(cargo.mass.as_ref(), &provenance, &here.key("mass")),
        density: resolver.figure(cargo.density.as_ref(), &provenance, &here.key("density")),
        value_of_time,
        provenance,
        note: cargo.note.clone(),
        file,
    })
}

/// A demand.
pub fn demand(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (demand, file): Written<'_, RawDemand>,
) -> Option<Demand> {
    let provenance = resolver.provenance(&demand.raw_provenance(), here);
    let cargo = cargo_with_origin(resolver, &demand.cargo, &here.key("cargo"));
    let quantity = resolver.dated(Some(&demand.quantity), &provenance, &here.key("quantity"));
    Some(Demand {
        id,
        name: demand.name.clone(),
        from: demand.from.clone(),
        to: demand.to.clone(),
        cargo: cargo?,
        quantity: quantity?,
        months: months(resolver, &here.key("months"), demand.months.as_ref()),
        unserved: resolver.figure(demand.unserved.as_ref(), &provenance, &here.key("unserved")),
        provenance,
        note: demand.note.clone(),
        file,
    })
}

/// `coal`, or `coal@RU` for coal of Russian origin.
pub fn cargo_with_origin(resolver: &mut Resolver<'_>, text: &str, here: &Here) -> Option<(CargoId, Option<Country>)> {
    let (cargo, origin) = text.split_once('@').map_or((text, None), |(cargo, origin)| (cargo, Some(origin)));
    let country = origin.map(str::parse::<Country>).transpose();
    if let Err(error) = &country {
        resolver.inconsistent(here, &error.message, &error.help);
    }
    Some((resolver.cargo(cargo, here)?, country.ok()?))
}
