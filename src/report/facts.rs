//! Tells a fact in words, with its rule, dates, sources, and what would change it.

use std::fmt::Write as _;

use serde::Serialize;

use super::fact_codes::{
    ADMISSION, CONTENTS, ESCORT, ESCORT_PRICE, EXCHANGED, ICE, LIFTED, NOT_HANDLED, NOT_JOINED, OPENED, RESTRICTED,
    RESTRICTION, RISK, RISK_ELEVATED, RISK_ESCORT, SCENARIO_CLOSED, SCHEDULED, SHALLOW, STANDS_IN, STATUS, UNKNOWN,
    UNVERIFIED,
};
use crate::calendar::{Date, Day, Window};
use crate::diagnostics::Code;
use crate::model::{
    Change, Country, Departures, IceClass, Network, Provenance, Rhythm, Service, State, Subject, TransferKind,
};
use crate::restrictions::{Fact, IceRisk};
use crate::scenario::LiftedBy;
use crate::units::{Clock, Minutes};

/// One fact, for refusals and flags alike.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FactRecord {
    /// A stable code; `landbridge explain CODE` tells what it means.
    pub code: Code,
    /// Id of what it is about: a line, lane, transfer, passage, place or restriction.
    pub subject: String,
    /// What that is called.
    pub subject_name: String,
    /// The kind of subject: `line`, `lane`, `transfer`, `passage`, `place`, `restriction`, `admission`.
    pub subject_kind: &'static str,
    /// The fact in words.
    pub reason: String,
    /// Id of the rule, if a rule decides.
    pub rule: Option<String>,
    /// Who made the rule.
    pub issuer: Option<String>,
    /// In which text.
    pub legal_basis: Option<String>,
    /// Since when.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
    /// Ids of the sources.
    pub sources: Vec<String>,
    /// How far the sources are trusted.
    pub confidence: Option<&'static str>,
    /// What would change it.
    pub lift: Lift,
}

impl FactRecord {
    /// Whether it tells that a figure of another date was used.
    pub fn is_stand_in(&self) -> bool {
        self.code == STANDS_IN
    }
}

/// What would change a fact. For a legal rule only its dates and the analysis switch.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Lift {
    /// A rule that `--allow` lifts for analysis; the answer is then flagged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow: Option<String>,
    /// Scenarios of the network in which it is otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<String>,
    /// The first day on which it is otherwise, if the files know one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The largest draught that would pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draught: Option<String>,
}

/// What facts say, in words, one after the other.
pub fn facts_told(network: &Network, facts: &[Fact]) -> String {
    let teller = Teller { network, vessel: None };
    facts.iter().map(|fact| teller.tell(fact).reason).collect::<Vec<_>>().join("; ")
}

/// Tells facts of one network.
pub(super) struct Teller<'a> {
    pub network: &'a Network,
    pub vessel: Option<IceClass>,
}

