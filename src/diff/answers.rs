//! Which answers to the network's own questions differ between two versions of it?

use std::collections::BTreeMap;

use serde::Serialize;

use super::entries::{new_ids, renames};
use super::said::{EntryKey, Statements};
use crate::calendar::Day;
use crate::graph::End;
use crate::model::{CargoId, Country, Key, Link, NameError, Named, Network, PlaceId, ReportCutId, Table};
use crate::parallel;
use crate::report::flow::{CutRecord, cut_answer, report_cut_days, report_cut_query};
use crate::report::{Itinerary, PairRecord, PlanReport, pair_between, report};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query};

/// The answers that differ.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct AnswerChanges {
    /// How many questions both networks ask.
    pub asked: usize,
    /// Routes: `report_routes`, and the best way for each demand, whose ids begin with `demand `.
    pub routes: Vec<PairRecord>,
    /// How much can pass: `report_cuts`.
    pub cuts: Vec<CutChange>,
    /// Questions that one of the two networks cannot answer, and why.
    pub notes: Vec<String>,
}

impl AnswerChanges {
    /// Whether any differs.
    pub fn differ(&self) -> bool {
        !self.routes.is_empty() || !self.cuts.is_empty()
    }
}

/// How much can pass, otherwise than before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutChange {
    /// Id of the question.
    pub id: String,
    /// The question.
    pub question: String,
    /// In the old network.
    pub old: CutSide,
    /// In the new one.
    pub new: CutSide,
}

/// How much can pass on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutSide {
    /// The day.
    pub day: String,
    /// `limited`, `unlimited` or `none`.
    pub outcome: &'static str,
    /// How many units of cargo can pass in the period, if that is limited.
    pub most: Option<f64>,
    /// The same in words.
    pub told: String,
    /// The capacities that stop more.
    pub limits: Vec<String>,
}

impl CutSide {
    fn of(day: Day, record: &CutRecord) -> Self {
        let told = match record.outcome {
            "none" => "nothing: no way joins the ends".into(),
            "unlimited" => "no known limit".into(),
            _ => record.most_told.clone().unwrap_or_default(),
        };
        let limits = record.limits.iter().filter(|limit| limit.in_every).map(|limit| limit.limit.name.clone());
        Self { day: day.to_string(), outcome: record.outcome, most: record.most, told, limits: limits.collect() }
    }
}

/// A network, what its files say, and a planner on it.
struct Version<'n> {
    network: &'n Network,
    planner: Planner<'n>,
}

/// Asks both networks all questions that both ask, and tells where the answers differ. A question that itself was
/// changed is asked of each network in its own form.
pub fn compare_answers(networks: [&Network; 2], said: [&Statements; 2]) -> AnswerChanges {
    let renames = renames(said[0], said[1]);
    let versions = networks.map(|network| Version { network, planner: Planner::new(network) });
    let mut changes = AnswerChanges::default();
    let routes = shared("report_routes", [&networks[0].report_routes, &networks[1].report_routes], &renames);
    let demands = shared("demands", [&networks[0].demands, &networks[1].demands], &renames);
    let cuts = shared("report_cuts", [&networks[0].report_cuts, &networks[1].report_cuts], &renames);
    changes.asked = routes.len() + demands.len() + cuts.len();

    let planned = parallel::map(&routes, |ids| {
        let plan = |side: usize| {
            let network = versions[side].network;
            let route = &network.report_routes[ids[side]];
            let query = Query::of_report(network, route)?;
            Ok(versions[side].plan(query, &route.from, &route.to))
        };
        pair(&networks[1].report_routes[ids[1]].id, &versions, &renames, [plan(0), plan(1)])
    });
    let for_demands = parallel::map(&demands, |ids| {
        let plan = |side: usize| {
            let demand = &versions[side].network.demands[ids[side]];
            let query = versions[side].of_demand(&demand.from, &demand.to, demand.cargo)?;
            Ok(versions[side].plan(query, &demand.from, &demand.to))
        };
        let id = format!("demand {}", networks[1].demands[ids[1]].id);
        pair(&id, &versions, &renames, [plan(0), plan(1)])
    });
    for outcome in planned.into_iter().chain(for_demands) {
        match outcome {
            Ok(pair) => changes.routes.extend(Some(pair).filter(PairRecord::differs)),
            Err(note) => changes.notes.push(note),
        }
    }
    let passing = parallel::map(&cuts, |ids| cut_changes(&versions, *ids));
    for outcome in passing {
        match outcome {
            Ok(found) => changes.cuts.extend(found),
            Err(note) => changes.notes.push(note),
        }
    }
    changes
}

