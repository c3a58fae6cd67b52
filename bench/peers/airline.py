"""The same study a Python analyst would write: US airline tweets, from CSV to report.

    python airline.py INPUT.csv OUTDIR [--json] [--rows N] [--jobs N] [--betweenness-pivots K]

It is the yardstick for Assay's speed and quality, so it uses the usual libraries as they are meant to be used:
vectorised where that is natural, compiled solvers, every estimate with a seed. See README.md for versions and timings.
"""

import time

STARTED = time.perf_counter()

import argparse
import html
import itertools
import json
import os
import re
import resource
import secrets
import sys
import unicodedata
import warnings
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import datasketch
import lifelines
import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import py3langid.langid as langid
from gensim.corpora import Dictionary
from gensim.models import LdaModel
from joblib.externals.loky import get_reusable_executor
from scipy import sparse, stats
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, CountVectorizer, TfidfTransformer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, recall_score, silhouette_score
from sklearn.model_selection import StratifiedGroupKFold, cross_validate
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline, make_union
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

SEED = 20150224
TIME_FORMAT = "%d-%m-%Y %H.%M"  # the file gives no zone: times stay naive, as they stand
SENTIMENTS = ["negative", "neutral", "positive"]
BRANDS = {"virginamerica", "united", "southwestair", "jetblue", "delta", "usairways", "americanair"}

# Detection is limited to languages with a real presence on Twitter: with all classes open, short
# English posts come out as Nigerian Pidgin or Xhosa.
LANGUAGES = "ar da de el en es fa fi fr he hi hu id it ja ko ms nl no pl pt ro ru sv th tl tr uk vi zh".split()
LANGUAGE_MIN_PROBABILITY = 0.9
LANGUAGE_MIN_LETTERS = 20

SHINGLE = 5  # characters
NEAR_DUPLICATE = 0.8  # Jaccard
PERMUTATIONS = 128

TOPICS = 10
LDA_PASSES = 10
LDA_SEEDS = 3
TOP_TERMS = 10
CLUSTERS = 8
SILHOUETTE_SAMPLE = 2000
ROBUST_Z = 3.5
COLLECTION_GAP = 12  # hours without any post of an airline: taken as not collected, not as silence
SEASONAL_DAYS = 5  # fewer days than this give no usual volume per hour of day
HASHTAG_QUIET_HOURS = 24
FOLDS = 5
BOOTSTRAP = 1000

MENTION = re.compile(r"(?<![\w@])@(\w{1,20})")
HASHTAG = re.compile(r"(?<![\w&])#(\w*[^\W\d_]\w*)")
URL = re.compile(r"https?://\S+|www\.\S+")
REPOST = re.compile(r"(?:^|[\s\"“(])RT:? ?@(\w{1,20})")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
CARD = re.compile(r"\b[3-6](?:[ -]?\d){12,18}\b")
OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
IP = re.compile(rf"(?<![\d.]){OCTET}(?:\.{OCTET}){{3}}(?![\d.])|\b(?:[0-9a-fA-F]{{1,4}}:){{7}}[0-9a-fA-F]{{1,4}}\b")
PHONE = re.compile(
    r"(?<![\w$#])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\w)"  # 914-329-0185, +1 (914) 329 0185
    r"|(?<!\w)\+\d[\d .-]{7,14}\d(?!\w)"  # +44 20 7946 0000
    r"|(?<![\w$#])(?:1[ .-]?)?[2-9]\d{9}(?!\w)"  # 9143290185, 1-9143290185
)
PLACEHOLDER = re.compile(r"<(?:mention|url|email|phone|ip|card|iban)>")
WORD = re.compile(r"[^\W\d_][\w']*[^\W_]")
STOP_WORDS = frozenset(ENGLISH_STOP_WORDS) | frozenset(
    "don't didn't can't i'm it's i've you're that's won't isn't wasn't doesn't i'll couldn't aren't haven't there's "
    "he's she's we're they're what's let's i'd you've hasn't wouldn't weren't we've you'll shouldn't ain't "
    "dont didnt cant im its ive youre thats wont isnt wasnt doesnt rt amp just u ur got".split()
)


# ---------------------------------------------------------------------------------------------- timing

class Clock:
    """Wall and CPU seconds (this process and its finished workers) per step and per part of a step."""

    def __init__(self):
        self.steps, self.parts = {}, {}

    @staticmethod
    def cpu():
        usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in usage)

    @contextmanager
    def _measure(self, table, name):
        wall, cpu = time.perf_counter(), self.cpu()
        yield
        table[name] = {"seconds": round(time.perf_counter() - wall, 3), "cpu": round(self.cpu() - cpu, 3)}

    def step(self, name):
        return self._measure(self.steps, name)

    def part(self, name):
        return self._measure(self.parts, name)


# ---------------------------------------------------------------------------------------- 1 collection

def read(path):
    return pd.read_csv(path, dtype={"tweet_id": str, "name": str}, keep_default_na=False,
                       na_values={c: [""] for c in ["negativereason", "negativereason_confidence", "airline_sentiment_confidence"]})


