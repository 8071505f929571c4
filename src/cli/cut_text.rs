//! How much can pass, and what stops more, for people.

use std::fmt::Write as _;

use super::layout;
use super::print::{bold, flagged, plain, refused};
use crate::model::Network;
use crate::report::flow::{CutLimitRecord, CutRecord, CutReport, CutWords, LimitRecord, number_told, rate_told};

/// How many names of lines and places are told.
const NAMED: usize = 6;

/// The whole answer.
pub fn text(network: &Network, report: &CutReport) -> String {
    let mut out = String::new();
    let told = Told { network, report, words: CutWords::new(network, report) };
    let words = &told.words;
    let is_counted = matches!(report.query.cargo_unit, "FEU" | "TEU");
    let how = if is_counted { "how many" } else { "how much" };
    let title = format!("{} to {}: {how} {} can pass", words.from, words.to, words.cargo);
    layout::wrapped(&mut out, "", &bold(&plain(&title)));
    layout::what_if(&mut out, report.query.period.is_what_if());
    told.asked(&mut out);
    told.answer(&mut out, &report.answer);
    if let Some(base) = &report.base {
        told.against(&mut out, base);
    }
    told.note_well(&mut out);
    for note in &report.notes {
        layout::wrapped(&mut out, "note: ", &plain(note));
    }
    out
}

struct Told<'a> {
    network: &'a Network,
    report: &'a CutReport,
    words: CutWords<'a>,
}

