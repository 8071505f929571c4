//! How a site comes to the disk: whole or not at all, only what changed, checked, watched.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use landbridge::load::load_texts;
use landbridge::site::write::{MARKER, Manifest, Written, compare, write};
use landbridge::site::{Files, Options, build};
use landbridge::testing::large_network;

/// A site of some hundred pages, all of which tell its title.
fn files_titled(title: &str) -> Files {
    let network = load_texts([("large.yaml".to_string(), network_titled(title).into_bytes())]).network.unwrap();
    let mut files = build(&network, &Options::default()).unwrap();
    files.insert(MARKER.into(), Manifest::of(&files, "large", "2026-11-01", title).to_bytes());
    files
}

fn network_titled(title: &str) -> String {
    large_network(300).unwrap().replace("title: A large network", &format!("title: {title}"))
}

/// All files below a folder.
fn on_disk(folder: &Path) -> Files {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let below = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// What lies beside the site: nothing but what the test put there.
fn beside(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

fn command() -> Command {
    Command::new(assert_cmd::cargo::cargo_bin("landbridge"))
}

#[test]
fn what_is_there_already_is_not_written() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    let mut files = files_titled("One");
    let first = write(&files, &out).unwrap();
    assert_eq!((first.pages, first.written, first.unchanged()), (300, 300, 0));
    assert_eq!(on_disk(&out), files);

    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in files.keys() {
        fs::File::options().write(true).open(out.join(path)).unwrap().set_modified(long_ago).unwrap();
    }
    assert_eq!(write(&files, &out).unwrap(), Written { pages: 300, written: 0, removed: 0 });
    assert!(files.keys().all(|path| modified(&out.join(path)) == long_ago));

    // One page changes, one goes, one was spoilt by hand without a change of its length.
    let mut page = files["places/index.html"].clone();
    page.extend_from_slice(b"<!-- changed -->");
    files.insert("places/index.html".into(), page);
    files.remove("source/s7/index.html");
    files.insert(MARKER.into(), Manifest::of(&files, "large", "2026-11-01", "other").to_bytes());
    let spoilt = out.join("lines/index.html");
    fs::write(&spoilt, vec![b'x'; files["lines/index.html"].len()]).unwrap();
    let second = write(&files, &out).unwrap();
    assert_eq!((second.pages, second.written, second.unchanged(), second.removed), (299, 2, 297, 1));
    assert_eq!(on_disk(&out), files);
    assert!(!out.join("source/s7").exists(), "an empty folder is left");
    assert_eq!(modified(&out.join("index.html")), long_ago, "an unchanged file keeps its date");
    assert!(modified(&out.join("places/index.html")) > long_ago);
    assert_eq!(beside(root.path()), ["public"]);
}

#[test]
fn a_site_of_an_older_version_is_replaced() {
    let root = tempfile::tempdir().unwrap();
    let out = root.path().join("public");
    fs::create_dir_all(out.join("old")).unwrap();
    fs::write(out.join("old/index.html"), "old").unwrap();
    let manifest = r#"{"schema": "landbridge/site/1", "files": ["old/index.html"]}"#;
    fs::write(out.join(MARKER), manifest).unwrap();
    let files = files_titled("One");
    write(&files, &out).unwrap();
    assert_eq!(on_disk(&out), files);
}

#[test]
fn comparing_names_what_differs_and_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    let files = files_titled("One");
    let out = root.path().join("public");
    let nothing = compare(&files, &out).unwrap();
    assert_eq!((nothing.missing.len(), nothing.changed.len()), (files.len(), 0));
    assert!(!out.exists());
    write(&files, &out).unwrap();
    assert!(compare(&files, &out).unwrap().is_current());
}

