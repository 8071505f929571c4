//! LB1301: is every gauge one that railways have?

use crate::check::rule::rule;
use crate::diagnostics::{Diagnostic, Location};
use crate::inventory::Node;
use crate::model::{Network, TransferKind};
use crate::units::Gauge;

rule! {
    /// A gauge is none of those in use anywhere. A digit slipped, and the line joins nothing without a change of gauge.
    ///
    /// ```yaml
    /// lines:
    ///   baranovsky-khasan: {mode: rail, gauge: 1502 mm}     # 1520
    /// ```
    ///
    /// Correct it. Known: 381, 508, 600, 610, 750, 760, 762, 891, 900, 914, 950, 1000, 1050, 1067, 1372, 1435, 1495, 1520,
    /// 1524, 1600, 1668, 1676 mm.
    "LB1301", Warning, "gauge that no railway has"
}

const KNOWN: [u16; 22] = [
    381, 508, 600, 610, 750, 760, 762, 891, 900, 914, 950, 1000, 1050, 1067, 1372, 1435, 1495, 1520, 1524, 1600, 1668,
    1676,
];

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let mut look = |of: String, gauges: &[Gauge], at: &dyn Fn(usize) -> Location| {
        for (index, gauge) in gauges.iter().enumerate() {
            let millimetres = gauge.millimetres();
            if KNOWN.contains(&millimetres) {
                continue;
            }
            let near = KNOWN.into_iter().min_by_key(|known| known.abs_diff(millimetres)).unwrap_or(1435);
            out.push(
                RULE.found(format!("{of} has a gauge of {gauge}, which no railway has"))
                    .at(at(index))
                    .help(format!("correct it; the nearest in use is {near} mm")),
            );
        }
    };
    for line in network.lines.values() {
        let strange = line
            .sections
            .iter()
            .copied()
            .find(|id| network.sections[*id].gauges.iter().any(|gauge| !KNOWN.contains(&gauge.millimetres())));
        let Some(id) = strange else { continue };
        let gauges = &network.sections[id].gauges;
        let node = Node::entry(line.file, "lines", &line.id).key("gauge");
        let everywhere = line.sections.iter().all(|other| network.sections[*other].gauges == *gauges);
        look(format!("rail `{}`", line.id), gauges, &|index| match (everywhere, gauges.len()) {
            (true, 1) => node.value(),
            (true, _) => node.index(index).value(),
            (false, _) => Node::end_of(network, id).name(),
        });
    }
    for train in network.trains.values() {
        let node = Node::entry(train.file, "trains", &train.id).key("gauge");
        look(format!("train `{}`", train.id), &[train.gauge], &|_| node.value());
    }
    for transfer in network.transfers.values() {
        let TransferKind::GaugeChange { gauges, .. } = &transfer.kind else { continue };
        let node = Node::entry(transfer.file, "transfers", &transfer.id).key("gauges");
        look(format!("transfer `{}`", transfer.id), gauges, &|index| node.index(index).value());
    }
}
