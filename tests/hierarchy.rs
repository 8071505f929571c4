//! The hierarchy answers as petgraph and pathfinding do, on thousands of small random graphs: with parallel links, links that
//! cost nothing, loops, one-way links, parts that nothing joins, chains, dead ends and closed links.

use std::cell::Cell;

use landbridge::hierarchy::{
    BytesError, Changes, Cost, Detours, Hierarchy, Loopless, Metric, MetricError, Search, Targets, TopologyError, Tree,
};
use petgraph::graph::{DiGraph, NodeIndex};

/// splitmix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) % u64::from(most)).expect("below a u32")
    }
}

#[derive(Debug, Clone)]
struct Case {
    places: Vec<(f64, f64)>,
    links: Vec<(u32, u32)>,
    costs: Vec<u32>,
}

impl Case {
    fn new(seed: u64) -> Self {
        let dice = &mut Dice(seed);
        let nodes = 1 + dice.below(24);
        let places =
            (0..nodes).map(|_| (f64::from(dice.below(120)) - 60.0, f64::from(dice.below(360)) - 180.0)).collect();
        let (zero, both, closed) = (dice.below(3) == 0, dice.below(3), dice.below(4) == 0);
        let mut case = Self { places, links: Vec::new(), costs: Vec::new() };
        let few = dice.below(2) == 0;
        let most = 1 + dice.below(if few { 4 } else { 1000 });
        for _ in 0..dice.below(2 * nodes + 2) {
            let (from, mut to) = (dice.below(nodes), dice.below(nodes));
            if dice.below(3) > 0 {
                to = (from + 1).min(nodes - 1); // Neighbours by number make chains and dead ends.
            }
            for _ in 0..=u32::from(dice.below(6) == 0) {
                case.add(dice, from, to, most, zero, closed);
                if both > 0 {
                    case.add(dice, to, from, most, zero, closed);
                }
            }
        }
        case
    }

    fn add(&mut self, dice: &mut Dice, from: u32, to: u32, most: u32, zero: bool, closed: bool) {
        self.links.push((from, to));
        let cost = if zero && dice.below(3) == 0 { 0 } else { 1 + dice.below(most) };
        self.costs.push(if closed && dice.below(8) == 0 { u32::NEVER } else { cost });
    }

    fn nodes(&self) -> u32 {
        u32::try_from(self.places.len()).expect("few")
    }

    fn hierarchy(&self) -> Hierarchy {
        Hierarchy::new(&self.places, &self.links).expect("links between nodes that are there")
    }

    /// What the cheapest way from one node to each costs, by petgraph.
    fn oracle(&self, costs: &[u32], from: u32) -> Vec<Option<u32>> {
        let mut graph = DiGraph::<(), u32>::new();
        self.places.iter().for_each(|_| {
            graph.add_node(());
        });
        for (&(from, to), &cost) in self.links.iter().zip(costs).filter(|(_, cost)| **cost != u32::NEVER) {
            graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), cost);
        }
        let found = petgraph::algo::dijkstra(&graph, NodeIndex::new(from as usize), None, |edge| *edge.weight());
        (0..self.places.len()).map(|node| found.get(&NodeIndex::new(node)).copied()).collect()
    }

    /// That links lead from one node to the other, pass no node twice and cost so much.
    fn check_way(&self, costs: &[u32], links: &[u32], from: u32, to: u32, cost: u32) -> Vec<u32> {
        let mut nodes = vec![from];
        let mut sum = 0;
        for &link in links {
            let (begin, end) = self.links[link as usize];
            assert_eq!(begin, nodes[nodes.len() - 1], "the links join");
            nodes.push(end);
            sum += costs[link as usize];
        }
        assert_eq!((nodes[nodes.len() - 1], sum), (to, cost));
        let mut sorted = nodes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), nodes.len(), "no node is passed twice");
        nodes
    }
}

fn cases(count: u64, check: impl Fn(&Case, &mut Dice)) {
    for seed in 0..count {
        let case = Case::new(seed);
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&case, &mut Dice(!seed))));
        assert!(told.is_ok(), "case {seed}: {case:?}");
    }
}

