//! Tries laws with random cases: which, how many, in what order, and what comes of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use proptest::prelude::Strategy as _;
use proptest::strategy::{BoxedStrategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sha2::{Digest as _, Sha256};

use super::case::Case;
use super::choices::Choices;
use super::counterexample::Counterexample;
use super::planner::Planner;
use super::shrink::shrink;
use super::subject::Subject;
use super::{LAWS, Law, Told, Violation};
use crate::load::{Document, load_texts};
use crate::model::Network;
use crate::parallel;

/// A network with its files.
#[derive(Debug)]
pub struct Tested {
    network: Network,
    document: Document,
    texts: Vec<(String, Vec<u8>)>,
}

impl Tested {
    /// Reads a network from its files by name; none if there is an error in them, which `load_texts` tells.
    pub fn read(texts: Vec<(String, Vec<u8>)>) -> Option<Self> {
        let network = load_texts(texts.clone()).network?;
        let document = Document::of_texts(&texts)?;
        Some(Self { network, document, texts })
    }

    /// The network.
    pub fn network(&self) -> &Network {
        &self.network
    }
}

/// What to try.
#[derive(Clone)]
pub struct Settings<'a> {
    /// How many cases in all, shared among the laws by their weights; each law has at least one.
    pub cases: u32,
    /// What the cases are drawn by.
    pub seed: u64,
    /// Which laws; all if empty.
    pub laws: Vec<&'static Law>,
    /// Cases to try first, each of a law by its name: those that broke it before.
    pub first: Vec<(String, Case)>,
    /// Asked before each case; the rest is left out once it is false.
    pub goes_on: &'a (dyn Fn() -> bool + Sync),
    /// Called after each case.
    pub tried: &'a (dyn Fn() + Sync),
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self { cases: 200, seed: 1, laws: Vec::new(), first: Vec::new(), goes_on: &|| true, tried: &|| () }
    }
}

/// What came of a law.
#[derive(Debug)]
pub struct Outcome {
    /// The law.
    pub law: &'static Law,
    /// How many cases were tried.
    pub cases: u32,
    /// In how many of them there was something to compare.
    pub told: u32,
    /// What broke it.
    pub counterexample: Option<Counterexample>,
}

/// A law with how many cases were tried, in how many there was something to compare, and what broke it.
type Broken = (&'static Law, u32, u32, Option<(Case, Violation)>);

/// How many cases are drawn from one stream of random numbers.
const CHUNK: u32 = 8;

/// How often proptest simplifies a question before the network is looked at.
const SIMPLER: u32 = 200;

/// Tries laws on a network; see [`Settings`].
pub fn run(tested: &Tested, planner: &dyn Planner, settings: &Settings<'_>) -> Vec<Outcome> {
    let subject = Subject::new(&tested.network, &tested.document, planner).of_files(&tested.texts);
    let laws: Vec<&'static Law> = if settings.laws.is_empty() { LAWS.iter().collect() } else { settings.laws.clone() };
    let choices = Choices::of(&tested.network, &subject.structure);
    let shares = shares(&laws, settings.cases);
    let mut chunks: Vec<Chunk> = Vec::new();
    for (law, cases) in laws.iter().zip(&shares) {
        let mut left = *cases;
        for number in 0.. {
            if left == 0 {
                break;
            }
            chunks.push(Chunk { law, number, cases: left.min(CHUNK), seed: settings.seed });
            left -= left.min(CHUNK);
        }
    }
    // All laws advance together, so that a budget of time ends them all alike.
    chunks.sort_by_key(|chunk| chunk.number);
    let first: Vec<Option<(Case, Violation)>> = laws.iter().map(|law| again(law, &subject, &settings.first)).collect();
    let tried = parallel::map(&chunks, |chunk| {
        let kept_fails = laws.iter().zip(&first).any(|(law, first)| law.name == chunk.law.name && first.is_some());
        if kept_fails { Tried::default() } else { chunk.run(&subject, &choices, settings) }
    });
    let broken: Vec<Broken> = laws
        .iter()
        .zip(first)
        .map(|(law, first)| {
            let of_law = || chunks.iter().zip(&tried).filter(|(chunk, _)| chunk.law.name == law.name);
            let (cases, told) = of_law().fold((0, 0), |(cases, told), (_, of)| (cases + of.cases, told + of.told));
            let failed = of_law().find(|(_, of)| of.failed);
            let drawn = failed.and_then(|(chunk, of)| chunk.simplest(of.cases, &subject, &choices));
            (*law, cases, told, first.or(drawn))
        })
        .collect();
    parallel::map(&broken, |(law, cases, told, broken)| Outcome {
        law,
        cases: *cases,
        told: *told,
        counterexample: broken.as_ref().map(|(case, violation)| {
            let smallest = shrink(law, planner, &tested.document, case, violation);
            Counterexample::new(law, &tested.network, case, violation, smallest)
        }),
    })
}

/// Whether a law holds in a case; a panic of the planner breaks every law.
pub(super) fn judge(law: &Law, subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    catch_unwind(AssertUnwindSafe(|| (law.holds)(subject, case))).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(Violation::new(format!("the program panics: {}", said.unwrap_or("it does not say why"))))
    })
}

