//! Where in the files does something stand?

use crate::diagnostics::{FileId, Location, YamlPath};
use crate::model::{Line, Network, Section, SectionId};

/// A node of a file's YAML.
#[derive(Debug, Clone)]
pub struct Node {
    file: FileId,
    path: YamlPath,
    /// The model does not keep where this was written, so its neighbourhood stands in: everything below is here.
    stands_in: bool,
}

impl Node {
    /// An entry of a section of the format.
    pub fn entry(file: FileId, section: &str, id: &str) -> Self {
        Self { file, path: YamlPath::root().key(section).key(id), stands_in: false }
    }

    /// An item of a section that is a list.
    pub fn item(file: FileId, section: &str, index: usize) -> Self {
        Self { file, path: YamlPath::root().key(section).index(index), stands_in: false }
    }

    /// A post of a line: its key is the place, its value the kilometres.
    pub fn post(network: &Network, line: &Line, index: usize) -> Self {
        let place = line.posts.get(index).map_or("", |(place, _)| network.places[*place].id.as_str());
        Self::entry(line.file, "lines", &line.id).key("posts").index(index).key(place)
    }

    /// The post that ends a section.
    pub fn end_of(network: &Network, id: SectionId) -> Self {
        let line = &network.lines[network.sections[id].line];
        let index = line.sections.iter().position(|section| *section == id).unwrap_or(0);
        Self::post(network, line, index + 1)
    }

    /// This node for all that is below it.
    #[must_use]
    pub fn standing_in(mut self) -> Self {
        self.stands_in = true;
        self
    }

    /// One key further down.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut below = self.clone();
        if !self.stands_in {
            below.path = below.path.key(key);
        }
        below
    }

    /// One item further down.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        let mut below = self.clone();
        if !self.stands_in {
            below.path = below.path.index(index);
        }
        below
    }

    /// What stands after the colon.
    pub fn value(&self) -> Location {
        if self.stands_in { self.name() } else { Location::value(self.file, self.path.clone()) }
    }

    /// The key.
    pub fn name(&self) -> Location {
        Location::key(self.file, self.path.clone())
    }
}

/// A value of some sections of a line, with where it stands.
pub(super) struct SectionValue<'n, T> {
    pub node: Node,
    pub value: &'n T,
    pub sections: Vec<SectionId>,
}

/// Distinct values of the sections of a line, each with where it stands.
///
/// Sections do not know which span a value came from. A value that all sections share stands at the line's `key`; of
/// others the first section's last post stands in.
pub(super) fn section_values<'n, T: PartialEq>(
    network: &'n Network,
    line: &'n Line,
    key: &str,
    value: impl Fn(&'n Section) -> Option<&'n T>,
) -> Vec<SectionValue<'n, T>> {
    let mut distinct: Vec<SectionValue<'n, T>> = Vec::new();
    let mut everywhere = true;
    for id in &line.sections {
        let Some(value) = value(&network.sections[*id]) else {
            everywhere = false;
            continue;
        };
        if let Some(known) = distinct.iter_mut().find(|known| known.value == value) {
            known.sections.push(*id);
        } else {
            let node = Node::end_of(network, *id).standing_in();
            distinct.push(SectionValue { node, value, sections: vec![*id] });
        }
    }
    if let ([only], true) = (distinct.as_mut_slice(), everywhere) {
        only.node = Node::entry(line.file, "lines", &line.id).key(key);
    }
    distinct
}
