//! Tables of pages: what a cell is ordered by, and the table as CSV.

use super::html::{Piece, Pieces, attribute, element, has_class, words};

/// From so many rows on, a table lies beside its page as CSV. Shorter ones are read at a glance, and each page has some.
pub const FEWEST_ROWS: usize = 6;

/// Units that stand side by side in one column, as multiples of the least of their kind: minutes, dollars, tonnes.
const UNITS: [(&str, f64); 8] =
    [("min", 1.0), ("h", 60.0), ("d", 1440.0), ("M", 1e6), ("bn", 1e9), ("t", 1.0), ("kt", 1e3), ("Mt", 1e6)];

/// What a cell is ordered by where its text does not say it: a number whose unit changes from row to row.
///
/// None if there is no such unit; then the number itself will do.
pub fn sort_value(words: &str) -> Option<String> {
    let number_end = words.find(|c: char| !(c.is_ascii_digit() || ",.".contains(c)))?;
    let number: f64 = words[..number_end].replace(',', "").parse().ok()?;
    let unit = words[number_end..].trim_start().split([' ', ';', '(']).next()?;
    let (_, factor) = UNITS.iter().find(|(name, _)| *name == unit)?;
    Some(format!("{:.0}", number * factor))
}

/// A table as CSV.
#[derive(Debug, PartialEq, Eq)]
pub struct Csv {
    /// The name of its file, without a folder.
    pub name: String,
    /// What the table is called, for the link to the file.
    pub caption: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The table as CSV: its head, then its rows; `mark` stands in a column of its own in every row if there is one.
///
/// Numbers lose the marks between thousands. Columns without words (bars) are left out. None for a table without a
/// caption, with several rows in its head or cells over several rows, or with fewer than [`FEWEST_ROWS`] rows.
pub fn csv(table: &str, mark: Option<&str>) -> Option<Csv> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut head_rows = 0;
    let mut is_head = false;
    let mut caption = None;
    let mut pieces = Pieces::of(table);
    while let Some(piece) = pieces.next() {
        let Piece::Tag(tag) = piece else { continue };
        match element(tag) {
            ("caption", false) => {
                let told = pieces.rest().split("</caption>").next().unwrap_or_default();
                caption = attribute(tag, "id").map(|id| (id.trim_end_matches("-caption").to_string(), words(told)));
            }
            ("thead", closes) => is_head = !closes,
            ("tr", false) => {
                head_rows += usize::from(is_head);
                rows.push(Vec::new());
            }
            (name @ ("th" | "td"), false) => {
                if attribute(tag, "rowspan").is_some() {
                    return None;
                }
                let told = pieces.rest().split(&format!("</{name}>")).next().unwrap_or_default();
                let span = attribute(tag, "colspan").and_then(|span| span.parse().ok()).unwrap_or(1);
                let row = rows.last_mut()?;
                row.push(plain(words(told), has_class(tag, "num")));
                row.extend((1..span).map(|_| String::new()));
            }
            _ => {}
        }
    }
    let (name, caption) = caption?;
    let is_told = |column: usize| rows.iter().skip(1).any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()));
    if head_rows != 1 || rows.len() <= FEWEST_ROWS {
        return None;
    }
    let columns: Vec<usize> = (0..rows[0].len()).filter(|column| is_told(*column)).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for (number, row) in rows.iter().enumerate() {
        let cells = columns.iter().map(|column| row.get(*column).map_or("", String::as_str));
        let mark = mark.map(|mark| if number == 0 { "what if" } else { mark });
        writer.write_record(cells.chain(mark)).ok()?;
    }
    Some(Csv { name: format!("{name}.csv"), caption, bytes: writer.into_inner().ok()? })
}

/// A number without marks between its thousands; other words as they are.
fn plain(words: String, is_number: bool) -> String {
    let is_grouped = is_number && words.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    if is_grouped { words.replace(',', "") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_column_are_ordered() {
        let check = |words: &str, expected: Option<&str>| assert_eq!(sort_value(words).as_deref(), expected, "{words}");
        check("30 min", Some("30"));
        check("2.1 d", Some("3024"));
        check("1,200 h; 1,000–1,400 h", Some("72000"));
        check("3.5 bn", Some("3500000000"));
        check("12 Mt", Some("12000000"));
        check("12 Mt/yr", None);
        check("9,288", None);
        check("unknown", None);
    }

    fn table(rows: usize) -> String {
        let row = |n| format!("<tr><th>Place, {n}</th><td class=\"num\">{n},000</td><td><svg></svg></td></tr>\n");
        let rows = (1..=rows).map(row).collect::<Vec<_>>().concat();
        format!(
            "<table class=\"data\"><caption id=\"places-caption\">All &amp; sundry</caption><thead><tr><th>Name</th>\
             <th class=\"num\">Length <span>km</span></th><th>Bar</th></tr></thead><tbody>{rows}</tbody></table>"
        )
    }

    #[test]
    fn a_long_table_is_csv() {
        let found = csv(&table(6), None).unwrap();
        assert_eq!((found.name.as_str(), found.caption.as_str()), ("places.csv", "All & sundry"));
        let text = String::from_utf8(found.bytes).unwrap();
        assert!(text.starts_with("Name,Length km\n\"Place, 1\",1000\n"), "{text}");
        assert_eq!(text.lines().count(), 7);
        assert_eq!(csv(&table(5), None), None);
    }

    #[test]
    fn every_row_of_a_what_if_says_so() {
        let text = String::from_utf8(csv(&table(6), Some("for analysis only")).unwrap().bytes).unwrap();
        assert!(text.starts_with("Name,Length km,what if\n"));
        assert_eq!(text.matches(",for analysis only").count(), 6);
    }
}
