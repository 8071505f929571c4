//! Which text stands behind a file number, and on which line is a byte?

use super::{FileId, Span};

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<usize>,
}

/// The files that diagnostics point into.
///
/// Names are shown as they were given, so give them relative to where the user stands.
#[derive(Debug, Default)]
pub struct SourceFiles {
    files: Vec<SourceFile>,
}

impl SourceFiles {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Returns
    /// Its number; nothing if there are 65536 files already.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> Option<FileId> {
        let id = u16::try_from(self.files.len()).ok()?;
        let text = text.into();
        let after_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let line_starts = std::iter::once(0).chain(after_breaks.map(|(at, _)| at + 1)).collect();
        self.files.push(SourceFile { name: name.into(), text, line_starts });
        Some(FileId(id))
    }

    /// Every file's number, in the order of adding.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len()).filter_map(|index| u16::try_from(index).ok()).map(FileId)
    }

    /// The name of a file; `?` for a number that was never given out.
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("?", |file| &file.name)
    }

    /// The text of a file; empty for a number that was never given out.
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.text)
    }

    /// The line and column of a byte. Bytes past the end count as the end, bytes inside a
    /// character as its start.
    pub fn position(&self, file: FileId, byte: usize) -> Position {
        let Some(file) = self.get(file) else {
            return Position { line: 1, column: 1 };
        };
        let byte = floor_char_boundary(&file.text, byte);
        let line = file.line_starts.partition_point(|start| *start <= byte);
        let start = file.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let column = file.text.get(start..byte).map_or(0, |before| before.chars().count()) + 1;
        Position { line, column }
    }

    /// Where a span starts and ends.
    pub fn positions(&self, file: FileId, span: Span) -> (Position, Position) {
        (self.position(file, span.start), self.position(file, span.end))
    }

    /// The bytes of the lines from `first` to `last`, counted from 1, without the last break.
    #[cfg(any(feature = "cli", test))]
    pub(super) fn lines(&self, file: FileId, first: usize, last: usize) -> Span {
        let Some(file) = self.get(file) else {
            return Span { start: 0, end: 0 };
        };
        let end = file.text.len();
        let start_of = |line: usize| file.line_starts.get(line.saturating_sub(1)).copied();
        Span { start: start_of(first).unwrap_or(end), end: start_of(last + 1).map_or(end, |next| next - 1) }
    }

    fn get(&self, file: FileId) -> Option<&SourceFile> {
        self.files.get(usize::from(file.0))
    }
}

/// The largest start of a character that is not past `byte`.
fn floor_char_boundary(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let mut files = SourceFiles::new();
        let id = files.add("a.yaml", "имя: 부산\r\nb: 1\n").unwrap();
        let at = |byte| {
            let Position { line, column } = files.position(id, byte);
            (line, column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at("имя: ".len()), (1, 6));
        assert_eq!(at("имя: ".len() + 1), (1, 6));
        assert_eq!(at("имя: 부산\r\n".len()), (2, 1));
        assert_eq!(at(usize::MAX), (3, 1));
        assert_eq!(files.text(id).get(files.lines(id, 2, 2).start..).map(str::len), Some(5));
    }

    #[test]
    fn unknown_files_are_harmless() {
        let files = SourceFiles::new();
        assert_eq!(files.name(FileId(7)), "?");
        assert_eq!(files.text(FileId(7)), "");
        assert_eq!(files.position(FileId(7), 12).line, 1);
    }
}
