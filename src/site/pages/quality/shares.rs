//! Tables of how far statements are trusted, with a bar for each row.

use serde::Serialize;

use crate::model::Confidence;
use crate::report::quality::{Shares, Statements, by_country, by_kind, by_mode};
use crate::site::entries;
use crate::site::format::{percent, plural, sentence_case};
use crate::site::view::PageContext;
use crate::site::words;
use crate::units::thousands;

/// Figures as a whole: a bar and its key.
#[derive(Serialize)]
pub struct Whole {
    bar: Vec<Part>,
    key: Vec<KeyRow>,
}

#[derive(Serialize)]
struct KeyRow {
    class: &'static str,
    word: &'static str,
    share: String,
    number: String,
    meaning: &'static str,
}

#[derive(Serialize)]
pub struct ShareTable {
    id: &'static str,
    caption: &'static str,
    note: Option<&'static str>,
    heads: Vec<&'static str>,
    rows: Vec<ShareRow>,
}

#[derive(Serialize)]
struct ShareRow {
    name: String,
    total: String,
    bar: Vec<Part>,
    cells: Vec<String>,
}

/// A part of a bar that is 1000 wide.
#[derive(Serialize)]
struct Part {
    class: &'static str,
    x: usize,
    width: usize,
}

/// Classes and words of confidences, best first; none for what does not say.
const LOOKS: [(Option<Confidence>, &str, &str, &str); 6] = [
    (Some(Confidence::High), "part-high", "high", "a page was read, and others agree"),
    (Some(Confidence::Medium), "part-medium", "medium", "a page was read"),
    (Some(Confidence::Low), "part-low", "low", "weak or contradicted"),
    (Some(Confidence::Memory), "part-memory", "memory", "believed; no page was read"),
    (Some(Confidence::Authored), "part-authored", "authored", "set by the author to have a value"),
    (None, "part-unmarked", "unmarked", "confidence not given"),
];

/// The figures as a whole.
pub fn whole(all: &[(&'static str, Shares); 3]) -> Whole {
    let figures = all[0].1;
    let key = LOOKS.into_iter().filter(|(confidence, ..)| figures.number(*confidence) > 0);
    let key = key.map(|(confidence, class, word, meaning)| {
        let number = figures.number(confidence);
        let share = percent(number, figures.total());
        KeyRow { class, word, share, number: thousands(number as u64), meaning }
    });
    Whole { bar: bar(figures), key: key.collect() }
}

/// By what statements are, by section of the format, by mode, by country.
pub fn tables(
    context: &PageContext<'_>,
    statements: &Statements<'_, '_>,
    all: &[(&'static str, Shares); 3],
) -> Vec<ShareTable> {
    let network = context.site.network;
    let has_unmarked = all.iter().any(|(_, shares)| shares.number(None) > 0);
    let shown = || LOOKS.into_iter().filter(move |(confidence, ..)| has_unmarked || confidence.is_some());
    let table = |id, caption, note, rows: Vec<(String, Shares)>| ShareTable {
        id,
        caption,
        note,
        heads: shown().map(|(_, _, word, _)| word).collect(),
        rows: rows
            .into_iter()
            .map(|(name, shares)| ShareRow {
                name,
                total: thousands(shares.total() as u64),
                bar: bar(shares),
                cells: shown().map(|(confidence, ..)| cell(shares.number(confidence), shares.total())).collect(),
            })
            .collect(),
    };
    let kinds =
        by_kind(statements).into_iter().map(|(key, shares)| (sentence_case(&plural(entries::kind(key))), shares));
    let modes =
        by_mode(network, statements).into_iter().map(|(mode, shares)| (sentence_case(&words::mode(mode)), shares));
    let countries =
        by_country(network, statements).into_iter().map(|(country, shares)| (country.name().into(), shares));
    vec![
        table("all", "By what they are", None, all.iter().map(|(name, shares)| ((*name).into(), *shares)).collect()),
        table("kinds", "By section of the network", None, kinds.collect()),
        table("modes", "Lines and sea lanes, by mode", None, modes.collect()),
        table(
            "countries",
            "By country",
            Some("Of places, operators, transfers and sections of lines; what touches two countries counts in both."),
            countries.collect(),
        ),
    ]
}

/// The percent without the sign, which stands in the caption.
fn cell(number: usize, total: usize) -> String {
    if number == 0 { "–".into() } else { percent(number, total).trim_end_matches(['\u{a0}', '%']).to_string() }
}

fn bar(shares: Shares) -> Vec<Part> {
    let total = shares.total().max(1);
    let (mut x, mut before) = (0, 0);
    let mut parts = Vec::new();
    for (confidence, class, ..) in LOOKS {
        before += shares.number(confidence);
        let end = before * 1000 / total;
        if end > x {
            parts.push(Part { class, x, width: end - x });
        }
        x = end;
    }
    parts
}
