//! How much can pass and what stops more, as a record: what `cut --format json` prints and the site draws.

use serde::Serialize;

use super::amount::{amount_told, rounded};
use super::limit::{LimitRecord, WorthRecord, limit_record};
use super::links::{LinkFlowRecord, LinkFlows, link_flows};
use super::query::PeriodRecord;
use super::sentence::end_told;
use super::words::limit_name;
use crate::capacity::{Cut, Element, FlowQuery, Found, Limited, Limiting, Model, Note, Worth, units_told};
use crate::model::{Link, Network, PlaceId, Subject};
use crate::report::facts::{FactRecord, Teller};
use crate::report::plan::NetworkRecord;
use crate::report::verify::ProvenRecord;
use crate::units::CargoUnit;

/// The answer to `cut`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutReport {
    /// `landbridge/cut/1`.
    pub schema: &'static str,
    /// What it was computed on.
    pub network: NetworkRecord,
    /// The question.
    pub query: CutQueryRecord,
    /// The answer, under the scenario if there is one.
    pub answer: CutRecord,
    /// If there is a scenario: the answer without it.
    pub base: Option<CutRecord>,
    /// If there is a scenario: by how many units of cargo more can pass with it; none if one of the two is not limited.
    pub adds: Option<f64>,
    /// What the reader should know.
    pub notes: Vec<String>,
}

/// The question, defaults filled in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutQueryRecord {
    /// Where from, in words.
    pub from: String,
    /// Ids of the places it means.
    pub from_places: Vec<String>,
    /// Where to, in words.
    pub to: String,
    /// Ids of the places it means.
    pub to_places: Vec<String>,
    /// What moves.
    pub cargo: String,
    /// What that is called.
    pub cargo_name: String,
    /// What it is counted in.
    pub cargo_unit: &'static str,
    /// The country that it is from, if it was named.
    pub cargo_origin: Option<String>,
    /// When and under what.
    #[serde(flatten)]
    pub period: PeriodRecord,
}

/// How much can pass, and what stops more.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutRecord {
    /// `limited`; `unlimited`: some way has no known capacity at all; `none`: no way joins the ends.
    pub outcome: &'static str,
    /// How many units of cargo can pass in the period; none if that is not limited.
    pub most: Option<f64>,
    /// The same in words.
    pub most_told: Option<String>,
    /// The capacities in some minimum cut, in the order of the network.
    pub limits: Vec<CutLimitRecord>,
    /// Positions of the minimum cut nearest the origins.
    pub near_origins: Vec<usize>,
    /// Positions of the minimum cut nearest the destinations.
    pub near_destinations: Vec<usize>,
    /// Where several of them are sections of one line: what widening them together is worth.
    pub lines: Vec<LineRecord>,
    /// How many units more can pass with one unit more (a thousand, of containers) of each of them together.
    pub together: Option<f64>,
    /// What binds next if those in every minimum cut, or all of them if there are none, were no limits.
    pub then: Option<NextRecord>,
    /// What flows where, if as much as can passes.
    pub links: Vec<LinkFlowRecord>,
    /// What has no known capacity, and lies on a way that is used.
    pub unknown: Vec<String>,
    /// If nothing limits it: the lines, lanes and transfers of a way of which no capacity is known.
    pub way_without_limit: Vec<String>,
    /// If no way joins the ends: why.
    pub refused: Vec<FactRecord>,
    /// What the reader must know of the ways that are used.
    pub flags: Vec<FactRecord>,
    /// What proves it, if it was checked.
    pub proof: Option<ProofRecord>,
}

/// A capacity in some minimum cut.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CutLimitRecord {
    /// The capacity.
    #[serde(flatten)]
    pub limit: LimitRecord,
    /// How many units of cargo arrive through it.
    pub arrives: f64,
    /// Whether it is in every minimum cut: widening another one alone lets nothing more pass.
    pub in_every: bool,
}

/// Sections of one line in some minimum cut.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LineRecord {
    /// Id of the line.
    pub line: String,
    /// What it is called.
    pub name: String,
    /// Positions of its sections among the limits.
    pub limits: Vec<usize>,
    /// How many units more can pass with one unit more on all of them.
    pub gain: f64,
}

/// What stops more once the first limits are gone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NextRecord {
    /// How many units could pass then; none if nothing known limits it.
    pub most: Option<f64>,
    /// The capacities in every minimum cut then; if there are none, those of the cut nearest the origins.
    pub limits: Vec<LimitRecord>,
}

/// What proves an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ProofRecord {
    /// No flow is better than this: how much can pass, or what it costs at least.
    pub bound: f64,
    /// How far the answer may be from it, as a share of it.
    pub gap: f64,
    /// SHA-256 of the certificate, if one was written.
    pub certificate: Option<String>,
}

