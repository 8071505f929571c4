//! LB1702: does every alias add a name?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// An alias is the entry's own name or another of its aliases, but for capitals. It adds nothing; often another name
    /// was meant.
    ///
    /// ```yaml
    /// places:
    ///   busan: {name: Busan, aliases: [BUSAN, 부산]}     # Pusan was meant
    /// ```
    ///
    /// Remove it, or write the name that was meant.
    "LB1702", Note, "alias that adds no name"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut look = |node: &Node, id: &str, name: &str, aliases: &[String]| {
        let mut known = vec![name.to_lowercase()];
        for (index, alias) in aliases.iter().enumerate() {
            let folded = alias.to_lowercase();
            if known.contains(&folded) {
                out.push(
                    RULE.found(format!("`{id}` is called `{alias}` without this alias"))
                        .at(node.key("aliases").index(index).value())
                        .help("remove it, or write the name that was meant"),
                );
            }
            known.push(folded);
        }
    };
    for city in network.cities.values() {
        look(&Node::entry(city.file, "cities", &city.id), &city.id, &city.name, &city.aliases);
    }
    for place in network.places.values() {
        look(&Node::entry(place.file, "places", &place.id), &place.id, &place.name, &place.aliases);
    }
}
