//! Going by way of a place never helps: the triangle's third side.

use proptest::prelude::*;

use super::{compared, not_worse};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};
use crate::model::{Objective, Spot};
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2005"),
    name: "detour-never-helps",
    title: "no way by another place beats the direct one (triangle inequality)",
    explain: "\
Whatever way leads by another place is a way all the same, so the best way that must pass it is never better than the
best way at all. Nor is the best way that must avoid it; and one of the two is as good as the best way.",
    weight: 12,
    draw: |choices| (choices.questions(), choices.places()).prop_map(|(case, via)| Case { via, ..case }).boxed(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let (Some(query), Some((place, spot))) = (subject.query(case), case.spot(subject.network)) else {
        return Ok(Told::Nothing);
    };
    if query.origin.contains(&place) || query.destination.contains(&place) {
        return Ok(Told::Nothing);
    }
    let through = Query { via: vec![spot], ..query.clone() };
    let around = Query { avoid: vec![Spot::Places(vec![place])], ..query.clone() };
    let (direct, through, around) = (subject.best(&query), subject.best(&through), subject.best(&around));
    let id = &subject.network.places[place].id;
    let (by, without) = (format!("by way of {id}"), format!("avoiding {id}"));
    let objective = query.objective;
    not_worse(subject, objective, (direct.as_ref(), "direct"), (through.as_ref(), &by))?;
    not_worse(subject, objective, (direct.as_ref(), "direct"), (around.as_ref(), &without))?;
    let Some(direct) = direct else { return Ok(Told::Nothing) };
    let is_as_good = |way: &Option<crate::laws::Way>| way.as_ref().is_some_and(|way| way.value == direct.value);
    // By other objectives than time, how long one waits for a step depends on what else there is.
    if objective == Objective::Time && !is_as_good(&through) && !is_as_good(&around) {
        let message = format!("the best way is neither {by} nor {without}");
        let ways = [(Some(&direct), "direct"), (through.as_ref(), &by), (around.as_ref(), &without)];
        return Err(compared(subject, Violation::new(message), ways));
    }
    Ok(Told::Holds)
}
