//! The link checker finds what is wrong, and finds nothing wrong with our sites.

use landbridge::load::load_texts;
use landbridge::site::{Files, Options, build};
use landbridge::testing::large_network;

mod site;

use site::{Tag, check_whole, problems, tags};

fn built(texts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Files {
    build(&load_texts(texts).network.expect("the network loads"), &Options::default()).unwrap()
}

#[test]
fn a_site_of_every_section_has_no_dead_end() {
    let text = include_bytes!("networks/every-section.yaml").to_vec();
    check_whole(&built([("every-section.yaml".to_string(), text)]));
}

#[test]
fn a_generated_site_has_no_dead_end_and_as_many_pages_as_were_asked_for() {
    let files = built([("large.yaml".to_string(), large_network(400).unwrap().into_bytes())]);
    check_whole(&files);
    assert_eq!(site::pages(&files).len(), 400);
}

#[test]
fn tags_are_read_as_a_browser_reads_them() {
    let tag = |name: &str, attributes: &[(&str, &str)]| Tag {
        name: name.into(),
        attributes: attributes.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
    };
    let html = "<!DOCTYPE html><!-- <b> --><p class=a hidden>1 < 2</p><A HREF='x?a&amp;b'title=\"<i>\"><br/>\
                <script src=\"s.js\">\"<u>\"</script><img/onerror=alert(1)>";
    let expected = [
        tag("p", &[("class", "a"), ("hidden", "")]),
        tag("a", &[("href", "x?a&b"), ("title", "<i>")]),
        tag("br", &[]),
        tag("script", &[("src", "s.js")]),
        tag("img", &[("onerror", "alert(1)")]),
    ];
    assert_eq!(tags(html), expected);
}

/// A site of two pages; `body` is that of the first.
fn check(body: &str, expected: &[&str]) {
    let page = |name: &str, body: &str| {
        format!("<title>{name}</title><meta name=\"description\" content=\"About {name}\"><body>{body}</body>")
    };
    let files: Files = [
        ("index.html".to_string(), page("one", &format!("<a href=\"a/two.html\"></a>{body}")).into_bytes()),
        ("a/two.html".to_string(), page("two", "<p id=\"here\"><a href=\"../index.html\"></a>").into_bytes()),
    ]
    .into();
    let found = problems(&files);
    assert_eq!(found.len(), expected.len(), "{body}: {found:?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{body}: {found}");
    }
}

#[test]
fn every_kind_of_mistake_is_found() {
    check("<a href=\"a/two.html#here\">", &[]);
    check("<a href=\"three.html\">", &["three.html, which is not there"]);
    check("<img src=\"x.png\">", &["x.png"]);
    check("<svg><image href=\"land.svg\"/></svg>", &["land.svg"]);
    check("<a href=\"a/two.html#there\">", &["no such id"]);
    check("<use href=\"#gone\"/>", &["no such id"]);
    check("<p aria-labelledby=\"gone\">", &["no such id"]);
    check("<path marker-end=\"url(#gone)\"/>", &["no such id"]);
    check("<a href=\"../up.html\">", &["climbs out"]);
    check("<a href=\"https://example.org\">", &["asks for https://example.org"]);
    check("<script src=\"http://example.org/x.js\"></script>", &["asks for http"]);
    check("<a href=\"javascript:alert(1)\">", &["asks for javascript"]);
    check("<p style=\"color: red\">", &["attribute `style`"]);
    check("<p onclick=\"x()\">", &["attribute `onclick`"]);
    check("<p id=\"a\"><p id=\"a\">", &["two elements"]);
}

#[test]
fn pages_that_nothing_leads_to_or_that_share_a_title_are_found() {
    let page = |body: &str| format!("<title>T</title><meta name=\"description\" content=\"D\">{body}").into_bytes();
    let files: Files = [("index.html".to_string(), page("")), ("lost.html".to_string(), page(""))].into();
    let found = problems(&files);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].contains("the title of") && found[1].contains("the description of"), "{found:?}");
    assert!(found[2].contains("nothing leads to lost.html"), "{found:?}");
}
