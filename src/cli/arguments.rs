//! The command line. Others script against it: options may be added, never renamed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::capacity_arguments::{
    CriticalCommand, CutCommand, FlowCommand, FlowTerms, PeriodTerms, RankBy, UpgradeCommand, VerifyCommand,
    VerifyFormat,
};
pub use super::laws_arguments::LawArguments;
pub use super::maintainer_arguments::{DiffCommand, DiffFormat, FmtCommand, InitCommand};
pub use super::many_arguments::{
    CompareCommand, MatrixCommand, ReachCommand, ReachForm, SweepCommand, WatershedCommand,
};
use crate::calendar::Day;
use crate::model::{Mode, Objective};
use crate::route::Criterion;

const AFTER_HELP: &str = "Examples:
  landbridge plan busan duisburg --depart 2026-03-01
  landbridge plan rotterdam yokohama --vessel arc4 --depart 2026-09-01
  landbridge plan seoul pyongyang --depart 2024-11-01
  landbridge plan busan duisburg --pareto time,cost,borders
  landbridge check my-network.yaml
  landbridge check --format sarif --output check.sarif --network my-network/
  landbridge check --cases 1000
  landbridge fmt my-network.yaml
  landbridge cut taishet vladivostok,nakhodka --cargo coal --mode rail
  landbridge flow --year 2025
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
#[allow(clippy::large_enum_variant)] // read once, and one of it
pub enum Command {
    /// Find ways from here to there, and say what stands in the way of the others
    Plan(PlanCommand),
    /// Test a network definition
    Check(CheckCommand),
    /// Lay out network files in the one way there is; comments and meaning stay
    Fmt(FmtCommand),
    /// Say what changed in meaning between two versions of a network, and in its answers; exit code 1 if anything did
    Diff(DiffCommand),
    /// Start a network: a file that passes every check, a workflow that tests it, and what to do next
    Init(InitCommand),
    /// Write the report site
    Site(SiteCommand),
    /// Explain a code such as LB0104
    Explain(ExplainCommand),
    /// Print the JSON Schema (draft 7) of network files, with which editors complete, explain and check
    Schema,
    /// List sources and what they feed, or what has no source
    Sources(SourcesCommand),
    /// Find the cheapest supply of gas, oil or power to a place: which source, by pipeline or by ship
    Supply(SupplyCommand),
    /// Find where on the map land stops beating the sea as the freight rate at sea changes
    Watershed(WatershedCommand),
    /// Compare two scenarios or days: which ways appear, vanish, change rank; exit code 1 if anything differs
    Compare(CompareCommand),
    /// Plan many pairs at once: origins by destinations by days by scenarios
    Matrix(MatrixCommand),
    /// Say what is reached from a place in how many days
    Reach(ReachCommand),
    /// Plan for every day of a year and tell on which days the best way changes
    Sweep(SweepCommand),
    /// Check a certificate that `cut`, `flow` or `upgrade` wrote: what does it prove, and is it about this network and answer?
    Verify(VerifyCommand),
    /// Say how much can pass from here to there, what stops more, and what widening it would gain
    Cut(CutCommand),
    /// Send what is demanded over the network at least cost: what arrives, what stops the rest, what a limit is worth
    Flow(FlowCommand),
    /// Say what the loss of each link, transfer or place would cost, worst first
    Critical(CriticalCommand),
    /// Choose the projects that help most, for so much money or so many, and say what each does
    Upgrade(UpgradeCommand),
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
    #[arg(long, default_value = "time", value_name = "time|cost|distance|co2|generalised")]
    pub by: Objective,
    /// Up to N ways that differ by corridor [default: 3]
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "3", value_parser = clap::value_parser!(u8).range(1..=20))]
    pub alternatives: Option<u8>,
    /// Pass this place, line, border, strait, country, mode or admission regime; repeat in order
    #[arg(long, value_name = "P")]
    pub via: Vec<String>,
    /// Do not pass this place, line, border, strait, country, mode or admission regime; may repeat
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
    /// What moves and how
    #[command(flatten)]
    pub terms: Terms,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
    /// Without icebreakers: ice in which the ship would need one is refused, or slow
    #[arg(long)]
    pub unescorted: bool,
    /// Say which facts stand against any way, or a better one, or one that passes X: a place, line,
    /// strait, country, mode or admission regime such as `nsr`; put it last
    #[arg(long, value_name = "X", num_args = 0..=2)]
    pub why_not: Option<Vec<String>>,
    /// Say on what the Nth way rests: why each leg is allowed, what each number comes from
    #[arg(long, value_name = "N")]
    pub explain: Option<usize>,
    /// The N best ways that do not take the same links all along; with --pareto: how many ways to show [default: 12]
    #[arg(short = 'k', value_name = "N", conflicts_with = "alternatives", value_parser = clap::value_parser!(u8).range(1..=100))]
    pub k: Option<u8>,
    /// All ways that no other beats in every criterion: `time`, `cost`, `distance`, `borders`, `gauge-breaks`, `transfers`,
    /// `risk`, `co2` [default: time,cost,borders]
    #[arg(long, value_name = "CRITERIA", num_args = 0..=1, value_delimiter = ',', default_missing_values = ["time", "cost", "borders"], conflicts_with_all = ["alternatives", "by"])]
    pub pareto: Option<Vec<Criterion>>,
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

