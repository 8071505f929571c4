//! Brings status, scenario, restrictions and the sea's own rules to one verdict.

use super::fact::{Fact, Verdict};
use super::matching::{Journey, Matching, journey_matches, step_matches};
use super::step::Step;
use crate::calendar::{Day, Window};
use crate::model::{Effect, IceYear, Link, Network, Restriction, RestrictionId, Subject};
use crate::scenario::{Overlay, Override};

/// Under which rules a plan is made.
#[derive(Debug, Clone)]
pub struct Policy<'a> {
    /// The network.
    pub network: &'a Network,
    /// What is asked for.
    pub journey: Journey,
    /// What the plan changes about the base.
    pub overlay: Overlay,
    /// Causes that are taken as gone, to see what follows.
    assumed: Assumed,
    /// Rules that speak of such a journey, in order of their ids, and how; the others are not looked at again.
    rules: Vec<(RestrictionId, Matching)>,
}

/// Which causes are taken as gone.
#[derive(Debug, Clone, Default, PartialEq)]
enum Assumed {
    /// None of them.
    #[default]
    Nothing,
    /// These, whichever step they are met on.
    Gone(Vec<Fact>),
    /// All.
    AllGone,
}

/// What one restriction makes of a case.
struct Ruling {
    effect: Effect,
    exception: Option<usize>,
    matching: Matching,
}

impl<'a> Policy<'a> {
    /// The rules for `journey`, with what the plan changes about the base.
    pub fn new(network: &'a Network, journey: Journey, overlay: Overlay) -> Self {
        let speaks = |(id, rule): (RestrictionId, &Restriction)| {
            let matching = journey_matches(network, &rule.matches, &journey);
            (matching != Matching::No).then_some((id, matching))
        };
        let rules = network.restrictions.iter().filter_map(speaks).collect();
        Self { network, journey, overlay, assumed: Assumed::Nothing, rules }
    }

    /// The same policy as if `causes` did not block anything: for asking what would follow if they were gone. What is
    /// found under it is never an allowed way.
    #[must_use]
    pub fn without(&self, causes: &[Fact]) -> Self {
        Self { assumed: Assumed::Gone(causes.to_vec()), ..self.clone() }
    }

    /// The same policy as if nothing blocked anything.
    #[must_use]
    pub fn without_any_block(&self) -> Self {
        Self { assumed: Assumed::AllGone, ..self.clone() }
    }

    /// Whether some cause is taken as gone.
    pub fn is_hypothetical(&self) -> bool {
        self.assumed != Assumed::Nothing
    }

    /// Takes out of a verdict what is taken as gone.
    fn assume(&self, verdict: &mut Verdict) {
        match &self.assumed {
            Assumed::Nothing => {}
            Assumed::Gone(causes) => {
                verdict.blocks.retain(|block| !causes.iter().any(|cause| cause.same_cause(block)));
            }
            Assumed::AllGone => verdict.blocks.clear(),
        }
    }

    /// The same in another kind of year for ice.
    #[must_use]
    pub fn in_year(self, year: IceYear) -> Self {
        Self { overlay: self.overlay.in_year(year), ..self }
    }

    /// What is decided about `step` on `day`.
    pub fn verdict(&self, step: Step, day: Day) -> Verdict {
        let mut verdict = self.verdict_of_dates(step, day);
        self.add_verdict_of_the_sea(step, day, &mut verdict);
        verdict
    }

    /// What status, scenario and restrictions decide: it changes only where one of their windows begins or ends.
    pub fn verdict_of_dates(&self, step: Step, day: Day) -> Verdict {
        let mut verdict = Verdict::default();
        self.judge_status(step, day, &mut verdict);
        if let (Step::Pass { forward, .. }, Some(_)) = (step, step.service(self.network)) {
            verdict.flag(Fact::Scheduled { subject: step.subject(self.network), forward });
        }
        for (id, matching) in &self.rules {
            let rule = &self.network.restrictions[*id];
            if rule.matches.is_about_the_journey() || !rule.window.contains(day) {
                continue;
            }
            if let Some(ruling) = self.rule_on_step(rule, *matching, step, day) {
                self.apply(*id, rule, &ruling, day, &mut verdict);
            }
        }
        self.assume(&mut verdict);
        verdict
    }

