//! The loss of something never lets more pass (N-1).

use proptest::prelude::*;

use super::{Most, cut, not_less};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2024"),
    name: "loss-never-adds",
    title: "the loss of a line, lane, transfer, passage or place never lets more pass (N-1)",
    explain: "\
Every flow that is possible without something is possible with it.",
    weight: 3,
    draw: |choices| (choices.questions(), choices.closures()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.close.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, closed)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let (Some(whole), Some(rest)) = (cut(subject, subject.network, &query), cut(subject, &network, &closed)) else {
        return Ok(Told::Nothing);
    };
    let (whole, rest) = (Most::of(&whole), Most::of(&rest));
    not_less(case, (&whole, "with all"), (&rest, &format!("without {}", case.patch.close.join(", "))))?;
    Ok(if matches!(whole, Most::Units(_)) { Told::Holds } else { Told::Nothing })
}
