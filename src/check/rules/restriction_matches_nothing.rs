//! LB0702: can every restriction match something?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::graph::Structure;
use crate::inventory::Node;
use crate::model::{Country, Match, Network, Subject};
use crate::restrictions::Step;

rule! {
    /// Nothing that the network can do matches the restriction: no link and no transfer fits what it says of them, or
    /// no place lies in a country that journeys must start or end in, or no cargo has its commodities. The rule is
    /// dead, and whoever reads the network believes that it is enforced. Dates and the origin of cargo do not count.
    ///
    /// ```yaml
    /// restrictions:
    ///   kr-180d:
    ///     match: {crossing: {from: [KP], to: [KR]}, modes: [road]}     # the network has no such road
    /// ```
    ///
    /// Look at each key of `match`: all of them must hold at once. The label is under the first that no link fits by
    /// itself, or under `match` if only their combination fits none.
    "LB0702", Warning, "restriction that matches nothing"
}

/// A key of `match`, and whether a step fits it.
type Test<'n> = (&'static str, Box<dyn Fn(Step) -> bool + 'n>);

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    if network.restrictions.is_empty() {
        return;
    }
    let structure = Structure::build(network);
    let countries: BTreeSet<Country> = network.places.values().filter_map(|place| place.country).collect();
    for rule in network.restrictions.values() {
        let Some((key, why)) = dead_key(network, structure.steps(), &countries, &rule.matches) else { continue };
        let mut node = Node::entry(rule.file, "restrictions", &rule.id).key("match");
        if let Some(key) = key {
            node = node.key(key);
        }
        let location = if key.is_some() { node.value() } else { node.name() };
        out.push(
            RULE.found(format!("restriction `{}` matches nothing: {why}", rule.id))
                .at(location)
                .help("correct the key, or remove the rule"),
        );
    }
}

/// The key that makes the match impossible (none if it is their combination), and why; nothing if it is possible.
fn dead_key(
    network: &Network,
    steps: &[Step],
    countries: &BTreeSet<Country>,
    matches: &Match,
) -> Option<(Option<&'static str>, String)> {
    for (key, wanted) in [("origin", &matches.origin), ("destination", &matches.destination)] {
        if !wanted.is_empty() && !wanted.iter().any(|country| countries.contains(country)) {
            let names: Vec<&str> = wanted.iter().map(Country::code).collect();
            return Some((Some(key), format!("no place is in {}", names.join(" or "))));
        }
    }
    let may_contain = |wanted: &String| {
        network.cargoes.values().any(|cargo| cargo.commodities.as_ref().is_none_or(|inside| inside.contains(wanted)))
    };
    if !matches.commodities.is_empty() && !matches.commodities.iter().any(may_contain) {
        return Some((Some("commodities"), format!("no cargo has {} in it", matches.commodities.join(" or "))));
    }
    let tests = tests(network, matches);
    if steps.iter().any(|step| tests.iter().all(|(_, fits)| fits(*step))) {
        return None;
    }
    let dead = tests.iter().find(|(_, fits)| !steps.iter().any(|step| fits(*step)));
    Some(match dead {
        Some((key, _)) => (Some(*key), format!("no link and no transfer fits `{key}`")),
        None => (None, "no link and no transfer fits all its keys at once".into()),
    })
}

/// What `match` asks of a step; mirrors how `restrictions` decides. Empty for a rule about journeys.
fn tests<'n>(network: &'n Network, matches: &'n Match) -> Vec<Test<'n>> {
    let mut tests: Vec<Test<'n>> = Vec::new();
    let subject = move |step: Step| step.subject(network);
    if !matches.lines.is_empty() {
        tests.push(("lines", Box::new(move |step| step.line(network).is_some_and(|id| matches.lines.contains(&id)))));
    }
    if !matches.lanes.is_empty() {
        let fits = move |step| matches!(subject(step), Subject::Lane(id) if matches.lanes.contains(&id));
        tests.push(("lanes", Box::new(fits)));
    }
    if !matches.transfers.is_empty() {
        let fits = move |step| matches!(subject(step), Subject::Transfer(id) if matches.transfers.contains(&id));
        tests.push(("transfers", Box::new(fits)));
    }
    if !matches.passages.is_empty() {
        let fits = move |step: Step| step.passage(network).is_some_and(|id| matches.passages.contains(&id));
        tests.push(("passages", Box::new(fits)));
    }
    if !matches.places.is_empty() {
        let fits = move |step: Step| {
            let (from, to) = step.ends(network);
            matches.places.contains(&from) || matches.places.contains(&to)
        };
        tests.push(("places", Box::new(fits)));
    }
    if !matches.countries.is_empty() {
        let fits = move |step: Step| matches.countries.iter().any(|country| step.touches(network, *country));
        tests.push(("countries", Box::new(fits)));
    }
    if !matches.operators.is_empty() {
        let fits = move |step: Step| step.operator(network).is_some_and(|id| matches.operators.contains(&id));
        tests.push(("operators", Box::new(fits)));
    }
    if !matches.modes.is_empty() {
        tests.push(("modes", Box::new(move |step| matches.modes.iter().any(|mode| step.uses(network, *mode)))));
    }
    if let Some((from, to)) = &matches.crossing {
        let fits = move |step| {
            matches!(step, Step::Undergo { crossing: Some(crossing), .. }
                if from.contains(&crossing.from) && to.contains(&crossing.to))
        };
        tests.push(("crossing", Box::new(fits)));
    }
    tests
}