impl Teller<'_> {
    /// A fact in words.
    pub fn tell(&self, fact: &Fact) -> FactRecord {
        match fact {
            Fact::Status { subject, state, window, note, provenance } => {
                let mut record = self.about(if state.is_usable() { RESTRICTED } else { STATUS }, *subject, provenance);
                let note = note.as_ref().map(|note| format!(": {note}")).unwrap_or_default();
                record.reason = format!("{}{}{note}", state.label(), since(window));
                record.dates(window);
                record.lift.scenarios = self.scenarios_opening(*subject);
                if !state.is_usable() {
                    record.lift.from = self.reopens(*subject, *state, window);
                }
                record
            }
            Fact::StatusUnknown { subject, day } => {
                let mut record = self.about(UNKNOWN, *subject, &Provenance::default());
                record.reason = format!("its state on {day} is not known");
                record.lift.scenarios = self.scenarios_opening(*subject);
                record
            }
            Fact::ClosedByScenario { subject, scenario } => {
                let scenario = &self.network.scenarios[*scenario];
                let mut record = self.about(SCENARIO_CLOSED, *subject, &scenario.provenance);
                record.reason = format!("closed in the scenario “{}”", scenario.name);
                record
            }
            Fact::OpenedByScenario { subject, scenario } => {
                let scenario = &self.network.scenarios[*scenario];
                let mut record = self.about(OPENED, *subject, &scenario.provenance);
                record.reason = format!("open only in the scenario “{}”", scenario.name);
                record
            }
            Fact::Restricted { rule, exception } => {
                let restriction = &self.network.restrictions[*rule];
                let taken = exception.map(|index| &restriction.exceptions[index]);
                let effect = taken.map_or(restriction.effect, |exception| exception.effect);
                let excludes = effect == crate::model::Effect::Exclude;
                let mut record = self.about_rule(if excludes { RESTRICTION } else { RESTRICTED }, *rule);
                let sentence = taken.and_then(|exception| exception.explain.as_ref()).or(restriction.explain.as_ref());
                let quota = restriction.allowance().filter(|_| effect == crate::model::Effect::Quota);
                record.reason = match (sentence, excludes) {
                    (Some(sentence), true) => format!("excluded by default: {sentence}"),
                    (Some(sentence), false) => sentence.clone(),
                    (None, true) => format!("excluded by default: {}", restriction.name),
                    (None, false) => restriction.name.clone(),
                };
                if let Some(quota) = quota {
                    record.reason = format!("{} (quota: {quota})", record.reason);
                }
                if excludes {
                    record.lift.allow = Some(restriction.id.clone());
                }
                record
            }
            Fact::DependsOnContents { rule } => {
                let mut record = self.about_rule(CONTENTS, *rule);
                let restriction = &self.network.restrictions[*rule];
                let listed = restriction.matches.commodities.join(", ");
                record.reason = format!("depends on the contents: it names {listed}");
                record
            }
            Fact::Lifted { rule, by } => {
                let mut record = self.about_rule(LIFTED, *rule);
                let by = match by {
                    LiftedBy::Scenario => "by the scenario",
                    LiftedBy::User => "on request",
                };
                record.reason = format!("in force, and lifted {by} for analysis only");
                record
            }
            Fact::TooShallow { subject, limit, draught, provenance } => {
                let mut record = self.about(SHALLOW, *subject, provenance);
                record.reason = format!("takes a draught of {limit}; the ship draws {draught}");
                record.lift.draught = Some(limit.to_string());
                record
            }
            Fact::NotAdmitted { set, rule, class, area, severity, day } => {
                let admission = &self.network.admissions[*set];
                let found = rule.map(|index| &admission.rules[index]);
                let mut record = self.about_admission(ADMISSION, *set, *day);
                let season =
                    found.and_then(|rule| rule.season).map(|season| format!(" ({season})")).unwrap_or_default();
                let place = area.map(|area| format!(" in {}", self.network.ice_areas[area].name)).unwrap_or_default();
                record.reason = match found {
                    None => {
                        format!("a ship of {class} is not admitted on {day}{place}: no rule speaks of its class then")
                    }
                    Some(_) => format!(
                        "a ship of {class} is not admitted on {day}{season}{place}, ice severity {severity} of 3"
                    ),
                };
                if let Some(note) = self.unverified(*set, *day) {
                    record.reason = format!("{}; {note}", record.reason);
                }
                record.lift.from = self.admitted_again(*set, *class, *area, *day);
                record
            }
            Fact::EscortNeeded { set } => {
                let mut record = self.about_admission(ESCORT, *set, self.network.meta.as_of);
                record.reason = "admitted behind an icebreaker only; waiting for it is not in the time".into();
                record
            }
            Fact::AdmissionUnverified { set, cell_unknown } => {
                let mut record = self.about_admission(UNVERIFIED, *set, self.network.meta.as_of);
                let class = self.vessel.map_or_else(|| "this class".into(), |class| class.to_string());
                record.reason = if *cell_unknown {
                    record.confidence = None;
                    format!(
                        "admission unverified: the table's cell for {class} could not be had, so nothing was checked; \
                         an icebreaker may be needed, and waiting for it is not in the time"
                    )
                } else {
                    format!(
                        "admission unverified for {class}: these rules have ended, and stand in for those of that date"
                    )
                };
                record
            }
            Fact::AdmissionMissing { lane } => {
                let mut record = self.about(UNVERIFIED, Subject::Lane(*lane), &Provenance::default());
                record.reason = "no admission rules are known for that date".into();
                record
            }
            Fact::StoppedByIce { lane, area, severity, day } => {
                let area = &self.network.ice_areas[*area];
                let mut record = self.about(ICE, Subject::Lane(*lane), &area.provenance);
                record.reason = format!("ice of severity {severity} of 3 in {} stops the ship on {day}", area.name);
                record
            }
            Fact::TooRisky(risk) => {
                let mut record = self.about_risk(RISK, risk);
                let index = risk.operation.alone;
                let even = if risk.operation.escort {
                    format!(", {} even behind an icebreaker", index.escorted())
                } else {
                    " without an icebreaker".into()
                };
                record.reason = format!("{}: the risk index is {index}{even}", self.ice_of(risk));
                record.lift.from = self.acceptable_again(risk);
                record
            }
            Fact::EscortForRisk(risk) => {
                let mut record = self.about_risk(RISK_ESCORT, risk);
                let index = risk.operation.alone;
                record.reason = format!(
                    "needs an icebreaker; waiting for it is not in the time; at worst, {}: the risk index is {index} alone \
                     and {} behind one",
                    self.ice_of(risk),
                    index.escorted()
                );
                record
            }
            Fact::ElevatedRisk(risk) => {
                let mut record = self.about_risk(RISK_ELEVATED, risk);
                let limit = risk.operation.limit.map(crate::units::Speed::knots).unwrap_or_default();
                record.reason = format!(
                    "elevated risk, so at most {limit:.0} kn; at worst, {}: the risk index is {}",
                    self.ice_of(risk),
                    risk.operation.outcome()
                );
                record
            }
            Fact::NothingHandles { place, cargo } => {
                let entry = &self.network.places[*place];
                let mut record = self.about(NOT_HANDLED, Subject::Place(*place), &entry.provenance);
                let cargo = &self.network.cargoes[*cargo];
                let modes: Vec<&str> = cargo.modes.iter().map(|mode| mode.word()).collect();
                record.reason = format!(
                    "nothing there takes cargo of the kind `{}`, which goes by {}",
                    cargo.id,
                    modes.join(", ").replace('_', " ")
                );
                record
            }
            Fact::NotJoined { origin, destination, cargo } => {
                let entry = &self.network.places[*destination];
                let mut record = self.about(NOT_JOINED, Subject::Place(*destination), &entry.provenance);
                record.reason = format!(
                    "no links and transfers, open or closed, lead there from {} for {}, with the modes and places asked for",
                    self.network.places[*origin].name,
                    self.network.cargoes[*cargo].name.to_lowercase()
                );
                record
            }
            Fact::Scheduled { subject, forward } => {
                let service = match subject {
                    Subject::Line(id) => self.network.lines[*id].service.as_ref(),
                    Subject::Lane(id) => self.network.lanes[*id].service.as_ref(),
                    _ => None,
                };
                let nothing = Provenance::default();
                let mut record =
                    self.about(SCHEDULED, *subject, service.map_or(&nothing, |service| &service.provenance));
                if let Some(service) = service {
                    record.reason = timetable(service, *forward);
                    record.dates(&service.window);
                }
                record
            }
            Fact::SpeedUnknown { subject } => {
                let mut record = self.about(UNKNOWN, *subject, &Provenance::default());
                record.reason = "no speed is known, so no time can be given".into();
                record
            }
            Fact::Exchanged { subject, rate, provenance } => {
                let mut record = self.about(EXCHANGED, *subject, provenance);
                let of = provenance.as_of.map(|date| format!(" of {date}")).unwrap_or_default();
                record.reason = format!("a price in {} was changed at {rate}{of}", rate.currency());
                record
            }
            Fact::EscortWithoutPrice { lane } => {
                let mut record = self.about(ESCORT_PRICE, Subject::Lane(*lane), &Provenance::default());
                record.reason =
                    "an icebreaker's escort is likely here; its price is not known and not in the cost".into();
                record
            }
            Fact::StandsIn { subject } => {
                let mut record = self.about(STANDS_IN, *subject, &Provenance::default());
                record.reason = "a figure of another date stands in".into();
                record
            }
        }
    }

    fn about_risk(&self, code: Code, risk: &IceRisk) -> FactRecord {
        let mut record = self.about(code, Subject::Lane(risk.lane), &Provenance::default());
        let class = self.network.vessels[risk.vessel].polar_class.as_deref().unwrap_or_default();
        if let Some(table) = self.network.risk_tables.values().find(|table| table.values.contains_key(class)) {
            record.legal_basis = Some(table.legal_basis.clone());
            record.sources = self.source_ids(&table.provenance);
            record.confidence = table.provenance.confidence.map(crate::model::Confidence::word);
        }
        record
    }

    /// `PC7 in ice of severity 2.70 of 3, Laptev Sea, east, on 2026-02-12`
    fn ice_of(&self, risk: &IceRisk) -> String {
        let class = self.network.vessels[risk.vessel].polar_class.as_deref().unwrap_or_default();
        let class = if class == "none" { "a ship without ice class" } else { class };
        let area = &self.network.ice_areas[risk.area].name;
        format!("{class} in ice of severity {} of 3 ({area}, {})", risk.severity, risk.day)
    }

    /// The first later day, within a year, on which the ice that is normal then is not too risky.
    fn acceptable_again(&self, risk: &IceRisk) -> Option<String> {
        let (area, vessel) = (&self.network.ice_areas[risk.area], &self.network.vessels[risk.vessel]);
        let unescorted = !risk.operation.escort;
        let accepts = |day: &Day| {
            let operation = self.network.operation_in_ice(vessel, area.severity_on(*day), unescorted);
            operation.is_some_and(|operation| !operation.refused)
        };
        (1..=366).map(|days| risk.day.plus(days)).find(accepts).map(|day| day.to_string())
    }

    fn about(&self, code: Code, subject: Subject, provenance: &Provenance) -> FactRecord {
        let kind = match subject {
            Subject::Line(_) => "line",
            Subject::Lane(_) => "lane",
            Subject::Transfer(_) => "transfer",
            Subject::Passage(_) => "passage",
            Subject::Place(_) => "place",
        };
        let name = match subject {
            Subject::Transfer(id) => self.transfer_name(id),
            other => self.network.subject_name(other).to_string(),
        };
        FactRecord {
            code,
            subject: self.network.subject_id(subject).into(),
            subject_name: name,
            subject_kind: kind,
            reason: String::new(),
            rule: None,
            issuer: None,
            legal_basis: None,
            from: None,
            until: None,
            sources: self.source_ids(provenance),
            confidence: provenance.confidence.map(crate::model::Confidence::word),
            lift: Lift::default(),
        }
    }

    fn about_rule(&self, code: Code, rule: crate::model::RestrictionId) -> FactRecord {
        let restriction = &self.network.restrictions[rule];
        let mut record = FactRecord {
            code,
            subject: restriction.id.clone(),
            subject_name: restriction.name.clone(),
            subject_kind: "restriction",
            reason: String::new(),
            rule: Some(restriction.id.clone()),
            issuer: restriction.issuer.clone(),
            legal_basis: restriction.legal_basis.clone(),
            from: None,
            until: None,
            sources: self.source_ids(&restriction.provenance),
            confidence: restriction.provenance.confidence.map(crate::model::Confidence::word),
            lift: Lift::default(),
        };
        record.dates(&restriction.window);
        record
    }

    fn about_admission(&self, code: Code, set: crate::model::AdmissionId, _: Day) -> FactRecord {
        let admission = &self.network.admissions[set];
        let mut record = FactRecord {
            code,
            subject: admission.id.clone(),
            subject_name: admission.name.clone(),
            subject_kind: "admission",
            reason: String::new(),
            rule: Some(admission.id.clone()),
            issuer: Some(admission.issuer.clone()),
            legal_basis: Some(admission.legal_basis.clone()),
            from: None,
            until: None,
            sources: self.source_ids(&admission.provenance),
            confidence: admission.provenance.confidence.map(crate::model::Confidence::word),
            lift: Lift::default(),
        };
        record.dates(&admission.window);
        record
    }

    /// What a transfer is called: its kind and its place.
    pub fn transfer_name(&self, id: crate::model::TransferId) -> String {
        let transfer = &self.network.transfers[id];
        let place = &self.network.places[transfer.at].name;
        if let Some(name) = &transfer.name {
            return name.clone();
        }
        match &transfer.kind {
            TransferKind::Border { countries: [a, b], .. } => format!("border {a}-{b} at {place}"),
            TransferKind::GaugeChange { gauges: [a, b], .. } => {
                format!("change of gauge {}/{} at {place}", a.millimetres(), b)
            }
            TransferKind::Port { .. } => format!("port of {place}"),
            TransferKind::ModeChange { modes: [a, b] } => {
                format!("{} to {} at {place}", a.word(), b.word()).replace('_', " ")
            }
            TransferKind::Converter { countries: [a, b] } => format!("converter {a}-{b} at {place}"),
            TransferKind::Liquefaction => format!("liquefaction at {place}"),
            TransferKind::Regasification => format!("regasification at {place}"),
        }
    }

    pub fn source_ids(&self, provenance: &Provenance) -> Vec<String> {
        provenance.sources.iter().map(|source| self.network.sources[*source].id.clone()).collect()
    }

    /// The rules of `set` do not hold on `day`, but stand in.
    fn unverified(&self, set: crate::model::AdmissionId, day: Day) -> Option<String> {
        let admission = &self.network.admissions[set];
        let until = admission.window.until.filter(|_| !admission.window.contains(day))?;
        Some(format!("unverified: these rules ended on {until}, and the current table could not be had"))
    }

    fn scenarios_opening(&self, subject: Subject) -> Vec<String> {
        let opens = |change: &Change| matches!(change, Change::Open(opened, _) if *opened == subject);
        let scenarios = self.network.scenarios.values().filter(|scenario| scenario.changes.iter().any(opens));
        scenarios.map(|scenario| scenario.id.clone()).collect()
    }

    /// The day on which a later spell of the subject's history opens it, if the files know one.
    fn reopens(&self, subject: Subject, state: State, window: &Window) -> Option<String> {
        let histories: Vec<_> = match subject {
            Subject::Line(id) => {
                self.network.lines[id].sections.iter().map(|section| &self.network.sections[*section].status).collect()
            }
            Subject::Lane(id) => vec![&self.network.lanes[id].status],
            Subject::Transfer(id) => vec![&self.network.transfers[id].status],
            Subject::Passage(_) | Subject::Place(_) => Vec::new(),
        };
        let end = window.until?.first_day();
        histories
            .into_iter()
            .filter(|history| history.spells.iter().any(|spell| spell.window == *window && spell.state == state))
            .flat_map(|history| &history.spells)
            .filter(|spell| spell.state.is_usable())
            .filter_map(|spell| spell.window.from)
            .filter(|from| from.first_day() >= end)
            .min_by_key(|from| from.first_day())
            .map(|from: Date| from.to_string())
    }

    /// The first day after `day`, within a year, on which a rule admits the class in the ice that is normal then.
    fn admitted_again(
        &self,
        set: crate::model::AdmissionId,
        class: IceClass,
        area: Option<crate::model::IceAreaId>,
        day: Day,
    ) -> Option<String> {
        let admission = &self.network.admissions[set];
        let admits = |day: Day| {
            let severity = area.map(|area| self.network.ice_areas[area].severity_on(day)).unwrap_or_default();
            let rule = admission.rules.iter().find(|rule| {
                rule.classes.contains(&class)
                    && rule.season.is_none_or(|season| season.contains(day))
                    && (rule.areas.is_empty() || area.is_some_and(|area| rule.areas.contains(&area)))
            });
            rule.is_some_and(|rule| rule.independent.admits(severity) || rule.escorted.admits(severity))
        };
        (1..=366).map(|days| day.plus(days)).find(|later| admits(*later)).map(|day| day.to_string())
    }
}

