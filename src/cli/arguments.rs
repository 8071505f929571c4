//! The command line. Others script against it: options may be added, never renamed.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::calendar::Day;
use crate::model::{Mode, Objective};
use crate::route::Criterion;

const AFTER_HELP: &str = "Examples:
  landbridge plan busan duisburg --depart 2026-03-01
  landbridge plan rotterdam yokohama --vessel arc4 --depart 2026-09-01
  landbridge plan seoul pyongyang --depart 2024-11-01
  landbridge plan busan duisburg --pareto time,cost,borders
  landbridge check my-network.yaml
  landbridge cut taishet vladivostok,nakhodka --cargo coal
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
    /// Write the report site
    Site(SiteCommand),
    /// Explain a code such as LB0104
    Explain(ExplainCommand),
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
    /// Check a certificate that `cut` or `flow` wrote: what does it prove, and is it about this network and answer?
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
    #[arg(long, value_name = "SHARE", default_value = "0.000000001")]
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
    #[arg(short = 'k', long = "most", value_name = "N")]
    pub most: Option<usize>,
    /// At most so many dollars for all of them
    #[arg(long, value_name = "USD")]
    pub budget: Option<u64>,
    /// Stop after so many sets of projects, with the best found and how far it may be from the best there is
    #[arg(long, value_name = "N", default_value_t = 2000)]
    pub runs: usize,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    pub format: TableFormat,
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
