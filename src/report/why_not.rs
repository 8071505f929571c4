//! Why not: the minimal sets of facts that stand against a question, as a list and as a derivation tree.
//!
//! The tree is told as pubgrub tells its derivations: each fact once, in full, with a number, and by its number after
//! that. Facts that stand in every set come first.

use std::collections::BTreeMap;

use serde::Serialize;

use super::corridor::corridor;
use super::facts::{FactRecord, Teller};
use super::flips::{Flips, flips};
use super::itinerary::{Itinerary, Leg, Narrator, Quantiles};
use super::rounding::{km, span, tenths, whole};
use crate::calendar::{Day, Instant};
use crate::model::{Network, Objective, Spot};
use crate::restrictions::{Fact, Policy, Step, Verdict};
use crate::route::why_not::blocks_of;
use crate::route::{Answer, Bounds, Opening, Openings, Planner, Query, Route};

/// How far the sets were looked for, and how far the list is complete.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundsRecord {
    /// Facts in one set, at most.
    pub facts: usize,
    /// Sets told, at most.
    pub sets: usize,
    /// Sets found.
    pub found: usize,
    /// Every set of up to so many facts was found.
    pub complete_to: usize,
    /// Whether every set within the bound on facts is told.
    pub complete: bool,
    /// How much better than the best allowed way a way must be to count, in percent; none if any way counts.
    pub gain_percent: Option<u64>,
}

/// A fact with its number and what would change it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberedFact {
    /// Its number in this answer.
    pub number: usize,
    /// The fact.
    #[serde(flatten)]
    pub fact: FactRecord,
    /// What would change it.
    pub flips: Flips,
}

/// A minimal set of facts and the best way once they are gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetRecord {
    /// Numbers of the facts, in the order in which one meets them.
    pub facts: Vec<usize>,
    /// The mode of most of the way.
    pub mode: &'static str,
    /// The way in a few words.
    pub corridor: String,
    /// How far it is.
    pub distance_km: f64,
    /// How long it takes, waiting included.
    pub hours: Quantiles,
    /// What it costs, if every leg has a price.
    pub cost_usd: Option<Quantiles>,
    /// How much shorter than the best allowed way; negative if longer.
    pub shorter_by_km: Option<f64>,
    /// How much faster than the best allowed way; negative if slower.
    pub faster_by_hours: Option<f64>,
    /// How much cheaper than the best allowed way; negative if dearer.
    pub cheaper_by_usd: Option<f64>,
    /// Its legs.
    pub legs: Vec<Leg>,
}

/// A part of the difference between two ways.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Rail, road, sea, borders and so on.
    pub part: &'static str,
    /// Hours that the way asked for takes more; negative if less.
    pub hours: f64,
}

/// The way asked for beside the best.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRecord {
    /// The best way that passes what was asked for.
    pub way: Itinerary,
    /// How much slower than the best way it is; negative if faster.
    pub slower_by_hours: f64,
    /// How much dearer; negative if cheaper.
    pub dearer_by_usd: Option<f64>,
    /// How much longer; negative if shorter.
    pub longer_by_km: f64,
    /// Where the time goes, largest difference first; they sum to the whole but for rounding.
    pub parts: Vec<Difference>,
    /// Legs that the best way does not have, longest first.
    pub other_legs: Vec<String>,
    /// At which change it would be as good as the best way, all else being equal.
    pub wins_if: Vec<String>,
}

/// A node of the derivation tree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What is concluded, or the fact's subject.
    pub text: String,
    /// Number of the fact, at a leaf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<usize>,
    /// What it is concluded from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Reason>,
}

impl Reason {
    fn leaf(fact: &NumberedFact) -> Self {
        Self { text: fact.fact.subject_name.clone(), fact: Some(fact.number), because: Vec::new() }
    }
}

