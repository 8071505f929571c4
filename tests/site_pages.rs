//! The site as a whole: addresses resolve, nothing is fetched from elsewhere, hostile names stay text, same bytes always.

use std::collections::BTreeSet;

use landbridge::embedded;
use landbridge::load::load_texts;
use landbridge::model::Network;
use landbridge::site::write::{MARKER, Manifest, write};
use landbridge::site::{Files, Options, build};

mod site;

use site::{check_whole, has_ending, pages, resolve};

/// Two countries, a break of gauge, a port with an iced lane, a rule and a scenario: every type of page, quickly.
const SMALL: &str = r#"
network: {id: small, title: Small network, summary: A few places., as_of: 2026-11-01, cargo: container, vessel: arc4,
  regimes: [UN Security Council], source: authored}
sources:
  gazette: {title: Railway Gazette 2013, publisher: Railway Gazette, date: 2013, url: "https://example.org/gazette"}
  authored: {title: Assumption, kind: authored}
cargoes: {container: {name: Containers, unit: FEU, contents: unknown}}
operators: {rzd: {name: Russian Railways, country: RU, speed: 1058 km/day, source: authored, confidence: authored}}
rates: {rail-container: {mode: rail, cargo: container, price: 0.61 USD/FEU-km, source: gazette, confidence: low}}
vessels:
  arc4: {name: Arc4 ship, ice_class: Arc4, draught: 9 m, speed: 16 kn, ice_speeds: [16 kn, 8 kn, 4 kn, 0 kn], source: authored}
places:
  ussuriysk: {name: Ussuriysk, country: RU, at: 43.805N 131.990E, kind: junction, source: authored}
  khasan: {name: Khasan, country: RU, at: 42.430N 130.645E, kind: border, source: authored}
  tumangang: {name: "NAME", country: KP, at: 42.415N 130.615E, kind: border, source: authored}
  rajin: {name: Rajin, aliases: [라진], country: KP, at: 42.250N 130.290E, kind: port, source: authored}
  off-rajin: {name: Off Rajin, at: 42.0N 130.5E, kind: waypoint, source: authored}
lines:
  ussuriysk-khasan: {name: Ussuriysk - Khasan, mode: rail, operator: rzd, gauge: 1520 mm, status: operating, source: gazette,
    posts: [{ussuriysk: 0 km}, {khasan: 238 km}]}
  khasan-tumangang: {name: Khasan - Tumangang, mode: rail, operator: rzd, gauge: 1520 mm, source: gazette,
    posts: [{khasan: 0 km}, {tumangang: 3 km}], status: [{from: 2013-09-22, until: 2025-01-01, state: operating}, {from: 2025-01-01, state: restricted, note: two trains a day}]}
  tumangang-rajin: {name: Tumangang - Rajin, mode: rail, operator: rzd, gauge: 1435 mm, source: gazette, status: operating,
    posts: [{tumangang: 0 km}, {rajin: 52 km}]}
lanes:
  rajin-off: {name: Rajin - off Rajin, path: [rajin, off-rajin], ice_area: bay, admission: bay, status: operating, source: authored}
ice_areas: {bay: {name: The bay, severity: [2.0, 2.5, 2.0, 1.0, 0, 0, 0, 0, 0, 0, 0.5, 1.5], source: authored}}
admissions:
  bay-2013: {regime: bay, name: Rules of the bay, issuer: Harbour master, legal_basis: Order 7, from: 2013-01-01, until: 2020-01-01,
    rules: [{ice_class: [Arc4], independent: light, escorted: medium}], source: authored}
transfers:
  khasan-border: {at: khasan, kind: border, countries: [RU, KP], status: operating, time: {low: 12 h, typ: 30 h, high: 96 h}, source: authored}
  tumangang-gauge: {at: tumangang, kind: gauge_change, gauges: [1520 mm, 1435 mm], method: transshipment, status: operating, time: 12 h, cost: 100 USD/FEU, source: authored}
restrictions:
  un-2270: {name: Inspection of cargo, issuer: UN Security Council, legal_basis: S/RES/2270 (2016), from: 2016-03-02, effect: flag,
    match: {countries: [KP]}, explain: Every cargo is to be inspected., source: gazette}
  ban: {name: Nothing back to Russia, issuer: UN Security Council, legal_basis: "Paragraph 1", from: 2017-08-05, effect: exclude,
    match: {origin: [KP], destination: [RU]}, exceptions: [{match: {commodities: [coal]}, effect: allow, explain: Coal may., source: gazette}], source: gazette}
scenarios:
  no-border: {name: Border closed, changes: [{close: khasan-border}, {lift: ban}], source: authored}
report_routes:
  there: {question: How does a container get from Ussuriysk to Rajin?, from: ussuriysk, to: rajin, group: Tumen}
  back: {question: And back?, from: rajin, to: ussuriysk, group: Tumen}
  what-if: {question: And back if it were allowed?, from: rajin, to: ussuriysk, group: Tumen, allow: [ban]}
"#;

fn small(name: &str) -> Network {
    let loaded = load_texts([("small.yaml".to_string(), SMALL.replace("NAME", name).into_bytes())]);
    let messages: Vec<&str> = loaded.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    loaded.network.unwrap_or_else(|| panic!("the network is wrong: {messages:?}"))
}

fn small_site_as_built() -> Files {
    build(&small("Tumangang"), &Options::default()).unwrap()
}

fn small_site() -> Files {
    without_terms(small_site_as_built())
}

