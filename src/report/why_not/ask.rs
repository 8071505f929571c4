//! Asks the planner for sets, and tells them.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::compare;
use super::tree::tree;
use super::{BoundsRecord, ComparedRecord, NumberedFact, SetRecord, WhyNotRecord};
use crate::calendar::{Day, Instant};
use crate::model::{Network, Spot};
use crate::report::corridor::corridor;
use crate::report::facts::Teller;
use crate::report::flips::flips;
use crate::report::itinerary::{Itinerary, Narrator};
use crate::report::rounding::{km, tenths};
use crate::restrictions::{Fact, Policy, Step, Verdict};
use crate::route::why_not::blocks_of;
use crate::route::{Answer, Bounds, Opening, Openings, Planner, Query, Route};

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

impl Asker<'_> {
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
        let mut what = name_of(self.network, spot, name);
        let mut queries = self.passing(spot);
        let doubles_back = |query: &Query| planner.best_without(query, &[]).is_some_and(|way| self.doubles_back(&way));
        if let (Spot::Places(places), true) = (spot, queries.iter().all(doubles_back)) {
            // One can go there and come back the same way; who names a border station asks why one does not pass on.
            let borders = self
                .network
                .transfers
                .iter()
                .filter(|(_, transfer)| places.contains(&transfer.at) && transfer.kind.crossing().is_some());
            let crossing: Vec<Query> = borders
                .flat_map(|(id, _)| self.passing(&Spot::Transfer(id)))
                .filter(|query| planner.is_possible(query))
                .collect();
            if !crossing.is_empty() {
                queries = crossing;
                what = format!("the border at {what}");
            }
        }
        self.asked_for(planner, name, &what, &queries)
    }

    /// The question with one more spot to pass, before, between or after those that are to be passed anyway.
    fn passing(&self, spot: &Spot) -> Vec<Query> {
        let with = |at: usize| {
            let mut via = self.query.via.clone();
            via.insert(at, spot.clone());
            Query { via, alternatives: 1, ..self.query.clone() }
        };
        (0..=self.query.via.len()).map(with).collect()
    }

    /// Whether a way takes some link, or crosses at some border, more than once.
    fn doubles_back(&self, way: &Route) -> bool {
        let mut taken = BTreeSet::new();
        way.rides.iter().any(|ride| match self.answer.structure.steps()[ride.step as usize] {
            Step::Pass { link, .. } => !taken.insert((Some(link), None)),
            Step::Undergo { transfer, crossing: Some(_), .. } => !taken.insert((None, Some(transfer))),
            Step::Undergo { .. } => false,
        })
    }

    /// The best answer to any of `queries`, each a form of what was asked for, beside the best way.
    fn asked_for(&self, planner: &Planner<'_>, name: &str, what: &str, queries: &[Query]) -> WhyNotRecord {
        let bounds = Bounds::default();
        let allowed: Vec<Option<Route>> = queries.iter().map(|query| planner.best_without(query, &[])).collect();
        let best_at = (0..queries.len())
            .filter(|at| allowed[*at].is_some())
            .min_by_key(|at| allowed[*at].as_ref().map_or(u64::MAX, |route| route.value));
        let Some((at, way)) = best_at.and_then(|at| Some((at, allowed[at].as_ref()?))) else {
            let asked = queries.iter().map(|query| (query, planner.openings(query, None, bounds)));
            let value = |openings: &Openings<'_>| openings.sets.first().map_or(u64::MAX, |set| set.route.value);
            let Some((query, openings)) = asked.min_by_key(|(_, openings)| (!openings.possible, value(openings)))
            else {
                return self.any_way(planner);
            };
            let day = self.query.depart;
            let (finding, summary) = if openings.possible {
                ("refused", format!("{} by {what}: no allowed way on {day}", self.ends))
            } else {
                (
                    "not_joined",
                    format!("{}: no way passes {what}, open or closed, with the cargo and modes asked for", self.ends),
                )
            };
            let better = better(planner, query, &openings);
            return self.record(Some(name), finding, summary, (&openings, &better), None, None);
        };
        let first = self.answer.routes.first();
        let is_best = first.is_some_and(|first| first.value >= way.value);
        let returns = self.doubles_back(way);
        let compared = first.map(|first| compare(self.query.objective, &self.told(first), self.told(way), returns));
        let (finding, summary) = if is_best {
            let rank = self.answer.routes.iter().position(|route| route.rides == way.rides);
            let which = rank.map_or_else(|| "a way as good as the best".into(), |rank| format!("way {}", rank + 1));
            ("best", format!("{}: {which} passes {what}", self.ends))
        } else {
            let worse = compared.as_ref().map_or_else(String::new, ComparedRecord::words);
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
        // What stands in every set comes first.
        for fact in openings.sets.first().iter().flat_map(|set| &set.facts) {
            let stands = |set: &Opening<'_>| set.facts.iter().any(|other| other.same_cause(fact));
            if openings.sets.iter().all(stands) {
                facts.number_on(fact, &openings.sets[0].route);
            }
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

/// Minimal sets that give a better way than the best of `openings` does.
fn better<'a>(planner: &Planner<'a>, query: &Query, openings: &Openings<'_>) -> Vec<Opening<'a>> {
    let Some(first) = openings.sets.first() else { return Vec::new() };
    let wanted = first.route.value * (100 - openings.bounds.gain_percent) / 100;
    let bounds = Bounds { sets: 3, ..openings.bounds };
    planner.openings(query, Some(wanted), bounds).sets
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
