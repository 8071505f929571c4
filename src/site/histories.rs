//! States over time: whose they are, drawn as a strip of years.

use std::fmt::Write as _;

use serde::Serialize;

use super::map::{MapStatus, escape_xml};
use super::view::{Badge, PageContext, Ref, status_of, status_on};
use super::words;
use super::years::FIRST_YEAR;
use crate::calendar::Day;
use crate::model::{History, Link, Mode, Network, PlaceId, SectionId, TransferId, TransferKind};

/// How many years a heading of the strips stands for.
const YEARS_A_HEADING: u16 = 5;
/// The width of a strip in its own units.
const WIDTH: f64 = 1000.0;

/// Something with one history: sections of a line, a lane, a transfer.
pub struct Told<'a> {
    /// What it is called, with the part of the line that is meant.
    pub what: Ref,
    /// Its states.
    pub history: &'a History,
    /// How cargo moves on it; none at a transfer.
    pub mode: Option<Mode>,
    /// It crosses a border, or is one, by rail, road or water.
    pub is_border: bool,
}

/// A strip of years.
#[derive(Serialize)]
pub struct Strip {
    /// Whose it is.
    pub what: Ref,
    /// The picture.
    pub svg_html: String,
    /// The state on the day shown.
    pub badge: Badge,
}

impl<'a> PageContext<'a> {
    /// The histories of these links and transfers, in their order; sections of one line with one history together.
    pub fn histories(
        &self,
        links: impl Iterator<Item = Link>,
        transfers: impl Iterator<Item = TransferId>,
    ) -> Vec<Told<'a>> {
        let network: &'a Network = self.site.network;
        let mut groups: Vec<(&'a History, Vec<SectionId>)> = Vec::new();
        let mut lanes = Vec::new();
        for link in links {
            match link {
                Link::Section(id) => {
                    let section = &network.sections[id];
                    let alike = groups.iter_mut().find(|(history, sections)| {
                        network.sections[sections[0]].line == section.line && **history == section.status
                    });
                    match alike {
                        Some((_, sections)) => sections.push(id),
                        None => groups.push((&section.status, vec![id])),
                    }
                }
                Link::Lane(id) => lanes.push(id),
            }
        }
        let crosses = |from: PlaceId, to: PlaceId| network.places[from].country != network.places[to].country;
        let of_sections = groups.into_iter().map(|(history, sections)| {
            let line = network.sections[sections[0]].line;
            let mut what = self.line(line);
            if let Some(part) = words::part_of_line(network, &sections) {
                what.name = format!("{}: {part}", what.name);
            }
            let mode = network.lines[line].mode;
            let is_border = is_of_traffic(mode)
                && sections.iter().any(|id| crosses(network.sections[*id].from, network.sections[*id].to));
            Told { what, history, mode: Some(mode), is_border }
        });
        let of_lanes = lanes.into_iter().map(|id| {
            let history = &network.lanes[id].status;
            Told { what: self.lane(id), history, mode: Some(Mode::Sea), is_border: false }
        });
        let mut known = std::collections::BTreeSet::new();
        let of_transfers = transfers.filter(|id| known.insert(*id)).map(|id| {
            let transfer = &network.transfers[id];
            let is_border = match &transfer.kind {
                TransferKind::Border { modes, .. } => modes.is_empty() || modes.iter().any(|mode| is_of_traffic(*mode)),
                _ => false,
            };
            Told { what: self.transfer(id), history: &transfer.status, mode: None, is_border }
        });
        of_sections.chain(of_lanes).chain(of_transfers).collect()
    }

    /// The state of a link on the day shown.
    pub fn status(&self, link: Link) -> MapStatus {
        status_on(self.site.network.history(link), self.site.as_of)
    }

    /// The strip of a history.
    pub fn strip(&self, told: &Told<'_>) -> Strip {
        Strip {
            what: told.what.clone(),
            svg_html: strip_svg(told.history, self.site.as_of),
            badge: self.badge(told.history),
        }
    }

    /// Years that head the strips, evenly spaced.
    pub fn strip_years(&self) -> Vec<i32> {
        headed_years(self.site.as_of).collect()
    }
}

/// Whether trains, lorries or ships move on it, not gas, oil or power.
fn is_of_traffic(mode: Mode) -> bool {
    !matches!(mode, Mode::Pipeline | Mode::Power)
}

/// Whether a state begins or ends since the first year, or the thing is not simply in use on `as_of`.
pub fn is_eventful(history: &History, as_of: Day) -> bool {
    let first = new_year(FIRST_YEAR);
    let is_late = |date: Option<crate::calendar::Date>| date.is_some_and(|date| date.first_day() >= first);
    let changes = history.spells.iter().any(|spell| is_late(spell.window.from) || is_late(spell.window.until));
    changes || history.on(as_of).is_none_or(|spell| status_of(spell.state) != MapStatus::Operating)
}

/// The year after the last heading: what the file says of the years to come is drawn as well.
fn end_year(as_of: Day) -> i32 {
    let years = as_of.civil().0 + 1 - FIRST_YEAR;
    let step = i32::from(YEARS_A_HEADING);
    FIRST_YEAR + (years.max(1) + step - 1) / step * step
}

/// Years at which a heading begins.
fn headed_years(as_of: Day) -> impl Iterator<Item = i32> {
    (FIRST_YEAR..end_year(as_of)).step_by(usize::from(YEARS_A_HEADING))
}

