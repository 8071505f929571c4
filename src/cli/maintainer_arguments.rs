//! The command line of what those who keep a network use: `fmt`.

use std::path::PathBuf;

use clap::Args;

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
