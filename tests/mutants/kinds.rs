//! Kinds of single mistakes that people make in network files.

use super::text::{File, Line, Site, entries, lines, value};

/// Finds where a mistake can be made.
type Sites = Box<dyn Fn(&[File]) -> Vec<Site> + Sync>;

/// A kind of mistake, and everywhere that it can be made.
pub struct Kind {
    pub name: &'static str,
    pub sites: Sites,
}

/// In lines of some sections: the value of a key becomes another.
fn set(
    name: &'static str,
    sections: &'static [&'static str],
    key: &'static str,
    change: impl Fn(&str) -> Option<String> + Sync + 'static,
) -> Kind {
    on_lines(name, sections, move |line| {
        let range = value(line.text, key)?;
        let with = change(&line.text[range.clone()])?;
        (with != line.text[range.clone()]).then_some((range, with))
    })
}

/// In lines of some sections: some bytes become others.
fn on_lines(
    name: &'static str,
    sections: &'static [&'static str],
    edit: impl Fn(&Line<'_>) -> Option<(std::ops::Range<usize>, String)> + Sync + 'static,
) -> Kind {
    let sites = move |files: &[File]| {
        lines(files)
            .into_iter()
            .filter(|line| sections.is_empty() || sections.contains(&line.section))
            .filter_map(|line| {
                let (range, with) = edit(&line)?;
                Some(Site { file: line.file, range: line.start + range.start..line.start + range.end, with })
            })
            .collect()
    };
    Kind { name, sites: Box::new(sites) }
}

/// A whole line with this key goes.
fn drop_line(name: &'static str, sections: &'static [&'static str], key: &'static str) -> Kind {
    on_lines(name, sections, move |line| {
        let alone = line.text.trim_start().strip_prefix(key)?.starts_with(':');
        (alone && value(line.text, key).is_some()).then(|| (0..line.text.len() + 1, String::new()))
    })
}

/// A whole entry of a section goes.
fn drop_entry(name: &'static str, section: &'static str) -> Kind {
    let sites = move |files: &[File]| {
        let gone = entries(files, section).into_iter();
        gone.map(|(file, range, _)| Site { file, range, with: String::new() }).collect()
    };
    Kind { name, sites: Box::new(sites) }
}

/// A whole entry stands there twice, under another or the same id.
fn copy_entry(name: &'static str, section: &'static str, other_id: bool) -> Kind {
    let sites = move |files: &[File]| {
        let copy = |(file, range, id): (usize, std::ops::Range<usize>, &str)| {
            let text = &files[file].text[range.clone()];
            let key = format!("  {id}:");
            let with = if other_id { text.replacen(&key, &format!("  {id}-2:"), 1) } else { text.to_string() };
            Site { file, range: range.end..range.end, with }
        };
        entries(files, section).into_iter().map(copy).collect()
    };
    Kind { name, sites: Box::new(sites) }
}

/// Two neighbouring lines change places, if both are posts.
fn swap_posts() -> Kind {
    let sites = |files: &[File]| {
        let all = lines(files);
        let pairs = all.windows(2).filter(|pair| pair.iter().all(|line| line.section == "lines" && is_post(line.text)));
        let swapped = |pair: &[Line<'_>]| {
            let (one, two) = (pair[0], pair[1]);
            let ids = [one, two].map(|line| line.text.trim_start().trim_start_matches("- ").split_once(':'));
            let [Some((first, _)), Some((second, _))] = ids else { return None };
            let with = format!("{}\n{}", one.text.replacen(first, second, 1), two.text.replacen(second, first, 1));
            Some(Site { file: one.file, range: one.start..two.start + two.text.len(), with })
        };
        pairs.filter_map(swapped).collect()
    };
    Kind { name: "posts swapped", sites: Box::new(sites) }
}

fn is_post(line: &str) -> bool {
    line.trim_start().starts_with("- ") && line.ends_with(" km") && !line.contains('{')
}

/// The number of a post changes.
fn post(name: &'static str, change: fn(f64) -> Option<f64>) -> Kind {
    on_lines(name, &["lines"], move |line| {
        if !is_post(line.text) {
            return None;
        }
        let start = line.text.rfind(": ")? + 2;
        let end = line.text.len() - 3;
        let km: f64 = line.text[start..end].replace(',', "").parse().ok()?;
        change(km).filter(|_| km > 0.0).map(|km| (start..end, format!("{}", (km * 10.0).round() / 10.0)))
    })
}

/// The first number of a value, changed.
fn scaled(text: &str, change: impl Fn(f64) -> f64) -> Option<String> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let length = text[start..].find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len() - start);
    let number: f64 = text[start..start + length].parse().ok()?;
    let changed = change(number);
    (changed.to_bits() != number.to_bits()).then(|| format!("{}{changed}{}", &text[..start], &text[start + length..]))
}

