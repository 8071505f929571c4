//! A restriction never lets more pass.

use proptest::prelude::*;

use super::{Most, cut, not_less};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2025"),
    name: "restriction-never-adds",
    title: "no more can pass under a restriction than without it",
    explain: "\
A restriction that excludes only takes ways away: what flows under it can flow where it is lifted.",
    weight: 3,
    draw: |choices| (choices.questions(), choices.lifted()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.lift.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, lifted)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let (Some(under), Some(without)) = (cut(subject, subject.network, &query), cut(subject, &network, &lifted)) else {
        return Ok(Told::Nothing);
    };
    let (under, without) = (Most::of(&under), Most::of(&without));
    let rules = case.patch.lift.join(", ");
    not_less(case, (&without, &format!("without {rules}")), (&under, &format!("under {rules}")))?;
    Ok(if matches!(under, Most::Units(_)) { Told::Holds } else { Told::Nothing })
}
