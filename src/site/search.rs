//! What the search box finds: every page, and every entry of the network that is shown on a page of others.
//!
//! The index is a script that sets one variable, so that it can be read from a folder of files. Its name does not
//! tell its content: a new title changes this one file and not every page that names it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Site;
use super::entries;
use super::links::Links;
use super::map::{Look as _, turns_direction};
use super::pages::{Key, Page};
use super::view::PageContext;

/// The path of the index from the root of the site.
pub const INDEX: &str = "assets/search-index.js";

/// Title, kind, address from the root, other words that find it.
#[derive(Serialize)]
struct Row(String, String, String, String);

/// The script: pages in their order, then entries; `pages` are those of `keys`.
pub fn index(site: &Site<'_>, keys: &[Key], pages: &[Page]) -> Vec<u8> {
    let of_pages =
        keys.iter().zip(pages).filter(|(key, _)| **key != Key::NotFound).map(|(key, page)| {
            Row(page.title.clone(), kind(page), page.path.clone(), other_words(site, *key).join(" "))
        });
    let mut rows: Vec<Row> = of_pages.collect();
    let mut seen: BTreeSet<String> = rows.iter().map(|row| row.2.clone()).collect();
    let context = PageContext { site, links: Links::at_depth(0) };
    for entry in &site.entries {
        let named = context.entry(entry.key);
        if let Some(href) = named.href.filter(|href| seen.insert(href.clone())) {
            rows.push(Row(named.name, entries::kind(entry.key).into(), href, entry.id.to_string()));
        }
    }
    let json = serde_json::to_string(&rows).unwrap_or_else(|_| "[]".into());
    let json = json.replace(turns_direction, "\u{fffd}");
    format!("window.landbridgeIndex={json};\n").into_bytes()
}

/// What a page is, in a word: its type, or `page` for a page of which there is one.
fn kind(page: &Page) -> String {
    let is_alone = page.path.matches('/').count() < 2;
    match page.kind {
        _ if is_alone => "page".into(),
        "lane" => "sea lane".into(),
        kind => kind.replace('-', " "),
    }
}

/// Ids, names in other scripts, codes and issuers: what people type besides the title.
fn other_words(site: &Site<'_>, key: Key) -> Vec<String> {
    let network = site.network;
    let mut words = Vec::new();
    match key {
        Key::Place(id) => {
            let place = &network.places[id];
            words.push(place.id.clone());
            words.extend(place.aliases.iter().cloned());
            words.extend(place.locode.clone());
            words.extend(place.country.map(|country| country.name().to_string()));
            words.push(place.kind.label());
            if let Some(city) = place.city.map(|city| &network.cities[city]) {
                words.push(city.name.clone());
                words.extend(city.aliases.iter().cloned());
            }
        }
        Key::Line(id) => {
            let line = &network.lines[id];
            words.extend([line.id.clone(), super::words::mode(line.mode)]);
            let ends = line.posts.first().into_iter().chain(line.posts.last());
            words.extend(ends.map(|(place, _)| network.places[*place].name.clone()));
            words.extend(line.operator.map(|operator| network.operators[operator].name.clone()));
        }
        Key::Lane(id) => {
            let lane = &network.lanes[id];
            words.push(lane.id.clone());
            words.extend([lane.from, lane.to].map(|place| network.places[place].name.clone()));
            words.extend(lane.passage.map(|passage| network.passages[passage].name.clone()));
        }
        Key::Passage(id) => words.push(network.passages[id].id.clone()),
        Key::Demand(index) => {
            let demand = &network.demands[site.demands[index].id];
            words.push(demand.id.clone());
            words.push(network.cargoes[demand.cargo.0].name.clone());
            words.extend([demand.from.clone(), demand.to.clone()]);
        }
        Key::Restriction(id) => {
            let rule = &network.restrictions[id];
            words.push(rule.id.clone());
            words.extend(rule.issuer.iter().chain(&rule.legal_basis).cloned());
        }
        Key::Source(id) => {
            let source = &network.sources[id];
            words.push(source.id.clone());
            words.extend(source.publisher.clone());
        }
        Key::Route(index) => words.push(site.plans[index].route.id.clone()),
        _ => {}
    }
    words
}
