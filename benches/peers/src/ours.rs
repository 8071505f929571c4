//! The hierarchy of landbridge.

use landbridge::hierarchy::{Changes, Cost, Detours, Hierarchy, Loopless, Metric, Search, Targets, Tree};

use crate::clock::{Told, median, timed};
use crate::graph::Input;

pub fn run(input: &Input, told: &Told) {
    let links = input.links();
    let (cpu, wall, hierarchy) = timed(true, || Hierarchy::new(&input.places, &links).expect("sound links"));
    if told.task == "prepare" {
        return told.one("order, shortcuts and tables", cpu, wall, hierarchy.arcs(), 0);
    }
    drop(links);
    let mut metric = Metric::new(&hierarchy, &input.weight).expect("small weights");
    let mut search = Search::new(&hierarchy);
    let pairs = &input.pairs[..];
    match told.task {
        "customize" => {
            let runs: Vec<_> = (0..15).map(|_| timed(true, || metric.customize(&hierarchy, &input.weight))).collect();
            let (cpu, wall) = runs.iter().map(|(cpu, wall, _)| (*cpu, *wall)).unzip();
            let sum = pairs[..20].iter().map(|&(from, to)| cost(search.cost(&hierarchy, &metric, from, to))).sum();
            told.one("all weights changed", median(cpu), median(wall), 15, sum);
        }
        "length" => told.each("length", pairs, 40.0, |(from, to)| cost(search.cost(&hierarchy, &metric, from, to))),
        "path" => {
            let mut way = Vec::new();
            told.each("length and links", pairs, 40.0, |(from, to)| {
                cost(search.route(&hierarchy, &metric, from, to, &mut way))
            });
        }
        "tree" => {
            let mut tree = Tree::new(&hierarchy);
            told.each("one to all", pairs, 40.0, |(from, to)| {
                tree.grow(&hierarchy, &metric, from);
                cost(tree.cost(&hierarchy, to))
            });
        }
        "matrix" => matrix(input, told, &hierarchy, &metric),
        "k5" => {
            let mut loopless = Loopless::new(&hierarchy);
            told.each("five loopless ways with their links", pairs, 40.0, |(from, to)| {
                loopless.ways(&hierarchy, &metric, from, to, 5).iter().map(|way| u64::from(way.cost)).sum()
            });
        }
        "close" => {
            let mut changes = Changes::new();
            let (mut closing, mut asking, mut sum) = (Vec::new(), Vec::new(), 0);
            for (place, &(from, to)) in pairs.iter().enumerate() {
                let link = [(input.closed(place), u32::NEVER)];
                let (cpu, wall, closed) = timed(false, || metric.reprice(&hierarchy, &link, &mut changes));
                closed.expect("nothing is longer");
                let (_, _, found) = timed(false, || search.cost(&hierarchy, &metric, from, to));
                closing.push(cpu);
                asking.push(wall);
                sum += if place < 20 { found.map_or(0, u64::from) } else { 0 };
                metric.undo(&hierarchy, &mut changes);
            }
            told.one("one link closed", median(closing), median(asking), pairs.len(), sum);
        }
        "n-1" => {
            let mut detours = Detours::new(&hierarchy);
            let (mut count, mut sum, mut all) = (0, 0, (0.0, 0.0));
            for (place, &(from, to)) in pairs[..100].iter().enumerate() {
                let (cpu, wall, ()) = timed(false, || {
                    let found = detours.without_each(&hierarchy, &mut metric, from, to).expect("nothing is longer");
                    count += found.len();
                    if place < 5 {
                        let links: Vec<u32> = found.iter().map(|(link, _)| *link).collect();
                        let cost = |link| found.iter().find(|(other, _)| *other == link).and_then(|(_, cost)| *cost);
                        sum += Input::sample(&links).map(|link| cost(link).map_or(0, u64::from)).iter().sum::<u64>();
                    }
                });
                all = (all.0 + cpu, all.1 + wall);
            }
            told.one("each link of a way closed in turn", all.0 / count as f64, all.1 / count as f64, count, sum);
        }
        task => panic!("no task {task}"),
    }
}

fn cost(found: Option<u32>) -> u64 {
    found.map_or(0, u64::from)
}

fn matrix(input: &Input, told: &Told, hierarchy: &Hierarchy, metric: &Metric<u32>) {
    let mut costs = vec![0; input.sources.len() * input.targets.len()];
    for (threads, what) in [(1, "cut-out and sweeps, one thread"), (0, "the same, all threads")] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let runs: Vec<_> = (0..7)
            .map(|_| {
                timed(true, || {
                    pool.install(|| {
                        let targets = Targets::new(hierarchy, metric, &input.targets);
                        targets.costs(hierarchy, metric, &input.sources, &mut costs);
                    });
                })
            })
            .collect();
        let (cpu, wall) = runs.iter().map(|(cpu, wall, ())| (*cpu, *wall)).unzip();
        told.one(what, median(cpu), median(wall), costs.len(), costs.iter().map(|&cost| u64::from(cost)).sum());
    }
}
