//! How each demand could be served alone: by which ways now, in which years, and how much of it can pass.

use super::traffic::DemandEnds;
use super::years;
use crate::calendar::Day;
use crate::capacity::{Amount, FlowQuery, Period, Timing, Wanted};
use crate::model::Network;
use crate::report::flow::{CutReport, cut_answer, end_name};
use crate::report::{AccessQuestion, AccessRow, CommandLine, PlanReport, access_report, cargo_word, report};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query};

/// Ways that are told of a demand.
const WAYS: usize = 3;
/// Draws for what is told in a table only.
const DRAWS: Draws = Draws { samples: 200, seed: 1 };

/// What could serve a demand if it were alone.
#[derive(Debug)]
pub struct Served {
    /// By which ways on the day shown, or why by none.
    pub plan: PlanReport,
    /// Whether there was a way in each year.
    pub access: AccessRow,
    /// How much can pass in a year like the day shown; none if no problem can be made of the question.
    pub most: Option<CutReport>,
    /// The command that plans the same ways.
    pub command: String,
}

/// Looks at every demand, in parallel; none for one whose ends are unknown or have a place in common.
pub fn serve_all(
    network: &Network,
    planner: &Planner<'_>,
    as_of: Day,
    demands: &[DemandEnds],
    network_argument: Option<&str>,
) -> Vec<Option<Served>> {
    crate::parallel::map(demands, |ends| serve(network, planner, as_of, ends, network_argument))
}

fn serve(
    network: &Network,
    planner: &Planner<'_>,
    as_of: Day,
    ends: &DemandEnds,
    network_argument: Option<&str>,
) -> Option<Served> {
    let (from, to) = (&ends.from, &ends.to);
    if from.is_empty() || to.is_empty() || from.iter().any(|place| to.contains(place)) {
        return None;
    }
    let demand = &network.demands[ends.id];
    let mut query = Query::new(network, from.clone(), to.clone());
    query.carry(network, demand.cargo.0, demand.cargo.1);
    let query = Query { depart: as_of, alternatives: WAYS, draws: DRAWS, ..query };
    let plan = report(network, &query, &planner.plan(&query), &demand.from, &demand.to);
    let question = AccessQuestion { id: demand.id.clone(), from: demand.from.clone(), to: demand.to.clone(), query };
    let access = access_report(network, planner, &[question], &years::days(as_of)).rows.pop()?;
    let mut most = FlowQuery::new(network);
    most.period = Period::AsOn(as_of);
    most.wanted.push(Wanted {
        id: demand.id.clone(),
        origin: from.clone(),
        destination: to.clone(),
        cargo: demand.cargo.0,
        cargo_origin: demand.cargo.1,
        amount: Amount::AsMuchAsCanPass,
        timing: Timing::Ready,
    });
    let names = [&demand.from, &demand.to].map(|name| vec![end_name(network, name)]);
    let most = if plan.has_route() { cut_answer(network, planner, &most, (&names[0], &names[1])).ok() } else { None };
    Some(Served {
        plan,
        access,
        most: most.map(|answer| answer.report),
        command: command(network, ends, as_of, network_argument),
    })
}

fn command(network: &Network, ends: &DemandEnds, as_of: Day, network_argument: Option<&str>) -> String {
    let demand = &network.demands[ends.id];
    let mut line = CommandLine::new("plan");
    line.word(&demand.from).word(&demand.to);
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    line.option("--depart", &as_of.to_string());
    line.option("--cargo", &cargo_word(network, demand.cargo.0, demand.cargo.1));
    line.told()
}
