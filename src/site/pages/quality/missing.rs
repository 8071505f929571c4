//! What is not known, kind by kind, with the places where it is missing.

use serde::Serialize;

use crate::report::quality::{Missing, MissingKind, missing};
use crate::site::format::{percent, sentence_case};
use crate::site::pages::place::kilometres;
use crate::site::view::{PageContext, Ref};
use crate::units::thousands;

/// A kind of value with where it is missing.
#[derive(Serialize)]
pub struct MissingView {
    id: &'static str,
    name: &'static str,
    /// What follows from not knowing it.
    follows: &'static str,
    #[serde(skip)]
    number: usize,
    missing: String,
    asked: String,
    share: String,
    items: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    entry: Ref,
    /// For lines: how much of them.
    much: Option<String>,
}

impl MissingView {
    /// How many values are missing.
    pub fn number(&self) -> usize {
        self.number
    }
}

/// All kinds, those of which nothing is missing too.
pub fn views(context: &PageContext<'_>) -> Vec<MissingView> {
    let mut found = missing(context.site.network, context.site.as_of);
    MissingKind::ALL
        .into_iter()
        .map(|kind| {
            let (lacking, asked) = found.remove(&kind).unwrap_or_default();
            let (id, name, follows) = told(kind);
            let number = lacking.iter().map(|missing| missing.sections.len().max(1)).sum();
            let mut items: Vec<Item> = lacking.iter().map(|missing| item(context, missing)).collect();
            items.sort_by_key(|item| item.entry.name.to_lowercase());
            MissingView {
                id,
                name,
                follows,
                number,
                missing: thousands(number as u64),
                asked: thousands(asked as u64),
                share: percent(number, asked),
                items,
            }
        })
        .collect()
}

fn item(context: &PageContext<'_>, missing: &Missing) -> Item {
    let whole = match missing.key {
        crate::inventory::EntryKey::Line(id) => context.site.network.lines[id].sections.len(),
        _ => 0,
    };
    let much = match missing.sections.len() {
        0 => None,
        all if all == whole => Some(format!("all {} km", kilometres(missing.length))),
        part => Some(format!("{part} of {whole} sections, {} km", kilometres(missing.length))),
    };
    let mut entry = context.entry(missing.key);
    entry.name = sentence_case(&entry.name);
    Item { entry, much }
}

fn told(kind: MissingKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        MissingKind::State => {
            ("state", "State of a link or transfer on this day", "Unknown is not open: no plan uses it on that day.")
        }
        MissingKind::Speed => ("speed", "Speed of a section", "No time can be made for it, so no plan uses it."),
        MissingKind::Capacity => {
            ("capacity", "Capacity of a section", "How much can pass is not known; plans for one unit do not need it.")
        }
        MissingKind::Traction => {
            ("traction", "Traction of a railway section", "Shown as unknown; plans do not use it.")
        }
        MissingKind::AxleLoad => {
            ("axle-load", "Axle load of a railway section", "Shown as unknown; plans do not use it.")
        }
        MissingKind::DepthInIce => (
            "depth",
            "Depth of a sea lane in ice",
            "A ship's draught is not tested there: a plan may pass where the ship cannot.",
        ),
        MissingKind::Draught => (
            "draught",
            "Largest draught of a port or LNG terminal",
            "Ships are not refused by port draughts in any case.",
        ),
        MissingKind::TransferCost => (
            "transfer-cost",
            "Cost of a transfer",
            "It adds nothing to the cost of a plan, which says that no charge is known.",
        ),
        MissingKind::BorderCapacity => ("border-capacity", "Capacity of a border", "How much can pass is not known."),
    }
}
