//! A plan for people: a table of ways, the legs of each, and what is not offered and why.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::fact_text::{fact, flags};
use super::layout;
use super::print::{bold, plain, refused};
use super::why_not_text;
use crate::model::{Named, Network};
use crate::report::{FactRecord, Itinerary, Leg, ParetoRecord, PlanReport, Quantiles, span, whole};
use crate::units::thousands;

/// The whole answer.
pub fn text(network: &Network, plan: &PlanReport) -> String {
    let mut out = String::new();
    heading(&mut out, network, plan);
    if plan.has_route() {
        match &plan.pareto {
            Some(pareto) => comparison(&mut out, plan, pareto),
            None => summary(&mut out, plan),
        }
        let shared = shared_flags(plan);
        for itinerary in &plan.itineraries {
            legs(&mut out, itinerary, &shared, plan.query.cargo_unit);
        }
        if !shared.is_empty() {
            let _ =
                writeln!(out, "\n{}", bold(if plan.itineraries.len() > 1 { "For all of them" } else { "Note well" }));
            flags(&mut out, &shared);
        }
    } else {
        no_route(&mut out, network, plan);
    }
    match &plan.why_not {
        Some(why_not) if why_not.asked.is_some() || !why_not.facts.is_empty() => why_not_text::text(&mut out, why_not),
        _ => ways(&mut out, plan),
    }
    if let Some(explained) = &plan.explained {
        why_not_text::explained(&mut out, explained);
    }
    if !plan.has_route() {
        nearest(&mut out, plan);
    }
    layout::notes(&mut out, &plan.notes);
    out
}

fn heading(out: &mut String, network: &Network, plan: &PlanReport) {
    let query = &plan.query;
    let name = |asked: &str, places: &[String]| {
        let place = places.first().and_then(|id| network.places.find(id)).map(|id| &network.places[id]);
        match place {
            Some(place) if places.len() == 1 => place.name.clone(),
            Some(place) => place.city.map_or_else(|| asked.to_string(), |city| network.cities[city].name.clone()),
            None => asked.to_string(),
        }
    };
    let (from, to) = (name(&query.from, &query.from_places), name(&query.to, &query.to_places));
    let compared = plan.pareto.as_ref().map(|pareto| format!("compared by {}", pareto.criteria.join(", ")));
    let compared = compared.unwrap_or_else(|| format!("best by {}", query.by));
    let line = format!("{} to {}, leaving {}, {compared}", plain(&from), plain(&to), query.depart);
    let _ = writeln!(out, "{}", bold(&line));
    layout::what_if(out, query.scenario.is_some() || !query.allow.is_empty());
    let mut asked = vec![format!("cargo {} ({})", query.cargo, query.cargo_unit)];
    if let Some(origin) = &query.cargo_origin {
        asked.push(format!("origin of the cargo {origin}"));
    }
    asked.extend(query.vessel.as_ref().map(|vessel| format!("vessel {vessel}")));
    if query.unescorted {
        asked.push("without icebreakers".into());
    }
    asked.push(
        query.scenario.as_ref().map_or_else(|| "base scenario".into(), |scenario| format!("scenario {scenario}")),
    );
    for (what, items) in [("via", &query.via), ("avoiding", &query.avoid), ("rules lifted:", &query.allow)] {
        if !items.is_empty() {
            asked.push(format!("{what} {}", items.join(", ")));
        }
    }
    if !query.modes.is_empty() {
        asked.push(format!("by {} only", query.modes.join(", ")));
    }
    let _ = writeln!(out, "{}; network {} as of {}\n", asked.join(", "), plan.network.id, plan.network.as_of);
}

fn summary(out: &mut String, plan: &PlanReport) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let unit = format!("USD/{}", plan.query.cargo_unit);
    let valued = match plan.query.by {
        "co2" => Some("kg CO2e"),
        "generalised" => Some("with time"),
        _ => None,
    };
    let mut header = vec!["#", "days", "P10-P90", unit.as_str(), "km", "borders", "gauge breaks"];
    header.extend(valued);
    header.push("by");
    table.set_header(header);
    for itinerary in &plan.itineraries {
        let value = itinerary.generalised_usd.or(itinerary.co2e_kg).filter(|_| valued.is_some());
        let mut row = vec![
            itinerary.rank.to_string(),
            days(itinerary.hours.p50),
            format!("{}-{}", days(itinerary.hours.p10), days(itinerary.hours.p90)),
            itinerary.cost_usd.map_or_else(|| "unknown".into(), |cost| whole(cost.p50)),
            whole(itinerary.distance_km),
            itinerary.borders.to_string(),
            itinerary.gauge_breaks.to_string(),
        ];
        row.extend(value.map(amount));
        row.push(plain(&itinerary.corridor));
        table.add_row(row);
    }
    layout::table(out, &mut table, 0..7 + usize::from(valued.is_some()));
}

