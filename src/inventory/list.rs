//! Walks a network once, section by section of the format.

use std::fmt::{Debug, Display};

use super::entry::{Entry, FigureEntry, HistoryEntry, PeriodEntry};
use super::key::EntryKey;
use super::node::{SectionValue, section_values};
use crate::model::{Dated, Figure, Line, LineId, Network, Section, Service};
use crate::units::Quantity;

/// All entries that tell facts, in the order of the format's sections and of ids.
///
/// # Cost
/// O(n) in the figures of the network; nothing is formatted.
pub fn entries(network: &Network) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    on_land(network, &mut all);
    at_sea(network, &mut all);
    traffic(network, &mut all);
    ice_and_rules(network, &mut all);
    all
}

/// Places, operators, lines, capacity groups, capacity rules, congestion.
fn on_land<'n>(network: &'n Network, all: &mut Vec<Entry<'n>>) {
    all.extend(network.places.iter().map(|(id, place)| {
        let entry = Entry::new(EntryKey::Place(id), &place.id, place.file, &place.provenance)
            .dated("max_draught", place.max_draught.as_ref());
        place.ice_season.iter().fold(entry, |entry, season| {
            let fact = PeriodEntry::fact(entry.node.key("ice_season"), &season.provenance);
            entry.fact("ice_season", PeriodEntry { season: Some(season.season), note: season.note.as_deref(), ..fact })
        })
    }));
    all.extend(network.operators.iter().map(|(id, operator)| {
        Entry::new(EntryKey::Operator(id), &operator.id, operator.file, &operator.provenance)
            .dated("speed", operator.speed.as_ref())
            .dated("bulk_speed", operator.bulk_speed.as_ref())
    }));
    all.extend(network.lines.iter().map(|(id, line)| line_entry(network, id, line)));
    all.extend(network.capacity_groups.iter().map(|(id, group)| {
        Entry::new(EntryKey::CapacityGroup(id), &group.id, group.file, &group.provenance)
            .dated("capacity", Some(&group.capacity))
            .months(group.months.as_ref())
    }));
    all.extend(network.capacity_rules.iter().map(|(id, rule)| {
        Entry::new(EntryKey::CapacityRule(id), &rule.id, rule.file, &rule.provenance)
            .figure("reserve", rule.reserve.as_ref())
            .figure("usable", rule.usable.as_ref())
            .figure("loops", rule.loops.as_ref())
            .figure("running_speed", rule.running_speed.as_ref())
            .figure("start_stop", rule.start_stop.as_ref())
            .figure("crossing", rule.crossing.as_ref())
            .figure("headway", rule.headway.as_ref())
            .figure("passenger_trains", rule.passenger_trains.as_ref())
            .figure("removal", rule.removal.as_ref())
            .figure("loaded", rule.loaded.as_ref())
            .figure("freight", rule.freight.as_ref())
    }));
    all.extend(network.congestion.iter().map(|(id, delay)| {
        Entry::new(EntryKey::Congestion(id), &delay.id, delay.file, &delay.provenance)
            .figure("alpha", Some(&delay.alpha))
            .figure("beta", Some(&delay.beta))
    }));
}

fn line_entry<'n>(network: &'n Network, id: LineId, line: &'n Line) -> Entry<'n> {
    let mut entry = Entry::new(EntryKey::Line(id), &line.id, line.file, &line.provenance).telling(&["posts"]);
    let figures = &mut entry.figures;
    figures.extend(dated(network, line, "speed", |section| section.speed.as_ref()));
    figures.extend(dated(network, line, "capacity", |section| section.capacity.as_ref()));
    let months = section_values(network, line, "months", |section| section.months.as_ref());
    let fact = |found: &SectionValue<'n, _>| PeriodEntry::fact(found.node.clone(), &line.provenance);
    figures.extend(months.into_iter().map(|found| FigureEntry::fact("months", fact(&found)).of(found.sections)));
    figures.extend(single(network, line, "axle_load", |section| section.axle_load.as_ref()));
    figures.extend(single(network, line, "train_length", |section| section.train_length.as_ref()));
    figures.extend(single(network, line, "diameter", |section| section.diameter.as_ref()));
    figures.extend(single(network, line, "voltage", |section| section.voltage.as_ref()));
    figures.extend(single(network, line, "reactance", |section| section.reactance.as_ref()));
    figures.extend(single(network, line, "losses", |section| section.losses.as_ref()));
    entry = entry.figure("investment", line.investment.as_ref());
    let histories = section_values(network, line, "status", |section: &Section| Some(&section.status));
    entry.histories.extend(histories.into_iter().map(|SectionValue { node, value, sections }| HistoryEntry {
        node,
        sections,
        history: value,
    }));
    entry = service_fact(entry, line.service.as_ref());
    entry.parts.extend(line.sections.iter().map(|section| &network.sections[*section].provenance));
    entry
}

