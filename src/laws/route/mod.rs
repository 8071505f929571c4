//! Laws of routes.

pub mod closing_never_helps;
pub mod detour_never_helps;
pub mod leaving_later;
pub mod lifting_never_hurts;
pub mod no_excluded_step;
pub mod objectives_agree;
pub mod opening_never_hurts;
pub mod oracle;
pub mod sums;
pub mod way_back;

use crate::laws::planner::Way;
use crate::laws::{Subject, Violation};
use crate::model::Objective;

/// A value in words.
fn told(way: Option<&Way>, objective: Objective) -> String {
    #[allow(clippy::cast_precision_loss)]
    let value = |value: u64| match objective {
        Objective::Time => format!("{:.1} h", value as f64 / 60.0),
        Objective::Distance => format!("{:.1} km", value as f64 / 1e3),
        Objective::Cost | Objective::Generalised => format!("{:.2} USD", value as f64 / 1e6),
        Objective::Co2 => format!("{:.1} kg CO2e", value as f64 / 1e6),
    };
    way.map_or_else(|| "no way".into(), |way| value(way.value))
}

/// That one way, if there is one, is at least as good as the other; else what to say.
fn not_worse(
    subject: &Subject<'_>,
    objective: Objective,
    (good, of_good): (Option<&Way>, &str),
    (bad, of_bad): (Option<&Way>, &str),
) -> Result<(), Violation> {
    let holds = match (good, bad) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(good), Some(bad)) => good.value <= bad.value,
    };
    if holds {
        return Ok(());
    }
    let message = format!("{} {of_good}, but {} {of_bad}", told(good, objective), told(bad, objective));
    Err(compared(subject, Violation::new(message), [(good, of_good), (bad, of_bad)]))
}

/// A violation with the ways that were compared.
fn compared<const N: usize>(
    subject: &Subject<'_>,
    mut violation: Violation,
    ways: [(Option<&Way>, &str); N],
) -> Violation {
    for (way, of) in ways {
        if let Some(way) = way {
            let places = way.places(subject.network);
            violation = violation.note(format!("{of}: {}", places.join(" - "))).on(places);
        }
    }
    violation
}
