//! Tables that narrow screens show one cell below the other: each cell then needs the head of its column beside it.

use super::html::{Piece, Pieces, attribute, element, words};

/// Where the reading of such a table has come to.
#[derive(Debug)]
pub struct Stack {
    heads: Vec<String>,
    is_in_head: bool,
    column: usize,
    /// In how many rows, from the next one on, the first column is taken by a cell from above.
    taken: usize,
}

impl Stack {
    /// Before the first row of this table.
    pub fn of(table: &str) -> Self {
        let mut heads = Vec::new();
        let mut pieces = Pieces::of(table.split("</thead>").next().unwrap_or_default());
        while let Some(piece) = pieces.next() {
            if let Piece::Tag(tag) = piece
                && element(tag) == ("th", false)
            {
                heads.push(words(pieces.rest().split("</th>").next().unwrap_or_default()));
            }
        }
        Self { heads, is_in_head: false, column: 0, taken: 0 }
    }

    /// Reads a tag of the table. What its cell is to be headed with; none but for cells of the body after the first column.
    pub fn head(&mut self, tag: &str) -> Option<&str> {
        match element(tag) {
            ("thead", closes) => self.is_in_head = !closes,
            ("tr", false) if !self.is_in_head => {
                self.column = usize::from(self.taken > 0);
                self.taken = self.taken.saturating_sub(1);
            }
            ("th" | "td", false) if !self.is_in_head => {
                let number =
                    |name: &str| attribute(tag, name).and_then(|number| number.parse().ok()).unwrap_or(1_usize);
                let here = self.column;
                self.column += number("colspan");
                if here == 0 {
                    self.taken = number("rowspan").saturating_sub(1);
                    return None;
                }
                return self.heads.get(here).map(String::as_str).filter(|head| !head.is_empty());
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_headed_by_their_columns_below_a_cell_of_several_rows_too() {
        let table = "<table><thead><tr><th>Pair</th><th>Years</th><th>Answer</th></tr></thead><tbody>\
                     <tr><th rowspan=\"2\">x</th><td>1998</td><td>open</td></tr><tr><td>1999</td><td>shut</td></tr>\
                     <tr><th>y</th><td colspan=\"2\">never</td></tr></tbody></table>";
        let mut stack = Stack::of(table);
        let tags = Pieces::of(table).filter_map(|piece| match piece {
            Piece::Tag(tag) => Some(tag),
            Piece::Text(_) => None,
        });
        let heads: Vec<String> = tags.filter_map(|tag| stack.head(tag).map(String::from)).collect();
        assert_eq!(heads, ["Years", "Answer", "Years", "Answer", "Years"]);
    }
}