#[test]
fn costs_and_ways_are_those_of_petgraph() {
    let (ways, none) = (Cell::new(0), Cell::new(0));
    cases(4000, |case, _| {
        let hierarchy = case.hierarchy();
        let metric = Metric::new(&hierarchy, &case.costs).expect("small");
        let mut search = Search::new(&hierarchy);
        let (mut tree, mut back) = (Tree::new(&hierarchy), Tree::new(&hierarchy));
        let mut links = Vec::new();
        let all: Vec<u32> = (0..case.nodes()).collect();
        let mut matrix = vec![0; all.len() * all.len()];
        Targets::new(&hierarchy, &metric, &all).costs(&hierarchy, &metric, &all, &mut matrix);
        for from in 0..case.nodes() {
            let expected = case.oracle(&case.costs, from);
            tree.grow(&hierarchy, &metric, from);
            for to in 0..case.nodes() {
                let cost = expected[to as usize];
                assert_eq!(search.cost(&hierarchy, &metric, from, to), cost, "from {from} to {to}");
                assert_eq!(search.route(&hierarchy, &metric, from, to, &mut links), cost);
                assert_eq!(tree.cost(&hierarchy, to), cost);
                back.grow_back(&hierarchy, &metric, to);
                assert_eq!(back.cost(&hierarchy, from), cost);
                assert_eq!(matrix[from as usize * all.len() + to as usize], cost.unwrap_or(u32::NEVER));
                if let Some(cost) = cost {
                    case.check_way(&case.costs, &links, from, to, cost);
                    ways.set(ways.get() + 1);
                } else {
                    assert!(links.is_empty());
                    none.set(none.get() + 1);
                }
            }
            let limit = case.costs.iter().copied().filter(|cost| *cost != u32::NEVER).max().unwrap_or(0);
            let mut within: Vec<(u32, u32)> = tree.within(&hierarchy, limit).collect();
            within.sort_unstable();
            let near = |to: &u32| expected[*to as usize].filter(|cost| *cost <= limit).map(|cost| (*to, cost));
            assert_eq!(within, (0..case.nodes()).filter_map(|to| near(&to)).collect::<Vec<_>>());
        }
    });
    assert!(ways.get() > 100_000 && none.get() > 100_000, "{ways:?} and {none:?}");
}

#[test]
fn wide_costs_are_the_same_as_narrow_ones() {
    cases(500, |case, _| {
        let hierarchy = case.hierarchy();
        let wide: Vec<u64> =
            case.costs.iter().map(|&cost| if cost == u32::NEVER { u64::NEVER } else { cost.into() }).collect();
        let (narrow, wide) =
            (Metric::new(&hierarchy, &case.costs).expect("small"), Metric::new(&hierarchy, &wide).expect("small"));
        let (mut one, mut other) = (Search::new(&hierarchy), Search::new(&hierarchy));
        for (from, to) in (0..case.nodes()).flat_map(|from| (0..case.nodes()).map(move |to| (from, to))) {
            let (mut links, mut same) = (Vec::new(), Vec::new());
            let cost = one.route(&hierarchy, &narrow, from, to, &mut links);
            assert_eq!(other.route(&hierarchy, &wide, from, to, &mut same), cost.map(u64::from));
            assert_eq!(links, same);
        }
    });
}

#[test]
fn some_costs_changed_are_all_costs_taken_anew() {
    cases(3000, |case, dice| {
        if case.links.is_empty() {
            return;
        }
        let hierarchy = case.hierarchy();
        let mut metric = Metric::new(&hierarchy, &case.costs).expect("small");
        let before = metric.clone();
        let mut changes = Changes::new();
        let mut costs = case.costs.clone();
        for round in 0..6 {
            let some: Vec<(u32, u32)> = (0..=dice.below(3))
                .map(|_| {
                    let cost = if dice.below(3) == 0 { u32::NEVER } else { dice.below(900) };
                    (dice.below(u32::try_from(case.links.len()).expect("few")), cost)
                })
                .collect();
            let held = costs.clone();
            for &(link, cost) in &some {
                costs[link as usize] = cost;
            }
            metric.reprice(&hierarchy, &some, &mut changes).expect("small");
            assert!(metric.same(&Metric::new(&hierarchy, &costs).expect("small")), "round {round}: {some:?}");
            if dice.below(2) == 0 {
                metric.undo(&hierarchy, &mut changes);
                costs = held;
                assert!(
                    metric.same(&Metric::new(&hierarchy, &costs).expect("small")),
                    "undone in round {round}: {some:?}"
                );
            }
        }
        metric.customize(&hierarchy, &case.costs).expect("small");
        assert!(metric.same(&before));
    });
}

/// What all ways cost that pass no node twice, the cheapest first; of parallel links the cheapest is taken.
fn all_loopless(next: &impl Fn(&u32) -> Vec<(u32, u32)>, from: u32, to: u32) -> Vec<u32> {
    fn go(next: &impl Fn(&u32) -> Vec<(u32, u32)>, way: &mut Vec<u32>, to: u32, cost: u32, found: &mut Vec<u32>) {
        let at = way[way.len() - 1];
        if at == to {
            found.push(cost);
            return;
        }
        for (node, step) in next(&at) {
            if !way.contains(&node) {
                way.push(node);
                go(next, way, to, cost + step, found);
                way.pop();
            }
        }
    }
    let mut found = Vec::new();
    go(next, &mut vec![from], to, 0, &mut found);
    found.sort_unstable();
    found
}

