//! Claims about how the planner behaves: what a way never does, what flags it, what refuses it.

use landbridge::calendar::{Day, Instant};
use landbridge::model::{Link, PlaceId};
use landbridge::report::{FactRecord, Itinerary};
use landbridge::restrictions::Step;
use landbridge::route::Ride;

use crate::ask::{self, Answered, NETWORK};
use crate::data::{Claim, Closure, Difference, Extra, Mention, Part, TooShort};
use crate::quantity::told;

/// Whether the claim says what is so.
pub fn settle(claim: &Claim) -> Result<(), String> {
    match (claim.problem(), &claim.unmet) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err("it is met now, take out `unmet`".into()),
        (Some(problem), None) => Err(problem.into()),
        (Some(problem), Some(unmet)) if unmet.today == problem => Ok(()),
        (Some(problem), Some(unmet)) => {
            Err(format!("still unmet, but no longer `{}`: {problem}; update `today`", unmet.today))
        }
    }
}

/// What contradicts the claim, if anything does.
pub fn problem(claim: &Claim) -> Option<String> {
    let mut answers = Vec::new();
    for question in &claim.asks {
        let name = format!("{} to {}", question.from, question.to);
        match ask::answer(question) {
            Err(missing) => return Some(format!("{name}: {missing}")),
            Ok(answered) => {
                if let Err(problem) = check(claim, question.depart.parse().expect("a day"), &answered) {
                    return Some(format!("{name}: {problem}"));
                }
                answers.push(answered);
            }
        }
    }
    let expect = &claim.expect;
    let difference = expect.explained_difference.as_ref().map(|difference| explained(&answers, difference));
    let short = expect.too_short.as_ref().map(|short| too_short(&answers, short));
    [difference, short].into_iter().flatten().find_map(Result::err)
}

fn check(claim: &Claim, depart: Day, answered: &Answered) -> Result<(), String> {
    let expect = &claim.expect;
    let (report, ways) = (&answered.report, &answered.report.itineraries);
    if let Some(route) = expect.route {
        ensure(report.has_route() == route, || if route { refusal(&report.refused) } else { corridors(ways) })?;
    }
    if let Some(countries) = &expect.never_crosses {
        let at = crossing(answered, countries);
        ensure(at.is_none(), || format!("it crosses at {}", at.map_or("", place_id)))?;
    }
    if let Some(countries) = &expect.crosses {
        ensure(crossing(answered, countries).is_some(), || format!("no way crosses {}", countries.join(" - ")))?;
    }
    if let Some(between) = &expect.uses {
        ensure(uses(answered, between).next().is_some(), || format!("no way uses {}", between.join(" - ")))?;
    }
    if let Some(closure) = &expect.closed {
        closed(answered, depart, closure)?;
    }
    if let Some(mention) = &expect.flagged {
        ways.iter().try_for_each(|way| flagged(way, mention))?;
    }
    expect.refused_by.iter().try_for_each(|rule| refused_by(&report.refused, rule))?;
    for issuer in &expect.not_refused_by {
        let fact = report.refused.iter().find(|fact| fact.issuer.as_ref() == Some(issuer));
        ensure(fact.is_none(), || format!("{issuer} refuses it"))?;
    }
    if let Some(part) = &expect.stays_within {
        ways.iter().try_for_each(|way| stays_within(way, part))?;
    }
    expect.alternative.iter().try_for_each(|extra| alternative(answered, *extra))
}

fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}

fn corridors(ways: &[Itinerary]) -> String {
    let corridors: Vec<_> = ways.iter().map(|way| way.corridor.as_str()).collect();
    format!("there is a way by {}", corridors.join("; "))
}

fn refusal(refused: &[FactRecord]) -> String {
    let told: Vec<_> = refused.iter().map(|fact| format!("{} {}", fact.code.0, fact.subject)).collect();
    format!("there is no way: {}", told.join(", "))
}

/// The rides of all ways, with the step of each.
fn rides(answered: &Answered) -> impl Iterator<Item = (&Ride, Step)> {
    let steps = answered.answer.structure.steps();
    answered.answer.routes.iter().flat_map(|route| &route.rides).map(move |ride| (ride, steps[ride.step as usize]))
}

/// Where a way passes from one of two countries to the other, if any does.
fn crossing(answered: &Answered, countries: &[String; 2]) -> Option<PlaceId> {
    rides(answered).find_map(|(_, step)| match step {
        Step::Undergo { crossing: Some(crossing), .. } => {
            let passed = [crossing.from.code(), crossing.to.code()];
            let both = countries.iter().all(|country| passed.contains(&country.as_str()));
            both.then(|| step.ends(&NETWORK).0)
        }
        _ => None,
    })
}

/// Rides over the section between two places.
fn uses<'a>(answered: &'a Answered, between: &[String; 2]) -> impl Iterator<Item = &'a Ride> {
    let ends = between.clone().map(|id| NETWORK.places.find(&id).unwrap_or_else(|| panic!("no place `{id}`")));
    rides(answered).filter_map(move |(ride, step)| {
        let (from, to) = step.ends(&NETWORK);
        let on_section = matches!(step, Step::Pass { link: Link::Section(_), .. });
        (on_section && ends.contains(&from) && ends.contains(&to)).then_some(ride)
    })
}