/// The site without the links to its glossary, which would stand in the middle of what tests look for.
fn without_terms(files: Files) -> Files {
    let plain = |html: &str| {
        let mut parts = html.split("<a class=\"term\"");
        let first = parts.next().unwrap_or_default().to_string();
        parts.fold(first, |text, part| {
            let (_, part) = part.split_once('>').unwrap();
            text + &part.replacen("</a>", "", 1)
        })
    };
    let change = |(path, bytes): (String, Vec<u8>)| match String::from_utf8(bytes) {
        Ok(text) if has_ending(&path, "html") => (path, plain(&text).into_bytes()),
        Ok(text) => (path, text.into_bytes()),
        Err(error) => (path, error.into_bytes()),
    };
    files.into_iter().map(change).collect()
}

/// The network with an entry of every section of the format.
fn every_section() -> Network {
    let text = include_bytes!("networks/every-section.yaml").to_vec();
    load_texts([("every-section.yaml".to_string(), text)]).network.expect("the network loads")
}

/// The same with one hostile text in every place where people write names and notes.
fn every_section_named(name: &str) -> Network {
    let text = include_str!("networks/every-section.yaml");
    let quoted = format!("'{name}'");
    let hostile: String = text
        .lines()
        .map(|line| match line.split_once("{name: ") {
            Some((before, after)) => {
                let rest = after.split_once([',', '}']).map_or("", |(told, _)| &after[told.len()..]);
                format!("{before}{{name: {quoted}{rest}\n")
            }
            None => format!("{}\n", line.replace("note: two pages differ", &format!("note: {quoted}"))),
        })
        .collect();
    let loaded = load_texts([("hostile.yaml".to_string(), hostile.into_bytes())]);
    loaded.network.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics))
}

fn every_section_site_as_built() -> Files {
    build(&every_section(), &Options::default()).unwrap()
}

fn every_section_site() -> Files {
    without_terms(every_section_site_as_built())
}

/// A page of a site as text.
fn text<'f>(files: &'f Files, path: &str) -> &'f str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("no {path}"))).unwrap()
}

/// What stands in the page's section with this id.
fn section<'h>(html: &'h str, id: &str) -> &'h str {
    let start = html.find(&format!("<section class=\"section\" id=\"{id}\">")).unwrap_or_else(|| panic!("no #{id}"));
    let rest = &html[start..];
    &rest[..rest.find("</section>").unwrap_or(rest.len())]
}

fn check_tells(html: &str, needles: &[&str]) {
    for needle in needles {
        assert!(html.contains(needle), "no `{needle}` in {html}");
    }
}

/// The values of an attribute, unescaped as far as addresses need it.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    html.split(&format!(" {name}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn check_form(files: &Files) {
    let pages = pages(files);
    let mut titles = BTreeSet::new();
    for (page, html) in &pages {
        assert_eq!(html.matches("<h1>").count(), 1, "{page} has not one heading");
        assert_eq!(html.matches("<main id=\"content\">").count(), 1, "{page}");
        assert!(html.contains("<html lang=\"en\">") && html.contains("Content-Security-Policy"), "{page}");
        assert!(
            html.contains("<body data-page=\"") && html.contains("<meta name=\"description\" content=\""),
            "{page}"
        );
        assert!(!html.contains(" style=") && !html.contains("<style"), "{page}");
        assert_eq!(html.matches("<script").count(), html.matches("></script>").count(), "{page} has a script in it");
        assert!(html.contains("script-src 'self';") && !html.contains("unsafe"), "{page}");
        assert!(html.contains("not refused does not mean permitted"), "{page} lacks the standing sentence");
        let title = html.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        assert!(titles.insert(title), "{page}: {title} is the title of another page");
        let ids = attributes(html, "id");
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{page} has an id twice");
    }
}

#[test]
fn the_small_site_is_whole() {
    let files = small_site_as_built();
    check_whole(&files);
    check_form(&files);
    let kinds: BTreeSet<&str> = pages(&files).values().flat_map(|html| attributes(html, "data-page")).collect();
    let expected = [
        "access",
        "capacity",
        "capacity-groups",
        "checks",
        "compare",
        "compare-dates",
        "comparisons",
        "corridors",
        "criticality",
        "data",
        "data-quality",
        "demands",
        "energy",
        "explore",
        "fleet",
        "glossary",
        "land-or-sea",
        "lane",
        "lanes",
        "line",
        "lines",
        "method",
        "mode",
        "not-found",
        "overview",
        "place",
        "places",
        "planning",
        "restriction",
        "restrictions",
        "route",
        "scenarios",
        "season",
        "source",
        "sources",
        "timeline",
        "watershed",
    ];
    assert_eq!(kinds, BTreeSet::from(expected));
}

#[test]
fn the_flagship_site_is_whole_and_answers_all_eight_questions_in_two_clicks() {
    let texts = embedded::NETWORK.iter().map(|(name, bytes)| ((*name).to_string(), bytes.to_vec()));
    let network = load_texts(texts).network.expect("the flagship network loads");
    let files = build(&network, &Options::default()).unwrap();
    check_whole(&files);
    check_form(&files);
    assert_eq!(answered_within(&files, 2), (1..=8).collect());
    // As files; what a host sends of them, compressed, is measured in tests/browser/bytes.mjs.
    check_bytes(&files, "explore/index.html", 320_000);
}

