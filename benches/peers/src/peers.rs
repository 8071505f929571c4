//! The libraries of the Rust registry, and a plain Dijkstra as the floor.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use landbridge::hierarchy::{Hierarchy, Metric, Search};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::clock::{Told, median, timed};
use crate::graph::Input;

/// Wall seconds that one task of a peer may take.
const BUDGET: f64 = 20.0;

pub fn run(input: &Input, told: &Told) {
    let pairs: Vec<(usize, usize)> = input.pairs.iter().map(|&(from, to)| (from as usize, to as usize)).collect();
    match told.library {
        "plain" => plain(input, told, &pairs),
        "petgraph" => by_petgraph(input, told, &pairs),
        "pathfinding" => by_pathfinding(input, told, &pairs),
        "fast_paths" => by_fast_paths(input, told, &pairs),
        "cch" => by_cch(input, told),
        library => panic!("no library {library}"),
    }
}

/// Dijkstra's algorithm on lists of arcs, with labels that are used again.
struct Plain {
    labels: Vec<(u32, u64)>,
    now: u32,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Plain {
    fn run(&mut self, input: &Input, from: usize, to: Option<usize>) -> u64 {
        self.now += 1;
        self.queue.clear();
        self.labels[from] = (self.now, 0);
        self.queue.push(Reverse((0, from as u32)));
        while let Some(Reverse((length, node))) = self.queue.pop() {
            let node = node as usize;
            if length > self.labels[node].1 {
                continue;
            }
            if Some(node) == to {
                return length;
            }
            for (_, head, weight) in input.arcs(node) {
                let other = length + u64::from(weight);
                if self.labels[head].0 != self.now || other < self.labels[head].1 {
                    self.labels[head] = (self.now, other);
                    self.queue.push(Reverse((other, head as u32)));
                }
            }
        }
        0
    }
}

fn plain(input: &Input, told: &Told, pairs: &[(usize, usize)]) {
    let mut plain = Plain { labels: vec![(0, 0); input.nodes()], now: 0, queue: BinaryHeap::new() };
    match told.task {
        "length" => told.each("Dijkstra", pairs, BUDGET, |(from, to)| plain.run(input, from, Some(to))),
        "tree" => told.each("Dijkstra to all", pairs, BUDGET, |(from, to)| {
            plain.run(input, from, None);
            plain.labels[to].1
        }),
        "matrix" => {
            let (cpu, wall, sum) = timed(true, || {
                let mut sum = 0;
                for &from in &input.sources {
                    plain.run(input, from as usize, None);
                    sum += input.targets.iter().map(|&to| plain.labels[to as usize].1).sum::<u64>();
                }
                sum
            });
            told.one("a tree for each source", cpu, wall, input.sources.len() * input.targets.len(), sum);
        }
        task => panic!("no task {task}"),
    }
}

fn by_petgraph(input: &Input, told: &Told, pairs: &[(usize, usize)]) {
    use petgraph::algo::{astar, bidirectional_dijkstra, dijkstra};
    let mut graph: DiGraph<(), u32> = DiGraph::with_capacity(input.nodes(), input.head.len());
    (0..input.nodes()).for_each(|_| {
        graph.add_node(());
    });
    for node in 0..input.nodes() {
        for (_, head, weight) in input.arcs(node) {
            graph.add_edge(NodeIndex::new(node), NodeIndex::new(head), weight);
        }
    }
    // Edges are numbered as arcs.
    let without = |closed: u32, from: usize, to: usize| {
        use petgraph::visit::EdgeRef;
        let to = NodeIndex::new(to);
        let cost = |edge: petgraph::graph::EdgeReference<'_, u32>| {
            if edge.id().index() == closed as usize { 1 << 40 } else { u64::from(*edge.weight()) }
        };
        let found = dijkstra(&graph, NodeIndex::new(from), Some(to), cost)[&to];
        if found < 1 << 40 { found } else { 0 }
    };
    match told.task {
        "length" => {
            told.each("dijkstra", pairs, BUDGET, |(from, to)| without(u32::MAX, from, to));
            told.each("bidirectional_dijkstra", pairs, BUDGET, |(from, to)| {
                let (from, to) = (NodeIndex::new(from), NodeIndex::new(to));
                bidirectional_dijkstra(&graph, from, to, |edge| u64::from(*edge.weight())).unwrap_or(0)
            });
        }
        "path" => told.each("astar", pairs, BUDGET, |(from, to)| {
            let rest = |node: NodeIndex| input.at_least(node.index(), to);
            let found = astar(&graph, NodeIndex::new(from), |node| node.index() == to, |edge| u64::from(*edge.weight()), rest);
            found.map_or(0, |(length, _)| length)
        }),
        "close" => {
            let asked: Vec<_> = pairs.iter().enumerate().map(|(place, &pair)| (input.closed(place), pair)).collect();
            told.each("dijkstra again", &asked, BUDGET, |(closed, (from, to))| without(closed, from, to));
        }
        "n-1" => {
            // Ours says only which links are closed.
            let hierarchy = Hierarchy::new(&input.places, &input.links()).expect("sound links");
            let metric = Metric::new(&hierarchy, &input.weight).expect("small weights");
            let mut search = Search::new(&hierarchy);
            let mut links = Vec::new();
            let asked: Vec<_> = pairs[..5]
                .iter()
                .flat_map(|&(from, to)| {
                    search.route(&hierarchy, &metric, from as u32, to as u32, &mut links);
                    Input::sample(&links).map(|link| (link, (from, to)))
                })
                .collect();
            told.each("dijkstra again", &asked, BUDGET, |(closed, (from, to))| without(closed, from, to));
        }
        task => panic!("no task {task}"),
    }
}

