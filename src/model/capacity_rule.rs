//! How trains use a railway: what the capacity of a section can be derived from.

use super::ids::{TrainId, named};
use super::provenance::{Figure, Provenance};
use crate::diagnostics::FileId;
use crate::units::{Count, Distance, Minutes, Ratio, Share, Speed};

/// Planning figures of a kind of railway, which sections name by its id.
///
/// From them a capacity is derived where none is given, and trains a day are turned into tonnes. What is left out is
/// unknown: nothing is derived that needs it.
#[derive(Debug, Clone)]
pub struct CapacityRule {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Time of each day without trains, for works.
    pub reserve: Option<Figure<Minutes>>,
    /// The share of the rest that can be used.
    pub usable: Option<Figure<Share>>,
    /// Single track: the longest way between neighbouring crossing loops.
    pub loops: Option<Figure<Distance>>,
    /// Single track: how fast trains run from loop to loop, stops not included.
    pub running_speed: Option<Figure<Speed>>,
    /// Single track: what stopping and starting adds to the time from loop to loop; nothing if left out.
    pub start_stop: Option<Figure<Minutes>>,
    /// Single track: time from the arrival of one train in a loop to the departure of the other way's train.
    pub crossing: Option<Figure<Minutes>>,
    /// Double track: time between trains that follow each other.
    pub headway: Option<Figure<Minutes>>,
    /// Passenger trains a day each way.
    pub passenger_trains: Option<Figure<Count>>,
    /// How many paths of freight trains a passenger train takes, being faster.
    pub removal: Option<Figure<Ratio>>,
    /// The kind of train that carries the freight.
    pub train: Option<TrainId>,
    /// The share of the trains' net load that is loaded in the heavier direction.
    pub loaded: Option<Figure<Share>>,
    /// The share of trains that carry freight, where passenger trains are not counted.
    pub freight: Option<Figure<Share>>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

named!(CapacityRule);
