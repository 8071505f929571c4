//! What a network says of the rules themselves: which findings it wants as errors, as notes, or not at all.
//!
//! Of several entries that speak of a finding the most specific decides: the longer code, then the longer pattern; of
//! equals the strictest. So their order has no meaning.

use super::{RULES, rules};
use crate::diagnostics::{At, Diagnostic, Step};
use crate::model::{Level, Network, RuleLevel};

/// An entry of `checks`, with what it did.
#[derive(Debug)]
pub struct LevelUse<'n> {
    /// The entry.
    pub entry: &'n RuleLevel,
    /// How many findings it speaks of, whether another entry decided or not.
    pub matched: usize,
    /// How many findings are not reported because of it.
    pub suppressed: usize,
}

/// Gives findings the severity that the network wants, takes out those it allows, and tells what each entry did. Places
/// must still be paths.
pub fn apply<'n>(network: &'n Network, found: &mut Vec<Diagnostic>) -> Vec<LevelUse<'n>> {
    let mut uses: Vec<LevelUse<'_>> =
        network.checks.iter().map(|entry| LevelUse { entry, matched: 0, suppressed: 0 }).collect();
    // What is no rule is LB1009's, and changes nothing.
    let is_valid: Vec<bool> = network.checks.iter().map(|entry| names_rules(&entry.rule)).collect();
    found.retain_mut(|finding| {
        let mut deciding: Option<(usize, (usize, usize, Level))> = None;
        for (index, of_entry) in uses.iter_mut().enumerate() {
            if !is_valid[index] || !speaks_of(of_entry.entry, finding) {
                continue;
            }
            of_entry.matched += 1;
            let entry = of_entry.entry;
            let weight = (entry.rule.len(), entry.at.as_ref().map_or(0, String::len), entry.level);
            if deciding.is_none_or(|(_, best)| weight > best) {
                deciding = Some((index, weight));
            }
        }
        match deciding {
            Some((index, (_, _, Level::Allow))) => uses[index].suppressed += 1,
            Some((_, (_, _, Level::As(severity)))) => finding.severity = severity,
            None => {}
        }
        deciding.is_none_or(|(_, (_, _, level))| level != Level::Allow)
    });
    uses
}

/// Whether some rule has this code, or is of this family, and may be given another level.
pub fn names_rules(code: &str) -> bool {
    code.len() >= 4 && judged_codes().any(|rule| rule.starts_with(code))
}

/// The codes of rules that may be given another level: all but those about `checks` itself.
pub fn judged_codes() -> impl Iterator<Item = &'static str> {
    let about_checks = [rules::level_of_no_rule::RULE.code, rules::level_without_effect::RULE.code];
    RULES.iter().map(|rule| rule.code).filter(move |code| !about_checks.contains(code)).map(|code| code.0)
}

fn speaks_of(entry: &RuleLevel, finding: &Diagnostic) -> bool {
    let Some(pattern) = &entry.at else { return finding.code.0.starts_with(&entry.rule) };
    let Some(At::Path { path, .. }) = finding.primary_label().map(|label| &label.place.at) else { return false };
    finding.code.0.starts_with(&entry.rule) && covers(pattern, &path.0)
}

/// Whether a pattern names a node or something above it: `lanes.nsr-*` covers `lanes.nsr-east.distance`, and
/// `lines.*.posts[3]` the fourth post of each line.
fn covers(pattern: &str, path: &[Step]) -> bool {
    let pattern = pattern.replace('[', ".").replace(']', "");
    let parts: Vec<&str> = pattern.split('.').collect();
    parts.len() <= path.len()
        && parts.iter().zip(path).all(|(part, step)| match step {
            Step::Key(key) => matches(part, key),
            Step::Index(index) => matches(part, &index.to_string()),
        })
}

/// Whether a word fits a pattern in which `*` stands for any characters.
fn matches(pattern: &str, word: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == word };
    let Some(mut left) = word.strip_prefix(head) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        match left.find(part) {
            Some(at) => left = &left[at + part.len()..],
            None => return false,
        }
    }
    left.len() >= tail.len() && left.ends_with(tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::YamlPath;

    #[test]
    fn stars_stand_for_any_characters() {
        for (pattern, word, expected) in [
            ("nsr-*", "nsr-east", true),
            ("nsr-*", "east", false),
            ("*-east", "nsr-east", true),
            ("n*r*t", "nsr-east", true),
            ("*", "", true),
            ("a*a", "a", false),
            ("a**b", "ab", true),
            ("*ab*b", "ab", false),
            ("", "", true),
        ] {
            assert_eq!(matches(pattern, word), expected, "{pattern} {word}");
        }
    }

    #[test]
    fn patterns_cover_what_is_below() {
        let path = YamlPath::root().key("lines").key("bam").key("posts").index(3).key("tynda");
        for (pattern, expected) in [
            ("lines", true),
            ("lines.bam", true),
            ("lines.b*.posts", true),
            ("lines.*.posts[3]", true),
            ("lines.*.posts[*].tynda", true),
            ("lines.*.posts[2]", false),
            ("lanes.bam", false),
            ("bam", false),
            ("lines.bam.posts[3].tynda.more", false),
        ] {
            assert_eq!(covers(pattern, &path.0), expected, "{pattern}");
        }
    }
}
