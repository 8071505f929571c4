//! How long maximum flows and flows of least cost of one kind of goods take.
//!
//! `cargo bench --bench flow_single` solves grids that are made here; `cargo bench --bench flow_single -- FILE..` solves
//! files (`*.max`, `*.min`, as DIMACS writes them; benches/flow has the generator) and prints a line of JSON for each;
//! `-- --petgraph FILE.max` lets petgraph solve them instead. Times are those of the processor, the mean of repeated solves.

use std::time::Instant;

use landbridge::flow::graph::{Arc, Graph};
use landbridge::flow::max_flow::max_flow;
use landbridge::flow::min_cost::min_cost_flow;
use landbridge::flow::min_cut::min_cuts;
use petgraph::graph::DiGraph;

/// Solves are repeated until they have taken so long together, in seconds.
const LONG_ENOUGH: f64 = 0.5;

fn main() {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let (flags, files): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|text| text.starts_with("--"));
    let is_petgraph = flags.iter().any(|flag| *flag == "--petgraph");
    for file in &files {
        let text = std::fs::read_to_string(file).expect("the file can be read");
        let instance = read(&text);
        let name = file.rsplit('/').next().unwrap_or(file);
        match instance.supplies {
            None if is_petgraph => by_petgraph(name, &instance.graph),
            None => measure(name, "landbridge", || value(&instance.graph)),
            Some(supplies) => measure(name, "landbridge", || cost(&instance.graph, &supplies)),
        }
    }
    if files.is_empty() {
        for side in [30, 100, 300] {
            let graph = grid(side);
            let value = value(&graph);
            let amount = i64::try_from(value * 4 / 5).expect("small capacities");
            let mut supplies = vec![0; graph.nodes() as usize];
            (supplies[0], supplies[1]) = (amount, -amount);
            measure(&format!("grid {side} x {side}, maximum flow"), "landbridge", || self::value(&graph));
            measure(&format!("grid {side} x {side}, minimum cuts"), "landbridge", || {
                min_cuts(&graph, &[0], &[1]).expect("two nodes").flow.value
            });
            measure(&format!("grid {side} x {side}, least cost"), "landbridge", || cost(&graph, &supplies));
        }
    }
}

fn value(graph: &Graph) -> i128 {
    max_flow(graph, &[0], &[1]).expect("two nodes").value
}

fn cost(graph: &Graph, supplies: &[i64]) -> i128 {
    min_cost_flow(graph, supplies).expect("the supplies can be moved").cost
}

/// Prints what a solve found and how long it took.
fn measure(name: &str, library: &str, solve: impl Fn() -> i128) {
    let begin = seconds();
    let (mut solves, mut found) = (0, 0);
    while solves == 0 || seconds() - begin < LONG_ENOUGH {
        found = solve();
        solves += 1;
    }
    let each = (seconds() - begin) / f64::from(solves);
    println!(r#"{{"file": "{name}", "lib": "{library}", "cpu_s": {each:.5}, "value": {found}, "solves": {solves}}}"#);
}

/// Seconds of the processor that this program has used; of the clock where the system does not tell.
fn seconds() -> f64 {
    static BEGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let schedule = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    match schedule.split(' ').next().and_then(|text| text.parse::<f64>().ok()) {
        Some(nanoseconds) => nanoseconds * 1e-9,
        None => BEGIN.get_or_init(Instant::now).elapsed().as_secs_f64(),
    }
}

struct Instance {
    graph: Graph,
    /// None if the question is the maximum flow from the first node to the second.
    supplies: Option<Vec<i64>>,
}

/// Reads a DIMACS file; maximum flows go from node 1 to node 2, as benches/flow/gen.py writes them.
fn read(text: &str) -> Instance {
    let (mut is_max, mut nodes, mut arcs, mut supplies) = (false, 0, Vec::new(), Vec::new());
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |place: usize| words[place].parse::<i64>().expect("a number");
        let node = |place: usize| u32::try_from(number(place) - 1).expect("a node");
        match words.first() {
            Some(&"p") => {
                is_max = words[1] == "max";
                nodes = node(2) + 1;
                supplies = vec![0; nodes as usize];
            }
            Some(&"n") if !is_max => supplies[node(1) as usize] = number(2),
            Some(&"a") if is_max => arcs.push(Arc { tail: node(1), head: node(2), capacity: number(3), cost: 0 }),
            Some(&"a") => arcs.push(Arc { tail: node(1), head: node(2), capacity: number(4), cost: number(5) }),
            _ => {}
        }
    }
    let graph = Graph::new(nodes, arcs).expect("a graph");
    Instance { graph, supplies: (!is_max).then_some(supplies) }
}

/// A square of nodes joined both ways to their neighbours, with seeded capacities of 10 to 99 and costs of 1 to 100; node
/// 0 leads to all nodes at the left edge, and all at the right lead to node 1.
fn grid(side: u32) -> Graph {
    let mut state = 1_u64;
    let mut draw = |least: i64, count: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + i64::try_from((state >> 33) % count).expect("31 bits")
    };
    let node = |row: u32, column: u32| 2 + row * side + column;
    let mut arcs = Vec::new();
    for row in 0..side {
        arcs.push(Arc { tail: 0, head: node(row, 0), capacity: 1_000, cost: 0 });
        arcs.push(Arc { tail: node(row, side - 1), head: 1, capacity: 1_000, cost: 0 });
        for column in 0..side {
            let right = (column + 1 < side).then(|| node(row, column + 1));
            let below = (row + 1 < side).then(|| node(row + 1, column));
            for head in [right, below].into_iter().flatten() {
                let (tail, capacity, cost) = (node(row, column), draw(10, 90), draw(1, 100));
                arcs.push(Arc { tail, head, capacity, cost });
                arcs.push(Arc { tail: head, head: tail, capacity, cost });
            }
        }
    }
    Graph::new(2 + side * side, arcs).expect("a graph")
}

fn by_petgraph(name: &str, graph: &Graph) {
    let mut other = DiGraph::<(), u64>::new();
    let nodes: Vec<_> = (0..graph.nodes()).map(|_| other.add_node(())).collect();
    for arc in graph.arcs() {
        other.add_edge(nodes[arc.tail as usize], nodes[arc.head as usize], arc.capacity.unsigned_abs());
    }
    measure(name, "petgraph-ford-fulkerson", || petgraph::algo::ford_fulkerson(&other, nodes[0], nodes[1]).0.into());
    measure(name, "petgraph-dinics", || petgraph::algo::dinics(&other, nodes[0], nodes[1]).0.into());
}
