//! What a grid is.

/// Buses joined by alternating-current lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grid {
    /// How many buses there are, numbered from 0.
    pub buses: u32,
    /// Lines; parallel ones are normal.
    pub lines: Vec<Line>,
}

/// A line or transformer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// From this bus; a flow from here to there is positive.
    pub from: u32,
    /// To this one.
    pub to: u32,
    /// Power per radian of difference between the angles: voltage squared over reactance; positive.
    pub susceptance: f64,
    /// Most that may flow from `from` to `to`; infinite if nothing is known to limit it.
    pub limit: f64,
    /// Most that may flow back.
    pub back_limit: f64,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Complaint {
    /// A line ends at no bus, or its susceptance is not positive and finite, or its limit negative.
    #[error("line {0} ends at no bus, or has a susceptance that is not positive or a limit that is negative")]
    Line(usize),
    /// Not one finite injection for each bus.
    #[error("there must be one finite injection for each of the {0} buses")]
    Injections(u32),
    /// An island takes in more or less than it gives out.
    #[error("the island of bus {bus} has {surplus} more injected than taken")]
    Unbalanced {
        /// Its first bus.
        bus: u32,
        /// What is injected minus what is taken.
        surplus: f64,
    },
    /// A source, load or cable is at no bus, or has a figure that is negative or not finite.
    #[error("{0} {1} is at no bus or has a figure out of range")]
    Part(&'static str, usize),
    /// Rounding kept the dispatch from an end.
    #[error("no end within the number of steps allowed")]
    Stalled,
}

impl Grid {
    /// Whether all figures are usable.
    pub(super) fn check(&self) -> Result<(), Complaint> {
        let is_sound = |line: &Line| {
            let is_positive = line.susceptance.is_finite() && line.susceptance > 0.0;
            line.from < self.buses && line.to < self.buses && is_positive && line.limit >= 0.0 && line.back_limit >= 0.0
        };
        match self.lines.iter().position(|line| !is_sound(line)) {
            Some(line) => Err(Complaint::Line(line)),
            None => Ok(()),
        }
    }
}
