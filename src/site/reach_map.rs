//! A reach as one SVG file that needs nothing else: land, network in grey, places and links coloured by band.

use std::fmt::Write as _;

use super::SiteError;
use super::map::draw::{WIDE, render_alone};
use super::map::{LandResolution, MapFigure, MapLink, MapNode, MapStatus, Projection, escape_xml, land_svg};
use crate::embedded::asset;
use crate::land::LandOutline;
use crate::model::{Link, Network, PlaceKind};
use crate::report::{ReachReport, link_path};

/// Colours from the first band to the last: those of viridis, which stay in order in grey and for the colour-blind; the
/// last two darker, to be seen on light ground.
const LIGHT: [&str; 8] = ["#440154", "#46327e", "#365c8d", "#277f8e", "#1fa187", "#4ac16d", "#8fbc2b", "#dba800"];
/// The same on a dark ground, nearest brightest.
const DARK: [&str; 8] = ["#fde725", "#a0da39", "#4ac16d", "#1fa187", "#2f93a3", "#5482bd", "#7a72c4", "#9a62ab"];

const STYLE: &str = "\
svg{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif}\
.ground,.map-sea{fill:#f1f5f8}.title,.key{fill:#1b2733}.small{fill:#46525e}\
.map-line,.map-casing,.map-pattern{fill:none;stroke-linejoin:round;stroke:#8b939b}\
.map-casing{stroke:#fbfaf7;stroke-opacity:.8}.is-context .map-line{stroke-opacity:.5}\
.map-symbol{stroke:#1b2733;stroke-width:.7}.is-context .map-symbol{fill:#8b939b;stroke:none;opacity:.6}\
.is-origin .map-symbol{fill:#fff;stroke:#b3261e;stroke-width:3}\
.map-label{fill:#1b2733;stroke:#fbfaf7;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}\
.map-label.importance-1{font-weight:650}";
const STYLE_DARK: &str = "\
.ground,.map-sea{fill:#161e26}.title,.key{fill:#e8ebee}.small{fill:#aab4be}\
.map-casing{stroke:#141a20}.map-symbol{stroke:#141a20}.is-origin .map-symbol{fill:#141a20;stroke:#f5a0a3}\
.map-label{fill:#e8ebee;stroke:#141a20}";

/// The map as an SVG document, for light and dark.
///
/// # Errors
/// [`SiteError::Land`] if the built-in outline of the land cannot be read.
pub fn reach_svg(network: &Network, reach: &ReachReport) -> Result<String, SiteError> {
    const TOP: f64 = 52.0;
    const BOTTOM: f64 = 40.0;
    let projection = Projection::for_positions(network.places.values().map(|place| place.at));
    let outline = LandOutline::parse(asset("land-110m.json"))?;
    let land = land_svg(&outline, &projection, LandResolution::Coarse);
    let query = &reach.query;
    let limit = query.bands.last().copied().unwrap_or_default();
    let title = format!("From {}, leaving {}: what is reached within {limit} days", query.from.name, query.depart);
    let picture = render_alone(&figure(network, reach, &title), &projection, &land);
    let (width, height) = (WIDE.0, WIDE.1 + TOP + BOTTOM);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <style>{}</style>\n<rect class=\"ground\" width=\"{width}\" height=\"{height}\"/>\n\
         <text class=\"title\" x=\"16\" y=\"24\" font-size=\"17\" font-weight=\"650\">{}</text>\n\
         <text class=\"small\" x=\"16\" y=\"43\" font-size=\"12\">{}</text>\n\
         <g transform=\"translate(0 {TOP})\">\n{picture}</g>\n",
        style(query.bands.len()),
        escape_xml(&title),
        escape_xml(&terms(reach)),
    );
    let step = (800.0 / f64::from(u32::try_from(query.bands.len()).unwrap_or(1).max(1))).min(134.0);
    let mut x = 16.0;
    let mut from = 0;
    for (index, days) in query.bands.iter().enumerate() {
        let count = reach.places.iter().filter(|row| row.band_days == Some(*days)).count();
        let text = format!("{from}-{days} days: {count}");
        let _ = writeln!(
            svg,
            "<g class=\"band-{index}\"><circle class=\"map-symbol\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"6\"/></g>\
             <text class=\"key\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\">{text}</text>",
            x + 6.0,
            height - 16.0,
            x + 18.0,
            height - 11.5
        );
        x += step;
        from = *days;
    }
    let rest = format!("not within {limit} days: {}", reach.later + reach.unreached);
    let _ = writeln!(
        svg,
        "<g class=\"is-context\"><circle class=\"map-symbol\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/></g>\
         <text class=\"key\" x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\">{rest}</text>\n</svg>",
        x + 6.0,
        height - 16.0,
        x + 18.0,
        height - 11.5
    );
    Ok(svg)
}

