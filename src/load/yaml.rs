//! How does text become a tree? The only file that knows which YAML library builds it.
//!
//! Always after [`guard`](super::guard()): the library behind this is not safe from bombs.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::guard::{Limits, guard};
use crate::diagnostics::{Diagnostic, FileId, Location, codes};

pub use serde_yaml::{Mapping, Value};

/// An empty mapping.
pub(super) fn empty_mapping() -> Value {
    Value::Mapping(Mapping::new())
}

/// Guards a text and builds its tree.
///
/// # Returns
/// The tree, if the file can be read at all; what is wrong goes to `out`. A file with
/// duplicate keys is read all the same, so that its other mistakes are found too.
pub fn read_value(file: FileId, text: &str, limits: &Limits, out: &mut Vec<Diagnostic>) -> Option<Value> {
    let problems = guard(file, text, limits);
    let readable = problems.iter().all(|problem| problem.code == codes::DUPLICATE_KEY);
    out.extend(problems);
    if readable { parse_yaml(file, text, out) } else { None }
}

/// Builds the tree of a text that passed the guard.
///
/// Keys are always text, spelled as in the file. Of duplicate keys the first counts. Numbers
/// that are not finite or too large for 64 bits stay text.
pub fn parse_yaml(file: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Value> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    match serde_yaml::from_str::<Lenient>(body) {
        Ok(Lenient(value)) => Some(value),
        Err(error) => {
            let (line, column) = error.location().map_or((1, 1), |at| (at.line(), at.column()));
            let start = byte_of(body, line, column) + text.len() - body.len();
            let end = text.get(start..).and_then(|rest| rest.chars().next());
            let end = start + end.map_or(0, char::len_utf8);
            let message = super::wording::without_position(&error.to_string());
            let place = Location::span(file, start, end);
            out.push(Diagnostic::error(codes::YAML_SYNTAX, message).at(place));
            None
        }
    }
}

/// The text of a tree: block style, keys in their order. [`parse_yaml`] reads the same tree from it.
#[cfg(feature = "laws")]
pub fn write_yaml(tree: &Value) -> String {
    // Trees hold text, numbers, lists and mappings with keys that are text; all of these can be written.
    serde_yaml::to_string(tree).unwrap_or_default()
}

/// The byte of a line and column, both counted from 1, in characters.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        let rest = text.get(start..).unwrap_or_default();
        let Some(at) = rest.find(['\n', '\r']) else {
            break;
        };
        start += at + if rest[at..].starts_with("\r\n") { 2 } else { 1 };
    }
    let rest = text.get(start..).unwrap_or_default();
    let after = rest.char_indices().nth(column.saturating_sub(1)).map(|(at, _)| at);
    start + after.unwrap_or(rest.len())
}

/// A tree that was read without complaint about what the guard has reported already.
struct Lenient(Value);

impl<'de> Deserialize<'de> for Lenient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LenientVisitor).map(Self)
    }
}

struct LenientVisitor;

impl<'de> Visitor<'de> for LenientVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Value, E> {
        Ok(Value::String(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Value, E> {
        Ok(Value::String(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(if value.is_finite() { Value::Number(value.into()) } else { Value::String(value.to_string()) })
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Lenient(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Sequence(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut mapping = Mapping::new();
        while let Some((key, Lenient(value))) = entries.next_entry::<String, _>()? {
            mapping.entry(Value::String(key)).or_insert(value);
        }
        Ok(Value::Mapping(mapping))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::At;

    fn parse(text: &str) -> Value {
        let mut out = Vec::new();
        let value = parse_yaml(FileId(0), text, &mut out);
        assert!(out.is_empty(), "{out:?}");
        value.unwrap()
    }

    #[test]
    fn keys_are_text_and_the_first_of_two_counts() {
        let value = parse("\u{feff}12: a\r\ntrue: b\r\n~: c\r\n1.50: d\r\n12: e\r\n");
        let keys: Vec<_> = value.as_mapping().unwrap().keys().filter_map(Value::as_str).collect();
        assert_eq!(keys, ["12", "true", "~", "1.50"]);
        assert_eq!(value["12"].as_str(), Some("a"));
    }

    #[test]
    fn scalars_keep_their_kind() {
        let value = parse("[1, -1, 1.5, .nan, 1e999, 99999999999999999999, no, true, ~, 2013-09]");
        let kinds = "[1, -1, 1.5, 'NaN', 1e999, '99999999999999999999', no, true, null, 2013-09]";
        assert_eq!(value[0].as_u64(), Some(1));
        assert_eq!(value[3].as_str(), Some("NaN"));
        assert_eq!(value, parse(kinds));
    }

    #[test]
    fn aliases_are_written_out() {
        let value = parse("a: &x {b: 1}\nc: *x\n");
        assert_eq!(value["c"]["b"].as_u64(), Some(1));
    }

    #[test]
    fn what_only_this_library_refuses_has_a_place() {
        let mut out = Vec::new();
        assert_eq!(parse_yaml(FileId(0), "имя: 1\nb: [", &mut out), None);
        assert_eq!(out[0].code, codes::YAML_SYNTAX);
        assert!(matches!(out[0].labels[0].place.at, At::Span(span) if span.start > 8), "{out:?}");
        assert!(!out[0].message.contains(" line "), "{}", out[0].message);
    }

    #[test]
    fn lines_and_columns_become_bytes() {
        let text = "имя: 1\r\nb\rc\nd";
        assert_eq!(byte_of(text, 1, 5), "имя:".len());
        assert_eq!(&text[byte_of(text, 2, 1)..], "b\rc\nd");
        assert_eq!(&text[byte_of(text, 3, 1)..], "c\nd");
        assert_eq!(byte_of(text, 9, 9), text.len());
    }
}
