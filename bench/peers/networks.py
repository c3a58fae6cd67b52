"""Network measures of igraph and networkx on an edge list: CPU seconds of each repeat as JSON.

networks.py igraph|networkx TASK FILE directed|undirected REPEATS
"""
import json
import sys
import time


def read(tool, path, directed):
    with open(path, encoding="utf-8") as file:
        pairs = {}
        for line in file:
            if line[0] in "#%":
                continue
            u, v = line.split()[:2]
            u, v = int(u), int(v)
            pairs[(u, v) if directed or u < v else (v, u)] = None
    if tool == "igraph":
        import igraph
        return igraph.Graph(n=1 + max(max(one) for one in pairs), edges=list(pairs), directed=directed)
    import networkx as nx
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_edges_from(pairs)
    return graph


def sample(nodes):
    return [nodes[i * (len(nodes) // 200)] for i in range(200)]


def tasks(tool):
    if tool == "igraph":
        return {
            "read": lambda graph: None,
            "pagerank": lambda graph: graph.pagerank(),
            "betweenness": lambda graph: graph.betweenness(),
            "betweenness-sampled": lambda graph: graph.betweenness(sources=sample(range(graph.vcount()))),
            "closeness": lambda graph: graph.closeness(mode="in"),
            "triangles": lambda graph: graph.transitivity_local_undirected(),
            "core": lambda graph: graph.coreness(),
            "constraint": lambda graph: graph.constraint(),
            "components": lambda graph: graph.connected_components(mode="weak").membership,
        }
    import networkx as nx
    return {
        "pagerank": lambda graph: nx.pagerank(graph, tol=1e-12, max_iter=1000),
        "betweenness": lambda graph: nx.betweenness_centrality(graph, normalized=False),
        "betweenness-sampled": lambda graph: nx.betweenness_centrality_subset(graph, sample(list(graph)), list(graph)),
        "closeness": nx.closeness_centrality,
        "triangles": lambda graph: nx.average_clustering(graph.to_undirected()),
        "core": nx.core_number,
        "constraint": nx.constraint,
        "components": lambda graph: list(nx.weakly_connected_components(graph) if graph.is_directed() else nx.connected_components(graph)),
    }


def main():
    tool, task, path, direction, repeats = sys.argv[1:]
    graph = read(tool, path, direction == "directed")
    run = tasks(tool)[task]
    seconds = []
    for _ in range(int(repeats)):
        start = time.process_time()
        run(graph)
        seconds.append(time.process_time() - start)
    print(json.dumps(seconds))


main()
