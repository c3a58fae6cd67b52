"""Makes vader-edge.json, krippendorff.json and kappa.json of this folder again.

    python make_opinions.py        with vaderSentiment 3.3.2, krippendorff, statsmodels, scikit-learn and numpy

vader-edge.json holds a sample of the texts of bench/peers/opinions.py, whose generator makes them; the others hold values of the
named packages on tables of Krippendorff's book and on random tables with missing values.
"""

import json
import random
import sys
from importlib.metadata import version
from pathlib import Path

import krippendorff
import numpy as np
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "bench" / "peers"))
import opinions  # noqa: E402


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=None, separators=(",", ":")).replace('{"text"', '\n{"text"').replace('{"name"', '\n{"name"') + "\n", encoding="utf-8")


def tool(*names):
    return ", ".join(f"{name} {version(name)}" for name in names) + f", Python {sys.version.split()[0]}"


def vader_edge():
    texts = [text for text in opinions.edge_cases(2000, 20261122) if len(text) < 300][:1200]
    return {
        "source": f"{tool('vaderSentiment')} on texts of bench/peers/opinions.py, edge_cases(2000, 20261122), the first 1,200 shorter than 300",
        "cases": [{"text": text, "scores": opinions.scores(text)} for text in texts],
    }


MISSING = None
# Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, section C and D: 12 units, 4 observers, missing values.
BOOK = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, MISSING, MISSING, MISSING],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, MISSING, 3],
    [MISSING, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, MISSING],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, MISSING],
]


def alphas(table):
    data = np.array([[np.nan if one is None else one for one in row] for row in table], float)
    return {level: float(krippendorff.alpha(reliability_data=data, level_of_measurement=level)) for level in ("nominal", "ordinal", "interval", "ratio")}


def alpha_tables():
    r = random.Random(5)
    tables = [{"name": "Krippendorff 2011, table with missing data; published: nominal .743, ordinal .815, interval .849, ratio .797", "table": BOOK}]
    for k in range(8):
        coders, units, values = r.randrange(2, 6), r.randrange(5, 30), r.randrange(2, 7)
        truth = [r.randrange(1, values + 1) for _ in range(units)]
        table = [[None if r.random() < 0.2 else (one if r.random() < 0.6 else r.randrange(1, values + 1)) for one in truth] for _ in range(coders)]
        tables.append({"name": f"random table {k}", "table": table})
    return {"source": tool("krippendorff"), "tables": [one | {"alpha": alphas(one["table"])} for one in tables]}


def kappas():
    r = random.Random(6)
    tables = []
    for k in range(6):
        coders, units, values = (2 if k < 3 else r.randrange(3, 6)), r.randrange(10, 40), r.randrange(2, 5)
        truth = [r.randrange(values) for _ in range(units)]
        table = [[one if r.random() < 0.6 else r.randrange(values) for one in truth] for _ in range(coders)]
        found = {"fleiss": float(fleiss_kappa(aggregate_raters(np.array(table).T)[0]))}
        if coders == 2:
            found["cohen"] = float(cohen_kappa_score(*table))
        tables.append({"name": f"random table {k}", "table": table, **found})
    return {"source": tool("scikit-learn", "statsmodels"), "tables": tables}


write("vader-edge.json", vader_edge())
write("krippendorff.json", alpha_tables())
write("kappa.json", kappas())
