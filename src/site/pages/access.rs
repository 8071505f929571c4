//! Who could get where in which year: pairs by years, and what stood in the way.

use serde::Serialize;

use super::{Page, json, trail, value};
use crate::model::Country;
use crate::report::{AccessCell, AccessRow};
use crate::site::Site;
use crate::site::format::{count, sentence_case};
use crate::site::view::{PageContext, Ref};
use crate::site::years::FIRST_YEAR;

#[derive(Serialize)]
struct Access {
    lede: String,
    day: String,
    years: Vec<YearHead>,
    rows: Vec<Row>,
    key: Vec<KeyEntry>,
    timeline: String,
}

#[derive(Serialize)]
struct YearHead {
    year: i32,
    short: String,
}

#[derive(Serialize)]
struct Row {
    pair: Ref,
    detail: String,
    cells: Vec<Cell>,
    /// Years of one answer together.
    spells: Vec<SpellOfYears>,
}

#[derive(Serialize)]
struct Cell {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
}

/// Years of one answer together.
#[derive(Serialize)]
pub struct SpellOfYears {
    years: String,
    word: &'static str,
    class: &'static str,
    sign: &'static str,
    causes: Vec<Cause>,
}

/// Something that stood in the way.
#[derive(Serialize)]
pub struct Cause {
    subject: Ref,
    reason: String,
}

#[derive(Serialize)]
struct KeyEntry {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
}

/// Class, sign and word of each state of a cell.
const LOOKS: [(&str, &str, &str, &str); 10] = [
    ("open", "is-open", "✓", "open"),
    ("rule", "is-rule", "§", "a rule forbids it"),
    ("suspended", "is-shut", "II", "a link is suspended"),
    ("closed", "is-shut", "–", "a link is closed"),
    ("severed", "is-shut", "×", "a link is cut"),
    ("under_construction", "is-plan", "+", "a link is being built"),
    ("proposed", "is-plan", "~", "a link is only proposed"),
    ("unknown", "is-other", "?", "a state is not known"),
    ("unjoined", "is-other", "∅", "nothing joins them"),
    ("other", "is-other", "!", "ice, depth or another limit"),
];

fn look(cell: &AccessCell) -> (&'static str, &'static str, &'static str) {
    let found = LOOKS.iter().find(|(state, ..)| *state == cell.state);
    found.map_or(("is-other", "!", "not open"), |(_, class, sign, word)| (*class, *sign, *word))
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "access/index.html".to_string();
    let context = PageContext::new(site, &path);
    let report = &site.access;
    let years = years(site);
    let rows: Vec<Row> = report.rows.iter().map(|row| row_view(&context, row, &years)).collect();
    let changed = report.rows.iter().filter(|row| row.cells.windows(2).any(|two| two[0].state != two[1].state)).count();
    let lede = format!(
        "{} that the questions of this network name, on the same day of each year since {FIRST_YEAR}: for {} of them the \
         answer changed.",
        sentence_case(&count(rows.len(), "pair")),
        changed
    );
    let used = |state: &str| report.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.state == state);
    let key = LOOKS
        .iter()
        .filter(|(state, ..)| used(state))
        .map(|(_, class, sign, word)| KeyEntry { class, sign, word })
        .collect();
    let heads = years.iter().map(|year| YearHead { year: *year, short: format!("{:02}", year % 100) });
    let view = Access {
        lede: lede.clone(),
        day: report.on.last().cloned().unwrap_or_default(),
        years: heads.collect(),
        rows,
        key,
        timeline: context.links.register("timeline"),
    };
    Page {
        template: "access.html",
        kind: "access",
        section: "timeline",
        title: "Access by year".into(),
        description: lede,
        breadcrumb: trail(&path, Some((&format!("Since {FIRST_YEAR}"), "timeline")), "Access by year"),
        view: value(view),
        beside: vec![("access/access.json".into(), json(report)), ("access/access.csv".into(), csv(site))],
        path,
    }
}

/// The years that are looked at.
pub fn years(site: &Site<'_>) -> Vec<i32> {
    site.access.on.iter().filter_map(|day| day.split('-').next()?.parse().ok()).collect()
}

