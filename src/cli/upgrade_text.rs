//! Which projects help most, for people.

use std::fmt::Write as _;

use comfy_table::{Table, presets};

use super::critical_text::{arrives, under, within};
use super::cut_text::few;
use super::layout;
use super::print::{bold, flagged, plain, refused};
use crate::report::flow::{CandidateRecord, CostRecord, EffectRecord, UpgradeReport, money_told, signed_told};

/// The whole answer.
pub fn text(report: &UpgradeReport) -> String {
    let mut out = String::new();
    let budget = report.budget_usd.map(|dollars| format!(", for at most {}", money_told(dollars))).unwrap_or_default();
    let is_limited = report.most < report.candidates.len();
    let most = if is_limited { format!(", at most {}", report.most) } else { String::new() };
    let title =
        format!("Which of {} projects help most {}{most}{budget}", report.candidates.len(), report.period.told());
    layout::wrapped(&mut out, "", &bold(&title));
    layout::what_if(&mut out, true);
    layout::wrapped(&mut out, "", &plain(&under(&report.period, &report.network.id, &report.network.as_of)));
    out.push('\n');
    let without = arrives(&report.without);
    if report.chosen.is_empty() {
        let line = format!("No choice of projects helps: {without} arrive with or without them.");
        layout::wrapped(&mut out, "", &refused(&line));
    } else {
        let cost = report
            .cost_usd
            .as_ref()
            .map_or("; what they cost is not known of all".into(), |cost| format!("; they cost {}", range(cost)));
        let line = format!(
            "Without any project {without} arrive. With {}: {}{cost}{}.",
            report.chosen.join(" + "),
            arrives(&report.with),
            rates(&report.effect)
        );
        layout::wrapped(&mut out, "", &plain(&line));
        chosen(&mut out, report);
    }
    proof(&mut out, report);
    table(&mut out, report);
    let nothing: Vec<String> = idle(report).map(|one| one.id.clone()).collect();
    if !nothing.is_empty() {
        layout::wrapped(&mut out, "", &plain(&format!("Alone these change nothing: {}.", nothing.join(", "))));
    }
    layout::notes(&mut out, &report.notes);
    out
}

fn chosen(out: &mut String, report: &UpgradeReport) {
    let _ = writeln!(out, "\n{}", bold("Chosen"));
    for one in report.candidates.iter().filter(|one| one.chosen) {
        let mut told = format!("{} ({}): {}", one.name, one.id, few(&one.changes));
        let cost = one.cost_usd.as_ref().map_or("cost not known".into(), range);
        let sources = if one.sources.is_empty() { "no source".into() } else { one.sources.join(", ") };
        let as_of = one.as_of.as_ref().map(|date| format!(", {date}")).unwrap_or_default();
        let confidence = one.confidence.map(|word| format!(", {word}")).unwrap_or_default();
        let _ = write!(told, "; {cost} [{sources}{as_of}{confidence}]. Alone it {}", does(&one.alone, report));
        if let Some(adds) = &one.adds {
            let _ = write!(told, "; beside the others chosen it {}", does(adds, report));
        }
        layout::paragraph(out, ("   ", "     "), plain(&format!("{told}.")).split_whitespace());
        if let Some(note) = &one.note {
            layout::paragraph(out, ("     ", "     "), plain(&format!("({note})")).split_whitespace());
        }
    }
}

/// What projects do, as the rest of a sentence.
fn does(effect: &EffectRecord, report: &UpgradeReport) -> String {
    let more: Vec<&str> = effect.more.iter().map(|more| more.told.as_str()).collect();
    let ways = signed_told(effect.ways_cost_less);
    let unit = report.value_unit;
    match (more.is_empty(), effect.saves > 0.0) {
        (true, false) => "changes nothing".into(),
        (true, true) => format!("saves {ways} {unit}"),
        (false, _) => format!("lets {} more arrive{}", more.join(" and "), rates(effect)),
    }
}

/// What a unit more costs to build for.
fn rates(effect: &EffectRecord) -> String {
    effect.usd_per_unit.as_ref().map_or(String::new(), |rate| format!(" ({})", rate.told))
}

fn proof(out: &mut String, report: &UpgradeReport) {
    let proof = &report.proof;
    let line = format!(
        "The choice is {}, by {} solved sets of projects: with it all costs, what does not arrive counted, are {} {}.",
        within(proof.gap),
        proof.runs,
        signed_told(proof.value),
        report.value_unit
    );
    layout::wrapped(out, "", &line);
    if let Some(seal) = &proof.certificate {
        let _ = writeln!(out, "certificate of the flow with the choice written, SHA-256 {seal}");
    }
    if proof.gap > 1e-6 {
        let lead = format!("{} ", flagged("!"));
        layout::wrapped(out, &lead, "the search stopped before the gap was closed; --runs N lets it go on");
    }
}

fn idle(report: &UpgradeReport) -> impl Iterator<Item = &CandidateRecord> {
    report.candidates.iter().filter(|one| one.alone.saves <= 0.0 && one.alone.more.is_empty())
}

fn table(out: &mut String, report: &UpgradeReport) {
    let helps = |one: &&CandidateRecord| one.alone.saves > 0.0 || !one.alone.more.is_empty();
    if !report.candidates.iter().any(|one| helps(&one)) {
        return;
    }
    let _ = writeln!(out, "\n{}", bold("Each alone"));
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let ways = format!("ways cost less ({})", report.value_unit);
    table.set_header(["#", "more arrives", ways.as_str(), "cost", "for so much more", "project"]);
    for one in report.candidates.iter().filter(helps) {
        let more: Vec<&str> = one.alone.more.iter().map(|more| more.told.as_str()).collect();
        table.add_row([
            one.rank.to_string(),
            more.join(", "),
            signed_told(one.alone.ways_cost_less),
            one.cost_usd.as_ref().map_or("-".into(), |cost| money_told(cost.typ)),
            one.alone.usd_per_unit.as_ref().map_or(String::new(), |rate| rate.told.clone()),
            plain(&format!("{} ({}){}", one.name, one.id, if one.chosen { ", chosen" } else { "" })),
        ]);
    }
    layout::table(out, &mut table, 0..5);
}

/// A cost and its range.
fn range(cost: &CostRecord) -> String {
    let is_exact = (cost.low - cost.high).abs() < 1.0;
    let range =
        if is_exact { String::new() } else { format!(" ({} to {})", money_told(cost.low), money_told(cost.high)) };
    format!("{}{range}", money_told(cost.typ))
}
