//! In which order do the nodes go? Nested dissection: those that part the graph go last.
//!
//! Source: A. George, Nested dissection of a regular finite element mesh, SIAM Journal on Numerical Analysis 10 (1973);
//! J. Dibbelt, B. Strasser, D. Wagner, Customizable contraction hierarchies, ACM Journal of Experimental Algorithmics 21
//! (2016), for its use in searching for shortest paths.

use super::bisection::{Point, bisect};
use super::neighbours::Neighbours;
use crate::parallel;

/// Below this many nodes two parts are ordered one after the other and not at the same time.
const WORTH_A_THREAD: usize = 2000;

/// The nodes of `graph` in the order in which they go; `points` say where they are.
pub fn dissect(graph: &Neighbours, points: &[Point]) -> Vec<u32> {
    if graph.len() < 3 {
        return (0..graph.len() as u32).collect();
    }
    let parts = components(graph);
    if parts.len() > 1 {
        return of_parts(graph, points, &parts);
    }
    let side = bisect(graph, points);
    // The nodes of one side that have a neighbour on the other part the two; those of the side with fewer of them do.
    let mut border = [Vec::new(), Vec::new()];
    for node in 0..graph.len() as u32 {
        if graph.of(node).iter().any(|&other| side[other as usize] != side[node as usize]) {
            border[usize::from(side[node as usize])].push(node);
        }
    }
    let fewer = usize::from(border[1].len() < border[0].len());
    let separator = std::mem::take(&mut border[fewer]);
    let mut parts = [Vec::new(), Vec::new()];
    let mut next = separator.iter().peekable();
    for node in 0..graph.len() as u32 {
        if next.peek() == Some(&&node) {
            next.next();
        } else {
            parts[usize::from(side[node as usize])].push(node);
        }
    }
    let mut order = of_parts(graph, points, &parts);
    order.extend(separator);
    order
}

/// The orders of parts that nothing joins, one behind the other.
fn of_parts(graph: &Neighbours, points: &[Point], parts: &[Vec<u32>]) -> Vec<u32> {
    let mut local = vec![0; graph.len()];
    let parts: Vec<_> = (parts.iter())
        .map(|nodes| {
            let points: Vec<Point> = nodes.iter().map(|&node| points[node as usize]).collect();
            (nodes, graph.between(nodes, &mut local), points)
        })
        .collect();
    let order = |(nodes, graph, points): &(&Vec<u32>, Neighbours, Vec<Point>)| -> Vec<u32> {
        dissect(graph, points).into_iter().map(|node| nodes[node as usize]).collect()
    };
    if graph.len() < WORTH_A_THREAD {
        parts.iter().flat_map(order).collect()
    } else {
        parallel::map(&parts, order).concat()
    }
}

/// The parts of a graph that nothing joins.
fn components(graph: &Neighbours) -> Vec<Vec<u32>> {
    let mut seen = vec![false; graph.len()];
    let mut parts = Vec::new();
    for node in 0..graph.len() as u32 {
        if seen[node as usize] {
            continue;
        }
        seen[node as usize] = true;
        let mut part = vec![node];
        let mut next = 0;
        while let Some(&node) = part.get(next) {
            next += 1;
            for &other in graph.of(node) {
                if !std::mem::replace(&mut seen[other as usize], true) {
                    part.push(other);
                }
            }
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}
