//! LB0507: is there a cargo that each pipeline, power line and special terminal takes?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Cargo, Mode, Network};

rule! {
    /// A pipeline or a power line names no `commodities`, or a line or a transfer names only such as no cargo of the
    /// network is. A pipe carries what it says and nothing else, so nothing moves there, and no plan will ever use it.
    ///
    /// ```yaml
    /// cargoes:
    ///   gas: {name: Gas, unit: kcm, commodities: [gas], modes: [pipeline]}
    /// lines:
    ///   trunk: {name: Trunk, mode: pipeline, commodities: [methane], posts: [{field: 0 km}, {town: 100 km}]}
    /// ```
    ///
    /// Name a commodity of a cargo, or add the cargo, with the mode in its `modes`.
    "LB0507", Warning, "nothing that it could carry"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    let taken = |fits: &dyn Fn(&Cargo) -> bool| network.cargoes.values().any(fits);
    for line in network.lines.values() {
        let node = Node::entry(line.file, "lines", &line.id);
        let is_dedicated = matches!(line.mode, Mode::Pipeline | Mode::Power);
        let mode = line.mode.word();
        if line.commodities.is_empty() && is_dedicated {
            out.push(
                RULE.found(format!("{mode} `{}` does not say what it carries", line.id))
                    .at(node.name())
                    .help("add `commodities:` with what flows in it"),
            );
        } else if !line.commodities.is_empty()
            && !taken(&|cargo| cargo.moves_by(line.mode) && cargo.is_one_of(&line.commodities))
        {
            let named = line.commodities.join(", ");
            out.push(
                RULE.found(format!("no cargo moves by {mode} and is one of {named}, so nothing uses `{}`", line.id))
                    .at(node.key("commodities").value())
                    .help("name a commodity of a cargo, or add the mode to the cargo's `modes`"),
            );
        }
    }
    for transfer in network.transfers.values().filter(|transfer| !transfer.commodities.is_empty()) {
        if !taken(&|cargo| cargo.is_one_of(&transfer.commodities)) {
            let named = transfer.commodities.join(", ");
            out.push(
                RULE.found(format!("no cargo is one of {named}, so nothing uses transfer `{}`", transfer.id))
                    .at(Node::entry(transfer.file, "transfers", &transfer.id).key("commodities").value())
                    .help("name a commodity of a cargo"),
            );
        }
    }
}
