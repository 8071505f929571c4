//! LB1208: is a capacity counted in what moves there?

use crate::check::rule::rule;
use crate::diagnostics::Diagnostic;
use crate::inventory::{Entry, EntryKey};
use crate::model::{Mode, Network, TransferKind};

rule! {
    /// A capacity is counted in what does not move there: trains a day on a road, billion cubic metres on a railway,
    /// tonnes over a power line. No flow can be measured against it.
    ///
    /// ```yaml
    /// lines:
    ///   power-of-siberia: {mode: pipeline, commodities: gas, capacity: 38 MW}     # 38 bcm/yr
    /// ```
    ///
    /// Correct the unit, or the `mode`. Rail counts `Mt/yr`, `trains/day`, `pairs/day` or `TEU/yr`; roads and rivers
    /// `Mt/yr`, `TEU/yr` or `vehicles/day`; pipelines `bcm/yr` or `Mt/yr`; power lines `MW`.
    "LB1208", Warning, "capacity in a unit of another mode", Entries
}

fn check(network: &Network, entries: &[Entry<'_>], out: &mut Vec<Diagnostic>) {
    for entry in entries {
        let Some((told, units)) = units_there(network, entry.key) else { continue };
        for figure in entry.figures.iter().filter(|figure| figure.key == "capacity") {
            let foreign = figure.periods.iter().find_map(|period| {
                let unit = period.figure?.unit();
                (!units.contains(&&*unit)).then_some((period, unit))
            });
            let Some((period, unit)) = foreign else { continue };
            let usual: Vec<String> = units.iter().map(|unit| format!("`{unit}`")).collect();
            out.push(
                RULE.found(format!(
                    "{} `{}` counts {unit}, which is not how {told} is counted",
                    entry.kind(),
                    entry.id
                ))
                .at(period.typical(entry.provenance))
                .help(format!("write it in {}", usual.join(", "))),
            );
        }
    }
}

/// What moves at an entry with a capacity, in words, and the units that count it; none for other entries.
fn units_there(network: &Network, key: EntryKey) -> Option<(&'static str, &'static [&'static str])> {
    const RAIL: (&str, &[&str]) = ("rail", &["Mt/yr", "trains/day", "pairs/day", "TEU/yr"]);
    const ROAD: (&str, &[&str]) = ("road", &["Mt/yr", "TEU/yr", "vehicles/day"]);
    const WATER: (&str, &[&str]) = ("a waterway", &["Mt/yr", "TEU/yr", "vehicles/day"]);
    const PIPE: (&str, &[&str]) = ("a pipeline", &["bcm/yr", "Mt/yr"]);
    const POWER: (&str, &[&str]) = ("power", &["MW"]);
    const GAS: (&str, &[&str]) = ("gas", &["bcm/yr", "Mt/yr"]);
    Some(match key {
        EntryKey::Line(id) => match network.lines[id].mode {
            Mode::Rail => RAIL,
            Mode::Road => ROAD,
            Mode::InlandWater | Mode::Sea => WATER,
            Mode::Pipeline => PIPE,
            Mode::Power => POWER,
        },
        EntryKey::Transfer(id) => match network.transfers[id].kind {
            TransferKind::GaugeChange { .. } => RAIL,
            TransferKind::Liquefaction | TransferKind::Regasification => GAS,
            TransferKind::Converter { .. } => POWER,
            TransferKind::Border { .. } | TransferKind::Port { .. } | TransferKind::ModeChange { .. } => return None,
        },
        _ => return None,
    })
}
