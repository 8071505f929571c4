//! Restrictions as data, and scenarios.

use super::ice::IceYear;
use super::ids::{
    CapacityGroupId, LaneId, LineId, OperatorId, PassageId, PlaceId, RestrictionId, TransferId, VesselId, named,
};
use super::link::Mode;
use super::place::Country;
use super::provenance::{Dated, Period, Provenance};
use crate::calendar::{Day, Window};
use crate::diagnostics::FileId;
use crate::units::{Capacity, Minutes, Quota};

/// What a restriction speaks of. Every key that is not empty must hold; each holds if any of its items does.
#[derive(Debug, Clone, Default)]
pub struct Match {
    /// Countries that the journey starts in.
    pub origin: Vec<Country>,
    /// Countries that the journey ends in.
    pub destination: Vec<Country>,
    /// Commodities in the cargo.
    pub commodities: Vec<String>,
    /// Countries that the cargo is from.
    pub cargo_origin: Vec<Country>,
    /// Countries that the cargo must not be from for this to match.
    pub cargo_origin_not: Vec<Country>,
    /// Ships.
    pub vessels: Vec<VesselId>,
    /// Lines.
    pub lines: Vec<LineId>,
    /// Sea lanes.
    pub lanes: Vec<LaneId>,
    /// Transfers.
    pub transfers: Vec<TransferId>,
    /// Passages.
    pub passages: Vec<PassageId>,
    /// Places touched.
    pub places: Vec<PlaceId>,
    /// Countries touched.
    pub countries: Vec<Country>,
    /// Who runs the line.
    pub operators: Vec<OperatorId>,
    /// How cargo moves.
    pub modes: Vec<Mode>,
    /// Cargo passes from one of the first countries to one of the second.
    pub crossing: Option<(Vec<Country>, Vec<Country>)>,
}

impl Match {
    /// Whether it speaks of the journey alone, not of links or transfers.
    pub fn is_about_the_journey(&self) -> bool {
        self.lines.is_empty()
            && self.lanes.is_empty()
            && self.transfers.is_empty()
            && self.passages.is_empty()
            && self.places.is_empty()
            && self.countries.is_empty()
            && self.operators.is_empty()
            && self.modes.is_empty()
            && self.crossing.is_none()
    }
}

/// What follows where a restriction matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// As if there were no rule (in exceptions).
    Allow,
    /// May not be used.
    Exclude,
    /// May be used within a limit.
    Quota,
    /// Takes longer.
    Delay,
    /// May be used; the reader must know.
    Flag,
}

impl Effect {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Allow, "allow"),
        (Self::Exclude, "exclude"),
        (Self::Quota, "quota"),
        (Self::Delay, "delay"),
        (Self::Flag, "flag"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(effect, _)| *effect == self).map_or("", |(_, word)| word)
    }
}

/// A case in which a restriction has another effect.
#[derive(Debug, Clone)]
pub struct Exception {
    /// When.
    pub window: Window,
    /// What it speaks of.
    pub matches: Match,
    /// What follows instead.
    pub effect: Effect,
    /// The sentence to print.
    pub explain: Option<String>,
    /// Where it is known from.
    pub provenance: Provenance,
}

/// A legal or self-imposed restriction.
#[derive(Debug, Clone)]
pub struct Restriction {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who made it.
    pub issuer: Option<String>,
    /// In which text.
    pub legal_basis: Option<String>,
    /// When it is in force.
    pub window: Window,
    /// What it speaks of.
    pub matches: Match,
    /// What follows.
    pub effect: Effect,
    /// The sentence to print.
    pub explain: Option<String>,
    /// The limit, in words.
    pub quota: Option<String>,
    /// The limit, as an amount in a period.
    pub limit: Option<Dated<Quota>>,
    /// The extra time.
    pub delay: Option<Dated<Minutes>>,
    /// Cases with another effect.
    pub exceptions: Vec<Exception>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl Restriction {
    /// How much may pass, for people: the words of the author, else the limit with the dates it holds on.
    pub fn allowance(&self) -> Option<String> {
        let told = |period: &Period<Quota>| match period.window {
            Window::ALWAYS => period.figure.typ.to_string(),
            window => format!("{} {window}", period.figure.typ),
        };
        let limits =
            || self.limit.as_ref().map(|limit| limit.periods().iter().map(told).collect::<Vec<_>>().join(", "));
        self.quota.clone().or_else(limits)
    }
}

/// What a scenario opens or closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A line.
    Line(LineId),
    /// A sea lane.
    Lane(LaneId),
    /// A transfer.
    Transfer(TransferId),
    /// A passage.
    Passage(PassageId),
    /// A place.
    Place(PlaceId),
}

/// What has a capacity that a scenario can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacitated {
    /// Every section of a line.
    Line(LineId),
    /// A transfer.
    Transfer(TransferId),
    /// Lines that share one capacity.
    Group(CapacityGroupId),
}

/// One change of a scenario.
#[derive(Debug, Clone)]
pub enum Change {
    /// It is open during the window, whatever its history says.
    Open(Subject, Window),
    /// It is closed during the window.
    Close(Subject, Window),
    /// The restriction does not hold.
    Lift(RestrictionId),
    /// It has this capacity during the window.
    Widen(Capacitated, Capacity, Window),
    /// The ice is that of such a year.
    Ice(IceYear),
}

/// A named what-if: an overlay over the network, which itself is never edited.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks.
    pub summary: Option<String>,
    /// The day of departure when none is named.
    pub depart: Option<Day>,
    /// What it changes.
    pub changes: Vec<Change>,
    /// Where it is from.
    pub provenance: Provenance,
    /// The file it was written in.
    pub file: FileId,
}

/// What an answer is best by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Objective {
    /// Earliest arrival.
    #[default]
    Time,
    /// Least money.
    Cost,
    /// Least distance.
    Distance,
    /// Least greenhouse gas, well to wheel.
    Co2,
    /// Least money, the time counted at what it is worth.
    Generalised,
}

impl Objective {
    /// All of them with the word that files and the command line use.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Time, "time"),
        (Self::Cost, "cost"),
        (Self::Distance, "distance"),
        (Self::Co2, "co2"),
        (Self::Generalised, "generalised"),
    ];

    /// The word that files and the command line use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(objective, _)| *objective == self).map_or("", |(_, word)| word)
    }
}

named!(Restriction, Scenario);
