//! Two days of the network's own history: what differs in it, and for whom the way opened or shut.

use serde::Serialize;
use serde_json::json;

use super::access::{Cause, answer_of, pair_name};
use super::answer_pairs::{self, pair_row};
use super::compare::{ChangeRow, Teaser, change_row};
use super::{Page, json as pretty, trail, value};
use crate::report::{AccessRow, CommandLine, PairRecord};
use crate::site::Site;
use crate::site::dates::Span;
use crate::site::format::{count, list, sentence_case};
use crate::site::view::{PageContext, Ref};

#[derive(Serialize)]
struct Comparison {
    years: [i32; 2],
    days: [String; 2],
    finding: String,
    pairs: Vec<PairRow>,
    unmoved: usize,
    /// Questions whose pair can be reached on both days, and whose answer changes.
    answers: Vec<answer_pairs::PairRow>,
    /// How many of them have the same answer.
    same_answers: usize,
    kinds: Vec<KindOfChange>,
    others: Vec<Teaser>,
    access: String,
    timeline: String,
    command: String,
}

/// A pair whose answer differs.
#[derive(Serialize)]
struct PairRow {
    pair: Ref,
    detail: String,
    sides: [Side; 2],
    change: &'static str,
    class: &'static str,
}

#[derive(Serialize)]
struct Side {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
    causes: Vec<Cause>,
}

/// Differences of one kind.
#[derive(Serialize)]
struct KindOfChange {
    kind: &'static str,
    heading: &'static str,
    rows: Vec<ChangeRow>,
}

/// What a list tells of each comparison of two years, in their order.
pub fn teasers(context: &PageContext<'_>) -> Vec<Teaser> {
    let teaser = |span: &Span| Teaser {
        name: name(span),
        href: context.links.page("compare", &span.id()),
        finding: finding(context.site, span),
    };
    context.site.spans.iter().map(teaser).collect()
}

fn name(span: &Span) -> String {
    let [a, b] = span.years();
    format!("{a} against {b}")
}

pub fn page(site: &Site<'_>, span: &Span) -> Page {
    let folder = format!("compare/{}", span.id());
    let path = format!("{folder}/index.html");
    let context = PageContext::new(site, &path);
    let finding = finding(site, span);
    let days = span.days.map(|day| day.to_string());
    let moved: Vec<&AccessRow> = site.access.rows.iter().filter(|row| is_moved(row, span)).collect();
    let changed: Vec<&PairRecord> = span.answers.iter().filter(|pair| pair.differs()).collect();
    let told = |row: &&AccessRow| {
        let sides = span.at.map(|at| row.cells[at].state);
        json!({ "id": row.id, "from": row.from, "to": row.to, "cargo": row.cargo, "cargo_origin": row.cargo_origin, "modes": row.modes, "vessel": row.vessel, "a": sides[0], "b": sides[1] })
    };
    let record = json!({
        "schema": "landbridge/site-compare-dates/1",
        "a": days[0],
        "b": days[1],
        "changes": span.changes,
        "pairs": moved.iter().map(told).collect::<Vec<_>>(),
        "answers": span.answers,
    });
    let mut line = CommandLine::new("compare");
    line.word(&days[0]).word(&days[1]);
    if let Some(path) = &site.network_argument {
        line.option("--network", path);
    }
    let title = name(span);
    let view = Comparison {
        years: span.years(),
        days,
        finding: finding.clone(),
        unmoved: site.access.rows.len() - moved.len(),
        pairs: moved.into_iter().map(|row| reached_row(&context, row, span)).collect(),
        answers: changed.iter().map(|pair| pair_row(&context, pair)).collect(),
        same_answers: span.answers.len() - changed.len(),
        kinds: kinds(&context, span),
        others: teasers(&context).into_iter().filter(|other| other.name != title).collect(),
        access: context.links.register("access"),
        timeline: context.links.register("timeline"),
        command: line.told(),
    };
    Page {
        template: "compare_dates.html",
        kind: "compare-dates",
        section: "timeline",
        description: format!("{title}: {finding}"),
        breadcrumb: trail(&path, Some(("Then and now", "compare")), &title),
        title,
        view: value(view),
        beside: vec![(format!("{folder}/compare.json"), pretty(&record))],
        path,
    }
}

