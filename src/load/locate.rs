//! Where in the text do these paths lead?
//!
//! A pass over the parser's events, run only when there is something to report. It answers
//! any number of paths at once.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser};

use super::marks::{Characters, characters, to_bytes};
use crate::diagnostics::{Focus, Span, Step, YamlPath};

/// The bytes of each path's key or value.
///
/// A path that leads nowhere is answered with its nearest ancestor's key, or the ancestor
/// itself if that is a list item. Aliases are not followed: what an alias stands for is found
/// at the alias. Of duplicate keys the first counts. A list item's key is the item.
///
/// # Returns
/// One answer per request, in order; nothing where the file has no content before its first
/// syntax error.
///
/// # Cost
/// Linear in the text and the paths.
pub fn locate(text: &str, requests: &[(YamlPath, Focus)]) -> Vec<Option<Span>> {
    locate_exactly(text, requests)
        .into_iter()
        .map(|found| found.map(|(span, _)| span))
        .collect()
}

/// As [`locate`]; also says whether the span is that of the path itself.
pub(super) fn locate_exactly(
    text: &str,
    requests: &[(YamlPath, Focus)],
) -> Vec<Option<(Span, bool)>> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    let mut tree = Wanted::default();
    let ends: Vec<usize> = requests.iter().map(|(path, _)| tree.insert(path)).collect();
    let mut walk = Walk {
        tree,
        stack: Vec::new(),
        content_end: 0,
        first: None,
    };
    walk.run(body);

    let found: Vec<Option<(Characters, bool)>> = requests
        .iter()
        .zip(&ends)
        .map(|((_, focus), node)| walk.answer(*node, *focus))
        .collect();
    let ranges: Vec<Characters> = found
        .iter()
        .flatten()
        .map(|(range, _)| range.clone())
        .collect();
    let mut spans = to_bytes(body, &ranges).into_iter();
    let mut place = |(_, exact): (Characters, bool)| {
        let Span { start, end } = spans.next()?;
        // Block scalars and collections end where the next token starts.
        let content = body.get(start..end).map_or(0, |text| text.trim_end().len());
        Some((
            Span {
                start: start + skipped,
                end: start + content + skipped,
            },
            exact,
        ))
    };
    found
        .into_iter()
        .map(|found| found.and_then(&mut place))
        .collect()
}

/// The requested paths as a tree; node 0 is the top.
struct Wanted<'p> {
    nodes: Vec<WantedNode<'p>>,
}

#[derive(Default)]
struct WantedNode<'p> {
    parent: usize,
    children: HashMap<&'p Step, usize>,
    seen: bool,
    key: Option<Characters>,
    value: Option<Characters>,
}

impl Default for Wanted<'_> {
    fn default() -> Self {
        Self {
            nodes: vec![WantedNode::default()],
        }
    }
}

impl<'p> Wanted<'p> {
    fn insert(&mut self, path: &'p YamlPath) -> usize {
        let mut at = 0;
        for step in &path.0 {
            let next = self.nodes.len();
            let child = *self.nodes[at].children.entry(step).or_insert(next);
            if child == next {
                self.nodes.push(WantedNode {
                    parent: at,
                    ..WantedNode::default()
                });
            }
            at = child;
        }
        at
    }

    /// The child that a step leads to, unless it was seen before (a duplicate key).
    fn enter(&mut self, node: Option<usize>, step: &Step) -> Option<usize> {
        let children = &self.nodes.get(node?)?.children;
        if children.is_empty() {
            return None;
        }
        let child = *children.get(step)?;
        let seen = &mut self.nodes.get_mut(child)?.seen;
        (!std::mem::replace(seen, true)).then_some(child)
    }
}

enum Place {
    /// The next node is a key.
    Key,
    /// The next node is the value of a key, and this is what was wanted of it.
    Value(Option<usize>),
    /// The next node is this item of a list.
    Item(usize),
}

struct Frame {
    node: Option<usize>,
    start: usize,
    next: Place,
}

struct Walk<'p> {
    tree: Wanted<'p>,
    stack: Vec<Frame>,
    /// Where the last thing ended that people see as content.
    content_end: usize,
    /// The first thing that people see as content.
    first: Option<Characters>,
}