def scale(frame, rows):
    """Samples down, or repeats the rows up to `rows`. Copies get another author and minute, and enough words
    from the corpus that they are neither exact nor near duplicates of their originals."""
    rng = np.random.default_rng(SEED)
    if rows <= len(frame):
        return frame.iloc[np.sort(rng.choice(len(frame), rows, replace=False))].reset_index(drop=True)
    words = np.array(" ".join(frame["text"]).split())
    words = words[[not re.search(r"[@#&]|http|^RT", word) for word in words]]
    last = pd.to_datetime(frame["tweet_created"], format=TIME_FORMAT, errors="coerce").max()
    pieces = [frame]
    for copy in range(1, -(-rows // len(frame))):
        piece = frame.copy()
        counts = np.maximum(3, (piece["text"].str.split().str.len() * 0.4).astype(int))
        suffixes = np.split(rng.choice(words, counts.sum()), np.cumsum(counts)[:-1])
        piece["text"] = [f"{text} {' '.join(suffix)}" for text, suffix in zip(piece["text"], suffixes)]
        piece["name"] += f"_{copy}"
        created = pd.to_datetime(piece["tweet_created"], format=TIME_FORMAT, errors="coerce")
        created = (created + pd.to_timedelta(rng.integers(-30, 31, len(piece)), unit="min")).clip(upper=last)
        piece["tweet_created"] = created.dt.strftime(TIME_FORMAT)
        pieces.append(piece)
    return pd.concat(pieces, ignore_index=True).iloc[:rows]


def collect(raw, out):
    posts = raw[["airline", "airline_sentiment", "airline_sentiment_confidence", "negativereason", "retweet_count", "text", "user_timezone"]].copy()
    posts = posts.rename(columns={"airline_sentiment": "sentiment", "airline_sentiment_confidence": "confidence", "negativereason": "reason"})
    posts.insert(0, "post", [f"p{i:07d}" for i in range(1, len(posts) + 1)])  # tweet_id lost its digits
    posts["created"] = pd.to_datetime(raw["tweet_created"], format=TIME_FORMAT, errors="coerce")
    handles = raw["name"].str.strip().str.lower()

    faults = pd.DataFrame({
        "time not readable": posts["created"].isna(),
        "text empty": posts["text"].str.strip().eq(""),
        "author missing": handles.eq(""),
        "airline missing": posts["airline"].eq(""),
        "sentiment unknown": ~posts["sentiment"].isin(SENTIMENTS),
        "confidence outside 0..1": ~posts["confidence"].between(0, 1),
        "retweet count negative": ~(pd.to_numeric(posts["retweet_count"], errors="coerce") >= 0),
    })
    warned = {
        "tweet_id damaged by a spreadsheet": int(raw["tweet_id"].str.contains("E+", regex=False).sum()),
        "reason on a post that is not negative, dropped": int((posts["reason"].notna() & posts["sentiment"].ne("negative")).sum()),
        "whole row repeated": int(raw.duplicated().sum()),
    }
    posts["reason"] = posts["reason"].where(posts["sentiment"].eq("negative"))
    keep = ~faults.any(axis=1)
    posts, handles = posts[keep].reset_index(drop=True), handles[keep].reset_index(drop=True)

    posts["mentions"] = posts["text"].str.lower().str.findall(MENTION)
    posts["hashtags"] = posts["text"].str.lower().str.findall(HASHTAG)
    posts["urls"] = posts["text"].str.findall(URL)
    posts["reposted"] = posts["text"].str.extract(REPOST, expand=False).str.lower()

    # One table for authors and mentioned accounts, so that the graph joins up; the airlines are not persons.
    people = pd.unique(pd.concat([handles, posts["mentions"].explode().dropna()]))
    people = [handle for handle in people if handle not in BRANDS]
    pseudonyms = {handle: "u" + secrets.token_hex(8) for handle in people} | {brand: brand for brand in BRANDS}
    posts["author"] = handles.map(pseudonyms)
    posts["mentions"] = [[pseudonyms[m] for m in row] for row in posts["mentions"]]
    posts["reposted"] = posts["reposted"].map(pseudonyms)

    mapping = out / "private" / "authors.csv"
    mapping.parent.mkdir(exist_ok=True)
    with open(os.open(mapping, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        pd.DataFrame({"handle": people, "pseudonym": [pseudonyms[p] for p in people]}).to_csv(file, index=False)

    return posts, {
        "rows": len(raw), "valid": len(posts), "authors": int(posts["author"].nunique()),
        "faults": {name: int(n) for name, n in faults.sum().items()}, "warnings": warned,
        "first": str(posts["created"].min()), "last": str(posts["created"].max()),
        "mentions": int(posts["mentions"].str.len().sum()), "hashtags": int(posts["hashtags"].str.len().sum()),
        "urls": int(posts["urls"].str.len().sum()), "reposts": int(posts["reposted"].notna().sum()),
    }


# ------------------------------------------------------------------------------------------ 2 cleaning

def luhn(match):
    digits = [int(c) for c in match[0] if c.isdigit()]
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * d, 10)) for d in digits[-2::-2])
    return match[0] if total % 10 else "<card>"


def mod97(match):
    compact = match[0].replace(" ", "")
    number = "".join(str(int(c, 36)) for c in compact[4:] + compact[:4])
    return "<iban>" if int(number) % 97 == 1 else match[0]


def mask(texts):
    """Masks in an order in which no pattern eats part of another; also counts what was masked."""
    for pattern, replacement in [(URL, "<url>"), (EMAIL, "<email>"), (IBAN, mod97), (CARD, luhn), (IP, "<ip>"), (PHONE, "<phone>"), (MENTION, "<mention>")]:
        texts = texts.str.replace(pattern, replacement, regex=True)
    return texts, Counter(itertools.chain.from_iterable(texts.str.findall(PLACEHOLDER)))


def shingles(text):
    return {text[i:i + SHINGLE] for i in range(max(1, len(text) - SHINGLE + 1))}


def near_duplicates(texts):
    """True for a post that resembles an earlier kept one; LSH finds candidates, exact Jaccard decides."""
    sets = [shingles(text) for text in texts]
    hashes = datasketch.MinHash.bulk(([s.encode() for s in one] for one in sets), num_perm=PERMUTATIONS)
    index = datasketch.MinHashLSH(threshold=NEAR_DUPLICATE, num_perm=PERMUTATIONS)
    near = np.zeros(len(sets), bool)
    for i, minhash in enumerate(hashes):
        near[i] = any(len(sets[i] & sets[j]) / len(sets[i] | sets[j]) >= NEAR_DUPLICATE for j in index.query(minhash))
        if not near[i]:
            index.insert(i, minhash, check_duplication=False)
    return near


def clean(posts, clock):
    posts["clean"] = posts["text"].map(html.unescape).str.normalize("NFC").str.replace(r"\s+", " ", regex=True).str.strip()
    with clock.part("cleaning.masking"):
        posts["masked"], masked = mask(posts["clean"])

    with clock.part("cleaning.language"):
        identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
        identifier.set_languages(LANGUAGES)
        bare = posts["masked"].str.replace(PLACEHOLDER, " ", regex=True).str.replace("#", " ", regex=False).str.strip()
        guess, probability = zip(*bare.map(identifier.classify))
        sure = (np.array(probability) >= LANGUAGE_MIN_PROBABILITY) & (bare.str.count(r"[^\W\d_]") >= LANGUAGE_MIN_LETTERS)
        posts["language"] = np.where(sure, guess, "und")

    # Duplicates are judged with the handles in place (thanks to one airline are not thanks to another), without
    # the links, which Twitter makes unique.
    comparable = posts["clean"].str.lower().str.replace(URL, "", regex=True).str.strip()
    posts["excluded"] = None
    posts.loc[~posts["language"].isin(["en", "und"]), "excluded"] = "not English"
    open_ = posts["excluded"].isna()
    posts.loc[comparable[open_].index[comparable[open_].duplicated()], "excluded"] = "exact duplicate"
    with clock.part("cleaning.near duplicates"):
        open_ = posts.index[posts["excluded"].isna()]
        posts.loc[open_[near_duplicates(comparable[open_])], "excluded"] = "near duplicate"

    study = posts[posts["excluded"].isna()].reset_index(drop=True)
    return study, {
        "languages": posts["language"].value_counts().to_dict(), "masked": {k.strip("<>"): n for k, n in masked.most_common()},
        "excluded": posts["excluded"].value_counts().to_dict(), "kept": len(study),
    }


# ------------------------------------------------------------------------------------------ 3 features

def words(text):
    text = PLACEHOLDER.sub(" ", text).lower().replace("’", "'")
    return [word for word in (w.removesuffix("'s") for w in WORD.findall(text)) if len(word) > 1 and word not in STOP_WORDS]


def mention_graph(posts):
    edges = posts[["author", "mentions"]].explode("mentions").dropna()
    edges = edges[edges["author"] != edges["mentions"]].groupby(["author", "mentions"], sort=False).size().rename("weight").reset_index()
    graph = nx.from_pandas_edgelist(edges, "author", "mentions", "weight", create_using=nx.DiGraph)
    nx.set_node_attributes(graph, {n: "airline" if n in BRANDS else "person" for n in graph}, "kind")
    return graph


def hashtag_graph(posts):
    pairs = Counter(pair for tags in posts["hashtags"] for pair in itertools.combinations(sorted(set(tags)), 2))
    graph = nx.Graph()
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in pairs.items())
    return graph


