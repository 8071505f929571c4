//! The published values as the files of this folder tell them.

use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::judge::Finding;
use crate::quantity::Quantity;

/// All values of `land.yaml` and `maritime.yaml`, in their order.
pub static VALUES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let texts = [include_str!("land.yaml"), include_str!("maritime.yaml")];
    let values = texts.iter().flat_map(|text| serde_yaml::from_str::<Vec<Value>>(text).expect("a list of values"));
    let values: Vec<Value> = values.collect();
    values.iter().for_each(Value::is_sound);
    values
});

/// All claims of `behaviour.yaml`, in their order.
pub static BEHAVIOUR: LazyLock<Vec<Claim>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("behaviour.yaml")).expect("a list of claims"));

/// Ids of all values and claims.
pub fn all_ids() -> impl Iterator<Item = &'static str> {
    VALUES.iter().map(|value| value.id.as_str()).chain(BEHAVIOUR.iter().map(|claim| claim.id.as_str()))
}

/// A question to the planner, in the words of its command line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    pub from: String,
    pub to: String,
    pub depart: String,
    #[serde(default)]
    pub by: By,
    #[serde(default)]
    pub via: Vec<String>,
    #[serde(default)]
    pub avoid: Vec<String>,
    #[serde(default)]
    pub modes: Vec<String>,
    pub vessel: Option<String>,
    /// As `coal@RU`.
    pub cargo: Option<String>,
    pub scenario: Option<String>,
    #[serde(default)]
    pub allow: Vec<String>,
    pub alternatives: Option<usize>,
    #[serde(default)]
    pub unescorted: bool,
}

/// What the best way is best by.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    #[default]
    Distance,
    Time,
    Cost,
}

/// What kind of number is compared, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Length of the way, within the tolerance.
    Distance,
    /// Time on the way; it must lie between our P10 and P90.
    Duration,
    /// Length over time, waiting and borders included; between our P90 and P10.
    Speed,
    /// Price of the way; between our P10 and P90.
    Cost,
    /// Greenhouse gas of the way.
    Emission,
    /// What the network's files must repeat.
    Capacity,
    Dwell,
    Tariff,
    Power,
    Investment,
}

/// One published value, or several that contradict each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Value {
    pub id: String,
    pub what: String,
    pub kind: Kind,
    /// An outcome: the question that answers it.
    pub ask: Option<Ask>,
    /// An input: where the network's files say it, `section.id.key`.
    pub figure: Option<String>,
    /// For an input of one stretch of a line: its ends.
    pub between: Option<[String; 2]>,
    /// For a dated input: the day.
    pub on: Option<String>,
    /// For a duration at a constant speed, which needs no ship: that speed.
    pub at_speed: Option<Quantity>,
    pub published: Vec<Published>,
    /// Tolerance in percent; of a duration none, the band decides.
    pub within: Option<Quantity>,
    /// The published value is a bound, not the value itself.
    pub bound: Option<Bound>,
    pub confidence: String,
    pub as_of: String,
    pub note: Option<String>,
    /// Our own figure was set with this value in view, so agreement proves little.
    pub calibrated: Option<String>,
    /// Why it is not met, and what we answer today.
    pub unmet: Option<Unmet>,
    /// Why it is shown but not scored.
    pub unscored: Option<String>,
    #[serde(skip)]
    finding: OnceLock<Finding>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    pub value: Quantity,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    AtLeast,
    AtMost,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmet {
    pub reason: String,
    pub today: String,
}

impl Value {
    /// What we answer, computed once.
    pub fn finding(&self) -> &Finding {
        self.finding.get_or_init(|| crate::judge::find(self))
    }

    pub fn is_outcome(&self) -> bool {
        self.ask.is_some()
    }

    fn is_sound(&self) {
        let Self { id, ask, figure, published, confidence, within, kind, .. } = self;
        assert!(ask.is_some() != figure.is_some(), "{id}: either `ask` or `figure`");
        assert!(!published.is_empty(), "{id}: nothing published");
        assert!(["high", "medium", "low", "memory", "computed"].contains(&confidence.as_str()), "{id}: {confidence}");
        let needs_tolerance = *kind == Kind::Distance && self.bound.is_none();
        assert!(!needs_tolerance || within.is_some(), "{id}: a distance needs `within`");
        assert!(published.iter().all(|one| one.value.unit == published[0].value.unit), "{id}: one unit for all");
    }
}

/// A claim about how the planner behaves, which must hold for each question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub id: String,
    pub what: String,
    pub asks: Vec<Ask>,
    pub expect: Expectation,
    pub source: String,
    pub unmet: Option<Unmet>,
    #[serde(skip)]
    problem: OnceLock<Option<String>>,
}

impl Claim {
    /// What contradicts it, if anything does; found once.
    pub fn problem(&self) -> Option<&str> {
        self.problem.get_or_init(|| crate::behaviour::problem(self)).as_deref()
    }
}

/// What must hold; keys that are left out say nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Expectation {
    /// Whether there is an allowed way.
    pub route: Option<bool>,
    /// No way passes from one of these countries to the other, in either direction.
    pub never_crosses: Option<[String; 2]>,
    /// Some way passes from one of these countries to the other.
    pub crosses: Option<[String; 2]>,
    /// Some way uses the section between these two places.
    pub uses: Option<[String; 2]>,
    /// No way enters the section between these two places while it is closed.
    pub closed: Option<Closure>,
    /// Every way carries a flag of this rule with these words.
    pub flagged: Option<Mention>,
    /// Facts of these rules refuse a way, each with its article, its dates and its sources.
    pub refused_by: Vec<String>,
    /// No fact of these issuers refuses a way.
    pub not_refused_by: Vec<String>,
    /// All places on the way lie in this part of the globe.
    pub stays_within: Option<Part>,
    /// Beside the refusal stands an allowed way: how much longer, slower and dearer it is.
    pub alternative: Vec<Extra>,
    /// The longest way of these questions less the shortest, and what makes it up.
    pub explained_difference: Option<Difference>,
    /// A published length that is shorter than our way by more than the tolerance cannot be right.
    pub too_short: Option<TooShort>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    pub between: [String; 2],
    pub from: String,
    pub until: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    pub rule: String,
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub north_of: f64,
    /// Longitudes, eastwards from the first to the second.
    pub east_from: f64,
    pub east_to: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Extra {
    Km,
    Days,
    Usd,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// First question's length less the second's, as published.
    pub published: Quantity,
    /// Length of each further question, added with its sign, makes up our difference.
    pub signs: Vec<f64>,
    pub within: Quantity,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TooShort {
    pub published: Quantity,
    pub allowance: Quantity,
}
