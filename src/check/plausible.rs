//! Which sizes of figures are usual, and which figures are far from them?

use super::Rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{AnyFigure, Entry, FigureEntry};

/// The usual sizes of a figure of some kinds of entry. They are wide: outside them is a slip, not a record.
pub struct Usual {
    /// Kinds of entry, as people call them.
    pub of: &'static [&'static str],
    /// The key of the figure.
    pub key: &'static str,
    /// The unit in which the figure is told.
    pub unit: &'static str,
    /// The least and the most that is usual, in this unit.
    pub from: f64,
    /// See `from`.
    pub to: f64,
}

/// Tells each figure with a period whose typical value lies outside the usual sizes; the first such period of each.
pub fn outside(entries: &[Entry<'_>], rule: &Rule, usual: &[Usual], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        for figure in &entry.figures {
            let at = usual.iter().filter(|usual| usual.key == figure.key && usual.of.contains(&entry.kind()));
            out.extend(at.filter_map(|usual| first_outside(rule, usual, entry, figure)).take(1));
        }
    }
}

fn first_outside(rule: &Rule, usual: &Usual, entry: &Entry<'_>, figure: &FigureEntry<'_>) -> Option<Diagnostic> {
    figure.periods.iter().find_map(|period| {
        let number = period.figure.filter(|number| number.unit() == usual.unit)?;
        let side = side(number, usual)?;
        let (from, to, unit) = (usual.from, usual.to, usual.unit);
        let message = format!(
            "{} of {} `{}` is {}, far {side} the usual {from} to {to} {unit}",
            figure.key,
            entry.kind(),
            entry.id,
            number.told()[1]
        );
        let found = rule.found(message).at(period.typical(entry.provenance));
        Some(found.help("check the number, its decimal point and its unit"))
    })
}

fn side(number: &dyn AnyFigure, usual: &Usual) -> Option<&'static str> {
    let [_, typical, _] = number.numbers();
    match typical {
        less if less < usual.from => Some("below"),
        more if more > usual.to => Some("above"),
        _ => None,
    }
}