    /// Adds what depth, admission and ice decide, which may change every day.
    pub fn add_verdict_of_the_sea(&self, step: Step, day: Day, verdict: &mut Verdict) {
        if let Step::Pass { link: Link::Lane(lane), .. } = step {
            self.judge_lane(lane, day, verdict);
            self.assume(verdict);
        }
    }

    /// What is decided about the journey as a whole when it starts on `day`.
    pub fn journey_verdict(&self, day: Day) -> Verdict {
        let mut verdict = Verdict::default();
        for (id, ruling) in self.journey_rulings(day) {
            self.apply(id, &self.network.restrictions[id], &ruling, day, &mut verdict);
        }
        self.assume(&mut verdict);
        verdict
    }

    /// Rules in force on `day` that set a quota for the journey as a whole.
    pub fn journey_quotas(&self, day: Day) -> Vec<RestrictionId> {
        let sets = |ruling: &Ruling| ruling.effect == Effect::Quota && ruling.matching == Matching::Yes;
        self.journey_rulings(day).filter(|(_, ruling)| sets(ruling)).map(|(id, _)| id).collect()
    }

    fn journey_rulings(&self, day: Day) -> impl Iterator<Item = (RestrictionId, Ruling)> + '_ {
        self.rules.iter().filter_map(move |(id, matching)| {
            let rule = &self.network.restrictions[*id];
            if !rule.matches.is_about_the_journey() || !rule.window.contains(day) {
                return None;
            }
            let exception = rule.exceptions.iter().position(|exception| {
                exception.window.contains(day)
                    && exception.matches.is_about_the_journey()
                    && journey_matches(self.network, &exception.matches, &self.journey) == Matching::Yes
            });
            let effect = exception.map_or(rule.effect, |index| rule.exceptions[index].effect);
            Some((*id, Ruling { effect, exception, matching: *matching }))
        })
    }

    /// Rules in force on `day` that speak of such a journey and of `step`: with what effect, and by which exception.
    pub fn rulings(&self, step: Step, day: Day) -> Vec<(RestrictionId, Effect, Option<usize>, Matching)> {
        let in_force = self.rules.iter().filter_map(|(id, matching)| {
            let rule = &self.network.restrictions[*id];
            let speaks = !rule.matches.is_about_the_journey() && rule.window.contains(day);
            let ruling = speaks.then(|| self.rule_on_step(rule, *matching, step, day)).flatten()?;
            Some((*id, ruling.effect, ruling.exception, ruling.matching))
        });
        in_force.collect()
    }

    /// Windows whose ends may change what is decided about any step: those of the rules and of the scenario.
    pub fn windows(&self) -> impl Iterator<Item = Window> + '_ {
        let rules = self.rules.iter().map(|(id, _)| &self.network.restrictions[*id]);
        rules
            .flat_map(|rule| {
                std::iter::once(rule.window).chain(rule.exceptions.iter().map(|exception| exception.window))
            })
            .chain(self.overlay.windows())
    }

    /// Rules that speak of such a journey.
    pub fn rules(&self) -> impl Iterator<Item = &Restriction> {
        self.rules.iter().map(|(id, _)| &self.network.restrictions[*id])
    }

    /// Those of them that set a quota, or do so in an exception. A rule about contents that are not known sets none.
    pub fn quotas(&self) -> impl Iterator<Item = RestrictionId> + '_ {
        let matched = self.rules.iter().filter(|(_, matching)| *matching == Matching::Yes);
        matched.map(|(id, _)| *id).filter(|id| {
            let rule = &self.network.restrictions[*id];
            rule.effect == Effect::Quota || rule.exceptions.iter().any(|exception| exception.effect == Effect::Quota)
        })
    }

    /// Which rules can exclude or delay a step of such a journey, each with those of its exceptions that speak of the
    /// journey. Journeys of which this is the same, with the same cargo and ship, find every step open on the same days
    /// and equally fast, and see the same rules lifted.
    pub fn bearing(&self) -> Vec<(RestrictionId, Vec<usize>)> {
        let hinders = |effect: Effect| matches!(effect, Effect::Exclude | Effect::Delay);
        let mut bearing = Vec::new();
        for (id, matching) in &self.rules {
            let rule = &self.network.restrictions[*id];
            // A rule about contents that are not known only flags.
            if rule.matches.is_about_the_journey() || *matching != Matching::Yes {
                continue;
            }
            let speaks = |index: &usize| {
                journey_matches(self.network, &rule.exceptions[*index].matches, &self.journey) == Matching::Yes
            };
            let exceptions: Vec<usize> = (0..rule.exceptions.len()).filter(speaks).collect();
            if hinders(rule.effect) || exceptions.iter().any(|index| hinders(rule.exceptions[*index].effect)) {
                bearing.push((*id, exceptions));
            }
        }
        bearing
    }

    fn rule_on_step(&self, rule: &Restriction, matching: Matching, step: Step, day: Day) -> Option<Ruling> {
        if !step_matches(self.network, &rule.matches, step) {
            return None;
        }
        let exception = rule.exceptions.iter().position(|exception| {
            exception.window.contains(day)
                && journey_matches(self.network, &exception.matches, &self.journey) == Matching::Yes
                && step_matches(self.network, &exception.matches, step)
        });
        let effect = exception.map_or(rule.effect, |index| rule.exceptions[index].effect);
        Some(Ruling { effect, exception, matching })
    }

    fn apply(&self, id: RestrictionId, rule: &Restriction, ruling: &Ruling, day: Day, verdict: &mut Verdict) {
        if ruling.matching == Matching::DependsOnContents && ruling.effect != Effect::Allow {
            verdict.flag(Fact::DependsOnContents { rule: id });
            return;
        }
        match ruling.effect {
            Effect::Allow => {}
            Effect::Exclude => match self.overlay.lifts(id) {
                Some(by) => verdict.flag(Fact::Lifted { rule: id, by }),
                None => verdict.block(Fact::Restricted { rule: id, exception: ruling.exception }),
            },
            Effect::Delay => {
                let delay = rule.delay.as_ref().map(|delay| delay.on(day).figure.typ).unwrap_or_default();
                verdict.delay = verdict.delay + delay;
                verdict.flag(Fact::Restricted { rule: id, exception: ruling.exception });
            }
            Effect::Flag | Effect::Quota => verdict.flag(Fact::Restricted { rule: id, exception: ruling.exception }),
        }
    }

    /// What its state, and that of where it leads, says of a step on a day; no rule is looked at.
    pub fn verdict_of_status(&self, step: Step, day: Day) -> Verdict {
        let mut verdict = Verdict::default();
        self.judge_status(step, day, &mut verdict);
        verdict
    }

    fn judge_status(&self, step: Step, day: Day, verdict: &mut Verdict) {
        let (from, to) = step.ends(self.network);
        let subject = step.subject(self.network);
        let passage = step.passage(self.network).map(Subject::Passage);
        let end = (to != from).then_some(Subject::Place(to));
        let changed = || [Some(subject), Some(Subject::Place(from)), end, passage].into_iter().flatten();
        let scenario = self.overlay.scenario();
        for subject in changed() {
            if let (Some(Override::Closed), Some(scenario)) = (self.overlay.on(subject, day), scenario) {
                verdict.block(Fact::ClosedByScenario { subject, scenario });
            }
        }
        let spell = step.history(self.network).on(day);
        let usable = spell.is_some_and(|spell| spell.state.is_usable());
        let opened = changed().find(|subject| self.overlay.on(*subject, day) == Some(Override::Opened));
        if let (false, Some(subject), Some(scenario)) = (usable, opened, scenario) {
            verdict.flag(Fact::OpenedByScenario { subject, scenario });
            return;
        }
        match spell {
            None => verdict.block(Fact::StatusUnknown { subject, day }),
            Some(spell) => {
                let fact = Fact::Status {
                    subject,
                    state: spell.state,
                    window: spell.window,
                    note: spell.note.clone(),
                    provenance: spell.provenance.clone(),
                };
                if !usable {
                    verdict.block(fact);
                } else if spell.state != crate::model::State::Operating {
                    verdict.flag(fact);
                }
            }
        }
    }
}