def hourly_series(posts):
    """One row per airline and hour in which that airline was collected. Hours before its first post, after its last
    and in long gaps are left out: a zero there would be false (American has 8 posts before noon of 22 February)."""
    frame = posts.assign(hour=posts["created"].dt.floor("h"), negative=posts["sentiment"].eq("negative"),
                         score=posts["sentiment"].map({"negative": -1, "neutral": 0, "positive": 1}))
    table = frame.groupby(["airline", "hour"]).agg(volume=("post", "size"), negative_share=("negative", "mean"), mean_sentiment=("score", "mean"))
    pieces = {}
    for name, part in table.groupby(level=0):
        part = part.droplevel(0).asfreq("h")
        empty = part["volume"].isna()
        run = empty.groupby((~empty).cumsum()).transform("sum")
        pieces[name] = part[~(empty & (run >= COLLECTION_GAP))]
    hourly = pd.concat(pieces, names=["airline", "hour"])
    hourly["volume"] = hourly["volume"].fillna(0).astype(int)
    return hourly.reset_index()


def features(posts, clock):
    with clock.part("features.words"):
        vectorizer = CountVectorizer(tokenizer=words, token_pattern=None, lowercase=False, ngram_range=(1, 2), min_df=2)
        counts = vectorizer.fit_transform(posts["masked"])
        tfidf = TfidfTransformer().fit_transform(counts)
    with clock.part("features.graphs"):
        mentions, hashtags = mention_graph(posts), hashtag_graph(posts)
    hourly = hourly_series(posts)
    found = {
        "terms": counts.shape[1], "tokens": int(counts.sum()),
        "mention graph": {"nodes": len(mentions), "edges": mentions.size()},
        "hashtag graph": {"nodes": len(hashtags), "edges": hashtags.size()},
        "hashtag pairs": [[a, b, w] for a, b, w in sorted(hashtags.edges(data="weight"), key=lambda e: -e[2])[:10]],
        "hourly rows": len(hourly),
    }
    return {"names": vectorizer.get_feature_names_out(), "counts": counts, "tfidf": tfidf, "mentions": mentions, "hashtags": hashtags, "hourly": hourly}, found