/// A row for each way of a Pareto frontier; a star marks what no way does better.
fn comparison(out: &mut String, plan: &PlanReport, pareto: &ParetoRecord) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let unit = format!("USD/{}", plan.query.cargo_unit);
    let with_risk = pareto.criteria.contains(&"risk");
    let mut header = vec!["#", "days", unit.as_str(), "km", "borders", "gauge breaks", "transfers"];
    header.extend(with_risk.then_some("risk"));
    let numbers = header.len();
    header.push("by");
    table.set_header(header);
    for way in &plan.itineraries {
        let best = |criterion: &str| way.trade.as_ref().is_some_and(|trade| trade.best_by.contains(&criterion));
        let cell = |criterion: &str, value: String| if best(criterion) { format!("*{value}") } else { value };
        let mut row = vec![
            way.rank.to_string(),
            cell("time", days(way.hours.p50)),
            cell("cost", way.cost_usd.map_or_else(|| "unknown".into(), |cost| whole(cost.p50))),
            cell("distance", whole(way.distance_km)),
            cell("borders", way.borders.to_string()),
            cell("gauge-breaks", way.gauge_breaks.to_string()),
            cell("transfers", way.transfers.to_string()),
        ];
        row.extend(way.trade.as_ref().and_then(|trade| trade.risk).map(|risk| cell("risk", risk.to_string())));
        row.push(plain(&way.corridor));
        table.add_row(row);
    }
    layout::table(out, &mut table, 0..numbers);
    let ParetoRecord { found, shown, .. } = pareto;
    let all = if found > shown {
        format!("{shown} of the {found} ways that no other beats in every criterion; -k {} shows more", found.min(&100))
    } else {
        format!("all {found} ways that no other beats in every criterion")
    };
    let _ = writeln!(out, "{all}; * none is better");
}

/// How a way differs from the first, on two lines if it does not fit on one.
fn against_the_first(out: &mut String, differs: &str) {
    const FITS: usize = 85;
    match differs.rsplit_once("; ") {
        Some((leads, takes)) if differs.chars().count() > FITS => {
            let _ = writeln!(out, "   against 1: {}\n              {takes}", plain(leads));
        }
        _ => {
            let _ = writeln!(out, "   against 1: {}", plain(differs));
        }
    }
}

/// Flags that every itinerary carries; they are told once.
fn shared_flags(plan: &PlanReport) -> Vec<&FactRecord> {
    let Some((first, others)) = plan.itineraries.split_first() else { return Vec::new() };
    first.flags.iter().filter(|flag| others.iter().all(|other| other.flags.contains(flag))).collect()
}

fn legs(out: &mut String, itinerary: &Itinerary, shared: &[&FactRecord], unit: &str) {
    let _ = writeln!(out, "\n{}", bold(&format!("{}  {}", itinerary.rank, plain(&itinerary.corridor))));
    if !itinerary.differs.is_empty() {
        against_the_first(out, &itinerary.differs);
    }
    for leg in &itinerary.legs {
        let _ = writeln!(out, "   {}", leg_line(leg));
        for reason in &leg.waits_for {
            layout::wrapped(out, "                            waits for ", &plain(reason));
        }
    }
    let time = where_time_goes(itinerary);
    if !time.is_empty() {
        let _ = writeln!(out, "   time: {time}");
    }
    if let Some(money) = where_money_goes(itinerary, unit) {
        let _ = writeln!(out, "   cost: {money}");
    }
    if let Some(gas) = gas(itinerary) {
        let _ = writeln!(out, "   CO2e: {gas}");
    }
    for line in band_lines(itinerary) {
        let _ = writeln!(out, "   {line}");
    }
    let own: Vec<&FactRecord> = itinerary.flags.iter().filter(|flag| !shared.contains(flag)).collect();
    flags(out, &own);
}

