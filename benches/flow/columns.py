#!/usr/bin/env python3
"""Column generation over paths with HiGHS as master: the peer for many commodities.    usage: columns.py FILE.mcf
Prices are smoothed towards those of the best bound (Wentges), rows for capacities come when they are overfilled. Prints one
line of JSON; `cpu_s` is the processor time of the solve, one thread, without reading the file."""
import json
import sys
import time

import highspy
import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

SMOOTHING = 0.5
GAP = 1e-9
arcs, demands = [], []
for line in open(sys.argv[1]):
    words = line.split()
    if words[0] == "p":
        nodes, penalty = int(words[2]), int(words[5])
    else:
        (arcs if words[0] == "a" else demands).append(tuple(map(int, words[1:])))
tail, head, capacity, cost = (np.array(column) for column in zip(*arcs))
origin, target, amount = (np.array(column) for column in zip(*demands))
begin = time.process_time()

count = len(demands)
origins = np.unique(origin)
arc_of = {pair: number for number, pair in enumerate(zip(tail.tolist(), head.tolist()))}
by_row = np.argsort(tail.astype(np.int64) * nodes + head)
graph = csr_matrix((cost[by_row].astype(float), (tail[by_row], head[by_row])), shape=(nodes, nodes))
at_origin = [np.nonzero(origin == start)[0] for start in origins]

master = highspy.Highs()
for option, setting in (("output_flag", False), ("threads", 1), ("parallel", "off")):
    master.setOptionValue(option, setting)
infinite = highspy.kHighsInf
for wanted in amount:
    master.addRow(float(wanted), float(wanted), 0, np.array([], dtype=np.int32), np.array([]))
for demand in range(count):
    master.addCol(float(penalty), 0.0, infinite, 1, np.array([demand], dtype=np.int32), np.array([1.0]))

row_of, paths, seen, columns_on = {}, [], set(), {}
price, best_price = np.zeros(len(arcs)), np.zeros(len(arcs))
of_demand = np.full(count, float(penalty))
value, bound, is_exact, rounds = float(penalty) * float(amount.sum()), -np.inf, False, 0
while True:
    rounds += 1
    trial = price if is_exact else SMOOTHING * best_price + (1 - SMOOTHING) * price
    graph.data = (cost + trial)[by_row]
    distance, before = dijkstra(graph, indices=origins, return_predecessors=True)
    lower, new = -float(trial @ capacity), []
    for row, of_origin in enumerate(at_origin):
        for demand in of_origin:
            away = distance[row][target[demand]]
            lower += amount[demand] * min(penalty, away)
            if away >= penalty:
                continue
            path, node = [], target[demand]
            while node != origin[demand]:
                path.append(arc_of[(before[row][node], node)])
                node = before[row][node]
            reduced = cost[path].sum() + price[path].sum() - of_demand[demand]
            key = (int(demand), tuple(path))
            if reduced < -1e-7 * max(1.0, abs(of_demand[demand])) and key not in seen:
                seen.add(key)
                new.append(key)
    if lower > bound:
        bound, best_price = lower, trial
    if value - bound <= GAP * abs(value) or (not new and is_exact):
        break
    is_exact = not new
    if not new:
        continue
    for demand, path in new:
        rows = [demand] + [row_of[arc] for arc in path if arc in row_of]
        length = float(cost[list(path)].sum())
        master.addCol(length, 0.0, infinite, len(rows), np.array(rows, dtype=np.int32), np.ones(len(rows)))
        for arc in path:
            columns_on.setdefault(arc, []).append(count + len(paths))
        paths.append((demand, path))
    master.setOptionValue("simplex_strategy", 4)  # columns came: primal simplex
    while True:
        master.run()
        flow = np.array(master.getSolution().col_value)
        load = np.zeros(len(arcs))
        for column in np.nonzero(flow[count:] > 1e-12)[0]:
            load[list(paths[column][1])] += flow[count + column]
        overfilled = [arc for arc in np.nonzero(load > capacity + 1e-7)[0] if arc not in row_of]
        if not overfilled:
            break
        for arc in overfilled:
            row_of[arc] = count + len(row_of)
            columns = columns_on[arc]
            master.addRow(-infinite, float(capacity[arc]), len(columns), np.array(columns, dtype=np.int32), np.ones(len(columns)))
        master.setOptionValue("simplex_strategy", 1)  # rows came: dual simplex
    value = master.getInfo().objective_function_value
    duals = np.array(master.getSolution().row_dual)
    of_demand, price = duals[:count], np.zeros(len(arcs))
    for arc, row in row_of.items():
        price[arc] = max(0.0, -duals[row])
print(json.dumps({"lib": "columns+HiGHS", "cpu_s": round(time.process_time() - begin, 3), "value": round(value, 1),
                  "gap": (value - bound) / value, "rounds": rounds}))
