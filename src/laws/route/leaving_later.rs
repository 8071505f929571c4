//! Who leaves later never arrives earlier.

use proptest::prelude::*;

use super::{compared, told};
use crate::calendar::Instant;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::model::Objective;
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2001"),
    name: "leaving-later",
    title: "who leaves later never arrives earlier",
    explain: "\
Waiting is always allowed, so whoever leaves on the later day could have left on the earlier one and waited. An earlier
arrival by a later departure means that a search missed a way, or that something in the network lets time run backwards.

One journey is exempt: where a rule on the journey as a whole is judged on the day of departure, a later day may be
the first on which it may be made at all.",
    weight: 12,
    draw: |choices| (choices.questions(), 1..120_u64).prop_map(|(case, later)| Case { later, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let days = i32::try_from(case.later).unwrap_or(i32::MAX).min(300);
    let Some(early) = subject.query(case).filter(|_| days > 0) else { return Ok(Told::Nothing) };
    let late = Query { depart: early.depart.plus(days), ..early.clone() };
    let may_be_made = |query: &Query| query.policy(subject.network).journey_verdict(query.depart).is_open();
    if !may_be_made(&early) || !may_be_made(&late) {
        return Ok(Told::Nothing);
    }
    let (soon, later) = (subject.best(&early), subject.best(&late));
    let arrives = |query: &Query, minutes| Instant::start_of(query.depart).plus(minutes);
    let Some(reached) = &later else { return Ok(Told::Nothing) };
    let by_leaving_later = arrives(&late, reached.minutes());
    // Beyond the horizon of the earlier departure there is nothing to compare.
    let horizon = crate::graph::HORIZON_MINUTES;
    if reached.steps.last().is_some_and(|last| days.unsigned_abs() * 1440 + last.enter >= horizon) {
        return Ok(Told::Nothing);
    }
    match &soon {
        Some(soon) if arrives(&early, soon.minutes()) <= by_leaving_later => Ok(Told::Holds),
        _ => {
            let arrival =
                soon.as_ref().map_or_else(|| "never".into(), |soon| format!("on {}", arrives(&early, soon.minutes())));
            let message = format!(
                "leaving {} arrives {arrival} ({}), leaving {} on {by_leaving_later}",
                early.depart,
                told(soon.as_ref(), Objective::Time),
                late.depart,
            );
            let ways = [(soon.as_ref(), "leaving earlier"), (later.as_ref(), "leaving later")];
            Err(compared(subject, Violation::new(message), ways))
        }
    }
}
