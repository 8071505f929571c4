//! What each loss costs, for people.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::cut_text::few;
use super::layout;
use super::print::{bold, plain};
use crate::model::Network;
use crate::report::flow::{CriticalReport, LossRecord, LostRecord, PeriodRecord, TotalRecord, signed_told};

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
        for group in alike(report).iter().take(EXPLAINED) {
            explain(&mut out, network, report, group[0]);
        }
    }
    out.push('\n');
    let rest = format!(
        "{} more can be lost at no cost, though they carry something; {} carry nothing, so nothing changes without one of \
         them: the answer does without it.",
        report.free, report.unused
    );
    layout::wrapped(&mut out, "", &rest);
    let proof = format!(
        "Each loss is solved to the optimum from the optimal basis; the answer before is within {} of its dual bound.",
        share(report.gap)
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
    let groups = alike(report);
    for group in groups.iter().take(top) {
        let loss = group[0];
        let ranks = match group[..] {
            [_] => loss.rank.to_string(),
            _ => format!("{}-{}", loss.rank, loss.rank + group.len() - 1),
        };
        table.add_row([
            ranks,
            less(loss),
            signed_told(loss.ways_cost_more),
            if loss.disconnected.is_empty() { String::new() } else { loss.disconnected.len().to_string() },
            plain(&any_of(network, group)),
        ]);
    }
    layout::table(out, &mut table, 0..4);
    let told: usize = groups.iter().take(top).map(Vec::len).sum();
    if report.losses.len() > told {
        let _ = writeln!(out, "and {} more (--top N, --format json)", report.losses.len() - told);
    }
}

/// Losses that change the same, as parts of one chain do, together.
fn alike(report: &CriticalReport) -> Vec<Vec<&LossRecord>> {
    let same = |one: &LossRecord, other: &LossRecord| {
        one.less == other.less
            && one.disconnected == other.disconnected
            && (one.cost_more - other.cost_more).abs() <= 1e-5 * one.cost_more.abs()
    };
    let mut groups: Vec<Vec<&LossRecord>> = Vec::new();
    for loss in &report.losses {
        match groups.last_mut() {
            Some(group) if same(group[0], loss) => group.push(loss),
            _ => groups.push(vec![loss]),
        }
    }
    groups
}

/// What is lost, for losses that change the same: sections of one line are counted.
fn any_of(network: &Network, group: &[&LossRecord]) -> String {
    if let [only] = group {
        return lost(network, only);
    }
    let mut told: Vec<(String, usize)> = Vec::new();
    for loss in group {
        let all: Vec<String> = loss.lost.iter().map(|lost| format!("{} ({})", lost.name, lost.id)).collect();
        let name = all.join(" + ");
        match told.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => told.push((name, 1)),
        }
    }
    let counted = |(name, count): (String, usize)| if count > 1 { format!("{name}, {count} sections") } else { name };
    let names: Vec<String> = told.into_iter().map(counted).collect();
    format!("any of: {}", few(&names))
}

fn less(loss: &LossRecord) -> String {
    let all: Vec<&str> = loss.less.iter().map(|less| less.told.as_str()).collect();
    all.join(", ")
}

/// Who is cut off, who gets less, and what then binds, with where that is known from.
fn explain(out: &mut String, network: &Network, report: &CriticalReport, loss: &LossRecord) {
    let mut told = format!("{}.", lost(network, loss));
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

fn lost(network: &Network, loss: &LossRecord) -> String {
    let all: Vec<String> = loss.lost.iter().map(|lost| named(network, lost)).collect();
    all.join(" + ")
}

/// `Khasan - Rajin (khasan-rajin), from Khasan to Tumangang`.
fn named(network: &Network, lost: &LostRecord) -> String {
    let place = |id: &str| network.places.find(id).map_or(id.to_string(), |key| network.places[key].name.clone());
    match lost.kind {
        "section" => format!("{} ({}), {} - {}", lost.name, lost.id, place(&lost.from), place(&lost.to)),
        _ => format!("{} ({})", lost.name, lost.id),
    }
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

/// A share that is small, in words.
pub fn share(gap: f64) -> String {
    if gap == 0.0 { "nothing".into() } else { format!("{gap:.1e}") }
}
