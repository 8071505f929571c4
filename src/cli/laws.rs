//! Laws in `landbridge check`: tries them, keeps what breaks them, tells it like any other problem.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use super::arguments::{Arguments, LawArguments};
use super::progress::Progress;
use super::{Failure, exit_codes, network, print};
use crate::diagnostics::{CodeInfo, Diagnostic, Location, Severity, SourceFiles, YamlPath, sort_by_place};
use crate::laws::{self, Case, Counterexample, Kept, LAWS, Law, Outcome, Own, Settings, Tested, find, run};
use crate::load::resolve_spans;
use crate::model::Network;

/// How many cases are tried where nobody says.
const CASES: u32 = 200;

/// How many are drawn at most where only time ends it.
const CASES_IN_TIME: u32 = 1_000_000;

/// Which laws were tried, and how often.
#[derive(Debug, Serialize)]
pub struct LawsRecord {
    seed: u64,
    cases: u32,
    laws: Vec<LawRecord>,
}

impl LawsRecord {
    /// The codes of the laws that were tried.
    pub fn codes(&self) -> impl Iterator<Item = CodeInfo> {
        laws::code_infos().into_iter().filter(|info| self.laws.iter().any(|law| law.code == info.code.0))
    }
}

/// What came of one law.
#[derive(Debug, Serialize)]
struct LawRecord {
    law: &'static str,
    code: &'static str,
    holds: bool,
    /// How many cases were tried, and in how many there was something to compare.
    cases: u32,
    compared: u32,
    /// The file of what broke it.
    #[serde(skip_serializing_if = "Option::is_none")]
    counterexample: Option<String>,
}

/// The laws with what they say.
pub fn list() -> String {
    let mut text = String::new();
    let width = LAWS.iter().map(|law| law.name.len()).max().unwrap_or(0);
    for law in LAWS {
        let _ = writeln!(text, "{}  {:width$}  {}", law.code, law.name, law.title);
    }
    text
}

/// Tries laws on a network, if they are wanted and it can be read. What breaks one is kept in a file and becomes a problem.
///
/// # Errors
/// A [`Failure`] if a law is not known, or a file of a counterexample cannot be read or written.
pub fn tried(
    wanted: &LawArguments,
    path: Option<&Path>,
    arguments: &Arguments,
    files: &SourceFiles,
    problems: &mut Vec<Diagnostic>,
) -> Result<Option<LawsRecord>, Failure> {
    if !wanted.are_wanted() {
        return Ok(None);
    }
    let laws = named(&wanted.law)?;
    let Some(tested) = Tested::read(network::texts(path)?) else { return Ok(None) };
    let first = kept(wanted, path, tested.network())?;
    let cases = wanted.cases.unwrap_or(if wanted.time_budget.is_some() { CASES_IN_TIME } else { CASES });
    let begin = Instant::now();
    let bar = Progress::new("cases", usize::try_from(cases).unwrap_or(usize::MAX), arguments.quiet);
    let outcomes = run(
        &tested,
        &Own,
        &Settings {
            cases,
            seed: wanted.seed,
            laws,
            first,
            goes_on: &|| wanted.time_budget.is_none_or(|budget| begin.elapsed() < budget),
            tried: &|| bar.one_more(),
        },
    );
    bar.finish();
    let (tries, compared) =
        outcomes.iter().fold((0, 0), |(tries, compared), of| (tries + of.cases, compared + of.told));
    if !arguments.quiet {
        anstream::eprintln!(
            "laws: {tries} cases of {}, seed {}; in {compared} of them there was something to compare",
            if outcomes.len() == 1 { "1 law".into() } else { format!("{} laws", outcomes.len()) },
            wanted.seed
        );
    }
    let mut record = LawsRecord { seed: wanted.seed, cases: tries, laws: Vec::new() };
    let mut found = Vec::new();
    for outcome in &outcomes {
        let mut counterexample = None;
        if let Some(broken) = &outcome.counterexample {
            let file = keep(&wanted.failures, broken)?;
            found.push(problem(outcome.law, broken, tested.network(), &file));
            counterexample = Some(file);
        }
        let Outcome { law, cases, told, .. } = outcome;
        let holds = counterexample.is_none();
        record.laws.push(LawRecord {
            law: law.name,
            code: law.code.0,
            holds,
            cases: *cases,
            compared: *told,
            counterexample,
        });
    }
    resolve_spans(&mut found, files);
    problems.extend(found);
    sort_by_place(problems);
    Ok(Some(record))
}

/// The laws of these names or codes.
fn named(names: &[String]) -> Result<Vec<&'static Law>, Failure> {
    let law = |name: &String| {
        find(name).ok_or_else(|| {
            let meant = crate::diagnostics::closest(name, LAWS.iter().map(|law| law.name));
            let help = meant.map_or_else(
                || "`landbridge check --list-laws` lists them".into(),
                |meant| format!("did you mean `{meant}`?"),
            );
            Failure::usage(format!("no law is called `{name}`; {help}"))
        })
    };
    names.iter().map(law).collect()
}

