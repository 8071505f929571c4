//! Random queries on small random networks.

use proptest::prelude::*;
use proptest::sample::Index;

use super::spec::{Dates, WINDOW_DAYS, offset};
use crate::model::{Mode, Network, Objective, PlaceId};
use crate::route::Query;

/// A query before the network is known.
#[derive(Debug, Clone)]
pub struct QuerySpec {
    from: Index,
    to: Index,
    objective: Objective,
    modes: u8,
    coal: bool,
    unescorted: bool,
    /// Days after [`base_day`](super::spec::base_day).
    pub days: u16,
    /// How many ways at most.
    pub alternatives: usize,
}

/// A random query; with [`Dates::Windows`] it may start later than [`base_day`](super::spec::base_day).
pub fn queries(dates: Dates) -> impl Strategy<Value = QuerySpec> {
    let objectives = prop::sample::select(Objective::ALL.map(|(objective, _)| objective).to_vec());
    let days = match dates {
        Dates::Fixed => 0..1_u16,
        Dates::Clocks => 0..7,
        Dates::Windows | Dates::All => 0..WINDOW_DAYS,
    };
    let rare = || prop::bool::weighted(0.15);
    (any::<Index>(), any::<Index>(), objectives, 0..8_u8, rare(), rare(), days, 1..=5_usize).prop_map(
        |(from, to, objective, modes, coal, unescorted, days, alternatives)| QuerySpec {
            from,
            to,
            objective,
            modes,
            coal,
            unescorted,
            days,
            alternatives,
        },
    )
}

impl QuerySpec {
    /// The query on a network; its ends differ.
    ///
    /// # Panics
    /// If the network has fewer than two places or no cargo `coal`.
    pub fn on(&self, network: &Network) -> Query {
        let places: Vec<PlaceId> = network.places.keys().collect();
        let from = self.from.index(places.len());
        let to = (from + 1 + self.to.index(places.len() - 1)) % places.len();
        let mut query = Query::new(network, vec![places[from]], vec![places[to]]);
        query.objective = self.objective;
        query.alternatives = self.alternatives;
        query.depart = offset(self.days);
        query.unescorted = self.unescorted;
        query.modes = match self.modes {
            0 => vec![Mode::Rail],
            1 => vec![Mode::Rail, Mode::Sea],
            _ => Vec::new(),
        };
        if self.coal {
            query.cargo = network.cargoes.find("coal").expect("generated networks have coal");
        }
        query
    }
}