/// A page and all that it names in its head and pictures is no larger than this.
fn check_bytes(files: &Files, page: &str, limit: usize) {
    let html = text(files, page);
    let loaded: BTreeSet<String> = attributes(html, "src")
        .into_iter()
        .chain(attributes(html, "href"))
        .filter(|address| ["css", "js", "svg"].iter().any(|ending| has_ending(address, ending)))
        .map(|address| resolve(page, address).expect("a path inside the site"))
        .collect();
    assert!(loaded.len() >= 3, "{page} names only {loaded:?}");
    let sizes: Vec<(&str, usize)> =
        std::iter::once(page).chain(loaded.iter().map(String::as_str)).map(|path| (path, files[path].len())).collect();
    let sum: usize = sizes.iter().map(|(_, size)| size).sum();
    assert!(sum < limit, "{page} comes to {sum} bytes: {sizes:?}");
}

/// The map to move in draws what its lists hold: entries are in the order of the data.
#[test]
fn the_map_and_its_lists_hold_the_same() {
    let files = every_section_site();
    let script = text(&files, "explore/network.js");
    let json = script.strip_prefix("var landbridgeNetwork = ").and_then(|rest| rest.strip_suffix(";\n"));
    let data: serde_json::Value = serde_json::from_str(json.expect("one assignment")).unwrap();
    let html = text(&files, "explore/index.html");
    let length = |key: &str| data[key].as_array().map_or(0, Vec::len);
    let lines = section(html, "explore-lines");
    assert_eq!(lines.matches("<th scope=\"row\">").count(), length("lines"));
    assert_eq!(section(html, "explore-lanes").matches("<li>").count(), length("lanes"));
    assert_eq!(section(html, "explore-places").matches("<li>").count(), length("places"));
    assert_eq!(data["sections"][0].as_array().map(Vec::len), Some(every_section().sections.len()));
    check_tells(
        lines,
        &["line/pipe/index.html", "1998–2009 unknown, 2010–2011 operating, 2012–2013 unknown, from 2014 operating"],
    );
    check_tells(section(html, "explore-years"), &["<th scope=\"row\">1998</th>", "<th scope=\"row\">2026</th>"]);
    let routes = small_site();
    let html = text(&routes, "explore/index.html");
    check_tells(section(html, "explore-routes"), &["Ussuriysk – Rajin", "no allowed way", "(what if)"]);
    // Whatever its importance, a place is found by its other names, which the script reads from the list.
    check_tells(section(html, "explore-places"), &["Rajin</a> port · <bdi>라진</bdi></li>"]);
}

/// Which of the eight questions (`data-answers`) are answered on a page at most so many clicks from the overview.
fn answered_within(files: &Files, clicks: usize) -> BTreeSet<u8> {
    let pages = pages(files);
    let mut reached = BTreeSet::from(["index.html".to_string()]);
    let mut edge = reached.clone();
    for _ in 0..clicks {
        let linked = edge.iter().flat_map(|page| {
            let addresses = attributes(pages[page.as_str()], "href").into_iter();
            let inner = addresses.filter(|address| !address.starts_with("http") && !address.starts_with('#'));
            inner.filter_map(|address| resolve(page, address.split('#').next().unwrap_or_default()).ok())
        });
        edge = linked.filter(|page| pages.contains_key(page.as_str()) && !reached.contains(page)).collect();
        reached.extend(edge.iter().cloned());
    }
    let answers = reached.iter().flat_map(|page| attributes(pages[page.as_str()], "data-answers"));
    answers.map(|number| number.parse().expect("the number of a question")).collect()
}

#[test]
fn a_small_network_answers_what_it_asks() {
    // It asks nothing on capacity, so only the fifth question stays open; nothing flows, which its page on losses says.
    let files = small_site();
    assert_eq!(answered_within(&files, 2), BTreeSet::from([1, 2, 3, 4, 6, 7, 8]));
    assert_eq!(answered_within(&files, 0), BTreeSet::new());
    check_tells(text(&files, "criticality/index.html"), &["asks no question on what flows"]);
    check_tells(text(&files, "land-or-sea/index.html"), &["nothing to weigh"]);
    check_tells(text(&files, "corridors/index.html"), &["names no corridor"]);
    check_tells(section(text(&files, "index.html"), "answers"), &["This network asks no such question"]);
}

#[test]
fn each_sea_lane_passage_and_demand_has_its_page() {
    let network = every_section();
    let files = every_section_site();
    for lane in network.lanes.values() {
        let html = text(&files, &format!("lane/{}/index.html", lane.id));
        check_tells(html, &[&format!("<dd><code>{}</code></dd>", lane.id), "<h2>States over time</h2>"]);
        check_tells(text(&files, "lanes/index.html"), &[&format!("../lane/{}/index.html", lane.id)]);
    }
    for passage in network.passages.values() {
        let html = text(&files, &format!("passage/{}/index.html", passage.id));
        check_tells(
            html,
            &["2 h", "15.0 m", "<h2>Sea lanes through it</h2>", "../../lane/to-sea/index.html", "class=\"map\""],
        );
        check_tells(text(&files, "lane/to-sea/index.html"), &[&format!("../../passage/{}/index.html", passage.id)]);
    }
    for demand in network.demands.values() {
        let html = text(&files, &format!("demand/{}/index.html", demand.id));
        check_tells(html, &["<dt>Wanted</dt>", "<h2>Whether the flows serve it</h2>"]);
        check_tells(text(&files, "demands/index.html"), &[&format!("../demand/{}/index.html", demand.id)]);
    }
    let lane = text(&small_site(), "lane/rajin-off/index.html").to_string();
    check_tells(
        &lane,
        &["#area-bay", "#admission-bay-2013", "../../place/rajin/index.html", "No other sea lane meets it"],
    );
}

