//! What is wrong with this entry - all of it, not only the first thing?
//!
//! serde stops at the first mistake. So we report it, take the offending node out and read
//! again, until the rest can be read or nothing is left to repair.

use serde::de::DeserializeOwned;

use super::complaint::{Complaint, in_backticks};
use super::repair::Repair;
use super::yaml::{Value, empty_mapping};
use crate::diagnostics::{Diagnostic, FileId, Fix, Location, Step, YamlPath, closest, codes};

/// The most mistakes reported for one entry.
const MAX_REPAIRS: usize = 200;

/// Reads one entry and reports every independent mistake in it.
///
/// `base` is the entry's path in `file`. Unknown keys, wrong values of optional keys and wrong
/// list items are left out of the result, so the places in a repaired entry's lists are not
/// those in the file: compare `out.len()` before and after if that matters.
///
/// A message of the form `text; help: advice` is split into message and help.
///
/// # Returns
/// The entry; nothing if what is left is not enough for one.
///
/// # Cost
/// One more read of the entry per mistake, so call it per entry, not per file.
pub fn read_tolerant<T: DeserializeOwned>(
    file: FileId,
    value: Value,
    base: &YamlPath,
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    let mut reader = Reader { file, base, repair: Repair::new(value), out, filled_in: Vec::new() };
    let before = reader.out.len();
    // Taking out what was filled in costs reads too, though it reports nothing.
    for _ in 0..3 * MAX_REPAIRS {
        if reader.out.len() - before >= MAX_REPAIRS {
            break;
        }
        match reader.read::<T>() {
            Ok(entry) if reader.filled_in.is_empty() => return Some(entry),
            Ok(_) => reader.take_out_filled_in()?,
            Err(mistake) => reader.mend::<T>(mistake)?,
        }
    }
    if let Some(last) = reader.out.last_mut() {
        last.notes.push("this entry has more mistakes, which are not shown".to_owned());
    }
    None
}

/// The first mistake of a read.
struct Mistake {
    /// Where, in the value as it is now.
    path: Vec<Step>,
    complaint: Complaint,
    raw_message: String,
}

struct Reader<'a> {
    file: FileId,
    base: &'a YamlPath,
    repair: Repair,
    out: &'a mut Vec<Diagnostic>,
    /// Original paths of mappings that lacked a key and got a made-up one.
    filled_in: Vec<Vec<Step>>,
}

