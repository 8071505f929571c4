//! The planner agrees with a plain, slow search.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

use super::{compared, told};
use crate::calendar::{Date, Day, Window};
use crate::diagnostics::Code;
use crate::graph::{Gate, HORIZON_DAYS, measure};
use crate::laws::{Case, Law, Position, Subject, Told, Violation, Walk};
use crate::model::{Link, Mode, Network, Objective};
use crate::restrictions::{Policy, Step};
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2008"),
    name: "oracle",
    title: "the quickest way is as quick as a plain search says",
    explain: "\
A second search, written from `docs/network-format.md` alone, walks from place to place, tries every day on which a step
may begin, and keeps no timetable, no bounds and no shared states. It finds the same earliest arrival, or no way either.
It shares with the planner only what decides and measures one step on one day.",
    weight: 4,
    draw: |choices| choices.questions(),
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let query = Query { objective: Objective::Time, ..query };
    let found = subject.best(&query);
    let of_planner = found.as_ref().map(crate::laws::Way::minutes);
    let plain = earliest_arrival(subject.network, &query, of_planner);
    if plain == of_planner {
        return Ok(if plain.is_some() { Told::Holds } else { Told::Nothing });
    }
    let hours = |minutes: u32| format!("{:.1} h", f64::from(minutes) / 60.0);
    let message = format!(
        "the planner finds {}, a plain search {}",
        told(found.as_ref(), Objective::Time),
        plain.map_or_else(|| "no way".into(), hours)
    );
    Err(compared(subject, Violation::new(message), [(found.as_ref(), "the planner's way")]))
}

/// Minutes from departure to the earliest arrival, by Dijkstra over positions as they are met; none if there is no way.
/// What arrives later than `at_most` is not looked for.
pub fn earliest_arrival(network: &Network, query: &Query, at_most: Option<u32>) -> Option<u32> {
    let policy = query.policy(network);
    if !policy.journey_verdict(query.depart).is_open() {
        return None;
    }
    let walk = Walk::new(network);
    let mut clock = Clock { policy: &policy, query, at_most, turns: BTreeMap::new() };
    let mut best: HashMap<Position, u32> = HashMap::new();
    let mut open: BinaryHeap<Reverse<(u32, Option<Position>)>> = BinaryHeap::new();
    for place in &query.origin {
        for (position, step) in walk.starts(*place) {
            if let Some(time) = clock.through(step, 0) {
                open.push(Reverse((time, Some(position))));
            }
        }
    }
    while let Some(Reverse((time, position))) = open.pop() {
        // What stands for the end of the journey sorts before every position.
        let Some(here) = position else { return Some(time) };
        if best.get(&here).is_some_and(|known| *known <= time) {
            continue;
        }
        best.insert(here, time);
        if query.destination.contains(&here.place) {
            let ends = walk.ends(here).into_iter().filter_map(|step| clock.through(step, time));
            open.extend(ends.map(|time| Reverse((time, None))));
        }
        for (next, step) in walk.moves(here) {
            if let Some(leave) = clock.through(Some(step), time)
                && best.get(&next).is_none_or(|known| leave < *known)
            {
                open.push(Reverse((leave, Some(next))));
            }
        }
    }
    None
}

/// When a step that one is ready for ends.
struct Clock<'a> {
    policy: &'a Policy<'a>,
    query: &'a Query,
    at_most: Option<u32>,
    /// Days after departure on which a step that is not at sea may open, by step.
    turns: BTreeMap<Step, Vec<i32>>,
}

impl Clock<'_> {
    /// The earliest end of whoever is ready at `time` and begins then or later; none if it cannot be taken.
    fn through(&mut self, step: Option<Step>, time: u32) -> Option<u32> {
        const DAY: u32 = 1440;
        let Some(step) = step else { return Some(time) };
        if !self.is_wanted(step) {
            return None;
        }
        let network = self.policy.network;
        let gate = self.gate(step);
        let ready = gate.as_ref().map_or(time, |gate| time + gate.cut_off());
        let mut best: Option<u32> = None;
        let mut days = i32::try_from(ready / DAY).ok()?;
        while days < HORIZON_DAYS {
            let begins = u32::try_from(days).ok()? * DAY;
            let from = ready.max(begins);
            if best.is_some_and(|best| best <= from) || self.at_most.is_some_and(|most| from > most) {
                break;
            }
            let day = self.query.depart.plus(days);
            let verdict = self.policy.verdict(step, day);
            let year = self.policy.overlay.ice_year();
            let enter = gate.as_ref().map_or(from, |gate| gate.next(from));
            let minutes = verdict.is_open().then(|| measure(network, step, day, &self.policy.journey, year).time);
            if let Some(Some(time)) = minutes
                && enter < begins + DAY
            {
                let leave = enter + time.typ.get() + verdict.delay.get();
                best = Some(best.map_or(leave, |best| best.min(leave)));
            }
            days = if verdict.is_open() { days + 1 } else { self.next_turn(step, days)? };
        }
        best
    }

    /// The next day on which a closed step may open. At sea and in ports, where seasons and ice decide, any day.
    fn next_turn(&mut self, step: Step, days: i32) -> Option<i32> {
        if step.uses(self.policy.network, Mode::Sea) {
            return Some(days + 1);
        }
        let (policy, depart) = (self.policy, self.query.depart);
        let turns = self.turns.entry(step).or_insert_with(|| {
            let spells = step.history(policy.network).spells.iter().map(|spell| spell.window);
            let ends = |window: Window| [window.from, window.until].into_iter().flatten();
            let days = spells.chain(policy.windows()).flat_map(ends).map(Date::first_day);
            let mut days: Vec<i32> = days.map(|day: Day| day.count() - depart.count()).collect();
            days.sort_unstable();
            days
        });
        turns.iter().copied().find(|turn| *turn > days)
    }

    /// Whether cargo, ship and the wishes of the question let a step be taken at all.
    fn is_wanted(&self, step: Step) -> bool {
        let (network, query) = (self.policy.network, self.query);
        let cargo = &network.cargoes[query.cargo];
        let by_mode = step.mode(network).is_none_or(|mode| query.modes.is_empty() || query.modes.contains(&mode));
        let sails = !matches!(step, Step::Pass { link: Link::Lane(_), .. })
            || query.vessel.is_none_or(|vessel| cargo.sails_in(vessel));
        by_mode && sails && step.carries(network, cargo)
    }

    /// Opening hours, or departures.
    fn gate(&self, step: Step) -> Option<Gate> {
        let network = self.policy.network;
        match step {
            Step::Undergo { at_end: true, .. } => None,
            Step::Undergo { transfer, .. } => network.transfers[transfer].opening_hours.and_then(Gate::daily),
            Step::Pass { forward, .. } => {
                let service = step.service(network)?;
                let departures = service.departures(forward)?;
                Gate::weekly(departures.days, departures.at, service.cut_off, self.query.depart)
            }
        }
    }
}