fn new_year(year: i32) -> Day {
    Day::from_civil(year, 1, 1).unwrap_or(Day::from_count(0))
}

/// A state is told by the height and dashes of its bar as well as by its colour.
fn strip_svg(history: &History, as_of: Day) -> String {
    let (start, end) = (new_year(FIRST_YEAR), new_year(end_year(as_of)));
    let place = |day: Day| {
        let of = |day: Day| f64::from(day.count().clamp(start.count(), end.count()) - start.count());
        of(day) / of(end).max(1.0) * WIDTH
    };
    let mut told: Vec<String> = Vec::new();
    let mut bars = String::new();
    for spell in &history.spells {
        let (from, until) = (place(spell.window.start()), place(spell.window.end()));
        if until <= from {
            continue;
        }
        let status = status_of(spell.state);
        let words = format!("{} {}", status.word(), spell.window);
        let shape = bar(status, from, until - from);
        let _ = write!(bars, "<g class=\"{}\"><title>{}</title>{shape}</g>", status.class(), escape_xml(&words));
        told.push(words);
    }
    let label = if told.is_empty() { "no state known".to_string() } else { told.join("; ") };
    let mut grid = String::new();
    for year in headed_years(as_of) {
        let _ = write!(grid, "M{:.1} 0v16", place(new_year(year)));
    }
    format!(
        "<svg class=\"strip\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">\
         <path class=\"strip-grid\" d=\"{grid}\"/>{bars}<path class=\"strip-now\" d=\"M{:.1} 0v16\"/></svg>",
        escape_xml(&label),
        place(as_of),
    )
}

/// The bar of a state, 16 high.
fn bar(status: MapStatus, x: f64, width: f64) -> String {
    let rect = |y: u8, height: u8| format!("<rect x=\"{x:.1}\" y=\"{y}\" width=\"{width:.1}\" height=\"{height}\"/>");
    let line =
        |dashes: &str| format!("<path class=\"strip-line\" stroke-dasharray=\"{dashes}\" d=\"M{x:.1} 8h{width:.1}\"/>");
    match status {
        MapStatus::Operating => rect(2, 12),
        MapStatus::Restricted => rect(2, 4) + &rect(10, 4),
        MapStatus::Suspended => line("7 4"),
        MapStatus::Closed => rect(6, 4),
        MapStatus::Severed => line("2 4"),
        MapStatus::UnderConstruction => {
            format!("<rect class=\"strip-outline\" x=\"{x:.1}\" y=\"3\" width=\"{width:.1}\" height=\"10\"/>")
        }
        MapStatus::Proposed => line("1 3"),
        MapStatus::Unknown => String::new(),
    }
}

/// One entry of the key to the strips.
#[derive(Serialize)]
pub struct StripKey {
    /// The word.
    pub word: &'static str,
    /// The picture.
    pub svg_html: String,
}

/// The key to the strips: every state.
pub fn strip_key() -> Vec<StripKey> {
    let states = [
        MapStatus::Operating,
        MapStatus::Restricted,
        MapStatus::Suspended,
        MapStatus::Closed,
        MapStatus::Severed,
        MapStatus::UnderConstruction,
        MapStatus::Proposed,
    ];
    let entry = |status: MapStatus| StripKey {
        word: status.word(),
        svg_html: format!(
            "<svg class=\"strip-sample\" viewBox=\"0 0 40 16\" width=\"40\" height=\"16\" aria-hidden=\"true\"><g class=\"{}\">{}</g></svg>",
            status.class(),
            bar(status, 1.0, 38.0)
        ),
    };
    states.map(entry).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Window;
    use crate::model::{Provenance, Spell, State};

    fn history(spells: &[(Option<&str>, Option<&str>, State)]) -> History {
        let date = |text: &str| text.parse().unwrap();
        let spell = |(from, until, state): &(Option<&str>, Option<&str>, State)| Spell {
            window: Window { from: from.map(date), until: until.map(date) },
            state: *state,
            provenance: Provenance::default(),
            note: None,
        };
        History { spells: spells.iter().map(spell).collect() }
    }

    #[test]
    fn a_strip_tells_every_state_in_words_and_draws_it_in_proportion() {
        let as_of = Day::from_civil(2026, 11, 1).unwrap();
        let cut = history(&[(None, Some("2013"), State::Operating), (Some("2013"), None, State::Severed)]);
        let svg = strip_svg(&cut, as_of);
        assert!(svg.contains("aria-label=\"operating until 2013; severed since 2013\""), "{svg}");
        // 1998 to 2013 are 15 of the 30 years that end in 2028.
        assert!(svg.contains("<rect x=\"0.0\" y=\"2\" width=\"500.0\" height=\"12\"/>"), "{svg}");
        assert!(strip_svg(&History::default(), as_of).contains("no state known"));
    }

    #[test]
    fn what_was_always_in_use_is_not_eventful() {
        let as_of = Day::from_civil(2026, 11, 1).unwrap();
        assert!(!is_eventful(&history(&[(Some("1965"), None, State::Operating)]), as_of));
        assert!(is_eventful(&history(&[(Some("2001"), None, State::Operating)]), as_of));
        assert!(is_eventful(&history(&[(None, None, State::Proposed)]), as_of));
        assert!(is_eventful(&History::default(), as_of));
    }
}
