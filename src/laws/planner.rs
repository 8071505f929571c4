//! What laws ask of a planner. Tests put one with a known mistake in place of the program's.

use std::sync::Arc;

use crate::capacity::{Cut, CutError, FlowQuery, cut};
use crate::graph::Structure;
use crate::model::Network;
use crate::restrictions::Step;
use crate::route::{self, Query};

/// One step of a way and when it is taken, in minutes after departure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The step.
    pub step: Step,
    /// When the cargo is ready for it.
    pub ready: u32,
    /// When it begins.
    pub enter: u32,
    /// When it ends.
    pub leave: u32,
}

/// A way from an origin to a destination.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Value of the objective: minutes, millionths of a dollar, metres or milligrams.
    pub value: u64,
    /// How far it is, in metres.
    pub metres: u64,
    /// Its steps in order.
    pub steps: Vec<Taken>,
}

impl Way {
    /// Minutes from departure to arrival.
    pub fn minutes(&self) -> u32 {
        self.steps.last().map_or(0, |taken| taken.leave)
    }

    /// Ids of the places it touches, in order.
    pub fn places(&self, network: &Network) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for taken in &self.steps {
            let (from, to) = taken.step.ends(network);
            for place in [from, to] {
                let id = &network.places[place].id;
                if ids.last() != Some(id) {
                    ids.push(id.clone());
                }
            }
        }
        ids
    }
}

/// Answers the questions that laws ask. What is not overridden is the program's own answer.
pub trait Planner: Sync {
    /// The best allowed way of `query`; none if there is none. `structure` is that of `network`.
    fn best(&self, network: &Network, structure: &Arc<Structure>, query: &Query) -> Option<Way> {
        let planner = route::Planner::over(network, Arc::clone(structure));
        let route = planner.best(query)?;
        let taken = |ride: &route::Ride| Taken {
            step: structure.steps()[ride.step as usize],
            ready: ride.ready,
            enter: ride.enter,
            leave: ride.leave,
        };
        let steps = route.rides.iter().map(taken).collect();
        Some(Way { value: route.value, metres: route.distance.metres(), steps })
    }

    /// As much as can pass, and what stops more.
    ///
    /// # Errors
    /// [`CutError`] if no problem can be made of the query or it cannot be solved.
    fn most<'n>(&self, network: &'n Network, structure: &'n Structure, query: &FlowQuery) -> Result<Cut<'n>, CutError> {
        cut(network, structure, query)
    }
}

/// The program's own planner.
#[derive(Debug, Clone, Copy, Default)]
pub struct Own;

impl Planner for Own {}
