//! Puts a question to the planner.

use std::path::Path;
use std::sync::LazyLock;

use landbridge::load::load_texts;
use landbridge::model::{Key, Mode, Named, Network, Objective, Table};
use landbridge::report::{PlanReport, report};
use landbridge::route::{Answer, Planner, Query};

use crate::data::{Ask, By};

/// The flagship network, and `shallow-ship.yaml`.
pub static NETWORK: LazyLock<Network> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("networks/eurasia");
    let files = std::fs::read_dir(folder).expect("the network's folder").map(|file| file.expect("a file").path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    let texts = files.map(|path| (path.display().to_string(), std::fs::read(&path).expect("a file")));
    let ship = ("shallow-ship.yaml".to_string(), include_bytes!("shallow-ship.yaml").to_vec());
    let loaded = load_texts(texts.chain([ship]));
    loaded.network.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics))
});

static PLANNER: LazyLock<Planner<'static>> = LazyLock::new(|| Planner::new(&NETWORK));

/// What was answered: as people read it, and as it was found.
pub struct Answered {
    pub report: PlanReport,
    pub answer: Answer<'static>,
}

/// Answers a question; the error names what the network does not have.
pub fn answer(ask: &Ask) -> Result<Answered, String> {
    let network = &*NETWORK;
    let query = query(network, ask)?;
    let answer = PLANNER.plan(&query);
    Ok(Answered { report: report(network, &query, &answer, &ask.from, &ask.to), answer })
}

fn query(network: &Network, ask: &Ask) -> Result<Query, String> {
    let places = |name: &str| network.find_places(name).map_err(|_| format!("no place `{name}`"));
    let spots = |names: &[String]| -> Result<Vec<_>, String> {
        names.iter().map(|name| network.find_spot(name).map_err(|_| format!("no `{name}`"))).collect()
    };
    let mut query = Query::new(network, places(&ask.from)?, places(&ask.to)?);
    query.depart = ask.depart.parse().map_err(|_| format!("no day `{}`", ask.depart))?;
    query.alternatives = ask.alternatives.unwrap_or(1);
    query.unescorted = ask.unescorted;
    query.objective = match ask.by {
        By::Distance => Objective::Distance,
        By::Time => Objective::Time,
        By::Cost => Objective::Cost,
    };
    query.via = spots(&ask.via)?;
    query.avoid = spots(&ask.avoid)?;
    query.modes = ask.modes.iter().map(|word| mode(word)).collect::<Result<_, _>>()?;
    if let Some(cargo) = &ask.cargo {
        let (id, origin) = cargo.split_once('@').map_or((cargo.as_str(), None), |(id, country)| (id, Some(country)));
        let origin = origin.map(|code| code.parse().map_err(|_| format!("no country `{code}`"))).transpose()?;
        query.carry(network, find(&network.cargoes, id)?, origin);
    }
    if let Some(vessel) = &ask.vessel {
        query.vessel = Some(find(&network.vessels, vessel)?);
    }
    query.scenario = ask.scenario.as_ref().map(|id| find(&network.scenarios, id)).transpose()?;
    query.allow = ask.allow.iter().map(|id| find(&network.restrictions, id)).collect::<Result<_, _>>()?;
    Ok(query)
}

fn mode(word: &str) -> Result<Mode, String> {
    Mode::ALL.iter().find(|(_, known)| *known == word).map(|(mode, _)| *mode).ok_or_else(|| format!("no mode `{word}`"))
}

fn find<K: Key, T: Named>(table: &Table<K, T>, id: &str) -> Result<K, String> {
    table.find(id).ok_or_else(|| format!("no `{id}`"))
}
