//! How much can pass from some nodes to others?

use thiserror::Error;

use super::graph::Graph;
use super::reduce::Core;
use super::two_trees::{Role, maximise};

/// As much as can pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaxFlow {
    /// How many units leave the sources.
    pub value: i128,
    /// How many units each arc carries, in the order of the graph's arcs. Another order may give another flow of the same value.
    pub flow: Vec<i64>,
}

/// Why there is no answer to how much can pass.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TerminalError {
    /// A source or sink is not in the graph.
    #[error("there is no node {node}: the graph has {nodes}")]
    NoSuchNode {
        /// The node.
        node: u32,
        /// How many nodes there are.
        nodes: u32,
    },
    /// A node is both source and sink, so any amount can pass.
    #[error("node {node} is both a source and a sink")]
    SourceIsSink {
        /// The node.
        node: u32,
    },
}

/// The maximum flow from any of the sources to any of the sinks; nothing if one of the sets is empty.
///
/// # Errors
/// [`TerminalError`] if a terminal is not in the graph, or both a source and a sink.
///
/// # Cost
/// O(V² √E) time, O(V + E) memory; far less on networks of lines.
///
/// # Source
/// Goldberg and Tarjan 1988; Cherkassky and Goldberg 1997 (highest label, gaps, global relabelling).
pub fn max_flow(graph: &Graph, sources: &[u32], sinks: &[u32]) -> Result<MaxFlow, TerminalError> {
    let roles = roles(graph, sources, sinks)?;
    let core = Core::new(graph, |node| roles[node as usize] != Role::Way);
    let core_roles: Vec<Role> = core.nodes.iter().map(|&node| roles[node as usize]).collect();
    let (value, left) = maximise(&core, &core_roles);
    let flow = core.expand(graph.arcs().len(), |edge| {
        let amount = core.edges[edge].capacity[0] - left[edge][0];
        [amount.max(0), (-amount).max(0)]
    });
    Ok(MaxFlow { value, flow })
}

/// What each node is to the search.
pub(super) fn roles(graph: &Graph, sources: &[u32], sinks: &[u32]) -> Result<Vec<Role>, TerminalError> {
    let nodes = graph.nodes();
    let mut roles = vec![Role::Way; nodes as usize];
    for (terminals, own, other) in [(sources, Role::Source, Role::Sink), (sinks, Role::Sink, Role::Source)] {
        for &node in terminals {
            let role = roles.get_mut(node as usize).ok_or(TerminalError::NoSuchNode { node, nodes })?;
            if *role == other {
                return Err(TerminalError::SourceIsSink { node });
            }
            *role = own;
        }
    }
    Ok(roles)
}