fn by_pathfinding(input: &Input, told: &Told, pairs: &[(usize, usize)]) {
    use pathfinding::prelude::{dijkstra, yen};
    let next = |node: &usize| {
        input.arcs(*node).map(|(_, head, weight)| (head, u64::from(weight))).collect::<Vec<_>>()
    };
    match told.task {
        "path" => told.each("dijkstra", pairs, BUDGET, |(from, to)| {
            dijkstra(&from, next, |node| *node == to).map_or(0, |(_, length)| length)
        }),
        "k5" => told.each("yen", &pairs[..20], BUDGET, |(from, to)| {
            yen(&from, next, |node| *node == to, 5).iter().map(|(_, length)| length).sum()
        }),
        task => panic!("no task {task}"),
    }
}

fn by_fast_paths(input: &Input, told: &Told, pairs: &[(usize, usize)]) {
    let mut graph = fast_paths::InputGraph::new();
    for node in 0..input.nodes() {
        for (_, head, weight) in input.arcs(node) {
            graph.add_edge(node, head, weight as usize);
        }
    }
    graph.freeze();
    let (cpu, wall, fast) = timed(true, || fast_paths::prepare(&graph));
    let mut calculator = fast_paths::create_calculator(&fast);
    let mut length = |(from, to): (usize, usize)| {
        calculator.calc_path(&fast, from, to).map_or(0, |path| path.get_weight() as u64)
    };
    match told.task {
        "prepare" => told.one("prepare", cpu, wall, 1, 0),
        "customize" => {
            let order = fast_paths::get_node_ordering(&fast);
            let (cpu, wall, again) = timed(true, || fast_paths::prepare_with_order(&graph, &order).expect("its order"));
            let mut calculator = fast_paths::create_calculator(&again);
            let lengths = pairs[..20].iter().map(|&(from, to)| calculator.calc_path(&again, from, to).map_or(0, |path| path.get_weight() as u64));
            told.one("prepare_with_order", cpu, wall, 1, lengths.sum());
        }
        "path" => told.each("calc_path", pairs, BUDGET, length),
        "length" => told.each("calc_path, for want of a length alone", pairs, BUDGET, &mut length),
        task => panic!("no task {task}"),
    }
}

fn by_cch(input: &Input, told: &Told) {
    let tail: Vec<u32> = input.links().iter().map(|&(from, _)| from).collect();
    let (latitude, longitude): (Vec<f32>, Vec<f32>) =
        input.places.iter().map(|&(latitude, longitude)| (latitude as f32, longitude as f32)).unzip();
    let (cpu, wall, cch) = timed(true, || {
        let order = cch::inertial_order(input.nodes() as u32, &tail, &input.head, &latitude, &longitude);
        let graph = cch::graph::Graph { first_out: input.first.clone(), head: input.head.clone(), weight: input.weight.clone() };
        cch::Cch::build(&graph, &order)
    });
    if told.task == "prepare" {
        return told.one("order and structure", cpu, wall, cch.cch_arc_count() as usize, 0);
    }
    let customizer = cch.customizer();
    let mut metric = customizer.customize(&input.weight);
    if told.task == "customize" {
        let runs: Vec<_> =
            (0..9).map(|_| timed(true, || customizer.customize_into(&input.weight, &mut metric))).collect();
        let (cpu, wall) = runs.iter().map(|run| (run.0, run.1)).unzip();
        let (view, weights) = (cch.view(), metric.view());
        let lengths = input.pairs[..20].iter().map(|&(from, to)| u64::from(cch::distance(&view, &weights, from, to)));
        return told.one("customize_into", median(cpu), median(wall), 9, lengths.sum());
    }
    let (view, weights) = (cch.view(), metric.view());
    match told.task {
        "length" => told.each("distance", &input.pairs, BUDGET, |(from, to)| u64::from(cch::distance(&view, &weights, from, to))),
        "path" => {
            let mut query = cch::PathQuery::new(&view);
            told.each("PathQuery, used again", &input.pairs, BUDGET, |(from, to)| {
                let nodes = query.path(&weights, from, to).unwrap_or_default();
                let arc = |from: u32, to: u32| input.arcs(from as usize).find(|(_, head, _)| *head == to as usize);
                nodes.windows(2).map(|step| arc(step[0], step[1]).map_or(0, |(_, _, weight)| u64::from(weight))).sum()
            });
        }
        "matrix" => {
            let (cpu, wall, sum) = timed(true, || {
                cch::distance_matrix(&view, &weights, &input.sources, &input.targets).iter().map(|&cost| u64::from(cost)).sum()
            });
            told.one("distance_matrix", cpu, wall, input.sources.len() * input.targets.len(), sum);
        }
        task => panic!("no task {task}"),
    }
}