/// A timetable, which is no number, and the slots that it offers.
fn service_fact<'n>(entry: Entry<'n>, service: Option<&'n Service>) -> Entry<'n> {
    let Some(service) = service else { return entry };
    let node = entry.node.key("service");
    let mut entry = entry.fact(
        "service",
        PeriodEntry { window: service.window, ..PeriodEntry::fact(node.clone(), &service.provenance) },
    );
    let slots = service.slots.as_ref().map(|slots| FigureEntry::single("slots", node.key("slots"), slots));
    entry.figures.extend(slots);
    entry
}

/// Distinct dated figures of the sections of a line.
fn dated<'n, T: Quantity + Display + Debug + PartialEq + Sync + 'n>(
    network: &'n Network,
    line: &'n Line,
    key: &'static str,
    figure: impl Fn(&'n Section) -> Option<&'n Dated<T>>,
) -> Vec<FigureEntry<'n>> {
    let values = section_values(network, line, key, figure);
    values.into_iter().map(|found| FigureEntry::dated(key, &found.node, found.value).of(found.sections)).collect()
}

/// Distinct figures of the sections of a line.
fn single<'n, T: Quantity + Display + Debug + PartialEq + Sync + 'n>(
    network: &'n Network,
    line: &'n Line,
    key: &'static str,
    figure: impl Fn(&'n Section) -> Option<&'n Figure<T>>,
) -> Vec<FigureEntry<'n>> {
    let values = section_values(network, line, key, figure);
    values.into_iter().map(|found| FigureEntry::single(key, found.node, found.value).of(found.sections)).collect()
}

/// Lanes, passages, transfers, stores.
fn at_sea<'n>(network: &'n Network, all: &mut Vec<Entry<'n>>) {
    all.extend(network.lanes.iter().map(|(id, lane)| {
        let facts: &[&str] = if lane.published.is_some() { &[] } else { &["path"] };
        let entry = Entry::new(EntryKey::Lane(id), &lane.id, lane.file, &lane.provenance)
            .telling(facts)
            .figure("distance", lane.published.as_ref())
            .figure("depth", lane.depth.as_ref())
            .figure("under_keel", lane.under_keel.as_ref())
            .history(&lane.status);
        service_fact(entry, lane.service.as_ref())
    }));
    all.extend(network.passages.iter().map(|(id, passage)| {
        Entry::new(EntryKey::Passage(id), &passage.id, passage.file, &passage.provenance)
            .dated("time", passage.time.as_ref())
            .dated("cost", passage.cost.as_ref())
            .dated("max_draught", passage.max_draught.as_ref())
    }));
    all.extend(network.transfers.iter().map(|(id, transfer)| {
        Entry::new(EntryKey::Transfer(id), &transfer.id, transfer.file, &transfer.provenance)
            .dated("time", Some(&transfer.time))
            .dated("cost", transfer.cost.as_ref())
            .dated("capacity", transfer.capacity.as_ref())
            .months(transfer.months.as_ref())
            .figure("losses", transfer.losses.as_ref())
            .figure("investment", transfer.investment.as_ref())
            .history(&transfer.status)
    }));
    all.extend(network.storages.iter().map(|(id, store)| {
        Entry::new(EntryKey::Storage(id), &store.id, store.file, &store.provenance)
            .dated("amount", Some(&store.amount))
            .figure("cost", store.cost.as_ref())
            .dated("filling", store.filling.as_ref())
            .dated("emptying", store.emptying.as_ref())
            .history(&store.status)
    }));
}

