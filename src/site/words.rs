//! What the model says, in words: transfers, what a rule speaks of.

use super::format::list;
use crate::model::{Country, Effect, Match, Mode, Network, PlaceId, SectionId, TransferId, TransferKind};
use crate::report::stretches;

/// What a transfer is called.
pub fn transfer(network: &Network, id: TransferId) -> String {
    let transfer = &network.transfers[id];
    if let Some(name) = &transfer.name {
        return name.clone();
    }
    format!("{} at {}", transfer_kind(&transfer.kind), network.places[transfer.at].name)
}

/// What a transfer does.
pub fn transfer_kind(kind: &TransferKind) -> String {
    match kind {
        TransferKind::Border { countries: [a, b], modes } if modes.is_empty() => {
            format!("Border {} – {}", a.name(), b.name())
        }
        TransferKind::Border { countries: [a, b], modes } => {
            let by = modes.iter().map(|m| mode(*m)).collect::<Vec<_>>().join(", ");
            format!("Border {} – {}, by {by}", a.name(), b.name())
        }
        TransferKind::Converter { countries: [a, b] } => format!("Converter {} – {}", a.name(), b.name()),
        TransferKind::Liquefaction => "Liquefaction".into(),
        TransferKind::Regasification => "Regasification".into(),
        TransferKind::GaugeChange { gauges: [a, b], method } => {
            let by = method.map(|method| format!(", {}", method.label())).unwrap_or_default();
            format!("Change of gauge {}/{b}{by}", a.millimetres())
        }
        TransferKind::Port { land } if land.is_empty() => "Port, between sea and land".into(),
        TransferKind::Port { land } => {
            format!("Port, between sea and {}", land.iter().map(|m| mode(*m)).collect::<Vec<_>>().join(", "))
        }
        TransferKind::ModeChange { modes: [a, b] } => format!("Between {} and {}", mode(*a), mode(*b)),
    }
}

/// The key of a figure as people say it.
pub fn key(key: &str) -> String {
    match key {
        "max_draught" => "largest draught".into(),
        "under_keel" => "water under the keel".into(),
        "exceptions" => "exception".into(),
        "gross" | "net" => format!("{key} mass"),
        "status" => "state".into(),
        other => other.replace('_', " "),
    }
}

/// Sections of a line as the stretches they make, `A – B`; none if they are the whole line.
pub fn part_of_line(network: &Network, sections: &[SectionId]) -> Option<String> {
    let line = network.sections[*sections.first()?].line;
    let name = |place: PlaceId| network.places[place].name.as_str();
    let told = stretches(network, sections).into_iter().map(|(from, to)| format!("{} – {}", name(from), name(to)));
    (sections.len() < network.lines[line].sections.len()).then(|| told.collect::<Vec<_>>().join(", "))
}

/// A mode as people say it.
pub fn mode(mode: Mode) -> String {
    mode.word().replace('_', " ")
}

/// What a rule does, as people say it.
pub fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "allowed",
        Effect::Exclude => "excluded",
        Effect::Quota => "within a quota",
        Effect::Delay => "delayed",
        Effect::Flag => "flagged",
    }
}

/// What follows where a rule matches, in a sentence.
pub fn effect_sentence(effect: Effect) -> &'static str {
    match effect {
        Effect::Allow => "The rule does not hold in this case.",
        Effect::Exclude => "May not be used; left out of every plan by default.",
        Effect::Quota => "May be used within a limit; plans say so.",
        Effect::Delay => "May be used and takes longer.",
        Effect::Flag => "May be used; plans tell the reader.",
    }
}

fn countries(countries: &[Country]) -> String {
    list(&countries.iter().map(|country| country.name().to_string()).collect::<Vec<_>>(), "or")
}

/// Commodities in a list.
pub fn commodities(commodities: &[String], last: &str) -> String {
    let word = |commodity: &String| if commodity == "lng" { "LNG".into() } else { commodity.replace('-', " ") };
    list(&commodities.iter().map(word).collect::<Vec<_>>(), last)
}

/// The conditions of a match that do not name things with pages of their own; all must hold.
pub fn conditions(network: &Network, matches: &Match) -> Vec<String> {
    let mut conditions = Vec::new();
    let mut add = |given: bool, text: String| {
        if given {
            conditions.push(text);
        }
    };
    add(!matches.origin.is_empty(), format!("the journey starts in {}", countries(&matches.origin)));
    add(!matches.destination.is_empty(), format!("the journey ends in {}", countries(&matches.destination)));
    add(!matches.commodities.is_empty(), format!("the cargo holds {}", commodities(&matches.commodities, "or")));
    add(!matches.cargo_origin.is_empty(), format!("the cargo is from {}", countries(&matches.cargo_origin)));
    add(
        !matches.cargo_origin_not.is_empty(),
        format!("the cargo is not from {}", countries(&matches.cargo_origin_not)),
    );
    let vessels: Vec<String> = matches.vessels.iter().map(|id| network.vessels[*id].name.clone()).collect();
    add(!vessels.is_empty(), format!("the ship is {}", list(&vessels, "or")));
    add(!matches.countries.is_empty(), format!("the leg touches {}", countries(&matches.countries)));
    let operators: Vec<String> = matches.operators.iter().map(|id| network.operators[*id].name.clone()).collect();
    add(!operators.is_empty(), format!("the line is run by {}", list(&operators, "or")));
    let modes: Vec<String> = matches.modes.iter().map(|m| mode(*m)).collect();
    add(!modes.is_empty(), format!("the leg is by {}", list(&modes, "or")));
    if let Some((from, to)) = &matches.crossing {
        add(true, format!("the cargo passes from {} to {}", countries(from), countries(to)));
    }
    conditions
}
