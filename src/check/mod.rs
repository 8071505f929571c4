//! Is the definition sound?
//!
//! What `load` lets through can still be wrong: a section shorter than the geodesic, a break of gauge that nobody can
//! pass, a rule without a legal basis. [`check`] runs every rule of [`RULES`] over a network; each rule is one file in
//! [`rules`], and its doc comment is also what `landbridge explain` prints.
//!
//! Rules read the model, not the text. They name places by their path in the YAML; `load::resolve_spans` finds them.

mod lengths;
mod plausible;
mod rule;
pub mod rules;
mod spells;

pub use rule::Rule;
pub use rules::RULES;

use crate::diagnostics::{CodeInfo, Diagnostic};
use crate::model::Network;
use crate::parallel;

/// All that the rules find, in the order of [`RULES`] and within a rule in the order of ids.
///
/// Places are given by path: hand the result to `load::resolve_spans` with the files that the network was read from,
/// then to [`sort_by_place`](crate::diagnostics::sort_by_place).
pub fn check(network: &Network) -> Vec<Diagnostic> {
    let found = parallel::map(RULES, |rule| {
        let mut out = Vec::new();
        (rule.check)(network, &mut out);
        out
    });
    found.into_iter().flatten().collect()
}

/// What `landbridge explain` says of the rules.
pub fn code_infos() -> Vec<CodeInfo> {
    RULES.iter().map(Rule::info).collect()
}
