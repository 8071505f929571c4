//! How much can pass: the questions of the report on capacity, each with its answers, one for each of its dates.

use super::SiteError;
use crate::calendar::Day;
use crate::model::{Network, ReportCut};
use crate::report::flow::{CutReport, cut_answer, end_name, report_cut_days, report_cut_query};
use crate::report::{CommandLine, cargo_word};
use crate::route::Planner;

/// A question of the report and its answers.
#[derive(Debug)]
pub struct Bottleneck<'a> {
    /// The question as the network asks it.
    pub asked: &'a ReportCut,
    /// The answers in order of their dates; at least one.
    pub answers: Vec<Answer>,
}

/// What holds in a year like a day.
#[derive(Debug)]
pub struct Answer {
    /// The day.
    pub day: Day,
    /// How much can pass then.
    pub report: CutReport,
    /// The command that gives the same answer.
    pub command: String,
}

impl Bottleneck<'_> {
    /// The answer for the last of its dates: the one that is drawn and told in full.
    pub fn last(&self) -> &Answer {
        self.answers.last().expect("a question on capacity has an answer for at least one day")
    }
}

/// Answers every question of the network on how much can pass, in parallel, in order of their ids.
pub fn solve_all<'a>(
    network: &'a Network,
    planner: &Planner<'_>,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Vec<Bottleneck<'a>>, SiteError> {
    let asked: Vec<(&ReportCut, Day)> = network
        .report_cuts
        .values()
        .flat_map(|cut| report_cut_days(network, cut, as_of).into_iter().map(move |day| (cut, day)))
        .collect();
    let answers = crate::parallel::map(&asked, |(cut, day)| solve(network, planner, cut, *day, network_argument));
    let mut solved: Vec<Bottleneck<'a>> = Vec::new();
    for ((asked, _), answer) in asked.into_iter().zip(answers) {
        let answer = answer.map_err(|reason| SiteError::Capacity { id: asked.id.clone(), reason })?;
        match solved.last_mut() {
            Some(last) if last.asked.id == asked.id => last.answers.push(answer),
            _ => solved.push(Bottleneck { asked, answers: vec![answer] }),
        }
    }
    Ok(solved)
}

fn solve(
    network: &Network,
    planner: &Planner<'_>,
    asked: &ReportCut,
    day: Day,
    network_argument: Option<&str>,
) -> Result<Answer, String> {
    let query = report_cut_query(network, asked, day).map_err(|error| error.to_string())?;
    if let Some(both) = query.wanted[0].origin.iter().find(|place| query.wanted[0].destination.contains(place)) {
        return Err(format!("`{}` is at both ends", network.places[*both].id));
    }
    let told = |names: &[String]| -> Vec<String> { names.iter().map(|name| end_name(network, name)).collect() };
    let ends = (told(&asked.from), told(&asked.to));
    let answer = cut_answer(network, planner, &query, (&ends.0, &ends.1)).map_err(|error| error.to_string())?;
    let report = answer.report;
    Ok(Answer { day, report, command: command(network, asked, day, network_argument) })
}

fn command(network: &Network, asked: &ReportCut, day: Day, network_argument: Option<&str>) -> String {
    let mut line = CommandLine::new("cut");
    line.word(&asked.from.join(",")).word(&asked.to.join(","));
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    line.option("--depart", &day.to_string());
    if let Some((cargo, origin)) = asked.cargo {
        line.option("--cargo", &cargo_word(network, cargo, origin));
    }
    if !asked.modes.is_empty() {
        line.option("--mode", &asked.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(","));
    }
    for spot in &asked.avoid {
        line.option("--avoid", spot);
    }
    if let Some(scenario) = asked.scenario {
        line.option("--scenario", &network.scenarios[scenario].id);
    }
    for rule in &asked.allow {
        line.option("--allow", &network.restrictions[*rule].id);
    }
    line.told()
}
