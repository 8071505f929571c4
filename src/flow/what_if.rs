//! What does the optimum become when something changes, found from the optimal basis?
//!
//! The changed problem is solved by a copy of the solver that holds the optimum, so that only what the change disturbs
//! is worked on. Every answer has its own bound: nothing rests on the unchanged one.

use super::multicommodity::{Settings, Solver};
use super::{Flow, PathFlow, Problem, ProblemError};

/// An arc of a problem: layer, and arc of that layer.
pub type ArcOf = (u32, u32);

/// Amounts and parts below this are rounding, not goods.
pub const TRACE: f64 = 1e-7;

/// What is changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change {
    /// Capacities and what they become, in parts.
    pub capacities: Vec<(u32, i64)>,
    /// Arcs that are lost.
    pub closed: Vec<ArcOf>,
}

/// An optimum, and the solver that holds it.
#[derive(Clone)]
pub struct Solved<'p> {
    problem: &'p Problem,
    settings: Settings<'p>,
    solver: Solver,
    /// What the flow costs, unserved demand included, in the problem's unit of cost.
    pub cost: f64,
    /// Below which no flow can cost.
    pub bound: f64,
    /// What goes where, and at what prices.
    pub flow: Flow,
}

impl<'p> Solved<'p> {
    /// Solves a problem.
    ///
    /// # Errors
    /// What makes the problem unusable.
    pub fn new(problem: &'p Problem, settings: Settings<'p>) -> Result<Self, ProblemError> {
        Ok(Self::run(problem, settings, Solver::new(problem)?))
    }

    fn run(problem: &'p Problem, settings: Settings<'p>, mut solver: Solver) -> Self {
        let outcome = solver.run(&settings);
        let flow = solver.flow();
        Self { problem, settings, solver, cost: outcome.objective, bound: outcome.bound, flow }
    }

    /// The optimum after a change.
    #[must_use]
    pub fn after(&self, change: &Change) -> Self {
        let mut solver = self.solver.clone();
        for &(capacity, parts) in &change.capacities {
            solver.set_capacity(capacity, parts);
        }
        if !change.closed.is_empty() {
            solver.close(&change.closed);
        }
        Self::run(self.problem, self.settings, solver)
    }

    /// The same optimum with prices of capacities of which there is nothing yet: what a first part is worth.
    #[must_use]
    pub fn offering(&self, capacities: &[u32]) -> Self {
        let mut solver = self.solver.clone();
        solver.offer(capacities);
        Self::run(self.problem, self.settings, solver)
    }

    /// The same optimum, from which runs after small changes are faster: ways far from being used are dropped.
    #[must_use]
    pub fn lean(&self, most: usize) -> Self {
        let mut lean = self.clone();
        lean.solver.forget(most);
        lean
    }

    /// What was asked, without the changes since.
    pub fn problem(&self) -> &'p Problem {
        self.problem
    }

    /// How it was solved.
    pub fn settings(&self) -> Settings<'p> {
        self.settings
    }

    /// How many units of each demand arrive.
    pub fn arrivals(&self) -> Vec<f64> {
        let mut arrivals = vec![0.0; self.problem.demands.len()];
        for path in &self.flow.paths {
            arrivals[path.demand as usize] += path.amount;
        }
        arrivals
    }

    /// How many parts of each capacity are taken.
    pub fn taken(&self) -> Vec<f64> {
        let mut taken = vec![0.0; self.problem.capacities.len()];
        for path in &self.flow.paths {
            for_each_use(self.problem, path, |capacity, parts| taken[capacity as usize] += parts);
        }
        taken
    }
}

/// Calls `visit` with each capacity that a path takes, and how many parts. What goes into an arc is what arrives, and
/// what is lost from there on.
pub fn for_each_use(problem: &Problem, path: &PathFlow, mut visit: impl FnMut(u32, f64)) {
    let arcs = &problem.layers[problem.demands[path.demand as usize].layer as usize].arcs;
    let mut amount = path.amount;
    for &arc in path.arcs.iter().rev() {
        let arc = &arcs[arc as usize];
        amount *= f64::from(super::LOSSLESS) / f64::from(arc.keeps);
        for &(capacity, parts) in &arc.uses {
            visit(capacity, amount * parts_as_float(parts));
        }
    }
}

/// Parts as the solver counts them.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 parts one more or less does not matter")]
pub fn parts_as_float(parts: i64) -> f64 {
    parts as f64
}
