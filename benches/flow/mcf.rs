//! Problems with many demands for the benches: from files, or made here; and what the processor took.

use landbridge::flow::{Arc, Demand, LOSSLESS, Layer, Problem};

/// Seconds of the processor that all threads of this program have used: Linux counts them in hundredths.
pub fn processor_seconds() -> f64 {
    let told = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = told.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// A problem from a file: `p mcf nodes arcs demands penalty`, `a tail head capacity cost`, `k from to amount`.
pub fn read(text: &str) -> Problem {
    let mut problem = Problem { layers: vec![Layer::default()], ..Problem::default() };
    let mut penalty = 0;
    for line in text.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |place: usize| words[place].parse::<i64>().expect("a number");
        let node = |place: usize| u32::try_from(number(place)).expect("a node");
        match words.first() {
            Some(&"p") => {
                problem.layers[0].nodes = node(2);
                penalty = number(5);
            }
            Some(&"a") => add(&mut problem, node(1), node(2), (number(3), number(4))),
            Some(&"k") => problem.demands.push(Demand {
                layer: 0,
                from: node(1),
                to: node(2),
                amount: number(3),
                unserved_cost: penalty,
            }),
            _ => {}
        }
    }
    problem
}

fn add(problem: &mut Problem, tail: u32, head: u32, (capacity, cost): (i64, i64)) {
    let own = u32::try_from(problem.capacities.len()).expect("few capacities");
    problem.capacities.push(capacity);
    problem.layers[0].arcs.push(Arc { tail, head, cost, keeps: LOSSLESS, uses: vec![(own, 1)] });
}

/// A square of nodes joined both ways to their neighbours, with seeded capacities, costs and demands.
pub fn grid(side: u32, demands: u32) -> Problem {
    let mut state = 1_u64;
    let mut draw = |least: i64, count: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        least + i64::try_from((state >> 33) % count).expect("31 bits")
    };
    let mut problem = Problem { layers: vec![Layer { nodes: side * side, arcs: Vec::new() }], ..Problem::default() };
    for row in 0..side {
        for column in 0..side {
            let node = row * side + column;
            let beside = [(column + 1 < side, node + 1), (row + 1 < side, node + side)];
            for (_, other) in beside.into_iter().filter(|(is_inside, _)| *is_inside) {
                for (tail, head) in [(node, other), (other, node)] {
                    add(&mut problem, tail, head, (draw(10, 60), draw(1, 100)));
                }
            }
        }
    }
    let nodes = u64::from(side * side);
    for _ in 0..demands {
        let node = |drawn: i64| u32::try_from(drawn).expect("a node");
        let (from, to) = (node(draw(0, nodes)), node(draw(0, nodes)));
        problem.demands.push(Demand { layer: 0, from, to, amount: draw(1, 40), unserved_cost: 10_000 });
    }
    problem
}
