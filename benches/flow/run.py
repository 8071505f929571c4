#!/usr/bin/env python3
"""Runs our flow solvers and their peers on the same instances, one after the other, and prints how they compare.

usage: run.py [--instances DIR] [--rounds N] [--limit SECONDS] [--all] WORKLOAD..

WORKLOAD: a name from the tables below, or `single` or `many` for all of one of them. DIR holds what gen.py wrote (default: INST).
Each command is run N times (default 3) in turn and prints lines of JSON with `lib`, `cpu_s`, `value`; the least time of
each library counts. `--all` adds the slow peers. A command that fails or takes longer than the limit is told and
left out. All values must agree, else the exit code is 1."""
import argparse
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
OURS = ["cargo", "bench", "-q", "--manifest-path", str(HERE.parents[1] / "Cargo.toml"), "--bench"]


def most(name):
    """Commands for a maximum flow: ours first, then peers, then slow peers."""
    file = f"{name}.max"
    return (
        [[*OURS, "flow_single", "--", file], [sys.executable, HERE / "peers.py", "ortools", file]],
        [[HERE / "lemon", file], [sys.executable, HERE / "peers.py", "igraph", file],
         [sys.executable, HERE / "peers.py", "scipy", file], [*OURS, "flow_single", "--", "--petgraph", file]],
    )


def least(name, lemon):
    """Commands for a flow of least cost; LEMON's variant is the one that was fastest on this file."""
    file = f"{name}.min"
    return (
        [[*OURS, "flow_single", "--", file], [HERE / "lemon", file, lemon]],
        [[sys.executable, HERE / "peers.py", "ortools", file]],
    )


SINGLE = {
    "max-rail-dense": most("rail-dense"),
    "max-rail-corridor": most("rail-corridor"),
    "max-marnet-dense": most("marnet-dense"),
    "min-rail-dense": least("rail-dense", "simplex"),
    "min-rail-corridor": least("rail-corridor", "capacity-scaling"),
    "min-marnet-dense": least("marnet-dense", "simplex"),
}


def many(name):
    """Commands for many commodities; values are compared as they are printed, to a tenth."""
    file = f"{name}.mcf"
    return ([[*OURS, "flow_multicommodity", "--", file], [sys.executable, HERE / "columns.py", file]], [])


MANY = {name: many(name) for name in ("railne-100", "railne-1000", "railea-100", "marnet-1000")}
WORKLOADS = {**SINGLE, **MANY}
GROUPS = {"single": list(SINGLE), "many": list(MANY)}


def run(command, instances, limit):
    """What a command found: library, seconds, value, for each line it prints."""
    words = [str(instances / word) if str(word).endswith((".max", ".min", ".mcf")) else str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit)
    except (subprocess.TimeoutExpired, OSError) as error:
        print(f"  {' '.join(words[:3])} ..: {type(error).__name__}", file=sys.stderr)
        return []
    if done.returncode != 0:
        print(f"  {' '.join(words[:3])} ..: exit code {done.returncode}: {done.stderr[-300:]}", file=sys.stderr)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [(line["lib"], line["cpu_s"], line["value"]) for line in lines]


def main():
    options = argparse.ArgumentParser(usage=__doc__)
    options.add_argument("--instances", type=pathlib.Path, default=pathlib.Path("INST"))
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--limit", type=float, default=300)
    options.add_argument("--all", action="store_true")
    options.add_argument("workloads", nargs="+")
    chosen = options.parse_args()
    names = [name for word in chosen.workloads for name in GROUPS.get(word, [word])]
    agrees = True
    print("| workload | value | library | CPU s | ratio to ours |\n|---|---|---|---|---|")
    for name in names:
        quick, slow = WORKLOADS[name]
        best, values = {}, {}
        for number in range(chosen.rounds):
            for command in quick + (slow if chosen.all and number == 0 else []):
                for library, seconds, value in run(command, chosen.instances.resolve(), chosen.limit):
                    best[library] = min(seconds, best.get(library, seconds))
                    values[library] = value
        ours = best.get("landbridge")
        agrees &= ours is not None and len(set(values.values())) == 1
        for library, seconds in best.items():
            ratio = f"{seconds / ours:.2f}" if ours else "?"
            print(f"| {name} | {values[library]:,} | {library} | {seconds:.4f} | {ratio} |", flush=True)
    sys.exit(0 if agrees else 1)


main()
