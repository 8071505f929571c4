//! Laws of flows.

pub mod flow_is_conserved;
pub mod loss_never_adds;
pub mod more_capacity_never_less;
pub mod most_is_what_the_cut_says;
pub mod restriction_never_adds;

use crate::capacity::{Amount, Cut, FlowQuery, Found, Timing, Wanted};
use crate::laws::{Case, Subject, Violation};
use crate::model::{Network, PlaceId};
use crate::route::Query;

/// How much can pass between the ends of a case.
enum Most {
    /// No way joins them.
    Nothing,
    /// So many units of the cargo.
    Units(f64),
    /// Some way has no known capacity.
    Unlimited,
}

/// As much as can pass between the ends of a question, on days like that of its departure; by distance, so that no price
/// is needed.
fn asked(network: &Network, query: &Query) -> FlowQuery {
    let mut flow = FlowQuery::new(network);
    flow.period = crate::capacity::Period::AsOn(query.depart);
    (flow.scenario, flow.allow, flow.modes) = (query.scenario, query.allow.clone(), query.modes.clone());
    (flow.vessel, flow.unescorted) = (query.vessel, query.unescorted);
    flow.with_supplies = false;
    flow.wanted.push(Wanted {
        id: "law".into(),
        origin: query.origin.clone(),
        destination: query.destination.clone(),
        cargo: query.cargo,
        cargo_origin: query.cargo_origin,
        amount: Amount::AsMuchAsCanPass,
        timing: Timing::Ready,
    });
    flow
}

/// What the planner answers; none if no problem can be made of the question.
fn cut<'n>(subject: &'n Subject<'_>, network: &'n Network, query: &Query) -> Option<Cut<'n>> {
    subject.planner.most(network, &subject.structure, &asked(network, query)).ok()
}

impl Most {
    fn of(cut: &Cut<'_>) -> Self {
        match &cut.found {
            Found::NotJoined => Self::Nothing,
            Found::NotLimited(_) => Self::Unlimited,
            Found::Limited(limiting) => Self::Units(limiting.bottleneck.most),
        }
    }

    fn units(&self) -> f64 {
        match self {
            Self::Nothing => 0.0,
            Self::Units(units) => *units,
            Self::Unlimited => f64::INFINITY,
        }
    }

    fn told(&self) -> String {
        match self {
            Self::Nothing => "nothing".into(),
            Self::Units(units) => format!("{units:.3} units"),
            Self::Unlimited => "more than any known capacity".into(),
        }
    }
}

/// Whether one amount is at least another, but for what floating point loses.
fn at_least(more: f64, less: f64) -> bool {
    more >= less - less.abs().min(1e15) * 1e-6 - 1e-3
}

/// That at least as much can pass in one case as in the other; else what to say.
fn not_less(case: &Case, (more, of_more): (&Most, &str), (less, of_less): (&Most, &str)) -> Result<(), Violation> {
    if at_least(more.units(), less.units()) {
        return Ok(());
    }
    let message = format!("{} can pass {of_more}, but {} {of_less}", more.told(), less.told());
    Err(Violation::new(message).on(ends(case)))
}

fn ends(case: &Case) -> [String; 2] {
    [case.from.clone(), case.to.clone()]
}

/// Ids of places that a cut's flow passes.
fn places_of(cut: &Cut<'_>) -> Vec<String> {
    let Found::Limited(limiting) = &cut.found else { return Vec::new() };
    let network = cut.model.network;
    let mut places: Vec<PlaceId> = Vec::new();
    for path in &limiting.flow.paths {
        let layer = cut.model.problem.demands[path.demand as usize].layer;
        for (step, _) in cut.model.route_of(layer, &path.arcs) {
            let (from, to) = cut.model.structure.steps()[step as usize].ends(network);
            places.extend([from, to]);
        }
    }
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|place| network.places[place].id.clone()).collect()
}