/// Why a way is not offered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyNotRecord {
    /// What was asked for; none if the question is why there is no way, or none better.
    pub asked: Option<String>,
    /// `refused`: facts stand against it. `worse`: it is allowed and not the best. `best`: it is the best way already.
    /// `nothing_better`: no refused way is better. `not_joined`: no facts stand against it, nothing leads there.
    pub finding: &'static str,
    /// The answer in one sentence.
    pub summary: String,
    /// How far the list of sets goes.
    pub bounds: BoundsRecord,
    /// The facts, each once.
    pub facts: Vec<NumberedFact>,
    /// Numbers of the facts that stand in every set told.
    pub in_all: Vec<usize>,
    /// The minimal sets, best way first.
    pub sets: Vec<SetRecord>,
    /// If there is no way: minimal sets that give one at least so much better than the best of `sets` as the bounds say.
    pub better_sets: Vec<SetRecord>,
    /// The way asked for, if it is allowed.
    pub compared: Option<ComparedRecord>,
    /// The same as a derivation.
    pub tree: Reason,
}

/// Why the way that passes `spot` (as asked, `name`) is not the answer; without one, why there is no way or no better.
pub fn why_not(
    planner: &Planner<'_>,
    network: &Network,
    query: &Query,
    answer: &Answer<'_>,
    asked: Option<(&str, &Spot)>,
) -> WhyNotRecord {
    let asker = Asker { network, query, answer, ends: ends(network, query) };
    match asked {
        None => asker.any_way(planner),
        Some((name, spot)) => asker.via(planner, name, spot),
    }
}

struct Asker<'a> {
    network: &'a Network,
    query: &'a Query,
    answer: &'a Answer<'a>,
    ends: String,
}

