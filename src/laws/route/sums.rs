//! The legs of a way add up to its totals, follow each other, and start and end where they should.

use super::compared;
use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Taken, Told, Violation};
use crate::model::Objective;
use crate::restrictions::Step;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2006"),
    name: "sums",
    title: "legs follow each other and add up to the totals",
    explain: "\
Each step of a way begins where and when the one before ended, or later; the first begins at the origin, the last ends
at the destination. The lengths of the links add up to the distance, and the time from departure to arrival is the
value of a way that is best by time, as the distance is of one that is best by distance.",
    weight: 8,
    draw: |choices| choices.questions_by_any(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let Some(way) = subject.best(&query) else { return Ok(Told::Nothing) };
    let network = subject.network;
    let broken = |message: String| Err(compared(subject, Violation::new(message), [(Some(&way), "the way")]));
    let name = |place| &network.places[place].id;
    let (mut clock, mut metres, mut place) = (0, 0, None);
    for taken in &way.steps {
        let (from, to) = taken.step.ends(network);
        match place {
            None if !query.origin.contains(&from) => return broken(format!("the way begins at {}", name(from))),
            Some(place) if place != from => {
                return broken(format!("a step ends at {} and the next begins at {}", name(place), name(from)));
            }
            _ => {}
        }
        if taken.ready != clock || taken.enter < taken.ready || taken.leave < taken.enter {
            let Taken { ready, enter, leave, .. } = *taken;
            return broken(format!(
                "a step from {} is ready at minute {ready}, begins at {enter} and ends at {leave}; the one before ended at \
                 {clock}",
                name(from)
            ));
        }
        if let Step::Pass { link, .. } = taken.step {
            metres += network.distance(link).metres();
        }
        (clock, place) = (taken.leave, Some(to));
    }
    if place.is_none_or(|place| !query.destination.contains(&place)) {
        return broken("the way does not end at the destination".into());
    }
    if metres != way.metres {
        return broken(format!("the links are {metres} m long, the way {} m", way.metres));
    }
    let value = match query.objective {
        Objective::Time => u64::from(clock),
        Objective::Distance => metres,
        Objective::Cost | Objective::Co2 | Objective::Generalised => way.value,
    };
    if value != way.value {
        return broken(format!("the way's value is {}, its legs add up to {value}", way.value));
    }
    Ok(Told::Holds)
}
