//! What is found about a step: what blocks it, and what the reader must know though it is open.

use crate::calendar::{Day, Window};
use crate::model::{
    AdmissionId, CargoId, IceAreaId, IceClass, LaneId, Operation, PlaceId, Provenance, RestrictionId, ScenarioId,
    Severity, State, Subject, VesselId,
};
use crate::scenario::LiftedBy;
use crate::units::{Draught, ExchangeRate, Minutes};

/// One fact with what is needed to cite it. Equal facts are told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The file gives the link a state in which it is not used, or used with limits.
    Status {
        /// The line, lane or transfer.
        subject: Subject,
        /// Its state.
        state: State,
        /// During which spell.
        window: Window,
        /// What the author adds.
        note: Option<String>,
        /// Who says so.
        provenance: Provenance,
    },
    /// The file says nothing of the link's state on that day.
    StatusUnknown {
        /// The line, lane or transfer.
        subject: Subject,
        /// The day.
        day: Day,
    },
    /// The scenario closes it.
    ClosedByScenario {
        /// What is closed.
        subject: Subject,
        /// By which scenario.
        scenario: ScenarioId,
    },
    /// The scenario opens it, against its history.
    OpenedByScenario {
        /// What is opened.
        subject: Subject,
        /// By which scenario.
        scenario: ScenarioId,
    },
    /// A restriction has an effect, or one of its exceptions has.
    Restricted {
        /// The restriction.
        rule: RestrictionId,
        /// The exception that applies instead of the rule's own effect.
        exception: Option<usize>,
    },
    /// Whether a restriction matches depends on what is in the cargo.
    DependsOnContents {
        /// The restriction.
        rule: RestrictionId,
    },
    /// A restriction that would exclude this is lifted.
    Lifted {
        /// The restriction.
        rule: RestrictionId,
        /// Who lifted it.
        by: LiftedBy,
    },
    /// The lane or passage is not deep enough for the ship.
    TooShallow {
        /// Where.
        subject: Subject,
        /// What it takes, clearance taken off.
        limit: Draught,
        /// What the ship draws.
        draught: Draught,
        /// Where the depth is known from.
        provenance: Provenance,
    },
    /// The admission rules refuse the class on that day.
    NotAdmitted {
        /// The rules.
        set: AdmissionId,
        /// The rule that refuses; none if no rule speaks of the class.
        rule: Option<usize>,
        /// The ship's class.
        class: IceClass,
        /// The ice area.
        area: Option<IceAreaId>,
        /// How heavy the ice is.
        severity: Severity,
        /// The day.
        day: Day,
    },
    /// Admitted behind an icebreaker only.
    EscortNeeded {
        /// The rules.
        set: AdmissionId,
    },
    /// The rules are not known to hold on that day, or the table could not be had.
    AdmissionUnverified {
        /// The rules that stand in, or whose cell is unknown.
        set: AdmissionId,
        /// The table's cell for the class could not be had, so nothing was checked.
        cell_unknown: bool,
    },
    /// No rules are known for the regime.
    AdmissionMissing {
        /// The lane.
        lane: LaneId,
    },
    /// The ship cannot move in ice this heavy.
    StoppedByIce {
        /// The lane.
        lane: LaneId,
        /// The ice area.
        area: IceAreaId,
        /// How heavy the ice is.
        severity: Severity,
        /// The day.
        day: Day,
    },
    /// The ice is too risky for the ship (POLARIS).
    TooRisky(IceRisk),
    /// The ice is too risky for the ship by itself; it sails behind an icebreaker (POLARIS).
    EscortForRisk(IceRisk),
    /// The risk is elevated, and the ship slower for it (POLARIS).
    ElevatedRisk(IceRisk),
    /// It leaves by a timetable.
    Scheduled {
        /// The line or lane.
        subject: Subject,
        /// From its first place to its last.
        forward: bool,
    },
    /// No speed is known, so no time can be given.
    SpeedUnknown {
        /// The line.
        subject: Subject,
    },
    /// Nothing at a place, in whatever state, takes the cargo.
    NothingHandles {
        /// The place.
        place: PlaceId,
        /// The cargo.
        cargo: CargoId,
    },
    /// No chain of links and transfers, in whatever state, joins origin and destination for the cargo.
    NotJoined {
        /// The place where the journey would start.
        origin: PlaceId,
        /// The place where it would end.
        destination: PlaceId,
        /// The cargo.
        cargo: CargoId,
    },
    /// A figure of another period stands in.
    StandsIn {
        /// Of what.
        subject: Subject,
    },
    /// A price in another currency was changed to dollars.
    Exchanged {
        /// The price of what.
        subject: Subject,
        /// At which rate.
        rate: ExchangeRate,
        /// Where the rate is known from, and of which date it is.
        provenance: Provenance,
    },
    /// Part of the way may be sailed behind an icebreaker whose price is not known.
    EscortWithoutPrice {
        /// The lane.
        lane: LaneId,
    },
}

