//! Where the corridors of the network lead: their links and transfers in order, open or not.

use crate::graph::{StateId, Structure};
use crate::model::{Corridor, CorridorId, Link, Network, TransferId};
use crate::restrictions::Step;
use crate::route::course::lightest;

/// What an additional transfer counts as, in metres: enough that none is made for nothing.
const TRANSFER_METRES: u64 = 2_000;

/// A corridor with what is on it.
#[derive(Debug)]
pub struct Course {
    /// The corridor.
    pub corridor: CorridorId,
    /// Its steps in order; none if nothing joins its places.
    pub steps: Vec<Step>,
}

impl Course {
    /// Its links in order.
    pub fn links(&self) -> impl Iterator<Item = Link> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Pass { link, .. } => Some(*link),
            Step::Undergo { .. } => None,
        })
    }

    /// Its transfers in order.
    pub fn transfers(&self) -> impl Iterator<Item = TransferId> + '_ {
        self.steps.iter().filter_map(|step| match step {
            Step::Undergo { transfer, .. } => Some(*transfer),
            Step::Pass { .. } => None,
        })
    }
}

/// The courses of all corridors, in order of their ids.
pub fn lay_all(network: &Network, structure: &Structure) -> Vec<Course> {
    let corridors: Vec<CorridorId> = network.corridors.keys().collect();
    crate::parallel::map(&corridors, |id| Course {
        corridor: *id,
        steps: lay(network, structure, &network.corridors[*id]),
    })
}

fn lay(network: &Network, structure: &Structure, corridor: &Corridor) -> Vec<Step> {
    let cargo = &network.cargoes[network.meta.cargo];
    let stages: Vec<Vec<StateId>> = corridor.places.iter().map(|place| structure.states_at(*place).to_vec()).collect();
    let step = |id: u32| structure.steps()[id as usize];
    let steps = lightest(structure, &stages, &mut |id| {
        let step = step(id);
        let fits = match step {
            _ if corridor.modes.is_empty() => step.carries(network, cargo),
            Step::Pass { link, .. } => corridor.modes.contains(&network.mode(link)),
            Step::Undergo { mode, .. } => corridor.modes.contains(&mode),
        };
        let metres = match step {
            Step::Pass { link, .. } => network.distance(link).metres(),
            Step::Undergo { .. } => TRANSFER_METRES,
        };
        fits.then_some((0, metres))
    });
    steps.unwrap_or_default().into_iter().map(step).collect()
}
