//! How long a step takes and what it costs on a day: low, typical and high.
//!
//! # Method
//! - A section: distance over speed, the section's own or its operator's for such cargo; power arrives at once.
//! - A lane: distance over the ship's speed. In an ice area the speed is that at the day's severity, within the limit
//!   of its risk, and the way is longer by `0.10 s / 3`; low and high are the mild and the severe year, severity less 0.5 and plus 0.6, where
//!   there is ice at all, unless the scenario says which year it is (a band of scenarios, not a confidence interval;
//!   authored, see `docs/methods.md`).
//! - A transfer or passage: its own time and price, or the rate for the cargo where its own price is for another unit.
//! - Money: a freight rate includes the fuel; see `escort` for icebreakers. Greenhouse gas: see `emissions`.
//! - A service that runs every so often, on unknown days: the wait is 0, half the headway or all of it, and the cut-off.

use super::costs::{Co2e, CostPart, Costs};
use super::emissions::Carriage;
use crate::calendar::{Date, Day};
use crate::distribution::Spread;
use crate::model::{
    Cargo, CargoId, Dated, Figure, IceYear, Link, Mode, Network, OperatorId, Provenance, Rate, RateScope, Rhythm,
    Service, Severity, TransferKind, Vessel,
};
use crate::restrictions::{Journey, Step};
use crate::units::{Currency, Distance, ExchangeRate, Minutes, Money, Price, Speed};

/// What a step takes, costs, and where that is known from.
#[derive(Debug, Clone, Default)]
pub struct Measure<'a> {
    /// How far it leads.
    pub distance: Distance,
    /// How long it takes; none if no speed is known or the ship is stopped.
    pub time: Option<Spread<Minutes>>,
    /// What it costs for one unit of the cargo, by what it is paid for; none if a price is not known.
    pub costs: Option<Costs>,
    /// What greenhouse gas moving one unit of the cargo sets free; none if that is not known.
    pub co2e: Option<Co2e>,
    /// Figures that it rests on.
    pub provenance: Vec<&'a Provenance>,
    /// A figure of another period stands in.
    pub stands_in: bool,
    /// The share of the way that is sailed behind an icebreaker, in thousandths; none where there is no ice area.
    pub escort_share_milli: Option<u64>,
    /// There may be an escort whose price is not known; it is not in the cost.
    pub escort_without_price: bool,
    /// Exchange rates that were used.
    pub exchanged: Vec<&'a Figure<ExchangeRate>>,
}

/// Elongation of the way in the heaviest ice, in thousandths of its length.
///
/// # Source
/// Authored: logged tracks of January 2021 ran 6 to 10 % longer than the shortest (reference material, section 1.5).
const ELONGATION_MILLI: u64 = 100;

