//! What every page gets after its template, without its template knowing: links from words of the trade to the
//! glossary, values by which cells of mixed units are ordered, heads of columns for cells that narrow screens stack, and
//! long tables as CSV beside the page.
//!
//! It reads the page once. What a template says itself (`data-value`, a link on a term) stays.

mod html;
mod stack;
mod table;

use std::fmt::Write as _;

use super::glossary::{self, Linker};
use super::links::Links;
use super::map::escape_xml;
use html::{Piece, Pieces, attribute, element, has_class, words};
use stack::Stack;

/// Elements whose words are not linked: links and buttons themselves, titles, code, heads of tables. Nor are
/// pictures and legends of maps.
const NOT_LINKED: [&str; 14] =
    ["a", "button", "code", "h1", "h2", "h3", "h4", "label", "pre", "script", "select", "summary", "thead", "title"];

/// A page with what was added, and the files beside it.
#[derive(Debug)]
pub struct Enriched {
    /// The page.
    pub html: String,
    /// Paths from the root of the site, and bytes.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// Reads the page at `path` and adds to it.
pub fn enrich(html: &str, path: &str) -> Enriched {
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut linker = Linker::new(Links::from_page(path).file(glossary::PAGE));
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut beside = Vec::new();
    let mut is_content = false;
    let mut not_linked = 0_usize;
    let mut is_legend = false;
    let mut what_if = None;
    // The file of the table that was just read, until the box around the table is closed.
    let mut pending: Option<table::Csv> = None;
    let mut stack: Option<Stack> = None;
    let mut pieces = Pieces::of(html);
    loop {
        let here = pieces.rest();
        let Some(piece) = pieces.next() else { break };
        let tag = match piece {
            Piece::Text(text) if is_content && not_linked == 0 && !is_legend && path != glossary::PAGE => {
                linker.append(text, &mut out);
                continue;
            }
            Piece::Text(text) => {
                out.push_str(text);
                continue;
            }
            Piece::Tag(tag) => tag,
        };
        let (name, closes) = element(tag);
        let mut more = String::new();
        if let Some(head) = stack.as_mut().and_then(|stack| stack.head(tag)) {
            let _ = write!(more, " data-head=\"{}\"", escape_xml(head));
        }
        if NOT_LINKED.contains(&name) && !tag.ends_with("/>") {
            not_linked = if closes { not_linked.saturating_sub(1) } else { not_linked + 1 };
        }
        match (name, closes) {
            ("main", _) => is_content = !closes,
            ("li", _) => is_legend = has_class(tag, "legend-entry"),
            ("p", false) if has_class(tag, "whatif") => {
                what_if = Some(words(here.split("</p>").next().unwrap_or_default()));
            }
            ("table", false) if has_class(tag, "data") => {
                let whole = here.split("</table>").next().unwrap_or_default();
                pending = table::csv(whole, what_if.as_deref());
                stack = has_class(tag, "stacked").then(|| Stack::of(whole));
            }
            ("table", true) => stack = None,
            ("td", false) if has_class(tag, "num") && attribute(tag, "data-value").is_none() => {
                let told = words(pieces.rest().split("</td>").next().unwrap_or_default());
                if let Some(value) = table::sort_value(&told) {
                    let _ = write!(more, " data-value=\"{value}\"");
                }
            }
            _ => {}
        }
        if more.is_empty() {
            out.push_str(tag);
        } else {
            // Only cells get more.
            out.push_str(&tag[..tag.len() - 1]);
            out.push_str(&more);
            out.push('>');
        }
        if (name, closes) == ("svg", false) && !tag.ends_with("/>") {
            out.push_str(pieces.pass("svg"));
        }
        if (name, closes) == ("div", true)
            && let Some(csv) = pending.take()
        {
            let _ = write!(
                out,
                "\n<ul class=\"downloads\"><li><a href=\"{}\" download>CSV<span class=\"visually-hidden\">: {}</span></a></li></ul>",
                escape_xml(&csv.name),
                escape_xml(&csv.caption)
            );
            beside.push((format!("{folder}{}", csv.name), csv.bytes));
        }
    }
    Enriched { html: out, beside }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_terms_and_long_tables_stays() {
        let page = "<html><title>FEU</title><body>FEU<main id=\"content\"><h1>TEU</h1><a href=\"x\">FEU</a><svg>\
                    <text>FEU</text></svg></main>FEU</body></html>";
        let enriched = enrich(page, "index.html");
        assert_eq!((enriched.html.as_str(), enriched.beside.len()), (page, 0));
    }

    #[test]
    fn a_long_table_gets_its_file_and_mixed_units_their_values() {
        let rows = "<tr><th>x</th><td class=\"num\">2 h</td></tr>".repeat(6);
        let page = format!(
            "<main><p class=\"whatif\">What if: <b>ban</b> lifted</p><div class=\"table-box\"><table class=\"data\">\
             <caption id=\"ways-caption\">Ways</caption><thead><tr><th>Way</th><th>Time</th></tr></thead><tbody>{rows}\
             </tbody></table></div></main>"
        );
        let enriched = enrich(&page, "route/there/index.html");
        assert_eq!(enriched.html.matches("data-value=\"120\"").count(), 6);
        assert!(enriched.html.contains("</table></div>\n<ul class=\"downloads\"><li><a href=\"ways.csv\" download>"));
        let (path, bytes) = &enriched.beside[0];
        assert_eq!(path, "route/there/ways.csv");
        assert!(String::from_utf8_lossy(bytes).contains("x,2 h,What if: ban lifted\n"));
    }
}
