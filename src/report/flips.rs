//! What would change a fact: later dates, another state, the next ice class, a smaller draught.
//!
//! # Method
//! The step on which the fact is met is judged again on each of the next [`HORIZON_DAYS`] days, until one on which the
//! fact does not stand. For an admission table the classes above the ship's are tried on the same day in the same ice.
//! Of a legal rule only its own dates and published exceptions are told.

use serde::Serialize;

use crate::calendar::{Date, Day};
use crate::graph::HORIZON_DAYS;
use crate::model::{IceClass, Network, Restriction};
use crate::restrictions::{Fact, Policy, Step};

/// What would change a fact.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Flips {
    /// The first later day on which it does not stand, within the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The first later day on which nothing at all stands against the step, within the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    /// The next state that the files know of, and since when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_state: Option<String>,
    /// Until when a rule holds; none if its text names no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The published exceptions of a rule.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<String>,
    /// The lowest higher ice class that the same table admits on that day, in the same ice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ice_class: Option<String>,
    /// The largest draught that passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draught: Option<String>,
}

impl Flips {
    /// In words, one for each.
    pub fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        match (&self.from, &self.opens) {
            (Some(from), Some(opens)) if from == opens => words.push(format!("the step is open from {opens}")),
            (Some(from), Some(opens)) => {
                words.push(format!("it does not stand from {from}; the step is open from {opens}"));
            }
            (Some(from), None) => words.push(format!("it does not stand from {from}, when other facts do")),
            (None, _) => {}
        }
        words.extend(self.next_state.as_ref().map(|state| format!("next recorded state: {state}")));
        words.extend(self.until.as_ref().map(|until| format!("the rule ends on {until}")));
        words.extend(self.ice_class.as_ref().map(|class| format!("a ship of {class} would be admitted that day")));
        words.extend(self.draught.as_ref().map(|draught| format!("a draught of {draught} would pass")));
        words.extend(self.exceptions.iter().map(|exception| format!("published exception: {exception}")));
        words
    }
}

/// What would change `fact`, met on `step` on `day`; on no step if it speaks of the journey as a whole.
pub(super) fn flips(policy: &Policy<'_>, fact: &Fact, step: Option<Step>, day: Day) -> Flips {
    let network = policy.network;
    let mut flips = Flips::default();
    match fact {
        Fact::Restricted { rule, exception } => {
            let rule = &network.restrictions[*rule];
            let window = exception.map_or(rule.window, |index| rule.exceptions[index].window);
            flips.until = window.until.or(rule.window.until).map(|until| until.to_string());
            flips.exceptions = exceptions(rule, *exception);
            return flips;
        }
        Fact::Status { window, .. } => {
            let end = window.until.map(Date::first_day);
            let spells = step.map(|step| &step.history(network).spells);
            flips.next_state = end.and_then(|end| {
                let later = spells?.iter().filter(|spell| spell.window.start() >= end);
                let next = later.min_by_key(|spell| spell.window.start())?;
                Some(format!("{} from {}", next.state.label(), next.window.start()))
            });
        }
        Fact::NotAdmitted { set, class, area, severity, .. } => {
            flips.ice_class = next_class(network, *set, *class, *area, *severity, day).map(|class| class.to_string());
        }
        Fact::TooShallow { limit, .. } => flips.draught = Some(limit.to_string()),
        _ => {}
    }
    if let Some(step) = step {
        let stands = |day: Day| policy.verdict(step, day).blocks.iter().any(|block| block.same_cause(fact));
        let later = (1..HORIZON_DAYS).map(|days| day.plus(days)).find(|later| !stands(*later));
        flips.from = later.map(|day| day.to_string());
        let open = |later: &Day| policy.verdict(step, *later).is_open();
        let opens =
            later.and_then(|from| (from.count() - day.count()..HORIZON_DAYS).map(|days| day.plus(days)).find(open));
        flips.opens = opens.map(|day| day.to_string());
    }
    flips
}

/// The sentences of a rule's exceptions that let something pass, but for the one that was taken.
fn exceptions(rule: &Restriction, taken: Option<usize>) -> Vec<String> {
    let others = rule
        .exceptions
        .iter()
        .enumerate()
        .filter(|(index, exception)| Some(*index) != taken && exception.effect != crate::model::Effect::Exclude);
    let mut told: Vec<String> = Vec::new();
    for (_, exception) in others {
        let dates = match (exception.window.from, exception.window.until) {
            (None, None) => String::new(),
            _ => format!(" ({})", exception.window),
        };
        let words = exception.explain.as_ref().map(|explain| format!("{explain}{dates}"));
        told.extend(words.filter(|words| !told.contains(words)));
    }
    told
}

fn next_class(
    network: &Network,
    set: crate::model::AdmissionId,
    class: IceClass,
    area: Option<crate::model::IceAreaId>,
    severity: crate::model::Severity,
    day: Day,
) -> Option<IceClass> {
    let rules = &network.admissions[set].rules;
    let admitted = |class: IceClass| {
        let rule = rules.iter().find(|rule| {
            rule.classes.contains(&class)
                && rule.season.is_none_or(|season| season.contains(day))
                && (rule.areas.is_empty() || area.is_some_and(|area| rule.areas.contains(&area)))
        });
        rule.is_some_and(|rule| rule.independent.admits(severity) || rule.escorted.admits(severity))
    };
    let mut classes: Vec<IceClass> = rules.iter().flat_map(|rule| rule.classes.iter().copied()).collect();
    classes.sort_unstable();
    classes.dedup();
    classes.into_iter().find(|other| *other > class && admitted(*other))
}