fn leg_line(leg: &Leg) -> String {
    let name = plain(&leg.name);
    let what = if leg.mode == "transfer" {
        name
    } else {
        let by = match leg.passages.as_slice() {
            [] => name,
            passages => format!("by {}", passages.join(", ")),
        };
        format!("{} - {} ({})", plain(&leg.from_name), plain(&leg.to_name), plain(&by))
    };
    let mode = if leg.mode == "transfer" { "" } else { leg.mode };
    let distance = if leg.distance_km > 0.0 { format!("{} km", whole(leg.distance_km)) } else { String::new() };
    let mut line = format!("{mode:5} {distance:>9} {:>7}  {what}", duration(leg.hours));
    if let Some(percent) = leg.escort_percent.filter(|percent| *percent > 0.0) {
        let _ = write!(line, ", {percent:.0} % of the ice behind an icebreaker");
    }
    if leg.wait_hours > 0.0 {
        let _ = write!(line, ", after waiting {}", span(leg.wait_hours));
    }
    line
}

/// How late it may be, how likely it is to arrive in time, how long it takes in each kind of year.
fn band_lines(itinerary: &Itinerary) -> Vec<String> {
    let (hours, bound) = (itinerary.hours, itinerary.hours_bound);
    let mut lines = Vec::new();
    let Some(band) = &itinerary.band else { return lines };
    let draws = || format!("{} draws, seed {}", thousands(u64::from(band.samples)), band.seed);
    if bound.p10 < bound.p90 {
        let how = if band.method == "exact" { "exact".to_string() } else { draws() };
        let lost = if band.not_arriving_percent > 0.0 {
            format!("; {} % do not arrive within 400 days", band.not_arriving_percent)
        } else {
            String::new()
        };
        let [low, typ, high] = [hours.p10, hours.p50, hours.p90].map(days);
        let [least, most] = [bound.p10, bound.p90].map(days);
        lines.push(format!("spread: {typ} d (P10-P90 {low}-{high}; bound {least}-{most}; {how}{lost})"));
    }
    if let Some(odds) = &itinerary.probability_by {
        let percent = odds.probability * 100.0;
        let percent = match percent {
            _ if percent > 0.0 && percent < 1.0 => "under 1".to_string(),
            _ if percent < 100.0 && percent > 99.0 => "over 99".to_string(),
            _ => format!("{percent:.0}"),
        };
        lines.push(format!("arrival: {percent} % likely by {} ({})", odds.date, draws()));
    }
    if !itinerary.ice_years.is_empty() {
        let years = itinerary.ice_years.iter().map(|year| match (year.hours, year.wait_hours) {
            (Some(hours), Some(wait)) if wait > 0.0 => {
                format!("{} {} ({} of it waiting)", year.year, span(hours), span(wait))
            }
            (Some(hours), _) => format!("{} {}", year.year, span(hours)),
            _ => format!("{} no way ({})", year.year, plain(year.reason.as_deref().unwrap_or_default())),
        });
        lines.push(format!("ice year: {}", years.collect::<Vec<_>>().join(", ")));
    }
    lines
}

