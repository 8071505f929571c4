//! LB0901: does the network know the places that the report and the demands ask for?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{NameError, Network};

rule! {
    /// A report route, a report cut, a demand or an expectation starts, ends, passes or avoids something that the network does not
    /// know, or that may be more than one thing. `from` and `to` are places or cities, by id, name, alias or UN/LOCODE;
    /// `via`, `avoid`, `uses` and `uses_not` may also name lines, lanes, passages, transfers and countries.
    ///
    /// ```yaml
    /// report_routes:
    ///   busan-duisburg: {from: pusan-port, to: duisburg}     # the place is `busan-new-port`
    /// ```
    ///
    /// Write an id from the network, or give the place the name as an alias.
    "LB0901", Error, "report route, report cut, demand or expectation of an unknown place"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut ends = |what: &str, node: &Node, from: &str, to: &str| {
        for (key, name) in [("from", from), ("to", to)] {
            if let Err(error) = network.find_places(name) {
                out.push(told(what, key, &error, &node.key(key)));
            }
        }
    };
    for demand in network.demands.values() {
        let node = Node::entry(demand.file, "demands", &demand.id);
        ends(&format!("demand `{}`", demand.id), &node, &demand.from, &demand.to);
    }
    for route in network.report_routes.values() {
        let node = Node::entry(route.file, "report_routes", &route.id);
        ends(&format!("report route `{}`", route.id), &node, &route.from, &route.to);
    }
    for expectation in network.expectations.values() {
        let node = Node::entry(expectation.file, "expectations", &expectation.id);
        ends(&format!("expectation `{}`", expectation.id), &node, &expectation.from, &expectation.to);
    }
    let mut names = |what: &str, node: &Node, key: &str, names: &[String], find: &dyn Fn(&str) -> Option<NameError>| {
        for (index, name) in names.iter().enumerate() {
            if let Some(error) = find(name) {
                // One name need not stand in a list.
                let at = if names.len() == 1 { node.key(key) } else { node.key(key).index(index) };
                out.push(told(what, key, &error, &at));
            }
        }
    };
    let (place, spot) = (|name: &str| network.find_places(name).err(), |name: &str| network.find_spot(name).err());
    for route in network.report_routes.values() {
        let node = Node::entry(route.file, "report_routes", &route.id);
        let what = format!("report route `{}`", route.id);
        names(&what, &node, "via", &route.via, &spot);
        names(&what, &node, "avoid", &route.avoid, &spot);
    }
    for expectation in network.expectations.values() {
        let node = Node::entry(expectation.file, "expectations", &expectation.id);
        let what = format!("expectation `{}`", expectation.id);
        names(&what, &node, "via", &expectation.via, &spot);
        names(&what, &node, "avoid", &expectation.avoid, &spot);
        names(&what, &node, "uses", &expectation.uses, &spot);
        names(&what, &node, "uses_not", &expectation.uses_not, &spot);
    }
    for cut in network.report_cuts.values() {
        let node = Node::entry(cut.file, "report_cuts", &cut.id);
        let what = format!("report cut `{}`", cut.id);
        names(&what, &node, "from", &cut.from, &place);
        names(&what, &node, "to", &cut.to, &place);
        names(&what, &node, "avoid", &cut.avoid, &spot);
    }
}

fn told(what: &str, key: &str, error: &NameError, at: &Node) -> Diagnostic {
    let (message, help) = match error {
        NameError::Unknown { name, suggestions } if suggestions.is_empty() => {
            (format!("nothing is called `{name}`"), "write the id of a place or city of the network".to_string())
        }
        NameError::Unknown { name, suggestions } => {
            let suggestions: Vec<String> = suggestions.iter().map(|name| format!("`{name}`")).collect();
            (format!("nothing is called `{name}`"), format!("did you mean {}?", suggestions.join(" or ")))
        }
        NameError::Ambiguous { name, candidates } => {
            (format!("`{name}` may be any of {}", candidates.join(", ")), "write one of these ids".to_string())
        }
    };
    RULE.found(format!("{message}, in `{key}` of {what}")).at(at.value()).help(help)
}
