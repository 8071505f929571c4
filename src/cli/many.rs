//! What `matrix` and `reach` share: ends of many journeys, and progress.

use std::collections::BTreeSet;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::arguments::Terms;
use super::{Failure, exit_codes};
use crate::model::{Country, Network, PlaceId, PlaceKind};
use crate::report::flow::end_name;
use crate::route::Stop;
use crate::units::thousands;

/// The stop that some places make. Whoever names a ship between two ports asks for its voyage.
pub fn stop(network: &Network, given: &Terms, places: Vec<PlaceId>) -> Stop {
    let is_quay = given.vessel.is_some() && given.modes.is_empty() && network.has_port(&places);
    Stop { places, is_quay }
}

/// The stops that names on the command line and in a file mean, each once. Countries, kinds and `all` mean those places
/// that are among the `handling`.
pub fn stops(
    network: &Network,
    given: &Terms,
    (names, file): (&[String], Option<&Path>),
    handling: &BTreeSet<PlaceId>,
) -> Result<Vec<Stop>, Failure> {
    let mut all = names.to_vec();
    if let Some(file) = file {
        all.extend(names_in(file)?);
    }
    let mut found: Vec<Vec<PlaceId>> = Vec::new();
    let mut seen: BTreeSet<Vec<PlaceId>> = BTreeSet::new();
    for name in &all {
        for places in selected(network, name.trim(), handling)? {
            if seen.insert(places.clone()) {
                found.push(places);
            }
        }
    }
    if found.is_empty() {
        return Err(Failure::usage("no place is named"));
    }
    Ok(found.into_iter().map(|places| stop(network, given, places)).collect())
}

/// A place or city; else all places, those of a kind, or those of a country.
fn selected(network: &Network, name: &str, handling: &BTreeSet<PlaceId>) -> Result<Vec<Vec<PlaceId>>, Failure> {
    if network.places.find(name).is_some() || network.cities.find(name).is_some() {
        return network.find_places(name).map(|places| vec![places]).map_err(Failure::usage);
    }
    if let Some((name, where_at)) = name.split_once('@') {
        let all = selected(network, name, handling)?;
        let narrowed = where_at.split('@').try_fold(all, |found, filter| narrowed(network, &found, filter))?;
        return if narrowed.is_empty() {
            Err(Failure::usage(format!("the network has no {name} in {where_at} where the cargo is handled")))
        } else {
            Ok(narrowed)
        };
    }
    let each = |wanted: &dyn Fn(PlaceId) -> bool| -> Vec<Vec<PlaceId>> {
        handling.iter().filter(|id| wanted(**id)).map(|id| vec![*id]).collect()
    };
    let none = |what: String| Failure::usage(format!("the network has no {what} where the cargo is handled"));
    if name == "all" {
        return Ok(each(&|_| true));
    }
    if let Some(kind) = kind(name) {
        let found = each(&|id| network.places[id].kind == kind);
        return if found.is_empty() { Err(none(format!("place of kind `{}`", kind.word()))) } else { Ok(found) };
    }
    let error = match network.find_places(name) {
        Ok(places) => return Ok(vec![places]),
        Err(error) => error,
    };
    if let Ok(country) = name.parse::<Country>() {
        let found = each(&|id| network.places[id].country == Some(country));
        return if found.is_empty() { Err(none(format!("place in {country}"))) } else { Ok(found) };
    }
    Err(Failure::usage(error))
}

/// Those of the places that lie in a country, or `east-of-`, `west-of-`, `north-of-`, `south-of-` a place.
fn narrowed(network: &Network, found: &[Vec<PlaceId>], filter: &str) -> Result<Vec<Vec<PlaceId>>, Failure> {
    let keep = |wanted: &dyn Fn(PlaceId) -> bool| -> Vec<Vec<PlaceId>> {
        let kept = found.iter().map(|places| places.iter().copied().filter(|place| wanted(*place)).collect());
        kept.filter(|places: &Vec<PlaceId>| !places.is_empty()).collect()
    };
    if let Ok(country) = filter.parse::<Country>() {
        return Ok(keep(&|place| network.places[place].country == Some(country)));
    }
    let Some((side, of)) = filter.split_once("-of-") else {
        return Err(Failure::usage(format!(
            "`@{filter}` is neither a country like `RU` nor a side like `east-of-PLACE`"
        )));
    };
    let places = network.find_places(of).map_err(Failure::usage)?;
    let Some(here) = places.first().map(|place| network.places[*place].at) else { return Ok(Vec::new()) };
    let at = |place: PlaceId| network.places[place].at;
    // The shorter way round the globe tells east from west.
    let degrees_east = |place: PlaceId| (at(place).longitude - here.longitude + 540.0).rem_euclid(360.0) - 180.0;
    let north = |place: PlaceId| at(place).latitude - here.latitude;
    match side {
        "east" => Ok(keep(&|place| degrees_east(place) > 0.0)),
        "west" => Ok(keep(&|place| degrees_east(place) < 0.0)),
        "north" => Ok(keep(&|place| north(place) > 0.0)),
        "south" => Ok(keep(&|place| north(place) < 0.0)),
        _ => Err(Failure::usage(format!("`{side}-of-` is no side; write east, west, north or south"))),
    }
}

