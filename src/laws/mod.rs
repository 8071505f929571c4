//! Laws that the answers on any network must keep, tried with random questions of the network's own names.
//!
//! A rule of [`check`](crate::check) looks at what a file says; a law looks at what follows from it: who leaves later
//! never arrives earlier, closing a link never helps, as much passes as the cut says. Each law is one file: its code, its
//! page for people, the random cases it is tried with ([`choices`]) and whether it holds in one ([`Law::holds`]).
//! [`run()`] tries many cases; what breaks a law is shrunk, first the question, then the network ([`shrink`]), to a
//! [`Counterexample`]: a small network file that says at its top which question to ask.
//!
//! Runs are repeatable: the same network, seed and number of cases give the same cases on any number of threads.
//!
//! ```
//! use landbridge::laws::{Own, Settings, Tested, run};
//!
//! let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/tutorial.yaml");
//! let texts = landbridge::load::read_path(&path).expect("the tutorial's network");
//! let tested = Tested::read(texts).expect("it has no errors");
//! let outcomes = run(&tested, &Own, &Settings { cases: 20, ..Settings::default() });
//! assert!(outcomes.iter().all(|outcome| outcome.counterexample.is_none()));
//! ```
//!
//! Whoever writes a planner of their own can put it in the place of [`Own`]: see [`Planner`].

mod aim;
mod case;
pub mod choices;
mod counterexample;
pub mod file;
pub mod flow;
mod law;
mod planner;
pub mod route;
mod run;
mod shrink;
mod subject;
mod walk;

pub use case::{Case, Patch};
pub use counterexample::{Counterexample, Kept};
pub use law::{Law, Told, Violation};
pub use planner::{Own, Planner, Taken, Way};
pub use run::{Outcome, Settings, Tested, run};
pub use subject::Subject;
pub use walk::{Position, Walk};

use crate::diagnostics::CodeInfo;

/// All laws, in the order of their codes.
pub const LAWS: &[Law] = &[
    route::leaving_later::LAW,
    route::closing_never_helps::LAW,
    route::opening_never_hurts::LAW,
    route::lifting_never_hurts::LAW,
    route::detour_never_helps::LAW,
    route::sums::LAW,
    route::no_excluded_step::LAW,
    route::oracle::LAW,
    route::objectives_agree::LAW,
    route::way_back::LAW,
    flow::most_is_what_the_cut_says::LAW,
    flow::flow_is_conserved::LAW,
    flow::more_capacity_never_less::LAW,
    flow::loss_never_adds::LAW,
    flow::restriction_never_adds::LAW,
    file::written_again::LAW,
    file::order_of_text::LAW,
    file::unknown_key::LAW,
    file::scenario_is_a_patch::LAW,
    file::damaged_text::LAW,
];

/// The law of this name or code.
pub fn find(name: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.name == name || law.code.0.eq_ignore_ascii_case(name))
}

/// What `landbridge explain` says of the laws.
pub fn code_infos() -> Vec<CodeInfo> {
    LAWS.iter().map(Law::info).collect()
}