/// Form of an answer that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For people
    Text,
    /// For programs, whole: `landbridge/COMMAND/1`
    Json,
    /// A row for each thing told of: a leg, limit, loss, project
    Csv,
    /// A feature for each of them that lies somewhere
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
    /// Write the answer to this file instead of stdout
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Fail from this severity on
    #[arg(long, value_enum, default_value_t = FailOn::Error)]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub laws: LawArguments,
}

/// Form of a check's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    Text,
    /// landbridge/check/1
    Json,
    /// JSON lines: one for each problem, then one that sums up
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// XML for test reports: a suite for each network, a case for each rule
    Junit,
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
    /// Write nothing; exit with 1 if the folder is not what would be written, and name the files
    #[arg(long, conflicts_with = "watch")]
    pub check: bool,
    /// Show the site at an address of this machine, and build it again when the network or a template changes
    #[arg(long)]
    pub watch: bool,
    /// Port of that address [default: 4600, or a free one if that is taken]
    #[arg(long, value_name = "PORT", requires = "watch")]
    pub port: Option<u16>,
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
    /// `landbridge/COMMAND/1`; of `sources --uncited` `landbridge/uncited/1`
    Json,
    /// A row for each entry
    Csv,
}

/// Arguments of `supply`.
#[derive(Debug, Args)]
pub struct SupplyCommand {
    /// The place to supply
    pub to: String,
    /// What is to be supplied, and from which country it is: gas, power, crude@RU
    #[arg(long, default_value = "gas", value_name = "C[@COUNTRY]")]
    pub cargo: String,
    /// Only from this source; may repeat [default: fields, plants, and where demands of the cargo start]
    #[arg(long, value_name = "P")]
    pub from: Vec<String>,
    /// Day of departure [default: the network's as-of date]
    #[arg(long, value_name = "DATE")]
    pub depart: Option<Day>,
    /// The ship that sails [default: the cargo's usual one]
    #[arg(long, value_name = "V")]
    pub vessel: Option<String>,
    /// Do not pass this place, line, border, strait or country; may repeat
    #[arg(long, value_name = "X")]
    pub avoid: Vec<String>,
    /// Under this scenario of the network
    #[arg(long, value_name = "S")]
    pub scenario: Option<String>,
    /// Lift this restriction for analysis; the answer says so everywhere; may repeat
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
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

/// What moves, how, and under which rules.
#[derive(Debug, Default, Args)]
pub struct Terms {
    /// Only by these modes, joined by commas: `rail`, `road`, `sea`, `inland_water`, `pipeline`, `power`
    #[arg(long = "mode", value_delimiter = ',', value_name = "M,..")]
    pub modes: Vec<Mode>,
    /// The ship that sails [default: the network's]; between two ports, by sea only unless --mode says otherwise
    #[arg(long, value_name = "V")]
    pub vessel: Option<String>,
    /// What moves, and from which country it is: container, coal@RU [default: the network's]
    #[arg(long, value_name = "C[@COUNTRY]")]
    pub cargo: Option<String>,
    /// Lift this restriction for analysis; the answer says so everywhere; may repeat
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
}

impl Terms {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.modes.is_empty() && self.vessel.is_none() && self.cargo.is_none() && self.allow.is_empty()
    }
}
