//! A link checker for a built site, and a reader of the tags that it stands on. Shared by the tests of the site.

use std::collections::{BTreeMap, BTreeSet};

use landbridge::site::Files;

/// An opening tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name, in small letters.
    pub name: String,
    /// Its attributes with their values, references such as `&amp;` turned into what they stand for.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }
}

/// All opening tags of an HTML or SVG text, as a browser sees them: what stands in a script is not looked at.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let (tag, after) = tag(rest);
            rest =
                if tag.name == "script" { after.split_once("</script").map_or("", |(_, after)| after) } else { after };
            tags.push(tag);
        }
    }
    tags
}

/// The tag that begins here, and what follows it.
fn tag(text: &str) -> (Tag, &str) {
    let is_name_end = |character: char| character.is_whitespace() || matches!(character, '/' | '>' | '=');
    let name_end = text.find(is_name_end).unwrap_or(text.len());
    let mut tag = Tag { name: text[..name_end].to_lowercase(), attributes: Vec::new() };
    let mut rest = &text[name_end..];
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_whitespace() || character == '/');
        if rest.is_empty() {
            return (tag, "");
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (tag, after);
        }
        let end = rest[1..].find(is_name_end).map_or(rest.len(), |end| end + 1);
        let name = rest[..end].to_lowercase();
        rest = &rest[end..];
        let mut value = "";
        if let Some(after) = rest.trim_start().strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|first| matches!(first, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
            };
        }
        tag.attributes.push((name, unescaped(value)));
    }
}

fn unescaped(value: &str) -> String {
    let replaced = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    replaced.iter().fold(value.to_string(), |value, (reference, character)| value.replace(reference, character))
}

/// Whether a path has this ending.
pub fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found == ending)
}

/// Pages by their paths.
pub fn pages(files: &Files) -> BTreeMap<&str, &str> {
    let texts = files.iter().filter(|(path, _)| has_ending(path, "html"));
    texts.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("pages are UTF-8"))).collect()
}

/// The path that an address on a page means.
pub fn resolve(page: &str, address: &str) -> Result<String, String> {
    if address.is_empty() {
        return Ok(page.to_string());
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for step in address.split('/') {
        match step {
            ".." => {
                parts.pop().ok_or_else(|| format!("{page} climbs out of the site by {address}"))?;
            }
            "." => {}
            step => parts.push(step),
        }
    }
    Ok(parts.join("/"))
}

/// The addresses that a tag names, of links, files and parts of the page.
fn addresses(tag: &Tag) -> impl Iterator<Item = String> {
    const WHOLE: [&str; 7] = ["href", "src", "xlink:href", "action", "poster", "data", "cite"];
    const IDS: [&str; 6] = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers", "list"];
    let whole = WHOLE.iter().filter_map(|name| tag.get(name)).map(String::from);
    let ids =
        IDS.iter().filter_map(|name| tag.get(name)).flat_map(|ids| ids.split_whitespace().map(|id| format!("#{id}")));
    let urls = tag.attributes.iter().filter_map(|(_, value)| {
        Some(value.strip_prefix("url(")?.strip_suffix(')')?.trim_matches(['"', '\'']).to_string())
    });
    whole.chain(ids).chain(urls).collect::<Vec<_>>().into_iter()
}

/// What is wrong with a site: links, ids and assets that lead nowhere, pages that nothing leads to, addresses elsewhere
/// but on the pages of sources, `style` attributes, titles and descriptions that two pages share.
pub fn problems(files: &Files) -> Vec<String> {
    let pages = pages(files);
    let all: BTreeMap<&str, Vec<Tag>> = pages.iter().map(|(path, html)| (*path, tags(html))).collect();
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        all.iter().map(|(path, tags)| (*path, tags.iter().filter_map(|tag| tag.get("id")).collect())).collect();
    let mut wrong = Vec::new();
    let mut reached: BTreeSet<String> = ["index.html", "404.html"].map(String::from).into();
    let (mut titles, mut descriptions) = (BTreeMap::new(), BTreeMap::new());
    for (page, tags) in &all {
        let mut seen = BTreeSet::new();
        for tag in tags {
            let doubled = tag.get("id").filter(|id| !seen.insert(id.to_string()));
            wrong.extend(doubled.map(|id| format!("{page}: two elements have the id {id}")));
            for (name, _) in tag.attributes.iter().filter(|(name, _)| name == "style" || name.starts_with("on")) {
                wrong.push(format!("{page}: <{}> has an attribute `{name}`", tag.name));
            }
            for address in addresses(tag) {
                if address.contains(':') {
                    let is_outgoing = tag.name == "a" && page.starts_with("source") && address.starts_with("http");
                    wrong.extend((!is_outgoing).then(|| format!("{page}: <{}> asks for {address}", tag.name)));
                    continue;
                }
                let (path, anchor) =
                    address.split_once('#').map_or((address.as_str(), None), |(path, anchor)| (path, Some(anchor)));
                match resolve(page, path) {
                    Err(error) => wrong.push(error),
                    Ok(target) if !files.contains_key(&target) => {
                        wrong.push(format!("{page}: {address} leads to {target}, which is not there"));
                    }
                    Ok(target) => {
                        // The anchors of a script are states of its page, not parts of it.
                        let is_part = |anchor: &str| anchor.contains('=') || ids[target.as_str()].contains(anchor);
                        if anchor.is_some_and(|anchor| ids.contains_key(target.as_str()) && !is_part(anchor)) {
                            wrong.push(format!("{page}: {address}: there is no such id"));
                        }
                        if target != *page {
                            reached.insert(target);
                        }
                    }
                }
            }
        }
        let title = pages[page].split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>"));
        let description =
            tags.iter().find(|tag| tag.get("name") == Some("description")).and_then(|tag| tag.get("content"));
        for (what, found, known) in
            [("title", title.map(|(title, _)| title), &mut titles), ("description", description, &mut descriptions)]
        {
            match found.filter(|text| !text.trim().is_empty()) {
                None => wrong.push(format!("{page} has no {what}")),
                Some(text) => {
                    let other = known.insert(text, *page);
                    wrong.extend(other.map(|other| format!("{page} has the {what} of {other}: {text}")));
                }
            }
        }
    }
    let unreached = pages.keys().filter(|path| !reached.contains(**path));
    wrong.extend(unreached.map(|path| format!("nothing leads to {path}")));
    wrong
}

/// Fails if anything is wrong with a site.
pub fn check_whole(files: &Files) {
    let wrong = problems(files);
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
