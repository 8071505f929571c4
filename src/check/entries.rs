//! All entries that tell facts of the world, in one shape: figures, histories and where they are from.

use super::node::{Node, section_values};
use super::spells::same_history;
use crate::calendar::{Season, Window};
use crate::diagnostics::FileId;
use crate::model::{Dated, Figure, History, Line, Network, Period, Provenance, Section};

/// An entry that tells facts.
pub struct Entry<'n> {
    /// What people call such an entry.
    pub kind: &'static str,
    /// Its id.
    pub id: &'n str,
    /// Where it stands.
    pub node: Node,
    /// Where it is from.
    pub provenance: &'n Provenance,
    /// Facts that are no figures of their own, such as the posts of a line.
    pub facts: &'static [&'static str],
    /// Its figures.
    pub figures: Vec<FigureEntry<'n>>,
    /// Its states over time.
    pub histories: Vec<(Node, &'n History)>,
}

/// A figure of an entry, with its periods; one without dates has one period.
pub struct FigureEntry<'n> {
    /// Its key.
    pub key: &'static str,
    /// Its periods.
    pub periods: Vec<PeriodEntry<'n>>,
}

/// A period of a figure.
pub struct PeriodEntry<'n> {
    /// Where it stands.
    pub node: Node,
    /// When it holds.
    pub window: Window,
    /// In which part of the year; all of it if none.
    pub season: Option<Season>,
    /// Where it is from.
    pub provenance: &'n Provenance,
}

impl<'n> Entry<'n> {
    fn new(kind: &'static str, section: &str, id: &'n str, file: FileId, provenance: &'n Provenance) -> Self {
        let node = Node::entry(file, section, id);
        Self { kind, id, node, provenance, facts: &[], figures: Vec::new(), histories: Vec::new() }
    }

    fn telling(mut self, facts: &'static [&'static str]) -> Self {
        self.facts = facts;
        self
    }

    fn figure<T>(mut self, key: &'static str, figure: Option<&'n Figure<T>>) -> Self {
        let node = self.node.key(key);
        self.figures.extend(figure.map(|figure| single(key, node, figure)));
        self
    }

    fn dated<T>(mut self, key: &'static str, figure: Option<&'n Dated<T>>) -> Self {
        let node = self.node.key(key);
        self.figures.extend(figure.map(|figure| dated(key, &node, figure)));
        self
    }

    /// A fact with a provenance of its own that is no number.
    fn fact(mut self, key: &'static str, node: Node, provenance: &'n Provenance) -> Self {
        let period = PeriodEntry { node, window: Window::ALWAYS, season: None, provenance };
        self.figures.push(FigureEntry { key, periods: vec![period] });
        self
    }

    fn history(mut self, history: &'n History) -> Self {
        self.histories.push((self.node.key("status"), history));
        self
    }

    /// Names of what has no provenance of the kind asked for, each once.
    pub fn lacking(&self, lacks: impl Fn(&Provenance) -> bool) -> Vec<&'static str> {
        let own: &[&str] = if lacks(self.provenance) { self.facts } else { &[] };
        let figures = self.figures.iter().filter(|figure| figure.periods.iter().any(|period| lacks(period.provenance)));
        let mut names: Vec<&str> = own.iter().copied().chain(figures.map(|figure| figure.key)).collect();
        if self.histories.iter().any(|(_, history)| history.spells.iter().any(|spell| lacks(&spell.provenance))) {
            names.push("status");
        }
        let mut once = Vec::with_capacity(names.len());
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once
    }
}

fn single<'n, T>(key: &'static str, node: Node, figure: &'n Figure<T>) -> FigureEntry<'n> {
    let period = PeriodEntry { node, window: Window::ALWAYS, season: None, provenance: &figure.provenance };
    FigureEntry { key, periods: vec![period] }
}

fn dated<'n, T>(key: &'static str, node: &Node, figure: &'n Dated<T>) -> FigureEntry<'n> {
    let periods = figure.periods();
    let entry = |(index, period): (usize, &'n Period<T>)| {
        // The model does not keep whether one figure was written as a list; with dates it usually is.
        let listed = periods.len() > 1 || period.window != Window::ALWAYS;
        let node = if listed { node.index(index) } else { node.clone() };
        PeriodEntry { node, window: period.window, season: period.season, provenance: &period.figure.provenance }
    };
    FigureEntry { key, periods: periods.iter().enumerate().map(entry).collect() }
}

fn line_entry<'n>(network: &'n Network, line: &'n Line) -> Entry<'n> {
    let mut entry = Entry::new("line", "lines", &line.id, line.file, &line.provenance).telling(&["posts"]);
    for (node, figure, _) in section_values(network, line, "speed", |s: &Section| s.speed.as_ref(), PartialEq::eq) {
        entry.figures.push(dated("speed", &node, figure));
    }
    for (node, figure, _) in section_values(network, line, "capacity", |s| s.capacity.as_ref(), PartialEq::eq) {
        entry.figures.push(dated("capacity", &node, figure));
    }
    for (node, figure, _) in section_values(network, line, "axle_load", |s| s.axle_load.as_ref(), PartialEq::eq) {
        entry.figures.push(single("axle_load", node, figure));
    }
    for (node, figure, _) in section_values(network, line, "train_length", |s| s.train_length.as_ref(), PartialEq::eq) {
        entry.figures.push(single("train_length", node, figure));
    }
    for (node, figure, _) in section_values(network, line, "diameter", |s| s.diameter.as_ref(), PartialEq::eq) {
        entry.figures.push(single("diameter", node, figure));
    }
    for (node, figure, _) in section_values(network, line, "voltage", |s| s.voltage.as_ref(), PartialEq::eq) {
        entry.figures.push(single("voltage", node, figure));
    }
    for (node, figure, _) in section_values(network, line, "losses", |s| s.losses.as_ref(), PartialEq::eq) {
        entry.figures.push(single("losses", node, figure));
    }
    entry = entry.figure("investment", line.investment.as_ref());
    for (node, history, _) in section_values(network, line, "status", |s| Some(&s.status), same_history) {
        entry.histories.push((node, history));
    }
    entry
}

