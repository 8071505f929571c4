//! Does the text hold characters that parsers quarrel over, or too many that parsers stumble over?

use crate::diagnostics::{Diagnostic, FileId, Location, codes};

/// YAML allows few control characters, and its versions differ about the Unicode line breaks:
/// where one parser sees a comment, another would see content.
pub(super) fn unusable_character(file: FileId, text: &str) -> Option<Diagnostic> {
    let body_starts = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let (at, found) = text.char_indices().find(|(at, c)| match c {
        '\t' | '\n' | '\r' => false,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}' => true,
        '\u{feff}' => *at >= body_starts,
        other => other.is_control(),
    })?;
    let message = format!(
        "character U+{:04X} may not stand in a network file",
        u32::from(found)
    );
    let problem = Diagnostic::error(codes::YAML_SYNTAX, message)
        .at(Location::span(file, at, at + found.len_utf8()))
        .help(format!(
            "remove it, or write it in double quotes as `\\u{:04X}`",
            u32::from(found)
        ));
    Some(problem)
}

/// Bounds the tokens that the parser may have to hold before it can tell us of the first: in
/// brackets it looks ahead to the end, for a colon that would make a key of them all.
pub(super) fn indicators(text: &str) -> u64 {
    let count = text
        .bytes()
        .filter(|byte| b",[]{}:?\"'&*!".contains(byte))
        .count();
    count as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_parsers_disagree_about() {
        let check = |text: &str, refused: bool| {
            assert_eq!(
                unusable_character(FileId(0), text).is_some(),
                refused,
                "{text:?}"
            );
        };
        check("имя: 부산 # \t\r\n", false);
        check("\u{feff}a: 1", false);
        check("a: \u{feff}1", true);
        check("a: \0", true);
        check("# \u{2028}a: 1", true);
        check("# \u{85}a: 1", true);
        check("\u{1b}[31m", true);
    }
}
