//! Which facts would have to be gone for a way to open: all minimal sets of them.
//!
//! A *fact* is a cause that blocks steps (see [`Fact::same_cause`]): a rule that blocks ten links is one fact, and so is a
//! spell of a line's history. A set of facts *opens* a question if a way exists once they are gone, waiting included,
//! that meets the bound asked for: any way, or one better than the best allowed way by a margin.
//!
//! # Method
//! Label setting over sets of facts. A label says where the cargo is, when, at which value, and which facts were taken
//! as gone to get there. It is dominated by a label of the same state that is no later, no dearer, and whose facts are
//! among its own (multicriteria label setting as in Hansen 1980 and Martins 1984, with set inclusion as one of the
//! criteria). Searches allow one fact more each time, so what is found is minimal: no smaller set was found before, and
//! a label that holds a set found already is dropped. Each set is then planned anew under the rules without its facts;
//! that plan is what the reader sees, so no set is told that does not really open the way.
//!
//! # Cost
//! Exponential in the number of facts allowed in the worst case, hence [`Bounds`]; the answer says how far it is complete.

use super::label_setting::{PATIENCE_MINUTES, Ride, Route, Search};
use super::plan::Planner;
use super::query::Query;
use super::setup::Setup;
use super::why_not_sets::{MOST_FACTS, SetSearch};
use crate::graph::{StepId, Structure, Timetable};
use crate::model::{Lane, Link, Objective, Spot};
use crate::restrictions::{Fact, Policy, Step};

/// How far the search for sets goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Facts in one set.
    pub facts: usize,
    /// Sets told, best first.
    pub sets: usize,
    /// Labels made for each number of facts.
    pub labels: usize,
    /// How much better than the best allowed way a way must be to count, in percent of its value.
    pub gain_percent: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { facts: 4, sets: 10, labels: 400_000, gain_percent: 5 }
    }
}

/// A minimal set and what it opens.
#[derive(Debug)]
pub struct Opening<'a> {
    /// The facts, in the order in which one meets them on the way.
    pub facts: Vec<Fact>,
    /// The best way once they are gone.
    pub route: Route,
    /// The rules without them.
    pub policy: Policy<'a>,
}

/// The minimal sets of one question.
#[derive(Debug)]
pub struct Openings<'a> {
    /// Best first; sets of no fact do not occur.
    pub sets: Vec<Opening<'a>>,
    /// How many sets were found; those beyond the bound are not told.
    pub found: usize,
    /// All sets of up to so many facts were found.
    pub complete_to: usize,
    /// How far the search was to go.
    pub bounds: Bounds,
    /// Whether anything would do: with all facts gone there is a way.
    pub possible: bool,
}

impl Openings<'_> {
    /// Whether all sets within the bound on facts were found and are told.
    pub fn is_complete(&self) -> bool {
        self.complete_to >= self.bounds.facts && self.found == self.sets.len()
    }
}

impl<'a> Planner<'a> {
    /// The best way of `query` as if `facts` did not stand against it.
    pub fn best_without(&self, query: &Query, facts: &[Fact]) -> Option<Route> {
        let policy = query.policy(self.network).without(facts);
        if !policy.journey_verdict(query.depart).is_open() {
            return None;
        }
        best_under(&self.setup(query), &policy)
    }

    /// All minimal sets of facts whose absence opens `query`; with `best`, whose absence gives a way of a value of at
    /// most that, in the unit of the objective.
    pub fn openings(&self, query: &Query, best: Option<u64>, bounds: Bounds) -> Openings<'a> {
        let network = self.network;
        let structure = &*self.structure;
        let policy = query.policy(network);
        let setup = self.setup(query);
        let usable = |step: StepId| setup.is_usable(step);
        let bounds = Bounds { facts: bounds.facts.min(MOST_FACTS), ..bounds };

