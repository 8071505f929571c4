//! What each loss costs, for people.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::cut_text::few;
use super::layout;
use super::print::{bold, plain};
use crate::model::Network;
use crate::report::flow::{
    AlikeLosses, CriticalReport, ElementRecord, LossRecord, Lost, PeriodRecord, TotalRecord, alike, signed_told,
};

/// How many losses are told in sentences below the table.
const EXPLAINED: usize = 3;

/// The whole answer; the table has at most `top` rows.
pub fn text(network: &Network, report: &CriticalReport, top: usize) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}", bold(&format!("What each loss costs {}", report.period.told())));
    layout::what_if(&mut out, report.period.is_what_if());
    let line = under(&report.period, &report.network.id, &report.network.as_of);
    layout::wrapped(&mut out, "", &plain(&line));
    let arrives = format!("Before anything is lost {} arrive.", arrives(&report.totals));
    layout::wrapped(&mut out, "", &arrives);
    out.push('\n');
    if report.losses.is_empty() {
        let _ = writeln!(out, "No single loss changes anything.");
    } else {
        table(&mut out, network, report, top);
        for group in alike(&report.losses).iter().take(EXPLAINED) {
            explain(&mut out, network, report, group.first());
        }
    }
    out.push('\n');
    if report.free + report.unused > 0 {
        let rest = format!(
            "{} more can be lost at no cost, though they carry something; {} carry nothing, so nothing changes without one of \
         them: the answer does without it.",
            report.free, report.unused
        );
        layout::wrapped(&mut out, "", &rest);
    }
    let proof = format!(
        "Each loss is solved to the optimum from the optimal basis; what it is compared with is {}.",
        within(report.gap)
    );
    layout::wrapped(&mut out, "", &proof);
    layout::notes(&mut out, &report.notes);
    out
}

fn table(out: &mut String, network: &Network, report: &CriticalReport, top: usize) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let ways = format!("ways cost more ({})", report.value_unit);
    table.set_header(["#", "less arrives", ways.as_str(), "cut off", "what is lost"]);
    let groups = alike(&report.losses);
    for group in groups.iter().take(top) {
        let loss = group.first();
        let names: Vec<String> = group.lost().iter().map(|lost| named(network, lost)).collect();
        let any = if names.len() > 1 { "any of: " } else { "" };
        table.add_row([
            group.ranks(),
            less(loss),
            signed_told(loss.ways_cost_more),
            if loss.disconnected.is_empty() { String::new() } else { loss.disconnected.len().to_string() },
            plain(&format!("{any}{}", few(&names))),
        ]);
    }
    layout::table(out, &mut table, 0..4);
    let told: usize = groups.iter().take(top).map(AlikeLosses::count).sum();
    if report.losses.len() > told {
        let _ = writeln!(out, "and {} more (--top N, --format json)", report.losses.len() - told);
    }
}

fn less(loss: &LossRecord) -> String {
    let all: Vec<&str> = loss.less.iter().map(|less| less.told.as_str()).collect();
    all.join(", ")
}

/// Who is cut off, who gets less, and what then binds, with where that is known from.
fn explain(out: &mut String, network: &Network, report: &CriticalReport, loss: &LossRecord) {
    let mut told = format!("{}.", named(network, &Lost::of(&loss.lost)));
    if !loss.disconnected.is_empty() {
        let _ = write!(told, " Cut off: {}.", few(&loss.disconnected));
    }
    let hit: Vec<String> = loss
        .demands
        .iter()
        .filter(|demand| demand.less > 0.0 && !loss.disconnected.contains(&demand.demand))
        .map(|demand| demand.demand.clone())
        .collect();
    if !hit.is_empty() {
        let _ = write!(told, " Gets less: {}.", few(&hit));
    }
    match &loss.then_binds[..] {
        [] if loss.less.is_empty() => {
            let _ = write!(
                told,
                " Everything goes another way, which costs {} {} more.",
                signed_told(loss.ways_cost_more),
                report.value_unit
            );
        }
        [] => {}
        limits => {
            let names: Vec<String> = limits
                .iter()
                .map(|limit| {
                    let sources = if limit.sources.is_empty() { "no source".into() } else { limit.sources.join(", ") };
                    let caution = limit.caution().map(|caution| format!("; {caution}")).unwrap_or_default();
                    format!("{} [{sources}{caution}]", limit.told())
                })
                .collect();
            let _ = write!(told, " Then binds: {}.", few(&names));
        }
    }
    layout::wrapped(out, &format!("{:>4}. ", loss.rank), &plain(&told));
}

/// `Khasan - Rajin (khasan-rajin), Khasan - Tumangang`; `Trans-Siberian (trans-siberian), any of 7 sections`.
fn named(network: &Network, lost: &Lost<'_>) -> String {
    let place = |id: &str| network.places.find(id).map_or(id.to_string(), |key| network.places[key].name.clone());
    let one = |(lost_one, sections): &(&ElementRecord, usize)| {
        let of = match (lost.sections(*sections), lost_one.kind) {
            (Some(sections), _) => format!(", {sections}"),
            (None, "section") => format!(", {} - {}", place(&lost_one.from), place(&lost_one.to)),
            (None, _) => String::new(),
        };
        format!("{} ({}){of}", lost_one.name, lost_one.id)
    };
    lost.things.iter().map(one).collect::<Vec<_>>().join(" + ")
}

/// Under what an answer holds.
pub fn under(period: &PeriodRecord, network: &str, as_of: &str) -> String {
    let mut told = vec![format!("ways compared by {}", period.by)];
    if !period.modes.is_empty() {
        told.push(format!("by {}", period.modes.join(", ")));
    }
    if !period.avoid.is_empty() {
        told.push(format!("not through {}", period.avoid.join(", ")));
    }
    told.push(period.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}")));
    if !period.allow.is_empty() {
        told.push(format!("rules lifted: {}", period.allow.join(", ")));
    }
    format!("{}; network {network} as of {as_of}", told.join(", "))
}

/// What arrives, in all units.
pub fn arrives(totals: &[TotalRecord]) -> String {
    let all: Vec<&str> = totals.iter().map(|total| total.told.as_str()).collect();
    if all.is_empty() { "nothing".into() } else { all.join(" and ") }
}

/// How far an answer may be from the best there is.
pub fn within(gap: f64) -> String {
    if gap == 0.0 { "proven the best there is".into() } else { format!("proven within {gap:.1e} of the best there is") }
}
