//! LB1606: does a store fill within a season?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Dated, Network, Storage};
use crate::units::{AmountUnit, Capacity, CapacityUnit};

rule! {
    /// A store would take more than three years to fill or to empty at the speed that is given, or less than an hour.
    /// Usually the amount and the speed are in different thousands.
    ///
    /// ```yaml
    /// storages:
    ///   vostochny-yard: {at: vostochny, amount: 600 Mt, filling: 40 Mt/yr}     # 600000 t
    /// ```
    ///
    /// Correct whichever is wrong.
    "LB1606", Warning, "store that takes years to fill"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for store in network.storages.values() {
        let speeds = [("filling", &store.filling), ("emptying", &store.emptying)];
        let found = speeds.into_iter().find_map(|(key, speed)| {
            let days = days(network, store, speed.as_ref()?)?;
            (!(1.0 / 24.0..=3.0 * 365.0).contains(&days)).then_some((key, days))
        });
        let Some((key, days)) = found else { continue };
        let node = Node::entry(store.file, "storages", &store.id);
        out.push(
            RULE.found(format!("{key} the store `{}` takes {}", store.id, for_people(days)))
                .at(node.key("amount").value())
                .also(node.key(key).value(), "at this speed")
                .help("correct the amount or the speed"),
        );
    }
}

fn for_people(days: f64) -> String {
    if days < 1.0 { format!("{:.0} min", days * 1440.0) } else { format!("{:.1} years", days / 365.0) }
}

/// How many days the whole store takes; none where the two count different things.
#[allow(clippy::cast_precision_loss)]
fn days(network: &Network, store: &Storage, speed: &Dated<Capacity>) -> Option<f64> {
    let amount = store.amount.on(network.meta.as_of).figure.typ;
    let speed = speed.on(network.meta.as_of).figure.typ;
    let a_day = speed.micro() as f64;
    let a_day = match (amount.unit(), speed.unit()) {
        (AmountUnit::Tonne, CapacityUnit::MegatonnesPerYear)
        | (AmountUnit::ThousandCubicMetres, CapacityUnit::BcmPerYear) => a_day * 1e6 / 365.0,
        (AmountUnit::Teu, CapacityUnit::TeuPerYear) => a_day / 365.0,
        (AmountUnit::MegawattHour, CapacityUnit::Megawatts) => a_day * 24.0,
        _ => return None,
    };
    (a_day > 0.0).then(|| amount.micro() as f64 / a_day)
}
