//! Lengths of ways against lengths of geodesics.

use crate::model::{Lane, Network, Section};
use crate::units::Distance;

/// The geodesic between the ends of a section.
pub fn geodesic_of_section(network: &Network, section: &Section) -> Distance {
    network.places[section.from].at.distance_to(network.places[section.to].at)
}

/// The geodesic between the ends of a lane.
pub fn geodesic_of_lane(network: &Network, lane: &Lane) -> Distance {
    network.places[lane.from].at.distance_to(network.places[lane.to].at)
}

/// One part in a hundred.
pub fn one_percent(distance: Distance) -> Distance {
    Distance::from_metres(distance.metres() / 100)
}

/// Whether `longer` is more than `percent` of `shorter`.
pub fn exceeds_percent(longer: Distance, percent: u64, shorter: Distance) -> bool {
    longer.metres().saturating_mul(100) > shorter.metres().saturating_mul(percent)
}
