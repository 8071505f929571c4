//! Laws of files: what a network means does not depend on how it is written down.

pub mod damaged_text;
pub mod order_of_text;
pub mod scenario_is_a_patch;
pub mod unknown_key;
pub mod written_again;

use proptest::prelude::*;
use proptest::strategy::BoxedStrategy;
use sha2::{Digest as _, Sha256};

use crate::laws::Case;
use crate::laws::choices::Choices;
use crate::model::Network;

/// All that a model says, without where in which file it stands.
fn model_told(network: &Network) -> String {
    ["FileId(", "index: "].iter().fold(format!("{network:?}"), |told, mark| without_numbers(&told, mark))
}

/// The text without the digits that follow a mark.
fn without_numbers(told: &str, mark: &str) -> String {
    let mut words = String::with_capacity(told.len());
    let mut rest = told;
    while let Some(at) = rest.find(mark) {
        let (before, after) = rest.split_at(at + mark.len());
        words.push_str(before);
        rest = after.trim_start_matches(|digit: char| digit.is_ascii_digit());
    }
    words + rest
}

/// The first place in which two models differ, with some of what stands around it.
fn difference(one: &str, other: &str) -> Option<String> {
    if one == other {
        return None;
    }
    let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        let mut start = same.saturating_sub(60);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        text[start..].chars().take(120).collect::<String>()
    };
    Some(format!("`{}` and `{}`", around(one), around(other)))
}

/// Numbers that follow from a number, for shuffling and choosing.
struct Dice {
    seed: u64,
    thrown: u64,
}

impl Dice {
    fn new(seed: u64) -> Self {
        Self { seed, thrown: 0 }
    }

    /// A number below `sides`; 0 if there are none.
    fn throw(&mut self, sides: usize) -> usize {
        self.thrown += 1;
        let digest = Sha256::digest([self.seed.to_le_bytes(), self.thrown.to_le_bytes()].concat());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        usize::try_from(number % (sides.max(1) as u64)).unwrap_or(0)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.throw(last + 1));
        }
    }
}

/// Any number to throw dice by; no question.
fn throws(_: &Choices) -> BoxedStrategy<Case> {
    (1..u64::MAX).prop_map(|shuffle| Case { shuffle, ..Case::default() }).boxed()
}
