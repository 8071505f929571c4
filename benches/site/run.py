#!/usr/bin/env python3
"""Builds a site of many pages with landbridge and with Hugo, on pages of equal content, and prints what each takes.

    cargo build --release && cargo build --release --features testing --example large_network
    python3 benches/site/run.py [--pages 10000] [--runs 3] [--work FOLDER] [--no-hugo]

Cold: the output folder is empty. No change: the same command again. One edit: one source has another title. Each is run in
turn, the least of --runs is shown, as seconds on the clock and seconds of the processor (user and system, all threads).

Hugo gets the pages as data: each page of our site is taken apart into title, description, way to it, pieces of HTML and
tables as lists of cells, and one layout puts it together again. So Hugo need not read a network, plan, draw a map or
escape a text; what it writes is compared with ours, and must say the same but for white space.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYOUT = """<!DOCTYPE html>
<html lang="en">
<head>
{{ .Params.head | safeHTML }}
<title>{{ .Params.heading | safeHTML }}</title>
<meta name="description" content="{{ .Params.about }}">
</head>
<body data-page="{{ .Params.kind }}">
<a class="skip-link" href="#content">Skip to content</a>
{{ .Params.header | safeHTML }}
<main id="content">
{{ with .Params.trail }}<nav class="breadcrumb" aria-label="Breadcrumb">
<ol>
{{ range . }}{{ if .href }}<li><a href="{{ .href }}">{{ .name | safeHTML }}</a></li>
{{ else }}<li aria-current="page">{{ .name | safeHTML }}</li>
{{ end }}{{ end }}</ol>
</nav>
{{ end }}{{ range .Params.parts }}{{ .before | safeHTML }}{{ range .rows }}<tr>{{ range . }}{{ index . 0 | safeHTML }}{{ index . 1 | safeHTML }}{{ index . 2 | safeHTML }}{{ end }}</tr>
{{ end }}{{ end }}{{ .Params.rest | safeHTML }}
</main>
{{ .Params.footer | safeHTML }}
</body>
</html>
"""
CONFIG = """baseURL = "/"
title = "Large"
disableHugoGeneratorInject = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "404"]
[build]
noJSConfigInAssets = true
"""


def run(command, **options):
    """Seconds on the clock, seconds of the processor, what was printed."""
    start = time.perf_counter()
    with tempfile.TemporaryFile() as told:
        child = subprocess.Popen([str(word) for word in command], stdout=told, stderr=subprocess.STDOUT, **options)
        _, status, usage = os.wait4(child.pid, 0)
        elapsed = time.perf_counter() - start
        told.seek(0)
        text = told.read().decode()
    if status != 0:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{text}")
    return elapsed, usage.ru_utime + usage.ru_stime, text


def least(measured):
    """The run with the least time on the clock."""
    return min(measured, key=lambda one: one[0])


def between(text, start, end):
    found = text.index(start) + len(start)
    return text[found:text.index(end, found)]


def taken_apart(html):
    """A page of ours as data."""
    head = between(html, "<head>\n", "</head>")
    page = {
        "heading": between(head, "<title>", "</title>"),
        "about": unescaped(between(head, '<meta name="description" content="', '">')),
        "kind": between(html, '<body data-page="', '"'),
        "header": "<header" + between(html, "<header", "</header>") + "</header>",
        "footer": "<footer" + between(html, "<footer", "</footer>") + "</footer>",
        "trail": [],
        "parts": [],
    }
    head = re.sub(r"<title>.*?</title>\n", "", head)
    page["head"] = re.sub(r'<meta name="description".*?>\n', "", head)
    main = between(html, '<main id="content">\n', "</main>")
    if main.startswith('<nav class="breadcrumb"'):
        trail, main = main.split("</nav>\n", 1)
        for href, name, current in re.findall(r'<li><a href="(.*?)">(.*?)</a></li>|<li aria-current="page">(.*?)</li>', trail):
            page["trail"].append({"href": href, "name": name or current})
    pieces = re.split(r"(?<=<tbody>)\n(.*?)(?=</tbody>)", main, flags=re.S)
    for before, rows in zip(pieces[::2], pieces[1::2]):
        rows = re.findall(r"<tr>(.*?)</tr>\n", rows, flags=re.S) if is_plain(rows) else None
        if rows is None:
            return None
        cells = [re.findall(r"(<t[dh](?: [^>]*)?>)(.*?)(</t[dh]>)", row, flags=re.S) for row in rows]
        page["parts"].append({"before": before + "\n", "rows": cells})
    page["rest"] = pieces[-1]
    return page


def is_plain(rows):
    """Whether every row is a bare <tr>."""
    return not re.search(r"<tr [^>]*>", rows)


def unescaped(text):
    for reference, character in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&amp;", "&")]:
        text = text.replace(reference, character)
    return text


def page_as_data(html):
    """Taken apart as far as it goes: a table of other rows stays one piece of HTML."""
    page = taken_apart(html)
    if page is None:
        marked = html.replace("<tbody>", "<tbody >")
        page = taken_apart(marked)
        page = json.loads(json.dumps(page).replace("<tbody >", "<tbody>"))
    return page


def write_hugo(site, folder):
    """The pages of `site` as input for Hugo."""
    for layout in ["_default/single.html", "index.html"]:
        path = folder / "layouts" / layout
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(LAYOUT)
    (folder / "config.toml").write_text(CONFIG)
    for page in site.rglob("*.html"):
        below = page.relative_to(site).as_posix()
        content = "_index.html" if below == "index.html" else below.removesuffix("/index.html").removesuffix(".html") + ".html"
        data = {"title": below} | page_as_data(page.read_text())
        path = folder / "content" / content
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False) + "\n")
    shutil.copytree(site / "assets", folder / "static" / "assets")


def words(html):
    """What a page says, with its tags, without white space and the spelling of references."""
    return re.sub(r"\s+", "", unescaped(html.replace("&#34;", '"').replace("&#43;", "+")))


def compare(ours, theirs):
    """How many pages say the same, and names of some that do not."""
    same, other = 0, []
    for page in ours.rglob("*.html"):
        below = page.relative_to(ours)
        found = theirs / below if below.name == "index.html" else theirs / below.stem / "index.html"
        a, b = words(page.read_text()), words(found.read_text()) if found.exists() else ""
        # The head is in another order.
        if sorted(re.findall(r"<[^<]*", a)) == sorted(re.findall(r"<[^<]*", b)):
            same += 1
        else:
            other.append(str(below))
    return same, other


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, help="where to build [default: a temporary folder]")
    parser.add_argument("--landbridge", type=Path, default=ROOT / "target/release/landbridge")
    parser.add_argument("--generator", type=Path, default=ROOT / "target/release/examples/large_network")
    parser.add_argument("--hugo", default="hugo")
    parser.add_argument("--no-hugo", action="store_true")
    arguments = parser.parse_args()
    work = arguments.work or Path(tempfile.mkdtemp(prefix="landbridge-site-"))
    network, edited, site, hugo = work / "network", work / "edited", work / "site", work / "hugo"
    run([arguments.generator, network, arguments.pages])
    text = (network / "network.yaml").read_text()
    edited.mkdir(parents=True, exist_ok=True)
    (edited / "network.yaml").write_text(text.replace("Survey 8 of the railways", "Survey eight of the railways"))

    def clear(*folders):
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    measured = {}

    def measure(who, what, command, prepare=lambda: None):
        runs = []
        for _ in range(arguments.runs):
            prepare()
            runs.append(run(command))
        measured[who, what] = least(runs)
        clock, processor, told = measured[who, what]
        print(f"{who:10} {what:10} {clock:7.2f} s {processor:7.2f} CPU s {arguments.pages / clock:8,.0f} pages/s", flush=True)
        return told

    # Both networks go by one name, or every page would tell of the other command.
    (work / "now").mkdir(parents=True, exist_ok=True)
    now = work / "now" / "network.yaml"
    ours = [arguments.landbridge, "site", "--network", now, "--out", site]
    use = lambda folder: shutil.copy(folder / "network.yaml", now)
    measure("landbridge", "cold", ours, lambda: (clear(site), use(network)))
    print("          ", measure("landbridge", "no change", ours).splitlines()[0])
    measure("landbridge", "one edit", ours, lambda: (use(network), run(ours), use(edited)))
    use(network)
    run(ours)
    if not arguments.no_hugo:
        clear(hugo)
        write_hugo(site, hugo)
        theirs = [arguments.hugo, "--quiet", "--source", hugo, "--destination", hugo / "public"]
        measure("Hugo", "cold", theirs, lambda: clear(hugo / "public", hugo / "resources"))
        measure("Hugo", "no change", theirs)
        same, other = compare(site, hugo / "public")
        print(f"{same:,} pages say the same; {len(other)} do not: {', '.join(other[:5])}")
        print("\n| | landbridge | Hugo | ratio | ratio of CPU |\n|---|---|---|---|---|")
        for what in ["cold", "no change"]:
            (a, a_cpu, _), (b, b_cpu, _) = measured["landbridge", what], measured["Hugo", what]
            print(f"| {what} | {a:.2f} s ({a_cpu:.2f} CPU s) | {b:.2f} s ({b_cpu:.2f} CPU s) | {b / a:.1f} | {b_cpu / a_cpu:.1f} |")
    size = sum(file.stat().st_size for file in site.rglob("*") if file.is_file())
    print(f"\n{arguments.pages:,} pages, {size / 1e6:.0f} MB, in {site}")


main()
