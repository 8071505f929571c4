//! Names of limits, and where their figures stand in the network.

use crate::capacity::{Limited, Model};
use crate::model::{Dated, Network, TransferId, TransferKind};
use crate::report::facts::Teller;
use crate::units::Capacity;

/// The figures that a limit is read from, if the network gives some.
pub(super) fn dated(network: &Network, of: Limited) -> Option<&Dated<Capacity>> {
    match of {
        Limited::Section { section, .. } => network.sections[section].capacity.as_ref(),
        Limited::Transfer { transfer, .. } => network.transfers[transfer].capacity.as_ref(),
        Limited::Group { group, .. } => Some(&network.capacity_groups[group].capacity),
        _ => None,
    }
}

/// What a limit is called: `Khasan - Rajin, Khasan to Tumangang`, `Rajin, pier 3`.
pub fn limit_name(network: &Network, of: Limited) -> String {
    let place = |id| network.places[id].name.as_str();
    let between = |name: &str, both: bool| match of.ends(network) {
        Some((from, to)) => {
            let (from, to) = (place(from), place(to));
            let word = if both { "both ways between" } else { "from" };
            let joined = if both { "and" } else { "to" };
            format!("{name} ({word} {from} {joined} {to})")
        }
        None => name.to_string(),
    };
    let transfer_name = |id| Teller { network, vessel: None }.transfer_name(id);
    match of {
        Limited::Section { forward, .. } => between(of.name(network), forward.is_none()),
        Limited::Service { .. } => between(&format!("departures of {}", of.name(network)), false),
        Limited::Transfer { transfer, forward: None } => transfer_name(transfer),
        Limited::Transfer { transfer, forward: Some(forward) } => {
            format!("{} ({})", transfer_name(transfer), direction(network, transfer, forward))
        }
        Limited::Group { group, forward: Some(forward) } => {
            let first = network.capacity_groups[group].members.first().map(|section| &network.sections[*section]);
            let ends = first.map(|section| (section.from, section.to));
            let ends = ends.map(|(from, to)| if forward { (from, to) } else { (to, from) });
            let told = ends.map(|(from, to)| format!(" (the way from {} to {})", place(from), place(to)));
            format!("{}{}", of.name(network), told.unwrap_or_default())
        }
        Limited::Filling(_) => format!("filling of {}", of.name(network)),
        Limited::Emptying(_) => format!("emptying of {}", of.name(network)),
        Limited::Quota(_) => format!("quota: {}", of.name(network)),
        Limited::Asked { place: id, cargo } => format!("{} from {}", network.cargoes[cargo].name, place(id)),
        Limited::Group { forward: None, .. } | Limited::Supply(_) | Limited::Storage(_) => of.name(network).to_string(),
    }
}

/// In which direction goods pass a transfer.
fn direction(network: &Network, transfer: TransferId, forward: bool) -> String {
    let way = |first: String, second: String| {
        if forward { format!("{first} to {second}") } else { format!("{second} to {first}") }
    };
    match &network.transfers[transfer].kind {
        TransferKind::Border { countries: [a, b], .. } | TransferKind::Converter { countries: [a, b] } => {
            way(a.to_string(), b.to_string())
        }
        TransferKind::GaugeChange { gauges: [a, b], .. } => way(a.to_string(), b.to_string()),
        TransferKind::ModeChange { modes: [a, b] } => way(a.word().replace('_', " "), b.word().replace('_', " ")),
        TransferKind::Port { .. } | TransferKind::Liquefaction | TransferKind::Regasification => {
            if forward { "loading" } else { "unloading" }.into()
        }
    }
}

/// What `--select` takes for a limit.
pub fn limit_key(model: &Model<'_>, index: usize) -> String {
    let (network, limit) = (model.network, &model.limits[index]);
    let id = limit.of.id(network);
    let place = |id| network.places[id].id.as_str();
    let mut key = match (limit.of, limit.of.ends(network)) {
        (Limited::Section { forward: None, .. }, Some((from, to))) => format!("{id}:{}-{}", place(from), place(to)),
        (Limited::Section { .. } | Limited::Service { .. }, Some((from, to))) => {
            format!("{id}:{}>{}", place(from), place(to))
        }
        (Limited::Transfer { forward: Some(forward), .. } | Limited::Group { forward: Some(forward), .. }, _) => {
            format!("{id}:{}", if forward { "out" } else { "back" })
        }
        (Limited::Filling(_) | Limited::Emptying(_), _) => format!("{id}:{}", limit.of.kind()),
        _ => id.to_string(),
    };
    if let Limited::Service { .. } = limit.of {
        key.push_str(":timetable");
    }
    if model.parts.len() > 1 {
        key.push('@');
        key.push_str(&model.parts[limit.part].first.to_string()[..7]);
    }
    key
}
