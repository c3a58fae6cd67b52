"""igraph's side of bench/communities.ts: python communities.py EDGES.bin NODES SEED

EDGES.bin holds pairs of 32-bit node numbers. Prints processor seconds and modularity of each method as JSON."""

import json
import random
import sys
import time

import igraph
import numpy

pairs = numpy.fromfile(sys.argv[1], dtype=numpy.int32).reshape(-1, 2)
graph = igraph.Graph(n=int(sys.argv[2]), edges=pairs)
random.seed(int(sys.argv[3]))
igraph.set_random_number_generator(random)
methods = {
    "louvain": lambda: graph.community_multilevel(),
    "leiden": lambda: graph.community_leiden(objective_function="modularity", n_iterations=2),
    "leiden to the end": lambda: graph.community_leiden(objective_function="modularity", n_iterations=-1),
}
if len(pairs) > 1_000_000:
    del methods["leiden to the end"]
out = []
for name, run in methods.items():
    before = time.process_time()
    found = run()
    seconds = time.process_time() - before
    out.append({"method": name, "seconds": seconds, "modularity": graph.modularity(found), "communities": len(found)})
print(json.dumps(out))
