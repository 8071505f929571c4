//! What is demanded, and what is known of it beside how much.

use super::assignment::DemandTold;
use crate::capacity::{BuildError, DemandError, FlowQuery, Model, build, wanted};
use crate::graph::Structure;
use crate::model::{Confidence, DemandId, Network};

/// What is told of the things wanted of a query, in their order.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Where the demands are from: `network`, `table` or `command`.
    pub from: &'static str,
    /// Of each thing wanted what is known of it.
    pub told: Vec<DemandTold>,
    /// What the reader should know.
    pub notes: Vec<String>,
}

impl Asked {
    /// Nothing yet.
    pub fn new(from: &'static str) -> Self {
        Self { from, told: Vec::new(), notes: Vec::new() }
    }

    /// Adds a demand of the network to a query.
    ///
    /// # Errors
    /// [`DemandError`].
    pub fn add(&mut self, network: &Network, query: &mut FlowQuery, id: DemandId) -> Result<(), DemandError> {
        let demand = &network.demands[id];
        query.wanted.push(wanted(network, id, query.period)?);
        let reading = demand.quantity.on(query.period.first_day());
        let provenance = &reading.figure.provenance;
        self.told.push(DemandTold {
            name: demand.name.clone(),
            stands_in: reading.stands_in,
            sources: provenance.sources.iter().map(|source| network.sources[*source].id.clone()).collect(),
            confidence: provenance.confidence.map(Confidence::word),
            note: demand.note.clone(),
        });
        Ok(())
    }

    /// Adds all of these, and notes of those that cannot be sent that they are left out.
    pub fn add_all(&mut self, network: &Network, query: &mut FlowQuery, ids: &[DemandId]) {
        for id in ids {
            if let Err(error) = self.add(network, query, *id) {
                let demand = &network.demands[*id];
                self.notes.push(format!("{} ({}) is left out: {error}", demand.name, demand.id));
            }
        }
        if ids.len() == network.demands.len() && ids.len() > 1 {
            self.notes.push(
                "all demands of the network at once: where they overlap, as published totals do, what is demanded is counted \
                 more than once; --demand ID,.. sends some"
                    .into(),
            );
        }
    }

    /// The problem. Demands whose ways have no known price are left out, if ways are compared by that and others are left.
    ///
    /// # Errors
    /// [`BuildError`].
    pub fn model<'n>(
        &mut self,
        network: &'n Network,
        structure: &'n Structure,
        query: &mut FlowQuery,
    ) -> Result<Model<'n>, BuildError> {
        loop {
            match build(network, structure, query) {
                Err(BuildError::NoPrice { id, what }) if query.wanted.len() > 1 => {
                    let Some(at) = query.wanted.iter().position(|wanted| wanted.id == id) else {
                        return Err(BuildError::NoPrice { id, what });
                    };
                    query.wanted.remove(at);
                    let told = self.told.remove(at);
                    self.notes.push(format!("{} ({id}) is left out: no way of which the {what} is known", told.name));
                }
                built => return built,
            }
        }
    }
}