#[test]
fn the_command_tells_whether_a_site_is_stale() {
    let root = tempfile::tempdir().unwrap();
    let (network, out) = (root.path().join("network.yaml"), root.path().join("public"));
    fs::write(&network, network_titled("One")).unwrap();
    let run = |extra: &[&str]| {
        let done =
            command().arg("site").arg("--network").arg(&network).arg("--out").arg(&out).args(extra).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (done.status.code(), text(done.stdout), text(done.stderr))
    };
    let (code, told, _) = run(&["--check"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("missing: ") && !out.exists(), "{told}");

    let (code, told, notes) = run(&[]);
    assert_eq!(code, Some(0), "{notes}");
    assert!(told.contains("index.html") && notes.contains("300 pages, 300 written, 0 unchanged, "), "{notes}");
    let (code, told, _) = run(&["--check"]);
    assert_eq!((code, told.contains("is current")), (Some(0), true), "{told}");
    let (_, _, notes) = run(&[]);
    assert!(notes.contains("300 pages, 0 written, 300 unchanged, "), "{notes}");
    let (_, _, notes) = run(&["-q"]);
    assert_eq!(notes, "");

    // Nothing is believed of a folder whose files are not those of its manifest.
    fs::write(out.join("places/index.html"), "spoilt").unwrap();
    let (code, told, _) = run(&["--check"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("changed: 1\n  places/index.html\n"), "{told}");
    assert_eq!(fs::read(out.join("places/index.html")).unwrap(), b"spoilt", "checking writes nothing");
    let (_, _, notes) = run(&[]);
    assert!(notes.contains("300 pages, 1 written, 299 unchanged, "), "{notes}");

    fs::write(&network, network_titled("One").replace("title: Survey 8 of the railways", "title: Survey eight"))
        .unwrap();
    let (code, told, _) = run(&["--check"]);
    assert_eq!(code, Some(1));
    assert!(told.contains("  source/s7/index.html\n") && told.contains("  build.json\n"), "{told}");
    let (_, _, notes) = run(&[]);
    assert!(!notes.contains(" 300 written") && !notes.contains(" 0 written"), "{notes}");
    assert_eq!(run(&["--check"]).0, Some(0));
}

/// A child that is ended with the test, however that ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Kills builds that turn one site into the other, at many moments of their writing.
#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let root = tempfile::tempdir().unwrap();
    let (network, out, staged) =
        (root.path().join("network.yaml"), root.path().join("public"), root.path().join(".public.new"));
    let start = |title: &str| {
        fs::write(&network, network_titled(title)).unwrap();
        let mut build = command();
        build.args(["-q", "site", "--network", "network.yaml", "--out", "public"]).current_dir(root.path());
        Running(build.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    };
    let mut sites: BTreeMap<&str, Files> = BTreeMap::new();
    for title in ["One", "Two"] {
        assert!(start(title).0.wait().unwrap().success());
        sites.insert(title, on_disk(&out));
    }
    assert_ne!(sites["One"], sites["Two"]);
    // How long a build writes, from the moment when the folder beside the site appears.
    let mut child = start("One");
    let writing = |child: &mut Running| {
        while !staged.exists() && child.0.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_micros(50));
        }
        Instant::now()
    };
    let begun = writing(&mut child);
    assert!(child.0.wait().unwrap().success());
    let whole = begun.elapsed();
    let (mut staged_when_killed, mut replaced) = (0, 0);
    let mut there = "One";
    for round in 0..32_u32 {
        let wanted = if there == "One" { "Two" } else { "One" };
        let mut child = start(wanted);
        let begun = writing(&mut child);
        let is_replaced = || fs::read(out.join(MARKER)).is_ok_and(|found| found == sites[wanted][MARKER]);
        if round % 4 == 3 {
            // Right after the exchange, when the old site is being removed.
            while !is_replaced() && child.0.try_wait().unwrap().is_none() {
                thread::sleep(Duration::from_micros(50));
            }
        } else {
            thread::sleep((whole * round / 32).saturating_sub(begun.elapsed()));
        }
        child.0.kill().unwrap();
        child.0.wait().unwrap();
        staged_when_killed += u32::from(staged.exists());
        let found = on_disk(&out);
        let is = |title: &str| found == sites[title];
        assert!(is("One") || is("Two"), "round {round}: a mix, or nothing");
        if is(wanted) {
            replaced += 1;
            there = wanted;
        }
    }
    assert!(staged_when_killed > 10, "only {staged_when_killed} builds were killed while they wrote");
    assert!(replaced > 5, "only {replaced} builds had replaced the site when they were killed");
    for title in ["One", "Two"] {
        assert!(start(title).0.wait().unwrap().success());
        assert!(on_disk(&out) == sites[title]);
        assert_eq!(beside(root.path()), ["network.yaml", "public"], "what a killed build left is not removed");
    }
}

#[test]
fn a_site_that_was_renamed_away_is_put_back() {
    let root = tempfile::tempdir().unwrap();
    let (out, old) = (root.path().join("public"), root.path().join(".public.old"));
    let files = files_titled("One");
    write(&files, &out).unwrap();
    fs::rename(&out, &old).unwrap();
    assert_eq!(write(&files, &out).unwrap().written, 0);
    assert_eq!(beside(root.path()), ["public"]);
}

