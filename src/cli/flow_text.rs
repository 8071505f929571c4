//! A flow for people: what arrives, what stops the rest, what limits are worth, how full they are.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::cut_text::few;
use super::layout;
use super::print::{bold, flagged, plain, refused};
use crate::model::Network;
use crate::report::flow::{
    DemandRecord, FlowReport, GainRecord, LimitRecord, amount_told, number_told, rate_told, signed_told,
};
use crate::units::CargoUnit;

/// How many limits are told with words, and how many in the table.
const LIMITS: usize = 12;

/// The whole answer.
pub fn text(network: &Network, report: &FlowReport) -> String {
    let mut out = String::new();
    let query = &report.query;
    let count = report.demands.len();
    let title = format!(
        "{count} {} over {} {}, least {}",
        if count == 1 { "demand" } else { "demands" },
        report.network.id,
        query.period.told(),
        query.period.by
    );
    layout::wrapped(&mut out, "", &bold(&plain(&title)));
    layout::what_if(&mut out, query.period.is_what_if());
    asked(&mut out, report);
    for total in &report.totals {
        let _ = writeln!(out, "{}", bold(&format!("{} arrive", total.told)));
    }
    let _ = writeln!(out, "the ways together: {}\n", value(report.value, report));
    demands(&mut out, network, report);
    binding(&mut out, report);
    utilisation(&mut out, report);
    energy(&mut out, report);
    select(&mut out, report);
    if let Some(samples) = &report.samples {
        super::samples_text::text(&mut out, samples, report.value_unit);
    }
    note_well(&mut out, report);
    out
}

fn asked(out: &mut String, report: &FlowReport) {
    let (query, period) = (&report.query, &report.query.period);
    let mut asked = vec![match query.demands_from {
        "table" => "demands of a table".to_string(),
        "command" => "one demand of the command line".into(),
        _ => "demands of the network".into(),
    }];
    if !period.modes.is_empty() {
        asked.push(format!("by {}", period.modes.join(", ")));
    }
    if !period.avoid.is_empty() {
        asked.push(format!("not through {}", period.avoid.join(", ")));
    }
    if period.period == "months" {
        asked.push("month by month, with storage".into());
    }
    asked.push(period.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}")));
    if !period.allow.is_empty() {
        asked.push(format!("rules lifted: {}", period.allow.join(", ")));
    }
    let line = format!("{}; network {} as of {}", asked.join(", "), report.network.id, report.network.as_of);
    layout::wrapped(out, "", &plain(&line));
    out.push('\n');
}

fn demands(out: &mut String, network: &Network, report: &FlowReport) {
    let unit = |demand: &DemandRecord| {
        network.cargoes.find(&demand.cargo).map_or(CargoUnit::Tonne, |id| network.cargoes[id].unit)
    };
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["wanted", "arrives", "%", "demand"]);
    for demand in &report.demands {
        let percent = if demand.asked > 0.0 { demand.served / demand.asked * 100.0 } else { 100.0 };
        let mark = if demand.stands_in { " *" } else { "" };
        let cargo =
            demand.cargo_origin.as_ref().map_or(demand.cargo.clone(), |from| format!("{}@{from}", demand.cargo));
        table.add_row([
            amount_told(demand.asked, unit(demand)),
            amount_told(demand.served, unit(demand)),
            share(percent, demand.outcome == "served"),
            plain(&format!("{} ({cargo}) [{}]{mark}", demand.name, demand.id)),
        ]);
    }
    layout::table(out, &mut table, 0..3);
    let short: Vec<&DemandRecord> = report.demands.iter().filter(|demand| demand.outcome != "served").collect();
    if !short.is_empty() {
        let _ = writeln!(out, "\n{}", bold("What does not arrive, and why"));
    }
    for demand in short {
        let why = match demand.outcome {
            "no_way" => "no allowed way joins its ends".to_string(),
            "too_dear" => "its ways cost more than leaving it is set to".into(),
            _ => format!("full: {}", few(&demand.stopped_by_names)),
        };
        let line = format!("{} of {}: {why}", amount_told(demand.unserved, unit(demand)), demand.name);
        layout::paragraph(out, (&format!("   {} ", refused("x")), "     "), plain(&line).split_whitespace());
    }
}

/// Percent with a decimal at most; what is nearly all is not all.
fn share(percent: f64, is_all: bool) -> String {
    let percent = (percent * 10.0).round() / 10.0;
    number_told(if is_all { percent } else { percent.min(99.9) })
}

