//! How long does a link take when so much moves on it?

/// One power of the volume: `weight * (volume / scale) ^ power`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// What the term is at a volume of `scale`; not negative.
    pub weight: f64,
    /// The volume at which the term is `weight`; positive.
    pub scale: f64,
    /// At least 1.
    pub power: f64,
}

/// Time that a link takes, as a convex rising function of the volume on it.
///
/// `free + sum of terms`: every polynomial without negative coefficients, and the function of the Bureau of Public Roads.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Delay {
    /// Time on the empty link; not negative.
    pub free: f64,
    /// What is added as it fills.
    pub terms: Vec<Term>,
}

impl Delay {
    /// The same time whatever moves.
    pub fn constant(free: f64) -> Self {
        Self { free, terms: Vec::new() }
    }

    /// `free * (1 + alpha * (volume / capacity) ^ beta)`.
    ///
    /// # Source
    /// Bureau of Public Roads, Traffic Assignment Manual, 1964: alpha 0.15 and beta 4 for roads.
    pub fn bpr(free: f64, alpha: f64, beta: f64, capacity: f64) -> Self {
        Self { free, terms: vec![Term { weight: free * alpha, scale: capacity, power: beta }] }
    }

    /// `coefficients[0] + coefficients[1] * volume + coefficients[2] * volume ^ 2 + ...`
    pub fn polynomial(coefficients: &[f64]) -> Self {
        let mut power = 0.0;
        let mut delay = Self::constant(coefficients.first().copied().unwrap_or(0.0));
        for &weight in coefficients.iter().skip(1) {
            power += 1.0;
            if weight != 0.0 {
                delay.terms.push(Term { weight, scale: 1.0, power });
            }
        }
        delay
    }

    /// Time at `volume`, which is not negative.
    pub fn time(&self, volume: f64) -> f64 {
        self.terms.iter().fold(self.free, |sum, term| sum + term.weight * raise(volume / term.scale, term.power))
    }

    /// How fast the time rises at `volume`: time per unit of volume.
    pub fn slope(&self, volume: f64) -> f64 {
        self.terms.iter().fold(0.0, |sum, term| {
            sum + term.weight * term.power / term.scale * raise(volume / term.scale, term.power - 1.0)
        })
    }

    /// Area under the time from no volume to `volume`: the link's part of Beckmann's value.
    pub fn area(&self, volume: f64) -> f64 {
        self.terms.iter().fold(self.free * volume, |sum, term| {
            sum + term.weight * volume / (term.power + 1.0) * raise(volume / term.scale, term.power)
        })
    }

    /// What one more unit costs all who move on the link, itself included: `time + volume * slope`.
    #[must_use]
    pub fn marginal(&self) -> Self {
        let terms = self.terms.iter().map(|term| Term { weight: term.weight * (term.power + 1.0), ..*term });
        Self { free: self.free, terms: terms.collect() }
    }

    /// Highest power with weight; 0 where the time is constant.
    pub fn degree(&self) -> f64 {
        self.terms.iter().filter(|term| term.weight > 0.0).fold(0.0, |most, term| term.power.max(most))
    }

    /// Whether every figure is one that [`Term`] and [`Delay`] allow, and all is finite up to a volume of `most`.
    pub(super) fn is_sound(&self, most: f64) -> bool {
        let is_amount = |figure: f64| figure.is_finite() && figure >= 0.0;
        let is_sound = |term: &Term| is_amount(term.weight) && term.scale > 0.0 && term.power >= 1.0;
        let reached = [self.free, self.time(most) * most, self.slope(most) * most, self.area(most)];
        self.terms.iter().all(is_sound) && reached.into_iter().all(is_amount)
    }
}

/// `base ^ power`; whole powers up to 16 by multiplication, which is the same on every machine.
fn raise(base: f64, power: f64) -> f64 {
    let mut left = power;
    if power.fract() != 0.0 || power > 16.0 {
        return base.powf(power);
    }
    let mut product = 1.0;
    while left >= 2.0 {
        product *= base * base;
        left -= 2.0;
    }
    if left > 0.0 { product * base } else { product }
}
