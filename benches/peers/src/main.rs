//! usage: peers DATA GRAPH LIB TASK
//!
//! LIB and TASK are listed in README.md. GRAPH is the name of files in DATA that graphs.py wrote, or `grid-SIDE`, made here.
//! Prints a line of JSON for each result.

mod clock;
mod graph;
mod ours;
mod peers;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, graph, library, task] = &arguments[..] else {
        eprintln!("usage: peers DATA GRAPH LIB TASK");
        std::process::exit(2);
    };
    let input = graph::Input::read(data, graph);
    let told = clock::Told { graph, library, task };
    match library.as_str() {
        "landbridge" => ours::run(&input, &told),
        _ => peers::run(&input, &told),
    }
}
