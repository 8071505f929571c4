//! Why not, for people: the derivation with each fact told once, and how far the list of sets goes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::fact_text::fact;
use super::layout::wrapped;
use super::print::{bold, plain, refused};
use crate::report::{ComparedRecord, ExplainRecord, NumberedFact, Reason, WhyNotRecord};

/// Appends the answer to `--why-not`, or the refusal if there is no way.
pub fn text(out: &mut String, why: &WhyNotRecord) {
    let because = if why.tree.because.is_empty() || why.compared.is_some() { "" } else { ", because" };
    let title = if why.asked.is_none() && why.finding == "refused" { "What stands in the way" } else { "Why not" };
    let _ = writeln!(out, "\n{}", bold(title));
    wrapped(out, "", &format!("{}{because}", plain(&why.summary)));
    if let Some(compared) = &why.compared {
        comparison(out, compared);
        if !why.sets.is_empty() {
            wrapped(out, "", "It would be the best way but for");
        } else if !why.better_sets.is_empty() {
            wrapped(out, "", "Nothing makes it the best; what stands against a better way of the kind:");
        }
    }
    let mut told = BTreeSet::new();
    for reason in &why.tree.because {
        branch(out, reason, 1, &why.facts, &mut told);
    }
    scope(out, why);
}

fn branch(out: &mut String, reason: &Reason, depth: usize, facts: &[NumberedFact], told: &mut BTreeSet<usize>) {
    let indent = "   ".repeat(depth);
    let Some(number) = reason.fact else {
        wrapped(out, &indent, &plain(&reason.text));
        for below in &reason.because {
            branch(out, below, depth + 1, facts, told);
        }
        return;
    };
    let Some(numbered) = facts.get(number - 1) else { return };
    let mark = refused(&format!("({number})"));
    if !told.insert(number) {
        let _ = writeln!(out, "{indent}{mark} {}, as above", plain(&reason.text));
        return;
    }
    let mut words = String::new();
    wrapped(&mut words, &format!("{indent}    "), &fact(&numbered.fact));
    let _ = write!(out, "{indent}{mark} {}", words.trim_start());
    let mut flips = numbered.flips.clone();
    if numbered.fact.lift.draught.is_some() {
        flips.draught = None;
    }
    for flip in flips.words() {
        wrapped(out, &format!("{indent}    - "), &plain(&flip));
    }
}

fn comparison(out: &mut String, compared: &ComparedRecord) {
    if !compared.parts.is_empty() {
        let part =
            |(part, hours): (&str, f64)| format!("{part} {}{:.1} h", if hours < 0.0 { "-" } else { "+" }, hours.abs());
        let parts: Vec<String> =
            compared.parts.iter().map(|difference| part((difference.part, difference.hours))).collect();
        wrapped(out, "   ", &format!("time against the best way: {}", parts.join(", ")));
    }
    if compared.there_and_back {
        wrapped(
            out,
            "   ",
            "it only goes there and back the same way: under the rules nothing better leads on from there",
        );
    }
    for leg in &compared.other_legs {
        wrapped(out, "   only on this way: ", &plain(leg));
    }
    for change in &compared.wins_if {
        wrapped(out, "   as good if ", &format!("{}, all else being equal", plain(change)));
    }
}

/// What the list of sets covers.
fn scope(out: &mut String, why: &WhyNotRecord) {
    if matches!(why.finding, "best" | "not_joined") {
        return;
    }
    let bounds = &why.bounds;
    let most = bounds.facts;
    if why.sets.is_empty() {
        return;
    }
    let extent = if bounds.complete {
        format!("no other set of up to {most} facts")
    } else if bounds.complete_to >= most {
        format!("of {} sets of up to {most} facts the best are told", bounds.found)
    } else {
        format!("sets of more than {} facts were not all looked through", bounds.complete_to)
    };
    let parts = if why.sets.len() + why.better_sets.len() == 1 { "no part of the set" } else { "no part of a set" };
    wrapped(out, "", &format!("Minimal: {parts} would do, and {extent}. For analysis only."));
}

/// On what a way rests.
pub fn explained(out: &mut String, explained: &ExplainRecord) {
    let _ = writeln!(out, "\n{}", bold(&format!("On what way {} rests", explained.rank)));
    if !explained.below_first.is_empty() {
        wrapped(out, "   against 1: ", &explained.below_first.join(", "));
    }
    for leg in &explained.legs {
        wrapped(out, &format!("{:>3}  ", leg.leg), &plain(&leg.name));
        for ground in &leg.grounds {
            let sources =
                if ground.sources.is_empty() { String::new() } else { format!(" [{}]", ground.sources.join(", ")) };
            wrapped(out, &format!("     {:<10}", ground.kind), &format!("{}{sources}", plain(&ground.text)));
        }
    }
}
