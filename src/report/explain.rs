//! On what a way rests: why each leg is allowed, and what each of its numbers comes from.
//!
//! # Method
//! The steps of the way are judged and measured again on the days on which they are taken. For each leg the grounds are
//! told once: the state and its spell, rules that were looked at and what became of them, the cell of the admission
//! table, ice, depth, the figures of time and price, and what was waited for.

use serde::Serialize;

use super::itinerary::{Itinerary, Narrator};
use super::rounding::{span, whole};
use crate::calendar::{Day, Instant};
use crate::graph::HORIZON_DAYS;
use crate::model::{Dated, Effect, Figure, LaneId, Link, Mode, Provenance, Severity};
use crate::restrictions::{Matching, Step, Verdict};
use crate::route::{Answer, Query, Ride, Route};

/// One ground.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// `status`, `rule`, `admission`, `ice`, `depth`, `time`, `price` or `wait`.
    pub kind: &'static str,
    /// The ground in words.
    pub text: String,
    /// Ids of its sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
}

/// The grounds of one leg.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LegGrounds {
    /// Its position in the itinerary, from 1.
    pub leg: usize,
    /// What it is called.
    pub name: String,
    /// Its grounds.
    pub grounds: Vec<Ground>,
}

/// On what one way rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainRecord {
    /// Its rank.
    pub rank: usize,
    /// Why it ranks below the first; empty for the first.
    pub below_first: Vec<String>,
    /// Grounds of its legs.
    pub legs: Vec<LegGrounds>,
}

/// On what the way `rank` of an answer rests; none if there is no such way.
pub fn explain(
    network: &crate::model::Network,
    query: &Query,
    answer: &Answer<'_>,
    itineraries: &[Itinerary],
    rank: usize,
) -> Option<ExplainRecord> {
    let route = answer.routes.get(rank.checked_sub(1)?)?;
    let way = itineraries.get(rank - 1)?;
    let vessel = query.vessel.map(|vessel| network.vessels[vessel].ice_class);
    let teller = super::facts::Teller { network, vessel };
    let narrator = Narrator { network, structure: &answer.structure, policy: &answer.policy, query, teller };
    let legs = rides_of_legs(&narrator, route);
    let names = way.legs.iter().map(|leg| match leg.mode {
        "transfer" => leg.name.clone(),
        mode => format!("{mode} {} - {} ({})", leg.from_name, leg.to_name, leg.name),
    });
    let legs = legs.iter().zip(names).enumerate().map(|(at, (rides, name))| LegGrounds {
        leg: at + 1,
        name,
        grounds: grounds(&narrator, rides),
    });
    let first = itineraries.first().filter(|_| rank > 1);
    Some(ExplainRecord {
        rank,
        below_first: first.map(|first| below(first, way)).unwrap_or_default(),
        legs: legs.collect(),
    })
}

/// The rides of each leg, as the itinerary puts them together.
fn rides_of_legs<'r>(narrator: &Narrator<'_>, route: &'r Route) -> Vec<Vec<&'r Ride>> {
    let mut legs: Vec<Vec<&Ride>> = Vec::new();
    let mut last: Option<Step> = None;
    let mut waiting: Vec<&Ride> = Vec::new();
    for ride in &route.rides {
        let step = narrator.step(ride);
        if let Step::Undergo { at_end: true, .. } = step {
            match legs.last_mut() {
                Some(leg) => leg.push(ride),
                None => waiting.push(ride),
            }
            continue;
        }
        let joins = last.is_some_and(|last| narrator.same_leg(last, step));
        last = Some(step);
        match legs.last_mut().filter(|_| joins) {
            Some(leg) => leg.push(ride),
            None => legs.push(waiting.drain(..).chain([ride]).collect()),
        }
    }
    legs
}

/// Collects grounds, each once.
struct Grounds<'n, 'a> {
    narrator: &'n Narrator<'a>,
    told: Vec<Ground>,
}

impl Grounds<'_, '_> {
    fn add(&mut self, kind: &'static str, text: String, provenance: &[&Provenance]) {
        let mut sources: Vec<String> =
            provenance.iter().flat_map(|provenance| self.narrator.teller.source_ids(provenance)).collect();
        sources.sort();
        sources.dedup();
        match self.told.iter_mut().find(|ground| ground.kind == kind && ground.text == text) {
            Some(ground) => {
                ground.sources.extend(sources);
                ground.sources.sort();
                ground.sources.dedup();
            }
            None => self.told.push(Ground { kind, text, sources }),
        }
    }
}

