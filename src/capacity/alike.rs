//! Which nodes are one place at several times?

use std::collections::BTreeMap;

use super::model::{ArcMeaning, LayerMeaning, Model, NodeMeaning};
use crate::flow::Layer;

/// What nodes are alike by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Alike {
    /// In a state.
    At(u32),
    /// Where goods begin: the states that they can start from.
    Origin(Vec<u32>),
    /// Where goods end: the states that they can come from.
    Destination(Vec<u32>),
}

impl Model<'_> {
    /// The class of each layer's nodes: what differs only in the part of the period, or in lying in a store, is of one.
    /// For [`Settings::classes`](crate::flow::multicommodity::Settings::classes).
    pub fn alike(&self) -> Vec<Vec<u32>> {
        self.problem.layers.iter().zip(&self.layers).map(|(layer, meaning)| of_layer(layer, meaning)).collect()
    }
}

fn of_layer(layer: &Layer, meaning: &LayerMeaning) -> Vec<u32> {
    let mut joined: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (arc, what) in layer.arcs.iter().zip(&meaning.arcs) {
        match what {
            ArcMeaning::Start(state) => joined.entry(arc.tail).or_default().push(*state),
            ArcMeaning::Finish(state) => joined.entry(arc.head).or_default().push(*state),
            _ => {}
        }
    }
    let mut classes: BTreeMap<Alike, u32> = BTreeMap::new();
    let mut class_of = |(number, node): (u32, &NodeMeaning)| {
        let mut states = || {
            let mut states = joined.remove(&number).unwrap_or_default();
            states.sort_unstable();
            states.dedup();
            states
        };
        let alike = match node {
            NodeMeaning::At { state, .. } | NodeMeaning::Stored { state, .. } => Alike::At(*state),
            NodeMeaning::Origin => Alike::Origin(states()),
            NodeMeaning::Destination => Alike::Destination(states()),
        };
        let next = u32::try_from(classes.len()).unwrap_or(u32::MAX);
        *classes.entry(alike).or_insert(next)
    };
    (0..).zip(&meaning.nodes).map(&mut class_of).collect()
}
