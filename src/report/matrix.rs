//! The answers to many questions as one record: a row for each pair, day and scenario.

use serde::Serialize;

use super::facts::{FactRecord, Teller};
use super::plan::NetworkRecord;
use super::rounding::{hours, km, usd};
use crate::model::{Mode, Network};
use crate::restrictions::Fact;
use crate::route::{Cell, MatrixQuery, Stop};
use crate::units::Minutes;

/// One end of many journeys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StopRecord {
    /// Id of the place, or of the city if it means several.
    pub id: String,
    /// What that is called.
    pub name: String,
    /// Ids of the places it means, any of them.
    pub places: Vec<String>,
}

impl StopRecord {
    /// Names a stop.
    pub fn new(network: &Network, stop: &Stop) -> Self {
        let places = stop.places.iter().map(|place| network.places[*place].id.clone()).collect();
        let first = stop.places.first().map(|place| &network.places[*place]);
        let (id, name) = match first {
            Some(place) if stop.places.len() == 1 => (place.id.clone(), place.name.clone()),
            Some(place) => place.city.map_or_else(
                || (place.id.clone(), place.name.clone()),
                |city| (network.cities[city].id.clone(), network.cities[city].name.clone()),
            ),
            None => Default::default(),
        };
        Self { id, name, places }
    }
}

/// When, and under which scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OccasionRecord {
    /// The day of departure.
    pub depart: String,
    /// The scenario; the base if none.
    pub scenario: Option<String>,
}

/// What all questions have in common, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TermsRecord {
    /// What the answers are best by.
    pub by: &'static str,
    /// By which modes; all if empty.
    pub modes: Vec<&'static str>,
    /// A ship was named, so that journeys between two ports go by sea alone.
    pub sea_between_ports: bool,
    /// In which ship.
    pub vessel: Option<String>,
    /// What moves.
    pub cargo: String,
    /// What it is counted in; money is for one of these.
    pub cargo_unit: &'static str,
    /// The country that the cargo is from, if it was named.
    pub cargo_origin: Option<String>,
    /// Which rules were lifted.
    pub allow: Vec<String>,
}

impl TermsRecord {
    /// Tells what the cells of `query` have in common.
    pub fn new(network: &Network, query: &MatrixQuery) -> Self {
        let terms = &query.terms;
        Self {
            by: terms.objective.word(),
            modes: terms.modes.iter().map(|mode| Mode::word(*mode)).collect(),
            sea_between_ports: query.origins.iter().any(|stop| stop.is_quay)
                && query.destinations.iter().any(|stop| stop.is_quay),
            vessel: terms.vessel.map(|vessel| network.vessels[vessel].id.clone()),
            cargo: network.cargoes[terms.cargo].id.clone(),
            cargo_unit: network.cargoes[terms.cargo].unit.symbol(),
            cargo_origin: terms.cargo_origin.map(|country| country.to_string()),
            allow: terms.allow.iter().map(|rule| network.restrictions[*rule].id.clone()).collect(),
        }
    }
}

/// The questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatrixQueryRecord {
    /// Where from.
    pub from: Vec<StopRecord>,
    /// Where to.
    pub to: Vec<StopRecord>,
    /// When and under which scenarios.
    pub occasions: Vec<OccasionRecord>,
    /// What all have in common.
    #[serde(flatten)]
    pub terms: TermsRecord,
}

/// Whether there is a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reachable {
    /// There is.
    Yes,
    /// There is none.
    No,
    /// Both ends are the same place.
    Same,
}

impl Reachable {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Same => "same",
        }
    }
}

/// What was found for one journey.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// Whether there is a way.
    pub reachable: Reachable,
    /// Hours from departure to arrival (typical), with all waiting.
    pub hours: Option<f64>,
    /// Hours of it that the cargo waits.
    pub wait_hours: Option<f64>,
    /// How far it is.
    pub distance_km: Option<f64>,
    /// What it costs for one unit of the cargo (typical); none if a step has no price.
    pub cost_usd: Option<f64>,
    /// Code of the first fact in the way, or `no way`.
    pub reason: Option<String>,
    /// Id of what that is about.
    pub subject: Option<String>,
    /// Position of that fact in `refused`.
    pub fact: Option<usize>,
    /// What was lifted or opened for the way, as `CODE:subject`.
    pub flags: Vec<String>,
}

impl Outcome {
    fn without_a_way(reachable: Reachable) -> Self {
        Self {
            reachable,
            hours: None,
            wait_hours: None,
            distance_km: None,
            cost_usd: None,
            reason: None,
            subject: None,
            fact: None,
            flags: Vec::new(),
        }
    }
}

