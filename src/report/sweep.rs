//! The best way on each day of a period as one record: runs of days with the same corridor, and what waiting is worth.

use std::collections::BTreeMap;

use serde::Serialize;

use super::facts::{FactRecord, Teller};
use super::itinerary::{Itinerary, Narrator};
use super::plan::{NetworkRecord, QueryRecord, query_record, report};
use super::rounding::{hours, span, tenths};
use crate::model::Network;
use crate::restrictions::Verdict;
use crate::route::{Departure, Planner, Query, Route, Sweep};
use crate::units::Minutes;

/// The best way of one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DayRecord {
    /// The day of departure.
    pub depart: String,
    /// Position in `runs` of the run that it lies in.
    pub run: usize,
    /// When it arrives (typical times); none if there is no way.
    pub arrive: Option<String>,
    /// How long it takes, waiting included (typical).
    pub hours: Option<f64>,
    /// How far it is.
    pub distance_km: Option<f64>,
    /// What it costs for one unit of the cargo (typical).
    pub cost_usd: Option<f64>,
    /// How long it waits.
    pub wait_hours: f64,
    /// If it waits for a season: how long the best way that leaves at once takes.
    pub at_once_hours: Option<f64>,
    /// Flags of the way and what refuses it, as `CODE:subject`.
    pub flags: Vec<String>,
}

/// Consecutive days on which the best way is the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RunRecord {
    /// The first day.
    pub from: String,
    /// The first day after it.
    pub until: String,
    /// How many days.
    pub days: usize,
    /// The letter of its corridor; runs over the same links have the same; none if there is no way.
    pub letter: Option<char>,
    /// In words; empty if there is no way.
    pub corridor: String,
    /// Shortest, median and longest time of its days, waiting included.
    pub hours: Option<[f64; 3]>,
    /// How far it is.
    pub distance_km: Option<f64>,
    /// Least and most wait of its days.
    pub wait_hours: [f64; 2],
    /// What the first of its days that waits longest waits for.
    pub waits_for: Vec<String>,
    /// Where it waits for a season: what leaving at once would mean, on the day on which waiting gains most.
    pub at_once: Option<String>,
    /// What the reader must know about its days, each code, subject and rule once, as on the first day that has it; without a way, what refuses its first day.
    pub facts: Vec<FactRecord>,
    /// Without a way: what refuses its last day and not, or not in these words, its first.
    pub facts_of_last_day: Vec<FactRecord>,
}

/// The answer of a sweep.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SweepReport {
    /// `landbridge/sweep/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question; its `depart` is the first day.
    pub query: QueryRecord,
    /// The first day.
    pub from: String,
    /// The first day after the last.
    pub until: String,
    /// In sentences.
    pub summary: Vec<String>,
    /// Runs of days, in order.
    pub runs: Vec<RunRecord>,
    /// Days, in order.
    pub days: Vec<DayRecord>,
    /// What else the reader should know.
    pub notes: Vec<String>,
}

impl SweepReport {
    /// Whether there is a way on some day.
    pub fn has_route(&self) -> bool {
        self.runs.iter().any(|run| run.letter.is_some())
    }
}

/// One day, told.
struct Told {
    best: Option<Itinerary>,
    at_once: Option<Itinerary>,
}

