//! The charts of a route: ways by time and cost, where time and money go, when to leave, and the journey in space and time.

use crate::report::{Itinerary, Leg, PlanReport};
use crate::site::chart::bars::{Bar, Bars, Part};
use crate::site::chart::fan::{Departure, Fan};
use crate::site::chart::points::{Mark, Points, unbeaten};
use crate::site::chart::stringline::{Stop, Stretch, Stringline};
use crate::site::chart::{ChartView, DataTable, Head, KeyEntry};
use crate::site::format::{UNKNOWN, count, days, days_range, list, span, whole, whole_range};
use crate::site::plans::Planned;

use super::route::corridor;

/// Ways by time and cost: the listed ones, and those that no other beats. None with fewer than two.
pub fn trade_off(planned: &Planned<'_>) -> Option<ChartView> {
    let report = &planned.report;
    let is_listed = |way: &Itinerary| report.itineraries.iter().any(|listed| is_same(listed, way));
    let more = planned.frontier.iter().filter(|way| !is_listed(way));
    let all: Vec<(&Itinerary, String, Option<String>)> = report
        .itineraries
        .iter()
        .map(|way| (way, way.rank.to_string(), Some(format!("#way-{}", way.rank))))
        .chain(more.zip('a'..='z').map(|(way, letter)| (way, letter.to_string(), None)))
        .filter(|(way, ..)| way.cost_usd.is_some())
        .collect();
    if all.len() < 2 {
        return None;
    }
    let cost = |way: &Itinerary| way.cost_usd.map_or(0.0, |cost| cost.p50);
    let best = unbeaten(&all.iter().map(|(way, ..)| (way.hours.p50, cost(way))).collect::<Vec<_>>());
    let marks = all.iter().zip(&best).map(|((way, number, href), is_unbeaten)| {
        let usd = way.cost_usd.map_or([0.0; 3], |cost| [cost.p10, cost.p50, cost.p90]);
        Mark {
            number: number.clone(),
            name: corridor(way),
            href: href.clone(),
            x: [way.hours.p10, way.hours.p50, way.hours.p90].map(|hours| hours / 24.0),
            y: usd,
            told: format!("{}: {} days, USD {}", corridor(way), days(way.hours.p50), whole(usd[1])),
            is_unbeaten: *is_unbeaten,
        }
    });
    let unit = report.query.cargo_unit;
    let points = Points {
        title: format!("Time against cost of {}", count(all.len(), "way")),
        x_title: "days".into(),
        y_title: format!("USD per {unit}"),
        marks: marks.collect(),
    };
    let rows = all.iter().zip(&best).map(|((way, number, _), is_unbeaten)| {
        vec![
            format!("{number} {}", corridor(way)),
            days(way.hours.p50),
            days_range(way.hours),
            whole(cost(way)),
            way.cost_usd.and_then(whole_range).unwrap_or_else(|| "–".into()),
            if *is_unbeaten { "by none".into() } else { "yes".into() },
        ]
    });
    Some(ChartView {
        id: "trade-off".into(),
        html: points.draw(),
        key: vec![entry("series-1", "beaten by no other"), entry("is-beaten", "slower and dearer than another")],
        caption: trade_off_caption(&all, &best, unit),
        table: Some(DataTable {
            caption: "Time and cost of each way".into(),
            heads: vec![
                Head::text("Way"),
                Head::number("Days", "median"),
                Head::number("Days", "P10–P90"),
                Head::number("USD", &format!("per {unit}, median")),
                Head::number("USD", "P10–P90"),
                Head::text("Beaten"),
            ],
            rows: rows.collect(),
        }),
    })
}

fn trade_off_caption(all: &[(&Itinerary, String, Option<String>)], best: &[bool], unit: &str) -> String {
    let mut kept: Vec<&Itinerary> =
        all.iter().zip(best).filter(|(_, best)| **best).map(|((way, ..), _)| *way).collect();
    kept.sort_by(|one, other| one.hours.p50.total_cmp(&other.hours.p50));
    let cost = |way: &Itinerary| way.cost_usd.map_or(0.0, |cost| cost.p50);
    let finding = match &kept[..] {
        [fastest, .., cheapest] => format!(
            "The cheapest way saves USD {} per {unit} and takes {} days longer than the fastest.",
            whole(cost(fastest) - cost(cheapest)),
            days(cheapest.hours.p50 - fastest.hours.p50)
        ),
        _ => "One way is both the fastest and the cheapest.".into(),
    };
    format!(
        "{finding} Lines through a mark span P10 to P90. A number is that of a way on this page; a letter is a way that \
         only a search by time and cost together finds."
    )
}

