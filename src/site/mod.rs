//! The static report site: result records to pages.
//!
//! Read in this order: [`plans`] (questions and answers), [`view`] (what pages show of small things), [`maps`] and
//! [`map`] (pictures), [`pages`] (one file for each type of page), [`render`] (templates), [`enrich`] (what all pages get), [`mod@write`] (to disk).
//!
//! Rust decides, templates show. [`build`] is pure: the same network and options give the same bytes, with any
//! number of threads. Pages need no script: [`search`] and the scripts of `site/assets` only add to them. All addresses are
//! relative.

mod answers;
mod assets;
mod background;
mod bottlenecks;
mod chart;
mod compares;
mod courses;
mod dates;
mod enrich;
mod entries;
mod flows;
pub mod format;
mod glossary;
mod histories;
pub mod icons;
mod inputs;
mod links;
pub mod map;
mod maps;
mod meeting;
mod pages;
mod plans;
mod reach_map;
mod render;
mod search;
mod served;
mod story;
mod template_errors;
mod traffic;
mod view;
mod watersheds;
mod words;
pub mod write;
mod years;

use std::collections::BTreeMap;

use crate::calendar::Day;
use crate::diagnostics::json::DiagnosticRecord;
use crate::inventory::{Entry, Uses, entries, uses};
use crate::model::Network;
use crate::report::AccessReport;
use crate::route::Planner;

pub use inputs::inputs;
pub use reach_map::reach_svg;
pub use template_errors::{TemplateErrors, unknown_templates};

use assets::Assets;
use background::Background;
use bottlenecks::Bottleneck;
use compares::Compared;
use courses::Course;
use dates::Span;
use flows::Assignment;
use map::Projection;
use meeting::Meeting;
use plans::Planned;
use served::Served;
use traffic::DemandEnds;
use watersheds::Watershed;

/// What the reader of every page must know.
pub const STANDING: &str = "Modelling data, not legal advice; not refused does not mean permitted.";

/// What the site is built with besides the network.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The day for which states are shown; the network's as-of date if none.
    pub as_of: Option<Day>,
    /// What was found wrong with the network.
    pub problems: Vec<DiagnosticRecord>,
    /// Templates that replace built-in ones, by name.
    pub templates: BTreeMap<String, String>,
    /// How a command line names the network; the built-in one if none.
    pub network_argument: Option<String>,
}

/// Why the site could not be built.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A report route names something that is not there.
    #[error("report route `{id}`: {reason}")]
    Route {
        /// The route.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// A question on how much can pass names something that is not there, or cannot be answered.
    #[error("report cut or flow `{id}`: {reason}")]
    Capacity {
        /// The question.
        id: String,
        /// What is wrong.
        reason: String,
    },
    /// Templates are wrong.
    #[error("{0}")]
    Templates(TemplateErrors),
    /// The outline of the land is wrong.
    #[error(transparent)]
    Land(#[from] crate::land::LandError),
}

/// A site with its plans made, not yet rendered.
#[derive(Debug)]
pub struct Site<'a> {
    network: &'a Network,
    as_of: Day,
    plans: Vec<Planned<'a>>,
    bottlenecks: Vec<Bottleneck<'a>>,
    assignments: Vec<Assignment<'a>>,
    compared: Vec<Compared>,
    access: AccessReport,
    spans: Vec<Span>,
    courses: Vec<Course>,
    problems: Vec<DiagnosticRecord>,
    templates: BTreeMap<String, String>,
    network_argument: Option<String>,
    projection: Projection,
    background: Background,
    meeting: Meeting,
    assets: Assets,
    entries: Vec<Entry<'a>>,
    uses: Uses,
    demands: Vec<DemandEnds>,
    /// What could serve each demand, in the order of `demands`.
    served: Vec<Option<Served>>,
    watershed: Option<Watershed>,
}

/// Files of a site by their paths, `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

impl<'a> Site<'a> {
    /// Plans the report routes and draws the land.
    ///
    /// # Errors
    /// [`SiteError::Route`] if a report route, [`SiteError::Capacity`] if a question on capacity names something that is not
    /// there.
    pub fn plan(network: &'a Network, options: &Options) -> Result<Self, SiteError> {
        let as_of = options.as_of.unwrap_or(network.meta.as_of);
        let argument = options.network_argument.as_deref();
        let planner = Planner::new(network);
        let projection = Projection::for_positions(network.places.values().map(|place| place.at));
        let demands = traffic::demand_ends(network);
        // Two halves that need nothing of each other, so that no processor waits for the longest plan.
        let routes = || -> Result<_, SiteError> {
            let plans = plans::plan_all(network, &planner, as_of, argument)?;
            let compared = compares::compare_all(network, &planner, as_of, &plans)?;
            Ok((plans, compared))
        };
        let others = || -> Result<_, SiteError> {
            let bottlenecks = bottlenecks::solve_all(network, &planner, as_of, argument)?;
            let assignments = flows::solve_all(network, &planner, as_of, argument)?;
            let access = years::look(network, &planner, as_of)?;
            let spans = dates::spans(network, &planner, as_of, &access)?;
            let served = served::serve_all(network, &planner, as_of, &demands, argument);
            let watershed = watersheds::solve(network, &planner, as_of, argument);
            let courses = courses::lay_all(network, planner.structure());
            let background = Background::new(network, &projection, as_of);
            Ok((
                bottlenecks,
                assignments,
                access,
                spans,
                served,
                watershed,
                courses,
                background,
                Assets::new(&projection)?,
            ))
        };
        let (routes, others) = crate::parallel::join(routes, others);
        let (plans, compared) = routes?;
        let (bottlenecks, assignments, access, spans, served, watershed, courses, background, assets) = others?;
        let meeting = Meeting::new(network, &plans);
        let entries = entries(network);
        let uses = uses(&entries);
        Ok(Self {
            network,
            as_of,
            plans,
            bottlenecks,
            assignments,
            compared,
            access,
            spans,
            courses,
            problems: options.problems.clone(),
            templates: options.templates.clone(),
            network_argument: options.network_argument.clone(),
            projection,
            background,
            meeting,
            assets,
            entries,
            uses,
            demands,
            served,
            watershed,
        })
    }

    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        pages::keys(self).len()
    }

    /// All files of the site. `done` is told of every page, from any thread.
    ///
    /// # Errors
    /// [`SiteError::Templates`] if a template is wrong.
    pub fn render(&self, done: &(dyn Fn() + Sync)) -> Result<Files, SiteError> {
        render::render(self, done)
    }
}

/// Plans, renders: network to files.
///
/// # Errors
/// [`SiteError`] if a report route or a template is wrong.
pub fn build(network: &Network, options: &Options) -> Result<Files, SiteError> {
    Site::plan(network, options)?.render(&|| {})
}
