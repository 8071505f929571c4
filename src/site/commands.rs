//! Command lines that give the answers of a page.

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
