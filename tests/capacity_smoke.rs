use landbridge::capacity::{Amount, FlowQuery, Period, Timing, Wanted, build};
use landbridge::graph::Structure;
use std::time::Instant;
#[test]
fn smoke() {
    let texts: Vec<_> = landbridge::embedded::NETWORK.iter().map(|(n, t)| ((*n).to_string(), t.to_vec())).collect();
    let network = &landbridge::load::load_texts(texts).network.unwrap();
    let start = Instant::now();
    let structure = Structure::build(network);
    println!(
        "structure {:?} states {} steps {} arcs {}",
        start.elapsed(),
        structure.states().len(),
        structure.steps().len(),
        structure.arc_count()
    );
    let places: Vec<_> = network.places.iter().filter(|(_, p)| p.importance <= 2).map(|(id, _)| vec![id]).collect();
    println!("cities {}", places.len());
    for months in [false, true] {
        let mut query = FlowQuery::new(network);
        let day = "2026-01-01".parse().unwrap();
        query.period = if months { Period::Months(day) } else { Period::Year(day) };
        let cargoes = ["container", "coal", "grain"];
        'all: for (i, from) in places.iter().enumerate() {
            for (j, to) in places.iter().enumerate() {
                if i == j || (i * 31 + j * 17) % 11 != 0 {
                    continue;
                }
                let cargo = network.cargoes.find(cargoes[(i + j) % 3]).unwrap();
                query.wanted.push(Wanted {
                    id: format!("{i}-{j}"),
                    origin: from.clone(),
                    destination: to.clone(),
                    cargo,
                    cargo_origin: None,
                    amount: Amount::Units(100_000),
                    timing: Timing::Ready,
                });
                if query.wanted.len() >= 1000 {
                    break 'all;
                }
            }
        }
        query.wanted.retain(|w| !w.origin.iter().any(|p| w.destination.contains(p)));
        let start = Instant::now();
        let model = build(network, &structure, &query).unwrap();
        println!(
            "months {months}: {:?}; layers {} nodes {} arcs {} caps {} demands {} notes {}",
            start.elapsed(),
            model.layers.len(),
            model.problem.layers.iter().map(|l| l.nodes).sum::<u32>(),
            model.problem.layers.iter().map(|l| l.arcs.len()).sum::<usize>(),
            model.limits.len(),
            model.demands.len(),
            model.notes.len()
        );
    }
}
