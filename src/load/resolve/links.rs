//! Lines with their sections, sea lanes, passages and transfers.

use super::super::raw::{
    RawCapacityGroup, RawLane, RawLine, RawNetwork, RawPassage, RawSpan, RawTransfer, RawTransferKind,
};
use super::context::{Here, Resolver, Written};
use super::flows::months;
use super::service::service;
use crate::diagnostics::YamlPath;
use crate::model::{
    CapacityGroup, Key, Lane, Line, LineId, Mode, Passage, PlaceId, Section, SectionId, Transfer, TransferKind,
};
use crate::units::{Distance, Position};

/// All lines and the sections of all of them.
pub fn lines(raw: &RawNetwork, resolver: &mut Resolver<'_>) -> (Vec<Line>, Vec<Section>) {
    let mut lines = Vec::with_capacity(raw.lines.len());
    let mut sections = Vec::new();
    for (id, filed) in &raw.lines {
        let Some(entry) = &filed.entry else { continue };
        let here = Here::new(filed.file, YamlPath::root().key("lines").key(id));
        let line =
            line(resolver, &here, id.clone(), (entry, filed.file), LineId::from_index(lines.len()), &mut sections);
        lines.push(line);
    }
    (lines, sections)
}

fn line(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawLine>,
    key: LineId,
    sections: &mut Vec<Section>,
) -> Line {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let mode = raw.mode.0;
    if mode == Mode::Sea {
        resolver.inconsistent(&here.key("mode"), "a line cannot run by sea", "write it in the section `lanes`");
    }
    if mode == Mode::Rail && raw.gauge.0.is_empty() && raw.spans.iter().all(|span| span.gauge.0.is_empty()) {
        resolver.inconsistent(here, "a railway without a gauge", "write `gauge: 1520 mm`");
    }
    let posts: Vec<(Option<PlaceId>, Distance)> = raw
        .posts
        .iter()
        .enumerate()
        .map(|(index, post)| {
            (resolver.place(&post.place, &here.key("posts").index(index).key(&post.place).into_key()), post.at)
        })
        .collect();
    if posts.len() < 2 {
        resolver.inconsistent(&here.key("posts"), "a line with fewer than two posts", "list the places it joins");
    }
    let operator = raw.operator.as_ref().and_then(|operator| resolver.operator(operator, &here.key("operator")));
    let status = resolver.history(&raw.status, &provenance, &here.key("status"));
    let service = service(resolver, &here.key("service"), raw.service.as_ref(), &provenance);
    if service.is_some() && posts.len() > 2 {
        resolver.inconsistent(
            &here.key("service"),
            "a line with a service has more than two posts",
            "write one line from terminal to terminal for each service: it is boarded at its ends",
        );
    }
    let base = SectionValues {
        operator,
        shared: raw.shared,
        months: months(resolver, &here.key("months"), raw.months.as_ref()),
        capacity_rule: rule(resolver, here, raw.capacity_rule.as_ref()),
        diameter: resolver.figure(raw.diameter.as_ref(), &provenance, &here.key("diameter")),
        reactance: resolver.figure(raw.reactance.as_ref(), &provenance, &here.key("reactance")),
        voltage: resolver.figure(raw.voltage.as_ref(), &provenance, &here.key("voltage")),
        losses: resolver.figure(raw.losses.as_ref(), &provenance, &here.key("losses")),
        speed: resolver.dated(raw.speed.as_ref(), &provenance, &here.key("speed")),
        capacity: resolver.dated(raw.capacity.as_ref(), &provenance, &here.key("capacity")),
        axle_load: resolver.figure(raw.axle_load.as_ref(), &provenance, &here.key("axle_load")),
        train_length: resolver.figure(raw.train_length.as_ref(), &provenance, &here.key("train_length")),
        status: Some(status),
    };
    let first = sections.len();
    for pair in posts.windows(2) {
        if let [(Some(from), start), (Some(to), end)] = pair {
            sections.push(Section {
                line: key,
                from: *from,
                to: *to,
                distance: end.saturating_sub(*start),
                operator: base.operator,
                gauges: raw.gauge.0.clone(),
                tracks: raw.tracks,
                traction: raw.traction.clone(),
                axle_load: base.axle_load.clone(),
                train_length: base.train_length.clone(),
                speed: base.speed.clone(),
                capacity: base.capacity.clone(),
                shared: base.shared,
                months: base.months,
                capacity_rule: base.capacity_rule,
                diameter: base.diameter.clone(),
                voltage: base.voltage.clone(),
                reactance: base.reactance.clone(),
                losses: base.losses.clone(),
                status: base.status.clone().unwrap_or_default(),
                provenance: provenance.clone(),
            });
        }
    }
    for (index, span) in raw.spans.iter().enumerate() {
        apply_span(resolver, &here.key("spans").index(index), span, &raw.posts, &provenance, &mut sections[first..]);
    }
    Line {
        id,
        name: raw.name.clone(),
        mode,
        operator,
        posts: posts.into_iter().filter_map(|(place, at)| Some((place?, at))).collect(),
        directed: raw.directed,
        commodities: raw.commodities.0.clone(),
        investment: resolver.figure(raw.investment.as_ref(), &provenance, &here.key("investment")),
        sections: (first..sections.len()).map(SectionId::from_index).collect(),
        service,
        provenance,
        note: raw.note.clone(),
        file,
    }
}

