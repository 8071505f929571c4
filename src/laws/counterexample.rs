//! What broke a law, as a file that is a small network and says at its top which question to ask of it.

use sha2::{Digest as _, Sha256};

use super::case::Case;
use super::shrink::Smallest;
use super::{Law, Violation};
use crate::model::Network;

/// What broke a law.
#[derive(Debug, Clone)]
pub struct Counterexample {
    /// The name of the law.
    pub law: &'static str,
    /// The question that was asked of the whole network, as simple as it could be made.
    pub found: Case,
    /// Why that breaks the law.
    pub violation: Violation,
    /// The question of the small network.
    pub case: Case,
    /// Why that breaks it.
    pub smallest: Violation,
    /// How many places the small network has.
    pub places: usize,
    /// The small network.
    yaml: String,
    /// The id of the whole network.
    network: String,
}

impl Counterexample {
    pub(super) fn new(
        law: &Law,
        network: &Network,
        found: &Case,
        violation: &Violation,
        Smallest { document, case, violation: smallest }: Smallest,
    ) -> Self {
        Self {
            law: law.name,
            found: found.clone(),
            violation: violation.clone(),
            case,
            smallest,
            places: document.entries().iter().filter(|name| name.section == "places").count(),
            yaml: document.yaml(),
            network: network.meta.id.clone(),
        }
    }

    /// What its file is called: the same for the same question on the same network.
    pub fn file_name(&self) -> String {
        let digest = Sha256::digest(format!("{} {} {}", self.network, self.law, self.found.json()));
        let hash = digest.iter().take(4).fold(0_u32, |hash, byte| (hash << 8) | u32::from(*byte));
        format!("{}-{hash:08x}.yaml", self.law)
    }

    /// Its file: comments that [`Kept::read`] reads, then a network that can be read as any other.
    pub fn text(&self) -> String {
        let message = self.smallest.message.replace(['\n', '\r'], " ");
        format!(
            "# Breaks a law: {message}.\n# Written by `landbridge check`, which tries `found` first on the network of that id, and `case` \
             on this one:\n#   landbridge check --law {} THIS-FILE\n{LAW}{}\n{NETWORK}{}\n{CASE}{}\n{FOUND}{}\n{}",
            self.law,
            self.law,
            self.network,
            self.case.json(),
            self.found.json(),
            self.yaml
        )
    }
}

const LAW: &str = "# law: ";
const NETWORK: &str = "# network: ";
const CASE: &str = "# case: ";
const FOUND: &str = "# found: ";

/// What the file of a counterexample says at its top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The name of the law.
    pub law: String,
    /// The id of the network in which it was found.
    pub network: String,
    /// The question of the network in the file.
    pub case: Case,
    /// The question of the whole network.
    pub found: Case,
}

impl Kept {
    /// Reads the top of a file; none if it is not that of a counterexample.
    pub fn read(text: &str) -> Option<Self> {
        let top = || text.lines().take_while(|line| line.starts_with('#'));
        let value = |key: &str| top().find_map(|line| line.strip_prefix(key)).map(str::trim);
        Some(Self {
            law: value(LAW)?.into(),
            network: value(NETWORK)?.into(),
            case: Case::read(value(CASE)?)?,
            found: Case::read(value(FOUND)?)?,
        })
    }
}
