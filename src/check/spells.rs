//! Windows and histories: overlaps, and whether something is open throughout.

use crate::calendar::Window;
use crate::model::{History, State};

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

/// Whether every day of `window` lies in a spell of state operating.
pub fn operates_throughout(history: &History, window: &Window) -> bool {
    let mut operating: Vec<&Window> = history
        .spells
        .iter()
        .filter(|spell| spell.state == State::Operating && !spell.window.is_empty())
        .map(|spell| &spell.window)
        .collect();
    operating.sort_by_key(|window| window.start());
    let mut covered = window.start();
    for spell in operating {
        if spell.start() <= covered {
            covered = covered.max(spell.end());
        }
    }
    covered >= window.end()
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
        assert_eq!(history(&["2015..", "2010..2012"]).gaps(), [(1, 0)]);
        assert_eq!(history(&["2010..2020", "2011..2012", "2020.."]).gaps(), []);
        assert_eq!(history(&[".."]).gaps(), []);
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