/// The answer for one pair on one occasion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// Position of the origin in `query.from`.
    #[serde(skip)]
    pub origin: usize,
    /// Position of the destination in `query.to`.
    #[serde(skip)]
    pub destination: usize,
    /// Position in `query.occasions`.
    #[serde(skip)]
    pub occasion: usize,
    /// Id of the origin.
    pub from: String,
    /// Id of the destination.
    pub to: String,
    /// The day of departure.
    pub depart: String,
    /// The scenario; the base if none.
    pub scenario: Option<String>,
    /// What was found.
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// The answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixReport {
    /// `landbridge/matrix/1`.
    pub schema: &'static str,
    /// What they were computed on.
    pub network: NetworkRecord,
    /// The questions.
    pub query: MatrixQueryRecord,
    /// How many pairs of different places have a way, over all occasions.
    pub reached: usize,
    /// How many have none.
    pub unreached: usize,
    /// The answers: by origin, then destination, then occasion.
    pub rows: Vec<MatrixRow>,
    /// Facts that stand in the ways, each once.
    pub refused: Vec<FactRecord>,
    /// What else the reader should know.
    pub notes: Vec<String>,
}

/// Facts of many cells, each told once.
pub(super) struct Told<'a> {
    teller: Teller<'a>,
    known: Vec<Fact>,
    pub records: Vec<FactRecord>,
}

impl<'a> Told<'a> {
    pub fn new(network: &'a Network, query: &MatrixQuery) -> Self {
        let vessel = query.terms.vessel.map(|vessel| network.vessels[vessel].ice_class);
        Self { teller: Teller { network, vessel }, known: Vec::new(), records: Vec::new() }
    }

    /// What a cell found.
    pub fn outcome(&mut self, cell: &Cell) -> Outcome {
        match cell {
            Cell::Same => Outcome {
                hours: Some(0.0),
                wait_hours: Some(0.0),
                distance_km: Some(0.0),
                cost_usd: Some(0.0),
                ..Outcome::without_a_way(Reachable::Same)
            },
            Cell::Reached(reached) => Outcome {
                hours: Some(hours(Minutes::new(reached.minutes))),
                wait_hours: Some(hours(Minutes::new(reached.waited))),
                distance_km: Some(km(reached.distance)),
                cost_usd: reached.cost.map(usd),
                flags: reached.flags.iter().map(|fact| self.flag(fact)).collect(),
                ..Outcome::without_a_way(Reachable::Yes)
            },
            Cell::Refused(None) => Outcome { reason: Some("no way".into()), ..Outcome::without_a_way(Reachable::No) },
            Cell::Refused(Some(fact)) => {
                let fact = self.position(fact);
                Outcome {
                    reason: Some(self.records[fact].code.to_string()),
                    subject: Some(self.records[fact].subject.clone()),
                    fact: Some(fact),
                    ..Outcome::without_a_way(Reachable::No)
                }
            }
        }
    }

    /// The position of the fact's record. Facts that are told alike but for the day share one.
    fn position(&mut self, fact: &Fact) -> usize {
        self.known.iter().position(|known| known.same_cause(fact)).unwrap_or_else(|| {
            self.known.push(fact.clone());
            self.records.push(self.teller.tell(fact));
            self.known.len() - 1
        })
    }

    /// `CODE:subject`.
    fn flag(&self, fact: &Fact) -> String {
        let record = self.teller.tell(fact);
        format!("{}:{}", record.code, record.subject)
    }
}

/// Tells the answers. `cells` are those of `query`, in its order.
pub fn matrix_report(network: &Network, query: &MatrixQuery, cells: &[Cell]) -> MatrixReport {
    let stops = |stops: &[Stop]| stops.iter().map(|stop| StopRecord::new(network, stop)).collect::<Vec<_>>();
    let (from, to) = (stops(&query.origins), stops(&query.destinations));
    let occasions: Vec<OccasionRecord> = query
        .occasions
        .iter()
        .map(|occasion| OccasionRecord {
            depart: occasion.depart.to_string(),
            scenario: occasion.scenario.map(|scenario| network.scenarios[scenario].id.clone()),
        })
        .collect();
    let mut told = Told::new(network, query);
    let mut rows = Vec::with_capacity(cells.len());
    for (position, cell) in cells.iter().enumerate() {
        let (pair, occasion) = (position / occasions.len(), position % occasions.len());
        let (origin, destination) = (pair / to.len(), pair % to.len());
        rows.push(MatrixRow {
            origin,
            destination,
            occasion,
            from: from[origin].id.clone(),
            to: to[destination].id.clone(),
            depart: occasions[occasion].depart.clone(),
            scenario: occasions[occasion].scenario.clone(),
            outcome: told.outcome(cell),
        });
    }
    let count = |wanted: Reachable| rows.iter().filter(|row| row.outcome.reachable == wanted).count();
    let (reached, unreached) = (count(Reachable::Yes), count(Reachable::No));
    MatrixReport {
        schema: "landbridge/matrix/1",
        network: NetworkRecord::of(network),
        query: MatrixQueryRecord { from, to, occasions, terms: TermsRecord::new(network, query) },
        reached,
        unreached,
        rows,
        refused: told.records,
        notes: many_notes(network),
    }
}

/// What holds for all answers of many.
pub(super) fn many_notes(network: &Network) -> Vec<String> {
    let mut notes = vec![
        "times and costs run from loaded at the origin to arrival at the destination, on typical values; `landbridge plan` \
         tells the way, its spread and everything it must be flagged with"
            .to_string(),
    ];
    if !network.meta.regimes.is_empty() {
        notes.push(format!(
            "restrictions cover: {}; not refused does not mean permitted",
            network.meta.regimes.join(", ")
        ));
    }
    notes
}
