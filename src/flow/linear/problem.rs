//! What is asked of the simplex method, and what it answers.

/// One unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Variable {
    /// What one unit costs; any sign.
    pub cost: f64,
    /// Least value; finite.
    pub low: f64,
    /// Largest value; finite, not below `low`.
    pub high: f64,
}

/// One sum with bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Variable and its factor, each variable at most once.
    pub factors: Vec<(usize, f64)>,
    /// Least value of the sum; minus infinity if there is none.
    pub low: f64,
    /// Largest value of the sum; infinity if there is none, not below `low`.
    pub high: f64,
}

/// The cheapest point, and what proves it.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Value of each variable, within its bounds.
    pub values: Vec<f64>,
    /// Price of each row: how the cost changes with its binding bound; 0 where none binds, positive where `low` does.
    pub prices: Vec<f64>,
    /// Cost of `values`.
    pub cost: f64,
    /// No point that keeps to all bounds costs less; follows from `prices` alone, whatever they are.
    pub bound: f64,
}

/// Why there is no solution.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Failure {
    /// A bound of a variable is not finite or its bounds are crossed, or a cost is not finite.
    #[error("variable {0} has no two finite bounds in order, or no finite cost")]
    Variable(usize),
    /// A row's bounds are crossed, or a factor is not finite or that of a variable that does not exist.
    #[error("row {0} has crossed bounds or a factor that is not finite")]
    Row(usize),
    /// The rows contradict each other; the multipliers prove it, see [`lower_bound`].
    #[error("no point keeps to all rows")]
    Infeasible {
        /// One for each row.
        multipliers: Vec<f64>,
    },
    /// Rounding kept it from an end.
    #[error("no end within the number of steps allowed")]
    Stalled,
}

/// What no point that keeps to all bounds can cost less than, by these prices of the rows: the Lagrangian bound, valid
/// for any prices. With costs of zero, prices that make it positive prove that there is no such point.
pub fn lower_bound(variables: &[Variable], rows: &[Row], prices: &[f64]) -> f64 {
    let mut reduced: Vec<f64> = variables.iter().map(|variable| variable.cost).collect();
    let mut bound = 0.0;
    for (row, &price) in rows.iter().zip(prices).filter(|&(_, &price)| price != 0.0) {
        row.factors.iter().for_each(|&(variable, factor)| reduced[variable] -= price * factor);
        bound += price * if price > 0.0 { row.low } else { row.high };
    }
    let least = |variable: &Variable, reduced: f64| reduced * if reduced > 0.0 { variable.low } else { variable.high };
    bound + variables.iter().zip(&reduced).map(|(variable, &reduced)| least(variable, reduced)).sum::<f64>()
}
