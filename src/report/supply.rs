//! Which source supplies a place most cheaply, as records.

use serde::Serialize;

use super::corridor::corridor;
use super::facts::{FactRecord, Teller};
use super::itinerary::{Itinerary, Leg, Narrator, Quantiles};
use super::plan::{NetworkRecord, QueryRecord, query_record};
use super::rounding::usd;
use crate::model::Network;
use crate::route::{Query, Supply, delivered_cost, with_unknown_losses};

/// One source by one chain.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SupplyRecord {
    /// Position in the list, from 1.
    pub rank: usize,
    /// Id of the source.
    pub source: String,
    /// What it is called.
    pub source_name: String,
    /// The country it lies in.
    pub country: Option<String>,
    /// `land` (pipes, wires, rail) or `ship`.
    pub chain: &'static str,
    /// Transport of one unit delivered, losses counted; what the source itself asks is not in it.
    pub cost_usd_delivered: Quantiles,
    /// What of one unit that leaves the source arrives, in percent.
    pub arrives_percent: f64,
    /// What is nowhere said to be lost though something must be: names of lines and transfers.
    pub losses_unknown: Vec<String>,
    /// The way; its own `cost_usd` is for one unit that leaves.
    pub itinerary: Itinerary,
}

/// A source that does not supply the place at a known price.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NoSupplyRecord {
    /// Id of the source.
    pub source: String,
    /// What it is called.
    pub source_name: String,
    /// The country it lies in.
    pub country: Option<String>,
    /// Whether there is an allowed way, of which some part has no known price.
    pub reachable: bool,
    /// That way, or the shortest refused one, in a few words.
    pub corridor: Option<String>,
    /// What stands in the way, if there is no allowed one.
    pub refused: Vec<FactRecord>,
}

/// The answer to `supply`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SupplyReport {
    /// `landbridge/supply/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question; `from` is empty.
    pub query: QueryRecord,
    /// Sources and chains, cheapest first.
    pub supplies: Vec<SupplyRecord>,
    /// The other sources.
    pub others: Vec<NoSupplyRecord>,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// Tells what the sources can do. `to` is the name as it was asked.
pub fn supply_report(network: &Network, query: &Query, found: &[Supply<'_>], to: &str) -> SupplyReport {
    let mut supplies: Vec<(u64, SupplyRecord)> = Vec::new();
    let mut others = Vec::new();
    for supply in found {
        let place = &network.places[supply.source];
        let (source, source_name) = (place.id.clone(), place.name.clone());
        let country = place.country.map(|country| country.to_string());
        let narrator = Narrator {
            network,
            structure: &supply.answer.structure,
            policy: &supply.answer.policy,
            query: &supply.query,
            teller: Teller { network, vessel: query.vessel.map(|vessel| network.vessels[vessel].ice_class) },
        };
        for way in &supply.ways {
            let itinerary = narrator.itinerary(0, &way.route, &supply.answer.journey);
            let Some(cost) = delivered_cost(&supply.answer, &supply.query, &way.route) else { continue };
            let mut losses_unknown: Vec<String> = with_unknown_losses(network, &supply.answer.structure, &way.route)
                .into_iter()
                .map(|step| network.subject_name(step.subject(network)).to_string())
                .collect();
            losses_unknown.dedup();
            let record = SupplyRecord {
                rank: 0,
                source: source.clone(),
                source_name: source_name.clone(),
                country: country.clone(),
                chain: way.chain.word(),
                cost_usd_delivered: Quantiles { p10: usd(cost.low), p50: usd(cost.typ), p90: usd(cost.high) },
                arrives_percent: percent(way.arrives),
                losses_unknown,
                itinerary,
            };
            supplies.push((way.route.value, record));
        }
        if supply.ways.is_empty() {
            let told = |legs: &[Leg]| corridor(network, legs);
            let allowed = supply.answer.routes.first();
            let shown = allowed.or_else(|| supply.answer.refused.first().map(|way| &way.route));
            let blocks = supply.answer.journey.blocks.iter().chain(&supply.answer.unjoined);
            let on_ways = supply.answer.refused.first().into_iter().flat_map(|way| &way.facts);
            let facts = blocks.chain(on_ways).filter(|_| allowed.is_none());
            others.push(NoSupplyRecord {
                source,
                source_name,
                country,
                reachable: allowed.is_some(),
                corridor: shown.map(|route| told(&narrator.itinerary(0, route, &supply.answer.journey).legs)),
                refused: facts.map(|fact| narrator.teller.tell(fact)).collect(),
            });
        }
    }
    supplies.sort_by(|(one, first), (two, second)| (one, &first.source).cmp(&(two, &second.source)));
    let supplies = supplies
        .into_iter()
        .zip(1..)
        .map(|((_, record), rank)| {
            let itinerary = Itinerary { rank, ..record.itinerary };
            SupplyRecord { rank, itinerary, ..record }
        })
        .collect();
    SupplyReport {
        schema: "landbridge/supply/1",
        network: NetworkRecord::of(network),
        query: query_record(network, query, "", to),
        supplies,
        others,
        notes: notes(network),
    }
}

fn notes(network: &Network) -> Vec<String> {
    let mut notes = vec![
        "cost is that of transport for one unit delivered, with what is lost on the way; what a source asks for the \
         gas, oil or power itself is not known here and must be added"
            .to_string(),
        "how much can flow is not looked at: the cheapest source may have none to spare".to_string(),
    ];
    if !network.meta.regimes.is_empty() {
        notes.push(format!(
            "restrictions cover: {}; not refused does not mean permitted",
            network.meta.regimes.join(", ")
        ));
    }
    notes
}

#[allow(clippy::cast_precision_loss)] // a share in millionths
fn percent(millionths: u64) -> f64 {
    (millionths as f64 / 1_000.0).round() / 10.0
}
