//! Seeded mistakes: one at a time in the texts of the flagship, each of a kind that people make. Does `check` see it, and
//! where it is?
//!
//! A mistake counts only if it changes the meaning: if it could still be loaded without a new problem, and the network is
//! the same, it is none. It counts as caught if a new problem points at a line that was touched or at its entry, or names
//! the entry that is gone or new, or if an expectation fails; a problem elsewhere does not count.
//!
//! Some sites of each kind are drawn from a fixed seed. `LANDBRIDGE_MUTANTS=20 cargo test --test mutants -- --nocapture` draws
//! twenty of each kind and prints what was missed; the table is printed in any case.
#![cfg(feature = "cli")]

mod kinds;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use kinds::{Kind, kinds};
use landbridge::check::check;
use landbridge::diagnostics::{At, Diagnostic, SourceFiles};
use landbridge::load::{load_texts, read_path, resolve_spans};
use landbridge::model::Network;
use landbridge::parallel;
use text::{File, Site};

/// Sites of each kind, unless `LANDBRIDGE_MUTANTS` says how many.
const SITES: usize = 1;
/// What must be caught, in per cent of the mistakes that change the meaning (docs/limits.md says what is missed).
const CAUGHT: usize = 95;

/// What became of a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// A new problem points at a line that was touched.
    Line,
    /// One points into the entry.
    Entry,
    /// One names the entry.
    Named,
    /// An expectation fails.
    Expected,
    /// There is a new problem, but elsewhere.
    Elsewhere,
    /// There is none.
    Missed,
    /// The network means the same.
    Same,
}

const FATES: [(Fate, &str); 7] = [
    (Fate::Line, "line"),
    (Fate::Entry, "entry"),
    (Fate::Named, "named"),
    (Fate::Expected, "expected"),
    (Fate::Elsewhere, "elsewhere"),
    (Fate::Missed, "missed"),
    (Fate::Same, "same"),
];

fn flagship() -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let texts = read_path(&folder).expect("the folder can be read");
    let file = |(name, bytes): (String, Vec<u8>)| {
        let name = name.rsplit('/').next().unwrap_or_default().to_string();
        File { name, text: String::from_utf8(bytes).expect("UTF-8") }
    };
    texts.into_iter().map(file).collect()
}

/// All problems, with places in the text, and the network if it could be loaded.
fn checked(texts: Vec<(String, Vec<u8>)>) -> (Option<Network>, Vec<Diagnostic>, SourceFiles) {
    let loaded = load_texts(texts);
    let mut problems = loaded.diagnostics;
    if let Some(network) = &loaded.network {
        let mut found = check(network);
        resolve_spans(&mut found, &loaded.files);
        problems.extend(found);
    }
    (loaded.network, problems, loaded.files)
}

/// What a problem says, without where: lines move when others come and go.
fn said(problem: &Diagnostic) -> String {
    format!("{} {} {}", problem.code, problem.severity.name(), problem.message)
}

struct Clean {
    files: Vec<File>,
    problems: BTreeMap<String, usize>,
    network: String,
}

impl Clean {
    fn new() -> Self {
        let files = flagship();
        let texts = files.iter().map(|file| (file.name.clone(), file.text.clone().into_bytes())).collect();
        let (network, problems, _) = checked(texts);
        let mut counted = BTreeMap::new();
        for problem in &problems {
            *counted.entry(said(problem)).or_default() += 1;
        }
        Self { files, problems: counted, network: format!("{:?}", network.expect("the flagship loads")) }
    }

    fn fate(&self, site: &Site) -> (Fate, Vec<String>) {
        let (network, problems, files) = checked(site.applied(&self.files));
        let mut known = self.problems.clone();
        let new: Vec<&Diagnostic> = problems
            .iter()
            .filter(|problem| match known.get_mut(&said(problem)) {
                Some(count) if *count > 0 => {
                    *count -= 1;
                    false
                }
                _ => true,
            })
            .collect();
        let told = new.iter().map(|problem| said(problem)).collect();
        let lines = site.lines(&self.files);
        let (entry, id) = site.entry(&self.files);
        let name = &self.files[site.file].name;
        let points = |problem: &Diagnostic, into: &std::ops::Range<usize>| {
            problem.labels.iter().any(|label| match label.place.at {
                At::Span(span) if files.name(label.place.file) == name => {
                    let (start, end) = files.positions(label.place.file, span);
                    start.line < into.end && end.line >= into.start
                }
                // A file that cannot be read at all.
                At::File => files.name(label.place.file) == name,
                _ => false,
            })
        };
        let names = |problem: &Diagnostic| {
            let labels = problem.labels.iter().map(|label| &label.text);
            labels.chain([&problem.message]).chain(&problem.notes).any(|text| text.contains(&id))
        };
        let fate = if new.iter().any(|problem| points(problem, &lines)) {
            Fate::Line
        } else if new.iter().any(|problem| points(problem, &entry)) {
            Fate::Entry
        } else if !id.is_empty() && new.iter().any(|problem| names(problem)) {
            Fate::Named
        } else if new.iter().any(|problem| problem.code.0.starts_with("LB10")) {
            Fate::Expected
        } else if !new.is_empty() {
            Fate::Elsewhere
        } else if network.is_some_and(|network| format!("{network:?}") == self.network) {
            Fate::Same
        } else {
            Fate::Missed
        };
        (fate, told)
    }
}