/// Keys of the entries that both have, the old one's and the new one's, in order of the new ids.
fn shared<K: Key, T: Named>(
    section: &str,
    [old, new]: [&Table<K, T>; 2],
    renames: &BTreeMap<EntryKey, String>,
) -> Vec<[K; 2]> {
    let mut both: Vec<[K; 2]> = old
        .iter()
        .filter_map(|(key, entry)| {
            let renamed = renames.get(&(section.to_string(), entry.id().to_string()));
            Some([key, new.find(renamed.map_or(entry.id(), String::as_str))?])
        })
        .collect();
    both.sort_unstable_by_key(|[_, new]| *new);
    both
}

impl Version<'_> {
    fn plan(&self, query: Query, from: &str, to: &str) -> PlanReport {
        // Only typical values are compared.
        let query = Query { draws: Draws { samples: 100, ..query.draws }, ..query };
        report(self.network, &query, &self.planner.plan(&query), from, to)
    }

    /// The best way for a demand, by the time it takes.
    fn of_demand(&self, from: &str, to: &str, (cargo, origin): (CargoId, Option<Country>)) -> Result<Query, NameError> {
        let places = |name: &str, end: End| -> Result<Vec<PlaceId>, NameError> {
            let handling = self.planner.places_handling(cargo, end);
            let all = self.network.find_places(name)?;
            let fit: Vec<PlaceId> = all.iter().copied().filter(|place| handling.contains(place)).collect();
            Ok(if fit.is_empty() { all } else { fit })
        };
        let mut query = Query::new(self.network, places(from, End::Origin)?, places(to, End::Destination)?);
        query.carry(self.network, cargo, origin);
        query.alternatives = 1;
        Ok(query)
    }
}

fn pair(
    id: &str,
    versions: &[Version<'_>; 2],
    renames: &BTreeMap<EntryKey, String>,
    plans: [Result<PlanReport, NameError>; 2],
) -> Result<PairRecord, String> {
    let [old, new] = plans;
    let told = |error: NameError| format!("{id}: {error}");
    let (old, new) = (old.map_err(told)?, new.map_err(told)?);
    let ids = [new_ids(renames), BTreeMap::new()];
    let links = |side: usize, way: &Itinerary| -> Vec<(String, [String; 2], bool)> {
        let links = way.legs.iter().flat_map(|leg| leg.links.iter());
        links.map(|(link, forward)| named(versions[side].network, *link, *forward, &ids[side])).collect()
    };
    Ok(pair_between(id, [&old, &new], |a, b| links(0, a) == links(1, b)))
}

/// A link by the ids of what it belongs to and of its ends, which the other network knows too.
fn named(network: &Network, link: Link, forward: bool, ids: &BTreeMap<&str, &str>) -> (String, [String; 2], bool) {
    let new = |id: &str| ids.get(id).copied().unwrap_or(id).to_string();
    let (from, to) = network.ends(link);
    let of = match link {
        Link::Section(id) => &network.lines[network.sections[id].line].id,
        Link::Lane(id) => &network.lanes[id].id,
    };
    (new(of), [from, to].map(|place| new(&network.places[place].id)), forward)
}

/// The days on which both networks ask how much can pass, where the answers differ.
fn cut_changes(versions: &[Version<'_>; 2], ids: [ReportCutId; 2]) -> Result<Vec<CutChange>, String> {
    let asked = |side: usize| &versions[side].network.report_cuts[ids[side]];
    let side = |side: usize| -> Result<Vec<CutSide>, String> {
        let Version { network, planner } = &versions[side];
        let asked = asked(side);
        let days = report_cut_days(network, asked, network.meta.as_of);
        let answer = |day| {
            let told = |error: &dyn std::fmt::Display| format!("{}: {error}", asked.id);
            let query = report_cut_query(network, asked, day).map_err(|error| told(&error))?;
            let answer =
                cut_answer(network, planner, &query, (&asked.from, &asked.to)).map_err(|error| told(&error))?;
            Ok(CutSide::of(day, &answer.report.answer))
        };
        days.into_iter().map(answer).collect()
    };
    let pairs = side(0)?.into_iter().zip(side(1)?).filter(|(old, new)| old != new);
    let asked = asked(1);
    let change = |(old, new)| CutChange { id: asked.id.clone(), question: asked.question.clone(), old, new };
    Ok(pairs.map(change).collect())
}
