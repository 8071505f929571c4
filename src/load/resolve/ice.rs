//! Ice: its areas, who is admitted to them, what an escort costs, how risky it is.

use super::super::raw::{RawAdmission, RawEscortShare, RawEscortTariff, RawIceArea, RawRiskTable};
use super::super::scalars::RawSeason;
use super::context::{Here, Resolver, Written};
use crate::model::{
    Admission, AdmissionRule, EscortShare, EscortTariff, EscortTariffRow, IceArea, IceRegimes, Provenance, RiskTable,
};

/// An ice area.
pub fn area(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (area, file): Written<'_, RawIceArea>,
) -> Option<IceArea> {
    let months: Vec<_> = area.severity.iter().map(|severity| severity.0).collect();
    let Ok(severity) = months.try_into() else {
        resolver.inconsistent(
            &here.key("severity"),
            "the severity of ice is not given for twelve months",
            "list twelve numbers, January first",
        );
        return None;
    };
    let provenance = resolver.provenance(&area.raw_provenance(), here);
    let escort_shares = area
        .escort_share
        .iter()
        .enumerate()
        .map(|(index, share)| escort_share(resolver, &here.key("escort_share").index(index), share, &provenance))
        .collect();
    let through = resolver.figure(area.through.as_ref(), &provenance, &here.key("through"));
    Some(IceArea {
        id,
        name: area.name.clone(),
        severity,
        escort_shares,
        through,
        provenance,
        note: area.note.clone(),
        file,
    })
}

fn escort_share(resolver: &mut Resolver<'_>, here: &Here, raw: &RawEscortShare, area: &Provenance) -> EscortShare {
    EscortShare {
        hull: raw.hull.clone(),
        massif: raw.massif.clone(),
        june: raw.june.0,
        august: raw.august.0,
        october: raw.october.0,
        provenance: resolver.provenance_within(&raw.source, raw.as_of.as_ref(), raw.confidence.as_ref(), (area, here)),
    }
}

/// A set of admission rules.
pub fn admission(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawAdmission>,
) -> Option<Admission> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let mut rules = Vec::with_capacity(raw.rules.len());
    for (index, rule) in raw.rules.iter().enumerate() {
        let areas = &here.key("rules").index(index).key("areas");
        rules.push(AdmissionRule {
            classes: rule.ice_class.0.clone(),
            season: rule.season.as_ref().map(RawSeason::season),
            areas: resolver.list(&rule.areas.0, areas, Resolver::ice_area),
            independent: rule.independent.0,
            escorted: rule.escorted.0,
        });
    }
    Some(Admission {
        id,
        regime: raw.regime.clone(),
        name: raw.name.clone(),
        issuer: raw.issuer.clone(),
        legal_basis: raw.legal_basis.clone(),
        window: Resolver::window(raw.from.as_ref(), raw.until.as_ref()),
        lapses: raw.lapses,
        rules,
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// An escort tariff.
pub fn escort_tariff(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawEscortTariff>,
) -> Option<EscortTariff> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    for (index, row) in raw.rates.iter().enumerate() {
        let here = here.key("rates").index(index);
        if row.by_zones.is_empty() {
            resolver.inconsistent(&here.key("by_zones"), "a row without rates", "give one for each number of zones");
        }
        let band = row.gross_tonnage.as_ref().and_then(|band| band.from.as_ref().zip(band.until.as_ref()));
        if band.is_some_and(|(from, until)| from.0 >= until.0) {
            let help = "write the smaller tonnage in `from`; `until` is the first above the band";
            resolver.inconsistent(&here.key("gross_tonnage"), "a band of tonnage that holds no ship", help);
        }
    }
    let rates = raw
        .rates
        .iter()
        .map(|row| EscortTariffRow {
            classes: row.ice_class.0.clone(),
            tonnage_from: row.gross_tonnage.as_ref().and_then(|band| band.from.as_ref()).map(|from| from.0),
            tonnage_until: row.gross_tonnage.as_ref().and_then(|band| band.until.as_ref()).map(|until| until.0),
            season: row.season.as_ref().map(RawSeason::season),
            by_zones: row.by_zones.iter().map(|rate| rate.0).collect(),
        })
        .collect();
    Some(EscortTariff {
        id,
        name: raw.name.clone(),
        issuer: raw.issuer.clone(),
        legal_basis: raw.legal_basis.clone(),
        window: Resolver::window(raw.from.as_ref(), raw.until.as_ref()),
        rates,
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// A risk table: every class has a value for every type of ice.
pub fn risk_table(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawRiskTable>,
) -> Option<RiskTable> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    for (class, values) in &raw.values {
        if values.len() != raw.ice.len() {
            let message = format!("{} values for {} types of ice", values.len(), raw.ice.len());
            resolver.inconsistent(&here.key("values").key(class), &message, "give one for each type, in their order");
        }
    }
    let regimes = ice_regimes(resolver, &here.key("ice_regimes"), raw);
    Some(RiskTable {
        id,
        name: raw.name.clone(),
        legal_basis: raw.legal_basis.clone(),
        ice: raw.ice.clone(),
        values: raw
            .values
            .iter()
            .map(|(class, values)| (class.clone(), values.iter().map(|value| value.0).collect()))
            .collect(),
        regimes,
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// Tenths of cover at severity 0, 1, 2 and 3: all of the water each, and never less ice than the one before.
fn ice_regimes(resolver: &mut Resolver<'_>, here: &Here, raw: &RawRiskTable) -> Option<IceRegimes> {
    let written = raw.ice_regimes.as_ref()?;
    for (index, regime) in written.iter().enumerate() {
        for unknown in regime.keys().filter(|kind| !raw.ice.contains(kind)) {
            let message = format!("`{unknown}` is no type of ice of this table");
            resolver.inconsistent(&here.index(index).key(unknown), &message, "its types stand under `ice`");
        }
    }
    let tenths = |regime: &std::collections::BTreeMap<String, super::super::scalars::Scalar<u8>>| -> Vec<u8> {
        raw.ice.iter().map(|kind| regime.get(kind).map_or(0, |tenth| tenth.0)).collect()
    };
    let lists: Vec<Vec<u8>> = written.iter().map(tenths).collect();
    let Ok(regimes) = <[Vec<u8>; 4]>::try_from(lists).map(IceRegimes) else {
        resolver.inconsistent(
            here,
            "regimes of ice are not given for four severities",
            "list four: open, light, medium, heavy ice",
        );
        return None;
    };
    if !regimes.are_whole() {
        resolver.inconsistent(
            here,
            "a regime of ice is not ten tenths",
            "let each add up to 10, ice-free water included",
        );
        return None;
    }
    if !regimes.get_heavier() {
        resolver.inconsistent(
            here,
            "a regime of ice is lighter than the one before",
            "let no type and those beyond it cover less at a higher severity",
        );
        return None;
    }
    Some(regimes)
}
