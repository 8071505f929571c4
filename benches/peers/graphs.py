#!/usr/bin/env python3
"""Writes the sea, rail and road graphs of the packages scgraph 2.15 and scgraph_data 2.0.0, for every library the same.

usage: graphs.py DATA [NAME..]      names: marnet rail highways

NAME.lbg, little-endian: b"LBG1", u32 nodes, u32 arcs, u32 first[nodes + 1], u32 head[arcs], u32 metres[arcs], f64
latitude[nodes], f64 longitude[nodes]. Of each graph the largest strongly connected part, numbered as before; no loops, of
parallel arcs the shortest, kilometres times 1,000 rounded and at least 1. NAME.pairs: 1,000 times u32 from and to, which
differ. NAME.matrix: 1,000 sources and 1,000 targets. Both are drawn with a fixed seed."""
import array
import importlib
import pathlib
import random
import struct
import sys

import numpy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

MODULES = {
    "marnet": ("scgraph.geographs.marnet", "marnet_geograph"),
    "rail": ("scgraph_data.world_railways", "world_railways_geograph"),
    "highways": ("scgraph_data.world_highways", "world_highways_geograph"),
}


def largest_part(graph):
    """The nodes of the largest strongly connected part, and the number of each among them."""
    tails = [node for node, arcs in enumerate(graph) for _ in arcs]
    heads = [head for arcs in graph for head in arcs]
    matrix = csr_matrix((numpy.ones(len(tails)), (tails, heads)), shape=(len(graph), len(graph)))
    _, label = connected_components(matrix, directed=True, connection="strong")
    kept = numpy.flatnonzero(label == numpy.bincount(label).argmax()).tolist()
    return kept, {node: number for number, node in enumerate(kept)}


def write(folder, name):
    module, attribute = MODULES[name]
    source = getattr(importlib.import_module(module), attribute)
    kept, number = largest_part(source.graph)
    first, heads, metres = [0], [], []
    for node in kept:
        for head, kilometres in sorted(source.graph[node].items()):
            if head != node and head in number:
                heads.append(number[head])
                metres.append(max(1, round(kilometres * 1000)))
        first.append(len(heads))
    with open(folder / f"{name}.lbg", "wb") as file:
        file.write(b"LBG1" + struct.pack("<II", len(kept), len(heads)))
        for numbers in (first, heads, metres):
            file.write(array.array("I", numbers).tobytes())
        for axis in (0, 1):
            file.write(array.array("d", (source.nodes[node][axis] for node in kept)).tobytes())
    draw = random.Random(20250)
    pairs = []
    while len(pairs) < 2000:
        pair = draw.randrange(len(kept)), draw.randrange(len(kept))
        if pair[0] != pair[1]:
            pairs += pair
    (folder / f"{name}.pairs").write_bytes(array.array("I", pairs).tobytes())
    nodes = draw.sample(range(len(kept)), 1000) + draw.sample(range(len(kept)), 1000)
    (folder / f"{name}.matrix").write_bytes(array.array("I", nodes).tobytes())
    print(f"{name}: {len(kept):,} nodes, {len(heads):,} arcs", flush=True)


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for wanted in sys.argv[2:] or MODULES:
        write(target, wanted)
