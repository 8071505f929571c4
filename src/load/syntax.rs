//! How do we say what the YAML parser says?

use super::marks::Characters;

/// A syntax error in our words.
pub(super) struct SyntaxError {
    pub(super) message: String,
    pub(super) help: Option<&'static str>,
    pub(super) at: Characters,
}

const TABS: &str = "indent with spaces: YAML does not allow tabs there";
const QUOTES: &str = "put text that contains `: ` in quotes";
const UNCLOSED: &str = "look for a bracket or a quote that is never closed";
const INDENTATION: &str =
    "keys of one mapping start in the same column, those inside it further right";
const SPECIAL: &str = "put text that starts with a special character in quotes";

/// Parts of the parser's messages, what to say instead (if its own words will not do), and help.
const FORMS: &[(&str, Option<&str>, &str)] = &[
    ("tab", Some("a tab stands where only spaces may"), TABS),
    ("mapping values", Some("a second `: ` in one line"), QUOTES),
    (
        "simple key",
        Some("this key has no `:` after it"),
        INDENTATION,
    ),
    (
        "expected node content",
        Some("a value is missing here"),
        UNCLOSED,
    ),
    (
        "expected ',' or",
        Some("a `,` or a closing bracket is missing here"),
        UNCLOSED,
    ),
    (
        "end of stream",
        Some("the quote that starts here is never closed"),
        UNCLOSED,
    ),
    ("unexpected eof", None, UNCLOSED),
    (
        "unknown anchor",
        Some("no anchor of this name stands before this alias"),
        SPECIAL,
    ),
    ("expected key", Some("a key is expected here"), INDENTATION),
    (
        "'-' indicator",
        Some("a list item (`- `) is expected here"),
        INDENTATION,
    ),
    ("indentation", None, INDENTATION),
    (
        "<document start>",
        Some("nothing may follow here"),
        INDENTATION,
    ),
    ("unexpected character", None, SPECIAL),
];

/// Rewords a message of the parser about this character of the text.
pub(super) fn syntax_error(text: &str, info: &str, character: usize) -> SyntaxError {
    let form = FORMS.iter().find(|(part, _, _)| info.contains(part));
    let message = form.and_then(|(_, message, _)| *message).map_or_else(
        || info.trim_end_matches('.').replace(['\'', '"'], "`"),
        str::to_owned,
    );
    let indented_by_tab = |line: &str| line.trim_start_matches(' ').starts_with('\t');
    let tabs = text.lines().any(indented_by_tab).then_some(TABS);
    // An error at the end of the file is shown after the last thing that people see in it.
    let content = text.trim_end().chars().count();
    let start = character.min(content.saturating_sub(1));
    SyntaxError {
        message,
        help: tabs.or(form.map(|(_, _, help)| *help)),
        at: start..start + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_at_the_end_are_shown_at_the_last_character() {
        let error = syntax_error("a: [б\n\n", "did not find expected node content", 7);
        assert_eq!(error.at, 4..5);
        assert_eq!(error.help, Some(UNCLOSED));
        assert_eq!(syntax_error("", "unexpected eof", 0).at, 0..1);
    }

    #[test]
    fn tabs_are_the_likeliest_reason() {
        assert_eq!(syntax_error("a:\n  \tb: 1", "odd", 3).help, Some(TABS));
        assert_eq!(syntax_error("a: \"x\ty\"", "odd", 3).help, None);
    }
}