impl ProofRecord {
    /// Tells what was proven; no certificate was written yet.
    pub fn of(proven: &ProvenRecord) -> Self {
        let bound = proven.bound.parse().unwrap_or(f64::NAN);
        Self { bound, gap: proven.relative_gap, certificate: None }
    }
}

impl CutRecord {
    /// Those in every minimum cut.
    pub fn in_every(&self) -> impl Iterator<Item = &CutLimitRecord> {
        self.limits.iter().filter(|limit| limit.in_every)
    }
}

/// Tells an answer. `refused` is why nothing joins the ends, if nothing does.
fn cut_record(cut: &Cut<'_>, unit: CargoUnit, refused: Vec<FactRecord>) -> CutRecord {
    let network = cut.model.network;
    let mut record = CutRecord {
        outcome: "none",
        most: Some(0.0),
        most_told: Some(amount_told(0.0, unit)),
        limits: Vec::new(),
        near_origins: Vec::new(),
        near_destinations: Vec::new(),
        lines: Vec::new(),
        together: None,
        then: None,
        links: Vec::new(),
        unknown: Vec::new(),
        way_without_limit: Vec::new(),
        refused,
        flags: Vec::new(),
        proof: None,
    };
    match &cut.found {
        Found::NotJoined => {}
        Found::NotLimited(steps) => {
            (record.outcome, record.most, record.most_told) = ("unlimited", None, None);
            for step in steps {
                let subject = cut.model.structure.steps()[*step as usize].subject(network);
                let name = match subject {
                    Subject::Transfer(id) => Teller { network, vessel: None }.transfer_name(id),
                    other => network.subject_name(other).to_string(),
                };
                if record.way_without_limit.last() != Some(&name) {
                    record.way_without_limit.push(name);
                }
            }
        }
        Found::Limited(limiting) => tell(cut, limiting, unit, &mut record),
    }
    record
}

fn tell(cut: &Cut<'_>, limiting: &Limiting, unit: CargoUnit, record: &mut CutRecord) {
    let (model, network) = (&cut.model, cut.model.network);
    let found = &limiting.bottleneck;
    let used = model.used(&limiting.flow);
    record.outcome = "limited";
    record.most = Some(rounded(found.most));
    record.most_told = Some(amount_told(found.most, unit));
    for (&capacity, &arrives) in found.in_some.iter().zip(&limiting.arrives) {
        let mut limit = limit_record(model, capacity as usize, used[capacity as usize]);
        limit.worth = limiting.worth.iter().find(|worth| worth.capacity == capacity).map(|worth| told(cut, worth));
        let in_every = found.in_every.contains(&capacity);
        record.limits.push(CutLimitRecord { limit, arrives: rounded(arrives), in_every });
    }
    let positions = |members: &[u32]| -> Vec<usize> {
        members.iter().filter_map(|member| found.in_some.iter().position(|known| known == member)).collect()
    };
    record.near_origins = positions(&found.near_origins);
    record.near_destinations = positions(&found.near_destinations);
    record.lines = limiting
        .lines
        .iter()
        .map(|(sections, gain)| {
            let of = model.limits[sections[0] as usize].of;
            let (line, name) = (of.id(network).to_string(), of.name(network).to_string());
            LineRecord { line, name, limits: positions(sections), gain: rounded(*gain) }
        })
        .collect();
    record.together = Some(rounded(limiting.together));
    record.then = limiting.then.as_ref().map(|next| {
        let named = if next.in_every.is_empty() { &next.near_origins } else { &next.in_every };
        let limits = named.iter().map(|&capacity| {
            let mut limit = limit_record(model, capacity as usize, used[capacity as usize]);
            limit.worth = next.worth.iter().find(|worth| worth.capacity == capacity).map(|worth| told(cut, worth));
            limit
        });
        NextRecord { most: next.most.map(rounded), limits: limits.collect() }
    });
    let marks = |limit: u32| (found.in_every.contains(&limit), found.in_some.contains(&limit));
    let LinkFlows { links, flags } = link_flows(model, &limiting.flow, &used, &marks);
    record.unknown = unknown(model, &links);
    (record.links, record.flags) = (links, flags);
}

fn told(cut: &Cut<'_>, worth: &Worth) -> WorthRecord {
    let unit = cut.model.limits[worth.capacity as usize].unit;
    WorthRecord {
        more: units_told(unit),
        gain: rounded(worth.gain),
        gains: Vec::new(),
        losses: Vec::new(),
        saves: None,
        loses: None,
        rent: None,
    }
}

