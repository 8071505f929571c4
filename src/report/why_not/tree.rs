//! The derivation: what all sets share, then what stands against each way.

use super::{NumberedFact, Reason, SetRecord};
use crate::report::rounding::{span, whole};

impl Reason {
    fn leaf(fact: &NumberedFact) -> Self {
        Self { text: fact.fact.subject_name.clone(), fact: Some(fact.number), because: Vec::new() }
    }
}

/// The derivation: what all sets share, then a branch for each mode, in it one for each set.
pub(super) fn tree(
    summary: &str,
    facts: &[NumberedFact],
    in_all: &[usize],
    sets: &[SetRecord],
    better: &[SetRecord],
) -> Reason {
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
