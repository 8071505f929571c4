//! `landbridge schema`: what may stand in a network file, for editors.

use super::plan::to_json;
use super::{Exit, Failure, exit_codes, print};
use crate::load::schema;

/// Prints the schema.
pub fn run() -> Result<Exit, Failure> {
    print::answer(&(to_json(&schema())? + "\n"))?;
    Ok(exit_codes::DONE)
}
