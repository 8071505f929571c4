//! In no picture of the flagship's site does a text run out of its picture or touch another, as far as the advance table
//! of the maps knows how wide text is. The browser suite asks the same of a real font on sample pages.
#![cfg(feature = "cli")]

use std::path::Path;

use landbridge::load::load_path;
use landbridge::site::map::text_width;
use landbridge::site::map::view::Bounds;
use landbridge::site::{Options, build};

/// A text of a picture with its room.
struct Label {
    text: String,
    room: Bounds,
}

#[test]
fn no_text_is_clipped_or_covered() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let loaded = load_path(&folder).expect("the folder can be read");
    let network = loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let files = build(&network, &Options::default()).expect("the site can be built");
    let mut problems = Vec::new();
    let (mut pictures, mut labels) = (0, 0);
    for (path, bytes) in files.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        for picture in pictures_of(html) {
            pictures += 1;
            labels += look(path, picture, &mut problems);
        }
    }
    assert!(pictures > 1000 && labels > 5000, "{pictures} pictures with {labels} texts");
    assert!(
        problems.is_empty(),
        "{} problems, first:\n{}",
        problems.len(),
        problems[..problems.len().min(30)].join("\n")
    );
}

/// Maps and charts of a page, from `<svg` to `</svg>`.
fn pictures_of(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("<svg class=\"").filter_map(|(start, _)| {
        let rest = &html[start..];
        let class = rest["<svg class=\"".len()..].split('"').next()?;
        let is_picture = class.split(' ').any(|class| class == "chart" || class == "map-picture");
        is_picture.then(|| &rest[..rest.find("</svg>").unwrap_or(rest.len())])
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

fn number(tag: &str, name: &str) -> f64 {
    attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} of {tag}"))
}

/// Looks at one picture; how many texts it has.
fn look(path: &str, picture: &str, problems: &mut Vec<String>) -> usize {
    let head = picture.split('>').next().unwrap_or_default();
    let frame: Vec<f64> = attribute(head, "viewBox").unwrap_or_default().split(' ').flat_map(str::parse).collect();
    let [left, top, width, height] = frame[..] else { panic!("{path}: no viewBox in {head}") };
    let frame = Bounds { left: left - 0.5, top: top - 0.5, right: left + width + 0.5, bottom: top + height + 0.5 };
    let classes: Vec<&str> = attribute(head, "class").unwrap_or_default().split(' ').collect();
    let has = |class: &str| classes.contains(&class);
    // As site.css has it; maps say their size themselves.
    let font = match (has("sankey"), has("chart-wide"), has("chart-narrow")) {
        (true, true, _) => 13.0,
        (true, _, true) => 11.0,
        (_, true, _) => 14.0,
        (_, _, true) => 12.0,
        _ => picture.split_once("class=\"map-labels\"").map_or(13.0, |(_, labels)| number(labels, "font-size")),
    };
    let mut seen: Vec<Label> = Vec::new();
    for rest in picture.split("<text").skip(1) {
        let (tag, rest) = rest.split_once('>').expect("a tag ends");
        let text = rest.split('<').next().unwrap_or_default().replace("&#39;", "'").replace("&quot;", "\"");
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let label = Label { room: room(tag, &text, font), text };
        if !frame.encloses(&label.room) {
            problems.push(format!("{path}: `{}` runs out of {}: {:?}", label.text, classes.join(" "), label.room));
        }
        for other in seen.iter().filter(|other| other.room.overlaps(&label.room)) {
            problems.push(format!("{path}: `{}` touches `{}` in {}", label.text, other.text, classes.join(" ")));
        }
        seen.push(label);
    }
    seen.len()
}

/// The room of a text: its letters, not the free space above and below them.
fn room(tag: &str, text: &str, font: f64) -> Bounds {
    let class = attribute(tag, "class").unwrap_or_default();
    let is_bold = class.contains("importance-1") || class.contains("chart-label");
    let width = text_width(text, font) * if is_bold { 1.08 } else { 1.0 };
    let (x, y) = (number(tag, "x"), number(tag, "y"));
    let left = match attribute(tag, "text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    Bounds { left, top: y - font * 0.78, right: left + width, bottom: y + font * 0.2 }
}

#[test]
fn what_is_wrong_is_seen() {
    let picture = |second: &str| {
        format!("<svg class=\"chart chart-wide\" viewBox=\"0 0 100 40\"><text x=\"10\" y=\"20\">One</text>{second}")
    };
    let problems = |second: &str| {
        let mut problems = Vec::new();
        look("p", &picture(second), &mut problems);
        problems.len()
    };
    assert_eq!(problems(""), 0);
    assert_eq!(problems("<text x=\"10\" y=\"36\">Two</text>"), 0);
    assert_eq!(problems("<text x=\"30\" y=\"24\">Two</text>"), 1);
    assert_eq!(problems("<text x=\"95\" y=\"36\">Two</text>"), 1);
}