#[test]
fn years_that_matter_are_compared_from_the_networks_own_history() {
    let files = small_site();
    // The pair back is forbidden since 2017; the border line opens in 2013 and is restricted from 2025 on.
    let pages: Vec<&str> = files.keys().filter(|path| path.starts_with("compare/1998--")).map(String::as_str).collect();
    let all = text(&files, "compare/1998--2026/index.html");
    check_tells(section(all, "answers"), &["Rajin – Ussuriysk", "a rule forbids it", "Nothing back to Russia"]);
    check_tells(section(all, "changes"), &["Khasan - Tumangang", "restricted", "Nothing back to Russia", "in force"]);
    check_tells(section(all, "repeat"), &["landbridge compare 1998-11-01 2026-11-01"]);
    assert!(pages.len() > 1, "{pages:?}");
    let register = text(&files, "compare/index.html");
    for path in files.keys().filter(|path| path.starts_with("compare/") && has_ending(path, "html")) {
        let name = path.trim_start_matches("compare/");
        assert!(name == "index.html" || register.contains(name), "{path} is not linked");
    }
    assert!(text(&files, "compare/base--no-border/index.html").contains("../../compare/index.html"));
}

#[test]
fn what_happened_is_told_by_date_with_its_source() {
    let files = small_site();
    let timeline = text(&files, "timeline/index.html");
    let events = &timeline[timeline.find("id=\"events\"").expect("events")..];
    check_tells(
        events,
        &[
            "<h3>2025</h3>",
            "2025-01-01",
            "Khasan - Tumangang",
            "Two trains a day.",
            "2016-03-02",
            "Inspection of cargo",
            "gazette",
        ],
    );
    // Newest first; what has no date since 1998 is no event.
    assert!(events.find("2025-01-01") < events.find("2016-03-02"));
    assert!(!events.contains("Rajin - off Rajin"));
    let strips = section(timeline, "states-rail");
    check_tells(
        strips,
        &["aria-label=\"operating 2013-09-22 to 2025-01-01; restricted since 2025-01-01\"", "2 others"],
    );
    check_tells(
        text(&files, "line/khasan-tumangang/index.html"),
        &["class=\"strip\"", "<th scope=\"col\" class=\"year\">1998</th>"],
    );
    let story = text(&files, "index.html");
    check_tells(section(story, "since-1998"), &["timeline/index.html#y2025", "Nothing back to Russia"]);
}

/// The row of a pair in the matrix of access says nothing of what one of its questions avoids, so it must not depend on it.
#[test]
fn access_of_a_pair_does_not_depend_on_what_its_question_avoids() {
    let avoiding = SMALL.replacen("to: rajin, group", "to: rajin, avoid: [khasan-tumangang], group", 1);
    let loaded = load_texts([("small.yaml".to_string(), avoiding.replace("NAME", "Tumangang").into_bytes())]);
    let files = build(&loaded.network.expect("a network"), &Options::default()).unwrap();
    let row = |files: &Files| text(files, "access/access.csv").lines().nth(2).map(String::from);
    assert!(row(&files).is_some_and(|row| row.starts_with("ussuriysk,rajin,")));
    assert_eq!(row(&files), row(&small_site()));
}

/// Two questions that differ in the ship alone are two rows, each of which says which ship; of a train none is told.
#[test]
fn access_tells_apart_the_ships_of_a_pair() {
    let barge = "barge: {name: River barge, ice_class: none, draught: 2 m, speed: 8 kn, ice_speeds: [8 kn, 0 kn, 0 kn, 0 kn], \
                 source: authored}";
    let asked = "there-by-barge: {question: By barge?, from: ussuriysk, to: rajin, group: Tumen, vessel: barge}\n  \
                 there-by-rail: {question: By rail?, from: ussuriysk, to: rajin, group: Tumen, modes: [rail]}";
    let two = SMALL.replacen("vessels:\n", &format!("vessels:\n  {barge}\n"), 1).replacen(
        "  back: {",
        &format!("  {asked}\n  back: {{"),
        1,
    );
    let loaded = load_texts([("small.yaml".to_string(), two.replace("NAME", "Tumangang").into_bytes())]);
    let files = build(&loaded.network.expect("a network"), &Options::default()).unwrap();
    let csv = text(&files, "access/access.csv");
    let rows = |start: &str| csv.lines().filter(|row| row.starts_with(start)).count();
    assert_eq!(rows("ussuriysk,rajin,container,,,arc4,"), 1, "{csv}");
    assert_eq!(rows("ussuriysk,rajin,container,,,barge,"), 1, "{csv}");
    assert_eq!(rows("ussuriysk,rajin,container,,rail,,"), 1, "{csv}");
    check_tells(text(&files, "access/index.html"), &["ship: Arc4 ship", "ship: River barge", "Containers, by rail<"]);
}

#[test]
fn access_by_year_names_what_stood_in_the_way() {
    let files = small_site();
    let html = text(&files, "access/index.html");
    // The bridge has no state before September 2013; the ban came in August 2017.
    check_tells(
        html,
        &["1998–2012", "a state is not known", "2013–2016", "2017–2026", "a rule forbids it", "Nothing back to Russia"],
    );
    let csv = text(&files, "access/access.csv");
    assert!(csv.starts_with("from,to,cargo,cargo_origin,modes,vessel,1998-11-01,"), "{csv}");
    // The what-if is the same pair as the question without it.
    assert_eq!(csv.lines().count(), 3);
    assert!(
        csv.lines()
            .nth(1)
            .is_some_and(|row| row.starts_with("rajin,ussuriysk,container,,,arc4,unknown,") && row.ends_with(",rule")),
        "{csv}"
    );
}

