//! A text as a tree of its values with everything that stands between them.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::scan::{Comment, Piece, Scanner};

/// Something that this formatter does not know how to lay out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unknown {
    /// The character at which it was met.
    pub(super) at: usize,
}

/// A value with what stands before it and what follows in its line.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Comments and blank lines between its indicator and itself.
    pub(super) lead: Vec<Piece>,
    /// Its anchor and tag.
    pub(super) properties: Vec<String>,
    pub(super) kind: Kind,
    pub(super) trailing: Option<Comment>,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// Nothing is written.
    Empty,
    /// A scalar as written, what it means, and how it is quoted.
    Scalar { raw: String, value: String, style: ScalarStyle },
    /// `|` or `>` with what follows in that line, and the lines below without their indentation.
    Block { header: String, lines: Vec<String> },
    /// `*name`.
    Alias(String),
    /// Lines that begin with `- `.
    BlockList { items: Vec<Item>, end: Vec<Piece> },
    /// Lines that begin with a key.
    BlockMapping { entries: Vec<Entry>, end: Vec<Piece> },
    /// `[...]`; items have no key.
    FlowList { items: Vec<FlowItem>, end: Vec<Piece> },
    /// `{...}`.
    FlowMapping { items: Vec<FlowItem>, end: Vec<Piece> },
}

/// An item of a list in lines of its own.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) lead: Vec<Piece>,
    pub(super) value: Node,
}

/// A key and its value in lines of their own.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) lead: Vec<Piece>,
    pub(super) key: Node,
    pub(super) value: Node,
}

/// An item between brackets or braces.
#[derive(Debug, Clone)]
pub(super) struct FlowItem {
    pub(super) lead: Vec<Comment>,
    pub(super) key: Option<Node>,
    pub(super) value: Node,
    pub(super) trailing: Option<Comment>,
}

/// A whole text.
#[derive(Debug)]
pub(super) struct Document {
    /// Before `---`, if there is one.
    pub(super) before: Option<Vec<Piece>>,
    pub(super) root: Node,
    pub(super) end: Vec<Piece>,
}

/// Reads a text that has passed the guard, with `\n` between its lines.
pub(super) fn read(text: &str) -> Result<Document, Unknown> {
    let characters: Vec<char> = text.chars().collect();
    let parsed: Result<Vec<_>, _> = Parser::new_from_str(text).collect();
    let events = parsed.map_err(|error| Unknown { at: error.marker().index() })?;
    let mut reader = Reader {
        scan: Scanner { text: &characters, at: 0 },
        events: events.into_iter().map(|(event, span)| (event, span.start.index())).collect(),
        next: 0,
    };
    reader.document()
}

struct Reader<'t> {
    scan: Scanner<'t>,
    events: Vec<(Event<'t>, usize)>,
    next: usize,
}

impl<'t> Reader<'t> {
    fn unknown<T>(&self) -> Result<T, Unknown> {
        Err(Unknown { at: self.scan.at })
    }

    fn event(&mut self) -> Option<(Event<'t>, usize)> {
        let event = self.events.get(self.next).cloned();
        self.next += 1;
        event
    }