/// The next number of a sequence that looks random (splitmix64, Steele, Lea and Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut number = *state;
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Some of the sites of a kind, always the same.
fn drawn(kind: &Kind, files: &[File], wanted: usize) -> Vec<Site> {
    let mut sites = (kind.sites)(files);
    let mut state = kind.name.bytes().fold(1, |state: u64, byte| state.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut chosen = Vec::new();
    while chosen.len() < wanted && !sites.is_empty() {
        let count = u64::try_from(sites.len()).expect("fewer than 2^64 sites");
        let index = usize::try_from(next(&mut state) % count).expect("an index");
        chosen.push(sites.swap_remove(index));
    }
    chosen
}

#[test]
fn mistakes_are_caught_where_they_are() {
    let wanted = std::env::var("LANDBRIDGE_MUTANTS").ok().and_then(|number| number.parse().ok()).unwrap_or(SITES);
    let clean = Clean::new();
    let errors: Vec<&String> = clean.problems.keys().filter(|problem| problem.contains(" error ")).collect();
    assert!(errors.is_empty(), "false errors on the flagship: {errors:#?}");

    let kinds = kinds();
    assert!(kinds.len() >= 40, "{} kinds", kinds.len());
    let mutants: Vec<(&Kind, Site)> = kinds
        .iter()
        .flat_map(|kind| drawn(kind, &clean.files, wanted).into_iter().map(move |site| (kind, site)))
        .collect();
    let fates = parallel::map(&mutants, |(kind, site)| {
        let fate = clean.fate(site);
        if std::env::var_os("LANDBRIDGE_MUTANTS_LOG").is_some() {
            eprintln!("FATE {:?} {}", fate.0, kind.name);
        }
        fate
    });

    let mut table: BTreeMap<&str, BTreeMap<Fate, usize>> = BTreeMap::new();
    let (mut total, mut log): (BTreeMap<Fate, usize>, String) = Default::default();
    for ((kind, site), (fate, told)) in mutants.iter().zip(&fates) {
        *table.entry(kind.name).or_default().entry(*fate).or_default() += 1;
        *total.entry(*fate).or_default() += 1;
        if matches!(fate, Fate::Missed | Fate::Elsewhere) {
            let file = &clean.files[site.file];
            let line = site.lines(&clean.files).start;
            let was = file.text[site.range.clone()].chars().take(80).collect::<String>();
            let with = site.with.chars().take(80).collect::<String>();
            let _ = writeln!(log, "{}: {}:{line}: {was:?} -> {with:?} {}", kind.name, file.name, told.join("; "));
        }
    }
    let count = |counts: &BTreeMap<Fate, usize>, fate: Fate| counts.get(&fate).copied().unwrap_or(0);
    let row = |name: &str, counts: &BTreeMap<Fate, usize>| {
        let cells: Vec<String> = FATES.iter().map(|(fate, _)| format!("{:>9}", count(counts, *fate))).collect();
        format!("{name:<40}{}\n", cells.concat())
    };
    let mut printed = format!("{:<40}{}\n", "", FATES.map(|(_, name)| format!("{name:>9}")).concat());
    for kind in &kinds {
        printed += &row(kind.name, table.get(kind.name).unwrap_or(&BTreeMap::new()));
    }
    printed += &row("all", &total);
    println!("{printed}\n{log}");

    let without_sites: Vec<&str> =
        kinds.iter().map(|kind| kind.name).filter(|name| !table.contains_key(name)).collect();
    assert!(without_sites.is_empty(), "kinds that can be made nowhere: {without_sites:?}");
    let meant = mutants.len() - count(&total, Fate::Same);
    let caught = meant - count(&total, Fate::Missed) - count(&total, Fate::Elsewhere);
    let share = caught * 100 / meant;
    println!("{caught} of {meant} that change the meaning are caught: {share} %");
    assert!(share >= CAUGHT, "{caught} of {meant}\n{printed}\n{log}");
}