/// Between two years a way may become faster, cheaper or another without anybody's access turning.
#[test]
fn what_the_best_way_takes_is_compared_between_years() {
    let faster = SMALL.replacen(
        "lanes:\n",
        "  short-cut: {name: Short cut, mode: rail, operator: rzd, gauge: 1520 mm, source: gazette,\n    \
         posts: [{ussuriysk: 0 km}, {khasan: 100 km}], status: [{from: 2018-01-01, state: operating}]}\nlanes:\n",
        1,
    );
    let loaded = load_texts([("small.yaml".to_string(), faster.replace("NAME", "Tumangang").into_bytes())]);
    let files = without_terms(build(&loaded.network.expect("a network"), &Options::default()).unwrap());
    let changed: Vec<&str> = files
        .keys()
        .filter(|path| path.starts_with("compare/20") && has_ending(path, "html"))
        .map(|path| section(text(&files, path), "ways"))
        .filter(|section| section.contains("faster"))
        .collect();
    let [ways] = changed[..] else { panic!("{changed:?}") };
    check_tells(ways, &["How does a container get from Ussuriysk to Rajin?", "3 h faster", ">293<", ">155<"]);
    // The what-if and the way back, which the ban shut, are not asked.
    assert_eq!(ways.matches("<th scope=\"row\"").count(), 1);
    // Until the short cut came, nothing changed in what the way takes.
    assert!(
        section(text(&files, "compare/1998--2026/index.html"), "ways").contains("No question’s pair could be reached")
    );
}

#[test]
fn a_scenario_is_told_against_the_base() {
    let files = small_site();
    let html = text(&files, "compare/base--no-border/index.html");
    check_tells(
        html,
        &[
            "becomes impossible",
            "How does a container get from Ussuriysk to Rajin?",
            "closed by the scenario",
            "lifted",
            "compare base no-border",
        ],
    );
    assert!(text(&files, "scenarios/index.html").contains("compare/base--no-border/index.html"));
}

#[test]
fn a_corridor_tells_what_it_is_made_of() {
    let corridor = "corridors:\n  tumen: {name: The Tumen, summary: Over the river., group: East, places: [ussuriysk, rajin], modes: rail}\n";
    let text_of = SMALL.replace("NAME", "Tumangang") + corridor;
    let network = load_texts([("small.yaml".to_string(), text_of.into_bytes())]).network.expect("it loads");
    let files = build(&network, &Options::default()).unwrap();
    check_whole(&files);
    check_form(&files);
    let html = text(&files, "corridor/tumen/index.html");
    check_tells(
        html,
        &["All 293 km are in use on 2026-11-01.", "Over the river.", "No capacity of its links is known."],
    );
    check_tells(section(html, "parts"), &["Ussuriysk - Khasan", "Tumangang - Rajin", "change of gauge", "border"]);
    check_tells(html, &["Inspection of cargo", "100\u{a0}% of it"]);
    assert!(text(&files, "corridors/index.html").contains("corridor/tumen/index.html"));
}

#[test]
fn a_corridor_needs_two_places() {
    let corridor = "corridors:\n  tumen: {name: The Tumen, group: East, places: [rajin]}\n";
    let text_of = SMALL.replace("NAME", "Tumangang") + corridor;
    let loaded = load_texts([("small.yaml".to_string(), text_of.into_bytes())]);
    assert!(loaded.network.is_none());
    assert!(loaded.diagnostics.iter().any(|problem| problem.message.contains("fewer than two places")));
}

#[test]
fn a_mode_has_its_length_by_state() {
    let files = small_site();
    let html = text(&files, "mode/rail/index.html");
    check_tells(section(html, "states"), &["status-restricted", "290", "99\u{a0}%", "293"]);
    check_tells(html, &["Railway Gazette 2013", "names a country that it touches"]);
}

#[test]
fn a_site_of_every_section_is_whole() {
    let files = every_section_site_as_built();
    check_whole(&files);
    check_form(&files);
}

#[test]
fn data_quality_tells_shares_spreads_and_what_is_missing() {
    let files = every_section_site();
    let html = text(&files, "data-quality/index.html");
    check_tells(section(html, "confidence"), &["%</strong>", "figures.csv", "Lines and sea lanes, by mode", "Russia"]);
    check_tells(section(html, "spread"), &["Field - LNG port", "× 3.0", "300 km/day", "900 km/day", "× 8.0"]);
    check_tells(section(html, "conflicts"), &["Field - LNG port", "Two pages differ"]);
    let missing = section(html, "missing");
    check_tells(missing, &["Largest draught of a port or LNG terminal: 1 of 2", "Far port", "Nothing is filled in"]);
    check_tells(section(html, "dates"), &["2012", "2014", "capacity", "Rules of the bay", "It ended on 2020-01-01"]);
    check_tells(section(html, "weak"), &["1 operator", "confidence-low", "confidence-authored"]);
    for page in ["index.html", "sources/index.html", "data/index.html"] {
        assert!(text(&files, page).contains("data-quality/index.html\">"), "{page} does not link to it");
    }
}

