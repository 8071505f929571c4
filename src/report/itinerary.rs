//! One route as the reader sees it: legs with times, money, sources and flags.

use std::collections::BTreeSet;

use serde::Serialize;

use super::corridor::corridor;
use super::explain::waits_for;
use super::facts::{FactRecord, Teller};
use super::frontier::Trade;
use super::money::{Co2eRecord, CostBreakdown};
use super::rounding::{hours, km, usd};
use super::uncertainty::{BandRecord, IceYearRecord, ProbabilityRecord};
use crate::calendar::{Day, Instant};
use crate::graph::{Co2e, Costs, Measure, Spread, Structure, measure};
use crate::model::{Country, Link, Mode, Network, Objective, PlaceId, Provenance, Subject};
use crate::restrictions::{Fact, Policy, Step, Verdict};
use crate::route::{Query, Ride, Route};
use crate::units::{Distance, Minutes, Money};

/// Tenth, fiftieth and ninetieth percentile.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Quantiles {
    /// Tenth percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// Ninetieth percentile.
    pub p90: f64,
}

/// One leg: a stretch on one line, a voyage, or a transfer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Leg {
    /// `rail`, `road`, `sea`, ..., or `transfer`.
    pub mode: &'static str,
    /// For a transfer its kind, as files write it: `border`, `gauge_change`, `port` and so on.
    pub kind: Option<&'static str>,
    /// Id of the place it begins at.
    pub from: String,
    /// What that is called.
    pub from_name: String,
    /// Id of the place it ends at.
    pub to: String,
    /// What that is called.
    pub to_name: String,
    /// Id of the line or transfer; none for a voyage over several lanes.
    pub line: Option<String>,
    /// What that is called.
    pub name: String,
    /// Ids of the lanes of a voyage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lanes: Vec<String>,
    /// Names of the passages of a voyage.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<String>,
    /// Ids of all places passed, both ends included.
    pub places: Vec<String>,
    /// How far it leads.
    pub distance_km: f64,
    /// How long it takes, waiting not included.
    pub hours: Option<Quantiles>,
    /// What it costs for one unit of the cargo.
    pub cost_usd: Option<Quantiles>,
    /// How long the cargo waits before and within it.
    pub wait_hours: f64,
    /// When it begins (typical times).
    pub depart: String,
    /// When it ends (typical times).
    pub arrive: String,
    /// Ids of the sources of its figures.
    pub sources: Vec<String>,
    /// The weakest confidence among its figures.
    pub confidence: Option<&'static str>,
    /// What the reader must know about it.
    pub flags: Vec<FactRecord>,
    /// Its links, for whoever draws it.
    #[serde(skip)]
    pub links: Vec<(Link, bool)>,
    /// What it costs by what it is paid for, where every price is known.
    pub breakdown_usd: Option<CostBreakdown>,
    /// Its greenhouse gas, where that is known.
    pub co2e: Option<Co2eRecord>,
    /// What the cargo waits for before and within it, and until when.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits_for: Vec<String>,
    /// Which share of a voyage in ice is sailed behind an icebreaker, in percent of its length in ice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escort_percent: Option<f64>,
}

/// Where the typical time goes, in hours.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Breakdown {
    /// On rails.
    pub rail: f64,
    /// On roads.
    pub road: f64,
    /// At sea.
    pub sea: f64,
    /// By other modes.
    pub other: f64,
    /// At borders.
    pub border: f64,
    /// Changing gauge.
    pub gauge_change: f64,
    /// In ports and changing mode.
    pub port: f64,
    /// Waiting.
    pub wait: f64,
}

