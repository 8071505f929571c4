//! Two days of the network's own history against each other: which years matter, and what differs between them.
//!
//! A year matters if for most pairs of the report's questions the answer turned in it. They are found in
//! [`years`](super::years); what differs in the network itself is asked of the planner.

use crate::calendar::Day;
use crate::model::{Network, Restriction};
use crate::report::{AccessReport, ChangeRecord, network_changes};
use crate::route::Planner;

use super::years;

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
pub fn spans(network: &Network, planner: &Planner<'_>, as_of: Day, access: &AccessReport) -> Vec<Span> {
    let days = years::days(as_of);
    let mut chosen = turns(network, &days, access);
    chosen.insert(0, 0);
    chosen.push(days.len() - 1);
    chosen.dedup();
    let mut pairs: Vec<[usize; 2]> = chosen.windows(2).map(|two| [two[0], two[1]]).collect();
    if pairs.len() > 1 {
        pairs.insert(0, [0, days.len() - 1]);
    }
    crate::parallel::map(&pairs, |at| {
        let days = at.map(|at| days[at]);
        let changes = network_changes(network, planner.structure(), days.map(|day| (None, day)));
        Span { days, at: *at, changes }
    })
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
