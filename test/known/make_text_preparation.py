"""Reference values for search, keywords and collocations, by tools that we did not write.

    python make_text_preparation.py > text-preparation.json

rank-bm25 0.2.2, scikit-learn, scipy, nltk. Texts are ours; terms are split at spaces.
"""

import json
import random
from importlib.metadata import version

from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from rank_bm25 import BM25Okapi
from scipy.stats import chi2_contingency, power_divergence
from sklearn.feature_extraction.text import TfidfVectorizer

rng = random.Random(7)
words = "river bridge storm train delay music coffee light window garden phone battery screen ticket doctor school".split()
texts = []
for _ in range(40):
    texts.append(" ".join(rng.choice(words[: rng.randint(4, len(words))]) for _ in range(rng.randint(3, 14))))
tokens = [text.split() for text in texts]

queries = ["school doctor", "phone screen window", "ticket"]
bm25 = []
for k1, b in ((1.2, 0.75), (1.5, 0.5)):
    model = BM25Okapi(tokens, k1=k1, b=b)
    for query in queries:
        if any(model.idf[term] <= 0 for term in query.split()):
            continue  # rank-bm25 replaces negative weights, the formula of the paper does not
        bm25.append({"k1": k1, "b": b, "query": query, "scores": [float(one) for one in model.get_scores(query.split())]})

vectors = TfidfVectorizer(analyzer=str.split).fit(texts)
matrix = vectors.transform(texts)
cosine = [float(one) for one in (matrix @ vectors.transform(["storm coffee coffee light unknown"]).T).toarray()[:, 0]]

keyness = []
for count, size, other, other_size in ((120, 10_000, 30, 12_000), (5, 900, 0, 4_000), (0, 900, 7, 4_000), (3, 50_000, 3, 49_000)):
    four = chi2_contingency([[count, other], [size - count, other_size - other]], correction=False, lambda_="log-likelihood")
    expected = [size * (count + other) / (size + other_size), other_size * (count + other) / (size + other_size)]
    two = float(power_divergence([count, other], expected, lambda_="log-likelihood").statistic)
    keyness.append({"count": count, "size": size, "referenceCount": other, "referenceSize": other_size, "four": float(four.statistic), "two": two, "p": float(four.pvalue)})

finder = BigramCollocationFinder.from_documents(tokens)
measures = BigramAssocMeasures()
pmi = dict(finder.score_ngrams(measures.pmi))
ratio = dict(finder.score_ngrams(measures.likelihood_ratio))
collocations = [
    {"pair": list(pair), "count": count, "pmi": float(pmi[pair]), "g2": float(ratio[pair])}
    for pair, count in sorted(finder.ngram_fd.items()) if count >= 3
]

print(json.dumps({
    "source": {name: version(name) for name in ("rank-bm25", "scikit-learn", "scipy", "nltk")},
    "texts": texts,
    "bm25": bm25,
    "cosine": {"query": "storm coffee coffee light unknown", "scores": cosine},
    "keyness": keyness,
    "collocations": collocations,
}, indent=1))
