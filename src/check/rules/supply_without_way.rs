//! LB1605: can what a field or mine gives leave it?

use std::collections::BTreeSet;

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Cargo, Link, Mode, Network, PlaceId};

rule! {
    /// No link at the place of a supply or a store takes its cargo: none is of a mode that carries it, or all are for
    /// other commodities. What is there can neither come nor go.
    ///
    /// ```yaml
    /// supplies:
    ///   chayanda: {name: Chayanda gas field, at: lensk, cargo: gas@RU, quantity: 25 bcm/yr}     # at: chayanda
    /// ```
    ///
    /// Correct the place, or add the link.
    "LB1605", Warning, "supply or store that nothing leaves"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut here: BTreeSet<(PlaceId, Mode, &[String])> = BTreeSet::new();
    for link in network.links() {
        let (from, to) = network.ends(link);
        let commodities: &[String] = match link {
            Link::Section(id) => &network.lines[network.sections[id].line].commodities,
            Link::Lane(_) => &[],
        };
        here.extend([from, to].map(|place| (place, network.mode(link), commodities)));
    }
    let takes = |place: PlaceId, cargo: &Cargo| {
        let is_there = |(_, mode, commodities): &&(PlaceId, Mode, &[String])| {
            cargo.moves_by(*mode) && (commodities.is_empty() || cargo.is_one_of(commodities))
        };
        let from = (place, Mode::Rail, &[] as &[String]);
        here.range(from..).take_while(|(other, ..)| *other == place).any(|one| is_there(&one))
    };
    let mut tell = |what: String, node: &Node, at: PlaceId, why: &str| {
        out.push(
            RULE.found(format!("no link at {} takes {why}, so {what} stands alone", network.places[at].id))
                .at(node.key("at").value())
                .help("correct the place, or add the link"),
        );
    };
    for supply in network.supplies.values() {
        let cargo = &network.cargoes[supply.cargo.0];
        if !takes(supply.at, cargo) {
            let node = Node::entry(supply.file, "supplies", &supply.id);
            tell(format!("the supply `{}`", supply.id), &node, supply.at, &format!("`{}`", cargo.id));
        }
    }
    for store in network.storages.values() {
        let kept = |cargo: &&Cargo| store.commodities.is_empty() || cargo.is_one_of(&store.commodities);
        let mut cargoes = network.cargoes.values().filter(kept);
        if !cargoes.any(|cargo| takes(store.at, cargo)) {
            let what = if store.commodities.is_empty() { "any cargo".into() } else { store.commodities.join(" or ") };
            let node = Node::entry(store.file, "storages", &store.id);
            tell(format!("the store `{}`", store.id), &node, store.at, &what);
        }
    }
}
