//! The best value of a query, slowly and from the network's definition alone.
//!
//! Follows `docs/network-format.md`, not `graph`: successors of (place, mode, gauge, side) are those of
//! [`Walk`], and each step is judged and measured by itself. Figures hold for one fixed day, so
//! only for networks in which nothing changes from day to day; opening hours and timetables are waited for. By time,
//! arrivals are improved until none can be; by cost and distance it is Dijkstra. Left out: `via`, `avoid`, scenarios,
//! admission rules, ice that changes within the year.

use std::collections::{HashMap, VecDeque};

use pathfinding::prelude::dijkstra;

use crate::calendar::Day;
use crate::laws::{Position, Walk};
use crate::model::{
    Country, Effect, Link, Match, Mode, Network, Objective, OperatorId, PlaceId, RateScope, Restriction, Rhythm,
    Service, TransferKind, Vessel,
};
use crate::restrictions::Step;
use crate::route::Query;
use crate::units::CargoUnit;

/// A node of the search: before departure, under way, or arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Node {
    Start,
    At(Position),
    End,
}

/// Answers one query.
#[derive(Debug)]
pub struct Oracle<'a> {
    network: &'a Network,
    query: &'a Query,
    walk: Walk<'a>,
}

impl<'a> Oracle<'a> {
    /// For a query on a network.
    pub fn new(network: &'a Network, query: &'a Query) -> Self {
        Self { network, query, walk: Walk::new(network) }
    }

    /// The best value of the objective (minutes, metres, millionths of a dollar, milligrams); none if there is no allowed way.
    pub fn best(&self) -> Option<u64> {
        if !self.journey_is_allowed() {
            return None;
        }
        if self.query.objective == Objective::Time {
            return self.earliest_arrival();
        }
        let found = dijkstra(&Node::Start, |node| self.successors(node, 0), |node| *node == Node::End);
        found.map(|(_, value)| value)
    }

    /// Improves arrivals until none can be: whoever is somewhere earlier is never later anywhere else.
    fn earliest_arrival(&self) -> Option<u64> {
        let mut arrivals = HashMap::from([(Node::Start, 0_u64)]);
        let mut improved = VecDeque::from([Node::Start]);
        while let Some(node) = improved.pop_front() {
            let ready = arrivals[&node];
            for (next, minutes) in self.successors(&node, ready) {
                let best = arrivals.entry(next).or_insert(u64::MAX);
                if ready + minutes < *best {
                    *best = ready + minutes;
                    improved.push_back(next);
                }
            }
        }
        arrivals.get(&Node::End).copied()
    }

    fn day(&self) -> Day {
        self.query.depart
    }

    fn country(&self, place: PlaceId) -> Option<Country> {
        self.network.places[place].country
    }

    fn successors(&self, node: &Node, ready: u64) -> Vec<(Node, u64)> {
        match node {
            Node::Start => {
                let starts = self.query.origin.iter().flat_map(|place| self.walk.starts(*place));
                starts
                    .filter_map(|(at, step)| Some((Node::At(at), step.map_or(Some(0), |step| self.weigh(step, 0))?)))
                    .collect()
            }
            Node::End => Vec::new(),
            Node::At(position) => {
                let moves = self.walk.moves(*position);
                let onward = moves.into_iter().filter_map(|(to, step)| Some((Node::At(to), self.weigh(step, ready)?)));
                let is_there = self.query.destination.contains(&position.place);
                let ends = if is_there { self.walk.ends(*position) } else { Vec::new() };
                let ends = ends.into_iter().filter_map(|step| step.map_or(Some(0), |step| self.weigh(step, 0)));
                onward.chain(ends.map(|value| (Node::End, value))).collect()
            }
        }
    }

