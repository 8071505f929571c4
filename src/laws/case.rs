//! One case of a law: a question by names, so that it can be asked of a smaller network too, kept in a file and
//! repeated.

use serde::{Deserialize, Serialize};

use crate::calendar::{Day, Window};
use crate::model::{
    Capacitated, CargoId, Change, Country, Mode, Named, Network, Objective, PlaceId, Spot, Subject, VesselId,
};
use crate::route::Query;
use crate::units::Capacity;

/// What a law changes about the network with a scenario of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub struct Patch {
    /// Lines, lanes, transfers, passages and places that are closed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub close: Vec<String>,
    /// Those that are open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub open: Vec<String>,
    /// Restrictions that are lifted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lift: Vec<String>,
    /// Lines, transfers and groups that are widened, each with its new capacity.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub widen: Vec<(String, String)>,
}

/// One case of a law. What is not set is the network's default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub struct Case {
    /// Id of the place it starts at; empty for laws that ask no route.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Id of the place it ends at.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Id of the cargo.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cargo: Option<String>,
    /// The country that the cargo is from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cargo_origin: Option<String>,
    /// Id of the vessel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vessel: Option<String>,
    /// The day of departure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub depart: Option<String>,
    /// What it is best by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// By which modes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<String>,
    /// Whether ships sail without icebreakers.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unescorted: bool,
    /// Id of the scenario.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Ids of restrictions that are lifted on both sides of a comparison.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
    /// A place that the law wants to be passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub via: Option<String>,
    /// By how many days later the law leaves.
    #[serde(skip_serializing_if = "is_zero")]
    pub later: u64,
    /// What the law changes.
    #[serde(skip_serializing_if = "is_nothing")]
    pub patch: Patch,
    /// What the law shuffles or damages its text by.
    #[serde(skip_serializing_if = "is_zero")]
    pub shuffle: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde calls it
fn is_zero(number: &u64) -> bool {
    *number == 0
}

fn is_nothing(patch: &Patch) -> bool {
    *patch == Patch::default()
}

impl Case {
    /// The question on a network; none if the network does not know one of its names.
    pub fn query(&self, network: &Network) -> Option<Query> {
        let (from, to) = (network.places.find(&self.from)?, network.places.find(&self.to)?);
        if from == to {
            return None;
        }
        let mut query = Query::new(network, vec![from], vec![to]);
        query.alternatives = 1;
        if let Some((cargo, origin)) = self.carried(network)? {
            query.carry(network, cargo, origin);
        }
        if let Some(vessel) = self.vessel_in(network)? {
            query.vessel = Some(vessel);
        }
        query.depart = self.day(network)?;
        query.objective = match &self.by {
            Some(by) => Objective::ALL.iter().find(|(_, word)| word == by).map(|(objective, _)| *objective)?,
            None => Objective::Time,
        };
        query.modes = self.modes_in()?;
        query.unescorted = self.unescorted;
        query.scenario = match &self.scenario {
            Some(id) => Some(network.scenarios.find(id)?),
            None => None,
        };
        // A restriction that is not there is lifted already.
        query.allow = self.allow.iter().filter_map(|id| network.restrictions.find(id)).collect();
        Some(query)
    }

    /// The day of departure.
    pub fn day(&self, network: &Network) -> Option<Day> {
        self.depart.as_ref().map_or(Some(network.meta.as_of), |day| day.parse().ok())
    }

    /// The cargo and its origin, if any is named: outer none if a name is not known.
    #[allow(clippy::option_option)]
    pub fn carried(&self, network: &Network) -> Option<Option<(CargoId, Option<Country>)>> {
        let origin = match &self.cargo_origin {
            Some(country) => Some(country.parse().ok()?),
            None => None,
        };
        match &self.cargo {
            Some(id) => Some(Some((network.cargoes.find(id)?, origin))),
            None => Some(origin.map(|origin| (network.meta.cargo, Some(origin)))),
        }
    }

    #[allow(clippy::option_option)]
    fn vessel_in(&self, network: &Network) -> Option<Option<VesselId>> {
        self.vessel.as_ref().map_or(Some(None), |id| network.vessels.find(id).map(Some))
    }

