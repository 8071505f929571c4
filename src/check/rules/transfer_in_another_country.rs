//! LB0503: does a border or port lie in a country that it serves?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A border transfer lies in neither of its two countries, or a port transfer lies in no country at all. A border
    /// stands at one end of the section that crosses it, so its place belongs to one of the two; a port clears cargo
    /// into the country of its place.
    ///
    /// ```yaml
    /// transfers:
    ///   khasan-border: {at: khasan, kind: border, countries: [CN, KP]}     # khasan is in RU
    /// ```
    ///
    /// Correct `countries`, `at`, or the `country` of the place.
    "LB0503", Error, "border or port outside its countries"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for transfer in network.transfers.values() {
        let place = &network.places[transfer.at];
        let node = Node::entry(transfer.file, "transfers", &transfer.id);
        let kind = transfer.kind.word();
        let (message, location, help) = match (transfer.kind.crossing(), place.country) {
            (Some(([first, second], _)), Some(country)) if country != first && country != second => {
                let message = format!("{} is in {country}, not on the border of {first} and {second}", place.id);
                (message, node.key("countries").value(), "name the country of the place and its neighbour")
            }
            (crossing, None) if crossing.is_some() || transfer.kind.quay().is_some() => {
                let message = format!("a {kind} cannot be at {}, which is in no country", place.id);
                (message, node.key("at").value(), "give the place its `country`, or move the transfer")
            }
            _ => continue,
        };
        out.push(
            RULE.found(message)
                .at(location)
                .also(Node::entry(place.file, "places", &place.id).key("country").value(), "the place")
                .help(help),
        );
    }
}
