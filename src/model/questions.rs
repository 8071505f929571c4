//! What the report site asks of the planner.

use super::ids::{CargoId, DemandId, PlaceId, RestrictionId, ScenarioId, VesselId, named};
use super::link::Mode;
use super::place::Country;
use super::rules::Objective;
use crate::calendar::Day;
use crate::diagnostics::FileId;

/// A way with a name, as people speak of it, whatever its state: the report shows what is on it.
#[derive(Debug, Clone)]
pub struct Corridor {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is, in a sentence or two.
    pub summary: Option<String>,
    /// The heading it stands under.
    pub group: String,
    /// The places it leads through, in order; between two of them it takes the shortest way.
    pub places: Vec<PlaceId>,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// The file it was written in.
    pub file: FileId,
}

/// A route that the report plans.
#[derive(Debug, Clone)]
pub struct ReportRoute {
    /// Its id.
    pub id: String,
    /// The question it answers.
    pub question: String,
    /// The heading it stands under.
    pub group: String,
    /// Where from, as on the command line.
    pub from: String,
    /// Where to, as on the command line.
    pub to: String,
    /// When; the network's as-of date if none.
    pub depart: Option<Day>,
    /// By what.
    pub by: Objective,
    /// How many ways at most.
    pub alternatives: usize,
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
    /// The file it was written in.
    pub file: FileId,
}

/// What a journey is asked with, as files and the command line say it.
#[derive(Debug, Clone, Copy)]
pub struct RouteTerms<'n> {
    /// Where from.
    pub from: &'n str,
    /// Where to.
    pub to: &'n str,
    /// When; the scenario's day of departure or the network's as-of date if none.
    pub depart: Option<Day>,
    /// By what the way is best.
    pub by: Objective,
    /// Through what, in order.
    pub via: &'n [String],
    /// Not through what.
    pub avoid: &'n [String],
    /// By which modes; all if empty.
    pub modes: &'n [Mode],
    /// In which ship.
    pub vessel: Option<VesselId>,
    /// What moves, and from which country it is.
    pub cargo: Option<(CargoId, Option<Country>)>,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: &'n [RestrictionId],
}

impl ReportRoute {
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

/// How much the report asks can pass between two sets of places.
#[derive(Debug, Clone)]
pub struct ReportCut {
    /// Its id.
    pub id: String,
    /// The question it answers.
    pub question: String,
    /// The heading it stands under.
    pub group: String,
    /// Where from, any of them, as on the command line.
    pub from: Vec<String>,
    /// Where to, any of them, as on the command line.
    pub to: Vec<String>,
    /// In the years that begin on which days, in order; the network's as-of date if none.
    pub dates: Vec<Day>,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// Not through what.
    pub avoid: Vec<String>,
    /// What moves, and from which country it is.
    pub cargo: Option<(CargoId, Option<Country>)>,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: Vec<RestrictionId>,
    /// The file it was written in.
    pub file: FileId,
}

/// Which demands the report sends over the network together.
#[derive(Debug, Clone)]
pub struct ReportFlow {
    /// Its id.
    pub id: String,
    /// The question it answers.
    pub question: String,
    /// The heading it stands under.
    pub group: String,
    /// Which demands; all if empty.
    pub demands: Vec<DemandId>,
    /// In the year that begins on which day; the network's as-of date if none.
    pub date: Option<Day>,
    /// By what the ways are best.
    pub by: Objective,
    /// Whether the months are told apart.
    pub months: bool,
    /// By which modes; all if empty.
    pub modes: Vec<Mode>,
    /// Under which scenario.
    pub scenario: Option<ScenarioId>,
    /// Which rules are lifted.
    pub allow: Vec<RestrictionId>,
    /// The file it was written in.
    pub file: FileId,
}

named!(Corridor, ReportRoute, ReportCut, ReportFlow);