/// The order in which grounds are told.
const ORDER: [&str; 8] = ["wait", "status", "rule", "admission", "ice", "depth", "time", "price"];

fn grounds(narrator: &Narrator<'_>, rides: &[&Ride]) -> Vec<Ground> {
    let mut grounds = Grounds { narrator, told: Vec::new() };
    for ride in rides {
        let (step, day) = (narrator.step(ride), narrator.day(ride.enter));
        if let Some(wait) = waits_for(narrator, ride) {
            grounds.add("wait", wait, &[]);
        }
        status(&mut grounds, step, day);
        rules(&mut grounds, step, day);
        if let Step::Pass { link: Link::Lane(lane), .. } = step {
            sea(&mut grounds, lane, day);
        }
        times(&mut grounds, step, day);
        prices(&mut grounds, step, day);
    }
    grounds.told.sort_by_key(|ground| ORDER.iter().position(|kind| *kind == ground.kind));
    grounds.told
}

fn status(grounds: &mut Grounds<'_, '_>, step: Step, day: Day) {
    let network = grounds.narrator.network;
    let policy = grounds.narrator.policy;
    let opened = policy
        .verdict(step, day)
        .flags
        .into_iter()
        .find(|flag| matches!(flag, crate::restrictions::Fact::OpenedByScenario { .. }));
    if let Some(opened) = opened {
        let told = grounds.narrator.teller.tell(&opened);
        grounds.add("status", format!("{}: {}", told.subject_name, told.reason), &[]);
    } else if let Some(spell) = step.history(network).on(day) {
        let dates = match (spell.window.from, spell.window.until) {
            (None, None) => String::new(),
            _ => format!(", {}", spell.window),
        };
        let note = spell.note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
        grounds.add("status", format!("{}{dates}{note}", spell.state.label()), &[&spell.provenance]);
    }
}

fn rules(grounds: &mut Grounds<'_, '_>, step: Step, day: Day) {
    let (network, policy) = (grounds.narrator.network, grounds.narrator.policy);
    for (id, effect, exception, matching) in policy.rulings(step, day) {
        let rule = &network.restrictions[id];
        let taken = exception.map(|at| &rule.exceptions[at]);
        let outcome = match (effect, matching) {
            (Effect::Allow, _) => "does not hold here by its own exception".to_string(),
            (Effect::Exclude, Matching::Yes) if policy.overlay.lifts(id).is_some() => "lifted for analysis".into(),
            (_, Matching::DependsOnContents) => "depends on what is in the cargo".into(),
            (Effect::Quota, _) => match rule.allowance() {
                Some(quota) => format!("allows a quota: {quota}"),
                None => "allows a quota".into(),
            },
            (Effect::Delay, _) => match &rule.delay {
                Some(delay) => format!("adds {}", delay.on(day).figure.typ),
                None => "adds time".into(),
            },
            (Effect::Exclude, _) => "excludes it".into(),
            (Effect::Flag, _) => "is flagged and excludes nothing".into(),
        };
        let sentence =
            taken.and_then(|taken| taken.explain.clone()).map(|text| format!(": {text}")).unwrap_or_default();
        let basis: Vec<&str> = rule.issuer.iter().chain(&rule.legal_basis).map(String::as_str).collect();
        let basis = if basis.is_empty() { String::new() } else { format!(" ({})", basis.join(", ")) };
        let provenance = taken.map_or(&rule.provenance, |taken| &taken.provenance);
        grounds.add("rule", format!("{}{basis}: {outcome}{sentence}", rule.name), &[provenance]);
    }
}

