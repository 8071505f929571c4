//! How much can pass, and what stops more, for people.

use std::fmt::Write as _;

use super::layout;
use super::print::{bold, flagged, plain, refused};
use crate::model::Network;
use crate::report::flow::{CutLimitRecord, CutRecord, CutReport, LimitRecord, amount_told, number_told, rate_told};
use crate::units::CargoUnit;

/// How many names of lines and places are told.
const NAMED: usize = 6;

/// The whole answer.
pub fn text(network: &Network, report: &CutReport) -> String {
    let mut out = String::new();
    let query = &report.query;
    let unit = network.cargoes.find(&query.cargo).map_or(CargoUnit::Tonne, |id| network.cargoes[id].unit);
    let words = Words {
        network,
        report,
        unit,
        cargo: in_sentence(&query.cargo_name),
        from: end(network, &query.from, &query.from_places),
        to: end(network, &query.to, &query.to_places),
    };
    let title = format!("{} to {}: how much {} can pass", words.from, words.to, words.cargo);
    layout::wrapped(&mut out, "", &bold(&plain(&title)));
    layout::what_if(&mut out, query.period.is_what_if());
    words.asked(&mut out);
    words.answer(&mut out, &report.answer);
    if let Some(base) = &report.base {
        words.against(&mut out, base);
    }
    words.note_well(&mut out);
    for note in &report.notes {
        layout::wrapped(&mut out, "note: ", &plain(note));
    }
    out
}

struct Words<'a> {
    network: &'a Network,
    report: &'a CutReport,
    unit: CargoUnit,
    cargo: String,
    from: String,
    to: String,
}

