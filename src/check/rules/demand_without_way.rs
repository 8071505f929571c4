//! LB1601: is there any way for what is wanted?

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{CargoId, Key, Link, Mode, Network, PlaceId};

rule! {
    /// Nothing joins the origin of a demand to its destination by the modes that carry its cargo, whatever is open and on
    /// whatever date: a line is lost, its places are in other parts of the network, or the cargo has the wrong `modes`.
    ///
    /// ```yaml
    /// cargoes:
    ///   gas: {unit: kcm, commodities: [gas], modes: [pipeline]}
    /// demands:
    ///   sakhalin-gas: {from: prigorodnoye, to: incheon, cargo: gas, quantity: 5 bcm/yr}     # by sea only
    /// ```
    ///
    /// Add the link, correct the places, or the `modes` of the cargo.
    "LB1601", Warning, "demand that nothing can serve"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut parts: BTreeMap<Vec<Mode>, UnionFind<usize>> = BTreeMap::new();
    for demand in network.demands.values() {
        // Names that mean nothing are LB0901's.
        let (Ok(origins), Ok(destinations)) = (network.find_places(&demand.from), network.find_places(&demand.to))
        else {
            continue;
        };
        let mut modes = network.cargoes[demand.cargo.0].modes.clone();
        modes.sort_unstable();
        let parts = parts.entry(modes).or_insert_with(|| joined(network, demand.cargo.0));
        let joins = |from: &PlaceId| destinations.iter().any(|to| parts.equiv(from.index(), to.index()));
        if origins.iter().any(joins) {
            continue;
        }
        let modes: Vec<&str> = network.cargoes[demand.cargo.0].modes.iter().map(|mode| mode.word()).collect();
        out.push(
            RULE.found(format!("nothing joins {} and {} by {}", demand.from, demand.to, modes.join(" or ")))
                .at(Node::entry(demand.file, "demands", &demand.id).key("to").value())
                .also(Node::entry(demand.file, "demands", &demand.id).key("cargo").value(), "what moves")
                .help("add the link, correct the places, or the `modes` of the cargo"),
        );
    }
}

/// The places that links of the cargo's modes join, whatever their state.
fn joined(network: &Network, cargo: CargoId) -> UnionFind<usize> {
    let cargo = &network.cargoes[cargo];
    let mut parts = UnionFind::new(network.places.len());
    let links: Vec<Link> = network.links().filter(|link| cargo.moves_by(network.mode(*link))).collect();
    for (from, to) in links.into_iter().map(|link| network.ends(link)) {
        parts.union(from.index(), to.index());
    }
    parts
}
