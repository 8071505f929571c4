//! Is this text safe to hand to the tree builder?
//!
//! One pass over the parser's events with an explicit stack: no recursion, no tree. Sizes are
//! counted as they will be once aliases are written out.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::characters::{indicators, unusable_character};
use super::marks::{Characters, characters, to_bytes};
use super::syntax::{SyntaxError, syntax_error};
use crate::diagnostics::{Code, Diagnostic, FileId, Location, Span, codes};

/// How much a file may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Lists and mappings inside each other, aliases followed.
    pub depth: usize,
    /// Keys, values, lists and mappings, aliases written out.
    pub nodes: u64,
    /// Bytes of text in keys and values, aliases written out.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 64, nodes: 2_000_000, bytes: 64 * 1024 * 1024 }
    }
}

/// The most duplicate keys reported for one file.
const MAX_REPORTED: usize = 200;

/// Everything that makes `text` unfit to be built into a tree, and every duplicate key.
///
/// With only [`codes::DUPLICATE_KEY`] among the results the tree may still be built, to find
/// further mistakes; after any other it must not be.
///
/// # Cost
/// Linear in the text, whatever its aliases would grow to.
pub fn guard(file: FileId, text: &str, limits: &Limits) -> Vec<Diagnostic> {
    if let Some(problem) = unusable_character(file, text) {
        return vec![problem];
    }
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut guard = Guard::new(*limits);
    if indicators(body) > limits.nodes.saturating_mul(2) {
        guard.too_large(0..1, "the file has too many values");
    } else {
        guard.run(body);
    }
    to_diagnostics(file, text, body, guard.findings)
}

/// A problem, before its characters were turned into bytes.
struct Finding {
    code: Code,
    message: String,
    at: Characters,
    /// Another stretch of text that it has to do with, and what that is.
    other: Option<(Characters, &'static str)>,
    help: Option<String>,
}

/// How much has been meant so far.
#[derive(Clone, Copy, Default)]
struct Size {
    nodes: u64,
    bytes: u64,
}

/// A list or mapping that is open.
struct Frame<'t> {
    /// Its first character: a bracket, if it is written with brackets.
    start: usize,
    anchor: usize,
    size_before: Size,
    /// Of what is inside: 0 for scalars only.
    height: usize,
    /// Only in a mapping.
    keys: Option<HashMap<Cow<'t, str>, Characters>>,
    key_is_next: bool,
}

/// What an alias of a finished anchor stands for.
struct Anchored {
    size: Size,
    height: usize,
}

/// Nothing more can be said about this file.
struct Stop;

struct Guard<'t> {
    limits: Limits,
    size: Size,
    stack: Vec<Frame<'t>>,
    anchors: HashMap<usize, Anchored>,
    documents: usize,
    findings: Vec<Finding>,
}

impl<'t> Guard<'t> {
    fn new(limits: Limits) -> Self {
        Self {
            limits,
            size: Size::default(),
            stack: Vec::new(),
            anchors: HashMap::new(),
            documents: 0,
            findings: Vec::new(),
        }
    }