impl Words<'_> {
    fn told(&self, units: f64) -> String {
        amount_told(units, self.unit)
    }

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
        let (cargo, from, to) = (&self.cargo, &self.from, &self.to);
        let when = self.report.query.period.told();
        match cut.outcome {
            "none" => {
                let line = format!("No {cargo} can go from {from} to {to} {when}: no allowed way joins them.");
                layout::wrapped(out, "", &refused(&plain(&line)));
                for fact in &cut.refused {
                    layout::wrapped(out, "   x ", &super::fact_text::fact(fact));
                }
            }
            "unlimited" => {
                let line = format!(
                    "How much {cargo} can go from {from} to {to} {when} is not bounded by known capacities: there is a way \
                     of which no capacity at all is known."
                );
                layout::wrapped(out, "", &refused(&plain(&line)));
                layout::wrapped(out, "   that way: ", &plain(&few(&cut.way_without_limit)));
            }
            _ => self.limited(out, cut),
        }
    }

    fn limited(&self, out: &mut String, cut: &CutRecord) {
        let most = cut.most_told.as_deref().unwrap_or_default();
        let when = self.report.query.period.told();
        let members: Vec<&CutLimitRecord> = cut.near_origins.iter().map(|index| &cut.limits[*index]).collect();
        let named: Vec<String> = members.iter().take(3).map(|member| short(&member.limit)).collect();
        let more = if members.len() > 3 { format!(" and {} more", members.len() - 3) } else { String::new() };
        let word = if members.len() == 1 { "The bottleneck is" } else { "The bottleneck is, together," };
        let line = format!(
            "At most {most} of {} can go from {} to {} {when}. {word} {}{more}.",
            self.cargo,
            self.from,
            self.to,
            named.join(" + ")
        );
        layout::wrapped(out, "", &bold(&plain(&line)));
        out.push('\n');
        self.sides(out, cut, most);
        if let Some(next) = &cut.then {
            let limits: Vec<String> = next.limits.iter().map(short).collect();
            let which = if cut.in_every().count() == 1 { "that limit" } else { "those limits" };
            let line = match next.most {
                Some(then) => format!(
                    "Without {} {} could pass; then {} binds.{}",
                    which,
                    self.told(then),
                    limits.join(" + "),
                    worth_told(next.limits.iter())
                ),
                None => format!("Without {which} nothing that is known limits how much can pass."),
            };
            layout::wrapped(out, "", &plain(&line));
        }
    }

    /// The two extreme minimum cuts, and what they have in common.
    fn sides(&self, out: &mut String, cut: &CutRecord, most: &str) {
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
            let members: Vec<&CutLimitRecord> = cut.near_origins.iter().map(|index| &cut.limits[*index]).collect();
            self.sum(out, "   sum: ", &members, most);
            let others: Vec<String> =
                cut.limits.iter().filter(|member| !member.in_every).map(|member| short(&member.limit)).collect();
            if others.len() + every.len() > members.len() {
                layout::wrapped(out, "   also full, and in some minimum cut: ", &plain(&few(&others)));
            }
        } else {
            for (title, positions) in [
                ("Minimum cut nearest the origin", &cut.near_origins),
                ("Minimum cut nearest the destination", &cut.near_destinations),
            ] {
                let members: Vec<&CutLimitRecord> = positions.iter().map(|index| &cut.limits[*index]).collect();
                let _ = writeln!(out, "{}", bold(title));
                for member in members.iter().filter(|member| !member.in_every) {
                    self.member(out, member);
                }
                self.sum(out, "   sum: ", &members, most);
            }
            layout::wrapped(out, "", "Widening a limit that is in only one of the two cuts gains nothing alone.");
        }
        for line in &cut.lines {
            let told = format!(
                "Widening these sections of {} by one unit together lets {} more pass.",
                line.name,
                self.told(line.gain)
            );
            layout::wrapped(out, "", &plain(&told));
        }
        if let (true, Some(gain)) = (every.is_empty() && cut.lines.len() != 1, cut.together) {
            let told = format!("Widening all of these by one unit together lets {} more pass.", self.told(gain));
            layout::wrapped(out, "", &plain(&told));
        }
        out.push('\n');
    }

    fn member(&self, out: &mut String, member: &CutLimitRecord) {
        let limit = &member.limit;
        let mut line = format!("{}: {}", rate_told(limit.capacity, limit.unit), limit.name);
        let _ = write!(line, ", carries {} of {}", self.told(member.arrives), self.cargo);
        let _ = write!(line, "{}", grounds(limit));
        if let Some(caution) = limit.caution() {
            let _ = write!(line, "; {caution}");
        }
        layout::paragraph(out, ("   ", "     "), plain(&line).split_whitespace());
        if let Some(note) = &limit.note {
            layout::paragraph(out, ("     ", "     "), plain(&format!("({note})")).split_whitespace());
        }
        if limit.worth.is_some() {
            let worth = worth_told(std::iter::once(limit));
            layout::paragraph(out, ("     ", "     "), plain(&worth).split_whitespace());
        }
    }

    fn sum(&self, out: &mut String, lead: &str, members: &[&CutLimitRecord], most: &str) {
        if members.len() < 2 {
            return;
        }
        let parts: Vec<String> = members.iter().map(|member| self.told(member.arrives)).collect();
        layout::wrapped(out, lead, &format!("{} = {most}", parts.join(" + ")));
    }

    /// What the scenario adds.
    fn against(&self, out: &mut String, base: &CutRecord) {
        let scenario = self.report.query.period.scenario.as_deref().unwrap_or_default();
        let _ = writeln!(out, "\n{}", bold("Against the base"));
        let line = match (self.report.adds, base.outcome, self.report.answer.outcome) {
            (_, "none", "limited") => format!(
                "{scenario} adds all of it: without the scenario nothing can pass.{}",
                base.refused.first().map(|fact| format!(" {}", super::fact_text::fact(fact))).unwrap_or_default()
            ),
            (Some(adds), _, _) if adds > 0.0 => format!(
                "{scenario} adds {}: without it {} can pass.",
                self.told(adds),
                base.most_told.as_deref().unwrap_or_default()
            ),
            (Some(adds), _, _) if adds < 0.0 => format!(
                "{scenario} takes away {}: without it {} can pass.",
                self.told(-adds),
                base.most_told.as_deref().unwrap_or_default()
            ),
            (Some(_), "none", _) => format!("{scenario} changes nothing: without it nothing can pass either."),
            (Some(_), _, _) => format!("{scenario} changes nothing: without it as much can pass."),
            (None, "unlimited", _) => "Without the scenario it is not bounded by known capacities either way.".into(),
            (None, _, _) => format!(
                "Without the scenario {} can pass; with it what can pass is not bounded by known capacities.",
                base.most_told.as_deref().unwrap_or_default()
            ),
        };
        layout::wrapped(out, "", &plain(&line));
        let binds: Vec<String> = base.near_origins.iter().map(|index| short(&base.limits[*index].limit)).collect();
        if !binds.is_empty() {
            layout::wrapped(out, "", &plain(&format!("In the base the bottleneck is {}.", binds.join(" + "))));
        }
        let now = &self.report.answer;
        let binds: Vec<String> = now.near_origins.iter().map(|index| short(&now.limits[*index].limit)).collect();
        if !binds.is_empty() {
            let worth = worth_told(now.in_every().map(|member| &member.limit));
            layout::wrapped(out, "", &plain(&format!("With the scenario {} binds.{worth}", binds.join(" + "))));
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
        if let Some(proof) = &answer.proof {
            let line = format!(
                "proved: no more than {} can pass (a dual bound in whole numbers, checked apart from the solver)",
                self.told(proof.bound)
            );
            layout::wrapped(out, "", &line);
        }
        if !answer.unknown.is_empty() {
            let names = few(&answer.unknown);
            layout::wrapped(out, "note: ", &plain(&format!("no known capacity, so no limit here: {names}")));
        }
    }
}

/// What one more unit of each is worth, in sentences.
fn worth_told<'l>(limits: impl Iterator<Item = &'l LimitRecord>) -> String {
    let told = limits.filter_map(|limit| {
        let worth = limit.worth.as_ref()?;
        let more = format!("{} {}", number_told(worth.more), limit.unit);
        let gains: Vec<&str> = worth.gains.iter().map(|gain| gain.told.as_str()).collect();
        Some(format!(" {more} more of it lets {} more pass.", gains.join(", ")))
    });
    told.collect::<Vec<_>>().concat()
}

/// `Eastern Polygon (180 Mt/yr since 2024-12)`.
fn short(limit: &LimitRecord) -> String {
    let since = limit.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
    format!("{} ({}{since})", limit.name, rate_told(limit.capacity, limit.unit))
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

/// An end as people say it.
fn end(network: &Network, asked: &str, places: &[String]) -> String {
    match places {
        [only] => place(network, only).to_string(),
        several => format!("{asked} ({} places)", several.len()),
    }
}

fn place<'n>(network: &'n Network, id: &'n str) -> &'n str {
    network.places.find(id).map_or(id, |key| &network.places[key].name)
}

/// `Coal` as `coal`; `LNG` as it is.
pub fn in_sentence(name: &str) -> String {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.into(),
    }
}
