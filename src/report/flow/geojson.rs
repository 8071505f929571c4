//! Answers on capacity as maps for other programs.
//!
//! The first features are what something flows over, what is lost or what is built; of cuts and flows the limits with their
//! prices follow. `record` tells them apart. A quota has no geometry.

use serde::Serialize;
use serde_json::{Value, json};

use super::assignment::FlowReport;
use super::congestion::CongestionReport;
use super::critical::{CriticalReport, Part};
use super::cut::CutReport;
use super::limit::LimitRecord;
use super::query::PeriodRecord;
use super::upgrade::UpgradeReport;
use crate::capacity::{Element, Limited};
use crate::model::{Capacitated, Change, Link, Network, PlaceId, Subject};
use crate::report::geometry::{cut_at_antimeridian, link_path};

/// What flows where if as much as can passes, and the limits in some minimum cut.
pub fn cut_geojson(network: &Network, report: &CutReport) -> Value {
    let features_of = Features { period: &report.query.period };
    let answer = &report.answer;
    let links = answer.links.iter().map(|link| features_of.one("link", link_geometry(network, link.element), link));
    let limits = answer.limits.iter().map(|one| features_of.one("limit", limit_geometry(network, &one.limit), one));
    let about = json!({"schema": "landbridge/cut-geojson/1", "network": report.network, "query": report.query,
        "most": answer.most});
    collection(&about, links.chain(limits).collect())
}

/// What flows where, and limits that bind or are more than half full with what they are worth; demands stand in the member
/// `landbridge`.
pub fn flow_geojson(network: &Network, report: &FlowReport) -> Value {
    let features_of = Features { period: &report.query.period };
    let links = report.links.iter().map(|link| features_of.one("link", link_geometry(network, link.element), link));
    let limits = report.limits.iter().map(|limit| features_of.one("limit", limit_geometry(network, limit), limit));
    let about = json!({"schema": "landbridge/flow-geojson/1", "network": report.network, "query": report.query,
        "totals": report.totals, "demands": report.demands, "value_unit": report.value_unit});
    collection(&about, links.chain(limits).collect())
}

/// Links that fill, with how full they are and how slow they get.
pub fn congestion_geojson(network: &Network, report: &CongestionReport) -> Value {
    let features_of = Features { period: &report.period };
    let links = report.links.iter().map(|link| features_of.one("link", limit_geometry(network, &link.limit), link));
    let about = json!({"schema": "landbridge/congestion-geojson/1", "network": report.network, "query": report.period,
        "price_of_anarchy": report.price_of_anarchy});
    collection(&about, links.collect())
}

/// One feature for each thing lost, with the record of its loss.
pub fn critical_geojson(network: &Network, report: &CriticalReport) -> Value {
    let features_of = Features { period: &report.period };
    let features = report.losses.iter().flat_map(|loss| {
        loss.lost.iter().map(move |lost| {
            let geometry = match lost.part {
                Part::Element(element) => link_geometry(network, element),
                Part::Place(id) => point(network, id),
            };
            let mut feature = features_of.one("loss", geometry, lost);
            let properties = &mut feature["properties"];
            properties["rank"] = json!(loss.rank);
            properties["ways_cost_more"] = json!(loss.ways_cost_more);
            properties["cost_more"] = json!(loss.cost_more);
            properties["value_unit"] = json!(report.value_unit);
            properties["less"] = json!(loss.less);
            properties["disconnected"] = json!(loss.disconnected);
            feature
        })
    });
    let about = json!({"schema": "landbridge/critical-geojson/1", "network": report.network, "query": report.period});
    collection(&about, features.collect())
}