    /// What a step adds to the objective; none if it may not or cannot be taken, or its price is not known.
    fn weigh(&self, step: Step, ready: u64) -> Option<u64> {
        let mode = match step {
            Step::Pass { link: Link::Section(id), .. } => Some(self.network.lines[self.network.sections[id].line].mode),
            Step::Pass { link: Link::Lane(_), .. } => Some(Mode::Sea),
            Step::Undergo { .. } => None,
        };
        let wished = mode.is_none_or(|mode| self.query.modes.is_empty() || self.query.modes.contains(&mode));
        if !wished || !self.is_in_use(step) || !self.ship_fits(step) {
            return None;
        }
        let delay = self.delay_by_rules(step)?;
        let minutes = self.minutes(step)?;
        match self.query.objective {
            Objective::Time => Some(self.wait(step, ready) + minutes + delay),
            Objective::Distance => Some(self.metres(step)),
            Objective::Cost => self.micro_dollars(step),
            Objective::Co2 => self.milligrams(step),
            Objective::Generalised => {
                let value = self.network.cargoes[self.query.cargo].value_of_time.as_ref();
                let a_day = value.map_or(0, |value| value.typ.a_day().micro());
                // Exact where a minute is worth a whole number of millionths.
                let time = (minutes + delay) * u64::try_from(a_day / 1440).ok()?;
                Some(self.micro_dollars(step)? + time)
            }
        }
    }

