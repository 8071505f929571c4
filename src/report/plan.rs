//! The answer to a query as one record: what `plan --format json` prints and the site draws.

use serde::Serialize;

use super::corridor::{corridor, differs, tell_apart};
use super::explain::ExplainRecord;
use super::facts::{FactRecord, Teller, country_names};
use super::frontier::{self, ParetoRecord};
use super::itinerary::{Itinerary, Leg, Narrator};
use super::rounding::{hours, km, span, tenths, whole};
use super::uncertainty;
use super::why_not::WhyNotRecord;
use crate::model::{Country, Mode, Named, Network, Objective, Spot, Table};
use crate::route::uncertainty::forecasts;
use crate::route::{Answer, Query, Ways};
use crate::units::Minutes;

/// What the answer was computed on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NetworkRecord {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The date that its figures hold.
    pub as_of: String,
    /// Whose rules the restrictions cover; not refused does not mean permitted.
    pub regimes: Vec<String>,
}

impl NetworkRecord {
    /// Tells of a network.
    pub fn of(network: &Network) -> Self {
        let meta = &network.meta;
        Self {
            id: meta.id.clone(),
            title: meta.title.clone(),
            as_of: meta.as_of.to_string(),
            regimes: meta.regimes.clone(),
        }
    }
}

/// The question, defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QueryRecord {
    /// As it was asked.
    pub from: String,
    /// Ids of the places it means.
    pub from_places: Vec<String>,
    /// As it was asked.
    pub to: String,
    /// Ids of the places it means.
    pub to_places: Vec<String>,
    /// The day of departure.
    pub depart: String,
    /// What the answer is best by.
    pub by: &'static str,
    /// How many ways at most.
    pub alternatives: usize,
    /// What to pass, in order.
    pub via: Vec<String>,
    /// What not to pass.
    pub avoid: Vec<String>,
    /// By which modes; all if empty.
    pub modes: Vec<&'static str>,
    /// In which ship.
    pub vessel: Option<String>,
    /// What moves.
    pub cargo: String,
    /// What it is counted in; money is for one of these.
    pub cargo_unit: &'static str,
    /// The country that the cargo is from, if it was named.
    pub cargo_origin: Option<String>,
    /// Under which scenario.
    pub scenario: Option<String>,
    /// Which rules were lifted.
    pub allow: Vec<String>,
    /// Whether the ship sails without icebreakers.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unescorted: bool,
    /// What a day of one cargo unit counts, if the answer is best by generalised cost.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value_of_time: Option<String>,
    /// What kind of ways: `corridors` that differ, `loopless` (the next best, link by link), or the `pareto` frontier.
    pub ways: &'static str,
}

/// A way that may not be used.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefusedWayRecord {
    /// The mode it was looked for in; none if all.
    pub mode: Option<&'static str>,
    /// In a few words.
    pub corridor: String,
    /// How far it would be.
    pub distance_km: f64,
    /// How much shorter than the shortest allowed way.
    pub shorter_by_km: Option<f64>,
    /// How much faster than the fastest allowed way it would be if nothing stood in its way, on typical values; negative
    /// if slower, none if the time of one of its legs is not known.
    pub faster_by_hours: Option<f64>,
    /// How much cheaper than the cheapest allowed way; negative if dearer, none if a price is not known.
    pub cheaper_by_usd: Option<f64>,
    /// Positions in `refused` of what stands in its way.
    pub facts: Vec<usize>,
    /// Its legs, without times: it cannot be used.
    pub legs: Vec<Leg>,
}

impl RefusedWayRecord {
    /// What it would gain or lose against the best allowed way, in words: distance, time, money, as far as known.
    pub fn gains(&self) -> Vec<String> {
        let kilometres = self.shorter_by_km.map(|km| format!("{} km shorter", whole(km)));
        let time = self.faster_by_hours.map(|hours| {
            let word = if hours < 0.0 { "slower" } else { "faster" };
            format!("{} {word}", span(hours.abs()))
        });
        let money = self.cheaper_by_usd.map(|usd| {
            let word = if usd < 0.0 { "dearer" } else { "cheaper" };
            format!("USD {} {word}", whole(usd))
        });
        [kilometres, time, money].into_iter().flatten().collect()
    }
}

