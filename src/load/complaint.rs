//! What kind of mistake does serde's message tell of?
//!
//! serde's errors are text, with fixed forms for what its derive finds itself.

use super::wording::{reword, without_position};

/// What was wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Complaint {
    /// A key that is not part of the struct.
    UnknownKey { key: String, allowed: Vec<String> },
    /// A key that the struct must have.
    MissingKey { key: String },
    /// A word that is not one of the choices.
    UnknownWord { word: String, allowed: Vec<String> },
    /// Anything else, in our words.
    Other {
        message: String,
        help: Option<String>,
    },
}

impl Complaint {
    /// Understands a message; `last_key` is the last step of its path, if that is a key.
    pub(super) fn parse(message: &str, last_key: Option<&str>) -> Self {
        let message = without_position(message);
        if let Some(key) = last_key
            && let Some(rest) = message.strip_prefix("unknown field `")
            && let Some(allowed) = rest.strip_prefix(key)
        {
            return Self::UnknownKey {
                key: key.to_owned(),
                allowed: in_backticks(allowed.get(1..)),
            };
        }
        if let Some(key) = message
            .strip_prefix("missing field `")
            .and_then(|m| m.strip_suffix('`'))
        {
            return Self::MissingKey {
                key: key.to_owned(),
            };
        }
        if let Some((word, allowed)) = message
            .strip_prefix("unknown variant `")
            .and_then(|rest| rest.rsplit_once("`, expected "))
        {
            return Self::UnknownWord {
                word: word.to_owned(),
                allowed: in_backticks(Some(allowed)),
            };
        }
        if let Some((message, help)) = message.split_once("; help: ") {
            return Self::Other {
                message: reword(message).0,
                help: Some(help.to_owned()),
            };
        }
        let (message, help) = reword(&message);
        Self::Other { message, help }
    }
}

/// The words that a message puts in backticks.
pub(super) fn in_backticks(text: Option<&str>) -> Vec<String> {
    text.unwrap_or_default()
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_forms_of_serde() {
        let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let key = "guage".to_owned();
        assert_eq!(
            Complaint::parse(
                "unknown field `guage`, expected one of `at`, `gauge`",
                Some("guage")
            ),
            Complaint::UnknownKey {
                key: key.clone(),
                allowed: strings(&["at", "gauge"])
            }
        );
        assert_eq!(
            Complaint::parse("unknown field `guage`, there are no fields", Some("guage")),
            Complaint::UnknownKey {
                key,
                allowed: vec![]
            }
        );
        let key = "a`, expected `b".to_owned();
        assert_eq!(
            Complaint::parse("unknown field `a`, expected `b`, expected `c`", Some(&key)),
            Complaint::UnknownKey {
                key,
                allowed: strings(&["c"])
            }
        );
        assert_eq!(
            Complaint::parse("missing field `gauge` at line 1 column 2", None),
            Complaint::MissingKey {
                key: "gauge".to_owned()
            }
        );
        assert_eq!(
            Complaint::parse("unknown variant `x`, expected `rail` or `sea`", None),
            Complaint::UnknownWord {
                word: "x".to_owned(),
                allowed: strings(&["rail", "sea"])
            }
        );
        assert_eq!(
            Complaint::parse("`5` has no unit; help: write it like `5 km`", None),
            Complaint::Other {
                message: "`5` has no unit".to_owned(),
                help: Some("write it like `5 km`".to_owned())
            }
        );
    }
}