impl FactRecord {
    fn dates(&mut self, window: &Window) {
        self.from = window.from.map(|date| date.to_string());
        self.until = window.until.map(|date| date.to_string());
    }
}

/// A timetable in one direction: `leaves Fri at 16:00; cargo 24 h before; 130 TEU on each`
pub fn timetable(service: &Service, forward: bool) -> String {
    let mut told = match (service.departures(forward), service.rhythm) {
        (Some(Departures { days, at }), _) => format!("leaves {days} at {}", Clock(at)),
        (None, Rhythm::Every(headway)) => {
            format!("leaves every {headway} on days that are not known; half of that is in the time")
        }
        (None, Rhythm::Weekly { .. }) => String::new(),
    };
    if service.cut_off > Minutes::default() {
        let _ = write!(told, "; cargo {} before", service.cut_off);
    }
    if let Some(slots) = &service.slots {
        let _ = write!(told, "; {} on each", slots.typ);
    }
    told
}

/// With a space in front; nothing for all time.
fn since(window: &Window) -> String {
    match (window.from, window.until) {
        (None, None) => String::new(),
        (Some(from), None) => format!(" since {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (Some(from), Some(until)) => format!(" from {from} to {until}"),
    }
}

/// The countries of a list, by name.
pub(super) fn country_names(countries: &[Country]) -> String {
    countries.iter().map(Country::name).collect::<Vec<_>>().join(", ")
}
