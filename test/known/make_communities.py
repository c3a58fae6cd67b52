"""Makes communities.json: python make_communities.py DATA_FOLDER      (networkx, igraph, scikit-learn, scipy, statsmodels, infomap)

Independent opinions on partitions, signed triads, trust, social correlation, controversy and properties of graphs. Nothing here is used
by the product."""

import json
import random
import sys
from importlib.metadata import version
from pathlib import Path

import igraph
import networkx as nx
import numpy as np
import scipy.sparse as sp
import statsmodels.api as sm
from infomap import Infomap
from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score, normalized_mutual_info_score

DATA = Path(sys.argv[1]) / "graphs"
rng = np.random.default_rng(7)


def read(name, directed):
    graph = nx.DiGraph() if directed else nx.Graph()
    with open(DATA / f"{name}.edges") as file:
        head = file.readline()
        graph.add_nodes_from(range(int(head.split(" n=")[1].split()[0])))
        for line in file:
            a, b, *rest = line.split()
            graph.add_edge(int(a), int(b), weight=float(rest[0]) if rest else 1.0)
    return graph


def quality(graph, groups, resolution=1.0):
    count = max(groups) + 1
    parts = [{v for v in graph if groups[v] == c} for c in range(count)]
    other = igraph.Graph(n=len(graph), edges=list(graph.edges), directed=graph.is_directed())
    weights = [graph.edges[e]["weight"] for e in graph.edges]
    q = nx.community.modularity(graph, parts, weight="weight", resolution=resolution)
    p = other.modularity(groups, weights=weights, resolution=resolution, directed=graph.is_directed())
    if abs(p - q) > 1e-12:
        raise SystemExit(f"networkx {q}, igraph {p}")
    inside = sum(d["weight"] for a, b, d in graph.edges(data=True) if groups[a] == groups[b])
    out = {"groups": list(map(int, groups)), "resolution": resolution, "modularity": q,
           "coverage": inside / sum(weights)}
    if not graph.is_directed() and not any(nx.selfloop_edges(graph)):
        # Volume as half of all strengths at most, per Newman's and networkx' definition.
        out["conductance"] = [nx.conductance(graph, part, weight="weight") for part in parts]
    return out


def edges_of(graph):
    return [[int(a), int(b), d["weight"]] for a, b, d in graph.edges(data=True)]


def partitions():
    out = []
    karate, lesmis, email = read("karate", False), read("lesmis", False), read("emaileu", True)
    for name, graph in [("karate", karate), ("lesmis", lesmis)]:
        parts = nx.community.louvain_communities(graph, seed=3)
        groups = [next(i for i, part in enumerate(parts) if v in part) for v in range(len(graph))]
        for resolution in (1.0, 0.6, 2.5):
            out.append({"graph": name, "directed": False, **quality(graph, groups, resolution)})
    groups = list(rng.integers(0, 12, len(email)))
    for resolution in (1.0, 1.7):
        out.append({"graph": "emaileu", "directed": True, **quality(email, groups, resolution)})
    for directed in (False, True):
        graph = nx.DiGraph() if directed else nx.Graph()
        graph.add_nodes_from(range(15))
        for _ in range(45):
            a, b = map(int, rng.integers(0, 15, 2))
            graph.add_edge(a, b, weight=float(rng.integers(1, 6)) / 2)
        groups = [0, 1, 2, 3] + list(rng.integers(0, 4, 11))
        out.append({"graph": None, "nodes": 15, "edges": edges_of(graph), "directed": directed,
                    **quality(graph, groups, 1.3)})
    return out


def agreement():
    cases = [([0, 0, 1, 1], [0, 0, 1, 1]), ([0, 0, 0, 0], [0, 1, 2, 3]), ([0, 1, 2, 3], [3, 1, 0, 2]),
             ([0, 0, 0, 0], [1, 1, 1, 1]), ([0, 0, 0, 1], [0, 0, 1, 1])]
    for n, a, b in [(30, 3, 4), (200, 10, 2), (500, 40, 40), (1000, 5, 300)]:
        left = rng.integers(0, a, n)
        right = np.where(rng.random(n) < 0.5, left % b, rng.integers(0, b, n))
        cases.append((left.tolist(), right.tolist()))
    return [{"a": a, "b": b, "nmi": normalized_mutual_info_score(a, b), "ami": adjusted_mutual_info_score(a, b),
             "ari": adjusted_rand_score(a, b)} for a, b in cases]