/// One feature for each thing that a candidate opens or widens, with the record of the candidate.
pub fn upgrade_geojson(network: &Network, report: &UpgradeReport) -> Value {
    let features_of = Features { period: &report.period };
    let features = report.candidates.iter().flat_map(|one| {
        let project = network.projects.find(&one.id).map(|id| &network.projects[id]);
        project.into_iter().flat_map(|project| &project.changes).filter_map(move |change| {
            let (does, subject, geometry) = match change {
                Change::Open(subject, _) => {
                    ("opens", network.subject_id(*subject), subject_geometry(network, *subject))
                }
                Change::Widen(what, ..) => {
                    ("widens", network.capacitated_id(*what), capacitated_geometry(network, *what))
                }
                Change::Close(..) | Change::Lift(_) | Change::Ice(_) => return None,
            };
            let mut feature = features_of.one("project", geometry, one);
            let properties = &mut feature["properties"];
            properties["does"] = json!(does);
            properties["subject"] = json!(subject);
            properties["value_unit"] = json!(report.value_unit);
            Some(feature)
        })
    });
    let about = json!({"schema": "landbridge/upgrade-geojson/1", "network": report.network, "query": report.period,
        "chosen": report.chosen, "proof": report.proof});
    collection(&about, features.collect())
}

fn collection(about: &Value, features: Vec<Value>) -> Value {
    let mut map = json!({"type": "FeatureCollection", "landbridge": about});
    map["features"] = features.into();
    map
}

/// What all features of an answer have in common.
#[derive(Clone, Copy)]
struct Features<'a> {
    period: &'a PeriodRecord,
}

impl Features<'_> {
    /// A feature with the fields of a record, the scenario and the lifted rules.
    fn one(self, record: &str, geometry: Value, fields: &impl Serialize) -> Value {
        let mut properties = serde_json::to_value(fields).unwrap_or_default();
        properties["record"] = json!(record);
        properties["scenario"] = json!(self.period.scenario);
        properties["allow"] = json!(self.period.allow);
        let mut feature = json!({"type": "Feature"});
        (feature["geometry"], feature["properties"]) = (geometry, properties);
        feature
    }
}

/// Where a link or transfer lies.
fn link_geometry(network: &Network, element: Element) -> Value {
    match element {
        Element::Link(link) => lines(network, [link]),
        Element::Transfer(id) => point(network, network.transfers[id].at),
    }
}

/// Where what has a capacity lies.
fn limit_geometry(network: &Network, limit: &LimitRecord) -> Value {
    match limit.limited {
        Limited::Section { section, .. } => lines(network, [Link::Section(section)]),
        Limited::Service { link, .. } => lines(network, [link]),
        Limited::Group { group, .. } => capacitated_geometry(network, Capacitated::Group(group)),
        other => other.ends(network).map_or(Value::Null, |(at, _)| point(network, at)),
    }
}

/// Where something that can be opened lies; a passage is on several lanes and has no place of its own.
fn subject_geometry(network: &Network, subject: Subject) -> Value {
    match subject {
        Subject::Line(id) => capacitated_geometry(network, Capacitated::Line(id)),
        Subject::Lane(id) => lines(network, [Link::Lane(id)]),
        Subject::Transfer(id) => point(network, network.transfers[id].at),
        Subject::Place(id) => point(network, id),
        Subject::Passage(_) => Value::Null,
    }
}

fn capacitated_geometry(network: &Network, what: Capacitated) -> Value {
    match what {
        Capacitated::Line(id) => lines(network, network.lines[id].sections.iter().copied().map(Link::Section)),
        Capacitated::Group(id) => {
            lines(network, network.capacity_groups[id].members.iter().copied().map(Link::Section))
        }
        Capacitated::Transfer(id) => point(network, network.transfers[id].at),
    }
}

fn lines(network: &Network, links: impl IntoIterator<Item = Link>) -> Value {
    let pieces = links.into_iter().flat_map(|link| cut_at_antimeridian(&link_path(network, (link, true))));
    json!({"type": "MultiLineString", "coordinates": pieces.collect::<Vec<_>>()})
}

fn point(network: &Network, place: PlaceId) -> Value {
    let at = network.places[place].at;
    json!({"type": "Point", "coordinates": [at.longitude, at.latitude]})
}
