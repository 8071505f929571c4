//! For addresses that do not exist; hosts show `404.html` by themselves.

use super::{Page, value};
use crate::site::Site;

pub fn page(_: &Site<'_>) -> Page {
    Page {
        path: "404.html".into(),
        template: "404.html",
        kind: "not-found",
        section: "",
        title: "No such page".into(),
        description: "There is no page at this address.".into(),
        breadcrumb: Vec::new(),
        view: value(()),
        beside: Vec::new(),
    }
}
