//! What building would help: the projects alone, and the best choice.

use serde::Serialize;

use crate::report::flow::{CandidateRecord, UpgradeReport, money_told, signed_told};
use crate::site::format::{count, list};
use crate::site::pages::limits::thousandths;
use crate::site::view::{Origin, PageContext};

/// What a project would do.
#[derive(Serialize)]
pub(super) struct ProjectRow {
    rank: usize,
    name: String,
    changes: String,
    cost: String,
    saves: String,
    /// Of the best, in thousandths.
    bar: u32,
    more: String,
    rate: String,
    is_chosen: bool,
    origin: Origin,
}

/// The projects that help, the best first.
pub(super) fn project_rows(context: &PageContext<'_>, report: &UpgradeReport) -> Vec<ProjectRow> {
    let helps = |one: &&CandidateRecord| one.alone.saves > 0.0 || one.chosen;
    let best = report.candidates.iter().map(|one| one.alone.saves).fold(0.0, f64::max);
    let row = |one: &CandidateRecord| ProjectRow {
        rank: one.rank,
        name: one.name.clone(),
        changes: one.changes.join("; "),
        cost: one.cost_usd.map_or_else(|| "not published".into(), |cost| money_told(cost.typ)),
        saves: signed_told(one.alone.saves),
        bar: thousandths(one.alone.saves, best),
        more: match &one.alone.more[..] {
            [] => "nothing more arrives, ways get shorter".into(),
            more => more.iter().map(|amount| amount.told.clone()).collect::<Vec<_>>().join(", "),
        },
        rate: one.alone.usd_per_unit.as_ref().map_or(String::new(), |rate| rate.told.clone()),
        is_chosen: one.chosen,
        origin: Origin { as_of: one.as_of.clone(), ..context.origin_of(&one.sources, one.confidence) },
    };
    report.candidates.iter().filter(helps).map(row).collect()
}

/// Which projects are best together, and how sure that is.
pub(super) fn chosen(report: &UpgradeReport) -> String {
    let name = |id: &String| {
        report.candidates.iter().find(|one| one.id == *id).map_or_else(|| id.clone(), |one| one.name.clone())
    };
    let names: Vec<String> = report.chosen.iter().map(name).collect();
    let idle = report.candidates.iter().filter(|one| one.alone.saves <= 0.0 && !one.chosen).count();
    let best = match &names[..] {
        [] => format!("None of the {} that the network knows helps.", count(report.candidates.len(), "project")),
        names => format!(
            "Of the {} that the network knows, at most {} together, the best choice is {}: proven within {:.1e} of the value.",
            count(report.candidates.len(), "project"),
            report.most,
            list(names, "and"),
            report.proof.gap.max(0.0),
        ),
    };
    if idle > 0 && !names.is_empty() { format!("{best} {idle} of them change nothing here.") } else { best }
}
