//! Writes a network of many pages, for measuring the site: `large_network FOLDER [PAGES]`. benches/site/run.py calls it.

use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs, io};

use landbridge::testing::large_network;

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let pages = arguments.get(1).map_or(Some(10_000), |number| number.parse().ok());
    let (Some(folder), Some(text)) = (arguments.first().map(PathBuf::from), pages.and_then(large_network)) else {
        eprintln!("usage: large_network FOLDER [PAGES]; PAGES is a number from 300 on");
        return Ok(ExitCode::from(2));
    };
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("network.yaml"), text)?;
    Ok(ExitCode::SUCCESS)
}
