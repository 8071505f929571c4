//! LB0509: is a transfer open for as long as its day says?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;

rule! {
    /// A transfer is open for less than two hours of the day, or its hours begin and end at one time, which means that
    /// it is open round the clock. Usually the closing hour lost a digit, or twelve-hour times were copied: `08:00-08:00`
    /// for eight in the morning to eight in the evening.
    ///
    /// ```yaml
    /// transfers:
    ///   kraskino-border: {opening_hours: 09:00-09:00}     # 09:00-21:00
    /// ```
    ///
    /// Correct the hours; leave them out if it never closes. `00:00-24:00` says so too.
    "LB0509", Warning, "opening hours that are hardly any, or all"
}

const DAY: u32 = 1440;
const SHORTEST: u32 = 120;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for transfer in network.transfers.values() {
        let Some(hours) = transfer.opening_hours else { continue };
        let (from, until) = (hours.from.get(), hours.until.get());
        let open = (until + DAY - from) % DAY;
        let why = match open {
            0 if until == DAY && from == 0 => continue,
            0 => "begin and end at one time, which is round the clock".to_string(),
            1..SHORTEST => format!("leave it open for {open} min a day"),
            _ => continue,
        };
        out.push(
            RULE.found(format!("the opening hours of `{}` {why}", transfer.id))
                .at(Node::entry(transfer.file, "transfers", &transfer.id).key("opening_hours").value())
                .help("correct the hours, or leave them out if it never closes"),
        );
    }
}
