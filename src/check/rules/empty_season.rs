//! LB0405: does every season have a day?

use crate::calendar::Season;
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, Node};
use crate::model::Network;

rule! {
    /// A season ends on the day on which it begins. Seasons are closed-open, so no day of any year lies in it, and what
    /// it says never holds.
    ///
    /// ```yaml
    /// season: {from: 07-01, until: 07-01}     # the whole of July is until 08-01
    /// ```
    ///
    /// Correct one of the two days. What holds all year has no `season`.
    "LB0405", Error, "season without a day", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let mut look = |season: Option<Season>, node: &Node, of: &str| {
        if let Some(season) = season.filter(|season| season.from == season.until) {
            out.push(
                RULE.found(format!("a season of {of} begins and ends on {}", season.from))
                    .at(node.key("until").value())
                    .help("correct one of the two days, or leave the season out if it is all year"),
            );
        }
    };
    for entry in entries {
        let of = format!("{} `{}`", entry.kind(), entry.id);
        for figure in &entry.figures {
            for period in &figure.periods {
                let node = &period.node;
                // The season of a port's ice is the fact itself; that of a figure stands beside it.
                let node = if figure.key == "ice_season" { node.clone() } else { node.key("season") };
                look(period.season, &node, &of);
            }
        }
    }
    for set in network.admissions.values() {
        let node = Node::entry(set.file, "admissions", &set.id).key("rules");
        for (index, rule) in set.rules.iter().enumerate() {
            look(rule.season, &node.index(index).key("season"), &format!("admission table `{}`", set.id));
        }
    }
    for tariff in network.escort_tariffs.values() {
        let node = Node::entry(tariff.file, "escort_tariffs", &tariff.id).key("rates");
        for (index, row) in tariff.rates.iter().enumerate() {
            look(row.season, &node.index(index).key("season"), &format!("escort tariff `{}`", tariff.id));
        }
    }
}
