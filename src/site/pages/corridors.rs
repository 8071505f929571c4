//! All corridors, each with its finding.

use serde::Serialize;

use super::{Page, corridor, trail, value};
use crate::site::Site;
use crate::site::format::{count, sentence_case};
use crate::site::view::PageContext;

#[derive(Serialize)]
struct Corridors {
    lede: String,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    name: String,
    corridors: Vec<Card>,
}

#[derive(Serialize)]
struct Card {
    name: String,
    href: String,
    finding: String,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "corridors/index.html".to_string();
    let context = PageContext::new(site, &path);
    let mut groups: Vec<Group> = Vec::new();
    for course in &site.courses {
        let entry = &site.network.corridors[course.corridor];
        let card = Card {
            name: entry.name.clone(),
            href: context.links.page("corridor", &entry.id),
            finding: corridor::finding(&context, course),
        };
        match groups.iter_mut().find(|group| group.name == entry.group) {
            Some(group) => group.corridors.push(card),
            None => groups.push(Group { name: entry.group.clone(), corridors: vec![card] }),
        }
    }
    let lede = if groups.is_empty() {
        "This network names no corridor.".to_string()
    } else {
        format!(
            "{} with a name, whatever their state: what each is made of, where it is narrow, what bears on it, how it \
             changed.",
            sentence_case(&count(site.courses.len(), "way"))
        )
    };
    Page {
        template: "corridors.html",
        kind: "corridors",
        section: "corridors",
        title: "Corridors".into(),
        description: lede.clone(),
        breadcrumb: trail(&path, None, "Corridors"),
        view: value(Corridors { lede, groups }),
        beside: Vec::new(),
        path,
    }
}