impl Reader<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T, Mistake> {
        serde_path_to_error::deserialize(self.repair.value()).map_err(|error| {
            let path = self.repair.present_path(error.path());
            let raw_message = error.inner().to_string();
            let last_key = match path.last() {
                Some(Step::Key(key)) => Some(key.as_str()),
                _ => None,
            };
            let complaint = Complaint::parse(&raw_message, last_key);
            Mistake { path, complaint, raw_message }
        })
    }

    /// Reports a mistake and takes it out.
    ///
    /// # Returns
    /// Nothing if the entry is beyond repair.
    fn mend<T: DeserializeOwned>(&mut self, mistake: Mistake) -> Option<()> {
        let Mistake { path, complaint, .. } = mistake;
        let original = self.repair.original(&path);
        let place = self.base.join(&original);
        match complaint {
            Complaint::UnknownKey { key, allowed } => {
                let meant = closest(&key, allowed.iter().map(String::as_str));
                self.unknown_key(place, &key, &allowed, meant);
                self.repair.remove(&path);
                // A misspelt key that is also missing is one mistake.
                if let (Some(meant), Some((_, parent))) = (meant, path.split_last())
                    && !self.repair.has_key(parent, meant)
                {
                    let mut absent = self.repair.original(parent);
                    absent.push(Step::Key(meant.to_owned()));
                    self.repair.mark_damaged(absent);
                }
                Some(())
            }
            Complaint::MissingKey { key } => {
                let mut absent = original.clone();
                absent.push(Step::Key(key.clone()));
                if !self.repair.is_damaged(&absent) {
                    self.missing_key(place, &key);
                    self.repair.mark_damaged(absent);
                }
                if self.fill_in::<T>(&path, &key) {
                    self.filled_in.push(original);
                    Some(())
                } else {
                    self.take_out(&path)
                }
            }
            Complaint::UnknownWord { word, allowed } => {
                self.unknown_word(place, &word, &allowed);
                self.take_out(&path)
            }
            Complaint::Other { message, help } => {
                if !self.repair.is_damaged_below(&original) {
                    let mut diagnostic =
                        Diagnostic::error(codes::WRONG_VALUE, message).at(Location::value(self.file, place));
                    diagnostic.fix = (help.as_deref() == Some(Fix::Quote.title())).then_some(Fix::Quote);
                    diagnostic.help = help;
                    self.out.push(diagnostic);
                }
                self.take_out(&path)
            }
        }
    }

    /// Takes out a node that is wrong; nothing if that is the whole entry.
    fn take_out(&mut self, path: &[Step]) -> Option<()> {
        if path.is_empty() {
            return None;
        }
        self.repair.mark_damaged(self.repair.original(path));
        self.repair.remove(path);
        Some(())
    }

    /// Nothing made up may be handed out: what could be read only so is taken out at last.
    fn take_out_filled_in(&mut self) -> Option<()> {
        let original = self.filled_in.pop()?;
        match self.repair.present(&original) {
            Some(present) => self.take_out(&present),
            None => Some(()),
        }
    }

    /// serde names one missing key and stops. To hear of the next one, put something in the
    /// first one's place that can be read; what that is, its own complaints may tell.
    fn fill_in<T: DeserializeOwned>(&mut self, parent: &[Step], key: &str) -> bool {
        let mut filled = parent.to_vec();
        filled.push(Step::Key(key.to_owned()));
        let mut candidates = vec![
            empty_mapping(),
            Value::Sequence(Vec::new()),
            Value::Bool(false),
            Value::Number(1.into()),
            Value::String("x".to_owned()),
        ];
        let mut tried = 0;
        while let Some(candidate) = candidates.pop() {
            self.repair.fill(parent, key, candidate);
            match self.read::<T>() {
                Err(mistake) if mistake.path.starts_with(&filled) => {
                    if tried == 0 {
                        let hints = in_backticks(Some(&mistake.raw_message));
                        candidates.extend(hints.into_iter().take(4).map(Value::String));
                    }
                    tried += 1;
                }
                _ => return true,
            }
        }
        self.repair.remove(&filled);
        false
    }

    fn unknown_key(&mut self, place: YamlPath, key: &str, allowed: &[String], meant: Option<&str>) {
        let message = format!("unknown key `{}`", super::wording::shorten(key, 60));
        let help = match (meant, allowed) {
            (Some(meant), _) => format!("did you mean `{meant}`?"),
            (None, []) => "no keys are allowed here".to_owned(),
            (None, _) => format!("the keys allowed here are {}", list(allowed)),
        };
        let place = Location::key(self.file, place);
        self.out.push(Diagnostic::error(codes::UNKNOWN_KEY, message).at(place).help(help));
    }

    fn missing_key(&mut self, place: YamlPath, key: &str) {
        let place = Location::key(self.file, place);
        let diagnostic = Diagnostic::error(codes::MISSING_KEY, format!("missing key `{key}`"))
            .at_saying(place, format!("needs `{key}`"));
        self.out.push(diagnostic);
    }

    fn unknown_word(&mut self, place: YamlPath, word: &str, allowed: &[String]) {
        let message = format!("`{}` is not one of the choices", super::wording::shorten(word, 60));
        let help = match closest(word, allowed.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("the choices are {}", list(allowed)),
        };
        let place = Location::value(self.file, place);
        self.out.push(Diagnostic::error(codes::WRONG_VALUE, message).at(place).help(help));
    }
}

