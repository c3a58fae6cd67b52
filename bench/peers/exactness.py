"""Values of network measures by networkx and igraph, for bench/exactness.ts: writes an edge list and a JSON of values for each graph.

exactness.py SHARED/data/graphs FOLDER SEEDS

Drawn graphs hold self-loops, edges that stand twice with other weights (the last counts), nodes without edges, several components.
"""
import json
import math
import pathlib
import random
import sys

import igraph
import networkx as nx
import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "test" / "known"))
import make_networks as known

NOT_OF_LARGE = ("betweennessNormalized", "katzNormalized", "effectiveSize")


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        n = int(file.readline().split(" n=")[1].split()[0])
        return n, [line.split()[:3] for line in file]


def drawn(seed):
    """Half of the seeds are directed, half of those have self-loops; weights are whole numbers, decimals or halves."""
    rng = random.Random(seed)
    n = 40 + seed % 20
    weights = [[1, 2, 3, 7], [0.1, 0.25, 1.7, 3.3], [0.5, 1, 2.5]][seed % 3]
    rows = []
    for _ in range(3 * n if seed % 5 else n):
        u, v = rng.randrange(n - 4), int(rng.random() ** 2 * (n - 4))
        if u != v or seed % 4 < 2:
            rows.append([u, v, rng.choice(weights)])
    rows += [[u, v, rng.choice(weights)] for u, v, _ in rng.sample(rows, 6)]
    return n, rows


def large_weighted(graph, values):
    """Shortest paths by weight from igraph: networkx would take hours."""
    n = len(graph)
    fast = igraph.Graph(n=n, edges=list(graph.edges()), directed=graph.is_directed())
    length = [data["weight"] for *_, data in graph.edges(data=True)]
    values["betweenness"] = fast.betweenness(weights=length)
    closeness, harmonic = np.zeros(n), np.zeros(n)
    for source in range(0, n, 500):
        some = range(source, min(n, source + 500))
        distance = np.array(fast.distances(some, None, weights=length, mode="in"))
        reached = np.isfinite(distance)
        others = reached.sum(axis=1) - 1
        far = np.where(reached, distance, 0).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            closeness[list(some)] = np.where(far > 0, others / far * others / (n - 1), 0)
            inverse = np.where(distance > 0, 1 / distance, 0)
        harmonic[list(some)] = inverse.sum(axis=1)
    values["closeness"], values["harmonic"] = closeness.tolist(), harmonic.tolist()


def leading(matrix, vector):
    """The leading eigenvector by LAPACK where the power method of networkx settles: near its end that is right to 1e-8 only."""
    if vector is None or len(vector) > 300:
        return vector
    values, vectors = np.linalg.eig(matrix.T)
    order = np.argsort(-abs(values))
    if abs(values[order[1]]) > abs(values[order[0]]) * (1 - 1e-6):
        return None
    return (abs(vectors[:, order[0]].real) / np.linalg.norm(vectors[:, order[0]])).tolist()


def signed_triads(graph):
    """Triangles by number of negative ties; two directed ties that disagree are no tie."""
    signs = {}
    for u, v, data in graph.edges(data=True):
        if u != v:
            signs.setdefault((min(u, v), max(u, v)), []).append(-1 if data["weight"] < 0 else 1)
    simple = nx.Graph()
    simple.add_nodes_from(graph)
    simple.add_edges_from((u, v, {"sign": one[0]}) for (u, v), one in signs.items() if len(set(one)) == 1)
    counts = [0, 0, 0, 0]
    order = {v: i for i, v in enumerate(simple)}
    for u, v in simple.edges():
        for w in set(simple[u]) & set(simple[v]):
            if order[w] > max(order[u], order[v]):
                counts[sum(simple[a][b]["sign"] < 0 for a, b in ((u, v), (v, w), (u, w)))] += 1
    return counts


