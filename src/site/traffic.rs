//! Who wants what moved between which places: demands with their ends found.

use crate::model::{DemandId, Network, PlaceId};

/// A demand with the places that its two names mean; none where a name means no place.
#[derive(Debug)]
pub struct DemandEnds {
    /// Which demand.
    pub id: DemandId,
    /// Where from.
    pub from: Vec<PlaceId>,
    /// Where to.
    pub to: Vec<PlaceId>,
}

/// All demands, in order of their ids. Names are looked up once for all pages.
pub fn demand_ends(network: &Network) -> Vec<DemandEnds> {
    let places = |name: &str| network.find_places(name).unwrap_or_default();
    let ends = |(id, demand): (DemandId, &crate::model::Demand)| DemandEnds {
        id,
        from: places(&demand.from),
        to: places(&demand.to),
    };
    network.demands.iter().map(ends).collect()
}
