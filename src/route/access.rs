//! May one get from here to there as things stand on one day, and if not, what stands in the way?
//!
//! A snapshot: every step must be open on that day, nothing is waited for. [`plan`](super::plan()) follows a journey
//! through time instead; this question is for seeing how access changed over many years.

use super::course::lightest;
use super::plan::Planner;
use super::query::Query;
use super::setup::{terminals, usable_steps};
use crate::calendar::Day;
use crate::graph::{End, StepId, Structure};
use crate::model::Network;
use crate::restrictions::{Fact, Policy, Step};

/// How things stand on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// There is a way all of whose steps are open.
    Open,
    /// There is none; what blocks the way with the fewest closed steps, of these the shortest, or the journey as a whole.
    Shut(Vec<Fact>),
    /// Nothing joins the two, open or not.
    Unjoined,
}

impl Planner<'_> {
    /// How things stand for the journey of `query` on each of `days`; its own day, alternatives and objective are not
    /// looked at.
    ///
    /// # Cost
    /// While the way of the day before stays open, one verdict for each of its steps; else one search, with one verdict
    /// for each step that it looks at.
    pub fn access(&self, query: &Query, days: &[Day]) -> Vec<Access> {
        let (network, structure) = (self.network, self.structure());
        let policy = query.policy(network);
        let ground = Ground {
            network,
            structure,
            policy: &policy,
            stages: [
                terminals(network, structure, &query.origin, End::Origin),
                terminals(network, structure, &query.destination, End::Destination),
            ],
            usable: usable_steps(network, structure, query),
        };
        let mut way: Vec<StepId> = Vec::new();
        days.iter().map(|day| ground.on(*day, &mut way)).collect()
    }
}

struct Ground<'a> {
    network: &'a Network,
    structure: &'a Structure,
    policy: &'a Policy<'a>,
    stages: [Vec<u32>; 2],
    usable: Vec<bool>,
}

impl Ground<'_> {
    /// `way` is the open way of the day before, and that of this day afterwards.
    fn on(&self, day: Day, way: &mut Vec<StepId>) -> Access {
        let journey = self.policy.journey_verdict(day);
        if !journey.is_open() {
            return Access::Shut(journey.blocks);
        }
        let is_open = |step: StepId| self.policy.verdict(self.step(step), day).is_open();
        if !way.is_empty() && way.iter().all(|step| is_open(*step)) {
            return Access::Open;
        }
        let mut hindrances: Vec<Option<u32>> = vec![None; self.usable.len()];
        let found = lightest(self.structure, &self.stages, &mut |step| {
            if !self.usable[step as usize] {
                return None;
            }
            let blocks = *hindrances[step as usize].get_or_insert_with(|| u32::from(!is_open(step)));
            Some((blocks, self.metres(step)))
        });
        let Some(found) = found else { return Access::Unjoined };
        let mut facts: Vec<Fact> = Vec::new();
        for block in found.iter().flat_map(|step| self.policy.verdict(self.step(*step), day).blocks) {
            if !facts.iter().any(|fact| fact.same_cause(&block)) {
                facts.push(block);
            }
        }
        if facts.is_empty() {
            *way = found;
            return Access::Open;
        }
        Access::Shut(facts)
    }

    fn step(&self, step: StepId) -> Step {
        self.structure.steps()[step as usize]
    }

    fn metres(&self, step: StepId) -> u64 {
        match self.step(step) {
            Step::Pass { link, .. } => self.network.distance(link).metres(),
            Step::Undergo { .. } => 0,
        }
    }
}
