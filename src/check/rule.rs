//! What is a rule? A code, a page for people, and a function.

use super::expected::Expected;
use super::levels::LevelUse;
use crate::diagnostics::{Code, CodeInfo, Diagnostic, Severity};
use crate::inventory::Entry;
use crate::model::Network;

/// A rule over a whole network.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `LB0301`.
    pub code: Code,
    /// How bad it usually is; a rule may say less of a milder case.
    pub severity: Severity,
    /// A few words, lower case.
    pub title: &'static str,
    /// What is wrong, an example, how to mend it. Markdown; the doc comment of the rule.
    pub explain: &'static str,
    /// Finds what breaks it.
    pub look: Look,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Look {
    /// The network as it is written.
    Network(fn(&Network, &mut Vec<Diagnostic>)),
    /// All its entries with their figures, periods and sources, whatever section they are of.
    Entries(fn(&Network, &[Entry<'_>], &mut Vec<Diagnostic>)),
    /// What the planner answers to its expectations.
    Expectations(fn(&Expected<'_>, &mut Vec<Diagnostic>)),
    /// What its `checks` made of what the other rules found.
    Levels(fn(&[LevelUse<'_>], &mut Vec<Diagnostic>)),
}

impl Rule {
    /// As `landbridge explain` wants it.
    pub const fn info(&self) -> CodeInfo {
        CodeInfo { code: self.code, title: self.title, severity: self.severity, explain: self.explain }
    }

    /// A problem that this rule finds, with its usual severity.
    pub(super) fn found(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.code, self.severity, message)
    }

    /// A milder case of what this rule finds.
    pub(super) fn warned(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(self.code, message)
    }
}

/// Declares `RULE`. The doc comment is written once: rustdoc shows it, and so does `landbridge explain`.
macro_rules! rule {
    ($(#[doc = $doc:literal])+ $code:literal, $severity:ident, $title:literal) => {
        crate::check::rule::rule! { $(#[doc = $doc])+ $code, $severity, $title, Network }
    };
    ($(#[doc = $doc:literal])+ $code:literal, $severity:ident, $title:literal, $look:ident) => {
        $(#[doc = $doc])+
        pub const RULE: crate::check::Rule = {
            const WRITTEN: &str = concat!($($doc, "\n"),+);
            const TEXT: [u8; crate::check::rule::undented_length(WRITTEN)] = crate::check::rule::undent(WRITTEN);
            crate::check::Rule {
                code: crate::diagnostics::Code($code),
                severity: crate::diagnostics::Severity::$severity,
                title: $title,
                explain: match std::str::from_utf8(&TEXT) {
                    Ok(text) => text,
                    Err(_) => panic!("only spaces were taken away"),
                },
                look: crate::check::Look::$look(check),
            }
        };
    };
}
pub(super) use rule;

/// Whether the byte at `index` is the space between `///` and the text.
const fn is_margin(bytes: &[u8], index: usize) -> bool {
    bytes[index] == b' ' && (index == 0 || bytes[index - 1] == b'\n')
}

/// How long `text` is without the margin and the last break.
pub(super) const fn undented_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut length, mut index) = (0, 0);
    while index + 1 < bytes.len() {
        if !is_margin(bytes, index) {
            length += 1;
        }
        index += 1;
    }
    length
}

/// `text` without the one space that doc comments begin each line with, and without the last break.
pub(super) const fn undent<const LENGTH: usize>(text: &str) -> [u8; LENGTH] {
    let bytes = text.as_bytes();
    let mut kept = [0; LENGTH];
    let (mut length, mut index) = (0, 0);
    while index + 1 < bytes.len() {
        if !is_margin(bytes, index) {
            kept[length] = bytes[index];
            length += 1;
        }
        index += 1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margin_of_doc_comments_is_taken_away() {
        const WRITTEN: &str = " один\n\n ```yaml\n   a: 1\n ```\n";
        const TEXT: [u8; undented_length(WRITTEN)] = undent(WRITTEN);
        assert_eq!(std::str::from_utf8(&TEXT), Ok("один\n\n```yaml\n  a: 1\n```"));
    }
}
