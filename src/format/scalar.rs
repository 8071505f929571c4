//! How is a scalar written?

use saphyr_parser::ScalarStyle;

use crate::diagnostics::FileId;
use crate::load::{Value, parse_yaml};

/// Words that older readers of YAML take for true and false.
const OLD_BOOLEANS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];

/// A scalar in one line or, where its line breaks cannot be told otherwise, in several: the first, and those below.
///
/// Quotes are left out where the text means the same without them wherever it stands, and are double where they are
/// needed. A text with `,`, `:` or brackets in it keeps its quotes: it would need them between braces.
pub(super) fn written(raw: &str, value: &str, style: ScalarStyle) -> Vec<String> {
    if style != ScalarStyle::Plain && is_plain(value) {
        return vec![value.to_string()];
    }
    let has_breaks = raw.contains('\n');
    if style == ScalarStyle::SingleQuoted && !has_breaks && !value.contains(['"', '\\']) {
        return vec![format!("\"{value}\"")];
    }
    if has_breaks { raw.lines().map(|line| line.trim().to_string()).collect() } else { vec![raw.to_string()] }
}

/// A scalar in one line.
pub(super) fn in_one_line(raw: &str, value: &str, style: ScalarStyle) -> String {
    let lines = written(raw, value, style);
    match lines.as_slice() {
        [line] => line.clone(),
        lines if lines.iter().any(|line| line.is_empty() || line.ends_with('\\')) => escaped(value),
        lines => lines.join(" "),
    }
}

/// In double quotes, with escapes that YAML shares with JSON.
fn escaped(value: &str) -> String {
    serde_json::to_string(value).expect("a text can always be written")
}

/// Whether a text needs no quotes, and stays a text without them.
fn is_plain(value: &str) -> bool {
    let is_safe = |character: char| character.is_alphanumeric() || " -_./()+%'".contains(character);
    let starts_well = value.chars().next().is_some_and(char::is_alphanumeric);
    let is_old_boolean = OLD_BOOLEANS.iter().any(|word| word.eq_ignore_ascii_case(value));
    if !starts_well || value.ends_with(' ') || value.contains("  ") || !value.chars().all(is_safe) || is_old_boolean {
        return false;
    }
    let mut problems = Vec::new();
    matches!(parse_yaml(FileId(0), value, &mut problems), Some(Value::String(text)) if text == value)
}
