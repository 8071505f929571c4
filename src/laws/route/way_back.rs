//! The way back is no longer than the way out, where it may be gone at all.

use super::{compared, told};
use crate::calendar::Instant;
use crate::diagnostics::Code;
use crate::graph::{HORIZON_MINUTES, measure};
use crate::laws::{Case, Law, Subject, Taken, Told, Violation};
use crate::model::{Link, Mode, Objective};
use crate::restrictions::{Crossing, Policy, Step};
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2010"),
    name: "way-back",
    title: "the shortest way back is no longer than the way out, where that may be gone back",
    explain: "\
Lengths have no direction. Where no line of the shortest way out is one-way and each of its steps is open the other way
round when one comes to it, the same way leads back, so the shortest way back is no longer. Ways over timetables
and through ports are not looked at.",
    weight: 6,
    draw: |choices| choices.questions(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(out) = subject.query(case) else { return Ok(Told::Nothing) };
    let out = Query { objective: Objective::Distance, ..out };
    let Some(way) = subject.best(&out) else { return Ok(Told::Nothing) };
    let back = Query { origin: out.destination.clone(), destination: out.origin.clone(), ..out.clone() };
    let policy = back.policy(subject.network);
    if !policy.journey_verdict(back.depart).is_open() || !may_be_gone_back(&policy, &back, &way.steps) {
        return Ok(Told::Nothing);
    }
    let home = subject.best(&back);
    if home.as_ref().is_some_and(|home| home.value <= way.value) {
        return Ok(Told::Holds);
    }
    let distance = |way| told(way, Objective::Distance);
    let message = format!("out {}, back {}", distance(Some(&way)), distance(home.as_ref()));
    Err(compared(subject, Violation::new(message), [(Some(&way), "out"), (home.as_ref(), "back")]))
}

/// Whether the steps, last first and each turned round, are open one after the other without waiting.
fn may_be_gone_back(policy: &Policy<'_>, query: &Query, steps: &[Taken]) -> bool {
    let network = policy.network;
    let mut clock = 0;
    for (index, taken) in steps.iter().enumerate().rev() {
        // On what it comes to the transfer, which is what it leaves it on when it goes back.
        let before = steps[..index].iter().rev().find_map(|taken| taken.step.mode(network));
        let Some(step) = turned(policy, taken.step, before) else { return false };
        let day = Instant::start_of(query.depart).plus(clock).day();
        let verdict = policy.verdict(step, day);
        let time = measure(network, step, day, &policy.journey, policy.overlay.ice_year()).time;
        let (true, Some(time)) = (verdict.is_open(), time) else { return false };
        clock += time.typ.get() + verdict.delay.get();
    }
    clock < HORIZON_MINUTES / 2
}

/// The step the other way round, if it has one.
fn turned(policy: &Policy<'_>, step: Step, before: Option<Mode>) -> Option<Step> {
    let network = policy.network;
    match step {
        Step::Pass { link, forward } => {
            let is_one_way = matches!(link, Link::Section(id) if network.lines[network.sections[id].line].directed);
            (!is_one_way && step.service(network).is_none()).then_some(Step::Pass { link, forward: !forward })
        }
        Step::Undergo { transfer, crossing, mode, at_end } => {
            let of_transfer = &network.transfers[transfer];
            // In a port only who lands crosses a border, so whoever lands where they set out needs another verdict.
            if of_transfer.kind.quay().is_some() || of_transfer.opening_hours.is_some() {
                return None;
            }
            let crossing = crossing.map(|Crossing { from, to }| Crossing { from: to, to: from });
            let mode = if matches!(of_transfer.kind, crate::model::TransferKind::ModeChange { .. }) {
                before.filter(|before| *before != mode)?
            } else {
                mode
            };
            Some(Step::Undergo { transfer, crossing, mode, at_end })
        }
    }
}
