//! What is sent passes over ways that join the ends, within every capacity, and adds up to what arrives.

use super::{cut, ends, places_of};
use crate::capacity::Found;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation};

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2022"),
    name: "flow-is-conserved",
    title: "flow is conserved, within every capacity, and adds up to what arrives",
    explain: "\
Flow is told as ways with an amount each. The arcs of each way join its origin to its destination without a gap, what
all of them use of a capacity is no more than there is of it, and the amounts add up to as much as can pass.",
    weight: 3,
    draw: |choices| choices.questions(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let Some(cut) = cut(subject, subject.network, &query) else { return Ok(Told::Nothing) };
    let Found::Limited(limiting) = &cut.found else { return Ok(Told::Nothing) };
    let broken = |message: String| Err(Violation::new(message).on(ends(case)).on(places_of(&cut)));
    let mut arrives = 0.0;
    for path in &limiting.flow.paths {
        let demand = &cut.problem.demands[path.demand as usize];
        let arcs = &cut.problem.layers[demand.layer as usize].arcs;
        let mut node = demand.from;
        for arc in path.arcs.iter().map(|arc| &arcs[*arc as usize]) {
            if arc.tail != node {
                return broken(format!("a way leaves node {} after it came to node {node}", arc.tail));
            }
            node = arc.head;
        }
        if node != demand.to || path.amount < 0.0 {
            return broken(format!("a way with {:.3} units ends at node {node}, not {}", path.amount, demand.to));
        }
        arrives += path.amount;
    }
    let most = limiting.bottleneck.most;
    if !super::at_least(arrives, most) || !super::at_least(most, arrives) {
        return broken(format!("{most:.3} units can pass, but the ways carry {arrives:.3}"));
    }
    for (limit, used) in cut.model.limits.iter().zip(cut.model.used(&limiting.flow)) {
        #[allow(clippy::cast_precision_loss)]
        let available = limit.available as f64;
        if !super::at_least(available, used) {
            let name = limit.of.name(subject.network);
            return broken(format!("{used:.0} parts of {name} are used, but there are {available:.0}"));
        }
    }
    Ok(Told::Holds)
}