impl<'a> Asker<'a> {
    fn narrator<'n>(&'n self, policy: &'n Policy<'n>) -> Narrator<'n> {
        let vessel = self.query.vessel.map(|vessel| self.network.vessels[vessel].ice_class);
        let teller = Teller { network: self.network, vessel };
        Narrator { network: self.network, structure: &self.answer.structure, policy, query: self.query, teller }
    }

    fn told(&self, route: &Route) -> Itinerary {
        self.narrator(&self.answer.policy).itinerary(0, route, &Verdict::default())
    }

    fn any_way(&self, planner: &Planner<'_>) -> WhyNotRecord {
        let bounds = Bounds::default();
        let best = self.answer.routes.first();
        let wanted = best.map(|best| best.value * (100 - bounds.gain_percent) / 100);
        let openings = planner.openings(self.query, wanted, bounds);
        let day = self.query.depart;
        let (finding, summary) = match (best, openings.possible, openings.sets.is_empty()) {
            (None, true, false) => ("refused", format!("{}: no allowed way on {day}", self.ends)),
            (None, true, true) => (
                "refused",
                format!(
                    "{}: no allowed way on {day}, and more than {} facts stand against each",
                    self.ends, bounds.facts
                ),
            ),
            (None, false, _) => (
                "not_joined",
                format!("{}: no way on {day}, nor would there be one if nothing were closed or forbidden", self.ends),
            ),
            (Some(_), _, true) => (
                "nothing_better",
                format!(
                    "{}: no way is refused that would be at least {} % better by {}",
                    self.ends,
                    bounds.gain_percent,
                    self.query.objective.word()
                ),
            ),
            (Some(_), _, false) => (
                "refused",
                format!(
                    "{}: ways at least {} % better by {} are refused on {day}",
                    self.ends,
                    bounds.gain_percent,
                    self.query.objective.word()
                ),
            ),
        };
        let gain = best.map(|_| bounds.gain_percent);
        let better = if best.is_none() { better(planner, self.query, &openings) } else { Vec::new() };
        self.record(None, finding, summary, (&openings, &better), gain, None)
    }

    fn via(&self, planner: &Planner<'_>, name: &str, spot: &Spot) -> WhyNotRecord {
        let through = match spot {
            Spot::Admission(regime, None) => planner.through_regime(self.query, regime),
            other => other.clone(),
        };
        let spot = &through;
        // Any link of a mode can be touched on any way; who asks why not by road asks for the road from end to end.
        if let Spot::Mode(mode) = spot {
            let only = Query { modes: vec![*mode], ..self.query.clone() };
            if planner.is_possible(&only) {
                return self.asked_for(planner, name, &format!("{} only", mode.word().replace('_', " ")), &[only]);
            }
        }
        // It may be passed before or after what is to be passed anyway.
        let queries: Vec<Query> = (0..=self.query.via.len())
            .map(|at| {
                let mut via = self.query.via.clone();
                via.insert(at, spot.clone());
                Query { via, alternatives: 1, ..self.query.clone() }
            })
            .collect();
        let what = name_of(self.network, spot, name);
        self.asked_for(planner, name, &what, &queries)
    }

    /// The best answer to any of `queries`, each a form of what was asked for, beside the best way.
    fn asked_for(&self, planner: &Planner<'_>, name: &str, what: &str, queries: &[Query]) -> WhyNotRecord {
        let bounds = Bounds::default();
        let allowed: Vec<Option<Route>> = queries.iter().map(|query| planner.best_without(query, &[])).collect();
        let best_at = (0..queries.len())
            .filter(|at| allowed[*at].is_some())
            .min_by_key(|at| allowed[*at].as_ref().map_or(u64::MAX, |route| route.value));
        let Some((at, way)) = best_at.and_then(|at| Some((at, allowed[at].as_ref()?))) else {
            let openings = planner.openings(&queries[0], None, bounds);
            let day = self.query.depart;
            let (finding, summary) = if openings.possible {
                ("refused", format!("{} by {what}: no allowed way on {day}", self.ends))
            } else {
                (
                    "not_joined",
                    format!("{}: no way passes {what}, open or closed, with the cargo and modes asked for", self.ends),
                )
            };
            let better = better(planner, &queries[0], &openings);
            return self.record(Some(name), finding, summary, (&openings, &better), None, None);
        };
        let first = self.answer.routes.first();
        let is_best = first.is_some_and(|first| first.value >= way.value);
        let compared = first.map(|first| self.compare(&self.told(first), self.told(way)));
        let (finding, summary) = if is_best {
            let rank = self.answer.routes.iter().position(|route| route.rides == way.rides);
            let which = rank.map_or_else(|| "a way as good as the best".into(), |rank| format!("way {}", rank + 1));
            ("best", format!("{}: {which} passes {what}", self.ends))
        } else {
            let worse = compared.as_ref().map_or_else(String::new, |compared| compared.words());
            (
                "worse",
                format!(
                    "{} by {what}: allowed, and not the best by {}: {worse}",
                    self.ends,
                    self.query.objective.word()
                ),
            )
        };
        // Which facts keep the way from being the best?
        let wanted = first.filter(|_| !is_best).map(|first| first.value.saturating_sub(1));
        let openings = match wanted {
            Some(wanted) => planner.openings(&queries[at], Some(wanted), bounds),
            None => Openings { sets: Vec::new(), found: 0, complete_to: bounds.facts, bounds, possible: true },
        };
        // If nothing makes it the best: what would make it better than it is, such as not having to wait?
        let own = way.value * (100 - bounds.gain_percent) / 100;
        let better = match wanted {
            Some(_) if openings.sets.is_empty() => {
                planner.openings(&queries[at], Some(own), Bounds { sets: 3, ..bounds }).sets
            }
            _ => Vec::new(),
        };
        self.record(
            Some(name),
            finding,
            summary,
            (&openings, &better),
            wanted.map(|_| 0),
            compared.filter(|_| !is_best),
        )
    }

    fn compare(&self, first: &Itinerary, way: Itinerary) -> ComparedRecord {
        let dearer = way.cost_usd.zip(first.cost_usd).map(|(way, first)| tenths(way.p50 - first.p50));
        let slower = tenths(way.hours.p50 - first.hours.p50);
        let parts = |itinerary: &Itinerary| {
            let parts = itinerary.breakdown_hours;
            [
                ("rail", parts.rail),
                ("road", parts.road),
                ("sea", parts.sea),
                ("other", parts.other),
                ("borders", parts.border),
                ("gauge changes", parts.gauge_change),
                ("ports", parts.port),
                ("waiting", parts.wait),
            ]
        };
        let mut differences: Vec<Difference> = parts(&way)
            .into_iter()
            .zip(parts(first))
            .map(|((part, own), (_, theirs))| Difference { part, hours: tenths(own - theirs) })
            .filter(|difference| difference.hours != 0.0)
            .collect();
        differences.sort_by(|a, b| b.hours.abs().total_cmp(&a.hours.abs()));
        let shared = |leg: &Leg| {
            first.legs.iter().any(|other| (&other.from, &other.to, &other.name) == (&leg.from, &leg.to, &leg.name))
        };
        let mut other: Vec<&Leg> = way.legs.iter().filter(|leg| !shared(leg)).collect();
        let typical = |leg: &Leg| leg.hours.map_or(0.0, |hours| hours.p50) + leg.wait_hours;
        other.sort_by(|a, b| typical(b).total_cmp(&typical(a)));
        let other_legs = other.iter().take(4).map(|leg| leg_words(leg, typical(leg))).collect();
        let mut wins_if = Vec::new();
        for mode in ["rail", "road", "sea"] {
            let hours = |of: &Itinerary| -> f64 {
                of.legs.iter().filter(|leg| leg.mode == mode).filter_map(|leg| leg.hours).map(|hours| hours.p50).sum()
            };
            let cost = |of: &Itinerary| -> f64 {
                of.legs.iter().filter(|leg| leg.mode == mode).filter_map(|leg| leg.cost_usd).map(|cost| cost.p50).sum()
            };
            match self.query.objective {
                Objective::Time => {
                    let percent = share(slower, hours(&way) - hours(first));
                    wins_if.extend(percent.map(|percent| {
                        format!("its {mode} legs, and those of the best way, took {percent} % less time")
                    }));
                }
                Objective::Cost => {
                    let percent = dearer.and_then(|dearer| share(dearer, cost(&way) - cost(first)));
                    wins_if.extend(percent.map(|percent| format!("{mode} legs cost {percent} % less")));
                }
                Objective::Distance | Objective::Co2 | Objective::Generalised => {}
            }
        }
        ComparedRecord {
            slower_by_hours: slower,
            dearer_by_usd: dearer,
            longer_by_km: tenths(way.distance_km - first.distance_km),
            parts: differences,
            other_legs,
            wins_if,
            way,
        }
    }

    fn record(
        &self,
        asked: Option<&str>,
        finding: &'static str,
        summary: String,
        (openings, better): (&Openings<'_>, &[Opening<'_>]),
        gain_percent: Option<u64>,
        compared: Option<ComparedRecord>,
    ) -> WhyNotRecord {
        let mut facts = Numbered { asker: self, known: Vec::new(), told: Vec::new() };
        let best = self.answer.routes.first().map(|route| self.told(route));
        let mut sets = Vec::new();
        if finding == "not_joined" {
            self.answer.unjoined.iter().for_each(|fact| {
                facts.number(fact, None, self.query.depart);
            });
        }
        for set in &openings.sets {
            let numbers = set.facts.iter().map(|fact| facts.number_on(fact, &set.route)).collect();
            sets.push(self.set(set, numbers, best.as_ref()));
        }
        let mut better_sets = Vec::new();
        for set in better {
            let numbers = set.facts.iter().map(|fact| facts.number_on(fact, &set.route)).collect();
            better_sets.push(self.set(set, numbers, best.as_ref()));
        }
        let in_all: Vec<usize> = facts
            .told
            .iter()
            .map(|fact| fact.number)
            .filter(|number| sets.iter().all(|set: &SetRecord| set.facts.contains(number)))
            .collect();
        let facts = facts.told;
        let tree = tree(&summary, &facts, &in_all, &sets, &better_sets);
        WhyNotRecord {
            asked: asked.map(str::to_string),
            finding,
            summary,
            bounds: BoundsRecord {
                facts: openings.bounds.facts,
                sets: openings.bounds.sets,
                found: openings.found,
                complete_to: openings.complete_to,
                complete: openings.is_complete(),
                gain_percent,
            },
            facts,
            in_all,
            sets,
            better_sets,
            compared,
            tree,
        }
    }

    fn set(&self, set: &Opening<'_>, facts: Vec<usize>, best: Option<&Itinerary>) -> SetRecord {
        let told = self.narrator(&set.policy).itinerary(0, &set.route, &Verdict::default());
        let mut by_mode: BTreeMap<&'static str, f64> = BTreeMap::new();
        for leg in told.legs.iter().filter(|leg| leg.mode != "transfer") {
            *by_mode.entry(leg.mode).or_default() += leg.distance_km;
        }
        let mode = by_mode.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("transfer", |(mode, _)| mode);
        let cost = best.and_then(|best| best.cost_usd).zip(told.cost_usd);
        SetRecord {
            facts,
            mode,
            corridor: corridor(self.network, &told.legs),
            distance_km: km(set.route.distance),
            hours: told.hours,
            cost_usd: told.cost_usd,
            shorter_by_km: best.map(|best| tenths(best.distance_km - told.distance_km)),
            faster_by_hours: best.map(|best| tenths(best.hours.p50 - told.hours.p50)),
            cheaper_by_usd: cost.map(|(best, own)| tenths(best.p50 - own.p50)),
            legs: told.legs,
        }
    }
}