/// Tells a sweep. `from` and `to` are the names as they were asked.
pub fn sweep_report(
    network: &Network,
    planner: &Planner<'_>,
    query: &Query,
    sweep: &Sweep<'_>,
    (from, to): (&str, &str),
) -> SweepReport {
    let told = crate::parallel::map(&sweep.departures, |departure| tell(network, query, sweep, departure));
    let mut letters: BTreeMap<Vec<_>, usize> = BTreeMap::new();
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for (index, departure) in sweep.departures.iter().enumerate() {
        let letter = departure.route.as_ref().map(|route| {
            let count = letters.len();
            *letters.entry(sweep.links(route)).or_insert(count)
        });
        let goes_on = groups.last().is_some_and(|(own, days)| {
            let before = days.last().map(|day| &sweep.departures[*day].journey.blocks);
            *own == letter && (letter.is_some() || before == Some(&departure.journey.blocks))
        });
        match groups.last_mut().filter(|_| goes_on) {
            Some((_, days)) => days.push(index),
            None => groups.push((letter, vec![index])),
        }
    }
    let runs: Vec<RunRecord> = groups
        .iter()
        .map(|(letter, days)| {
            let refused_on = |day: usize| {
                let alone = Query { depart: sweep.departures[day].day, alternatives: 1, ..query.clone() };
                report(network, &alone, &planner.plan(&alone), from, to).refused
            };
            let mut facts_of_last_day = Vec::new();
            let facts = if letter.is_none() {
                let facts = refused_on(days[0]);
                if days.len() > 1 {
                    facts_of_last_day = refused_on(days[days.len() - 1]);
                    facts_of_last_day.retain(|fact| !facts.contains(fact));
                }
                facts
            } else {
                let mut facts: Vec<FactRecord> = Vec::new();
                for flag in days.iter().filter_map(|day| told[*day].best.as_ref()).flat_map(|way| &way.flags) {
                    // Ice is told in other words every day; the first day's stand for them.
                    if !facts
                        .iter()
                        .any(|told| (&told.code, &told.subject, &told.rule) == (&flag.code, &flag.subject, &flag.rule))
                    {
                        facts.push(flag.clone());
                    }
                }
                facts
            };
            RunRecord { facts_of_last_day, ..run(sweep, &told, *letter, days, facts) }
        })
        .collect();
    let mut days = Vec::new();
    for (index, (_, members)) in groups.iter().enumerate() {
        days.extend(members.iter().map(|day| day_record(&sweep.departures[*day], &told[*day], index, &runs[index])));
    }
    let first = sweep.departures.first().map_or(query.depart, |departure| departure.day);
    let until = sweep.departures.last().map_or(first, |departure| departure.day.plus(1));
    let question = Query { depart: first, alternatives: 1, ..query.clone() };
    let mut notes = vec![
        "each day's way is that of a plan for that day; a wait for a season is one of more than 7 days for one step".into(),
        "times run from loaded at the origin to arrival at the destination, typical values; a rule lifted or assumed is flagged"
            .into(),
    ];
    if !network.meta.regimes.is_empty() {
        let regimes = network.meta.regimes.join(", ");
        notes.push(format!("restrictions cover: {regimes}; not refused does not mean permitted"));
    }
    SweepReport {
        schema: "landbridge/sweep/1",
        network: NetworkRecord::of(network),
        query: query_record(network, &question, from, to),
        from: first.to_string(),
        until: until.to_string(),
        summary: summary(&runs, &days),
        runs,
        days,
        notes,
    }
}

fn tell(network: &Network, query: &Query, sweep: &Sweep<'_>, departure: &Departure) -> Told {
    let query = Query { depart: departure.day, ..query.clone() };
    let vessel = query.vessel.map(|vessel| network.vessels[vessel].ice_class);
    let narrator = Narrator {
        network,
        structure: &sweep.structure,
        policy: &sweep.policy,
        query: &query,
        teller: Teller { network, vessel },
    };
    let way = |route: &Route, journey: &Verdict| narrator.itinerary(1, route, journey);
    Told {
        best: departure.route.as_ref().map(|route| way(route, &departure.journey)),
        at_once: departure.at_once.as_ref().map(|route| way(route, &departure.journey)),
    }
}

fn waited(route: &Route) -> f64 {
    hours(Minutes::new(route.rides.iter().map(|ride| ride.enter - ride.ready).sum()))
}

fn taken(route: &Route) -> f64 {
    hours(Minutes::new(route.minutes()))
}

fn letter_of(number: usize) -> char {
    let letters = (b'A'..=b'Z').chain(b'a'..=b'z');
    letters.map(char::from).nth(number).unwrap_or('+')
}

fn run(sweep: &Sweep<'_>, told: &[Told], letter: Option<usize>, days: &[usize], facts: Vec<FactRecord>) -> RunRecord {
    let departures: Vec<&Departure> = days.iter().map(|day| &sweep.departures[*day]).collect();
    let (first, last) = (departures[0].day, departures[departures.len() - 1].day);
    let routes: Vec<&Route> = departures.iter().filter_map(|departure| departure.route.as_ref()).collect();
    let mut times: Vec<f64> = routes.iter().map(|route| taken(route)).collect();
    times.sort_by(f64::total_cmp);
    let waits: Vec<f64> = routes.iter().map(|route| waited(route)).collect();
    let most = waits.iter().copied().fold(0.0, f64::max);
    let longest = waits.iter().position(|wait| *wait > 0.0 && *wait >= most);
    let waiting = longest.and_then(|at| told[days[at]].best.as_ref());
    let best = told[days[0]].best.as_ref();
    RunRecord {
        from: first.to_string(),
        until: last.plus(1).to_string(),
        days: days.len(),
        letter: letter.map(letter_of),
        corridor: best.map(|way| way.corridor.clone()).unwrap_or_default(),
        hours: (!times.is_empty()).then(|| [times[0], times[times.len() / 2], times[times.len() - 1]]),
        distance_km: best.map(|way| way.distance_km),
        wait_hours: [if waits.is_empty() { 0.0 } else { waits.iter().copied().fold(f64::MAX, f64::min) }, most],
        waits_for: waiting.into_iter().flat_map(|way| &way.legs).flat_map(|leg| leg.waits_for.clone()).collect(),
        at_once: at_once(sweep, told, days),
        facts,
        facts_of_last_day: Vec::new(),
    }
}

