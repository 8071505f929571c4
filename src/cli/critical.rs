//! `landbridge critical`: what the loss of each link, transfer or place costs.

use std::collections::BTreeMap;

use super::arguments::{Arguments, CriticalCommand, PlanFormat, RankBy};
use super::plan::to_json;
use super::{Exit, Failure, critical_text, exit_codes, flow, network, print};
use crate::capacity::{Element, Model};
use crate::flow::Solved;
use crate::flow::critical::losses;
use crate::flow::multicommodity::Settings;
use crate::model::{Link, Network};
use crate::report::flow::{
    CriticalReport, ElementRecord, LossRecord, Part, PeriodRecord, RankedBy, critical_geojson, critical_report,
};
use crate::route::Planner;

/// Computes and prints.
pub fn run(command: &CriticalCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let network = network::usable(arguments.network.as_deref())?;
    let planner = Planner::new(&network);
    let (model, notes) = flow::asked(&network, &planner, &command.flow)?;
    let lost = lost(&model, command)?;
    let settings = Settings { gap: command.flow.gap, ..Settings::default() };
    let base = Solved::new(&model.problem, settings).map_err(Failure::usage)?;
    let arcs: Vec<Vec<(u32, u32)>> = lost.iter().map(|(_, arcs)| arcs.clone()).collect();
    let losses = losses(&base, &arcs);
    let told: Vec<_> = lost.into_iter().map(|(parts, _)| parts).zip(losses).collect();
    let ranked_by = match command.ranked_by {
        RankBy::Cost => RankedBy::Cost,
        RankBy::Unserved => RankedBy::Unserved,
        RankBy::Disconnected => RankedBy::Disconnected,
    };
    let mut record = critical_report(&model, &base, &told, ranked_by, PeriodRecord::of(&network, &model.query));
    record.notes.splice(0..0, notes);
    let text = match command.format {
        PlanFormat::Text => critical_text::text(&network, &record, command.top),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => csv(&record)?,
        PlanFormat::Geojson => to_json(&critical_geojson(&network, &record))? + "\n",
    };
    print::answer(&text)?;
    Ok(exit_codes::DONE)
}

/// What is lost together, with the arcs that go: each pair, or each link and transfer, and each place if asked.
type Lost = Vec<(Vec<Part>, Vec<(u32, u32)>)>;

fn lost(model: &Model<'_>, command: &CriticalCommand) -> Result<Lost, Failure> {
    let elements: BTreeMap<Element, Vec<(u32, u32)>> = model.elements().into_iter().collect();
    if command.pairs.is_empty() {
        let mut lost: Lost = elements.into_iter().map(|(element, arcs)| (vec![Part::Element(element)], arcs)).collect();
        if command.places {
            let places = model.network.places.keys().map(|place| (vec![Part::Place(place)], model.through(place)));
            lost.extend(places.filter(|(_, arcs)| !arcs.is_empty()));
        }
        return Ok(lost);
    }
    let mut lost = Lost::new();
    for pair in &command.pairs {
        let names: Vec<&str> = pair.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
        if names.len() < 2 {
            return Err(Failure::usage(format!(
                "`{pair}` names one thing; --pairs takes two or more, joined by commas"
            )));
        }
        let (mut parts, mut arcs) = (Vec::new(), Vec::new());
        for name in names {
            for (part, mut more) in named(model, &elements, name)? {
                parts.push(part);
                arcs.append(&mut more);
            }
        }
        arcs.sort_unstable();
        arcs.dedup();
        lost.push((parts, arcs));
    }
    Ok(lost)
}

/// What a name means: the id of a lane or transfer, of a line (all of it), of a section (`LINE:FROM-TO`), or a place.
fn named(model: &Model<'_>, elements: &BTreeMap<Element, Vec<(u32, u32)>>, name: &str) -> Result<Named, Failure> {
    let network = model.network;
    let matches = |element: &Element| match *element {
        Element::Transfer(id) => network.transfers[id].id == name,
        Element::Link(Link::Lane(id)) => network.lanes[id].id == name,
        Element::Link(link @ Link::Section(id)) => {
            let line = &network.lines[network.sections[id].line].id;
            line == name || section_keys(network, line, link).iter().any(|key| key == name)
        }
    };
    let found: Named = elements
        .iter()
        .filter(|(element, _)| matches(element))
        .map(|(element, arcs)| (Part::Element(*element), arcs.clone()))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    if network.lines.find(name).is_some()
        || network.lanes.find(name).is_some()
        || network.transfers.find(name).is_some()
    {
        return Err(Failure::usage(format!("none of these demands could use `{name}`, so its loss changes nothing")));
    }
    let places = network.find_places(name).map_err(Failure::usage)?;
    Ok(places.into_iter().map(|place| (Part::Place(place), model.through(place))).collect())
}

/// Each thing that a name means, with its arcs.
type Named = Vec<(Part, Vec<(u32, u32)>)>;

/// `LINE:FROM-TO`, either way round.
fn section_keys(network: &Network, line: &str, link: Link) -> [String; 2] {
    let (from, to) = network.ends(link);
    let (from, to) = (&network.places[from].id, &network.places[to].id);
    [format!("{line}:{from}-{to}"), format!("{line}:{to}-{from}")]
}

const HEADER: [&str; 17] = [
    "rank",
    "kind",
    "id",
    "name",
    "from",
    "to",
    "ways_cost_more",
    "cost_more",
    "off_by",
    "value_unit",
    "less",
    "disconnected",
    "then_binds",
    "ranked_by",
    "period",
    "scenario",
    "allow",
];

fn csv(record: &CriticalReport) -> Result<String, Failure> {
    let joined = |loss: &LossRecord, of: fn(&ElementRecord) -> &str| {
        let all: Vec<&str> = loss.lost.iter().map(|lost| of(&lost.at)).collect();
        print::plain(&all.join(" + "))
    };
    let rows = record.losses.iter().map(|loss| {
        let less: Vec<String> = loss.less.iter().map(|less| format!("{} {}", less.units, less.unit)).collect();
        let binds: Vec<&str> = loss.then_binds.iter().map(|limit| limit.key.as_str()).collect();
        vec![
            loss.rank.to_string(),
            joined(loss, |at| at.kind),
            joined(loss, |at| &at.id),
            joined(loss, |at| &at.name),
            joined(loss, |at| &at.from),
            joined(loss, |at| &at.to),
            loss.ways_cost_more.to_string(),
            loss.cost_more.to_string(),
            loss.off_by.to_string(),
            record.value_unit.to_string(),
            less.join("; "),
            loss.disconnected.join(" "),
            binds.join(" "),
            record.ranked_by.to_string(),
            format!("{} {}", record.period.period, record.period.from),
            record.period.scenario.clone().unwrap_or_default(),
            record.period.allow.join(" "),
        ]
    });
    print::rows(&HEADER, rows)
}
