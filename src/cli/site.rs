//! `landbridge site`: writes the report site.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::arguments::{Arguments, SiteCommand};
use super::check::all_problems;
use super::{Exit, Failure, exit_codes, network, print};
use crate::diagnostics::json::records;
use crate::diagnostics::render::render_all;
use crate::site::write::{MARKER, marker, may_replace, write};
use crate::site::{Options, Site};

/// Builds the site and says what to open.
pub fn run(command: &SiteCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(exit_codes::FAILED, format!("error: {error}"));
    let say = |text: &str| {
        if !arguments.quiet {
            anstream::eprintln!("{text}");
        }
    };
    may_replace(&command.out).map_err(|error| failed(&error))?;
    let loaded = network::load(arguments.network.as_deref())?;
    let Some(network) = loaded.network.clone() else {
        let colour = anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never;
        return Err(Failure::new(exit_codes::BAD_NETWORK, render_all(&loaded.diagnostics, &loaded.files, colour)));
    };
    let (problems, files) = all_problems(loaded);
    let options = Options {
        as_of: command.as_of,
        problems: records(&problems, &files),
        templates: command.templates.as_deref().map_or_else(|| Ok(BTreeMap::new()), templates)?,
        network_argument: arguments.network.as_ref().map(|path| path.display().to_string()),
    };
    say(&format!("planning {} routes", network.report_routes.len()));
    let site = Site::plan(&network, &options)
        .map_err(|error| Failure::new(exit_codes::BAD_NETWORK, format!("error: {error}")))?;
    say(&format!("writing {} pages", site.page_count()));
    let mut pages = site.render().map_err(|error| failed(&error))?;
    let as_of = options.as_of.unwrap_or(network.meta.as_of).to_string();
    pages.insert(MARKER.into(), marker(&pages, &network.meta.id, &as_of));
    write(&pages, &command.out).map_err(|error| failed(&error))?;
    let index = command.out.join("index.html");
    let mut text = format!("open {}\n", index.display());
    if arguments.network.is_none() {
        text.push_str("next: landbridge plan busan duisburg --depart 2026-03-01\n");
    }
    print::answer(&text)?;
    Ok(exit_codes::DONE)
}

/// The templates in a folder, by their file names.
fn templates(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| Failure::new(exit_codes::FAILED, format!("error: cannot read `{path}`: {error}"))
    };
    let mut templates = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            templates.insert(name, fs::read_to_string(&path).map_err(unreadable(&path))?);
        }
    }
    Ok(templates)
}
