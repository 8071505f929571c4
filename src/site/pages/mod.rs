//! Which pages are there, and what does each show? One file for each type of page, with its own view record.

mod access;
mod answer_pairs;
mod bearing;
pub(super) mod bottleneck;
mod capacity;
mod capacity_groups;
mod checks;
pub(super) mod compare;
mod compare_dates;
mod comparisons;
mod corridor;
mod corridors;
pub(super) mod criticality;
mod data;
mod demand;
mod demands;
mod energy;
mod explore;
mod fleet;
mod flow;
mod flow_charts;
mod glossary;
pub(super) mod land_or_sea;
mod lane;
mod lanes;
mod limits;
mod line;
mod method;
mod mode;
mod not_found;
mod overview;
mod passage;
mod place;
pub(super) mod planning;
mod quality;
mod registers;
mod restriction;
mod route;
mod route_charts;
mod scenarios;
mod season;
mod source;
mod timeline;
mod watershed;

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::Site;
use super::links::Links;
use super::view::Ref;
use crate::model::{LaneId, LineId, Mode, PassageId, PlaceId, PlaceKind, RestrictionId, SourceId};

/// A page before it goes through its template.
pub struct Page {
    /// Its path from the site's root.
    pub path: String,
    /// Its template.
    pub template: &'static str,
    /// Its type, `data-page` of its body.
    pub kind: &'static str,
    /// The section of the navigation that it belongs to.
    pub section: &'static str,
    /// Its title, without the site's.
    pub title: String,
    /// What it says, in a sentence.
    pub description: String,
    /// The way to it.
    pub breadcrumb: Vec<Ref>,
    /// What it shows.
    pub view: Value,
    /// Files beside it, by their paths from the site's root.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// Names a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The first page.
    Overview,
    /// All corridors.
    Corridors,
    /// A corridor, by its position.
    Corridor(usize),
    /// What happened, and the states of everything that changed.
    Timeline,
    /// Who could get where in which year.
    Access,
    /// A mode.
    Mode(Mode),
    /// A scenario against the base, by its position.
    Compare(usize),
    /// All comparisons.
    Comparisons,
    /// Two years against each other, by its position.
    CompareDates(usize),
    /// What each loss would cost.
    Criticality,
    /// By land, by sea, or through the ice.
    LandOrSea,
    /// A planned route, by its position.
    Route(usize),
    /// A place.
    Place(PlaceId),
    /// All places.
    Places,
    /// A line.
    Line(LineId),
    /// All lines.
    Lines,
    /// Sea lanes and passages.
    Lanes,
    /// A sea lane.
    Lane(LaneId),
    /// A strait or canal.
    Passage(PassageId),
    /// Pipelines, power lines and LNG terminals.
    Energy,
    /// Questions on how much can pass.
    Capacity,
    /// How much can pass, by its position.
    Bottleneck(usize),
    /// What flows, by its position.
    Flow(usize),
    /// Lines that share one capacity.
    CapacityGroups,
    /// Projects, stores, supplies, capacity rules.
    Planning,
    /// All demands.
    Demands,
    /// A demand, by its position.
    Demand(usize),
    /// Ships, trains, cargoes.
    Fleet,
    /// A restriction.
    Restriction(RestrictionId),
    /// All restrictions.
    Restrictions,
    /// Scenarios.
    Scenarios,
    /// A source.
    Source(SourceId),
    /// All sources.
    Sources,
    /// What was found wrong.
    Checks,
    /// How good the figures are.
    Quality,
    /// The map to move in.
    Explore,
    /// Ice and admission.
    Season,
    /// Where land beats the sea.
    Watershed,
    /// Files to take along.
    Data,
    /// How it works and what it does not know.
    Method,
    /// Words of the trade.
    Glossary,
    /// For addresses that do not exist.
    NotFound,
}

