//! Questions that were asked twice, with what became of their answers: under a scenario, or on another day.

use serde::Serialize;

use crate::report::{FactRecord, PairRecord, WayRecord};
use crate::site::format::{days, span, whole};
use crate::site::view::{PageContext, Ref};

/// A question whose answer differs.
#[derive(Serialize)]
pub struct PairRow {
    question: Ref,
    /// The day, where both sides leave on the same.
    leaving: Option<String>,
    before: Side,
    after: Side,
    change: String,
    class: &'static str,
    ways: Vec<WayRow>,
}

#[derive(Serialize)]
struct Side {
    has_way: bool,
    way: String,
    days: String,
    cost: String,
    length: String,
}

/// A way that appears, vanishes or changes its rank.
#[derive(Serialize)]
struct WayRow {
    word: String,
    corridor: String,
    days: String,
}

/// A question and its best way before and after, and whether that is better or worse.
pub fn pair_row(context: &PageContext<'_>, pair: &PairRecord) -> PairRow {
    let side = |is_b: bool, refused: &[FactRecord]| {
        let rank = |way: &&WayRecord| if is_b { way.rank_b } else { way.rank_a } == Some(1);
        let Some(way) = pair.ways.iter().find(rank) else {
            let first = refused.first().map(|fact| context.fact(fact));
            let why = first.map_or_else(String::new, |fact| format!("{}: {}", fact.subject.name, fact.reason));
            return Side { has_way: false, way: why, days: "–".into(), cost: "–".into(), length: "–".into() };
        };
        // A way that is best on both sides is told with its figures under B; those under A follow from the difference.
        let is_shared = !is_b && way.rank_b == Some(1);
        let less = |more: Option<f64>| if is_shared { more.unwrap_or(0.0) } else { 0.0 };
        Side {
            has_way: true,
            way: way.corridor.clone(),
            days: days(way.hours - less(pair.slower_by_hours)),
            cost: way.cost_usd.map_or_else(|| "unknown".into(), |cost| whole(cost - less(pair.dearer_by_usd))),
            length: whole(way.distance_km - less(pair.longer_by_km)),
        }
    };
    let (before, after) = (side(false, &pair.refused_a), side(true, &pair.refused_b));
    let (change, class) = change(pair);
    let way = |way: &WayRecord| {
        let word = match (way.change, way.rank_a, way.rank_b) {
            ("appears", _, Some(rank)) => format!("new, rank {rank}"),
            ("vanishes", Some(rank), _) => format!("gone, was rank {rank}"),
            (_, Some(a), Some(b)) => format!("rank {a} to {b}"),
            (word, ..) => word.to_string(),
        };
        WayRow { word, corridor: way.corridor.clone(), days: days(way.hours) }
    };
    PairRow {
        question: question(context, pair),
        leaving: (pair.query_a.depart == pair.query_b.depart).then(|| pair.query_b.depart.clone()),
        before,
        after,
        change,
        class,
        ways: pair.ways.iter().filter(|way| way.change != "stays").map(way).collect(),
    }
}

/// The question with its page.
fn question(context: &PageContext<'_>, pair: &PairRecord) -> Ref {
    let asked = context.site.network.report_routes.find(&pair.id);
    let name = asked.map_or_else(|| pair.id.clone(), |id| context.site.network.report_routes[id].question.clone());
    Ref::to(name, context.links.page("route", &pair.id))
}

/// What becomes of the answer, in a few words, and whether that is a gain: the first that is felt of whether there is a way,
/// its time, its cost and what it passes.
fn change(pair: &PairRecord) -> (String, &'static str) {
    let felt = |difference: Option<f64>, least: f64| difference.filter(|difference| difference.abs() >= least);
    let class = |more: f64| if more > 0.0 { "is-loss" } else { "is-gain" };
    let is_of_both = |way: &WayRecord| way.rank_a == Some(1) && way.rank_b == Some(1);
    match (pair.becomes, felt(pair.slower_by_hours, 0.1), felt(pair.dearer_by_usd, 0.5)) {
        (Some("possible"), ..) => ("becomes possible".into(), "is-gain"),
        (Some(_), ..) => ("becomes impossible".into(), "is-loss"),
        (None, Some(more), _) => {
            (format!("{} {}", span(more.abs()), if more > 0.0 { "slower" } else { "faster" }), class(more))
        }
        (None, None, Some(more)) => {
            (format!("USD {} {}", whole(more.abs()), if more > 0.0 { "dearer" } else { "cheaper" }), class(more))
        }
        (None, None, None) if pair.slower_by_hours.is_none() => ("other things stand in the way".into(), ""),
        (None, None, None) if pair.ways.iter().any(is_of_both) => ("other ways change".into(), ""),
        (None, None, None) => ("another way, as fast".into(), ""),
    }
}
