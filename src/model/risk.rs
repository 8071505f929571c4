//! How risky ice is for a ship (POLARIS), and what it may then do.
//!
//! # Method
//! The risk index outcome of a stretch is the sum over the types of ice there of tenths of cover times the class's value.
//! What ice lies there is known as a severity only, so a table states the *regime* of each whole severity: tenths of
//! cover by type. Between whole severities cover is linear, in thousandths of a tenth; each regime is at least as heavy
//! as the one before, so the outcome never rises with severity.
//!
//! # Source
//! IMO MSC.1/Circ.1519. The limits of speed of PC1 and PC2 and the 10 for an icebreaker are from memory.

use std::collections::BTreeMap;
use std::fmt;

use super::ice::Severity;
use super::ids::named;
use super::provenance::Provenance;
use super::{Network, Vessel};
use crate::diagnostics::FileId;
use crate::units::Speed;

/// Risk index values by class of ship and type of ice (POLARIS).
#[derive(Debug, Clone)]
pub struct RiskTable {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In which text.
    pub legal_basis: String,
    /// Types of ice, lightest first.
    pub ice: Vec<String>,
    /// For each class one value for each type of ice.
    pub values: BTreeMap<String, Vec<i8>>,
    /// What lies at severity 0, 1, 2 and 3; without it the table limits nothing.
    pub regimes: Option<IceRegimes>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(RiskTable);

/// Tenths of cover by type of ice at severity 0, 1, 2 and 3, each list in the table's order of types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IceRegimes(pub [Vec<u8>; 4]);

impl IceRegimes {
    /// All of the water, in tenths.
    pub const WHOLE: u16 = 10;

    /// Whether each regime covers the whole water.
    pub fn are_whole(&self) -> bool {
        self.0.iter().all(|tenths| tenths.iter().map(|tenth| u16::from(*tenth)).sum::<u16>() == Self::WHOLE)
    }

    /// Whether each regime has at least as much ice beyond every type as the one before.
    pub fn get_heavier(&self) -> bool {
        let beyond = |tenths: &[u8], index: usize| tenths[index..].iter().map(|tenth| u16::from(*tenth)).sum::<u16>();
        self.0.windows(2).all(|pair| (0..pair[0].len()).all(|index| beyond(&pair[0], index) <= beyond(&pair[1], index)))
    }
}

/// A risk index outcome, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RiskIndex(i32);

impl RiskIndex {
    /// Below this even ships of a polar class need special consideration.
    pub const ELEVATED_FROM: Self = Self(-10_000);
    /// What an icebreaker ahead counts.
    const ESCORT: i32 = 10_000;

    /// From thousandths.
    pub const fn from_milli(milli: i32) -> Self {
        Self(milli)
    }

    /// In thousandths.
    pub const fn milli(self) -> i32 {
        self.0
    }

    /// Behind an icebreaker.
    #[must_use]
    pub const fn escorted(self) -> Self {
        Self(self.0 + Self::ESCORT)
    }
}

impl fmt::Display for RiskIndex {
    /// `-4.2`, rounded down.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = self.0.div_euclid(100);
        let sign = if tenths < 0 { "-" } else { "" };
        write!(formatter, "{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10)
    }
}

/// What a ship may do in ice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// The outcome for the ship by itself.
    pub alone: RiskIndex,
    /// Whether it has an icebreaker ahead, because by itself the outcome is below 0.
    pub escort: bool,
    /// How fast it may go at most, at elevated risk.
    pub limit: Option<Speed>,
    /// The risk is too high for it.
    pub refused: bool,
}

impl Operation {
    /// The outcome as it is sailed.
    pub fn outcome(&self) -> RiskIndex {
        if self.escort { self.alone.escorted() } else { self.alone }
    }
}

impl RiskTable {
    /// The outcome for a class in ice of such severity; none if the table has no such row or states no regimes.
    pub fn outcome(&self, class: &str, severity: Severity) -> Option<RiskIndex> {
        let (values, regimes) = (self.values.get(class)?, self.regimes.as_ref()?);
        let milli = i32::from(severity.milli());
        let below = usize::from(severity.milli() / 1000).min(2);
        let beyond = milli - i32::try_from(below).ok()? * 1000;
        let thousandths = regimes.0[below].iter().zip(&regimes.0[below + 1]).map(|(light, heavy)| {
            let (light, heavy) = (i32::from(*light), i32::from(*heavy));
            light * (1000 - beyond) + heavy * beyond
        });
        Some(RiskIndex(values.iter().zip(thousandths).map(|(value, cover)| i32::from(*value) * cover).sum()))
    }

