"""Posts and sentences whose names people marked, from public corpora, in one form for `bench/entities.ts`.

    python bench/peers/entity_corpora.py CLONES FOLDER

CLONES holds `git clone`s; FOLDER gets NAME.jsonl with rows of {language, text, spans: [[start, end]]}, offsets in UTF-16 units. Tokens are
joined by spaces, but for closing marks and the sign of an account or a hashtag. Accounts and hashtags among the labels are left out.

    emerging_entities_17    leondz/emerging_entities_17       posts of several sites in English, test part of WNUT-17 (Derczynski et al. 2017)
    broad_twitter_corpus    mayhewsw/broad_twitter_corpus     English tweets, part h (Derczynski, Bontcheva & Roberts 2016)
    wikineural              Babelscape/wikineural             CoNLL-2002 Spanish and CoNLL-2003 English and German news, and Wikipedia in French and
                                                              Italian, labelled by machine (Tedeschi et al. 2021)
    NER-datasets            davidsbatista/NER-datasets        WikiANN in Portuguese, labelled by machine (Pan et al. 2017)
"""

import json
import sys
from pathlib import Path


def units(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sentences(file):
    """Token and label are the last two columns; wikineural numbers the tokens, WikiANN writes the language before them."""
    tokens = []
    for line in file.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) < 2:
            if tokens:
                yield tokens
            tokens = []
        else:
            tokens.append((parts[-2].removeprefix("pt:"), parts[-1].strip()))
    if tokens:
        yield tokens


def row(tokens, language):
    text, spans, at = "", [], 0
    for k, (token, label) in enumerate(tokens):
        before = tokens[k - 1][0] if k else ""
        if text and token not in {".", ",", ":", ";", "!", "?", ")", "'s", "n't"} and before not in {"@", "#", "("}:
            text += " "
            at += 1
        start, text, at = at, text + token, at + units(token)
        if label.startswith("B") or (label.startswith("I") and not (spans and spans[-1][2])):
            spans.append([start, at, True])
        elif label.startswith("I"):
            spans[-1][1] = at
        elif spans:
            spans[-1][2] = False
    account = text.encode("utf-16-le")
    named = [
        [start, end]
        for start, end, _ in spans
        if not any(account[2 * k : 2 * k + 2].decode("utf-16-le", "replace") in ("@", "#") for k in (start - 1, start) if k >= 0)
    ]
    return {"language": language, "text": text, "spans": named}


def main(clones, folder):
    wikineural = clones / "wikineural/data"
    corpora = {
        "wnut17-en": ("en", clones / "emerging_entities_17/emerging.test.annotated"),
        "broad-twitter-en": ("en", clones / "broad_twitter_corpus/h.conll"),
        "conll-en": ("en", wikineural / "conll/en/test.conllu"),
        "conll-es": ("es", wikineural / "conll/es/test.conllu"),
        "conll-de": ("de", wikineural / "conll/de/test.conllu"),
        "wikineural-fr": ("fr", wikineural / "wikineural/fr/test.conllu"),
        "wikineural-it": ("it", wikineural / "wikineural/it/test.conllu"),
        "wikiann-pt": ("pt", clones / "NER-datasets/Portuguese/WikiANN/test"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, (language, file) in corpora.items():
        rows = [row(tokens, language) for tokens in sentences(file)]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows), "utf-8")
        print(name, len(rows), sum(len(one["spans"]) for one in rows))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
