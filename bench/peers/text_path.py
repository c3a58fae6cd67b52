"""From raw posts to topics as a Python analyst would do it: the yardstick of bench/text-path.ts.

    python text_path.py POSTS.ndjson [--rows N]

Normalising (html, unicodedata), language (py3langid), masking (re), near-duplicates (datasketch), lexicon sentiment
(vaderSentiment), TF-IDF and topics (scikit-learn). Prints one JSON line: seconds and processor seconds of each part.
"""

import argparse
import html
import json
import re
import resource
import time
import unicodedata

import datasketch
import py3langid.langid as langid
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

SPACE = re.compile(r"\s+")
ZERO_WIDTH = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
ELONGATED = re.compile(r"(\w)\1{2,}")
MASKS = [
    ("<url>", re.compile(r"https?://\S+|www\.\S+")),
    ("<email>", re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")),
    ("<mention>", re.compile(r"(?<![\w@])@\w+")),
    ("<ip>", re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")),
    ("<iban>", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b")),
    ("<card>", re.compile(r"\b(?:\d[ -]?){13,19}\b")),
    ("<phone>", re.compile(r"(?<!\w)\+?\d[\d ().-]{7,}\d\b")),
]
SHINGLE = 5
PERMUTATIONS = 128
THRESHOLD = 0.8
TOPICS = 20


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("posts")
    parser.add_argument("--rows", type=int)
    given = parser.parse_args()
    spent = {}
    started = time.perf_counter(), time.process_time()
    last = list(started)

    def done(name):
        now = time.perf_counter(), time.process_time()
        spent[name] = {"seconds": now[0] - last[0], "cpu": now[1] - last[1]}
        last[:] = now

    texts = []
    with open(given.posts, encoding="utf-8") as lines:
        for line in lines:
            texts.append(json.loads(line)["text"])
            if given.rows and len(texts) == given.rows:
                break
    done("read")
    clean = [
        ELONGATED.sub(r"\1\1", SPACE.sub(" ", ZERO_WIDTH.sub("", unicodedata.normalize("NFC", html.unescape(text))))).strip()
        for text in texts
    ]
    done("normalise")
    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    languages = [identifier.classify(text)[0] for text in clean]
    done("language")
    masked = []
    for text in clean:
        for mask, pattern in MASKS:
            text = pattern.sub(mask, text)
        masked.append(text)
    done("masking")
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    keep = []
    for place, text in enumerate(masked):
        lower = text.lower()
        shingles = {lower[i : i + SHINGLE].encode() for i in range(max(1, len(lower) - SHINGLE + 1))}
        signature = datasketch.MinHash(num_perm=PERMUTATIONS)
        signature.update_batch(shingles)
        if not index.query(signature):
            index.insert(place, signature)
            keep.append(place)
    done("near-duplicates")
    vader = SentimentIntensityAnalyzer()
    scores = [vader.polarity_scores(masked[i])["compound"] for i in keep if languages[i] == "en"]
    done("sentiment")
    vectorizer = TfidfVectorizer(min_df=5, max_df=0.4, stop_words="english", sublinear_tf=True)
    matrix = vectorizer.fit_transform(masked[i] for i in keep)
    done("tf-idf")
    model = NMF(TOPICS, init="nndsvd", random_state=1, max_iter=100)
    model.fit_transform(matrix)
    done("topics")
    print(
        json.dumps(
            {
                "rows": len(texts), "kept": len(keep), "scored": len(scores), "terms": matrix.shape[1], "parts": spent,
                "seconds": last[0] - started[0], "cpu": last[1] - started[1],
                "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


main()