fn sea(grounds: &mut Grounds<'_, '_>, id: LaneId, day: Day) {
    let (network, policy) = (grounds.narrator.network, grounds.narrator.policy);
    let lane = &network.lanes[id];
    let Some(vessel) = policy.journey.vessel.map(|vessel| &network.vessels[vessel]) else { return };
    let area = lane.ice_area.map(|area| &network.ice_areas[area]);
    let severity = area.map_or(Severity::default(), |area| policy.overlay.ice_year().severity(area.severity_on(day)));
    for (set, in_force, rule) in policy.admissions_of(id, day) {
        let set = &network.admissions[set];
        let cell = rule.map(|at| &set.rules[at]).map_or_else(String::new, |rule| {
            let season = rule.season.map(|season| format!(" ({season})")).unwrap_or_default();
            format!(", independent {}, escorted {}{season}", allowance(rule.independent), allowance(rule.escorted))
        });
        let stands_in = if in_force { "" } else { "; the set has ended and stands in" };
        grounds.add("admission", format!("{}: {}{cell}{stands_in}", set.name, vessel.ice_class), &[&set.provenance]);
    }
    if let Some(area) = area {
        let speed = vessel.speed_in(severity).knots();
        let text = format!("{} on {day}: severity {severity} of 3, {speed:.1} kn", area.name);
        grounds.add("ice", text, &[&area.provenance, &vessel.provenance]);
    }
    let draught = vessel.draught.typ;
    if let Some(depth) = &lane.depth {
        let clearance = lane.under_keel.as_ref().map(|figure| figure.typ).unwrap_or_default();
        let limit = depth.typ.saturating_sub(clearance);
        let text = format!(
            "{}: depth {} less {clearance} under the keel; the ship draws {draught}, {} to spare",
            lane.name,
            depth.typ,
            limit.saturating_sub(draught)
        );
        grounds.add("depth", text, &[&depth.provenance]);
    }
    if let Some(limit) = lane.passage.and_then(|passage| network.passages[passage].max_draught.as_ref()) {
        let figure = limit.on(day).figure;
        let text = format!("largest draught {}; the ship draws {draught}", figure.typ);
        grounds.add("depth", text, &[&figure.provenance]);
    }
}

fn allowance(allowance: crate::model::Allowance) -> &'static str {
    crate::model::Allowance::ALL.iter().find(|(one, _)| *one == allowance).map_or("", |(_, word)| word)
}

fn times(grounds: &mut Grounds<'_, '_>, step: Step, day: Day) {
    let network = grounds.narrator.network;
    match step {
        Step::Pass { link: Link::Section(id), .. } => {
            let section = &network.sections[id];
            let cargo = &network.cargoes[grounds.narrator.policy.journey.cargo];
            let own = section.speed.as_ref().map(|speed| (speed, "of the section".to_string()));
            let operators = || {
                let operator = &network.operators[section.operator?];
                Some((operator.speed_of(cargo.unit)?, format!("of {}", operator.name)))
            };
            if let Some((speed, whose)) = own.or_else(operators) {
                let (figure, stand_in) = read(speed, day);
                let text =
                    format!("distance over speed {whose}: {}, {} to {}{stand_in}", figure.typ, figure.low, figure.high);
                grounds.add("time", text, &[&figure.provenance]);
            }
        }
        Step::Pass { link: Link::Lane(id), .. } => {
            let lane = &network.lanes[id];
            if let Some(vessel) = grounds.narrator.policy.journey.vessel.map(|vessel| &network.vessels[vessel])
                && lane.ice_area.is_none()
            {
                let speed = &vessel.speed;
                let text = format!("distance over the speed of {}: {:.1} kn", vessel.name, speed.typ.knots());
                grounds.add("time", text, &[&vessel.provenance]);
            }
            let passage = lane.passage.map(|passage| &network.passages[passage]);
            if let Some((passage, time)) = passage.and_then(|passage| Some((passage, passage.time.as_ref()?))) {
                let (figure, stand_in) = read(time, day);
                grounds.add("time", format!("{}: {}{stand_in}", passage.name, figure.typ), &[&figure.provenance]);
            }
        }
        Step::Undergo { at_end: true, .. } => {}
        Step::Undergo { transfer, .. } => {
            let (figure, stand_in) = read(&network.transfers[transfer].time, day);
            let text = format!("{}{stand_in}", range(figure));
            grounds.add("time", text, &[&figure.provenance]);
        }
    }
}