fn is_same(one: &Itinerary, other: &Itinerary) -> bool {
    let cost = |way: &Itinerary| way.cost_usd.map_or(0.0, |cost| cost.p50);
    (one.hours.p50 - other.hours.p50).abs() < 0.2 && (cost(one) - cost(other)).abs() < 1.0
}

fn entry(class: &str, name: &str) -> KeyEntry {
    KeyEntry { class: class.into(), name: name.into() }
}

/// What stands in a bar: class of its colour, its name.
const TIME: [(&str, &str); 8] = [
    ("part-rail", "rail"),
    ("part-road", "road"),
    ("part-sea", "sea"),
    ("part-other", "other modes"),
    ("part-border", "borders"),
    ("part-gauge", "changes of gauge"),
    ("part-port", "ports and transfers"),
    ("part-wait", "waiting"),
];

const MONEY: [(&str, &str); 5] = [
    ("series-1", "line haul"),
    ("series-3", "handling"),
    ("series-2", "borders"),
    ("series-4", "tolls"),
    ("series-5", "escort"),
];

/// Where the time of each way goes.
pub fn time(report: &PlanReport) -> Option<ChartView> {
    let ways: Vec<(&Itinerary, Vec<f64>)> = report
        .itineraries
        .iter()
        .map(|way| (way, way.breakdown_hours.parts().iter().map(|(_, hours)| hours / 24.0).collect()))
        .collect();
    let first = &report.itineraries.first()?.breakdown_hours;
    let standing = first.border + first.gauge_change + first.port + first.wait;
    let moving = first.rail + first.road + first.sea + first.other;
    let caption = format!(
        "Of the {} of the best way {} stand still at borders, ports and changes of gauge; {} move.",
        span(standing + moving),
        span(standing),
        span(moving)
    );
    Some(stacked(
        ("time", "Where the time goes", "days"),
        &ways,
        &TIME,
        |way| format!("{} d", days(way.hours.p50)),
        |way| Some([way.hours.p10 / 24.0, way.hours.p90 / 24.0]),
        |value| format!("{value:.1}"),
        &caption,
    ))
}

/// What the money of each way is paid for; none if no way has prices.
pub fn money(report: &PlanReport) -> Option<ChartView> {
    let ways: Vec<(&Itinerary, Vec<f64>)> = report
        .itineraries
        .iter()
        .filter_map(|way| {
            let parts = way.breakdown_usd.as_ref()?.parts();
            Some((way, parts.iter().map(|(_, usd)| usd.p50).collect()))
        })
        .collect();
    let (_, first) = ways.first()?;
    let total: f64 = first.iter().sum();
    let haul = first.first().copied().unwrap_or(0.0);
    let caption = format!(
        "Line haul is {:.0} % of what the {} way costs; the rest is paid at ports, borders and passages.",
        haul / total.max(0.01) * 100.0,
        if ways.len() == report.itineraries.len() { "best" } else { "first priced" }
    );
    let unit = format!("USD per {}", report.query.cargo_unit);
    Some(stacked(
        ("money", "Where the money goes", &unit),
        &ways,
        &MONEY,
        |way| way.cost_usd.map_or(UNKNOWN.into(), |cost| format!("USD {}", whole(cost.p50))),
        |way| way.cost_usd.map(|cost| [cost.p10, cost.p90]),
        whole,
        &caption,
    ))
}

