"""The Python side of bench/opinions.ts.

    python opinions.py cases N SEED          texts made to be odd, one JSON object {text, scores} a line, on stdout
    python opinions.py time FILE REPEATS     CPU seconds of vaderSentiment over the texts of an NDJSON file (.gz too), one a line

`edge_cases` is the generator: each case comes from one of eight makers, drawn by a seeded random.Random. They aim at what two
implementations in different languages do differently: order of rules, Python's notions of space, case and punctuation, emoji in
sequences, rounding, equal values before a "but", long texts.
"""

import gzip
import json
import random
import string
import sys
import time
from pathlib import Path

import vaderSentiment.vaderSentiment as package

analyzer = package.SentimentIntensityAnalyzer()
FOLDER = Path(package.__file__).parent

RULE_WORDS = ("no or nor never so this without doubt least at very but kind of the shit bomb bad ass badass bus stop yeah right kiss "
              "of death to die for beating heart just enough kind sort a not isn't n't ain't N'T however and is was it they").split()
FILLERS = "table chair monday movie phone battery plot of in on a the and we they is was has been people today 7 2015 http://t.co/x @user #tag".split()
SPACES = [" "] * 12 + ["  ", "\t", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x1f", "\x85", "\xa0", "\u1680", "\u2003",
                       "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u200b", "\ufeff", "\u180e", "\u2060"]
ODD = list("İıſßẞǅǆŸΣσςΑΩЖжԱՒŉﬁﬀⅧⅷⒶⓐªºᴬʰΐᾈᾳ𝐀𝐚𐐀𐐨ＡａK℃Å１²½अहْ的あ한") + [
    "e\u0301", "i\u0307", "\u200d", "\ufe0f", "\u20e3", "\u200f", "\u202e", "\u0345", "\u0295", "\u10fc", "\ua7c0", "\ud800", "\udfff",
    "\U000e0067", "a\u0300\u0301\u0302\u0303"]
TONES = [chr(code) for code in range(0x1F3FB, 0x1F400)]
SEQUENCES = ["👩‍❤️‍💋‍👨", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🇺🇸", "1️⃣", "#️⃣", "❤️‍🔥", "🧑🏽‍🚀", "👍🏿", "🤦🏻‍♀️", "☹️", "☺️", "❤", "♥️", "©", "™️", "‼️", "⁉️"]


def pools():
    words = [word for word in analyzer.lexicon if word.isalpha()]
    marks = [word for word in analyzer.lexicon if not word.isalpha()]
    return words, marks, list(analyzer.emojis), list(package.BOOSTER_DICT), list(package.NEGATE)


WORDS, MARKS, EMOJI, BOOSTERS, NEGATIONS = pools()


def cased(r, word):
    kind = r.random()
    if kind < 0.6:
        return word
    if kind < 0.8:
        return word.upper()
    if kind < 0.9:
        return word.title()
    return "".join(c.upper() if r.random() < 0.5 else c for c in word)


def wrapped(r, word):
    if r.random() < 0.75:
        return word
    before = "".join(r.choice(string.punctuation) for _ in range(r.randrange(3)))
    after = "".join(r.choice("!!!???.,;:'\")]" + string.punctuation) for _ in range(r.randrange(5)))
    return before + word + after


def word(r):
    kind = r.random()
    if kind < 0.32:
        return r.choice(WORDS)
    if kind < 0.5:
        return r.choice(RULE_WORDS)
    if kind < 0.62:
        return r.choice(BOOSTERS)
    if kind < 0.74:
        return r.choice(NEGATIONS)
    if kind < 0.8:
        return r.choice(MARKS)
    return r.choice(FILLERS)


def sentence(r, length=None):
    return " ".join(wrapped(r, cased(r, word(r))) for _ in range(length or r.randrange(1, 16)))


def with_emoji(r):
    parts = []
    for _ in range(r.randrange(1, 12)):
        kind = r.random()
        parts.append(r.choice(EMOJI) if kind < 0.4 else r.choice(SEQUENCES) if kind < 0.55 else r.choice(TONES) if kind < 0.6 else word(r))
        parts.append(r.choice(["", " ", " ", "  ", "\n"]))
    return "".join(parts)


def with_odd_characters(r):
    parts = []
    for _ in range(r.randrange(1, 12)):
        parts.append(wrapped(r, cased(r, word(r))) if r.random() < 0.7 else "".join(r.choice(ODD) for _ in range(r.randrange(1, 5))))
        if r.random() < 0.2:
            parts[-1] = parts[-1].replace(r.choice("aeios"), r.choice(ODD), 1)
        parts.append(r.choice(SPACES))
    return "".join(parts)


def phrases(r):
    """Idioms, "but" and equal values, close together."""
    pieces = ["the shit", "the bomb", "bad ass", "bus stop", "yeah right", "kiss of death", "to die for", "beating heart", "just enough",
              "kind of", "sort of", "never so", "never this", "without doubt", "without a doubt", "at least", "very least", "the least",
              "but", "BUT", "no", "nor", "good", "good", "bad", "great", "love", "not", "isn't", "very", "hardly", "x", "film"]
    return r.choice([" ", " ", " ", ", "]).join(cased(r, r.choice(pieces)) for _ in range(r.randrange(2, 12)))


def punctuation(r):
    return "".join(r.choice(["!", "?", ".", " ", ":", ")", "(", "-", "D", "P", ";", "<3", "good", "bad", "…", "！", "？", "'"])
                   for _ in range(r.randrange(0, 14)))


def mutated(r):
    text = list(sentence(r))
    for _ in range(r.randrange(1, 6)):
        place = r.randrange(len(text) + 1)
        kind = r.random()
        if kind < 0.4:
            text.insert(place, r.choice(ODD + SPACES + list(string.printable)))
        elif kind < 0.7 and text:
            del text[min(place, len(text) - 1)]
        elif text:
            text[min(place, len(text) - 1)] *= r.randrange(2, 6)
    return "".join(text)


def characters(r):
    """Any code points at all, lone surrogates among them; between them sometimes words."""
    top = r.choice([0x80, 0x250, 0x3000, 0x10000, 0x20000, 0x110000])
    return "".join(chr(r.randrange(top)) if r.random() < 0.9 else f" {word(r)} " for _ in range(r.randrange(0, 40)))


def long(r):
    return sentence(r, r.randrange(100, 600))


MAKERS = [(sentence, 34), (with_emoji, 15), (with_odd_characters, 14), (phrases, 16), (punctuation, 6), (mutated, 10), (characters, 4.9), (long, 0.1)]


def edge_cases(n, seed):
    r = random.Random(seed)
    makers, weights = zip(*MAKERS)
    yield from ["", " ", "\x85", "\ufeff", "!" * 5000, "good " * 3000, ("good but bad " * 400), "a" * 100000]
    for _ in range(n - 8):
        yield r.choices(makers, weights)[0](r)


def scores(text):
    found = analyzer.polarity_scores(text)
    return [found[key] + 0.0 for key in ("neg", "neu", "pos", "compound")]  # + 0.0: -0.0 becomes 0.0


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="\n") as file:
        return [json.loads(line)["text"] for line in file]


def main():
    if sys.argv[1] == "cases":
        for text in edge_cases(int(sys.argv[2]), int(sys.argv[3])):
            print(json.dumps({"text": text, "scores": scores(text)}))
    elif sys.argv[1] == "time":
        texts = lines(sys.argv[2])
        for _ in range(int(sys.argv[3])):
            started = time.process_time()
            for text in texts:
                analyzer.polarity_scores(text)
            print(time.process_time() - started)


if __name__ == "__main__":
    main()
