"""igraph's side of bench/communities.ts.

python communities.py lfr OUT NODES EDGES_EACH MIXING SEED    writes networkx' LFR graph as pairs of 32-bit node numbers
python communities.py serve FILE NODES DIRECTED EDGES          one graph; answers each line of standard input, a request as JSON

FILE holds sources, then targets (32-bit), then weights (64-bit). Clocks are of the search alone: processor seconds."""

import json
import random
import sys
import time

import igraph
import networkx
import numpy


def lfr(out, nodes, each, mixing, seed):
    graph = networkx.LFR_benchmark_graph(int(nodes), 2.5, 1.5, float(mixing), average_degree=int(each), max_degree=int(each) * 8,
                                         min_community=20, max_community=500, max_iters=2000, seed=int(seed))
    edges = [(a, b) for a, b in graph.edges if a != b]
    numpy.array(edges, dtype=numpy.int32).tofile(out)


def serve(file, nodes, directed, edges):
    m = int(edges)
    raw = numpy.fromfile(file, dtype=numpy.uint8)
    ends = raw[: 8 * m].view(numpy.int32).reshape(2, m).T
    weights = raw[8 * m :].view(numpy.float64)
    graph = igraph.Graph(n=int(nodes), edges=ends, directed=directed == "true")
    weights = None if (weights == 1).all() else weights.tolist()
    for line in sys.stdin:
        request = json.loads(line)
        random.seed(request["seed"])
        igraph.set_random_number_generator(random)
        before = time.process_time()
        if request["method"] == "louvain":
            found = graph.community_multilevel(weights=weights)
        else:
            found = graph.community_leiden(objective_function="modularity", weights=weights, n_iterations=request["iterations"])
        seconds = time.process_time() - before
        modularity = graph.modularity(found, weights=weights, directed=graph.is_directed())
        print(json.dumps({"seconds": seconds, "modularity": modularity, "communities": len(found)}), flush=True)


{"lfr": lfr, "serve": serve}[sys.argv[1]](*sys.argv[2:])
