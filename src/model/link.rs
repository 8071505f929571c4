//! Ways between places: lines with their sections, and sea lanes with their passages.

use super::ids::{CapacityRuleId, IceAreaId, LaneId, LineId, OperatorId, PassageId, PlaceId, SectionId, named};
use super::months::Months;
use super::provenance::{Dated, Figure, Provenance};
use super::service::Service;
use super::status::History;
use crate::diagnostics::FileId;
use crate::units::{
    AxleLoad, Capacity, Diameter, Distance, Draught, Gauge, Investment, Minutes, Position, Price, Reactance, Share,
    Speed, TrainLength, Voltage,
};

/// How cargo moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// By rail.
    Rail,
    /// By road.
    Road,
    /// By sea.
    Sea,
    /// On a river or canal.
    InlandWater,
    /// Through a pipeline.
    Pipeline,
    /// Over a power line.
    Power,
}

impl Mode {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Rail, "rail"),
        (Self::Road, "road"),
        (Self::Sea, "sea"),
        (Self::InlandWater, "inland_water"),
        (Self::Pipeline, "pipeline"),
        (Self::Power, "power"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(mode, _)| *mode == self).map_or("", |(_, word)| word)
    }
}

/// A line on land: an ordered list of places with their posts.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How cargo moves on it; never [`Mode::Sea`].
    pub mode: Mode,
    /// Who runs it.
    pub operator: Option<OperatorId>,
    /// Places with their posts, in the order of the file.
    pub posts: Vec<(PlaceId, Distance)>,
    /// Whether it can be used from the first post to the last only.
    pub directed: bool,
    /// What moves on it; in a pipeline or on a power line nothing else does, elsewhere anything if empty.
    pub commodities: Vec<String>,
    /// What building it costs.
    pub investment: Option<Figure<Investment>>,
    /// Its sections, in the order of the posts.
    pub sections: Vec<SectionId>,
    /// Its timetable; a line with one has a single section. Without one it leaves when the cargo is ready.
    pub service: Option<Service>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// The stretch of a line between two neighbouring posts, spans applied.
#[derive(Debug, Clone)]
pub struct Section {
    /// The line it belongs to.
    pub line: LineId,
    /// Its first place.
    pub from: PlaceId,
    /// Its last place.
    pub to: PlaceId,
    /// Difference of the posts.
    pub distance: Distance,
    /// Who runs it.
    pub operator: Option<OperatorId>,
    /// Track gauges that lie on it; empty for other modes than rail.
    pub gauges: Vec<Gauge>,
    /// How many tracks it has.
    pub tracks: Option<u8>,
    /// How trains are pulled.
    pub traction: Option<String>,
    /// What an axle may weigh.
    pub axle_load: Option<Figure<AxleLoad>>,
    /// How long a train may be.
    pub train_length: Option<Figure<TrainLength>>,
    /// How fast freight moves, stops included.
    pub speed: Option<Dated<Speed>>,
    /// How much can pass.
    pub capacity: Option<Dated<Capacity>>,
    /// Whether both directions draw on one capacity; `None` if the author did not say.
    pub shared: Option<bool>,
    /// How its capacity changes over the year; it does not if none.
    pub months: Option<Months>,
    /// How trains use it.
    pub capacity_rule: Option<CapacityRuleId>,
    /// How wide its pipe is.
    pub diameter: Option<Figure<Diameter>>,
    /// At which voltage it transmits.
    pub voltage: Option<Figure<Voltage>>,
    /// Its reactance, for flows that Kirchhoff's laws divide.
    pub reactance: Option<Figure<Reactance>>,
    /// What is lost on the way.
    pub losses: Option<Figure<Share>>,
    /// Its state over time.
    pub status: History,
    /// Where its figures are from.
    pub provenance: Provenance,
}

impl Section {
    /// Whether both directions draw on one capacity, counted in the unit of `capacity`: as the author says, else as
    /// that unit is usually counted.
    pub fn shares_directions(&self, capacity: Capacity) -> bool {
        self.shared.unwrap_or_else(|| capacity.unit().counts_both_directions())
    }
}

/// A sea lane between two places.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its first place.
    pub from: PlaceId,
    /// Its last place.
    pub to: PlaceId,
    /// Its shape, both ends included.
    pub shape: Vec<Position>,
    /// How long it is.
    pub distance: Distance,
    /// The published length, if that is what `distance` is; else it was computed from the shape.
    pub published: Option<Figure<Distance>>,
    /// Controlling depth.
    pub depth: Option<Figure<Draught>>,
    /// Water that must stay under the keel.
    pub under_keel: Option<Figure<Draught>>,
    /// The named passage it runs through.
    pub passage: Option<PassageId>,
    /// The ice area it lies in.
    pub ice_area: Option<IceAreaId>,
    /// Regimes whose admission rules hold on it.
    pub admission: Vec<String>,
    /// Its timetable; without one a ship sails when the cargo is ready.
    pub service: Option<Service>,
    /// Its zone in the escort tariff.
    pub escort_zone: Option<u8>,
    /// Its state over time.
    pub status: History,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// A strait, canal or other passage with a name.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Time that each lane through it takes on top of sailing.
    pub time: Option<Dated<Minutes>>,
    /// What each lane through it costs on top.
    pub cost: Option<Dated<Price>>,
    /// The largest draught it takes.
    pub max_draught: Option<Dated<Draught>>,
    /// Where its figures are from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// A way between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// A section of a line.
    Section(SectionId),
    /// A sea lane.
    Lane(LaneId),
}
named!(Line, Lane, Passage);
