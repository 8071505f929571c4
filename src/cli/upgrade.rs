//! `landbridge upgrade`: which projects help most.

use super::arguments::{Arguments, PlanFormat, UpgradeCommand};
use super::certificate::Of;
use super::plan::to_json;
use super::{Exit, Failure, certificate, exit_codes, flow, network, print, terms, upgrade_text};
use crate::capacity::{Candidate, Candidates, FlowQuery, Site, candidates};
use crate::flow::multicommodity::Settings;
use crate::flow::upgrade::{Limits, choose};
use crate::flow::{Problem, Solved};
use crate::model::{Network, Project, ProjectId};
use crate::report::flow::{
    Asked, CandidateRecord, EffectRecord, PeriodRecord, UpgradeReport, upgrade_geojson, upgrade_report,
};
use crate::report::prove;
use crate::route::Planner;

/// Computes and prints.
pub fn run(command: &UpgradeCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let (network, files) = network::usable_with_files(arguments.network.as_deref())?;
    let mut notes = Vec::new();
    let projects = projects(&network, command, &mut notes)?;
    let (query, asked) = flow::query_of(&network, &command.flow)?;
    let offered: Vec<Candidate> = projects.iter().map(|project| Candidate::of(&network, project)).collect();
    let site = Site::new(&network, query.scenario, &offered);
    let planner = Planner::new(&site.network);
    let period = PeriodRecord::of(&network, &query);
    let found = found(&site, &planner, (query, asked), &offered, &mut notes)?;
    let settings = || Settings { gap: command.flow.gap, ..Settings::default() };
    let base = Solved::new(&found.model.problem, settings()).map_err(Failure::usage)?;
    let limits = Limits {
        most: command.most.unwrap_or(projects.len()),
        budget: command.budget.map(|dollars| i64::try_from(dollars / 1000).unwrap_or(i64::MAX)),
        gap: 1e-6,
        runs: command.runs,
    };
    let choice = choose(&base, &found.projects, &limits).map_err(|count| {
        Failure::usage(format!("{count} candidates are too many; name at most 64 with --candidates"))
    })?;
    let mut record = upgrade_report(&found, &projects, (&base, &choice), &limits, period);
    record.notes.splice(0..0, notes);
    if let Some(path) = &command.certificate {
        let problem = found.built(&choice.chosen);
        let solved = Solved::new(&problem, settings()).map_err(Failure::usage)?;
        let (proof, _) = prove(&problem, &solved.flow).map_err(|complaint| certificate::not_proven(&complaint))?;
        let of = Of { files: &files, model: &found.model, built: record.chosen.clone() };
        let answer = to_json(&record)? + "\n";
        record.proof.certificate = Some(certificate::write(path, of, (proof, &problem), &answer)?);
    }
    let text = match command.format {
        PlanFormat::Text => upgrade_text::text(&record),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => csv(&record)?,
        PlanFormat::Geojson => to_json(&upgrade_geojson(&network, &record))? + "\n",
    };
    print::answer(&text)?;
    Ok(if record.chosen.is_empty() { exit_codes::NEGATIVE } else { exit_codes::DONE })
}

/// The problem that a command asks about, with some projects built.
pub fn problem(network: &Network, command: &UpgradeCommand, built: &[String]) -> Result<Problem, Failure> {
    let projects = projects(network, command, &mut Vec::new())?;
    let position = |id: &String| {
        let found = projects.iter().position(|project| project.id == *id);
        found.ok_or_else(|| Failure::usage(format!("`{id}` is no candidate of it")))
    };
    let built: Vec<usize> = built.iter().map(position).collect::<Result<_, _>>()?;
    let asked = flow::query_of(network, &command.flow)?;
    let offered: Vec<Candidate> = projects.iter().map(|project| Candidate::of(network, project)).collect();
    let site = Site::new(network, asked.0.scenario, &offered);
    let planner = Planner::new(&site.network);
    found(&site, &planner, asked, &offered, &mut Vec::new()).map(|found| found.built(&built))
}

/// The problem without any project, and what each changes.
fn found<'n>(
    site: &'n Site,
    planner: &'n Planner<'n>,
    (mut query, mut asked): (FlowQuery, Asked),
    offered: &[Candidate],
    notes: &mut Vec<String>,
) -> Result<Candidates<'n>, Failure> {
    // Demands whose ways have no known price are left out, where ways are compared by that.
    let mut opened = site.opened(&query);
    asked.model(&site.network, planner.structure(), &mut opened).map_err(Failure::usage)?;
    query.wanted = opened.wanted;
    notes.extend(asked.notes);
    candidates(site, planner.structure(), &query, offered).map_err(Failure::usage)
}

/// The projects that were named, or all.
fn projects<'n>(
    network: &'n Network,
    command: &UpgradeCommand,
    notes: &mut Vec<String>,
) -> Result<Vec<&'n Project>, Failure> {
    let named: Result<Vec<ProjectId>, Failure> =
        command.candidates.iter().map(|id| terms::entry(&network.projects, "project", id.trim())).collect();
    let mut named = named?;
    if named.is_empty() {
        named = network.projects.keys().collect();
    }
    named.sort_unstable();
    named.dedup();
    if command.budget.is_some() {
        named.retain(|id| {
            let project = &network.projects[*id];
            let is_known = project.cost(network).is_some();
            if !is_known {
                notes.push(format!(
                    "{} ({}) is left out of a choice by money: nobody says what it costs",
                    project.name, project.id
                ));
            }
            is_known
        });
    }
    if named.is_empty() {
        return Err(Failure::usage("the network has no project that could be chosen; see `projects:` in the format"));
    }
    Ok(named.into_iter().map(|id| &network.projects[id]).collect())
}

const HEADER: [&str; 18] = [
    "rank",
    "id",
    "name",
    "changes",
    "cost_usd_low",
    "cost_usd",
    "cost_usd_high",
    "saves",
    "value_unit",
    "more",
    "usd_per_unit",
    "unit",
    "chosen",
    "adds_saves",
    "adds_more",
    "sources",
    "scenario",
    "allow",
];

fn csv(record: &UpgradeReport) -> Result<String, Failure> {
    let more = |effect: &EffectRecord| -> String {
        let all: Vec<String> = effect.more.iter().map(|more| format!("{} {}", more.units, more.unit)).collect();
        all.join("; ")
    };
    let rows = record.candidates.iter().map(|one: &CandidateRecord| {
        let cost = |of: fn(&crate::report::flow::CostRecord) -> f64| {
            one.cost_usd.as_ref().map(|cost| of(cost).to_string()).unwrap_or_default()
        };
        vec![
            one.rank.to_string(),
            one.id.clone(),
            print::plain(&one.name),
            print::plain(&one.changes.join("; ")),
            cost(|cost| cost.low),
            cost(|cost| cost.typ),
            cost(|cost| cost.high),
            one.alone.saves.to_string(),
            record.value_unit.to_string(),
            more(&one.alone),
            one.alone.usd_per_unit.as_ref().map(|rate| rate.usd.to_string()).unwrap_or_default(),
            one.alone.usd_per_unit.as_ref().map_or("", |rate| rate.unit).to_string(),
            if one.chosen { "yes" } else { "no" }.to_string(),
            one.adds.as_ref().map(|adds| adds.saves.to_string()).unwrap_or_default(),
            one.adds.as_ref().map(more).unwrap_or_default(),
            one.sources.join(" "),
            record.period.scenario.clone().unwrap_or_default(),
            record.period.allow.join(" "),
        ]
    });
    print::rows(&HEADER, rows)
}
