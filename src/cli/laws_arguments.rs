//! The command line of laws.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::load::FAILURES_FOLDER;

/// Arguments of `check` that are about laws.
#[derive(Debug, Args)]
#[command(next_help_heading = "Laws: random questions whose answers must fit each other")]
pub struct LawArguments {
    /// Try all laws too; so do the other options here
    #[arg(long)]
    pub laws: bool,
    /// Try this law only; may repeat
    #[arg(long, value_name = "LAW")]
    pub law: Vec<String>,
    /// How many cases in all, shared among the laws [default: 200; with --time-budget as many as fit]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub cases: Option<u32>,
    /// What the cases are drawn by
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// Start no case after so long: 20s, 5m
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub time_budget: Option<Duration>,
    /// Where counterexamples are kept; those there are tried first
    #[arg(long, value_name = "DIR", default_value = FAILURES_FOLDER)]
    pub failures: PathBuf,
    /// List the laws and end
    #[arg(long)]
    pub list_laws: bool,
}

impl LawArguments {
    /// Whether laws are tried.
    pub fn are_wanted(&self) -> bool {
        self.laws || !self.law.is_empty() || self.cases.is_some() || self.time_budget.is_some()
    }
}

/// Reads `20s`, `5m` or `500ms`.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|character: char| !character.is_ascii_digit());
    let number: Option<u64> = digits.parse().ok();
    let duration = number.and_then(|number| match &text[digits.len()..] {
        "ms" => Some(Duration::from_millis(number)),
        "s" => Some(Duration::from_secs(number)),
        "m" => number.checked_mul(60).map(Duration::from_secs),
        _ => None,
    });
    duration.filter(|duration| !duration.is_zero()).ok_or_else(|| "write it like `20s`, `5m` or `500ms`".into())
}