/// All pages of a site, in a fixed order.
pub fn keys(site: &Site<'_>) -> Vec<Key> {
    let network = site.network;
    let mut keys = vec![
        Key::Overview,
        Key::Corridors,
        Key::Timeline,
        Key::Access,
        Key::Comparisons,
        Key::Criticality,
        Key::LandOrSea,
        Key::Places,
        Key::Lines,
        Key::Lanes,
        Key::Energy,
        Key::Capacity,
        Key::CapacityGroups,
        Key::Planning,
        Key::Demands,
        Key::Fleet,
        Key::Restrictions,
        Key::Scenarios,
        Key::Sources,
        Key::Quality,
        Key::Checks,
        Key::Explore,
        Key::Season,
        Key::Watershed,
        Key::Data,
        Key::Method,
        Key::Glossary,
        Key::NotFound,
    ];
    keys.extend((0..site.plans.len()).map(Key::Route));
    keys.extend((0..site.courses.len()).map(Key::Corridor));
    keys.extend((0..site.compared.len()).map(Key::Compare));
    keys.extend((0..site.spans.len()).map(Key::CompareDates));
    keys.extend(mode::modes(site).into_iter().map(Key::Mode));
    keys.extend((0..site.bottlenecks.len()).map(Key::Bottleneck));
    keys.extend((0..site.assignments.len()).map(Key::Flow));
    keys.extend(
        network.places.iter().filter(|(_, place)| place.kind != PlaceKind::Waypoint).map(|(id, _)| Key::Place(id)),
    );
    keys.extend(network.lines.keys().map(Key::Line));
    keys.extend(network.lanes.keys().map(Key::Lane));
    keys.extend(network.passages.keys().map(Key::Passage));
    keys.extend((0..site.demands.len()).map(Key::Demand));
    keys.extend(network.restrictions.keys().map(Key::Restriction));
    keys.extend(network.sources.keys().map(Key::Source));
    keys
}

/// Makes a page.
pub fn page(site: &Site<'_>, key: Key) -> Page {
    match key {
        Key::Overview => overview::page(site),
        Key::Corridors => corridors::page(site),
        Key::Corridor(index) => corridor::page(site, &site.courses[index]),
        Key::Timeline => timeline::page(site),
        Key::Access => access::page(site),
        Key::Mode(mode) => mode::page(site, mode),
        Key::Compare(index) => compare::page(site, &site.compared[index]),
        Key::Comparisons => comparisons::page(site),
        Key::CompareDates(index) => compare_dates::page(site, &site.spans[index]),
        Key::Criticality => criticality::page(site),
        Key::LandOrSea => land_or_sea::page(site),
        Key::Route(index) => route::page(site, &site.plans[index]),
        Key::Place(id) => place::page(site, id),
        Key::Places => registers::places(site),
        Key::Line(id) => line::page(site, id),
        Key::Lines => registers::lines(site),
        Key::Lanes => lanes::page(site),
        Key::Lane(id) => lane::page(site, id),
        Key::Passage(id) => passage::page(site, id),
        Key::Energy => energy::page(site),
        Key::Capacity => capacity::page(site),
        Key::Bottleneck(index) => bottleneck::page(site, &site.bottlenecks[index]),
        Key::Flow(index) => flow::page(site, &site.assignments[index]),
        Key::CapacityGroups => capacity_groups::page(site),
        Key::Planning => planning::page(site),
        Key::Demands => demands::page(site),
        Key::Demand(index) => demand::page(site, index),
        Key::Fleet => fleet::page(site),
        Key::Restriction(id) => restriction::page(site, id),
        Key::Restrictions => registers::restrictions(site),
        Key::Scenarios => scenarios::page(site),
        Key::Source(id) => source::page(site, id),
        Key::Sources => source::register(site),
        Key::Quality => quality::page(site),
        Key::Checks => checks::page(site),
        Key::Explore => explore::page(site),
        Key::Season => season::page(site),
        Key::Watershed => watershed::page(site),
        Key::Data => data::page(site),
        Key::Method => method::page(site),
        Key::Glossary => glossary::page(site),
        Key::NotFound => not_found::page(site),
    }
}

/// A record as the value that templates read.
fn value<T: Serialize>(view: T) -> Value {
    Value::from(Serde(view))
}

/// The way to a page: the overview, its register, itself.
fn trail(path: &str, register: Option<(&str, &str)>, title: &str) -> Vec<Ref> {
    let links = Links::from_page(path);
    let mut trail = vec![Ref::to("Overview", links.overview())];
    trail.extend(register.map(|(name, folder)| Ref::to(name, links.register(folder))));
    trail.push(Ref::plain(title));
    trail
}

/// A record as pretty JSON with a final line end.
pub(super) fn json<T: Serialize>(record: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(record).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Orders network keys by the name that readers see.
fn by_name<K: crate::model::Key>(keys: impl Iterator<Item = K>, name: impl Fn(K) -> String) -> Vec<K> {
    let mut named: Vec<(String, usize, K)> = keys.map(|key| (name(key).to_lowercase(), key.index(), key)).collect();
    named.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    named.into_iter().map(|(_, _, key)| key).collect()
}
