//! The command line of many plans at once: `compare`, `matrix`, `reach`, `sweep`, `watershed`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::{PlanFormat, TableFormat, Terms};
use crate::calendar::Day;
use crate::model::Objective;

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub struct CompareCommand {
    /// `base`, a scenario, a date, or one of the former at the latter: inter-korean-reopened@2026-06-01
    pub a: String,
    /// The other side, likewise
    pub b: String,
    /// Compare this pair [default: every question of the network's report]
    #[arg(long, value_name = "P", requires = "to")]
    pub from: Option<String>,
    /// The other end of the pair
    #[arg(long, value_name = "P", requires = "from")]
    pub to: Option<String>,
    /// What the best way of the pair is best by [default: time]
    #[arg(long, value_name = "time|cost|distance|co2|generalised")]
    pub by: Option<Objective>,
    /// How many ways of the pair that differ are compared [default: 3]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub alternatives: Option<u8>,
    /// What moves between the pair and how
    #[command(flatten)]
    pub terms: Terms,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
}

/// Arguments of `matrix`.
#[derive(Debug, Args)]
pub struct MatrixCommand {
    /// Where from, joined by commas: places, cities, a country (`KR`), a kind (`port`, `station`), `all`
    #[arg(long, value_delimiter = ',', value_name = "A,..", required_unless_present = "from_file")]
    pub from: Vec<String>,
    /// More of them, from a file: one a line, or the column `id`, `place` or `name` of a .csv
    #[arg(long, value_name = "FILE")]
    pub from_file: Option<PathBuf>,
    /// Where to, likewise
    #[arg(long, value_delimiter = ',', value_name = "X,..", required_unless_present = "to_file")]
    pub to: Vec<String>,
    /// More of them, from a file
    #[arg(long, value_name = "FILE")]
    pub to_file: Option<PathBuf>,
    /// Days of departure, joined by commas [default: the scenario's, else the network's as-of date]
    #[arg(long, value_delimiter = ',', value_name = "DATE,..", conflicts_with = "monthly")]
    pub depart: Vec<Day>,
    /// The first day of each month of this year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1..=9998))]
    pub monthly: Option<i32>,
    /// Under these scenarios of the network, joined by commas; `base` is none
    #[arg(long, value_delimiter = ',', value_name = "S,..")]
    pub scenario: Vec<String>,
    /// What the best ways are best by
    #[arg(long, default_value = "time", value_name = "time|cost|distance")]
    pub by: Objective,
    /// What all have in common
    #[command(flatten)]
    pub terms: Terms,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
}

/// Arguments of `reach`.
#[derive(Debug, Args)]
pub struct ReachCommand {
    /// Where from: an id, city, name in any script, alias or UN/LOCODE
    pub from: String,
    /// Day of departure [default: the scenario's, else the network's as-of date]
    #[arg(long, value_name = "DATE")]
    pub depart: Option<Day>,
    /// No later than this many days after departure, as `30d`
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub within: Option<u32>,
    /// Ends of the bands in days, joined by commas [default: 5,10,20,30]
    #[arg(long, value_delimiter = ',', value_name = "D,..", value_parser = days)]
    pub bands: Vec<u32>,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// What moves and how
    #[command(flatten)]
    pub terms: Terms,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ReachForm::Text)]
    pub format: ReachForm,
}

/// Form of a reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReachForm {
    /// For people
    Text,
    /// landbridge/reach/1
    Json,
    /// A row for each place
    Csv,
    /// A feature for each place and link
    Geojson,
    /// A map
    Svg,
}

/// Whole days, with or without `d`.
fn days(text: &str) -> Result<u32, String> {
    let number = text.trim().trim_end_matches('d').trim_end();
    match number.parse() {
        Ok(days @ 1..=400) => Ok(days),
        _ => Err("write whole days from 1 to 400, like `30d`".into()),
    }
}

/// Arguments of `sweep`.
#[derive(Debug, Args)]
pub struct SweepCommand {
    /// Where from: an id, city, name in any script, alias or UN/LOCODE
    #[arg(value_name = "FROM")]
    pub origin: String,
    /// Where to
    #[arg(value_name = "TO")]
    pub destination: String,
    /// Every day of this year [default: that of the network's as-of date]
    #[arg(long, value_name = "YEAR", conflicts_with_all = ["first", "until"], value_parser = clap::value_parser!(i32).range(1..=9997))]
    pub year: Option<i32>,
    /// From this day on [default: the first of January of the year of the as-of date]
    #[arg(long = "from", value_name = "DATE")]
    pub first: Option<Day>,
    /// Up to but without this day [default: a year after the first]
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
    /// What the best ways are best by
    #[arg(long, default_value = "time", value_name = "time|cost|distance|co2|generalised")]
    pub by: Objective,
    /// Pass this place, line, border, strait or country; repeat in order
    #[arg(long, value_name = "P")]
    pub via: Vec<String>,
    /// Do not pass this place, line, border, strait or country; may repeat
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// What moves and how
    #[command(flatten)]
    pub terms: Terms,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
}

/// Arguments of `watershed`.
#[derive(Debug, Args)]
pub struct WatershedCommand {
    /// Where from
    pub from: String,
    /// What the rate at sea is multiplied by, joined by commas
    #[arg(long, value_delimiter = ',', default_value = "0.25,0.35,0.5,0.7,1,1.4,2,2.8,4", value_name = "F,..")]
    pub factors: Vec<String>,
    /// What moves [default: the network's]
    #[arg(long, value_name = "C[@COUNTRY]")]
    pub cargo: Option<String>,
    /// Day of departure [default: the network's as-of date]
    #[arg(long, value_name = "DATE")]
    pub depart: Option<Day>,
    /// The ship that sails [default: the network's]
    #[arg(long, value_name = "V")]
    pub vessel: Option<String>,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// Lift this restriction for analysis; the answer says so everywhere; may repeat
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Show every place, not only the important ones
    #[arg(long)]
    pub all: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}
