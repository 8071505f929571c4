//! How goods spread over links that get slower as they fill, as records.

use serde::Serialize;

use super::amount::{number_told, rounded};
use super::limit::{LimitRecord, limit_record};
use super::query::PeriodRecord;
use crate::capacity::{LeftOut, Spread};
use crate::report::plan::NetworkRecord;

/// The answer to `flow --congestion`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CongestionReport {
    /// `landbridge/congestion/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// Over which time, under what; ways are compared by time.
    pub period: PeriodRecord,
    /// What the network says of each mode whose links fill.
    pub entries: Vec<EntryRecord>,
    /// How much moves. Cargoes that share links count in the proportion in which they fill them, the first of them as itself.
    pub moved: f64,
    /// In which unit; `mixed` if the cargoes have several.
    pub unit: &'static str,
    /// Days that a unit takes on average where everything is empty.
    pub empty_days: f64,
    /// Days where no one gains by another way.
    pub equilibrium_days: f64,
    /// Days where all together spend least.
    pub optimum_days: f64,
    /// Time spent in equilibrium over the least possible.
    pub price_of_anarchy: f64,
    /// What it is at most, by the optimum's bound.
    pub price_of_anarchy_at_most: f64,
    /// The most that it can be on any network with such delays (Roughgarden 2003).
    pub worst_case: f64,
    /// Shares of all time that are spent on ways longer than the shortest: in equilibrium, and by marginal times in the
    /// optimum. They prove both.
    pub relative_gaps: [f64; 2],
    /// Links that something moves on, fullest in equilibrium first.
    pub links: Vec<CongestedRecord>,
    /// What was left out.
    pub left_out: Vec<LeftOutRecord>,
    /// The answer in words.
    pub told: Vec<String>,
}

/// How links of a mode get slower.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EntryRecord {
    /// Id of the entry.
    pub id: String,
    /// The mode.
    pub mode: &'static str,
    /// How much longer a full link takes, as a share.
    pub alpha: f64,
    /// How suddenly it fills.
    pub beta: f64,
    /// Ids of the sources.
    pub sources: Vec<String>,
}

/// A link that fills.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CongestedRecord {
    /// Its capacity, and how much of it is used in equilibrium; more than all of it is possible, and slow.
    pub limit: LimitRecord,
    /// How much is used in the optimum, in percent.
    pub optimum_percent: f64,
    /// Hours that it takes longer than empty, in equilibrium.
    pub delay_hours: f64,
    /// Hours that one more unit in the optimum costs the others: the toll that would bring the optimum about.
    pub toll_hours: f64,
}

/// Something wanted that is not in the answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRecord {
    /// What was wanted.
    pub id: String,
    /// Why: `no_amount`, `losses`, `not_joined`.
    pub reason: &'static str,
}

/// Volumes below this share of a road are nothing.
const TRACE: f64 = 1e-9;

/// Tells of a spread.
#[allow(clippy::cast_precision_loss)]
pub fn congestion_report(spread: &Spread<'_>) -> CongestionReport {
    let (model, found) = (&spread.model, &spread.found);
    let network = model.network;
    let moved: f64 = spread.problem.trips.iter().filter(|trip| trip.from != trip.to).map(|trip| trip.amount).sum();
    let days = |time: f64| if moved > 0.0 { time / moved / 1440.0 } else { 0.0 };
    let proof = &found.equilibrium.proof;
    let mut links: Vec<(f64, CongestedRecord)> = Vec::new();
    for (index, road) in spread.roads.iter().enumerate() {
        let (selfish, best) = (proof.volumes[index], found.optimum.proof.volumes[index]);
        if selfish.max(best) <= TRACE * road.capacity {
            continue;
        }
        let delay = &spread.problem.roads[index];
        let parts = model.limits[road.limit].available as f64 / road.capacity;
        let record = CongestedRecord {
            limit: limit_record(model, road.limit, selfish * parts),
            optimum_percent: (best / road.capacity * 1000.0).round() / 10.0,
            delay_hours: rounded(delay.time(selfish) / 60.0),
            toll_hours: rounded(best * delay.slope(best) / 60.0),
        };
        links.push((selfish / road.capacity, record));
    }
    links.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut entries: Vec<_> = spread.roads.iter().map(|road| road.entry).collect();
    entries.sort_unstable();
    entries.dedup();
    let number = |ratio: crate::units::Ratio| ratio.micro() as f64 / 1e6;
    let entries = entries.into_iter().map(|id| &network.congestion[id]).map(|entry| EntryRecord {
        id: entry.id.clone(),
        mode: entry.mode.word(),
        alpha: number(entry.alpha.typ),
        beta: number(entry.beta.typ),
        sources: entry.provenance.sources.iter().map(|source| network.sources[*source].id.clone()).collect(),
    });
    let left_out = spread.left_out.iter().map(|(wanted, reason)| LeftOutRecord {
        id: model.query.wanted[*wanted].id.clone(),
        reason: match reason {
            LeftOut::NoAmount => "no_amount",
            LeftOut::Losses => "losses",
            LeftOut::NotJoined => "not_joined",
        },
    });
    let mut units: Vec<&'static str> = model.layers.iter().map(|layer| layer.unit.symbol()).collect();
    units.dedup();
    let mut report = CongestionReport {
        schema: "landbridge/congestion/1",
        network: NetworkRecord::of(network),
        period: PeriodRecord::of(network, &model.query),
        entries: entries.collect(),
        moved: rounded(moved),
        unit: if let [unit] = units[..] { unit } else { "mixed" },
        empty_days: rounded(days(spread.empty)),
        equilibrium_days: rounded(days(proof.total_time)),
        optimum_days: rounded(days(found.optimum.proof.value)),
        price_of_anarchy: rounded(found.price_of_anarchy),
        price_of_anarchy_at_most: rounded(found.at_most),
        worst_case: rounded(found.worst_case),
        relative_gaps: [proof.relative_gap(), found.optimum.proof.relative_gap()],
        links: links.into_iter().map(|(_, link)| link).collect(),
        left_out: left_out.collect(),
        told: Vec::new(),
    };
    report.told = told(&report);
    report
}

fn told(report: &CongestionReport) -> Vec<String> {
    if report.moved == 0.0 {
        return vec!["nothing moves".into()];
    }
    let days = |number: f64| match number_told(number) {
        one if one == "1" => "1 day".to_string(),
        number => format!("{number} days"),
    };
    let mut told = vec![
        format!("on empty lines a unit would take {} on average", days(report.empty_days)),
        format!("if everyone takes what is quickest for them, {}", days(report.equilibrium_days)),
        format!("if all were sent so that the sum is least, {}", days(report.optimum_days)),
        format!(
            "the price of anarchy is {:.4}; on no network with such delays is it above {:.3}",
            report.price_of_anarchy, report.worst_case
        ),
    ];
    if report.unit == "mixed" {
        told.push(
            "cargoes of several units are averaged together: those that share links in the proportion in which they fill them"
                .into(),
        );
    }
    for link in report.links.iter().filter(|link| link.limit.used_percent > 100.0) {
        told.push(format!(
            "{} is asked for {} % of what it can pass: {} h longer than empty",
            link.limit.name,
            number_told(link.limit.used_percent),
            number_told(link.delay_hours)
        ));
    }
    for left_out in &report.left_out {
        let because = match left_out.reason {
            "no_amount" => "no amount was given, and here nothing stops more",
            "losses" => "some of it is lost on the way",
            _ => "no way joins its ends",
        };
        told.push(format!("`{}` is left out: {because}", left_out.id));
    }
    told
}
