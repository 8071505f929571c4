//! Pages through templates, in parallel.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, escape_formatter};
use serde::Serialize;

use super::enrich::enrich;
use super::links::Links;
use super::map::escaped;
use super::pages::{self, Page};
use super::template_errors::TemplateErrors;
use super::view::Ref;
use super::{Files, STANDING, Site, SiteError, search};
use crate::embedded;

/// The sections that every page links to: name, address, the nav key of their pages.
const NAVIGATION: [(&str, &str, &str); 25] = [
    ("Routes", "index.html#routes", "routes"),
    ("Explore", "explore/index.html", "explore"),
    ("Corridors", "corridors/index.html", "corridors"),
    ("Since 1998", "timeline/index.html", "timeline"),
    ("Land or sea", "land-or-sea/index.html", "land-or-sea"),
    ("Capacity", "capacity/index.html", "capacity"),
    ("Criticality", "criticality/index.html", "criticality"),
    ("Places", "places/index.html", "places"),
    ("Lines", "lines/index.html", "lines"),
    ("Sea lanes", "lanes/index.html", "lanes"),
    ("Watershed", "watershed/index.html", "watershed"),
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
    ("Glossary", "glossary/index.html", "glossary"),
    ("Data", "data/index.html", "data"),
];

/// What all pages share.
#[derive(Serialize)]
struct Frame<'a> {
    kind: &'a str,
    title: &'a str,
    description: &'a str,
    style: String,
    theme: String,
    script: String,
    /// From the page to the root of the site; empty at the root.
    root: String,
    search_index: &'static str,
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

/// All files: pages, what lies beside them, assets. `done` is told of every page.
pub fn render(site: &Site<'_>, done: &(dyn Fn() + Sync)) -> Result<Files, SiteError> {
    let environment = environment(&site.templates)?;
    let keys = pages::keys(site);
    let mut all = crate::parallel::map(&keys, |key| pages::page(site, *key));
    tell_apart(&mut all);
    let rendered = crate::parallel::map(&all, |page| {
        let enriched = html(site, &environment, page).map(|html| enrich(&html, &page.path));
        done();
        enriched
    });
    let mut files = site.assets.files().clone();
    files.insert(search::INDEX.into(), search::index(site, &keys, &all));
    let mut wrong = TemplateErrors::default();
    for (page, enriched) in all.into_iter().zip(rendered) {
        match enriched {
            Ok(enriched) => {
                files.insert(page.path, enriched.html.into_bytes());
                files.extend(enriched.beside);
            }
            Err(error) => wrong.add(&error, Some(&page.path)),
        }
        files.extend(page.beside);
    }
    wrong.or(files)
}

/// Two pages of one title, or of one description, get their ids behind it.
fn tell_apart(all: &mut [Page]) {
    let doubled = |of: fn(&Page) -> &String| -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        all.iter().map(of).filter(|text| !seen.insert(*text)).cloned().collect()
    };
    let (titles, descriptions) = (doubled(|page| &page.title), doubled(|page| &page.description));
    for page in all {
        let folder = page.path.trim_end_matches("/index.html");
        let id = folder.rsplit('/').next().unwrap_or(folder);
        if titles.contains(&page.title) {
            page.title = format!("{} ({id})", page.title);
        }
        if descriptions.contains(&page.description) {
            page.description = format!("{} ({id})", page.description);
        }
    }
}

fn html(site: &Site<'_>, environment: &Environment<'_>, page: &Page) -> Result<String, minijinja::Error> {
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
        theme: links.file(&site.assets.theme),
        script: links.file(&site.assets.script),
        root: links.file(""),
        search_index: search::INDEX,
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
    environment.get_template(page.template)?.render(context)
}

/// The built-in templates, some replaced.
fn environment(replaced: &BTreeMap<String, String>) -> Result<Environment<'static>, SiteError> {
    let mut environment = Environment::new();
    environment.set_syntax(syntax());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // One way of escaping for templates and maps; the engine's own also rewrites every `/` of every address.
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escaped(text)).map_err(Into::into),
        _ => escape_formatter(out, state, value),
    });
    environment.set_debug(true);
    let built_in = embedded::TEMPLATES.iter().filter(|(name, _)| !replaced.contains_key(*name));
    let built_in = built_in.map(|(name, bytes)| ((*name).to_string(), String::from_utf8_lossy(bytes).into_owned()));
    let mut wrong = TemplateErrors::default();
    for (name, text) in built_in.chain(replaced.clone()) {
        if let Err(error) = environment.add_template_owned(name, text) {
            wrong.add(&error, None);
        }
    }
    wrong.or(environment)
}

/// Lines of nothing but a tag leave no line behind.
fn syntax() -> SyntaxConfig {
    // Only changed delimiters can be refused.
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}