fn prices(grounds: &mut Grounds<'_, '_>, step: Step, day: Day) {
    let network = grounds.narrator.network;
    let cargo = grounds.narrator.policy.journey.cargo;
    match step {
        Step::Pass { link, .. } => {
            let mode: Mode = network.mode(link);
            let operator = step.operator(network);
            let rate = network.haul_rate(mode, operator, cargo);
            if let Some(rate) = rate {
                let (figure, stand_in) = read(&rate.price, day);
                let text = format!("rate by {}: {}{stand_in}", mode.word(), range(figure));
                grounds.add("price", text, &[&figure.provenance]);
            } else {
                grounds.add("price", format!("no rate by {} is known for the cargo", mode.word()), &[]);
            }
            let passage = step.passage(network).map(|passage| &network.passages[passage]);
            if let Some((passage, cost)) = passage.and_then(|passage| Some((passage, passage.cost.as_ref()?))) {
                let (figure, stand_in) = read(cost, day);
                grounds.add("price", format!("{}: {}{stand_in}", passage.name, figure.typ), &[&figure.provenance]);
            }
        }
        Step::Undergo { at_end: true, .. } => {}
        Step::Undergo { transfer, .. } => {
            if let Some(cost) = &network.transfers[transfer].cost {
                let (figure, stand_in) = read(cost, day);
                let text = format!("{}{stand_in}", range(figure));
                grounds.add("price", text, &[&figure.provenance]);
            }
        }
    }
}

/// The typical value and, where it is a range, its ends.
fn range<T: std::fmt::Display + PartialEq>(figure: &Figure<T>) -> String {
    if figure.low == figure.high {
        return figure.typ.to_string();
    }
    format!("{}, {} to {}", figure.typ, figure.low, figure.high)
}

/// A figure on a day, and whether it is that of another period.
fn read<T>(dated: &Dated<T>, day: Day) -> (&Figure<T>, &'static str) {
    let reading = dated.on(day);
    (reading.figure, if reading.stands_in { ", a figure of another date" } else { "" })
}

/// What the cargo waits for before a ride, and until when; none if it does not wait.
pub(super) fn waits_for(narrator: &Narrator<'_>, ride: &Ride) -> Option<String> {
    if ride.enter <= ride.ready {
        return None;
    }
    let step = narrator.step(ride);
    let until = Instant::start_of(narrator.query.depart).plus(ride.enter);
    let verdict: Verdict = narrator.policy.verdict(step, narrator.day(ride.ready));
    let subject = match step.subject(narrator.network) {
        crate::model::Subject::Transfer(id) => narrator.teller.transfer_name(id),
        other => narrator.network.subject_name(other).to_string(),
    };
    let Some(block) = verdict.blocks.first() else {
        let ice = matches!(step, Step::Pass { link: Link::Lane(lane), .. }
            if narrator.network.lanes[lane].ice_area.is_some());
        let why = if ice { "lighter ice" } else { "a later start, which ends earlier or costs less" };
        return Some(format!("{subject}: for {why}, until {until}"));
    };
    let told = narrator.teller.tell(block);
    let after = (1..=HORIZON_DAYS).map(|days| narrator.day(ride.ready).plus(days));
    let opens = after.take_while(|day| *day <= until.day()).find(|day| narrator.policy.verdict(step, *day).is_open());
    let longer = opens.filter(|opens| *opens < until.day());
    let longer = longer.map(|opens| format!(" (open from {opens}, sooner arrives no earlier)")).unwrap_or_default();
    Some(format!("{}: {}; until {until}{longer}", told.subject_name, told.reason))
}

/// By what a way is worse, or better, than the first.
fn below(first: &Itinerary, way: &Itinerary) -> Vec<String> {
    let mut lines = Vec::new();
    let hours = way.hours.p50 - first.hours.p50;
    lines.push(format!("{} {} than the first", span(hours.abs()), if hours < 0.0 { "faster" } else { "slower" }));
    if let Some((way, first)) = way.cost_usd.zip(first.cost_usd) {
        let usd = way.p50 - first.p50;
        lines.push(format!("USD {} {}", whole(usd), if usd < 0.0 { "cheaper" } else { "dearer" }));
    }
    let km = way.distance_km - first.distance_km;
    lines.push(format!("{} km {}", whole(km), if km < 0.0 { "shorter" } else { "longer" }));
    for ((part, own), (_, theirs)) in way.breakdown_hours.parts().into_iter().zip(first.breakdown_hours.parts()) {
        let more = own - theirs;
        if more.abs() >= 0.05 {
            lines.push(format!("{part}: {}{:.1} h", if more < 0.0 { "-" } else { "+" }, more.abs()));
        }
    }
    lines
}
