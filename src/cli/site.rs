//! `landbridge site`: writes the report site.

use super::arguments::{Arguments, SiteCommand};
use super::{Exit, Failure, exit_codes};

/// Builds the site and says what to open.
pub fn run(_: &SiteCommand, _: &Arguments) -> Result<Exit, Failure> {
    Err(Failure::new(exit_codes::FAILED, "error: not built yet"))
}
