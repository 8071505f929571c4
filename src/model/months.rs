//! How much of a yearly rate each month has.

use crate::units::Share;

/// What a rate is in each month, as a share of the figure for the year.
///
/// A season of a dated figure sets another figure; this scales whatever figure holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months([Share; 12]);

impl Months {
    /// From twelve shares, January first.
    pub const fn new(shares: [Share; 12]) -> Self {
        Self(shares)
    }

    /// The share of a month; `month` is 1 to 12, and anything else has none of it.
    pub fn share(&self, month: u32) -> Share {
        let index = usize::try_from(month).unwrap_or_default().checked_sub(1);
        index.and_then(|index| self.0.get(index)).copied().unwrap_or_default()
    }

    /// The shares, January first.
    pub const fn shares(&self) -> &[Share; 12] {
        &self.0
    }
}
