//! Ice by area and month, and who is admitted to it.

use std::fmt;
use std::str::FromStr;

use super::ids::{IceAreaId, named};
use super::provenance::{Figure, Provenance};
use crate::calendar::{Day, Season, Window};
use crate::diagnostics::FileId;
use crate::units::{Distance, EscortRate, GrossTonnage, Share, UnitError};

/// How heavy ice is, in thousandths: 0 open, 1000 light, 2000 medium, 3000 heavy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Severity(u16);

impl Severity {
    /// Heavy ice.
    pub const HEAVIEST: Self = Self(3000);

    /// From thousandths; nothing is heavier than heavy.
    pub fn from_milli(milli: u16) -> Self {
        Self(milli.min(3000))
    }

    /// In thousandths.
    pub const fn milli(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{:02}", self.0 / 1000, (self.0 % 1000) / 10)
    }
}

impl FromStr for Severity {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let wrong = || {
            UnitError::new(
                format!("`{}` is no severity of ice", text.trim()),
                "write a number from 0 (open) to 3 (heavy)",
            )
        };
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty();
        if !digits(whole) || !digits(part) || part.len() > 3 || whole.len() > 1 {
            return Err(wrong());
        }
        let scale = 10_u16.pow(3 - u32::try_from(part.len()).unwrap_or(3));
        let milli =
            whole.parse::<u16>().map_err(|_| wrong())? * 1000 + part.parse::<u16>().map_err(|_| wrong())? * scale;
        if milli > 3000 { Err(wrong()) } else { Ok(Self(milli)) }
    }
}

/// A part of the sea with one ice climate.
#[derive(Debug, Clone)]
pub struct IceArea {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Severity in the middle of each month, January first.
    pub severity: [Severity; 12],
    /// How much of the way ships were escorted, by hull and month.
    pub escort_shares: Vec<EscortShare>,
    /// How long the way through it is, over which the escort's fee for one zone is spread.
    pub through: Option<Figure<Distance>>,
    /// Where that is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// How likely a ship needed an icebreaker in the ice massif of an area.
#[derive(Debug, Clone)]
pub struct EscortShare {
    /// The hull, in the notation of the source (`UL`, `ULA`).
    pub hull: String,
    /// The ice massif.
    pub massif: String,
    /// In June.
    pub june: Share,
    /// In August.
    pub august: Share,
    /// In October.
    pub october: Share,
    /// Where that is known from.
    pub provenance: Provenance,
}

/// What kind of year it is for ice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum IceYear {
    /// Little ice.
    Mild,
    /// As the climate table says.
    #[default]
    Normal,
    /// Much ice.
    Severe,
}

impl IceYear {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Mild, "mild"), (Self::Normal, "normal"), (Self::Severe, "severe")];

    /// Severity of a mild year below a normal one, in thousandths (authored).
    const MILD_BELOW: u16 = 500;
    /// Severity of a severe year above a normal one, in thousandths (authored).
    const SEVERE_ABOVE: u16 = 600;

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(year, _)| *year == self).map_or("", |(_, word)| word)
    }

    /// Severity in such a year where it is `normal` in a normal one; open water stays open.
    pub fn severity(self, normal: Severity) -> Severity {
        match self {
            _ if normal == Severity::default() => normal,
            Self::Mild => Severity::from_milli(normal.milli().saturating_sub(Self::MILD_BELOW)),
            Self::Normal => normal,
            Self::Severe => Severity::from_milli(normal.milli() + Self::SEVERE_ABOVE),
        }
    }
}

impl IceArea {
    /// Severity on `day`, linear between the middles of the months (their 15th).
    pub fn severity_on(&self, day: Day) -> Severity {
        const MIDDLE: u32 = 15;
        let (year, month, date) = day.civil();
        let month_index = month as usize - 1;
        let (before, after, from_year, from_month) = if date >= MIDDLE {
            (month_index, (month_index + 1) % 12, year, month)
        } else {
            let previous = (month_index + 11) % 12;
            let from_year = if month == 1 { year - 1 } else { year };
            (previous, month_index, from_year, u32::try_from(previous).unwrap_or(0) + 1)
        };
        let (to_year, to_month) = if from_month == 12 { (from_year + 1, 1) } else { (from_year, from_month + 1) };
        let (Some(start), Some(end)) =
            (Day::from_civil(from_year, from_month, MIDDLE), Day::from_civil(to_year, to_month, MIDDLE))
        else {
            return self.severity[month_index];
        };
        let length = i64::from(end.count() - start.count());
        let passed = i64::from(day.count() - start.count());
        let (low, high) = (i64::from(self.severity[before].0), i64::from(self.severity[after].0));
        let milli = low + (high - low) * passed / length;
        Severity(u16::try_from(milli).unwrap_or(0))
    }
}

/// A ship's ice class in the Russian Register's notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IceClass {
    /// No ice class.
    None,
    /// Ice1 to Ice3.
    Ice(u8),
    /// Arc4 to Arc9.
    Arc(u8),
}

