//! Command lines that give an answer again.

use crate::calendar::Day;
use crate::model::{CargoId, Country, Network, RouteTerms};

/// A command line in the making.
#[derive(Debug, Clone)]
pub struct CommandLine(Vec<String>);

impl CommandLine {
    /// `landbridge NAME`.
    pub fn new(name: &str) -> Self {
        Self(vec!["landbridge".into(), name.into()])
    }

    /// Adds a word.
    pub fn word(&mut self, word: &str) -> &mut Self {
        self.0.push(quoted(word));
        self
    }

    /// Adds an option with its value.
    pub fn option(&mut self, name: &str, value: &str) -> &mut Self {
        self.0.push(name.into());
        self.word(value)
    }

    /// As a shell takes it.
    pub fn told(&self) -> String {
        self.0.join(" ")
    }
}

/// The command line of a plan for a day, with `more` options of its own after the objective.
pub fn plan_command(
    network: &Network,
    terms: &RouteTerms<'_>,
    depart: Day,
    network_argument: Option<&str>,
    more: &[(&str, String)],
) -> String {
    let mut line = CommandLine::new("plan");
    line.word(terms.from).word(terms.to);
    if let Some(path) = network_argument {
        line.option("--network", path);
    }
    line.option("--depart", &depart.to_string());
    line.option("--by", terms.by.word());
    for (name, value) in more {
        line.option(name, value);
    }
    for spot in terms.via {
        line.option("--via", spot);
    }
    for spot in terms.avoid {
        line.option("--avoid", spot);
    }
    if !terms.modes.is_empty() {
        line.option("--mode", &terms.modes.iter().map(|mode| mode.word()).collect::<Vec<_>>().join(","));
    }
    if let Some(vessel) = terms.vessel {
        line.option("--vessel", &network.vessels[vessel].id);
    }
    if let Some((cargo, origin)) = terms.cargo {
        line.option("--cargo", &cargo_word(network, cargo, origin));
    }
    if let Some(scenario) = terms.scenario {
        line.option("--scenario", &network.scenarios[scenario].id);
    }
    for rule in terms.allow {
        line.option("--allow", &network.restrictions[*rule].id);
    }
    line.told()
}

/// A cargo as the command line names it, with its country: `coal@RU`.
pub fn cargo_word(network: &Network, cargo: CargoId, origin: Option<Country>) -> String {
    let id = &network.cargoes[cargo].id;
    origin.map_or_else(|| id.clone(), |country| format!("{id}@{country}"))
}

/// A word as a POSIX shell reads it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "-_./,:@+=".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_string()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_for_the_shell() {
        for (word, expected) in [("busan", "busan"), ("New York", "'New York'"), ("a'b", r"'a'\''b'"), ("", "''")] {
            assert_eq!(quoted(word), expected);
        }
    }
}
