//! LB1103: does a UN/LOCODE begin with the country of its place?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A UN/LOCODE is five characters, the first two of which are the country's letters of ISO 3166. The code of this
    /// place begins with another country, or has another shape. Either the code or the `country` is wrong; with a wrong
    /// country, restrictions and borders act on the wrong places.
    ///
    /// ```yaml
    /// places:
    ///   zabaikalsk: {name: Zabaikalsk, country: CN, locode: RUZAB}     # it lies in RU
    /// ```
    ///
    /// Correct whichever is wrong. Codes are written without a space.
    ///
    /// Source: UN/ECE Recommendation No 16, UN/LOCODE.
    "LB1103", Warning, "locode of another country"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for place in network.places.values() {
        let Some(code) = &place.locode else { continue };
        let node = Node::entry(place.file, "places", &place.id);
        if !is_locode(code) {
            out.push(
                RULE.found(format!("`{code}` is no UN/LOCODE, in place `{}`", place.id))
                    .at(node.key("locode").value())
                    .help("write two letters of the country and three of the place, like `RUZAB`"),
            );
            continue;
        }
        let Some(country) = place.country.filter(|country| !code.starts_with(country.code())) else { continue };
        out.push(
            RULE.found(format!("{} is in {country}, but its UN/LOCODE `{code}` is of {}", place.id, &code[..2]))
                .at(node.key("locode").value())
                .also(node.key("country").value(), "the country")
                .help("correct the code or the country"),
        );
    }
}

/// Two letters, then three letters or digits from 2 to 9.
fn is_locode(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 5
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..].iter().all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'9').contains(byte))
}
