//! Lifting a restriction never hurts, and the user's own lifting is as good as a scenario's.

use proptest::prelude::*;

use super::{compared, not_worse, told};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2004"),
    name: "lifting-never-hurts",
    title: "lifting a restriction never makes the best way worse",
    explain: "\
A restriction that excludes only takes ways away, so without it the best way is as good or better. And it is the same
whether the restriction is lifted by `--allow` or by a scenario with `lift`.",
    weight: 8,
    draw: |choices| (choices.questions(), choices.lifted()).prop_map(|(case, patch)| Case { patch, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case).filter(|_| !case.patch.lift.is_empty()) else { return Ok(Told::Nothing) };
    let Some((network, by_scenario)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let lifted = case.patch.lift.iter().filter_map(|id| subject.network.restrictions.find(id));
    let by_user = Query { allow: query.allow.iter().copied().chain(lifted).collect(), ..query.clone() };
    let before = subject.best(&query);
    let after = subject.best_on(&network, &by_scenario);
    let rules = case.patch.lift.join(", ");
    let of_after = format!("with {rules} lifted");
    not_worse(subject, query.objective, (after.as_ref(), &of_after), (before.as_ref(), "under it"))?;
    let allowed = subject.best(&by_user);
    if allowed.as_ref().map(|way| way.value) != after.as_ref().map(|way| way.value) {
        let message = format!(
            "with {rules} lifted by `--allow` {}, by a scenario {}",
            told(allowed.as_ref(), query.objective),
            told(after.as_ref(), query.objective)
        );
        let ways = [(allowed.as_ref(), "by `--allow`"), (after.as_ref(), "by a scenario")];
        return Err(compared(subject, Violation::new(message), ways));
    }
    Ok(if after.is_some() { Told::Holds } else { Told::Nothing })
}