    fn service(&self, step: Step) -> Option<&'a Service> {
        match step {
            Step::Pass { link: Link::Section(id), .. } => {
                self.network.lines[self.network.sections[id].line].service.as_ref()
            }
            Step::Pass { link: Link::Lane(id), .. } => self.network.lanes[id].service.as_ref(),
            Step::Undergo { .. } => None,
        }
    }

    /// How long whoever is ready waits for opening hours, or for a departure that it is in time for.
    fn wait(&self, step: Step, ready: u64) -> u64 {
        const DAY: u64 = 1440;
        let days = ready / DAY..ready / DAY + 16;
        match step {
            Step::Undergo { transfer: id, at_end: false, .. } => {
                let Some(hours) = self.network.transfers[id].opening_hours else { return 0 };
                let (from, until) = (u64::from(hours.from.get()), u64::from(hours.until.get()));
                let now = ready % DAY;
                let is_open = if from < until { (from..until).contains(&now) } else { now >= from || now < until };
                let opens = days.map(|day| day * DAY + from).find(|opens| *opens >= ready);
                if is_open || from == until { 0 } else { opens.map_or(0, |opens| opens - ready) }
            }
            Step::Pass { forward, .. } => {
                let Some(service) = self.service(step) else { return 0 };
                let Rhythm::Weekly { out, back } = service.rhythm else { return 0 };
                let leaving = if forward { out } else { back };
                let names: Vec<&str> = leaving.days.iter().map(crate::calendar::Weekday::name).collect();
                // The base day is a Sunday.
                let passed = self.day().count() - super::strategies::base_day().count();
                let name = |day: u64| {
                    let of_week = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
                    of_week[(usize::try_from(passed).expect("later") + usize::try_from(day).expect("few")) % 7]
                };
                let departs = days.filter(|day| names.contains(&name(*day))).map(|day| day * DAY);
                let mut departs = departs.map(|day| day + u64::from(leaving.at.get()));
                let next = departs.find(|departs| *departs >= ready + u64::from(service.cut_off.get()));
                next.map_or(0, |departs| departs - ready)
            }
            Step::Undergo { at_end: true, .. } => 0,
        }
    }

    /// The limit of speed in ice of a whole severity, in metres a day; none if the ship may not go there at all.
    fn risk_limit(&self, vessel: &Vessel, severity: usize) -> Option<u64> {
        let row = |class: &String| {
            self.network.risk_tables.values().find_map(|table| Some((table, table.values.get(class)?)))
        };
        let Some((table, values)) = vessel.polar_class.as_ref().and_then(row) else { return Some(u64::MAX) };
        let Some(regimes) = &table.regimes else { return Some(u64::MAX) };
        let outcome: i64 =
            values.iter().zip(&regimes.0[severity]).map(|(value, tenths)| i64::from(*value) * i64::from(*tenths)).sum();
        let behind = if outcome < 0 && !self.query.unescorted { outcome + 10 } else { outcome };
        let knots = match vessel.polar_class.as_deref() {
            _ if behind >= 0 => return Some(u64::MAX),
            Some("PC1") => 11,
            Some("PC2") => 8,
            Some("PC3" | "PC4" | "PC5") => 5,
            Some("PC6" | "PC7") => 3,
            _ => return None,
        };
        (behind >= -10).then_some(knots * 1852 * 24)
    }

    fn is_in_use(&self, step: Step) -> bool {
        let history = match step {
            Step::Pass { link: Link::Section(id), .. } => &self.network.sections[id].status,
            Step::Pass { link: Link::Lane(id), .. } => &self.network.lanes[id].status,
            Step::Undergo { transfer: id, .. } => &self.network.transfers[id].status,
        };
        let state =
            history.spells.iter().find(|spell| spell.window.contains(self.day())).map(|spell| spell.state.word());
        state.is_some_and(|state| state == "operating" || state == "restricted")
    }

    fn ship_fits(&self, step: Step) -> bool {
        let Step::Pass { link: Link::Lane(id), .. } = step else { return true };
        let Some(vessel) = self.query.vessel.map(|id| &self.network.vessels[id]) else { return true };
        let lane = &self.network.lanes[id];
        let draws = vessel.draught.typ.millimetres();
        let keel = lane.under_keel.as_ref().map_or(0, |figure| figure.typ.millimetres());
        let deep = lane.depth.as_ref().is_none_or(|depth| draws + keel <= depth.typ.millimetres());
        let limit = lane.passage.and_then(|id| self.network.passages[id].max_draught.as_ref());
        deep && limit.is_none_or(|limit| draws <= limit.on(self.day()).figure.typ.millimetres())
    }

    fn metres(&self, step: Step) -> u64 {
        match step {
            Step::Pass { link: Link::Section(id), .. } => self.network.sections[id].distance.metres(),
            Step::Pass { link: Link::Lane(id), .. } => self.network.lanes[id].distance.metres(),
            Step::Undergo { .. } => 0,
        }
    }

    /// How long it takes, with the mean wait for what runs on unknown days.
    fn minutes(&self, step: Step) -> Option<u64> {
        let mean_wait = match self.service(step).map(|service| (service.rhythm, service.cut_off)) {
            Some((Rhythm::Every(headway), cut_off)) => u64::from(headway.get() / 2 + cut_off.get()),
            _ => 0,
        };
        self.under_way(step).map(|minutes| minutes + mean_wait)
    }

    fn under_way(&self, step: Step) -> Option<u64> {
        let over = |metres: u64, metres_per_day: u64| {
            (metres_per_day > 0).then(|| (metres * 24 * 60).div_ceil(metres_per_day))
        };
        match step {
            Step::Pass { link: Link::Section(id), .. } => {
                let section = &self.network.sections[id];
                let of_operator = section.operator.and_then(|id| self.network.operators[id].speed.as_ref());
                let speed = section.speed.as_ref().or(of_operator)?;
                over(self.metres(step), speed.on(self.day()).figure.typ.metres_per_day())
            }
            Step::Pass { link: Link::Lane(id), .. } => {
                let lane = &self.network.lanes[id];
                let vessel = &self.network.vessels[self.query.vessel?];
                let open = vessel.speed.typ.metres_per_day();
                let sailing = match lane.ice_area.map(|id| self.network.ice_areas[id].severity[0].milli()) {
                    None => over(self.metres(step), open),
                    Some(milli) => {
                        // Whole severities only: a tenth longer in the heaviest ice, in whole thousandths.
                        let severity = milli / 1000;
                        let thousandths = 1000 + u64::from(milli) / 30;
                        let limit = self.risk_limit(vessel, usize::from(severity))?;
                        let speed = vessel.ice_speeds[usize::from(severity)].metres_per_day().min(open).min(limit);
                        over(self.metres(step) * thousandths / 1000, speed)
                    }
                };
                let passage = lane.passage.and_then(|id| self.network.passages[id].time.as_ref());
                let passage = passage.map_or(0, |time| u64::from(time.on(self.day()).figure.typ.get()));
                sailing.map(|sailing| sailing + passage)
            }
            Step::Undergo { at_end: true, .. } => Some(0),
            Step::Undergo { transfer: id, at_end: false, .. } => {
                Some(self.network.transfers[id].time.on(self.day()).figure.typ.get().into())
            }
        }
    }

    fn micro_dollars(&self, step: Step) -> Option<u64> {
        let unit = self.network.cargoes[self.query.cargo].unit;
        let in_unit = |price: &crate::model::Dated<crate::units::Price>| {
            let price = price.on(self.day()).figure.typ;
            (price.unit() == unit).then(|| price.over(crate::units::Distance::default()).micro())
        };
        let flat = |own: Option<&crate::model::Dated<crate::units::Price>>, scope: RateScope| {
            let mut rates = self.network.rates.values();
            let rate = rates.find(|rate| rate.cargo == self.query.cargo && rate.scope == scope);
            match (own.and_then(in_unit), rate) {
                (Some(price), _) => Some(price),
                (None, Some(rate)) => in_unit(&rate.price),
                (None, None) => own.is_none().then_some(0),
            }
        };
        let (mode, operator, extra): (Mode, Option<OperatorId>, i64) = match step {
            Step::Pass { link: Link::Section(id), .. } => {
                let section = &self.network.sections[id];
                (self.network.lines[section.line].mode, section.operator, 0)
            }
            Step::Pass { link: Link::Lane(id), .. } => {
                let passage = self.network.lanes[id].passage;
                let toll = passage.map(|id| flat(self.network.passages[id].cost.as_ref(), RateScope::Passage(id)));
                (Mode::Sea, None, toll.unwrap_or(Some(0))?)
            }
            Step::Undergo { at_end: true, .. } => return Some(0),
            Step::Undergo { transfer: id, at_end: false, .. } => {
                let transfer = &self.network.transfers[id];
                let price = flat(transfer.cost.as_ref(), RateScope::Kind(transfer.kind.word().into()))?;
                return u64::try_from(price).ok();
            }
        };
        let rates = || {
            self.network
                .rates
                .values()
                .filter(|rate| rate.scope == RateScope::Mode(mode) && rate.cargo == self.query.cargo)
        };
        let own = rates().find(|rate| rate.operator.is_some() && rate.operator == operator);
        let rate = own.or_else(|| rates().find(|rate| rate.operator.is_none()))?;
        let price = rate.price.on(self.day()).figure.typ;
        // A kilometre's price in millionths, for so many metres.
        let a_km = price.over(crate::units::Distance::from_km(1)).micro();
        let way = i128::from(a_km) * i128::from(self.metres(step)) / 1000;
        (price.unit() == unit).then_some(())?;
        u64::try_from(way + i128::from(extra)).ok()
    }

    /// Greenhouse gas from well to wheel. An operator's factor, else the mode's; a tonne's by what the cargo weighs.
    fn milligrams(&self, step: Step) -> Option<u64> {
        let (mode, operator) = match step {
            Step::Pass { link: Link::Section(id), .. } => {
                let section = &self.network.sections[id];
                (self.network.lines[section.line].mode, section.operator)
            }
            Step::Pass { link: Link::Lane(_), .. } => (Mode::Sea, None),
            Step::Undergo { .. } => return Some(0),
        };
        let cargo = &self.network.cargoes[self.query.cargo];
        let factors = || {
            let all = self.network.emission_factors.values();
            all.filter(|factor| {
                factor.mode == mode && (factor.cargoes.is_empty() || factor.cargoes.contains(&self.query.cargo))
            })
        };
        let own = factors().find(|factor| factor.operator.is_some() && factor.operator == operator);
        let factor = own.or_else(|| factors().find(|factor| factor.operator.is_none()))?;
        let factor = factor.wtw.on(self.day()).figure.typ;
        let a_km = factor.over(crate::units::Distance::from_km(1)).milligrams();
        let way = a_km * self.metres(step) / 1000;
        match (factor.unit(), cargo.unit) {
            (CargoUnit::Teu, CargoUnit::Feu) => Some(way * 2),
            (CargoUnit::Tonne, CargoUnit::Tonne) => Some(way),
            (CargoUnit::Tonne, _) => Some(way * cargo.mass.as_ref()?.typ.parts() / 1000),
            _ => None,
        }
    }

    fn in_force(&self) -> impl Iterator<Item = &Restriction> {
        self.network.restrictions.iter().filter_map(|(id, rule)| {
            let lifted = rule.effect == Effect::Exclude && self.query.allow.contains(&id);
            (rule.window.contains(self.day()) && !lifted).then_some(rule)
        })
    }

    fn journey_is_allowed(&self) -> bool {
        !self.in_force().any(|rule| {
            rule.matches.is_about_the_journey()
                && rule.effect == Effect::Exclude
                && self.speaks_of_journey(&rule.matches)
        })
    }

    /// Minutes that rules add; none if one excludes the step. Delays under an exception do not count.
    fn delay_by_rules(&self, step: Step) -> Option<u64> {
        let mut delay = 0;
        for rule in self.in_force().filter(|rule| !rule.matches.is_about_the_journey()) {
            let speaks = |matches: &Match| self.speaks_of_journey(matches) && self.speaks_of_step(matches, step);
            if !speaks(&rule.matches) || rule.exceptions.iter().any(|exception| speaks(&exception.matches)) {
                continue;
            }
            match rule.effect {
                Effect::Exclude => return None,
                Effect::Delay => {
                    delay += rule.delay.as_ref().map_or(0, |delay| u64::from(delay.on(self.day()).figure.typ.get()));
                }
                Effect::Allow | Effect::Quota | Effect::Flag => {}
            }
        }
        Some(delay)
    }

    /// Keys on the journey; commodities that the cargo may or may not have decide nothing.
    fn speaks_of_journey(&self, matches: &Match) -> bool {
        let countries = |places: &[PlaceId]| places.iter().filter_map(|place| self.country(*place)).collect::<Vec<_>>();
        let (origin, destination) = (countries(&self.query.origin), countries(&self.query.destination));
        let inside = self.network.cargoes[self.query.cargo].commodities.clone().unwrap_or_default();
        let any =
            |wanted: &[Country], given: &[Country]| wanted.is_empty() || wanted.iter().any(|one| given.contains(one));
        any(&matches.origin, &origin)
            && any(&matches.destination, &destination)
            && (matches.commodities.is_empty() || matches.commodities.iter().any(|one| inside.contains(one)))
    }

    /// Keys on the link or transfer.
    fn speaks_of_step(&self, matches: &Match, step: Step) -> bool {
        let network = self.network;
        let (ends, line, operator, transfer, crossing, is_sea) = match step {
            Step::Pass { link: Link::Section(id), .. } => {
                let section = &network.sections[id];
                (vec![section.from, section.to], Some(section.line), section.operator, None, None, false)
            }
            Step::Pass { link: Link::Lane(id), .. } => {
                (vec![network.lanes[id].from, network.lanes[id].to], None, None, None, None, true)
            }
            Step::Undergo { transfer: id, crossing, .. } => {
                let is_port = matches!(network.transfers[id].kind, TransferKind::Port { .. });
                (vec![network.transfers[id].at], None, None, Some(id), crossing, is_port)
            }
        };
        let touched = |country: &Country| {
            ends.iter().any(|place| self.country(*place) == Some(*country))
                || crossing.is_some_and(|crossed| crossed.from == *country || crossed.to == *country)
        };
        let sailed = match step {
            Step::Pass { link: Link::Lane(id), .. } => Some(Link::Lane(id)),
            _ => None,
        };
        (matches.lines.is_empty() || line.is_some_and(|line| matches.lines.contains(&line)))
            && (matches.lanes.is_empty() || matches.lanes.iter().any(|id| sailed == Some(Link::Lane(*id))))
            && (matches.transfers.is_empty() || transfer.is_some_and(|id| matches.transfers.contains(&id)))
            && (matches.places.is_empty() || matches.places.iter().any(|place| ends.contains(place)))
            && (matches.countries.is_empty() || matches.countries.iter().any(touched))
            && (matches.operators.is_empty() || operator.is_some_and(|id| matches.operators.contains(&id)))
            && (matches.modes.is_empty() || (is_sea && matches.modes.contains(&Mode::Sea)))
            && matches.crossing.as_ref().is_none_or(|(from, to)| {
                crossing.is_some_and(|crossed| from.contains(&crossed.from) && to.contains(&crossed.to))
            })
    }
}