# ----------------------------------------------------------------------------------------- 4 modelling

def text_classifier():
    # Balanced weights because macro recall is what is reported. liblinear one-vs-rest took 2-4 s where saga took
    # 6-13 s and lbfgs 8 s, with the same macro recall to .004; C = 1, 3, 10 differ by .012, so the default stands.
    return make_pipeline(
        make_union(TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
                   TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)),
        OneVsRestClassifier(LogisticRegression(solver="liblinear", class_weight="balanced", random_state=SEED)))


def coherence(topics, counts, names):
    """Mean NPMI of the top terms' pairs, by documents of the corpus."""
    column = {name: i for i, name in enumerate(names)}
    scores = []
    for terms in topics:
        present = (counts[:, [column[t] for t in terms if t in column]] > 0).astype(float)
        joint = np.asarray((present.T @ present).todense()) / counts.shape[0]
        single = np.diag(joint)
        a, b = np.triu_indices(len(single), 1)
        both = joint[a, b]
        with np.errstate(divide="ignore", invalid="ignore"):
            npmi = np.log(both / (single[a] * single[b])) / -np.log(both)
        scores.append(np.where(both > 0, npmi, -1).mean())
    return float(np.mean(scores))


def fit_lda(bags, dictionary, seed):
    model = LdaModel(bags, num_topics=TOPICS, id2word=dictionary, passes=LDA_PASSES, eta=0.01, random_state=seed)  # posts are short: few terms a topic
    return model, [[term for term, _ in model.show_topic(k, TOP_TERMS)] for k in range(TOPICS)]


def network_measures(graph, pivots):
    undirected = nx.Graph()
    undirected.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        undirected.add_edge(a, b, weight=weight + (undirected[a][b]["weight"] if undirected.has_edge(a, b) else 0))
    exact = pivots == 0 or pivots >= len(undirected)
    between = nx.betweenness_centrality(undirected, k=None if exact else pivots, seed=SEED)
    communities = sorted(nx.community.louvain_communities(undirected, weight="weight", seed=SEED), key=len, reverse=True)
    return between, communities, nx.community.modularity(undirected, communities, weight="weight")


def volume_anomalies(hourly):
    """Robust z of the Anscombe-transformed volume (a Poisson count then has variance 1) in the longest unbroken
    stretch of collection, against the median of its hour of day (of all hours where the days are too few). The
    spread is the residuals' MAD, but no less than the 1 that chance alone would give."""
    found = []
    hours = hourly.groupby("airline")["hour"].transform("size")
    everyone = hourly[hours >= 0.9 * hours.max()].groupby("hour", as_index=False)["volume"].sum()  # collected throughout
    for airline, part in itertools.chain(hourly.groupby("airline"), [("all", everyone)]):
        stretch = part["hour"].diff().ne(pd.Timedelta(hours=1)).cumsum()
        volume = part[stretch == stretch.mode()[0]].set_index("hour")["volume"]
        steady = 2 * np.sqrt(volume + 3 / 8)
        season = volume.index.hour if len(volume) >= 24 * SEASONAL_DAYS else np.zeros(len(volume))
        residual = steady - steady.groupby(season).transform("median")
        usual = volume.groupby(season).transform("median")
        z = (residual - residual.median()) / max(1, stats.median_abs_deviation(residual, scale="normal"))
        found += [{"airline": airline, "hour": str(hour), "volume": int(volume[hour]), "usual": float(usual[hour]), "z": round(float(z[hour]), 2)}
                  for hour in z.index[z.abs() > ROBUST_Z]]
    return found


def hashtag_survival(posts):
    uses = posts[["created", "hashtags"]].explode("hashtags").dropna()
    life = uses.groupby("hashtags")["created"].agg(["min", "max", "size"])
    hours = (life["max"] - life["min"]).dt.total_seconds() / 3600
    ended = life["max"] < posts["created"].max() - pd.Timedelta(hours=HASHTAG_QUIET_HOURS)
    everything = lifelines.KaplanMeierFitter(label="all hashtags").fit(hours, ended)
    again = life["size"] > 1
    reused = lifelines.KaplanMeierFitter(label="used more than once").fit(hours[again], ended[again])
    return (everything, reused), {
        "hashtags": len(life), "censored": int((~ended).sum()), "used once": int((~again).sum()),
        "median hours, all": float(everything.median_survival_time_), "median hours, used more than once": float(reused.median_survival_time_),
        "alive after 24 h, used more than once": float(reused.predict(24)), "alive after 72 h, used more than once": float(reused.predict(72)),
    }


