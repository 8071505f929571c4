//! LB1502: does a dollar buy so much?

use crate::check::plausible::{Usual, outside};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Entry;
use crate::model::Network;

rule! {
    /// An exchange rate is far from any since the year 2000. Most often it is upside down: dollars for a rouble instead
    /// of roubles for a dollar.
    ///
    /// ```yaml
    /// exchange_rates:
    ///   rub: {currency: RUB, per_usd: 0.0108 RUB/USD}     # 92.6
    /// ```
    ///
    /// Write how much of the currency one dollar bought. The limits are ours, and wide.
    "LB1502", Warning, "exchange rate upside down", Entries
}

const OF: &[&str] = &["exchange rate"];

const USUAL: &[Usual] = &[
    Usual { of: OF, key: "per_usd", unit: "RUB/USD", from: 20.0, to: 200.0 },
    Usual { of: OF, key: "per_usd", unit: "CNY/USD", from: 4.0, to: 12.0 },
    Usual { of: OF, key: "per_usd", unit: "EUR/USD", from: 0.5, to: 1.3 },
    Usual { of: OF, key: "per_usd", unit: "KRW/USD", from: 600.0, to: 2500.0 },
    Usual { of: OF, key: "per_usd", unit: "JPY/USD", from: 60.0, to: 250.0 },
];

fn check(_: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    outside(entries, &RULE, USUAL, out);
}