/// How trains use a line or span.
fn rule(resolver: &mut Resolver<'_>, here: &Here, id: Option<&String>) -> Option<crate::model::CapacityRuleId> {
    id.and_then(|id| resolver.capacity_rule(id, &here.key("capacity_rule")))
}

/// What a line and its spans say alike.
struct SectionValues {
    operator: Option<crate::model::OperatorId>,
    speed: Option<crate::model::Dated<crate::units::Speed>>,
    capacity: Option<crate::model::Dated<crate::units::Capacity>>,
    shared: Option<bool>,
    months: Option<crate::model::Months>,
    capacity_rule: Option<crate::model::CapacityRuleId>,
    axle_load: Option<crate::model::Figure<crate::units::AxleLoad>>,
    train_length: Option<crate::model::Figure<crate::units::TrainLength>>,
    diameter: Option<crate::model::Figure<crate::units::Diameter>>,
    voltage: Option<crate::model::Figure<crate::units::Voltage>>,
    reactance: Option<crate::model::Figure<crate::units::Reactance>>,
    losses: Option<crate::model::Figure<crate::units::Share>>,
    status: Option<crate::model::History>,
}

fn apply_span(
    resolver: &mut Resolver<'_>,
    here: &Here,
    raw: &RawSpan,
    posts: &[super::super::scalars::RawPost],
    line: &crate::model::Provenance,
    sections: &mut [Section],
) {
    let position = |id: &String| posts.iter().position(|post| post.place == *id);
    let ends = match raw.between.as_slice() {
        [first, last] => position(first).zip(position(last)).filter(|(first, last)| first != last),
        _ => None,
    };
    let Some((first, last)) = ends else {
        resolver.inconsistent(&here.key("between"), NOT_ON_THE_LINE, NOT_ON_THE_LINE_HELP);
        return;
    };
    let provenance = resolver.provenance(&raw.raw_provenance(), here).or(line);
    let values = SectionValues {
        operator: raw.operator.as_ref().and_then(|operator| resolver.operator(operator, &here.key("operator"))),
        speed: resolver.dated(raw.speed.as_ref(), &provenance, &here.key("speed")),
        capacity: resolver.dated(raw.capacity.as_ref(), &provenance, &here.key("capacity")),
        axle_load: resolver.figure(raw.axle_load.as_ref(), &provenance, &here.key("axle_load")),
        train_length: resolver.figure(raw.train_length.as_ref(), &provenance, &here.key("train_length")),
        shared: raw.shared,
        months: months(resolver, &here.key("months"), raw.months.as_ref()),
        capacity_rule: rule(resolver, here, raw.capacity_rule.as_ref()),
        diameter: resolver.figure(raw.diameter.as_ref(), &provenance, &here.key("diameter")),
        reactance: resolver.figure(raw.reactance.as_ref(), &provenance, &here.key("reactance")),
        voltage: resolver.figure(raw.voltage.as_ref(), &provenance, &here.key("voltage")),
        losses: resolver.figure(raw.losses.as_ref(), &provenance, &here.key("losses")),
        status: raw.status.as_ref().map(|status| resolver.history(status, &provenance, &here.key("status"))),
    };
    // Fewer sections than posts exist if a place was unknown; that was reported.
    for section in sections.iter_mut().take(first.max(last)).skip(first.min(last)) {
        if !raw.gauge.0.is_empty() {
            section.gauges.clone_from(&raw.gauge.0);
        }
        section.tracks = raw.tracks.or(section.tracks);
        section.traction = raw.traction.clone().or(section.traction.take());
        section.operator = values.operator.or(section.operator);
        section.speed = values.speed.clone().or(section.speed.take());
        section.capacity = values.capacity.clone().or(section.capacity.take());
        section.shared = values.shared.or(section.shared);
        section.months = values.months.or(section.months);
        section.capacity_rule = values.capacity_rule.or(section.capacity_rule);
        section.reactance = values.reactance.clone().or(section.reactance.take());
        section.axle_load = values.axle_load.clone().or(section.axle_load.take());
        section.diameter = values.diameter.clone().or(section.diameter.take());
        section.voltage = values.voltage.clone().or(section.voltage.take());
        section.losses = values.losses.clone().or(section.losses.take());
        section.train_length = values.train_length.clone().or(section.train_length.take());
        if let Some(status) = &values.status {
            section.status = status.clone();
        }
        section.provenance = provenance.clone();
    }
}

