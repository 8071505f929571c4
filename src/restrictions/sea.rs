//! The sea's own rules: draught against depth, admission by ice class, ice that stops a ship or is too risky for it.

use super::fact::{Fact, IceRisk, Verdict};
use super::policy::Policy;
use crate::calendar::{Date, Day};
use crate::model::{Admission, AdmissionId, Allowance, LaneId, Named, Severity, Subject, Vessel, VesselId};

impl Policy<'_> {
    /// Adds what draught, admission and ice decide about a lane on a day, for the ship that sails.
    pub(super) fn judge_lane(&self, id: LaneId, day: Day, verdict: &mut Verdict) {
        let lane = &self.network.lanes[id];
        let Some(ship) = self.journey.vessel else { return };
        let vessel = &self.network.vessels[ship];
        let draught = vessel.draught.typ;
        if let Some(depth) = &lane.depth {
            let clearance = lane.under_keel.as_ref().map(|figure| figure.typ).unwrap_or_default();
            let limit = depth.typ.saturating_sub(clearance);
            if draught > limit {
                let provenance = depth.provenance.clone();
                verdict.block(Fact::TooShallow { subject: Subject::Lane(id), limit, draught, provenance });
            }
        }
        let passage = lane.passage.map(|passage| (passage, &self.network.passages[passage]));
        if let Some((passage, limit)) = passage.and_then(|(id, passage)| Some((id, passage.max_draught.as_ref()?)))
            && draught > limit.on(day).figure.typ
        {
            let limit = limit.on(day).figure;
            let (subject, provenance) = (Subject::Passage(passage), limit.provenance.clone());
            verdict.block(Fact::TooShallow { subject, limit: limit.typ, draught, provenance });
        }
        let severity = lane.ice_area.map_or(Severity::default(), |area| {
            self.overlay.ice_year().severity(self.network.ice_areas[area].severity_on(day))
        });
        for regime in &lane.admission {
            self.judge_admission(id, regime, vessel, severity, day, verdict);
        }
        if let Some(area) = lane.ice_area.filter(|_| vessel.speed_in(severity).metres_per_day() == 0) {
            verdict.block(Fact::StoppedByIce { lane: id, area, severity, day });
        }
        self.judge_risk(ship, id, severity, day, verdict);
    }

    /// What POLARIS says of the ice: nothing, an icebreaker, a lower speed, or no.
    fn judge_risk(&self, vessel: VesselId, lane: LaneId, severity: Severity, day: Day, verdict: &mut Verdict) {
        let Some(area) = self.network.lanes[lane].ice_area else { return };
        let ship = &self.network.vessels[vessel];
        let Some(operation) = self.network.operation_in_ice(ship, severity, self.journey.unescorted) else { return };
        let risk = IceRisk { vessel, lane, area, severity, day, operation };
        if operation.refused {
            verdict.block(Fact::TooRisky(risk));
            return;
        }
        if operation.escort {
            verdict.flag(Fact::EscortForRisk(risk));
        }
        if operation.limit.is_some() {
            verdict.flag(Fact::ElevatedRisk(risk));
        }
    }

    fn judge_admission(
        &self,
        lane: LaneId,
        regime: &str,
        vessel: &Vessel,
        severity: Severity,
        day: Day,
        verdict: &mut Verdict,
    ) {
        let Some((id, set, in_force)) = self.admission_on(regime, day) else {
            let of_seasons = |set: &Admission| set.regime == regime && set.lapses;
            if !self.network.admissions.values().any(of_seasons) {
                verdict.flag(Fact::AdmissionMissing { lane });
            }
            return;
        };
        let area = self.network.lanes[lane].ice_area;
        let rule = set.rules.iter().position(|rule| {
            rule.classes.contains(&vessel.ice_class)
                && rule.season.is_none_or(|season| season.contains(day))
                && (rule.areas.is_empty() || area.is_some_and(|area| rule.areas.contains(&area)))
        });
        let class = vessel.ice_class;
        let refused = Fact::NotAdmitted { set: id, rule, class, area, severity, day };
        let Some(found) = rule.map(|index| &set.rules[index]) else {
            verdict.block(refused);
            return;
        };
        if found.independent.admits(severity) {
            if found.independent == Allowance::Unknown || !in_force {
                verdict
                    .flag(Fact::AdmissionUnverified { set: id, cell_unknown: found.independent == Allowance::Unknown });
            }
        } else if found.escorted.admits(severity) && !self.journey.unescorted {
            verdict.flag(Fact::EscortNeeded { set: id });
            if found.escorted == Allowance::Unknown || !in_force {
                verdict.flag(Fact::AdmissionUnverified { set: id, cell_unknown: found.escorted == Allowance::Unknown });
            }
        } else {
            verdict.block(refused);
        }
    }

    /// For each regime of admission of a lane the set that holds on `day`, whether it is in force, and the position of
    /// the rule in it that speaks of the ship's class.
    pub fn admissions_of(&self, lane: LaneId, day: Day) -> Vec<(AdmissionId, bool, Option<usize>)> {
        let Some(vessel) = self.journey.vessel.map(|vessel| &self.network.vessels[vessel]) else { return Vec::new() };
        let lane = &self.network.lanes[lane];
        let cells = lane.admission.iter().filter_map(|regime| {
            let (id, set, in_force) = self.admission_on(regime, day)?;
            let rule = set.rules.iter().position(|rule| {
                rule.classes.contains(&vessel.ice_class)
                    && rule.season.is_none_or(|season| season.contains(day))
                    && (rule.areas.is_empty() || lane.ice_area.is_some_and(|area| rule.areas.contains(&area)))
            });
            Some((id, in_force, rule))
        });
        cells.collect()
    }

    /// The rules of a regime on a day, and whether they are in force: after the last set its latest stands in, unless
    /// it was for its own time only.
    fn admission_on(&self, regime: &str, day: Day) -> Option<(AdmissionId, &Admission, bool)> {
        let sets = || self.network.admissions.iter().filter(|(_, set)| set.regime == regime);
        if let Some((id, set)) = sets().find(|(_, set)| set.window.contains(day)) {
            return Some((id, set, true));
        }
        sets()
            .filter(|(_, set)| !set.lapses && set.window.from.is_none_or(|from| from.first_day() <= day))
            .max_by_key(|(_, set)| (set.window.from.map(Date::first_day), set.id().to_string()))
            .map(|(id, set)| (id, set, false))
    }
}
