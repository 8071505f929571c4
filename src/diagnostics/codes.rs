//! Which problems do we know, and what does each mean?
//!
//! Codes are never reused. `LB00xx`: files; `LB01xx`: YAML and the shape of its entries. Later
//! stages keep tables of their own, next to the code that finds those problems; the program
//! chains them for `landbridge explain`.

use std::fmt;

use serde::Serialize;

use super::Severity;

/// The name of a kind of problem, such as `LB0104`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// What `landbridge explain` prints about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeInfo {
    /// `LB0104`.
    pub code: Code,
    /// A few words.
    pub title: &'static str,
    /// How bad it usually is.
    pub severity: Severity,
    /// What it means, an example, how to mend it. Markdown.
    pub explain: &'static str,
}

/// Finds a code in some tables; `lb0104` and `104` mean `LB0104` too.
pub fn find<'a>(tables: &[&'a [CodeInfo]], name: &str) -> Option<&'a CodeInfo> {
    let name = name.trim();
    let digits = name.strip_prefix("LB").or_else(|| name.strip_prefix("lb")).unwrap_or(name);
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let wanted = format!("LB{digits:0>4}");
    tables.iter().flat_map(|table| table.iter()).find(|info| info.code.0 == wanted)
}

/// What codes with the same first two digits are about.
pub const FAMILIES: &[(&str, &str)] = &[
    ("LB00", "Files"),
    ("LB01", "YAML and the shape of entries"),
    ("LB02", "Ids, and keys that go together"),
    ("LB03", "Geometry and reach"),
    ("LB04", "Dates"),
    ("LB05", "Changes of gauge, country and mode"),
    ("LB06", "Links, and the sea"),
    ("LB07", "Restrictions and admissions"),
    ("LB08", "Sources"),
    ("LB09", "What plans and reports need"),
    ("LB10", "Expectations, and the rules themselves"),
    ("LB11", "Names, and what uses them"),
    ("LB12", "Units and usual sizes"),
    ("LB13", "Railways"),
    ("LB14", "Energy"),
    ("LB15", "Money"),
    ("LB16", "Demands and capacities"),
    ("LB17", "Style"),
    ("LB20", "Laws"),
    ("LB90", "Why a way is refused"),
    ("LB91", "What an answer rests on"),
];

/// What the codes with this code's first two digits are about.
pub fn family(code: Code) -> &'static str {
    FAMILIES.iter().find(|(digits, _)| code.0.starts_with(digits)).map_or("Other", |(_, name)| name)
}

/// A file cannot be read.
pub const UNREADABLE_FILE: Code = Code("LB0001");
/// There is no network file where one was looked for.
pub const NO_FILES: Code = Code("LB0002");
/// Not YAML.
pub const YAML_SYNTAX: Code = Code("LB0101");
/// Nested too deeply.
pub const TOO_DEEP: Code = Code("LB0102");
/// Too large once its aliases are written out.
pub const TOO_LARGE: Code = Code("LB0103");
/// A key written twice in one mapping.
pub const DUPLICATE_KEY: Code = Code("LB0104");
/// A key that is not part of the format.
pub const UNKNOWN_KEY: Code = Code("LB0105");
/// A value of the wrong kind.
pub const WRONG_VALUE: Code = Code("LB0106");
/// A key that must be there and is not.
pub const MISSING_KEY: Code = Code("LB0107");
/// A file too large to read.
pub const FILE_TOO_LARGE: Code = Code("LB0108");
/// No document, or more than one.
pub const NOT_ONE_DOCUMENT: Code = Code("LB0109");
/// Text that is not UTF-8.
pub const NOT_UTF8: Code = Code("LB0110");

const fn error(code: Code, title: &'static str, explain: &'static str) -> CodeInfo {
    CodeInfo { code, title, severity: Severity::Error, explain }
}