def code_lengths():
    out = []
    for name in ("karate", "lesmis"):
        graph = read(name, False)
        parts = nx.community.louvain_communities(graph, seed=3)
        groups = [next(i for i, part in enumerate(parts) if v in part) for v in range(len(graph))]
        search = Infomap("--two-level --silent --no-infomap")
        for a, b, d in graph.edges(data=True):
            search.add_link(a, b, d["weight"])
        search.run(initial_partition={v: groups[v] + 1 for v in graph})
        best = Infomap("--two-level --silent --seed 1 --num-trials 20")
        for a, b, d in graph.edges(data=True):
            best.add_link(a, b, d["weight"])
        best.run()
        out.append({"graph": name, "groups": groups, "codeLength": search.codelength, "best": best.codelength})
    return out


def searches():
    """Best modularity of ten seeds: igraph's Louvain, and its Leiden run until it finds nothing more."""
    out = []
    drawn = nx.gnm_random_graph(400, 1600, seed=5), nx.barabasi_albert_graph(400, 4, seed=6)
    nx.set_edge_attributes(drawn[0], 1.0, "weight")
    nx.set_edge_attributes(drawn[1], 1.0, "weight")
    named = [(name, directed, read(name, directed)) for name, directed in
             (("karate", False), ("lesmis", False), ("emaileu", False), ("emaileu", True), ("bitcoinotc", True))]
    for name, directed, graph in named + [(None, False, one) for one in drawn]:
        ties = [(a, b, d["weight"]) for a, b, d in graph.edges(data=True) if d["weight"] > 0]
        other = igraph.Graph(n=len(graph), edges=[tie[:2] for tie in ties], directed=directed)
        weights = [tie[2] for tie in ties]
        best = {"leiden": [], "louvain": []}
        for seed in range(10):
            random.seed(seed)
            igraph.set_random_number_generator(random)
            found = {"leiden": other.community_leiden(objective_function="modularity", weights=weights, n_iterations=-1)}
            if not directed:
                found["louvain"] = other.community_multilevel(weights=weights)
            for method, groups in found.items():
                best[method].append(other.modularity(groups, weights=weights, directed=directed))
        out.append({"graph": name, "directed": directed, **{m: max(q) for m, q in best.items() if q},
                    **({} if name else {"nodes": len(graph), "edges": [list(tie[:2]) for tie in ties]})})
    return out


def signed():
    graph = read("bitcoinotc", True)
    n = len(graph)
    pairs = {}
    for a, b, d in graph.edges(data=True):
        pairs.setdefault((min(a, b), max(a, b)), []).append(np.sign(d["weight"]))
    pairs = {k: v[0] for k, v in pairs.items() if len(set(v)) == 1}
    def matrix(sign):
        keys = [k for k, v in pairs.items() if v == sign]
        rows, columns = [k[0] for k in keys], [k[1] for k in keys]
        one = sp.csr_matrix((np.ones(len(keys)), (rows, columns)), (n, n))
        return one + one.T
    p, m = matrix(1), matrix(-1)
    trace = lambda x, y, z: float((x @ y).multiply(z.T).sum())
    return {"triads": [trace(p, p, p) / 6, trace(p, p, m) / 2, trace(p, m, m) / 2, trace(m, m, m) / 6],
            "positive": sum(v > 0 for v in pairs.values()), "negative": sum(v < 0 for v in pairs.values())}


def trust():
    n = 12
    edges = {}
    for _ in range(50):
        a, b = map(int, rng.integers(0, n, 2))
        if a != b:
            edges[a, b] = float(rng.integers(1, 6)) * (1 if rng.random() < 0.7 else -1)
    weights = np.zeros((n, n))
    for (a, b), w in edges.items():
        weights[a, b] = w
    stated = np.abs(weights).sum(1, keepdims=True)
    weights = np.divide(weights, stated, out=np.zeros_like(weights), where=stated > 0)
    positive, negative = np.maximum(weights, 0), np.maximum(-weights, 0)
    atoms, steps, decay = (0.4, 0.4, 0.1, 0.1), 5, 0.8
    combined = lambda b: atoms[0] * b + atoms[1] * b.T @ b + atoms[2] * b.T + atoms[3] * b @ b.T
    powers = lambda c: sum(decay**k * np.linalg.matrix_power(c, k) for k in range(1, steps + 1))
    trusted = powers(combined(positive))
    return {"nodes": n, "edges": [[a, b, w] for (a, b), w in edges.items()], "steps": steps, "decay": decay,
            "trust-only": trusted.tolist(),
            "one-step": ((trusted + np.eye(n)) @ (positive - negative)).tolist(),
            "propagated": powers(combined(positive - negative)).tolist()}