impl Breakdown {
    /// Its parts with what they are called, in the order of output.
    pub fn parts(&self) -> [(&'static str, f64); 8] {
        [
            ("rail", self.rail),
            ("road", self.road),
            ("sea", self.sea),
            ("other", self.other),
            ("borders", self.border),
            ("gauge changes", self.gauge_change),
            ("ports", self.port),
            ("waiting", self.wait),
        ]
    }
}

/// One way from origin to destination.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Itinerary {
    /// 1 is the best.
    pub rank: usize,
    /// In a few words: its borders, ports and passages, or its lines.
    pub corridor: String,
    /// How it differs from the first; empty for the first.
    pub differs: String,
    /// How far it is.
    pub distance_km: f64,
    /// How long it takes, waiting included.
    pub hours: Quantiles,
    /// What it costs for one unit of the cargo, where every leg has a price.
    pub cost_usd: Option<Quantiles>,
    /// Greenhouse gas of one unit of the cargo, typical, well to wheel; where that of every leg is known.
    pub co2e_kg: Option<f64>,
    /// How often the cargo passes from one country to another.
    pub borders: usize,
    /// How often it changes gauge.
    pub gauge_breaks: usize,
    /// How often it changes between land and sea, or rail and road.
    pub transfers: usize,
    /// When it begins.
    pub depart: String,
    /// When it ends (typical times).
    pub arrive: String,
    /// Where the typical time goes.
    pub breakdown_hours: Breakdown,
    /// Its legs.
    pub legs: Vec<Leg>,
    /// What the reader must know, each once.
    pub flags: Vec<FactRecord>,
    /// What it costs by what it is paid for, where every price is known.
    pub breakdown_usd: Option<CostBreakdown>,
    /// Its greenhouse gas, where that of every leg is known.
    pub co2e: Option<Co2eRecord>,
    /// Why no greenhouse gas is told, if it is not and the network has emission factors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub co2e_unknown: Option<String>,
    /// Money and what the time is worth together, typical; if the answer is best by that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generalised_usd: Option<f64>,
    /// On a Pareto frontier: its value by each criterion, and where it is the best.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trade: Option<Trade>,
    /// All early in a mild year, typical, all late in a severe one: sums of the legs where no date matters.
    pub hours_bound: Quantiles,
    /// All prices low, typical, all prices high.
    pub cost_bound_usd: Option<Quantiles>,
    /// How P10 and P90 were found; none for a way that may not be used.
    pub band: Option<BandRecord>,
    /// How likely it is to arrive by the date asked for.
    pub probability_by: Option<ProbabilityRecord>,
    /// How long it takes in each kind of year, if it leads through ice.
    pub ice_years: Vec<IceYearRecord>,
}

/// What is needed to tell routes of one answer.
pub(super) struct Narrator<'a> {
    pub network: &'a Network,
    pub structure: &'a Structure,
    pub policy: &'a Policy<'a>,
    pub query: &'a Query,
    pub teller: Teller<'a>,
}

/// Flags and extra time of a port in which a voyage begins or ends, and the ride itself.
type Formalities<'a> = (Vec<Fact>, Spread<Minutes>, &'a Ride);

/// A leg in the making.
struct Draft<'a> {
    rides: Vec<&'a Ride>,
    distance: Distance,
    time: Option<Spread<Minutes>>,
    costs: Option<Costs>,
    co2e: Option<Co2e>,
    /// Metres in ice, and thousandths of a metre behind an icebreaker.
    in_ice: (u64, u64),
    /// When the cargo is ready for it, and when it is over, in minutes from departure.
    span: (u32, u32),
    wait: u32,
    provenance: Vec<&'a Provenance>,
    flags: Vec<Fact>,
}

impl Draft<'_> {
    fn add(&mut self, (flags, delay, ride): Formalities<'_>) {
        self.flags.extend(flags);
        self.time = self.time.map(|time| time + delay);
        self.span = (self.span.0.min(ride.ready), self.span.1.max(ride.leave));
        self.wait += ride.enter - ride.ready;
    }
}

