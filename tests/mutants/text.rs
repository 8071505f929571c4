//! The texts of a network, and single edits of them.

use std::ops::Range;

/// A file of the network.
#[derive(Debug, Clone)]
pub struct File {
    pub name: String,
    pub text: String,
}

/// A line of a file, with the section and the entry that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct Line<'t> {
    pub file: usize,
    pub start: usize,
    pub text: &'t str,
    pub section: &'t str,
}

/// One edit: these bytes of this file, and what stands there instead.
#[derive(Debug, Clone)]
pub struct Site {
    pub file: usize,
    pub range: Range<usize>,
    pub with: String,
}

impl Site {
    /// The texts after the edit.
    pub fn applied(&self, files: &[File]) -> Vec<(String, Vec<u8>)> {
        let edited = |(index, file): (usize, &File)| {
            let mut text = file.text.clone();
            if index == self.file {
                text.replace_range(self.range.clone(), &self.with);
            }
            (file.name.clone(), text.into_bytes())
        };
        files.iter().enumerate().map(edited).collect()
    }

    /// Lines of the edited file, counted from 1, that the edit touched; where it only took away, those on either side.
    pub fn lines(&self, files: &[File]) -> Range<usize> {
        let text = &files[self.file].text;
        let line = |at: usize| text[..at].matches('\n').count() + 1;
        let first = line(self.range.start);
        let last = first + self.with.matches('\n').count();
        if self.with.is_empty() && text[self.range.clone()].contains('\n') {
            return first.saturating_sub(1).max(1)..first + 1;
        }
        first..last + 1
    }

    /// Lines of the edited file, counted from 1, of the entry that the edit stands in, and the entry's id.
    pub fn entry(&self, files: &[File]) -> (Range<usize>, String) {
        let file = &files[self.file];
        let mut edited = file.text.clone();
        edited.replace_range(self.range.clone(), &self.with);
        let (mut first, mut id) = (1, String::new());
        let at = self.range.start;
        let mut start = 0;
        let mut last = usize::MAX;
        for (index, line) in edited.split_inclusive('\n').enumerate() {
            let begins = entry_id(line).is_some() || is_section(line);
            if begins && start <= at {
                (first, id) = (index + 1, entry_id(line).unwrap_or_default().to_string());
            } else if begins && last == usize::MAX {
                last = index + 1;
            }
            start += line.len();
        }
        if self.with.is_empty()
            && let Some(gone) = file.text[self.range.clone()].lines().find_map(entry_id)
        {
            id = gone.to_string();
        }
        (first..last, id)
    }
}

/// `  khasan-rajin:` begins an entry.
pub fn entry_id(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("  ").filter(|rest| !rest.starts_with([' ', '#', '-']))?;
    rest.split_once(':').map(|(id, _)| id)
}

fn is_section(line: &str) -> bool {
    line.starts_with(|first: char| first.is_ascii_lowercase()) && line.contains(':')
}

/// All lines that say something.
pub fn lines(files: &[File]) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    for (file, File { text, .. }) in files.iter().enumerate() {
        let (mut start, mut section) = (0, "");
        for line in text.split_inclusive('\n') {
            if is_section(line) {
                section = line.split_once(':').map_or("", |(name, _)| name);
            } else if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
                all.push(Line { file, start, text: line.trim_end_matches('\n'), section });
            }
            start += line.len();
        }
    }
    all
}

/// Whole entries of a section: file, bytes, id.
pub fn entries<'t>(files: &'t [File], wanted: &str) -> Vec<(usize, Range<usize>, &'t str)> {
    let mut all = Vec::new();
    for (file, File { text, .. }) in files.iter().enumerate() {
        let (mut start, mut section) = (0, "");
        let mut open: Option<(usize, &str)> = None;
        for line in text.split_inclusive('\n') {
            let ends =
                is_section(line) || entry_id(line).is_some() || line.starts_with("  #") || line.trim().is_empty();
            if ends && let Some((begin, id)) = open.take() {
                all.push((file, begin..start, id));
            }
            if is_section(line) {
                section = line.split_once(':').map_or("", |(name, _)| name);
            }
            if section == wanted
                && let Some(id) = entry_id(line)
            {
                open = Some((start, id));
            }
            start += line.len();
        }
        if let Some((begin, id)) = open {
            all.push((file, begin..start, id));
        }
    }
    all
}

/// The bytes of the value of a key in a line: up to a comma, a bracket that closes, a remark or the end.
pub fn value(line: &str, key: &str) -> Option<Range<usize>> {
    let pattern = format!("{key}: ");
    let at = line.match_indices(&pattern).map(|(at, _)| at).find(|at| {
        !line[..*at].ends_with(|before: char| before.is_ascii_alphanumeric() || before == '_' || before == '-')
    })?;
    let start = at + pattern.len();
    let rest = &line[start..];
    let end = match rest.chars().next()? {
        '[' => rest.find(']')? + 1,
        '{' => rest.find('}')? + 1,
        '"' => rest[1..].find('"')? + 2,
        '>' | '|' => return None,
        _ => rest.find([',', '}', ']']).into_iter().chain(rest.find(" #")).min().unwrap_or(rest.len()),
    };
    Some(start..start + end)
}
