//! LB1403: does so much flow through so thin a pipe?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{Mode, Network, Section};
use crate::units::CapacityUnit;

rule! {
    /// A pipeline has a capacity beyond what three pipes of its diameter carry side by side: of gas, 150 bcm a year at
    /// 1,420 mm; of oil, 400 Mt a year at 1,220 mm; in thinner pipes less, with the power of 2.5 of the diameter.
    ///
    /// ```yaml
    /// lines:
    ///   power-of-siberia: {mode: pipeline, diameter: 142 mm, capacity: 38 bcm/yr}     # 1420 mm
    /// ```
    ///
    /// Correct the diameter or the capacity.
    "LB1403", Warning, "pipe too thin for its capacity"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values().filter(|line| line.mode == Mode::Pipeline) {
        let thin = line.sections.iter().find_map(|id| Some((*id, too_thin(network, &network.sections[*id])?)));
        let Some((id, why)) = thin else { continue };
        out.push(
            RULE.found(format!("{why} in `{}`", line.id))
                .at(Node::end_of(network, id).name())
                .help("correct the diameter or the capacity"),
        );
    }
}

#[allow(clippy::cast_precision_loss)]
fn too_thin(network: &Network, section: &Section) -> Option<String> {
    let diameter = section.diameter.as_ref()?.typ;
    let capacity = section.capacity.as_ref()?.on(network.meta.as_of).figure.typ;
    let (most, at) = match capacity.unit() {
        CapacityUnit::BcmPerYear => (150.0, 1420.0),
        CapacityUnit::MegatonnesPerYear => (400.0, 1220.0),
        _ => return None,
    };
    let carried = most * (diameter.parts() as f64 / at).powf(2.5);
    let given = capacity.micro() as f64 / 1e6;
    (given > carried).then(|| format!("{capacity} is more than a pipe of {diameter} carries"))
}
