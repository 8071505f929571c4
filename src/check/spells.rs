//! Windows and histories: overlaps, gaps, and whether something is open throughout.

use crate::calendar::{Date, Day, Window};
use crate::model::{History, State};

/// The first day of a window; the beginning of time if it has none.
pub fn start(window: &Window) -> Day {
    window.from.map_or(Day::from_count(i32::MIN), Date::first_day)
}

/// The first day after a window; the end of time if it has none.
pub fn end(window: &Window) -> Day {
    window.until.map_or(Day::from_count(i32::MAX), Date::first_day)
}

/// Of windows in some order, each that overlaps one before it, with the first such one. Empty windows overlap nothing.
pub fn overlaps(windows: &[Window]) -> Vec<(usize, usize)> {
    overlaps_where(windows, |_, _| true)
}

/// As [`overlaps`], of the pairs that `may` says could be in each other's way.
pub fn overlaps_where(windows: &[Window], may: impl Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let both = |a: &Window, b: &Window| !a.is_empty() && !b.is_empty() && a.overlaps(b);
    (0..windows.len())
        .filter_map(|later| {
            (0..later)
                .find(|first| both(&windows[*first], &windows[later]) && may(*first, later))
                .map(|first| (first, later))
        })
        .collect()
}

/// Pairs of spells, one ending before the other begins, with nothing known in between; by their positions.
pub fn gaps(history: &History) -> Vec<(usize, usize)> {
    let mut order: Vec<usize> = (0..history.spells.len()).filter(|at| !history.spells[*at].window.is_empty()).collect();
    order.sort_by_key(|at| start(&history.spells[*at].window));
    let mut gaps = Vec::new();
    let mut known: Option<usize> = None;
    for at in order {
        let window = &history.spells[at].window;
        match known {
            Some(before) if end(&history.spells[before].window) < start(window) => gaps.push((before, at)),
            _ => {}
        }
        if known.is_none_or(|before| end(&history.spells[before].window) < end(window)) {
            known = Some(at);
        }
    }
    gaps
}

/// Whether every day of `window` lies in a spell of state operating.
pub fn operates_throughout(history: &History, window: &Window) -> bool {
    let mut operating: Vec<&Window> = history
        .spells
        .iter()
        .filter(|spell| spell.state == State::Operating && !spell.window.is_empty())
        .map(|spell| &spell.window)
        .collect();
    operating.sort_by_key(|window| start(window));
    let mut covered = start(window);
    for spell in operating {
        if start(spell) <= covered {
            covered = covered.max(end(spell));
        }
    }
    covered >= end(window)
}

/// Whether some day of `window` lies in a spell in which traffic passes.
pub fn is_ever_usable(history: &History, window: &Window) -> bool {
    history
        .spells
        .iter()
        .any(|spell| spell.state.is_usable() && !spell.window.is_empty() && spell.window.overlaps(window))
}

/// Whether both are in use on some day.
pub fn used_at_once(first: &History, second: &History) -> bool {
    first
        .spells
        .iter()
        .filter(|spell| spell.state.is_usable() && !spell.window.is_empty())
        .any(|spell| is_ever_usable(second, &spell.window))
}

/// Whether two histories say the same of every day.
pub fn same_history(first: &History, second: &History) -> bool {
    first.spells.len() == second.spells.len()
        && first
            .spells
            .iter()
            .zip(&second.spells)
            .all(|(a, b)| (a.window, a.state, &a.provenance, &a.note) == (b.window, b.state, &b.provenance, &b.note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Provenance, Spell};

    fn window(text: &str) -> Window {
        let (from, until) = text.split_once("..").unwrap();
        Window { from: from.parse().ok(), until: until.parse().ok() }
    }

    fn history(texts: &[&str]) -> History {
        let spell = |text: &&str| Spell {
            window: window(text),
            state: State::Operating,
            provenance: Provenance::default(),
            note: None,
        };
        History { spells: texts.iter().map(spell).collect() }
    }

    #[test]
    fn overlaps_and_gaps_are_found_in_any_order() {
        let windows = |texts: &[&str]| texts.iter().map(|text| window(text)).collect::<Vec<_>>();
        assert_eq!(overlaps(&windows(&["2010..2012", "2012..", "..2011"])), [(0, 2)]);
        assert_eq!(overlaps(&windows(&["2012..2010", ".."])), []);
        assert_eq!(gaps(&history(&["2015..", "2010..2012"])), [(1, 0)]);
        assert_eq!(gaps(&history(&["2010..2020", "2011..2012", "2020.."])), []);
        assert_eq!(gaps(&history(&[".."])), []);
    }

    #[test]
    fn days_add_up_over_spells() {
        let known = history(&["2012..", "..2010", "2010..2012"]);
        assert!(operates_throughout(&known, &window("..")));
        assert!(!operates_throughout(&history(&["2010..2012", "2013.."]), &window("2011..")));
        assert!(operates_throughout(&history(&["2010..2012", "2013.."]), &window("2011..2012")));
        assert!(is_ever_usable(&history(&["2010..2012"]), &window("2011..")));
        assert!(!is_ever_usable(&history(&["2010..2012"]), &window("2012..")));
        assert!(!used_at_once(&history(&["2010..2012"]), &history(&["2012.."])));
    }
}
