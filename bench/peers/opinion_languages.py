"""Emotion, toxicity, sarcasm and stance of other languages with scikit-learn: the yardstick for bench/opinion-languages.ts.

    python opinion_languages.py FOLDER [NAME]    # TF-IDF of words 1-2 and char_wb 2-5, logistic regression, balanced classes, C = 1

FOLDER is made by opinion_corpora.py. Trains on the posts of the train part that have one label; prints macro-F1 on the test part, where a
guess is right if it is one of a post's labels.
"""

import glob
import json
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union

FEELINGS = ["anger", "disgust", "fear", "joy", "sadness", "surprise"]
COUNTED = {"emotion": FEELINGS, "toxicity": ["toxic", "not toxic"], "sarcasm": ["sarcastic"], "stance": ["favour", "against"]}


def f1(rows, guess, name):
    meant, said = [name in row["labels"] for row in rows], [one == name for one in guess]
    return 2 * sum(a and b for a, b in zip(meant, said)) / max(1, sum(meant) + sum(said))


folder, start = sys.argv[1], (sys.argv[2:] or [""])[0]
for file in sorted(glob.glob(f"{folder}/{start}*.jsonl")):
    name = os.path.basename(file)[:-6]
    rows = [json.loads(line) for line in open(file, encoding="utf8")]
    train = [row for row in rows if row["part"] == "train" and len(row["labels"]) == 1]
    test = [row for row in rows if row["part"] == "test"]
    if not train:
        continue
    terms = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
    )
    model = OneVsRestClassifier(LogisticRegression(solver="liblinear", C=1, class_weight="balanced"))
    fitted = make_pipeline(terms, model).fit([row["text"] for row in train], [row["labels"][0] for row in train])
    guess = fitted.predict([row["text"] for row in test])
    counted = COUNTED[name.split("-")[0]]
    print(name, f"{sum(f1(test, guess, one) for one in counted) / len(counted):.3f}", flush=True)
