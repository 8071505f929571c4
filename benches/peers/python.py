#!/usr/bin/env python3
"""One Python library on one graph: usage: python.py DATA GRAPH LIB TASK

LIB: scipy igraph networkx scgraph; TASK: length path matrix k5, as far as the library has it. Prints lines of JSON as peers
does. BUDGET in the environment: seconds by the clock for one task, 20 by default, after at least 20 questions (five for
networkx). A matrix is asked for the first 60 sources only and told as seconds for 1,000."""
import array
import json
import os
import resource
import statistics
import struct
import sys
import time

DATA, GRAPH, LIB, TASK = sys.argv[1:5]
BUDGET = float(os.environ.get("BUDGET", "20"))
ROWS = 60


def numbers(kind):
    found = array.array("I")
    with open(f"{DATA}/{GRAPH}.{kind}", "rb") as file:
        found.frombytes(file.read())
    return found


with open(f"{DATA}/{GRAPH}.lbg", "rb") as file:
    assert file.read(4) == b"LBG1"
    NODES, ARCS = struct.unpack("<II", file.read(8))
    FIRST, HEAD, METRES = array.array("I"), array.array("I"), array.array("I")
    for kept, count in ((FIRST, NODES + 1), (HEAD, ARCS), (METRES, ARCS)):
        kept.fromfile(file, count)
PAIRS = list(zip(numbers("pairs")[::2], numbers("pairs")[1::2]))
SOURCES, TARGETS = list(numbers("matrix")[:1000]), list(numbers("matrix")[1000:])


def tell(what, cpu, wall, count, total):
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"graph": GRAPH, "lib": LIB, "task": TASK, "what": what, "cpu_s": cpu, "wall_s": wall,
                      "count": count, "sum": total, "peak_mb": peak}), flush=True)


def each(what, answer, least=20):
    cpu, wall, total, end = [], [], 0, time.perf_counter() + BUDGET
    for place, (source, target) in enumerate(PAIRS):
        begin, clock = time.thread_time(), time.perf_counter()
        found = answer(source, target)
        cpu.append(time.thread_time() - begin)
        wall.append(time.perf_counter() - clock)
        total += found if place < 20 else 0
        if place + 1 >= least and time.perf_counter() > end:
            break
    tell(what, statistics.median(cpu), statistics.median(wall), len(cpu), round(total) if len(cpu) >= 20 else None)


def matrix(what, row):
    """`row` says what the targets' distances from one source sum up to."""
    begin, clock = time.process_time(), time.perf_counter()
    total = sum(row(source) for source in SOURCES[:ROWS])
    scale = len(SOURCES) / ROWS
    tell(what, (time.process_time() - begin) * scale, (time.perf_counter() - clock) * scale, ROWS * 1000, f"rows {round(total)}")


def by_scipy():
    import numpy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra, yen
    graph = csr_matrix((numpy.array(METRES, dtype=float), numpy.array(HEAD), numpy.array(FIRST)), shape=(NODES, NODES))
    if TASK == "length":
        each("dijkstra (it has no goal)", lambda source, target: dijkstra(graph, indices=source)[target])
    elif TASK == "matrix":
        matrix("dijkstra", lambda source: dijkstra(graph, indices=source)[TARGETS].sum())
    elif TASK == "k5":
        each("yen, lengths alone", lambda source, target: yen(graph, source, target, 5).sum())


def by_igraph():
    import igraph
    tails = [node for node in range(NODES) for _ in range(FIRST[node], FIRST[node + 1])]
    graph = igraph.Graph(n=NODES, edges=list(zip(tails, HEAD)), directed=True)
    metres = [float(metre) for metre in METRES]
    if TASK == "length":
        each("distances", lambda source, target: graph.distances(source=source, target=target, weights=metres)[0][0])
    elif TASK == "path":
        each("get_shortest_path", lambda source, target: sum(
            metres[arc] for arc in graph.get_shortest_path(source, to=target, weights=metres, output="epath")))
    elif TASK == "matrix":
        matrix("distances", lambda source: sum(graph.distances(source=source, target=TARGETS, weights=metres)[0]))
    elif TASK == "k5":
        each("get_k_shortest_paths", lambda source, target: sum(
            metres[arc] for way in graph.get_k_shortest_paths(source, to=target, k=5, weights=metres, output="epath") for arc in way))


def by_networkx():
    import networkx
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(
        (node, HEAD[arc], METRES[arc]) for node in range(NODES) for arc in range(FIRST[node], FIRST[node + 1]))
    if TASK == "path":
        each("bidirectional_dijkstra", lambda source, target: networkx.bidirectional_dijkstra(graph, source, target)[0])


def by_scgraph():
    from scgraph import Graph
    # Its queues assume kilometres.
    graph = Graph([{HEAD[arc]: METRES[arc] / 1000 for arc in range(FIRST[node], FIRST[node + 1])} for node in range(NODES)])
    if TASK == "path":
        each("dijkstra, its default", lambda source, target: 1000 * graph.dijkstra(source, target)["length"])
        graph.create_contraction_hierarchy()
        each("contraction_hierarchy", lambda source, target: 1000 * graph.contraction_hierarchy(source, target)["length"])
    elif TASK == "length":
        graph.create_contraction_hierarchy()
        each("contraction_hierarchy, length_only",
             lambda source, target: 1000 * graph.contraction_hierarchy(source, target, length_only=True)["length"])
    elif TASK == "matrix":
        def row(source):
            tree = graph.get_shortest_path_tree(source)["distance_matrix"]
            return 1000 * sum(tree[target] for target in TARGETS)
        matrix("get_shortest_path_tree", row)


{"scipy": by_scipy, "igraph": by_igraph, "networkx": by_networkx, "scgraph": by_scgraph}[LIB]()
