//! LB1104: is every word of a name in one script?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node};
use crate::model::Network;

rule! {
    /// A word of a name has letters of two scripts that look alike, such as a Cyrillic `С` in a Latin word. Nobody sees
    /// it, and nobody who types the name finds the place.
    ///
    /// ```yaml
    /// places:
    ///   chita: {name: Сhita, country: RU}     # the first letter is Cyrillic
    /// ```
    ///
    /// Type the word again with one keyboard.
    "LB1104", Warning, "name in two scripts", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let mut look = |text: &str, node: &Node| {
        let Some(word) = text.split(|c: char| !c.is_alphanumeric()).find(|word| is_mixed(word)) else { return };
        let strange: Vec<String> = minority(word).map(|c| format!("`{c}` (U+{:04X})", u32::from(c))).collect();
        out.push(
            RULE.found(format!("`{word}` mixes Latin letters with look-alikes: {}", strange.join(", ")))
                .at(node.value())
                .help("type the word again in one script"),
        );
    };
    for entry in entries {
        let name = entry.key.name(network);
        if name != entry.id {
            look(name, &entry.node.key("name"));
        }
    }
    for city in network.cities.values() {
        let node = Node::entry(city.file, "cities", &city.id);
        look(&city.name, &node.key("name"));
        city.aliases.iter().enumerate().for_each(|(index, alias)| look(alias, &node.key("aliases").index(index)));
    }
    for place in network.places.values() {
        let aliases = Node::entry(place.file, "places", &place.id).key("aliases");
        place.aliases.iter().enumerate().for_each(|(index, alias)| look(alias, &aliases.index(index)));
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('\u{c0}'..='\u{24f}').contains(&c)
}

/// Greek or Cyrillic: the scripts with letters that look like Latin ones.
fn is_look_alike(c: char) -> bool {
    c.is_alphabetic() && ('\u{370}'..='\u{52f}').contains(&c)
}

fn is_mixed(word: &str) -> bool {
    word.chars().any(is_latin) && word.chars().any(is_look_alike)
}

/// The letters of the script that fewer letters of the word are in.
fn minority(word: &str) -> impl Iterator<Item = char> + '_ {
    let (latin, other) =
        (word.chars().filter(|c| is_latin(*c)).count(), word.chars().filter(|c| is_look_alike(*c)).count());
    word.chars().filter(move |c| if latin < other { is_latin(*c) } else { is_look_alike(*c) })
}
