//! Our own pages taken apart: tags and the text between them.
//!
//! This reads what our templates write, in which every `<` of a text and every `"` of an attribute is a reference.
//! It is no reader of other people's HTML.

/// A piece of a page, as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'h> {
    /// From `<` to `>`.
    Tag(&'h str),
    /// What stands between two tags.
    Text(&'h str),
}

/// The pieces of a page, in order; together they are the page.
pub struct Pieces<'h> {
    rest: &'h str,
}

impl<'h> Pieces<'h> {
    /// Of this page.
    pub fn of(html: &'h str) -> Self {
        Self { rest: html }
    }

    /// What is not yet read.
    pub fn rest(&self) -> &'h str {
        self.rest
    }

    /// Passes over the rest of an element that was just opened, with those of its kind in it; what was passed.
    pub fn pass(&mut self, name: &str) -> &'h str {
        let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
        let (mut depth, mut at) = (1_usize, 0);
        while depth > 0 {
            let Some(next) = self.rest[at..].find(&closing) else {
                at = self.rest.len();
                break;
            };
            depth += self.rest[at..at + next].matches(&opening).count();
            depth -= 1;
            at += next + closing.len();
        }
        let (passed, rest) = self.rest.split_at(at);
        self.rest = rest;
        passed
    }
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        if self.rest.is_empty() {
            return None;
        }
        let is_tag = self.rest.starts_with('<');
        let end = if is_tag {
            self.rest.find('>').map_or(self.rest.len(), |at| at + 1)
        } else {
            self.rest.find('<').unwrap_or(self.rest.len())
        };
        let (piece, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(if is_tag { Piece::Tag(piece) } else { Piece::Text(piece) })
    }
}

/// The name of a tag's element, and whether the tag closes it.
pub fn element(tag: &str) -> (&str, bool) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
    (inner.split([' ', '\n', '/']).next().unwrap_or_default(), closes)
}

/// The value of a tag's attribute, as it stands.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    tag[start..].split('"').next()
}

/// Whether a tag has this class.
pub fn has_class(tag: &str, class: &str) -> bool {
    attribute(tag, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

/// The words of some HTML, without pictures; a line break is a semicolon, space is single.
pub fn words(html: &str) -> String {
    let mut text = String::new();
    let mut pieces = Pieces::of(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Tag(tag) => match element(tag) {
                ("svg", false) if !tag.ends_with("/>") => {
                    pieces.pass("svg");
                }
                ("br", _) if !text.trim().is_empty() => text.push_str("; "),
                ("li" | "p" | "dd" | "dt", true) => text.push(' '),
                _ => {}
            },
            Piece::Text(words) => text.push_str(words),
        }
    }
    let plain = unescape(&text).replace('\u{a0}', " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ;", ";")
}

/// The references that our pages use, as characters.
fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let plain = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    plain.replace("&#39;", "'").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_page() {
        let page = "<p class=\"a b\">x &lt; y<br>z</p>";
        let together: String = Pieces::of(page)
            .map(|piece| match piece {
                Piece::Tag(text) | Piece::Text(text) => text,
            })
            .collect();
        assert_eq!(together, page);
        let tag = "<a class=\"chip source\" href=\"x\">";
        assert_eq!((element(tag), element("</td>")), (("a", false), ("td", true)));
        assert!(has_class(tag, "source") && !has_class(tag, "sour"));
        assert_eq!(attribute(tag, "href"), Some("x"));
    }

    #[test]
    fn words_are_what_a_reader_reads() {
        let check = |html: &str, expected: &str| assert_eq!(words(html), expected);
        check("9.6<br><span class=\"unit\">8.0–12.1</span>", "9.6; 8.0–12.1");
        check("<svg><title>no</title><svg></svg>no</svg> a &amp;lt; <b>b</b>\n", "a &lt; b");
        check("<li>one</li><li>two</li>", "one two");
    }
}
