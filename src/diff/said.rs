//! What the files of a network say, without how they say it.
//!
//! Entries by section and id, files merged; comments, order of keys and of lists without an order, spelling of
//! quantities (`24 h` and `1 d`) and short forms (`5 t` for `{typ: 5 t}`) make no difference.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use crate::calendar::Date;
use crate::diagnostics::FileId;
use crate::load::{Value, decode, parse_yaml};
use crate::units::{
    Amount, Capacity, Distance, EmissionFactor, ExchangeRate, Gauge, HoldingCost, Investment, Mass, Minutes, Payload,
    Position, Price, Quota, Share, Speed, TimeValue, Voltage,
};

/// Lists whose order says something.
const ORDERED: [&str; 14] = [
    "posts",
    "path",
    "between",
    "via",
    "months",
    "by_zones",
    "severity",
    "ice_speeds",
    "values",
    "ice",
    "ice_regimes",
    "rates",
    "rules",
    "exceptions",
];
/// Keys whose values are words for people.
const PROSE: [&str; 9] =
    ["name", "title", "note", "summary", "explain", "question", "legal_basis", "issuer", "publisher"];

/// A section and an id in it.
pub type EntryKey = (String, String);

/// What all files say.
pub type Statements = BTreeMap<EntryKey, Said>;

/// Something that is said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    /// A single value.
    Word(Word),
    /// Several, sorted unless their order says something.
    List(Vec<Self>),
    /// Keys with their values.
    Entry(BTreeMap<String, Self>),
}

/// A value as it was written, compared by what it means.
#[derive(Debug, Clone)]
pub struct Word {
    meaning: String,
    written: String,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.meaning == other.meaning
    }
}

impl Eq for Word {}

impl PartialOrd for Word {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Word {
    fn cmp(&self, other: &Self) -> Ordering {
        self.meaning.cmp(&other.meaning)
    }
}

impl fmt::Display for Said {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => formatter.write_str(&word.written),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_string).collect();
                write!(formatter, "[{}]", items.join(", "))
            }
            Self::Entry(keys) => {
                let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}: {value}")).collect();
                write!(formatter, "{{{}}}", keys.join(", "))
            }
        }
    }
}

impl Said {
    /// What it says of a key, if it is an entry and the value a single one.
    pub fn word(&self, key: &str) -> Option<&str> {
        match self {
            Self::Entry(keys) => match keys.get(key) {
                Some(Self::Word(word)) => Some(&word.written),
                _ => None,
            },
            _ => None,
        }
    }

    /// The same with other ids, outside words for people.
    #[must_use]
    pub fn renamed(&self, ids: &BTreeMap<&str, &str>) -> Self {
        self.renamed_under("", ids)
    }

    fn renamed_under(&self, key: &str, ids: &BTreeMap<&str, &str>) -> Self {
        let new = |id: &str| ids.get(id).map_or_else(|| id.to_string(), ToString::to_string);
        match self {
            Self::Word(word) if !PROSE.contains(&key) && ids.contains_key(word.written.as_str()) => {
                let id = new(&word.written);
                Self::Word(Word { meaning: id.clone(), written: id })
            }
            Self::Word(word) => Self::Word(word.clone()),
            Self::List(items) => {
                let mut items: Vec<Self> = items.iter().map(|item| item.renamed_under(key, ids)).collect();
                if !ORDERED.contains(&key) {
                    items.sort();
                }
                Self::List(items)
            }
            Self::Entry(keys) => {
                let keys = keys.iter().map(|(key, value)| (new(key), value.renamed_under(key, ids)));
                Self::Entry(keys.collect())
            }
        }
    }
}