impl Fact {
    /// Whether it is the one to tell of two with the same cause: that of the greater risk.
    pub fn is_graver_than(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::TooRisky(one), Self::TooRisky(other))
            | (Self::EscortForRisk(one), Self::EscortForRisk(other))
            | (Self::ElevatedRisk(one), Self::ElevatedRisk(other)) => one.operation.alone < other.operation.alone,
            _ => false,
        }
    }

    /// Whether two facts would be told in the same words but for the lane, the day and how heavy the ice is.
    pub fn same_cause(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::NotAdmitted { set, rule, class, .. },
                Self::NotAdmitted { set: other_set, rule: other_rule, class: other_class, .. },
            ) => (set, rule, class) == (other_set, other_rule, other_class),
            (Self::StoppedByIce { .. }, Self::StoppedByIce { .. })
            | (Self::AdmissionMissing { .. }, Self::AdmissionMissing { .. })
            | (Self::TooRisky(_), Self::TooRisky(_))
            | (Self::EscortForRisk(_), Self::EscortForRisk(_))
            | (Self::ElevatedRisk(_), Self::ElevatedRisk(_))
            | (Self::EscortWithoutPrice { .. }, Self::EscortWithoutPrice { .. }) => true,
            (Self::Exchanged { rate, .. }, Self::Exchanged { rate: other, .. }) => rate == other,
            (
                Self::Status { subject, state, window, .. },
                Self::Status { subject: other_subject, state: other_state, window: other_window, .. },
            ) => (subject, state, window) == (other_subject, other_state, other_window),
            (Self::StatusUnknown { subject, .. }, Self::StatusUnknown { subject: other, .. }) => subject == other,
            _ => self == other,
        }
    }
}

/// How risky the ice of a lane is for a ship on a day (POLARIS).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IceRisk {
    /// The ship.
    pub vessel: VesselId,
    /// The lane.
    pub lane: LaneId,
    /// The ice area.
    pub area: IceAreaId,
    /// How heavy the ice is.
    pub severity: Severity,
    /// The day.
    pub day: Day,
    /// What follows.
    pub operation: Operation,
}

/// What is decided about a step on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// Why it may not be used; empty if it may.
    pub blocks: Vec<Fact>,
    /// What the reader must know if it is used.
    pub flags: Vec<Fact>,
    /// Time that rules add.
    pub delay: Minutes,
}

impl Verdict {
    /// Whether the step may be taken.
    pub fn is_open(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(super) fn block(&mut self, fact: Fact) {
        push_once(&mut self.blocks, fact);
    }

    pub(super) fn flag(&mut self, fact: Fact) {
        push_once(&mut self.flags, fact);
    }
}

fn push_once(facts: &mut Vec<Fact>, fact: Fact) {
    if !facts.contains(&fact) {
        facts.push(fact);
    }
}