/// What `step` takes and costs when it begins on `day` in a year of such ice.
pub fn measure<'a>(network: &'a Network, step: Step, day: Day, journey: &Journey, year: IceYear) -> Measure<'a> {
    let (vessel, cargo) = (journey.vessel, journey.cargo);
    let mut result = Measure::default();
    let cargo_entry = &network.cargoes[cargo];
    match step {
        Step::Pass { link: Link::Section(id), .. } => {
            let section = &network.sections[id];
            let mode = network.lines[section.line].mode;
            result.distance = section.distance;
            result.provenance.push(&section.provenance);
            let speed = section.speed.as_ref().or_else(|| {
                section.operator.and_then(|operator| network.operators[operator].speed_of(cargo_entry.unit))
            });
            if mode == Mode::Power {
                result.time = Some(Spread::default());
            } else if let Some(speed) = speed {
                let speed = result.read(speed, day);
                let over = |speed: Speed| speed.time_for(section.distance);
                result.time = match (over(speed.high), over(speed.typ), over(speed.low)) {
                    (Some(low), Some(typ), Some(high)) => Some(Spread { low, typ, high }),
                    _ => None,
                };
            }
            result.add_rate(network, mode, section.operator, cargo, day);
            let traction = section.traction.as_deref();
            let carriage = Carriage { mode, operator: section.operator, traction, cargo, distance: section.distance };
            result.co2e = result.emission_by_distance(network, &carriage, day);
        }
        Step::Pass { link: Link::Lane(id), .. } => {
            let lane = &network.lanes[id];
            result.distance = lane.distance;
            result.provenance.push(match &lane.published {
                Some(published) => &published.provenance,
                None => &lane.provenance,
            });
            if let Some(vessel) = vessel.map(|vessel| &network.vessels[vessel]) {
                result.provenance.push(&vessel.provenance);
                result.time = match lane.ice_area.map(|area| &network.ice_areas[area]) {
                    None => sailing(vessel, lane.distance),
                    Some(area) => {
                        result.provenance.push(&area.provenance);
                        in_ice(network, (vessel, journey.unescorted), lane.distance, area.severity_on(day), year)
                    }
                };
            }
            result.add_rate(network, Mode::Sea, None, cargo, day);
            let ship = vessel.map(|vessel| &network.vessels[vessel]);
            let by_fuel = ship
                .zip(result.time)
                .and_then(|(ship, time)| result.emission_by_fuel(network, ship, cargo_entry, time));
            let carriage = Carriage { mode: Mode::Sea, operator: None, traction: None, cargo, distance: lane.distance };
            result.co2e = by_fuel.or_else(|| result.emission_by_distance(network, &carriage, day));
            let in_ice = lane.ice_area.map(|area| &network.ice_areas[area]).filter(|_| !lane.admission.is_empty());
            if let Some((area, ship)) = in_ice.zip(ship) {
                let severity = year.severity(area.severity_on(day));
                let escort = result.add_escort(network, (lane, area), (ship, cargo_entry), (day, severity));
                result.costs = result.costs.map(|costs| costs + Costs::of(CostPart::Escort, escort));
            }
            if let Some((id, passage)) = lane.passage.map(|passage| (passage, &network.passages[passage])) {
                if let Some(time) = &passage.time {
                    let extra = spread(result.read(time, day));
                    result.time = result.time.map(|time| time + extra);
                }
                let toll = |rate: &Rate| (rate.scope == RateScope::Passage(id)).then_some(0);
                if let Some(extra) = result.flat(network, passage.cost.as_ref(), toll, cargo, day) {
                    result.costs =
                        result.costs.zip(extra).map(|(costs, extra)| costs + Costs::of(CostPart::Toll, extra));
                }
            }
        }
        Step::Undergo { at_end: true, .. } => {
            result.time = Some(Spread::default());
            result.costs = Some(Costs::default());
            result.co2e = Some(Co2e::default());
        }
        Step::Undergo { transfer: id, .. } => {
            let transfer = &network.transfers[id];
            result.time = Some(spread(result.read(&transfer.time, day)));
            let part = match transfer.kind {
                TransferKind::Border { .. } | TransferKind::Converter { .. } => CostPart::Border,
                _ => CostPart::Handling,
            };
            let fits = |rate: &Rate| rate.scope.fits_transfer(id, &transfer.kind);
            let price =
                result.flat(network, transfer.cost.as_ref(), fits, cargo, day).unwrap_or(Some(Spread::default()));
            result.costs = price.map(|price| Costs::of(part, price));
            result.co2e = Some(Co2e::default());
        }
    }
    result.add_service(step.service(network), day);
    result
}

impl<'a> Measure<'a> {
    /// What it costs for one unit of the cargo; none if a price is not known.
    pub fn cost(&self) -> Option<Spread<Money>> {
        self.costs.map(|costs| costs.total())
    }

