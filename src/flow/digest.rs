//! SHA-256 of texts, so that a certificate can say what it is about.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// SHA-256 of some bytes, as 64 hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// SHA-256 of named texts, as of the files of a network: the same wherever they lie, however lines end, in any order.
///
/// What is hashed is, for each text in order of names, its name without the folder that all share, a zero byte, its
/// length in bytes in decimal, a zero byte, and the text with lines that end in a line feed. A single text has no name.
pub fn sha256_of_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut texts: Vec<(String, String)> =
        texts.into_iter().map(|(name, text)| (name.replace('\\', "/"), text.replace("\r\n", "\n"))).collect();
    texts.sort();
    let folder = texts.iter().map(|(name, _)| name.as_str()).reduce(shared).map_or(0, |shared| {
        if texts.len() == 1 { shared.len() } else { shared.rfind('/').map_or(0, |slash| slash + 1) }
    });
    let mut bytes = Vec::new();
    for (name, text) in &texts {
        bytes.extend_from_slice(format!("{}\0{}\0{text}", &name[folder..], text.len()).as_bytes());
    }
    sha256(&bytes)
}

/// SHA-256 of an answer in JSON, but for the certificate's own hash in it, which is read as `null`.
pub fn sha256_of_answer(json: &str) -> String {
    let key = "\"certificate\": \"";
    let hash = json.find(key).map(|at| at + key.len() - 1);
    let end = hash.and_then(|from| Some(from + 1 + json.get(from + 1..)?.find('"')?));
    match hash.zip(end) {
        Some((from, end)) => sha256(format!("{}null{}", &json[..from], &json[end + 1..]).as_bytes()),
        None => sha256(json.as_bytes()),
    }
}

/// What two names begin with alike.
fn shared<'a>(one: &'a str, two: &str) -> &'a str {
    let alike = one.chars().zip(two.chars()).take_while(|(one, two)| one == two).map(|(one, _)| one.len_utf8()).sum();
    &one[..alike]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples of FIPS 180-4: <https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values>
    #[test]
    fn published_examples() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn an_answer_is_the_same_with_and_without_the_hash_of_its_certificate() {
        let with = |hash: &str| format!("{{\n  \"certificate\": {hash},\n  \"most\": 5\n}}\n");
        assert_eq!(sha256_of_answer(&with("\"12ab\"")), sha256(with("null").as_bytes()));
        assert_eq!(sha256_of_answer(&with("null")), sha256(with("null").as_bytes()));
        assert_ne!(sha256_of_answer(&with("null").replace('5', "6")), sha256_of_answer(&with("null")));
        assert_eq!(sha256_of_answer("\"certificate\": \"12"), sha256(b"\"certificate\": \"12"));
    }

    #[test]
    fn neither_folder_nor_order_nor_line_ends_matter_but_names_and_texts_do() {
        let here = [("net/east/a.yaml", "x: 1\n"), ("net/b.yaml", "y: 2\n")];
        let there = [("/tmp/other/b.yaml", "y: 2\r\n"), ("/tmp/other/east/a.yaml", "x: 1\r\n")];
        assert_eq!(sha256_of_texts(here), sha256_of_texts(there));
        assert_eq!(sha256_of_texts([here[0]]), sha256_of_texts([("moved.yaml", "x: 1\n")]));
        for other in [
            [("net/east/c.yaml", "x: 1\n"), ("net/b.yaml", "y: 2\n")],
            [("net/east/a.yaml", "x: 2\n"), ("net/b.yaml", "y: 2\n")],
            [("net/east/a.yaml", "y: 2\n"), ("net/b.yaml", "x: 1\n")],
        ] {
            assert_ne!(sha256_of_texts(here), sha256_of_texts(other));
        }
    }
}
