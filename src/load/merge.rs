//! Merges the trees of all files into one network as written.

use serde::de::DeserializeOwned;

use super::codes;
use super::raw::{Entries, Filed, RawNetwork};
use super::{Value, read_tolerant};
use crate::diagnostics::{At, Diagnostic, FileId, Location, Step, YamlPath, closest};

/// Sections of the format, as files write them.
const SECTIONS: [&str; 35] = [
    "network",
    "sources",
    "cities",
    "places",
    "operators",
    "lines",
    "lanes",
    "passages",
    "transfers",
    "vessels",
    "capacity_groups",
    "capacity_rules",
    "congestion",
    "storages",
    "supplies",
    "projects",
    "trains",
    "demands",
    "escort_tariffs",
    "risk_tables",
    "cargoes",
    "rates",
    "emission_factors",
    "fuels",
    "exchange_rates",
    "ice_areas",
    "admissions",
    "restrictions",
    "scenarios",
    "corridors",
    "report_routes",
    "report_cuts",
    "report_flows",
    "expectations",
    "checks",
];

/// Adds one file's tree to `raw`.
pub fn merge(raw: &mut RawNetwork, file: FileId, tree: Value, out: &mut Vec<Diagnostic>) {
    let Value::Mapping(sections) = tree else {
        if tree != Value::Null {
            let message = "the file is not a mapping of sections";
            let help = "begin each section with its name at the start of a line, like `places:`";
            let diagnostic = Diagnostic::error(codes::UNKNOWN_SECTION, message).help(help);
            out.push(diagnostic.at(Location::value(file, YamlPath::root())));
        }
        return;
    };
    for (key, value) in sections {
        let Value::String(section) = key else { continue };
        let path = YamlPath::root().key(&section);
        match section.as_str() {
            "network" => {
                let entry = read_clean(file, value, &path, out);
                raw.network.push(Filed { file, entry });
            }
            "sources" => entries(&mut raw.sources, file, value, &path, out),
            "cities" => entries(&mut raw.cities, file, value, &path, out),
            "places" => entries(&mut raw.places, file, value, &path, out),
            "operators" => entries(&mut raw.operators, file, value, &path, out),
            "lines" => entries(&mut raw.lines, file, value, &path, out),
            "lanes" => entries(&mut raw.lanes, file, value, &path, out),
            "passages" => entries(&mut raw.passages, file, value, &path, out),
            "transfers" => entries(&mut raw.transfers, file, value, &path, out),
            "vessels" => entries(&mut raw.vessels, file, value, &path, out),
            "capacity_groups" => entries(&mut raw.capacity_groups, file, value, &path, out),
            "capacity_rules" => entries(&mut raw.capacity_rules, file, value, &path, out),
            "congestion" => entries(&mut raw.congestion, file, value, &path, out),
            "storages" => entries(&mut raw.storages, file, value, &path, out),
            "supplies" => entries(&mut raw.supplies, file, value, &path, out),
            "projects" => entries(&mut raw.projects, file, value, &path, out),
            "trains" => entries(&mut raw.trains, file, value, &path, out),
            "demands" => entries(&mut raw.demands, file, value, &path, out),
            "escort_tariffs" => entries(&mut raw.escort_tariffs, file, value, &path, out),
            "risk_tables" => entries(&mut raw.risk_tables, file, value, &path, out),
            "cargoes" => entries(&mut raw.cargoes, file, value, &path, out),
            "rates" => entries(&mut raw.rates, file, value, &path, out),
            "emission_factors" => entries(&mut raw.emission_factors, file, value, &path, out),
            "fuels" => entries(&mut raw.fuels, file, value, &path, out),
            "exchange_rates" => entries(&mut raw.exchange_rates, file, value, &path, out),
            "ice_areas" => entries(&mut raw.ice_areas, file, value, &path, out),
            "admissions" => entries(&mut raw.admissions, file, value, &path, out),
            "restrictions" => entries(&mut raw.restrictions, file, value, &path, out),
            "scenarios" => entries(&mut raw.scenarios, file, value, &path, out),
            "corridors" => entries(&mut raw.corridors, file, value, &path, out),
            "report_routes" => entries(&mut raw.report_routes, file, value, &path, out),
            "report_cuts" => entries(&mut raw.report_cuts, file, value, &path, out),
            "report_flows" => entries(&mut raw.report_flows, file, value, &path, out),
            "expectations" => entries(&mut raw.expectations, file, value, &path, out),
            "checks" => items(&mut raw.checks, file, value, &path, out),
            unknown => {
                let help = match closest(unknown, SECTIONS) {
                    Some(alike) => format!("did you mean `{alike}`?"),
                    None => format!("the sections are {}", SECTIONS.map(|name| format!("`{name}`")).join(", ")),
                };
                let message = format!("unknown section `{unknown}`");
                out.push(Diagnostic::error(codes::UNKNOWN_SECTION, message).at(Location::key(file, path)).help(help));
            }
        }
    }
}

