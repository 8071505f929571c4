//! `landbridge flow --congestion`: how demands spread over links that get slower as they fill.

use comfy_table::{Table, presets};

use super::arguments::PlanFormat;
use super::plan::to_json;
use super::print::{bold, plain};
use super::{Exit, Failure, exit_codes, layout, print};
use crate::capacity::{FlowQuery, spread};
use crate::flow::congestion::Settings;
use crate::model::Network;
use crate::report::flow::{CongestionReport, congestion_geojson, congestion_report, number_told, rate_told};
use crate::route::Planner;

/// How many links the table shows.
const LINKS: usize = 20;

/// Computes and prints. `notes` are those of the demands.
pub fn run(network: &Network, query: &FlowQuery, notes: &[String], format: PlanFormat) -> Result<Exit, Failure> {
    let planner = Planner::new(network);
    let found = spread(network, planner.structure(), query, &Settings::default()).map_err(Failure::usage)?;
    let record = congestion_report(&found);
    let text = match format {
        PlanFormat::Text => text(&record, notes),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => csv(&record)?,
        PlanFormat::Geojson => to_json(&congestion_geojson(network, &record))? + "\n",
    };
    print::answer(&text)?;
    Ok(if record.moved > 0.0 { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

fn text(report: &CongestionReport, notes: &[String]) -> String {
    let mut out = String::new();
    let title = format!("Congestion on {} {}", report.network.id, report.period.told());
    layout::wrapped(&mut out, "", &bold(&plain(&title)));
    layout::what_if(&mut out, report.period.is_what_if());
    for entry in &report.entries {
        let line = format!(
            "a full link of {} takes {} times as long as an empty one: 1 + {} (x/c)^{}",
            entry.mode,
            number_told(1.0 + entry.alpha),
            number_told(entry.alpha),
            number_told(entry.beta)
        );
        layout::wrapped(&mut out, "", &plain(&line));
    }
    out.push('\n');
    for sentence in &report.told {
        layout::wrapped(&mut out, "- ", &plain(sentence));
    }
    if !report.links.is_empty() {
        out.push('\n');
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        table.set_header(["full %", "best %", "delay h", "toll h", "capacity", "link"]);
        for link in report.links.iter().take(LINKS) {
            table.add_row([
                number_told(link.limit.used_percent),
                number_told(link.optimum_percent),
                number_told(link.delay_hours),
                number_told(link.toll_hours),
                rate_told(link.limit.capacity, link.limit.unit),
                plain(&link.limit.name),
            ]);
        }
        layout::table(&mut out, &mut table, 0..4);
    }
    layout::notes(&mut out, notes);
    layout::wrapped(
        &mut out,
        "note: ",
        "nothing is refused here: a link may be fuller than full, and slow; `flow` without --congestion refuses",
    );
    out
}

const HEADER: [&str; 12] = [
    "id",
    "name",
    "from",
    "to",
    "capacity",
    "unit",
    "equilibrium_percent",
    "optimum_percent",
    "delay_hours",
    "toll_hours",
    "scenario",
    "allow",
];

fn csv(report: &CongestionReport) -> Result<String, Failure> {
    let rows = report.links.iter().map(|link| {
        let limit = &link.limit;
        vec![
            limit.key.clone(),
            plain(&limit.name),
            limit.from.clone().unwrap_or_default(),
            limit.to.clone().unwrap_or_default(),
            limit.capacity.to_string(),
            limit.unit.to_string(),
            limit.used_percent.to_string(),
            link.optimum_percent.to_string(),
            link.delay_hours.to_string(),
            link.toll_hours.to_string(),
            report.period.scenario.clone().unwrap_or_default(),
            report.period.allow.join(" "),
        ]
    });
    print::rows(&HEADER, rows)
}