def model(posts, made, clock, pivots):
    found = {}
    with clock.part("modelling.vader"):
        vader = SentimentIntensityAnalyzer()
        posts["compound"] = [vader.polarity_scores(text)["compound"] for text in posts["masked"]]
        posts["vader"] = np.select([posts["compound"] <= -0.05, posts["compound"] >= 0.05], ["negative", "positive"], "neutral")
        found["vader"] = {"mean": float(posts["compound"].mean()), "macro recall against labels": recall_score(posts["sentiment"], posts["vader"], average="macro")}
        mean = posts.groupby(["airline", posts["created"].dt.floor("h").rename("hour")])["compound"].mean().rename("mean_compound")
        made["hourly"] = made["hourly"].join(mean, on=["airline", "hour"])

    # One holdout for everything: a fifth of the posts, no author on both sides.
    authors = pd.factorize(posts["author"])[0]  # codes, not the random ids: the folds must be the same on every run
    train, test = next(StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED).split(posts, posts["sentiment"], authors))
    posts["split"] = "train"
    posts.loc[test, "split"] = "holdout"
    posts["author_code"] = authors

    with clock.part("modelling.sentiment classifier"):
        classifier = text_classifier().fit(posts["masked"].iloc[train], posts["sentiment"].iloc[train])
        posts["predicted"] = classifier.predict(posts["masked"])

    with clock.part("modelling.reason classifier"):
        negative = posts["sentiment"].eq("negative") & posts["reason"].notna()
        a, b = posts[negative & posts["split"].eq("train")], posts[negative & posts["split"].eq("holdout")]
        guess = text_classifier().fit(a["masked"], a["reason"]).predict(b["masked"])
        common = a["reason"].mode()[0]
        found["reasons"] = {"classes": int(a["reason"].nunique()), "train": len(a), "holdout": len(b),
                            "macro F1": f1_score(b["reason"], guess, average="macro"), "accuracy": accuracy_score(b["reason"], guess),
                            "accuracy of always saying " + common: float((b["reason"] == common).mean())}

    with clock.part("modelling.lda"):
        tokens = posts["masked"].map(words)
        dictionary = Dictionary(tokens)
        dictionary.filter_extremes(no_below=5, no_above=0.5)
        bags = [dictionary.doc2bow(one) for one in tokens]
        lda, lda_topics = fit_lda(bags, dictionary, SEED)
        weights = lda.inference(bags)[0]
        posts["lda"] = weights.argmax(axis=1)
    with clock.part("modelling.nmf"):
        nmf = NMF(TOPICS, random_state=SEED, max_iter=400)
        posts["nmf"] = nmf.fit_transform(made["tfidf"]).argmax(axis=1)
        nmf_topics = [[str(made["names"][i]) for i in row.argsort()[::-1][:TOP_TERMS]] for row in nmf.components_]
    found["topics"] = {"lda": {"npmi": coherence(lda_topics, made["counts"], made["names"]), "terms": lda_topics},
                       "nmf": {"npmi": coherence(nmf_topics, made["counts"], made["names"]), "iterations": nmf.n_iter_, "terms": nmf_topics}}

    with clock.part("modelling.k-means"):
        means = KMeans(CLUSTERS, n_init=3, random_state=SEED).fit(made["tfidf"])
        posts["cluster"] = means.labels_
        found["clusters"] = {"silhouette": float(silhouette_score(made["tfidf"], means.labels_, sample_size=SILHOUETTE_SAMPLE, random_state=SEED)),
                             "sizes": np.bincount(means.labels_).tolist(),
                             "terms": [[str(made["names"][i]) for i in row.argsort()[::-1][:6]] for row in means.cluster_centers_]}

    graph = made["mentions"]
    with clock.part("modelling.pagerank"):
        rank = nx.pagerank(graph)
    with clock.part("modelling.betweenness and Louvain"):
        between, communities, modularity = network_measures(graph, pivots)
    nx.set_node_attributes(graph, rank, "pagerank")
    nx.set_node_attributes(graph, between, "betweenness")
    nx.set_node_attributes(graph, {n: i for i, members in enumerate(communities) for n in members}, "community")
    top = lambda scores: [[n, round(s, 5)] for n, s in sorted(scores.items(), key=lambda p: -p[1])[:8]]
    found["network"] = {"pagerank": top(rank), "betweenness": top(between), "betweenness pivots": pivots or "all",
                        "communities": len(communities), "largest": [len(c) for c in communities[:8]], "modularity": modularity}

    with clock.part("modelling.anomalies"):
        made["anomalies"] = volume_anomalies(made["hourly"])
        found["anomalies"] = {"count": len(made["anomalies"]), "strongest": sorted(made["anomalies"], key=lambda a: -abs(a["z"]))[:5]}
    with clock.part("modelling.survival"):
        made["survival"], found["hashtag survival"] = hashtag_survival(posts)
    made |= {"bags": bags, "dictionary": dictionary, "lda_topics": lda_topics}
    return found


# ---------------------------------------------------------------------------------------- 5 validation