/// A sea lane; its ends are places, what lies between may be bare positions.
pub fn lane(
    raw: &RawNetwork,
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (lane, file): Written<'_, RawLane>,
) -> Option<Lane> {
    let provenance = resolver.provenance(&lane.raw_provenance(), here);
    let path = here.key("path");
    let mut shape = Vec::with_capacity(lane.path.len());
    let mut ends = Vec::new();
    for (index, point) in lane.path.iter().enumerate() {
        let is_end = index == 0 || index + 1 == lane.path.len();
        if let (false, Ok(position)) = (is_end, point.parse::<Position>()) {
            shape.push(position);
            continue;
        }
        let place = resolver.place(point, &path.index(index));
        shape.extend(raw.places.get(point).and_then(|filed| filed.entry.as_ref()).map(|place| place.at.0));
        if is_end {
            ends.push(place);
        }
    }
    let [Some(from), Some(to)] = ends[..] else {
        if ends.len() < 2 {
            resolver.inconsistent(&path, "a lane with fewer than two points", "its path begins and ends with a place");
        }
        return None;
    };
    let published = resolver.figure(lane.distance.as_ref(), &provenance, &here.key("distance"));
    let computed = || shape.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
    Some(Lane {
        id,
        name: lane.name.clone(),
        from,
        to,
        distance: published.as_ref().map_or_else(computed, |figure| figure.typ),
        shape,
        published,
        depth: resolver.figure(lane.depth.as_ref(), &provenance, &here.key("depth")),
        under_keel: resolver.figure(lane.under_keel.as_ref(), &provenance, &here.key("under_keel")),
        passage: lane.passage.as_ref().and_then(|passage| resolver.passage(passage, &here.key("passage"))),
        ice_area: lane.ice_area.as_ref().and_then(|area| resolver.ice_area(area, &here.key("ice_area"))),
        admission: lane.admission.0.clone(),
        escort_zone: lane.escort_zone,
        service: service(resolver, &here.key("service"), lane.service.as_ref(), &provenance),
        status: resolver.history(&lane.status, &provenance, &here.key("status")),
        provenance,
        note: lane.note.clone(),
        file,
    })
}