#[test]
fn energy_is_found_from_every_page() {
    let files = every_section_site();
    for (page, html) in pages(&files) {
        for register in ["energy", "demands", "fleet", "capacity-groups", "planning", "data-quality"] {
            assert!(html.contains(&format!("{register}/index.html\"")), "{page} does not lead to {register}");
        }
    }
    let html = text(&files, "energy/index.html");
    check_tells(
        section(html, "pipeline-gas"),
        &["Pipelines: gas", "Field - LNG port", "1,220 mm", "1,420 mm", "38 bcm/yr", "2,500 M USD"],
    );
    check_tells(section(html, "power"), &["Plant - Substation", "500 kV", "750 MW", "2.5 %", "status-proposed"]);
    check_tells(section(html, "liquefaction"), &["Train one", "LNG port", "10 bcm/yr", "8 %", "900 M USD"]);
    check_tells(section(html, "questions"), &["How does gas reach Gasville?", "LNG for Gasville"]);
    let lines = text(&files, "lines/index.html");
    check_tells(section(lines, "mode-pipeline"), &["Field - LNG port", "gas", "230"]);
    check_tells(section(lines, "mode-power"), &["Plant - Substation", "electricity"]);
}

#[test]
fn what_flows_are_planned_with_is_shown_with_its_sources() {
    let files = every_section_site();
    let html = text(&files, "planning/index.html");
    check_tells(section(html, "project-second-pipe"), &["A second pipe", "60 bcm/yr", "2,000 M USD", "project-page"]);
    check_tells(
        section(html, "store-tanks"),
        &["LNG port", "640,000 m3", "3 USD/kcm-month", "holding-page", "operating"],
    );
    check_tells(section(html, "supply-field"), &["Natural gas, from Russia", "25 bcm/yr", "90 %", "supply-page"]);
    check_tells(
        section(html, "rule-double"),
        &["Double track", "Headway", "10 min", "Tank train", "capacity-rule-page"],
    );
    check_tells(section(html, "congestion-pipes"), &["Pipeline", "0.15", "congestion-page"]);
    let rule = text(&files, "restriction/slow/index.html");
    check_tells(rule, &["Quota as an amount", "3 bcm/yr", "limit-page"]);
    let wire = text(&files, "line/wire/index.html");
    check_tells(wire, &["Reactance", "0.28 ohm/km", "reactance-page"]);
    let source = text(&files, "source/holding-page/index.html");
    assert!(source.contains("planning/index.html#store-tanks"), "the source does not lead to what it feeds");
}

#[test]
fn a_pipe_and_a_wire_have_their_own_columns() {
    let files = every_section_site();
    let pipe = text(&files, "line/pipe/index.html");
    check_tells(pipe, &["gas, nothing else", "Both halves", "2,500 M USD", "Diameter", "1,220 mm", "2019 to 2025:"]);
    assert!(!pipe.contains("Gauge</th>") && !pipe.contains("Voltage"));
    let wire = text(&files, "line/wire/index.html");
    check_tells(wire, &["electricity, nothing else", "Voltage", "500 kV", "Losses", "2.5 %", "none of it in use"]);
    assert!(!wire.contains("Speed</th>"));
}

#[test]
fn transfers_and_ports_tell_what_is_known_of_them() {
    let files = every_section_site();
    let port = text(&files, "place/lng-port/index.html");
    check_tells(
        port,
        &[
            "LNG terminal · Russia",
            "Train one",
            "<dt>What it does</dt><dd>Liquefaction</dd>",
            "<dt>Handles only</dt><dd>gas</dd>",
            "08:00–20:00",
            "900 M USD",
            "5 Dec to 10 Apr",
            "Usual days",
            "until 2020:",
            "since 2020:",
        ],
    );
    check_tells(text(&files, "place/far-port/index.html"), &["LNG for Gasville"]);
}

#[test]
fn registers_tell_what_moves() {
    let files = every_section_site();
    let fleet = text(&files, "fleet/index.html");
    check_tells(
        fleet,
        &[
            "id=\"vessel-carrier\"",
            "Arc7",
            "season/index.html#risk-polaris\">PC3",
            "128,000 GT",
            "299 m × 50 m",
            "172,600 m3",
            "in ice 19, 12, 8, 4 kn",
            "tonnage:",
            "id=\"train-tanker\"",
            "7,100 t",
            "id=\"cargo-gas\"",
            "pipeline, sea",
        ],
    );
    let demands = text(&files, "demands/index.html");
    check_tells(
        demands,
        &["id=\"demand-lng\"", "LNG for Gasville", "goods of Russia", "5 bcm/yr", "as of 2023", "far-port/index.html"],
    );
    let groups = text(&files, "capacity-groups/index.html");
    check_tells(groups, &["id=\"group-both\"", "38 bcm/yr", "30 to 40 bcm/yr", "all of it", "Twice as wide"]);
    let season = text(&files, "season/index.html");
    check_tells(
        season,
        &[
            "id=\"tariff-escort\"",
            "from 20,001 GT, below 140,001 GT",
            "804.31",
            "id=\"risk-polaris\"",
            "\u{2212}1",
            "Bay massif",
            "12.5 %",
        ],
    );
    check_tells(text(&files, "lanes/index.html"), &["escort zone 1", "15.0 m"]);
    let scenarios = text(&files, "scenarios/index.html");
    check_tells(scenarios, &["2025-01-01", "capacity-groups/index.html#group-both", "60 bcm/yr", "severe"]);
}

