"""Reference values of network measures, by networkx, igraph and scipy: writes network-measures.json beside this file.

    python make_networks.py SHARED/data/graphs

Small random graphs are written with their edges; of the larger shared graphs every `step`-th node and the sum are kept.
"""
import json
import math
import pathlib
import random
import sys

import igraph
import networkx as nx
import numpy as np
import scipy
import scipy.optimize
import scipy.special
import scipy.stats


def tidy(value):
    if isinstance(value, dict):
        return {key: tidy(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [tidy(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return None if math.isnan(value) else float(f"{float(value):.15g}")
    if isinstance(value, np.integer):
        return int(value)
    return value


def shared(path, directed, weighted):
    graph = nx.DiGraph() if directed else nx.Graph()
    with open(path, encoding="utf-8") as file:
        graph.add_nodes_from(range(int(file.readline().split(" n=")[1].split()[0])))
        for line in file:
            u, v, *rest = line.split()
            graph.add_edge(int(u), int(v), weight=float(rest[0]) if weighted else 1.0)
    return graph


def drawn(seed, nodes, edges, directed, loops, weighted):
    rng = random.Random(seed)
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(nodes))
    while graph.number_of_edges() < edges:
        u, v = rng.randrange(nodes - 3), rng.randrange(nodes - 3)
        if u != v or loops:
            graph.add_edge(u, v, weight=float(rng.choice([1, 2, 3, 0.5, 7])) if weighted else 1.0)
    return graph


def list_of(values, nodes):
    return [values[node] for node in range(nodes)]


def eigenvector(graph, weight):
    """The power method of networkx where it settles, else nothing."""
    try:
        return nx.eigenvector_centrality(graph, max_iter=5_000, tol=1e-15, weight=weight)
    except nx.PowerIterationFailedConvergence:
        return None


def betweenness_of(graph, weight):
    """By networkx; of a graph of thousands of nodes by igraph."""
    if len(graph) < 2000:
        return nx.betweenness_centrality(graph, normalized=False, weight=weight)
    fast = igraph.Graph(n=len(graph), edges=list(graph.edges()), directed=graph.is_directed())
    return dict(enumerate(fast.betweenness()))


def by_node(graph, weight, alpha, skip=()):
    no_loops = graph.copy()
    no_loops.remove_edges_from(list(nx.selfloop_edges(graph)))
    weighted = graph.copy()
    if not weight:
        for *_, data in weighted.edges(data=True):
            data["weight"] = 1.0
    hubs, authorities = nx.hits(weighted, max_iter=100_000, tol=0)
    measures = {
        "degree": lambda: dict(graph.degree(weight=weight)),
        "pagerank": lambda: nx.pagerank(graph, tol=1e-17 if len(graph) > 100 else 1e-16, max_iter=2_000, weight=weight),
        "betweenness": lambda: betweenness_of(graph, weight),
        "betweennessNormalized": lambda: nx.betweenness_centrality(graph, weight=weight),
        "closeness": lambda: nx.closeness_centrality(graph, distance=weight),
        "harmonic": lambda: nx.harmonic_centrality(graph, distance=weight),
        "eigenvector": lambda: eigenvector(graph, weight),
        "katz": lambda: nx.katz_centrality_numpy(graph, alpha=alpha, normalized=False, weight=weight),
        "katzNormalized": lambda: nx.katz_centrality_numpy(graph, alpha=alpha, weight=weight),
        "core": lambda: nx.core_number(no_loops),
        "constraint": lambda: nx.constraint(graph, weight=weight),
        "effectiveSize": lambda: nx.effective_size(graph, nodes=list(graph), weight=weight),
        "hub": lambda: hubs,
        "authority": lambda: authorities,
    }
    return {name: run() for name, run in measures.items() if name not in skip}


def whole(graph):
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    triangles = sum(nx.triangles(simple).values()) // 3
    fast = igraph.Graph(n=len(graph), edges=list(graph.edges()), directed=graph.is_directed())
    longest = fast.diameter(unconn=True)
    histogram = list(fast.path_length_hist().bins())
    reached = sum(count for *_, count in histogram)
    total = sum(start * count for start, _, count in histogram)
    values = {
        "nodes": len(graph),
        "edges": graph.number_of_edges(),
        "density": nx.density(graph),
        "reciprocity": nx.overall_reciprocity(graph) if graph.is_directed() else None,
        "transitivity": nx.transitivity(simple),
        "triangles": triangles,
        "meanClustering": nx.average_clustering(simple),
        "degreeAssortativity": nx.degree_assortativity_coefficient(graph),
        "components": nx.number_weakly_connected_components(graph) if graph.is_directed() else nx.number_connected_components(graph),
        "strongComponents": nx.number_strongly_connected_components(graph) if graph.is_directed() else nx.number_connected_components(graph),
        "diameter": longest,
        "meanPath": total / reached,
        "bridges": sum(1 for _ in nx.bridges(simple)),
        "articulationPoints": sum(1 for _ in nx.articulation_points(simple)),
    }
    if graph.is_directed():
        without = graph.copy()
        without.remove_edges_from(list(nx.selfloop_edges(graph)))
        values["meanClusteringDirected"] = nx.average_clustering(without)
    assert abs(values["transitivity"] - igraph.Graph.from_networkx(simple).transitivity_undirected()) < 1e-12
    return values


def simrank(graph, importance=0.9):
    """SimRank as the solution of its linear equations: networkx stops at a relative change of 1e-5."""
    n = len(graph)
    into = nx.to_numpy_array(graph, nodelist=range(n), weight=None)
    total = into.sum(axis=0)
    shares = into / np.where(total == 0, 1, total)
    step = importance * np.kron(shares.T, shares.T)
    constant = np.zeros(n * n)
    for v in range(n):
        step[v * n + v] = 0
        constant[v * n + v] = 1
    found = np.linalg.solve(np.eye(n * n) - step, constant).reshape(n, n)
    other = nx.simrank_similarity(graph, tolerance=1e-14, max_iterations=10_000)
    assert all(abs(found[u, v] - other[u][v]) < 1e-4 for u in range(n) for v in range(n))
    return found


def pairs(graph):
    simple = nx.Graph(graph)
    simple.remove_edges_from(list(nx.selfloop_edges(simple)))
    n = len(simple)
    every = [(u, v) for u in range(n) for v in range(u + 1, n)]
    matrix = nx.to_numpy_array(simple, nodelist=range(n), weight=None)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = np.corrcoef(matrix)
    degree = matrix.sum(axis=1)
    eigenvalue = max(np.linalg.eigvalsh(matrix))
    inverse = np.linalg.inv(np.eye(n) - 0.97 * matrix / eigenvalue)
    with np.errstate(invalid="ignore", divide="ignore"):
        regular = degree.sum() * eigenvalue * inverse / np.outer(degree, degree)
    alike = simrank(graph)
    shared_by = matrix @ matrix
    return {
        "jaccard": [[u, v, one] for u, v, one in nx.jaccard_coefficient(simple, every) if one > 0],
        "adamic-adar": [[u, v, one] for u, v, one in nx.adamic_adar_index(simple, every) if one > 0],
        "structural": [[u, v, correlation[u, v]] for u, v in every if shared_by[u, v] > 0 and not math.isnan(correlation[u, v])],
        "simrank": [[u, v, alike[u, v]] for u, v in every if alike[u, v] > 1e-14],
        "regular": [[u, v, regular[u, v]] for u, v in every if inverse[u, v] > 1e-300 and degree[u] and degree[v]],
    }


def small(graph, weighted, alpha):
    nodes = len(graph)
    rng = random.Random(5)
    groups = {node: rng.choice("abc") for node in graph}
    values = {node: rng.randrange(50) for node in graph}
    nx.set_node_attributes(graph, groups, "group")
    nx.set_node_attributes(graph, values, "value")
    found = {
        "nodes": nodes,
        "directed": graph.is_directed(),
        "edges": [[u, v, data["weight"]] for u, v, data in graph.edges(data=True)],
        "alpha": alpha,
        "whole": whole(graph),
        "unweighted": {name: None if one is None else list_of(one, nodes) for name, one in by_node(graph, None, alpha).items()},
        "groups": list_of(groups, nodes),
        "values": list_of(values, nodes),
        "byLabel": nx.attribute_assortativity_coefficient(graph, "group"),
        "byValue": nx.numeric_assortativity_coefficient(graph, "value"),
    }
    if weighted:
        found["weighted"] = {
            name: None if one is None else list_of(one, nodes) for name, one in by_node(graph, "weight", alpha).items()
        }
        found["strengthAssortativity"] = nx.degree_assortativity_coefficient(graph, weight="weight")
    return found


def large(graph, step, alpha, weight=None, skip=()):
    nodes = len(graph)
    kept = {}
    for name, one in by_node(graph, weight, alpha, skip).items():
        if one is None:
            continue
        values = list_of(one, nodes)
        kept[name] = {"sum": math.fsum(x for x in values if not math.isnan(x)), "every": values[::step]}
    return {"step": step, "alpha": alpha, "weighted": weight is not None, "whole": whole(graph), "byNode": kept}


def tail_fit(degrees):
    """Clauset, Shalizi & Newman's fit by igraph; the log-normal of the same tail by scipy; Vuong's ratio by its definition."""
    degrees = [int(one) for one in degrees if one > 0]
    fit = igraph.power_law_fit(degrees, method="discrete")
    tail = np.array([one for one in degrees if one >= fit.xmin], dtype=float)
    xmin = fit.xmin
    alpha = scipy.optimize.minimize_scalar(
        lambda a: a * np.log(tail).sum() + len(tail) * math.log(scipy.special.zeta(a, xmin)),
        bounds=(1.01, 40), method="bounded", options={"xatol": 1e-13}).x
    every = np.arange(xmin, tail.max() + 1)
    empirical = np.array([(tail <= x).mean() for x in every])
    ks = np.abs(empirical - (1 - scipy.special.zeta(alpha, every + 1) / scipy.special.zeta(alpha, xmin))).max()

    def chances(x, mu, sigma):
        lower, upper = (np.log(x - 0.5) - mu) / sigma, (np.log(x + 0.5) - mu) / sigma
        mass = np.where(lower > 0, scipy.stats.norm.sf(lower) - scipy.stats.norm.sf(upper), scipy.stats.norm.cdf(upper) - scipy.stats.norm.cdf(lower))
        return np.log(np.maximum(mass, 5e-324)) - np.log(scipy.stats.norm.sf((math.log(xmin - 0.5) - mu) / sigma))

    best = min((scipy.optimize.minimize(lambda p: -chances(tail, p[0], math.exp(p[1])).mean(), start, method="Nelder-Mead",
                                        options={"xatol": 1e-11, "fatol": 1e-15, "maxiter": 20000, "maxfev": 20000})
                for start in ([np.log(tail).mean(), math.log(np.log(tail).std() + 0.1)], [0.0, 0.3])), key=lambda one: one.fun)
    difference = -alpha * np.log(tail) - math.log(scipy.special.zeta(alpha, xmin)) - chances(tail, best.x[0], math.exp(best.x[1]))
    ratio = difference.sum()
    normalised = ratio / math.sqrt(difference.var() * len(tail))
    return {"xmin": xmin, "alpha": alpha, "igraphAlpha": fit.alpha, "ks": ks, "tail": len(tail), "logLikelihood": -best.fun * len(tail),
            "mu": best.x[0], "sigma": math.exp(best.x[1]), "ratio": ratio, "normalised": normalised,
            "p": math.erfc(abs(normalised) / math.sqrt(2))}


def main():
    data = pathlib.Path(sys.argv[1])
    sample = {
        "undirected": small(drawn(1, 24, 40, False, False, True), True, 0.02),
        "directed": small(drawn(2, 24, 70, True, False, True), True, 0.02),
        "undirectedLoops": small(drawn(3, 20, 40, False, True, True), True, 0.02),
        "directedLoops": small(drawn(4, 20, 60, True, True, True), True, 0.02),
        "sparse": small(drawn(6, 30, 26, False, False, False), False, 0.1),
    }
    emaileu = shared(data / "emaileu.edges", True, False)
    bitcoinotc = shared(data / "bitcoinotc.edges", True, False)
    karate = small(shared(data / "karate.edges", False, False), False, 0.1)
    rng = np.random.default_rng(7)
    zipf = [int(x) for x in rng.zipf(2.5, 3000)]
    rounded = [int(x) for x in np.maximum(1, np.round(rng.lognormal(2, 0.8, 3000)))]
    found = {
        "source": f"networkx {nx.__version__}, igraph {igraph.__version__}, scipy {scipy.__version__}, numpy {np.__version__}",
        "graphs": sample,
        "karate": {key: one for key, one in karate.items() if key not in ("edges", "groups", "values")},
        "lesmis": large(shared(data / "lesmis.edges", False, True), 1, 0.005, "weight"),
        "emaileu": large(emaileu, 25, 0.01, skip=("betweennessNormalized", "katzNormalized", "effectiveSize")),
        "emaileuUndirected": large(nx.Graph(emaileu), 25, 0.01, skip=("betweennessNormalized", "katzNormalized", "harmonic", "effectiveSize")),
        "bitcoinotc": large(bitcoinotc, 150, 0.005, skip=("betweennessNormalized", "closeness", "harmonic", "eigenvector", "katz", "katzNormalized", "effectiveSize")),
        "pairs": {name: pairs(drawn(seed, 14, 24, directed, False, False)) | {
            "edges": [[u, v] for u, v in drawn(seed, 14, 24, directed, False, False).edges()], "directed": directed, "nodes": 14}
            for name, seed, directed in (("undirected", 8, False), ("directed", 9, True))},
        "tails": {"zipf": {"values": zipf[:1500], **tail_fit(zipf[:1500])},
                  "logNormal": {"values": rounded[:1500], **tail_fit(rounded[:1500])},
                  "bitcoinotc": tail_fit([d for _, d in bitcoinotc.degree()])},
    }
    text = json.dumps(tidy(found), separators=(",", ":"), allow_nan=False)
    (pathlib.Path(__file__).parent / "network-measures.json").write_text(text + "\n", encoding="utf-8")
    print(len(text))


if __name__ == "__main__":
    main()
