//! Which bytes does the parser mean?
//!
//! saphyr-parser counts characters; everybody else here counts bytes.

use std::ops::Range;

use saphyr_parser::Span as ParserSpan;

use crate::diagnostics::Span;

/// A range of characters, counted from 0.
pub(super) type Characters = Range<usize>;

/// The characters of a parser's span, never backwards.
pub(super) fn characters(span: &ParserSpan) -> Characters {
    let start = span.start.index();
    start..span.end.index().max(start)
}

/// The bytes of each range of characters, in one sweep over the text however many there are.
///
/// Characters past the end count as the end.
pub(super) fn to_bytes(text: &str, ranges: &[Characters]) -> Vec<Span> {
    let mut wanted: Vec<usize> = ranges
        .iter()
        .flat_map(|range| [range.start, range.end])
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut starts = text.char_indices().map(|(byte, _)| byte);
    let mut next_character = 0;
    let bytes: Vec<usize> = wanted
        .iter()
        .map(|character| {
            let found = starts.nth(character - next_character);
            next_character = character + 1;
            found.unwrap_or(text.len())
        })
        .collect();
    let byte_of = |character: usize| {
        let found = wanted
            .binary_search(&character)
            .ok()
            .and_then(|at| bytes.get(at));
        found.copied().unwrap_or(text.len())
    };
    let to_span = |range: &Characters| Span {
        start: byte_of(range.start),
        end: byte_of(range.end),
    };
    ranges.iter().map(to_span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes() {
        let text = "имя: 부산\n";
        let spans = to_bytes(text, &[5..7, 0..3, 3..3, 7..8, 90..99]);
        let slices: Vec<_> = spans
            .iter()
            .map(|span| &text[span.start..span.end])
            .collect();
        assert_eq!(slices, ["부산", "имя", "", "\n", ""]);
        assert_eq!(to_bytes("", &[0..4, 0..0]), [Span { start: 0, end: 0 }; 2]);
    }
}
