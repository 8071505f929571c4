//! The command line of what is asked about capacity: `cut`, `flow`, `critical`, `upgrade`, `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::{PlanFormat, Terms};
use crate::calendar::Day;
use crate::model::Objective;

/// Arguments of `cut`.
#[derive(Debug, Args)]
pub struct CutCommand {
    /// Where from, joined by commas: places, cities, a country (`RU`), a kind (`ports`), both (`ports@RU`), and only
    /// those to one side of a place (`ports@RU@east-of-taishet`; also west, north, south)
    #[arg(value_name = "FROM")]
    pub origin: String,
    /// Where to, likewise
    #[arg(value_name = "TO")]
    pub destination: String,
    /// Also from here; may repeat
    #[arg(long = "from", value_name = "P,..", value_delimiter = ',')]
    pub more_from: Vec<String>,
    /// Also to here; may repeat
    #[arg(long = "to", value_name = "P,..", value_delimiter = ',')]
    pub more_to: Vec<String>,
    /// Write what proves the answer to this file; `landbridge verify` checks it
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// When and under what
    #[command(flatten)]
    pub period: PeriodTerms,
    /// What moves and how
    #[command(flatten)]
    pub terms: Terms,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

/// Over which time, and on which network.
#[derive(Debug, Default, Args)]
pub struct PeriodTerms {
    /// With the limits and the open lines of this day [default: the scenario's day, else the network's as-of date]
    #[arg(long, value_name = "DATE", conflicts_with = "year")]
    pub depart: Option<Day>,
    /// Over this calendar year: what is open on part of its days has its capacity in proportion
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1..=9998))]
    pub year: Option<i32>,
    /// Under this scenario of the network; the answer also says what it adds to the base
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// Not over this place, line, border, strait, country, mode or admission regime; may repeat
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
}

/// What moves, when, and how it is compared; the same for every command that sends flows.
#[derive(Debug, Args)]
pub struct FlowTerms {
    /// Demands from a table with the columns `from`, `to`, `cargo`, `quantity`, `unit` [default: those of the network]
    #[arg(long, value_name = "FILE.csv", conflicts_with_all = ["demand", "origin"])]
    pub demands: Option<PathBuf>,
    /// Only these demands of the network, joined by commas; may repeat
    #[arg(long, value_name = "ID,..", value_delimiter = ',', conflicts_with = "origin")]
    pub demand: Vec<String>,
    /// One demand: where from; with --to and --quantity
    #[arg(long = "from", value_name = "P", requires = "destination", requires = "quantity")]
    pub origin: Option<String>,
    /// Where to
    #[arg(long = "to", value_name = "P", requires = "origin")]
    pub destination: Option<String>,
    /// How much of it a year, or how many megawatts: `10 Mt/yr`, `300000 TEU/yr`, `5 bcm/yr`, `2000 MW`
    #[arg(long, value_name = "Q", requires = "origin", allow_hyphen_values = true)]
    pub quantity: Option<String>,
    /// Month by month: seasons, ice, and cargo that waits in store
    #[arg(long)]
    pub months: bool,
    /// What the flow is cheapest by
    #[arg(long, default_value = "distance", value_name = "distance|time|cost")]
    pub by: Objective,
    /// What a unit of cargo that does not arrive counts: kilometres, hours or dollars, as of --by [default: more than any way]
    #[arg(long, value_name = "N")]
    pub unserved_cost: Option<u32>,
    /// Stop when at most this share of the value may be missing to the best
    #[arg(long, value_name = "SHARE", default_value = "0.000000001", allow_negative_numbers = true)]
    pub gap: f64,
    /// When and under what
    #[command(flatten)]
    pub period: PeriodTerms,
    /// What moves and how
    #[command(flatten)]
    pub terms: Terms,
}

/// Arguments of `flow`.
#[derive(Debug, Args)]
pub struct FlowCommand {
    /// What moves
    #[command(flatten)]
    pub asked: FlowTerms,
    /// Draw capacities (and, compared by time, dwell) so many times from their spreads, and say what arrives then
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub samples: u32,
    /// Draw from this seed; the same seed draws the same
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Stop after so many seconds, with the best found and how far it may be from the best there is
    #[arg(long, value_name = "SECONDS")]
    pub time_limit: Option<u32>,
    /// How it spreads if links get slower as they fill (the network's `congestion`), with nothing refused: if everyone takes
    /// what is quickest, and if all together lose least
    #[arg(long, conflicts_with_all = ["certificate", "select", "unserved_cost", "time_limit"])]
    pub congestion: bool,
    /// Write what proves the answer to this file; `verify` checks it
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// Say who uses this limit: an id from the answer, a line, transfer or group
    #[arg(long, value_name = "LIMIT")]
    pub select: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

/// Arguments of `critical`.
#[derive(Debug, Args)]
pub struct CriticalCommand {
    /// What moves
    #[command(flatten)]
    pub flow: FlowTerms,
    /// Also places: everything that begins, ends or passes there
    #[arg(long)]
    pub places: bool,
    /// Lose these together instead, two or more joined by commas: a line, `LINE:FROM-TO`, lane, transfer or place; may
    /// repeat
    #[arg(long, value_name = "X,Y", conflicts_with = "places")]
    pub pairs: Vec<String>,
    /// Which loss is worst
    #[arg(long, value_enum, default_value_t = RankBy::Cost)]
    pub ranked_by: RankBy,
    /// Rows of the table
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

/// What makes a loss the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RankBy {
    /// All costs together, what does not arrive counted
    Cost,
    /// What does not arrive
    Unserved,
    /// How many demands have no way left
    Disconnected,
}

/// Arguments of `upgrade`.
#[derive(Debug, Args)]
pub struct UpgradeCommand {
    /// What moves
    #[command(flatten)]
    pub flow: FlowTerms,
    /// Only these projects of the network, joined by commas [default: all]
    #[arg(long, value_name = "ID,..", value_delimiter = ',')]
    pub candidates: Vec<String>,
    /// At most so many projects [default: as many as help]
    #[arg(short = 'k', long = "most", value_name = "N", allow_negative_numbers = true, value_parser = at_least_one)]
    pub most: Option<usize>,
    /// At most so many dollars for all of them
    #[arg(long, value_name = "USD", allow_negative_numbers = true)]
    pub budget: Option<u64>,
    /// Stop after so many sets of projects, with the best found and how far it may be from the best there is
    #[arg(long, value_name = "N", default_value_t = 2000)]
    pub runs: usize,
    /// Write what proves the flow with the chosen projects to this file; `verify` checks it
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyCommand {
    /// The certificate, as `--certificate` wrote it
    pub file: PathBuf,
    /// Also see that this is the answer it belongs to, as `--format json` printed it
    #[arg(long, value_name = "FILE")]
    pub answer: Option<PathBuf>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
}

/// Form of what `verify` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VerifyFormat {
    /// For people
    Text,
    /// landbridge/verify/1
    Json,
}

/// A whole number that is not 0.
fn at_least_one(text: &str) -> Result<usize, String> {
    match text.trim().parse() {
        Ok(number @ 1..) => Ok(number),
        _ => Err("write a whole number from 1 on".into()),
    }
}
