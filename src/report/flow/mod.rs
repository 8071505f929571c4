//! How much can pass and what flows where, as records.

mod amount;
mod critical;
mod cut;
mod geojson;
mod limit;
mod links;
mod query;
mod sentence;
mod words;

pub use amount::{amount_told, number_told, rate_told, unit_told};
pub use critical::{AmountRecord, ArrivalRecord, CriticalReport, DemandLossRecord, LossRecord, LostRecord, Part, RankedBy, critical_report};
pub use cut::{
    CutLimitRecord, CutQueryRecord, CutRecord, CutReport, LineRecord, NextRecord, ProofRecord, cut_record, cut_report,
    model_notes,
};
pub use geojson::flow_geojson;
pub use limit::{LimitRecord, WorthRecord, limit_record};
pub use links::{CargoFlow, LinkFlowRecord, LinkFlows, link_flows};
pub use query::PeriodRecord;
pub use sentence::{CutWords, in_sentence};
pub use words::{limit_key, limit_name};
