//! Diagnostics name places by path: which bytes are those?

use std::ops::Range;

use super::locate::locate_exactly;
use crate::diagnostics::{At, Diagnostic, FileId, Focus, SourceFiles, Span, YamlPath};

/// Turns every [`At::Path`] into an [`At::Span`], reading each file concerned once.
///
/// A place that cannot be found becomes the file as a whole.
pub fn resolve_spans(diagnostics: &mut [Diagnostic], files: &SourceFiles) {
    for file in files.ids() {
        let requests: Vec<(YamlPath, Focus)> = paths_in(diagnostics, file)
            .filter_map(|at| match at {
                At::Path { path, focus, .. } => Some((path.clone(), *focus)),
                At::File | At::Span(_) => None,
            })
            .collect();
        if requests.is_empty() {
            continue;
        }
        let text = files.text(file);
        let found = locate_exactly(text, &requests);
        for (at, found) in paths_in(diagnostics, file).zip(found) {
            *at = match (found, &*at) {
                (None, _) => At::File,
                (
                    Some((span, true)),
                    At::Path {
                        focus: Focus::Value,
                        within: Some(part),
                        ..
                    },
                ) => At::Span(narrow(text, span, part).unwrap_or(span)),
                (Some((span, _)), _) => At::Span(span),
            };
        }
    }
}

fn paths_in(diagnostics: &mut [Diagnostic], file: FileId) -> impl Iterator<Item = &mut At> {
    diagnostics
        .iter_mut()
        .flat_map(|diagnostic| &mut diagnostic.labels)
        .filter(move |label| label.place.file == file)
        .map(|label| &mut label.place.at)
        .filter(|at| matches!(at, At::Path { .. }))
}

/// Some characters of a scalar, if it is written as it is meant: on one line, without escapes.
fn narrow(text: &str, span: Span, part: &Range<usize>) -> Option<Span> {
    let raw = text.get(span.start..span.end)?;
    let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (offset, inner) = match quote {
        Some(quote) => (1, raw.strip_prefix(quote)?.strip_suffix(quote)?),
        None => (0, raw),
    };
    let doubtful = match quote {
        Some(quote) => inner.contains([quote, '\\', '\n']),
        None => inner.contains('\n'),
    };
    if doubtful {
        return None;
    }
    let ends = inner.char_indices().map(|(at, _)| at).chain([inner.len()]);
    let byte_of = |character: usize| ends.clone().nth(character);
    let (start, end) = (byte_of(part.start)?, byte_of(part.end)?);
    (start < end).then(|| Span {
        start: span.start + offset + start,
        end: span.start + offset + end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    fn check(text: &str, part: Range<usize>, expected: &str) {
        let mut files = SourceFiles::new();
        let file = files.add("a.yaml", text).unwrap();
        let place = Location::value(file, YamlPath::root().key("a")).within(part);
        let mut list = [Diagnostic::error(codes::WRONG_VALUE, "").at(place)];
        resolve_spans(&mut list, &files);
        let At::Span(span) = list[0].labels[0].place.at else {
            panic!("not found")
        };
        assert_eq!(&text[span.start..span.end], expected);
    }

    #[test]
    fn narrows_to_characters_where_that_is_certain() {
        check("a: 238 км", 4..6, "км");
        check("a: '238 км'", 4..6, "км");
        check("a: \"238 км\"", 0..3, "238");
        check("a: \"2\\u0033 км\"", 0..3, "\"2\\u0033 км\"");
        check("a: 238 км", 4..99, "238 км");
        check("a: 1\n  2", 0..1, "1\n  2");
        check("b: 1", 0..1, "b");
    }

    #[test]
    fn each_file_is_its_own() {
        let mut files = SourceFiles::new();
        let one = files.add("1.yaml", "a: 1\n").unwrap();
        let two = files.add("2.yaml", "\n\na: 1\n").unwrap();
        let empty = files.add("3.yaml", "").unwrap();
        let at = |file| Location::key(file, YamlPath::root().key("a"));
        let mut list = [Diagnostic::error(codes::WRONG_VALUE, "")
            .at(at(two))
            .also(at(one), "")
            .also(at(empty), "")];
        resolve_spans(&mut list, &files);
        let places: Vec<_> = list[0]
            .labels
            .iter()
            .map(|label| label.place.clone())
            .collect();
        let expected = [
            Location::span(two, 2, 3),
            Location::span(one, 0, 1),
            Location::file(empty),
        ];
        assert_eq!(places, expected);
    }
}