    fn run(&mut self, text: &'t str) {
        let mut parser = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let outcome = match next {
                Ok((event, span)) => self.event(event, characters(&span)),
                Err(error) => Err(self.syntax(text, error.info(), error.marker().index())),
            };
            if outcome.is_err() {
                return;
            }
        }
        if self.documents == 0 {
            self.find(codes::NOT_ONE_DOCUMENT, "the file is empty", 0..0);
        }
    }

    fn event(&mut self, event: Event<'t>, at: Characters) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    self.find(codes::NOT_ONE_DOCUMENT, "a second document starts here", at);
                    self.help("move it into a file of its own, or remove the `---`");
                    return Err(Stop);
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_tag(tag.as_deref(), &at)?;
                if self.stack.is_empty() && text.is_empty() && style == ScalarStyle::Plain {
                    self.find(codes::NOT_ONE_DOCUMENT, "the file is empty", 0..0);
                    return Err(Stop);
                }
                let size = Size { nodes: 1, bytes: text.len() as u64 };
                self.add(size, &at)?;
                if anchor > 0 {
                    self.anchors.insert(anchor, Anchored { size, height: 0 });
                }
                self.key_or_value(text, at);
            }
            Event::Alias(anchor) => self.alias(anchor, at)?,
            Event::SequenceStart(anchor, tag) => self.open(anchor, tag.as_deref(), None, &at)?,
            Event::MappingStart(anchor, tag) => {
                self.open(anchor, tag.as_deref(), Some(HashMap::new()), &at)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        anchor: usize,
        tag: Option<&Tag>,
        keys: Option<HashMap<Cow<'t, str>, Characters>>,
        at: &Characters,
    ) -> Result<(), Stop> {
        self.refuse_tag(tag, at)?;
        self.refuse_as_key("a list or a mapping", at)?;
        if self.stack.len() >= self.limits.depth {
            return Err(self.too_deep(at.clone()));
        }
        let size_before = self.size;
        self.add(Size { nodes: 1, bytes: 0 }, at)?;
        let key_is_next = keys.is_some();
        self.stack.push(Frame { start: at.start, anchor, size_before, height: 0, keys, key_is_next });
        Ok(())
    }

    fn close(&mut self) {
        let Some(frame) = self.stack.pop() else {
            return;
        };
        let height = frame.height + 1;
        if frame.anchor > 0 {
            let size = Size {
                nodes: self.size.nodes - frame.size_before.nodes,
                bytes: self.size.bytes - frame.size_before.bytes,
            };
            self.anchors.insert(frame.anchor, Anchored { size, height });
        }
        self.value_done(height);
    }

    fn alias(&mut self, anchor: usize, at: Characters) -> Result<(), Stop> {
        self.refuse_as_key("an alias", &at)?;
        let Some(&Anchored { size, height }) = self.anchors.get(&anchor) else {
            // Its anchor is still open: it would contain itself.
            let stop = self.too_large(at, "this alias stands inside its own anchor");
            self.help("write out what it should stand for");
            return Err(stop);
        };
        if self.stack.len() + height > self.limits.depth {
            return Err(self.too_deep(at));
        }
        self.add(size, &at)?;
        self.value_done(height);
        Ok(())
    }

    fn key_or_value(&mut self, text: Cow<'t, str>, at: Characters) {
        let Some(frame) = self.stack.last_mut() else {
            return;
        };
        let Some(keys) = frame.keys.as_mut().filter(|_| frame.key_is_next) else {
            self.value_done(0);
            return;
        };
        frame.key_is_next = false;
        match keys.entry(text) {
            Entry::Vacant(vacant) => {
                vacant.insert(at);
            }
            Entry::Occupied(first) if self.findings.len() < MAX_REPORTED => {
                self.findings.push(Finding {
                    code: codes::DUPLICATE_KEY,
                    message: format!("key `{}` is written twice", shorten(first.key())),
                    at,
                    other: Some((first.get().clone(), "first written here")),
                    help: Some("remove one of them, or give it another name".to_owned()),
                });
            }
            Entry::Occupied(_) => {}
        }
    }

    fn value_done(&mut self, height: usize) {
        if let Some(frame) = self.stack.last_mut() {
            frame.height = frame.height.max(height);
            frame.key_is_next = frame.keys.is_some();
        }
    }

    /// Sizes stay below twice the limits, so they cannot overflow; saturating all the same.
    fn add(&mut self, size: Size, at: &Characters) -> Result<(), Stop> {
        self.size.nodes = self.size.nodes.saturating_add(size.nodes);
        self.size.bytes = self.size.bytes.saturating_add(size.bytes);
        if self.size.nodes > self.limits.nodes || self.size.bytes > self.limits.bytes {
            let message = "the file is too large once its aliases are written out";
            return Err(self.too_large(at.clone(), message));
        }
        Ok(())
    }

    fn refuse_as_key(&mut self, what: &str, at: &Characters) -> Result<(), Stop> {
        if !self.stack.last().is_some_and(|frame| frame.key_is_next) {
            return Ok(());
        }
        self.find(codes::YAML_SYNTAX, format!("{what} cannot be a key"), at.clone());
        self.help("write keys as plain text");
        Err(Stop)
    }

    fn refuse_tag(&mut self, tag: Option<&Tag>, at: &Characters) -> Result<(), Stop> {
        let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) else {
            return Ok(());
        };
        let message = format!("tag `{}` has no meaning here", shorten(&tag.to_string()));
        self.find(codes::YAML_SYNTAX, message, at.clone());
        self.help("remove the tag, or put the text in quotes");
        Err(Stop)
    }

    fn too_deep(&mut self, at: Characters) -> Stop {
        let message = format!("nested more than {} levels deep", self.limits.depth);
        self.find(codes::TOO_DEEP, message, at);
        Stop
    }

    fn too_large(&mut self, at: Characters, message: &str) -> Stop {
        self.find(codes::TOO_LARGE, message, at);
        let Limits { nodes, bytes, .. } = self.limits;
        self.help(format!("one file may mean {nodes} values and {bytes} bytes of text"));
        Stop
    }

    fn syntax(&mut self, text: &str, info: &str, character: usize) -> Stop {
        // In brackets the parser looks ahead, so it may give up before we hear of the depth.
        if info.contains("recursion limit") {
            return self.too_deep(character..character + 1);
        }
        let SyntaxError { message, help, at } = syntax_error(text, info, character);
        self.find(codes::YAML_SYNTAX, message, at);
        if let Some(help) = help {
            self.help(help);
        }
        let start = self.stack.last().map(|frame| frame.start);
        let open = start.filter(|start| text.chars().nth(*start).is_some_and(|first| matches!(first, '[' | '{')));
        if let (Some(start), Some(finding)) = (open, self.findings.last_mut()) {
            finding.other = Some((start..start + 1, "this bracket is open"));
        }
        Stop
    }

    fn find(&mut self, code: Code, message: impl Into<String>, at: Characters) {
        let message = message.into();
        self.findings.push(Finding { code, message, at, other: None, help: None });
    }

    fn help(&mut self, text: impl Into<String>) {
        if let Some(finding) = self.findings.last_mut() {
            finding.help = Some(text.into());
        }
    }
}

