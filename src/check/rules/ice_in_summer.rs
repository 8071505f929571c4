//! LB0607: is the ice heaviest at the end of winter?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{IceArea, IceAreaId, Network};

rule! {
    /// An ice area of the northern hemisphere has more ice from July to October than from January to April, or its
    /// lightest month is not in these; an area of the southern hemisphere the other way round. Usually the twelve
    /// numbers begin with another month than January, or one was lost and the rest moved up.
    ///
    /// ```yaml
    /// ice_areas:
    ///   kara-sw: {severity: [0.6, 0.1, 0, 0.1, 0.6, 1.3, 1.8, 2.1, 2.3, 2.4, 2.1, 1.5]}     # begins with July
    /// ```
    ///
    /// Write the severity of January first.
    "LB0607", Warning, "ice that is heaviest in summer"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for (id, area) in network.ice_areas.iter() {
        let Some(is_north) = is_north(network, id) else { continue };
        let (light, heavy) = if is_north { (6..10, 0..4) } else { (0..4, 6..10) };
        let sum = |months: std::ops::Range<usize>| -> u32 {
            area.severity[months].iter().map(|severity| u32::from(severity.milli())).sum()
        };
        let least = area.severity.iter().min();
        let lightest_is_there = area.severity[light.clone()].iter().min() == least;
        let is_open = area.severity.iter().all(|severity| severity.milli() == 0);
        if is_open || lightest_is_there && sum(light) < sum(heavy) {
            continue;
        }
        out.push(
            RULE.found(format!("ice area `{}` has its lightest ice in {}", area.id, lightest_month(area)))
                .at(Node::entry(area.file, "ice_areas", &area.id).key("severity").value())
                .help("write the severity in the middle of January first, then eleven more"),
        );
    }
}

/// On which side of the equator its lanes lie; none if it has no lane.
fn is_north(network: &Network, id: IceAreaId) -> Option<bool> {
    let mut lanes = network.lanes.values().filter(|lane| lane.ice_area == Some(id));
    lanes.find_map(|lane| lane.shape.first()).map(|at| at.latitude > 0.0)
}

fn lightest_month(area: &IceArea) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let lightest = (0..12).min_by_key(|month| area.severity[*month]);
    MONTHS[lightest.unwrap_or(0)]
}
