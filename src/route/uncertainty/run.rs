//! A route's steps in order, run forward through the timetable with other durations than the typical.
//!
//! # Method
//! The sequence of steps is fixed. Each step is entered by the timetable when the cargo gets there, so whoever is late
//! may miss a season and wait; what it takes is the timetable's duration plus the deviation drawn for its group. The
//! deviation is that of the day on which the typical run takes the step. Steps that can be taken at any time within the
//! horizon commute: they are put together, one sum for each group.

use std::collections::BTreeMap;

use super::group::Group;
use crate::distribution::Deviation;
use crate::graph::{HORIZON_MINUTES, Schedule};
use crate::route::Ride;

/// One step before it is put together with others.
#[derive(Debug)]
pub struct Stage<'t> {
    /// The ride of the typical run.
    pub ride: Ride,
    /// Whose draw decides how long it takes.
    pub group: Group,
    /// How the time differs from the typical.
    pub deviation: Deviation,
    /// When it can be taken, in each kind of year.
    pub schedules: Vec<&'t Schedule>,
}

/// Steps put together.
#[derive(Debug)]
enum Part<'t> {
    /// They can be taken at any time: together so many minutes, and what is drawn.
    Any { minutes: u32, drawn: Vec<(usize, Deviation)> },
    /// One that has times of its own.
    Timed { schedules: Vec<&'t Schedule>, drawn: Option<(usize, Deviation)>, hold: Option<u32>, ride: usize },
}

/// A route that can be run.
#[derive(Debug)]
pub struct Run<'t> {
    parts: Vec<Part<'t>>,
    /// The groups whose draws it needs; draws are given in this order.
    pub groups: Vec<Group>,
}

/// Where a run ended: on which ride it found no way on, and when it was ready for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// Position of the ride.
    pub ride: usize,
    /// When it was ready.
    pub ready: u32,
}

impl<'t> Run<'t> {
    /// Puts stages together.
    pub fn new(stages: &[Stage<'t>]) -> Self {
        let mut groups: Vec<Group> =
            stages.iter().filter(|stage| !stage.deviation.is_zero()).map(|stage| stage.group).collect();
        groups.sort_unstable();
        groups.dedup();
        let drawn = |stage: &Stage<'_>| {
            let index = groups.iter().position(|group| *group == stage.group)?;
            (!stage.deviation.is_zero()).then_some((index, stage.deviation))
        };
        let mut parts = Vec::new();
        let mut minutes = 0;
        let mut sums: BTreeMap<usize, Deviation> = BTreeMap::new();
        for (index, stage) in stages.iter().enumerate() {
            if let Some(always) = always(stage) {
                minutes += always;
                if let Some((group, deviation)) = drawn(stage) {
                    let sum = sums.entry(group).or_default();
                    *sum = *sum + deviation;
                }
                continue;
            }
            let before = std::mem::take(&mut sums).into_iter().collect();
            parts.push(Part::Any { minutes: std::mem::take(&mut minutes), drawn: before });
            parts.push(Part::Timed {
                schedules: stage.schedules.clone(),
                drawn: drawn(stage),
                hold: hold(stage),
                ride: index,
            });
        }
        parts.push(Part::Any { minutes, drawn: sums.into_iter().collect() });
        parts.retain(|part| !matches!(part, Part::Any { minutes: 0, drawn } if drawn.is_empty()));
        Self { parts, groups }
    }

    /// Whether the time is a sum that no date changes.
    pub fn is_timeless(&self) -> bool {
        self.parts.iter().all(|part| matches!(part, Part::Any { .. }))
    }

    /// The only deviation there is, if there is no more than one and no date matters.
    pub fn only_deviation(&self) -> Option<Deviation> {
        match self.parts.as_slice() {
            [] => Some(Deviation::default()),
            [Part::Any { drawn, .. }] => match drawn.as_slice() {
                [] => Some(Deviation::default()),
                [(_, deviation)] => Some(*deviation),
                _ => None,
            },
            _ => None,
        }
    }

    /// When it arrives in the kind of year at position `year`, and how long it waits, with `shares` drawn for its groups.
    pub fn arrive(&self, year: usize, shares: &[u32]) -> Result<(u32, u32), Stuck> {
        let (mut time, mut wait) = (0_u32, 0_u32);
        for part in &self.parts {
            match part {
                Part::Any { minutes, drawn } => {
                    let more: i64 = drawn.iter().map(|(group, deviation)| deviation.at(shares[*group])).sum();
                    time = later(time.saturating_add(*minutes), more).max(time);
                }
                Part::Timed { schedules, drawn, hold, ride } => {
                    let schedule = schedules[year.min(schedules.len() - 1)];
                    let entry = match hold {
                        None => schedule.earliest(time),
                        Some(hold) => {
                            let at = time.max(*hold);
                            schedule.earliest_within(at, 0).or_else(|| schedule.earliest(at))
                        }
                    };
                    let entry = entry.filter(|entry| entry.enter < HORIZON_MINUTES);
                    let entry = entry.ok_or(Stuck { ride: *ride, ready: time })?;
                    wait += entry.enter - time;
                    let more = drawn.map_or(0, |(group, deviation)| deviation.at(shares[group]));
                    time = later(entry.leave, more).max(entry.enter);
                }
            }
        }
        Ok((time, wait))
    }
}

/// The minutes that a stage takes whenever it begins, in every kind of year.
fn always(stage: &Stage<'_>) -> Option<u32> {
    let minutes = stage.schedules.first()?.minutes_always()?;
    // Opening hours and departures stand beside the segments: whoever comes at any hour of the day must enter at once.
    let enters = |schedule: &Schedule, time: u32| schedule.earliest(time).is_some_and(|entry| entry.enter == time);
    let alike = stage
        .schedules
        .iter()
        .all(|schedule| schedule.minutes_always() == Some(minutes) && (0..24).all(|hour| enters(schedule, hour * 61)));
    (alike && stage.ride.enter == stage.ride.ready).then_some(minutes)
}

/// Where the typical run does not simply arrive as early as it can, it keeps its day (a cheaper season), or goes at once.
fn hold(stage: &Stage<'_>) -> Option<u32> {
    let ride = stage.ride;
    let is_earliest = stage
        .schedules
        .iter()
        .any(|schedule| schedule.earliest(ride.ready).map(|entry| entry.enter) == Some(ride.enter));
    (!is_earliest).then_some(if ride.enter > ride.ready { ride.enter } else { 0 })
}

fn later(time: u32, more: i64) -> u32 {
    u32::try_from((i64::from(time) + more).max(0)).unwrap_or(u32::MAX)
}