def bootstrap_macro_recall(truth, guess):
    classes = {name: i for i, name in enumerate(SENTIMENTS)}
    cell = truth.map(classes).to_numpy() * 3 + pd.Series(guess).map(classes).to_numpy()
    rng = np.random.default_rng(SEED)
    scores = []
    for _ in range(BOOTSTRAP):
        table = np.bincount(rng.choice(cell, len(cell)), minlength=9).reshape(3, 3)
        scores.append((np.diag(table) / table.sum(axis=1)).mean())
    return np.percentile(scores, [2.5, 97.5]).tolist()


def topic_stability(runs):
    """Mean Jaccard of the top terms over the best one-to-one matching, for every pair of runs."""
    scores = []
    for one, other in itertools.combinations(runs, 2):
        jaccard = np.array([[len(set(a) & set(b)) / len(set(a) | set(b)) for b in other] for a in one])
        scores.append(jaccard[linear_sum_assignment(jaccard, maximize=True)].mean())
    return float(np.mean(scores))


def hypotheses(posts):
    share = posts.assign(negative=posts["sentiment"].eq("negative")).groupby("airline")["negative"].agg(["sum", "size"])
    united, virgin = share.loc["United"], share.loc["Virgin America"]
    z, p1 = proportions_ztest([united["sum"], virgin["sum"]], [united["size"], virgin["size"]], alternative="larger")
    interval = confint_proportions_2indep(united["sum"], united["size"], virgin["sum"], virgin["size"], method="newcomb")

    # Within the negative posts: against all posts the answer is built in, for only negative posts have a reason.
    negative = posts[posts["reason"].notna()]
    service = negative["reason"].eq("Customer Service Issue")
    a, b = negative.loc[service, "compound"], negative.loc[~service, "compound"]
    u, p2 = stats.mannwhitneyu(a, b, alternative="less")
    rejected, adjusted, *_ = multipletests([p1, p2], method="holm")
    return [
        {"hypothesis": "negative share of United > Virgin America", "test": "two-proportion z, one-sided", "shares": [united["sum"] / united["size"], virgin["sum"] / virgin["size"]],
         "n": [int(united["size"]), int(virgin["size"])], "difference, 95 %": list(interval), "statistic": z, "p": p1, "p Holm": adjusted[0], "supported": bool(rejected[0])},
        {"hypothesis": "VADER compound of Customer Service Issue < of other reasons", "test": "Mann-Whitney, one-sided", "means": [a.mean(), b.mean()], "medians": [a.median(), b.median()],
         "n": [len(a), len(b)], "probability of superiority of the others": 1 - u / (len(a) * len(b)), "statistic": u, "p": p2, "p Holm": adjusted[1], "supported": bool(rejected[1])},
    ]


def validate(posts, made, clock, jobs):
    found = {}
    train, test = posts[posts["split"].eq("train")], posts[posts["split"].eq("holdout")]
    with clock.part("validation.cross-validation"):
        folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=SEED + 1)
        scores = cross_validate(text_classifier(), train["masked"], train["sentiment"], groups=train["author_code"], cv=folds, scoring=["recall_macro", "f1_macro"], n_jobs=jobs)
        if jobs != 1:
            get_reusable_executor().shutdown(wait=True)  # so that the workers' CPU time is counted in this part
        found["cross-validation"] = {name: {"mean": scores[key].mean(), "sd": scores[key].std(ddof=1), "folds": scores[key].tolist()}
                                     for name, key in [("macro recall", "test_recall_macro"), ("macro F1", "test_f1_macro")]}
    with clock.part("validation.holdout and bootstrap"):
        truth, guess = test["sentiment"], test["predicted"]
        found["holdout"] = {"n": len(test), "macro recall": recall_score(truth, guess, average="macro"), "95 %": bootstrap_macro_recall(truth, guess),
                            "macro F1": f1_score(truth, guess, average="macro"), "accuracy": accuracy_score(truth, guess),
                            "VADER macro recall": recall_score(truth, test["vader"], average="macro"),
                            "recall": dict(zip(SENTIMENTS, recall_score(truth, guess, average=None, labels=SENTIMENTS).tolist())),
                            "confusion": confusion_matrix(truth, guess, labels=SENTIMENTS).tolist()}
        found["by airline"] = {name: {"n": len(part), "macro recall": recall_score(part["sentiment"], part["predicted"], average="macro", labels=SENTIMENTS, zero_division=0),
                                      "macro F1": f1_score(part["sentiment"], part["predicted"], average="macro", labels=SENTIMENTS, zero_division=0)}
                               for name, part in test.groupby("airline")}
    with clock.part("validation.topic stability"):  # the first seed is the model above
        runs = [made["lda_topics"]] + [fit_lda(made["bags"], made["dictionary"], SEED + i)[1] for i in range(1, LDA_SEEDS)]
        found["topic stability"] = {"seeds": LDA_SEEDS, "matched Jaccard": topic_stability(runs)}
    with clock.part("validation.hypotheses"):
        found["hypotheses"] = hypotheses(posts)
    return found


# -------------------------------------------------------------------------------------------- 6 output

def save(figure, path):
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None} if path.suffix == ".svg" else None)
    plt.close(figure)


