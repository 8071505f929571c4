//! The command line of what those who keep a network use: `fmt`, `diff`, `init`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `fmt`.
#[derive(Debug, Args)]
pub struct FmtCommand {
    /// Files and folders to format [default: --network]
    pub paths: Vec<PathBuf>,
    /// Write nothing; print what would change as a unified diff, and exit with 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// Print the formatted text of one file, and leave the file as it is
    #[arg(long, conflicts_with = "check")]
    pub stdout: bool,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub struct DiffCommand {
    /// The old network: a file or folder, or a git revision, `REV` (the network at --network in it) or `REV:PATH`
    pub old: String,
    /// The new one, likewise
    pub new: String,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    pub format: DiffFormat,
}

/// Form of a comparison's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people
    Text,
    /// `landbridge/diff/1`
    Json,
    /// For a comment on a pull request
    Markdown,
}

/// Arguments of `init`.
#[derive(Debug, Args)]
pub struct InitCommand {
    /// The folder to start it in, made if it is not there
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// What the network is called
    #[arg(long, value_name = "T", default_value = "Ussuriysk to Rajin")]
    pub title: String,
}
