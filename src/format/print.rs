//! A tree as text: lists and mappings in lines of their own.

use super::flow;
use super::scalar;
use super::scan::{Comment, Piece};
use super::tree::{Document, Entry, Item, Kind, Node};

/// How many columns each level is further right.
pub(super) const STEP: usize = 2;

/// A text that grows line by line.
#[derive(Default)]
pub(super) struct Printer {
    out: String,
    column: usize,
}

impl Printer {
    /// Writes text without line breaks.
    pub(super) fn push(&mut self, text: &str) {
        self.out.push_str(text);
        self.column += text.chars().count();
    }

    /// How many characters its last line has.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Ends the line, and starts the next one in this column.
    pub(super) fn line(&mut self, indent: usize) {
        self.end_line();
        self.push(&" ".repeat(indent));
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.column = 0;
    }

    /// A comment behind what stands in the line: in its own column, or two spaces further.
    pub(super) fn trailing(&mut self, comment: Option<&Comment>) {
        if let Some(comment) = comment {
            let gap = comment.column.saturating_sub(self.column).max(2);
            self.push(&" ".repeat(gap));
            self.push(&comment.text);
        }
    }

    /// Comments and blank lines, each in a line of its own.
    fn pieces(&mut self, pieces: &[Piece], indent: usize) {
        for piece in pieces {
            match piece {
                Piece::Blank => {
                    self.end_line();
                    if !self.out.is_empty() && !self.out.ends_with("\n\n") {
                        self.out.push('\n');
                    }
                }
                Piece::Comment(comment) => {
                    self.line(indent);
                    self.push(&comment.text);
                }
                Piece::Property(_) => {}
            }
        }
    }
}

/// The whole text.
pub(super) fn print(document: &Document) -> String {
    let mut printer = Printer::default();
    if let Some(before) = &document.before {
        printer.pieces(before, 0);
        printer.line(0);
        printer.push("---");
    }
    printer.pieces(&document.root.lead, 0);
    match &document.root.kind {
        Kind::BlockList { .. } | Kind::BlockMapping { .. } if document.root.properties.is_empty() => {
            printer.inside(&document.root.kind, 0, true);
        }
        _ => {
            printer.line(0);
            printer.properties(&document.root);
            printer.value(&document.root, 0);
        }
    }
    printer.pieces(&document.end, 0);
    printer.end_line();
    let length = printer.out.trim_end_matches('\n').len();
    printer.out.truncate(length);
    printer.out.push('\n');
    printer.out
}

impl Printer {
    fn properties(&mut self, node: &Node) {
        for property in &node.properties {
            self.push(property);
            self.push(" ");
        }
    }

    /// What a list or mapping holds. The first goes to a line of its own only if that is said.
    fn inside(&mut self, kind: &Kind, indent: usize, on_new_line: bool) {
        match kind {
            Kind::BlockList { items, end } => {
                for (index, Item { lead, value }) in items.iter().enumerate() {
                    self.pieces(lead, indent);
                    if index > 0 || on_new_line {
                        self.line(indent);
                    }
                    self.push("-");
                    self.after_indicator(value, indent, true);
                }
                self.pieces(end, indent);
            }
            Kind::BlockMapping { entries, end } => {
                for (index, Entry { lead, key, value }) in entries.iter().enumerate() {
                    self.pieces(lead, indent);
                    if index > 0 || on_new_line {
                        self.line(indent);
                    }
                    self.properties(key);
                    self.push(&flow::flat(key));
                    self.push(":");
                    self.after_indicator(value, indent, false);
                }
                self.pieces(end, indent);
            }
            _ => {}
        }
    }

    /// A value after `key:` or `-`, which stand in this column.
    fn after_indicator(&mut self, node: &Node, indent: usize, in_list: bool) {
        let has_comment = node.lead.iter().any(|piece| matches!(piece, Piece::Comment(_)));
        let is_block = matches!(node.kind, Kind::BlockList { .. } | Kind::BlockMapping { .. });
        let mut lead = node.lead.as_slice();
        if is_block && (!in_list || has_comment || !node.properties.is_empty()) {
            for property in &node.properties {
                self.push(" ");
                self.push(property);
            }
            lead = self.first_comment(lead);
            self.pieces(lead, indent + STEP);
            self.inside(&node.kind, indent + STEP, true);
        } else if is_block {
            self.push(" ");
            self.inside(&node.kind, indent + STEP, false);
        } else if has_comment {
            lead = self.first_comment(lead);
            self.pieces(lead, indent + STEP);
            self.line(indent + STEP);
            self.properties(node);
            self.value(node, indent + STEP);
        } else if matches!(node.kind, Kind::Empty) {
            self.trailing(node.trailing.as_ref());
        } else {
            self.push(" ");
            self.properties(node);
            self.value(node, indent);
        }
    }

    /// Writes a comment that stands behind the indicator; what is left stands below.
    fn first_comment<'p>(&mut self, lead: &'p [Piece]) -> &'p [Piece] {
        match lead {
            [Piece::Comment(comment), rest @ ..] if !comment.own_line => {
                self.trailing(Some(comment));
                rest
            }
            _ => lead,
        }
    }

    /// A value in the line that has been begun, which belongs to a key in this column.
    fn value(&mut self, node: &Node, indent: usize) {
        match &node.kind {
            Kind::Empty | Kind::BlockList { .. } | Kind::BlockMapping { .. } => {}
            Kind::Scalar { raw, value, style } => self.lines(&scalar::written(raw, value, *style), indent + STEP),
            Kind::Alias(name) => self.push(name),
            Kind::Block { header, lines } => self.block_scalar(header, lines, indent),
            Kind::FlowList { .. } | Kind::FlowMapping { .. } => flow::print(self, node, indent + STEP, 0),
        }
        self.trailing(node.trailing.as_ref());
    }

    fn lines(&mut self, lines: &[String], indent: usize) {
        for (index, line) in lines.iter().enumerate() {
            if index > 0 && line.is_empty() {
                self.out.push('\n');
            } else if index > 0 {
                self.out.push('\n');
                self.column = 0;
                self.push(&" ".repeat(indent));
            }
            self.push(line);
        }
    }

    fn block_scalar(&mut self, header: &str, lines: &[String], indent: usize) {
        let (indicator, comment) = header.split_once('#').map_or((header, None), |(before, text)| (before, Some(text)));
        let indicator = indicator.trim_end();
        self.push(indicator);
        if let Some(text) = comment {
            self.push("  #");
            self.push(text.trim_end());
        }
        let digit = indicator.chars().find_map(|character| character.to_digit(10));
        let indent = indent + digit.map_or(STEP, |digit| digit as usize);
        for line in lines {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&" ".repeat(indent));
                self.out.push_str(line);
            }
        }
        // What follows starts a line of its own; spaces at the end of the last line belong to the text.
        self.out.push('\n');
        self.column = 0;
    }
}