#[test]
fn loopless_ways_are_the_cheapest_of_all() {
    cases(2000, |case, dice| {
        let hierarchy = case.hierarchy();
        let metric = Metric::new(&hierarchy, &case.costs).expect("small");
        let mut loopless = Loopless::new(&hierarchy);
        for _ in 0..6 {
            let (from, to, wanted) = (dice.below(case.nodes()), dice.below(case.nodes()), 1 + dice.below(12) as usize);
            if from == to {
                continue;
            }
            let next = |node: &u32| {
                let mut next = std::collections::BTreeMap::new();
                for (&(begin, end), &cost) in case.links.iter().zip(&case.costs) {
                    if begin == *node && end != begin && cost != u32::NEVER {
                        next.entry(end).and_modify(|least: &mut u32| *least = cost.min(*least)).or_insert(cost);
                    }
                }
                next.into_iter().collect::<Vec<_>>()
            };
            let ways = loopless.ways(&hierarchy, &metric, from, to, wanted);
            let costs: Vec<u32> = ways.iter().map(|way| way.cost).collect();
            let mut seen: Vec<Vec<u32>> =
                ways.iter().map(|way| case.check_way(&case.costs, &way.links, from, to, way.cost)).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), ways.len(), "all are different");
            // pathfinding 4.16 leaves some ways out, so its first k may be dearer than the first k.
            let others = pathfinding::prelude::yen(&from, next, |node| *node == to, wanted);
            assert!(costs.len() >= others.len(), "{costs:?}, {others:?}");
            assert!(costs.iter().zip(&others).all(|(cost, (_, other))| cost <= other), "{costs:?}, {others:?}");
            assert_eq!(costs.first(), others.first().map(|(_, cost)| cost));
            if case.nodes() < 14 {
                let expected = all_loopless(&next, from, to);
                assert_eq!(costs, expected[..wanted.min(expected.len())], "{wanted} from {from} to {to}");
            }
        }
    });
}

#[test]
fn detours_are_ways_without_the_link() {
    cases(2000, |case, dice| {
        let hierarchy = case.hierarchy();
        let mut metric = Metric::new(&hierarchy, &case.costs).expect("small");
        let before = metric.clone();
        let mut detours = Detours::new(&hierarchy);
        for _ in 0..4 {
            let (from, to) = (dice.below(case.nodes()), dice.below(case.nodes()));
            for &(link, cost) in detours.without_each(&hierarchy, &mut metric, from, to).expect("small") {
                let mut costs = case.costs.clone();
                costs[link as usize] = u32::NEVER;
                assert_eq!(cost, case.oracle(&costs, from)[to as usize], "from {from} to {to} without {link}");
            }
            assert!(metric.same(&before));
        }
    });
}

#[test]
fn a_link_to_nowhere_is_refused() {
    let told = Hierarchy::new(&[(0.0, 0.0), (1.0, 1.0)], &[(0, 1), (1, 2)]);
    assert_eq!(told, Err(TopologyError::NoSuchNode { link: 1, node: 2, nodes: 2 }));
}

#[test]
fn costs_that_cannot_be_summed_are_refused() {
    let hierarchy = Hierarchy::new(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)], &[(0, 1), (1, 2)]).expect("sound");
    assert_eq!(Metric::new(&hierarchy, &[1_u32]), Err(MetricError::Count { given: 1, links: 2 }));
    let great = u32::NEVER / 4 - 1;
    assert!(matches!(Metric::new(&hierarchy, &[great, great + 3]), Err(MetricError::TooLong { .. })));
    assert!(Metric::new(&hierarchy, &[u64::from(great), u64::from(great) + 3]).is_ok());
    let mut metric = Metric::new(&hierarchy, &[great, 1]).expect("below the limit");
    let before = metric.clone();
    let mut changes = Changes::new();
    assert!(metric.reprice(&hierarchy, &[(1, great + 3)], &mut changes).is_err());
    metric.undo(&hierarchy, &mut changes);
    assert!(metric.same(&before));
}

#[test]
fn a_graph_without_nodes_has_a_hierarchy() {
    let hierarchy = Hierarchy::new(&[], &[]).expect("nothing is wrong");
    let metric = Metric::<u32>::new(&hierarchy, &[]).expect("nothing is long");
    Targets::new(&hierarchy, &metric, &[]).costs(&hierarchy, &metric, &[], &mut []);
    assert_eq!((hierarchy.nodes(), hierarchy.links(), hierarchy.arcs(), hierarchy.height()), (0, 0, 0, 0));
}