def charts(posts, made, out):
    plt.rcParams.update({"axes.spines.top": False, "axes.spines.right": False, "svg.hashsalt": "airline", "font.size": 9})
    hourly = made["hourly"]
    airlines = sorted(posts["airline"].unique())
    flagged = pd.DataFrame(made["anomalies"], columns=["airline", "hour", "volume", "usual", "z"])

    figure, axes = plt.subplots(len(airlines), 1, figsize=(9, 1.4 * len(airlines)), sharex=True, sharey=True, layout="constrained")
    for axis, airline in zip(np.atleast_1d(axes), airlines):
        part, odd = hourly[hourly["airline"] == airline], flagged[flagged["airline"] == airline]
        line = part.set_index("hour")["volume"].asfreq("h")  # breaks where nothing was collected
        axis.plot(line.index, line, lw=0.9, color="#1f5fa8")
        axis.scatter(pd.to_datetime(odd["hour"]), odd["volume"], s=14, color="#c0392b", zorder=3)
        axis.set_title(airline, loc="left", fontsize=9)
        axis.set_ylabel("posts/h")
    save(figure, out / "volume.svg")

    share = pd.crosstab(posts["airline"], posts["sentiment"], normalize="index")[SENTIMENTS].sort_values("negative")
    figure, axis = plt.subplots(figsize=(7, 3), layout="constrained")
    (share * 100).plot.barh(stacked=True, ax=axis, color=["#c0392b", "#b8b8b8", "#2e7d4f"], width=0.75)
    axis.set(xlabel="share of posts (%)", ylabel="", xlim=(0, 100))
    axis.legend(ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1), frameon=False)
    save(figure, out / "sentiment.svg")

    figure, axis = plt.subplots(figsize=(7, 3.2), layout="constrained")
    posts["reason"].value_counts().sort_values().plot.barh(ax=axis, color="#1f5fa8")
    axis.set(xlabel="negative posts", ylabel="")
    save(figure, out / "reasons.svg")

    figure, axis = plt.subplots(figsize=(7, 3.2), layout="constrained")
    for curve in made["survival"]:
        curve.plot_survival_function(ax=axis)
    axis.set(xlabel="hours since first use", ylabel="share still in use", ylim=(0, 1))
    save(figure, out / "survival.svg")

    shown = made["mentions"].subgraph([n for n, d in made["mentions"].degree() if d >= 3])
    shown = shown.subgraph(max(nx.weakly_connected_components(shown), key=len))
    figure, axis = plt.subplots(figsize=(7, 6), layout="constrained")
    place = nx.spring_layout(shown.to_undirected(), seed=SEED, iterations=30)
    colours = [data["community"] % 20 for _, data in shown.nodes(data=True)]
    sizes = [20 if data["kind"] == "person" else 200 for _, data in shown.nodes(data=True)]
    nx.draw_networkx_edges(shown, place, ax=axis, alpha=0.08, width=0.4, arrows=False)
    nx.draw_networkx_nodes(shown, place, ax=axis, node_size=sizes, node_color=colours, cmap="tab20")
    nx.draw_networkx_labels(shown, place, {n: n for n in shown if n in BRANDS}, ax=axis, font_size=8)
    axis.axis("off")
    figure.savefig(out / "mentions.png", dpi=110)
    plt.close(figure)


