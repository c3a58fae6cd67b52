"""Makes topics.json: reference values for topics and clusters from gensim, scikit-learn, scipy.

    python make_topics.py          Python 3.11 with gensim 4.4.0, scikit-learn 1.9.1, scipy 1.17.1, numpy

Nothing here is used by the product: these are independent opinions to hold it against.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel
from scipy.special import digamma
from scipy.sparse.linalg import svds
from sklearn.cluster import HDBSCAN
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfTransformer

random = np.random.default_rng(11)


def coherence():
    """Documents in which every judged pair meets, so that gensim's added 1e-12 does not matter."""
    words = [f"w{i}" for i in range(12)]
    documents = []
    for _ in range(60):
        kept = random.random(12) < random.choice([0.25, 0.5, 0.75])
        document = [word for word, keep in zip(words, kept) if keep]
        documents.append(document + list(random.choice(document, 2)) if document else ["other"])
    topics = [list(random.choice(words, 5, replace=False)) for _ in range(6)]
    sets = [set(document) for document in documents]
    assert all(any(a in s and b in s for s in sets) for topic in topics for a in topic for b in topic)
    dictionary = Dictionary(documents)
    values = CoherenceModel(topics=topics, texts=documents, dictionary=dictionary, coherence="c_npmi", window_size=1000, processes=1).get_coherence_per_topic()
    return {"documents": [" ".join(map(str, d)) for d in documents], "topics": [[str(w) for w in t] for t in topics], "npmi": [float(v) for v in values]}


def dirichlet():
    """Minka's fixed point with scipy's digamma, 20 rounds from .1."""
    truth = np.array([0.9, 0.3, 0.05, 0.6])
    counts = [random.multinomial(random.integers(1, 40), random.dirichlet(truth)) for _ in range(200)]
    alpha = np.full(4, 0.1)
    n = np.array(counts)
    for _ in range(20):
        above = (digamma(n + alpha) - digamma(alpha)).sum(0)
        below = (digamma(n.sum(1) + alpha.sum()) - digamma(alpha.sum())).sum()
        alpha = alpha * above / below
    return {"counts": n.tolist(), "alpha": alpha.tolist()}


def density():
    cases = []
    for centres, spread, noise, least, neighbours in [
        ([(0, 0), (6, 0), (3, 6)], 0.7, 25, 8, 5),
        ([(0, 0), (3, 3)], 0.5, 40, 10, 5),
        ([(0, 0), (0, 4), (5, 0), (5, 4)], 0.6, 10, 5, 3),
    ]:
        points = np.vstack([random.normal(c, spread * (1 + i / 2), (30, 2)) for i, c in enumerate(centres)] + [random.uniform(-3, 9, (noise, 2))])
        points = np.round(points[random.permutation(len(points))], 4)
        labels = HDBSCAN(min_cluster_size=least, min_samples=neighbours, algorithm="brute", copy=True).fit(points).labels_
        cases.append({"points": points.tolist(), "leastSize": least, "neighbours": neighbours, "labels": labels.tolist()})
    return cases


def singular():
    matrix = np.round(np.where(random.random((60, 40)) < 0.2, random.gamma(1, 2, (60, 40)), 0), 3)
    u, s, _ = svds(matrix, k=6)
    order = np.argsort(-s)
    return {"matrix": matrix.tolist(), "singular": s[order].tolist(), "u": u[:, order].tolist()}


def factorisation():
    """Short posts of eight themes among 160 words, weighted; what NMF's own default tolerance leaves, from six starts."""
    themes = random.dirichlet(np.full(160, 0.05), 8)
    common = random.dirichlet(np.full(160, 0.3))
    mixed = [random.dirichlet(np.full(8, 0.2)) @ themes for _ in range(500)]
    counts = np.array([random.multinomial(random.integers(5, 14), 0.7 * mix + 0.3 * common) for mix in mixed])
    matrix = np.round(TfidfTransformer().fit_transform(counts).toarray(), 4)
    starts = [NMF(8, init="random", random_state=seed).fit(matrix) for seed in range(6)]
    rows = [[[int(j), float(row[j])] for j in np.flatnonzero(row)] for row in matrix]
    return {"columns": 160, "rank": 8, "rows": rows, "errors": [float(one.reconstruction_err_) for one in starts]}


if __name__ == "__main__":
    made = {
        "source": ", ".join(f"{name} {version(name)}" for name in ("gensim", "scikit-learn", "scipy", "numpy")) + f", Python {sys.version.split()[0]}",
        "coherence": coherence(),
        "dirichlet": dirichlet(),
        "density": density(),
        "singular": singular(),
        "factorisation": factorisation(),
    }
    (Path(__file__).parent / "topics.json").write_text(json.dumps(made, separators=(",", ":")) + "\n")