fn where_time_goes(itinerary: &Itinerary) -> String {
    let total = itinerary.hours.p50.max(0.1);
    itinerary
        .breakdown_hours
        .parts()
        .into_iter()
        .filter(|(_, hours)| *hours > 0.0)
        .map(|(what, hours)| format!("{what} {} ({:.0} %)", span(hours), hours / total * 100.0))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What the money of one cargo unit is paid for.
fn where_money_goes(itinerary: &Itinerary, unit: &str) -> Option<String> {
    let (total, parts) = itinerary.cost_usd.zip(itinerary.breakdown_usd)?;
    let parts: Vec<String> = parts
        .parts()
        .iter()
        .filter(|(_, money)| money.p90 > 0.0)
        .map(|(what, money)| format!("{what} {}", amount(money.p50)))
        .collect();
    let range = format!("P10-P90 {}-{}", amount(total.p10), amount(total.p90));
    let with_time = itinerary.generalised_usd.map(|usd| format!("; with the time {}", amount(usd))).unwrap_or_default();
    Some(format!("USD/{unit} {} ({range}): {}{with_time}", amount(total.p50), parts.join(", ")))
}

/// Whole dollars, cents where there are few.
fn amount(usd: f64) -> String {
    if usd < 100.0 && usd > 0.0 { format!("{usd:.2}") } else { whole(usd) }
}

/// Greenhouse gas of one cargo unit, from the well and from the tank.
fn gas(itinerary: &Itinerary) -> Option<String> {
    let Some(gas) = &itinerary.co2e else {
        return itinerary.co2e_unknown.as_deref().map(plain);
    };
    let kg = |kg: f64| if kg < 10.0 { format!("{kg:.1}") } else { whole(kg) };
    let wtw = gas.wtw_kg;
    Some(format!(
        "{} kg/{} well to wheel (P10-P90 {}-{}), of it {} at the vehicle",
        kg(wtw.p50),
        gas.per,
        kg(wtw.p10),
        kg(wtw.p90),
        kg(gas.ttw_kg.p50)
    ))
}

fn no_route(out: &mut String, network: &Network, plan: &PlanReport) {
    let _ = writeln!(out, "{}", refused("No allowed way."));
    let of_ways: Vec<usize> = plan.refused_ways.iter().flat_map(|way| way.facts.iter().copied()).collect();
    for (index, told) in plan.refused.iter().enumerate() {
        if !of_ways.contains(&index) {
            let _ = writeln!(out, "   {} {}", refused("x"), fact(told));
        }
    }
    if plan.refused_ways.is_empty() && plan.refused.iter().all(|told| told.rule.is_none()) {
        let only =
            if plan.query.modes.is_empty() { String::new() } else { format!(" by {}", plan.query.modes.join(" and ")) };
        let but = if plan.query.avoid.is_empty() {
            String::new()
        } else {
            format!(" without {}", plan.query.avoid.join(", "))
        };
        let _ = writeln!(
            out,
            "   No links and transfers of network {} join the two{only}{but}. A change of gauge, mode or country needs a\n   \
             transfer at the place: `landbridge check` finds those that are missing.",
            network.meta.id
        );
    }
    let scenarios: Vec<&str> = network
        .scenarios
        .values()
        .map(Named::id)
        .filter(|id| plan.refused.iter().any(|fact| fact.lift.scenarios.iter().any(|lifting| lifting == id)))
        .collect();
    if !scenarios.is_empty() {
        let _ = writeln!(
            out,
            "   Scenarios that open links named below (rules stand in them unless they say otherwise): {}",
            scenarios.join(", ")
        );
    }
}

fn ways(out: &mut String, plan: &PlanReport) {
    if plan.refused_ways.is_empty() {
        return;
    }
    let title = if plan.has_route() { "Not offered, though shorter" } else { "What stands in the way" };
    let _ = writeln!(out, "\n{}", bold(title));
    let mut told: Vec<usize> = Vec::new();
    for way in &plan.refused_ways {
        let by = way.mode.map_or_else(|| "shortest of all".to_string(), |mode| format!("shortest by {mode}"));
        let measures = std::iter::once(format!("{} km", whole(way.distance_km))).chain(way.gains()).collect::<Vec<_>>();
        let _ = writeln!(out, "   {by}: {}, by {}", measures.join(", "), plain(&way.corridor));
        for index in &way.facts {
            if told.contains(index) {
                let _ = writeln!(out, "     {} {} (above)", refused("x"), plain(&plan.refused[*index].subject_name));
            } else {
                told.push(*index);
                let _ = writeln!(out, "     {} {}", refused("x"), fact(&plan.refused[*index]));
            }
        }
    }
    out.push('\n');
}

fn nearest(out: &mut String, plan: &PlanReport) {
    if let Some(nearest) = &plan.nearest {
        let _ = writeln!(
            out,
            "Nearest allowed: {}, {} away, {} km short of the destination.",
            plain(&nearest.name),
            span(nearest.hours),
            whole(nearest.short_of_km)
        );
    }
}

fn days(hours: f64) -> String {
    // What does not arrive within the horizon is told as its end.
    if hours >= 9600.0 {
        return "400+".into();
    }
    format!("{:.1}", hours / 24.0)
}

fn duration(hours: Option<Quantiles>) -> String {
    hours.map_or_else(|| "?".into(), |hours| span(hours.p50))
}
