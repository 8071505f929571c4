//! What can be reached does not depend on what the way is best by, and each is best at its own trade.

use super::{compared, told};
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation, Way};
use crate::model::Objective;
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2009"),
    name: "objectives-agree",
    title: "the quickest way is the quickest, the shortest the shortest, and there are both or neither",
    explain: "\
The quickest way takes no longer than the shortest one. There is a quickest way if and only if there is a shortest one:
the objective chooses among ways, it opens and closes none. (By cost and CO2e there may be none where a price or a
factor is not known.)",
    weight: 8,
    draw: |choices| choices.questions(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let best = |objective| subject.best(&Query { objective, ..query.clone() });
    let (quick, short) = (best(Objective::Time), best(Objective::Distance));
    let broken = |message: String| {
        let ways = [(quick.as_ref(), "the quickest"), (short.as_ref(), "the shortest")];
        Err(compared(subject, Violation::new(message), ways))
    };
    match (&quick, &short) {
        (None, None) => Ok(Told::Nothing),
        (Some(quick), Some(short)) if quick.minutes() > short.minutes() => {
            broken(format!("the quickest way takes {} min, the shortest {} min", quick.minutes(), short.minutes()))
        }
        (Some(_), Some(_)) => Ok(Told::Holds),
        (quick, short) => {
            let value = |way: &Option<Way>, objective| told(way.as_ref(), objective);
            broken(format!(
                "by time {}, by distance {}",
                value(quick, Objective::Time),
                value(short, Objective::Distance)
            ))
        }
    }
}