/// Vessels, trains, cargoes, rates, emission factors, fuels, exchange rates, supplies, demands.
fn traffic<'n>(network: &'n Network, all: &mut Vec<Entry<'n>>) {
    all.extend(network.vessels.iter().map(|(id, vessel)| {
        Entry::new(EntryKey::Vessel(id), &vessel.id, vessel.file, &vessel.provenance)
            .telling(&["ice_speeds"])
            .figure("draught", Some(&vessel.draught))
            .figure("speed", Some(&vessel.speed))
            .figure("gross_tonnage", vessel.gross_tonnage.as_ref())
            .figure("length", vessel.length.as_ref())
            .figure("beam", vessel.beam.as_ref())
            .figure("payload", vessel.payload.as_ref())
            .figure("consumption", vessel.consumption.as_ref())
    }));
    all.extend(network.trains.iter().map(|(id, train)| {
        Entry::new(EntryKey::Train(id), &train.id, train.file, &train.provenance)
            .figure("wagons", train.wagons.as_ref())
            .figure("length", train.length.as_ref())
            .figure("gross", train.gross.as_ref())
            .figure("net", train.net.as_ref())
            .figure("axle_load", train.axle_load.as_ref())
            .figure("payload", train.payload.as_ref())
    }));
    all.extend(network.cargoes.iter().map(|(id, cargo)| {
        Entry::new(EntryKey::Cargo(id), &cargo.id, cargo.file, &cargo.provenance)
            .figure("mass", cargo.mass.as_ref())
            .figure("density", cargo.density.as_ref())
            .figure("value_of_time", cargo.value_of_time.as_ref())
    }));
    all.extend(network.rates.iter().map(|(id, rate)| {
        Entry::new(EntryKey::Rate(id), &rate.id, rate.file, &rate.provenance).dated("price", Some(&rate.price))
    }));
    all.extend(network.emission_factors.iter().map(|(id, factor)| {
        Entry::new(EntryKey::ModeEmission(id), &factor.id, factor.file, &factor.provenance)
            .dated("ttw", Some(&factor.ttw))
            .dated("wtw", Some(&factor.wtw))
    }));
    all.extend(network.fuels.iter().map(|(id, fuel)| {
        Entry::new(EntryKey::Fuel(id), &fuel.id, fuel.file, &fuel.provenance)
            .figure("ttw", Some(&fuel.ttw))
            .figure("wtw", Some(&fuel.wtw))
    }));
    all.extend(network.exchange_rates.iter().map(|(id, rate)| {
        Entry::new(EntryKey::CurrencyRate(id), &rate.id, rate.file, &rate.provenance)
            .dated("per_usd", Some(&rate.per_usd))
    }));
    all.extend(network.supplies.iter().map(|(id, supply)| {
        Entry::new(EntryKey::Supply(id), &supply.id, supply.file, &supply.provenance)
            .dated("quantity", Some(&supply.quantity))
            .months(supply.months.as_ref())
            .dated("cost", supply.cost.as_ref())
            .history(&supply.status)
    }));
    all.extend(network.demands.iter().map(|(id, demand)| {
        Entry::new(EntryKey::Demand(id), &demand.id, demand.file, &demand.provenance)
            .dated("quantity", Some(&demand.quantity))
            .months(demand.months.as_ref())
            .figure("unserved", demand.unserved.as_ref())
    }));
}

/// Ice areas, escort tariffs, risk tables, admissions, restrictions, scenarios, projects.
fn ice_and_rules<'n>(network: &'n Network, all: &mut Vec<Entry<'n>>) {
    all.extend(network.ice_areas.iter().map(|(id, area)| {
        let entry = Entry::new(EntryKey::IceArea(id), &area.id, area.file, &area.provenance)
            .telling(&["severity"])
            .figure("through", area.through.as_ref());
        area.escort_shares.iter().enumerate().fold(entry, |entry, (index, share)| {
            let fact = PeriodEntry::fact(entry.node.key("escort_share").index(index), &share.provenance);
            entry.fact("escort_share", fact)
        })
    }));
    all.extend(network.escort_tariffs.iter().map(|(id, tariff)| {
        Entry::new(EntryKey::EscortTariff(id), &tariff.id, tariff.file, &tariff.provenance)
            .telling(&["rates"])
            .during(tariff.window)
    }));
    all.extend(network.risk_tables.iter().map(|(id, table)| {
        Entry::new(EntryKey::RiskTable(id), &table.id, table.file, &table.provenance).telling(&["values"])
    }));
    all.extend(network.admissions.iter().map(|(id, set)| {
        Entry::new(EntryKey::Admission(id), &set.id, set.file, &set.provenance).telling(&["rules"]).during(set.window)
    }));
    all.extend(network.restrictions.iter().map(|(id, rule)| {
        let entry = Entry::new(EntryKey::Restriction(id), &rule.id, rule.file, &rule.provenance)
            .telling(&["the rule"])
            .during(rule.window)
            .dated("limit", rule.limit.as_ref())
            .dated("delay", rule.delay.as_ref());
        rule.exceptions.iter().enumerate().fold(entry, |entry, (index, exception)| {
            let fact = PeriodEntry::fact(entry.node.key("exceptions").index(index), &exception.provenance);
            entry.fact("exceptions", PeriodEntry { window: exception.window, ..fact })
        })
    }));
    // A scenario is a question, not a fact: it may be cited, but owes nobody a source.
    all.extend(
        network.scenarios.iter().map(|(id, scenario)| {
            Entry::new(EntryKey::Scenario(id), &scenario.id, scenario.file, &scenario.provenance)
        }),
    );
    all.extend(network.projects.iter().map(|(id, project)| {
        Entry::new(EntryKey::Project(id), &project.id, project.file, &project.provenance)
            .telling(&["changes"])
            .figure("investment", project.investment.as_ref())
    }));
}
