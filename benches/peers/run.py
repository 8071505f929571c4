#!/usr/bin/env python3
"""Runs our hierarchy and its peers on the same graphs and questions in one run, and prints how they compare.

usage: run.py [--data DIR] [--graphs NAME,..] [--grids SIDE,..] [--all | --alone] [TASK..]

DIR holds the graphs (default: DATA beside this file); those that are not there are made by graphs.py, for which this Python needs
scgraph 2.15 and scgraph_data. TASK: prepare customize length path tree matrix k5 close n-1; all by default. `--all` adds the
Python libraries, each with the Python that the environment names for it (PYTHON_SCGRAPH, else this one); `--alone` leaves out all peers, as grids do. Everyone's answers
must have the same sum, else no figure of that row is printed and the exit code is 1."""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
TASKS = {
    "prepare": ["cch", "fast_paths"],
    "customize": ["cch", "fast_paths"],
    "length": ["cch", "fast_paths", "petgraph", "plain"],
    "path": ["cch", "fast_paths", "petgraph", "pathfinding"],
    "tree": ["plain"],
    "matrix": ["cch", "plain"],
    "k5": ["pathfinding"],
    "close": ["petgraph"],
    "n-1": ["petgraph"],
}
PYTHON = {
    "length": ["scipy", "igraph", "scgraph"],
    "path": ["igraph", "networkx", "scgraph"],
    "matrix": ["scipy", "igraph", "scgraph"],
    "k5": ["scipy", "igraph"],
}
# What is asked of grids.
GROWTH = ["prepare", "length", "path"]


def load():
    return " ".join(f"{part:.1f}" for part in os.getloadavg())


def build():
    command = ["cargo", "build", "--release", "--quiet", "--manifest-path", str(HERE / "Cargo.toml")]
    subprocess.run(command, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    return target / "release" / "peers"


def lines(command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        print(f"left out: {' '.join(map(str, command[-2:]))}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return []
    return [json.loads(line) for line in done.stdout.splitlines()]


def python(library):
    return os.environ.get(f"PYTHON_{library.upper()}", sys.executable)


def agree(rows):
    """Whether all whole answers have one sum. Parts of a matrix, told in rows, are compared with each other."""
    whole = {row["sum"] for row in rows if row["sum"] and not isinstance(row["sum"], str)}
    parts = {row["sum"] for row in rows if isinstance(row["sum"], str)}
    return len(whole) < 2 and len(parts) < 2


def time_of(seconds):
    for unit, factor in (("s", 1), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1 or unit == "us":
            return f"{seconds * factor:.3g} {unit}" if seconds * factor < 1000 else f"{seconds * factor:,.0f} {unit}"


def machine():
    cpu = platform.processor() or platform.machine()
    for line in open("/proc/cpuinfo", encoding="utf-8") if os.path.exists("/proc/cpuinfo") else []:
        if line.startswith("model name"):
            cpu = line.split(":", 1)[1].strip()
            break
    return f"{cpu}, {os.cpu_count()} processors"


def table(graph, tasks, program, options):
    print(f"\n### {graph}\n\n| task | library | what | processor | ratio | clock | count | peak, MB |")
    print("|---|---|---|---|---|---|---|---|")
    sound = True
    for task in tasks:
        rows = lines([program, options.data, graph, "landbridge", task])
        if not rows:
            sound = False
            continue
        alone = options.alone or graph.startswith("grid")
        for library in [] if alone else TASKS[task]:
            rows += lines([program, options.data, graph, library, task])
        for library in PYTHON.get(task, []) if options.all and not alone else []:
            rows += lines([python(library), HERE / "python.py", options.data, graph, library, task])
        if not agree(rows):
            sound = False
            print(f"| {task} | answers differ |", *(f"{row['lib']}: {row['sum']} |" for row in rows))
            continue
        for row in rows:
            ratio = row["cpu_s"] / rows[0]["cpu_s"]
            print(f"| {task} | {row['lib']} | {row['what']} | {time_of(row['cpu_s'])} | {ratio:,.3g} | {time_of(row['wall_s'])} "
                  f"| {row['count']:,} | {row['peak_mb']} |", flush=True)
    return sound


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=HERE / "DATA")
    parser.add_argument("--graphs", default="rail,marnet,highways")
    parser.add_argument("--grids", default="")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("tasks", nargs="*", choices=[[], *TASKS])
    options = parser.parse_args()
    graphs = [name for name in options.graphs.split(",") if name]
    missing = [name for name in graphs if not (options.data / f"{name}.lbg").exists()]
    if missing:
        subprocess.run([sys.executable, HERE / "graphs.py", options.data, *missing], check=True)
    program = build()
    print(f"{datetime.date.today()}, {machine()}; load average before: {load()}", flush=True)
    sound = [table(graph, options.tasks or TASKS, program, options) for graph in graphs]
    for side in [side for side in options.grids.split(",") if side]:
        sound.append(table(f"grid-{side}", options.tasks or GROWTH, program, options))
    print(f"\nload average after: {load()}")
    sys.exit(0 if all(sound) else 1)


if __name__ == "__main__":
    main()
