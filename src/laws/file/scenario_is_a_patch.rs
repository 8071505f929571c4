//! A scenario that closes a line is the same as a network whose file says that the line is closed; and without the
//! scenario nothing is left of it.

use proptest::prelude::*;

use crate::diagnostics::Code;
use crate::laws::{Case, Law, Subject, Told, Violation, Way};
use crate::load::{EntryName, Mapping, Value};
use crate::route::Query;

/// The law.
pub const LAW: Law = Law {
    code: Code("LB2034"),
    name: "scenario-is-a-patch",
    title: "a scenario that closes something is as good as a file that says it is closed, and leaves no trace",
    explain: "\
The best way under a scenario that closes a line, lane or transfer is as good as the best way in a network in which its
status is `closed`. An empty scenario changes nothing, and after an answer under a scenario the base is what it was.",
    weight: 1,
    draw: |choices| {
        (choices.questions(), choices.closed_in_writing()).prop_map(|(case, patch)| Case { patch, ..case }).boxed()
    },
    holds,
};

fn holds(subject: &Subject<'_>, case: &Case) -> Result<Told, Violation> {
    let Some(query) = subject.query(case) else { return Ok(Told::Nothing) };
    let query = Query { scenario: None, ..query };
    let Some((network, closed)) = subject.patched(&query, &case.patch) else { return Ok(Told::Nothing) };
    let Some((empty, unchanged)) = subject.patched(&query, &crate::laws::Patch::default()) else {
        return Ok(Told::Nothing);
    };
    let before = subject.best(&query);
    let under = subject.best_on(&network, &closed);
    let same = |one: &Option<Way>, other: &Option<Way>, what: &str| {
        if one == other {
            Ok(())
        } else {
            Err(Violation::new(what).on(places(subject, one.as_ref())).on(places(subject, other.as_ref())))
        }
    };
    same(&before, &subject.best_on(&empty, &unchanged), "an empty scenario changes the best way")?;
    same(&before, &subject.best(&query), "after an answer under a scenario the base gives another one")?;
    let mut document = subject.document.clone();
    for id in &case.patch.close {
        let Some(section) = section_of(subject, id) else { return Ok(Told::Nothing) };
        let name = EntryName { section: section.into(), id: id.clone() };
        let Some(Value::Mapping(entry)) = document.entry_mut(&name) else { return Ok(Told::Nothing) };
        close(entry);
    }
    let (Some(patched), _) = document.network() else { return Ok(Told::Nothing) };
    let Some(again) = case.query(&patched) else { return Ok(Told::Nothing) };
    let written = Subject::new(&patched, &document, subject.planner).best(&Query { scenario: None, ..again });
    let value = |way: &Option<Way>| way.as_ref().map(|way| way.value);
    if value(&under) == value(&written) {
        return Ok(if before.is_some() { Told::Holds } else { Told::Nothing });
    }
    let told = |way: &Option<Way>| way.as_ref().map_or_else(|| "no way".into(), |way| format!("{} min", way.minutes()));
    let what = case.patch.close.join(", ");
    let message = format!("with {what} closed by a scenario {}, by the file {}", told(&under), told(&written));
    Err(Violation::new(message).on(places(subject, under.as_ref())).on(places(subject, written.as_ref())))
}

fn places(subject: &Subject<'_>, way: Option<&Way>) -> Vec<String> {
    way.map(|way| way.places(subject.network)).unwrap_or_default()
}

/// The section of what has a status of its own.
fn section_of(subject: &Subject<'_>, id: &str) -> Option<&'static str> {
    let network = subject.network;
    let sections = [
        (network.lines.find(id).is_some(), "lines"),
        (network.lanes.find(id).is_some(), "lanes"),
        (network.transfers.find(id).is_some(), "transfers"),
    ];
    sections.into_iter().find(|(is_there, _)| *is_there).map(|(_, section)| section)
}

/// Closes an entry and every span of it.
fn close(entry: &mut Mapping) {
    entry.insert("status".into(), "closed".into());
    if let Some(Value::Sequence(spans)) = entry.get_mut("spans") {
        for span in spans {
            if let Value::Mapping(span) = span {
                span.remove("status");
            }
        }
    }
}
