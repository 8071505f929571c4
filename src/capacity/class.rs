//! What is wanted, put into classes to which the rules say the same: each becomes a layer.

use std::collections::BTreeMap;

use super::period::{DaySet, Part};
use super::query::FlowQuery;
use crate::graph::{Segment, StepId, Structure, Timetable};
use crate::model::{CargoId, Country, Network, Objective, RestrictionId, VesselId};
use crate::restrictions::Policy;
use crate::route::{Query, usable_steps};

/// When a step may be taken in a part of the period, and what it costs a unit of the cargo then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// On which days.
    pub days: DaySet,
    /// What it costs on the day with as many open days before as after it.
    pub cost: i64,
}

/// Things that are wanted and that the rules treat alike.
#[derive(Debug)]
pub(super) struct Class {
    /// Positions in the query.
    pub wanted: Vec<usize>,
    /// The question of the first of them to the route planner.
    pub query: Query,
    /// On which days of each part the journey as a whole is allowed.
    allowed: Vec<DaySet>,
}

/// What must be equal.
type ClassKey =
    (CargoId, Option<Country>, Option<VesselId>, Vec<(RestrictionId, Vec<usize>)>, Vec<RestrictionId>, Vec<DaySet>);

/// Puts what is wanted into classes, in order of the first of each.
pub(super) fn classes(network: &Network, query: &FlowQuery, parts: &[Part]) -> Vec<Class> {
    let mut of_key: BTreeMap<ClassKey, usize> = BTreeMap::new();
    let mut of_countries = BTreeMap::new();
    let mut classes: Vec<Class> = Vec::new();
    let first_day = query.period.first_day();
    for (position, wanted) in query.wanted.iter().enumerate() {
        let asked = query.route_query(network, wanted, first_day);
        let policy = asked.policy(network);
        let journey = &policy.journey;
        let alike = (journey.origin.clone(), journey.destination.clone(), wanted.cargo, wanted.cargo_origin);
        let class = *of_countries.entry(alike).or_insert_with(|| {
            let allowed = allowed_days(&policy, parts);
            let quotas = policy.quotas().collect();
            let key = (wanted.cargo, wanted.cargo_origin, asked.vessel, policy.bearing(), quotas, allowed.clone());
            *of_key.entry(key).or_insert_with(|| {
                classes.push(Class { wanted: Vec::new(), query: asked.clone(), allowed });
                classes.len() - 1
            })
        });
        classes[class].wanted.push(position);
    }
    classes
}

/// On which days of each part the rules on the journey as a whole allow it.
fn allowed_days(policy: &Policy<'_>, parts: &[Part]) -> Vec<DaySet> {
    let mut known = None;
    let about_journey = policy.rules().any(|rule| rule.matches.is_about_the_journey());
    let mut is_open = |day| {
        // Without such a rule every day is like the first.
        if let (false, Some(open)) = (about_journey, known) {
            return open;
        }
        *known.insert(policy.journey_verdict(day).is_open())
    };
    let mut days_of = |part: &Part| {
        let mut days = DaySet::default();
        for (offset, day) in (0..).zip(part.iter()) {
            if is_open(day) {
                days.add(offset, offset + 1);
            }
        }
        days
    };
    parts.iter().map(&mut days_of).collect()
}

impl Class {
    /// For each part of the period and each step when it may be taken; none if it may not at all.
    ///
    /// With `priced` a step whose cost is not known may not be taken; without, it costs nothing then: to see whether a
    /// price is what is missing.
    pub fn openings(
        &self,
        network: &Network,
        structure: &Structure,
        objective: Objective,
        parts: &[Part],
        priced: bool,
    ) -> Vec<Vec<Option<Opening>>> {
        let policy = self.query.policy(network);
        let first_day = self.query.depart;
        let end = parts.iter().map(|part| part.first.count() + part.days.cast_signed()).max();
        let span = end.map_or(1, |end| end - first_day.count());
        let timetable = Timetable::over(structure, &policy, first_day, span);
        let usable = usable_steps(network, structure, &self.query);
        let mut all = vec![vec![None; usable.len()]; parts.len()];
        for step in (0..).zip(&usable).filter_map(|(step, usable): (StepId, _)| usable.then_some(step)) {
            let schedule = timetable.schedule(step);
            let cost = |segment: &Segment| -> Option<i64> {
                let minutes = segment.minutes?;
                let money = segment.cost.and_then(|cost| u64::try_from(cost.micro()).ok());
                let cost = match objective {
                    Objective::Distance => Some(schedule.distance().metres()),
                    Objective::Time => Some(u64::from(minutes)),
                    Objective::Cost => money,
                    Objective::Co2 => segment.co2e.map(crate::units::Emission::milligrams),
                    Objective::Generalised => money.map(|money| money + timetable.worth_of(minutes)),
                };
                let cost = if priced { cost } else { Some(cost.unwrap_or(0)) };
                cost.and_then(|cost| i64::try_from(cost).ok())
            };
            let priced_segments: Vec<(u32, Option<i64>)> =
                schedule.segments().iter().map(|segment| (segment.begins / 1440, cost(segment))).collect();
            for ((part, allowed), openings) in parts.iter().zip(&self.allowed).zip(&mut all) {
                let offset = u32::try_from(part.first.count() - first_day.count()).unwrap_or(0);
                openings[step as usize] = opening(&priced_segments, offset, part.days, allowed);
            }
        }
        all
    }
}

/// When a step with such segments (from which day on, at what cost) is open within a part.
fn opening(segments: &[(u32, Option<i64>)], offset: u32, length: u32, allowed: &DaySet) -> Option<Opening> {
    let mut days = DaySet::default();
    for (index, (begins, cost)) in segments.iter().enumerate() {
        if cost.is_some() {
            let ends = segments.get(index + 1).map_or(u32::MAX, |(next, _)| *next);
            let (from, until) = (begins.saturating_sub(offset), ends.saturating_sub(offset).min(length));
            days.add(from, until);
        }
    }
    let days = days.intersection(allowed);
    let day = days.median()? + offset;
    let at = segments.partition_point(|(begins, _)| *begins <= day).checked_sub(1)?;
    Some(Opening { days, cost: segments[at].1? })
}
