//! Published tables about ice: escort shares, escort tariffs, risk index values.

use serde::Serialize;

use crate::inventory::EntryKey;
use crate::model::{EscortTariff, EscortTariffRow, IceArea, RiskTable};
use crate::site::format::sentence_case;
use crate::site::view::{Origin, PageContext, Ref};
use crate::units::thousands;

/// How often ships needed an icebreaker.
#[derive(Serialize)]
pub struct ShareRow {
    hull: String,
    massif: String,
    months: [String; 3],
    origin: Origin,
}

#[derive(Serialize)]
pub struct TariffView {
    id: String,
    name: String,
    issuer: String,
    legal_basis: String,
    dates: String,
    zones: Vec<usize>,
    rows: Vec<TariffRow>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct TariffRow {
    classes: String,
    tonnage: String,
    season: String,
    cells: Vec<String>,
}

#[derive(Serialize)]
pub struct RiskView {
    id: String,
    name: String,
    legal_basis: String,
    ice: Vec<String>,
    rows: Vec<RiskRow>,
    note: Option<String>,
    origin: Origin,
}

#[derive(Serialize)]
struct RiskRow {
    class: String,
    ships: Vec<Ref>,
    cells: Vec<RiskCell>,
}

#[derive(Serialize)]
struct RiskCell {
    text: String,
    class: &'static str,
}

pub fn shares(context: &PageContext<'_>, area: &IceArea) -> Vec<ShareRow> {
    let row = |share: &crate::model::EscortShare| ShareRow {
        hull: share.hull.clone(),
        massif: share.massif.clone(),
        months: [share.june, share.august, share.october].map(|share| share.to_string()),
        origin: context.origin(&share.provenance),
    };
    area.escort_shares.iter().map(row).collect()
}

pub fn tariffs(context: &PageContext<'_>) -> Vec<TariffView> {
    context.site.network.escort_tariffs.values().map(|tariff| tariff_view(context, tariff)).collect()
}

fn tariff_view(context: &PageContext<'_>, tariff: &EscortTariff) -> TariffView {
    let zones = tariff.rates.iter().map(|row| row.by_zones.len()).max().unwrap_or(0);
    TariffView {
        id: tariff.id.clone(),
        name: tariff.name.clone(),
        issuer: tariff.issuer.clone(),
        legal_basis: tariff.legal_basis.clone(),
        dates: sentence_case(&tariff.window.to_string()),
        zones: (1..=zones).collect(),
        rows: tariff.rates.iter().map(|row| tariff_row(row, zones)).collect(),
        note: tariff.note.as_deref().map(sentence_case),
        origin: context.origin(&tariff.provenance),
    }
}

fn tariff_row(row: &EscortTariffRow, zones: usize) -> TariffRow {
    let tonnage = match (row.tonnage_from, row.tonnage_until) {
        (None, None) => "any".to_string(),
        (Some(from), None) => format!("from {from}"),
        (None, Some(until)) => format!("below {until}"),
        (Some(from), Some(until)) => format!("from {from}, below {until}"),
    };
    // The unit stands in the heading of the table.
    let cell = |zone: usize| {
        let roubles = |kopecks: u64| format!("{}.{:02}", thousands(kopecks / 100), kopecks % 100);
        row.by_zones.get(zone).map_or_else(|| "–".into(), |rate| roubles(rate.parts()))
    };
    TariffRow {
        classes: row.classes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        tonnage,
        season: row.season.map_or_else(|| "all year".into(), |season| season.to_string()),
        cells: (0..zones).map(cell).collect(),
    }
}

pub fn risks(context: &PageContext<'_>) -> Vec<RiskView> {
    context.site.network.risk_tables.values().map(|table| risk_view(context, table)).collect()
}

/// The strongest classes first.
fn risk_view(context: &PageContext<'_>, table: &RiskTable) -> RiskView {
    let network = context.site.network;
    let mut classes: Vec<(&String, &Vec<i8>)> = table.values.iter().collect();
    classes.sort_by_key(|(_, values)| std::cmp::Reverse(values.iter().map(|value| i32::from(*value)).sum::<i32>()));
    let row = |(class, values): (&String, &Vec<i8>)| {
        let of_class = network.vessels.iter().filter(|(_, vessel)| vessel.polar_class.as_ref() == Some(class));
        RiskRow {
            class: if class == "none" { "no class".into() } else { class.clone() },
            ships: of_class.map(|(id, _)| context.entry(EntryKey::Vessel(id))).collect(),
            cells: values.iter().map(|value| risk_cell(*value)).collect(),
        }
    };
    RiskView {
        id: table.id.clone(),
        name: table.name.clone(),
        legal_basis: table.legal_basis.clone(),
        ice: table.ice.iter().map(|word| word.replace('-', " ")).collect(),
        rows: classes.into_iter().map(row).collect(),
        note: table.note.as_deref().map(sentence_case),
        origin: context.origin(&table.provenance),
    }
}

fn risk_cell(value: i8) -> RiskCell {
    let class = match value {
        1.. => "is-open",
        0 => "is-partly",
        _ => "is-shut",
    };
    // A true minus, so that signs are as wide as they should be.
    RiskCell { text: value.to_string().replace('-', "\u{2212}"), class }
}