/// Selections in words: `ports@RU@east-of-taishet` as `ports of Russia east of Taishet`.
pub fn told(network: &Network, name: &str) -> String {
    let mut parts = name.split('@');
    let first = parts.next().unwrap_or_default();
    let mut words = match (kind(first), first.parse::<Country>()) {
        _ if network.places.find(first).is_some() || network.cities.find(first).is_some() => end_name(network, first),
        (Some(PlaceKind::Border), _) => "border crossings".into(),
        (Some(kind), _) => match kind.word().replace('_', " ") {
            word if word.ends_with('y') => format!("{}ies", word.trim_end_matches('y')),
            word => format!("{word}s"),
        },
        (None, Ok(country)) => format!("all places of {}", country.name()),
        _ => end_name(network, first),
    };
    for filter in parts {
        if let Ok(country) = filter.parse::<Country>() {
            words = format!("{words} of {}", country.name());
        } else if let Some((side, of)) = filter.split_once("-of-") {
            let place = network.find_places(of).ok().and_then(|places| places.first().copied());
            words = format!("{words} {side} of {}", place.map_or(of, |place| &network.places[place].name));
        }
    }
    words
}

/// A kind by its word, also as `ports` or `all-ports`.
fn kind(name: &str) -> Option<PlaceKind> {
    let word = name.strip_prefix("all-").unwrap_or(name).replace('-', "_");
    let is = |known: &str| {
        word == known
            || word.strip_suffix('s') == Some(known)
            || word.strip_suffix("ies").is_some_and(|stem| known.strip_suffix('y') == Some(stem))
    };
    PlaceKind::ALL.into_iter().find(|(_, known)| is(known)).map(|(kind, _)| kind)
}

/// Names in a file: one a line, `#` begins a comment; in CSV the column `id`, `place` or `name`, else the first.
fn names_in(path: &Path) -> Result<Vec<String>, Failure> {
    let told = path.display().to_string();
    let failed = |error: &dyn std::fmt::Display| {
        Failure::new(exit_codes::FAILED, format!("error: cannot read `{told}`: {error}"))
    };
    let text = fs::read_to_string(path).map_err(|error| failed(&error))?;
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let mut names: Vec<String> = Vec::new();
    if is_csv {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let mut column = 0;
        for (index, record) in reader.records().enumerate() {
            let record = record.map_err(|error| failed(&error))?;
            let titles = ["id", "place", "name"];
            let title = titles.iter().find_map(|title| record.iter().position(|cell| cell.trim() == *title));
            match title {
                Some(found) if index == 0 => column = found,
                _ => names.extend(record.get(column).map(|cell| cell.trim().to_string())),
            }
        }
    } else {
        let before_comment = |line: &str| line.split('#').next().unwrap_or_default().trim().to_string();
        names.extend(text.trim_start_matches('\u{feff}').lines().map(before_comment));
    }
    names.retain(|name| !name.is_empty());
    if names.is_empty() {
        return Err(Failure::usage(format!("`{told}` names no place")));
    }
    Ok(names)
}

/// Tells on a terminal how far a long computation is.
pub struct Progress {
    total: usize,
    known: AtomicUsize,
    began: Instant,
    told: Option<Mutex<Instant>>,
}

impl Progress {
    const EVERY: Duration = Duration::from_millis(250);

    /// Begins to count; silent if asked to be, or if nobody looks.
    pub fn new(total: usize, quiet: bool) -> Self {
        let began = Instant::now();
        let is_seen = !quiet && std::io::stderr().is_terminal();
        Self { total, known: AtomicUsize::new(0), began, told: is_seen.then(|| Mutex::new(began)) }
    }

    /// So many more are known.
    #[allow(clippy::cast_precision_loss)] // a rate and a guess
    pub fn add(&self, more: usize) {
        let known = self.known.fetch_add(more, Ordering::Relaxed) + more;
        let Some(Ok(mut told)) = self.told.as_ref().map(Mutex::try_lock) else { return };
        if told.elapsed() < Self::EVERY {
            return;
        }
        *told = Instant::now();
        let rate = known as f64 / self.began.elapsed().as_secs_f64().max(0.001);
        let left = (self.total - known.min(self.total)) as f64 / rate.max(1.0);
        let count = |number: usize| thousands(u64::try_from(number).unwrap_or(u64::MAX));
        let percent = known * 100 / self.total.max(1);
        let (known, total) = (count(known), count(self.total));
        let mut stderr = std::io::stderr().lock();
        let _ = write!(stderr, "\r{known} of {total} ({percent} %), {rate:.0}/s, {left:.0} s left \u{1b}[K");
        let _ = stderr.flush();
    }

    /// Wipes the line.
    pub fn finish(&self) {
        if self.told.is_some() {
            let mut stderr = std::io::stderr().lock();
            let _ = write!(stderr, "\r\u{1b}[K");
            let _ = stderr.flush();
        }
    }
}
