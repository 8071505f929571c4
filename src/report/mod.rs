//! Result records shared by terminal, JSON, site and bindings. The stable contract: fields may be added, never renamed.

mod corridor;
mod facts;
mod geometry;
mod itinerary;
mod plan;
pub mod quality;
mod rounding;
mod sources;
mod statements;
mod uncertainty;

pub use facts::{FACT_CODES, FactRecord, Lift};
pub use geometry::{cut_at_antimeridian, leg_path, plan_geojson};
pub use itinerary::{Breakdown, Itinerary, Leg, Quantiles};
pub use plan::{NearestRecord, NetworkRecord, PlanReport, QueryRecord, RefusedWayRecord, report};
pub use rounding::{hours, km, span, usd, whole};
pub use sources::{Feeds, SourceRecord, Uncited, UncitedWhat, fed_by, sources, uncited};
pub use statements::{STATEMENT_COLUMNS, StatementRecord, part_of_line, statements, stretches};
pub use uncertainty::{BandRecord, IceYearRecord, ProbabilityRecord};
