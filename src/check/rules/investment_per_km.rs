//! LB1506: does a kilometre cost as much as kilometres do?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::Network;
use crate::units::Distance;

rule! {
    /// The investment in a line comes to more than 500 million dollars for each kilometre, or to less than ten thousand.
    /// Base tunnels cost less than the first, a power line on wooden poles more than the second: millions and billions are
    /// exchanged, or the figure is of another project.
    ///
    /// ```yaml
    /// lines:
    ///   bakhty-line: {investment: 1100 bn USD, posts: [{ayagoz: 0 km}, {bakhty: 272 km}]}     # M USD
    /// ```
    ///
    /// Check the number and its unit.
    "LB1506", Warning, "investment beyond any kilometre"
}

/// In thousands of dollars for each kilometre.
const USUAL: std::ops::RangeInclusive<u64> = 10..=500_000;

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for line in network.lines.values() {
        let Some(investment) = &line.investment else { continue };
        let length: Distance = line.sections.iter().map(|id| network.sections[*id].distance).sum();
        let a_km = investment.typ.parts().saturating_mul(1000) / length.metres().max(1);
        if USUAL.contains(&a_km) {
            continue;
        }
        out.push(
            RULE.found(format!(
                "{} for the {length} of `{}` is {} thousand USD a kilometre",
                investment.typ,
                line.id,
                crate::units::thousands(a_km)
            ))
            .at(Node::entry(line.file, "lines", &line.id).key("investment").value())
            .help("check the number, and whether it is `M USD` or `bn USD`"),
        );
    }
}
