//! Words that only the file knows: kinds of transfer, unknown contents, kinds of source.

use std::str::FromStr;

use crate::model::SourceKind;
use crate::units::UnitError;

/// What a transfer changes, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RawTransferKind {
    Border,
    GaugeChange,
    Port,
    ModeChange,
    Converter,
    Liquefaction,
    Regasification,
}

impl RawTransferKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Border,
        Self::GaugeChange,
        Self::Port,
        Self::ModeChange,
        Self::Converter,
        Self::Liquefaction,
        Self::Regasification,
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Border => "border",
            Self::GaugeChange => "gauge_change",
            Self::Port => "port",
            Self::ModeChange => "mode_change",
            Self::Converter => "converter",
            Self::Liquefaction => "liquefaction",
            Self::Regasification => "regasification",
        }
    }
}

impl FromStr for RawTransferKind {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or_else(|| {
            UnitError::new(
                format!("`{text}` is not a kind of transfer"),
                format!("known: {}", Self::ALL.map(|kind| format!("`{}`", kind.word())).join(", ")),
            )
        })
    }
}

/// The word `unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownContents;

impl FromStr for UnknownContents {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "unknown" {
            Ok(Self)
        } else {
            Err(UnitError::new(
                format!("`{text}` cannot be the contents"),
                "write `contents: unknown`, or list `commodities`",
            ))
        }
    }
}

impl FromStr for SourceKind {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or_else(|| {
            UnitError::new(
                format!("`{text}` is not a kind of source"),
                "known: `published`, `computed`, `memory`, `authored`",
            )
        })
    }
}