/// How near one can get.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NearestRecord {
    /// Id of the place.
    pub place: String,
    /// What it is called.
    pub name: String,
    /// Hours to get there (typical).
    pub hours: f64,
    /// How far it is from there to the destination, over the ground.
    pub short_of_km: f64,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlanReport {
    /// `landbridge/plan/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question.
    pub query: QueryRecord,
    /// Allowed ways, best first.
    pub itineraries: Vec<Itinerary>,
    /// Facts that stand in the way of others, each once.
    pub refused: Vec<FactRecord>,
    /// The ways that they stand in.
    pub refused_ways: Vec<RefusedWayRecord>,
    /// If there is no way: how near one can get.
    pub nearest: Option<NearestRecord>,
    /// What else the reader should know.
    pub notes: Vec<String>,
    /// Why there is no way, no better one, or not the one asked about; if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<WhyNotRecord>,
    /// On what one of the ways rests, if that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explained: Option<ExplainRecord>,
    /// If the Pareto frontier was asked for: what of it is in `itineraries`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pareto: Option<ParetoRecord>,
}

impl PlanReport {
    /// Whether there is an allowed way.
    pub fn has_route(&self) -> bool {
        !self.itineraries.is_empty()
    }
}

/// Tells an answer. `from` and `to` are the names as they were asked.
pub fn report(network: &Network, query: &Query, answer: &Answer<'_>, from: &str, to: &str) -> PlanReport {
    let vessel = query.vessel.map(|vessel| network.vessels[vessel].ice_class);
    let narrator = Narrator {
        network,
        structure: &answer.structure,
        policy: &answer.policy,
        query,
        teller: Teller { network, vessel },
    };
    let mut itineraries: Vec<Itinerary> = answer
        .routes
        .iter()
        .enumerate()
        .map(|(index, route)| narrator.itinerary(index + 1, route, &answer.journey))
        .collect();
    for (itinerary, forecast) in itineraries.iter_mut().zip(forecasts(network, query, answer)) {
        uncertainty::tell(&narrator.teller, query, &forecast, itinerary);
    }
    tell_apart(network, &mut itineraries);
    if let Some((first, others)) = itineraries.split_first_mut() {
        for other in others {
            other.differs = differs(network, first, other);
        }
    }
    let mut refused: Vec<FactRecord> = Vec::new();
    for fact in answer.journey.blocks.iter().chain(&answer.unjoined) {
        add_once(&mut refused, narrator.teller.tell(fact));
    }
    let shortest = answer.routes.iter().map(|route| route.distance).min();
    let least = |of: fn(&Itinerary) -> Option<f64>| itineraries.iter().filter_map(of).min_by(f64::total_cmp);
    let fastest = least(|way| Some(way.hours.p50));
    let cheapest = least(|way| way.cost_usd.as_ref().map(|cost| cost.p50));
    let mut refused_ways = Vec::new();
    for way in &answer.refused {
        let facts = way.facts.iter().map(|fact| add_once(&mut refused, narrator.teller.tell(fact))).collect();
        let told = narrator.itinerary(0, &way.route, &crate::restrictions::Verdict::default());
        let is_timed = told.legs.iter().all(|leg| leg.hours.is_some());
        let legs = told.legs.into_iter().map(without_times).collect::<Vec<_>>();
        refused_ways.push(RefusedWayRecord {
            mode: way.mode.map(Mode::word),
            corridor: corridor(network, &legs),
            distance_km: km(way.route.distance),
            shorter_by_km: shortest.map(|shortest| km(shortest.saturating_sub(way.route.distance))),
            faster_by_hours: fastest.filter(|_| is_timed).map(|fastest| tenths(fastest - told.hours.p50)),
            cheaper_by_usd: cheapest.zip(told.cost_usd.as_ref()).map(|(cheapest, cost)| tenths(cheapest - cost.p50)),
            facts,
            legs,
        });
    }
    let pareto = frontier::record(query, answer, &mut itineraries);
    let notes = notes(&narrator, answer, &itineraries);
    PlanReport {
        schema: "landbridge/plan/1",
        network: NetworkRecord::of(network),
        query: query_record(network, query, from, to),
        itineraries,
        refused,
        refused_ways,
        nearest: answer.nearest.map(|nearest| NearestRecord {
            place: network.places[nearest.place].id.clone(),
            name: network.places[nearest.place].name.clone(),
            hours: hours(Minutes::new(nearest.minutes)),
            short_of_km: km(nearest.short_of),
        }),
        notes,
        why_not: None,
        explained: None,
        pareto,
    }
}