#[test]
fn kinds_of_energy_have_words_and_signs_on_maps() {
    let files = every_section_site();
    let map = text(&files, "index.html");
    check_tells(
        map,
        &[
            "kind-lng-terminal",
            "kind-field",
            "kind-compressor",
            "kind-substation",
            "kind-plant",
            "mode-pipeline",
            "mode-power",
        ],
    );
    let legend = map.split("<ul class=\"legend\">").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap();
    check_tells(
        legend,
        &[
            "LNG terminal",
            "gas or oil field",
            "compressor or pumping station",
            "substation",
            "refinery, gas or power plant",
        ],
    );
}

#[test]
fn every_figure_lies_beside_the_page() {
    let files = every_section_site();
    let csv = text(&files, "data-quality/figures.csv");
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(
        rows[0],
        "record,kind,id,key,part,low,typ,high,unit,state,from,until,season,sources,as_of,confidence,note"
    );
    for row in [
        "figure,line,pipe,speed,,300,600,900,km/day,,,,,speed-page authored,2019,low,two pages differ",
        "figure,line,pipe,diameter,field..compressor,1220,1220,1220,mm,,,,,span-page,,low,",
        "figure,place,lng-port,max_draught,,12.5,12.5,12.5,m,,2020,,,draught-page,,high,",
        "state,line,pipe,status,,,,,,operating,2010,2012,,status-page,,high,",
        "fact,place,lng-port,ice_season,,,,,,,,,5 Dec to 10 Apr,ice-season-page,,medium,usual days",
        "figure,transfer,liquefier,cost,,90,90,90,USD/kcm,,,,,hall-page,,memory,",
        "fact,escort tariff,escort,rates,,,,,,,2014-04,,,tariff-page,,high,",
        "figure,vessel,carrier,speed,,19,19,19,kn,,,,,vessel-page,,medium,",
    ] {
        assert!(rows.contains(&row), "no `{row}` in\n{csv}");
    }
}

/// The rows of the search index: title, kind, address, other words.
fn search_rows(files: &Files) -> Vec<[String; 4]> {
    let script = text(files, "assets/search-index.js");
    let json = script.strip_prefix("window.landbridgeIndex=").and_then(|rest| rest.strip_suffix(";\n"));
    serde_json::from_str(json.expect("one assignment")).unwrap()
}

#[test]
fn the_search_index_holds_every_page_and_every_entry() {
    let files = every_section_site();
    let rows = search_rows(&files);
    let addresses: BTreeSet<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(addresses.len(), rows.len(), "an address stands twice");
    for page in pages(&files).keys().filter(|page| **page != "404.html") {
        assert!(addresses.contains(page), "{page} cannot be found");
    }
    for address in &addresses {
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let html = text(&files, path);
        assert!(anchor.is_empty() || attributes(html, "id").contains(&anchor), "no {address}");
    }
    for told in ["vessel-carrier", "cargo-gas", "area-bay", "transfer-liquefier"] {
        assert!(addresses.iter().any(|address| address.ends_with(&format!("#{told}"))), "no {told}");
    }
    let files = small_site();
    let rows = search_rows(&files);
    let rajin = rows.iter().find(|row| row[2] == "place/rajin/index.html").expect("Rajin");
    assert_eq!(
        [rajin[0].as_str(), &rajin[1], &rajin[3]],
        ["Rajin, port in North Korea", "place", "rajin 라진 North Korea port"]
    );
}

#[test]
fn the_first_use_of_a_term_leads_to_the_glossary() {
    let files = every_section_site_as_built();
    let glossary = text(&files, "glossary/index.html");
    assert!(glossary.contains("<dt>UN/LOCODE</dt>") && !glossary.contains("class=\"term\""));
    let mut told = BTreeSet::new();
    for (page, html) in pages(&files) {
        let terms: Vec<&str> =
            html.split("<a class=\"term\" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let distinct: BTreeSet<&str> = terms.iter().copied().collect();
        assert_eq!(terms.len(), distinct.len(), "{page} links a term twice");
        told.extend(terms.iter().filter_map(|address| address.split_once('#')).map(|(_, id)| id.to_string()));
        if page.starts_with("place/") {
            assert!(html.contains("glossary/index.html#un-locode\" title=\"The United Nations"), "{page}");
        }
    }
    for id in ["un-locode", "lng", "bcm", "scenario", "p10", "gross-tonnage", "authored", "draught"] {
        assert!(told.contains(id), "no page leads to {id}: {told:?}");
    }
}

#[test]
fn long_tables_lie_beside_their_pages() {
    let files = every_section_site();
    // Figures and the matrix of access are files of their own, not tables of a page.
    let is_table =
        |path: &&String| has_ending(path, "csv") && !path.ends_with("/figures.csv") && *path != "access/access.csv";
    let tables: Vec<&String> = files.keys().filter(is_table).collect();
    assert!(tables.len() > 3, "{tables:?}");
    for path in tables {
        let (folder, name) = path.rsplit_once('/').unwrap();
        let page = text(&files, &format!("{folder}/index.html"));
        assert!(page.contains(&format!("<a href=\"{name}\" download>CSV")), "{path} is not linked");
        let lines: Vec<&str> = text(&files, path).lines().collect();
        assert!(lines.len() > 6 && lines.iter().all(|line| !line.contains('<')), "{path}: {lines:?}");
    }
}

#[test]
fn scripts_are_few_and_small() {
    let files = small_site();
    let scripts: Vec<(&String, usize)> = files
        .iter()
        .filter(|(path, _)| {
            ["assets/site-", "assets/theme-"].iter().any(|stem| path.starts_with(stem)) && has_ending(path, "js")
        })
        .map(|(path, bytes)| (path, bytes.len()))
        .collect();
    assert!(scripts.len() >= 2 && scripts.iter().map(|(_, size)| size).sum::<usize>() < 30_000, "{scripts:?}");
    for (path, _) in scripts {
        let text = text(&files, path);
        for forbidden in ["eval(", "innerHTML", "fetch(", "import(", "http://localhost"] {
            assert!(!text.contains(forbidden), "{path}: {forbidden}");
        }
    }
}

#[test]
fn names_are_text_and_never_markup() {
    let name = "<script>alert(1)</script>\\\" onload=\\\"x";
    let sites = [small(name), every_section_named("<script>alert(1)</script> \" onload=\"x")];
    for (path, bytes) in sites.iter().flat_map(|network| build(network, &Options::default()).unwrap()) {
        let text = String::from_utf8(bytes).unwrap();
        if has_ending(&path, "html") || has_ending(&path, "svg") {
            assert!(!text.contains("<script>") && !text.contains("onload=\"x"), "{path}");
        }
    }
}

#[test]
fn the_same_network_gives_the_same_bytes() {
    let network = small("Tumangang");
    let with_threads = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| build(&network, &Options::default()).unwrap())
    };
    let alone = with_threads(1);
    assert_eq!(alone, with_threads(2));
    assert_eq!(alone, with_threads(1));
}

