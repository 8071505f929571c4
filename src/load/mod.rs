//! How does YAML become values we can trust, and where in the file does each stand?
//!
//! For every file, in this order:
//! 1. [`decode`]: bytes to text, if they are UTF-8 and not too many.
//! 2. [`guard()`]: one pass over the parser's events refuses bombs and finds duplicate keys,
//!    before the tree builder, which is neither safe from bombs nor strict, sees the text.
//! 3. [`parse_yaml`]: text to an untyped tree. [`read_value`] does 2 and 3.
//! 4. [`read_tolerant`]: one entry of the tree to a typed record, with all its mistakes.
//! 5. [`resolve_spans`]: a second event pass, only when there is something to report, finds
//!    the places that the diagnostics name by path.
//!
//! Nothing up to there knows what a network is. [`load_texts`] and [`load_path`] go on: all files are merged into one
//! network as written (`raw`), and names are resolved to a model (`resolve`).

mod characters;
pub mod codes;
mod complaint;
mod decode;
#[cfg(feature = "laws")]
mod document;
mod files;
mod guard;
mod locate;
mod marks;
mod merge;
#[allow(missing_docs)] // what each key means is written there, for the schema; docs/network-format.md shows it whole
mod raw;
mod repair;
mod resolve;
mod resolve_spans;
#[allow(missing_docs)]
mod scalars;
#[cfg(feature = "schema")]
mod schema;
mod syntax;
mod tolerant;
mod wording;
mod yaml;

pub use decode::{MAX_FILE_BYTES, check_file_size, decode};
#[cfg(feature = "laws")]
pub use document::{Document, EntryName};
pub use files::{FAILURES_FOLDER, LoadError, Loaded, load_path, load_texts, read_path};
pub use guard::{Limits, guard};
pub use locate::locate;
pub use resolve_spans::resolve_spans;
#[cfg(feature = "schema")]
pub use schema::schema;
pub use tolerant::read_tolerant;
#[cfg(feature = "laws")]
pub use yaml::write_yaml;
pub use yaml::{Mapping, Value, parse_yaml, read_value};
