//! Is the definition sound?
//!
//! What `load` lets through can still be wrong: a section shorter than the geodesic, a break of gauge that nobody can
//! pass, a rule without a legal basis. [`check`] runs every rule of [`RULES`] over a network; each rule is one file in
//! [`rules`], and its doc comment is also what `landbridge explain` prints.
//!
//! Rules read the model, not the text. They name places by their path in the YAML; `load::resolve_spans` finds them.

mod expected;
mod lengths;
mod plausible;
mod rule;
pub mod rules;
mod spells;

pub use expected::Expected;
pub use rule::{Look, Rule};
pub use rules::RULES;

use crate::diagnostics::{CodeInfo, Diagnostic};
use crate::model::Network;
use crate::parallel;

/// All that the rules find, in the order of [`RULES`] and within a rule in the order of ids.
///
/// Places are given by path: hand the result to `load::resolve_spans` with the files that the network was read from,
/// then to [`sort_by_place`](crate::diagnostics::sort_by_place).
pub fn check(network: &Network) -> Vec<Diagnostic> {
    check_at(network, None)
}

/// As [`check`], of a network that the command line names by `--network`: the commands in its notes then name it too.
pub fn check_at(network: &Network, network_argument: Option<&str>) -> Vec<Diagnostic> {
    let expected = Expected::new(network, network_argument);
    let found = parallel::map(RULES, |rule| {
        let mut out = Vec::new();
        match rule.look {
            Look::Network(look) => look(network, &mut out),
            Look::Expectations(look) => look(&expected, &mut out),
        }
        out
    });
    found.into_iter().flatten().collect()
}

/// What `landbridge explain` says of the rules.
pub fn code_infos() -> Vec<CodeInfo> {
    RULES.iter().map(Rule::info).collect()
}
