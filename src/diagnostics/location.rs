//! Where in which file?
//!
//! A place is named by its path in the YAML (`lines.trans-siberian.posts[3]`) by those who
//! check meaning, and by a byte span by those who draw it. `load::resolve_spans` turns the
//! first into the second, and only when there is something to report.

use std::fmt;
use std::ops::Range;

/// A file of [`SourceFiles`](super::SourceFiles), by the order in which it was added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// A range of bytes in a file's text: `start` is in, `end` is out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One step down a YAML tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into the value of this key.
    Key(String),
    /// Into this item of a list, counted from 0.
    Index(usize),
}

/// The way from the top of a file to one of its nodes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct YamlPath(pub Vec<Step>);

impl YamlPath {
    /// The whole file.
    pub fn root() -> Self {
        Self::default()
    }

    /// One key further down.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// One list item further down, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// This path followed by `steps`.
    #[must_use]
    pub fn join(&self, steps: &[Step]) -> Self {
        let mut joined = self.clone();
        joined.0.extend_from_slice(steps);
        joined
    }
}

impl fmt::Display for YamlPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return formatter.write_str("top level");
        }
        for (depth, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(formatter, "[{index}]")?,
                Step::Key(key) => {
                    if depth > 0 {
                        formatter.write_str(".")?;
                    }
                    let simple = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                    if !key.is_empty() && key.chars().all(simple) {
                        formatter.write_str(key)?;
                    } else {
                        write!(formatter, "{key:?}")?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Which half of `key: value` is meant. A list item has no key: its value is meant either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Focus {
    /// What stands after the colon.
    Value,
    /// The key itself.
    Key,
}

/// A place in a file, before or after it was found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// A node, not yet looked up.
    Path {
        /// Which node.
        path: YamlPath,
        /// Its key or its value.
        focus: Focus,
        /// Only these characters of a scalar, counted from 0.
        within: Option<Range<usize>>,
    },
    /// Found: these bytes.
    Span(Span),
}

/// A place in one of the files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Which file.
    pub file: FileId,
    /// Where in it.
    pub at: At,
}

impl Location {
    /// The value at `path`.
    pub fn value(file: FileId, path: YamlPath) -> Self {
        Self {
            file,
            at: At::Path {
                path,
                focus: Focus::Value,
                within: None,
            },
        }
    }

    /// The key that `path` ends with.
    pub fn key(file: FileId, path: YamlPath) -> Self {
        Self {
            file,
            at: At::Path {
                path,
                focus: Focus::Key,
                within: None,
            },
        }
    }

    /// These bytes.
    pub fn span(file: FileId, start: usize, end: usize) -> Self {
        Self {
            file,
            at: At::Span(Span { start, end }),
        }
    }

    /// The file as a whole.
    pub fn file(file: FileId) -> Self {
        Self { file, at: At::File }
    }

    /// Narrows a path to some characters of its scalar; other places stay as they are.
    #[must_use]
    pub fn within(mut self, characters: Range<usize>) -> Self {
        if let At::Path { within, .. } = &mut self.at {
            *within = Some(characters);
        }
        self
    }
}

/// A place and a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Location,
    /// Printed next to the carets; may be empty.
    pub text: String,
    /// Is this the place that is wrong, rather than one that explains it?
    pub primary: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_print_as_people_write_them() {
        let path = YamlPath::root()
            .key("lines")
            .key("trans-siberian")
            .key("posts")
            .index(3);
        assert_eq!(path.to_string(), "lines.trans-siberian.posts[3]");
        assert_eq!(YamlPath::root().to_string(), "top level");
        assert_eq!(
            YamlPath::root().key("a.b").index(0).key("Пост").to_string(),
            "\"a.b\"[0].Пост"
        );
    }

    #[test]
    fn within_narrows_only_paths() {
        let place = Location::value(FileId(0), YamlPath::root()).within(1..3);
        assert!(matches!(place.at, At::Path { within: Some(range), .. } if range == (1..3)));
        assert_eq!(
            Location::span(FileId(0), 1, 2).within(0..1),
            Location::span(FileId(0), 1, 2)
        );
    }
}