/// The codes of reading files.
pub const LOAD_CODES: &[CodeInfo] = &[
    error(
        UNREADABLE_FILE,
        "a file cannot be read",
        "The file is missing, is a folder, or may not be opened.\n\n\
         Check the path given to `--network` and the file's permissions.",
    ),
    error(
        NO_FILES,
        "no network file",
        "A network is one YAML file, or a folder of `.yaml` files. The folder has none.\n\n\
         Check the path given to `--network`; files named `.yml` or `.json` are not read.",
    ),
    error(
        YAML_SYNTAX,
        "not YAML",
        "The text breaks the rules of YAML, so nothing in this file can be read.\n\n\
         ```yaml\n\
         lines:\n\
         \tkhasan-rajin:            # indented with a tab\n\
         \x20   name: Khasan: the border # a colon and a space inside plain text\n\
         ```\n\n\
         Indent with spaces, close every bracket and quote, and put text in quotes when it has \
         `: ` or ` #` in it or starts with one of ``@ ` % & * ! | > [ {``. Keys are plain text. \
         Tags (`!name`), control characters and the Unicode line separators are not used.",
    ),
    error(
        TOO_DEEP,
        "nested too deeply",
        "A list or mapping stands inside 64 others, counted after aliases are followed. No \
         part of a network needs that; it is a sign of a broken or hostile file.\n\n\
         ```yaml\n\
         a: [[[[[[[[ ... ]]]]]]]]\n\
         ```\n\n\
         Look for brackets that were never closed, or a line `- - - -`.",
    ),
    error(
        TOO_LARGE,
        "too large once its aliases are written out",
        "An alias (`*name`) stands for all that its anchor (`&name`) holds, so a short file can \
         mean a huge one, or, where an alias stands inside its own anchor, an endless one. A \
         file may mean 2,000,000 values and 64 MiB of text.\n\n\
         ```yaml\n\
         a: &a [x, x, x, x, x, x, x, x, x]\n\
         b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n\
         c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]   # and so on\n\
         ```\n\n\
         Write entries once and refer to them by id. Split a large network into several files.",
    ),
    error(
        DUPLICATE_KEY,
        "a key is written twice",
        "One mapping has the same key twice. YAML readers disagree about which one counts, so \
         neither is believed.\n\n\
         ```yaml\n\
         lines:\n\
         \x20 khasan-rajin: {gauge: 1520 mm}\n\
         \x20 khasan-rajin: {gauge: 1435 mm}\n\
         ```\n\n\
         Remove one, or give the second entry an id of its own.",
    ),
    error(
        UNKNOWN_KEY,
        "unknown key",
        "The key is not part of the format at this place. Unknown keys are refused, since a \
         typing error would otherwise silently drop what you wrote.\n\n\
         ```yaml\n\
         lines:\n\
         \x20 khasan-rajin: {guage: 1520 mm}   # gauge\n\
         ```\n\n\
         Correct the spelling, or put free text into `note`.",
    ),
    error(
        WRONG_VALUE,
        "a value of the wrong kind",
        "The value cannot be read as what belongs here: a quantity without its unit or with a \
         unit of another kind, a date that does not exist, a word that is not one of the \
         choices, a list where one value is wanted.\n\n\
         ```yaml\n\
         length: 238          # 238 km\n\
         from: 2021-02-30     # February has 28 days\n\
         name: 1520           # \"1520\": text made of digits needs quotes\n\
         ```\n\n\
         The message says what was expected.",
    ),
    error(
        MISSING_KEY,
        "a key is missing",
        "The entry cannot be used without this key.\n\n\
         ```yaml\n\
         places:\n\
         \x20 khasan: {name: Khasan, country: RU}   # where? `at` and `kind` are missing\n\
         ```\n\n\
         Add the key. If the fact is not known, leave out the whole entry.",
    ),
    error(
        FILE_TOO_LARGE,
        "a file is too large",
        "One file may have 64 MiB.\n\nSplit it: a network may be a folder of files.",
    ),
    error(
        NOT_ONE_DOCUMENT,
        "not exactly one document",
        "A file holds one YAML document. This one is empty, or a line `---` starts another.\n\n\
         ```yaml\n\
         places: {}\n\
         ---\n\
         lines: {}\n\
         ```\n\n\
         Remove the `---`, or move the second part into a file of its own.",
    ),
    error(
        NOT_UTF8,
        "not UTF-8",
        "The file's bytes are not UTF-8 text. It may have been saved as Windows-1251, EUC-KR or \
         UTF-16, or it may not be text at all.\n\n\
         Save it as UTF-8 (`iconv -f WINDOWS-1251 -t UTF-8 old.yaml > new.yaml`).",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(LOAD_CODES.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn every_code_is_explained() {
        for info in LOAD_CODES {
            assert!(info.code.0.len() == 6 && info.code.0.starts_with("LB"), "{}", info.code);
            assert!(!info.title.ends_with('.') && info.explain.len() > 60, "{}", info.code);
        }
    }

    #[test]
    fn finds_by_any_spelling() {
        let check = |name, found| {
            assert_eq!(find(&[LOAD_CODES], name).map(|info| info.code), found, "{name}");
        };
        check("LB0104", Some(DUPLICATE_KEY));
        check(" lb0104 ", Some(DUPLICATE_KEY));
        check("104", Some(DUPLICATE_KEY));
        check("LB9999", None);
        check("", None);
        check("LB", None);
        check("00104", None);
    }
}