#[test]
fn unknown_is_said() {
    let files = small_site();
    let html = std::str::from_utf8(&files["place/khasan/index.html"]).unwrap();
    assert!(html.contains("<dt>UN/LOCODE</dt><dd>unknown</dd>"));
    assert!(html.contains("12 h to 4.0 d") && html.contains("30 h"));
}

#[test]
fn a_refusal_is_told_with_its_rule_and_an_allowed_what_if_is_marked() {
    let files = small_site();
    let page = |id: &str| std::str::from_utf8(&files[&format!("route/{id}/index.html")]).unwrap();
    let refused = page("back");
    for told in [
        "No allowed way",
        "Nothing back to Russia",
        "Paragraph 1",
        "since 2017-08-05",
        "--allow ban",
        "1 published exception",
    ] {
        assert!(refused.contains(told), "{told}");
    }
    assert!(!refused.contains("class=\"whatif\""));
    assert!(page("what-if").contains("class=\"whatif\"") && page("what-if").contains("--allow ban</code></pre>"));
}

#[test]
fn plans_lie_beside_their_pages() {
    let files = small_site();
    let plan: serde_json::Value = serde_json::from_slice(&files["route/there/plan.json"]).unwrap();
    assert_eq!(plan["schema"], "landbridge/plan/1");
    let all: serde_json::Value = serde_json::from_slice(&files["data/plans.json"]).unwrap();
    assert_eq!(all["plans"]["there"]["plan"], plan);
    let map: serde_json::Value = serde_json::from_slice(&files["data/network.geojson"]).unwrap();
    assert_eq!(map["features"].as_array().map(Vec::len), Some(5 + 3 + 1));
}

#[test]
fn a_failed_build_leaves_the_old_site() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let mut files = small_site_as_built();
    files.insert(MARKER.into(), Manifest::of(&files, "small", "2026-11-01", "none").to_bytes());
    write(&files, &out).unwrap();

    let templates = folder.path().join("templates");
    std::fs::create_dir(&templates).unwrap();
    std::fs::write(templates.join("place.html"), "{{ page.no_such_thing }}").unwrap();
    let network = folder.path().join("small.yaml");
    std::fs::write(&network, SMALL.replace("NAME", "Tumangang")).unwrap();
    let run = |extra: &[&std::ffi::OsStr]| {
        let mut command = assert_cmd::Command::cargo_bin("landbridge").unwrap();
        command.args(["site", "--network"]).arg(&network).arg("--out").arg(&out).args(extra).assert()
    };
    let failed = run(&["--templates".as_ref(), templates.as_os_str()]).code(4);
    assert!(String::from_utf8_lossy(&failed.get_output().stderr).contains("place.html"));
    assert_eq!(std::fs::read(out.join("index.html")).unwrap(), files["index.html"]);

    std::fs::remove_file(templates.join("place.html")).unwrap();
    std::fs::write(out.join("notes.txt"), "mine").unwrap();
    let refused = run(&[]).code(4);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("notes.txt"));
    assert_eq!(std::fs::read(out.join("notes.txt")).unwrap(), b"mine", "nobody's files are lost");
    std::fs::remove_file(out.join("notes.txt")).unwrap();
    let done = run(&[]).code(0);
    assert!(String::from_utf8_lossy(&done.get_output().stdout).contains("index.html"));
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "nothing is left behind: {names:?}");
}

#[test]
fn a_folder_that_is_no_site_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "ten years").unwrap();
    let error = write(&small_site(), folder.path()).unwrap_err().to_string();
    assert!(error.contains("is not a site"), "{error}");
    assert!(folder.path().join("thesis.txt").exists());
}

/// What a reader without pictures reads.
#[test]
fn a_route_page_in_words() {
    let files = small_site();
    let html = std::str::from_utf8(&files["route/there/index.html"]).unwrap();
    let main = html.split("<main id=\"content\">").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    insta::assert_snapshot!(words(main));
}

/// The text of some HTML: no tags, no pictures, a line for each block.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start + 1..];
        if tag.starts_with("svg") {
            rest = tag.split_once("</svg>").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
        text.push(if ["a", "span", "strong", "code", "br"].contains(&name) { ' ' } else { '\n' });
        rest = after;
    }
    text.push_str(rest);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