fn entries<T: DeserializeOwned>(
    into: &mut Entries<T>,
    file: FileId,
    section: Value,
    path: &YamlPath,
    out: &mut Vec<Diagnostic>,
) {
    let mapping = match section {
        Value::Mapping(mapping) => mapping,
        Value::Null => return,
        _ => {
            let diagnostic =
                Diagnostic::error(crate::diagnostics::codes::WRONG_VALUE, "expected a mapping of ids to entries");
            out.push(
                diagnostic.at(Location::value(file, path.clone())).help("write `id:` and the entry's keys below it"),
            );
            return;
        }
    };
    for (key, value) in mapping {
        let Value::String(id) = key else { continue };
        let here = path.clone().key(&id);
        if !is_id(&id) {
            let message = format!("`{}` cannot be an id", id.chars().take(60).collect::<String>());
            let help = "ids are words of lower-case letters and digits joined by hyphens, like `khasan-rajin`";
            out.push(Diagnostic::error(codes::INCONSISTENT, message).at(Location::key(file, here.clone())).help(help));
        }
        let entry = read_clean(file, value, &here, out);
        if let Some(first) = into.get(&id) {
            out.push(
                Diagnostic::error(codes::DUPLICATE_ID, format!("`{id}` is defined in two files"))
                    .at(Location::key(file, here.clone()))
                    .also(Location::key(first.file, here), "first here")
                    .help("rename one of them, or remove the copy"),
            );
            continue;
        }
        into.insert(id, Filed { file, entry });
    }
}

/// A section that is a list. An item that cannot be read keeps its place.
fn items<T: DeserializeOwned>(
    into: &mut Vec<Filed<T>>,
    file: FileId,
    section: Value,
    path: &YamlPath,
    out: &mut Vec<Diagnostic>,
) {
    let list = match section {
        Value::Sequence(list) => list,
        Value::Null => return,
        _ => {
            let diagnostic = Diagnostic::error(crate::diagnostics::codes::WRONG_VALUE, "expected a list");
            out.push(
                diagnostic.at(Location::value(file, path.clone())).help("begin each item with `- ` below the key"),
            );
            return;
        }
    };
    for (index, value) in list.into_iter().enumerate() {
        let entry = read_tolerant(file, value, &path.clone().index(index), out);
        into.push(Filed { file, entry });
    }
}

/// Lower-case words joined by hyphens; also what page addresses are made of.
fn is_id(id: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    id.len() <= 80 && id.split('-').all(word)
}

/// Reads an entry with all its mistakes. One that lost items of a list is not handed on: the positions of the rest
/// would no longer be those in the file.
fn read_clean<T: DeserializeOwned>(
    file: FileId,
    value: Value,
    path: &YamlPath,
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    let before = out.len();
    let entry = read_tolerant(file, value, path, out);
    let in_list = |diagnostic: &Diagnostic| {
        diagnostic.labels.iter().any(|label| {
            matches!(&label.place.at, At::Path { path, .. } if path.0.iter().any(|step| matches!(step, Step::Index(_))))
        })
    };
    entry.filter(|_| !out[before..].iter().any(in_list))
}
