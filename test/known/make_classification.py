"""Writes classification.json: what scikit-learn and scipy say of a small data set. python make_classification.py"""

import json
import warnings

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize
from sklearn.calibration import _sigmoid_calibration
from sklearn.feature_selection import chi2
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import mutual_info_score
from sklearn.naive_bayes import MultinomialNB
from sklearn.svm import LinearSVC

warnings.filterwarnings("ignore")
rng = np.random.default_rng(7)
centres = rng.normal(size=(3, 6))
y = np.repeat([0, 1, 2], [40, 25, 15])
x = np.where(rng.random((80, 6)) < 0.7, centres[y] + rng.normal(size=(80, 6)), 0).round(3)
counts = rng.poisson(np.exp(centres[y] / 2)).astype(int)
scores = (x @ centres.T / 2).round(4)


def sparse(ratio, k):
    # saga needs thousands of passes for ten digits; its objective is then the reference for the weights too.
    fit = LogisticRegression(penalty="elasticnet", l1_ratio=ratio, C=0.5, solver="saga", tol=1e-13, max_iter=500000, random_state=0)
    fit.fit(x, (y == k).astype(int))
    return {"ratio": ratio, "class": k, "coefficients": fit.coef_[0].tolist(), "intercept": float(fit.intercept_[0])}


def svm(k):
    fit = LinearSVC(C=0.5, tol=1e-12, max_iter=10000000, random_state=0).fit(x, (y == k).astype(int))
    return {"class": k, "coefficients": fit.coef_[0].tolist(), "intercept": float(fit.intercept_[0])}


def log_loss(theta):
    z = theta[0] * scores + (np.append(theta[1:], [0] * (4 - len(theta))) if len(theta) > 1 else 0)
    return float((np.log(np.exp(z).sum(1)) - z[np.arange(80), y]).sum())


bayes = MultinomialNB(alpha=0.5).fit(counts, y)
isotonic = IsotonicRegression(out_of_bounds="clip").fit(scores[:, 0], (y == 0).astype(float))
grid = np.linspace(scores[:, 0].min() - 1, scores[:, 0].max() + 1, 25)
a, b = _sigmoid_calibration(scores[:, 1], (y == 1).astype(int))
temperature = minimize(log_loss, [1.0], tol=1e-12)
biased = minimize(log_loss, [1.0, 0, 0, 0], tol=1e-12)

# The best class is right seldom unless it leads by far, and else it is the worst one: what one temperature cannot say.
skewed = (2 * rng.normal(size=(600, 3))).round(2)
order = skewed.argsort(1)
lead = skewed.max(1) - np.sort(skewed, 1)[:, 1]
skewed_y = np.where(rng.random(600) < 0.35 + 0.6 * (lead > 2), order[:, 2], order[:, 0])


def softmax(z):
    e = np.exp(z)
    return e / e.sum(1, keepdims=True)


def top_label():
    """Gupta & Ramdas 2022: a sigmoid on the log-odds of the best class, of each class its own, drawn to that of all by a ridge."""
    t = minimize(lambda t: -np.log(softmax(t * skewed)[np.arange(600), skewed_y]).sum(), [1.0], tol=1e-12).x[0]
    stated = softmax(t * skewed)
    top = stated.argmax(1)
    log_odds = np.log(stated.max(1) / (1 - stated.max(1)))
    sign = np.where(top == skewed_y, 1, -1)
    logit = lambda w: (w[0] + w[2:5][top]) * log_odds + w[1] + w[5:][top]
    start = np.array([1.0] + [0.0] * 7)
    ridge = np.array([1e-3] * 2 + [0.3] * 6)
    loss = lambda w: np.logaddexp(0, -sign * logit(w)).mean() + (ridge * (w - start) ** 2).sum() / 2
    w = minimize(loss, start, tol=1e-12).x
    return {
        "scores": skewed.tolist(),
        "y": skewed_y.tolist(),
        "probability": (1 / (1 + np.exp(-logit(w)))).round(6).tolist(),
    }


def odds(k):
    fit = MultinomialNB(alpha=0.1).fit(counts, (y == k).astype(int))
    return (fit.feature_log_prob_[1] - fit.feature_log_prob_[0]).tolist()


json.dump(
    {
        "source": f"scikit-learn {sklearn.__version__}, scipy {scipy.__version__}; made by make_classification.py",
        "x": x.tolist(),
        "y": y.tolist(),
        "counts": counts.tolist(),
        "scores": scores.tolist(),
        "elasticNet": [sparse(r, k) for r in (1.0, 0.5) for k in (0, 2)],
        "svm": [svm(k) for k in range(3)],
        "naiveBayes": {"alpha": 0.5, "logProbability": bayes.feature_log_prob_.tolist(), "logPrior": bayes.class_log_prior_.tolist()},
        "logOdds": [odds(k) for k in range(3)],
        "chi2": chi2(counts, y)[0].tolist(),
        "mutualInformation": [float(mutual_info_score(counts[:, j] > 0, y)) for j in range(6)],
        "isotonic": {"at": grid.tolist(), "probability": isotonic.predict(grid).tolist()},
        "platt": {"slope": -float(a), "intercept": -float(b)},
        "temperature": {"slope": float(temperature.x[0]), "loss": log_loss(temperature.x)},
        "topLabel": top_label(),
        "temperatureBias": {"slope": float(biased.x[0]), "loss": log_loss(biased.x)},
    },
    open("classification.json", "w"),
    separators=(",", ":"),
)