/// Leaving at once against waiting, on the day of a run on which waiting gains most time.
fn at_once(sweep: &Sweep<'_>, told: &[Told], days: &[usize]) -> Option<String> {
    let gain = |day: &usize| {
        let departure = &sweep.departures[*day];
        Some(taken(departure.at_once.as_ref()?) - taken(departure.route.as_ref()?))
    };
    let waits = |day: &usize| {
        let route = sweep.departures[*day].route.as_ref();
        route.is_some_and(|route| crate::route::profile::longest_wait(route) > crate::route::profile::AT_ONCE_MINUTES)
    };
    let Some((day, gained)) = days
        .iter()
        .filter_map(|day| Some((*day, gain(day)?)))
        .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
    else {
        let day = days.iter().find(|day| waits(day))?;
        return Some(format!("on {} no way leaves without waiting for a season", sweep.departures[*day].day));
    };
    let departure = &sweep.departures[day];
    let now = told[day].at_once.as_ref()?;
    let wait = waited(departure.route.as_ref()?);
    let arrives = if gained.abs() < 1.0 {
        "arrives as early".to_string()
    } else if gained > 0.0 {
        format!("arrives {} earlier", span(gained))
    } else {
        format!("arrives {} later, but is better by what was asked for", span(-gained))
    };
    Some(format!(
        "leaving at once on {} over {} would take {}; waiting {} {arrives}",
        departure.day,
        now.corridor,
        span(now.hours.p50),
        span(wait)
    ))
}

fn day_record(departure: &Departure, told: &Told, run: usize, own: &RunRecord) -> DayRecord {
    let way = told.best.as_ref();
    let facts = way.map_or(&own.facts, |way| &way.flags);
    DayRecord {
        depart: departure.day.to_string(),
        run,
        arrive: way.map(|way| way.arrive.clone()),
        hours: departure.route.as_ref().map(taken),
        distance_km: way.map(|way| way.distance_km),
        cost_usd: way.and_then(|way| way.cost_usd).map(|cost| cost.p50),
        wait_hours: departure.route.as_ref().map_or(0.0, waited),
        at_once_hours: departure.at_once.as_ref().map(taken),
        flags: facts.iter().map(|fact| format!("{}:{}", fact.code.0, fact.subject)).collect(),
    }
}

fn summary(runs: &[RunRecord], days: &[DayRecord]) -> Vec<String> {
    let mut sentences = Vec::new();
    let open = days.iter().filter(|day| day.hours.is_some()).count();
    if open == 0 {
        return vec![format!("There is no way on any of the {} days.", days.len())];
    }
    let letters: std::collections::BTreeSet<char> = runs.iter().filter_map(|run| run.letter).collect();
    let closed = days.len() - open;
    let without = if closed > 0 { format!("; on {closed} there is no way") } else { String::new() };
    let (several, changes) = (if letters.len() == 1 { "way is" } else { "ways are" }, runs.len() - 1);
    let times = if changes == 1 { "once" } else { "times" };
    let changed = match changes {
        0 => "it never changes".to_string(),
        1 => format!("the best changes {times}"),
        more => format!("the best changes {more} {times}"),
    };
    sentences.push(format!("Over {} days {} {several} best; {changed}{without}.", days.len(), letters.len()));
    let extreme = |sign: f64| {
        let timed = days.iter().filter_map(|day| Some((day, day.hours?)));
        timed.min_by(|one, other| (one.1 * sign).total_cmp(&(other.1 * sign)))
    };
    if let (Some((quick, least)), Some((slow, most))) = (extreme(1.0), extreme(-1.0)) {
        sentences.push(format!(
            "It takes from {} (leaving {}) to {} (leaving {}).",
            span(least),
            quick.depart,
            span(most),
            slow.depart
        ));
    }
    let waiting = days.iter().filter(|day| day.wait_hours > 24.0 * 7.0).count();
    if waiting > 0 {
        let gain = |day: &DayRecord| Some(tenths(day.at_once_hours? - day.hours?)).filter(|gained| *gained >= 1.0);
        let best = days.iter().filter_map(|day| Some((day, gain(day)?)));
        let best = best.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.depart.cmp(&one.0.depart)));
        let gained = best.map_or(String::new(), |(day, gained)| {
            format!(
                "; most on {}: waiting {} arrives {} earlier than leaving at once",
                day.depart,
                span(day.wait_hours),
                span(gained)
            )
        });
        let days = if waiting == 1 { "day" } else { "days" };
        sentences.push(format!("On {waiting} {days} the best way waits more than a week in all{gained}."));
    }
    sentences
}
