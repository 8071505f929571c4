//! Result records shared by terminal, JSON, site and bindings. The stable contract: fields may be added, never renamed.

mod corridor;
mod facts;
mod geometry;
mod itinerary;
mod matrix;
mod plan;
pub mod quality;
mod reach;
mod rounding;
mod sources;
mod statements;

pub use facts::{FACT_CODES, FactRecord, Lift};
pub use geometry::{cut_at_antimeridian, leg_path, link_path, plan_geojson};
pub use itinerary::{Breakdown, Itinerary, Leg, Quantiles};
pub use matrix::{
    MatrixQueryRecord, MatrixReport, MatrixRow, OccasionRecord, Reachable, StopRecord, TermsRecord, matrix_report,
};
pub use plan::{NearestRecord, NetworkRecord, PlanReport, QueryRecord, RefusedWayRecord, report};
pub use reach::{ReachLinkRecord, ReachQueryRecord, ReachReport, ReachRow, reach_geojson, reach_report};
pub use rounding::{hours, km, span, usd, whole};
pub use sources::{Feeds, SourceRecord, Uncited, UncitedWhat, fed_by, sources, uncited};
pub use statements::{STATEMENT_COLUMNS, StatementRecord, part_of_line, statements, stretches};