fn list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::At;
    use crate::load::parse_yaml;
    use serde::Deserialize;
    use serde::de::{Deserializer, Error, Visitor};
    use std::collections::BTreeMap;
    use std::fmt;

    #[derive(Debug, PartialEq, Clone, Copy)]
    struct Metres(u32);

    struct MetresVisitor;

    impl Visitor<'_> for MetresVisitor {
        type Value = Metres;
        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a length such as `850 m`")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<Metres, E> {
            let number = text.strip_suffix(" m").and_then(|number| number.parse().ok());
            number.map(Metres).ok_or_else(|| E::custom(format!("`{text}` is no length; help: write it like `850 m`")))
        }
    }

    impl<'de> Deserialize<'de> for Metres {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(MetresVisitor)
        }
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Mode {
        Rail,
        InlandWater,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Span {
        between: [String; 2],
        tracks: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Line {
        name: String,
        mode: Mode,
        length: Metres,
        tracks: Option<u32>,
        #[serde(default)]
        posts: Vec<BTreeMap<String, Metres>>,
        #[serde(default)]
        spans: Vec<Span>,
    }

    /// Reads a line and prints each mistake as `CODE path: message (help)`.
    fn mistakes(text: &str) -> (Option<Line>, Vec<String>) {
        let mut out = Vec::new();
        let value = parse_yaml(FileId(0), text, &mut out).unwrap();
        let line = read_tolerant::<Line>(FileId(0), value, &YamlPath::root().key("l"), &mut out);
        let print = |diagnostic: &Diagnostic| {
            let At::Path { path, focus, .. } = &diagnostic.labels[0].place.at else { panic!() };
            let help = diagnostic.help.as_deref().unwrap_or("");
            format!("{} {path} {focus:?}: {} ({help})", diagnostic.code, diagnostic.message)
        };
        (line, out.iter().map(print).collect())
    }

    const GOOD: &str = "name: A\nmode: rail\nlength: 5 m\n";

    #[test]
    fn a_good_entry_says_nothing() {
        let (line, mistakes) = mistakes(GOOD);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert_eq!(line.unwrap().length, Metres(5));
    }

    #[test]
    fn optional_mistakes_leave_an_entry() {
        let (line, mistakes) = mistakes(&format!("{GOOD}tracks: two\nowner: x\n"));
        let line = line.unwrap();
        assert_eq!((line.tracks, line.mode), (None, Mode::Rail));
        assert_eq!(
            mistakes,
            [
                "LB0106 l.tracks Value: expected a whole number, not negative, found `two` ()",
                "LB0105 l.owner Key: unknown key `owner` \
                 (the keys allowed here are `name`, `mode`, `length`, `tracks`, `posts`, `spans`)",
            ]
        );
    }

    #[test]
    fn every_missing_key_is_named() {
        let (line, mistakes) = mistakes("{}");
        assert!(line.is_none());
        assert_eq!(
            mistakes,
            [
                "LB0107 l Key: missing key `name` ()",
                "LB0107 l Key: missing key `mode` ()",
                "LB0107 l Key: missing key `length` ()",
            ]
        );
    }

    #[test]
    fn a_wrong_value_is_not_missing_as_well() {
        let (line, mistakes) = mistakes("name: 12\nmode: inland-water\nlenght: 5 m");
        assert!(line.is_none());
        assert_eq!(
            mistakes,
            [
                "LB0106 l.name Value: expected text, found `12` (put it in quotes)",
                "LB0106 l.mode Value: `inland-water` is not one of the choices \
                 (did you mean `inland_water`?)",
                "LB0105 l.lenght Key: unknown key `lenght` (did you mean `length`?)",
            ]
        );
    }

    #[test]
    fn list_items_keep_the_numbers_of_the_file() {
        let posts = "posts: [{a: 1 m}, {b: x}, 5, {c: 2 m}, {d: y}, z]\n";
        let (line, mistakes) = mistakes(&format!("{GOOD}{posts}"));
        // An item whose only key was wrong is left as an empty mapping.
        assert_eq!(line.unwrap().posts.len(), 4);
        assert_eq!(
            mistakes,
            [
                "LB0106 l.posts[1].b Value: `x` is no length (write it like `850 m`)",
                "LB0106 l.posts[2] Value: expected a mapping, found `5` ()",
                "LB0106 l.posts[4].d Value: `y` is no length (write it like `850 m`)",
                "LB0106 l.posts[5] Value: expected a mapping, found `z` ()",
            ]
        );
    }

    #[test]
    fn a_damaged_part_says_nothing_of_itself() {
        let spans = "spans:\n- {between: [a, 5], tracks: 1}\n- {between: [a], tracks: x}\n- {}\n";
        let (line, mistakes) = mistakes(&format!("{GOOD}{spans}"));
        assert_eq!(line.unwrap().spans.len(), 0);
        assert_eq!(
            mistakes,
            [
                "LB0106 l.spans[0].between[1] Value: expected text, found `5` (put it in quotes)",
                "LB0106 l.spans[1].between Value: expected a list of 2, found 1 item ()",
                "LB0106 l.spans[1].tracks Value: \
                 expected a whole number, not negative, found `x` ()",
                "LB0107 l.spans[2] Key: missing key `between` ()",
            ]
        );
    }

    #[test]
    fn an_entry_of_the_wrong_kind_is_one_mistake() {
        let (line, mistakes) = mistakes("[a, b]");
        assert!(line.is_none());
        assert_eq!(mistakes, ["LB0106 l Value: expected a mapping, found a list ()"]);
        assert_eq!(self::mistakes("~").1.len(), 3, "three missing keys");
    }

    #[test]
    fn stops_after_many_mistakes() {
        let mut out = Vec::new();
        let text = "x, ".repeat(MAX_REPAIRS + 50);
        let value = parse_yaml(FileId(0), &format!("[{text}]"), &mut out).unwrap();
        let read = read_tolerant::<Vec<u8>>(FileId(0), value, &YamlPath::root(), &mut out);
        assert!(read.is_none() && out.len() == MAX_REPAIRS);
        assert!(out.last().unwrap().notes[0].contains("more mistakes"));
    }
}
