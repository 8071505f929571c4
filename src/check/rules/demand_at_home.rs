//! LB1603: does every demand go somewhere?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A demand, a report route or a corridor begins and ends at one place, or its two ends are a city and a place in it.
    /// Nothing has to move, and the flow or plan is refused.
    ///
    /// ```yaml
    /// demands:
    ///   busan-transit: {from: busan, to: busan-new-port, cargo: container, quantity: 5 TEU/yr}     # one city
    /// ```
    ///
    /// Correct one of the ends.
    "LB1603", Error, "demand or route that stays where it is"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut look = |what: String, node: &Node, from: &str, to: &str| {
        let (Ok(origins), Ok(destinations)) = (network.find_places(from), network.find_places(to)) else { return };
        let Some(both) = origins.iter().find(|place| destinations.contains(place)) else { return };
        out.push(
            RULE.found(format!("{what} begins and ends at {}", network.places[*both].id))
                .at(node.key("to").value())
                .also(node.key("from").value(), "where it begins")
                .help("correct one of the two ends"),
        );
    };
    for demand in network.demands.values() {
        let node = Node::entry(demand.file, "demands", &demand.id);
        look(format!("demand `{}`", demand.id), &node, &demand.from, &demand.to);
    }
    for route in network.report_routes.values() {
        let node = Node::entry(route.file, "report_routes", &route.id);
        look(format!("report route `{}`", route.id), &node, &route.from, &route.to);
    }
}
