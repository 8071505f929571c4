//! What the reader of an answer must know of the model behind it.

use super::limit::{LimitUnit, Limited};
use crate::model::{CargoId, StorageId};

/// Something that the model leaves out, each told once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Note {
    /// No capacity of it is known, so it does not limit anything.
    NoCapacity(Limited),
    /// It has a capacity in a unit that nothing in the network turns into units of the cargo, so it does not limit that cargo.
    NoConversion {
        /// What has the capacity.
        of: Limited,
        /// In which unit.
        unit: LimitUnit,
        /// The cargo that it does not limit.
        cargo: CargoId,
    },
    /// Its figure changes its unit within a part of the period; the unit of the last day holds.
    UnitChanges(Limited),
    /// A rule sets a quota in words only, so it does not limit anything here.
    QuotaInWords(Limited),
    /// It is not known what keeping goods in the store costs, and ways are compared by that, so nothing is kept there.
    StoreWithoutPrice(StorageId),
    /// A quota holds on a part of the days only, so it does not limit what moves on the others.
    QuotaInPart(Limited),
    /// In that part of the period no way joins the ends of something that is wanted (its position in the query).
    NotJoined {
        /// Position in the query.
        wanted: usize,
        /// The part of the period.
        part: usize,
    },
    /// Nothing limits how much can pass of something of which as much as can pass is wanted.
    NotLimited {
        /// Position in the query.
        wanted: usize,
        /// The part of the period.
        part: usize,
    },
}
