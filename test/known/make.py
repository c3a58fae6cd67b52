"""Makes the reference values of this folder again, from the tools and papers that each file names.

    python make.py DATA_FOLDER [FILE_STEM ...]      e.g.  python make.py ../../../shared/data merkle jcs

Python 3.11 with the packages of VERSIONS below; `note` also needs Go (its program is at the end of this file).
Each function returns the content of one JSON file of the same name ('-' for '_'). Nothing here is used by the
product: these are independent opinions to hold it against. Where a value can be had by two roads, the script takes
both and stops if they differ, so a file that was written has been checked.
"""

import base64
import gzip
import hashlib
import itertools
import json
import math
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
VERSIONS = {
    "vaderSentiment": "3.3.2", "networkx": "3.6.1", "lifelines": "0.30.3", "scipy": "1.17.1", "statsmodels": "0.15.0",
    "scikit-learn": "1.9.1", "gensim": "4.4.0", "numpy": "2.4.6", "mpmath": "1.4.1", "rfc8785": "0.1.4",
    "cryptography": "50.0.2", "pandas": "2.3.3",
}
GO_MOD = "v0.42.0"  # golang.org/x/mod


def tool(*names):
    return ", ".join(f"{name} {version(name)}" for name in names) + f", Python {sys.version.split()[0]}"


