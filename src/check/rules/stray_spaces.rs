//! LB1701: are names free of spaces that nobody sees?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node};
use crate::model::Network;

rule! {
    /// A name begins or ends with a space, has two in a row, or one that only looks like a space: no-break, of no
    /// width, a tab. It stands in tables and pages as it is, and sorts where nobody looks for it.
    ///
    /// ```yaml
    /// operators:
    ///   rzd: {name: "Russian  Railways "}
    /// ```
    ///
    /// Write single plain spaces between words, and none at the ends.
    "LB1701", Note, "name with stray spaces", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let mut look = |text: &str, node: &Node| {
        let Some(what) = stray(text) else { return };
        out.push(
            RULE.found(format!("the name `{}` {what}", text.trim()))
                .at(node.value())
                .help("write single plain spaces between words, and none at the ends"),
        );
    };
    for entry in entries {
        look(entry.key.name(network), &entry.node.key("name"));
    }
    for place in network.places.values() {
        let aliases = Node::entry(place.file, "places", &place.id).key("aliases");
        place.aliases.iter().enumerate().for_each(|(index, alias)| look(alias, &aliases.index(index)));
    }
}

fn stray(text: &str) -> Option<&'static str> {
    const DISGUISED: [char; 7] = ['\u{a0}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\t'];
    if text.trim() != text {
        Some("has a space at an end")
    } else if text.contains(DISGUISED) {
        Some("has a character that only looks like a space, or like nothing")
    } else if text.contains("  ") {
        Some("has two spaces in a row")
    } else {
        None
    }
}