fn is_moved(row: &AccessRow, span: &Span) -> bool {
    let [a, b] = span.at.map(|at| row.cells[at].state);
    a != b
}

/// For how many pairs the way opened or shut, and how much differs in the network.
fn finding(site: &Site<'_>, span: &Span) -> String {
    let rows = &site.access.rows;
    let states = |row: &AccessRow| span.at.map(|at| row.cells[at].is_open());
    let number = |wanted: [bool; 2]| rows.iter().filter(|row| states(row) == wanted).count();
    let otherwise = rows.iter().filter(|row| is_moved(row, span) && states(row) == [false, false]).count();
    let told = |number: usize, one: &str, many: &str| {
        (number > 0).then(|| format!("{} {}", count(number, "pair"), if number == 1 { one } else { many }))
    };
    let answers: Vec<String> = [
        told(number([false, true]), "opens", "open"),
        told(number([true, false]), "shuts", "shut"),
        told(otherwise, "is shut for another reason", "are shut for another reason"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let changed = match span.answers.iter().filter(|pair| pair.differs()).count() {
        0 => String::new(),
        changed => format!(
            "; {} of {} other answers {}",
            changed,
            span.answers.len(),
            if changed == 1 { "changes" } else { "change" }
        ),
    };
    let of_kind = |kinds: &[&str]| span.changes.iter().filter(|change| kinds.contains(&change.kind)).count();
    let in_other_state = of_kind(&["line", "lane", "transfer"]);
    let links = count(in_other_state, "line, lane or transfer");
    let (rules, is) = (of_kind(&["rule"]), |number: usize| if number == 1 { "is" } else { "are" });
    let network: Vec<String> = [
        (in_other_state > 0).then(|| format!("{links} {} in another state", is(in_other_state))),
        (rules > 0).then(|| format!("{} {} otherwise in force", count(rules, "rule"), is(rules))),
    ]
    .into_iter()
    .flatten()
    .collect();
    let network = if network.is_empty() { "nothing differs in the network".into() } else { list(&network, "and") };
    let answers =
        if answers.is_empty() { "No pair opens or shuts".into() } else { sentence_case(&list(&answers, "and")) };
    format!("{answers}{changed}; {network}.")
}

fn reached_row(context: &PageContext<'_>, row: &AccessRow, span: &Span) -> PairRow {
    let (name, detail) = pair_name(context, row);
    let sides = span.at.map(|at| {
        let ((class, sign, word), causes) = answer_of(context, row, &row.cells[at]);
        Side { class, sign, word, causes }
    });
    let (change, class) = match span.at.map(|at| row.cells[at].is_open()) {
        [false, true] => ("opens", "is-gain"),
        [true, false] => ("shuts", "is-loss"),
        _ => ("shut for another reason", ""),
    };
    PairRow { pair: Ref::to(name, context.links.page("route", &row.id)), detail, sides, change, class }
}

fn kinds(context: &PageContext<'_>, span: &Span) -> Vec<KindOfChange> {
    let headings = [
        ("line", "Lines"),
        ("lane", "Sea lanes"),
        ("transfer", "Borders, ports and other transfers"),
        ("rule", "Rules"),
        ("ice", "Ice"),
    ];
    let of_kind = |(kind, heading): (&'static str, &'static str)| {
        let changes = span.changes.iter().filter(|change| change.kind == kind);
        KindOfChange { kind, heading, rows: changes.map(|change| change_row(context, change)).collect() }
    };
    headings.into_iter().map(of_kind).filter(|kind| !kind.rows.is_empty()).collect()
}
