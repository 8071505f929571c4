//! Are these bytes text, and few enough to read?

use crate::diagnostics::{Diagnostic, FileId, Location, codes};

/// The most bytes one file may have. Ask the file system before reading.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;

/// The problem of a file with this many bytes, if it is one.
pub fn check_file_size(file: FileId, bytes: u64) -> Option<Diagnostic> {
    (bytes > MAX_FILE_BYTES).then(|| {
        let message = format!("the file has {bytes} bytes; at most {MAX_FILE_BYTES} are read");
        Diagnostic::error(codes::FILE_TOO_LARGE, message)
            .at(Location::file(file))
            .help("split it: a network may be a folder of files")
    })
}

/// Bytes to text.
///
/// A byte order mark at the start is dropped; line ends stay as they are.
///
/// # Returns
/// The text, to be given to `SourceFiles`; and what is wrong, in which case the text has
/// U+FFFD for what could not be read and must not be parsed.
pub fn decode(file: FileId, bytes: &[u8]) -> (String, Option<Diagnostic>) {
    if let Some(problem) = check_file_size(file, bytes.len() as u64) {
        return (String::new(), Some(problem));
    }
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Err(error) = std::str::from_utf8(bytes) else {
        return (String::from_utf8_lossy(bytes).into_owned(), None);
    };
    let start = error.valid_up_to();
    let byte = bytes.get(start).copied().unwrap_or_default();
    let message = if utf16 {
        "the file is UTF-16, not UTF-8".to_owned()
    } else {
        format!("the file is not UTF-8: byte 0x{byte:02X} cannot stand here")
    };
    let problem = Diagnostic::error(codes::NOT_UTF8, message)
        .at(Location::span(file, start, start + '\u{fffd}'.len_utf8()))
        .help("save the file as UTF-8");
    (String::from_utf8_lossy(bytes).into_owned(), Some(problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::At;

    const FILE: FileId = FileId(0);

    #[test]
    fn byte_order_mark_is_dropped_and_line_ends_stay() {
        assert_eq!(
            decode(FILE, "\u{feff}a: 1\r\n".as_bytes()),
            ("a: 1\r\n".to_owned(), None)
        );
    }

    #[test]
    fn other_encodings_are_refused_where_they_start() {
        let (text, problem) = decode(FILE, b"name: \xCF\xF3\n");
        let problem = problem.unwrap();
        assert_eq!(problem.code, codes::NOT_UTF8);
        let At::Span(span) = problem.labels[0].place.at else {
            panic!("a span")
        };
        assert_eq!(text.get(span.start..span.end), Some("\u{fffd}"));
        assert!(problem.message.contains("0xCF"), "{}", problem.message);

        let (_, problem) = decode(FILE, b"\xFF\xFEa\0");
        assert!(problem.unwrap().message.contains("UTF-16"));
    }

    #[test]
    fn large_files_are_refused() {
        assert!(check_file_size(FILE, MAX_FILE_BYTES).is_none());
        let problem = check_file_size(FILE, MAX_FILE_BYTES + 1).unwrap();
        assert_eq!(problem.code, codes::FILE_TOO_LARGE);
    }
}
