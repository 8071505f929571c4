//! What a solver hands over so that anybody can check its answer: whole numbers only.
//!
//! Amounts and prices are multiples of a power of two that the certificate states, and every figure that follows from
//! them is stated too, so that whatever is altered contradicts something. `certify` writes it, [`super::check`] reads it.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The finest step that amounts and prices may have: 2^-60.
pub const MOST_BITS: u32 = 60;

/// A feasible flow, prices that bound every flow, and how far apart the two are.
///
/// "In amounts" means multiples of 2^-`amount_bits` units, "in prices" multiples of 2^-`price_bits` of a unit of cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// What is claimed.
    pub claim: Claim,
    /// Amounts are multiples of two to the minus this; at most [`MOST_BITS`].
    pub amount_bits: u32,
    /// Prices are multiples of two to the minus this; at most [`MOST_BITS`].
    pub price_bits: u32,
    /// Cost of the flow and of what it leaves unserved, in amounts times cost.
    pub primal: Whole,
    /// No flow costs less than this, in prices.
    pub bound: Whole,
    /// `primal` less `bound`, in the finer of the two steps.
    pub gap: Whole,
    /// How much arrives, in amounts.
    pub served: Whole,
    /// How much does not, in amounts.
    pub unserved: Whole,
    /// What goes where, by demand, then arcs; none twice.
    pub paths: Vec<CertifiedPath>,
    /// Capacities with a price, in order; all others have none.
    pub prices: Vec<CertifiedPrice>,
}

/// What a certificate claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Nothing serves the demands at less cost, what is unserved counted at its own.
    LeastCost,
    /// Nothing lets more pass. Moving costs nothing, and each unit that does not pass costs one.
    MostFlow,
}

impl fmt::Display for Claim {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::LeastCost => "the least cost",
            Self::MostFlow => "the most that can pass",
        })
    }
}

/// So much of a demand goes one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertifiedPath {
    /// Whose.
    pub demand: u32,
    /// Arcs of the demand's layer, from its first node to its last.
    pub arcs: Vec<u32>,
    /// How much arrives, in amounts; positive.
    pub amount: Whole,
    /// What a unit that arrives this way costs at the prices, beyond the best that the demand could do; in prices.
    pub reduced_cost: Whole,
}

/// What a part of a capacity is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertifiedPrice {
    /// Of which capacity.
    pub capacity: u32,
    /// How much, in prices; positive.
    pub price: Whole,
    /// How much of the capacity the flow leaves unused, in amounts.
    pub slack: Whole,
}

/// A whole number of up to 127 bits, a decimal string in JSON so that no reader rounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Whole(pub i128);

impl fmt::Display for Whole {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Serialize for Whole {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl Visitor<'_> for Digits {
            type Value = Whole;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a whole number in quotes, such as \"-12\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Whole, E> {
                // One spelling for each number: no plus, no leading zero.
                let number = text.parse().ok().filter(|number: &i128| number.to_string() == text);
                number.map(Whole).ok_or_else(|| E::custom(format!("`{text}` is not a whole number of up to 127 bits")))
            }
        }
        deserializer.deserialize_str(Digits)
    }
}
