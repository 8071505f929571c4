//! LB1008: does every entry of `checks` speak of something?

use crate::check::levels::{LevelUse, names_rules};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;

rule! {
    /// An entry of `checks` changes the level of a rule that finds nothing there: what it was written for was mended or
    /// renamed. Left in place it would hide the next mistake of the kind.
    ///
    /// ```yaml
    /// checks:
    ///   - rule: LB0504
    ///     level: allow
    ///     at: lanes.nsr-*
    ///     reason: The port at the end is not modelled
    /// ```
    ///
    /// Remove the entry, or correct its `rule` or `at`. This rule itself cannot be changed.
    "LB1008", Warning, "level of a rule that finds nothing there", Levels
}

fn check(uses: &[LevelUse<'_>], out: &mut Vec<Diagnostic>) {
    for LevelUse { entry, .. } in uses.iter().filter(|of_entry| of_entry.matched == 0) {
        // What is no rule is LB1009's.
        if !names_rules(&entry.rule) {
            continue;
        }
        let place = entry.at.as_ref().map_or(String::new(), |at| format!(" at `{at}`"));
        out.push(
            RULE.found(format!("nothing{place} breaks {}, so this entry changes nothing", entry.rule))
                .at(Node::item(entry.file, "checks", entry.index).value())
                .help("remove the entry, or correct its `rule` or `at`"),
        );
    }
}
