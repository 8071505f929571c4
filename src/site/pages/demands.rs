//! Demands: who wants how much of which cargo moved from where to where.

use serde::Serialize;

use super::{Page, trail, value};
use crate::model::{CargoId, PlaceId};
use crate::site::Site;
use crate::site::format::{count, sentence_case};
use crate::site::traffic::DemandEnds;
use crate::site::view::{FigureView, PageContext, Ref};

#[derive(Serialize)]
struct Demands {
    lede: String,
    groups: Vec<Group>,
}

/// Demands for one cargo.
#[derive(Serialize)]
struct Group {
    id: String,
    cargo: Ref,
    rows: Vec<DemandRow>,
}

#[derive(Serialize)]
struct DemandRow {
    id: String,
    demand: Ref,
    from: Ref,
    to: Ref,
    origin_country: Option<String>,
    quantities: Vec<FigureView>,
    note: Option<String>,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "demands/index.html".to_string();
    let context = PageContext::new(site, &path);
    let mut groups: Vec<(CargoId, Vec<DemandRow>)> = Vec::new();
    for ends in &site.demands {
        let cargo = network.demands[ends.id].cargo.0;
        let row = row(&context, ends);
        match groups.iter_mut().find(|(known, _)| *known == cargo) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((cargo, vec![row])),
        }
    }
    groups.sort_by_key(|(cargo, _)| network.cargoes[*cargo].name.to_lowercase());
    let lede = if groups.is_empty() {
        "This network names no demands.".to_string()
    } else {
        format!(
            "{} for {}: what was or is to be moved, from where to where, with the year it was counted.",
            count(site.demands.len(), "demand"),
            count(groups.len(), "cargo"),
        )
    };
    let groups = groups.into_iter().map(|(cargo, mut rows)| {
        rows.sort_by_key(|row| row.demand.name.to_lowercase());
        Group { id: network.cargoes[cargo].id.clone(), cargo: context.cargo(cargo), rows }
    });
    let view = Demands { lede: lede.clone(), groups: groups.collect() };
    Page {
        template: "demands.html",
        kind: "demands",
        section: "demands",
        title: "Demands".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Demands"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}

fn row(context: &PageContext<'_>, ends: &DemandEnds) -> DemandRow {
    let demand = &context.site.network.demands[ends.id];
    DemandRow {
        id: demand.id.clone(),
        demand: context.demand(ends.id),
        from: end(context, &demand.from, &ends.from),
        to: end(context, &demand.to, &ends.to),
        origin_country: demand.cargo.1.map(|country| country.name().to_string()),
        quantities: context.all_periods(&demand.quantity),
        note: demand.note.as_deref().map(sentence_case),
    }
}

/// A place, or the city that a name means.
pub(super) fn end(context: &PageContext<'_>, name: &str, places: &[PlaceId]) -> Ref {
    let network = context.site.network;
    match places {
        [] => Ref::plain(name),
        [only] => context.place(*only),
        [first, ..] => {
            let city = network.places[*first].city.map(|city| network.cities[city].name.clone());
            Ref { name: city.unwrap_or_else(|| name.to_string()), ..context.place(*first) }
        }
    }
}
