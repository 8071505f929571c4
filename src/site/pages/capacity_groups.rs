//! Lines that share one capacity.

use std::collections::BTreeSet;

use serde::Serialize;

use super::place::kilometres;
use super::{Page, by_name, trail, value};
use crate::model::{CapacityGroupId, LineId, SectionId};
use crate::report::stretches;
use crate::site::Site;
use crate::site::format::{count, sentence_case};
use crate::site::map::{Look as _, MapFigure, MapLink};
use crate::site::maps::MapView;
use crate::site::view::{FigureView, Origin, PageContext, Ref};
use crate::site::words;
use crate::units::Distance;

#[derive(Serialize)]
struct SharedCapacity {
    lede: String,
    map: Option<MapView>,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct GroupView {
    id: String,
    name: String,
    capacities: Vec<FigureView>,
    members: Vec<Member>,
    km: String,
    scenarios: Vec<Ref>,
    note: Option<String>,
    origin: Origin,
}

/// A line, or a stretch of it.
#[derive(Serialize)]
struct Member {
    line: Ref,
    mode: String,
    class: String,
    /// None if it is the whole line.
    stretch: Option<String>,
    km: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let network = site.network;
    let path = "capacity-groups/index.html".to_string();
    let context = PageContext::new(site, &path);
    let keys = by_name(network.capacity_groups.keys(), |id| network.capacity_groups[id].name.clone());
    let groups: Vec<GroupView> = keys.into_iter().map(|id| group(&context, id)).collect();
    let lede = if groups.is_empty() {
        "In this network every line has a capacity of its own.".to_string()
    } else {
        format!(
            "{}: lines whose traffic together is bound by one capacity. Each line may have a smaller one of its own.",
            sentence_case(&count(groups.len(), "shared capacity")),
        )
    };
    let map = (!groups.is_empty()).then(|| {
        let caption =
            format!("Lines that share a capacity, over the rest of the network in grey; state on {}.", site.as_of);
        context.draw(&figure(&context), caption)
    });
    Page {
        template: "capacity_groups.html",
        kind: "capacity-groups",
        section: "capacity-groups",
        title: "Shared capacity".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Shared capacity"),
        view: value(SharedCapacity { lede, map, groups }),
        beside: Vec::new(),
        path,
    }
}

fn group(context: &PageContext<'_>, id: CapacityGroupId) -> GroupView {
    let network = context.site.network;
    let group = &network.capacity_groups[id];
    let length = |sections: &[SectionId]| sections.iter().map(|section| network.sections[*section].distance).sum();
    let mut lines: Vec<(LineId, Vec<SectionId>)> = Vec::new();
    for section in &group.members {
        let line = network.sections[*section].line;
        match lines.last_mut() {
            Some((last, sections)) if *last == line => sections.push(*section),
            _ => lines.push((line, vec![*section])),
        }
    }
    let member = |(line, sections): (LineId, Vec<SectionId>)| {
        let name = |place: crate::model::PlaceId| network.places[place].name.as_str();
        let stretch = stretches(network, &sections).into_iter().map(|(a, b)| format!("{} – {}", name(a), name(b)));
        let is_whole = sections.len() == network.lines[line].sections.len();
        Member {
            line: context.line(line),
            mode: words::mode(network.lines[line].mode),
            class: network.lines[line].mode.class(),
            stretch: (!is_whole).then(|| stretch.collect::<Vec<_>>().join(", ")),
            km: kilometres(length(&sections)),
        }
    };
    let widens = |change: &crate::model::Change| matches!(change, crate::model::Change::Widen(crate::model::Capacitated::Group(widened), ..) if *widened == id);
    let total: Distance = length(&group.members);
    GroupView {
        id: group.id.clone(),
        name: group.name.clone(),
        capacities: context.all_periods(&group.capacity),
        members: lines.into_iter().map(member).collect(),
        km: kilometres(total),
        scenarios: network
            .scenarios
            .iter()
            .filter(|(_, scenario)| scenario.changes.iter().any(widens))
            .map(|(scenario, _)| context.scenario(scenario))
            .collect(),
        note: group.note.as_deref().map(sentence_case),
        origin: context.origin(&group.provenance),
    }
}

fn figure(context: &PageContext<'_>) -> MapFigure {
    let network = context.site.network;
    let members: BTreeSet<SectionId> =
        network.capacity_groups.values().flat_map(|group| group.members.iter().copied()).collect();
    let own = members.iter().map(|section| MapLink { width: 3.2, ..context.section_link(*section, 3.2) });
    let ends = members.iter().map(|section| &network.sections[*section]).flat_map(|section| [section.from, section.to]);
    let places: BTreeSet<_> = ends.collect();
    let mut links = context.context(&BTreeSet::new());
    links.extend(own);
    MapFigure {
        id: "groups".into(),
        title: "Map: shared capacity".into(),
        description: "Lines that share a capacity; the tables below hold the same.".into(),
        nodes: places.into_iter().map(|place| context.node(place, network.places[place].importance)).collect(),
        links,
    }
}