/// The first of the kept cases of a law that breaks it still.
fn again(law: &Law, subject: &Subject<'_>, kept: &[(String, Case)]) -> Option<(Case, Violation)> {
    let of_law = kept.iter().filter(|(name, _)| name == law.name);
    of_law.into_iter().find_map(|(_, case)| Some((case.clone(), judge(law, subject, case).err()?)))
}

/// How many cases each law gets: by weight, at least one.
fn shares(laws: &[&'static Law], cases: u32) -> Vec<u32> {
    let whole: u64 = laws.iter().map(|law| u64::from(law.weight)).sum();
    let (mut given, mut passed) = (0_u64, 0_u64);
    laws.iter()
        .map(|law| {
            passed += u64::from(law.weight);
            let until = u64::from(cases) * passed / whole.max(1);
            let share = until - given;
            given = until;
            u32::try_from(share).unwrap_or(u32::MAX).max(1)
        })
        .collect()
}

/// Some cases of one law, drawn from one stream.
struct Chunk {
    law: &'static Law,
    number: u32,
    cases: u32,
    seed: u64,
}

/// What came of a chunk.
#[derive(Debug, Default)]
struct Tried {
    /// How many were tried, that which failed too.
    cases: u32,
    told: u32,
    failed: bool,
}

impl Chunk {
    /// Its own stream of random numbers, whatever else is tried.
    fn stream(&self, choices: &Choices) -> (BoxedStrategy<Case>, TestRunner) {
        let seed = Sha256::digest(format!("{} {} {}", self.seed, self.law.name, self.number));
        let config = Config { failure_persistence: None, ..Config::default() };
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        ((self.law.draw)(choices), TestRunner::new_with_rng(config, rng))
    }

    fn run(&self, subject: &Subject<'_>, choices: &Choices, settings: &Settings<'_>) -> Tried {
        let (strategy, mut runner) = self.stream(choices);
        let mut tried = Tried::default();
        for _ in 0..self.cases {
            if !(settings.goes_on)() {
                break;
            }
            let Ok(drawn) = strategy.new_tree(&mut runner) else { break };
            tried.cases += 1;
            let judged = judge(self.law, subject, &drawn.current());
            (settings.tried)();
            match judged {
                Ok(Told::Holds) => tried.told += 1,
                Ok(Told::Nothing) => {}
                Err(_) => {
                    tried.failed = true;
                    break;
                }
            }
        }
        tried
    }

    /// The case of this number (from 1), as simple as proptest can make it while it still breaks the law.
    fn simplest(&self, number: u32, subject: &Subject<'_>, choices: &Choices) -> Option<(Case, Violation)> {
        let (strategy, mut runner) = self.stream(choices);
        let mut drawn = None;
        for _ in 0..number {
            drawn = Some(strategy.new_tree(&mut runner).ok()?);
        }
        let mut drawn = drawn?;
        let case = drawn.current();
        let mut simplest = (case.clone(), judge(self.law, subject, &case).err()?);
        let mut goes_on = drawn.simplify();
        for _ in 0..SIMPLER {
            if !goes_on {
                break;
            }
            let case = drawn.current();
            goes_on = match judge(self.law, subject, &case) {
                Err(violation) => {
                    simplest = (case, violation);
                    drawn.simplify()
                }
                Ok(_) => drawn.complicate(),
            };
        }
        Some(simplest)
    }
}
