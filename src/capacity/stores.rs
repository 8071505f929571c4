//! Where goods of a class can wait, and what limits and prices what starts at a place.

use super::class::Class;
use super::convert::conversion;
use super::draft::{Access, Store};
use super::limit::{LimitUnit, Limited};
use super::note::Note;
use super::period::{DaySet, Part};
use super::query::FlowQuery;
use super::slots::{SlotId, Slots};
use crate::graph::{End, StateId, Structure};
use crate::model::{Cargo, Country, Mode, Network, Objective, PlaceId, Storage, Supply, SupplyId};
use crate::route::terminals;
use crate::units::Currency;

/// Gives every store and every source its place among what has a capacity.
pub(super) fn register(slots: &mut Slots<'_>, query: &FlowQuery) {
    let network = slots.rates.network;
    for (id, store) in network.storages.iter() {
        slots.id(Limited::Storage(id));
        if store.filling.is_some() {
            slots.id(Limited::Filling(id));
        }
        if store.emptying.is_some() {
            slots.id(Limited::Emptying(id));
        }
    }
    if query.with_supplies {
        network.supplies.keys().for_each(|id| {
            slots.id(Limited::Supply(id));
        });
    }
}

/// Stores that the goods of a class can lie in, and what keeps them out of others.
pub(super) fn stores_of(
    structure: &Structure,
    class: &Class,
    objective: Objective,
    parts: &[Part],
    slots: &Slots<'_>,
) -> (Vec<Store>, Vec<Note>) {
    let network = slots.rates.network;
    let cargo = &network.cargoes[class.query.cargo];
    let (mut stores, mut notes) = (Vec::new(), Vec::new());
    let takes = |store: &Storage| store.commodities.is_empty() || cargo.is_one_of(&store.commodities);
    for (id, store) in network.storages.iter().filter(|(_, store)| takes(store)) {
        let unit = store.amount.periods().first().map(|period| LimitUnit::Amount(period.figure.typ.unit()));
        let Some(unit) = unit else { continue };
        if conversion(network, cargo, unit, Limited::Storage(id)).is_none() {
            notes.push(Note::NoConversion { of: Limited::Storage(id), unit, cargo: class.query.cargo });
            continue;
        }
        let Some(holding) = holding_cost(store, cargo, objective) else {
            notes.push(Note::StoreWithoutPrice(id));
            continue;
        };
        let in_use = |part: &Part| {
            let last = part.first.plus(part.days.cast_signed() - 1);
            store.status.on(last).is_some_and(|spell| spell.state.is_usable())
        };
        let on_land = |state: &StateId| structure.states()[*state as usize].mode != Mode::Sea;
        let at_quay = |state: &StateId| structure.states()[*state as usize].end == Some(End::Origin);
        let states = structure.states_at(store.at).iter().copied();
        let Some(stock) = slots.find(Limited::Storage(id)) else { continue };
        stores.push(Store {
            id,
            states: states.filter(|state| on_land(state) || at_quay(state)).collect(),
            stock,
            filling: slots.find(Limited::Filling(id)),
            emptying: slots.find(Limited::Emptying(id)),
            costs: parts.iter().map(|part| in_use(part).then(|| holding(part))).collect(),
        });
    }
    (stores, notes)
}

/// What a part of the period in store costs a unit, in the objective's unit; none if that is not known.
fn holding_cost(store: &Storage, cargo: &Cargo, objective: Objective) -> Option<impl Fn(&Part) -> i64> {
    let asked = store.cost.as_ref().map(|figure| figure.typ).filter(|cost| cost.cargo_unit() == cargo.unit);
    let money = matches!(objective, Objective::Cost | Objective::Generalised);
    let a_month = match asked {
        Some(cost) if money => cost.a_month().micro(),
        None if money => return None,
        _ => 0,
    };
    let a_day = cargo.value_of_time.as_ref().map_or(0, |value| value.typ.a_day().micro());
    Some(move |part: &Part| {
        let days = i64::from(part.counted_days());
        match objective {
            Objective::Time => days * 1440,
            Objective::Generalised => a_month + a_day * days,
            Objective::Cost | Objective::Distance | Objective::Co2 => a_month,
        }
    })
}

/// Ways in or out at some places: each state that goods may start or end in, and for each source there what it gives.
pub(super) fn access(
    structure: &Structure,
    class: &Class,
    (places, is_origin): (&[PlaceId], bool),
    query: &FlowQuery,
    parts: &[Part],
    slots: &Slots<'_>,
    of_journey: &[SlotId],
) -> Vec<Access> {
    let network = slots.rates.network;
    let mut found = Vec::new();
    for place in places {
        let end = if is_origin { End::Origin } else { End::Destination };
        let states = terminals(network, structure, &[*place], end);
        if !is_origin {
            found.extend(states.into_iter().map(|state| Access { state, takes: Vec::new(), days: None, cost: 0 }));
            continue;
        }
        let mut common = of_journey.to_vec();
        common.extend(slots.find(Limited::Asked { place: *place, cargo: class.query.cargo }));
        let sources = sources(network, class, *place);
        let sources: Vec<_> = sources.filter(|_| query.with_supplies).collect();
        for state in states {
            if sources.is_empty() {
                found.push(Access { state, takes: common.clone(), days: None, cost: 0 });
            }
            for (id, supply) in &sources {
                let takes = common.iter().copied().chain(slots.find(Limited::Supply(*id))).collect();
                let cost = cost_at_source(supply, &network.cargoes[class.query.cargo], query);
                let days = parts.iter().map(|part| days_in_use(supply, part)).collect();
                found.push(Access { state, takes, days: Some(days), cost });
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// What the network says can be had of the class's cargo at a place.
fn sources<'n>(
    network: &'n Network,
    class: &Class,
    place: PlaceId,
) -> impl Iterator<Item = (SupplyId, &'n Supply)> + use<'n> {
    let (cargo, origin) = (class.query.cargo, class.query.cargo_origin.or(network.places[place].country));
    let fits = move |country: Option<Country>| country.is_none() || country == origin;
    network
        .supplies
        .iter()
        .filter(move |(_, supply)| supply.at == place && supply.cargo.0 == cargo && fits(supply.cargo.1))
}

fn days_in_use(supply: &Supply, part: &Part) -> DaySet {
    let mut days = DaySet::default();
    for (offset, day) in (0..).zip(part.iter()) {
        if supply.status.on(day).is_some_and(|spell| spell.state.is_usable()) {
            days.add(offset, offset + 1);
        }
    }
    days
}

/// What a unit costs at its source, where ways are compared by money and the price is in dollars for that unit.
fn cost_at_source(supply: &Supply, cargo: &Cargo, query: &FlowQuery) -> i64 {
    let price = supply.cost.as_ref().map(|cost| cost.on(query.period.first_day()).figure.typ);
    let price = price.filter(|price| price.unit() == cargo.unit && price.currency() == Currency::Usd);
    match query.objective {
        Objective::Cost | Objective::Generalised => {
            price.map_or(0, |price| price.over(crate::units::Distance::default()).micro().max(0))
        }
        Objective::Time | Objective::Distance | Objective::Co2 => 0,
    }
}
