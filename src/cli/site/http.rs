//! Requests to the preview, and its answers: which file of the folder is asked for, if any.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Where pages listen for builds.
pub const EVENTS: &str = "/-/events";
/// The script that listens.
const SCRIPT_PATH: &str = "/-/reload.js";
const SCRIPT: &str = "\
(() => {
  let shown = null;
  new EventSource(\"/-/events\").onmessage = (message) => {
    if (shown !== null && shown !== message.data) location.reload();
    shown = message.data;
  };
})();
";

/// What a browser asks for.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    is_head: bool,
    /// The path, decoded, without what follows a `?`.
    pub path: String,
}

/// What it gets.
#[derive(Debug)]
pub struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    is_head: bool,
}

impl Request {
    /// Reads the request line and the host.
    ///
    /// # Errors
    /// The answer to a request that is none, or not for us.
    pub fn parse(head: &[u8]) -> Result<Self, Answer> {
        let head = std::str::from_utf8(head).map_err(|_| Answer::text("400 Bad Request", "not HTTP"))?;
        let mut lines = head.split("\r\n");
        let mut words = lines.next().unwrap_or_default().split(' ');
        let (Some(method), Some(target), Some(version), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(Answer::text("400 Bad Request", "not HTTP"));
        };
        if !version.starts_with("HTTP/1.") || !head.contains("\r\n\r\n") {
            return Err(Answer::text("400 Bad Request", "not HTTP/1, or too long"));
        }
        if !["GET", "HEAD"].contains(&method) {
            let mut answer = Answer::text("405 Method Not Allowed", "only GET and HEAD");
            answer.headers.push(("Allow", "GET, HEAD".into()));
            return Err(answer);
        }
        // A page elsewhere that gave its own name this address must not read what is here.
        let host = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| name.eq_ignore_ascii_case("host"));
        let name = host.map(|(_, host)| host.trim()).map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
        if !name.is_some_and(|name| ["127.0.0.1", "localhost"].contains(&name)) {
            return Err(Answer::text("403 Forbidden", "ask for it by its address"));
        }
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let path = decoded(path).ok_or_else(|| Answer::text("400 Bad Request", "not a path"))?;
        Ok(Self { is_head: method == "HEAD", path })
    }
}