#[test]
fn mistakes_in_templates_are_told_together_with_their_lines() {
    let root = tempfile::tempdir().unwrap();
    let templates = root.path().join("templates");
    fs::create_dir(&templates).unwrap();
    fs::write(root.path().join("network.yaml"), network_titled("One")).unwrap();
    let run = || {
        let mut build = command();
        build.args(["site", "--network", "network.yaml", "--out", "public", "--templates", "templates"]);
        let done = build.current_dir(root.path()).output().unwrap();
        (done.status.code(), String::from_utf8(done.stderr).unwrap())
    };
    let write = |name: &str, text: &str| fs::write(templates.join(name), text).unwrap();

    write("place.html", "<p>\n{% if page.name %}\n");
    write("line.html", "{{ page.name | }}");
    let (code, told) = run();
    assert_eq!(code, Some(4));
    for expected in ["template line.html, line 1: syntax error", "template place.html, line ", "from `templates`"] {
        assert!(told.contains(expected), "no `{expected}` in {told}");
    }

    write("place.html", "<p>\n{{ page.no_such_thing }}\n");
    write("line.html", "{% extends \"page.html\" %}\n{% block content %}{{ nothing }}{% endblock %}");
    let (code, told) = run();
    assert_eq!(code, Some(4));
    for expected in [
        "template line.html, line 2: undefined value",
        "   | {% block content %}{{ nothing }}{% endblock %}",
        "template place.html, line 2: undefined value",
        "   | {{ page.no_such_thing }}",
        "   = on place/p0-0/index.html and ",
    ] {
        assert!(told.contains(expected), "no `{expected}` in {told}");
    }
    assert_eq!(told.matches("template place.html").count(), 1, "{told}");
    assert!(!root.path().join("public").exists());

    fs::remove_file(templates.join("line.html")).unwrap();
    write("place.html", "{% include \"mine.html\" %}");
    write("mine.html", "<h1>{{ page.name }}</h1>");
    write("plaec.html", "never used");
    let (code, told) = run();
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("warning: no page uses a template `plaec.html`; did you mean `place.html`?"), "{told}");
    assert!(!told.contains("mine.html"), "{told}");
    let page = fs::read_to_string(root.path().join("public/place/p0-0/index.html")).unwrap();
    assert!(page.starts_with("<h1>"), "{page}");
}

/// Sends a request and reads until the other end closes, or until `until` has been seen.
fn ask(address: &str, request: &str, until: Option<&str>) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let length = stream.read(&mut piece).unwrap();
        bytes.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if length == 0 || until.is_some_and(|until| text.contains(until)) {
            return text;
        }
    }
}

#[test]
fn a_watched_site_is_shown_and_built_again() {
    let root = tempfile::tempdir().unwrap();
    let network: PathBuf = root.path().join("network.yaml");
    fs::write(&network, network_titled("One")).unwrap();
    let mut watch = command();
    watch.args(["site", "--watch", "--port", "0", "--network", "network.yaml", "--out", "public"]);
    let mut child =
        Running(watch.current_dir(root.path()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
    let mut line = String::new();
    BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("open http://").and_then(|rest| rest.strip_suffix('/')).unwrap().to_string();
    assert!(address.starts_with("127.0.0.1:"), "{address} is not for this machine only");

    let get = |path: &str| ask(&address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n"), None);
    let page = get("/");
    assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("<title>One</title>"), "{page}");
    assert!(page.contains("/-/reload.js") && get("/-/reload.js").contains("EventSource"));
    assert!(get("/nothing").starts_with("HTTP/1.1 404"));
    assert!(get("/../network.yaml").starts_with("HTTP/1.1 404"));

    let (heard, events) = (address.clone(), format!("GET /-/events HTTP/1.1\r\nHost: {address}\r\n\r\n"));
    let pid = child.0.id();
    let listener = thread::spawn(move || ask(&heard, &events, Some(&format!("data: {pid}-1\n\n"))));
    fs::write(&network, "places: {nowhere").unwrap();
    fs::write(&network, network_titled("Two")).unwrap();
    // A network half edited may be built, and told to be wrong, before the whole one.
    let deadline = Instant::now() + Duration::from_secs(60);
    while !get("/").contains("<title>Two</title>") {
        assert!(Instant::now() < deadline, "the change was not built");
        thread::sleep(Duration::from_millis(50));
    }
    assert!(listener.join().unwrap().contains("data: "));
    assert!(!fs::read_to_string(root.path().join("public/index.html")).unwrap().contains("reload.js"));
}
