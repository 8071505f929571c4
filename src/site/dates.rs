//! Two days of the network's own history against each other: which years matter, and what differs between them.
//!
//! A year matters if for most pairs of the report's questions the answer turned in it. They are found in
//! [`years`](super::years); what differs in the network itself is asked of the planner.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Day;
use crate::model::{Network, ReportRoute, Restriction};
use crate::report::{AccessCell, AccessReport, ChangeRecord, PairRecord, PlanReport, network_changes, pair_of, report};
use crate::route::uncertainty::Draws;
use crate::route::{Planner, Query};

use super::plans::query_of;
use super::{SiteError, years};

/// Years between the first and the last that are told of at most.
const TURNS: usize = 6;

/// One day against a later one.
#[derive(Debug)]
pub struct Span {
    /// The two days, the same of their years.
    pub days: [Day; 2],
    /// Their positions among the days of access by year.
    pub at: [usize; 2],
    /// What differs in the network itself.
    pub changes: Vec<ChangeRecord>,
    /// Questions that were asked on both days, for the best way alone: those that assume nothing, whose pair can be reached
    /// on both.
    pub answers: Vec<PairRecord>,
}

impl Span {
    /// Its years.
    pub fn years(&self) -> [i32; 2] {
        self.days.map(|day| day.civil().0)
    }

    /// Its id: `2013--2016`.
    pub fn id(&self) -> String {
        let [a, b] = self.years();
        format!("{a}--{b}")
    }
}

/// The first year against the last, then each year that matters against the one before; none in a history of one year.
pub fn spans(
    network: &Network,
    planner: &Planner<'_>,
    as_of: Day,
    access: &AccessReport,
) -> Result<Vec<Span>, SiteError> {
    let days = years::days(as_of);
    let mut chosen = turns(network, &days, access);
    chosen.insert(0, 0);
    chosen.push(days.len() - 1);
    chosen.dedup();
    let mut pairs: Vec<[usize; 2]> = chosen.windows(2).map(|two| [two[0], two[1]]).collect();
    if pairs.len() > 1 {
        pairs.insert(0, [0, days.len() - 1]);
    }
    let asked = Asked::of(network, &days, access)?;
    let jobs: BTreeSet<(usize, usize)> = pairs
        .iter()
        .flat_map(|at| asked.on_both(*at).flat_map(|question| at.map(|day| (question, day))).collect::<Vec<_>>())
        .collect();
    let jobs: Vec<(usize, usize)> = jobs.into_iter().collect();
    let answers = asked.answers(planner, &jobs, &days);
    let answers: BTreeMap<(usize, usize), PlanReport> = jobs.into_iter().zip(answers).collect();
    Ok(crate::parallel::map(&pairs, |at| {
        let pair = |question: usize| pair_of(&asked.questions[question].0.id, at.map(|day| &answers[&(question, day)]));
        let days = at.map(|at| days[at]);
        let changes = network_changes(network, planner.structure(), days.map(|day| (None, day)));
        Span { days, at: *at, changes, answers: asked.on_both(*at).map(pair).collect() }
    }))
}

/// The report's questions as they are asked of several days.
struct Asked<'a> {
    network: &'a Network,
    /// Each with the days on which its pair can be reached.
    questions: Vec<(&'a ReportRoute, Query, Vec<bool>)>,
}

impl<'a> Asked<'a> {
    fn of(network: &'a Network, days: &[Day], access: &AccessReport) -> Result<Self, SiteError> {
        let question = |route: &'a ReportRoute| -> Result<_, SiteError> {
            let query = query_of(network, route)?;
            let is_whatif = route.scenario.is_some() || !route.allow.is_empty();
            let row = access.rows.iter().find(|row| !is_whatif && row.is_of(network, &route.from, &route.to, &query));
            let open =
                row.map_or_else(|| vec![false; days.len()], |row| row.cells.iter().map(AccessCell::is_open).collect());
            // Only typical values are compared.
            let draws = Draws { samples: 100, ..query.draws };
            Ok((route, Query { alternatives: 1, draws, ..query }, open))
        };
        let questions = network.report_routes.values().map(question).collect::<Result<_, SiteError>>()?;
        Ok(Self { network, questions })
    }

    /// Questions whose pair can be reached on both days.
    fn on_both(&self, at: [usize; 2]) -> impl Iterator<Item = usize> {
        let questions = self.questions.iter().enumerate();
        questions.filter(move |(_, (.., open))| at.iter().all(|day| open[*day])).map(|(question, _)| question)
    }

    /// The best way of each question on its day.
    fn answers(&self, planner: &Planner<'_>, jobs: &[(usize, usize)], days: &[Day]) -> Vec<PlanReport> {
        let query =
            |(question, day): &(usize, usize)| Query { depart: days[*day], ..self.questions[*question].1.clone() };
        let queries: Vec<Query> = jobs.iter().map(query).collect();
        let answers = planner.best_answers(&queries);
        let told: Vec<usize> = (0..jobs.len()).collect();
        crate::parallel::map(&told, |at| {
            let route = self.questions[jobs[*at].0].0;
            report(self.network, &queries[*at], &answers[*at], &route.from, &route.to)
        })
    }
}

/// Positions of the days before which most answers turned; where as many did, those with most dated entries. In order.
fn turns(network: &Network, days: &[Day], access: &AccessReport) -> Vec<usize> {
    let answers = |at: usize| access.rows.iter().filter(|row| row.cells[at - 1].state != row.cells[at].state).count();
    let began = |at: usize| {
        let is_in = |day: Day| day > days[at - 1] && day <= days[at];
        let links = network.links().map(|link| network.history(link));
        let states = links.chain(network.transfers.values().map(|transfer| &transfer.status));
        let spells = states.flat_map(|history| &history.spells).filter_map(|spell| spell.window.from);
        let rules = network.restrictions.values().flat_map(ends);
        spells.chain(rules).filter(|date| is_in(date.first_day())).count()
    };
    let mut weights: Vec<(usize, usize, usize)> =
        (1..days.len().saturating_sub(1)).map(|at| (answers(at), began(at), at)).collect();
    weights.retain(|(answers, began, _)| answers + began > 0);
    weights.sort_by_key(|(answers, began, at)| std::cmp::Reverse((*answers, *began, *at)));
    weights.truncate(TURNS);
    let mut found: Vec<usize> = weights.into_iter().map(|(.., at)| at).collect();
    found.sort_unstable();
    found
}

fn ends(rule: &Restriction) -> impl Iterator<Item = crate::calendar::Date> {
    rule.window.from.into_iter().chain(rule.window.until)
}
