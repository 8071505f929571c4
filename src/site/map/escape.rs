//! Text made safe to stand in XML and HTML, between tags or in a quoted attribute.

/// `text` with `& < > " '` as references; characters that XML forbids become the replacement character.
pub fn escape_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
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
        check("a\0b\u{1b}", "a\u{fffd}b\u{fffd}");
    }
}
