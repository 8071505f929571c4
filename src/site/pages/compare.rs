//! A scenario against the base: what it changes in the network, and what that changes in the answers.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::json;

use super::answer_pairs::{PairRow, pair_row};
use super::{Page, json as pretty, trail, value};
use crate::model::{Change, Link, PlaceId, Subject};
use crate::report::ChangeRecord;
use crate::site::Site;
use crate::site::compares::Compared;
use crate::site::format::{count, list, sentence_case};
use crate::site::map::MapFigure;
use crate::site::maps::MapView;
use crate::site::view::{Origin, PageContext, Ref};

#[derive(Serialize)]
struct Comparison {
    name: String,
    id: String,
    summary: Option<String>,
    origin: Origin,
    finding: String,
    days: [String; 2],
    same_day: bool,
    map: Option<MapView>,
    changes: Vec<ChangeRow>,
    pairs: Vec<PairRow>,
    unmoved: Vec<Ref>,
    not_asked: usize,
    command: String,
    scenarios: String,
}

/// Something that is otherwise on the two sides.
#[derive(Serialize)]
pub struct ChangeRow {
    kind: &'static str,
    what: Ref,
    before: String,
    after: String,
}

/// What a card on a register tells of a comparison.
#[derive(Serialize)]
pub struct Teaser {
    /// The scenario, or the years.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The finding.
    pub finding: String,
}

/// The card of a comparison.
pub fn teaser(context: &PageContext<'_>, compared: &Compared) -> Teaser {
    let scenario = &context.site.network.scenarios[compared.scenario];
    Teaser {
        name: scenario.name.clone(),
        href: context.links.page("compare", &format!("base--{}", scenario.id)),
        finding: finding(context.site, compared),
    }
}

pub fn page(site: &Site<'_>, compared: &Compared) -> Page {
    let network = site.network;
    let scenario = &network.scenarios[compared.scenario];
    let folder = format!("compare/base--{}", scenario.id);
    let path = format!("{folder}/index.html");
    let context = PageContext::new(site, &path);
    let finding = finding(site, compared);
    let (moved, unmoved): (Vec<_>, Vec<_>) = compared.pairs.iter().partition(|(_, pair)| pair.differs());
    let question = |plan: usize| {
        let route = site.plans[plan].route;
        Ref::to(route.question.clone(), context.links.page("route", &route.id))
    };
    let days = compared.on.map(|day| day.to_string());
    let record = json!({
        "schema": "landbridge/site-compare/1",
        "a": "base",
        "b": scenario.id,
        "changes_on": days,
        "changes": compared.changes,
        "pairs": compared.pairs.iter().map(|(_, pair)| pair).collect::<Vec<_>>(),
    });
    let view = Comparison {
        name: scenario.name.clone(),
        id: scenario.id.clone(),
        summary: scenario.summary.clone(),
        origin: context.origin(&scenario.provenance),
        finding: finding.clone(),
        same_day: days[0] == days[1],
        days,
        map: map(&context, compared),
        changes: compared.changes.iter().map(|change| change_row(&context, change)).collect(),
        pairs: moved.iter().map(|(_, pair)| pair_row(&context, pair)).collect(),
        unmoved: unmoved.iter().map(|(plan, _)| question(*plan)).collect(),
        not_asked: site.plans.len() - compared.pairs.len(),
        command: command(site, &scenario.id),
        scenarios: context.links.entry("scenarios", &scenario.id),
    };
    Page {
        template: "compare.html",
        kind: "compare",
        section: "scenarios",
        title: format!("{}, against the base", scenario.name),
        description: finding,
        breadcrumb: trail(&path, Some(("Scenarios", "scenarios")), &scenario.name),
        view: value(view),
        beside: vec![(format!("{folder}/compare.json"), pretty(&record))],
        path,
    }
}

fn command(site: &Site<'_>, scenario: &str) -> String {
    let mut line = crate::report::CommandLine::new("compare");
    line.word("base").word(scenario);
    if let Some(path) = &site.network_argument {
        line.option("--network", path);
    }
    line.told()
}

