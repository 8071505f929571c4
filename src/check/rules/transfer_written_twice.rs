//! LB0513: is one transfer written twice?

use std::collections::BTreeMap;

use crate::check::rule::rule;
use crate::check::spells::used_at_once;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Network, PlaceId, Transfer, TransferKind};

rule! {
    /// Two transfers at one place make the same change, for the same commodities and at the same time, and neither has a
    /// capacity or a name that would tell them apart. Every way through the place is found twice, and twice as much can
    /// pass.
    ///
    /// ```yaml
    /// transfers:
    ///   khasan-border: {at: khasan, kind: border, countries: [RU, KP], time: 30 h}
    ///   tumangang-border: {at: khasan, kind: border, countries: [KP, RU], time: 24 h}     # at: tumangang
    /// ```
    ///
    /// Keep one, move one to where it belongs, or end the older with `until`. Piers of a port have names, capacities or
    /// commodities of their own.
    "LB0513", Warning, "transfer that is written twice"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut by_place: BTreeMap<PlaceId, Vec<&Transfer>> = BTreeMap::new();
    for transfer in network.transfers.values() {
        let here = by_place.entry(transfer.at).or_default();
        if let Some(twin) = here.iter().find(|twin| are_alike(twin, transfer)) {
            let message = format!(
                "`{}` makes the same change at {} as `{}`",
                transfer.id, network.places[transfer.at].id, twin.id
            );
            out.push(
                RULE.found(message)
                    .at(Node::entry(transfer.file, "transfers", &transfer.id).name())
                    .also(Node::entry(twin.file, "transfers", &twin.id).name(), "the other")
                    .help("keep one of them, move one, or end the older with `until`"),
            );
        }
        here.push(transfer);
    }
}

fn are_alike(one: &Transfer, other: &Transfer) -> bool {
    let told_apart = |transfer: &Transfer| transfer.capacity.is_some() || transfer.name.is_some();
    change(&one.kind) == change(&other.kind)
        && one.commodities == other.commodities
        && one.commodities_not == other.commodities_not
        && !(told_apart(one) && told_apart(other))
        && used_at_once(&one.status, &other.status)
}

/// A change whichever way its pair is written.
fn change(kind: &TransferKind) -> TransferKind {
    let mut change = kind.clone();
    match &mut change {
        TransferKind::Border { countries, modes } => {
            countries.sort_unstable();
            modes.sort_unstable();
        }
        TransferKind::Converter { countries } => countries.sort_unstable(),
        TransferKind::GaugeChange { gauges, .. } => gauges.sort_unstable(),
        TransferKind::ModeChange { modes } => modes.sort_unstable(),
        TransferKind::Port { land } => land.sort_unstable(),
        TransferKind::Liquefaction | TransferKind::Regasification => {}
    }
    change
}