/// Cases that broke a law before: of the network's own file if it is a counterexample, and of the folder of failures.
fn kept(wanted: &LawArguments, path: Option<&Path>, network: &Network) -> Result<Vec<(String, Case)>, Failure> {
    let mut cases = Vec::new();
    let is_file = path.filter(|path| path.is_file());
    if let Some(kept) = is_file.and_then(|path| fs::read_to_string(path).ok()).and_then(|text| Kept::read(&text)) {
        cases.push((kept.law, kept.case));
    }
    let failed = |error: std::io::Error| {
        let folder = wanted.failures.display();
        Failure::new(exit_codes::FAILED, format!("error: cannot read counterexamples in `{folder}`: {error}"))
    };
    let entries = match fs::read_dir(&wanted.failures) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(cases),
        Err(error) => return Err(failed(error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(failed)?.path());
    }
    names.retain(|name| name.extension().is_some_and(|extension| extension == "yaml"));
    names.sort();
    for name in names {
        let text = fs::read_to_string(&name).map_err(failed)?;
        let of_network = Kept::read(&text).filter(|kept| kept.network == network.meta.id);
        cases.extend(of_network.map(|kept| (kept.law, kept.found)));
    }
    Ok(cases)
}

/// Writes the file of a counterexample and says which it is.
fn keep(folder: &Path, broken: &Counterexample) -> Result<String, Failure> {
    let file = folder.join(broken.file_name());
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, broken.text()));
    let shown = file.display().to_string().replace('\\', "/");
    written.map_err(|error| Failure::new(exit_codes::FAILED, format!("error: cannot write `{shown}`: {error}")))?;
    Ok(shown)
}

/// What breaks a law, as a problem at the places that the question names.
fn problem(law: &Law, broken: &Counterexample, network: &Network, file: &str) -> Diagnostic {
    let mut problem = Diagnostic::new(law.code, Severity::Error, format!("{}: {}", law.name, broken.violation.message));
    let place = |id: &str| {
        let place = &network.places[network.places.find(id)?];
        Some(Location::key(place.file, YamlPath::root().key("places").key(id)))
    };
    if let Some(from) = place(&broken.found.from) {
        problem = problem.at_saying(from, "from here");
    }
    if let Some(to) = place(&broken.found.to) {
        problem = problem.also(to, "to here");
    }
    problem = problem.note(format!("the law: {}", law.title)).note(format!("the question: {}", broken.found.json()));
    for note in &broken.violation.notes {
        problem = problem.note(note.clone());
    }
    let places = if broken.places == 1 { "1 place".into() } else { format!("{} places", broken.places) };
    problem.note(format!("a network of {places} breaks it too: {}", broken.smallest.message)).help(format!(
        "landbridge check --law {} {}",
        law.name,
        print::plain(file)
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::graph::Structure;
    use crate::laws::{Planner, Way};
    use crate::route::Query;

    /// Cannot pass anything.
    struct Panics;

    impl Planner for Panics {
        fn best(&self, _: &Network, _: &Arc<Structure>, query: &Query) -> Option<Way> {
            assert!(query.via.is_empty(), "no way to pass anything");
            None
        }
    }

    #[test]
    fn what_breaks_a_law_is_kept_and_tried_first_the_next_time() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/tutorial.yaml");
        let tested = Tested::read(network::texts(Some(&path)).expect("it can be read")).expect("a network");
        let laws = || named(&["detour-never-helps".into()]).expect("a law");
        let settings = Settings { cases: 100, laws: laws(), ..Settings::default() };
        let broken = run(&tested, &Panics, &settings).remove(0).counterexample.expect("it panics");

        let folder = tempfile::tempdir().expect("a folder");
        let arguments = |failures: &str| LawArguments {
            laws: true,
            law: Vec::new(),
            cases: None,
            seed: 1,
            time_budget: None,
            failures: folder.path().join(failures),
            list_laws: false,
        };
        let wanted = arguments("kept");
        assert_eq!(kept(&wanted, None, tested.network()).expect("no folder is no failure"), []);
        let file = keep(&wanted.failures, &broken).expect("it can be written");
        let first = kept(&wanted, None, tested.network()).expect("it can be read");
        assert_eq!(first, [("detour-never-helps".to_string(), broken.found.clone())]);

        // One case is drawn, of another seed: the one that is kept breaks the law.
        let settings = Settings { cases: 1, seed: 99, laws: laws(), first, ..Settings::default() };
        let again = run(&tested, &Panics, &settings).remove(0).counterexample.expect("it panics again");
        assert_eq!(again.file_name(), broken.file_name());
        assert!(run(&tested, &Own, &settings)[0].counterexample.is_none(), "the planner has no such mistake");

        // The file is a network too, with a question of its own, and none of the folder's are about another network.
        let file = Path::new(&file);
        let small = Tested::read(network::texts(Some(file)).expect("it can be read")).expect("a network");
        let of_file = kept(&arguments("none"), Some(file), small.network()).expect("it can be read");
        assert_eq!(of_file, [("detour-never-helps".to_string(), broken.case.clone())]);

        let told = problem(laws()[0], &broken, tested.network(), &file.display().to_string());
        assert!(told.message.contains("no way to pass anything"), "{}", told.message);
        assert!(told.help.is_some_and(|help| help.starts_with("landbridge check --law detour-never-helps ")));
    }
}
