//! LB0706: can every exception of a restriction apply?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Country, Exception, Match, Network, Restriction};

rule! {
    /// An exception of a restriction can never apply: it holds on no day on which the restriction does, or it speaks of
    /// other things. An exception narrows its rule, so both must match: a rule on `lines: [a]` has no exception on
    /// `lines: [b]`.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2321:
    ///     from: 2016-11-30
    ///     until: 2017-08-05
    ///     match: {lines: [khasan-rajin]}
    ///     exceptions:
    ///       - {match: {lines: [baranovsky-khasan]}, effect: allow}     # another line
    /// ```
    ///
    /// Correct the dates or the `match` of whichever is wrong.
    "LB0706", Error, "exception that can never apply"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        for (index, exception) in rule.exceptions.iter().enumerate() {
            let here = node.key("exceptions").index(index);
            if !exception.window.is_empty() && !rule.window.is_empty() && !rule.window.overlaps(&exception.window) {
                out.push(dates(rule, exception, &here, &node));
            } else if let Some(key) = contradiction(&rule.matches, &exception.matches) {
                out.push(
                    RULE.found(format!("an exception of `{}` asks for another `{key}` than the rule", rule.id))
                        .at(here.key("match").key(key).value())
                        .also(node.key("match").key(key).value(), "what the rule speaks of")
                        .help("an exception applies where the rule does as well: correct one of the two"),
                );
            }
        }
    }
}

fn dates(rule: &Restriction, exception: &Exception, here: &Node, node: &Node) -> Diagnostic {
    let too_late = exception.window.start() >= rule.window.end();
    let (own, other) = if too_late { ("from", "until") } else { ("until", "from") };
    RULE.found(format!("an exception of `{}` holds {}, the rule {}", rule.id, exception.window, rule.window))
        .at(here.key(own).value())
        .also(node.key(other).value(), "the rule")
        .help("correct the dates of the exception or of the rule")
}

/// A key for which a step or journey has one value only, and the two ask for different ones.
fn contradiction(rule: &Match, exception: &Match) -> Option<&'static str> {
    fn apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        !one.is_empty() && !other.is_empty() && !one.iter().any(|item| other.contains(item))
    }
    let inside = |one: &[Country], all: &[Country]| !one.is_empty() && one.iter().all(|item| all.contains(item));
    [
        ("origin", apart(&rule.origin, &exception.origin)),
        ("destination", apart(&rule.destination, &exception.destination)),
        ("cargo_origin", apart(&rule.cargo_origin, &exception.cargo_origin)),
        ("cargo_origin", inside(&exception.cargo_origin, &rule.cargo_origin_not)),
        ("cargo_origin_not", inside(&rule.cargo_origin, &exception.cargo_origin_not)),
        ("vessels", apart(&rule.vessels, &exception.vessels)),
        ("lines", apart(&rule.lines, &exception.lines)),
        ("lanes", apart(&rule.lanes, &exception.lanes)),
        ("transfers", apart(&rule.transfers, &exception.transfers)),
        ("passages", apart(&rule.passages, &exception.passages)),
        ("operators", apart(&rule.operators, &exception.operators)),
    ]
    .into_iter()
    .find_map(|(key, found)| found.then_some(key))
}