def described(folder, name, n, rows, directed, weighted_measures=True):
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(n))
    for u, v, *rest in rows:
        graph.add_edge(int(u), int(v), weight=float(rest[0]) if rest else 1.0)
    weighted = any(data["weight"] != 1 for *_, data in graph.edges(data=True))
    negative = any(data["weight"] < 0 for *_, data in graph.edges(data=True))
    text = "".join(" ".join(str(one) for one in row) + "\n" for row in rows)
    (folder / f"{name}.edges").write_text(f"# n={n}\n{text}", encoding="utf-8")
    large = n > 300
    found = {"name": name, "directed": directed, "whole": known.whole(graph), "byNode": {}}
    rng = random.Random(5)
    groups = {v: rng.choice("abc") for v in graph}
    numbers = {v: rng.randrange(50) for v in graph}
    nx.set_node_attributes(graph, groups, "group")
    nx.set_node_attributes(graph, numbers, "value")
    parts = [{v for v in graph if groups[v] == one} for one in "abc"]
    found["labels"], found["values"] = known.list_of(groups, n), known.list_of(numbers, n)
    found["assortativity"] = {
        "label": nx.attribute_assortativity_coefficient(graph, "group"),
        "value": nx.numeric_assortativity_coefficient(graph, "value"),
        "degree": nx.degree_assortativity_coefficient(graph),
    }
    found["modularity"] = {}
    for key, weight in (("unweighted", None), ("weighted", "weight")):
        if weight and not (weighted and weighted_measures and not negative):
            continue
        found["modularity"][key] = nx.community.modularity(graph, parts, weight=weight)
        matrix = nx.to_numpy_array(graph, weight=weight) if n < 300 else nx.to_scipy_sparse_array(graph, weight=weight, dtype=float)
        if n < 300:
            radius = max(abs(np.linalg.eigvals(matrix)))
        else:
            radius = float(min(abs(matrix).sum(axis=0).max(), abs(matrix).sum(axis=1).max()))
        alpha = 0.5 / max(1.0, float(radius))
        skip = NOT_OF_LARGE if large else ()
        if n > 2000:
            skip = (*skip, "closeness", "harmonic", "eigenvector", "katz", *(("betweenness", "constraint") if weight else ()))
        values = {one: None if of is None else known.list_of(of, n) for one, of in known.by_node(graph, weight, alpha, skip).items()}
        values["eigenvector"] = leading(matrix, values.get("eigenvector"))
        if not directed and not weight and not large:
            # Node by node networkx takes a shortcut here that counts a self-loop as a contact; its matrix form is Burt's definition.
            values["effectiveSize"] = known.list_of(nx.effective_size(graph), n)
        if n > 2000 and weight:
            large_weighted(graph, values)
        if directed:
            values["degreeIn"] = known.list_of(dict(graph.in_degree(weight=weight)), n)
            values["degreeOut"] = known.list_of(dict(graph.out_degree(weight=weight)), n)
        found["byNode"][key] = {"alpha": alpha, "values": values}
    if n < 70 and not any(u == v for u, v in graph.edges()):
        plain = graph.copy()
        nx.set_edge_attributes(plain, 1.0, "weight")
        found["pairs"] = {one: of for one, of in known.pairs(plain).items() if one != "regular" or not directed}
    if negative:
        found["triads"] = signed_triads(graph)
    return found


def main():
    data, folder, seeds = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    cases = []
    for name, directed in (("karate", False), ("lesmis", False), ("emaileu", True), ("emaileu", False), ("bitcoinotc", True)):
        n, rows = lines_of(data / f"{name}.edges")
        label = f"{name}, {'directed' if directed else 'undirected'}"
        if name == "bitcoinotc":
            # Ratings are signed: their size stands for a strength, the ratings themselves for triads.
            sized = [[u, v, abs(float(w))] for u, v, w in rows]
            cases.append(("bitcoinotc, sizes of ratings", n, sized, True, True))
            cases.append(("bitcoinotc, ratings", n, rows, True, False))
        else:
            cases.append((label, n, rows if name == "lesmis" else [row[:2] for row in rows], directed, True))
    for seed in range(seeds):
        n, rows = drawn(seed)
        cases.append((f"drawn {seed}, {'directed' if seed % 2 else 'undirected'}", n, rows, seed % 2 == 1, True))
        signs = random.Random(seed)
        if seed < 4:
            cases.append((f"drawn {seed}, signed", n, [[u, v, w * signs.choice([1, 1, -1])] for u, v, w in rows], seed % 2 == 1, False))
    with open(folder / "values.ndjson", "w", encoding="utf-8") as out:
        for name, n, rows, directed, weighted in cases:
            out.write(json.dumps(known.tidy(described(folder, name, n, rows, directed, weighted))) + "\n")


main()
