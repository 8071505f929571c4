//! Which links can be on one way that passes no node twice? Those of one block, and of the blocks between both ends.
//!
//! A block is a part of the graph that no single node holds together; a dead end's links are blocks of their own.
//!
//! Source: J. Hopcroft, R. Tarjan, Algorithm 447: efficient algorithms for graph manipulation, Communications of the ACM 16
//! (1973).

use super::neighbours::Neighbours;

const NEW: u32 = u32::MAX;

/// For each link the block that it is in, whatever its direction.
pub fn blocks(graph: &Neighbours, links: &[(u32, u32)]) -> Vec<u32> {
    let nodes = graph.len();
    // When a node was first seen, and the earliest node that a way down the tree and one edge more leads to.
    let (mut seen, mut low) = (vec![NEW; nodes], vec![NEW; nodes]);
    let mut above = vec![NEW; nodes];
    let mut order = Vec::with_capacity(nodes);
    let mut next = graph.first.clone();
    for root in 0..nodes as u32 {
        if seen[root as usize] != NEW {
            continue;
        }
        let mut at = root;
        (seen[at as usize], low[at as usize]) = (order.len() as u32, order.len() as u32);
        order.push(at);
        loop {
            let place = at as usize;
            if next[place] < graph.first[place + 1] {
                let other = graph.heads[next[place] as usize];
                next[place] += 1;
                if seen[other as usize] == NEW {
                    above[other as usize] = at;
                    (seen[other as usize], low[other as usize]) = (order.len() as u32, order.len() as u32);
                    order.push(other);
                    at = other;
                } else if other != above[place] {
                    low[place] = low[place].min(seen[other as usize]);
                }
            } else if above[place] == NEW {
                break;
            } else {
                at = above[place];
                low[at as usize] = low[at as usize].min(low[place]);
            }
        }
    }
    // The block of the edge above each node.
    let mut block = vec![0; nodes];
    let mut blocks = 0;
    for &node in &order {
        let parent = above[node as usize];
        if parent != NEW && low[node as usize] < seen[parent as usize] {
            block[node as usize] = block[parent as usize];
        } else {
            block[node as usize] = blocks;
            blocks += 1;
        }
    }
    // Of two joined nodes, the one seen later is below the other in the tree.
    let later = |&(one, other): &(u32, u32)| if seen[one as usize] < seen[other as usize] { other } else { one };
    links.iter().map(|link| block[later(link) as usize]).collect()
}
