//! The charts of flows: which loss hurts most, how full the fullest limits are, what a cut sums to.

use super::limits::limit_ref;
use crate::report::flow::{
    CriticalReport, CutRecord, CutWords, FlowReport, LimitRecord, alike, number_told, signed_told,
};
use crate::site::chart::bars::{Bar, Bars, Part};
use crate::site::chart::{ChartView, DataTable, Head, KeyEntry};
use crate::site::view::PageContext;

/// How many bars a ranking has at most.
const SHOWN: usize = 12;

fn bar(name: String, href: Option<String>, told: String, class: &str, value: f64) -> Bar {
    let part = Part { class: class.into(), value: value.max(0.0), told: format!("{name}: {told}") };
    Bar { name, href, told, parts: vec![part], interval: None }
}

/// A limit as a bar names it: by its ends where it has two, so that sections of one line can be told apart.
fn short_name(context: &PageContext<'_>, limit: &LimitRecord) -> String {
    let network = context.site.network;
    let place = |id: &Option<String>| Some(network.places[network.places.find(id.as_deref()?)?].name.as_str());
    let name = match (place(&limit.from), place(&limit.to)) {
        (Some(from), Some(to)) if from != to => format!("{from} to {to}"),
        _ => limit.name.clone(),
    };
    match &limit.month {
        Some(month) => format!("{name}, {month}"),
        None => name,
    }
}

/// Which loss costs most. None if nothing is lost.
pub fn ranking(context: &PageContext<'_>, report: &CriticalReport) -> Option<ChartView> {
    let network = context.site.network;
    let place = |id: &str| network.places.find(id).map_or(id, |key| &network.places[key].name).to_string();
    let worst = report.losses.first()?;
    let name = |loss: &crate::report::flow::LossRecord| {
        let parts: Vec<String> =
            loss.lost
                .iter()
                .map(|lost| &lost.at)
                .map(|at| {
                    if at.from == at.to {
                        at.name.clone()
                    } else {
                        format!("{} – {}", place(&at.from), place(&at.to))
                    }
                })
                .collect();
        parts.join(", ")
    };
    let less = |loss: &crate::report::flow::LossRecord| -> String {
        loss.less.iter().map(|amount| amount.told.clone()).collect::<Vec<_>>().join(", ")
    };
    let groups = alike(&report.losses);
    let bars = groups.iter().take(SHOWN).map(|group| {
        let loss = group.first();
        let more = if group.count() > 1 { format!(" and {} more", group.count() - 1) } else { String::new() };
        let class = if loss.less.is_empty() { "series-6" } else { "series-2" };
        bar(format!("{} {}{more}", group.ranks(), name(loss)), None, signed_told(loss.cost_more), class, loss.cost_more)
    });
    let hurts = if worst.less.is_empty() {
        "all still arrives, by longer ways".to_string()
    } else {
        format!("{} less arrive", less(worst))
    };
    let bars = Bars {
        title: "What each loss costs".into(),
        unit: report.value_unit.into(),
        rows: bars.collect(),
        limit: None,
    };
    Some(ChartView {
        id: "ranking".into(),
        html: bars.draw(),
        key: vec![
            KeyEntry { class: "series-2".into(), name: "less arrives".into() },
            KeyEntry { class: "series-6".into(), name: "all arrives, by longer ways".into() },
        ],
        caption: format!(
            "Losing {} hurts most: {hurts}. Each bar is one link or transfer gone, all else as it is; those that cost the same \
             share a bar.",
            name(worst)
        ),
        table: None,
    })
}

