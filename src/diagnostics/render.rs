//! How does a person read our problems?
//!
//! Like the Rust compiler's: the line, carets under it, notes and help. Text from a network
//! never reaches the terminal with its control characters.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};

use super::{At, Diagnostic, FileId, Label, Severity, SourceFiles, Span, Tally};

/// Labels further apart than this many lines are drawn as two excerpts.
const LINES_IN_ONE_EXCERPT: usize = 60;

/// All diagnostics, each followed by an empty line, then the summary.
///
/// Nothing at all when there are none.
pub fn render_all(diagnostics: &[Diagnostic], files: &SourceFiles, colour: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    for diagnostic in diagnostics {
        text.push_str(&render(diagnostic, files, colour));
        text.push_str("\n\n");
    }
    text.push_str(&summary(diagnostics));
    text.push('\n');
    text
}

/// The last line of a run, such as `2 errors, 1 warning`.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    Tally::of(diagnostics).to_string()
}

/// One diagnostic, without a line break at its end.
pub fn render(diagnostic: &Diagnostic, files: &SourceFiles, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&*diagnostic.message).id(diagnostic.code.to_string());
    let mut group = Group::with_title(title);

    for excerpt in excerpts(&diagnostic.labels, files) {
        group = match excerpt {
            Excerpt::File(file) => group.element(Origin::path(clean(files.name(file)))),
            Excerpt::Text(excerpt) => group.element(excerpt.snippet(files)),
        };
    }
    for note in &diagnostic.notes {
        group = group.element(Level::NOTE.message(clean(note)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(clean(help)));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

enum Excerpt<'a> {
    File(FileId),
    Text(TextExcerpt<'a>),
}

/// Labels of one file that are near enough to be drawn together.
struct TextExcerpt<'a> {
    file: FileId,
    first_line: usize,
    last_line: usize,
    labels: Vec<(Span, &'a Label)>,
}

impl<'a> TextExcerpt<'a> {
    /// Only the lines around the labels are handed on: the drawing reads all it is given, and
    /// a file may have a million lines.
    fn snippet(&self, files: &'a SourceFiles) -> Snippet<'a, Annotation<'a>> {
        let window = files.lines(self.file, self.first_line, self.last_line);
        let source = files.text(self.file).get(window.start..window.end).unwrap_or_default();
        let annotations = self.labels.iter().map(|(span, label)| {
            let kind = if label.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let start = span.start.saturating_sub(window.start).min(source.len());
            let end = span.end.saturating_sub(window.start).clamp(start, source.len());
            let text = (!label.text.is_empty()).then(|| clean(&label.text));
            kind.span(start..end).label(text)
        });
        Snippet::source(source).path(clean(files.name(self.file))).line_start(self.first_line).annotations(annotations)
    }
}

/// Groups labels into excerpts; primary ones come first.
fn excerpts<'a>(labels: &'a [Label], files: &SourceFiles) -> Vec<Excerpt<'a>> {
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    let primary = labels.iter().filter(|label| label.primary);
    for label in primary.chain(labels.iter().filter(|label| !label.primary)) {
        let file = label.place.file;
        let At::Span(span) = label.place.at else {
            excerpts.push(Excerpt::File(file));
            continue;
        };
        let (start, end) = files.positions(file, span);
        let (first, last) = (start.line, end.line.max(start.line));
        let near = excerpts.iter_mut().find_map(|excerpt| match excerpt {
            Excerpt::Text(text)
                if text.file == file
                    && text.last_line.max(last) - text.first_line.min(first) <= LINES_IN_ONE_EXCERPT =>
            {
                Some(text)
            }
            _ => None,
        });
        if let Some(excerpt) = near {
            excerpt.first_line = excerpt.first_line.min(first);
            excerpt.last_line = excerpt.last_line.max(last);
            excerpt.labels.push((span, label));
        } else {
            let labels = vec![(span, label)];
            excerpts.push(Excerpt::Text(TextExcerpt { file, first_line: first, last_line: last, labels }));
        }
    }
    excerpts
}

fn clean(text: &str) -> String {
    normalize_untrusted_str(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Location, codes};

    fn example() -> (SourceFiles, Diagnostic) {
        let mut files = SourceFiles::new();
        let file = files.add("net.yaml", "gauge: 1\ntracks: 2\ngauge: 3\n").unwrap();
        let diagnostic = Diagnostic::error(codes::DUPLICATE_KEY, "key `gauge` is written twice")
            .at(Location::span(file, 19, 24))
            .also(Location::span(file, 0, 5), "first written here")
            .note("a fact")
            .help("remove one");
        (files, diagnostic)
    }

    #[test]
    fn draws_carets_notes_and_help() {
        let (files, diagnostic) = example();
        let expected = "\
error[LB0104]: key `gauge` is written twice
 --> net.yaml:3:1
  |
1 | gauge: 1
  | ----- first written here
2 | tracks: 2
3 | gauge: 3
  | ^^^^^
  |
  = note: a fact
  = help: remove one";
        assert_eq!(render(&diagnostic, &files, false), expected);
        assert!(render(&diagnostic, &files, true).contains('\u{1b}'));
    }

    #[test]
    fn ends_with_the_count() {
        let (files, diagnostic) = example();
        let text = render_all(&[diagnostic.clone(), diagnostic], &files, false);
        assert!(text.ends_with("\n\n2 errors\n"), "{text}");
        assert_eq!(render_all(&[], &files, false), "");
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let mut files = SourceFiles::new();
        let file = files.add("a\u{1b}[2J.yaml", "k: \u{1b}[31m\n").unwrap();
        let diagnostic = Diagnostic::error(codes::WRONG_VALUE, "bad \u{1b}[31m")
            .at_saying(Location::span(file, 3, 4), "\u{1b}[31m")
            .note("\u{1b}[31m")
            .help("\u{202e}\u{1b}[31m");
        let text = render(&diagnostic, &files, false);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
    }

    #[test]
    fn draws_places_far_apart_and_past_the_end() {
        let mut files = SourceFiles::new();
        let file = files.add("net.yaml", "a: 1\n".repeat(1000)).unwrap();
        let diagnostic = Diagnostic::error(codes::DUPLICATE_KEY, "twice")
            .at(Location::span(file, 5000, 9000))
            .also(Location::span(file, 0, 1), "first")
            .also(Location::file(file), "");
        let text = render(&diagnostic, &files, false);
        assert!(text.contains("net.yaml:1001:1") && text.contains("net.yaml:1:1"), "{text}");
    }
}