/// `%20` and the like turned into what they stand for; none if that is no text.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?].map(|digit| char::from(digit).to_digit(16));
            bytes.push(u8::try_from(digits[0]? * 16 + digits[1]?).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The answer to a request for a file.
pub fn answer(request: &Request, folder: &Path) -> Answer {
    let mut answer = find(&request.path, folder);
    answer.is_head = request.is_head;
    answer
}

fn find(path: &str, folder: &Path) -> Answer {
    if path == SCRIPT_PATH {
        return Answer::new("200 OK", "text/javascript; charset=utf-8", SCRIPT.into());
    }
    let Some(file) = file_of(path, folder) else { return not_found(folder) };
    if file.is_dir() && !path.ends_with('/') {
        // An encoded control character cannot come back decoded in a header: there is no such folder in a site.
        if path.chars().any(|character| !(' '..='~').contains(&character)) {
            return not_found(folder);
        }
        let mut answer = Answer::text("301 Moved Permanently", "a folder");
        answer.headers.push(("Location", format!("{path}/")));
        return answer;
    }
    let file = if path.ends_with('/') { file.join("index.html") } else { file };
    match fs::read(&file) {
        Ok(bytes) => Answer::file("200 OK", &file, bytes),
        Err(_) => not_found(folder),
    }
}

/// The file or folder below `folder` that a path names; none if the path leads elsewhere.
fn file_of(path: &str, folder: &Path) -> Option<PathBuf> {
    let below = path.strip_prefix('/')?;
    let mut file = folder.to_path_buf();
    for step in below.strip_suffix('/').unwrap_or(below).split('/').filter(|_| !below.is_empty()) {
        if step.is_empty() || step.starts_with('.') || step.contains(['\\', ':', '\0']) {
            return None;
        }
        file.push(step);
    }
    // A link in the folder leads out of it as well as dots do.
    let (file, folder) = (file.canonicalize().ok()?, folder.canonicalize().ok()?);
    file.starts_with(&folder).then_some(file)
}

fn not_found(folder: &Path) -> Answer {
    let page = folder.join("404.html");
    match fs::read(&page) {
        Ok(bytes) => Answer::file("404 Not Found", &page, bytes),
        Err(_) => Answer::text("404 Not Found", "there is no such page"),
    }
}

impl Answer {
    fn new(status: &'static str, kind: &'static str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("Content-Type", kind.into())], body, is_head: false }
    }

    fn text(status: &'static str, text: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
    }

    fn file(status: &'static str, file: &Path, bytes: Vec<u8>) -> Self {
        let kind = match file.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
            "html" => {
                let page = String::from_utf8_lossy(&bytes);
                return Self::new(status, "text/html; charset=utf-8", reloading(&page).into_bytes());
            }
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json",
            "geojson" => "application/geo+json",
            "csv" => "text/csv; charset=utf-8",
            "svg" => "image/svg+xml",
            "txt" => "text/plain; charset=utf-8",
            _ => "application/octet-stream",
        };
        Self::new(status, kind, bytes)
    }

    /// What comes before a stream of events.
    pub fn events_head() -> Vec<u8> {
        let mut answer = Self::new("200 OK", "text/event-stream", Vec::new());
        answer.is_head = true;
        answer.to_bytes()
    }

    /// As it goes over the wire.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        let length = (!self.body.is_empty()).then(|| ("Content-Length", self.body.len().to_string()));
        let always = [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-store"), ("Connection", "close")];
        let always = always.map(|(name, value)| (name, value.to_string()));
        for (name, value) in self.headers.iter().chain(&length).chain(&always) {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if !self.is_head {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

/// A page with the script that reloads it, and a content policy that lets it run.
fn reloading(page: &str) -> String {
    let allowed = page.replacen("default-src 'none'", "default-src 'none'; connect-src 'self'", 1);
    let allowed = if allowed.contains("script-src 'self'") {
        allowed
    } else {
        allowed.replacen("default-src 'none'", "default-src 'none'; script-src 'self'", 1)
    };
    let script = format!("<script src=\"{SCRIPT_PATH}\"></script>\n");
    match allowed.rfind("</body>") {
        Some(end) => format!("{}{script}{}", &allowed[..end], &allowed[end..]),
        None => allowed + &script,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("site");
        fs::create_dir_all(folder.join("place")).unwrap();
        let page = "<meta content=\"default-src 'none'; style-src 'self'\"><body>Places</body>";
        fs::write(folder.join("place/index.html"), page).unwrap();
        fs::write(folder.join("site.css"), "a{}").unwrap();
        fs::write(folder.join(".hidden"), "secret").unwrap();
        fs::write(root.path().join("secret.txt"), "secret").unwrap();
        root
    }

    fn get(request: &str, root: &tempfile::TempDir) -> String {
        let answer = Request::parse(request.as_bytes())
            .map_or_else(|refused| refused, |request| answer(&request, &root.path().join("site")));
        String::from_utf8(answer.to_bytes()).unwrap()
    }

    fn check(target: &str, status: &str) {
        let root = site();
        let answer = get(&format!("GET {target} HTTP/1.1\r\nHost: localhost:1\r\n\r\n"), &root);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{target}: {answer}");
        assert!(!answer.contains("secret"), "{target}: {answer}");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        check("/site.css", "200");
        check("/place/", "200");
        check("/place/?a=/../b", "200");
        check("/place", "301");
        for outside in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/place/%2E%2E/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "//secret.txt",
            "/place//index.html",
            "/.hidden",
            "/%00",
            "/nothing",
            "secret.txt",
            "/C:/secret.txt",
        ] {
            check(outside, "404");
        }
        check("/%zz", "400");
        check("/%ff", "400");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let root = site();
        std::os::unix::fs::symlink(root.path().join("secret.txt"), root.path().join("site/link.txt")).unwrap();
        let answer = get("GET /link.txt HTTP/1.1\r\nHost: localhost\r\n\r\n", &root);
        assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    }

    #[test]
    fn only_get_and_head_and_only_by_its_own_name() {
        let root = site();
        let check = |request: &str, status: &str| {
            let answer = get(request, &root);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
            answer
        };
        check("POST / HTTP/1.1\r\nHost: localhost\r\n\r\n", "405");
        check("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", "403");
        check("GET / HTTP/1.1\r\n\r\n", "403");
        check("GET /\r\n\r\n", "400");
        check("GET / HTTP/1.1\r\nHost: localhost\r\n", "400");
        let head = check("HEAD /site.css HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n", "200");
        assert!(head.contains("Content-Length: 3\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    }

    #[test]
    fn a_page_reloads_only_in_the_preview() {
        let root = site();
        let page = get("GET /place/ HTTP/1.1\r\nHost: localhost\r\n\r\n", &root);
        assert!(page.contains("<script src=\"/-/reload.js\"></script>\n</body>"), "{page}");
        let policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'";
        assert!(page.contains(policy), "{page}");
        assert!(!fs::read_to_string(root.path().join("site/place/index.html")).unwrap().contains("script"));
        let with_scripts = reloading("default-src 'none'; script-src 'self'");
        assert_eq!(with_scripts.matches("script-src").count(), 1);
    }
}
