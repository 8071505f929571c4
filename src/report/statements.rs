//! What a network says of the world, statement by statement: one row for each figure, state and fact.

use serde::Serialize;

use crate::inventory::{Content, Entry, Statement};
use crate::model::{Confidence, LineId, Network, SectionId};

/// A statement as a row. Fields may be added, never renamed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StatementRecord {
    /// `figure`, `state` or `fact`; `entry` for an entry as a whole.
    pub record: &'static str,
    /// What kind of entry says it.
    pub kind: &'static str,
    /// The entry's id.
    pub id: String,
    /// Under which key; empty for an entry as a whole.
    pub key: &'static str,
    /// For which part of a line, `from..to`; the whole entry if none.
    pub part: Option<String>,
    /// Tenth percentile of a figure.
    pub low: Option<f64>,
    /// Typical value of a figure.
    pub typ: Option<f64>,
    /// Ninetieth percentile of a figure.
    pub high: Option<f64>,
    /// The unit of the three numbers.
    pub unit: Option<String>,
    /// The state, for a state.
    pub state: Option<&'static str>,
    /// First day on which it holds.
    pub from: Option<String>,
    /// First day on which it holds no longer.
    pub until: Option<String>,
    /// In which part of each year.
    pub season: Option<String>,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// When it was true.
    pub as_of: Option<String>,
    /// How far to trust it.
    pub confidence: Option<&'static str>,
    /// What the author adds.
    pub note: Option<String>,
}

/// Columns of [`StatementRecord::row`].
pub const STATEMENT_COLUMNS: [&str; 17] = [
    "record",
    "kind",
    "id",
    "key",
    "part",
    "low",
    "typ",
    "high",
    "unit",
    "state",
    "from",
    "until",
    "season",
    "sources",
    "as_of",
    "confidence",
    "note",
];

impl StatementRecord {
    /// The record of a statement of an entry.
    pub fn new(network: &Network, entry: &Entry<'_>, statement: &Statement<'_>) -> Self {
        let figure = match statement.content {
            Content::Figure(figure) => Some(figure),
            Content::State(_) | Content::Fact => None,
        };
        let number = |index: usize| figure.map(|figure| rounded(figure.numbers()[index]));
        let state = match statement.content {
            Content::State(state) => Some(state.word()),
            Content::Figure(_) | Content::Fact => None,
        };
        let provenance = statement.provenance;
        Self {
            record: statement.content.word(),
            kind: entry.kind(),
            id: entry.id.to_string(),
            key: statement.key,
            part: part_of_line(network, &statement.sections),
            low: number(0),
            typ: number(1),
            high: number(2),
            unit: figure.map(|figure| figure.unit().into_owned()),
            state,
            from: statement.window.from.map(|date| date.to_string()),
            until: statement.window.until.map(|date| date.to_string()),
            season: statement.season.map(|season| season.to_string()),
            sources: provenance.sources.iter().map(|id| network.sources[*id].id.clone()).collect(),
            as_of: provenance.as_of.map(|date| date.to_string()),
            confidence: provenance.confidence.map(Confidence::word),
            note: statement.note.map(str::to_string),
        }
    }

    /// The record of an entry as a whole.
    pub fn of_entry(network: &Network, entry: &Entry<'_>) -> Self {
        let content = Content::Fact;
        let (window, provenance, node) = (entry.window, entry.provenance, entry.node.clone());
        let whole =
            Statement { key: "", content, sections: Vec::new(), window, season: None, provenance, note: None, node };
        Self { record: "entry", ..Self::new(network, entry, &whole) }
    }

    /// As a row of text, in the order of [`STATEMENT_COLUMNS`].
    pub fn row(&self) -> [String; 17] {
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        [
            self.record.into(),
            self.kind.into(),
            self.id.clone(),
            self.key.into(),
            text(&self.part),
            number(self.low),
            number(self.typ),
            number(self.high),
            text(&self.unit),
            self.state.unwrap_or_default().into(),
            text(&self.from),
            text(&self.until),
            text(&self.season),
            self.sources.join(" "),
            text(&self.as_of),
            self.confidence.unwrap_or_default().into(),
            text(&self.note),
        ]
    }
}

/// All statements of some entries, in their order.
pub fn statements(network: &Network, entries: &[Entry<'_>]) -> Vec<StatementRecord> {
    let of = |entry: &Entry<'_>| {
        let told = entry.statements();
        told.iter().map(|statement| StatementRecord::new(network, entry, statement)).collect::<Vec<_>>()
    };
    entries.iter().flat_map(of).collect()
}

/// The stretches of a line that these sections make, `from..to`; none if they are the whole line.
pub fn part_of_line(network: &Network, sections: &[SectionId]) -> Option<String> {
    let line = &network.lines[line_of(network, sections)?];
    if sections.len() == line.sections.len() {
        return None;
    }
    let told = stretches(network, sections).into_iter().map(|(from, to)| {
        let (from, to) = (&network.places[from].id, &network.places[to].id);
        format!("{from}..{to}")
    });
    Some(told.collect::<Vec<_>>().join(" "))
}

/// Neighbouring sections joined: the places where each stretch begins and ends.
pub fn stretches(network: &Network, sections: &[SectionId]) -> Vec<(crate::model::PlaceId, crate::model::PlaceId)> {
    let mut stretches: Vec<(crate::model::PlaceId, crate::model::PlaceId)> = Vec::new();
    for section in sections.iter().map(|id| &network.sections[*id]) {
        match stretches.last_mut() {
            Some((_, end)) if *end == section.from => *end = section.to,
            _ => stretches.push((section.from, section.to)),
        }
    }
    stretches
}

fn line_of(network: &Network, sections: &[SectionId]) -> Option<LineId> {
    sections.first().map(|section| network.sections[*section].line)
}

/// To six decimals: hours are counted in minutes.
fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}
