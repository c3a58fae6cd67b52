"""Topics by tomotopy, gensim or scikit-learn on given tokens; the peer of bench/topics.ts.

    python topics.py tomotopy|gensim|scikit-learn|nmf TOKENS TOPICS ITERATIONS SEED

TOKENS: the number of terms, then one document a line as places of terms. Prints {"cpu": seconds of the fit alone, "topics": [[ten
places of terms]]}. tomotopy: one worker, prior of topics optimised as by default, so many iterations. gensim and scikit-learn
(variational, batches): 10 passes, their usual number, whatever ITERATIONS. nmf: scikit-learn on TF-IDF, random start, one thread, its
default tolerance; "error" is what is left, as a share of the matrix's own norm.
"""

import json
import os
import sys
import time
import warnings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
warnings.filterwarnings("ignore")


def main(peer, file, topics, iterations, seed):
    with open(file, encoding="utf-8") as lines:
        terms = int(next(lines))
        documents = [line.split() for line in lines]
    if peer == "tomotopy":
        import tomotopy
        model = tomotopy.LDAModel(k=topics, alpha=0.1, eta=0.01, seed=seed)
        for document in documents:
            if document:
                model.add_doc(document)
        model.train(0)
        begin = time.process_time()
        model.train(iterations, workers=1)
        cpu = time.process_time() - begin
        best = [[int(word) for word, _ in model.get_topic_words(k, top_n=10)] for k in range(topics)]
    elif peer == "gensim":
        from gensim.models import LdaModel
        corpus = [sorted((int(w), document.count(w)) for w in set(document)) for document in documents]
        begin = time.process_time()
        model = LdaModel(corpus, num_topics=topics, id2word={i: str(i) for i in range(terms)}, passes=10, random_state=seed)
        cpu = time.process_time() - begin
        best = [[int(word) for word, _ in model.show_topic(k, 10)] for k in range(topics)]
    else:
        import numpy as np
        from scipy.sparse import csr_matrix
        start = np.cumsum([0] + [len(document) for document in documents])
        places = np.array([int(word) for document in documents for word in document])
        counts = csr_matrix((np.ones(len(places)), places, start), shape=(len(documents), terms))
        counts.sum_duplicates()
        if peer == "nmf":
            from sklearn.decomposition import NMF
            from sklearn.feature_extraction.text import TfidfTransformer
            matrix = TfidfTransformer().fit_transform(counts)
            model = NMF(topics, init="random", random_state=seed)
        else:
            from sklearn.decomposition import LatentDirichletAllocation
            matrix = counts
            model = LatentDirichletAllocation(topics, max_iter=10, learning_method="online", random_state=seed)
        begin = time.process_time()
        model.fit(matrix)
        cpu = time.process_time() - begin
        best = [[int(j) for j in np.argsort(-row, kind="stable")[:10]] for row in model.components_]
    error = model.reconstruction_err_ / np.sqrt(matrix.multiply(matrix).sum()) if peer == "nmf" else None
    print(json.dumps({"cpu": cpu, "topics": best, "error": error}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