impl SetRecord {
    /// What it would gain or lose against the best allowed way, in words.
    pub fn gains(&self) -> Vec<String> {
        let time = self.faster_by_hours.map(|hours| either(hours, span(hours.abs()), "faster", "slower"));
        let money = self.cheaper_by_usd.map(|usd| either(usd, format!("USD {}", whole(usd)), "cheaper", "dearer"));
        let way = self.shorter_by_km.map(|km| either(km, format!("{} km", whole(km)), "shorter", "longer"));
        [time, money, way]
            .into_iter()
            .flatten()
            .filter(|words| !words.contains(" 0 ") && !words.starts_with("0 "))
            .collect()
    }
}

impl ComparedRecord {
    /// How it does against the best way, in words.
    pub fn words(&self) -> String {
        let time = either(self.slower_by_hours, span(self.slower_by_hours.abs()), "slower", "faster");
        let money = self.dearer_by_usd.map(|usd| either(usd, format!("USD {}", whole(usd)), "dearer", "cheaper"));
        let way = either(self.longer_by_km, format!("{} km", whole(self.longer_by_km)), "longer", "shorter");
        std::iter::once(time).chain(money).chain([way]).collect::<Vec<_>>().join(", ")
    }
}

fn either(number: f64, amount: String, more: &str, less: &str) -> String {
    format!("{amount} {}", if number < 0.0 { less } else { more })
}

