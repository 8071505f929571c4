//! What changes if a link opens or closes, a rule is lifted, or the year is one of much or little ice?
//!
//! An [`Overlay`] lies over the network for one plan; the network itself is never edited.

use std::collections::BTreeSet;

use crate::calendar::{Day, Window};
use crate::model::{Change, IceYear, Network, RestrictionId, ScenarioId, Subject};

/// What one plan changes about the base: a scenario's changes and the rules that the user lifts.
#[derive(Debug, Clone, Default)]
pub struct Overlay {
    scenario: Option<ScenarioId>,
    openings: Vec<(Subject, Window)>,
    closings: Vec<(Subject, Window)>,
    lifted_by_scenario: BTreeSet<RestrictionId>,
    lifted_by_user: BTreeSet<RestrictionId>,
    ice_year: IceYear,
}

/// Who lifted a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LiftedBy {
    /// The scenario.
    Scenario,
    /// The user, with `--allow`.
    User,
}

/// What an overlay says of a subject on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Override {
    /// Open, whatever the history says.
    Opened,
    /// Closed, whatever the history says.
    Closed,
}

impl Overlay {
    /// The base, but for `scenario` and the rules in `allowed`.
    pub fn new(network: &Network, scenario: Option<ScenarioId>, allowed: &[RestrictionId]) -> Self {
        let mut overlay = Self { scenario, lifted_by_user: allowed.iter().copied().collect(), ..Self::default() };
        for change in scenario.iter().flat_map(|id| &network.scenarios[*id].changes) {
            match change {
                Change::Open(subject, window) => overlay.openings.push((*subject, *window)),
                Change::Close(subject, window) => overlay.closings.push((*subject, *window)),
                Change::Lift(rule) => {
                    overlay.lifted_by_scenario.insert(*rule);
                }
                Change::Ice(year) => overlay.ice_year = *year,
                // Routes do not depend on capacities.
                Change::Widen(..) => {}
            }
        }
        overlay
    }

    /// The scenario it comes from.
    pub fn scenario(&self) -> Option<ScenarioId> {
        self.scenario
    }

    /// What kind of year it is for ice.
    pub fn ice_year(&self) -> IceYear {
        self.ice_year
    }

    /// The same in another kind of year.
    #[must_use]
    pub fn in_year(self, ice_year: IceYear) -> Self {
        Self { ice_year, ..self }
    }

    /// What it says of `subject` on `day`; a closing beats an opening.
    pub fn on(&self, subject: Subject, day: Day) -> Option<Override> {
        let says = |changes: &[(Subject, Window)]| {
            changes.iter().any(|(changed, window)| *changed == subject && window.contains(day))
        };
        if says(&self.closings) {
            Some(Override::Closed)
        } else if says(&self.openings) {
            Some(Override::Opened)
        } else {
            None
        }
    }

    /// Whether a rule is lifted, and by whom.
    pub fn lifts(&self, rule: RestrictionId) -> Option<LiftedBy> {
        if self.lifted_by_user.contains(&rule) {
            Some(LiftedBy::User)
        } else if self.lifted_by_scenario.contains(&rule) {
            Some(LiftedBy::Scenario)
        } else {
            None
        }
    }

    /// Every window it speaks of, whose ends are days on which something changes.
    pub fn windows(&self) -> impl Iterator<Item = Window> + '_ {
        self.openings.iter().chain(&self.closings).map(|(_, window)| *window)
    }
}
