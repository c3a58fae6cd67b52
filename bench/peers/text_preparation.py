"""Language identification, near duplicates and full-text ranking as a Python script would do them; CPU seconds as JSON.

    python text_preparation.py WORK INPUT.ndjson [QUERY]

WORK is language (py3langid), near-duplicates (datasketch MinHashLSH, 128 permutations, word triples, exact Jaccard check) or
search (rank-bm25). INPUT has a post a line with `text`, and `language` where it is known.
"""

import json
import re
import sys
import time

work, path = sys.argv[1:3]
posts = [json.loads(line) for line in open(path, encoding="utf-8")]
texts = [post["text"] for post in posts]
found = {}


def triples(text):
    words = re.findall(r"\w+", text.lower())
    size = min(3, len(words))
    return {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)} if words else set()


if work == "language":
    import py3langid.langid as langid

    langid.classify("load the model before the clock starts")
    started = time.process_time()
    labels = [langid.classify(text)[0] for text in texts]
    seconds = time.process_time() - started
    found = {"accuracy": sum(label == post.get("language") for label, post in zip(labels, posts)) / len(posts)}
elif work == "near-duplicates":
    from datasketch import MinHash, MinHashLSH

    started = time.process_time()
    index = MinHashLSH(threshold=0.8, num_perm=128)
    sets = []
    pairs = 0
    for i, text in enumerate(texts):
        own = triples(text)
        sets.append(own)
        if not own:
            continue
        sketch = MinHash(num_perm=128)
        sketch.update_batch([one.encode() for one in own])
        for j in index.query(sketch):
            if len(own & sets[j]) >= 0.8 * len(own | sets[j]):
                pairs += 1
        index.insert(i, sketch)
    seconds = time.process_time() - started
    found = {"pairs": pairs}
else:
    from rank_bm25 import BM25Okapi

    started = time.process_time()
    model = BM25Okapi([re.findall(r"\w+", text.lower()) for text in texts], k1=1.2)
    scores = model.get_scores(sys.argv[3].lower().split())
    best = scores.argsort()[::-1][:100]
    seconds = time.process_time() - started
    found = {"best": float(scores[best[0]])}

print(json.dumps({"work": work, "posts": len(texts), "seconds": seconds, **found}))