    /// The figure on a day, noting where it is from.
    pub(super) fn read<T>(&mut self, dated: &'a Dated<T>, day: Day) -> &'a Figure<T> {
        let reading = dated.on(day);
        self.stands_in |= reading.stands_in;
        self.provenance.push(&reading.figure.provenance);
        reading.figure
    }

    /// A price on a day in dollars, if it is for the unit that the cargo is counted in. Another currency is changed at
    /// the rate of the date that the figure is of.
    fn price(
        &mut self,
        network: &'a Network,
        price: &'a Dated<Price>,
        day: Day,
        cargo: &Cargo,
        distance: Distance,
    ) -> Option<Spread<Money>> {
        let figure = self.read(price, day);
        if figure.typ.unit() != cargo.unit {
            return None;
        }
        let currency = figure.typ.currency();
        let over = |price: Price| price.over(distance);
        let quoted = Spread { low: over(figure.low), typ: over(figure.typ), high: over(figure.high) };
        if currency == Currency::Usd {
            return Some(quoted);
        }
        let date = figure.provenance.as_of.map_or(day, Date::first_day);
        let rate = self.exchange(network, currency, date)?;
        Some(Spread { low: rate.usd(quoted.low), typ: rate.usd(quoted.typ), high: rate.usd(quoted.high) })
    }

    /// What a dollar bought of a currency on a date, noting that it was used.
    pub(super) fn exchange(&mut self, network: &'a Network, currency: Currency, date: Day) -> Option<ExchangeRate> {
        let rates = network.exchange_rates.values().find(|rates| rates.currency == currency)?;
        let figure = self.read(&rates.per_usd, date);
        self.exchanged.push(figure);
        Some(figure.typ)
    }

    /// The price of what has no length: its own if that is for the unit of the cargo, else the rate that fits closest.
    /// `None` if nobody asks a price, `Some(None)` if one is asked and not known for the cargo.
    #[allow(clippy::option_option)]
    fn flat(
        &mut self,
        network: &'a Network,
        own: Option<&'a Dated<Price>>,
        fits: impl Fn(&Rate) -> Option<u8>,
        cargo: CargoId,
        day: Day,
    ) -> Option<Option<Spread<Money>>> {
        let entry = &network.cargoes[cargo];
        let is_for_unit = |price: &&Dated<Price>| price.on(day).figure.typ.unit() == entry.unit;
        let rates = network.rates.values().filter(|rate| rate.cargo == cargo);
        let rate = rates.filter_map(|rate| fits(rate).map(|close| (close, rate))).max_by_key(|(close, _)| *close);
        let price = own.filter(is_for_unit).or(rate.map(|(_, rate)| &rate.price)).or(own)?;
        Some(self.price(network, price, day, entry, Distance::default()))
    }

    /// The wait for what runs every so often on unknown days: none, half of that or all of it, and the cut-off. The wait for
    /// a departure on a known day is the timetable's.
    fn add_service(&mut self, service: Option<&'a Service>, day: Day) {
        let Some(service) = service else { return };
        self.provenance.push(&service.provenance);
        self.stands_in |= !service.window.contains(day);
        if let Rhythm::Every(headway) = service.rhythm {
            let after = |wait: u32| Minutes::new(wait) + service.cut_off;
            let wait = Spread { low: after(0), typ: after(headway.get() / 2), high: after(headway.get()) };
            self.time = self.time.map(|time| time + wait);
        }
    }

    /// The haul at the rate that fits best.
    fn add_rate(&mut self, network: &'a Network, mode: Mode, operator: Option<OperatorId>, cargo: CargoId, day: Day) {
        let rate = network.haul_rate(mode, operator, cargo);
        let distance = self.distance;
        let price = rate.and_then(|rate| self.price(network, &rate.price, day, &network.cargoes[cargo], distance));
        self.costs = price.map(|price| Costs::of(CostPart::LineHaul, price));
    }
}

fn spread(figure: &Figure<Minutes>) -> Spread<Minutes> {
    Spread { low: figure.low, typ: figure.typ, high: figure.high }
}

fn sailing(vessel: &Vessel, distance: Distance) -> Option<Spread<Minutes>> {
    Some(Spread {
        low: vessel.speed.high.time_for(distance)?,
        typ: vessel.speed.typ.time_for(distance)?,
        high: vessel.speed.low.time_for(distance)?,
    })
}

/// As early or late as elsewhere at sea.
fn in_open_water_of_an_ice_area(vessel: &Vessel, typ: Minutes) -> Option<Spread<Minutes>> {
    let (slow, usual, fast) = (vessel.speed.low, vessel.speed.typ, vessel.speed.high);
    let at = |speed: Speed| {
        let minutes = u64::from(typ.get()) * usual.metres_per_day();
        u32::try_from(minutes.checked_div(speed.metres_per_day())?).ok().map(Minutes::new)
    };
    Some(Spread { low: at(fast)?, typ, high: at(slow)? })
}

/// In a normal year low and high are the mild and the severe year; in a year of known ice all three are that year's.
fn in_ice(
    network: &Network,
    (vessel, unescorted): (&Vessel, bool),
    distance: Distance,
    normal: Severity,
    year: IceYear,
) -> Option<Spread<Minutes>> {
    let at = |year: IceYear| {
        let severity = year.severity(normal);
        let longer = u64::from(severity.milli()) * ELONGATION_MILLI / 3000;
        let elongated = Distance::from_metres(distance.metres() * (1000 + longer) / 1000);
        network.speed_in_ice(vessel, severity, unescorted).time_for(elongated)
    };
    let typ = at(year)?;
    if year.severity(normal) == Severity::default() && (normal == Severity::default() || year != IceYear::Normal) {
        return in_open_water_of_an_ice_area(vessel, typ);
    }
    if normal == Severity::default() || year != IceYear::Normal {
        return Some(Spread::exactly(typ));
    }
    let mild = at(IceYear::Mild).unwrap_or(typ);
    // A ship that a severe year would stop, or refuse, is given the normal year's time twice over: it waits, and nobody knows how long.
    let too_risky = |year: IceYear| {
        let operation = network.operation_in_ice(vessel, year.severity(normal), unescorted);
        operation.is_some_and(|operation| operation.refused)
    };
    let waits = too_risky(IceYear::Severe) && !too_risky(year);
    let severe = at(IceYear::Severe).map_or(typ + typ, |severe| if waits { severe.max(typ + typ) } else { severe });
    Some(Spread { low: mild.min(typ), typ, high: severe.max(typ) })
}