/// How full the fullest limits are. None if there are no limits.
pub fn utilisation(context: &PageContext<'_>, report: &FlowReport) -> Option<ChartView> {
    let mut limits: Vec<&LimitRecord> = report.limits.iter().filter(|limit| limit.used > 0.0).collect();
    limits.sort_by(|one, other| other.used_percent.total_cmp(&one.used_percent));
    let full = limits.iter().filter(|limit| limit.used_percent >= 99.95).count();
    let name = |limit: &LimitRecord| match &limit.month {
        Some(month) => format!("{}, {month}", limit.name),
        None => limit.name.clone(),
    };
    let first = limits.first()?;
    let caption = match full {
        0 => format!("{} is the fullest, at {} %.", name(first), number_told(first.used_percent)),
        1 => format!("{} is full: {} {}.", name(first), number_told(first.capacity), first.unit),
        number => format!("{number} limits are full, {} among them.", name(first)),
    };
    let bars = limits.iter().take(SHOWN).map(|limit| {
        let class = if limit.used_percent >= 99.95 { "is-full" } else { "series-1" };
        let told = format!("{} of {} {}", number_told(limit.used), number_told(limit.capacity), limit.unit);
        bar(short_name(context, limit), limit_ref(context, limit).href, told, class, limit.used_percent)
    });
    let bars = Bars {
        title: "How full the fullest limits are".into(),
        unit: "percent of capacity".into(),
        rows: bars.collect(),
        limit: Some(100.0),
    };
    let rows = limits.iter().take(SHOWN).map(|limit| {
        vec![
            name(limit),
            number_told(limit.used),
            number_told(limit.capacity),
            limit.unit.to_string(),
            number_told(limit.used_percent),
        ]
    });
    Some(ChartView {
        id: "utilisation".into(),
        html: bars.draw(),
        key: vec![
            KeyEntry { class: "is-full".into(), name: "full".into() },
            KeyEntry { class: "series-1".into(), name: "not full".into() },
        ],
        caption: format!("{caption} Only what the flows of this page use is counted."),
        table: Some(DataTable {
            caption: "The fullest limits".into(),
            heads: vec![
                Head::text("Limit"),
                Head::number("Used", ""),
                Head::number("Capacity", ""),
                Head::text("Unit"),
                Head::number("Full", "%"),
            ],
            rows: rows.collect(),
        }),
    })
}

/// The limits of a minimum cut and their sum, and what would bind next. None if nothing limits.
pub fn cut_sum(context: &PageContext<'_>, cut: &CutRecord, words: &CutWords<'_>) -> Option<ChartView> {
    let most = cut.most.filter(|most| *most > 0.0)?;
    let members: Vec<_> = cut.near_origins.iter().map(|index| &cut.limits[*index]).collect();
    let mut bars = Vec::new();
    if members.len() > 1 {
        for member in &members {
            let href = limit_ref(context, &member.limit).href;
            bars.push(bar(
                short_name(context, &member.limit),
                href,
                words.told(member.arrives),
                "is-full",
                member.arrives,
            ));
        }
    }
    let parts = members.iter().map(|member| Part {
        class: "is-full".into(),
        value: member.arrives,
        told: format!("{}: {}", member.limit.name, words.told(member.arrives)),
    });
    let only = match &members[..] {
        [only] => (short_name(context, &only.limit), limit_ref(context, &only.limit).href),
        _ => ("Together, at most".to_string(), None),
    };
    bars.push(Bar { name: only.0, href: only.1, told: words.told(most), parts: parts.collect(), interval: None });
    let next = cut.then.as_ref().and_then(|next| Some((next.most?, next)));
    if let Some((then, next)) = next {
        let name = match &next.limits[..] {
            [] => "Without that".to_string(),
            [only] => format!("Then {}", short_name(context, only)),
            [first, ..] => format!("Then {} and more", short_name(context, first)),
        };
        bars.push(bar(name, None, words.told(then), "series-1", then));
    }
    if bars.len() < 2 {
        return None;
    }
    let rows = bars.iter().map(|bar| vec![bar.name.clone(), bar.told.clone()]).collect();
    let sum = if members.len() > 1 {
        let parts: Vec<String> = members.iter().map(|member| words.told(member.arrives)).collect();
        format!("{} = {}: the cut sums to what can pass.", parts.join(" + "), words.told(most))
    } else {
        format!(
            "{} caps the corridor at {}.",
            members.first().map_or("", |member| member.limit.name.as_str()),
            words.told(most)
        )
    };
    let then = next.map_or(String::new(), |(then, _)| format!(" Were that no limit, {} could pass.", words.told(then)));
    let chart = Bars { title: "The minimum cut as a sum".into(), unit: words.cargo.clone(), rows: bars, limit: None };
    let mut key = vec![KeyEntry { class: "is-full".into(), name: "in the minimum cut".into() }];
    if next.is_some() {
        key.push(KeyEntry { class: "series-1".into(), name: "what could pass then, and what binds next".into() });
    }
    Some(ChartView {
        id: "sum".into(),
        html: chart.draw(),
        key,
        caption: format!("{sum}{then}"),
        table: Some(DataTable {
            caption: "The minimum cut as a sum".into(),
            heads: vec![Head::text("Limit"), Head::number("Lets pass", "")],
            rows,
        }),
    })
}
