//! How good are the figures: how far trusted, how far spread, how old, and what is missing.

mod lists;
mod missing;
mod shares;
mod table;

use serde::Serialize;

use super::{Page, trail, value};
use crate::report::quality::{Shares, Statements, by_age, by_spread, conflicts, overall};
use crate::site::Site;
use crate::site::format::{count, percent};
use crate::site::view::PageContext;
use crate::units::thousands;

#[derive(Serialize)]
struct Quality {
    lede: String,
    as_of: String,
    tiles: Vec<Tile>,
    csv: String,
    kilobytes: String,
    whole: shares::Whole,
    tables: Vec<shares::ShareTable>,
    spreads: Vec<lists::SpreadRow>,
    spreads_set: Vec<lists::SpreadRow>,
    conflicts: Vec<lists::ConflictRow>,
    missing: Vec<missing::MissingView>,
    gaps: Vec<lists::GapRow>,
    stand_ins: Vec<lists::StandInRow>,
    unverified: Vec<lists::UnverifiedRow>,
    oldest: Vec<lists::AgedRow>,
    undated: usize,
    weak: Vec<lists::WeakGroup>,
    weak_number: usize,
    uncited: usize,
    sources: String,
    checks: String,
    method: String,
}

#[derive(Serialize)]
struct Tile {
    name: &'static str,
    value: String,
    note: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "data-quality/index.html".to_string();
    let context = PageContext::new(site, &path);
    let (network, entries) = (site.network, &site.entries);
    let statements = Statements::of(entries);
    let all = overall(&statements);
    let figures = all[0].1;
    let spread = by_spread(&statements);
    let conflicting = conflicts(network, &statements);
    let aged = by_age(network, &statements, site.as_of);
    let holding = statements.iter().filter(|told| {
        matches!(told.statement.content, crate::inventory::Content::Figure(_))
            && told.statement.window.contains(site.as_of)
    });
    let undated = holding.count() - aged.len();
    let csv = csv(site);
    let missing = missing::views(&context);
    let weak = lists::weak(&context);
    let weak_number = weak.iter().map(lists::WeakGroup::number).sum();
    let [spreads, spreads_set] = lists::spreads(&context, &spread);
    let oldest = lists::aged(&context, &aged);
    let lede = format!(
        "{} of {} rest on a page that somebody read; the others are remembered or set by the author, and marked as such. This page says how far to trust what the network knows, and what it does not know.",
        percent(figures.read(), figures.total()),
        count(figures.total(), "figure"),
    );
    let view = Quality {
        lede: lede.clone(),
        as_of: site.as_of.to_string(),
        tiles: tiles(figures, spread.len(), conflicting.len(), &missing, oldest.first()),
        csv: context.links.file("data-quality/figures.csv"),
        kilobytes: super::data::kilobytes(csv.len()),
        whole: shares::whole(&all),
        tables: shares::tables(&context, &statements, &all),
        spreads,
        spreads_set,
        conflicts: lists::conflicts(&context, &conflicting),
        missing,
        gaps: lists::gaps(&context),
        stand_ins: lists::stand_ins(&context),
        unverified: lists::unverified(&context),
        oldest,
        undated,
        weak,
        weak_number,
        uncited: statements.iter().filter(|told| told.statement.provenance.sources.is_empty()).count(),
        sources: context.links.register("sources"),
        checks: context.links.register("checks"),
        method: context.links.register("method"),
    };
    Page {
        template: "quality.html",
        kind: "data-quality",
        section: "data-quality",
        title: "Data quality".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Data quality"),
        view: value(view),
        beside: vec![("data-quality/figures.csv".into(), csv)],
        path,
    }
}

/// Every figure, state and fact as a row.
pub fn csv(site: &Site<'_>) -> Vec<u8> {
    table::csv(site.network, &site.entries)
}

fn tiles(
    figures: Shares,
    spread: usize,
    conflicts: usize,
    missing: &[missing::MissingView],
    oldest: Option<&lists::AgedRow>,
) -> Vec<Tile> {
    let gaps: usize = missing.iter().map(missing::MissingView::number).sum();
    vec![
        Tile {
            name: "Rest on a page that was read",
            value: percent(figures.read(), figures.total()),
            note: format!("of {}", count(figures.total(), "figure")),
        },
        Tile {
            name: "Told with a spread",
            value: percent(spread, figures.total()),
            note: format!("{}, low to high", count(spread, "figure")),
        },
        Tile { name: "Published values differ", value: conflicts.to_string(), note: "statements, listed below".into() },
        Tile { name: "Missing", value: thousands(gaps as u64), note: "values that are asked for below".into() },
        Tile {
            name: "Oldest figure in use",
            value: oldest.map_or_else(|| "–".into(), |row| row.date.clone()),
            note: oldest.map_or_else(|| "no figure is dated".into(), |row| row.figure.entry.name.clone()),
        },
    ]
}
