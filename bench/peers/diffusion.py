"""Independent cascade as one writes it over a networkx graph: prints seconds of processor time and the mean number reached.

    python diffusion.py EDGES P|weighted-cascade RUNS
"""

import json
import random
import sys
import time

import networkx as nx


def main():
    path, p, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    graph = nx.MultiDiGraph()
    with open(path, encoding="utf-8") as file:
        graph.add_edges_from(tuple(map(int, line.split())) for line in file if line.strip())
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    # Plain lists: the fairest that Python can do.
    out = {v: [w for _, w in graph.out_edges(v)] for v in graph}
    chance = {v: 1 / max(1, graph.in_degree(v)) for v in graph} if p == "weighted-cascade" else None
    fixed = None if chance else float(p)
    draw = random.Random(1).random
    started = time.process_time()
    total = 0
    for _ in range(runs):
        active = set(range(5))
        frontier = list(active)
        while frontier:
            following = []
            for v in frontier:
                for w in out[v]:
                    if w not in active and draw() < (fixed if chance is None else chance[w]):
                        active.add(w)
                        following.append(w)
            frontier = following
        total += len(active)
    print(json.dumps({"seconds": time.process_time() - started, "mean": total / runs}))


main()
