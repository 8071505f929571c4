//! A digest of everything that a site is made of: equal digests, equal sites.

use super::Options;
use super::pages::json;
use crate::embedded;
use crate::flow::sha256;

/// Digest of the texts of a network, the options, and this program with its templates and assets.
///
/// What was found wrong with the network ([`Options::problems`]) follows from its texts.
pub fn inputs<'t>(texts: impl IntoIterator<Item = (&'t str, &'t [u8])>, options: &Options) -> String {
    let texts: Vec<(&str, String)> = texts.into_iter().map(|(name, bytes)| (name, sha256(bytes))).collect();
    let as_of = options.as_of.map(|day| day.to_string());
    sha256(&json(&(embedded::PROGRAM, as_of, &options.network_argument, texts, &options.templates)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;

    #[test]
    fn every_input_counts() {
        let plain = Options::default();
        let dated = Options { as_of: Day::from_civil(2026, 11, 1), ..Options::default() };
        let named = Options { network_argument: Some("n.yaml".into()), ..Options::default() };
        let templates = [("page.html".to_string(), String::new())].into();
        let templated = Options { templates, ..Options::default() };
        let network: [(&str, &[u8]); 1] = [("a", b"bc")];
        let all = [
            inputs(network, &plain),
            inputs([], &plain),
            inputs([("ab", b"c".as_slice())], &plain),
            inputs(network, &dated),
            inputs(network, &named),
            inputs(network, &templated),
        ];
        let distinct: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        assert_eq!(all[0], inputs(network, &plain));
    }
}
