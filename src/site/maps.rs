//! What the maps of the site show: lines and lanes of the network, and the legs of a plan.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::format::{count, list};
use super::map::backdrop::Backdrop;
use super::map::{LandImages, MapFigure, MapLink, MapNode, MapStatus, legend_html, render_map};
use super::view::{PageContext, status_on};
use crate::calendar::Day;
use crate::model::{CityId, Lane, LaneId, LineId, Link, Mode, Network, PlaceId, PlaceKind, SectionId};
use crate::report::{FactRecord, Leg, PlanReport, leg_path};
use crate::units::Position;

/// A map as HTML.
#[derive(Debug, Clone, Serialize)]
pub struct MapView {
    /// Both pictures.
    pub map_html: String,
    /// The key to them.
    pub legend_html: String,
    /// What the reader sees.
    pub caption: String,
}

/// The course of a line, neighbouring sections of one state joined.
pub fn runs(network: &Network, id: LineId, as_of: Day) -> Vec<(MapStatus, Vec<Position>)> {
    let mut runs: Vec<(MapStatus, Vec<Position>)> = Vec::new();
    let mut end: Option<PlaceId> = None;
    for section in network.lines[id].sections.iter().map(|section| &network.sections[*section]) {
        let status = status_on(&section.status, as_of);
        let at = |place: PlaceId| network.places[place].at;
        match runs.last_mut() {
            Some((last, path)) if *last == status && end == Some(section.from) => path.push(at(section.to)),
            _ => runs.push((status, vec![at(section.from), at(section.to)])),
        }
        end = Some(section.to);
    }
    runs
}

