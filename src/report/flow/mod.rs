//! How much can pass and what flows where, as records.

mod amount;
mod assignment;
mod cut;
mod geojson;
mod limit;
mod links;
mod proof;
mod query;
mod words;

pub use amount::{amount_told, number_told, rate_told, unit_told};
pub use assignment::{
    DemandRecord, DemandTold, FlowQueryRecord, FlowReport, FlowTold, SelectRecord, TotalRecord, UserRecord, flow_report,
};
pub use cut::{
    CutLimitRecord, CutQueryRecord, CutRecord, CutReport, LineRecord, NextRecord, cut_record, cut_report, model_notes,
};
pub use geojson::flow_geojson;
pub use limit::{GainRecord, LimitRecord, WorthRecord, limit_record};
pub use links::{CargoFlow, LinkFlowRecord, LinkFlows, link_flows};
pub use proof::{ProofRecord, Proven, prove};
pub use query::PeriodRecord;
pub use words::{limit_key, limit_name};
