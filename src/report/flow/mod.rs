//! How much can pass and what flows where, as records.

mod alike;
mod amount;
mod asked;
mod assignment;
mod congestion;
mod critical;
mod cut;
mod cut_answer;
mod energy;
mod geojson;
mod limit;
mod links;
mod power;
mod query;
mod report_cut;
mod samples;
mod sentence;
mod totals;
mod upgrade;
mod ways;
mod words;

pub use alike::{AlikeLosses, Lost, alike};
pub use amount::{amount_told, money_told, number_told, rate_told, signed_told, unit_told};
pub use asked::Asked;
pub use assignment::{
    DemandRecord, DemandTold, FlowQueryRecord, FlowReport, FlowTold, SelectRecord, UserRecord, flow_report,
};
pub use congestion::{CongestedRecord, CongestionReport, EntryRecord, LeftOutRecord, congestion_report};
pub use critical::{CriticalReport, DemandLossRecord, LossRecord, LostRecord, Part, RankedBy, critical_report};
pub use cut::{CutLimitRecord, CutQueryRecord, CutRecord, CutReport, LineRecord, NextRecord, ProofRecord, model_notes};
pub use cut_answer::{CutAnswer, CutAnswerError, cut_answer};
pub use energy::{CarriedRecord, EnergyRecord, SourceRecord, energy_record, is_energy};
pub use geojson::{congestion_geojson, critical_geojson, cut_geojson, flow_geojson, upgrade_geojson};
pub use limit::{GainRecord, LimitRecord, WorthRecord, limit_record};
pub use links::{CargoFlow, ElementRecord, LinkFlowRecord, LinkFlows, link_flows};
pub use power::{PowerLineRecord, PowerRecord};
pub use query::PeriodRecord;
pub use report_cut::{report_cut_days, report_cut_query};
pub use samples::{BandRecord, BindRecord, SamplesRecord, ServedBand, samples_record};
pub use sentence::{CutWords, end_name, in_sentence, together};
pub use totals::{AmountRecord, TotalRecord};
pub use upgrade::{CandidateRecord, ChoiceProof, CostRecord, EffectRecord, RateRecord, UpgradeReport, upgrade_report};
pub use ways::{WayRecord, ways};
pub use words::{limit_key, limit_name};
