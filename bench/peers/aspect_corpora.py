"""Sentences whose aspect terms people gave a polarity, from public corpora, in one form for `bench/aspects.ts`.

    python bench/peers/aspect_corpora.py CLONES FOLDER

CLONES holds `git clone`s, named as below; FOLDER gets test/NAME.jsonl and train/NAME.jsonl with rows of {language, text,
aspects: [{term, start, sentiment}]}, `start` in UTF-16 units, −1 where the corpus does not say. Aspects that are only implied, and those of conflicting polarity, are left out.

    ABSADatasets      yangheng95/ABSADatasets      SemEval-2014 task 4 and SemEval-2016 task 5 (Pontiki et al. 2014, 2016): English
                                                   restaurants and laptops, Spanish and French restaurants, Arabic hotels
    MAMS-for-ABSA     siat-nlp/MAMS-for-ABSA       restaurants, several aspects of unlike polarity in each sentence (Jiang et al. 2019)
    ATE_ABSITA        the two .ndjson of                       Italian reviews of products (de Mattei et al. 2020)
                      marcogdepinto/Sentiment_Analysis_On_Product_User_Reviews
    M-ABSA            swaggy66/M-ABSA              seven fields, translated from English by machine and mended by people (Wu et al. 2025):
                                                   German, Portuguese, Hindi, and the five others for comparison
"""

import json
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

# Terms may hold a bare apostrophe, so that the lists are no Python.
triplet = re.compile(r"\[['\"](.+?)['\"], ['\"].*?['\"], ['\"](\w+)['\"]\]")
polarities = {"positive", "negative", "neutral"}


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def targets(file, language):
    """Three lines an aspect: the sentence with $T$ in its place, the term, the polarity."""
    sentences = {}
    lines = file.read_text("utf-8").splitlines()
    for left, term, label in zip(lines[0::3], lines[1::3], lines[2::3]):
        sentiment = label.strip().lower()
        if sentiment not in polarities or left.count("$T$") != 1 or term.strip() in ("", "NULL"):
            continue
        aspect = {"term": term, "start": units(left[: left.index("$T$")]), "sentiment": sentiment}
        sentences.setdefault(left.replace("$T$", term), []).append(aspect)
    return [{"language": language, "text": text, "aspects": aspects} for text, aspects in sentences.items()]


def mams(file):
    rows = []
    for sentence in xml.parse(file).getroot():
        text = sentence.findtext("text")
        aspects = [
            {"term": one.get("term"), "start": units(text[: int(one.get("from"))]), "sentiment": one.get("polarity")}
            for one in sentence.iter("aspectTerm")
            if one.get("polarity") in polarities
        ]
        rows.append({"language": "en", "text": text, "aspects": aspects})
    return rows


def mabsa(files, language):
    """A term with two polarities is left out, as it is not said where either stands."""
    rows = []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            text, _, labels = line.partition("####")
            found = {}
            for term, sentiment in triplet.findall(labels):
                if term != "NULL" and term in text:
                    found.setdefault(term, set()).add(sentiment)
            aspects = [{"term": term, "start": -1, "sentiment": next(iter(s))} for term, s in found.items() if len(s) == 1]
            rows.append({"language": language, "text": text, "aspects": [a for a in aspects if a["sentiment"] in polarities]})
    return rows


def absita(file):
    """Characters of Python; [1, 0] is positive, [0, 1] negative, [0, 0] neutral, [1, 1] mixed."""
    rows = []
    for line in file.read_text("utf-8").splitlines():
        row = json.loads(line)
        named = {(1, 0): "positive", (0, 1): "negative", (0, 0): "neutral"}
        aspects = [
            {"term": term, "start": units(row["sentence"][:start]), "sentiment": named[tuple(polarity)]}
            for term, (start, end), polarity in zip(row["aspects"], row["aspects_position"], row["polarities"])
            if tuple(polarity) in named and row["sentence"][start:end] == term
        ]
        rows.append({"language": "it", "text": row["sentence"], "aspects": aspects})
    return rows


def corpora(clones, part):
    """Test parts, and what rules may be chosen on; of the Italian reviews only the training part is public with labels."""
    semeval = clones / "ABSADatasets/datasets/apc_datasets"
    kind = {"test": "Test_Gold", "train": "Train"}[part]
    yield "semeval14-restaurants-en", targets(semeval / f"110.SemEval/114.restaurant14/Restaurants_{kind}.xml.seg", "en")
    yield "semeval14-laptops-en", targets(semeval / f"110.SemEval/113.laptop14/Laptops_{kind}.xml.seg", "en")
    yield "mams-restaurants-en", mams(clones / f"MAMS-for-ABSA/data/MAMS-ATSA/raw/{part}.xml")
    for folder, field, language in (("127.spanish", "restaurants", "es"), ("125.french", "restaurants", "fr"), ("122.arabic", "hotels", "ar")):
        file = semeval / f"120.SemEval2016Task5/{folder}/{field}_{part}_{folder[4:]}.xml.dat"
        yield f"semeval16-{field}-{language}", targets(file, language)
    yield "absita-products-it", absita(clones / f"ATE_ABSITA/{ {'test': 'ate_absita_training', 'train': 'ate_absita_dev'}[part] }.ndjson")
    for language in ("en", "es", "fr", "de", "pt", "hi", "ar"):
        files = sorted(clones.glob(f"M-ABSA/data/*/{language}/{ {'test': 'test', 'train': 'dev'}[part] }.txt"))
        yield f"mabsa-{language}", mabsa(files, language)


def main(clones, folder):
    for part in ("test", "train"):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name, rows in corpora(clones, part):
            kept = [row for row in rows if row["aspects"]]
            lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in kept)
            (folder / part / f"{name}.jsonl").write_text("".join(lines), "utf-8")
            print(part, name, len(kept), sum(len(row["aspects"]) for row in kept))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