fn add_once(facts: &mut Vec<FactRecord>, fact: FactRecord) -> usize {
    facts.iter().position(|told| *told == fact).unwrap_or_else(|| {
        facts.push(fact);
        facts.len() - 1
    })
}

fn without_times(mut leg: Leg) -> Leg {
    leg.hours = None;
    leg.cost_usd = None;
    leg.breakdown_usd = None;
    leg.co2e = None;
    leg.escort_percent = None;
    leg.wait_hours = 0.0;
    leg.depart.clear();
    leg.arrive.clear();
    leg.flags.clear();
    leg
}

fn ids<K: crate::model::Key, T: Named>(table: &Table<K, T>, keys: &[K]) -> Vec<String> {
    keys.iter().map(|key| table[*key].id().to_string()).collect()
}

/// The question with its defaults filled in; `from` and `to` are the names as they were asked.
pub(super) fn query_record(network: &Network, query: &Query, from: &str, to: &str) -> QueryRecord {
    let spots = |spots: &[Spot]| spots.iter().map(|spot| spot_id(network, spot)).collect();
    QueryRecord {
        from: from.into(),
        from_places: ids(&network.places, &query.origin),
        to: to.into(),
        to_places: ids(&network.places, &query.destination),
        depart: query.depart.to_string(),
        by: query.objective.word(),
        alternatives: query.alternatives,
        via: spots(&query.via),
        avoid: spots(&query.avoid),
        modes: query.modes.iter().map(|mode| mode.word()).collect(),
        vessel: query.vessel.map(|vessel| network.vessels[vessel].id.clone()),
        cargo: network.cargoes[query.cargo].id.clone(),
        cargo_unit: network.cargoes[query.cargo].unit.symbol(),
        cargo_origin: query.cargo_origin.map(|country| country.to_string()),
        scenario: query.scenario.map(|scenario| network.scenarios[scenario].id.clone()),
        allow: ids(&network.restrictions, &query.allow),
        unescorted: query.unescorted,
        value_of_time: (query.objective == Objective::Generalised)
            .then(|| network.cargoes[query.cargo].value_of_time.as_ref().map(|value| value.typ.to_string()))
            .flatten(),
        ways: match query.ways {
            Ways::Corridors => "corridors",
            Ways::Loopless => "loopless",
            Ways::Pareto(_) => "pareto",
        },
    }
}

pub(super) fn spot_id(network: &Network, spot: &Spot) -> String {
    match spot {
        Spot::Places(places) => {
            if let [only] = places[..] {
                network.places[only].id.clone()
            } else {
                let city = places.first().and_then(|place| network.places[*place].city);
                city.map(|city| network.cities[city].id.clone()).unwrap_or_default()
            }
        }
        Spot::Line(id) => network.lines[*id].id.clone(),
        Spot::Lane(id) => network.lanes[*id].id.clone(),
        Spot::Passage(id) => network.passages[*id].id.clone(),
        Spot::Transfer(id) => network.transfers[*id].id.clone(),
        Spot::Country(country) => country.to_string(),
        Spot::Mode(mode) => mode.word().into(),
        Spot::Admission(regime, _) => regime.clone(),
    }
}