impl PageContext<'_> {
    /// How many of these links are in which state on the day shown, in a sentence: what a map of them shows.
    pub fn told_states(&self, links: &[Link], noun: &str) -> String {
        let mut states: BTreeMap<MapStatus, usize> = BTreeMap::new();
        for link in links {
            *states.entry(self.status(*link)).or_default() += 1;
        }
        let as_of = self.site.as_of;
        let word = |status: MapStatus| if status == MapStatus::Unknown { "of unknown state" } else { status.word() };
        let only = states.first_key_value().filter(|_| states.len() == 1);
        match (only, links.len()) {
            (_, 0) => format!("No {noun}."),
            (Some((status, _)), 1) => format!("The {noun} is {} on {as_of}.", word(*status)),
            (Some((status, _)), all) => format!("All {} are {} on {as_of}.", count(all, noun), word(*status)),
            (None, all) => {
                let told: Vec<String> =
                    states.iter().map(|(status, number)| format!("{number} {}", word(*status))).collect();
                format!("Of {} on {as_of}: {}.", count(all, noun), list(&told, "and"))
            }
        }
    }

    /// A figure drawn, with its legend.
    pub fn draw(&self, figure: &MapFigure, caption: impl Into<String>) -> MapView {
        self.draw_over(figure, &Backdrop::default(), caption)
    }

    /// A figure drawn over something else, with its legend.
    pub fn draw_over(&self, figure: &MapFigure, backdrop: &Backdrop<'_>, caption: impl Into<String>) -> MapView {
        let assets = &self.site.assets;
        let (coarse, fine) = (self.links.file(&assets.land_coarse), self.links.file(&assets.land_fine));
        let land = LandImages { coarse: &coarse, fine: &fine };
        MapView {
            map_html: render_map(figure, &self.site.projection, land, backdrop),
            legend_html: legend_html(figure),
            caption: caption.into(),
        }
    }

    /// A place with the importance that the figure gives it.
    pub fn node(&self, id: PlaceId, importance: u8) -> MapNode {
        let place = &self.site.network.places[id];
        MapNode {
            id: place.id.clone(),
            name: place.name.clone(),
            href: self.place(id).href,
            position: place.at,
            symbol: place.kind,
            importance,
            class: String::new(),
            is_context: false,
        }
    }

    /// A line, neighbouring sections of one state joined.
    pub fn line_links(&self, id: LineId, width: f64, is_context: bool) -> Vec<MapLink> {
        let line = &self.site.network.lines[id];
        let link = |(status, path)| MapLink {
            id: line.id.clone(),
            name: line.name.clone(),
            href: (!is_context).then(|| self.links.page("line", &line.id)),
            path,
            mode: line.mode,
            status,
            width,
            class: String::new(),
            is_context,
        };
        runs(self.site.network, id, self.site.as_of).into_iter().map(link).collect()
    }

    /// One section.
    pub fn section_link(&self, id: SectionId, width: f64) -> MapLink {
        let network = self.site.network;
        let section = &network.sections[id];
        let line = &network.lines[section.line];
        MapLink {
            id: line.id.clone(),
            name: line.name.clone(),
            href: Some(self.links.page("line", &line.id)),
            path: [section.from, section.to].map(|place| network.places[place].at).to_vec(),
            mode: line.mode,
            status: status_on(&section.status, self.site.as_of),
            width,
            class: String::new(),
            is_context: false,
        }
    }

    /// A sea lane.
    pub fn lane_link(&self, id: LaneId, width: f64, is_context: bool) -> MapLink {
        let lane: &Lane = &self.site.network.lanes[id];
        MapLink {
            id: lane.id.clone(),
            name: lane.name.clone(),
            href: if is_context { None } else { self.lane(id).href },
            path: lane.shape.clone(),
            mode: Mode::Sea,
            status: status_on(&lane.status, self.site.as_of),
            width,
            class: String::new(),
            is_context,
        }
    }

    /// All lines and lanes but these, as background.
    pub fn context(&self, but: &BTreeSet<LineId>) -> Vec<MapLink> {
        let network = self.site.network;
        let at_sea = network.lanes.keys().map(|id| self.lane_link(id, 1.2, true));
        let on_land = network.lines.keys().filter(|id| !but.contains(id)).flat_map(|id| self.line_links(id, 1.2, true));
        at_sea.chain(on_land).collect()
    }

    /// The whole network.
    pub fn network_figure(&self) -> MapFigure {
        let network = self.site.network;
        let reach = self.reach_of_lines();
        let is_near = |at: Position| self.degrees_from_centre(at) <= reach;
        let near = self.lanes_near(is_near);
        let at_sea = network.lanes.keys().map(|id| self.lane_link(id, 1.8, !near.contains(&id)));
        let on_land = network.lines.iter().flat_map(|(id, line)| {
            let is_far = line.posts.iter().any(|(place, _)| !is_near(network.places[*place].at));
            self.line_links(id, if line.mode == Mode::Rail { 2.4 } else { 1.8 }, is_far)
        });
        let order = self.places_by_use();
        // The largest place of a city stands for it: readers look for Moscow, and not for one of its stations.
        let mut largest: BTreeMap<CityId, PlaceId> = BTreeMap::new();
        for id in &order {
            let Some(city) = network.places[*id].city else { continue };
            let known = largest.entry(city).or_insert(*id);
            if network.places[*id].importance < network.places[*known].importance {
                *known = *id;
            }
        }
        MapFigure {
            id: "network".into(),
            title: format!("Map: {}", network.meta.title),
            description: format!(
                "All lines and sea lanes by mode, in their state of {}. The tables of lines, lanes and places hold the same.",
                self.site.as_of
            ),
            nodes: order
                .into_iter()
                .map(|id| {
                    let place = &network.places[id];
                    let city = place.city.filter(|city| largest.get(city) == Some(&id));
                    let mut node = self.node(id, place.importance);
                    if let Some(city) = city {
                        node.name.clone_from(&network.cities[city].name);
                    }
                    MapNode { is_context: !is_near(place.at), ..node }
                })
                .collect(),
            links: at_sea.chain(on_land).collect(),
        }
    }

    /// All places, those first at which most of the report's questions begin or end, then those with most lines and
    /// lanes: of places of one importance the first are named first.
    fn places_by_use(&self) -> Vec<PlaceId> {
        let network = self.site.network;
        let mut uses: BTreeMap<PlaceId, (usize, usize)> = network.places.keys().map(|id| (id, (0, 0))).collect();
        for name in network.report_routes.values().flat_map(|route| [&route.from, &route.to]) {
            for id in network.find_places(name).unwrap_or_default() {
                uses.entry(id).or_default().0 += 1;
            }
        }
        let on_land = network.lines.values().flat_map(|line| line.posts.iter().map(|(place, _)| *place));
        for id in on_land.chain(network.lanes.values().flat_map(|lane| [lane.from, lane.to])) {
            uses.entry(id).or_default().1 += 1;
        }
        let mut order: Vec<PlaceId> = network.places.keys().collect();
        order.sort_by_key(|id| std::cmp::Reverse(uses[id]));
        order
    }

    /// Lanes that stay near and hang together with a port. Those round Africa or through Panama would shrink all the
    /// rest of the picture, so they do not decide what it shows.
    fn lanes_near(&self, is_near: impl Fn(Position) -> bool + Copy) -> BTreeSet<LaneId> {
        let network = self.site.network;
        let ports = network.places.iter().filter(|(_, place)| place.kind == PlaceKind::Port && is_near(place.at));
        let mut reached: BTreeSet<PlaceId> = ports.map(|(id, _)| id).collect();
        let mut near: BTreeSet<LaneId> = BTreeSet::new();
        loop {
            let known = near.len();
            for (id, lane) in network.lanes.iter() {
                let touches = reached.contains(&lane.from) || reached.contains(&lane.to);
                if touches && lane.shape.iter().copied().all(is_near) && near.insert(id) {
                    reached.extend([lane.from, lane.to]);
                }
            }
            if near.len() == known {
                return near;
            }
        }
    }

    /// How far the lines on land reach from the middle of the maps, in degrees; everything, without lines. Where there
    /// are railways or roads they decide: a gas field on the other side of the world is no part of the region.
    fn reach_of_lines(&self) -> f64 {
        let network = self.site.network;
        let reach = |counts: fn(Mode) -> bool| {
            let posts = network.lines.values().filter(|line| counts(line.mode)).flat_map(|line| &line.posts);
            posts.map(|(place, _)| self.degrees_from_centre(network.places[*place].at)).reduce(f64::max)
        };
        reach(|mode| !matches!(mode, Mode::Pipeline | Mode::Power)).or_else(|| reach(|_| true)).unwrap_or(f64::INFINITY)
    }

    fn degrees_from_centre(&self, at: Position) -> f64 {
        // A degree of the mean meridian is 111.2 km long.
        at.metres_to(self.site.projection.centre()) / 111_200.0
    }

    /// The ways of a plan over the rest of the network; refused ways are drawn red.
    pub fn plan_figure(&self, plan: &PlanReport, depart: Day, title: String) -> MapFigure {
        let mut links: Vec<MapLink> = Vec::new();
        let mut nodes: Vec<MapNode> = Vec::new();
        let mut add_node = |id: &str, importance: u8| {
            let Some(place) = self.site.network.places.find(id) else { return };
            match nodes.iter_mut().find(|node| node.id == id) {
                Some(node) => node.importance = node.importance.min(importance),
                None => nodes.push(self.node(place, importance)),
            }
        };
        for way in &plan.refused_ways {
            let facts: Vec<&FactRecord> = way.facts.iter().map(|index| &plan.refused[*index]).collect();
            for leg in &way.legs {
                let blocked = facts
                    .iter()
                    .any(|fact| leg.line.as_ref() == Some(&fact.subject) || leg.lanes.contains(&fact.subject));
                if !leg.links.is_empty() {
                    let class = if blocked { "is-refused is-excluded" } else { "is-refused" };
                    links.push(self.leg_link(leg, depart, if blocked { 2.6 } else { 1.5 }, class));
                }
                if blocked {
                    add_node(&leg.from, 2);
                    add_node(&leg.to, 2);
                }
            }
            for end in [way.legs.first().map(|leg| &leg.from), way.legs.last().map(|leg| &leg.to)] {
                add_node(end.map_or("", String::as_str), 1);
            }
        }
        for itinerary in plan.itineraries.iter().rev() {
            let width = if itinerary.rank == 1 { 4.6 } else { 2.2 };
            for leg in &itinerary.legs {
                if !leg.links.is_empty() {
                    links.push(self.leg_link(leg, depart, width, "is-route"));
                }
                let minor = if itinerary.rank == 1 { 2 } else { 3 };
                add_node(&leg.from, if leg.kind.is_some() { minor } else { minor + 1 });
                add_node(&leg.to, minor + 1);
            }
            for end in [itinerary.legs.first().map(|leg| &leg.from), itinerary.legs.last().map(|leg| &leg.to)] {
                add_node(end.map_or("", String::as_str), 1);
            }
        }
        for id in plan.query.from_places.iter().chain(&plan.query.to_places) {
            if plan.itineraries.is_empty() && plan.refused_ways.is_empty() {
                add_node(id, 1);
            }
        }
        let description = format!(
            "{} and {}, over the rest of the network in grey. The tables below hold the same.",
            count(plan.itineraries.len(), "allowed way"),
            count(plan.refused_ways.len(), "refused way"),
        );
        MapFigure { id: "ways".into(), title, description, nodes, links }
    }

    fn leg_link(&self, leg: &Leg, depart: Day, width: f64, class: &str) -> MapLink {
        let network = self.site.network;
        // The state that hinders most is shown; the list of states runs from the best to the worst.
        let status = leg
            .links
            .iter()
            .map(|(link, _)| status_on(network.history(*link), depart))
            .max()
            .unwrap_or(MapStatus::Unknown);
        let mode = leg.links.first().map_or(Mode::Rail, |(link, _)| network.mode(*link));
        MapLink {
            id: leg.line.clone().unwrap_or_else(|| "voyage".into()),
            name: format!("{} – {}, {}", leg.from_name, leg.to_name, leg.name),
            href: leg.links.first().and_then(|(link, _)| self.carrier(*link).href),
            path: leg_path(network, leg),
            mode,
            status,
            width,
            class: class.into(),
            is_context: false,
        }
    }
}
