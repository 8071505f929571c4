//! How do we say what serde says?
//!
//! serde speaks of structs, sequences and `u32`; people who write networks do not.

use crate::diagnostics::Fix;

/// Longer than this, a message says more about the file than about its mistake.
const LONGEST_MESSAGE: usize = 300;
const LONGEST_QUOTE: usize = 60;

/// At most `longest` characters of `text`, with an ellipsis if that is not all.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// A message without the ` at line 3 column 7` that YAML libraries put into it.
pub(super) fn without_position(message: &str) -> String {
    let mut parts = message.split(" at line ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = after_digits(part).and_then(|rest| rest.strip_prefix(" column "));
        if let Some(rest) = rest.and_then(after_digits) {
            kept.push_str(rest);
        } else {
            kept.push_str(" at line ");
            kept.push_str(part);
        }
    }
    kept
}

fn after_digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < text.len()).then_some(rest)
}

/// serde's message in our words, and help if the mistake is a common one.
pub(super) fn reword(message: &str) -> (String, Option<String>) {
    for (prefix, is_length) in [("invalid type: ", false), ("invalid value: ", false), ("invalid length ", true)] {
        let Some((found, expected)) = message.strip_prefix(prefix).and_then(|rest| rest.rsplit_once(", expected "))
        else {
            continue;
        };
        let wanted = expected_words(expected);
        if is_length {
            let plural = if found == "1" { "" } else { "s" };
            return (format!("expected {wanted}, found {found} item{plural}"), None);
        }
        let digits = ["integer `", "floating point `", "boolean `"];
        let quotes = wanted == "text" && digits.iter().any(|kind| found.starts_with(kind));
        let help = quotes.then(|| Fix::Quote.title().to_owned());
        return (format!("expected {wanted}, found {}", found_words(found)), help);
    }
    (shorten(message, LONGEST_MESSAGE), None)
}

fn expected_words(expected: &str) -> String {
    let count = expected.strip_prefix("a tuple of size ").or_else(|| expected.strip_prefix("an array of length "));
    if let Some(count) = count {
        return format!("a list of {count}");
    }
    match expected {
        "a string" | "string" | "a borrowed string" => "text",
        "a map" | "map" => "a mapping",
        "a sequence" | "sequence" => "a list",
        "a boolean" => "`true` or `false`",
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number, not negative",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "unit" => "nothing",
        "a Value::Tagged enum" => "a word",
        other if other.starts_with("struct ") => "a mapping",
        other if other.starts_with("tuple struct ") => "a list",
        other if other.starts_with("enum ") => "a word",
        other => return shorten(other, LONGEST_MESSAGE),
    }
    .to_owned()
}

fn found_words(found: &str) -> String {
    match found {
        "map" => return "a mapping".to_owned(),
        "sequence" => return "a list".to_owned(),
        "unit value" | "Option value" => return "nothing".to_owned(),
        _ => {}
    }
    for kind in ["string \"", "integer `", "floating point `", "boolean `"] {
        if let Some(inner) = found.strip_prefix(kind) {
            let inner = inner.strip_suffix(['"', '`']).unwrap_or(inner);
            return format!("`{}`", shorten(inner, LONGEST_QUOTE));
        }
    }
    shorten(found, LONGEST_QUOTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_it_in_our_words() {
        let check = |message, expected| assert_eq!(reword(message).0, expected);
        check("invalid type: string \"two\", expected u32", "expected a whole number, not negative, found `two`");
        check("invalid type: map, expected a string", "expected text, found a mapping");
        check("invalid type: sequence, expected struct Raw", "expected a mapping, found a list");
        check("invalid type: unit value, expected a sequence", "expected a list, found nothing");
        check("invalid length 1, expected a tuple of size 2", "expected a list of 2, found 1 item");
        check("invalid type: string \"a, expected b\", expected f64", "expected a number, found `a, expected b`");
        check("length: no unit", "length: no unit");
        let help = reword("invalid type: integer `1520`, expected a string").1;
        assert_eq!(help.as_deref(), Some("put it in quotes"));
    }

    #[test]
    fn cuts_positions_and_length() {
        assert_eq!(without_position("bad at line 3 column 7"), "bad");
        assert_eq!(without_position("x at line 3 column 1, while y at line 2 column 4"), "x, while y");
        assert_eq!(without_position("bad at line three"), "bad at line three");
        assert_eq!(shorten("부산항", 2), "부산…");
        assert_eq!(reword(&"x".repeat(9999)).0.chars().count(), 301);
    }
}
