//! `landbridge flow`: what is demanded, sent over the network at least cost.

use std::time::{Duration, Instant};

use super::arguments::{Arguments, FlowCommand, FlowTerms, PlanFormat};
use super::certificate::Of;
use super::cut::flow_query;
use super::demand_table::{self, AskedRow};
use super::plan::to_json;
use super::{Exit, Failure, certificate, congestion, exit_codes, flow_csv, flow_text, network, print, terms};
use crate::calendar::Day;
use crate::capacity::{FlowQuery, Model, Period, Timing, Wanted, apart, units_wanted};
use crate::flow::multicommodity::Settings;
use crate::flow::{Problem, Solved};
use crate::model::{DemandId, Network, Objective};
use crate::report::flow::{
    Asked, DemandTold, FlowQueryRecord, FlowTold, PeriodRecord, flow_geojson, flow_report, limit_key, samples_record,
};
use crate::report::prove;
use crate::route::Planner;

/// Computes and prints.
pub fn run(command: &FlowCommand, arguments: &Arguments) -> Result<Exit, Failure> {
    let (network, files) = network::usable_with_files(arguments.network.as_deref())?;
    let planner = Planner::new(&network);
    let mut query = query(&network, &command.asked)?;
    let mut demands = demands(&network, &command.asked, &mut query)?;
    if command.congestion {
        return congestion::run(&network, &query, &demands.notes, command.format);
    }
    let model = demands.model(&network, planner.structure(), &mut query).map_err(Failure::usage)?;
    let named = command.select.as_deref().map(|name| named(&model, name)).transpose()?;
    let began = Instant::now();
    let limit = command.time_limit.map(|seconds| Duration::from_secs(seconds.into()));
    let should_stop = || limit.is_some_and(|limit| began.elapsed() >= limit);
    let classes = model.alike();
    let settings = Settings {
        gap: command.asked.gap.max(0.0),
        should_stop: Some(&should_stop),
        classes: Some(&classes),
        ..Settings::default()
    };
    let solved = Solved::new(&model.problem, settings).map_err(Failure::usage)?;
    let (proof, proven) =
        prove(&model.problem, &solved.flow).map_err(|complaint| certificate::not_proven(&complaint))?;
    let used = model.used(&solved.flow);
    let fullness = |limit: &u32| model.limits[*limit as usize].utilisation(used[*limit as usize]);
    // Of several limits of one thing (its directions, its months) the fullest is meant.
    let fullest = |one: &u32, other: &u32| fullness(one).total_cmp(&fullness(other)).then(other.cmp(one));
    let selected = named.and_then(|named| named.into_iter().max_by(fullest));
    let told = FlowTold {
        query: FlowQueryRecord {
            demands_from: demands.from,
            period: PeriodRecord::of(&network, &query),
            unserved_cost: command.asked.unserved_cost,
            gap: command.asked.gap,
        },
        demands: &demands.told,
        select: selected,
        proven: &proven,
        notes: demands.notes,
    };
    let mut record = flow_report(&model, &solved, told);
    if command.samples > 0 {
        let drawn = samples_record(&model, &solved, command.samples, command.seed).map_err(Failure::usage)?;
        record.samples = Some(drawn);
    }
    if let Some(path) = &command.certificate {
        let answer = to_json(&record)? + "\n";
        let hash = certificate::write(
            path,
            Of { files: &files, model: &model, built: Vec::new() },
            (proof, &model.problem),
            &answer,
        )?;
        record.proof.certificate = Some(hash);
    }
    let text = match command.format {
        PlanFormat::Text => flow_text::text(&network, &record),
        PlanFormat::Json => to_json(&record)? + "\n",
        PlanFormat::Csv => flow_csv::csv(&record)?,
        PlanFormat::Geojson => {
            to_json(&flow_geojson(&network, &record))?
                + "
"
        }
    };
    print::answer(&text)?;
    let arrives = record.demands.iter().any(|demand| demand.served > 0.0);
    Ok(if arrives { exit_codes::DONE } else { exit_codes::NEGATIVE })
}

/// The problem that a command asks about.
pub fn problem(network: &Network, command: &FlowCommand) -> Result<Problem, Failure> {
    let planner = Planner::new(network);
    let mut query = query(network, &command.asked)?;
    let mut demands = demands(network, &command.asked, &mut query)?;
    demands.model(network, planner.structure(), &mut query).map(|model| model.problem).map_err(Failure::usage)
}

/// The problem that was asked for, and what the reader must know of how it came about.
pub fn asked<'n>(
    network: &'n Network,
    planner: &'n Planner<'n>,
    terms: &FlowTerms,
) -> Result<(Model<'n>, Vec<String>), Failure> {
    let (mut query, mut demands) = query_of(network, terms)?;
    let model = demands.model(network, planner.structure(), &mut query).map_err(Failure::usage)?;
    Ok((model, demands.notes))
}

