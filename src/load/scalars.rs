//! Reads unit-bearing scalars, one-or-many lists, figures, dated figures and histories.
//!
//! Everything here is a visitor, so that an error points at the scalar itself; untagged or flattened types would
//! lose the position.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::calendar::{Date, DayOfYear, Season};
use crate::model::{Confidence, State};

/// A scalar that a unit type parses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar<T>(pub T);

impl<'de, T> Deserialize<'de> for Scalar<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor(PhantomData)).map(Self)
    }
}

struct ScalarVisitor<T>(PhantomData<T>);

/// Forwards every kind of scalar to one parser of text.
macro_rules! visit_scalars {
    ($parse:expr) => {
        fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
            $parse(text).map_err(E::custom)
        }

        fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
            $parse(&number.to_string()).map_err(E::custom)
        }

        fn visit_i64<E: de::Error>(self, number: i64) -> Result<Self::Value, E> {
            $parse(&number.to_string()).map_err(E::custom)
        }

        fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
            $parse(&number.to_string()).map_err(E::custom)
        }
    };
}

impl<T> Visitor<'_> for ScalarVisitor<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a single value")
    }

    visit_scalars!(str::parse::<T>);
}

/// A list of which one item may stand alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T> Deserialize<'de> for OneOrMany<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T> Visitor<'de> for Either<T>
        where
            T: FromStr,
            T::Err: fmt::Display,
        {
            type Value = Vec<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value or a list of values")
            }

            visit_scalars!(|text: &str| text.parse::<T>().map(|item| vec![item]));

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                let items = Vec::<Scalar<T>>::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(items.into_iter().map(|Scalar(item)| item).collect())
            }
        }
        deserializer.deserialize_any(Either(PhantomData)).map(Self)
    }
}

/// A part of every year; it may pass New Year.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawSeason {
    /// First day of it.
    pub from: Scalar<DayOfYear>,
    /// First day after it.
    pub until: Scalar<DayOfYear>,
}

impl RawSeason {
    /// As the calendar has it.
    pub fn season(&self) -> Season {
        Season { from: self.from.0, until: self.until.0 }
    }
}

/// A figure with its spread, period and provenance.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "figure-of-{T}", bound = "T: schemars::JsonSchema")
)]
#[serde(deny_unknown_fields, bound(deserialize = "T: FromStr, T::Err: fmt::Display"))]
pub struct RawFigure<T> {
    /// The usual value.
    pub typ: Scalar<T>,
    /// The tenth percentile, the smaller number.
    pub low: Option<Scalar<T>>,
    /// The ninetieth percentile, the larger number.
    pub high: Option<Scalar<T>>,
    /// First day on which it holds, in a list of figures.
    pub from: Option<Scalar<Date>>,
    /// First day on which it no longer holds.
    pub until: Option<Scalar<Date>>,
    /// It holds in this part of every year only, and wins there.
    pub season: Option<RawSeason>,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
    /// When its figures held. Money is of this year.
    pub as_of: Option<Scalar<Date>>,
    /// How sure its figures are.
    pub confidence: Option<Scalar<Confidence>>,
    /// Free text.
    pub note: Option<String>,
}

impl<T> RawFigure<T> {
    fn plain(typ: T) -> Self {
        Self {
            typ: Scalar(typ),
            low: None,
            high: None,
            from: None,
            until: None,
            season: None,
            source: OneOrMany::default(),
            as_of: None,
            confidence: None,
            note: None,
        }
    }
}

/// A figure, or a list of figures with periods.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawFigures<T> {
    pub figures: Vec<RawFigure<T>>,
    /// Whether it was written as a list, which decides the path of a figure.
    pub listed: bool,
}

