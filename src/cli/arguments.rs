//! The command line. Others script against it: options may be added, never renamed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::calendar::Day;
use crate::model::{Mode, Objective};

const AFTER_HELP: &str = "Examples:
  landbridge plan busan duisburg --depart 2026-03-01
  landbridge plan rotterdam yokohama --vessel arc4 --depart 2026-09-01
  landbridge plan seoul pyongyang --depart 2024-11-01
  landbridge check my-network.yaml
  landbridge sources --uncited
  landbridge site

Exit codes: 0 done; 1 a negative answer (no route, check failed); 2 usage; 3 bad network or
scenario; 4 I/O or internal; 130 interrupted.";

/// Plans routes over dated, sourced networks of rail, sea, borders and ice; says why not; publishes a report.
#[derive(Debug, Parser)]
#[command(name = "landbridge", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Arguments {
    /// Network file or folder [default: the built-in flagship network]
    #[arg(long, global = true, value_name = "PATH")]
    pub network: Option<PathBuf>,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// Say nothing but the answer
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Say more on the way
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find ways from here to there, and say what stands in the way of the others
    Plan(PlanCommand),
    /// Test a network definition
    Check(CheckCommand),
    /// Write the report site
    Site(SiteCommand),
    /// Explain a code such as LB0104
    Explain(ExplainCommand),
    /// List sources and what they feed, or what has no source
    Sources(SourcesCommand),
}

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanCommand {
    /// Where from: an id, city, name in any script, alias or UN/LOCODE
    pub from: String,
    /// Where to
    pub to: String,
    /// Day of departure [default: the network's as-of date]
    #[arg(long, value_name = "DATE")]
    pub depart: Option<Day>,
    /// What the best way is best by
    #[arg(long, default_value = "time", value_name = "time|cost|distance")]
    pub by: Objective,
    /// How many ways that differ, at most
    #[arg(short = 'k', long = "alternatives", default_value_t = 3, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub alternatives: u8,
    /// Pass this place, line, border, strait or country; repeat in order
    #[arg(long, value_name = "P")]
    pub via: Vec<String>,
    /// Do not pass this place, line, border, strait or country; may repeat
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
    /// Only by these modes, joined by commas: `rail`, `road`, `sea`, `inland_water`, `pipeline`, `power`
    #[arg(long = "mode", value_delimiter = ',', value_name = "M,..")]
    pub modes: Vec<Mode>,
    /// The ship that sails [default: the network's]; between two ports, by sea only unless --mode says otherwise
    #[arg(long, value_name = "V")]
    pub vessel: Option<String>,
    /// What moves, and from which country it is: container, coal@RU [default: the network's]
    #[arg(long, value_name = "C[@COUNTRY]")]
    pub cargo: Option<String>,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// Lift this restriction for analysis; the answer says so everywhere; may repeat
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
    /// Also say how likely each way is to arrive by the end of this day
    #[arg(long, value_name = "DATE")]
    pub arrive_by: Option<Day>,
    /// How many times durations are drawn for P10 and P90
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=1_000_000))]
    pub samples: u32,
    /// Seed of the draws: same seed, same answer
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// Form of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people
    Text,
    /// landbridge/plan/1
    Json,
    /// A row for each leg
    Csv,
    /// A feature for each leg
    Geojson,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckCommand {
    /// Network files or folders, each a network of its own [default: --network]
    pub paths: Vec<PathBuf>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
    /// Fail from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
}

/// Form of a check's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// landbridge/check/1
    Json,
}

/// From which severity on a check fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Note,
}

/// Arguments of `site`.
#[derive(Debug, Args)]
pub struct SiteCommand {
    /// Where to write it
    #[arg(long, value_name = "DIR", default_value = "site/public")]
    pub out: PathBuf,
    /// Day for which states and default departures are shown [default: the network's as-of date]
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// Take templates from here where they exist, the built-in ones otherwise
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainCommand {
    /// The code; without one, all codes are listed
    pub code: Option<String>,
}

/// Arguments of `sources`.
#[derive(Debug, Args)]
pub struct SourcesCommand {
    /// Only this source, with every figure, state and fact that it feeds
    pub id: Option<String>,
    /// What has no source, and sources that nothing cites; prints nothing and exits 0 if there is nothing of that kind
    #[arg(long, conflicts_with = "id")]
    pub uncited: bool,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people
    Text,
    /// landbridge/sources/1, landbridge/uncited/1
    Json,
    /// A row for each source, figure, state or fact
    Csv,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Tells the printing library.
    pub fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}
