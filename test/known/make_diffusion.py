"""Makes diffusion.json: reference values for spread, cascades, link scores, filters and adoption.

    python make_diffusion.py            Python 3.11 with networkx, numpy, scipy, scikit-learn

Spread is exact: every live-edge world (independent cascade, linear threshold) or every state (SIR, SIS) is enumerated.
"""

import itertools
import json
import math
from importlib.metadata import version
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.optimize import curve_fit
from scipy.stats import hypergeom
from sklearn.metrics import roc_auc_score

HERE = Path(__file__).resolve().parent


def reach(n, arcs, seeds):
    out = {v: [] for v in range(n)}
    for a, b in arcs:
        out[a].append(b)
    seen, todo = set(seeds), list(seeds)
    while todo:
        for w in out[todo.pop()]:
            if w not in seen:
                seen.add(w)
                todo.append(w)
    return len(seen)


def ic_exact(n, arcs, p, seeds):
    """p: one number or one for each arc; sum over all 2^m worlds."""
    ps = [p] * len(arcs) if isinstance(p, (int, float)) else p
    total = 0
    for world in itertools.product([0, 1], repeat=len(arcs)):
        weight = math.prod(q if on else 1 - q for q, on in zip(ps, world))
        if weight:
            total += weight * reach(n, [a for a, on in zip(arcs, world) if on], seeds)
    return total


def lt_exact(n, arcs, seeds):
    """Weights 1 / in-degree: each node keeps one incoming arc (Kempe et al. 2003, theorem 2.5)."""
    incoming = [[a for a in arcs if a[1] == v] for v in range(n)]
    choices = [one or [None] for one in incoming]
    total = 0
    for world in itertools.product(*choices):
        weight = math.prod(1 / len(one) for one in choices)
        total += weight * reach(n, [a for a in world if a], seeds)
    return total


def sir_exact(n, arcs, beta, gamma, seeds):
    """Mean number ever infected: the chain over states (S, I, R)^n run to its end."""
    now = {tuple(1 if v in seeds else 0 for v in range(n)): 1.0}
    total = 0.0
    for _ in range(2000):
        following = {}
        for state, weight in now.items():
            infected = [v for v in range(n) if state[v] == 1]
            if not infected or weight < 1e-14:
                total += weight * sum(s > 0 for s in state)
                continue
            escape = [1.0] * n
            for a, b in arcs:
                if state[a] == 1:
                    escape[b] *= 1 - beta
            options = []
            for v in range(n):
                if state[v] == 0:
                    options.append([(0, escape[v]), (1, 1 - escape[v])])
                elif state[v] == 1:
                    options.append([(1, 1 - gamma), (2, gamma)])
                else:
                    options.append([(2, 1.0)])
            for combo in itertools.product(*options):
                w = weight * math.prod(q for _, q in combo)
                if w:
                    key = tuple(s for s, _ in combo)
                    following[key] = following.get(key, 0) + w
        now = following
        if not now:
            break
    return total


def sis_exact(n, arcs, beta, gamma, seeds, steps):
    """Mean number infected after so many steps; one that recovers while infected again stays infected."""
    now = {tuple(1 if v in seeds else 0 for v in range(n)): 1.0}
    for _ in range(steps):
        following = {}
        for state, weight in now.items():
            escape = [1.0] * n
            for a, b in arcs:
                if state[a] == 1:
                    escape[b] *= 1 - beta
            options = []
            for v in range(n):
                off = escape[v] * (gamma if state[v] else 1.0)
                options.append([(0, off), (1, 1 - off)])
            for combo in itertools.product(*options):
                w = weight * math.prod(q for _, q in combo)
                if w:
                    key = tuple(s for s, _ in combo)
                    following[key] = following.get(key, 0) + w
        now = following
    return sum(w * sum(s) for s, w in now.items())


def greedy(n, k, spread):
    seeds = []
    for _ in range(k):
        best = max((v for v in range(n) if v not in seeds), key=lambda v: (round(spread(seeds + [v]), 12), -v))
        seeds.append(best)
    optimum = max(spread(list(c)) for c in itertools.combinations(range(n), k))
    return {"seeds": seeds, "spread": spread(seeds), "optimum": optimum}


def bass_adopters(t, p, q, m):
    def share(x):
        fade = np.exp(-(p + q) * x)
        return (1 - fade) / (1 + q / p * fade)
    return m * (share(t) - share(t - 1))