def table(rows, head):
    cell = lambda value: html.escape(f"{value:.4g}" if isinstance(value, float) else str(value))
    body = "".join("<tr>" + "".join(f"<td>{cell(v)}</td>" for v in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{''.join(f'<th>{html.escape(h)}</th>' for h in head)}</tr></thead><tbody>{body}</tbody></table>"


def report(found, out):
    c, k, m, v = found["collection"], found["cleaning"], found["modelling"], found["validation"]
    figure = lambda file, text: f'<figure><img src="{file}" alt="{html.escape(text)}"><figcaption>{html.escape(text)}</figcaption></figure>'
    held, cross = v["holdout"], v["cross-validation"]
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Airline tweets</title>",
        "<style>body{font:15px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:1rem 0}td,th{border-bottom:1px solid #ccc;padding:.2rem .7rem;text-align:left}img{max-width:100%}</style>",
        f"<h1>Airline tweets</h1><p>{c['rows']:,} rows from {c['first']} to {c['last']} (no time zone given), {c['valid']:,} valid, {k['kept']:,} studied.</p>",
        "<h2>Excluded</h2>", table([*k["excluded"].items(), *((n, x) for n, x in c["faults"].items() if x)], ["why", "posts"]),
        table(c["warnings"].items(), ["warning", "rows"]), table(k["masked"].items(), ["masked", "times"]),
        "<h2>Volume</h2>", figure("volume.svg", "Posts per hour and airline, unusual hours in red"),
        table([list(a.values()) for a in m["anomalies"]["strongest"]], ["airline", "hour", "posts", "usual", "robust z"]),
        "<h2>Sentiment</h2>", figure("sentiment.svg", "Share of negative, neutral and positive posts per airline"), figure("reasons.svg", "Reasons given for negative posts"),
        f"<p>Classifier on {held['n']:,} held-out posts: macro recall {held['macro recall']:.3f} (95 % {held['95 %'][0]:.3f} to {held['95 %'][1]:.3f}), macro F1 {held['macro F1']:.3f}; "
        f"VADER {held['VADER macro recall']:.3f}. Cross-validation by author: macro recall {cross['macro recall']['mean']:.3f} ± {cross['macro recall']['sd']:.3f}.</p>",
        table([(n, r["n"], r["macro recall"], r["macro F1"]) for n, r in v["by airline"].items()], ["airline", "n", "macro recall", "macro F1"]),
        table([(h["hypothesis"], h["test"], float(h["statistic"]), float(h["p Holm"]), "yes" if h["supported"] else "no") for h in v["hypotheses"]], ["hypothesis", "test", "statistic", "p (Holm)", "supported"]),
        f"<h2>Topics</h2><p>LDA: NPMI {m['topics']['lda']['npmi']:.3f}, stability over seeds {v['topic stability']['matched Jaccard']:.2f}. NMF: NPMI {m['topics']['nmf']['npmi']:.3f}.</p>",
        table([(i, ", ".join(a), ", ".join(b)) for i, (a, b) in enumerate(zip(m["topics"]["lda"]["terms"], m["topics"]["nmf"]["terms"]))], ["", "LDA", "NMF"]),
        "<h2>Network</h2>", figure("mentions.png", "Mention graph of accounts with three or more ties, coloured by community"),
        table([(a, b, c, d) for (a, b), (c, d) in zip(m["network"]["pagerank"], m["network"]["betweenness"])], ["account", "PageRank", "account", "betweenness"]),
        "<h2>Hashtags</h2>", figure("survival.svg", "Kaplan-Meier survival of hashtags"), table(m["hashtag survival"].items(), ["", ""]), "</html>",
    ]
    (out / "report.html").write_text("\n".join(parts), encoding="utf-8")


def write(posts, made, found, out, clock):
    with clock.part("output.charts"):
        charts(posts, made, out)
    with clock.part("output.files"):
        columns = ["post", "author", "airline", "created", "language", "masked", "sentiment", "confidence", "reason", "compound", "vader", "predicted", "split", "lda", "nmf", "cluster", "hashtags", "retweet_count"]
        posts[columns].assign(hashtags=posts["hashtags"].str.join(" ")).to_csv(out / "posts.csv", index=False)
        made["hourly"].to_csv(out / "hourly.csv", index=False)
        pd.DataFrame(made["anomalies"]).to_csv(out / "anomalies.csv", index=False)
        pd.DataFrame.from_dict(dict(made["mentions"].nodes(data=True)), orient="index").rename_axis("account").to_csv(out / "accounts.csv")
        nx.write_gexf(made["mentions"], out / "mentions.gexf")
        nx.write_gexf(made["hashtags"], out / "hashtags.gexf")
        (out / "results.json").write_text(json.dumps(found, indent=2, default=plain))
        report(found, out)


def plain(value):
    return value.item() if isinstance(value, np.generic) else str(value)


# ------------------------------------------------------------------------------------------------ main

def main():
    parser = argparse.ArgumentParser(description="Airline tweets, from CSV to report.")
    parser.add_argument("input", type=Path)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--json", action="store_true", help="print timings and results as JSON")
    parser.add_argument("--rows", type=int, help="sample or repeat to this many rows; the table made is kept as OUTDIR/input.csv")
    parser.add_argument("--jobs", type=int, default=-1, help="processes for cross-validation (default: one per core)")
    parser.add_argument("--betweenness-pivots", type=int, default=500, help="sources sampled for betweenness; 0 for all (default: 500)")
    options = parser.parse_args()
    out = options.outdir
    out.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore", category=FutureWarning)

    clock, found = Clock(), {}
    clock.steps["imports"] = {"seconds": round(time.perf_counter() - STARTED, 3), "cpu": round(Clock.cpu(), 3)}
    source = options.input
    if options.rows:  # outside the timings
        source = out / "input.csv"
        scale(pd.read_csv(options.input, dtype=str, keep_default_na=False), options.rows).to_csv(source, index=False)
    with clock.step("collection"):
        posts, found["collection"] = collect(read(source), out)
    with clock.step("cleaning"):
        posts, found["cleaning"] = clean(posts, clock)
    with clock.step("features"):
        made, found["features"] = features(posts, clock)
    with clock.step("modelling"):
        found["modelling"] = model(posts, made, clock, options.betweenness_pivots)
    with clock.step("validation"):
        found["validation"] = validate(posts, made, clock, options.jobs)
    with clock.step("output"):
        write(posts, made, found, out, clock)

    total = {key: round(sum(step[key] for step in clock.steps.values()), 3) for key in ("seconds", "cpu")}
    peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    summary = {"rows": found["collection"]["rows"], "steps": clock.steps, "parts": clock.parts, "total": total, "peak MiB": peak}
    (out / "timings.json").write_text(json.dumps(summary, indent=2))
    if options.json:
        json.dump(summary | {"results": found}, sys.stdout, indent=2, default=plain)
        print()
        return
    print(json.dumps(found, indent=1, default=plain))
    print(f"\n{'step':<36}{'seconds':>9}{'cpu':>9}")
    for name, one in clock.steps.items():
        print(f"{name:<36}{one['seconds']:>9.2f}{one['cpu']:>9.2f}")
        for part, each in clock.parts.items():
            if part.startswith(name + "."):
                print(f"  {part.removeprefix(name + '.'):<34}{each['seconds']:>9.2f}{each['cpu']:>9.2f}")
    print(f"{'total':<36}{total['seconds']:>9.2f}{total['cpu']:>9.2f}\npeak memory of this process {peak:.0f} MiB, {found['collection']['rows']:,} rows")


if __name__ == "__main__":
    main()
