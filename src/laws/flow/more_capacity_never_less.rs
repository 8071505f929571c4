//! With more capacity no less can pass.

use proptest::prelude::*;

use super::{Most, cut, not_less};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2023"),
    name: "more-capacity-never-less",
    title: "widening a line, transfer or group never lets less pass",
    explain: "\
A scenario that gives one line, transfer or group a fifth more than the most it ever has leaves every flow possible that
was possible before.",
    weight: 3,
    draw: |choices| (choices.questions(), choices.widened()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.widen.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, wider)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    // The question's own scenario may have widened it further than the patch does.
    if query.scenario.is_some() {
        return Ok(Told::Nothing);
    }
    let (Some(before), Some(after)) = (cut(subject, subject.network, &query), cut(subject, &network, &wider)) else {
        return Ok(Told::Nothing);
    };
    let what = case.patch.widen.iter().map(|(id, capacity)| format!("{id} at {capacity}")).collect::<Vec<_>>();
    let (before, after) = (Most::of(&before), Most::of(&after));
    not_less(case, (&after, &format!("with {}", what.join(", "))), (&before, "without it"))?;
    Ok(if matches!(before, Most::Units(_)) { Told::Holds } else { Told::Nothing })
}
