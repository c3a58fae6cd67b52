"""Text classifiers as an analyst would train them with scikit-learn: the yardstick for bench/classification.ts.

    python classification.py fit TRAIN.jsonl.gz words|both C          # processor seconds of features, fit and inference; objective
    python classification.py quality TRAIN.jsonl.gz DEV.jsonl.gz      # word 1-2 + char_wb 2-5, balanced classes, C chosen by cross-validation
    python classification.py trees MATRIX.json                        # histogram gradient boosting: log-loss on held-out rows, seconds

TRAIN and DEV hold `text` and `label`; several files are joined with a comma. Prints one JSON document.
"""

import gzip
import json
import os
import sys
import time

# Threads that wait for each other would count as work.
os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss, recall_score
from sklearn.model_selection import GridSearchCV, StratifiedKFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_union


def read(paths):
    rows = [json.loads(line) for path in paths.split(",") for line in gzip.open(path)]
    return [row["text"] for row in rows], np.array([row["label"] for row in rows])


def vectoriser(features):
    words = TfidfVectorizer(ngram_range=(1, 1) if features == "words" else (1, 2), min_df=2, sublinear_tf=True)
    if features == "words":
        return words
    return make_union(words, TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True))


def fit(path, features, c):
    texts, y = read(path)
    union = vectoriser(features)
    clock = [time.process_time()]
    x = union.fit_transform(texts)
    clock.append(time.process_time())
    model = OneVsRestClassifier(LogisticRegression(solver="liblinear", C=c)).fit(x, y)
    clock.append(time.process_time())
    model.predict_proba(union.transform(texts[:5000]))
    clock.append(time.process_time())
    model.predict_proba(union.transform(texts))
    clock.append(time.process_time())
    seconds = np.diff(clock)
    return {"features": seconds[0], "fit": seconds[1], "inference": seconds[2], "inferenceOfAll": seconds[3], "columns": x.shape[1], "entries": int(x.nnz)}


def quality(train, dev):
    texts, y = read(train)
    unseen, truth = read(dev)
    union = vectoriser("both")
    x = union.fit_transform(texts)
    # The usual criterion of the task decides between strengths, inside the training posts.
    search = GridSearchCV(
        OneVsRestClassifier(LogisticRegression(solver="liblinear", class_weight="balanced")),
        {"estimator__C": [0.5, 1, 2, 4, 8]},
        scoring="f1_macro",
        cv=StratifiedKFold(3, shuffle=True, random_state=1),
    ).fit(x, y)
    guess = search.predict(union.transform(unseen))
    return {
        "macroF1": f1_score(truth, guess, average="macro"),
        "macroRecall": recall_score(truth, guess, average="macro"),
        "unseenTrainingMacroF1": search.best_score_,
        "chosen": {key.split("__")[1]: value for key, value in search.best_params_.items()},
    }


def trees(path):
    given = json.load(open(path))
    index, y, first = given["index"], np.array(given["y"]), given["first"]
    x = csr_matrix((np.ones(len(index)), index, given["start"]), shape=(len(y), given["columns"]))
    # scikit-learn's trees take no sparse matrix; columns of zeros are left out before the clock starts.
    x = x[:, np.unique(index)].toarray()
    model = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.2, max_leaf_nodes=15, l2_regularization=1, min_samples_leaf=1, early_stopping=False
    )
    clock = time.process_time()
    model.fit(x[:first], y[:first])
    return {"seconds": time.process_time() - clock, "loss": log_loss(y[first:], model.predict_proba(x[first:]))}


if __name__ == "__main__":
    if sys.argv[1] == "trees":
        print(json.dumps(trees(sys.argv[2])))
    elif sys.argv[1] == "fit":
        print(json.dumps(fit(sys.argv[2], sys.argv[3], float(sys.argv[4]))))
    else:
        print(json.dumps(quality(sys.argv[2], sys.argv[3])))
