#!/usr/bin/env python3
"""Lets one Python library solve one instance of gen.py.    usage: peers.py LIB FILE
LIB: ortools | igraph | networkx | scipy        FILE: *.max or *.min
Prints one line of JSON. `cpu_s` is the processor time of the solve alone, without reading the file or handing it over.
The flow of least cost of OR-Tools is checked: conservation, bounds, cost."""
import json
import sys
import time

LIB, FILE = sys.argv[1:3]
KIND = FILE.rsplit(".", 1)[1]
tail, head, capacity, cost = [], [], [], []
nodes = amount = 0
for line in open(FILE):
    words = line.split()
    if words[0] == "p":
        nodes = int(words[2])
    elif words[0] == "n" and KIND == "min" and words[1] == "1":
        amount = int(words[2])
    elif words[0] == "a":
        tail.append(int(words[1]) - 1), head.append(int(words[2]) - 1)
        capacity.append(int(words[3 if KIND == "max" else 4]))
        cost.append(0 if KIND == "max" else int(words[5]))


def timed(solve):
    begin = time.process_time()
    answer = solve()
    return answer, time.process_time() - begin


def checked_cost(flow):
    balance = [0] * nodes
    for arc, units in enumerate(flow):
        assert 0 <= units <= capacity[arc]
        balance[tail[arc]] -= units
        balance[head[arc]] += units
    assert -balance[0] == balance[1] == amount and not any(balance[2:])
    return sum(units * c for units, c in zip(flow, cost))


if LIB == "ortools" and KIND == "max":
    import numpy as np
    from ortools.graph.python import max_flow
    solver = max_flow.SimpleMaxFlow()
    solver.add_arcs_with_capacity(np.array(tail), np.array(head), np.array(capacity))
    _, seconds = timed(lambda: solver.solve(0, 1))
    value = solver.optimal_flow()
elif LIB == "ortools":
    import numpy as np
    from ortools.graph.python import min_cost_flow
    solver = min_cost_flow.SimpleMinCostFlow()
    ids = solver.add_arcs_with_capacity_and_unit_cost(np.array(tail), np.array(head), np.array(capacity), np.array(cost))
    solver.set_node_supply(0, amount), solver.set_node_supply(1, -amount)
    status, seconds = timed(solver.solve)
    assert status == solver.OPTIMAL
    value = checked_cost([int(units) for units in solver.flows(ids)])
elif LIB == "igraph":
    import igraph
    graph = igraph.Graph(n=nodes, edges=list(zip(tail, head)), directed=True)
    value, seconds = timed(lambda: int(graph.maxflow_value(0, 1, capacity=capacity)))
elif LIB == "scipy":
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import maximum_flow
    matrix = coo_matrix((np.array(capacity, dtype=np.int32), (tail, head)), shape=(nodes, nodes)).tocsr()
    value, seconds = timed(lambda: int(maximum_flow(matrix, 0, 1, method="dinic").flow_value))
elif LIB == "networkx":
    import networkx as nx
    graph = nx.DiGraph()
    for u, v, c, w in zip(tail, head, capacity, cost):
        graph.add_edge(u, v, capacity=c, weight=w)
    if KIND == "max":
        value, seconds = timed(lambda: nx.maximum_flow_value(graph, 0, 1))
    else:
        graph.nodes[0]["demand"], graph.nodes[1]["demand"] = -amount, amount
        (value, _), seconds = timed(lambda: nx.network_simplex(graph))
print(json.dumps(dict(file=FILE.rsplit("/", 1)[-1], lib=LIB, cpu_s=round(seconds, 5), value=value)))
