//! `landbridge site`: writes the report site, says whether it is current, or keeps it current.

mod check;
mod http;
mod preview;
mod templates;
mod watch;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::arguments::{Arguments, SiteCommand};
use super::check::all_problems;
use super::{Exit, Failure, exit_codes, network, print};
use crate::diagnostics::json::records;
use crate::diagnostics::render::render_all;
use crate::load::load_texts;
use crate::site::format::count;
use crate::site::write::{MARKER, Manifest, Written, may_replace, tidy, write};
use crate::site::{Files, Options, Site, inputs};
use crate::units::thousands;

use super::progress::Progress;

/// Builds the site and says what to open.
pub fn run(command: &SiteCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    may_replace(&command.out).map_err(failed)?;
    if command.check {
        return check::run(command, arguments);
    }
    if command.watch {
        return watch::run(command, arguments);
    }
    build(command, arguments)?;
    let index = command.out.join("index.html");
    let mut text = format!("open {}\n", index.display());
    if arguments.network.is_none() {
        text.push_str("next: landbridge plan busan duisburg --depart 2026-03-01\n");
    }
    print::answer(&text)?;
    Ok(exit_codes::DONE)
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure::new(exit_codes::FAILED, format!("error: {error}"))
}

/// What a site is made of, as it lies on the disk.
struct Source {
    texts: Vec<(String, Vec<u8>)>,
    options: Options,
    inputs: String,
}

impl Source {
    fn read(command: &SiteCommand, arguments: &Arguments) -> Result<Self, Failure> {
        let texts = network::texts(arguments.network.as_deref())?;
        let options = Options {
            as_of: command.as_of,
            problems: Vec::new(),
            templates: templates::read(command.templates.as_deref())?,
            network_argument: arguments.network.as_ref().map(|path| path.display().to_string()),
        };
        let inputs = inputs(texts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), &options);
        Ok(Self { texts, options, inputs })
    }
}

/// Brings the folder to what it should be; where the inputs are those of the site that is there, nothing is rendered.
fn build(command: &SiteCommand, arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let source = Source::read(command, arguments)?;
    templates::warn_of_unknown(&source.options);
    tidy(&command.out).map_err(failed)?;
    let there = Manifest::read(&command.out).filter(|manifest| manifest.inputs == source.inputs);
    let written = if let Some(manifest) = there.filter(|manifest| manifest.holds(&command.out)) {
        Written::nothing(&manifest)
    } else {
        write(&files(source, command, arguments)?, &command.out).map_err(failed)?
    };
    if !arguments.quiet {
        anstream::eprintln!("{}", told(written, start.elapsed()));
    }
    Ok(())
}

/// All files of the site, its manifest among them.
fn files(source: Source, command: &SiteCommand, arguments: &Arguments) -> Result<Files, Failure> {
    let Source { texts, mut options, inputs } = source;
    let loaded = load_texts(texts);
    let Some(network) = loaded.network.clone() else {
        let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        return Err(Failure::new(exit_codes::BAD_NETWORK, render_all(&loaded.diagnostics, &loaded.files, colour)));
    };
    let problems = all_problems(loaded, options.network_argument.as_deref());
    options.problems = records(&problems.diagnostics, &problems.files);
    let site = Site::plan(&network, &options)
        .map_err(|error| Failure::new(exit_codes::BAD_NETWORK, format!("error: {error}")))?;
    let progress = Progress::new("pages", site.page_count(), arguments.quiet);
    let rendered = site.render(&|| progress.one_more());
    progress.finish();
    let mut files = rendered.map_err(|error| templates::failed_to_render(&error, command.templates.as_deref()))?;
    let as_of = options.as_of.unwrap_or(network.meta.as_of).to_string();
    let manifest = Manifest::of(&files, &network.meta.id, &as_of, &inputs);
    files.insert(MARKER.into(), manifest.to_bytes());
    Ok(files)
}

/// `10,000 pages, 312 written, 9,688 unchanged, 1.1 s`
fn told(written: Written, elapsed: Duration) -> String {
    let number = |count: usize| thousands(count as u64);
    let removed = if written.removed > 0 { format!(", {} removed", number(written.removed)) } else { String::new() };
    format!(
        "{}, {} written, {} unchanged{removed}, {:.1} s",
        count(written.pages, "page"),
        number(written.written),
        number(written.unchanged()),
        elapsed.as_secs_f64()
    )
}

/// The first of some names, and how many more there are.
fn some(names: &[impl AsRef<str>]) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for name in names.iter().take(SHOWN) {
        let _ = writeln!(text, "  {}", name.as_ref());
    }
    if names.len() > SHOWN {
        let _ = writeln!(text, "  and {} more", names.len() - SHOWN);
    }
    text
}
