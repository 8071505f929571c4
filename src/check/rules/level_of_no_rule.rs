//! LB1009: is every entry of `checks` about a rule?

use crate::check::levels::{judged_codes, names_rules};
use crate::check::rule::rule;
use crate::diagnostics::{Diagnostic, closest};
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// An entry of `checks` names a code that no rule has. Only rules can be given another level: a file that cannot be read
    /// (LB00 to LB02) leaves nothing to check, and codes of answers (LB9) are no findings. Nor can the rules about `checks`
    /// themselves.
    ///
    /// ```yaml
    /// checks:
    ///   - rule: LB0105                # an unknown key
    ///     level: warn
    ///     reason: We use keys of our own
    /// ```
    ///
    /// `landbridge explain` lists all codes. The beginning of a code means a family: `LB05`.
    "LB1009", Error, "level of what is no rule"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for entry in network.checks.iter().filter(|entry| !names_rules(&entry.rule)) {
        let help = match closest(&entry.rule, judged_codes()) {
            Some(alike) => format!("did you mean `{alike}`? `landbridge explain` lists all codes"),
            None => "write a code such as `LB0504`, or a family such as `LB05`; `landbridge explain` lists them".into(),
        };
        out.push(
            RULE.found(format!("no rule has the code `{}`", entry.rule))
                .at(Node::item(entry.file, "checks", entry.index).key("rule").value())
                .help(help),
        );
    }
}
