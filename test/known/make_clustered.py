"""Tests of two groups whose values come from accounts that stand behind several of them: clustered.json.

    /path/to/python test/known/make_clustered.py

`robust`: statsmodels' OLS on the group with cov_type="cluster" (small-sample factor, Student's t with accounts - 1 degrees of freedom),
for many accounts of even activity, where permutation and bootstrap by account must come near it.
`permuted`: scipy's exact permutation_test, "samples" for people in both groups, "independent" on the means of accounts of equal size
(the same arrangements of whole accounts), and on ranks; the mixed cases by enumerating every arrangement of whole accounts and of values
within accounts of both groups, two-sided as scipy does it: twice the smaller of the one-sided.
"""
import itertools
import json
from pathlib import Path

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats

rng = np.random.default_rng(7)


def tidy(value):
    if isinstance(value, dict):
        return {key: tidy(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, range, np.ndarray)):
        return [tidy(one) for one in value]
    if isinstance(value, bool):
        return value
    return float(f"{value:.12g}") if isinstance(value, (float, np.floating)) else int(value)


def robust(a, accounts_a, b, accounts_b):
    y = np.concatenate([a, b])
    group = np.concatenate([np.ones(len(a)), np.zeros(len(b))])
    accounts = np.concatenate([accounts_a, accounts_b])
    fit = sm.OLS(y, sm.add_constant(group)).fit(cov_type="cluster", cov_kwds={"groups": accounts}, use_t=True)
    low, high = fit.conf_int()[1]
    return {"apart": not set(accounts_a) & set(accounts_b), "a": a, "accountsA": accounts_a, "b": b, "accountsB": accounts_b, "t": fit.tvalues[1], "p": fit.pvalues[1],
            "low": low, "high": high, "df": len(set(accounts)) - 1}


def clustered(n, accounts, shift, binary):
    which = rng.integers(0, accounts, n)
    own = rng.normal(0, 1, accounts)
    values = own[which] + rng.normal(shift, 1, n)
    return (values > 0).astype(float) if binary else np.round(values, 3), which


robust_cases = []
for accounts, shift, apart in ((150, 0.25, True), (120, 0.05, True), (150, 0.25, False)):
    a, of_a = clustered(4 * accounts, accounts, shift, True)
    b, of_b = clustered(4 * accounts, accounts, 0, True)
    robust_cases.append(robust(a, of_a, b, of_b + (accounts if apart else 0)))


def difference(x, y, axis=-1):
    return np.mean(x, axis=axis) - np.mean(y, axis=axis)


def case(a, of_a, b, of_b, p):
    return {"a": a, "accountsA": of_a, "b": b, "accountsB": of_b, "p": p}


def both(test):
    return {name: test(name) for name in ("greater", "less", "two-sided")}


permuted = []
x, y = np.round(rng.normal(0.5, 1, 11), 2), np.round(rng.normal(0, 1, 11), 2)
permuted.append({"of": "values, everyone in both", **case(x, range(11), y, range(11), both(lambda side: stats.permutation_test(
    (x, y), difference, permutation_type="samples", alternative=side, n_resamples=np.inf).pvalue))})
ranks = stats.rankdata(np.concatenate([x, y]))
u, v = ranks[:11], ranks[11:]
permuted.append({"of": "midranks, everyone in both", **case(u, range(11), v, range(11), both(lambda side: stats.permutation_test(
    (u, v), difference, permutation_type="samples", alternative=side, n_resamples=np.inf).pvalue))})
x, y = np.round(rng.normal(0.6, 1, (6, 3)), 2), np.round(rng.normal(0, 1, (7, 3)), 2)
permuted.append({"of": "whole accounts of three posts", **case(x.ravel(), np.repeat(range(6), 3), y.ravel(), np.repeat(range(10, 17), 3),
    both(lambda side: stats.permutation_test((x.mean(1), y.mean(1)), difference, alternative=side, n_resamples=np.inf).pvalue))})


def enumerated(a, of_a, b, of_b):
    values, accounts = np.concatenate([a, b]), np.concatenate([of_a, of_b])
    side = np.concatenate([np.ones(len(a), bool), np.zeros(len(b), bool)])
    rows = {one: np.flatnonzero(accounts == one) for one in dict.fromkeys(accounts.tolist())}
    whole = [one for one in rows if side[rows[one]].all() or not side[rows[one]].any()]
    mixed = [one for one in rows if one not in whole]
    in_a = sum(bool(side[rows[one]].all()) for one in whole)
    choices = [list(itertools.combinations(whole, in_a))]
    choices += [list(itertools.combinations(rows[one].tolist(), int(side[rows[one]].sum()))) for one in mixed]
    found = []
    for pick in itertools.product(*choices):
        now = np.zeros(len(values), bool)
        for one in pick[0]:
            now[rows[one]] = True
        for chosen in pick[1:]:
            now[list(chosen)] = True
        found.append(values[now].mean() - values[~now].mean())
    found, seen = np.array(found), a.mean() - b.mean()
    greater, less = np.mean(found >= seen - 1e-12), np.mean(found <= seen + 1e-12)
    return {"greater": greater, "less": less, "two-sided": min(1, 2 * min(greater, less))}


for seed in (1, 2):
    draw = np.random.default_rng(seed)
    of_a = np.array([0, 0, 1, 2, 2, 3, 3, 4, 5])
    of_b = np.array([3, 4, 4, 5, 6, 6, 7, 8, 8, 8])
    a, b = np.round(draw.normal(0.7, 1, len(of_a)), 2), np.round(draw.normal(0, 1, len(of_b)), 2)
    permuted.append({"of": "some in both, uneven numbers of posts", **case(a, of_a, b, of_b, enumerated(a, of_a, b, of_b))})

out = {
    "source": f"statsmodels {statsmodels.__version__} (OLS, cov_type='cluster', use_t), scipy {scipy.__version__} (permutation_test, exact)",
    "robust": robust_cases,
    "permuted": permuted,
}
lines = []
for key, value in out.items():
    plain = value if key == "source" else [{name: one if isinstance(one, str) else tidy(one) for name, one in entry.items()} for entry in value]
    lines.append(f"{json.dumps(key)}:{json.dumps(plain, separators=(',', ':'))}")
Path(__file__).with_name("clustered.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
