//! What is decided for each ship on each day of a year: by the same verdicts as a plan.

use crate::calendar::Day;
use crate::model::{Allowance, IceAreaId, LaneId, Link, Network, Vessel, VesselId};
use crate::restrictions::{Fact, Journey, Policy, Step};
use crate::scenario::Overlay;

/// What is decided for a ship on one day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// On her own.
    Alone,
    /// Behind an icebreaker.
    Escorted,
    /// Admitted because the table could not be had.
    Unknown,
    /// Not admitted, or stopped by the ice.
    Shut,
}

/// What is decided on each day of the year.
pub(super) fn calendar(
    network: &Network,
    lane: LaneId,
    area: IceAreaId,
    vessel: VesselId,
    ship: &Vessel,
    year: i32,
) -> Vec<(Day, Decision)> {
    let months = (1..=12).flat_map(|month| (1..=31).filter_map(move |day| Day::from_civil(year, month, day)));
    months.map(|day| (day, decide(network, lane, area, vessel, ship, day))).collect()
}

fn decide(network: &Network, lane: LaneId, area: IceAreaId, vessel: VesselId, ship: &Vessel, day: Day) -> Decision {
    let journey = Journey {
        origin: Vec::new(),
        destination: Vec::new(),
        cargo: network.meta.cargo,
        cargo_origin: None,
        vessel: Some(vessel),
        unescorted: false,
    };
    let policy = Policy::new(network, journey, Overlay::default());
    let verdict = policy.verdict(Step::Pass { link: Link::Lane(lane), forward: true }, day);
    let is_ice =
        |fact: &Fact| matches!(fact, Fact::NotAdmitted { .. } | Fact::StoppedByIce { .. } | Fact::TooRisky { .. });
    if verdict.blocks.iter().any(is_ice) {
        return Decision::Shut;
    }
    let table_is_unknown = verdict.flags.iter().any(|fact| match fact {
        Fact::AdmissionUnverified { set, .. } => {
            let rule = network.admissions[*set].rules.iter().find(|rule| {
                rule.classes.contains(&ship.ice_class)
                    && rule.season.is_none_or(|season| season.contains(day))
                    && (rule.areas.is_empty() || rule.areas.contains(&area))
            });
            rule.is_some_and(|rule| [rule.independent, rule.escorted].contains(&Allowance::Unknown))
        }
        _ => false,
    });
    if table_is_unknown {
        Decision::Unknown
    } else if verdict.flags.iter().any(|fact| matches!(fact, Fact::EscortNeeded { .. } | Fact::EscortForRisk { .. })) {
        Decision::Escorted
    } else {
        Decision::Alone
    }
}
