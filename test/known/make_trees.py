"""Writes trees.json: what scikit-learn's histogram gradient boosting and permutation importance say of small data. python make_trees.py"""

import json

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(5)


def made(rows, classes):
    # Counts, most of them 0, two of the columns with values on both sides of 0; the class hangs on an interaction.
    x = rng.poisson(np.linspace(1.5, 0.3, 10), size=(rows, 10)).astype(float)
    x[:, 8] = rng.normal(size=rows).round(1)
    x[:, 9] = np.where(rng.random(rows) < 0.6, 0, rng.normal(size=rows).round(2))
    strength = np.stack([x[:, 0] * (x[:, 8] > 0), x[:, 1] + x[:, 9], 1.2 - x[:, 2] * 0.5], axis=1)[:, :classes]
    return x, (strength + rng.gumbel(size=strength.shape) * 0.4).argmax(1)


def boosted(rows, classes, leaves, penalty, balanced):
    x, y = made(rows, classes)
    fit = HistGradientBoostingClassifier(
        learning_rate=0.2,
        max_iter=12,
        max_leaf_nodes=leaves,
        min_samples_leaf=1,
        l2_regularization=penalty,
        early_stopping=False,
        class_weight="balanced" if balanced else None,
    ).fit(x, y)
    trees = [
        [
            [int(node["feature_idx"]), float(node["num_threshold"])]
            for node in predictor.nodes
            if not node["is_leaf"]
        ]
        for predictor in fit._predictors[0]
    ]
    return {
        "classes": classes,
        "leaves": leaves,
        "penalty": penalty,
        "balanced": balanced,
        "x": x.tolist(),
        "y": y.tolist(),
        "probabilities": fit.predict_proba(x).tolist(),
        "firstTrees": trees,
    }


def permuted():
    x, y = made(150, 3)
    x, unseen, y, truth = x[:100], x[100:], y[:100], y[100:]
    fit = LogisticRegression(C=1.0).fit(x, y)
    found = permutation_importance(fit, unseen, truth, scoring="balanced_accuracy", n_repeats=4000, random_state=0)
    return {
        "x": unseen.tolist(),
        "y": truth.tolist(),
        "coefficients": fit.coef_.tolist(),
        "intercepts": fit.intercept_.tolist(),
        "mean": found.importances_mean.tolist(),
        "deviation": found.importances_std.tolist(),
        "repeats": 4000,
    }


json.dump(
    {
        "source": f"scikit-learn {sklearn.__version__}; made by make_trees.py",
        # So few leaves that no two questions are equally good: which of them is asked would then hang on the last digit.
        "boosted": [boosted(200, 3, 5, 0.5, False), boosted(200, 2, 8, 0.0, False), boosted(150, 3, 4, 2.0, True)],
        "permutation": permuted(),
    },
    open("trees.json", "w"),
    separators=(",", ":"),
)
