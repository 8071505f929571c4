//! The questions that a network's report asks of what can pass.

use crate::calendar::Day;
use crate::capacity::{Amount, FlowQuery, Period, Timing, Wanted};
use crate::model::{NameError, Network, PlaceId, ReportCut};

/// The days for which a question is asked: its own, else that of its scenario, else `as_of`.
pub fn report_cut_days(network: &Network, cut: &ReportCut, as_of: Day) -> Vec<Day> {
    let of_scenario = cut.scenario.and_then(|scenario| network.scenarios[scenario].depart);
    if cut.dates.is_empty() { vec![of_scenario.unwrap_or(as_of)] } else { cut.dates.clone() }
}

/// A question as it is asked for one day.
///
/// # Errors
/// [`NameError`] if nothing, or more than one thing, is called as an end or as something to avoid.
pub fn report_cut_query(network: &Network, asked: &ReportCut, day: Day) -> Result<FlowQuery, NameError> {
    let places = |names: &[String]| -> Result<Vec<PlaceId>, NameError> {
        let mut places = Vec::new();
        for name in names {
            places.extend(network.find_places(name)?);
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    };
    let (cargo, cargo_origin) = asked.cargo.unwrap_or((network.meta.cargo, None));
    let mut query = FlowQuery::new(network);
    query.wanted.push(Wanted {
        id: asked.id.clone(),
        origin: places(&asked.from)?,
        destination: places(&asked.to)?,
        cargo,
        cargo_origin,
        amount: Amount::AsMuchAsCanPass,
        timing: Timing::Ready,
    });
    query.period = Period::AsOn(day);
    query.scenario = asked.scenario;
    query.allow.clone_from(&asked.allow);
    query.modes.clone_from(&asked.modes);
    query.avoid = asked.avoid.iter().map(|name| network.find_spot(name)).collect::<Result<_, _>>()?;
    Ok(query)
}
