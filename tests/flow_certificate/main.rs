//! The checker accepts what is true and refuses what is not, whoever wrote it.
#![allow(clippy::cast_precision_loss, clippy::cast_possible_truncation)] // small numbers, but where it does not matter

mod accepted;
mod altered;
mod oracle;
