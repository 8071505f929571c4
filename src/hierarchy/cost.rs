//! What a link costs: a whole number, and one value that says never.

use std::fmt::Debug;

/// A whole number that lengths are summed in: `u32` (twice as many fit into a register) or `u64`.
///
/// [`Cost::NEVER`] is half of the greatest number, so that two of any values still have a sum.
pub trait Cost: Copy + Ord + Debug + Default + Send + Sync + Into<u64> + sealed::Sealed + 'static {
    /// Not passable: a closed link, a place out of reach.
    const NEVER: Self;
    /// Nothing.
    const ZERO: Self;
    /// The sum of two values neither of which is above [`Cost::NEVER`].
    #[must_use]
    fn plus(self, other: Self) -> Self;
    /// What is left of this after `other`, which is not above it.
    #[must_use]
    fn minus(self, other: Self) -> Self;
}

macro_rules! cost {
    ($number:ty) => {
        impl Cost for $number {
            const NEVER: Self = <$number>::MAX / 2;
            const ZERO: Self = 0;
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self + other
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self - other
            }
        }
        impl sealed::Sealed for $number {}
    };
}

cost!(u32);
cost!(u64);

mod sealed {
    pub trait Sealed {}
}