/// The same with two letters changed round.
fn mistyped(text: &str) -> Option<String> {
    let mut letters: Vec<char> = text.chars().collect();
    let at = (1..letters.len().saturating_sub(1)).rev().find(|at| {
        letters[*at].is_alphabetic() && letters[*at + 1].is_alphabetic() && letters[*at] != letters[*at + 1]
    })?;
    letters.swap(at, at + 1);
    Some(letters.into_iter().collect())
}

fn in_place_of(from: &'static str, to: &'static str) -> impl Fn(&str) -> Option<String> + Sync {
    move |text| text.contains(from).then(|| text.replacen(from, to, 1))
}

/// The year of a date, moved.
fn year(text: &str, by: i32) -> Option<String> {
    let number: i32 = text.get(..4)?.parse().ok()?;
    Some(format!("{}{}", number + by, &text[4..]))
}

/// The ends of a period in one line change places.
fn swapped_ends(line: &Line<'_>) -> Option<(std::ops::Range<usize>, String)> {
    let (from, until) = (value(line.text, "from")?, value(line.text, "until")?);
    let text = line.text;
    let with = format!("{}{}{}", &text[until.clone()], &text[from.end..until.start], &text[from.clone()]);
    (from.end < until.start).then_some((from.start..until.end, with))
}

const RULES: &[&str] = &["restrictions"];
const LINES: &[&str] = &["lines"];
const LANES: &[&str] = &["lanes"];
const PLACES: &[&str] = &["places"];
const TRANSFERS: &[&str] = &["transfers"];
const DATED: &[&str] = &["lines", "lanes", "transfers"];
const ANYWHERE: &[&str] = &[];