def tidy(value):
    """Plain JSON values: floats to 12 significant digits, -0 to 0, NaN and infinities to null."""
    if isinstance(value, dict):
        return {str(key): tidy(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return tidy(value.tolist())
    if isinstance(value, (list, tuple)):
        return [tidy(item) for item in value]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        if not math.isfinite(value):
            return None
        short = float(f"{value:.12g}")
        return int(short) if short == int(short) and abs(short) < 2**53 else short
    return value


def same(a, b, what, tolerance=1e-9):
    """The second road: stops where two ways to the same value differ."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    if a.shape != b.shape or not np.allclose(a, b, rtol=tolerance, atol=tolerance):
        raise SystemExit(f"{what}: {a} is not {b}")


# --------------------------------------------------------------------------------------------------------- VADER

def vader_scores(analyzer, text):
    scores = analyzer.polarity_scores(text)
    return [scores[key] + 0.0 for key in ("neg", "neu", "pos", "compound")]  # + 0.0: -0.0 becomes 0.0


def vader_tweets(data):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    analyzer = SentimentIntensityAnalyzer()
    with gzip.open(data / "sentiment/vader-tweets.jsonl.gz", "rt", encoding="utf-8", newline="\n") as file:
        texts = [json.loads(line)["text"] for line in file]
    return {
        "source": f"{tool('vaderSentiment')}: SentimentIntensityAnalyzer().polarity_scores(text)",
        "made": "Every tweet of sentiment/vader-tweets.jsonl.gz, in file order: [neg, neu, pos, compound]; "
                "-0 written as 0. The texts are left out on purpose.",
        "count": len(texts),
        "scores": [vader_scores(analyzer, text) for text in texts],
    }


def vader_sentence_list():
    """Sentences made up for this file; each group aims at one branch of vaderSentiment 3.3.2."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE
    lines = []
    # Each negation, each booster and dampener once. 'doubt' is in the lexicon itself.
    lines += [f"The soup {word} good today" for word in NEGATE]
    lines += [f"This is {word} bad" if i % 2 else f"This is {word} good" for i, word in enumerate(BOOSTER_DICT)]
    # Plain, and one, two and three words back; the fourth is out of reach.
    lines += [
        "The meal was good.", "The meal was bad.", "The table is wooden.", "not good", "not very good",
        "not a very good meal", "not at all a very good meal", "very good", "very the good", "very the the good",
        "very the the the good", "barely good", "barely the good", "barely the the good", "barely the the the good",
        "very bad", "very the bad", "very the the bad", "extremely very really good", "slightly very good",
        "not not good", "not never not good", "It isn't good", "It isn't very good", "It isn't a very good one",
        "It is not bad at all", "Nobody said it wasn't horrible", "I don't hate it", "I dont hate it",
        "xn't good", "mayn't be great", "N'T good", "Isn't it great?", "NOT good", "NOT GOOD", "not GOOD",
    ]
    # never so / never this, without doubt; with the odd third branch ("so" or "this" alone amplifies there).
    lines += [
        "never so good", "never this good", "never so very good", "never this very good", "never been so good",
        "never been this good", "I have never so much enjoyed it", "always been so good", "was quite so good",
        "was it this good", "it was so fairly good", "it was this utterly bad", "so good", "this good", "so bad",
        "never so bad", "never bad", "never a good", "never once a good", "without doubt good", "without doubt bad",
        "without doubt a good film", "without a doubt good", "without any doubt good", "without good", "without a good",
        "Without doubt, an excellent idea.", "without question excellent", "doubt good", "no doubt good",
    ]
    # "no" as a word of its own, before a lexicon word, further back, and with or/nor.
    lines += [
        "no", "No.", "no problem", "no good", "no very good", "no the good", "no the the good", "no love or joy",
        "no love nor joy", "no fun or any joy", "no way this is good", "There is no good news", "NO good", "no NO no",
        "say no", "no table", "oh no the bad thing", "no bad or ugly things", "no x or good", "no x nor good",
        "no x and good",
    ]
    # least, at least, very least
    lines += [
        "least good", "the least good", "at least good", "very least good", "At least it is good", "LEAST bad one",
        "the least bad choice", "At least, great", "at the very least happy", "the least very good", "least",
        "Not the least happy", "it was least of all good",
    ]
    # but: none, one, several, first, last, upper case, beside equal values (list.index finds the first equal one)
    lines += [
        "good but bad", "bad but good", "good, but bad", "but good", "good but", "But", "good BUT bad",
        "good but bad but good", "good good but good", "good but good", "bad good but good bad", "table but chair",
        "good table bad but good table bad good", "great, but it is not great and not bad", "love but table love",
        "nice but good but nice but good", "The plot was fine, but the end is dreadful!", "good however bad",
        "good butter bad", "great but great but great",
    ]
    # idioms and special cases, at each place in the sentence and too early for the check (fewer than 3 words before)
    lines += [
        "the shit", "this is the shit", "they are really the shit", "the bomb", "that party was the bomb",
        "it was so the bomb", "what a bad ass", "he is a real bad ass", "she is truly quite badass", "badass",
        "we met at the bus stop", "at a bus stop we felt bad", "yeah right", "oh well then yeah right",
        "well oh yeah right then", "it was the kiss of death", "this one is a kiss of death for us", "kiss of death",
        "that cake is to die for", "a view to die for", "cakes here are to die for", "to die for",
        "feel my beating heart", "there is a beating heart in it", "beating heart", "the crowd found it bad ass",
        "you say it is bad ass love", "some say yeah right love", "the kiss of death love",
        "a to die for love", "the shit they love", "in a bus stop love", "hand to mouth", "break a leg",
        "cut the mustard", "he has the upper hand", "she is under the weather", "blowing smoke again",
        "kind of good", "this is kind of good", "it is sort of good", "it is sort of a good", "it was just enough good",
        "it is kind of a bad one", "KIND of good", "kind of", "be kind", "be kind to me", "of a kind of love",
        "he is kind of great and kind of bad", "sort of great", "we felt just enough of love",
    ]
    # punctuation: 1 to 5 "!", 1 to 5 "?", on positive, negative and neutral text, alone and mixed, far apart
    lines += [f"good{'!' * n}" for n in range(1, 6)] + [f"bad{'!' * n}" for n in range(1, 6)]
    lines += [f"good{'?' * n}" for n in range(1, 6)] + [f"bad{'?' * n}" for n in (2, 3, 4)]
    lines += [
        "table!!!", "table???", "good?!", "good?!?!", "g!o!o!d", "!good!", "!!! good ???", "good but bad!!!",
        "love hate", "love hate!!!", "! ? ! ?", "!", "?", "...", "!!!!!", "- -", ".", "()", "\"\"", "'",
        "good\uff01", "good\u203c\ufe0f",
    ]
    # case: all of it, some of it, none of it; boosters too; digits and marks have no case
    lines += [
        "GOOD", "GOOD GOOD", "this is GOOD", "THIS IS GOOD", "this is BAD", "this is VERY good", "this is VERY GOOD",
        "THIS IS VERY GOOD", "this is VERY bad", "this is VERY BAD", "this was BARELY good", "this was BARELY bad",
        "GOOD 123", "123 GOOD", "GOOD !!", "I AM SO HAPPY", "I am SO happy", "GOOD a", "A good", "Good Bad UGLY",
        "not GOOD ok", "no GOOD ok", "NO good ok", "The food is NOT GREAT", "\u00c4RGER good", "\u01c5 GOOD",
        "GOOD :)", "GOOD :D", "\u03a3\u0391\u03a3 good", "stra\u00dfe GOOD", "\u212aIND words", "\u0130yi GOOD",
    ]
    # emoticons; the lexicon has keys in upper case that a lowered token can never meet
    lines += [
        ":)", ":-)", ":(", ":-(", ":D", ":-D", ";)", ";-)", ":P", ":'(", "<3", "</3", "=)", "8-)", "xD", "XD", ":/",
        "D:", "O_o", "o.O", ":-|", "^_^", "-_-", "(:", "):", ":3", ">:(", "\\o/", "good :)", "good:)", "bad :(", ":):)",
        ":) :)", "(good)", "not :)", "very :)", "VERY :) yes", ":) but :(", "lol", "LOL", "rofl!!", "fed up", "( '}{' )",
        "I can't stand it", "@}-;-'---",
    ]
    # emoji: one by one, in rows, glued to words, variation selector, skin tones, ZWJ sequences, flags, keycaps
    lines += [
        "\U0001f600", "\U0001f62d", "\U0001f600\U0001f600", "\U0001f600 \U0001f600", "good\U0001f600", "\U0001f600good",
        "\U0001f600 good", "good \U0001f600 bad", "\u2764", "\u2764\ufe0f", "I \u2764\ufe0f you", "I \u2764 you",
        "\u2639", "\u2639\ufe0f", "\U0001f44d", "\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3ff good",
        "\U0001f926\U0001f3fd\u200d\u2640\ufe0f", "\U0001f469\u200d\u2764\ufe0f\u200d\U0001f468",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", "\U0001f3f3\ufe0f\u200d\U0001f308",
        "\U0001f1fa\U0001f1f8", "1\ufe0f\u20e3", "\U0001f498\U0001f48b", "so \U0001f622!!!", "not \U0001f60d",
        "\U0001f602\U0001f602\U0001f602 but \U0001f62d", "\U0001f9ff", "\U0001fae0", "\U0001f621BAD",
        "\n\U0001f600\tgood", "\U0001f525\U0001f525", "\u2620", "\u2620\ufe0f toxic",
    ]
    # empty and white space of every kind; Python's split() knows \x1c-\x1f and \x85 but not U+200B, U+FEFF, U+180E
    lines += ["", " ", "\t\n ", "\u00a0", "\ufeff", "\u200b"]
    lines += [f"good{space}bad{space}very{space}good" for space in
              (" ", "  ", "\t", "\n", "\r\n", "\v", "\f", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\u00a0", "\u1680",
               "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b", "\ufeff", "\u180e", "\x00", "\u2060")]
    lines += [" good ", "\u00a0good\u00a0", "\ufeffgood", "good\ufeff", "\x1fgood\x1f"]
    # punctuation around words; two characters or fewer left means that the token stays whole
    lines += [
        "good,", "good.", "\"good\"", "'good'", "(good)", "**good**", "good...", "go.od", "good-bad", "good/bad",
        "ok", "ok.", "ok!", "(ok)", "no.", "no,", "no!", "'no'", "NO!", "ok, good", "#good", "@good", "_good_", "$good$",
        "~good~", "good;bad", "\u201cgood\u201d", "\u00abgood\u00bb", "good\u2026", "good\u2014bad", "\u00a1good!",
        "good's", "wasn't.", "(not) good", "not, good", "not. good", "very, good", "but, good", "good, but, bad",
        "\U0001d4a2\U0001d4a2! good", "can't, won't: good", "uh-uh good", "-very- good", "n't",
    ]
    # apostrophes that are not the ASCII one do not negate
    lines += ["It isn\u2019t good", "It isn't good", "It isn\u02bct good", "It isn\u00b4t good", "I can\u2019t stand it",
              "don\u2019t worry", "don't worry", "DON'T WORRY, be happy"]
    # other scripts, long words, long texts
    lines += [
        "\u043e\u0447\u0435\u043d\u044c \u0445\u043e\u0440\u043e\u0448\u043e", "\u3068\u3066\u3082\u826f\u3044 good",
        "\u062c\u064a\u062f \u062c\u062f\u0627 love", "\u00e9t\u00e9 mauvais", "na\u00efve good", "\u597d!", "good\u597d",
        "g" + "o" * 300 + "d", "x" * 2000 + " good", "good " * 40, "bad " * 40, "table " * 50 + "good",
        "good bad " * 15, "not good " * 10 + "!!!!", "https://example.com/good is good", "user@example.com is bad",
        "RT @love: I hate this #awesome", "good&amp;bad", "&lt;3", "10/10 would love again", "3.5 stars, good",
    ]
    # Sums that are zero on paper and not in floats: 1.1 + 2.2 - 3.3 > 0, so "!" pushes it up; the order matters.
    lines += ["agreed hand dead", "agreed hand dead!!!", "dead hand agreed!!!", "dead agreed hand!!!", "hand agreed dead!!"]
    # The same the other way: 0 in one order, a hair below 0 in another. Python 3.12's sum() is more exact and differs.
    lines += ["aboard ez abandoning!!!", "ez abandoning aboard!!!", "abandoning ez aboard!!!", "abandoning aboard ez !!!", "abandoning aboard ez!!!"]
    # Exact ties in rounding to three digits: 2/32 and 4/64 are 0.0625 (half to even: 0.062), 30/32 is 0.9375 (0.938).
    lines += ["abilities" + " table" * 30, "accusation" + " table" * 30, "gorgeous" + " table" * 60,
              "abilities accusation" + " table" * 12]
    # whole posts
    lines += [
        "Just landed in Boston, the crew was WONDERFUL but my bag is lost :( thanks for nothing!!",
        "Honestly? Not the worst flight, kind of enjoyed it \U0001f602", "WORST. DAY. EVER.",
        "I used to love this place, but the service has never been so terrible.",
        "no idea why people hate it, it is without doubt the funniest show on TV :D",
        "ugh, my battery died AGAIN... so so so annoying >:(", "The new update is sick!! can't stop smiling",
        "Yeah right, like that would ever be a success", "She is hardly a disaster, more of a hero in fact.",
    ]
    return list(dict.fromkeys(lines))  # each once


def vader_sentences(_data):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    analyzer = SentimentIntensityAnalyzer()
    return {
        "source": f"{tool('vaderSentiment')}: SentimentIntensityAnalyzer().polarity_scores(text)",
        "made": "Sentences made up for this file, each group for one branch of the analyzer: scores are "
                "[neg, neu, pos, compound]; -0 written as 0. Sums are plain left-to-right double sums (Python before 3.12; "
                "later ones add floats more exactly, which changes two cases: those with 'abandoning' that score 0).",
        "cases": [{"text": text, "scores": vader_scores(analyzer, text)} for text in vader_sentence_list()],
    }


# -------------------------------------------------------------------------------------------------------- graphs

def read_graph(path, directed, weighted):
    """All n nodes of the header line are added, in order, so that nodes without an edge are there too."""
    import networkx as nx
    graph = nx.DiGraph() if directed else nx.Graph()
    with open(path, encoding="utf-8") as file:
        header = file.readline()
        graph.add_nodes_from(range(int(header.split(" n=")[1].split()[0])))
        for line in file:
            u, v, *rest = line.split()
            graph.add_edge(int(u), int(v), **({"weight": float(rest[0])} if weighted else {}))
    assert nx.number_of_selfloops(graph) == 0
    return graph


def networkx(data):
    import networkx as nx
    rank = {"alpha": 0.85, "tol": 1e-12, "max_iter": 1000}

    def per_node(values):
        values = dict(values)
        return [values[node] for node in sorted(values)]

    def part(graph, groups, weight):
        """A partition as one group number per node, with its modularity by networkx and by the definition."""
        groups = sorted((sorted(group) for group in groups))
        of = {node: i for i, group in enumerate(groups) for node in group}
        value = nx.community.modularity(graph, groups, weight=weight, resolution=1)
        if not graph.is_directed():
            total = graph.size(weight=weight)
            degree = dict(graph.degree(weight=weight))
            inside = sum(d.get(weight, 1) for u, v, d in graph.edges(data=True) if of[u] == of[v])
            by_hand = inside / total - sum(sum(degree[node] for node in group) ** 2 for group in groups) / (4 * total**2)
            same(value, by_hand, "modularity")
        return {"groups": [of[node] for node in sorted(of)], "count": len(groups), "modularity": value}

    karate = read_graph(data / "graphs/karate.edges", False, False)
    faction = (data / "graphs/karate.labels").read_text(encoding="utf-8").split("\n")[:34]
    sides = [[i for i, name in enumerate(faction) if name == side] for side in dict.fromkeys(faction)]
    clustering = nx.clustering(karate)
    lesmis = read_graph(data / "graphs/lesmis.edges", False, True)
    email = read_graph(data / "graphs/emaileu.edges", True, False)
    touched = email.subgraph([node for node in email if email.degree(node)]).copy()

    def small(graph, weight):
        assert nx.is_connected(graph)
        return {
            "nodes": graph.number_of_nodes(), "edges": graph.number_of_edges(), "degree": per_node(graph.degree()),
            "strength": per_node(graph.degree(weight=weight)) if weight else None,
            "pagerank": per_node(nx.pagerank(graph, weight=weight, **rank)),
            "betweenness": per_node(nx.betweenness_centrality(graph, normalized=False)),
            "closeness": per_node(nx.closeness_centrality(graph)),
            "louvain": part(graph, nx.community.louvain_communities(graph, seed=1, weight=weight), weight),
        }

    def top(graph, count=20):
        scores = nx.pagerank(graph, weight=None, **rank)
        order = sorted(scores, key=lambda node: (-scores[node], node))[:count]
        return [{"node": node, "pagerank": scores[node]} for node in order]

    lesmis_result = small(lesmis, "weight")
    lesmis_result["pagerankUnweighted"] = per_node(nx.pagerank(lesmis, weight=None, **rank))
    lesmis_result["louvainUnweighted"] = part(lesmis, nx.community.louvain_communities(lesmis, seed=1, weight=None), None)
    return {
        "source": f"{tool('networkx')}: pagerank(alpha=0.85, tol=1e-12, max_iter=1000), "
                  "betweenness_centrality(normalized=False, unweighted), closeness_centrality, core_number, clustering, "
                  "transitivity, overall_reciprocity, degree_assortativity_coefficient, "
                  "community.modularity(resolution=1), community.louvain_communities(seed=1)",
        "made": "From graphs/*.edges; arrays are in the order of the numeric node id, 0 to n-1 (n of the file's first "
                "line). None of the files has self-loops or repeated edges, so nothing was removed.",
        "notes": [
            "karate: no weights, although networkx's own karate_club_graph has them.",
            "lesmis: pagerank, strength and louvain use the weights; degree, betweenness and closeness do not.",
            "betweenness of an undirected graph counts each pair of nodes once.",
            "modularity of a directed graph is that of Leicht and Newman: in-degree times out-degree over m.",
            "emaileu: 19 of its 1005 nodes have no edge (they had only self-loops in SNAP's file). `all` keeps them, "
            "`withEdges` has the 986 others alone; their pageranks differ a little. Nodes without an edge out give their "
            "rank to all nodes evenly.",
        ],
        "karate": {
            **small(karate, None),
            "core": per_node(nx.core_number(karate)),
            "clustering": per_node(clustering),
            "averageClustering": nx.average_clustering(karate),
            "transitivity": nx.transitivity(karate),
            "assortativity": nx.degree_assortativity_coefficient(karate),
            "factions": part(karate, sides, None),
        },
        "lesmis": lesmis_result,
        "emaileu": {
            "all": {
                "nodes": email.number_of_nodes(), "edges": email.number_of_edges(),
                "nodesWithoutEdge": email.number_of_nodes() - touched.number_of_nodes(),
                "nodesWithoutEdgeOut": sum(1 for _, degree in email.out_degree() if not degree),
                "maxInDegree": max(degree for _, degree in email.in_degree()),
                "maxOutDegree": max(degree for _, degree in email.out_degree()),
                "reciprocity": nx.overall_reciprocity(email),
                "weakComponents": nx.number_weakly_connected_components(email),
                "strongComponents": nx.number_strongly_connected_components(email),
                "louvain": part(email, nx.community.louvain_communities(email, seed=1, weight=None), None),
                "pagerankTop": top(email),
            },
            "withEdges": {"nodes": touched.number_of_nodes(), "pagerankTop": top(touched)},
        },
    }


# ------------------------------------------------------------------------------------------------------ survival

# Freireich et al., Blood 21 (1963) 699-716: weeks in remission, + for censored.
REMISSION = {
    "6-MP": "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+",
    "placebo": "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23",
}


def survival(_data):
    from lifelines import KaplanMeierFitter
    from lifelines.datasets import load_leukemia
    from lifelines.statistics import logrank_test, multivariate_logrank_test
    from lifelines.utils import median_survival_times
    from statsmodels.duration.survfunc import survdiff

    def curve(times, events):
        fit = KaplanMeierFitter(alpha=0.05).fit(times, events)
        table = fit.event_table
        rows, left, greenwood = [], 1.0, 0.0
        for time in table.index:
            at_risk, observed = int(table.at_risk[time]), int(table.observed[time])
            if time == 0 and observed == 0 and table.censored[time] == 0:
                continue  # lifelines' row for the entrance of everybody
            left *= 1 - observed / at_risk
            greenwood += observed / (at_risk * (at_risk - observed)) if at_risk > observed else math.inf
            same(fit.survival_function_.iloc[:, 0][time], left, "survival")
            low, high = fit.confidence_interval_.loc[time]
            if 0 < left < 1:  # the log-log limits by hand
                half = 1.959963984540054 * math.sqrt(greenwood) / math.log(left)
                same([low, high], sorted((left ** math.exp(half), left ** math.exp(-half))), "log-log limits")
            rows.append({
                "time": time, "atRisk": at_risk, "events": observed, "censored": int(table.censored[time]),
                "survival": left, "variance": left**2 * greenwood if left > 0 else None,
                "low": low if 0 < left < 1 else None, "high": high if 0 < left < 1 else None,
            })
        limits = median_survival_times(fit.confidence_interval_)
        return {"rows": rows, "median": fit.median_survival_time_, "medianLow": limits.iloc[0, 0],
                "medianHigh": limits.iloc[0, 1]}

    def pair(a, b):
        test = logrank_test(a[0], b[0], a[1], b[1])
        chi2, p = survdiff(np.r_[a[0], b[0]], np.r_[a[1], b[1]], np.r_[np.zeros(len(a[0])), np.ones(len(b[0]))])
        same([test.test_statistic, test.p_value], [chi2, p], "log-rank")
        return {"chi2": test.test_statistic, "df": 1, "p": test.p_value}

    groups = {name: ([int(t.rstrip("+")) for t in text.split()], [int("+" not in t) for t in text.split()])
              for name, text in REMISSION.items()}
    book = load_leukemia()  # the same 42 observations, kept by lifelines
    for name, flag in (("6-MP", 0), ("placebo", 1)):
        rows = book[book.Rx == flag]
        assert sorted(zip(rows.t, rows.status)) == sorted(zip(*groups[name]))

    rng = np.random.default_rng(1963)  # few distinct times, so nearly every row has ties of events and censorings
    tied = {}
    for name, mean in (("a", 4.0), ("b", 6.0), ("c", 3.0)):
        event, censor = rng.exponential(mean, 40), rng.exponential(7.0, 40)
        times = np.minimum(8, np.floor(np.minimum(event, censor)) + 1).astype(int)
        tied[name] = (times.tolist(), ((event <= censor) & (times < 8)).astype(int).tolist())
    every = multivariate_logrank_test(
        np.concatenate([t for t, _ in tied.values()]), np.repeat(list(tied), 40),
        np.concatenate([e for _, e in tied.values()]))
    return {
        "source": f"{tool('lifelines')}: KaplanMeierFitter(alpha=0.05), logrank_test, multivariate_logrank_test; "
                  "data: Freireich et al., Blood 21 (1963) 699-716, 42 patients",
        "made": "Kaplan-Meier rows at every time with an event or a censoring. variance is Greenwood's (survival squared "
                "times the sum), low and high are lifelines' 95% limits (exponential Greenwood, that is log-log) and null "
                "where survival is 1 or 0; a median never reached is null. Log-rank checked with statsmodels' survdiff.",
        "notes": ["median is the first time at which survival is 0.5 or less. Censored at a time counts as at risk then.",
                  "medianLow and medianHigh are where the lower and the upper limit reach 0.5; null when never."],
        "freireich": {
            "data": {name: {"times": times, "events": events} for name, (times, events) in groups.items()},
            "curves": {name: curve(*group) for name, group in groups.items()},
            "logrank": pair(groups["6-MP"], groups["placebo"]),
        },
        "tied": {
            "data": {name: {"times": times, "events": events} for name, (times, events) in tied.items()},
            "curves": {name: curve(*group) for name, group in tied.items()},
            "logrank": {f"{a}-{b}": pair(tied[a], tied[b]) for a, b in itertools.combinations(tied, 2)},
            "logrankAll": {"chi2": every.test_statistic, "df": 2, "p": every.p_value},
        },
    }


# ---------------------------------------------------------------------------------------------------- statistics

def statistics(_data):
    import mpmath
    from scipy import special, stats
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.multitest import multipletests
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
    mpmath.mp.dps = 60

    samples = [
        {"x": [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4],
         "y": [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]},
        {"x": [1, 2, 2, 3, 3, 3, 4, 4, 5, 5], "y": [2, 3, 4, 4, 4, 5, 5, 5, 5, 1, 4, 5, 3]},
        {"x": [0, 0, 0, 1, 0, 12, 3, 0, 250, 1], "y": [5, 9, 0, 77, 1030, 4, 15, 6, 6, 2, 0, 41]},
    ]
    two_samples = []
    for sample in samples:
        x, y = (np.array(sample[key], float) for key in "xy")
        n, m = len(x), len(y)
        welch = stats.ttest_ind(x, y, equal_var=False)
        limits = welch.confidence_interval(0.95)
        ranks = stats.mannwhitneyu(x, y, use_continuity=True, alternative="two-sided", method="asymptotic")
        pooled = math.sqrt(((n - 1) * x.var(ddof=1) + (m - 1) * y.var(ddof=1)) / (n + m - 2))
        d, df = (x.mean() - y.mean()) / pooled, n + m - 2
        exact = math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)
        delta = sum(int(a > b) - int(a < b) for a in x for b in y) / (n * m)
        same(delta, 2 * ranks.statistic / (n * m) - 1, "Cliff's delta")
        two_samples.append({
            **sample, "welch": {"t": welch.statistic, "df": welch.df, "p": welch.pvalue,
                                "low": limits.low, "high": limits.high},
            "mannWhitney": {"u": ranks.statistic, "p": ranks.pvalue},
            "cohenD": d, "hedgesG": d * exact, "hedgesGApproximate": d * (1 - 3 / (4 * df - 1)), "cliffDelta": delta,
        })

    proportions = []
    for a, n, b, m in ((45, 100, 30, 100), (5, 50, 12, 48), (980, 1000, 940, 990), (3, 10, 3, 10), (120, 4000, 90, 4100)):
        z, p = proportions_ztest([a, b], [n, m])
        table = stats.chi2_contingency([[a, n - a], [b, m - b]], correction=False)
        same(z * z, table.statistic, "z squared")
        proportions.append({"a": a, "n": n, "b": b, "m": m, "z": z, "p": p, "chi2": table.statistic,
                            "chi2P": table.pvalue})
    tables = []
    for table in ([[10, 20], [30, 40]], [[12, 5, 9], [3, 14, 8]], [[20, 15, 5], [10, 30, 12], [4, 9, 33]]):
        test = stats.chi2_contingency(table, correction=False)
        cells, small = np.array(table), min(np.array(table).shape) - 1
        tables.append({"table": table, "chi2": test.statistic, "df": test.dof, "p": test.pvalue,
                       "cramerV": math.sqrt(test.statistic / cells.sum() / small)})

    wilson = []
    for count, n in ((0, 10), (10, 10), (1, 10), (5, 10), (0, 1), (1, 1), (3, 7), (81, 263), (15, 148), (9990, 10000)):
        low, high = proportion_confint(count, n, alpha=0.05, method="wilson")
        wilson.append({"count": count, "n": n, "low": low, "high": high})
    newcombe = []
    for a, n, b, m in ((56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (10, 10, 0, 20),
                       (10, 10, 0, 10), (45, 100, 30, 100)):
        low, high = confint_proportions_2indep(a, n, b, m, method="newcomb", compare="diff", alpha=0.05)
        (l1, u1), (l2, u2) = (proportion_confint(*pair, method="wilson") for pair in ((a, n), (b, m)))
        p, q = a / n, b / m
        same([low, high], [p - q - math.hypot(p - l1, u2 - q), p - q + math.hypot(u1 - p, q - l2)], "Newcombe")
        newcombe.append({"a": a, "n": n, "b": b, "m": m, "low": low, "high": high})

    adjusted = []
    for raw in ([0.01, 0.02, 0.03, 0.04, 0.05], [0.001, 0.8, 0.04, 0.04, 0.0005, 0.2], [0.5], [1, 1, 0.9, 0.02, 0],
                [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
                 0.7590, 1.000]):
        adjusted.append({"p": raw, "holm": multipletests(raw, method="holm")[1],
                         "benjaminiHochberg": multipletests(raw, method="fdr_bh")[1]})

    def beta_exact(a, b, x):
        return mpmath.betainc(a, b, 0, mpmath.mpf(x), regularized=True)

    def t_upper(x, df):
        half = beta_exact(mpmath.mpf(df) / 2, mpmath.mpf(1) / 2, mpmath.mpf(df) / (df + mpmath.mpf(x) ** 2)) / 2
        return half if x >= 0 else 1 - half

    def beta_upper(x, a, b):  # 1 - x exactly, as the nearest-double x makes it
        return mpmath.betainc(a, b, mpmath.mpf(x), 1, regularized=True)

    exact = {
        "norm": lambda x: (mpmath.ncdf(x), mpmath.ncdf(-x)),
        "t": lambda x, df: (t_upper(-x, df), t_upper(x, df)),
        "chi2": lambda x, df: (mpmath.gammainc(mpmath.mpf(df) / 2, 0, mpmath.mpf(x) / 2, regularized=True),
                               mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2, mpmath.inf, regularized=True)),
        "beta": lambda x, a, b: (beta_exact(a, b, x), beta_upper(x, a, b)),
    }
    points = [("norm", x) for x in (-10, -5.5, -1.96, -0.1, 0, 0.5, 1.645, 3, 6, 10, 37)]
    points += [("t", x, df) for x, df in ((30, 5), (-30, 5), (0, 3), (2.5, 1), (100, 1), (1.5, 2.7), (-2.2, 12.34),
                                          (4, 30), (10, 200), (12, 1e4))]
    points += [("chi2", x, df) for x, df in ((200, 3), (3.84145882069, 1), (0.001, 1), (0.0001, 10), (10, 10), (50, 100),
                                             (150, 100), (1e-6, 2), (700, 4), (5, 2.5))]
    points += [("beta", x, a, b) for x, a, b in ((0.5, 2, 3), (0.01, 0.5, 0.5), (0.999, 0.5, 0.5), (0.001, 10, 2),
                                                 (0.999, 2, 10), (0.3, 30, 70), (0.7, 30, 70), (0.05, 1, 20), (0.5, 200, 201))]
    tails = []
    for name, x, *arguments in points:
        law = getattr(stats, name)
        scipy_pair = (law.cdf(x, *arguments), law.sf(x, *arguments))
        true_pair = [float(value) for value in exact[name](x, *arguments)]
        for kind, got, true in zip(("cdf", "sf"), scipy_pair, true_pair):
            if true and abs(got / true - 1) > 5e-12:
                print(f"   scipy's {name}.{kind}({x}, {arguments}) is {got!r}, exactly {true!r}; the exact one is written")
        tails.append({"law": name, "x": x, "arguments": arguments, "cdf": true_pair[0], "sf": true_pair[1]})
    inverse = [{"law": name, "p": p, "arguments": arguments, "x": getattr(stats, name).ppf(p, *arguments)}
               for name, p, arguments in (("norm", 0.975, []), ("norm", 1e-6, []), ("t", 0.975, [4]), ("t", 0.995, [30.5]),
                                          ("t", 0.9, [1]), ("chi2", 0.95, [1]), ("chi2", 0.99, [17]), ("beta", 0.025, [3, 8]),
                                          ("beta", 0.5, [0.5, 2]))]

    related = []
    for x, y in (([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 7, 5, 8, 6, 10, 9]),
                 ([1, 1, 2, 3, 3, 3, 4, 9], [5, 4, 4, 3, 3, 1, 2, 0]),
                 ([10.5, 3.2, 8.8, 1.1, 7.7, 2.2, 9.1], [100, 3, 41, 0.5, 60, 77, 12])):
        spearman, pearson = stats.spearmanr(x, y), stats.pearsonr(x, y)
        related.append({"x": x, "y": y, "spearman": spearman.statistic, "spearmanP": spearman.pvalue,
                        "pearson": pearson.statistic, "pearsonP": pearson.pvalue,
                        "kendallTauB": stats.kendalltau(x, y).statistic})

    raters = []
    for a, b in ((list("aabbccabcabcaabb"), list("aabbcaabcbbcacbb")), ([0, 1, 1, 0, 1, 0, 0, 1], [0, 1, 0, 0, 1, 1, 0, 1]),
                 ([1, 2, 3, 4, 5, 5, 4, 3, 2, 1, 3, 3], [1, 2, 3, 5, 5, 4, 4, 2, 2, 1, 3, 4]), ([0, 0, 1, 1], [1, 1, 0, 0])):
        raters.append({"a": a, "b": b, "kappa": cohen_kappa_score(a, b),
                       **({"quadraticKappa": cohen_kappa_score(a, b, weights="quadratic")} if max(map(str, a)) == "5" else {})})
    levels = [0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1]
    quantiles = [{"x": x, "q": levels, "values": np.quantile(x, levels, method="linear")}
                 for x in ([7], [3, 1], [1, 2, 3, 4], [9, 1, 1, 4, 4, 4, 2.5, 10, -3, 0.1], samples[0]["x"])]
    return {
        "source": f"{tool('scipy', 'statsmodels', 'scikit-learn', 'numpy', 'mpmath')}: ttest_ind(equal_var=False), "
                  "mannwhitneyu(use_continuity=True, method='asymptotic', two-sided), proportions_ztest (pooled), "
                  "chi2_contingency(correction=False), proportion_confint(method='wilson'), "
                  "confint_proportions_2indep(method='newcomb', compare='diff'), multipletests('holm', 'fdr_bh'), spearmanr, "
                  "pearsonr, kendalltau, cohen_kappa_score, numpy.quantile(method='linear')",
        "made": "Called on the data kept beside each value; all tests two-sided, all intervals 95%. The tails come from "
                "mpmath with 60 digits and were compared with scipy's.",
        "notes": ["hedgesG uses the exact gamma-function correction, hedgesGApproximate 1 - 3/(4 df - 1).",
                  "cohenD and cliffDelta are x against y: positive when x is larger; the mannWhitney u is that of x."],
        "twoSamples": two_samples, "proportions": proportions, "tables": tables, "wilson": wilson, "newcombe": newcombe,
        "adjusted": adjusted, "tails": tails, "inverse": inverse, "related": related, "raters": raters,
        "quantiles": quantiles,
    }


# ------------------------------------------------------------------------------------------------------ learning

def tf_idf():
    from sklearn.feature_extraction.text import TfidfVectorizer
    texts = [text.split() for text in (
        "flight delayed again delayed", "great crew great flight thanks", "lost my bag again", "thanks for the upgrade",
        "the the the flight", "bag bag lost lost lost", "crew", "delayed upgrade no thanks no no")]
    new = ["flight", "upgrade", "upgrade", "unseen", "words"]
    result = {"texts": texts, "new": new}
    for name, sublinear in (("plain", False), ("sublinear", True)):
        model = TfidfVectorizer(analyzer=lambda tokens: tokens, norm="l2", smooth_idf=True, sublinear_tf=sublinear)
        rows = model.fit_transform(texts)
        terms = model.get_feature_names_out()
        sparse = lambda row: {terms[i]: row[0, i] for i in sorted(row.nonzero()[1])}
        result[name] = {"idf": dict(zip(terms, model.idf_)), "rows": [sparse(row) for row in rows],
                        "newRow": sparse(model.transform([new]))}
    return result


def logistic():
    from scipy.optimize import minimize
    from sklearn.linear_model import LogisticRegression
    rng = np.random.default_rng(60)
    labels = np.repeat([0, 1, 2], 20)
    centres = np.array([[0, 0, 0, 0, 0], [1, -0.6, 0.3, 0, 0.5], [-0.4, 1, 0, 0.8, 0]])
    rows = np.round(centres[labels] + rng.normal(size=(60, 5)), 3)
    order = rng.permutation(60)
    rows, labels = rows[order], labels[order]

    def loss(weights, x, y, classes):
        """Sum of log losses + half the squared weights (C = 1), the intercept free."""
        w = weights.reshape(classes, 6)
        scores = x @ w[:, :5].T + w[:, 5]
        top = scores.max(1, keepdims=True)
        log_sum = (top + np.log(np.exp(scores - top).sum(1, keepdims=True)))
        p = np.exp(scores - log_sum)
        hot = np.eye(classes)[y]
        slope = np.c_[(p - hot).T @ x + w[:, :5], (p - hot).sum(0)]
        return -(scores - log_sum)[hot == 1].sum() + 0.5 * (w[:, :5] ** 2).sum(), slope.ravel()

    result = {"rows": rows, "labels": labels}
    for name, kept in (("three", labels >= 0), ("binary", labels < 2)):
        x, y = rows[kept], labels[kept]
        # lbfgs stops at about 1e-6 of the weights whatever tol says, so newton-cg carries it to the end
        model = LogisticRegression(solver="lbfgs", C=1.0, tol=1e-10, max_iter=10000).fit(x, y)
        best = LogisticRegression(solver="newton-cg", C=1.0, tol=1e-14, max_iter=10000).fit(x, y)
        gap = np.abs(model.coef_ - best.coef_).max()
        print(f"   logistic {name}: lbfgs and newton-cg differ by {gap:.1e} in the weights")
        assert gap < 1e-5
        if name == "three":
            weights = np.c_[model.coef_, model.intercept_].ravel()
            other = minimize(loss, weights * 0, (x, y, 3), jac=True, method="BFGS", options={"gtol": 1e-9})
            same(other.x.reshape(3, 6), weights.reshape(3, 6), "logistic", 1e-5)
            print(f"   largest slope at lbfgs's weights: {np.abs(loss(weights, x, y, 3)[1]).max():.1e}")
        result[name] = {
            "rowsUsed": np.nonzero(kept)[0],
            "coefficients": model.coef_, "intercepts": model.intercept_, "probabilities": model.predict_proba(x),
            "newton": {"coefficients": best.coef_, "intercepts": best.intercept_},
        }
    return result


def reports():
    from sklearn.metrics import accuracy_score, classification_report, confusion_matrix
    rng = np.random.default_rng(5)
    truth = rng.choice(["negative", "neutral", "positive"], 120, p=[0.5, 0.3, 0.2])
    guess = np.where(rng.random(120) < 0.65, truth, rng.choice(["negative", "neutral", "positive"], 120))
    cases = [(truth.tolist(), guess.tolist()), (list("aaabbbccd"), list("aabbbbcaa")), (list("aabb"), list("aazb"))]
    result = []
    for truth, guess in cases:
        names = sorted(set(truth) | set(guess))
        report = classification_report(truth, guess, labels=names, output_dict=True, zero_division=0)
        result.append({
            "truth": truth, "guess": guess, "labels": names, "accuracy": accuracy_score(truth, guess),
            "macroPrecision": report["macro avg"]["precision"], "macroRecall": report["macro avg"]["recall"],
            "macroF1": report["macro avg"]["f1-score"], "weightedF1": report["weighted avg"]["f1-score"],
            "classes": {name: {"precision": report[name]["precision"], "recall": report[name]["recall"],
                               "f1": report[name]["f1-score"], "support": int(report[name]["support"])} for name in names},
            "confusion": confusion_matrix(truth, guess, labels=names)})
    return result


def clusters():
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_iris
    from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_samples, silhouette_score
    points = [[0, 0], [0.5, 0.2], [0.1, 0.9], [4, 4], [4.4, 3.8], [3.6, 4.5], [9, 1], [8.5, 0.4], [5, 1], [2, 2]]
    labelings = [[0, 0, 0, 1, 1, 1, 2, 2, 2, 0], [0, 0, 0, 1, 1, 1, 2, 2, 3, 1], [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]]
    pairs = [([0, 0, 1, 1, 2, 2], [0, 0, 1, 2, 2, 2]), ([0, 0, 1, 1], [1, 1, 0, 0]), ([0, 0, 0, 0], [0, 1, 2, 3]),
             ([0, 0, 0], [1, 1, 1]), ([0, 1, 2], [2, 1, 0]), (labelings[0], labelings[1]), (labelings[0], labelings[2])]
    iris = load_iris().data
    return {
        "silhouette": {"points": points, "cases": [
            {"labels": labels, "score": silhouette_score(points, labels), "each": silhouette_samples(points, labels),
             "cosineScore": silhouette_score(np.array(points) + 1, labels, metric="cosine")} for labels in labelings]},
        "agreement": [{"a": a, "b": b, "adjustedRand": adjusted_rand_score(a, b),
                       "nmi": normalized_mutual_info_score(a, b)} for a, b in pairs],
        "iris": {"rows": iris, "inertia": {k: KMeans(k, n_init=50, random_state=0, tol=0, max_iter=1000).fit(iris).inertia_
                                           for k in (2, 3, 4)}},
    }


def factors():
    from sklearn.decomposition import NMF
    rng = np.random.default_rng(20)
    parts = rng.gamma(0.6, 1, (20, 3)) @ rng.gamma(0.6, 1, (3, 12))
    near = np.round(parts + rng.gamma(0.5, 0.2, (20, 12)), 4)  # three parts and noise: one optimum for every start
    # No structure. Seed 24 because it has two local optima, and nndsvd ends in the worse one.
    noise = np.round(np.random.default_rng(24).gamma(0.3, 1, (20, 12)), 4)

    def case(name, matrix):
        def error(**options):
            model = NMF(3, solver="cd", beta_loss="frobenius", tol=1e-9, max_iter=200000, **options)
            w = model.fit_transform(matrix)
            same(model.reconstruction_err_, np.linalg.norm(matrix - w @ model.components_), "NMF error", 1e-6)
            return model.reconstruction_err_

        random = [error(init="random", random_state=seed) for seed in range(20)]
        sizes = np.linalg.svd(matrix)[1]
        return {"name": name, "matrix": matrix, "rank": 3, "randomBest": min(random), "randomAll": random,
                "nndsvd": error(init="nndsvd"), "truncatedSvd": math.sqrt((sizes[3:] ** 2).sum())}

    return [case("near", near), case("noise", noise)]


def coherence():
    from gensim.corpora import Dictionary
    from gensim.models import CoherenceModel
    themes = ["delay wait gate hour late cancel rebook".split(), "bag lost claim desk search found carousel".split(),
              "crew smile kind help thanks upgrade seat".split()]
    fill = "the we to at flight today plane airport".split()

    def corpus(seed, count, repeats):
        rng = np.random.default_rng(seed)
        texts = []
        for i in range(count):
            words = list(rng.choice(themes[i % 3], 5 if not repeats else 9, replace=repeats))
            words += list(rng.choice(fill, rng.integers(2, 9), replace=repeats))
            words += list(rng.choice([word for word in sum(themes, []) if word not in words], 3, replace=False))
            texts.append([str(word) for word in rng.permutation(words)])
        return texts

    topics = [theme[:5] for theme in themes] + [["delay", "carousel", "smile", "late", "seat"]]

    def npmi_by_definition(texts, window):
        """Sets of words in windows that move one word at a time; a text no longer than the window is one window."""
        windows = [set(text[i:i + window]) for text in texts for i in range(max(1, len(text) - window + 1))]
        share = lambda *words: sum(all(word in w for word in words) for w in windows) / len(windows)
        result = []
        for topic in topics:
            pairs = [(topic[i], topic[j]) for i in range(1, len(topic)) for j in range(i)]
            result.append(np.mean([math.log((share(a, b) + 1e-12) / (share(a) * share(b))) / -math.log(share(a, b) + 1e-12)
                                   for a, b in pairs]))
        return result

    def umass_by_definition(texts):
        sets = [set(text) for text in texts]
        share = lambda *words: sum(all(word in s for word in words) for s in sets) / len(sets)
        return [np.mean([math.log((share(topic[i], topic[j]) + 1e-12) / share(topic[j]))
                         for i in range(1, len(topic)) for j in range(i)]) for topic in topics]

    result = {"topics": topics, "cases": []}
    for name, texts, exact in (("distinct", corpus(40, 40, False), True), ("repeated", corpus(41, 12, True), False)):
        dictionary = Dictionary(texts)
        bags = [dictionary.doc2bow(text) for text in texts]
        mass = CoherenceModel(topics=topics, corpus=bags, dictionary=dictionary, coherence="u_mass", processes=1)
        each = mass.get_coherence_per_topic()
        same(each, umass_by_definition(texts), "u_mass")
        case = {"name": name, "texts": texts, "uMass": mass.aggregate_measures(each), "uMassEach": each, "npmi": []}
        for window in (5, 10, 110):
            model = CoherenceModel(topics=topics, texts=texts, dictionary=dictionary, coherence="c_npmi", window_size=window,
                                   processes=1)
            each, own = model.get_coherence_per_topic(), npmi_by_definition(texts, window)
            if exact:
                same(each, own, f"c_npmi, window {window}")
            else:
                print(f"   c_npmi, repeated words, window {window}: gensim {np.mean(each):.6f}, definition {np.mean(own):.6f}")
            case["npmi"].append({"window": window, "gensim": model.aggregate_measures(each), "gensimEach": each,
                                 "definition": np.mean(own), "definitionEach": own})
        result["cases"].append(case)
    return result


def learning(_data):
    return {
        "source": f"{tool('scikit-learn', 'gensim', 'numpy')}: TfidfVectorizer(analyzer=identity, norm='l2', "
                  "smooth_idf=True), LogisticRegression(lbfgs, C=1.0, tol=1e-10, max_iter=10000), classification_report, "
                  "confusion_matrix, silhouette_score, adjusted_rand_score, normalized_mutual_info_score (arithmetic), "
                  "KMeans(n_init=50), NMF(n_components=3, solver='cd'), CoherenceModel('c_npmi', 'u_mass')",
        "made": "Called on data made up here with fixed seeds (and Fisher's iris measurements), kept beside the values.",
        "notes": [
            "logistic: three classes share one softmax; its intercepts are fixed only up to a common addend (here they sum "
            "to 0). Two classes have one row of weights, for class 1. `newton` is the same optimum, reached more closely.",
            "reports: macro means run over the labels of truth and guess together; a ratio of nothing by nothing is 0. "
            "Confusion rows are the truth.",
            "clusters: a cluster of one point has silhouette 0. cosineScore is for the points moved by (1, 1). "
            "nmi is 1 when both labelings have one group only.",
            "factors: no error can be below truncatedSvd. Errors are the Frobenius norm, not its square. "
            "randomAll is for random_state 0 to 19. `near` has one optimum; `noise` has two, and nndsvd ends in the worse.",
            "coherence: both measures add 1e-12 to a joint share. u_mass is of shares (not counts, no +1), pairs (later word "
            "given earlier word). `definition` counts the windows straight from the definition: with words that repeat "
            "inside a window gensim forgets a word when its first copy leaves the window, so there `gensim` differs.",
        ],
        "tfidf": tf_idf(), "logistic": logistic(), "reports": reports(), "clusters": clusters(), "factors": factors(),
        "coherence": coherence(),
    }


# ----------------------------------------------------------------------------------------------- canonical JSON

def jcs(_data):
    import rfc8785
    rfc_sort = ('{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",'
                '"\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}')
    rfc_whole = ('{\n  "numbers": [333333333.33333329, 1E30, 4.50,\n              2e-3, 0.000000000000000000000000001],\n'
                 '  "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/",\n  "literals": [null, true, false]\n}')
    rfc_whole_bytes = (  # section 3.2.4, byte for byte
        "7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72 73 22 3a "
        "5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32 2c 31 65 2d 32 37 "
        "5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c 5c 5c 5c 22 2f 22 7d")
    cases = [  # (from, JSON text, canonical text)
        ("RFC 8785 3.2.3", rfc_sort,
         '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",'
         '"\u20ac":"Euro Sign","\U0001f600":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}'),
        ("RFC 8785 3.2.2, the string", '"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"',
         '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("RFC 8785 3.2.2, the string and the literals",
         '{"string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
         '{"literals":[null,true,false],"string":"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'),
        ("own: empty", '{ "o" : { } , "a" : [ ] , "" : "" }', '{"":"","a":[],"o":{}}'),
        ("own: keys are sorted as text, also numbers", '{"10":1,"9":2,"1":3,"a":4,"A":5,"aa":6,"B":7}',
         '{"1":3,"10":1,"9":2,"A":5,"B":7,"a":4,"aa":6}'),
        ("own: nesting, arrays keep their order", '[{"b":[3,2,{"d":1,"c":[[]]}],"a":{"z":null,"y":{"x":true}}},"s",0]',
         '[{"a":{"y":{"x":true},"z":null},"b":[3,2,{"c":[[]],"d":1}]},"s",0]'),
        ("own: integers", '[0, -0, 1, -1, 10, 9007199254740991, -9007199254740991, 1000000000000]',
         '[0,0,1,-1,10,9007199254740991,-9007199254740991,1000000000000]'),
        ("own: the escapes with a letter", '"\\b\\t\\n\\f\\r\\u0008\\u0009\\u000A\\u000c\\u000D"',
         '"\\b\\t\\n\\f\\r\\b\\t\\n\\f\\r"'),
        ("own: every control character without a letter",
         '"' + "".join(f"\\u{i:04X}" for i in range(32) if i not in (8, 9, 10, 12, 13)) + '\\u007F"',
         '"' + "".join(f"\\u{i:04x}" for i in range(32) if i not in (8, 9, 10, 12, 13)) + '\u007f"'),
        ("own: nothing else is escaped", '"\\/ \\u003c\\u002F\\u2028\\u2029\\u00ad\\ufeff"', '"/ </\u2028\u2029\u00ad\ufeff"'),
        ("own: surrogate pairs, as escapes and as they are", '["\\ud83d\\ude02","\U0001f602"]', '["\U0001f602","\U0001f602"]'),
        ("own: no normalization", '{"A\\u030a":1,"\\u00c5":2}', '{"A\u030a":1,"\u00c5":2}'),
        ("own: UTF-16 order is not code point order", '{"\\uffff":1,"\\ud800\\udc00":2,"\\ue000":3,"\\udbff\\udfff":4}',
         '{"\U00010000":2,"\U0010ffff":4,"\ue000":3,"\uffff":1}'),
        ("own: no language's order", '{"p\u00eache":1,"p\u00e9ch\u00e9":2,"peach":3,"sin":4,"P":5}',
         '{"P":5,"peach":3,"p\u00e9ch\u00e9":2,"p\u00eache":1,"sin":4}'),
        ("own: a log record", '{"n": 3, "what": "step \\"collect\\" done", "at": "2015-02-24T11:35:00Z", "hash": "00ff", '
         '"by": {"name": "\u0141ukasz", "role": null}}',
         '{"at":"2015-02-24T11:35:00Z","by":{"name":"\u0141ukasz","role":null},"hash":"00ff","n":3,'
         '"what":"step \\"collect\\" done"}'),
    ]
    fractions = [
        ("RFC 8785 3.2.2 and 3.2.4, whole", rfc_whole, bytes.fromhex(rfc_whole_bytes).decode()),
        ("own: numbers as ECMAScript writes them", "[1.0, 1e21, 1E20, 0.000001, 1e-7, -0.0, 5e-324, 1.7976931348623157e308, 0.1]",
         "[1,1e+21,100000000000000000000,0.000001,1e-7,0,5e-324,1.7976931348623157e+308,0.1]"),
    ]

    def checked(rows):
        for _, text, canonical in rows:
            assert rfc8785.dumps(json.loads(text)) == canonical.encode("utf-8"), text
        return [{"from": source, "input": text, "canonicalHex": canonical.encode("utf-8").hex()}
                for source, text, canonical in rows]

    refused = ['"\\ud800"', '{"\\udc00":1}', '"\\ude00\\ud83d"']  # a surrogate alone has no UTF-8
    for text in refused:
        try:
            rfc8785.dumps(json.loads(text))
        except (rfc8785.CanonicalizationError, UnicodeError):
            continue
        raise SystemExit(f"not refused: {text}")
    return {
        "source": f"RFC 8785 sections 3.2.2 to 3.2.4; {tool('rfc8785')}: dumps(json.loads(input))",
        "made": "Canonical texts taken from the RFC or written by hand after its rules (see `from`), each compared with what "
                "the package gives; canonicalHex is its UTF-8.",
        "cases": checked(cases), "withFractions": checked(fractions), "refused": refused,
    }


# ------------------------------------------------------------------------------------------------------- Merkle

def sha(data):
    return hashlib.sha256(data).digest()


def split(n):
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(leaves):  # MTH, RFC 6962 section 2.1
    if not leaves:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\x00" + leaves[0])
    k = split(len(leaves))
    return sha(b"\x01" + root(leaves[:k]) + root(leaves[k:]))


def inclusion(m, leaves):  # PATH, section 2.1.1
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return inclusion(m, leaves[:k]) + [root(leaves[k:])]
    return inclusion(m - k, leaves[k:]) + [root(leaves[:k])]


def consistency(m, leaves, whole=True):  # PROOF and SUBPROOF, section 2.1.2
    n = len(leaves)
    if m == n:
        return [] if whole else [root(leaves)]
    k = split(n)
    if m <= k:
        return consistency(m, leaves[:k], whole) + [root(leaves[k:])]
    return consistency(m - k, leaves[k:], False) + [root(leaves[:k])]


def hexes(items):
    return [item.hex() for item in items]


def merkle(_data):
    leaves = [bytes.fromhex(text) for text in
              ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
    known = [  # as printed in the tests of the Certificate Transparency project
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    assert [root(leaves[:n]).hex() for n in range(9)] == known
    counted = lambda n: [str(i).encode() for i in range(n)]
    return {
        "source": "RFC 6962 section 2.1 (SHA-256); leaves and roots of the Certificate Transparency project's tests",
        "made": "Roots for 0 to 8 leaves as published there; proofs by a naive recursion written from the RFC in make.py, "
                "which gives the same roots. Everything is hex; leaf hashes are SHA-256(00 || leaf).",
        "leaves": hexes(leaves),
        "leafHashes": [sha(b"\x00" + leaf).hex() for leaf in leaves],
        "roots": known,
        "inclusion": [{"leaf": m, "size": n, "proof": hexes(inclusion(m, leaves[:n]))}
                      for n in range(1, 9) for m in range(n)],
        "consistency": [{"from": m, "to": n, "proof": hexes(consistency(m, leaves[:n]))}
                        for n in range(1, 9) for m in range(1, n + 1)],
        "counted": {
            "made": "The leaves are the decimal index as UTF-8: \"0\", \"1\", ...",
            "roots": [{"size": n, "root": root(counted(n)).hex()} for n in (1, 2, 255, 256, 257, 513, 1000)],
            "inclusion": [{"leaf": m, "size": 1000, "proof": hexes(inclusion(m, counted(1000)))} for m in (0, 511, 512, 999)],
            "consistency": [{"from": m, "to": 1000, "proof": hexes(consistency(m, counted(1000)))}
                            for m in (1, 255, 256, 257, 513, 999)],
        },
    }


# --------------------------------------------------------------------------------------------------------- note

def check_note(text, key):
    """Verifies a signed note by the C2SP specification alone; gives the names of the keys that signed (key = one vkey)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    name, key_id, material = key.split("+", 2)
    raw = base64.b64decode(material, validate=True)
    assert raw[0] == 1 and len(raw) == 33 and sha(name.encode() + b"\n" + raw)[:4].hex() == key_id
    body, lines = text.rsplit("\n\n", 1)
    for line in lines.rstrip("\n").split("\n"):
        dash, signer, encoded = line.split(" ")
        signature = base64.b64decode(encoded, validate=True)
        if dash == "\u2014" and signer == name and signature[:4].hex() == key_id:
            Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature[4:], (body + "\n").encode())  # raises if wrong
            return name
    raise SystemExit(f"no signature of {name}")


def note(_data):
    published = {
        "from": "C2SP signed-note specification, the example of section 'Signature types'",
        "vkey": "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "note": "This is an example message.\n\n\u2014 example.com/foo "
                "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    }
    check_note(published["note"], published["vkey"])
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.go").write_text(GO_PROGRAM, encoding="utf-8")
        for command in (["go", "mod", "init", "vector"], ["go", "get", f"golang.org/x/mod@{GO_MOD}"]):
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
        made = json.loads(subprocess.run(["go", "run", "."], cwd=folder, check=True, capture_output=True).stdout)
    go = subprocess.run(["go", "version"], capture_output=True, text=True, check=True).stdout.split()[2]
    # the second road: the same keys, trees and proofs from the RFC's recursion above
    records = [record.encode() for record in made["records"]]
    assert made["recordHashes"] == [sha(b"\x00" + record).hex() for record in records]
    assert made["treeHashes"] == [root(records[:n]).hex() for n in range(6)]
    for proof in made["recordProofs"]:
        assert proof["proof"] == hexes(inclusion(proof["leaf"], records[:proof["size"]]))
    for proof in made["treeProofs"]:
        assert proof["proof"] == hexes(consistency(proof["from"], records[:proof["to"]]))
    for name in ("checkpoint", "goTree", "cosigned"):
        check_note(made[name], made["vkey"])
    check_note(made["cosigned"], made["second"]["vkey"])
    return {
        "source": f"golang.org/x/mod {GO_MOD} sumdb/note and sumdb/tlog with {go} (note.NewSigner, NewEd25519VerifierKey, Sign, "
                  "Open; tlog.StoredHashes, TreeHash, ProveRecord, CheckRecord, ProveTree, CheckTree, FormatTree); "
                  "C2SP signed-note and tlog-checkpoint",
        "made": "A small Go program (in make.py) with two keys from fixed seeds and a tree of five records; every signature "
                "verified again with Python's cryptography, every hash and proof again by the recursion of merkle.json. "
                "The keys are for tests only.",
        "published": published, "go": made,
    }


GO_PROGRAM = r'''
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// A key from a seed. note.GenerateKey would take the seed from a reader, but newer Go versions may ignore readers, so
// the key is written out here in the form that note.NewSigner reads (and checks the hash of).
func key(name string, first byte) (seed []byte, skey, vkey string) {
	for i := byte(0); i < 32; i++ {
		seed = append(seed, first+i)
	}
	public := ed25519.NewKeyFromSeed(seed).Public().(ed25519.PublicKey)
	vkey = must(note.NewEd25519VerifierKey(name, public))
	id := sha256.Sum256(append([]byte(name+"\n\x01"), public...))
	skey = fmt.Sprintf("PRIVATE+KEY+%s+%x+%s", name, id[:4], base64.StdEncoding.EncodeToString(append([]byte{1}, seed...)))
	return seed, skey, vkey
}

func hexes(hashes []tlog.Hash) []string {
	texts := []string{}
	for _, hash := range hashes {
		texts = append(texts, hex.EncodeToString(hash[:]))
	}
	return texts
}

func main() {
	name := "log.example/assay"
	seed, skey, vkey := key(name, 0)
	otherSeed, otherSkey, otherVkey := key("witness.example/w1", 100)
	signer, other := must(note.NewSigner(skey)), must(note.NewSigner(otherSkey))
	verifiers := note.VerifierList(must(note.NewVerifier(vkey)), must(note.NewVerifier(otherVkey)))

	records := []string{
		`{"n":0,"what":"study opened"}`, `{"n":1,"what":"protocol fixed"}`, `{"n":2,"what":"collected","posts":14640}`,
		`{"n":3,"what":"Łódź — ünïcode 😀"}`, "",
	}
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, i := range indexes {
			hashes = append(hashes, stored[i])
		}
		return hashes, nil
	})
	var recordHashes, trees []tlog.Hash
	trees = append(trees, must(tlog.TreeHash(0, reader)))
	for i, record := range records {
		stored = append(stored, must(tlog.StoredHashes(int64(i), []byte(record), reader))...)
		recordHashes = append(recordHashes, tlog.RecordHash([]byte(record)))
		trees = append(trees, must(tlog.TreeHash(int64(i+1), reader)))
	}
	type object = map[string]any
	recordProofs, treeProofs := []object{}, []object{}
	for n := int64(1); n <= 5; n++ {
		for m := int64(0); m < n; m++ {
			proof := must(tlog.ProveRecord(n, m, reader))
			if err := tlog.CheckRecord(proof, n, trees[n], m, recordHashes[m]); err != nil {
				panic(err)
			}
			recordProofs = append(recordProofs, object{"leaf": m, "size": n, "proof": hexes(proof)})
			old := must(tlog.ProveTree(n, m+1, reader))
			if err := tlog.CheckTree(old, n, trees[n], m+1, trees[m+1]); err != nil {
				panic(err)
			}
			treeProofs = append(treeProofs, object{"from": m + 1, "to": n, "proof": hexes(old)})
		}
	}

	text := fmt.Sprintf("%s\n5\n%s\n", name, trees[5])
	checkpoint := string(must(note.Sign(&note.Note{Text: text}, signer)))
	goTree := string(must(note.Sign(&note.Note{Text: string(tlog.FormatTree(tlog.Tree{N: 5, Hash: trees[5]}))}, signer)))
	cosigned := string(must(note.Sign(&note.Note{Text: text}, signer, other)))
	stranger := strings.Replace(cosigned, "witness.example/w1", "witness.example/w2", 1)
	for _, good := range []string{checkpoint, goTree, cosigned, stranger} {
		must(note.Open([]byte(good), verifiers))
	}

	fields := strings.Fields(checkpoint)
	raw := must(base64.StdEncoding.DecodeString(fields[len(fields)-1]))
	raw[40] ^= 1
	flipped := base64.StdEncoding.EncodeToString(raw)

	// Notes that note.Open refuses, with what it says.
	refused := []object{}
	for _, row := range [][2]string{
		{"the text changed", strings.Replace(checkpoint, "\n5\n", "\n6\n", 1)},
		{"a bit of the signature changed", text + "\n— " + name + " " + flipped + "\n"},
		{"no signature", text + "\n"},
		{"no blank line", strings.Replace(checkpoint, "\n\n", "\n", 1)},
		{"a hyphen for the dash", strings.Replace(checkpoint, "— ", "- ", 1)},
		{"no newline at the end", strings.TrimSuffix(checkpoint, "\n")},
		{"carriage returns", strings.ReplaceAll(checkpoint, "\n", "\r\n")},
		{"only an unknown signer", strings.Replace(checkpoint, "— "+name, "— someone.example", 1)},
		{"an empty text", checkpoint[len(text):]},
	} {
		_, err := note.Open([]byte(row[1]), verifiers)
		if err == nil {
			panic(row[0])
		}
		refused = append(refused, object{"why": row[0], "note": row[1], "error": err.Error()})
	}

	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.Encode(object{
		"name": name, "seed": hex.EncodeToString(seed), "skey": skey, "vkey": vkey,
		"second":  object{"seed": hex.EncodeToString(otherSeed), "skey": otherSkey, "vkey": otherVkey},
		"records": records, "recordHashes": hexes(recordHashes), "treeHashes": hexes(trees),
		"recordProofs": recordProofs, "treeProofs": treeProofs, "text": text,
		"checkpoint": checkpoint, "goTree": goTree, "cosigned": cosigned, "withStranger": stranger, "refused": refused,
	})
	os.Stdout.Write(out.Bytes())
}
'''


# --------------------------------------------------------------------------------------------------------- main

FILES = [vader_tweets, vader_sentences, networkx, survival, statistics, learning, jcs, merkle, note]


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    for name, wanted in VERSIONS.items():
        if version(name) != wanted:
            print(f"{name} is {version(name)} here, was {wanted}: values may differ")
    for make in FILES:
        stem = make.__name__.replace("_", "-")
        if len(sys.argv) > 2 and stem not in sys.argv[2:]:
            continue
        print(stem)
        content = make(Path(sys.argv[1]))
        exact = stem in ("jcs", "merkle", "note", "vader-tweets", "vader-sentences")  # nothing to round
        text = json.dumps(content if exact else tidy(content), separators=(",", ":"), allow_nan=False)
        # one line for each first-level key, so that a difference can be read
        pairs = json.loads(text)
        lines = [f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in pairs.items()]
        (HERE / f"{stem}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