/// The question alone, and what is known of what is wanted.
pub fn query_of(network: &Network, terms: &FlowTerms) -> Result<(FlowQuery, Asked), Failure> {
    let mut query = query(network, terms)?;
    let demands = demands(network, terms, &mut query)?;
    Ok((query, demands))
}

fn query(network: &Network, command: &FlowTerms) -> Result<FlowQuery, Failure> {
    if !matches!(command.by, Objective::Distance | Objective::Time | Objective::Cost) {
        return Err(Failure::usage("--by takes distance, time or cost"));
    }
    if !command.gap.is_finite() || command.gap < 0.0 {
        return Err(Failure::usage("--gap is a share of the value, such as 0.01"));
    }
    let terms = terms::query(network, &command.terms, command.by)?;
    let mut query = flow_query(network, &command.period, &terms)?;
    if command.months {
        let first = query.period.first_day();
        let (year, ..) = first.civil();
        let new_year = Day::from_civil(year, 1, 1);
        query.period = Period::Months(new_year.unwrap_or(first));
    }
    let scale: i64 = match command.by {
        Objective::Distance => 1000,
        Objective::Time => 60,
        _ => 1_000_000,
    };
    query.unserved = command.unserved_cost.map(|cost| i64::from(cost) * scale);
    Ok(query)
}

/// Adds what is wanted to the query.
fn demands(network: &Network, command: &FlowTerms, query: &mut FlowQuery) -> Result<Asked, Failure> {
    let mut demands = Asked::new("network");
    if let Some(path) = &command.demands {
        demands.from = "table";
        for asked in demand_table::read(network, path)? {
            add(network, query, &mut demands, asked)?;
        }
    } else if let (Some(from), Some(to), Some(quantity)) = (&command.origin, &command.destination, &command.quantity) {
        demands.from = "command";
        let terms = terms::query(network, &command.terms, command.by)?;
        let places = |name: &str| network.find_places(name).map_err(Failure::usage);
        let (origin, destination) = (places(from)?, places(to)?);
        apart(network, &origin, &destination).map_err(Failure::usage)?;
        let asked = AskedRow {
            id: "1".into(),
            name: format!("{from} to {to}"),
            from: origin,
            to: destination,
            cargo: (terms.cargo, terms.cargo_origin),
            quantity: quantity.parse().map_err(Failure::usage)?,
        };
        add(network, query, &mut demands, asked)?;
    } else {
        of_network(network, command, query, &mut demands)?;
    }
    Ok(demands)
}

fn add(network: &Network, query: &mut FlowQuery, demands: &mut Asked, asked: AskedRow) -> Result<(), Failure> {
    let (cargo, cargo_origin) = asked.cargo;
    let amount = units_wanted(network, cargo, asked.quantity, query.period)
        .map_err(|error| Failure::usage(format!("{} ({}): {error}", asked.name, asked.id)))?;
    query.wanted.push(Wanted {
        id: asked.id,
        origin: asked.from,
        destination: asked.to,
        cargo,
        cargo_origin,
        amount,
        timing: Timing::Ready,
    });
    demands.told.push(DemandTold { name: asked.name, ..DemandTold::default() });
    Ok(())
}

/// The demands of the network that were named, or all that the cargo and the rest of the terms let through.
fn of_network(
    network: &Network,
    command: &FlowTerms,
    query: &mut FlowQuery,
    demands: &mut Asked,
) -> Result<(), Failure> {
    let named: Result<Vec<DemandId>, Failure> =
        command.demand.iter().map(|id| terms::entry(&network.demands, "demand", id.trim())).collect();
    let mut named = named?;
    if named.is_empty() {
        let cargo = command.terms.cargo.as_ref().map(|_| terms::query(network, &command.terms, command.by));
        let cargo = cargo.transpose()?.map(|terms| terms.cargo);
        let fits = |id: &DemandId| cargo.is_none_or(|cargo| network.demands[*id].cargo.0 == cargo);
        named = network.demands.keys().filter(fits).collect();
        demands.add_all(network, query, &named);
    } else {
        named.sort_unstable();
        named.dedup();
        for id in &named {
            let told = |error| Failure::usage(format!("{}: {error}", network.demands[*id].id));
            demands.add(network, query, *id).map_err(told)?;
        }
    }
    if named.is_empty() {
        return Err(Failure::usage("the network has no such demand; name one with --from, --to and --quantity"));
    }
    Ok(())
}

/// The limits that a name means: the one with that key, or all of the line, transfer or group with that id.
fn named(model: &Model<'_>, name: &str) -> Result<Vec<u32>, Failure> {
    let is_it = |limit: u32| {
        limit_key(model, limit as usize) == name || model.limits[limit as usize].of.id(model.network) == name
    };
    let count = u32::try_from(model.limits.len()).unwrap_or(u32::MAX);
    let found: Vec<u32> = (0..count).filter(|limit| is_it(*limit)).collect();
    if found.is_empty() {
        return Err(Failure::usage(format!(
            "no limit that these demands could meet is called `{name}`; keys stand in `limits[].key` of --format json"
        )));
    }
    Ok(found)
}
