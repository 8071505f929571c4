//! Templates that replace built-in ones: where they are read, and how their mistakes are told.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Failure, failed};
use crate::site::{Options, SiteError, unknown_templates};

/// The templates in a folder, by their file names.
pub fn read(folder: Option<&Path>) -> Result<BTreeMap<String, String>, Failure> {
    let Some(folder) = folder else { return Ok(BTreeMap::new()) };
    let unreadable = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| failed(format!("cannot read `{path}`: {error}"))
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

/// Tells of templates that replace nothing, on stderr.
pub fn warn_of_unknown(options: &Options) {
    for (name, alike) in unknown_templates(&options.templates) {
        let help = alike.map_or_else(String::new, |alike| format!("; did you mean `{alike}`?"));
        anstream::eprintln!("warning: no page uses a template `{name}`{help}");
    }
}

/// Tells where the templates come from, if they are wrong.
pub fn failed_to_render(error: &SiteError, folder: Option<&Path>) -> Failure {
    match (error, folder) {
        (SiteError::Templates(_), Some(folder)) => failed(format!(
            "{error}\n   = help: templates are from `{}`, and built in where it has none",
            folder.display()
        )),
        _ => failed(error),
    }
}