fn place_id(place: PlaceId) -> &'static str {
    &NETWORK.places[place].id
}

fn closed(answered: &Answered, depart: Day, closure: &Closure) -> Result<(), String> {
    let day = |text: &str| -> Day { text.parse().unwrap_or_else(|_| panic!("no day `{text}`")) };
    let (closes, opens) = (day(&closure.from), day(&closure.until));
    let mut entered = uses(answered, &closure.between).map(|ride| Instant::start_of(depart).plus(ride.enter).day());
    let found = entered.find(|day| closes <= *day && *day < opens);
    ensure(found.is_none(), || format!("it enters on {}", found.map_or_else(String::new, |day| day.to_string())))
}

fn flagged(way: &Itinerary, mention: &Mention) -> Result<(), String> {
    let flags = || way.flags.iter().filter(|flag| flag.rule.as_ref() == Some(&mention.rule));
    let told = flags().any(|flag| mention.words.iter().all(|word| flag.reason.contains(word)));
    ensure(told, || format!("no flag of {} with its words: {:?}", mention.rule, flags().collect::<Vec<_>>()))
}

/// The rule refuses, and the fact is complete: issuer, article, date, source, and the switch that lifts it.
fn refused_by(refused: &[FactRecord], rule: &str) -> Result<(), String> {
    let facts: Vec<_> = refused.iter().filter(|fact| fact.rule.as_deref() == Some(rule)).collect();
    let fact = facts.first().ok_or_else(|| format!("{rule} does not refuse it: {}", refusal(refused)))?;
    let missing = [
        ("issuer", fact.issuer.is_none()),
        ("article", fact.legal_basis.is_none()),
        ("date", fact.from.is_none()),
        ("source", fact.sources.is_empty()),
        ("switch", fact.lift.allow.as_deref() != Some(rule)),
    ];
    let missing: Vec<_> = missing.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
    ensure(missing.is_empty(), || format!("{rule} is told without its {}", missing.join(", ")))
}

fn stays_within(way: &Itinerary, part: &Part) -> Result<(), String> {
    let span = (part.east_to - part.east_from).rem_euclid(360.0);
    let outside = way.legs.iter().flat_map(|leg| &leg.places).find(|id| {
        let at = NETWORK.places[NETWORK.places.find(id).expect("a place")].at;
        at.latitude < part.north_of || (at.longitude - part.east_from).rem_euclid(360.0) > span
    });
    ensure(outside.is_none(), || format!("it passes {}", outside.map_or("", String::as_str)))
}

fn alternative(answered: &Answered, extra: Extra) -> Result<(), String> {
    let report = &answered.report;
    ensure(report.has_route(), || refusal(&report.refused))?;
    ensure(!report.refused_ways.is_empty(), || "no way is refused".into())?;
    let (name, key) = match extra {
        Extra::Km => ("km", "shorter_by_km"),
        Extra::Days => ("days", "faster_by_hours"),
        Extra::Usd => ("USD", "cheaper_by_usd"),
    };
    let records = report.refused_ways.iter().map(|way| serde_json::to_value(way).expect("a record"));
    // A refused way is shorter; it may well be slower or dearer, and then that is told.
    let printed = records.filter_map(|record| record.get(key)?.as_f64()).any(|number| number != 0.0);
    ensure(printed, || format!("the extra {name} of the allowed way are not told"))
}

/// Length of the first way, in nautical miles.
fn nautical_miles(answered: &Answered) -> Result<f64, String> {
    let way = answered.report.itineraries.first().ok_or_else(|| refusal(&answered.report.refused))?;
    Ok(way.distance_km / 1.852)
}

fn explained(answers: &[Answered], difference: &Difference) -> Result<(), String> {
    let lengths: Vec<f64> = answers.iter().map(nautical_miles).collect::<Result<_, _>>()?;
    let (ours, parts) = (lengths[0] - lengths[1], &lengths[2..]);
    assert_eq!(parts.len(), difference.signs.len(), "one sign for each part");
    let explained: f64 = parts.iter().zip(&difference.signs).map(|(part, sign)| part * sign).sum();
    let (published, within) = (difference.published.must_be_in("nm"), difference.within.must_be_in("%") / 100.0);
    let told = || format!("ours {} nm, by parts {} nm, published {} nm", told(ours), told(explained), told(published));
    ensure((ours - explained).abs() <= 1.0 && (ours / published - 1.0).abs() <= within, told)
}

fn too_short(answers: &[Answered], short: &TooShort) -> Result<(), String> {
    let (published, allowance) = (short.published.must_be_in("nm"), short.allowance.must_be_in("%") / 100.0);
    let shortest = answers.iter().map(nautical_miles).collect::<Result<Vec<_>, _>>()?;
    let shortest = shortest.into_iter().fold(f64::MAX, f64::min);
    ensure(published < shortest * (1.0 - allowance), || {
        format!("{} nm may be right: our shortest way by sea has {} nm", told(published), told(shortest))
    })
}