    fn document(&mut self) -> Result<Document, Unknown> {
        while matches!(
            self.events.get(self.next),
            Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _))
        ) {
            self.next += 1;
        }
        let start = self.scan.at;
        let pieces = self.scan.pieces(false);
        let before = if self.scan.text[self.scan.at..].starts_with(&['-', '-', '-']) {
            self.scan.at += 3;
            Some(pieces)
        } else {
            self.scan.at = start;
            None
        };
        let root = self.node(None, false)?;
        let mut end = self.scan.pieces(false);
        if self.scan.text[self.scan.at..].starts_with(&['.', '.', '.']) {
            self.scan.at += 3;
            end.extend(self.scan.pieces(false));
        }
        if self.scan.peek().is_some() {
            return self.unknown();
        }
        Ok(Document { before, root, end })
    }

    /// The next value. `parent` is the column of the list or mapping around it, if it stands in lines of its own.
    fn node(&mut self, parent: Option<usize>, in_flow: bool) -> Result<Node, Unknown> {
        let Some((event, start)) = self.event() else { return self.unknown() };
        if let Event::Scalar(text, ScalarStyle::Plain, _, _) = &event
            && text.is_empty()
        {
            let trailing = if in_flow { None } else { self.scan.trailing() };
            return Ok(Node { lead: Vec::new(), properties: Vec::new(), kind: Kind::Empty, trailing });
        }
        let mut lead = self.scan.pieces(true);
        let mut properties = Vec::new();
        lead.retain(|piece| match piece {
            Piece::Property(property) => {
                properties.push(property.clone());
                false
            }
            _ => true,
        });
        let kind = match event {
            Event::Scalar(value, style, ..) => self.scalar(&value, style, parent)?,
            Event::Alias(_) => Kind::Alias(self.alias()),
            Event::SequenceStart(..) if self.scan.peek() == Some('[') => {
                let (items, end) = self.flow(']')?;
                Kind::FlowList { items, end }
            }
            Event::MappingStart(..) if self.scan.peek() == Some('{') => {
                let (items, end) = self.flow('}')?;
                Kind::FlowMapping { items, end }
            }
            Event::MappingStart(..) if in_flow => self.pair(start)?,
            Event::SequenceStart(..) => self.block_list()?,
            Event::MappingStart(..) => self.block_mapping()?,
            _ => return self.unknown(),
        };
        let is_inline = !matches!(kind, Kind::BlockList { .. } | Kind::BlockMapping { .. } | Kind::Block { .. });
        let trailing = if is_inline && !in_flow { self.scan.trailing() } else { None };
        let mut node = Node { lead, properties, kind, trailing };
        node.take_lead_of_first();
        Ok(node)
    }

    fn block_list(&mut self) -> Result<Kind, Unknown> {
        let column = self.scan.column(self.scan.at);
        let mut items = Vec::new();
        while !matches!(self.events.get(self.next), Some((Event::SequenceEnd, _)) | None) {
            let Some(lead) = self.scan.indicator('-', false) else { return self.unknown() };
            items.push(Item { lead, value: self.node(Some(column), false)? });
        }
        self.next += 1;
        Ok(Kind::BlockList { items, end: self.scan.comments_of(column) })
    }

    fn block_mapping(&mut self) -> Result<Kind, Unknown> {
        let column = self.scan.column(self.scan.at);
        let mut entries = Vec::new();
        while !matches!(self.events.get(self.next), Some((Event::MappingEnd, _)) | None) {
            let mut lead = self.scan.indicator('?', false).unwrap_or_default();
            let mut key = self.node(Some(column), true)?;
            lead.append(&mut key.lead);
            let colon = self.scan.indicator(':', false);
            let mut value = self.node(Some(column), false)?;
            value.lead.splice(0..0, colon.unwrap_or_default());
            entries.push(Entry { lead, key, value });
        }
        self.next += 1;
        Ok(Kind::BlockMapping { entries, end: self.scan.comments_of(column) })
    }

    /// The items between brackets or braces, and the comments before the closing one.
    fn flow(&mut self, close: char) -> Result<(Vec<FlowItem>, Vec<Piece>), Unknown> {
        self.scan.at += 1;
        let mut items = Vec::new();
        while !matches!(self.events.get(self.next), Some((Event::MappingEnd | Event::SequenceEnd, _)) | None) {
            let mut item = if close == '}' {
                self.flow_entry()?
            } else {
                let mut value = self.node(None, true)?;
                FlowItem { lead: comments(std::mem::take(&mut value.lead)), key: None, value, trailing: None }
            };
            item.trailing = self.scan.trailing();
            if let Some(between) = self.scan.indicator(',', true) {
                item.lead.extend(comments(between));
                item.trailing = item.trailing.or_else(|| self.scan.trailing());
            }
            items.push(item);
        }
        self.next += 1;
        match self.scan.indicator(close, true) {
            Some(end) => Ok((items, end)),
            None => self.unknown(),
        }
    }

    fn flow_entry(&mut self) -> Result<FlowItem, Unknown> {
        let mut lead = self.scan.indicator('?', false).unwrap_or_default();
        let mut key = self.node(None, true)?;
        lead.append(&mut key.lead);
        lead.extend(self.scan.indicator(':', true).unwrap_or_default());
        let mut value = self.node(None, true)?;
        lead.append(&mut value.lead);
        Ok(FlowItem { lead: comments(lead), key: Some(key), value, trailing: None })
    }

    /// `key: value` as an item of a list between brackets, without braces of its own.
    fn pair(&mut self, start: usize) -> Result<Kind, Unknown> {
        let item = self.flow_entry()?;
        match self.event() {
            Some((Event::MappingEnd, _)) => Ok(Kind::FlowMapping { items: vec![item], end: Vec::new() }),
            _ => Err(Unknown { at: start }),
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, parent: Option<usize>) -> Result<Kind, Unknown> {
        let start = self.scan.at;
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => return Ok(self.block_scalar(parent)),
            ScalarStyle::Plain => {
                // Its end is not in the event that is gone: it is where the words of its value end.
                for expected in value.chars().filter(|character| !character.is_whitespace()) {
                    while self.scan.peek().is_some_and(char::is_whitespace) {
                        self.scan.at += 1;
                    }
                    if self.scan.peek() != Some(expected) {
                        return self.unknown();
                    }
                    self.scan.at += 1;
                }
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.closing_quote(style),
        }
        let raw = self.scan.text[start..self.scan.at].iter().collect();
        Ok(Kind::Scalar { raw, value: value.to_string(), style })
    }

    /// Reads to behind the quote that closes the scalar that starts here.
    fn closing_quote(&mut self, style: ScalarStyle) {
        self.scan.at += 1;
        while let Some(character) = self.scan.peek() {
            self.scan.at += 1;
            match (style, character) {
                (ScalarStyle::DoubleQuoted, '\\') => self.scan.at += 1,
                (ScalarStyle::SingleQuoted, '\'') if self.scan.peek() == Some('\'') => self.scan.at += 1,
                (ScalarStyle::DoubleQuoted, '"') | (ScalarStyle::SingleQuoted, '\'') => return,
                _ => {}
            }
        }
        self.scan.at = self.scan.at.min(self.scan.text.len());
    }

    fn alias(&mut self) -> String {
        let start = self.scan.at;
        while self.scan.peek().is_some_and(|character| !character.is_whitespace() && !",[]{}".contains(character)) {
            self.scan.at += 1;
        }
        self.scan.text[start..self.scan.at].iter().collect()
    }

    fn block_scalar(&mut self, parent: Option<usize>) -> Kind {
        let end = self.scan.line_end();
        let header: String = self.scan.text[self.scan.at..end].iter().collect();
        let indicator = header.split_whitespace().next().unwrap_or_default();
        let digit = indicator.chars().find_map(|character| character.to_digit(10));
        let outer = parent.unwrap_or(0);
        let keeps_all = indicator.contains('+');
        self.scan.at = end;
        let mut indent = digit.map(|digit| outer + digit as usize);
        let mut lines: Vec<String> = Vec::new();
        // How many lines, and up to where, belong to it for sure.
        let mut kept = (0, end);
        let mut at = end;
        while at < self.scan.text.len() {
            let start = at + 1;
            let rest = self.scan.text.get(start..).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let length = rest.iter().position(|character| *character == '\n').unwrap_or(rest.len());
            let line = &rest[..length];
            let spaces = line.iter().take_while(|character| **character == ' ').count();
            if spaces < line.len() {
                let wanted = *indent.get_or_insert(spaces);
                if spaces < wanted || (digit.is_none() && parent.is_some_and(|parent| wanted <= parent)) {
                    break;
                }
            }
            lines.push(line.get(indent.unwrap_or(line.len())..).unwrap_or_default().iter().collect());
            at = start + length;
            if keeps_all || lines.last().is_some_and(|line| !line.is_empty()) {
                kept = (lines.len(), at);
            }
        }
        lines.truncate(kept.0);
        self.scan.at = kept.1;
        Kind::Block { header, lines }
    }
}