def main():
    rng = np.random.default_rng(5)
    arcs = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 0), (3, 4), (4, 5), (1, 5), (5, 2), (2, 6)]
    n = 7
    indegree = [sum(1 for a in arcs if a[1] == v) for v in range(n)]
    cascade = [1 / indegree[b] for _, b in arcs]
    spread = {
        "nodes": n, "arcs": arcs,
        "ic": [{"p": p, "seeds": s, "spread": ic_exact(n, arcs, p, s)} for p in (0.03, 0.3, 0.7) for s in ([0], [1, 4])],
        "weightedCascade": [{"seeds": s, "spread": ic_exact(n, arcs, cascade, s)} for s in ([0], [1, 4])],
        "lt": [{"seeds": s, "spread": lt_exact(n, arcs, s)} for s in ([0], [1, 4])],
        "sir": [{"p": b, "recovery": g, "seeds": s, "spread": sir_exact(n, arcs, b, g, s)}
                for b, g in ((0.2, 0.5), (0.1, 0.25)) for s in ([0],)],
        "sis": [{"p": 0.3, "recovery": 0.4, "steps": t, "seeds": [0], "infected": sis_exact(n, arcs, 0.3, 0.4, [0], t)}
                for t in (3, 8)],
        "greedy": {
            "ic": greedy(n, 2, lambda s: ic_exact(n, arcs, 0.3, s)),
            "lt": greedy(n, 2, lambda s: lt_exact(n, arcs, s)),
        },
    }

    links = []
    for name, graph in (("karate", nx.karate_club_graph()), ("random", nx.gnm_random_graph(60, 180, seed=4))):
        nodes = graph.number_of_nodes()
        graph = nx.Graph((a, b) for a, b in graph.edges())
        graph.add_nodes_from(range(nodes))
        pairs = sorted({tuple(sorted(map(int, rng.choice(nodes, 2, replace=False)))) for _ in range(60)})
        score = {
            "jaccard": nx.jaccard_coefficient, "adamic-adar": nx.adamic_adar_index,
            "resource-allocation": nx.resource_allocation_index, "preferential-attachment": nx.preferential_attachment,
        }
        walk = []
        for a, b in pairs:
            one = nx.pagerank(graph, alpha=0.85, personalization={a: 1}, dangling={a: 1}, tol=1e-14, max_iter=5000)[b]
            two = nx.pagerank(graph, alpha=0.85, personalization={b: 1}, dangling={b: 1}, tol=1e-14, max_iter=5000)[a]
            walk.append(one + two)
        adjacency = nx.to_numpy_array(graph, nodelist=range(nodes))
        values, vectors = np.linalg.eigh(adjacency)
        order = np.argsort(-np.abs(values))[:4]
        approximation = (vectors[:, order] * values[order]) @ vectors[:, order].T
        links.append({
            "name": name, "nodes": nodes, "edges": [list(map(int, e)) for e in graph.edges()], "pairs": pairs,
            "scores": {key: [p for _, _, p in f(graph, pairs)] for key, f in score.items()}
            | {"common-neighbours": [len(list(nx.common_neighbors(graph, a, b))) for a, b in pairs], "random-walk": walk},
            "factorisation": {"rank": 4, "values": [float(approximation[a, b]) for a, b in pairs],
                              "gap": float(abs(values[np.argsort(-np.abs(values))[4]] / values[order[3]]))},
        })

    trees = []
    for size in (2, 3, 10, 57, 200):
        parent = [-1] + [int(rng.integers(0, i)) for i in range(1, size)]
        graph = nx.Graph([(i, p) for i, p in enumerate(parent) if p >= 0])
        depth = nx.single_source_shortest_path_length(graph, 0)
        levels = list(depth.values())
        trees.append({"parent": parent, "virality": nx.average_shortest_path_length(graph), "depth": max(levels),
                      "breadth": max(levels.count(d) for d in set(levels))})

    cases = [(2, 10, 3, 4), (5, 1000, 20, 30), (1, 50, 5, 5), (12, 400, 40, 60), (3, 100000, 300, 400), (4, 8, 6, 6)]
    tail = [{"k": k, "population": N, "marked": K, "draws": d, "p": float(hypergeom.sf(k - 1, N, K, d))} for k, N, K, d in cases]

    # Bass 1969, table 1: sales of room air conditioners in the United States, 1949–1961, thousands.
    sales = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]
    before = np.concatenate([[0], np.cumsum(sales)[:-1]])
    c, b, a = np.polyfit(before, sales, 2)
    m = (-b - math.sqrt(b * b - 4 * a * c)) / (2 * c)
    t = np.arange(1, len(sales) + 1)
    best, covariance = curve_fit(bass_adopters, t, sales, p0=[0.01, 0.4, 17000], maxfev=100000, xtol=1e-15, ftol=1e-15)
    bass = {"sales": sales, "regression": {"p": a / m, "q": -m * c, "market": m},
            "fit": dict(zip(("p", "q", "market"), map(float, best))),
            "errors": dict(zip(("p", "q", "market"), map(float, np.sqrt(np.diag(covariance)))))}

    positive = [float(x) for x in np.round(rng.normal(1, 1, 40), 1)]
    negative = [float(x) for x in np.round(rng.normal(0, 1, 55), 1)]
    area = roc_auc_score([1] * 40 + [0] * 55, positive + negative)

    tools = ", ".join(f"{name} {version(name)}" for name in ("networkx", "numpy", "scipy", "scikit-learn"))
    out = {
        "source": f"{tools}; spread by enumeration of all worlds and states in make_diffusion.py; sales: Bass 1969, Management Science 15:215, table 1",
        "spread": spread, "links": links, "trees": trees, "hypergeometric": tail, "bass": bass,
        "auc": {"positive": positive, "negative": negative, "value": float(area)},
    }
    (HERE / "diffusion.json").write_text(json.dumps(out, indent=None, separators=(",", ":")) + "\n")
    print(json.dumps({"bass": bass, "spread": spread}, indent=1)[:3500])


main()