impl Narrator<'_> {
    pub fn step(&self, ride: &Ride) -> Step {
        self.structure.steps()[ride.step as usize]
    }

    /// What the reader must know of the cost of a step.
    fn facts_of_cost(&self, step: Step, measured: &Measure<'_>) -> Vec<Fact> {
        let exchanged = measured.exchanged.iter().map(|figure| Fact::Exchanged {
            subject: step.subject(self.network),
            rate: figure.typ,
            provenance: figure.provenance.clone(),
        });
        let without_price = match step.subject(self.network) {
            Subject::Lane(lane) if measured.escort_without_price => Some(Fact::EscortWithoutPrice { lane }),
            _ => None,
        };
        exchanged.chain(without_price).collect()
    }

    /// Which modes have no emission factor for the cargo.
    fn why_no_gas(&self, drafts: &[Draft<'_>]) -> String {
        let unknown = drafts.iter().filter(|draft| draft.co2e.is_none());
        let mut modes: Vec<&str> =
            unknown.filter_map(|draft| self.step(draft.rides[0]).mode(self.network)).map(Mode::word).collect();
        modes.sort_unstable();
        modes.dedup();
        let cargo = &self.network.cargoes[self.query.cargo].name;
        format!("no emission factor for {cargo} by {}", modes.join(" and ").replace('_', " "))
    }

    fn gas(&self, co2e: &Co2e) -> Co2eRecord {
        Co2eRecord::new(co2e, self.network.cargoes[self.query.cargo].unit.symbol())
    }

    fn name(&self, place: PlaceId) -> (String, String) {
        let place = &self.network.places[place];
        (place.id.clone(), place.name.clone())
    }

    /// A route as the reader sees it.
    pub fn itinerary(&self, rank: usize, route: &Route, journey: &Verdict) -> Itinerary {
        let begin = Instant::start_of(self.query.depart);
        let drafts = self.drafts(route);
        let time = drafts.iter().filter_map(|draft| draft.time).fold(Spread::default(), |sum, time| sum + time);
        let wait = Spread::exactly(Minutes::new(drafts.iter().map(|draft| draft.wait).sum()));
        let costs = drafts.iter().map(|draft| draft.costs).try_fold(Costs::default(), |sum, costs| Some(sum + costs?));
        let co2e = drafts.iter().map(|draft| draft.co2e).try_fold(Co2e::default(), |sum, co2e| Some(sum + co2e?));
        let co2e = co2e.map(|co2e| self.gas(&co2e));
        let co2e_unknown = {
            let has_factors = !self.network.emission_factors.is_empty() || !self.network.fuels.is_empty();
            (co2e.is_none() && has_factors).then(|| self.why_no_gas(&drafts))
        };
        let legs: Vec<Leg> = drafts.iter().map(|draft| self.leg(draft, begin)).collect();
        let mut flags: Vec<FactRecord> = journey.flags.iter().map(|fact| self.teller.tell(fact)).collect();
        for flag in legs.iter().flat_map(|leg| &leg.flags) {
            if !flags.contains(flag) {
                flags.push(flag.clone());
            }
        }
        let kinds = |kind: &str| legs.iter().filter(|leg| leg.kind == Some(kind)).count();
        Itinerary {
            rank,
            corridor: corridor(self.network, &legs),
            differs: String::new(),
            distance_km: km(drafts.iter().map(|draft| draft.distance).sum()),
            hours: quantiles(time + wait, hours),
            cost_usd: costs.map(|costs| quantiles(costs.total(), usd)),
            co2e_kg: co2e.map(|co2e| co2e.wtw_kg.p50),
            borders: self.borders(route),
            gauge_breaks: kinds("gauge_change"),
            transfers: kinds("port") + kinds("mode_change"),
            depart: begin.to_string(),
            arrive: begin.plus(route.minutes()).to_string(),
            breakdown_hours: breakdown(&legs),
            legs,
            flags,
            breakdown_usd: costs.as_ref().map(CostBreakdown::new),
            co2e,
            co2e_unknown,
            generalised_usd: (self.query.objective == Objective::Generalised)
                .then(|| usd(Money::from_micro(i64::try_from(route.value).unwrap_or(i64::MAX)))),
            trade: None,
            hours_bound: quantiles(time + wait, hours),
            cost_bound_usd: costs.map(|costs| quantiles(costs.total(), usd)),
            band: None,
            probability_by: None,
            ice_years: Vec::new(),
        }
    }

    /// How often the cargo passes from one country to another, ends included.
    fn borders(&self, route: &Route) -> usize {
        let states = std::iter::once(route.start).chain(route.rides.iter().map(|ride| ride.state));
        let states: Vec<_> = states.map(|id| self.structure.states()[id as usize]).collect();
        let country = |place: PlaceId| self.network.places[place].country;
        let first = states.first().and_then(|state| country(state.place));
        let last = states.last().and_then(|state| country(state.place));
        let sides = states.iter().map(|state| state.side);
        let all: Vec<Country> = std::iter::once(first).chain(sides).chain([last]).flatten().collect();
        all.windows(2).filter(|pair| pair[0] != pair[1]).count()
    }

    /// Rides put together to legs: one line, one voyage, or one transfer each.
    fn drafts<'r>(&'r self, route: &'r Route) -> Vec<Draft<'r>> {
        let mut drafts: Vec<Draft<'r>> = Vec::new();
        let mut last: Option<Step> = None;
        let mut at_origin: Option<Formalities<'_>> = None;
        for ride in &route.rides {
            let step = self.step(ride);
            let day = self.day(ride.enter);
            let verdict = self.policy.verdict(step, day);
            let measured = measure(self.network, step, day, &self.policy.journey, self.policy.overlay.ice_year());
            let delay = Spread::exactly(verdict.delay);
            let mut flags = verdict.flags;
            if measured.stands_in {
                flags.push(Fact::StandsIn { subject: step.subject(self.network) });
            }
            flags.extend(self.facts_of_cost(step, &measured));
            let metres = measured.distance.metres();
            let in_ice = measured.escort_share_milli.map_or((0, 0), |share| (metres, metres * share));
            if let Step::Undergo { at_end: true, .. } = step {
                // What rules say of the port where a voyage begins or ends belongs to the voyage.
                let formalities = (flags, delay, ride);
                match drafts.last_mut() {
                    Some(voyage) => voyage.add(formalities),
                    None => at_origin = Some(formalities),
                }
                continue;
            }
            let joins = last.is_some_and(|last| self.same_leg(last, step));
            last = Some(step);
            if let (true, Some(draft)) = (joins, drafts.last_mut()) {
                draft.rides.push(ride);
                draft.distance = draft.distance + measured.distance;
                draft.time = draft.time.zip(measured.time).map(|(sum, time)| sum + time + delay);
                draft.costs = draft.costs.zip(measured.costs).map(|(sum, costs)| sum + costs);
                draft.co2e = draft.co2e.zip(measured.co2e).map(|(sum, co2e)| sum + co2e);
                draft.in_ice = (draft.in_ice.0 + in_ice.0, draft.in_ice.1 + in_ice.1);
                draft.span.1 = ride.leave;
                draft.wait += ride.enter - ride.ready;
                draft.provenance.extend(measured.provenance);
                draft.flags.extend(flags);
            } else {
                drafts.push(Draft {
                    rides: vec![ride],
                    distance: measured.distance,
                    time: measured.time.map(|time| time + delay),
                    costs: measured.costs,
                    co2e: measured.co2e,
                    in_ice,
                    span: (ride.ready, ride.leave),
                    wait: ride.enter - ride.ready,
                    provenance: measured.provenance,
                    flags,
                });
            }
            if let (Some(formalities), Some(draft)) = (at_origin.take(), drafts.last_mut()) {
                draft.add(formalities);
            }
        }
        drafts
    }

    pub fn day(&self, minutes: u32) -> Day {
        Instant::start_of(self.query.depart).plus(minutes).day()
    }

    pub fn same_leg(&self, one: Step, next: Step) -> bool {
        match (one.subject(self.network), next.subject(self.network)) {
            (Subject::Line(one), Subject::Line(next)) => one == next,
            (Subject::Lane(_), Subject::Lane(_)) => true,
            _ => false,
        }
    }

    fn leg(&self, draft: &Draft<'_>, begin: Instant) -> Leg {
        let steps: Vec<Step> = draft.rides.iter().map(|ride| self.step(ride)).collect();
        let (from, to) = (steps[0].ends(self.network).0, steps[steps.len() - 1].ends(self.network).1);
        let places = std::iter::once(from).chain(steps.iter().map(|step| step.ends(self.network).1));
        let (from, from_name) = self.name(from);
        let (to, to_name) = self.name(to);
        let links: Vec<(Link, bool)> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Pass { link, forward } => Some((*link, *forward)),
                Step::Undergo { .. } => None,
            })
            .collect();
        let (mode, kind, line, name) = match (steps[0], steps[0].subject(self.network)) {
            (Step::Undergo { transfer, .. }, _) => {
                let entry = &self.network.transfers[transfer];
                ("transfer", Some(entry.kind.word()), Some(entry.id.clone()), self.teller.transfer_name(transfer))
            }
            (_, Subject::Line(line)) => {
                let line = &self.network.lines[line];
                (line.mode.word(), None, Some(line.id.clone()), line.name.clone())
            }
            (_, Subject::Lane(lane)) => {
                let lane = &self.network.lanes[lane];
                let id = (steps.len() == 1).then(|| lane.id.clone());
                (Mode::Sea.word(), None, id, if steps.len() == 1 { lane.name.clone() } else { "by sea".into() })
            }
            (_, other) => ("transfer", None, None, self.network.subject_name(other).to_string()),
        };
        let lane_ids = links.iter().filter_map(|(link, _)| match link {
            Link::Lane(id) => Some(self.network.lanes[*id].id.clone()),
            Link::Section(_) => None,
        });
        let mut passages: Vec<String> = Vec::new();
        for passage in steps.iter().filter_map(|step| step.passage(self.network)) {
            let name = &self.network.passages[passage].name;
            if passages.last() != Some(name) {
                passages.push(name.clone());
            }
        }
        let mut told: Vec<&Fact> = Vec::new();
        for fact in &draft.flags {
            match told.iter_mut().find(|earlier| earlier.same_cause(fact)) {
                Some(earlier) if fact.is_graver_than(earlier) => *earlier = fact,
                Some(_) => {}
                None => told.push(fact),
            }
        }
        let sources: BTreeSet<String> =
            draft.provenance.iter().flat_map(|provenance| self.teller.source_ids(provenance)).collect();
        let weakest = draft.provenance.iter().filter_map(|provenance| provenance.confidence).max();
        Leg {
            mode,
            kind,
            from,
            from_name,
            to,
            to_name,
            line,
            name,
            lanes: lane_ids.collect(),
            passages,
            places: places.map(|place| self.network.places[place].id.clone()).collect(),
            distance_km: km(draft.distance),
            hours: draft.time.map(|time| quantiles(time, hours)),
            cost_usd: draft.costs.map(|costs| quantiles(costs.total(), usd)),
            wait_hours: hours(Minutes::new(draft.wait)),
            depart: begin.plus(draft.span.0).to_string(),
            arrive: begin.plus(draft.span.1).to_string(),
            sources: sources.into_iter().collect(),
            confidence: weakest.map(crate::model::Confidence::word),
            flags: told.into_iter().map(|fact| self.teller.tell(fact)).collect(),
            links,
            breakdown_usd: draft.costs.as_ref().map(CostBreakdown::new),
            co2e: draft.co2e.map(|co2e| self.gas(&co2e)),
            waits_for: draft.rides.iter().filter_map(|ride| waits_for(self, ride)).collect(),
            escort_percent: escort_percent(draft.in_ice),
        }
    }
}

