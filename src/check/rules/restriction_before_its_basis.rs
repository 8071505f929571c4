//! LB0711: is a restriction no older than the text that it is made in?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A restriction holds from a year before the earliest year in its `legal_basis`. Plans for the years between are
    /// refused, or flagged, by a rule that was not yet made.
    ///
    /// ```yaml
    /// restrictions:
    ///   un-2371: {legal_basis: "S/RES/2371 (2017), paragraph 8", from: 1917-08-05}
    /// ```
    ///
    /// Correct the date or the legal basis. If the text holds for the time before it, suppress this for the restriction with
    /// `checks`, and say where it says so.
    "LB0711", Warning, "restriction from before its legal basis"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for rule in network.restrictions.values() {
        let (Some(basis), Some(from)) = (&rule.legal_basis, rule.window.from) else { continue };
        let Some(made) = years(basis).min().filter(|made| from.first_day().civil().0 < *made) else { continue };
        let here = Node::entry(rule.file, "restrictions", &rule.id);
        out.push(
            RULE.found(format!("restriction `{}` holds from {from}, but its legal basis is of {made}", rule.id))
                .at(here.key("from").value())
                .also(here.key("legal_basis").value(), format!("of {made}"))
                .help("correct the date, or the legal basis"),
        );
    }
}

/// The numbers from 1900 to 2100 in a text. Laws have numbers too, but those of four digits that look like a year are rarer
/// than years, and the earliest is asked for.
fn years(text: &str) -> impl Iterator<Item = i32> + '_ {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).filter(|year| (1900..=2100).contains(year))
}