def correlation():
    n, steps = 60, 8
    edges = sorted({(int(a), int(b)) for a, b in rng.integers(0, n, (300, 2)) if a != b})
    step = [int(s) if rng.random() < 0.6 else -1 for s in rng.integers(0, steps, n)]
    adopters = sorted((s, v) for v, s in enumerate(step) if s >= 0)
    # Steps of equal counts of adopters; equal times stay together.
    bins, first = {}, {}
    for rank, (s, v) in enumerate(adopters):
        first.setdefault(s, rank * steps // len(adopters))
        bins[v] = first[s]
    x, y = [], []
    for t in range(steps):
        for v in range(n):
            if v in bins and bins[v] < t:
                continue
            friends = sum(1 for a, b in edges if a == v and b in bins and bins[b] < t)
            x.append(np.log(friends + 1))
            y.append(1 if bins.get(v) == t else 0)
    fit = sm.Logit(y, sm.add_constant(np.array(x))).fit(disp=0, tol=1e-14, maxiter=200)
    return {"nodes": n, "edges": edges, "times": [s if s >= 0 else None for s in step], "steps": steps,
            "alpha": fit.params[1], "error": fit.bse[1], "trials": len(y)}


def controversy():
    graph = read("karate", False)
    labels = [line.strip() for line in open(DATA / "karate.labels")]
    sides = [[v for v in graph if labels[v] == s] for s in sorted(set(labels))]
    out = []
    for k in (1, 3):
        tops = [sorted(side, key=lambda v: (-graph.degree(v), v))[:k] for side in sides]
        ends = set(tops[0] + tops[1])
        free = [v for v in graph if v not in ends]
        a, b = np.eye(len(free)), np.zeros(len(free))
        place = {v: i for i, v in enumerate(free)}
        for v in free:
            for u in graph[v]:
                if u in place:
                    a[place[v], place[u]] -= 1 / graph.degree(v)
                elif u in tops[0]:
                    b[place[v]] += 1 / graph.degree(v)
        chance = np.linalg.solve(a, b)
        h = {v: chance[place[v]] if v in place else float(v in tops[0]) for v in graph}
        x, y = (np.mean([h[v] for v in side]) for side in sides)
        out.append({"authorities": k, "value": x / (x + y) * (1 - y) / (2 - x - y) - y / (x + y) * (1 - x) / (2 - x - y)})
    return out


def properties():
    out = {}
    for name in ("karate", "lesmis", "emaileu"):
        graph = read(name, name == "emaileu")
        plain = nx.Graph(graph)
        big = plain.subgraph(max(nx.connected_components(plain), key=len))
        # emaileu hangs together apart from single nodes, so its reachable pairs are those of the largest part.
        out[name] = {"transitivity": nx.transitivity(plain), "meanClustering": nx.average_clustering(plain),
                     "degreeAssortativity": nx.degree_assortativity_coefficient(plain),
                     "meanDistance": nx.average_shortest_path_length(big),
                     "largestComponent": len(big) / len(plain), "maximumDegree": max(d for _, d in plain.degree)}
        if graph.is_directed():
            out[name]["reciprocity"] = nx.overall_reciprocity(graph)
    return out


def assortativity():
    out = []
    for name, directed in (("karate", False), ("emaileu", True), ("emaileu", False)):
        graph = read(name, directed)
        labels = [line.strip() for line in open(DATA / f"{name}.labels")]
        graph.remove_edges_from(list(nx.selfloop_edges(graph)))
        nx.set_node_attributes(graph, dict(enumerate(labels)), "label")
        same = sum(labels[a] == labels[b] for a, b in graph.edges)
        out.append({"graph": name, "directed": directed, "share": same / graph.number_of_edges(),
                    "assortativity": nx.attribute_assortativity_coefficient(graph, "label")})
    return out


result = {
    "source": ", ".join(f"{name} {version(name)}" for name in
                        ("networkx", "igraph", "scikit-learn", "scipy", "statsmodels", "infomap", "numpy")),
    "partitions": partitions(), "agreement": agreement(), "codeLengths": code_lengths(), "searches": searches(), "signed": signed(),
    "trust": trust(), "correlation": correlation(), "controversy": controversy(), "properties": properties(),
    "assortativity": assortativity(),
}
Path(__file__).with_name("communities.json").write_text(json.dumps(result, default=float) + "\n")
