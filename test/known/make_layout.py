"""What networkx and igraph read in layout.gexf and layout.graphml beside this file: writes layout.json.

    python make_layout.py FOLDER_OF_XSD        # specs/1.3 of github.com/gephi/gexf; needs lxml

The two files are what drawn-files.test.ts says is written. The published schema declares colour, position and size in GEXF's own
namespace, although its primer, Gephi and networkx have them in that of `viz`: they are put there for the validation alone.
"""
import json
import pathlib
import sys

import igraph
import networkx as nx
from lxml import etree

here = pathlib.Path(__file__).parent


def valid(folder):
    schema = etree.XMLSchema(etree.parse(str(pathlib.Path(folder) / "gexf.xsd")))
    text = (here / "layout.gexf").read_text(encoding="utf-8")
    text = text.replace(' xmlns:viz="http://gexf.net/1.3/viz"', "").replace("<viz:", "<")
    schema.assertValid(etree.fromstring(text.encode()))
    return True


def seen(graph):
    return {"directed": graph.is_directed(), "nodes": [data for _, data in graph.nodes(data=True)],
            "edges": [[list(graph).index(u), list(graph).index(v), data] for u, v, data in graph.edges(data=True)]}


def main():
    other = igraph.Graph.Read_GraphML(str(here / "layout.graphml"))
    found = {
        "source": f"networkx {nx.__version__}, igraph {igraph.__version__}, GEXF schema 1.3",
        "valid": valid(sys.argv[1]),
        "gexf": seen(nx.read_gexf(here / "layout.gexf", version="1.3")),
        "graphml": seen(nx.read_graphml(here / "layout.graphml")),
        "igraph": {"directed": other.is_directed(), "nodes": [one.attributes() for one in other.vs],
                   "edges": [[*one.tuple, one.attributes()] for one in other.es]},
    }
    (here / "layout.json").write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


main()