/// Limits that bind, with both of their prices.
fn binding(out: &mut String, report: &FlowReport) {
    let binding: Vec<&LimitRecord> = report.limits.iter().filter(|limit| limit.worth.is_some()).collect();
    if binding.is_empty() {
        let _ = writeln!(out, "\nNo limit binds.");
        return;
    }
    let _ = writeln!(out, "\n{}", bold("Limits that bind"));
    for limit in binding.iter().take(LIMITS) {
        let Some(worth) = &limit.worth else { continue };
        let month = limit.month.as_ref().map(|month| format!(" in {month}")).unwrap_or_default();
        let mut line = format!("{}: {}{month}", rate_told(limit.capacity, limit.unit), limit.name);
        if let Some(caution) = limit.caution() {
            let _ = write!(line, " ({caution})");
        }
        layout::paragraph(out, ("   ", "     "), plain(&line).split_whitespace());
        let unit = rate_told(worth.more, limit.unit);
        let changes = |changes: &[GainRecord], more: &str, less: &str| -> Vec<String> {
            let told = |change: &GainRecord| {
                let word = if change.units < 0.0 { less } else { more };
                format!("{} {word}", change.told)
            };
            changes.iter().map(told).collect()
        };
        let mut gains = changes(&worth.gains, "more arrive", "less arrive");
        let mut losses = changes(&worth.losses, "less arrive", "more arrive");
        // Where more or less arrives, the value is made of what leaving it is set to cost.
        if gains.is_empty() {
            gains.extend(
                worth.saves.filter(|saves| *saves > 0.0).map(|saves| format!("{} saved", value(saves, report))),
            );
        }
        if losses.is_empty() {
            losses
                .extend(worth.loses.filter(|loses| *loses > 0.0).map(|loses| format!("{} lost", value(loses, report))));
        }
        let told = |words: Vec<String>| if words.is_empty() { "no change".to_string() } else { words.join(", ") };
        let line = format!("{unit} more: {}; {unit} less: {}", told(gains), told(losses));
        layout::paragraph(out, ("     ", "     "), line.split_whitespace());
    }
    if binding.len() > LIMITS {
        let _ = writeln!(out, "   and {} more (--format json has all)", binding.len() - LIMITS);
    }
    let _ = writeln!(out, "   congestion rent of all limits: {}", value(report.rent, report));
    if report.demands.iter().any(|demand| demand.outcome == "full") {
        let line = "rent counts what does not arrive at what leaving it is set to cost (--unserved-cost)";
        layout::wrapped(out, "   ", line);
    }
}

fn value(amount: f64, report: &FlowReport) -> String {
    format!("{} {}", signed_told(amount), report.value_unit)
}

fn utilisation(out: &mut String, report: &FlowReport) {
    if report.limits.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", bold("Limits more than half full"));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(["%", "used", "of", "limit"]);
    let mut fullest: Vec<&LimitRecord> = report.limits.iter().collect();
    fullest.sort_by(|one, other| other.used_percent.total_cmp(&one.used_percent));
    for limit in fullest.iter().take(2 * LIMITS) {
        table.add_row([
            number_told(limit.used_percent),
            number_told(limit.used),
            rate_told(limit.capacity, limit.unit),
            plain(&format!("{} [{}]", limit.name, limit.key)),
        ]);
    }
    layout::table(out, &mut table, 0..3);
    if fullest.len() > 2 * LIMITS {
        let _ = writeln!(out, "and {} more (--format json has all)", fullest.len() - 2 * LIMITS);
    }
}

fn select(out: &mut String, report: &FlowReport) {
    let Some(select) = &report.select else { return };
    let title = format!(
        "Who uses {} ({}{})",
        select.limit.name,
        rate_told(select.limit.capacity, select.limit.unit),
        select.limit.month.as_ref().map(|month| format!(", in {month}")).unwrap_or_default()
    );
    let _ = writeln!(out, "\n{}", bold(&plain(&title)));
    if select.users.is_empty() {
        let _ = writeln!(out, "   nobody");
    }
    for user in &select.users {
        let line = format!(
            "{} %: {} [{}], {} arrive over it and take {}",
            number_told(user.percent),
            user.name,
            user.demand,
            user.arrives_told,
            rate_told(user.takes, select.limit.unit)
        );
        layout::paragraph(out, ("   ", "     "), plain(&line).split_whitespace());
    }
}

/// What sources have left, what is lost on the way, what Kirchhoff's laws say.
fn energy(out: &mut String, report: &FlowReport) {
    let Some(energy) = &report.energy else { return };
    if !energy.sources.is_empty() {
        let _ = writeln!(out, "\n{}", bold("Sources"));
        for source in &energy.sources {
            let month = source.limit.month.as_ref().map_or(String::new(), |month| format!("{month}: "));
            layout::wrapped(out, "   ", &plain(&format!("{month}{}", source.told)));
        }
    }
    let lossy: Vec<_> = energy.carried.iter().filter(|carried| carried.lost > 0.0).collect();
    if !lossy.is_empty() {
        let _ = writeln!(out, "\n{}", bold("Losses"));
        for carried in lossy {
            layout::wrapped(out, "   ", &plain(&carried.told));
        }
    }
    if !energy.power.is_empty() {
        let _ = writeln!(out, "\n{}", bold("Power by Kirchhoff's laws"));
    }
    for power in &energy.power {
        let month = power.month.as_ref().map_or(String::new(), |month| format!("{month}: "));
        for told in &power.told {
            layout::wrapped(out, "   ", &plain(&format!("{month}{told}")));
        }
    }
    if let Some(note) = &energy.power_note {
        layout::wrapped(out, "note: ", &plain(note));
    }
}

fn note_well(out: &mut String, report: &FlowReport) {
    if !report.flags.is_empty() {
        let _ = writeln!(out, "\n{}", bold("Note well"));
        for flag in &report.flags {
            let lead = format!("   {} ", flagged("!"));
            layout::paragraph(out, (&lead, "     "), super::fact_text::fact(flag).split_whitespace());
        }
    }
    out.push('\n');
    let proof = &report.proof;
    let gap =
        if proof.gap == 0.0 { "exactly the least".into() } else { format!("within {:.1e} of the least", proof.gap) };
    let line = format!("proven: {gap} possible, by a bound in whole numbers that was checked apart from the solver");
    layout::wrapped(out, "", &line);
    if let Some(seal) = &proof.certificate {
        let _ = writeln!(out, "certificate written, SHA-256 {seal}");
    }
    if report.demands.iter().any(|demand| demand.stands_in) {
        layout::wrapped(out, "note: ", "* how much is wanted is known for another time, and stands in");
    }
    if !report.unknown.is_empty() {
        let line = format!("no known capacity, so no limit here: {}", few(&report.unknown));
        layout::wrapped(out, "note: ", &plain(&line));
    }
    for note in &report.notes {
        layout::wrapped(out, "note: ", &plain(note));
    }
}