    fn modes_in(&self) -> Option<Vec<Mode>> {
        let mode = |word: &String| Mode::ALL.iter().find(|(_, name)| name == word).map(|(mode, _)| *mode);
        self.modes.iter().map(mode).collect()
    }

    /// The place to be passed.
    pub fn spot(&self, network: &Network) -> Option<(PlaceId, Spot)> {
        let place = network.places.find(self.via.as_ref()?)?;
        Some((place, Spot::Places(vec![place])))
    }

    /// The cases that are simpler by one thing, simplest first.
    pub fn simpler(&self) -> Vec<Self> {
        let mut simpler = Vec::new();
        let mut with = |change: &dyn Fn(&mut Self)| {
            let mut case = self.clone();
            change(&mut case);
            if case != *self {
                simpler.push(case);
            }
        };
        with(&|case| case.scenario = None);
        with(&|case| case.allow.clear());
        with(&|case| case.modes.clear());
        with(&|case| case.unescorted = false);
        with(&|case| case.vessel = None);
        with(&|case| case.cargo_origin = None);
        with(&|case| case.cargo = None);
        with(&|case| case.depart = None);
        with(&|case| case.by = None);
        with(&|case| case.later = case.later.min(1));
        for index in 0..self.allow.len() {
            with(&|case| drop(case.allow.remove(index)));
        }
        for index in 0..self.patch.close.len() {
            with(&|case| drop(case.patch.close.remove(index)));
        }
        for index in 0..self.patch.open.len() {
            with(&|case| drop(case.patch.open.remove(index)));
        }
        for index in 0..self.patch.lift.len() {
            with(&|case| drop(case.patch.lift.remove(index)));
        }
        simpler
    }

    /// As one line of JSON, which [`Case::read`] reads.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From JSON.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Patch {
    /// Its changes on a network; none if it does not know one of the names.
    pub fn changes(&self, network: &Network) -> Option<Vec<Change>> {
        let always = Window::ALWAYS;
        let close = self.close.iter().map(|id| Some(Change::Close(subject(network, id)?, always)));
        let open = self.open.iter().map(|id| Some(Change::Open(subject(network, id)?, always)));
        let lift = self.lift.iter().map(|id| network.restrictions.find(id).map(Change::Lift));
        let widen = self.widen.iter().map(|(id, capacity)| {
            let capacity: Capacity = capacity.parse().ok()?;
            Some(Change::Widen(capacitated(network, id)?, capacity, always))
        });
        close.chain(open).chain(lift).chain(widen).collect()
    }
}

/// What a scenario's `open` and `close` may name.
fn subject(network: &Network, id: &str) -> Option<Subject> {
    let line = || network.lines.find(id).map(Subject::Line);
    let lane = || network.lanes.find(id).map(Subject::Lane);
    let transfer = || network.transfers.find(id).map(Subject::Transfer);
    let passage = || network.passages.find(id).map(Subject::Passage);
    let place = || network.places.find(id).map(Subject::Place);
    line().or_else(lane).or_else(transfer).or_else(passage).or_else(place)
}

fn capacitated(network: &Network, id: &str) -> Option<Capacitated> {
    let line = || network.lines.find(id).map(Capacitated::Line);
    let transfer = || network.transfers.find(id).map(Capacitated::Transfer);
    let group = || network.capacity_groups.find(id).map(Capacitated::Group);
    line().or_else(transfer).or_else(group)
}

/// The id that a patch's scenario gets; no file can have it.
pub const PATCH_ID: &str = "~law";

/// The network with one scenario more, which is found by [`PATCH_ID`].
pub fn patched(network: &Network, changes: Vec<Change>) -> Network {
    use crate::model::{Provenance, Scenario, Table};
    let mut scenarios: Vec<Scenario> = network.scenarios.values().cloned().collect();
    scenarios.push(Scenario {
        id: PATCH_ID.into(),
        name: "What the law changes".into(),
        summary: None,
        depart: None,
        changes,
        provenance: Provenance::default(),
        file: crate::diagnostics::FileId(0),
    });
    scenarios.sort_by(|one, other| one.id().cmp(other.id()));
    Network { scenarios: Table::new(scenarios), ..network.clone() }
}
