//! As much can pass as the capacities of a minimum cut say: both cuts.

use super::{cut, ends, places_of};
use crate::capacity::Found;
use crate::diagnostics::Code;
use crate::flow::through;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2021"),
    name: "most-is-what-the-cut-says",
    title: "as much can pass as arrives through either minimum cut",
    explain: "\
Of the minimum cuts one is nearest the origins and one nearest the destinations. All that arrives has to pass each of
them, and each is full: what arrives through the capacities of either adds up to what can pass (max-flow min-cut).",
    weight: 3,
    draw: |choices| choices.questions(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let Some(cut) = cut(subject, subject.network, &query) else { return Ok(Told::Nothing) };
    let Found::Limited(limiting) = &cut.found else { return Ok(Told::Nothing) };
    let most = limiting.bottleneck.most;
    let used = cut.model.used(&limiting.flow);
    for (which, members) in
        [("origins", &limiting.bottleneck.near_origins), ("destinations", &limiting.bottleneck.near_destinations)]
    {
        // What passes two capacities of a cut is counted once for each, so this is at least what arrives.
        let arrives: f64 = members.iter().map(|member| through(&cut.problem, &limiting.flow, *member)).sum();
        if !super::at_least(arrives, most) {
            let message = format!("{most:.3} units can pass, but {arrives:.3} arrive through the cut near the {which}");
            return Err(Violation::new(message).on(ends(case)).on(places_of(&cut)));
        }
        for member in members {
            let limit = &cut.model.limits[*member as usize];
            #[allow(clippy::cast_precision_loss)]
            let available = limit.available as f64;
            if !super::at_least(used[*member as usize], available) {
                let message = format!(
                    "{} is in the cut near the {which}, but only {:.0} of its {available:.0} parts are used",
                    limit.of.name(subject.network),
                    used[*member as usize]
                );
                return Err(Violation::new(message).on(ends(case)).on(places_of(&cut)));
            }
        }
    }
    Ok(Told::Holds)
}
