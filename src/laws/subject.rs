//! What laws are asked of: a network, as a model and as written, with the planner that answers for it.

use std::borrow::Cow;
use std::sync::Arc;

use super::case::{Case, PATCH_ID, Patch, patched};
use super::planner::{Planner, Way};
use crate::graph::Structure;
use crate::load::Document;
use crate::model::{Change, Network};
use crate::route::Query;

/// A network under test.
pub struct Subject<'a> {
    /// As a model.
    pub network: &'a Network,
    /// Its states and steps.
    pub structure: Arc<Structure>,
    /// As written, files merged.
    pub document: &'a Document,
    /// Its files by name, if they are at hand.
    texts: Option<&'a [(String, Vec<u8>)]>,
    /// Who answers.
    pub planner: &'a dyn Planner,
}

impl<'a> Subject<'a> {
    /// A network, as written, and a planner.
    pub fn new(network: &'a Network, document: &'a Document, planner: &'a dyn Planner) -> Self {
        Self { network, structure: Arc::new(Structure::build(network)), document, texts: None, planner }
    }

    /// The same with its files by name; without them they are one file, written from the document.
    #[must_use]
    pub fn of_files(self, texts: &'a [(String, Vec<u8>)]) -> Self {
        Self { texts: Some(texts), ..self }
    }

    /// Its files by name.
    pub fn texts(&self) -> Cow<'a, [(String, Vec<u8>)]> {
        let written = || vec![("network.yaml".to_string(), self.document.yaml().into_bytes())];
        self.texts.map_or_else(|| Cow::Owned(written()), Cow::Borrowed)
    }

    /// The best way of a question.
    pub fn best(&self, query: &Query) -> Option<Way> {
        self.planner.best(self.network, &self.structure, query)
    }

    /// The best way of a question on a network that differs in scenarios only.
    pub fn best_on(&self, network: &Network, query: &Query) -> Option<Way> {
        self.planner.best(network, &self.structure, query)
    }

    /// The network with a scenario that makes the changes of the question's own scenario and those of the patch, and the
    /// question under it; none if a name of the patch is not known.
    pub fn patched(&self, query: &Query, patch: &Patch) -> Option<(Network, Query)> {
        let own = query.scenario.map(|scenario| self.network.scenarios[scenario].changes.clone());
        let changes: Vec<Change> = own.into_iter().flatten().chain(patch.changes(self.network)?).collect();
        let network = patched(self.network, changes);
        let scenario = network.scenarios.keys().last();
        debug_assert!(scenario.is_some_and(|scenario| network.scenarios[scenario].id == PATCH_ID));
        Some((network, Query { scenario, ..query.clone() }))
    }

    /// The question of a case, if the network knows all of its names.
    pub fn query(&self, case: &Case) -> Option<Query> {
        case.query(self.network)
    }
}
