//! Is the definition sound?
//!
//! What `load` lets through can still be wrong: a section shorter than the geodesic, a break of gauge that nobody can
//! pass, a rule without a legal basis. [`check`] runs every rule of [`RULES`] over a network; each rule is one file in
//! [`rules`], and its doc comment is also what `landbridge explain` prints.
//!
//! Rules read the model, not the text. They name places by their path in the YAML; `load::resolve_spans` finds them.

mod expected;
mod lengths;
mod levels;
mod on_land;
mod plausible;
mod rule;
pub mod rules;
mod spells;

pub use expected::Expected;
pub use levels::LevelUse;
pub use rule::{Look, Rule};
pub use rules::RULES;

use crate::diagnostics::{CodeInfo, Diagnostic};
use crate::inventory::entries;
use crate::model::Network;
use crate::parallel;

/// All that the rules find, in the order of [`RULES`] and within a rule in the order of ids.
///
/// Places are given by path: hand the result to `load::resolve_spans` with the files that the network was read from,
/// then to [`sort_by_place`](crate::diagnostics::sort_by_place).
pub fn check(network: &Network) -> Vec<Diagnostic> {
    check_at(network, None).found
}

/// What the rules found, and what the network's `checks` made of it.
#[derive(Debug)]
pub struct Checked<'n> {
    /// What is to be reported, as bad as the network wants it.
    pub found: Vec<Diagnostic>,
    /// The entries of `checks`, each with how many findings it speaks of and how many of them are not reported.
    pub levels: Vec<LevelUse<'n>>,
}

/// As [`check`], of a network that the command line names by `--network`: the commands in its notes then name it too.
pub fn check_at<'n>(network: &'n Network, network_argument: Option<&'n str>) -> Checked<'n> {
    let expected = Expected::new(network, network_argument);
    let listed = entries(network);
    let found = parallel::map(RULES, |rule| {
        let mut out = Vec::new();
        match rule.look {
            Look::Network(look) => look(network, &mut out),
            Look::Entries(look) => look(network, &listed, &mut out),
            Look::Expectations(look) => look(&expected, &mut out),
            Look::Levels(_) => {}
        }
        out
    });
    let mut found: Vec<Diagnostic> = found.into_iter().flatten().collect();
    // What is wrong with `checks` itself cannot be suppressed by it.
    let about_checks = |finding: &Diagnostic| finding.code == rules::level_of_no_rule::RULE.code;
    let mut fixed: Vec<Diagnostic> = found.extract_if(.., |finding| about_checks(finding)).collect();
    let levels = levels::apply(network, &mut found);
    for rule in RULES {
        if let Look::Levels(look) = rule.look {
            look(&levels, &mut fixed);
        }
    }
    found.append(&mut fixed);
    Checked { found, levels }
}

/// What `landbridge explain` says of the rules.
pub fn code_infos() -> Vec<CodeInfo> {
    RULES.iter().map(Rule::info).collect()
}
