//! LB1604: does a capacity group bind what its members could carry?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::Node;
use crate::model::{CapacityGroup, Network};
use crate::units::Capacity;

rule! {
    /// The capacity of a group is at least the sum of the largest capacities of its lines, on the network's date and in
    /// one unit. Its members could never fill it, so it limits nothing: usually a thousand slipped, or a member is
    /// missing.
    ///
    /// ```yaml
    /// capacity_groups:
    ///   eastern-polygon: {members: [{line: bam}, {line: trans-siberian}], capacity: 180000 Mt/yr}     # 180
    /// ```
    ///
    /// Correct the capacity, or add the members that it counts.
    "LB1604", Warning, "capacity group that binds nothing"
}

fn check(network: &Network, out: &mut Vec<Diagnostic>) {
    for group in network.capacity_groups.values() {
        let given = group.capacity.on(network.meta.as_of).figure.typ;
        let Some(sum) = sum_of_lines(network, group, given).filter(|sum| given.micro() > *sum) else { continue };
        out.push(
            RULE.found(format!(
                "group `{}` has {given}, but its lines have {} together",
                group.id,
                Capacity::from_micro(sum, given.unit())
            ))
            .at(Node::entry(group.file, "capacity_groups", &group.id).key("capacity").value())
            .help("correct the capacity, or add the members that it counts"),
        );
    }
}

/// The sum of the largest capacity of each line, if every member has one in the unit of the group and counts directions as
/// the group does.
fn sum_of_lines(network: &Network, group: &CapacityGroup, given: Capacity) -> Option<u64> {
    let mut sum = 0_u64;
    let mut of_line = None;
    let mut most = 0;
    for id in &group.members {
        let section = &network.sections[*id];
        let capacity = section.capacity.as_ref()?.on(network.meta.as_of).figure.typ;
        let counted_alike = section.shares_directions(capacity) == group.shares_directions(given);
        if capacity.unit() != given.unit() || !counted_alike {
            return None;
        }
        if of_line != Some(section.line) {
            sum = sum.checked_add(most)?;
            (of_line, most) = (Some(section.line), 0);
        }
        most = most.max(capacity.micro());
    }
    sum.checked_add(most)
}
