//! The best way for each of many queries, and nothing else: no alternatives, no refusals.
//!
//! # Method
//! Most of a single plan goes into judging steps day by day. Queries of one day and scenario to which the same rules can
//! exclude or delay a step ([`Policy::bearing`]) share one timetable, as pairs of a [`matrix`](super::matrix) do.

use std::collections::BTreeMap;

use super::label_setting::{Route, Search, meets};
use super::plan::{Answer, Planner};
use super::query::Query;
use super::setup::Setup;
use crate::calendar::Day;
use crate::graph::{StepId, Timetable};
use crate::model::{CargoId, Country, Objective, RestrictionId, ScenarioId, Spot, VesselId};
use crate::parallel;
use crate::restrictions::Policy;

/// What queries have in common that may share a timetable.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Common {
    depart: Day,
    scenario: Option<ScenarioId>,
    allow: Vec<RestrictionId>,
    cargo: CargoId,
    cargo_origin: Option<Country>,
    vessel: Option<VesselId>,
    unescorted: bool,
    bearing: Vec<(RestrictionId, Vec<usize>)>,
}

impl<'a> Planner<'a> {
    /// For each query the answer with its best route alone; where there is none, that of [`Planner::plan_ways`].
    pub fn best_answers(&self, queries: &[Query]) -> Vec<Answer<'a>> {
        let found: Vec<(&Query, Option<Route>)> = queries.iter().zip(self.best_of_each(queries)).collect();
        parallel::map(&found, |(query, route)| {
            let Some(route) = route else { return self.plan_ways(query) };
            let policy = query.policy(self.network);
            let journey = policy.journey_verdict(query.depart);
            Answer::of_best(&self.structure, policy, journey, vec![route.clone()])
        })
    }

    /// The best allowed route of `query` alone, which is the first that [`Planner::plan`] finds; none if there is none.
    pub fn best(&self, query: &Query) -> Option<Route> {
        let policy = query.policy(self.network);
        self.best_on(&Timetable::new(&self.structure, &policy, query.depart), query)
    }

    /// For each query the route that [`Planner::plan`] tells first, if it tells any; `ways` is not looked at.
    ///
    /// # Cost
    /// One timetable for each class of queries, and one search for each query.
    pub fn best_of_each(&self, queries: &[Query]) -> Vec<Option<Route>> {
        let mut classes: BTreeMap<Common, Vec<usize>> = BTreeMap::new();
        for (index, query) in queries.iter().enumerate() {
            let common = Common {
                depart: query.depart,
                scenario: query.scenario,
                allow: query.allow.clone(),
                cargo: query.cargo,
                cargo_origin: query.cargo_origin,
                vessel: query.vessel,
                unescorted: query.unescorted,
                bearing: query.policy(self.network).bearing(),
            };
            classes.entry(common).or_default().push(index);
        }
        // The largest classes first, so that no thread is left with one of them in the end.
        let mut classes: Vec<Vec<usize>> = classes.into_values().collect();
        classes.sort_by_key(|members| (std::cmp::Reverse(members.len()), members.clone()));
        let answered = parallel::map(&classes, |members| {
            let policy = queries[members[0]].policy(self.network);
            let timetable = Timetable::new(&self.structure, &policy, queries[members[0]].depart);
            parallel::map(members, |index| (*index, self.best_on(&timetable, &queries[*index])))
        });
        let mut routes: Vec<Option<Route>> = vec![None; queries.len()];
        for (index, route) in answered.into_iter().flatten() {
            routes[index] = route;
        }
        routes
    }

    fn best_on(&self, timetable: &Timetable<'_>, query: &Query) -> Option<Route> {
        let policy: Policy<'_> = query.policy(self.network);
        if !policy.journey_verdict(query.depart).is_open() {
            return None;
        }
        let setup = Setup::new(self.network, &self.structure, query);
        let usable = |step: StepId| setup.is_usable(step);
        let search = setup.search(timetable);
        search.best(&usable).or_else(|| {
            // What can be reached does not depend on what the answer is best by.
            let patient = Search { patience: u32::MAX, ..search };
            (query.objective != Objective::Time).then(|| patient.best(&usable)).flatten()
        })
    }

    /// Whether a route leads through `spot`, both ends included: what `via` asks for.
    pub fn leads_through(&self, route: &Route, spot: &Spot) -> bool {
        let steps = route.rides.iter().map(|ride| (ride.state, Some(ride.step)));
        std::iter::once((route.start, None))
            .chain(steps)
            .any(|(state, step)| meets(self.network, &self.structure, state, step, spot))
    }
}
