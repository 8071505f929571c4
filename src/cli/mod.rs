//! The program: one file per command. Answers go to stdout, everything else to stderr.

mod arguments;
mod capacity_arguments;
mod certificate;
mod check;
mod compare;
mod compare_text;
mod congestion;
mod critical;
mod critical_text;
mod cut;
mod cut_text;
mod demand_table;
mod diff;
mod diff_markdown;
mod diff_text;
mod exit_codes;
mod explain;
mod fact_text;
mod flow;
mod flow_csv;
mod flow_text;
mod fmt;
mod init;
mod laws;
mod laws_arguments;
mod layout;
mod maintainer_arguments;
mod many;
mod many_arguments;
mod matrix;
mod matrix_text;
mod network;
mod plan;
mod plan_csv;
mod plan_text;
mod print;
mod progress;
mod reach;
mod reach_text;
mod replace_file;
mod revision;
mod samples_text;
mod schema;
mod site;
mod sources;
mod supply;
mod sweep;
mod sweep_text;
mod terms;
mod upgrade;
mod upgrade_text;
mod verify;
mod watershed;
mod whole_file;
mod why_not_text;

use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Command};
pub use exit_codes::Exit;

/// Why a command did not come to an answer; told on stderr.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    message: String,
}

impl Failure {
    fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into() }
    }

    fn usage(message: impl std::fmt::Display) -> Self {
        Self::new(exit_codes::USAGE, format!("error: {}", print::plain(&message.to_string())))
    }
}

/// Reads the arguments and does what they ask.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.apply();
    if let Some(threads) = arguments.threads {
        // The pool can be built once only, and nothing ran before.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.get()).build_global();
    }
    let outcome = match &arguments.command {
        Command::Plan(command) => plan::run(command, &arguments),
        Command::Check(command) => check::run(command, &arguments),
        Command::Fmt(command) => fmt::run(command, &arguments),
        Command::Diff(command) => diff::run(command, &arguments),
        Command::Init(command) => init::run(command),
        Command::Site(command) => site::run(command, &arguments),
        Command::Explain(command) => explain::run(command),
        Command::Schema => schema::run(),
        Command::Sources(command) => sources::run(command, &arguments),
        Command::Compare(command) => compare::run(command, &arguments),
        Command::Supply(command) => supply::run(command, &arguments),
        Command::Watershed(command) => watershed::run(command, &arguments),
        Command::Matrix(command) => matrix::run(command, &arguments),
        Command::Reach(command) => reach::run(command, &arguments),
        Command::Sweep(command) => sweep::run(command, &arguments),
        Command::Verify(command) => verify::run(command, &arguments),
        Command::Cut(command) => cut::run(command, &arguments),
        Command::Flow(command) => flow::run(command, &arguments),
        Command::Critical(command) => critical::run(command, &arguments),
        Command::Upgrade(command) => upgrade::run(command, &arguments),
    };
    outcome
        .unwrap_or_else(|failure| {
            anstream::eprintln!("{}", failure.message.trim_end());
            failure.exit
        })
        .into()
}
