//! What is wrong with templates: all of it in one run, each mistake once, however many pages meet it.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt;

use super::SiteError;
use crate::diagnostics::closest;
use crate::embedded;

/// Mistakes in templates, by file and line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateErrors {
    mistakes: BTreeMap<Mistake, Vec<String>>,
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Mistake {
    template: String,
    line: usize,
    message: String,
    /// The line's text.
    source: Option<String>,
}

impl TemplateErrors {
    /// Adds what the engine says, of a page if one was being made.
    pub fn add(&mut self, error: &minijinja::Error, page: Option<&str>) {
        // The innermost error that names a template says where the mistake is; those around it, who asked for that template.
        let mut innermost = error;
        let mut next = error.source();
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<minijinja::Error>()
                && error.name().is_some()
            {
                innermost = error;
            }
            next = error.source();
        }
        let line = innermost.line().unwrap_or(0);
        let source = innermost.template_source().and_then(|text| text.lines().nth(line.checked_sub(1)?));
        let mistake = Mistake {
            template: innermost.name().unwrap_or("template").to_string(),
            line,
            message: innermost
                .detail()
                .map_or_else(|| innermost.kind().to_string(), |detail| format!("{}: {detail}", innermost.kind())),
            source: source.map(|line| line.trim().to_string()),
        };
        self.mistakes.entry(mistake).or_default().extend(page.map(String::from));
    }

    /// `value`, if nothing is wrong.
    pub fn or<T>(self, value: T) -> Result<T, SiteError> {
        if self.mistakes.is_empty() { Ok(value) } else { Err(SiteError::Templates(self)) }
    }
}

impl fmt::Display for TemplateErrors {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (mistake, pages)) in self.mistakes.iter().enumerate() {
            let Mistake { template, line, message, source } = mistake;
            let start = if index == 0 { "" } else { "\nerror: " };
            write!(out, "{start}template {template}, line {line}: {message}")?;
            if let Some(source) = source {
                write!(out, "\n   | {source}")?;
            }
            match pages.as_slice() {
                [] => {}
                [page] => write!(out, "\n   = on {page}")?,
                [page, others @ ..] => write!(out, "\n   = on {page} and {} more pages", others.len())?,
            }
        }
        Ok(())
    }
}

/// Of templates that are meant to replace built-in ones, those whose names no page and no template asks for, each with
/// the built-in name that is most like it. A template that another one of them includes or imports is asked for.
pub fn unknown_templates(templates: &BTreeMap<String, String>) -> Vec<(&str, Option<&'static str>)> {
    let is_built_in = |name: &str| embedded::TEMPLATES.iter().any(|(built_in, _)| *built_in == name);
    let is_asked_for = |name: &str| {
        let quoted = [format!("\"{name}\""), format!("'{name}'")];
        templates.values().any(|text| quoted.iter().any(|quoted| text.contains(quoted)))
    };
    templates
        .keys()
        .filter(|name| !is_built_in(name) && !is_asked_for(name))
        .map(|name| (name.as_str(), closest(name, embedded::TEMPLATES.iter().map(|(built_in, _)| *built_in))))
        .collect()
}
