//! The rules, one file each: its code, its page for people and what it looks for.
//!
//! `LB03xx`: geometry and reach; `LB04xx`: time; `LB05xx`: changes of gauge, country and mode; `LB06xx`: links against
//! each other and the sea; `LB07xx`: rules and admissions; `LB08xx`: where figures are from; `LB09xx`: what plans need;
//! `LB10xx`: what the author expects; `LB11xx`: levels of rules.

pub mod admission_without_depth;
pub mod as_of_in_the_future;
pub mod break_of_gauge;
pub mod derived_capacity_differs;
pub mod duplicate_link;
pub mod effect_without_amount;
pub mod empty_window;
pub mod expectation_not_asked;
pub mod expected_distance;
pub mod expected_no_way;
pub mod expected_not_to_use;
pub mod expected_time;
pub mod expected_to_use;
pub mod expected_way;
pub mod gap_in_history;
pub mod gauge_not_there;
pub mod handles_nothing;
pub mod ice_without_admission;
pub mod idle_scenario_change;
pub mod lane_path_differs;
pub mod lane_too_short;
pub mod level_of_no_rule;
pub mod level_without_effect;
pub mod missing_border;
pub mod missing_confidence;
pub mod missing_port_transfer;
pub mod missing_source;
pub mod missing_speed;
pub mod missing_vessel;
pub mod mode_not_there;
pub mod near_duplicate_places;
pub mod overlapping_admissions;
pub mod overlapping_figures;
pub mod overlapping_spells;
pub mod posts_not_increasing;
pub mod restriction_matches_nothing;
pub mod restriction_without_basis;
pub mod restriction_without_explain;
pub mod section_too_short;
pub mod section_too_winding;
pub mod separate_parts;
pub mod transfer_in_another_country;
pub mod unknown_route_place;
pub mod unreached_place;
pub mod unused_source;

use std::collections::BTreeMap;

use super::Rule;
use crate::model::{Network, PlaceId, SectionId};

/// All rules, in the order of their codes.
pub const RULES: &[Rule] = &[
    section_too_short::RULE,
    section_too_winding::RULE,
    posts_not_increasing::RULE,
    near_duplicate_places::RULE,
    unreached_place::RULE,
    separate_parts::RULE,
    lane_too_short::RULE,
    lane_path_differs::RULE,
    overlapping_spells::RULE,
    gap_in_history::RULE,
    empty_window::RULE,
    overlapping_figures::RULE,
    break_of_gauge::RULE,
    missing_border::RULE,
    transfer_in_another_country::RULE,
    gauge_not_there::RULE,
    missing_port_transfer::RULE,
    mode_not_there::RULE,
    handles_nothing::RULE,
    duplicate_link::RULE,
    ice_without_admission::RULE,
    admission_without_depth::RULE,
    restriction_without_basis::RULE,
    restriction_matches_nothing::RULE,
    restriction_without_explain::RULE,
    effect_without_amount::RULE,
    overlapping_admissions::RULE,
    missing_source::RULE,
    unused_source::RULE,
    missing_confidence::RULE,
    as_of_in_the_future::RULE,
    unknown_route_place::RULE,
    idle_scenario_change::RULE,
    missing_vessel::RULE,
    missing_speed::RULE,
    derived_capacity_differs::RULE,
    expected_way::RULE,
    expected_no_way::RULE,
    expected_distance::RULE,
    expected_time::RULE,
    expected_to_use::RULE,
    expected_not_to_use::RULE,
    expectation_not_asked::RULE,
    level_without_effect::RULE,
    level_of_no_rule::RULE,
];

/// The sections that begin or end at each place.
fn sections_by_place(network: &Network) -> BTreeMap<PlaceId, Vec<SectionId>> {
    let mut sections: BTreeMap<PlaceId, Vec<SectionId>> = BTreeMap::new();
    for (id, section) in network.sections.iter() {
        sections.entry(section.from).or_default().push(id);
        sections.entry(section.to).or_default().push(id);
    }
    sections
}