fn row_view(context: &PageContext<'_>, row: &AccessRow, years: &[i32]) -> Row {
    let (name, detail) = pair_name(context, row);
    Row {
        pair: Ref::to(name, context.links.page("route", &row.id)),
        detail,
        cells: row
            .cells
            .iter()
            .map(|cell| {
                let (class, sign, word) = look(cell);
                Cell { class, sign, word }
            })
            .collect(),
        spells: spells_of_years(context, row, years),
    }
}

/// From where to where, and what moves, whose, by which modes and in which ship.
pub fn pair_name(context: &PageContext<'_>, row: &AccessRow) -> (String, String) {
    let network = context.site.network;
    let name = |spot: &str| {
        let city = network.cities.find(spot).map(|id| network.cities[id].name.clone());
        city.or_else(|| network.places.find(spot).map(|id| network.places[id].name.clone()))
            .unwrap_or_else(|| sentence_case(spot))
    };
    let cargo =
        network.cargoes.find(&row.cargo).map_or_else(|| row.cargo.clone(), |id| network.cargoes[id].name.clone());
    let origin = row.cargo_origin.as_deref().and_then(|code| code.parse::<Country>().ok());
    let of = origin.map_or_else(String::new, |country| format!(" of {}", country.name()));
    let by = if row.modes.is_empty() { String::new() } else { format!(", by {}", row.modes.join(" or ")) };
    let vessel = row.vessel.as_ref().and_then(|id| network.vessels.find(id));
    let ship = vessel.map_or_else(String::new, |id| format!("; ship: {}", network.vessels[id].name));
    (format!("{} – {}", name(&row.from), name(&row.to)), format!("{cargo}{of}{by}{ship}"))
}

/// Class, sign and word of an answer, and what stood in the way.
pub fn answer_of(
    context: &PageContext<'_>,
    row: &AccessRow,
    cell: &AccessCell,
) -> ((&'static str, &'static str, &'static str), Vec<Cause>) {
    let causes = cell.facts.iter().map(|fact| {
        let fact = context.fact(&row.facts[*fact]);
        Cause { subject: fact.subject, reason: fact.reason }
    });
    (look(cell), causes.collect())
}

/// Neighbouring years of one answer, and what stood in the way in them.
pub fn spells_of_years(context: &PageContext<'_>, row: &AccessRow, years: &[i32]) -> Vec<SpellOfYears> {
    let mut spells: Vec<(usize, usize)> = Vec::new();
    for at in 0..row.cells.len() {
        match spells.last_mut() {
            Some((first, last)) if row.cells[*first] == row.cells[at] => *last = at,
            _ => spells.push((at, at)),
        }
    }
    let spell = |(first, last): (usize, usize)| {
        let cell = &row.cells[first];
        let (from, to) = (years.get(first), years.get(last));
        let told = |year: Option<&i32>| year.map_or_else(String::new, ToString::to_string);
        let ((class, sign, word), causes) = answer_of(context, row, cell);
        SpellOfYears {
            years: if first == last { told(from) } else { format!("{}–{}", told(from), told(to)) },
            word,
            class,
            sign,
            causes,
        }
    };
    spells.into_iter().map(spell).collect()
}

fn csv(site: &Site<'_>) -> Vec<u8> {
    let report = &site.access;
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heads = ["from", "to", "cargo", "cargo_origin", "modes", "vessel"]
        .into_iter()
        .chain(report.on.iter().map(String::as_str));
    // Writing to memory does not fail.
    let _ = writer.write_record(heads);
    for row in &report.rows {
        let modes = row.modes.join(" ");
        let [origin, vessel] = [&row.cargo_origin, &row.vessel].map(|field| field.as_deref().unwrap_or_default());
        let fields = [row.from.as_str(), &row.to, &row.cargo, origin, &modes, vessel].into_iter();
        let _ = writer.write_record(fields.chain(row.cells.iter().map(|cell| cell.state)));
    }
    writer.into_inner().unwrap_or_default()
}