/// Which share of `of` is `part`, in percent, if that makes sense; rounded up, so that it is enough.
fn share(part: f64, of: f64) -> Option<String> {
    let percent = part / of * 100.0;
    (part > 0.0 && of > 0.0 && percent < 100.0).then(|| format!("{:.0}", percent.ceil()))
}

fn leg_words(leg: &Leg, hours: f64) -> String {
    if leg.mode == "transfer" {
        format!("{} ({})", leg.name, span(hours))
    } else {
        format!("{} {} - {} ({}, {} km)", leg.mode, leg.from_name, leg.to_name, span(hours), whole(leg.distance_km))
    }
}

/// Facts as they get their numbers.
struct Numbered<'a> {
    asker: &'a Asker<'a>,
    known: Vec<Fact>,
    told: Vec<NumberedFact>,
}

impl Numbered<'_> {
    /// The number of a fact, met first on the step of `route` that it blocks.
    fn number_on(&mut self, fact: &Fact, route: &Route) -> usize {
        let answer = self.asker.answer;
        let depart = self.asker.query.depart;
        let blocked = route.rides.iter().find(|ride| {
            blocks_of(&answer.policy, &answer.structure, depart, ride).iter().any(|block| block.same_cause(fact))
        });
        let day = blocked.map_or(depart, |ride| Instant::start_of(depart).plus(ride.enter).day());
        self.number(fact, blocked.map(|ride| answer.structure.steps()[ride.step as usize]), day)
    }

    fn number(&mut self, fact: &Fact, step: Option<Step>, day: Day) -> usize {
        if let Some(at) = self.known.iter().position(|known| known.same_cause(fact)) {
            return at + 1;
        }
        self.known.push(fact.clone());
        let number = self.known.len();
        let policy = &self.asker.answer.policy;
        let fact_record = self.asker.narrator(policy).teller.tell(fact);
        self.told.push(NumberedFact { number, fact: fact_record, flips: flips(policy, fact, step, day) });
        number
    }
}

