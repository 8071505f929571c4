//! Pages through templates, in parallel.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use super::links::Links;
use super::map::escape_xml;
use super::pages::{self, Page};
use super::view::Ref;
use super::{Files, STANDING, Site, SiteError};
use crate::embedded;

/// The sections that every page links to: name, address, the nav key of their pages.
const NAVIGATION: [(&str, &str, &str); 22] = [
    ("Routes", "index.html#routes", "routes"),
    ("Corridors", "corridors/index.html", "corridors"),
    ("Since 1998", "timeline/index.html", "timeline"),
    ("Land or sea", "land-or-sea/index.html", "land-or-sea"),
    ("Capacity", "capacity/index.html", "capacity"),
    ("Criticality", "criticality/index.html", "criticality"),
    ("Places", "places/index.html", "places"),
    ("Lines", "lines/index.html", "lines"),
    ("Sea lanes", "lanes/index.html", "lanes"),
    ("Ice season", "season/index.html", "season"),
    ("Energy", "energy/index.html", "energy"),
    ("Shared capacity", "capacity-groups/index.html", "capacity-groups"),
    ("Projects and stores", "planning/index.html", "planning"),
    ("Ships and trains", "fleet/index.html", "fleet"),
    ("Demands", "demands/index.html", "demands"),
    ("Restrictions", "restrictions/index.html", "restrictions"),
    ("Scenarios", "scenarios/index.html", "scenarios"),
    ("Sources", "sources/index.html", "sources"),
    ("Data quality", "data-quality/index.html", "data-quality"),
    ("Checks", "checks/index.html", "checks"),
    ("Method", "method/index.html", "method"),
    ("Data", "data/index.html", "data"),
];

/// What all pages share.
#[derive(Serialize)]
struct Frame<'a> {
    kind: &'a str,
    title: &'a str,
    description: &'a str,
    style: String,
    icon: String,
    home: String,
    is_home: bool,
    navigation: Vec<Section>,
    breadcrumb: &'a [Ref],
    standing: &'static str,
    regimes: &'a [String],
    network_title: &'a str,
    as_of: String,
    version: &'static str,
}

#[derive(Serialize)]
struct Section {
    name: &'static str,
    href: String,
    is_current: bool,
}

#[derive(Serialize)]
struct Context<'a> {
    frame: Frame<'a>,
    page: &'a Value,
}

/// All files: pages, what lies beside them, assets.
pub fn render(site: &Site<'_>) -> Result<Files, SiteError> {
    let environment = environment(&site.templates)?;
    let mut all = crate::parallel::map(&pages::keys(site), |key| pages::page(site, *key));
    tell_apart(&mut all);
    let rendered = crate::parallel::map(&all, |page| html(site, &environment, page));
    let mut files = site.assets.files().clone();
    for (page, html) in all.into_iter().zip(rendered) {
        files.insert(page.path, html?.into_bytes());
        files.extend(page.beside);
    }
    Ok(files)
}

/// Two pages of one title get their ids behind it.
fn tell_apart(all: &mut [Page]) {
    let mut seen = BTreeSet::new();
    let doubled: BTreeSet<String> =
        all.iter().filter(|page| !seen.insert(page.title.clone())).map(|page| page.title.clone()).collect();
    for page in all.iter_mut().filter(|page| doubled.contains(&page.title)) {
        let folder = page.path.trim_end_matches("/index.html");
        page.title = format!("{} ({})", page.title, folder.rsplit('/').next().unwrap_or(folder));
    }
}

fn html(site: &Site<'_>, environment: &Environment<'_>, page: &Page) -> Result<String, SiteError> {
    let links = Links::from_page(&page.path);
    let meta = &site.network.meta;
    let title =
        if page.path == "index.html" { meta.title.clone() } else { format!("{} – {}", page.title, meta.title) };
    let navigation = NAVIGATION
        .iter()
        .map(|(name, path, key)| Section { name, href: links.file(path), is_current: *key == page.section })
        .collect();
    let frame = Frame {
        kind: page.kind,
        title: &title,
        description: &page.description,
        style: links.file(&site.assets.style),
        icon: links.file(&site.assets.icon),
        home: links.overview(),
        is_home: page.path == "index.html",
        navigation,
        breadcrumb: &page.breadcrumb,
        standing: STANDING,
        regimes: &meta.regimes,
        network_title: &meta.title,
        as_of: site.as_of.to_string(),
        version: env!("CARGO_PKG_VERSION"),
    };
    let context = Value::from(Serde(Context { frame, page: &page.view }));
    let wrong = |error: minijinja::Error| SiteError::Template(format!("{}: {error:#}", page.path));
    environment.get_template(page.template).and_then(|template| template.render(context)).map_err(wrong)
}

/// The built-in templates, some replaced.
fn environment(replaced: &BTreeMap<String, String>) -> Result<Environment<'static>, SiteError> {
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(told)?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // One way of escaping for templates and maps; the engine's own also rewrites every `/` of every address.
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escape_xml(text)).map_err(Into::into),
        _ => escape_formatter(out, state, value),
    });
    environment.set_debug(true);
    for (name, bytes) in embedded::TEMPLATES {
        if !replaced.contains_key(*name) {
            let text = String::from_utf8_lossy(bytes).into_owned();
            environment.add_template_owned(*name, text).map_err(told)?;
        }
    }
    for (name, text) in replaced {
        environment.add_template_owned(name.clone(), text.clone()).map_err(told)?;
    }
    Ok(environment)
}

#[allow(clippy::needless_pass_by_value)] // as `map_err` wants it
fn told(error: minijinja::Error) -> SiteError {
    SiteError::Template(format!("{error:#}"))
}
