//! Opening a line, lane, transfer, passage or place never hurts.

use proptest::prelude::*;

use super::not_worse;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2003"),
    name: "opening-never-hurts",
    title: "opening something never makes the best way worse",
    explain: "\
Every way that was open before something was opened is open after it, and as fast. A worse best way under a scenario
that only opens more means that a search missed a way, or that the opening closes something.",
    weight: 8,
    draw: |choices| (choices.questions(), choices.openings()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.open.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, opened)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let Some(before) = subject.best(&query) else { return Ok(Told::Nothing) };
    let after = subject.best_on(&network, &opened);
    let of_after = format!("after opening {}", case.patch.open.join(", "));
    not_worse(subject, query.objective, (after.as_ref(), &of_after), (Some(&before), "before"))?;
    Ok(Told::Holds)
}
