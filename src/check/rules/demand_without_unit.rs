//! LB1602: can what is wanted be counted in units of its cargo?

use crate::capacity::{Period, units_wanted};
use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{CargoId, Network};

rule! {
    /// The quantity of a demand or supply is in a unit that cannot be turned into units of its cargo: containers a year
    /// of coal, billion cubic metres of boxes. The flow cannot be computed.
    ///
    /// ```yaml
    /// cargoes:
    ///   coal: {name: Coal, unit: t, commodities: [coal]}
    /// demands:
    ///   kuzbass: {from: novosibirsk, to: vostochny, cargo: coal, quantity: 25000 TEU/yr}     # Mt/yr
    /// ```
    ///
    /// Write it in a unit of the cargo, name another cargo, or give the cargo its `mass` or `density`. Trains and vehicles a
    /// day are a warning: that is how such traffic is published, but nobody says what is on them.
    "LB1602", Error, "quantity in a unit of another cargo", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    let period = Period::AsOn(network.meta.as_of);
    let wrong = |cargo: CargoId, quantities: &crate::model::Dated<crate::units::Capacity>| {
        quantities.periods().iter().position(|one| units_wanted(network, cargo, one.figure.typ, period).is_err())
    };
    for entry in entries {
        let (cargo, found) = match entry.key {
            EntryKey::Demand(id) => {
                let demand = &network.demands[id];
                (demand.cargo.0, wrong(demand.cargo.0, &demand.quantity))
            }
            EntryKey::Supply(id) => {
                let supply = &network.supplies[id];
                (supply.cargo.0, wrong(supply.cargo.0, &supply.quantity))
            }
            _ => continue,
        };
        let figure = entry.figures.iter().find(|figure| figure.key == "quantity");
        let Some(period) = found.zip(figure).and_then(|(index, figure)| figure.periods.get(index)) else { continue };
        let cargo = &network.cargoes[cargo];
        let unit = period.figure.map(|number| number.unit().into_owned()).unwrap_or_default();
        let (kind, id, counted) = (entry.kind(), entry.id, cargo.unit.symbol());
        let message = format!("{kind} `{id}` is in {unit}, but `{}` is counted in {counted}", cargo.id);
        let found = if unit.ends_with("/day") { RULE.warned(message) } else { RULE.found(message) };
        out.push(
            found
                .at(period.typical(entry.provenance))
                .help("write it in a unit of the cargo, or give the cargo its `mass` or `density`"),
        );
    }
}