    /// What a ship of the class may do in ice of such severity; with an icebreaker where it needs one, unless it sails
    /// `unescorted`.
    pub fn operation(&self, class: &str, severity: Severity, unescorted: bool) -> Option<Operation> {
        let alone = self.outcome(class, severity)?;
        let normal = Operation { alone, escort: false, limit: None, refused: false };
        if alone >= RiskIndex::default() {
            return Some(normal);
        }
        let sailed = Operation { escort: !unescorted, ..normal };
        if sailed.outcome() >= RiskIndex::default() {
            return Some(sailed);
        }
        let limit = elevated_limit(class).filter(|_| sailed.outcome() >= RiskIndex::ELEVATED_FROM);
        Some(Operation { limit, refused: limit.is_none(), ..sailed })
    }
}

/// How fast a polar class may go at elevated risk; other classes may not go at all.
fn elevated_limit(class: &str) -> Option<Speed> {
    const METRES_PER_DAY_OF_A_KNOT: u64 = 1852 * 24;
    let knots = match class.strip_prefix("PC")? {
        "1" => 11,
        "2" => 8,
        "3" | "4" | "5" => 5,
        "6" | "7" => 3,
        _ => return None,
    };
    Some(Speed::from_metres_per_day(knots * METRES_PER_DAY_OF_A_KNOT))
}

impl Network {
    /// What a ship may do in ice of such severity, by the first risk table that knows its polar class.
    pub fn operation_in_ice(&self, vessel: &Vessel, severity: Severity, unescorted: bool) -> Option<Operation> {
        let class = vessel.polar_class.as_ref()?;
        self.risk_tables.values().find_map(|table| table.operation(class, severity, unescorted))
    }

    /// How fast a ship makes way in ice of such severity, within the limit of its risk.
    pub fn speed_in_ice(&self, vessel: &Vessel, severity: Severity, unescorted: bool) -> Speed {
        let speed = vessel.speed_in(severity);
        let limit = self.operation_in_ice(vessel, severity, unescorted).and_then(|operation| operation.limit);
        limit.map_or(speed, |limit| speed.min(limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two types of ice; heavy ice counts -2 for PC7 and -4 for IA.
    fn table() -> RiskTable {
        RiskTable {
            id: "test".into(),
            name: "Test".into(),
            legal_basis: "none".into(),
            ice: vec!["free".into(), "heavy".into()],
            values: [("PC7".to_string(), vec![3, -2]), ("IA".to_string(), vec![3, -4])].into(),
            regimes: Some(IceRegimes([vec![10, 0], vec![6, 4], vec![2, 8], vec![0, 10]])),
            provenance: Provenance::default(),
            note: None,
            file: FileId(0),
        }
    }

    #[test]
    fn the_outcome_is_the_sum_of_tenths_times_values() {
        let at = |class, milli| table().outcome(class, Severity::from_milli(milli)).map(RiskIndex::milli);
        assert_eq!(at("PC7", 0), Some(30_000));
        assert_eq!(at("PC7", 1000), Some(18_000 - 8_000));
        assert_eq!(at("PC7", 1500), Some(0));
        assert_eq!(at("PC7", 3000), Some(-20_000));
        assert_eq!(at("PC9", 3000), None);
    }

    #[test]
    fn an_icebreaker_counts_ten_and_elevated_risk_is_slow() {
        let of = |class, milli, unescorted| {
            let operation = table().operation(class, Severity::from_milli(milli), unescorted).expect("a row");
            (operation.escort, operation.limit.map(|limit| limit.to_string()), operation.refused)
        };
        let slow = || Some(Speed::from_metres_per_day(3 * 1852 * 24).to_string());
        assert_eq!(of("PC7", 1400, false), (false, None, false));
        assert_eq!(of("PC7", 2000, false), (true, None, false));
        assert_eq!(of("PC7", 2500, false), (true, slow(), false));
        assert_eq!(of("PC7", 2000, true), (false, slow(), false));
        assert_eq!(of("PC7", 2500, true), (false, None, true));
        // A class under PC7 has no elevated risk: below 0 it may not.
        assert_eq!(of("IA", 1400, false), (true, None, false));
        assert_eq!(of("IA", 1400, true), (false, None, true));
        assert_eq!(of("IA", 2500, false), (true, None, true));
    }

    #[test]
    fn regimes_that_lose_ice_or_get_lighter_are_found() {
        let regimes = |last| IceRegimes([vec![10, 0], vec![6, 4], vec![2, 8], last]);
        assert!(regimes(vec![0, 10]).are_whole() && regimes(vec![0, 10]).get_heavier());
        assert!(!regimes(vec![0, 9]).are_whole());
        assert!(!regimes(vec![5, 5]).get_heavier());
    }

    #[test]
    fn outcomes_are_told_to_a_tenth() {
        let told = |milli| RiskIndex::from_milli(milli).to_string();
        assert_eq!((told(-4_250), told(-50), told(9_999)), ("-4.3".into(), "-0.1".into(), "9.9".into()));
    }
}
