//! What the report sends over the network together: each question with its answer, and what each loss costs.

use super::SiteError;
use crate::calendar::Day;
use crate::capacity::{Candidate, FlowQuery, Model, Period, Site, candidates};
use crate::flow::Solved;
use crate::flow::critical::losses;
use crate::flow::multicommodity::Settings;
use crate::flow::upgrade::{Limits, choose};
use crate::model::{DemandId, Network, Objective, Project, ReportFlow};
use crate::report::CommandLine;
use crate::report::flow::{
    Asked, CriticalReport, FlowQueryRecord, FlowReport, FlowTold, Part, PeriodRecord, RankedBy, UpgradeReport,
    critical_report, flow_report, upgrade_report,
};
use crate::report::prove;
use crate::route::Planner;

/// The gap at which the solver may stop: what is printed has fewer digits.
const GAP: f64 = 1e-9;
/// How many projects are chosen at most.
const CHOSEN_AT_MOST: usize = 3;
/// How many sets of projects are solved at most before the choice stops with the gap that is left.
const MOST_RUNS: usize = 200;

/// A question of the report and its answer.
#[derive(Debug)]
pub struct Assignment<'a> {
    /// The question as the network asks it.
    pub asked: &'a ReportFlow,
    /// What flows; it has passed the checker.
    pub report: FlowReport,
    /// What each loss costs; none where the months are told apart.
    pub critical: Option<CriticalReport>,
    /// Which projects help most; none where the months are told apart, or the network has no projects.
    pub upgrades: Option<UpgradeReport>,
    /// The command that gives the same answer.
    pub command: String,
}

/// Solves every question of the network on what flows, in order of their ids.
pub fn solve_all<'a>(
    network: &'a Network,
    planner: &Planner<'a>,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Vec<Assignment<'a>>, SiteError> {
    let asked: Vec<&ReportFlow> = network.report_flows.values().collect();
    let solved = crate::parallel::map(&asked, |flow| solve(network, planner, flow, as_of, network_argument));
    let failed = |asked: &ReportFlow, reason| SiteError::Capacity { id: asked.id.clone(), reason };
    asked.into_iter().zip(solved).map(|(asked, answer)| answer.map_err(|reason| failed(asked, reason))).collect()
}

fn solve<'a>(
    network: &'a Network,
    planner: &Planner<'a>,
    flow: &'a ReportFlow,
    as_of: Day,
    network_argument: Option<&str>,
) -> Result<Assignment<'a>, String> {
    let of_scenario = flow.scenario.and_then(|scenario| network.scenarios[scenario].depart);
    let day = flow.date.or(of_scenario).unwrap_or(as_of);
    let mut query = query(network, flow, day);
    let mut asked = Asked::new("network");
    let ids: Vec<DemandId> =
        if flow.demands.is_empty() { network.demands.keys().collect() } else { flow.demands.clone() };
    asked.add_all(network, &mut query, &ids);
    let model = asked.model(network, planner.structure(), &mut query).map_err(|error| error.to_string())?;
    let settings = Settings { gap: GAP, ..Settings::default() };
    let solved = Solved::new(&model.problem, settings).map_err(|error| error.to_string())?;
    let (_, proven) =
        prove(&model.problem, &solved.flow).map_err(|complaint| format!("the answer cannot be proven: {complaint}"))?;
    let told = FlowTold {
        query: FlowQueryRecord {
            demands_from: asked.from,
            period: PeriodRecord::of(network, &query),
            unserved_cost: None,
            gap: GAP,
        },
        demands: &asked.told,
        select: None,
        proven: &proven,
        notes: asked.notes,
    };
    let report = flow_report(&model, &solved, told);
    let critical = (!flow.months).then(|| criticality(network, &model, &solved));
    let is_asked = !flow.months && !network.projects.is_empty();
    let upgrades = if is_asked { Some(upgrades(network, &query)?) } else { None };
    Ok(Assignment { asked: flow, report, critical, upgrades, command: command(network, flow, day, network_argument) })
}

/// Which projects of the network help most.
fn upgrades(network: &Network, query: &FlowQuery) -> Result<UpgradeReport, String> {
    let projects: Vec<&Project> = network.projects.values().collect();
    let offered: Vec<Candidate> = projects.iter().map(|project| Candidate::of(network, project)).collect();
    let site = Site::new(network, query.scenario, &offered);
    let planner = Planner::new(&site.network);
    let found = candidates(&site, planner.structure(), query, &offered).map_err(|error| error.to_string())?;
    let settings = Settings { gap: GAP, ..Settings::default() };
    let base = Solved::new(&found.model.problem, settings).map_err(|error| error.to_string())?;
    let limits = Limits { most: CHOSEN_AT_MOST, budget: None, gap: 1e-6, runs: MOST_RUNS };
    let choice = choose(&base, &found.projects, &limits)
        .map_err(|count| format!("{count} projects are too many to choose from"))?;
    Ok(upgrade_report(&found, &projects, (&base, &choice), &limits, PeriodRecord::of(network, query)))
}

/// What the loss of each link and transfer costs.
fn criticality(network: &Network, model: &Model<'_>, base: &Solved<'_>) -> CriticalReport {
    let elements = model.elements();
    let arcs: Vec<Vec<(u32, u32)>> = elements.iter().map(|(_, arcs)| arcs.clone()).collect();
    let losses = losses(base, &arcs);
    let told: Vec<_> = elements.into_iter().map(|(element, _)| vec![Part::Element(element)]).zip(losses).collect();
    critical_report(model, base, &told, RankedBy::Unserved, PeriodRecord::of(network, &model.query))
}

fn query(network: &Network, flow: &ReportFlow, day: Day) -> FlowQuery {
    let mut query = FlowQuery::new(network);
    let (year, ..) = day.civil();
    query.period = match Day::from_civil(year, 1, 1) {
        Some(new_year) if flow.months => Period::Months(new_year),
        _ => Period::AsOn(day),
    };
    query.objective = flow.by;
    query.scenario = flow.scenario;
    query.allow.clone_from(&flow.allow);
    query.modes.clone_from(&flow.modes);
    query
}

fn command(network: &Network, flow: &ReportFlow, day: Day, network_argument: Option<&str>) -> String {
    let mut line = CommandLine::new("flow");
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    if !flow.demands.is_empty() {
        let ids: Vec<&str> = flow.demands.iter().map(|id| network.demands[*id].id.as_str()).collect();
        line.option("--demand", &ids.join(","));
    }
    line.option("--depart", &day.to_string());
    if flow.months {
        line.word("--months");
    }
    if flow.by != Objective::Distance {
        line.option("--by", flow.by.word());
    }
    if !flow.modes.is_empty() {
        line.option("--mode", &flow.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(","));
    }
    if let Some(scenario) = flow.scenario {
        line.option("--scenario", &network.scenarios[scenario].id);
    }
    for rule in &flow.allow {
        line.option("--allow", &network.restrictions[*rule].id);
    }
    line.told()
}
