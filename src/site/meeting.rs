//! What meets where: links and transfers by place, planned ways by the places and lines that they use.

use std::collections::BTreeMap;

use super::plans::Planned;
use super::view::{PageContext, Ref};
use crate::model::{Key as _, Link, Network, PlaceId, TransferId};

/// An index of a network and its plans.
#[derive(Debug)]
pub struct Meeting {
    links: Vec<Vec<Link>>,
    transfers: Vec<Vec<TransferId>>,
    plans_by_place: BTreeMap<String, Vec<usize>>,
    plans_by_line: BTreeMap<String, Vec<usize>>,
    plans_by_lane: BTreeMap<String, Vec<usize>>,
}

impl Meeting {
    /// Looks through everything once.
    pub fn new(network: &Network, plans: &[Planned<'_>]) -> Self {
        let mut links = vec![Vec::new(); network.places.len()];
        for link in network.links() {
            let (from, to) = network.ends(link);
            links[from.index()].push(link);
            if to != from {
                links[to.index()].push(link);
            }
        }
        let mut transfers = vec![Vec::new(); network.places.len()];
        for (id, transfer) in network.transfers.iter() {
            transfers[transfer.at.index()].push(id);
        }
        let (mut plans_by_place, mut plans_by_line, mut plans_by_lane) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (number, planned) in plans.iter().enumerate() {
            for leg in planned.report.itineraries.iter().flat_map(|way| &way.legs) {
                for place in &leg.places {
                    note(&mut plans_by_place, place, number);
                }
                if let Some(line) = &leg.line {
                    note(&mut plans_by_line, line, number);
                }
                for lane in &leg.lanes {
                    note(&mut plans_by_lane, lane, number);
                }
            }
        }
        Self { links, transfers, plans_by_place, plans_by_line, plans_by_lane }
    }

    /// Sections and lanes that end at a place, in their order.
    pub fn links_at(&self, place: PlaceId) -> &[Link] {
        &self.links[place.index()]
    }

    /// Transfers at a place, in their order.
    pub fn transfers_at(&self, place: PlaceId) -> &[TransferId] {
        &self.transfers[place.index()]
    }

    /// Positions of the plans of which some way passes a place, ascending.
    pub fn plans_through(&self, place: &str) -> &[usize] {
        self.plans_by_place.get(place).map_or(&[], Vec::as_slice)
    }

    /// Positions of the plans of which some way uses a line, ascending.
    pub fn plans_on(&self, line: &str) -> &[usize] {
        self.plans_by_line.get(line).map_or(&[], Vec::as_slice)
    }

    /// Positions of the plans of which some way sails a lane, ascending.
    pub fn plans_by_lane(&self, lane: &str) -> &[usize] {
        self.plans_by_lane.get(lane).map_or(&[], Vec::as_slice)
    }
}

impl PageContext<'_> {
    /// A planned route, by its position.
    pub fn planned(&self, plan: usize) -> Ref {
        let route = self.site.plans[plan].route;
        Ref::to(route.question.clone(), self.links.page("route", &route.id))
    }
}

/// Plans come in order, so that a plan noted before is the last one.
fn note(plans: &mut BTreeMap<String, Vec<usize>>, id: &str, number: usize) {
    if let Some(noted) = plans.get_mut(id) {
        if noted.last() != Some(&number) {
            noted.push(number);
        }
    } else {
        plans.insert(id.to_string(), vec![number]);
    }
}
