//! What stands between the values of a text: white space, comments, indicators, anchors.
//!
//! The parser's events say nothing of these, and the ends of some of its spans lie behind a comment. So the text is read
//! once more here, one step at a time, along the events.

/// A comment, a blank line, or an anchor or tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// One or more blank lines.
    Blank,
    /// A comment.
    Comment(Comment),
    /// An anchor or tag of the value that follows.
    Property(String),
}

/// A comment with its `#`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comment {
    /// Its text, without spaces at the end.
    pub(super) text: String,
    /// In which column it starts, from 0.
    pub(super) column: usize,
    /// Whether nothing but spaces stands before it in its line.
    pub(super) own_line: bool,
}

/// A text and how far it has been read.
pub(super) struct Scanner<'t> {
    pub(super) text: &'t [char],
    pub(super) at: usize,
}

impl Scanner<'_> {
    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    /// How many characters of its line stand before this one.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[..at].iter().rev().take_while(|character| **character != '\n').count()
    }

    /// Reads white space and comments, and anchors and tags if a value is next.
    pub(super) fn pieces(&mut self, before_value: bool) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut breaks = usize::from(self.at == 0);
        while let Some(character) = self.peek() {
            match character {
                '\n' => {
                    breaks += 1;
                    if breaks == 2 {
                        pieces.push(Piece::Blank);
                    }
                    self.at += 1;
                }
                ' ' | '\t' => self.at += 1,
                '#' => {
                    pieces.push(Piece::Comment(self.comment()));
                    breaks = 0;
                }
                '&' | '!' if before_value => {
                    pieces.push(Piece::Property(self.property()));
                    breaks = 0;
                }
                _ => break,
            }
        }
        pieces
    }

    /// The comment that starts here, to the end of its line.
    fn comment(&mut self) -> Comment {
        let start = self.at;
        let column = self.column(start);
        let own_line = self.text[start - column..start].iter().all(|character| character.is_whitespace());
        self.at = self.line_end();
        let text = self.text[start..self.at].iter().collect::<String>().trim_end().to_string();
        Comment { text, column, own_line }
    }

    fn property(&mut self) -> String {
        let start = self.at;
        while self.peek().is_some_and(|character| !character.is_whitespace() && !",[]{}".contains(character)) {
            self.at += 1;
        }
        self.text[start..self.at].iter().collect()
    }

    /// A comment that follows in the same line.
    pub(super) fn trailing(&mut self) -> Option<Comment> {
        let start = self.at;
        while self.peek().is_some_and(|character| character == ' ' || character == '\t') {
            self.at += 1;
        }
        if self.peek() == Some('#') {
            return Some(self.comment());
        }
        self.at = start;
        None
    }

    /// Reads up to and with this indicator; reads nothing if something else comes first.
    pub(super) fn indicator(&mut self, wanted: char, in_flow: bool) -> Option<Vec<Piece>> {
        let start = self.at;
        let pieces = self.pieces(false);
        let next = self.text.get(self.at + 1);
        if self.peek() == Some(wanted) && (in_flow || next.is_none_or(|character| character.is_whitespace())) {
            self.at += 1;
            return Some(pieces);
        }
        self.at = start;
        None
    }

    /// The comments that come next, with their blank lines, as long as they stand in this column or further right and
    /// further right than what follows them: they belong to the list or mapping that ends before them.
    pub(super) fn comments_of(&mut self, column: usize) -> Vec<Piece> {
        let start = self.at;
        let all = self.pieces(false);
        let next = self.peek().map(|_| self.column(self.at));
        let belongs = |comment: &Comment| {
            comment.own_line && comment.column >= column && next.is_none_or(|next| comment.column > next)
        };
        let mut taken = Vec::new();
        let mut waiting = Vec::new();
        for piece in all {
            match &piece {
                Piece::Comment(comment) if belongs(comment) => {
                    taken.append(&mut waiting);
                    taken.push(piece);
                }
                Piece::Blank => waiting.push(piece),
                _ => break,
            }
        }
        self.at = start;
        for _ in taken.iter().filter(|piece| matches!(piece, Piece::Comment(_))) {
            while self.peek().is_some_and(|character| character != '#') {
                self.at += 1;
            }
            self.at = self.line_end();
        }
        taken
    }

    /// Where the line that is being read ends.
    pub(super) fn line_end(&self) -> usize {
        let rest = self.text[self.at..].iter().position(|character| *character == '\n');
        rest.map_or(self.text.len(), |length| self.at + length)
    }
}
