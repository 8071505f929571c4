//! `docs/reference-values.md`: ours beside published.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::data::{BEHAVIOUR, Bound, VALUES, Value};
use crate::judge::{Verdict, difference_told, verdict};
use crate::posts;

/// Set to write the page instead of comparing it.
const UPDATE: &str = "UPDATE_REFERENCE_VALUES";

#[test]
fn the_page_of_reference_values_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/reference-values.md");
    let page = page();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, &page).expect("the page can be written");
        return;
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let stale = committed.lines().zip(page.lines()).find(|(old, new)| old != new);
    assert!(
        committed == page,
        "docs/reference-values.md is not what is computed now: {stale:#?}\nrun {UPDATE}=1 cargo test --test golden"
    );
}

fn page() -> String {
    let mut page = String::from(HEAD);
    page += &counts();
    for (title, prefix) in [("Land", "land-"), ("Sea", "sea-")] {
        let _ = write!(page, "\n## {title}\n\n{TABLE}");
        let rows = VALUES.iter().filter(|value| value.id.starts_with(prefix));
        rows.for_each(|value| page += &row(value));
    }
    page += "\n## Behaviour\n\n| id | claim | reference | verdict |\n|---|---|---|---|\n";
    for claim in BEHAVIOUR.iter() {
        let verdict = match (&claim.unmet, claim.problem()) {
            (_, None) => "holds".into(),
            (Some(unmet), Some(_)) => format!("does not hold: {}", unmet.reason),
            (None, Some(problem)) => format!("does not hold: {problem}"),
        };
        let _ =
            writeln!(page, "| {} | {} | {} | {} |", claim.id, cell(&claim.what), cell(&claim.source), cell(&verdict));
    }
    page
}

const HEAD: &str = "\
# Reference values

Published figures beside what the built-in network answers. Written by `tests/golden`, which has one test for each row;
the questions are in `tests/golden/*.yaml`.

An **outcome** is computed by the planner. An **input** was typed into the network from the same source and is only
checked to be there. A **calibrated** outcome rests on a figure that was set with the published one in view. Several
published values contradict each other; they are met if ours lies between them, give or take the tolerance. A duration
or a price is met if the published one lies between our P10 and P90.

";

const TABLE: &str = "\
| id | what | published (source) [confidence, date] | ours | difference | verdict |
|---|---|---|---|---|---|
";

fn counts() -> String {
    let with = |value: &&Value, wanted: Verdict| verdict(value, value.finding()) == wanted;
    let count = |outcome: bool, wanted: Verdict| {
        VALUES.iter().filter(|value| value.is_outcome() == outcome && with(value, wanted)).count()
    };
    let calibrated = VALUES.iter().filter(|value| value.calibrated.is_some() && with(value, Verdict::Met)).count();
    let claims = BEHAVIOUR.iter().filter(|claim| claim.problem().is_none()).count();
    let (met, unmet) = (count(true, Verdict::Met) + claims, count(true, Verdict::Unmet) + BEHAVIOUR.len() - claims);
    let (equal, inputs) = (count(false, Verdict::Met), VALUES.iter().filter(|value| !value.is_outcome()).count());
    let mut text = format!(
        "**{met} outcomes are reproduced ({calibrated} of them calibrated, {claims} of them behaviour), {unmet} are not, \
         {} are shown without a score. {equal} of {inputs} inputs equal the published figure.**\n",
        count(true, Verdict::Unscored),
    );
    let worst = posts::worst();
    let _ = write!(
        text,
        "\nDistances between any two stations of a railway line are those of the posts: {} pairs on 98 lines, the worst\n\
         off by {:.2} % ({}).\n",
        posts::PAIRS.len(),
        worst.percent().abs(),
        worst.told(),
    );
    let conflicts = VALUES.iter().filter(|value| value.published.len() > 1).map(|value| format!("`{}`", value.id));
    let conflicts: Vec<_> = conflicts.collect();
    let _ = write!(text, "\nSources contradict each other, or give a range, on\n{}.\n", conflicts.join(", "));
    text
}

fn row(value: &Value) -> String {
    let finding = value.finding();
    let unit = &value.published[0].value.unit;
    let bound = match value.bound {
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
        None => "",
    };
    let published: Vec<_> =
        value.published.iter().map(|one| format!("{bound}{} ({})", one.value, one.source)).collect();
    let published = format!("{} [{}, {}]", published.join("; "), value.confidence, value.as_of);
    let spread = if value.published.len() > 1 { " (spread)" } else { "" };
    let verdict = match verdict(value, finding) {
        Verdict::Unscored => format!("not scored: {}", value.unscored.as_deref().unwrap_or_default()),
        Verdict::Unmet => {
            let reason = value.unmet.as_ref().map_or("no reason given", |unmet| &unmet.reason);
            format!("{}unmet: {reason}", if value.is_outcome() { "" } else { "input, " })
        }
        Verdict::Met if !value.is_outcome() => format!("input, equal{spread}"),
        Verdict::Met => match (&value.calibrated, &value.within) {
            (Some(calibrated), _) => format!("met{spread}; calibrated: {calibrated}"),
            (None, Some(within)) => format!("met{spread}, within {within}"),
            (None, None) => format!("met{spread}"),
        },
    };
    let what = match &value.note {
        Some(note) => format!("{} ({note})", value.what),
        None => value.what.clone(),
    };
    format!(
        "| {} | {} | {} | {} | {} | {} |\n",
        value.id,
        cell(&what),
        cell(&published),
        cell(&finding.told(unit)),
        difference_told(value, finding),
        cell(&verdict)
    )
}

/// A text that fits into a cell.
fn cell(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/")
}