impl Told<'_> {
    /// What the answer is about.
    fn asked(&self, out: &mut String) {
        let (query, period) = (&self.report.query, &self.report.query.period);
        let mut asked = vec![format!("cargo {} ({})", query.cargo, query.cargo_unit)];
        asked.extend(query.cargo_origin.as_ref().map(|origin| format!("origin of the cargo {origin}")));
        if !period.modes.is_empty() {
            asked.push(format!("by {}", period.modes.join(", ")));
        }
        if !period.avoid.is_empty() {
            asked.push(format!("not through {}", period.avoid.join(", ")));
        }
        asked.push(period.scenario.as_ref().map_or("base scenario".into(), |id| format!("scenario {id}")));
        if !period.allow.is_empty() {
            asked.push(format!("rules lifted: {}", period.allow.join(", ")));
        }
        let network = &self.report.network;
        let line = format!("{}; network {} as of {}", asked.join(", "), network.id, network.as_of);
        layout::wrapped(out, "", &plain(&line));
        for (word, places) in [("from", &query.from_places), ("to", &query.to_places)] {
            if places.len() > 1 {
                let names: Vec<&str> = places.iter().map(|id| place(self.network, id)).collect();
                layout::wrapped(out, &format!("{word}: "), &plain(&names.join(", ")));
            }
        }
        out.push('\n');
    }

    fn answer(&self, out: &mut String, cut: &CutRecord) {
        let answer = plain(&self.words.answer(cut));
        if cut.outcome == "limited" {
            layout::wrapped(out, "", &bold(&answer));
            out.push('\n');
            self.sides(out, cut);
            if let Some(next) = &cut.then {
                layout::wrapped(out, "", &plain(&self.words.next(cut, next)));
            }
            return;
        }
        layout::wrapped(out, "", &refused(&answer));
        for fact in &cut.refused {
            layout::wrapped(out, "   x ", &super::fact_text::fact(fact));
        }
        if !cut.way_without_limit.is_empty() {
            layout::wrapped(out, "   that way: ", &plain(&few(&cut.way_without_limit)));
            let help = "--mode rail looks at railways alone, --avoid X leaves a place, line or country of that way out";
            layout::wrapped(out, "   help: ", help);
        }
    }

    /// The two extreme minimum cuts, and what they have in common.
    fn sides(&self, out: &mut String, cut: &CutRecord) {
        let every: Vec<&CutLimitRecord> = cut.in_every().collect();
        if every.is_empty() {
            let line = "No limit is in every minimum cut: widening any one of them alone gains nothing.";
            let _ = writeln!(out, "{line}");
        } else {
            let _ = writeln!(out, "{}", bold("In every minimum cut (widening anything else alone gains nothing)"));
            for member in &every {
                self.member(out, member);
            }
        }
        if cut.near_origins == cut.near_destinations {
            self.sum(out, cut, &cut.near_origins);
            let others: Vec<String> =
                cut.limits.iter().filter(|member| !member.in_every).map(|member| member.limit.told()).collect();
            if others.len() + every.len() > cut.near_origins.len() {
                layout::wrapped(out, "   also full, and in some minimum cut: ", &plain(&few(&others)));
            }
        } else {
            for (title, positions) in [
                ("Minimum cut nearest the origin", &cut.near_origins),
                ("Minimum cut nearest the destination", &cut.near_destinations),
            ] {
                let _ = writeln!(out, "{}", bold(title));
                let members = positions.iter().map(|index| &cut.limits[*index]);
                for member in members.filter(|member| !member.in_every) {
                    self.member(out, member);
                }
                self.sum(out, cut, positions);
            }
            layout::wrapped(out, "", "Widening a limit that is in only one of the two cuts gains nothing alone.");
        }
        for line in cut.lines.iter().filter(|line| line.gain > 0.0) {
            let told = format!(
                "Widening these sections of {} by one unit together lets {} more pass.",
                line.name,
                self.words.told(line.gain)
            );
            layout::wrapped(out, "", &plain(&told));
        }
        if let (true, Some(gain)) = (every.is_empty() && cut.lines.iter().all(|line| line.gain <= 0.0), cut.together) {
            let told = format!("Widening all of these by one unit together lets {} more pass.", self.words.told(gain));
            layout::wrapped(out, "", &plain(&told));
        }
        out.push('\n');
    }

    fn member(&self, out: &mut String, member: &CutLimitRecord) {
        let limit = &member.limit;
        let mut line = format!("{}: {}", rate_told(limit.capacity, limit.unit), limit.name);
        let _ = write!(line, ", carries {} of {}", self.words.told(member.arrives), self.words.cargo);
        let _ = write!(line, "{}", grounds(limit));
        if let Some(caution) = limit.caution() {
            let _ = write!(line, "; {caution}");
        }
        layout::paragraph(out, ("   ", "     "), plain(&line).split_whitespace());
        if let Some(note) = &limit.note {
            layout::paragraph(out, ("     ", "     "), plain(&format!("({note})")).split_whitespace());
        }
        if limit.worth.is_some() {
            let worth = self.words.worth(std::iter::once(limit));
            layout::paragraph(out, ("     ", "     "), plain(&worth).split_whitespace());
        }
    }

    fn sum(&self, out: &mut String, cut: &CutRecord, positions: &[usize]) {
        if let Some(sum) = self.words.sum(cut, positions) {
            layout::wrapped(out, "   sum: ", &sum);
        }
    }

    /// What the scenario adds, what bound in the base, and what binds now.
    fn against(&self, out: &mut String, base: &CutRecord) {
        let _ = writeln!(out, "\n{}", bold("Against the base"));
        let mut told = self.words.against().into_iter();
        layout::wrapped(out, "", &plain(&told.next().unwrap_or_default()));
        for fact in &base.refused {
            layout::wrapped(out, "   x ", &super::fact_text::fact(fact));
        }
        for sentence in told {
            layout::wrapped(out, "", &plain(&sentence));
        }
    }

    fn note_well(&self, out: &mut String) {
        let answer = &self.report.answer;
        if !answer.flags.is_empty() {
            let _ = writeln!(out, "\n{}", bold("Note well"));
            for flag in &answer.flags {
                let lead = format!("   {} ", flagged("!"));
                layout::paragraph(out, (&lead, "     "), super::fact_text::fact(flag).split_whitespace());
            }
        }
        out.push('\n');
        if let Some(proof) = self.words.proof(answer) {
            layout::wrapped(out, "", &proof);
        }
        if let Some(seal) = answer.proof.as_ref().and_then(|proof| proof.certificate.as_ref()) {
            let _ = writeln!(out, "certificate written, SHA-256 {seal}");
        }
        if !answer.unknown.is_empty() {
            let names = few(&answer.unknown);
            layout::wrapped(out, "note: ", &plain(&format!("no known capacity, so no limit here: {names}")));
        }
    }
}

/// Where a figure is from, in brackets.
fn grounds(limit: &LimitRecord) -> String {
    let since = limit.since.as_ref().map(|since| format!(", since {since}")).unwrap_or_default();
    let confidence = limit.confidence.map(|word| format!(", {word}")).unwrap_or_default();
    let sources =
        if limit.sources.is_empty() { String::new() } else { format!(" [{}{confidence}]", limit.sources.join(", ")) };
    let spread = match (limit.low, limit.high) {
        (Some(low), Some(high)) => format!(" ({} to {})", number_told(low), number_told(high)),
        _ => String::new(),
    };
    format!("{since}{spread}{sources}")
}

/// Some names, and how many more there are.
pub fn few(names: &[String]) -> String {
    let told = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{told} and {} more", names.len() - NAMED) } else { told }
}

fn place<'n>(network: &'n Network, id: &'n str) -> &'n str {
    network.places.find(id).map_or(id, |key| &network.places[key].name)
}
