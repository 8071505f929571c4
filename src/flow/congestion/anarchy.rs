//! What does it cost that everyone minds only their own time?

use super::equilibrium::{Assignment, Settings, equilibrium, optimum};
use super::problem::{Complaint, Congestion};

/// Equilibrium and optimum side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Where no one gains by another way.
    pub equilibrium: Assignment,
    /// Where all together spend least; its times are marginal ones, its value is the time spent.
    pub optimum: Assignment,
    /// Time spent in equilibrium over time spent in the optimum; 1 where no time is spent.
    pub price_of_anarchy: f64,
    /// The same over the optimum's bound, which is no more than the least time possible.
    pub at_most: f64,
    /// What [`worst_case`] says of the delays at hand.
    pub worst_case: f64,
}

/// Solves for both.
///
/// # Errors
/// As [`equilibrium`].
pub fn compare(problem: &Congestion, settings: &Settings) -> Result<Comparison, Complaint> {
    let (equilibrium, optimum) = (equilibrium(problem, settings)?, optimum(problem, settings)?);
    let ratio = |least: f64| if least > 0.0 { equilibrium.proof.total_time / least } else { 1.0 };
    let degree = problem.roads.iter().fold(0.0, |most: f64, delay| most.max(delay.degree()));
    Ok(Comparison {
        price_of_anarchy: ratio(optimum.proof.value),
        at_most: ratio(optimum.proof.bound),
        worst_case: worst_case(degree),
        equilibrium,
        optimum,
    })
}

/// Highest price of anarchy that any network can have whose delays are polynomials of at most this degree.
///
/// # Source
/// Roughgarden and Tardos 2002 (4/3 for degree 1); Roughgarden 2003 for higher ones:
/// `1 / (1 - p * (p + 1) ^ -((p + 1) / p))`.
pub fn worst_case(degree: f64) -> f64 {
    if degree > 0.0 { 1.0 / (1.0 - degree * (degree + 1.0).powf(-(degree + 1.0) / degree)) } else { 1.0 }
}