fn stacked(
    (id, title, unit): (&str, &str, &str),
    ways: &[(&Itinerary, Vec<f64>)],
    parts: &[(&str, &str)],
    told: impl Fn(&Itinerary) -> String,
    interval: impl Fn(&Itinerary) -> Option<[f64; 2]>,
    number: impl Fn(f64) -> String,
    caption: &str,
) -> ChartView {
    let used: Vec<usize> =
        (0..parts.len()).filter(|index| ways.iter().any(|(_, values)| values[*index] > 0.0)).collect();
    let bar = |(way, values): &(&Itinerary, Vec<f64>)| Bar {
        name: format!("{} {}", way.rank, corridor(way)),
        href: Some(format!("#way-{}", way.rank)),
        told: told(way),
        parts: used
            .iter()
            .map(|index| Part {
                class: parts[*index].0.into(),
                value: values[*index],
                told: format!("{}: {} {unit}", parts[*index].1, number(values[*index])),
            })
            .collect(),
        interval: interval(way),
    };
    let bars = Bars { title: title.into(), unit: unit.into(), rows: ways.iter().map(bar).collect(), limit: None };
    let mut heads = vec![Head::text("Way")];
    heads.extend(used.iter().map(|index| Head::number(parts[*index].1, unit)));
    let rows = ways.iter().map(|(way, values)| {
        let mut row = vec![format!("{} {}", way.rank, corridor(way))];
        row.extend(used.iter().map(|index| number(values[*index])));
        row
    });
    ChartView {
        id: id.into(),
        html: bars.draw(),
        key: used.iter().map(|index| entry(parts[*index].0, parts[*index].1)).collect(),
        caption: format!("{caption} Typical values; the line over a bar spans P10 to P90 of the whole."),
        table: Some(DataTable { caption: format!("{title}, by way"), heads, rows: rows.collect() }),
    }
}

/// How long the best way takes by the day of departure.
pub fn departures(planned: &Planned<'_>) -> Option<ChartView> {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    if planned.departures.is_empty() {
        return None;
    }
    let told = |way: &Option<Itinerary>| {
        way.as_ref().map_or("no way".to_string(), |way| {
            format!("{} days ({}), {}", days(way.hours.p50), days_range(way.hours), corridor(way))
        })
    };
    let departure = |(day, way): &(crate::calendar::Day, Option<Itinerary>)| Departure {
        name: NAMES[(day.civil().1 as usize + 11) % 12].into(),
        spread: way.as_ref().map(|way| [way.hours.p10, way.hours.p50, way.hours.p90].map(|hours| hours / 24.0)),
        told: format!("{day}: {}", told(way)),
    };
    let fan = Fan {
        title: "Days on the way by day of departure".into(),
        y_title: "days".into(),
        departures: planned.departures.iter().map(departure).collect(),
    };
    let rows = planned.departures.iter().map(|(day, way)| match way {
        Some(way) => {
            vec![day.to_string(), days(way.hours.p10), days(way.hours.p50), days(way.hours.p90), corridor(way)]
        }
        None => vec![day.to_string(), "–".into(), "no way".into(), "–".into(), "–".into()],
    });
    Some(ChartView {
        id: "departures".into(),
        html: fan.draw(),
        key: Vec::new(),
        caption: departures_caption(planned),
        table: Some(DataTable {
            caption: "The best way on the first day of each month".into(),
            heads: vec![
                Head::text("Departure"),
                Head::number("P10", "days"),
                Head::number("Median", "days"),
                Head::number("P90", "days"),
                Head::text("By"),
            ],
            rows: rows.collect(),
        }),
    })
}

fn departures_caption(planned: &Planned<'_>) -> String {
    let ways = || planned.departures.iter().filter_map(|(day, way)| Some((day, way.as_ref()?)));
    let by_median = |one: &(&crate::calendar::Day, &Itinerary), other: &(&crate::calendar::Day, &Itinerary)| {
        one.1.hours.p50.total_cmp(&other.1.hours.p50)
    };
    let (Some((best_day, best)), Some((worst_day, worst))) = (ways().min_by(by_median), ways().max_by(by_median))
    else {
        return "No way on the first day of any of these months.".into();
    };
    let mut corridors: Vec<String> = ways().map(|(_, way)| corridor(way)).collect();
    corridors.sort();
    corridors.dedup();
    let missing = planned.departures.iter().filter(|(_, way)| way.is_none()).count();
    let spread = if worst.hours.p50 - best.hours.p50 < 1.2 {
        format!("The day of departure hardly matters: {} days all year.", days(best.hours.p50))
    } else {
        format!("Leaving on {best_day} takes {} days, on {worst_day} {}.", days(best.hours.p50), days(worst.hours.p50))
    };
    let changes = if corridors.len() > 1 {
        format!(" The best way changes between {}.", count(corridors.len(), "corridor"))
    } else {
        String::new()
    };
    let gaps = match missing {
        0 => String::new(),
        number => format!(" In {} there is no way.", count(number, "month")),
    };
    format!("{spread}{changes}{gaps} Median with P10 to P90, the best way on the first day of each month.")
}

