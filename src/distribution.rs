//! Between which values does a figure lie, how likely is each, and how is one drawn?
//!
//! # Method
//! A figure is known by its P10, P50 and P90. Its quantile function is linear between them and goes on with the same
//! slope to P0 and P100, so that it has exactly these three quantiles, is monotone and bounded, and needs whole numbers
//! only. With `u` the share below, and P0 never below zero:
//!
//! `P0 = P10 - (P50 - P10) / 4`, `P100 = P90 + (P90 - P50) / 4`.
//!
//! Quantile functions add where figures rise and fall together.
//!
//! Draws come from a counter, not from a state: draw `i` of group `g` is `SplitMix64` of (seed, i, g), so that nothing
//! depends on the order or the number of threads (Steele, Lea and Flood 2014, <https://doi.org/10.1145/2660193.2660195>).

/// Into how many parts shares of one are counted.
pub const WHOLE: u32 = 1_000_000;

/// The share of the median.
pub const MEDIAN: u32 = WHOLE / 2;

/// Shares at which the function bends.
const SHARES: [i64; 5] = [0, 100_000, 500_000, 900_000, 1_000_000];

/// Low, typical and high value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spread<T> {
    /// Tenth percentile.
    pub low: T,
    /// Median.
    pub typ: T,
    /// Ninetieth percentile.
    pub high: T,
}

impl<T: Copy> Spread<T> {
    /// All three alike.
    pub const fn exactly(value: T) -> Self {
        Self { low: value, typ: value, high: value }
    }
}

impl<T: Copy + std::ops::Add<Output = T>> std::ops::Add for Spread<T> {
    type Output = Self;

    /// Quantiles add: exact if the parts rise and fall together, an outer bound otherwise.
    fn add(self, other: Self) -> Self {
        Self { low: self.low + other.low, typ: self.typ + other.typ, high: self.high + other.high }
    }
}

/// By how much a figure differs from its typical value, at the shares where its quantile function bends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Deviation([i64; 5]);

impl Deviation {
    /// Of a figure that is never negative.
    pub fn of(figure: Spread<i64>) -> Self {
        let (below, above) = ((figure.typ - figure.low).max(0), (figure.high - figure.typ).max(0));
        let tail = (below / 4).min(figure.low.max(0));
        Self([-below - tail, -below, 0, above, above + above / 4])
    }

    /// Whether the figure is known exactly.
    pub fn is_zero(&self) -> bool {
        self.0 == [0; 5]
    }

    /// The deviation below which the share `share` of [`WHOLE`] lies.
    pub fn at(&self, share: u32) -> i64 {
        let share = i64::from(share.min(WHOLE));
        let bend = usize::from(share > SHARES[1]) + usize::from(share > SHARES[2]) + usize::from(share > SHARES[3]);
        let (from, to) = (self.0[bend], self.0[bend + 1]);
        let (beyond, width) = (share - SHARES[bend], SHARES[bend + 1] - SHARES[bend]);
        from + ((to - from) * beyond * 2 + width).div_euclid(width * 2)
    }
}

impl std::ops::Add for Deviation {
    type Output = Self;

    /// Of the sum of two figures that rise and fall together.
    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|bend| self.0[bend] + other.0[bend]))
    }
}

/// The share drawn for group `group` in draw `index`, evenly spread over 0 to [`WHOLE`], the latter not included.
pub fn share(seed: u64, index: u32, group: u64) -> u32 {
    let counter = mix(seed ^ mix(group)).wrapping_add(u64::from(index).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let high = mix(counter) >> 32;
    u32::try_from((high * u64::from(WHOLE)) >> 32).unwrap_or(0)
}

/// The finalizer of `SplitMix64`.
fn mix(mut bits: u64) -> u64 {
    bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The smallest of `sorted` that at least the share `percent` of them does not exceed.
pub fn quantile<T: Copy>(sorted: &[T], percent: usize) -> Option<T> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deviation(low: i64, typ: i64, high: i64) -> Deviation {
        Deviation::of(Spread { low, typ, high })
    }

    #[test]
    fn the_three_quantiles_are_those_given() {
        let figure = deviation(60, 100, 180);
        let at: Vec<i64> = [0, 100_000, 300_000, 500_000, 700_000, 900_000, 1_000_000].map(|u| figure.at(u)).into();
        assert_eq!(at, [-50, -40, -20, 0, 40, 80, 100]);
        assert!((1..=1000).all(|step| figure.at(step * 1000) >= figure.at((step - 1) * 1000)));
        assert!(deviation(7, 7, 7).is_zero());
        assert_eq!(deviation(1, 100, 100).at(0), -100, "nothing takes less than no time");
    }

    #[test]
    fn draws_have_the_quantiles_that_they_are_drawn_from() {
        let figure = deviation(6000, 10_000, 18_000);
        let mut draws: Vec<i64> = (0..20_000).map(|index| figure.at(share(1, index, 5))).collect();
        draws.sort_unstable();
        for (percent, expected) in [(10, -4000), (50, 0), (90, 8000)] {
            let drawn = quantile(&draws, percent).expect("draws");
            assert!((drawn - expected).abs() < 250, "P{percent}: {drawn} for {expected}");
        }
    }

    #[test]
    fn groups_and_seeds_are_drawn_apart() {
        let row = |seed, group| (0..8).map(|index| share(seed, index, group)).collect::<Vec<_>>();
        assert_eq!(row(1, 5), row(1, 5));
        assert_ne!(row(1, 5), row(2, 5));
        assert_ne!(row(1, 5), row(1, 6));
        let (one, other): (Vec<_>, Vec<_>) = (0..20_000).map(|index| (share(1, index, 5), share(1, index, 6))).unzip();
        let both = one.iter().zip(&other).filter(|(a, b)| **a < MEDIAN && **b < MEDIAN).count();
        assert!((4800..5200).contains(&both), "a quarter lies below both medians: {both}");
    }

    #[test]
    fn quantiles_of_few() {
        assert_eq!(quantile(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10), Some(1));
        assert_eq!(quantile(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), Some(9));
        assert_eq!(quantile(&[4], 90), Some(4));
        assert_eq!(quantile::<u32>(&[], 90), None);
    }
}