/// What the scenario does, in a sentence.
fn finding(site: &Site<'_>, compared: &Compared) -> String {
    let scenario = &site.network.scenarios[compared.scenario];
    let widened = scenario.changes.iter().filter(|change| matches!(change, Change::Widen(..))).count();
    let of_kind = |kinds: &[&str]| compared.changes.iter().filter(|change| kinds.contains(&change.kind)).count();
    let becomes = |word: &str| compared.pairs.iter().filter(|(_, pair)| pair.becomes == Some(word)).count();
    let moved = compared.pairs.iter().filter(|(_, pair)| pair.differs()).count();
    let (opened, shut) = (becomes("possible"), becomes("impossible"));
    let told = |number: usize, noun: &str, one: &str, many: &str| {
        (number > 0).then(|| format!("{} {}", count(number, noun), if number == 1 { one } else { many }))
    };
    let network = [
        told(of_kind(&["line", "lane"]), "line or lane", "is in another state", "are in another state"),
        told(of_kind(&["transfer"]), "transfer", "is in another state", "are in another state"),
        told(of_kind(&["rule"]), "rule", "is otherwise in force", "are otherwise in force"),
        told(widened, "capacity", "is another", "are others"),
        (of_kind(&["ice"]) > 0).then(|| "the ice is of another year".to_string()),
    ];
    let others = if opened + shut > 0 { "other answer" } else { "answer" };
    let answers = [
        told(opened, "journey", "becomes possible", "become possible"),
        told(shut, "journey", "becomes impossible", "become impossible"),
        told(moved - opened - shut, others, "changes", "change"),
    ];
    let joined = |parts: &[Option<String>]| list(&parts.iter().flatten().cloned().collect::<Vec<_>>(), "and");
    let (network, answers) = (joined(&network), joined(&answers));
    let network =
        if network.is_empty() { "Nothing differs in the network itself".into() } else { sentence_case(&network) };
    match (answers.is_empty(), compared.pairs.is_empty()) {
        (false, _) => format!("{network}; {answers}."),
        (true, true) => format!("{network}."),
        (true, false) => format!("{network}; no answer changes."),
    }
}

/// A difference with the page of what it is about.
pub fn change_row(context: &PageContext<'_>, change: &ChangeRecord) -> ChangeRow {
    let network = context.site.network;
    let found = match change.kind {
        "line" => network.lines.find(&change.id).map(|id| context.line(id)),
        "lane" => network.lanes.find(&change.id).map(|id| context.lane(id)),
        "transfer" => network.transfers.find(&change.id).map(|id| context.transfer(id)),
        "rule" => network.restrictions.find(&change.id).map(|id| context.restriction(id)),
        _ => None,
    };
    let mut what = found.unwrap_or_else(|| Ref::plain(change.name.clone()));
    if change.links > 1 {
        what.name = format!("{} ({})", what.name, count(change.links, "section"));
    }
    ChangeRow { kind: change.kind, what, before: change.a.clone(), after: change.b.clone() }
}

/// What the scenario opens or closes, over the rest of the network; none if that is nothing on a map.
fn map(context: &PageContext<'_>, compared: &Compared) -> Option<MapView> {
    let network = context.site.network;
    let mut drawn = Vec::new();
    let mut places: BTreeSet<PlaceId> = BTreeSet::new();
    for change in &network.scenarios[compared.scenario].changes {
        let (Change::Open(subject, _) | Change::Close(subject, _)) = change else { continue };
        match subject {
            Subject::Line(id) => {
                drawn.extend(context.line_links(*id, 3.6, false));
                let line = &network.lines[*id];
                places.extend(line.posts.first().into_iter().chain(line.posts.last()).map(|(place, _)| *place));
            }
            Subject::Lane(id) => {
                drawn.push(context.lane_link(*id, 3.2, false));
                places.extend(<[_; 2]>::from(network.ends(Link::Lane(*id))));
            }
            Subject::Transfer(id) => {
                places.insert(network.transfers[*id].at);
            }
            Subject::Place(id) => {
                places.insert(*id);
            }
            Subject::Passage(id) => {
                for (lane, _) in network.lanes.iter().filter(|(_, lane)| lane.passage == Some(*id)) {
                    drawn.push(context.lane_link(lane, 3.2, false));
                    places.extend(<[_; 2]>::from(network.ends(Link::Lane(lane))));
                }
            }
        }
    }
    if places.is_empty() {
        return None;
    }
    let mut links = context.context(&BTreeSet::new());
    links.extend(drawn);
    let figure = MapFigure {
        id: "opened".into(),
        title: format!("Map: what {} opens or closes", network.scenarios[compared.scenario].name),
        description:
            "What the scenario opens or closes, over the rest of the network in grey. The table below holds the same."
                .into(),
        nodes: places.into_iter().map(|place| context.node(place, 1)).collect(),
        links,
    };
    let told = "What the scenario opens or closes, drawn in its state under the base.";
    Some(context.draw(&figure, told))
}