/// The share of the way in ice that is sailed behind an icebreaker, in whole percent.
#[allow(clippy::cast_precision_loss)]
fn escort_percent((metres, milli): (u64, u64)) -> Option<f64> {
    (metres > 0).then(|| (milli as f64 / metres as f64 / 10.0).round())
}

fn quantiles<T: Copy>(spread: Spread<T>, round: impl Fn(T) -> f64) -> Quantiles {
    Quantiles { p10: round(spread.low), p50: round(spread.typ), p90: round(spread.high) }
}

fn breakdown(legs: &[Leg]) -> Breakdown {
    let mut parts = Breakdown::default();
    for leg in legs {
        let typical = leg.hours.map_or(0.0, |hours| hours.p50);
        let part = match (leg.mode, leg.kind) {
            (_, Some("border" | "converter")) => &mut parts.border,
            (_, Some("gauge_change")) => &mut parts.gauge_change,
            (_, Some(_)) => &mut parts.port,
            ("rail", _) => &mut parts.rail,
            ("road", _) => &mut parts.road,
            ("sea", _) => &mut parts.sea,
            _ => &mut parts.other,
        };
        *part = ((*part + typical) * 10.0).round() / 10.0;
        parts.wait = ((parts.wait + leg.wait_hours) * 10.0).round() / 10.0;
    }
    parts
}
