//! A plan as rows: one for each leg of each itinerary, one for each fact that refuses.

use super::Failure;
use super::print::{self, plain};
use crate::report::{FactRecord, PlanReport, Quantiles};

const HEADER: [&str; 36] = [
    "record",
    "rank",
    "leg",
    "mode",
    "kind",
    "from",
    "to",
    "line",
    "distance_km",
    "hours_p10",
    "hours_p50",
    "hours_p90",
    "cost_usd_p10",
    "cost_usd_p50",
    "cost_usd_p90",
    "wait_hours",
    "depart",
    "arrive",
    "sources",
    "scenario",
    "allow",
    "flags",
    "subject",
    "reason",
    "legal_basis",
    "in_force_from",
    "in_force_until",
    "line_haul_usd",
    "handling_usd",
    "border_usd",
    "toll_usd",
    "escort_usd",
    "co2e_ttw_kg",
    "co2e_wtw_kg",
    "itinerary_hours_p10",
    "itinerary_hours_p90",
];

/// The rows as text.
pub fn csv(plan: &PlanReport) -> Result<String, Failure> {
    print::rows(&HEADER, rows(plan).into_iter())
}

fn rows(plan: &PlanReport) -> Vec<Vec<String>> {
    let scenario = plan.query.scenario.clone().unwrap_or_default();
    let allow = plan.query.allow.join(" ");
    let mut rows = Vec::new();
    for itinerary in &plan.itineraries {
        let flags: Vec<String> = itinerary.flags.iter().map(|flag| format!("{}:{}", flag.code, flag.subject)).collect();
        for (index, leg) in itinerary.legs.iter().enumerate() {
            let mut row = vec![
                "leg".into(),
                itinerary.rank.to_string(),
                (index + 1).to_string(),
                leg.mode.into(),
                leg.kind.unwrap_or_default().into(),
                leg.from.clone(),
                leg.to.clone(),
                leg.line.clone().unwrap_or_else(|| leg.lanes.join(" ")),
                leg.distance_km.to_string(),
            ];
            row.extend(quantiles(leg.hours));
            row.extend(quantiles(leg.cost_usd));
            row.extend([leg.wait_hours.to_string(), leg.depart.clone(), leg.arrive.clone(), leg.sources.join(" ")]);
            row.extend([scenario.clone(), allow.clone(), flags.join(" ")]);
            row.extend(std::array::from_fn::<_, 5, _>(|_| String::new()));
            let typical = |value: Option<Quantiles>| value.map_or_else(String::new, |value| value.p50.to_string());
            let parts = leg.breakdown_usd.map(|parts| parts.parts());
            row.extend((0..5).map(|part| typical(parts.map(|parts| parts[part].1))));
            row.extend([typical(leg.co2e.map(|gas| gas.ttw_kg)), typical(leg.co2e.map(|gas| gas.wtw_kg))]);
            row.extend([itinerary.hours.p10.to_string(), itinerary.hours.p90.to_string()]);
            rows.push(row);
        }
    }
    rows.extend(plan.refused.iter().map(|fact| refused(fact, &scenario, &allow)));
    rows
}

fn refused(fact: &FactRecord, scenario: &str, allow: &str) -> Vec<String> {
    let mut row = vec![String::new(); HEADER.len()];
    let mut set = |column: &str, value: String| {
        if let Some(index) = HEADER.iter().position(|name| *name == column) {
            row[index] = value;
        }
    };
    set("record", "refused".into());
    set("kind", fact.code.to_string());
    set("in_force_from", fact.from.clone().unwrap_or_default());
    set("in_force_until", fact.until.clone().unwrap_or_default());
    set("sources", fact.sources.join(" "));
    set("scenario", scenario.into());
    set("allow", allow.into());
    set("subject", fact.subject.clone());
    set("reason", plain(&fact.reason));
    set("legal_basis", plain(fact.legal_basis.as_deref().unwrap_or_default()));
    row
}

fn quantiles(value: Option<Quantiles>) -> [String; 3] {
    value.map_or_else(Default::default, |value| [value.p10.to_string(), value.p50.to_string(), value.p90.to_string()])
}
