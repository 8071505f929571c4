//! Every figure, state and fact as a row, to take along.

use crate::inventory::Entry;
use crate::model::Network;
use crate::report::{STATEMENT_COLUMNS, StatementRecord, statements};

/// The rows as CSV (RFC 4180, with line feeds).
pub fn csv(network: &Network, entries: &[Entry<'_>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing to memory does not fail.
    let _ = writer.write_record(STATEMENT_COLUMNS);
    for row in statements(network, entries).iter().map(StatementRecord::row) {
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}