/// The derivation: what all sets share, then a branch for each mode, in it one for each set.
fn tree(summary: &str, facts: &[NumberedFact], in_all: &[usize], sets: &[SetRecord], better: &[SetRecord]) -> Reason {
    let leaf = |number: &usize| Reason::leaf(&facts[number - 1]);
    let mut because = Vec::new();
    if sets.is_empty() && better.is_empty() {
        because.extend(facts.iter().map(Reason::leaf));
    }
    if sets.len() > 1 && !in_all.is_empty() {
        let text = "whichever way is taken".to_string();
        because.push(Reason { text, fact: None, because: in_all.iter().map(leaf).collect() });
    }
    let mut modes: Vec<&'static str> = Vec::new();
    for set in sets {
        if !modes.contains(&set.mode) {
            modes.push(set.mode);
        }
    }
    for mode in modes {
        for set in sets.iter().filter(|set| set.mode == mode) {
            let own: Vec<&usize> =
                set.facts.iter().filter(|number| sets.len() == 1 || !in_all.contains(number)).collect();
            let text = way_words(set);
            let facts = own.into_iter().map(leaf).chain(waits(set));
            because.push(Reason { text, fact: None, because: facts.collect() });
        }
    }
    for set in better {
        let text = format!("a better one {}", way_words(set));
        because.push(Reason { text, fact: None, because: set.facts.iter().map(leaf).chain(waits(set)).collect() });
    }
    Reason { text: summary.to_string(), fact: None, because }
}

/// Minimal sets that give a better way than the best of `openings` does.
fn better<'a>(planner: &Planner<'a>, query: &Query, openings: &Openings<'_>) -> Vec<Opening<'a>> {
    let Some(first) = openings.sets.first() else { return Vec::new() };
    let wanted = first.route.value * (100 - openings.bounds.gain_percent) / 100;
    let bounds = Bounds { sets: 3, ..openings.bounds };
    planner.openings(query, Some(wanted), bounds).sets
}

/// What still has to be waited for on the way.
fn waits(set: &SetRecord) -> impl Iterator<Item = Reason> + '_ {
    let waiting = set.legs.iter().flat_map(|leg| leg.waits_for.iter().map(move |wait| (leg, wait)));
    waiting.map(|(leg, wait)| Reason {
        text: format!("waits {} for {wait}", span(leg.wait_hours)),
        fact: None,
        because: Vec::new(),
    })
}

fn way_words(set: &SetRecord) -> String {
    let money = set.cost_usd.map(|cost| format!("USD {}", whole(cost.p50)));
    let measures: Vec<String> =
        [format!("{} km", whole(set.distance_km)), span(set.hours.p50)].into_iter().chain(money).collect();
    let gains = set.gains();
    let against = if gains.is_empty() { String::new() } else { format!("; against the best way {}", gains.join(", ")) };
    format!("by {} over {}: {}{against}", set.mode.replace('_', " "), set.corridor, measures.join(", "))
}

fn ends(network: &Network, query: &Query) -> String {
    let name = |places: &[crate::model::PlaceId]| {
        let place = places.first().map(|place| &network.places[*place]);
        let city = place.filter(|_| places.len() > 1).and_then(|place| place.city);
        city.map(|city| network.cities[city].name.clone())
            .or_else(|| place.map(|place| place.name.clone()))
            .unwrap_or_default()
    };
    format!("{} - {}", name(&query.origin), name(&query.destination))
}

/// What a spot is called.
fn name_of(network: &Network, spot: &Spot, asked: &str) -> String {
    match spot {
        Spot::Places(places) => match places[..] {
            [only] => network.places[only].name.clone(),
            _ => places
                .first()
                .and_then(|place| network.places[*place].city)
                .map_or_else(|| asked.into(), |city| network.cities[city].name.clone()),
        },
        Spot::Line(line) => network.lines[*line].name.clone(),
        Spot::Lane(lane) => network.lanes[*lane].name.clone(),
        Spot::Passage(passage) => network.passages[*passage].name.clone(),
        Spot::Transfer(transfer) => Teller { network, vessel: None }.transfer_name(*transfer),
        Spot::Country(country) => country.name().to_string(),
        Spot::Mode(mode) => mode.word().replace('_', " "),
        Spot::Admission(regime, area) => {
            let within = area.map(|area| format!(" in {}", network.ice_areas[area].name)).unwrap_or_default();
            format!("lanes under the admission rules `{regime}`{within}")
        }
    }
}