        let free = policy.without_any_block();
        let timetable = Timetable::new(structure, &free, query.depart);
        let possible = Search { patience: u32::MAX, ..setup.search(&timetable) };
        let possible = possible.best(&usable).is_some_and(|route| best.is_none_or(|best| route.value <= best));
        let mut found = Openings { sets: Vec::new(), found: 0, complete_to: 0, bounds, possible };
        if !possible {
            found.complete_to = bounds.facts;
            return found;
        }
        // Whether any way opens does not depend on what the answer is best by; waiting may take as long as it likes.
        let (objective, patience) = match best {
            None => (Objective::Time, u32::MAX),
            Some(_) => (query.objective, if query.objective == Objective::Time { u32::MAX } else { PATIENCE_MINUTES }),
        };
        let search = Search { objective, patience, ..setup.search(&timetable) };
        let journey = policy.journey_verdict(query.depart).blocks;
        let mut sets = SetSearch::new(&search, &policy, &usable, best, journey);
        for size in 0..=bounds.facts {
            if !sets.run(size, bounds.labels) {
                break;
            }
            found.complete_to = size;
        }
        let facts: Vec<Vec<Fact>> =
            sets.found.iter().filter(|set| !set.is_empty()).map(|set| sets.facts_of(set)).collect();
        found.found = facts.len();
        let planned = crate::parallel::map(&facts, |facts| {
            let lifted = policy.without(facts);
            let by_time = Query { objective: Objective::Time, ..query.clone() };
            let priceless = || best_under(&self.setup(&by_time), &lifted).filter(|_| best.is_none());
            let route = best_under(&setup, &lifted).or_else(priceless)?;
            Some((in_order(facts, &policy, &setup, &route), route, lifted))
        });
        let good = |route: &Route| best.is_none_or(|best| route.value <= best);
        for (facts, route, policy) in planned.into_iter().flatten() {
            if good(&route) {
                found.sets.push(Opening { facts, route, policy });
            }
        }
        found.sets.sort_by_key(|set| set.route.value);
        found.sets.truncate(bounds.sets);
        found
    }
}

/// The facts in the order in which one meets them on the way, those of the whole journey first.
fn in_order(facts: &[Fact], policy: &Policy<'_>, setup: &Setup<'_>, route: &Route) -> Vec<Fact> {
    let mut met: Vec<Fact> = policy.journey_verdict(setup.query.depart).blocks;
    for ride in &route.rides {
        met.extend(blocks_of(policy, setup.structure, setup.query.depart, ride));
    }
    let place = |fact: &Fact| met.iter().position(|other| other.same_cause(fact)).unwrap_or(usize::MAX);
    // As it stands on the day on which it is met, not on the day on which it was first seen.
    let mut ordered: Vec<(usize, Fact)> = facts.iter().map(|fact| (place(fact), fact.clone())).collect();
    ordered.sort_by_key(|(at, _)| *at);
    ordered.into_iter().map(|(at, fact)| met.get(at).cloned().unwrap_or(fact)).collect()
}

impl Planner<'_> {
    /// Whether there would be a way of the kind asked for if nothing stood against any.
    pub fn is_possible(&self, query: &Query) -> bool {
        let policy = query.policy(self.network).without_any_block();
        best_under(&self.setup(query), &policy).is_some()
    }

    fn setup<'s>(&'s self, query: &'s Query) -> Setup<'s> {
        Setup::new(self.network, &self.structure, query)
    }

    /// What a regime of admission stands for on the way from here to there: not any lane of it that a ship may touch and
    /// leave again, but those in the ice area in the middle of its part of the shortest way through it, as if nothing
    /// stood against that.
    pub fn through_regime(&self, query: &Query, regime: &str) -> Spot {
        let whole = Spot::Admission(regime.to_string(), None);
        let shortest = Query { objective: Objective::Distance, via: vec![whole.clone()], ..query.clone() };
        let policy = query.policy(self.network).without_any_block();
        let lanes: Vec<&Lane> = best_under(&self.setup(&shortest), &policy)
            .iter()
            .flat_map(|route| &route.rides)
            .filter_map(|ride| match self.structure.steps()[ride.step as usize] {
                Step::Pass { link: Link::Lane(lane), .. } => Some(&self.network.lanes[lane]),
                _ => None,
            })
            .filter(|lane| lane.admission.iter().any(|own| own == regime))
            .collect();
        let total: u64 = lanes.iter().map(|lane| lane.distance.metres()).sum();
        let mut passed = 0;
        let middle = lanes.iter().find(|lane| {
            passed += lane.distance.metres();
            passed * 2 >= total
        });
        middle.and_then(|lane| lane.ice_area).map_or(whole, |area| Spot::Admission(regime.to_string(), Some(area)))
    }
}

/// The best way under `policy`; with more patience if there is none else.
fn best_under(setup: &Setup<'_>, policy: &Policy<'_>) -> Option<Route> {
    let timetable = Timetable::new(setup.structure, policy, setup.query.depart);
    let search = setup.search(&timetable);
    let patient = || Search { patience: u32::MAX, ..setup.search(&timetable) };
    let best = search.best(&|step| setup.is_usable(step));
    let may_be_patient = setup.query.objective != Objective::Time;
    best.or_else(|| if may_be_patient { patient().best(&|step| setup.is_usable(step)) } else { None })
}

/// What stands against the step of a ride when it begins.
pub fn blocks_of(policy: &Policy<'_>, structure: &Structure, depart: crate::calendar::Day, ride: &Ride) -> Vec<Fact> {
    let day = crate::calendar::Instant::start_of(depart).plus(ride.enter).day();
    policy.verdict(structure.steps()[ride.step as usize], day).blocks
}