impl FromStr for IceClass {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let text = text.trim();
        let digit = |rest: &str| rest.parse::<u8>().ok();
        let class = match text {
            "none" => Some(Self::None),
            _ => text
                .strip_prefix("Ice")
                .and_then(digit)
                .filter(|number| (1..=3).contains(number))
                .map(Self::Ice)
                .or_else(|| text.strip_prefix("Arc").and_then(digit).filter(|n| (4..=9).contains(n)).map(Self::Arc)),
        };
        class.ok_or_else(|| {
            UnitError::new(
                format!("`{text}` is not an ice class"),
                "classes: `none`, `Ice1` to `Ice3`, `Arc4` to `Arc9`",
            )
        })
    }
}

impl fmt::Display for IceClass {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => formatter.write_str("no ice class"),
            Self::Ice(number) => write!(formatter, "Ice{number}"),
            Self::Arc(number) => write!(formatter, "Arc{number}"),
        }
    }
}

/// The heaviest ice in which a class may sail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allowance {
    /// Not at all.
    Never,
    /// Severity up to 1.
    Light,
    /// Severity up to 2.
    Medium,
    /// Any.
    Heavy,
    /// The table could not be had: admitted, and marked as unverified.
    Unknown,
}

impl Allowance {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Never, "never"),
        (Self::Light, "light"),
        (Self::Medium, "medium"),
        (Self::Heavy, "heavy"),
        (Self::Unknown, "unknown"),
    ];

    /// Whether ice of this severity is within it.
    pub fn admits(self, severity: Severity) -> bool {
        match self {
            Self::Never => false,
            Self::Light => severity.0 <= 1000,
            Self::Medium => severity.0 <= 2000,
            Self::Heavy | Self::Unknown => true,
        }
    }
}

/// One rule of an admission table.
#[derive(Debug, Clone)]
pub struct AdmissionRule {
    /// The classes it speaks of.
    pub classes: Vec<IceClass>,
    /// When; always if none.
    pub season: Option<Season>,
    /// Where; everywhere if empty.
    pub areas: Vec<IceAreaId>,
    /// Without an icebreaker.
    pub independent: Allowance,
    /// Behind an icebreaker.
    pub escorted: Allowance,
}

/// A set of admission rules with its time.
#[derive(Debug, Clone)]
pub struct Admission {
    /// Its id.
    pub id: String,
    /// Sets with the same regime follow each other.
    pub regime: String,
    /// Its name.
    pub name: String,
    /// Who made it.
    pub issuer: String,
    /// In which text.
    pub legal_basis: String,
    /// When it was in force.
    pub window: Window,
    /// Whether it ends without a successor: after it no set of its regime stands in.
    pub lapses: bool,
    /// Its rules; the first that fits decides.
    pub rules: Vec<AdmissionRule>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// A row of an escort tariff.
#[derive(Debug, Clone)]
pub struct EscortTariffRow {
    /// The classes it speaks of.
    pub classes: Vec<IceClass>,
    /// The smallest gross tonnage it speaks of.
    pub tonnage_from: Option<GrossTonnage>,
    /// The first gross tonnage above it.
    pub tonnage_until: Option<GrossTonnage>,
    /// When; always if none.
    pub season: Option<Season>,
    /// What one unit of gross tonnage costs for 1, 2, ... zones.
    pub by_zones: Vec<EscortRate>,
}

/// What an icebreaker's escort costs at most.
#[derive(Debug, Clone)]
pub struct EscortTariff {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who made it.
    pub issuer: String,
    /// In which text.
    pub legal_basis: String,
    /// When it was in force.
    pub window: Window,
    /// Its rows.
    pub rates: Vec<EscortTariffRow>,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}
named!(IceArea, Admission, EscortTariff);

#[cfg(test)]
mod tests {
    use super::*;

    fn area() -> IceArea {
        let severity = std::array::from_fn(|month| Severity::from_milli(if month == 0 { 3000 } else { 0 }));
        IceArea {
            id: "test".into(),
            name: "Test".into(),
            severity,
            escort_shares: Vec::new(),
            through: None,
            provenance: Provenance::default(),
            note: None,
            file: FileId(0),
        }
    }

    #[test]
    fn severity_is_linear_between_the_middles_of_months() {
        let on = |text: &str| area().severity_on(text.parse().unwrap()).milli();
        assert_eq!(on("2026-01-15"), 3000);
        assert_eq!(on("2026-02-15"), 0);
        assert_eq!(on("2026-07-01"), 0);
        assert_eq!(on("2025-12-15"), 0);
        assert_eq!(on("2026-01-01"), 3000 * 17 / 31);
    }

    #[test]
    fn severities_are_read_exactly() {
        assert_eq!("2.8".parse(), Ok(Severity(2800)));
        assert_eq!("0".parse(), Ok(Severity(0)));
        for text in ["3.1", "-1", "heavy", "NaN", "1.", ".5"] {
            assert!(text.parse::<Severity>().is_err(), "{text}");
        }
    }

    #[test]
    fn classes_that_do_not_exist_are_refused() {
        assert_eq!("Arc7".parse(), Ok(IceClass::Arc(7)));
        for text in ["Arc3", "Ice4", "PC5", "arc7"] {
            assert!(text.parse::<IceClass>().is_err(), "{text}");
        }
    }
}