/// A passage.
pub fn passage(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawPassage>,
) -> Option<Passage> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    Some(Passage {
        id,
        name: raw.name.clone(),
        time: resolver.dated(raw.time.as_ref(), &provenance, &here.key("time")),
        cost: resolver.dated(raw.cost.as_ref(), &provenance, &here.key("cost")),
        max_draught: resolver.dated(raw.max_draught.as_ref(), &provenance, &here.key("max_draught")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// A transfer.
pub fn transfer(
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawTransfer>,
) -> Option<Transfer> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    let kind = transfer_kind(resolver, here, raw);
    let at = resolver.place(&raw.at, &here.key("at"));
    let time = resolver.dated(Some(&raw.time), &provenance, &here.key("time"));
    Some(Transfer {
        id,
        name: raw.name.clone(),
        at: at?,
        kind: kind?,
        time: time?,
        cost: resolver.dated(raw.cost.as_ref(), &provenance, &here.key("cost")),
        capacity: resolver.dated(raw.capacity.as_ref(), &provenance, &here.key("capacity")),
        shared: raw.shared,
        months: months(resolver, &here.key("months"), raw.months.as_ref()),
        commodities: raw.commodities.0.clone(),
        commodities_not: raw.commodities_not.0.clone(),
        losses: resolver.figure(raw.losses.as_ref(), &provenance, &here.key("losses")),
        opening_hours: raw.opening_hours.as_ref().map(|hours| hours.0),
        investment: resolver.figure(raw.investment.as_ref(), &provenance, &here.key("investment")),
        status: resolver.history(&raw.status, &provenance, &here.key("status")),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

/// Lines that share one capacity; a member without `between` is the whole line.
pub fn capacity_group(
    lines: &[Line],
    resolver: &mut Resolver<'_>,
    here: &Here,
    id: String,
    (raw, file): Written<'_, RawCapacityGroup>,
) -> Option<CapacityGroup> {
    let provenance = resolver.provenance(&raw.raw_provenance(), here);
    if raw.members.is_empty() {
        resolver.inconsistent(&here.key("members"), "a capacity group without members", "name the lines that share it");
    }
    let mut members = Vec::new();
    for (index, member) in raw.members.iter().enumerate() {
        let here = here.key("members").index(index);
        let line = resolver.line(&member.line, &here.key("line")).and_then(|line| lines.get(line.index()));
        let Some(line) = line else { continue };
        let Some(between) = &member.between else {
            members.extend(&line.sections);
            continue;
        };
        let ends: Vec<_> =
            between.iter().map(|place| resolver.place(place, &here.key("between"))).collect::<Option<_>>()?;
        let position = |place: &PlaceId| line.posts.iter().position(|(post, _)| post == place);
        let span = match &ends[..] {
            [first, last] => position(first).zip(position(last)).filter(|(first, last)| first != last),
            _ => None,
        };
        let Some((first, last)) = span else {
            resolver.inconsistent(&here.key("between"), NOT_ON_THE_LINE, NOT_ON_THE_LINE_HELP);
            continue;
        };
        members.extend(line.sections.iter().take(first.max(last)).skip(first.min(last)));
    }
    members.sort_unstable();
    members.dedup();
    Some(CapacityGroup {
        id,
        name: raw.name.clone(),
        members,
        capacity: resolver.dated(Some(&raw.capacity), &provenance, &here.key("capacity"))?,
        shared: raw.shared,
        months: months(resolver, &here.key("months"), raw.months.as_ref()),
        provenance,
        note: raw.note.clone(),
        file,
    })
}

fn transfer_kind(resolver: &mut Resolver<'_>, here: &Here, raw: &RawTransfer) -> Option<TransferKind> {
    let mut needs = |key: &str, example: &str| {
        let message = format!("a {} needs two different `{key}`", TransferKindWord(raw.kind.0));
        resolver.inconsistent(here, &message, &format!("write `{key}: {example}`"));
    };
    let two_countries = match raw.countries.0[..] {
        [first, second] if first != second => Some([first, second]),
        _ => None,
    };
    match raw.kind.0 {
        RawTransferKind::Border => {
            if two_countries.is_none() {
                needs("countries", "[RU, CN]");
            }
            two_countries.map(|countries| TransferKind::Border { countries, modes: raw.modes.0.clone() })
        }
        RawTransferKind::Converter => {
            if two_countries.is_none() {
                needs("countries", "[RU, CN]");
            }
            two_countries.map(|countries| TransferKind::Converter { countries })
        }
        RawTransferKind::GaugeChange => match raw.gauges.0[..] {
            [first, second] if first != second => Some(TransferKind::GaugeChange {
                gauges: [first, second],
                method: raw.method.as_ref().map(|method| method.0),
            }),
            _ => {
                needs("gauges", "[1520 mm, 1435 mm]");
                None
            }
        },
        RawTransferKind::ModeChange => match raw.modes.0[..] {
            [first, second] if first != second && first != Mode::Sea && second != Mode::Sea => {
                Some(TransferKind::ModeChange { modes: [first, second] })
            }
            _ => {
                needs("modes", "[rail, road]");
                None
            }
        },
        RawTransferKind::Port => {
            Some(TransferKind::Port { land: raw.modes.0.iter().copied().filter(|mode| *mode != Mode::Sea).collect() })
        }
        RawTransferKind::Liquefaction => Some(TransferKind::Liquefaction),
        RawTransferKind::Regasification => Some(TransferKind::Regasification),
    }
}

const NOT_ON_THE_LINE: &str = "a span that is not between two places of its line";
const NOT_ON_THE_LINE_HELP: &str = "write two different places that are posts of this line";

/// The kind of a transfer as people say it.
struct TransferKindWord(RawTransferKind);

impl std::fmt::Display for TransferKindWord {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self.0 {
            RawTransferKind::Border => "border",
            RawTransferKind::GaugeChange => "gauge change",
            RawTransferKind::Port => "port",
            RawTransferKind::ModeChange => "change of mode",
            RawTransferKind::Converter => "converter",
            RawTransferKind::Liquefaction => "liquefaction",
            RawTransferKind::Regasification => "regasification",
        })
    }
}