impl<'de, T> Deserialize<'de> for RawFigures<T>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Figures<T>(PhantomData<T>);
        impl<'de, T> Visitor<'de> for Figures<T>
        where
            T: FromStr,
            T::Err: fmt::Display,
        {
            type Value = RawFigures<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a quantity, a mapping with `typ`, or a list of these with periods")
            }

            visit_scalars!(|text: &str| {
                text.parse::<T>().map(|typ| RawFigures { figures: vec![RawFigure::plain(typ)], listed: false })
            });

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let figure = RawFigure::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawFigures { figures: vec![figure], listed: false })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                let figures = Vec::deserialize(SeqAccessDeserializer::new(seq))?;
                Ok(RawFigures { figures, listed: true })
            }
        }
        deserializer.deserialize_any(Figures(PhantomData))
    }
}

/// A state for a period.
#[derive(Debug, Clone, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RawSpell {
    /// First day on which it holds; left out: it always has.
    pub from: Option<Scalar<Date>>,
    /// First day on which it no longer holds; left out: it still does.
    pub until: Option<Scalar<Date>>,
    /// The state.
    pub state: Scalar<State>,
    /// Where it is from: one id from `sources`, or a list.
    #[serde(default)]
    pub source: OneOrMany<String>,
    /// When its figures held. Money is of this year.
    pub as_of: Option<Scalar<Date>>,
    /// How sure its figures are.
    pub confidence: Option<Scalar<Confidence>>,
    /// Free text.
    pub note: Option<String>,
}

/// A state, or a list of spells.
#[derive(Debug, Clone)]
pub struct RawHistory(pub Vec<RawSpell>);

impl<'de> Deserialize<'de> for RawHistory {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spells;
        impl<'de> Visitor<'de> for Spells {
            type Value = Vec<RawSpell>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a state or a list of spells")
            }

            visit_scalars!(|text: &str| text.parse::<State>().map(|state| vec![RawSpell {
                from: None,
                until: None,
                state: Scalar(state),
                source: OneOrMany::default(),
                as_of: None,
                confidence: None,
                note: None,
            }]));

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq))
            }
        }
        deserializer.deserialize_any(Spells).map(Self)
    }
}

/// A post: a mapping of one place to its distance from the start of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPost {
    pub place: String,
    pub at: crate::units::Distance,
}

impl<'de> Deserialize<'de> for RawPost {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Post;
        impl<'de> Visitor<'de> for Post {
            type Value = RawPost;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a post like `khasan: 238 km`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawPost, A::Error> {
                let Some((place, Scalar(at))) = map.next_entry()? else {
                    return Err(de::Error::custom("an empty post; help: write a post like `khasan: 238 km`"));
                };
                if map.next_key::<String>()?.is_some() {
                    return Err(de::Error::custom(
                        "a post with more than one place; help: begin every post with `- ` on a line of its own",
                    ));
                }
                Ok(RawPost { place, at })
            }
        }
        deserializer.deserialize_map(Post)
    }
}

/// Implements `FromStr` for enums that have `ALL: [(Self, &str); N]`.
macro_rules! words {
    ($($name:ty, $what:literal;)*) => {$(
        impl FromStr for $name {
            type Err = crate::units::UnitError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$name>::ALL.iter().find(|(_, word)| *word == text.trim()).map(|(value, _)| *value).ok_or_else(|| {
                    let words = <$name>::ALL.iter().map(|(_, word)| *word);
                    let help = match crate::model::look_alikes(text, words.clone()).first() {
                        Some(alike) => format!("did you mean `{alike}`?"),
                        None => format!("known: {}", words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
                    };
                    crate::units::UnitError::new(format!("`{}` is not {}", text.trim(), $what), help)
                })
            }
        }
    )*};
}

words! {
    Confidence, "a confidence";
    State, "a state";
    crate::model::PlaceKind, "a kind of place";
    crate::model::Mode, "a mode";
    crate::model::GaugeMethod, "a method of changing gauge";
    crate::model::Allowance, "an allowance of ice";
    crate::model::IceYear, "a kind of ice year";
    crate::model::Effect, "an effect";
    crate::model::Objective, "an objective";
}