fn comments(pieces: Vec<Piece>) -> Vec<Comment> {
    let comment = |piece| match piece {
        Piece::Comment(comment) => Some(comment),
        Piece::Blank | Piece::Property(_) => None,
    };
    pieces.into_iter().filter_map(comment).collect()
}

impl Node {
    /// What stands before the first thing in a list or mapping stands before the whole.
    fn take_lead_of_first(&mut self) {
        let first = match &mut self.kind {
            Kind::BlockList { items, .. } => items.first_mut().map(|item| &mut item.lead),
            Kind::BlockMapping { entries, .. } => entries.first_mut().map(|entry| &mut entry.lead),
            _ => None,
        };
        if let Some(first) = first {
            self.lead.append(first);
        }
    }
}

impl Document {
    /// The text of every comment.
    pub(super) fn comments(&self) -> Vec<String> {
        let mut found = Vec::new();
        for piece in self.before.iter().flatten().chain(&self.end) {
            found.extend(text_of(piece));
        }
        self.root.comments(&mut found);
        found
    }
}

fn text_of(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Comment(comment) => Some(comment.text.clone()),
        Piece::Blank | Piece::Property(_) => None,
    }
}

impl Node {
    fn comments(&self, found: &mut Vec<String>) {
        found.extend(self.lead.iter().filter_map(text_of));
        found.extend(self.trailing.iter().map(|comment| comment.text.clone()));
        match &self.kind {
            Kind::BlockList { items, end } => {
                for item in items {
                    found.extend(item.lead.iter().filter_map(text_of));
                    item.value.comments(found);
                }
                found.extend(end.iter().filter_map(text_of));
            }
            Kind::BlockMapping { entries, end } => {
                for entry in entries {
                    found.extend(entry.lead.iter().filter_map(text_of));
                    entry.key.comments(found);
                    entry.value.comments(found);
                }
                found.extend(end.iter().filter_map(text_of));
            }
            Kind::FlowList { items, end } | Kind::FlowMapping { items, end } => {
                for item in items {
                    found.extend(item.lead.iter().chain(&item.trailing).map(|comment| comment.text.clone()));
                    item.key.iter().for_each(|key| key.comments(found));
                    item.value.comments(found);
                }
                found.extend(end.iter().filter_map(text_of));
            }
            Kind::Block { header, .. } => {
                found.extend(header.find('#').map(|at| header[at..].trim_end().to_string()));
            }
            Kind::Empty | Kind::Scalar { .. } | Kind::Alias(_) => {}
        }
    }
}