/// All kinds.
#[rustfmt::skip]
pub fn kinds() -> Vec<Kind> {
    vec![
        // Places
        set("coordinates swapped", PLACES, "at", |at| { let (a, b) = at.split_once(' ')?; Some(format!("{b} {a}")) }),
        set("numbers of the coordinates swapped", PLACES, "at", |at| {
            let (a, b) = at.split_once(' ')?;
            let ([north, n], [east, e]) = ([&a[..a.len() - 1], &a[a.len() - 1..]], [&b[..b.len() - 1], &b[b.len() - 1..]]);
            Some(format!("{east}{n} {north}{e}"))
        }),
        set("south for north", PLACES, "at", in_place_of("N ", "S ")),
        set("west for east", PLACES, "at", |at| at.strip_suffix('E').map(|at| format!("{at}W"))),
        set("latitude ten degrees off", PLACES, "at", |at| scaled(at, |north| north - 10.0)),
        set("wrong country", PLACES, "country", |code| Some(if code == "KZ" { "MN" } else { "KZ" }.into())),
        set("country as a word", PLACES, "country", |code| Some(format!("{code}S"))),
        copy_entry("place twice under two ids", "places", true),
        drop_entry("place lost", "places"),
        set("kind of place mistyped", PLACES, "kind", mistyped),
        // Lines
        post("post in miles", |km| Some(km * 0.621_371)),
        post("post without its last digit", |km| (km >= 100.0).then(|| (km / 10.0).floor())),
        post("post with a negative sign", |km| Some(-km)),
        post("post ten times as far", |km| Some(km * 10.0)),
        on_lines("post without its unit", LINES, |line| is_post(line.text).then(|| (line.text.len() - 3..line.text.len(), String::new()))),
        on_lines("post of a mistyped place", LINES, |line| {
            let start = line.text.find("- ").filter(|_| is_post(line.text))? + 2;
            let end = line.text.rfind(':')?;
            Some((start..end, mistyped(&line.text[start..end])?))
        }),
        swap_posts(),
        set("wrong gauge", LINES, "gauge", |gauge| match gauge { "1520 mm" => Some("1435 mm".into()), "1435 mm" => Some("1520 mm".into()), _ => None }),
        set("digits of the gauge swapped", LINES, "gauge", in_place_of("1520", "1250")),
        drop_line("gauge lost", LINES, "gauge"),
        drop_line("operator lost", LINES, "operator"),
        set("operator mistyped", LINES, "operator", mistyped),
        set("mode mistyped", LINES, "mode", mistyped),
        set("another mode", LINES, "mode", in_place_of("rail", "road")),
        drop_entry("line lost", "lines"),
        copy_entry("line twice under two ids", "lines", true),
        copy_entry("line twice under one id", "lines", false),
        set("speed by the hour", LINES, "speed", in_place_of("km/day", "km/h")),
        // States
        on_lines("periods overlap", DATED, |line| {
            let range = value(line.text, "until").filter(|_| line.text.contains("state: "))?;
            Some((range.clone(), year(&line.text[range], 3)?))
        }),
        on_lines("gap between periods", DATED, |line| {
            let range = value(line.text, "until").filter(|_| line.text.contains("state: "))?;
            Some((range.clone(), year(&line.text[range], -1)?))
        }),
        on_lines("ends of a period swapped", DATED, swapped_ends),
        set("status mistyped", DATED, "status", |status| if status == "operating" { mistyped(status) } else { None }),
        set("state mistyped", DATED, "state", mistyped),
        set("suspended for operating", DATED, "status", in_place_of("operating", "suspended")),
        set("month that does not exist", DATED, "from", |from| (from.len() >= 7).then(|| format!("{}-13{}", &from[..4], &from[7..]))),
        set("day that does not exist", DATED, "from", |from| (from.len() == 10).then(|| format!("{}-02-30", &from[..4]))),
        // Transfers
        drop_entry("transfer lost", "transfers"),
        copy_entry("transfer twice under two ids", "transfers", true),
        set("transfer at a mistyped place", TRANSFERS, "at", mistyped),
        set("transfer at another place", TRANSFERS, "at", |at| Some(if at == "omsk" { "tomsk" } else { "omsk" }.into())),
        set("border of another country", TRANSFERS, "countries", |pair| { let (one, _) = pair.split_once(',')?; Some(format!("{one}, BR]")) }),
        set("border of one country", TRANSFERS, "countries", |pair| { let (one, _) = pair.split_once(',')?; Some(format!("{one}]")) }),
        set("change between wrong gauges", TRANSFERS, "gauges", in_place_of("1435 mm", "1000 mm")),
        set("border for change of gauge", TRANSFERS, "kind", in_place_of("gauge_change", "border")),
        set("hours without their unit", TRANSFERS, "typ", in_place_of(" h", "")),
        set("days for hours", TRANSFERS, "typ", in_place_of(" h", " d")),
        on_lines("low and high swapped", TRANSFERS, |line| {
            let (low, high) = (value(line.text, "low")?, value(line.text, "high")?);
            let with = format!("{}{}{}", &line.text[high.clone()], &line.text[low.end..high.start], &line.text[low.clone()]);
            (low.end < high.start).then_some((low.start..high.end, with))
        }),
        // Sea
        set("km for nautical miles", LANES, "distance", in_place_of(" nm", " km")),
        set("nautical miles for km", LANES, "distance", in_place_of(" km", " nm")),
        set("waypoint of a lane lost", LANES, "path", |path| {
            let points: Vec<&str> = path.trim_matches(['[', ']']).split(", ").collect();
            (points.len() > 3).then(|| format!("[{}, {}]", points[0], points[points.len() - 1]))
        }),
        set("end of a lane at another place", LANES, "path", |path| {
            let last = path.rfind(", ")?;
            Some(format!("{}, suez-n]", &path[..last]))
        }),
        set("depth of a tenth", LANES, "depth", |depth| scaled(depth, |metres| metres / 10.0)),
        drop_line("passage of a lane lost", LANES, "passage"),
        drop_line("ice area of a lane lost", LANES, "ice_area"),
        drop_line("admission of a lane lost", LANES, "admission"),
        set("ice area mistyped", LANES, "ice_area", mistyped),
        drop_entry("lane lost", "lanes"),
        copy_entry("lane twice under two ids", "lanes", true),
        set("severity with a sign", &["ice_areas"], "severity", in_place_of(", ", ", -")),
        set("month of ice lost", &["ice_areas"], "severity", |months| { let (first, _) = months.rsplit_once(',')?; Some(format!("{first}]")) }),
        set("months of ice shifted by six", &["ice_areas"], "severity", |months| {
            let mut all: Vec<&str> = months.trim_matches(['[', ']']).split(", ").collect();
            (all.len() == 12).then(|| { all.rotate_left(6); format!("[{}]", all.join(", ")) })
        }),
        // Rules
        drop_line("date of a restriction lost", RULES, "from"),
        drop_line("legal basis lost", RULES, "legal_basis"),
        drop_line("effect lost", RULES, "effect"),
        drop_entry("restriction lost", "restrictions"),
        set("effect mistyped", RULES, "effect", mistyped),
        set("flag for exclude", RULES, "effect", in_place_of("exclude", "flag")),
        set("century of a rule", RULES, "from", in_place_of("20", "19")),
        set("rule for another country", RULES, "match", in_place_of("KP", "KE")),
        set("commodity mistyped", RULES, "commodities", mistyped),
        set("line of a rule mistyped", RULES, "lines", mistyped),
        set("place of a rule mistyped", RULES, "places", mistyped),
        // Figures
        set("capacity a thousand times", DATED, "typ", |typ| if typ.contains("/yr") { scaled(typ, |amount| amount * 1000.0) } else { None }),
        set("capacity of another kind", DATED, "typ", in_place_of("Mt/yr", "bcm/yr")),
        set("draught in feet", &["vessels"], "draught", |draught| scaled(draught, |metres| (metres * 3.28 * 10.0).round() / 10.0)),
        set("ice class mistyped", &["vessels"], "ice_class", mistyped),
        // Sources, scenarios, questions
        set("source mistyped", ANYWHERE, "source", |source| if source.starts_with('[') { None } else { mistyped(source) }),
        set("confidence mistyped", ANYWHERE, "confidence", mistyped),
        set("date of a figure in the future", ANYWHERE, "as_of", |date| year(date, 50)),
        set("scenario opens what is not there", &["scenarios"], "open", mistyped),
        set("scenario closes what is not there", &["scenarios"], "close", mistyped),
        set("question from a mistyped place", &["report_routes"], "from", |from| mistyped(from).filter(|_| from.len() > 6)),
        set("demand of an unknown cargo", &["demands"], "cargo", mistyped),
        // YAML
        on_lines("key mistyped", DATED, |line| {
            let indented = line.text.trim_start();
            let (key, _) = indented.split_once(": ").filter(|(key, _)| key.len() > 3 && key.chars().all(|c| c.is_ascii_lowercase()))?;
            let start = line.text.len() - indented.len();
            Some((start..start + key.len(), mistyped(key)?))
        }),
        on_lines("bracket not closed", ANYWHERE, |line| line.text.ends_with('}').then(|| (line.text.len() - 1..line.text.len(), String::new()))),
        on_lines("indented with a tab", DATED, |line| line.text.starts_with("    ").then(|| (0..4, "\t".into()))),
        on_lines("colon lost", DATED, |line| {
            let at = line.text.find(": ").filter(|_| line.text.starts_with("    ") && !line.text.contains(['{', '-']))?;
            Some((at..at + 1, String::new()))
        }),
    ]
}
