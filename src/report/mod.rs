//! Result records shared by terminal, JSON, site and bindings. The stable contract: fields may be added, never renamed.

mod access;
mod command_line;
mod compare;
mod corridor;
mod explain;
mod fact_codes;
mod facts;
mod flips;
pub mod flow;
mod frontier;
mod geometry;
mod itinerary;
mod matrix;
mod money;
mod plan;
pub mod quality;
mod reach;
mod rounding;
mod sources;
mod statements;
mod supply;
mod sweep;
mod uncertainty;
mod verify;
mod watershed;
mod why_not;

pub use access::{AccessCell, AccessQuestion, AccessReport, AccessRow, access_report};
pub use command_line::{CommandLine, cargo_word, plan_command};
pub use compare::{
    ChangeRecord, CompareReport, PairRecord, Question, Side, SideRecord, WayRecord, compare, network_changes,
    pair_between, pair_of,
};
pub use explain::{ExplainRecord, Ground, LegGrounds, explain};
pub use fact_codes::FACT_CODES;
pub use facts::{FactRecord, Lift, facts_told, timetable};
pub use flips::Flips;
pub use frontier::{ParetoRecord, Trade};
pub use geometry::{cut_at_antimeridian, leg_path, link_path, plan_geojson};
pub use itinerary::{Breakdown, Itinerary, Leg, Quantiles};
pub use matrix::{
    MatrixQueryRecord, MatrixReport, MatrixRow, OccasionRecord, Outcome, Reachable, StopRecord, TermsRecord,
    matrix_report,
};
pub use money::{Co2eRecord, CostBreakdown};
pub use plan::{NearestRecord, NetworkRecord, PlanReport, QueryRecord, RefusedWayRecord, report};
pub use reach::{ReachLinkRecord, ReachQueryRecord, ReachReport, ReachRow, reach_geojson, reach_report};
pub use rounding::{hours, kg, km, span, usd, whole};
pub use sources::{Feeds, SourceRecord, Uncited, UncitedWhat, fed_by, sources, uncited};
pub use statements::{STATEMENT_COLUMNS, StatementRecord, part_of_line, statements, stretches};
pub use supply::{NoSupplyRecord, SupplyRecord, SupplyReport, supply_report};
pub use sweep::{DayRecord, RunRecord, SweepReport, sweep_report};
pub use uncertainty::{BandRecord, IceYearRecord, ProbabilityRecord};
pub use verify::{Compared, ProvenRecord, VerifyReport, named, prove};
pub use watershed::{ShoreRecord, ShoreWay, WatershedReport, watershed_geojson, watershed_report};
pub use why_not::{BoundsRecord, ComparedRecord, Difference, NumberedFact, Reason, SetRecord, WhyNotRecord, why_not};
