//! A certificate with the problem it is about and what both belong to: all that is needed to check it, in one JSON file.

use std::io;

use serde::{Deserialize, Serialize};
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::certificate::Certificate;
use super::checker::check;
use super::complaint::{Complaint, Verdict};
use super::digest::sha256;
use super::problem::Problem;

/// What [`CertificateFile::schema`] says.
pub const CERTIFICATE_SCHEMA: &str = "landbridge/certificate/1";

/// What the file says beside the proof.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// SHA-256 of the network's files, as [`super::sha256_of_texts`] makes it; none if there was no network.
    pub network_sha256: Option<String>,
    /// What was asked: the words of the command line, without the network and the form of the answer.
    pub command: Vec<String>,
    /// Ids of the projects that are built in the problem; empty but for answers that choose some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub built: Vec<String>,
    /// SHA-256 of the JSON answer; none if none was written.
    pub answer_sha256: Option<String>,
    /// What each capacity is, for people; empty, or as many as there are.
    pub capacities: Vec<String>,
    /// What each demand is, for people; empty, or as many as there are.
    pub demands: Vec<String>,
}

/// The file that `--certificate` writes and `verify` reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateFile {
    /// [`CERTIFICATE_SCHEMA`].
    pub schema: String,
    /// SHA-256 of all the rest in compact JSON, fields in this order.
    pub seal: String,
    /// What the proof belongs to.
    pub about: About,
    /// The proof.
    pub certificate: Certificate,
    /// What it is a proof for.
    pub problem: Problem,
}

/// Why a file proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Distrust {
    /// It is of another kind, or from a newer program.
    #[error("its schema is `{0}`, not `{CERTIFICATE_SCHEMA}`")]
    Schema(String),
    /// It was changed after it was sealed.
    #[error("it was altered: its contents have SHA-256 {found}, its seal says {sealed}")]
    Seal {
        /// What the file says.
        sealed: String,
        /// What it is.
        found: String,
    },
    /// The proof does not hold.
    #[error(transparent)]
    Proof(#[from] Complaint),
}

impl CertificateFile {
    /// Puts a seal on a certificate, its problem and what both belong to.
    pub fn new(about: About, certificate: Certificate, problem: Problem) -> Self {
        let mut file = Self { schema: CERTIFICATE_SCHEMA.into(), seal: String::new(), about, certificate, problem };
        file.seal = file.contents_sha256();
        file
    }

    /// SHA-256 of what the seal covers.
    pub fn contents_sha256(&self) -> String {
        let contents = (&self.schema, &self.about, &self.certificate, &self.problem);
        // Only maps with keys that are no strings, and readers that fail, fail; there are none.
        sha256(&serde_json::to_vec(&contents).unwrap_or_default())
    }

    /// Checks the seal, then the proof.
    ///
    /// # Errors
    /// The first [`Distrust`].
    pub fn verify(&self) -> Result<Verdict, Distrust> {
        if self.schema != CERTIFICATE_SCHEMA {
            return Err(Distrust::Schema(self.schema.clone()));
        }
        let found = self.contents_sha256();
        if found != self.seal {
            return Err(Distrust::Seal { sealed: self.seal.clone(), found });
        }
        Ok(check(&self.problem, &self.certificate)?)
    }

    /// As JSON, each path, price, arc and demand on a line.
    pub fn to_json(&self) -> String {
        let mut bytes = Vec::new();
        let mut serializer = Serializer::with_formatter(&mut bytes, Lines::default());
        // As above: nothing here can fail.
        let _ = self.serialize(&mut serializer);
        bytes.push(b'\n');
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Reads what [`Self::to_json`] wrote; does not check it.
    ///
    /// # Errors
    /// What is wrong with the JSON, with line and column.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// JSON with the fields of the first two levels, and each object in a list, on a line of their own.
#[derive(Default)]
struct Lines {
    /// For each open bracket, whether it is a list.
    open: Vec<bool>,
}

impl Formatter for Lines {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.push(true);
        CompactFormatter.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.pop();
        CompactFormatter.end_array(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        if self.open.last() == Some(&true) {
            writer.write_all(b"\n")?;
        }
        self.open.push(false);
        CompactFormatter.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open.pop();
        CompactFormatter.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        CompactFormatter.begin_object_key(writer, first)?;
        if self.open.len() <= 2 { writer.write_all(b"\n") } else { Ok(()) }
    }
}
