//! LB0712: is every commodity of a restriction one that is meant?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Match, Network};

rule! {
    /// A restriction names a commodity that nothing else in the network names, with the letters of one that others do name,
    /// in another order. Commodities are free words, so a mistyped one is a commodity of its own that no cargo is made of,
    /// and the restriction lets the real one pass.
    ///
    /// ```yaml
    /// cargoes: {coal: {name: Coal, unit: t, commodities: [coal]}}
    /// restrictions:
    ///   un-2371: {match: {commodities: [cola], cargo_origin: [KP]}}
    /// ```
    ///
    /// Correct it. Words that differ by a letter are taken for mistyped too, if they have more than four letters and are not
    /// singular and plural of each other.
    "LB0712", Warning, "commodity that is spelt like another"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    let of_cargoes = network.cargoes.values().flat_map(|cargo| cargo.commodities.iter().flatten());
    let of_lines = network.lines.values().flat_map(|line| &line.commodities);
    let of_rules = network.restrictions.values().flat_map(|rule| {
        let exceptions = rule.exceptions.iter().map(|exception| &exception.matches);
        std::iter::once(&rule.matches).chain(exceptions).flat_map(|matches| &matches.commodities)
    });
    for word in of_cargoes.chain(of_lines).chain(of_rules) {
        *named.entry(word).or_default() += 1;
    }
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        let exceptions = rule.exceptions.iter().enumerate();
        let inside = exceptions.map(|(index, exception)| (node.key("exceptions").index(index), &exception.matches));
        let all: Vec<(Node, &Match)> = std::iter::once((node.clone(), &rule.matches)).chain(inside).collect();
        for (node, matches) in all {
            for (index, word) in matches.commodities.iter().enumerate().filter(|(_, word)| named[word.as_str()] == 1) {
                let meant = |other: &&&str| **other != word && is_mistyped(word, other);
                let Some(other) = named.keys().find(meant) else { continue };
                out.push(
                    RULE.found(format!("restriction `{}` names `{word}`, which nothing else does", rule.id))
                        .at(node.key("match").key("commodities").index(index).value())
                        .help(format!("did you mean `{other}`?")),
                );
            }
        }
    }
}

/// Whether one slip of the fingers makes one word the other: two letters exchanged, or in longer words one letter lost,
/// added or changed that does not make a plural.
fn is_mistyped(word: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let is_plural = word.strip_suffix('s') == Some(other) || other.strip_suffix('s') == Some(word);
    strsim::damerau_levenshtein(word, other) == 1 && !is_plural && (word.len() > 4 || sorted(word) == sorted(other))
}
