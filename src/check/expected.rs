//! The answers to the expectations of a network, found once for all rules that look at them.

use crate::diagnostics::{Diagnostic, Location};
use crate::inventory::Node;
use crate::model::{Effect, Expectation, NameError, Network, Objective, RestrictionId, RouteTerms, Spot};
use crate::report::{PlanReport, plan_command, report, span, whole};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query, Route};

/// How many facts a message tells.
const TOLD: usize = 4;

/// All expectations that can be asked, with what the planner found.
pub struct Expected<'n> {
    network: &'n Network,
    planner: Option<Planner<'n>>,
    network_argument: Option<&'n str>,
    cases: Vec<Case<'n>>,
}

/// An expectation, and the best way for its journey.
pub struct Case<'n> {
    /// What is expected.
    pub expectation: &'n Expectation,
    /// What was asked.
    pub query: Query,
    /// The best way; none if there is none.
    pub found: Option<Route>,
}

/// Why an expectation cannot be asked.
pub struct Unasked {
    /// The key that stands against it.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl<'n> Expected<'n> {
    /// Plans them all, in parallel. `network_argument` is what `--network` must be to repeat a plan.
    pub fn new(network: &'n Network, network_argument: Option<&'n str>) -> Self {
        let mut expectations = Vec::new();
        let mut queries = Vec::new();
        for expectation in network.expectations.values() {
            // Names that nothing has are LB0901's, what cannot be asked is LB1007's.
            if let (Ok(query), None) = (Query::of_expectation(network, expectation), unasked(network, expectation)) {
                expectations.push(expectation);
                queries.push(query);
            }
        }
        let planner = (!queries.is_empty()).then(|| Planner::new(network));
        let found = planner.as_ref().map(|planner| planner.best_of_each(&queries)).unwrap_or_default();
        let asked = expectations.into_iter().zip(queries).zip(found);
        let cases = asked.map(|((expectation, query), found)| Case { expectation, query, found }).collect();
        Self { network, planner, network_argument, cases }
    }

    /// Those for which there is no way.
    pub fn unreached(&self) -> impl Iterator<Item = &Case<'n>> {
        self.cases.iter().filter(|case| case.found.is_none())
    }

    /// Those for which there is a way, with the way.
    pub fn reached(&self) -> impl Iterator<Item = (&Case<'n>, &Route)> {
        self.cases.iter().filter_map(|case| Some((case, case.found.as_ref()?)))
    }

    /// Whether a way leads through what a name means; none if nothing has the name.
    pub fn leads_through(&self, route: &Route, name: &str) -> Option<bool> {
        let spot: Spot = self.network.find_spot(name).ok()?;
        self.planner.as_ref().map(|planner| planner.leads_through(route, &spot))
    }

    /// Adds to a problem with a case what was found, and how to find it again; says what to do.
    pub fn tell(&self, case: &Case<'_>, problem: Diagnostic) -> Diagnostic {
        let mut problem = problem;
        if let Some(planner) = &self.planner {
            // Only typical values are told.
            let query = Query { draws: Draws { samples: 100, ..case.query.draws }, ..case.query.clone() };
            let (from, to) = (&case.expectation.from, &case.expectation.to);
            let told = report(self.network, &query, &planner.plan(&query), from, to);
            problem = facts(&told).into_iter().fold(problem, Diagnostic::note);
        }
        let terms = RouteTerms { modes: &case.query.modes, ..case.expectation.terms() };
        let command = plan_command(self.network, &terms, case.query.depart, self.network_argument, &[]);
        problem
            .note(format!("expected: {}", case.expectation.name))
            .note(format!("to repeat: {command}"))
            .help("correct what no longer lets this hold, or the expectation if it was wrong")
    }
}

/// What was found, a line each: the way, or what stands in the way.
fn facts(told: &PlanReport) -> Vec<String> {
    if let Some(way) = told.itineraries.first() {
        return vec![format!("found: {} km, {}: {}", whole(way.distance_km), span(way.hours.p50), way.corridor)];
    }
    let mut lines: Vec<String> = told
        .refused
        .iter()
        .take(TOLD)
        .map(|fact| format!("in the way: {} ({}): {}", fact.subject_name, fact.code, fact.reason))
        .collect();
    if told.refused.len() > TOLD {
        lines.push(format!("in the way: {} more", told.refused.len() - TOLD));
    }
    lines
}

/// Why the command line would not ask this either; none if it would, or if a name is unknown.
pub fn unasked(network: &Network, expectation: &Expectation) -> Option<Unasked> {
    let query: Query = match Query::of_expectation(network, expectation) {
        Ok(query) => query,
        Err(NameError::Unknown { .. } | NameError::Ambiguous { .. }) => return None,
    };
    let cargo = &network.cargoes[query.cargo];
    let unasked = |key, message, help: &str| Some(Unasked { key, message, help: help.into() });
    if query.origin.iter().any(|place| query.destination.contains(place)) {
        let message = format!("`{}` and `{}` are the same place", expectation.from, expectation.to);
        return unasked("to", message, "expect something of a journey between two places");
    }
    if let Some(vessel) = expectation.vessel.filter(|vessel| !cargo.sails_in(*vessel)) {
        let message = format!("`{}` does not carry {}", network.vessels[vessel].id, cargo.id);
        return unasked("vessel", message, "name a ship that the cargo lists under `vessels`");
    }
    let excludes = |rule: RestrictionId| network.restrictions[rule].effect == Effect::Exclude;
    if let Some(rule) = expectation.allow.iter().find(|rule| !excludes(**rule)) {
        let message = format!("`{}` excludes nothing, so there is nothing to lift", network.restrictions[*rule].id);
        return unasked("allow", message, "lift only restrictions with `effect: exclude`");
    }
    let (prices, worth) = (network.rates.values().any(|rate| rate.cargo == query.cargo), cargo.value_of_time.is_some());
    let lacking = match query.objective {
        Objective::Cost | Objective::Generalised if !prices => "a rate for the cargo",
        Objective::Generalised if !worth => "a value of time for the cargo",
        Objective::Co2 if network.emission_factors.is_empty() && network.fuels.is_empty() => "emission factors",
        _ => return None,
    };
    let message = format!("no way is best by {}: the network lacks {lacking}", query.objective.word());
    unasked("by", message, "expect the best way by time or distance")
}

/// Where an expectation stands.
pub fn node(expectation: &Expectation) -> Node {
    Node::entry(expectation.file, "expectations", &expectation.id)
}

/// The journey in words: `busan - duisburg on 2026-03-01`.
pub fn journey(case: &Case<'_>) -> String {
    format!("{} - {} on {}", case.expectation.from, case.expectation.to, case.query.depart)
}

/// Where one of `count` names of a list stands; one name need not stand in a list.
pub fn item(expectation: &Expectation, key: &str, (index, count): (usize, usize)) -> Location {
    let list = node(expectation).key(key);
    if count == 1 { list.value() } else { list.index(index).value() }
}