fn to_diagnostics(file: FileId, text: &str, body: &str, findings: Vec<Finding>) -> Vec<Diagnostic> {
    let skipped = text.len() - body.len();
    let ranges: Vec<Characters> = findings
        .iter()
        .flat_map(|finding| {
            let other = finding.other.as_ref().map(|(at, _)| at.clone());
            std::iter::once(finding.at.clone()).chain(other)
        })
        .collect();
    let mut spans = to_bytes(body, &ranges)
        .into_iter()
        .map(|Span { start, end }| Location::span(file, start + skipped, end + skipped));
    let mut place = || spans.next().unwrap_or_else(|| Location::file(file));
    findings
        .into_iter()
        .map(|finding| {
            let mut diagnostic = Diagnostic::error(finding.code, finding.message).at(place());
            if let Some((_, what)) = finding.other {
                diagnostic = diagnostic.also(place(), what);
            }
            diagnostic.help = finding.help;
            diagnostic
        })
        .collect()
}

fn shorten(text: &str) -> String {
    super::wording::shorten(text, 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::At;

    /// The code, and the text under each label.
    fn found(text: &str) -> Vec<(Code, Vec<&str>)> {
        let under = |location: &Location| match location.at {
            At::Span(span) => &text[span.start..span.end],
            _ => panic!("a span"),
        };
        guard(FileId(0), text, &Limits::default())
            .iter()
            .map(|problem| {
                let places = problem.labels.iter().map(|label| under(&label.place)).collect();
                (problem.code, places)
            })
            .collect()
    }

    fn check(text: &str, code: Code, under: &str) {
        assert_eq!(found(text), [(code, vec![under])], "{text}");
    }

    #[test]
    fn ordinary_text_passes() {
        for text in [
            "a: 1\n",
            "\u{feff}имя: 부산\r\nb: [1, {c: d}]\r\n",
            "a: &x {b: 1}\nc: [*x, *x]\n",
            "---\na: 1\n...\n",
            "a: {x: 1}\nb: {x: 1}\nc: [{x: 1}, {x: 1}]\n",
            "a: !!str 12\n",
            "a: |\n  text\n\n  more\n",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn duplicate_keys_are_shown_twice() {
        let text = "\u{feff}хасан: {a: 1, b: 2, 'a': 3}\r\n도라산: 1\r\nхасан: 2\r\n";
        let expected = [(codes::DUPLICATE_KEY, vec!["'a'", "a"]), (codes::DUPLICATE_KEY, vec!["хасан", "хасан"])];
        assert_eq!(found(text), expected);
        let problems = guard(FileId(0), text, &Limits::default());
        let starts = |problem: &Diagnostic| match (&problem.labels[0].place.at, &problem.labels[1].place.at) {
            (At::Span(second), At::Span(first)) => (second.start > first.start, problem.labels[0].primary),
            _ => (false, false),
        };
        assert!(problems.iter().all(|problem| starts(problem) == (true, true)));
    }

    #[test]
    fn syntax_errors_have_a_place_and_help() {
        check("a: b: c\n", codes::YAML_SYNTAX, ":");
        check("имя: \"부산\nb: 1", codes::YAML_SYNTAX, "\"");
        check("a: *nowhere\n", codes::YAML_SYNTAX, "*");
        check("a: !custom 1\n", codes::YAML_SYNTAX, "!custom 1");
        check("? [a]\n: 1\n", codes::YAML_SYNTAX, "[");
        check("a: \0b\n", codes::YAML_SYNTAX, "\0");
        let unclosed = guard(FileId(0), "a: {b: [1], c: 2\nd: 3\n", &Limits::default());
        assert_eq!(unclosed[0].labels[1].place, Location::span(FileId(0), 3, 4), "the bracket that is open");
        let tabs = guard(FileId(0), "a:\n\tb: 1\n", &Limits::default());
        assert!(tabs[0].help.as_deref().is_some_and(|help| help.contains("spaces")), "{tabs:?}");
    }

    #[test]
    fn one_document_is_wanted() {
        check("a: 1\n---\nb: 2\n", codes::NOT_ONE_DOCUMENT, "---");
        for text in ["", "# nothing\n", "---\n", "\u{feff}", "\n\n"] {
            check(text, codes::NOT_ONE_DOCUMENT, "");
        }
    }

    #[test]
    fn depth_is_counted_through_aliases() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(found(&nested(64)), []);
        check(&nested(65), codes::TOO_DEEP, "[");
        let text = format!("- &a {}\n- {}*a{}\n", nested(40), "[".repeat(30), "]".repeat(30));
        check(&text, codes::TOO_DEEP, "*a");
    }

    #[test]
    fn size_is_counted_through_aliases() {
        check("a: &a [*a]\n", codes::TOO_LARGE, "*a");
        check("a: &a {b: {c: *a}}\n", codes::TOO_LARGE, "*a");
        let limits = Limits { nodes: 10, bytes: 100, ..Limits::default() };
        let passes = |text: &str| guard(FileId(0), text, &limits).is_empty();
        assert!(passes("[1, 2, 3, 4, 5, 6, 7, 8, 9]"));
        assert!(!passes("[1, 2, 3, 4, 5, 6, 7, 8, 9, 0]"));
        assert!(passes("[&a [1, 2, 3], *a]"));
        assert!(!passes("[&a [1, 2, 3], *a, *a]"));
        let text = |count: usize| format!("[&a {}{}]", "x".repeat(40), ", *a".repeat(count));
        assert!(passes(&text(1)) && !passes(&text(2)));
    }
}
