//! Which words of a page does a reader look up, and where are they told?
//!
//! The first use of a term on a page becomes a link to its place in the glossary; the title of the link tells the
//! meaning at once.

mod terms;

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::map::escape_xml;
pub use terms::TERMS;

/// The page that tells them all, from the root of the site.
pub const PAGE: &str = "glossary/index.html";

/// Forms by their first letter in lower case, the longest first.
static FORMS: LazyLock<Vec<Vec<(&str, usize)>>> = LazyLock::new(|| {
    let mut forms = vec![Vec::new(); 26];
    for (number, term) in TERMS.iter().enumerate() {
        for form in term.forms {
            let letter = usize::from(form.as_bytes()[0].to_ascii_lowercase() - b'a');
            forms[letter].push((*form, number));
        }
    }
    for list in &mut forms {
        list.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    }
    forms
});

/// Terms of one page that have had their link.
pub struct Linker {
    href: String,
    is_told: Vec<bool>,
}

impl Linker {
    /// For a page that has the glossary at this address.
    pub fn new(href: String) -> Self {
        Self { href, is_told: vec![false; TERMS.len()] }
    }

    /// Appends the text, which is escaped already, with links on terms that are new to this page.
    pub fn append(&mut self, text: &str, out: &mut String) {
        let bytes = text.as_bytes();
        let (mut written, mut at) = (0, 0);
        while at < bytes.len() {
            if !bytes[at].is_ascii_alphanumeric() {
                at += 1;
                continue;
            }
            let starts = !text[..at].ends_with(char::is_alphanumeric) && !text[..at].ends_with(['&', '#']);
            let word_end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let Some((end, number)) = starts.then(|| form_at(text, at)).flatten() else {
                at = word_end;
                continue;
            };
            if !self.is_told[number] {
                self.is_told[number] = true;
                let (id, title) = (TERMS[number].id, escape_xml(TERMS[number].meaning));
                out.push_str(&text[written..at]);
                let _ = write!(out, "<a class=\"term\" href=\"{}#{id}\" title=\"{title}\">", self.href);
                out.push_str(&text[at..end]);
                out.push_str("</a>");
                written = end;
            }
            at = end;
        }
        out.push_str(&text[written..]);
    }
}

/// The longest form that stands at this byte of the text as a word, with its end and the number of its term.
fn form_at(text: &str, at: usize) -> Option<(usize, usize)> {
    let letter = text.as_bytes()[at].to_ascii_lowercase();
    let list = FORMS.get(usize::from(letter.checked_sub(b'a')?))?;
    list.iter().find_map(|(form, number)| {
        let is_name = form.bytes().any(|byte| byte.is_ascii_uppercase());
        let found = text.get(at..at + form.len())?;
        let is_met = if is_name { found == *form } else { found.eq_ignore_ascii_case(form) };
        let end = at + form.len();
        let end = if !is_name && text[end.min(text.len())..].starts_with('s') { end + 1 } else { end };
        (is_met && !text[end..].starts_with(char::is_alphanumeric)).then_some((end, *number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(texts: &[&str]) -> Vec<String> {
        let mut linker = Linker::new("g".into());
        let shorten = |html: String| {
            html.split(" title=\"")
                .map(|part| part.split_once("\">").map_or(part, |(_, rest)| rest).to_string())
                .collect::<Vec<_>>()
                .join(">")
        };
        texts
            .iter()
            .map(|text| {
                let mut out = String::new();
                linker.append(text, &mut out);
                shorten(out)
            })
            .collect()
    }

    #[test]
    fn the_first_use_is_linked_and_no_other() {
        assert_eq!(
            linked(&["Two FEU and 3 FEU", "FEU", "Scenarios, scenario"]),
            [
                "Two <a class=\"term\" href=\"g#feu\">FEU</a> and 3 FEU",
                "FEU",
                "<a class=\"term\" href=\"g#scenario\">Scenarios</a>, scenario",
            ]
        );
    }

    #[test]
    fn only_whole_words_are_terms() {
        assert_eq!(linked(&["feu, Arc41, gauged, éLNG, &GT;"]), ["feu, Arc41, gauged, éLNG, &GT;"]);
        assert_eq!(
            linked(&["P10–P90, change of gauge"]),
            [
                "<a class=\"term\" href=\"g#p10\">P10</a>–P90, <a class=\"term\" href=\"g#break-of-gauge\">change of gauge</a>"
            ]
        );
    }

    #[test]
    fn terms_are_sorted_and_told_in_sentences() {
        for pair in TERMS.windows(2) {
            assert!(pair[0].name.to_lowercase() < pair[1].name.to_lowercase(), "{} {}", pair[0].name, pair[1].name);
        }
        for term in TERMS {
            assert!(term.meaning.ends_with('.') && term.meaning.len() < 140, "{}", term.name);
            assert!(term.more.is_none_or(|more| more.ends_with('.')), "{}", term.name);
        }
    }
}