/// What the map rests on, in a line.
fn terms(reach: &ReachReport) -> String {
    let (query, terms) = (&reach.query, &reach.query.terms);
    let mut told = vec![format!("cargo {}", terms.cargo)];
    told.extend(terms.vessel.as_ref().map(|vessel| format!("vessel {vessel}")));
    if !terms.modes.is_empty() {
        told.push(format!("by {} only", terms.modes.join(", ")));
    }
    told.push(query.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}")));
    if !terms.allow.is_empty() {
        told.push(format!("rules lifted for analysis only: {}", terms.allow.join(", ")));
    }
    told.push(format!("network {} as of {}", reach.network.id, reach.network.as_of));
    told.push("modelling data, not legal advice".into());
    told.join(", ")
}

fn style(bands: usize) -> String {
    let rules = |colours: [&str; 8]| -> String {
        let colour = |band: usize| colours[(band * 7 + (bands - 1) / 2) / (bands - 1).max(1) % 8];
        (0..bands).fold(String::new(), |mut css, band| {
            let colour = colour(band);
            let _ = write!(css, ".band-{band} .map-symbol{{fill:{colour}}}.band-{band} .map-line{{stroke:{colour}}}");
            css
        })
    };
    format!("{STYLE}{}@media(prefers-color-scheme:dark){{{STYLE_DARK}{}}}", rules(LIGHT), rules(DARK))
}

fn figure(network: &Network, reach: &ReachReport, title: &str) -> MapFigure {
    let band_class = |days: u32| {
        reach.query.bands.iter().position(|band| *band == days).map(|band| format!("band-{band}")).unwrap_or_default()
    };
    let background = |link: Link| MapLink {
        id: String::new(),
        name: String::new(),
        href: None,
        path: link_path(network, (link, true)),
        mode: network.mode(link),
        status: MapStatus::Operating,
        width: 1.0,
        class: String::new(),
        is_context: true,
    };
    let mut links: Vec<MapLink> = network
        .links()
        .filter(|link| !reach.links.iter().any(|reached| reached.link.0 == *link))
        .map(background)
        .map(|link| MapLink { name: "not on the way".into(), ..link })
        .collect();
    // What is reached early is drawn last, over what shares its course.
    let mut reached: Vec<_> = reach.links.iter().collect();
    reached.sort_by(|a, b| b.hours.total_cmp(&a.hours));
    for link in reached {
        links.push(MapLink {
            id: link.id.clone(),
            name: format!("{}, after {:.1} days", link.name, link.hours / 24.0),
            width: 2.2,
            class: band_class(link.band_days),
            is_context: false,
            ..background(link.link.0)
        });
    }
    let node = |id: &str, class: String, name: String, is_context: bool| {
        let place = &network.places[network.places.find(id)?];
        Some(MapNode {
            id: place.id.clone(),
            name,
            href: None,
            position: place.at,
            symbol: if place.kind == PlaceKind::Waypoint { PlaceKind::Junction } else { place.kind },
            importance: place.importance,
            class,
            is_context,
        })
    };
    let from = &reach.query.from;
    let origin = from
        .places
        .iter()
        .filter_map(|id| node(id, "is-origin".into(), from.name.clone(), false))
        .map(|node| MapNode { importance: 1, ..node });
    let others = reach.places.iter().filter_map(|row| match row.band_days {
        Some(days) => node(&row.place, band_class(days), row.name.clone(), false),
        None => node(&row.place, String::new(), row.name.clone(), true),
    });
    let nodes = origin.chain(others).collect();
    MapFigure {
        id: "reach".into(),
        title: title.into(),
        description:
            "Places and links coloured by the day on which they are reached; the rest of the network in grey. \
                      `landbridge reach` lists the same as text."
                .into(),
        nodes,
        links,
    }
}
