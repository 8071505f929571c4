//! Closing a line, lane, transfer, passage or place never helps.

use proptest::prelude::*;

use super::not_worse;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2002"),
    name: "closing-never-helps",
    title: "closing something never makes the best way better",
    explain: "\
Every way that is open after something was closed was open before. A better best way under a scenario that only closes
more means that the search missed it before, or that the closure opens something.",
    weight: 12,
    draw: |choices| (choices.questions(), choices.closures()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.close.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, closed)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let (before, after) = (subject.best(&query), subject.best_on(&network, &closed));
    not_worse(
        subject,
        query.objective,
        (before.as_ref(), "before"),
        (after.as_ref(), &format!("after closing {}", case.patch.close.join(", "))),
    )?;
    Ok(if before.is_some() { Told::Holds } else { Told::Nothing })
}
