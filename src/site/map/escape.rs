//! Text made safe to stand in XML and HTML, between tags or in a quoted attribute.

use std::borrow::Cow;

/// `text` with `& < > " '` as references; characters that XML forbids, and those that turn the direction of all text
/// behind them, become the replacement character. Marks that only say which way a character runs stay.
pub fn escape_xml(text: &str) -> String {
    escaped(text).into_owned()
}

/// [`escape_xml`], without a copy where nothing needs to be replaced.
pub fn escaped(text: &str) -> Cow<'_, str> {
    // Of what is not ASCII, only characters that begin with these bytes may have to go.
    let is_suspect =
        |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=8 | 11..=31 | 127 | 0xc2 | 0xe2 | 0xef);
    if !text.bytes().any(is_suspect) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if turns_direction(character) => escaped.push('\u{fffd}'),
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

/// Whether a character turns the direction in which the text after it is read.
pub fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_leave_its_place() {
        let check = |text: &str, expected: &str| assert_eq!(escape_xml(text), expected);
        check("Busan 부산", "Busan 부산");
        check("</title><script>alert('x')</script>", "&lt;/title&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;");
        check("a\" onclick=\"b", "a&quot; onclick=&quot;b");
        check("&amp;", "&amp;amp;");
        check("cod.\u{202e}exe\u{202c} \u{200f}שלום", "cod.\u{fffd}exe\u{fffd} \u{200f}שלום");
        check("a\0b\u{1b}", "a\u{fffd}b\u{fffd}");
    }
}