impl Walk<'_> {
    fn run(&mut self, text: &str) {
        let mut parser = Parser::new_from_str(text);
        while let Some(Ok((event, span))) = parser.next_event() {
            let at = characters(&span);
            match event {
                Event::Scalar(text, ..) => self.leaf(Some(&text), at),
                Event::Alias(_) => self.leaf(None, at),
                Event::SequenceStart(..) => self.open(Place::Item(0), &at),
                Event::MappingStart(..) => self.open(Place::Key, &at),
                Event::SequenceEnd | Event::MappingEnd => self.close(&at),
                // Only the first document counts.
                Event::DocumentEnd => break,
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_) => {}
            }
        }
        // After a syntax error: what is open goes as far as was read.
        while !self.stack.is_empty() {
            self.close(&(0..0));
        }
    }

    fn leaf(&mut self, text: Option<&str>, at: Characters) {
        if !at.is_empty() {
            self.content_end = at.end;
            self.first.get_or_insert_with(|| at.clone());
        }
        if let Some(Frame {
            node,
            next: next @ Place::Key,
            ..
        }) = self.stack.last_mut()
        {
            let step = text.map(|text| Step::Key(text.to_owned()));
            let child = step.and_then(|step| self.tree.enter(*node, &step));
            *next = Place::Value(child);
            if let Some(child) = child {
                self.tree.nodes[child].key = Some(at);
            }
            return;
        }
        if let Some(node) = self.begin_value() {
            let node = &mut self.tree.nodes[node];
            // A value that is not there (`key:`) is shown at its key.
            node.value = if at.is_empty() {
                node.key.clone().or(Some(at))
            } else {
                Some(at)
            };
        }
        self.end_value();
    }

    fn open(&mut self, next: Place, at: &Characters) {
        if !at.is_empty() {
            self.content_end = at.end;
        }
        let node = self.begin_value();
        self.stack.push(Frame {
            node,
            start: at.start,
            next,
        });
    }

    fn close(&mut self, at: &Characters) {
        if !at.is_empty() {
            self.content_end = at.end;
        }
        if let Some(Frame { node, start, .. }) = self.stack.pop() {
            if let Some(node) = node {
                self.tree.nodes[node].value = Some(start..self.content_end.max(start));
            }
            self.end_value();
        }
    }

    /// What was wanted of the value that starts here.
    fn begin_value(&mut self) -> Option<usize> {
        match self.stack.last_mut() {
            None => (!std::mem::replace(&mut self.tree.nodes[0].seen, true)).then_some(0),
            Some(Frame {
                next: Place::Key, ..
            }) => None,
            Some(Frame {
                next: Place::Value(wanted),
                ..
            }) => wanted.take(),
            Some(Frame {
                node,
                next: Place::Item(index),
                ..
            }) => {
                let step = Step::Index(*index);
                *index += 1;
                self.tree.enter(*node, &step)
            }
        }
    }

    fn end_value(&mut self) {
        if let Some(Frame { next, .. }) = self.stack.last_mut() {
            *next = match next {
                // A list or mapping as a key: its value follows.
                Place::Key => Place::Value(None),
                Place::Value(_) => Place::Key,
                Place::Item(index) => Place::Item(*index),
            };
        }
    }

    fn answer(&self, wanted: usize, focus: Focus) -> Option<(Characters, bool)> {
        let node = &self.tree.nodes[wanted];
        let (key, value) = (node.key.clone(), node.value.clone());
        let own = match focus {
            Focus::Key => key.or(value),
            Focus::Value => value.or(key),
        };
        if wanted == 0 {
            // Underlining the whole file helps nobody.
            return self.first.clone().or(own).map(|range| (range, true));
        }
        if let Some(range) = own {
            return Some((range, true));
        }
        let mut at = node.parent;
        while at != 0 {
            let node = &self.tree.nodes[at];
            if let Some(range) = node.key.clone().or_else(|| node.value.clone()) {
                return Some((range, false));
            }
            at = node.parent;
        }
        self.first.clone().map(|range| (range, false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(line, column)..(line, column)` would hide what matters: compare the text itself.
    fn check(text: &str, path: &YamlPath, focus: Focus, expected: &str) {
        let found = locate(text, &[(path.clone(), focus)])[0];
        let slice = found.map(|span| &text[span.start..span.end]);
        assert_eq!(slice, Some(expected), "{path} {focus:?} in\n{text}");
    }

    fn path(steps: &[&str]) -> YamlPath {
        steps
            .iter()
            .fold(YamlPath::root(), |path, step| match step.parse() {
                Ok(index) => path.index(index),
                Err(_) => path.key(*step),
            })
    }

    const TEXT: &str = "\
# комментарий: с двоеточием
places: &all
  хасан: {name: 'Khasan', aliases: [Хасан, \"하산\"], at: 42.4N 130.6E} # flow
  rajin:
    name: \"Rajin\\u0021\"
    note: |
      first
      second

    posts:
      - a: 0 km
      # between
      - b: 1 km
        c:
    many:
    - x
    -   - y
        - z
again: *all
plain: one
  two
хасан: 2
";

    #[test]
    fn finds_keys_and_values_in_every_style() {
        use Focus::{Key, Value};
        check(TEXT, &path(&["places", "хасан", "name"]), Value, "'Khasan'");
        check(TEXT, &path(&["places", "хасан", "name"]), Key, "name");
        check(
            TEXT,
            &path(&["places", "хасан", "aliases", "0"]),
            Value,
            "Хасан",
        );
        check(
            TEXT,
            &path(&["places", "хасан", "aliases", "1"]),
            Key,
            "\"하산\"",
        );
        check(
            TEXT,
            &path(&["places", "хасан", "aliases"]),
            Value,
            "[Хасан, \"하산\"]",
        );
        check(
            TEXT,
            &path(&["places", "хасан", "at"]),
            Value,
            "42.4N 130.6E",
        );
        check(TEXT, &path(&["places", "хасан"]), Key, "хасан");
        check(
            TEXT,
            &path(&["places", "rajin", "name"]),
            Value,
            "\"Rajin\\u0021\"",
        );
        check(
            TEXT,
            &path(&["places", "rajin", "note"]),
            Value,
            "first\n      second",
        );
        check(
            TEXT,
            &path(&["places", "rajin", "posts", "1", "b"]),
            Value,
            "1 km",
        );
        check(
            TEXT,
            &path(&["places", "rajin", "posts", "1", "c"]),
            Value,
            "c",
        );
        check(
            TEXT,
            &path(&["places", "rajin", "posts", "0"]),
            Value,
            "a: 0 km",
        );
        check(
            TEXT,
            &path(&["places", "rajin", "many", "1", "1"]),
            Value,
            "z",
        );
        check(TEXT, &path(&["plain"]), Value, "one\n  two");
        check(TEXT, &path(&["хасан"]), Value, "2");
    }

    #[test]
    fn falls_back_to_the_nearest_ancestor() {
        use Focus::{Key, Value};
        check(TEXT, &path(&["places", "rajin", "country"]), Value, "rajin");
        check(
            TEXT,
            &path(&["places", "rajin", "posts", "0", "x", "y"]),
            Key,
            "a: 0 km",
        );
        check(TEXT, &path(&["again", "rajin"]), Value, "again");
        check(TEXT, &path(&["again"]), Value, "*all");
        check(TEXT, &path(&["nowhere", "7"]), Value, "places");
        check(TEXT, &YamlPath::root(), Value, "places");
    }

    #[test]
    fn byte_order_mark_windows_lines_duplicates_and_errors() {
        check(
            "\u{feff}имя: x\r\nb: y\r\n",
            &path(&["b"]),
            Focus::Value,
            "y",
        );
        check(
            "\u{feff}имя: x\r\nb: y\r\n",
            &path(&["имя"]),
            Focus::Key,
            "имя",
        );
        check("a: 1\na: 2\n", &path(&["a"]), Focus::Value, "1");
        check(
            "? [x, y]\n: z\na: {b: 2}\n",
            &path(&["a", "b"]),
            Focus::Value,
            "2",
        );
        check("a: {b: 2}\nc: [\n", &path(&["a", "b"]), Focus::Value, "2");
        check("[{a: 1}, {a: 2}]", &path(&["1", "a"]), Focus::Value, "2");
        assert_eq!(locate("", &[(path(&["a"]), Focus::Key)]), [None]);
        assert_eq!(locate("a: 1", &[]), []);
    }
}
