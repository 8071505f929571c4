//! Which change of the text is certain to mend a problem?

/// A change of the text at the primary label. Nothing that could mean something else is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Puts a plain scalar in double quotes, so that it is text.
    Quote,
}

impl Fix {
    /// What it does, as help says it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Quote => "put it in quotes",
        }
    }

    /// What stands there instead of `text`; nothing if that is not certain, as for an alias.
    pub fn apply(self, text: &str) -> Option<String> {
        match self {
            Self::Quote => {
                let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".+-_".contains(&byte);
                (!text.is_empty() && text.bytes().all(is_plain)).then(|| format!("\"{text}\""))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_scalars_are_quoted() {
        assert_eq!(Fix::Quote.apply("1.10").as_deref(), Some("\"1.10\""));
        for text in ["", "*alias", "\"5\"", "a b", "{}"] {
            assert_eq!(Fix::Quote.apply(text), None, "{text}");
        }
    }
}