/// All entries that tell facts, in the order of the format's sections and of ids.
pub fn entries(network: &Network) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    all.extend(network.places.values().map(|place| {
        let entry = Entry::new("place", "places", &place.id, place.file, &place.provenance)
            .dated("max_draught", place.max_draught.as_ref());
        place.ice_season.iter().fold(entry, |entry, season| {
            let node = entry.node.key("ice_season");
            entry.fact("ice_season", node, &season.provenance)
        })
    }));
    all.extend(network.operators.values().map(|operator| {
        Entry::new("operator", "operators", &operator.id, operator.file, &operator.provenance)
            .dated("speed", operator.speed.as_ref())
    }));
    all.extend(network.lines.values().map(|line| line_entry(network, line)));
    all.extend(network.lanes.values().map(|lane| {
        let facts: &[&str] = if lane.published.is_some() { &[] } else { &["path"] };
        Entry::new("lane", "lanes", &lane.id, lane.file, &lane.provenance)
            .telling(facts)
            .figure("distance", lane.published.as_ref())
            .figure("depth", lane.depth.as_ref())
            .figure("under_keel", lane.under_keel.as_ref())
            .history(&lane.status)
    }));
    all.extend(network.passages.values().map(|passage| {
        Entry::new("passage", "passages", &passage.id, passage.file, &passage.provenance)
            .dated("time", passage.time.as_ref())
            .dated("cost", passage.cost.as_ref())
            .dated("max_draught", passage.max_draught.as_ref())
    }));
    all.extend(network.transfers.values().map(|transfer| {
        Entry::new("transfer", "transfers", &transfer.id, transfer.file, &transfer.provenance)
            .dated("time", Some(&transfer.time))
            .dated("cost", transfer.cost.as_ref())
            .dated("capacity", transfer.capacity.as_ref())
            .figure("losses", transfer.losses.as_ref())
            .figure("investment", transfer.investment.as_ref())
            .history(&transfer.status)
    }));
    all.extend(network.vessels.values().map(|vessel| {
        Entry::new("vessel", "vessels", &vessel.id, vessel.file, &vessel.provenance)
            .telling(&["ice_speeds"])
            .figure("draught", Some(&vessel.draught))
            .figure("speed", Some(&vessel.speed))
            .figure("gross_tonnage", vessel.gross_tonnage.as_ref())
            .figure("length", vessel.length.as_ref())
            .figure("beam", vessel.beam.as_ref())
            .figure("payload", vessel.payload.as_ref())
    }));
    all.extend(network.trains.values().map(|train| {
        Entry::new("train", "trains", &train.id, train.file, &train.provenance)
            .figure("wagons", train.wagons.as_ref())
            .figure("length", train.length.as_ref())
            .figure("gross", train.gross.as_ref())
            .figure("net", train.net.as_ref())
            .figure("axle_load", train.axle_load.as_ref())
            .figure("payload", train.payload.as_ref())
    }));
    all.extend(network.capacity_groups.values().map(|group| {
        Entry::new("capacity group", "capacity_groups", &group.id, group.file, &group.provenance)
            .dated("capacity", Some(&group.capacity))
    }));
    all.extend(network.demands.values().map(|demand| {
        Entry::new("demand", "demands", &demand.id, demand.file, &demand.provenance)
            .dated("quantity", Some(&demand.quantity))
    }));
    all.extend(network.rates.values().map(|rate| {
        Entry::new("rate", "rates", &rate.id, rate.file, &rate.provenance).dated("price", Some(&rate.price))
    }));
    all.extend(network.ice_areas.values().map(|area| {
        let entry = Entry::new("ice area", "ice_areas", &area.id, area.file, &area.provenance).telling(&["severity"]);
        area.escort_shares.iter().enumerate().fold(entry, |entry, (index, share)| {
            let node = entry.node.key("escort_share").index(index);
            entry.fact("escort_share", node, &share.provenance)
        })
    }));
    all.extend(network.admissions.values().map(|set| {
        Entry::new("admission table", "admissions", &set.id, set.file, &set.provenance).telling(&["rules"])
    }));
    all.extend(network.escort_tariffs.values().map(|tariff| {
        Entry::new("escort tariff", "escort_tariffs", &tariff.id, tariff.file, &tariff.provenance).telling(&["rates"])
    }));
    all.extend(network.risk_tables.values().map(|table| {
        Entry::new("risk table", "risk_tables", &table.id, table.file, &table.provenance).telling(&["values"])
    }));
    all.extend(network.restrictions.values().map(|rule| {
        Entry::new("restriction", "restrictions", &rule.id, rule.file, &rule.provenance)
            .telling(&["the rule"])
            .dated("delay", rule.delay.as_ref())
    }));
    all
}
