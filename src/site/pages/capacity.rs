//! Questions on how much can pass, with their answers in a sentence.

use serde::Serialize;

use super::bottleneck::{Teaser, teaser};
use super::{Page, trail, value};
use crate::site::Site;
use crate::site::format::count;
use crate::site::view::PageContext;

#[derive(Serialize)]
struct Capacity {
    lede: String,
    groups: Vec<Group>,
    shared: String,
    demands: String,
}

#[derive(Serialize)]
struct Group {
    name: String,
    questions: Vec<Teaser>,
}

pub fn page(site: &Site<'_>) -> Page {
    let path = "capacity/index.html".to_string();
    let context = PageContext::new(site, &path);
    let cuts = site.bottlenecks.iter().map(|cut| (cut.asked.group.clone(), teaser(&context, cut)));
    let flows = site.assignments.iter().map(|flow| (flow.asked.group.clone(), super::flow::teaser(&context, flow)));
    let questions = cuts.chain(flows);
    let mut groups: Vec<Group> = Vec::new();
    for (name, question) in questions {
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.questions.push(question),
            None => groups.push(Group { name, questions: vec![question] }),
        }
    }
    let number = groups.iter().map(|group| group.questions.len()).sum();
    let lede = if number == 0 {
        "This network asks no question on how much can pass.".to_string()
    } else {
        format!(
            "{} on how much can pass, what stops more, and what would help. Each answer is proven by a minimum cut or a \
             bound, from capacities that are dated and sourced.",
            count(number, "question")
        )
    };
    let view = Capacity {
        lede: lede.clone(),
        groups,
        shared: context.links.register("capacity-groups"),
        demands: context.links.register("demands"),
    };
    Page {
        template: "capacity.html",
        kind: "capacity",
        section: "capacity",
        title: "Capacity".into(),
        description: lede,
        breadcrumb: trail(&path, None, "Capacity"),
        view: value(view),
        beside: Vec::new(),
        path,
    }
}
