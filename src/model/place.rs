//! Places, the cities that group them, and who operates what.

use std::fmt;
use std::str::FromStr;

use super::countries::{english_name, is_user_assigned};
use super::ids::{CityId, PlaceId, named};
use super::provenance::{Dated, Provenance};
use crate::calendar::Season;
use crate::diagnostics::FileId;
use crate::units::{CargoUnit, Draught, Position, Speed, UnitError};

/// A country by its two letters (ISO 3166-1), or letters which that standard leaves to users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

impl Country {
    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// Its English name, or its letters where we know none.
    pub fn name(&self) -> &str {
        let code = self.code();
        english_name(code).unwrap_or(code)
    }
}

impl FromStr for Country {
    type Err = UnitError;

    fn from_str(text: &str) -> Result<Self, UnitError> {
        let code = text.trim();
        match code.as_bytes() {
            [first, second] if first.is_ascii_uppercase() && second.is_ascii_uppercase() => {
                let letters = [*first, *second];
                if english_name(code).is_some() || is_user_assigned(letters) {
                    return Ok(Self(letters));
                }
                Err(UnitError::new(
                    format!("no country has the letters `{code}`"),
                    "look them up in ISO 3166-1; it leaves `XA` to `XZ` to countries of one's own",
                ))
            }
            _ => Err(UnitError::new(
                format!("`{code}` is not a country"),
                "write the two capital letters of ISO 3166, like `RU`",
            )),
        }
    }
}

impl fmt::Display for Country {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKind {
    /// A railway station or a town on a road.
    Station,
    /// A marshalling or container yard.
    Yard,
    /// A border station or post.
    Border,
    /// A sea port.
    Port,
    /// An inland or other terminal.
    Terminal,
    /// Where lines meet.
    Junction,
    /// A strait or canal.
    Strait,
    /// A point at sea.
    Waypoint,
    /// Where gas is liquefied for ships, or landed and turned back into gas.
    LngTerminal,
    /// A gas or oil field.
    Field,
    /// A compressor or pumping station.
    Compressor,
    /// A substation of the power grid.
    Substation,
    /// A refinery, gas plant or power station.
    Plant,
}

impl PlaceKind {
    /// All of them with the word that files use.
    pub const ALL: [(Self, &'static str); 13] = [
        (Self::Station, "station"),
        (Self::Yard, "yard"),
        (Self::Border, "border"),
        (Self::Port, "port"),
        (Self::Terminal, "terminal"),
        (Self::Junction, "junction"),
        (Self::Strait, "strait"),
        (Self::Waypoint, "waypoint"),
        (Self::LngTerminal, "lng_terminal"),
        (Self::Field, "field"),
        (Self::Compressor, "compressor"),
        (Self::Substation, "substation"),
        (Self::Plant, "plant"),
    ];

    /// The word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }
}

/// A place.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names, in any script.
    pub aliases: Vec<String>,
    /// The country it lies in; none at sea.
    pub country: Option<Country>,
    /// Where it is.
    pub at: Position,
    /// What it is.
    pub kind: PlaceKind,
    /// The city that it belongs to.
    pub city: Option<CityId>,
    /// Its UN/LOCODE.
    pub locode: Option<String>,
    /// The largest draught that the port takes; unknown if none.
    pub max_draught: Option<Dated<Draught>>,
    /// When ice navigation is usual there.
    pub ice_season: Option<IceSeason>,
    /// 1 (labelled first) to 5.
    pub importance: u8,
    /// Where it is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

/// Days of the year on which ice navigation is usual in a port.
#[derive(Debug, Clone)]
pub struct IceSeason {
    /// Those days.
    pub season: Season,
    /// Where that is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
}

/// A city that groups places.
#[derive(Debug, Clone)]
pub struct City {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// The places in it, in order of id.
    pub places: Vec<PlaceId>,
    /// The file it was written in.
    pub file: FileId,
}

/// Who runs lines.
#[derive(Debug, Clone)]
pub struct Operator {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is from.
    pub country: Option<Country>,
    /// How fast freight moves on its lines, stops included, where the line says nothing.
    pub speed: Option<Dated<Speed>>,
    /// How fast cargo counted in tonnes moves, where that is another.
    pub bulk_speed: Option<Dated<Speed>>,
    /// Where that is known from.
    pub provenance: Provenance,
    /// Free text of the author.
    pub note: Option<String>,
    /// The file it was written in.
    pub file: FileId,
}

impl Operator {
    /// How fast cargo of this unit moves: bulk goes by slower trains than containers, where that is known.
    pub fn speed_of(&self, unit: CargoUnit) -> Option<&Dated<Speed>> {
        self.bulk_speed.as_ref().filter(|_| unit == CargoUnit::Tonne).or(self.speed.as_ref())
    }
}
named!(Place, City, Operator);
