//! No way takes a step that may not be taken on its day.

use proptest::prelude::*;

use super::compared;
use crate::calendar::Instant;
use crate::diagnostics::Code;
use crate::graph::measure;
use crate::laws::{Case, Law, Patch, Subject, Told, Violation};
use crate::report::facts_told;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2007"),
    name: "no-excluded-step",
    title: "no way takes a step that is closed, excluded or unknown on its day",
    explain: "\
Every step of the best way is judged again by itself, on the day on which it begins: its state, what the scenario closes,
every restriction in force that matches it, the season, the depth, the gauge. It must be open, and take as long as it
takes on that day with what restrictions add.",
    weight: 12,
    draw: |choices| {
        (choices.questions_by_any(), choices.closures(), any::<bool>())
            .prop_map(|(case, patch, closes)| Case { patch: if closes { patch } else { Patch::default() }, ..case })
            .boxed()
    },
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let Some((network, query)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let Some(way) = subject.best_on(&network, &query) else { return Ok(Told::Nothing) };
    let broken = |message: String| Err(compared(subject, Violation::new(message), [(Some(&way), "the way")]));
    let policy = query.policy(&network);
    let journey = policy.journey_verdict(query.depart);
    if !journey.is_open() {
        return broken(format!(
            "the journey may not be made on {}: {}",
            query.depart,
            facts_told(&network, &journey.blocks)
        ));
    }
    for taken in &way.steps {
        let day = Instant::start_of(query.depart).plus(taken.enter).day();
        let verdict = policy.verdict(taken.step, day);
        let what = network.subject_id(taken.step.subject(&network));
        if !verdict.is_open() {
            return broken(format!("the way takes {what} on {day}: {}", facts_told(&network, &verdict.blocks)));
        }
        let time = measure(&network, taken.step, day, &policy.journey, policy.overlay.ice_year()).time;
        let minutes = time.map(|time| time.typ.get() + verdict.delay.get());
        if minutes != Some(taken.leave - taken.enter) {
            let told = minutes.map_or_else(|| "an unknown time".into(), |minutes| format!("{minutes} min"));
            return broken(format!("{what} takes {told} on {day}, the way says {} min", taken.leave - taken.enter));
        }
    }
    Ok(Told::Holds)
}
