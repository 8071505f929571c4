//! Where does a value stand, and which values are worth a line?

use crate::units::thousands;

/// A straight scale from values to pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
    /// Values with a tick, rising.
    pub ticks: Vec<f64>,
    step: f64,
}

impl Scale {
    /// A scale on which all of `low` to `high` and at most `most` steps between ticks have room; it begins and ends at
    /// ticks. `start` and `end` are the pixels of its ends, in any order.
    pub fn nice(low: f64, high: f64, most: usize, start: f64, end: f64) -> Self {
        // Values that differ by no more than rounding are one value: no step would be wide enough to count.
        let is_span = high - low > 1e-9 * low.abs().max(high.abs()).max(1.0);
        let (low, high) = if is_span { (low, high) } else { (low - 1.0, low + 1.0) };
        let step = step(high - low, most);
        let (first, last) = ((low / step).floor(), (high / step).ceil());
        let mut ticks = Vec::new();
        let mut at = first;
        while at <= last {
            ticks.push(at * step);
            at += 1.0;
        }
        Self { low: first * step, high: last * step, start, end, ticks, step }
    }

    /// A scale whose first value is nothing and whose last is `high`, without room to spare.
    pub fn full(high: f64, most: usize, start: f64, end: f64) -> Self {
        let high = if high > 0.0 { high } else { 1.0 };
        let step = step(high, most);
        let mut ticks = vec![0.0];
        while let Some(next) = ticks.last().map(|last| last + step).filter(|next| *next <= high) {
            ticks.push(next);
        }
        Self { low: 0.0, high, start, end, ticks, step }
    }

    /// Where a value stands, in pixels.
    pub fn at(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }

    /// A tick in words: as many decimals as the step needs.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn told(&self, tick: f64) -> String {
        let decimals = if self.step >= 1.0 { 0 } else { (-self.step.log10()).ceil().clamp(0.0, 6.0) as usize };
        // A tick is a multiple of the step, so no tick below nothing is rounded to it.
        let sign = if tick < 0.0 { "−" } else { "" };
        if decimals > 0 {
            return format!("{sign}{:.decimals$}", tick.abs());
        }
        let large = [(1e9, "bn"), (1e6, "M")].into_iter().find(|(unit, _)| self.step >= *unit);
        if let Some((unit, word)) = large.filter(|_| tick.abs() > 0.5) {
            return format!("{sign}{} {word}", thousands((tick.abs() / unit).round() as u64));
        }
        format!("{sign}{}", thousands(tick.abs().round() as u64))
    }
}

/// The smallest step of 1, 2 or 5 times a power of ten of which `most` cover the span.
#[allow(clippy::cast_precision_loss)]
fn step(span: f64, most: usize) -> f64 {
    let rough = span / most.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999_999)
        .unwrap_or(rough)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_on_one_two_five() {
        let told = |low, high, most| {
            let scale = Scale::nice(low, high, most, 0.0, 100.0);
            scale.ticks.iter().map(|tick| scale.told(*tick)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(0.0, 9.0, 5), "0 2 4 6 8 10");
        assert_eq!(told(0.0, 100.0, 5), "0 20 40 60 80 100");
        assert_eq!(told(1300.0, 4300.0, 4), "1,000 2,000 3,000 4,000 5,000");
        assert_eq!(told(0.1, 0.4, 4), "0.1 0.2 0.3 0.4");
        assert_eq!(told(-0.2, 0.2, 4), "−0.2 −0.1 0.0 0.1 0.2");
        assert_eq!(told(0.0, 4.6e11, 4), "0 200 bn 400 bn 600 bn");
        assert_eq!(told(-3.0, 3.0, 3), "−4 −2 0 2 4");
    }

    proptest! {
        #[test]
        fn every_value_has_room(low in -1e6..1e6, span in 0.0..1e6, most in 1_usize..12) {
            let scale = Scale::nice(low, low + span, most, 10.0, 110.0);
            prop_assert!((9.99..=110.01).contains(&scale.at(low)));
            prop_assert!((9.99..=110.01).contains(&scale.at(low + span)));
            prop_assert!(scale.ticks.len() <= most + 3 && scale.ticks.len() >= 2);
        }
    }
}
