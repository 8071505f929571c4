//! What the author of a network knows must hold.

use super::ids::{CargoId, RestrictionId, ScenarioId, VesselId, named};
use super::link::Mode;
use super::place::Country;
use super::provenance::Provenance;
use super::questions::RouteTerms;
use super::rules::Objective;
use crate::calendar::Day;
use crate::diagnostics::FileId;
use crate::units::{Distance, Minutes};

/// A journey, and what must hold of the best way for it. `check` plans it and compares.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// Its id.
    pub id: String,
    /// What holds, in a few words.
    pub name: String,
    /// Where from, as on the command line.
    pub from: String,
    /// Where to, as on the command line.
    pub to: String,
    /// When; the scenario's day of departure or the network's as-of date if none.
    pub depart: Option<Day>,
    /// By what the way is best.
    pub by: Objective,
    /// Through what, in order.
    pub via: Vec<String>,
    /// Not through what.
    pub avoid: Vec<String>,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// In which ship.
    pub vessel: Option<VesselId>,
    /// What moves, and from which country it is.
    pub cargo: Option<(CargoId, Option<Country>)>,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: Vec<RestrictionId>,
    /// Whether there must be a way or must be none.
    pub reachable: bool,
    /// How far the way may be.
    pub distance: Bounds<Distance>,
    /// How long it may take, typical times, waiting included.
    pub time: Bounds<Minutes>,
    /// What the way must lead through: places, cities, lines, lanes, passages, transfers, countries, modes or regimes of
    /// admission, all of them.
    pub uses: Vec<String>,
    /// What the way must not lead through, none of them.
    pub uses_not: Vec<String>,
    /// Where it is from.
    pub provenance: Provenance,
    /// The file it was written in.
    pub file: FileId,
}

/// The least and the most that a figure may be, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least; none if there is no such bound.
    pub at_least: Option<T>,
    /// The most; none if there is no such bound.
    pub at_most: Option<T>,
}

impl<T> Default for Bounds<T> {
    fn default() -> Self {
        Self { at_least: None, at_most: None }
    }
}

impl<T> Bounds<T> {
    /// Whether nothing is bounded.
    pub fn is_empty(&self) -> bool {
        self.at_least.is_none() && self.at_most.is_none()
    }
}

impl Expectation {
    /// The terms of its journey.
    pub fn terms(&self) -> RouteTerms<'_> {
        RouteTerms {
            from: &self.from,
            to: &self.to,
            depart: self.depart,
            by: self.by,
            via: &self.via,
            avoid: &self.avoid,
            modes: &self.modes,
            vessel: self.vessel,
            cargo: self.cargo,
            scenario: self.scenario,
            allow: &self.allow,
        }
    }
}

named!(Expectation);
