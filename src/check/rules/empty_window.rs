//! LB0403: does every period end after it begins?

use crate::calendar::Window;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, HistoryEntry, Node};
use crate::model::{Change, Network};

rule! {
    /// A period ends before or when it begins, so no day lies in it. This looks at states, dated figures, restrictions
    /// with their exceptions, admission tables and the changes of scenarios.
    ///
    /// ```yaml
    /// status:
    ///   - {from: 2022-11, until: 2020-02, state: suspended}
    /// ```
    ///
    /// Exchange the two dates, or correct the one that is wrong. `until` is the first day on which it holds no longer;
    /// a month or a year stands for its first day, so one whole year is `{from: 2020, until: 2021}`.
    "LB0403", Error, "period that ends before it begins", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let mut look = |node: &Node, window: &Window, of: String| {
        let (true, Some(from), Some(until)) = (window.is_empty(), window.from, window.until) else { return };
        out.push(
            RULE.found(format!("{of} ends on {until}, but begins on {from}"))
                .at(node.key("until").value())
                .also(node.key("from").value(), "begins here")
                .help("`until` is the first day after the period: write a later date"),
        );
    };
    for entry in entries {
        let name = format!("{} `{}`", entry.kind(), entry.id);
        for HistoryEntry { node, history, .. } in &entry.histories {
            for (index, spell) in history.spells.iter().enumerate() {
                look(&node.index(index), &spell.window, format!("state {} of {name}", spell.state.label()));
            }
        }
        for figure in &entry.figures {
            for period in figure.periods.iter().filter(|period| period.figure.is_some()) {
                look(&period.node, &period.window, format!("a {} of {name}", figure.key));
            }
        }
    }
    for set in network.admissions.values() {
        look(&Node::entry(set.file, "admissions", &set.id), &set.window, format!("admission table `{}`", set.id));
    }
    for rule in network.restrictions.values() {
        let node = Node::entry(rule.file, "restrictions", &rule.id);
        look(&node, &rule.window, format!("restriction `{}`", rule.id));
        for (index, exception) in rule.exceptions.iter().enumerate() {
            let node = node.key("exceptions").index(index);
            look(&node, &exception.window, format!("an exception of restriction `{}`", rule.id));
        }
    }
    for scenario in network.scenarios.values() {
        let changes = Node::entry(scenario.file, "scenarios", &scenario.id).key("changes");
        for (index, change) in scenario.changes.iter().enumerate() {
            let dated = match change {
                Change::Open(subject, window) | Change::Close(subject, window) => {
                    Some((network.subject_id(*subject), window))
                }
                Change::Widen(widened, _, window) => Some((network.capacitated_id(*widened), window)),
                Change::Lift(_) | Change::Ice(_) => None,
            };
            if let Some((name, window)) = dated {
                look(&changes.index(index), window, format!("the change of `{name}` in scenario `{}`", scenario.id));
            }
        }
    }
}
