//! The rules, one file each: its code, its page for people and what it looks for.
//!
//! The first two digits of a code are its family, and [`codes::FAMILIES`](crate::diagnostics::codes::FAMILIES) names
//! them.

pub mod admission_without_depth;
pub mod ambiguous_name;
pub mod amount_without_effect;
pub mod antipodal_leg;
pub mod as_of_in_the_future;
pub mod axle_load_dips;
pub mod bad_url;
pub mod border_without_crossing;
pub mod break_of_gauge;
pub mod class_without_admission;
pub mod commodity_like_another;
pub mod conversion_without_losses;
pub mod count_differs;
pub mod currency_without_rate;
pub mod demand_at_home;
pub mod demand_without_unit;
pub mod demand_without_way;
pub mod derived_capacity_differs;
pub mod duplicate_link;
pub mod effect_without_amount;
pub mod empty_season;
pub mod empty_window;
pub mod exception_outside_rule;
pub mod exception_without_effect;
pub mod expectation_not_asked;
pub mod expected_distance;
pub mod expected_no_way;
pub mod expected_not_to_use;
pub mod expected_time;
pub mod expected_to_use;
pub mod expected_way;
pub mod faster_in_ice;
pub mod figure_jumps;
pub mod figure_out_of_use;
pub mod gap_in_history;
pub mod gauge_not_there;
pub mod group_that_binds_nothing;
pub mod handles_nothing;
pub mod ice_area_lost;
pub mod ice_in_summer;
pub mod ice_without_admission;
pub mod idle_scenario_change;
pub mod implausible_capacity;
pub mod implausible_depth;
pub mod implausible_losses;
pub mod implausible_months;
pub mod implausible_planning;
pub mod implausible_price;
pub mod implausible_rate;
pub mod implausible_size;
pub mod implausible_speed;
pub mod implausible_transfer_time;
pub mod investment_per_km;
pub mod lane_over_land;
pub mod lane_path_differs;
pub mod lane_too_short;
pub mod level_of_no_rule;
pub mod level_without_effect;
pub mod locode_of_another_country;
pub mod memory_with_confidence;
pub mod method_unknown;
pub mod missing_border;
pub mod missing_confidence;
pub mod missing_port_transfer;
pub mod missing_source;
pub mod missing_speed;
pub mod missing_vessel;
pub mod mistyped_position;
pub mod mixed_scripts;
pub mod mode_not_there;
pub mod near_duplicate_places;
pub mod never_open;
pub mod newer_than_source;
pub mod no_vessel_fits;
pub mod opening_in_the_future;
pub mod overfull_track;
pub mod overlapping_admissions;
pub mod overlapping_figures;
pub mod overlapping_spells;
pub mod passage_in_name_only;
pub mod passage_without_lane;
pub mod pipe_too_thin;
pub mod place_off_its_element;
pub mod port_without_lanes;
pub mod posts_not_increasing;
pub mod price_without_year;
pub mod rate_per_km;
pub mod repeated_alias;
pub mod repeated_state;
pub mod restriction_before_its_basis;
pub mod restriction_long_over;
pub mod restriction_matches_nothing;
pub mod restriction_without_basis;
pub mod restriction_without_explain;
pub mod rule_of_other_tracks;
pub mod scenario_departs_outside;
pub mod section_too_short;
pub mod section_too_winding;
pub mod sentence_without_stop;
pub mod separate_parts;
pub mod shifted_post;
pub mod source_incomplete;
pub mod stale_figure;
pub mod state_goes_back;
pub mod store_turnover;
pub mod stray_spaces;
pub mod supply_without_way;
pub mod track_without_railway;
pub mod train_does_not_fit;
pub mod transfer_in_another_country;
pub mod transfer_written_twice;
pub mod unit_of_another_mode;
pub mod unknown_gauge;
pub mod unknown_route_place;
pub mod unreached_place;
pub mod untagged_passage;
pub mod unused_entry;
pub mod unused_source;
pub mod wagon_length;
pub mod wide_spread;
pub mod widened_to_less;

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
    mistyped_position::RULE,
    antipodal_leg::RULE,
    shifted_post::RULE,
    lane_over_land::RULE,
    place_off_its_element::RULE,
    overlapping_spells::RULE,
    gap_in_history::RULE,
    empty_window::RULE,
    overlapping_figures::RULE,
    empty_season::RULE,
    state_goes_back::RULE,
    opening_in_the_future::RULE,
    repeated_state::RULE,
    figure_out_of_use::RULE,
    break_of_gauge::RULE,
    missing_border::RULE,
    transfer_in_another_country::RULE,
    gauge_not_there::RULE,
    missing_port_transfer::RULE,
    mode_not_there::RULE,
    handles_nothing::RULE,
    implausible_transfer_time::RULE,
    never_open::RULE,
    border_without_crossing::RULE,
    port_without_lanes::RULE,
    method_unknown::RULE,
    transfer_written_twice::RULE,
    duplicate_link::RULE,
    ice_without_admission::RULE,
    admission_without_depth::RULE,
    no_vessel_fits::RULE,
    passage_without_lane::RULE,
    untagged_passage::RULE,
    ice_in_summer::RULE,
    faster_in_ice::RULE,
    ice_area_lost::RULE,
    passage_in_name_only::RULE,
    restriction_without_basis::RULE,
    restriction_matches_nothing::RULE,
    restriction_without_explain::RULE,
    effect_without_amount::RULE,
    overlapping_admissions::RULE,
    exception_outside_rule::RULE,
    exception_without_effect::RULE,
    amount_without_effect::RULE,
    restriction_long_over::RULE,
    class_without_admission::RULE,
    restriction_before_its_basis::RULE,
    commodity_like_another::RULE,
    missing_source::RULE,
    unused_source::RULE,
    missing_confidence::RULE,
    as_of_in_the_future::RULE,
    memory_with_confidence::RULE,
    source_incomplete::RULE,
    bad_url::RULE,
    newer_than_source::RULE,
    stale_figure::RULE,
    unknown_route_place::RULE,
    idle_scenario_change::RULE,
    missing_vessel::RULE,
    missing_speed::RULE,
    derived_capacity_differs::RULE,
    scenario_departs_outside::RULE,
    widened_to_less::RULE,
    expected_way::RULE,
    expected_no_way::RULE,
    expected_distance::RULE,
    expected_time::RULE,
    expected_to_use::RULE,
    expected_not_to_use::RULE,
    expectation_not_asked::RULE,
    level_without_effect::RULE,
    level_of_no_rule::RULE,
    count_differs::RULE,
    unused_entry::RULE,
    ambiguous_name::RULE,
    locode_of_another_country::RULE,
    mixed_scripts::RULE,
    implausible_speed::RULE,
    implausible_capacity::RULE,
    implausible_depth::RULE,
    implausible_size::RULE,
    implausible_planning::RULE,
    figure_jumps::RULE,
    wide_spread::RULE,
    unit_of_another_mode::RULE,
    implausible_months::RULE,
    unknown_gauge::RULE,
    axle_load_dips::RULE,
    overfull_track::RULE,
    train_does_not_fit::RULE,
    rule_of_other_tracks::RULE,
    wagon_length::RULE,
    track_without_railway::RULE,
    implausible_losses::RULE,
    conversion_without_losses::RULE,
    pipe_too_thin::RULE,
    currency_without_rate::RULE,
    implausible_rate::RULE,
    price_without_year::RULE,
    implausible_price::RULE,
    rate_per_km::RULE,
    investment_per_km::RULE,
    demand_without_way::RULE,
    demand_without_unit::RULE,
    demand_at_home::RULE,
    group_that_binds_nothing::RULE,
    supply_without_way::RULE,
    store_turnover::RULE,
    stray_spaces::RULE,
    repeated_alias::RULE,
    sentence_without_stop::RULE,
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
