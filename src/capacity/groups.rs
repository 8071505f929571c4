//! Which groups of lines, and which quotas of rules, a step counts against.

use super::class::Class;
use super::limit::Limited;
use super::period::Part;
use super::slots::{SlotId, Slots};
use crate::graph::Structure;
use crate::model::{CapacityGroupId, Effect, Link, Network, RestrictionId, SectionId};
use crate::restrictions::{Matching, Policy, Step};

/// For each step the position of its set of groups among [`Groups::sets`], of which the first is empty.
#[derive(Debug)]
pub(super) struct Groups {
    pub of_step: Vec<u16>,
    pub sets: Vec<Vec<SlotId>>,
}

impl Groups {
    /// Those that the goods of a class count against: groups of lines, and quotas that rules set for such journeys.
    pub fn of_class(structure: &Structure, class: &Class, parts: &[Part], slots: &Slots<'_>) -> Self {
        let network = slots.rates.network;
        let policy = class.query.policy(network);
        let quotas: Vec<RestrictionId> = policy.quotas().filter(|rule| is_counted(&policy, *rule)).collect();
        let members = members(network);
        let mut groups = Self { of_step: Vec::with_capacity(structure.steps().len()), sets: vec![Vec::new()] };
        for step in structure.steps() {
            let mut set: Vec<SlotId> = Vec::new();
            if let Step::Pass { link: Link::Section(section), forward } = *step {
                let of_section = members.iter().filter(|(member, _)| *member == section).map(|(_, group)| *group);
                set.extend(of_section.filter_map(|group| slots.find(limited(network, group, forward))));
            }
            if !quotas.is_empty() {
                set.extend(quotas_on(&policy, *step, parts).filter_map(|rule| slots.find(Limited::Quota(rule))));
            }
            set.sort_unstable();
            set.dedup();
            let position = groups.position(&set);
            groups.of_step.push(position);
        }
        groups
    }

    /// The position of a set, new if need be.
    fn position(&mut self, set: &[SlotId]) -> u16 {
        let known = self.sets.iter().position(|known| known == set).unwrap_or_else(|| {
            self.sets.push(set.to_vec());
            self.sets.len() - 1
        });
        u16::try_from(known).unwrap_or(u16::MAX)
    }
}

/// Gives every group, and every rule with a quota, its place among what has a capacity.
pub(super) fn register(slots: &mut Slots<'_>) {
    let network = slots.rates.network;
    for id in network.capacity_groups.keys() {
        for forward in [true, false] {
            slots.id(limited(network, id, forward));
        }
    }
    for (id, _) in network.restrictions.iter().filter(|(_, rule)| rule.limit.is_some()) {
        slots.id(Limited::Quota(id));
    }
}

/// Quotas on a journey as a whole, which is counted where it starts.
pub(super) fn quotas_of_journey(class: &Class, parts: &[Part], slots: &Slots<'_>) -> Vec<SlotId> {
    let policy = class.query.policy(slots.rates.network);
    let mut quotas: Vec<RestrictionId> = parts.iter().flat_map(|part| policy.journey_quotas(part.first)).collect();
    quotas.sort_unstable();
    quotas.dedup();
    quotas.retain(|rule| is_counted(&policy, *rule));
    quotas.into_iter().filter_map(|rule| slots.find(Limited::Quota(rule))).collect()
}

/// Rules on the class's journeys that set a quota in words only.
pub(super) fn quotas_in_words(class: &Class, network: &Network) -> Vec<RestrictionId> {
    let policy = class.query.policy(network);
    policy.quotas().filter(|rule| network.restrictions[*rule].limit.is_none()).collect()
}

/// Whether it sets a number, and is not lifted.
fn is_counted(policy: &Policy<'_>, rule: RestrictionId) -> bool {
    policy.network.restrictions[rule].limit.is_some() && policy.overlay.lifts(rule).is_none()
}

/// Members of groups, a section in several groups several times.
fn members(network: &Network) -> Vec<(SectionId, CapacityGroupId)> {
    let groups = network.capacity_groups.iter();
    groups.flat_map(|(id, group)| group.members.iter().map(move |section| (*section, id))).collect()
}

fn limited(network: &Network, id: CapacityGroupId, forward: bool) -> Limited {
    let group = &network.capacity_groups[id];
    let first = group.capacity.periods().first().map(|period| period.figure.typ);
    let is_shared = first.is_some_and(|capacity| group.shares_directions(capacity));
    Limited::Group { group: id, forward: (!is_shared).then_some(forward) }
}

/// Rules that set a quota for a step on the first day of some part.
fn quotas_on(policy: &Policy<'_>, step: Step, parts: &[Part]) -> impl Iterator<Item = RestrictionId> {
    let mut found = Vec::new();
    for part in parts {
        for (rule, effect, _, matching) in policy.rulings(step, part.first) {
            if effect == Effect::Quota && matching == Matching::Yes && is_counted(policy, rule) {
                found.push(rule);
            }
        }
    }
    found.into_iter()
}
