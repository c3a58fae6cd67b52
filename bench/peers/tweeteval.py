"""TweetEval with scikit-learn, as an analyst would: the yardstick for bench/tweeteval.ts.

    python tweeteval.py FOLDER [test|val]        # TF-IDF of words 1-2 and char_wb 2-5, logistic regression, balanced classes, C = 1

FOLDER is `datasets` of https://github.com/cardiffnlp/tweeteval. Prints a line a task: TweetEval's own metric.
"""

import os
import re
import sys

os.environ["OMP_NUM_THREADS"] = "1"

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union

# Folders, and the classes whose F1 is averaged.
TASKS = {
    "emotion": (["emotion"], [0, 1, 2, 3]),
    "irony": (["irony"], [1]),
    "offensive": (["offensive"], [0, 1]),
    "hate": (["hate"], [0, 1]),
    "stance": ([f"stance/{one}" for one in ("abortion", "atheism", "climate", "feminist", "hillary")], [1, 2]),
}


def read(folder, part, split):
    lines = lambda kind: open(f"{folder}/{part}/{split}_{kind}.txt", encoding="utf8").read().rstrip().split("\n")
    texts = lines("text")
    if part == "irony":  # the hashtags that the test part was collected by, and that train and val lack
        texts = [re.sub(r"(?i)#(?:irony|ironic|sarcasm|sarcastic|not)\b", " ", one) for one in texts]
    return texts, [int(one) for one in lines("labels")]


def score(folder, part, split, counted):
    texts, y = read(folder, part, "train")
    unseen, truth = read(folder, part, split)
    terms = make_union(
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True),
    )
    model = OneVsRestClassifier(LogisticRegression(solver="liblinear", C=1, class_weight="balanced"))
    guess = make_pipeline(terms, model).fit(texts, y).predict(unseen)
    return f1_score(truth, guess, labels=counted, average="macro")


folder, split = sys.argv[1], (sys.argv[2:] or ["test"])[0]
for name, (parts, counted) in TASKS.items():
    scores = [score(folder, part, split, counted) for part in parts]
    print(name, f"{sum(scores) / len(scores):.3f}", flush=True)
