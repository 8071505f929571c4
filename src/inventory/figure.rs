//! A figure, whatever its unit.

use std::borrow::Cow;
use std::fmt::{Debug, Display};

use crate::model::{Figure, Provenance};
use crate::units::Quantity;

/// A figure, whatever its unit.
pub trait AnyFigure: Debug + Sync {
    /// Low, typical and high value for people, with their units.
    fn told(&self) -> [String; 3];

    /// Low, typical and high value as numbers of [`unit`](Self::unit).
    fn numbers(&self) -> [f64; 3];

    /// The unit of [`numbers`](Self::numbers).
    fn unit(&self) -> Cow<'static, str>;

    /// Where it is from.
    fn provenance(&self) -> &Provenance;

    /// Free text of the author.
    fn note(&self) -> Option<&str>;

    /// How often the low value goes into the high one; none if both are the same, infinite if the low one is zero.
    fn spread(&self) -> Option<f64> {
        let [low, _, high] = self.numbers();
        (low < high).then(|| high / low)
    }
}

impl<T: Quantity + Display + Debug + Sync> AnyFigure for Figure<T> {
    fn told(&self) -> [String; 3] {
        [self.low, self.typ, self.high].map(|value| value.to_string())
    }

    fn numbers(&self) -> [f64; 3] {
        [self.low, self.typ, self.high].map(|value| value.number(self.typ))
    }

    fn unit(&self) -> Cow<'static, str> {
        self.typ.unit()
    }

    fn provenance(&self) -> &Provenance {
        &self.provenance
    }

    fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}