fn notes(narrator: &Narrator<'_>, answer: &Answer<'_>, itineraries: &[Itinerary]) -> Vec<String> {
    let (network, query) = (narrator.network, narrator.query);
    let mut notes = Vec::new();
    notes.extend(stays_at_home(narrator, answer, itineraries));
    if !answer.without_price.is_empty() {
        let modes = Mode::ALL.into_iter().map(|(mode, _)| mode).filter(|mode| {
            let has_mode = |step: &u32| answer.structure.steps()[*step as usize].mode(network) == Some(*mode);
            answer.without_price.iter().any(has_mode)
        });
        let modes: Vec<_> = modes.map(Mode::word).collect();
        let cargo = &network.cargoes[query.cargo].name;
        let what = if query.objective == Objective::Co2 { "an emission factor" } else { "a price" };
        notes.push(format!("links without {what} for {cargo} were left out ({})", modes.join(", ")));
    }
    if let (Objective::Generalised, Some(value)) = (query.objective, &network.cargoes[query.cargo].value_of_time) {
        let sources = narrator.teller.source_ids(&value.provenance).join(", ");
        notes.push(format!(
            "a day is counted as {} ({} to {}) [{sources}]; generalised cost is money plus the time from departure to arrival, waiting included",
            value.typ, value.low, value.high
        ));
    }
    if itineraries.iter().any(|way| way.co2e.is_some()) {
        notes.push(
            "CO2e is of full ships and trains on the way alone: handling, empty returns and building are not in it"
                .into(),
        );
    }
    if query.ways == Ways::Loopless && itineraries.len() < query.alternatives && !itineraries.is_empty() {
        let why = if answer.gave_up {
            "the search was given up among ways that take the same links but clear borders or change gauge elsewhere"
        } else {
            "there are no others without a loop"
        };
        notes.push(format!("{} ways were found, not {}: {why}", itineraries.len(), query.alternatives));
    }
    let years_apart = (query.depart.count() - network.meta.as_of.count()).abs() / 365;
    if years_apart >= 1 {
        notes.push(format!(
            "the network holds as of {}; for {} its dated histories and rules are used, but undated states, speeds and prices are those of their own dates",
            network.meta.as_of, query.depart
        ));
    }
    notes.push("times and costs run from loaded at the origin to arrival at the destination; handling at either end is not in them".into());
    if !network.meta.regimes.is_empty() {
        notes.push(format!(
            "restrictions cover: {}; not refused does not mean permitted",
            network.meta.regimes.join(", ")
        ));
    }
    notes
}

/// Between two places of one country: how much better the way through others is.
fn stays_at_home(narrator: &Narrator<'_>, answer: &Answer<'_>, itineraries: &[Itinerary]) -> Option<String> {
    let network = narrator.network;
    let first = itineraries.first()?;
    let domestic = narrator.itinerary(0, answer.domestic.as_ref()?, &answer.journey);
    let home = network.places[*narrator.query.origin.first()?].country?;
    let passed = first.legs.iter().flat_map(|leg| &leg.places).filter_map(|id| network.places.find(id));
    let abroad: std::collections::BTreeSet<Country> =
        passed.filter_map(|place| network.places[place].country).filter(|country| *country != home).collect();
    let abroad: Vec<Country> = abroad.into_iter().collect();
    let better = match narrator.query.objective {
        Objective::Distance => format!("{} km shorter", whole(domestic.distance_km - first.distance_km)),
        Objective::Time => format!("{:.1} d faster", (domestic.hours.p50 - first.hours.p50) / 24.0),
        Objective::Cost | Objective::Generalised => {
            let saved = domestic.cost_usd?.p50 - first.cost_usd?.p50;
            format!("USD {} {}", whole(saved), if saved < 0.0 { "dearer" } else { "cheaper" })
        }
        Objective::Co2 => format!("{} kg of CO2e less", whole(domestic.co2e_kg? - first.co2e_kg?)),
    };
    Some(format!(
        "the way through {} ({}) is {better} than the best way that stays in {} ({}: {} against {} km); \
         it crosses {} borders and breaks gauge {} times",
        country_names(&abroad),
        first.corridor,
        home.name(),
        domestic.corridor,
        whole(first.distance_km),
        whole(domestic.distance_km),
        first.borders,
        first.gauge_breaks,
    ))
}