/// Names of links and transfers with flow of which no capacity is known.
pub(super) fn unknown(model: &Model<'_>, links: &[LinkFlowRecord]) -> Vec<String> {
    let in_group = |link: &LinkFlowRecord| match link.element {
        Element::Link(Link::Section(section)) => {
            model.network.capacity_groups.values().any(|group| group.members.contains(&section))
        }
        _ => false,
    };
    let mut names: Vec<String> = Vec::new();
    // At sea and at borders hardly any capacity is known; lines and ports are what a reader would look for.
    for link in links.iter().filter(|link| link.limit.is_none() && !in_group(link)) {
        if !names.contains(&link.at.name) {
            names.push(link.at.name.clone());
        }
    }
    names
}

/// What the model left out on links and transfers that something flows over, in words, each once.
pub fn model_notes(model: &Model<'_>, links: &[LinkFlowRecord], flags: &[FactRecord]) -> Vec<String> {
    let network = model.network;
    let is_used = |of: Limited| match of {
        Limited::Section { section, .. } => {
            links.iter().any(|link| link.element == Element::Link(Link::Section(section)))
        }
        Limited::Service { link: on, .. } => links.iter().any(|link| link.element == Element::Link(on)),
        Limited::Transfer { transfer: id, .. } => links.iter().any(|link| link.element == Element::Transfer(id)),
        Limited::Quota(id) => flags.iter().any(|flag| flag.subject == network.restrictions[id].id),
        _ => true,
    };
    // A line in words once, not each of its sections.
    let name = |of: Limited| match of {
        Limited::Section { section, .. } => network.lines[network.sections[section].line].name.clone(),
        other => limit_name(network, other),
    };
    let mut told: Vec<String> = Vec::new();
    for note in &model.notes {
        let (of, sentence) = match *note {
            Note::NoConversion { of, unit, cargo } => {
                let cargo = &network.cargoes[cargo].name;
                (of, format!("{} has a capacity in {}, which does not limit {cargo}", name(of), unit.rate_symbol()))
            }
            Note::UnitChanges(of) => {
                (of, format!("the figure of {} changes its unit; the later one is used", name(of)))
            }
            Note::QuotaInWords(of) => (of, format!("{} is a limit in words, so it limits nothing here", name(of))),
            Note::QuotaInPart(of) => {
                (of, format!("{} holds on some days only, so it does not limit what moves on the others", name(of)))
            }
            Note::StoreWithoutPrice(id) => (
                Limited::Storage(id),
                format!("what {} costs is not known, so nothing waits there", network.storages[id].name),
            ),
            Note::NoCapacity(_) | Note::NotJoined { .. } | Note::NotLimited { .. } => continue,
        };
        if is_used(of) && !told.contains(&sentence) {
            told.push(sentence);
        }
    }
    told
}

/// The whole report: `from` and `to` are the names that were asked for, selections in words.
pub(super) fn cut_report(
    network: &Network,
    query: &FlowQuery,
    (from, to): (&[String], &[String]),
    cuts: (&Cut<'_>, Option<&Cut<'_>>),
    refused: (Vec<FactRecord>, Vec<FactRecord>),
) -> CutReport {
    let wanted = &query.wanted[0];
    let cargo = &network.cargoes[wanted.cargo];
    let ids = |places: &[PlaceId]| places.iter().map(|place| network.places[*place].id.clone()).collect();
    let answer = cut_record(cuts.0, cargo.unit, refused.0);
    let base = cuts.1.map(|base| cut_record(base, cargo.unit, refused.1));
    let adds = base.as_ref().and_then(|base| Some(rounded(answer.most? - base.most?)));
    let mut notes = model_notes(&cuts.0.model, &answer.links, &answer.flags);
    notes.push(
        "how long it takes is not looked at, nor whether ships, wagons and locomotives are there to carry it; what has no \
         known capacity limits nothing here"
            .into(),
    );
    if !network.meta.regimes.is_empty() {
        notes.push(format!(
            "restrictions cover: {}; not refused does not mean permitted",
            network.meta.regimes.join(", ")
        ));
    }
    CutReport {
        schema: "landbridge/cut/1",
        network: NetworkRecord::of(network),
        query: CutQueryRecord {
            from: end_told(network, from, &wanted.origin),
            from_places: ids(&wanted.origin),
            to: end_told(network, to, &wanted.destination),
            to_places: ids(&wanted.destination),
            cargo: cargo.id.clone(),
            cargo_name: cargo.name.clone(),
            cargo_unit: cargo.unit.symbol(),
            cargo_origin: wanted.cargo_origin.map(|country| country.to_string()),
            period: PeriodRecord::of(network, query),
        },
        answer,
        base,
        adds,
        notes,
    }
}