/// The best way in space and time.
pub fn journey(way: &Itinerary) -> Option<ChartView> {
    let start = minutes(&way.depart)?;
    let days_since = |text: &str| Some((minutes(text)? - start) / 1440.0);
    let (mut km, mut clock) = (0.0, 0.0);
    let mut stretches = Vec::new();
    let mut stops = Vec::new();
    let mut dwells: Vec<(f64, String)> = Vec::new();
    for leg in &way.legs {
        let (depart, arrive) = (days_since(&leg.depart)?, days_since(&leg.arrive)?);
        if depart > clock + 0.01 {
            stretches.push(still("part-wait", [clock, depart], km, format!("waiting at {}", leg.from_name)));
        }
        let told = format!("{}, {}", leg_told(leg), span((arrive - depart) * 24.0));
        let from = km;
        km += leg.distance_km;
        if leg.kind.is_some() {
            let class = match leg.kind {
                Some("border") => "part-border",
                Some("gauge_change") => "part-gauge",
                _ => "part-port",
            };
            dwells.push((arrive - depart, leg.from_name.clone()));
            stretches.push(still(class, [depart, arrive], km, told));
            stops.push(Stop { km, name: leg.from_name.clone(), rank: 1 });
        } else {
            let class = format!("mode-{}", leg.mode.replace('_', "-"));
            stretches.push(Stretch { class, is_dwell: false, days: [depart, arrive], km: [from, km], told });
            stops.push(Stop { km, name: leg.to_name.clone(), rank: 2 });
        }
        clock = arrive;
    }
    if km <= 0.0 || clock <= 0.0 {
        return None;
    }
    stops.insert(0, Stop { km: 0.0, name: way.legs.first()?.from_name.clone(), rank: 0 });
    stops.push(Stop { km, name: way.legs.last()?.to_name.clone(), rank: 0 });
    let rows = way.legs.iter().scan(0.0, |km, leg| {
        *km += leg.distance_km;
        Some(vec![leg_told(leg), leg.depart.replace('T', " "), leg.arrive.replace('T', " "), whole(*km)])
    });
    dwells.sort_by(|one, other| other.0.total_cmp(&one.0));
    let longest: Vec<String> = dwells
        .iter()
        .filter(|(time, _)| *time > 0.0)
        .take(2)
        .map(|(time, name)| format!("{} at {name}", span(time * 24.0)))
        .collect();
    let finding = if longest.is_empty() {
        "It never stands still.".to_string()
    } else {
        format!("It stands still longest for {}.", list(&longest, "and"))
    };
    let table = DataTable {
        caption: "The best way, leg by leg".into(),
        heads: vec![Head::text("Leg"), Head::text("Begins"), Head::text("Ends"), Head::number("From the origin", "km")],
        rows: rows.collect(),
    };
    let mut classes: Vec<&str> = stretches.iter().map(|stretch: &Stretch| stretch.class.as_str()).collect();
    classes.sort_unstable();
    classes.dedup();
    let word = |class: &str| match class {
        "part-border" => "border".to_string(),
        "part-gauge" => "change of gauge".into(),
        "part-port" => "port or transfer".into(),
        "part-wait" => "waiting".into(),
        mode => mode.trim_start_matches("mode-").replace('-', " "),
    };
    let key = classes.iter().map(|class| KeyEntry { class: (*class).into(), name: word(class) }).collect();
    let line = Stringline { title: "The best way in space and time".into(), stretches, stops };
    Some(ChartView {
        id: "journey".into(),
        html: line.draw(),
        key,
        caption: format!("{finding} Steep is fast, level is standing still; typical times, from top to bottom."),
        table: Some(table),
    })
}

fn still(class: &str, days: [f64; 2], km: f64, told: String) -> Stretch {
    Stretch { class: class.into(), is_dwell: true, days, km: [km, km], told }
}

fn leg_told(leg: &Leg) -> String {
    match leg.kind {
        // Many names of transfers say where they are.
        Some(_) if leg.name.contains(&leg.from_name) => crate::site::format::sentence_case(&leg.name),
        Some(_) => format!("{} at {}", crate::site::format::sentence_case(&leg.name), leg.from_name),
        None => format!("{} – {}", leg.from_name, leg.to_name),
    }
}

/// Minutes since some day, of `2026-03-01T07:58`.
fn minutes(text: &str) -> Option<f64> {
    let (date, time) = text.split_once('T')?;
    let (hour, minute) = time.split_once(':')?;
    let day: crate::calendar::Day = date.parse().ok()?;
    let (hour, minute): (f64, f64) = (hour.parse().ok()?, minute.parse().ok()?);
    Some(f64::from(day.count()) * 1440.0 + hour * 60.0 + minute)
}
