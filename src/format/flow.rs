//! A tree as text: what stands between brackets and braces, filled into lines.

use super::print::{Printer, STEP};
use super::scalar;
use super::scan::Piece;
use super::tree::{FlowItem, Kind, Node};

/// How many characters a line may have.
pub(super) const WIDTH: usize = 120;

/// A value between brackets or braces; further lines start in column `indent`, and `reserve` characters must still fit
/// behind it.
pub(super) fn print(printer: &mut Printer, node: &Node, indent: usize, reserve: usize) {
    let (items, end, [open, close]) = match &node.kind {
        Kind::FlowList { items, end } => (items, end, ["[", "]"]),
        Kind::FlowMapping { items, end } => (items, end, ["{", "}"]),
        _ => return printer.push(&flat(node)),
    };
    if !has_comment(node) {
        let whole = flat(node);
        if printer.column() + whole.chars().count() + reserve <= WIDTH {
            return printer.push(&whole);
        }
    }
    printer.push(open);
    let mut after = After::Opening;
    for (index, item) in items.iter().enumerate() {
        for comment in &item.lead {
            if after == After::Opening && !comment.own_line {
                printer.trailing(Some(comment));
            } else {
                printer.line(indent);
                printer.push(&comment.text);
            }
            after = After::Comment;
        }
        let is_last = index + 1 == items.len();
        let behind = if is_last && end.is_empty() && item.trailing.is_none() { close.len() + reserve } else { 1 };
        print_item(printer, item, indent, behind, after);
        if !is_last {
            printer.push(",");
        }
        printer.trailing(item.trailing.as_ref());
        after = if item.trailing.is_some() { After::Comment } else { After::Item };
    }
    for piece in end {
        if let Piece::Comment(comment) = piece {
            printer.line(indent);
            printer.push(&comment.text);
            after = After::Comment;
        }
    }
    if after == After::Comment {
        printer.line(indent);
    }
    printer.push(close);
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    Opening,
    Item,
    /// Which ends its line.
    Comment,
}

fn print_item(printer: &mut Printer, item: &FlowItem, indent: usize, behind: usize, after: After) {
    let whole = (!item_has_comment(item)).then(|| flat_item(item));
    let length = whole.as_ref().map(|whole| whole.chars().count());
    let fits = |column: usize| length.is_some_and(|length| column + length + behind <= WIDTH);
    match after {
        After::Item if fits(printer.column() + 1) => printer.push(" "),
        After::Item | After::Comment => printer.line(indent),
        After::Opening => {}
    }
    if let Some(whole) = &whole
        && fits(printer.column())
    {
        return printer.push(whole);
    }
    if let Some(key) = &item.key {
        printer.push(&properties(key));
        printer.push(&flat(key));
        if matches!(item.value.kind, Kind::Empty) {
            return;
        }
        printer.push(": ");
    }
    printer.push(&properties(&item.value));
    print(printer, &item.value, indent + STEP, behind);
}

fn properties(node: &Node) -> String {
    node.properties.iter().flat_map(|property| [property.as_str(), " "]).collect()
}

/// A value in one line, without its comments.
pub(super) fn flat(node: &Node) -> String {
    let joined = |items: &[FlowItem]| items.iter().map(flat_item).collect::<Vec<_>>().join(", ");
    match &node.kind {
        Kind::Scalar { raw, value, style } => scalar::in_one_line(raw, value, *style),
        Kind::Alias(name) => name.clone(),
        Kind::FlowList { items, .. } => format!("[{}]", joined(items)),
        Kind::FlowMapping { items, .. } => format!("{{{}}}", joined(items)),
        Kind::Empty | Kind::Block { .. } | Kind::BlockList { .. } | Kind::BlockMapping { .. } => String::new(),
    }
}

fn flat_item(item: &FlowItem) -> String {
    let value = properties(&item.value) + &flat(&item.value);
    match &item.key {
        Some(key) if matches!(item.value.kind, Kind::Empty) => properties(key) + &flat(key),
        Some(key) => format!("{}{}: {value}", properties(key), flat(key)),
        None => value,
    }
}

fn has_comment(node: &Node) -> bool {
    match &node.kind {
        Kind::FlowList { items, end } | Kind::FlowMapping { items, end } => {
            end.iter().any(|piece| matches!(piece, Piece::Comment(_))) || items.iter().any(item_has_comment)
        }
        _ => false,
    }
}

fn item_has_comment(item: &FlowItem) -> bool {
    !item.lead.is_empty()
        || item.trailing.is_some()
        || item.key.as_ref().is_some_and(has_comment)
        || has_comment(&item.value)
}
