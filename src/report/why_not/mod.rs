//! Why not: the minimal sets of facts that stand against a question, as a list and as a derivation tree.
//!
//! The tree is told as pubgrub tells its derivations: each fact once, in full, with a number, and by its number after
//! that. Facts that stand in every set come first.

mod ask;
mod compare;
mod tree;

use serde::Serialize;

pub use ask::why_not;

use super::facts::FactRecord;
use super::flips::Flips;
use super::itinerary::{Itinerary, Leg, Quantiles};
use super::rounding::{span, whole};

/// How far the sets were looked for, and how far the list is complete.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BoundsRecord {
    /// Facts in one set, at most.
    pub facts: usize,
    /// Sets told, at most.
    pub sets: usize,
    /// Sets found.
    pub found: usize,
    /// Every set of up to so many facts was found.
    pub complete_to: usize,
    /// Whether every set within the bound on facts is told.
    pub complete: bool,
    /// How much better than the best allowed way a way must be to count, in percent; none if any way counts.
    pub gain_percent: Option<u64>,
}

/// A fact with its number and what would change it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberedFact {
    /// Its number in this answer.
    pub number: usize,
    /// The fact.
    pub fact: FactRecord,
    /// What would change it.
    pub flips: Flips,
}

/// A minimal set of facts and the best way once they are gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetRecord {
    /// Numbers of the facts, in the order in which one meets them.
    pub facts: Vec<usize>,
    /// The mode of most of the way.
    pub mode: &'static str,
    /// The way in a few words.
    pub corridor: String,
    /// How far it is.
    pub distance_km: f64,
    /// How long it takes, waiting included.
    pub hours: Quantiles,
    /// What it costs, if every leg has a price.
    pub cost_usd: Option<Quantiles>,
    /// How much shorter than the best allowed way; negative if longer.
    pub shorter_by_km: Option<f64>,
    /// How much faster than the best allowed way; negative if slower.
    pub faster_by_hours: Option<f64>,
    /// How much cheaper than the best allowed way; negative if dearer.
    pub cheaper_by_usd: Option<f64>,
    /// Its legs.
    pub legs: Vec<Leg>,
}

/// A part of the difference between two ways.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// Rail, road, sea, borders and so on.
    pub part: &'static str,
    /// Hours that the way asked for takes more; negative if less.
    pub hours: f64,
}

/// The way asked for beside the best.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRecord {
    /// The best way that passes what was asked for.
    pub way: Itinerary,
    /// It only goes there and back: it takes a link or crosses a border twice.
    pub there_and_back: bool,
    /// How much slower than the best way it is; negative if faster.
    pub slower_by_hours: f64,
    /// How much dearer; negative if cheaper.
    pub dearer_by_usd: Option<f64>,
    /// How much longer; negative if shorter.
    pub longer_by_km: f64,
    /// Where the time goes, largest difference first; they sum to the whole but for rounding.
    pub parts: Vec<Difference>,
    /// Legs that the best way does not have, longest first.
    pub other_legs: Vec<String>,
    /// At which change it would be as good as the best way, all else being equal.
    pub wins_if: Vec<String>,
}

/// A node of the derivation tree.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// What is concluded, or the fact's subject.
    pub text: String,
    /// Number of the fact, at a leaf.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<usize>,
    /// What it is concluded from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<Reason>,
}

/// Why a way is not offered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhyNotRecord {
    /// What was asked for; none if the question is why there is no way, or none better.
    pub asked: Option<String>,
    /// `refused`: facts stand against it. `worse`: it is allowed and not the best. `best`: it is the best way already.
    /// `nothing_better`: no refused way is better. `not_joined`: no facts stand against it, nothing leads there.
    pub finding: &'static str,
    /// The answer in one sentence.
    pub summary: String,
    /// How far the list of sets goes.
    pub bounds: BoundsRecord,
    /// The facts, each once.
    pub facts: Vec<NumberedFact>,
    /// Numbers of the facts that stand in every set told.
    pub in_all: Vec<usize>,
    /// The minimal sets, best way first.
    pub sets: Vec<SetRecord>,
    /// If there is no way: minimal sets that give one at least so much better than the best of `sets` as the bounds say.
    pub better_sets: Vec<SetRecord>,
    /// The way asked for, if it is allowed.
    pub compared: Option<ComparedRecord>,
    /// The same as a derivation.
    pub tree: Reason,
}

impl SetRecord {
    /// What it would gain or lose against the best allowed way, in words.
    pub fn gains(&self) -> Vec<String> {
        let time = self.faster_by_hours.map(|hours| either(hours, &span(hours.abs()), "faster", "slower"));
        let money = self.cheaper_by_usd.map(|usd| either(usd, &format!("USD {}", whole(usd)), "cheaper", "dearer"));
        let way = self.shorter_by_km.map(|km| either(km, &format!("{} km", whole(km)), "shorter", "longer"));
        [time, money, way]
            .into_iter()
            .flatten()
            .filter(|words| !words.contains(" 0 ") && !words.starts_with("0 "))
            .collect()
    }
}

impl ComparedRecord {
    /// How it does against the best way, in words.
    pub fn words(&self) -> String {
        let time = either(self.slower_by_hours, &span(self.slower_by_hours.abs()), "slower", "faster");
        let money = self.dearer_by_usd.map(|usd| either(usd, &format!("USD {}", whole(usd)), "dearer", "cheaper"));
        let way = either(self.longer_by_km, &format!("{} km", whole(self.longer_by_km)), "longer", "shorter");
        std::iter::once(time).chain(money).chain([way]).collect::<Vec<_>>().join(", ")
    }
}

fn either(number: f64, amount: &str, more: &str, less: &str) -> String {
    format!("{amount} {}", if number < 0.0 { less } else { more })
}