#[test]
fn a_hierarchy_comes_back_from_its_bytes() {
    cases(300, |case, _| {
        let hierarchy = case.hierarchy();
        assert_eq!(Hierarchy::from_bytes(&hierarchy.to_bytes()), Ok(hierarchy));
    });
}

#[test]
fn bytes_that_are_damaged_or_of_another_version_are_refused() {
    let bytes = Case::new(7).hierarchy().to_bytes();
    for end in 0..bytes.len() {
        let told = Hierarchy::from_bytes(&bytes[..end]);
        assert_eq!(told, Err(if end < 8 { BytesError::Other } else { BytesError::Damaged }), "the first {end} bytes");
    }
    for place in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1 << bit;
            assert!(Hierarchy::from_bytes(&damaged).is_err(), "bit {bit} of byte {place}");
        }
    }
    let longer = [&bytes[..], &[0, 0, 0, 0]].concat();
    assert_eq!(Hierarchy::from_bytes(&longer), Err(BytesError::Damaged));
    let mut older = bytes;
    older[8] = 0;
    assert_eq!(Hierarchy::from_bytes(&older), Err(BytesError::Version(0)));
}

/// A square grid with a random cost each way on each link.
fn grid(side: u32) -> Case {
    let dice = &mut Dice(u64::from(side));
    let place = |at: u32| (f64::from(at / side) / 10.0, f64::from(at % side) / 10.0);
    let mut case = Case { places: (0..side * side).map(place).collect(), links: Vec::new(), costs: Vec::new() };
    for at in 0..side * side {
        for other in [(at % side + 1 < side).then_some(at + 1), (at + side < side * side).then_some(at + side)] {
            for (from, to) in other.into_iter().flat_map(|other| [(at, other), (other, at)]) {
                case.add(dice, from, to, 1000, false, false);
            }
        }
    }
    case
}

#[cfg(feature = "parallel")]
#[test]
fn any_number_of_threads_finds_the_same() {
    let case = grid(60);
    let all: Vec<u32> = (0..case.nodes()).step_by(37).collect();
    let found = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let hierarchy = case.hierarchy();
            let metric = Metric::new(&hierarchy, &case.costs).expect("small");
            let mut costs = vec![0; all.len() * all.len()];
            Targets::new(&hierarchy, &metric, &all).costs(&hierarchy, &metric, &all, &mut costs);
            (hierarchy.to_bytes(), metric, costs)
        })
    };
    let one = found(1);
    for threads in [2, 5] {
        let other = found(threads);
        assert!(one.0 == other.0 && one.1.same(&other.1) && one.2 == other.2, "{threads} threads");
    }
    for (row, &from) in all.iter().enumerate() {
        let expected = case.oracle(&case.costs, from);
        let costs = all.iter().map(|&to| expected[to as usize].unwrap_or(u32::NEVER));
        assert!(one.2[row * all.len()..].iter().copied().take(all.len()).eq(costs), "from {from}");
    }
}

#[test]
fn on_a_grid_changes_and_next_best_ways_are_exact() {
    let case = grid(40);
    let hierarchy = case.hierarchy();
    let mut metric = Metric::new(&hierarchy, &case.costs).expect("small");
    let dice = &mut Dice(1);
    let mut changes = Changes::new();
    for _ in 0..60 {
        let link = dice.below(u32::try_from(case.links.len()).expect("few"));
        let mut costs = case.costs.clone();
        costs[link as usize] = if dice.below(2) == 0 { u32::NEVER } else { dice.below(1000) };
        metric.reprice(&hierarchy, &[(link, costs[link as usize])], &mut changes).expect("small");
        assert!(metric.same(&Metric::new(&hierarchy, &costs).expect("small")), "{link} at {}", costs[link as usize]);
        metric.undo(&hierarchy, &mut changes);
    }
    let mut loopless = Loopless::new(&hierarchy);
    let mut next = vec![Vec::new(); case.places.len()];
    for (&(from, to), &cost) in case.links.iter().zip(&case.costs) {
        next[from as usize].push((to, cost));
    }
    for _ in 0..20 {
        let (from, to) = (dice.below(case.nodes()), dice.below(case.nodes()));
        let ways = loopless.ways(&hierarchy, &metric, from, to, 5);
        let others = pathfinding::prelude::yen(&from, |node| next[*node as usize].clone(), |node| *node == to, 5);
        if from != to {
            let costs: Vec<u32> = ways.iter().map(|way| way.cost).collect();
            assert!(costs.iter().zip(&others).all(|(cost, (_, other))| cost <= other), "from {from} to {to}");
            assert_eq!(costs.len(), 5);
        }
    }
}
