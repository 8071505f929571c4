//! What each loss would cost, those that change the same in one row.

use serde::Serialize;

use crate::report::flow::{AlikeLosses, CriticalReport, ElementRecord, Lost, alike, signed_told};
use crate::site::format::{count, sentence_case};
use crate::site::pages::limits::thousandths;
use crate::site::view::{PageContext, Ref};

/// How many rows are told.
const TOLD: usize = 20;

/// How many things a row names.
const NAMED: usize = 6;

/// Losses that change the same.
#[derive(Serialize)]
pub struct LossRow {
    ranks: String,
    lost: Vec<LostThing>,
    /// How many things more there are than `lost` names.
    more: usize,
    less: String,
    disconnected: usize,
    cost: String,
    /// Of the worst, in thousandths.
    bar: u32,
}

/// What is lost: sections of one line together.
#[derive(Serialize)]
struct LostThing {
    name: Ref,
    /// Where, or how many sections.
    part: Option<String>,
}

/// The worst losses, those alike together.
pub fn loss_rows(context: &PageContext<'_>, report: &CriticalReport) -> Vec<LossRow> {
    let worst = report.losses.iter().map(|loss| loss.cost_more).fold(0.0, f64::max);
    let row = |group: &AlikeLosses<'_>| {
        let loss = group.first();
        let mut lost: Vec<LostThing> = group.lost().iter().flat_map(|lost| things(context, lost)).collect();
        let more = lost.len().saturating_sub(NAMED);
        lost.truncate(NAMED);
        LossRow {
            ranks: group.ranks().replace('-', "–"),
            lost,
            more,
            less: match &loss.less[..] {
                [] => "all arrives, by longer ways".into(),
                less => less.iter().map(|amount| amount.told.clone()).collect::<Vec<_>>().join(", "),
            },
            disconnected: loss.disconnected.len(),
            cost: signed_told(loss.cost_more),
            bar: thousandths(loss.cost_more, worst),
        }
    };
    alike(&report.losses).iter().take(TOLD).map(row).collect()
}

fn things(context: &PageContext<'_>, lost: &Lost<'_>) -> Vec<LostThing> {
    let network = context.site.network;
    let place = |id: &str| network.places.find(id).map_or(id, |key| &network.places[key].name).to_string();
    let thing = |(one, sections): &(&ElementRecord, usize)| LostThing {
        name: page_of(context, one),
        part: lost
            .sections(*sections)
            .or_else(|| (one.from != one.to).then(|| format!("{} – {}", place(&one.from), place(&one.to)))),
    };
    lost.things.iter().map(thing).collect()
}

pub fn page_of(context: &PageContext<'_>, lost: &ElementRecord) -> Ref {
    let network = context.site.network;
    let found = match lost.kind {
        "section" => network.lines.find(&lost.id).map(|id| context.line(id)),
        "lane" => network.lanes.find(&lost.id).map(|id| context.lane(id)),
        "transfer" => network.transfers.find(&lost.id).map(|id| context.transfer(id)),
        _ => network.places.find(&lost.id).map(|id| context.place(id)),
    };
    Ref { name: lost.name.clone(), href: found.and_then(|found| found.href) }
}

/// What the rows do not tell.
pub fn loss_note(report: &CriticalReport) -> String {
    let told: usize = alike(&report.losses).iter().take(TOLD).map(AlikeLosses::count).sum();
    let free = count(report.free, "link or transfer").replace("link or transfers", "links or transfers");
    let rest = match report.losses.len() - told {
        0 => String::new(),
        1 => "One more loss costs less and stands in the file. ".into(),
        rest => format!("{rest} more losses cost less and stand in the file. "),
    };
    if report.free + report.unused == 0 {
        return rest.trim_end().to_string();
    }
    format!(
        "{rest}{} can be lost at no cost although something goes over them; {} carry nothing.",
        sentence_case(&free),
        report.unused
    )
}