/// What these files say. They have been read as a network without an error.
///
/// What a section says that has no ids (`network`, and sections that are lists) stands under an empty id.
pub fn statements(texts: &[(String, Vec<u8>)]) -> Statements {
    let mut said = Statements::new();
    let mut without_ids: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (_, bytes) in texts {
        let (text, _) = decode(FileId(0), bytes);
        let Some(Value::Mapping(sections)) = parse_yaml(FileId(0), &text, &mut Vec::new()) else { continue };
        for (section, entries) in sections {
            let Some(section) = section.as_str() else { continue };
            match entries {
                Value::Mapping(entries) if section != "network" => {
                    for (id, entry) in &entries {
                        let id = id.as_str().unwrap_or_default().to_string();
                        let entry = of("", entry).unwrap_or_else(|| Said::Entry(BTreeMap::new()));
                        said.insert((section.to_string(), id), entry);
                    }
                }
                Value::Sequence(items) => without_ids.entry(section.to_string()).or_default().extend(items),
                whole => without_ids.entry(section.to_string()).or_default().push(whole),
            }
        }
    }
    for (section, items) in without_ids {
        let whole = of("", &Value::Sequence(items));
        said.extend(whole.map(|whole| ((section, String::new()), whole)));
    }
    said
}

/// What is said under a key; nothing if it is empty.
fn of(key: &str, value: &Value) -> Option<Said> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(truth) => word(key, &truth.to_string()),
        Value::Number(number) => word(key, &number.to_string()),
        Value::String(text) => word(key, text),
        Value::Tagged(tagged) => return of(key, &tagged.value),
        Value::Sequence(items) => {
            let mut items: Vec<Said> = items.iter().filter_map(|item| of(key, item)).collect();
            if !ORDERED.contains(&key) {
                items.sort();
            }
            match items.len() {
                0 => return None,
                1 => items.remove(0),
                _ => Said::List(items),
            }
        }
        Value::Mapping(mapping) => {
            let keys = mapping.iter().filter_map(|(key, value)| {
                let key = key.as_str()?;
                Some((key.to_string(), of(key, value)?))
            });
            let mut keys: BTreeMap<String, Said> = keys.collect();
            match keys.len() {
                0 => return None,
                1 => match keys.remove("typ").or_else(|| keys.remove("state")) {
                    Some(alone) => alone,
                    None => Said::Entry(keys),
                },
                _ => Said::Entry(keys),
            }
        }
    })
}

fn word(key: &str, written: &str) -> Said {
    let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let meaning = if PROSE.contains(&key) { None } else { quantity(&written) };
    Said::Word(Word { meaning: meaning.unwrap_or_else(|| written.clone()), written })
}

/// A quantity or date, however it is written.
fn quantity(text: &str) -> Option<String> {
    let starts = text.bytes().next().is_some_and(|first| first.is_ascii_digit() || b"+-.".contains(&first));
    if !starts || !text.bytes().any(|byte| byte.is_ascii_alphabetic() || byte == b'%') {
        return None;
    }
    macro_rules! first_of {
        ($($unit:ty),*) => { None$(.or_else(|| text.parse::<$unit>().ok().map(|value| format!("{value:?}"))))* };
    }
    first_of!(
        Date,
        Minutes,
        Distance,
        Speed,
        Capacity,
        Price,
        Share,
        Mass,
        Payload,
        Gauge,
        Position,
        Voltage,
        Investment,
        Quota,
        Amount,
        TimeValue,
        ExchangeRate,
        EmissionFactor,
        HoldingCost
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said {
        let mut problems = Vec::new();
        let value = parse_yaml(FileId(0), text, &mut problems).expect("YAML");
        of("", &value).expect("something is said")
    }

    #[test]
    fn how_it_is_said_makes_no_difference() {
        for (a, b) in [
            ("time: 24 h", "time: {typ: 1 d}"),
            ("length: 238km", "length: 238 km"),
            ("status: operating", "status: [{state: operating}]"),
            ("source: [a, b]", "source: [b, a]"),
            ("source: a", "source: [a]"),
            ("note: two  words", "note: >-\n  two\n  words\n"),
            ("a: 1\nb: 2", "{b: 2, a: \"1\", c: [], d: }"),
        ] {
            assert_eq!(said(a), said(b), "{a} and {b}");
        }
    }

    #[test]
    fn what_is_said_makes_one() {
        for (a, b) in [
            ("time: 24 h", "time: 25 h"),
            ("length: 238 km", "length: 238 mi"),
            ("path: [a, b]", "path: [b, a]"),
            ("name: 24 h", "name: 1 d"),
            ("source: a", "source: [a, b]"),
            ("a: 1", "b: 1"),
        ] {
            assert_ne!(said(a), said(b), "{a} and {b}");
        }
    }
}
