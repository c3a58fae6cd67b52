"""Posts that people labelled for emotion, toxicity, sarcasm and stance in seven languages, as one JSON line a post.

    python opinion_corpora.py CLONES OUT          # with openpyxl; CLONES holds clones of the repositories below, OUT gets METHOD-LANGUAGE.jsonl

    emotion   es EmoEvent: fmplaza/EmoEvent (tweets)
              de, pt, hi, ar BRIGHTER: emotion-analysis-project/SemEval2025-Task11 (arXiv:2502.11926; posts, Hindi and Algerian ones also
              written or literary; CC BY 4.0), several emotions a post; ar is Algerian and Moroccan
              it MultiEmotions-It: RacheleSprugnoli/Esercitazioni_SA (CC BY-NC-SA 4.0), comments on songs and advertisements
              fr, it XED: Helsinki-NLP/XED (CC BY 4.0): subtitles, labels projected from English and Finnish ones; no French posts
    toxicity  de GermEval 2018: uds-lsv/GermEval-2018-Data (CC BY 4.0); es EmoEvent's column offensive; pt ToLD-Br: JAugusto97/ToLD-Br
              (CC BY-SA 4.0), two of three people; fr MLMA: HKUST-KnowComp/MLMA_hate_speech (MIT; hate_speech_mlma.zip unpacked), any
              label but normal and fearful; hi HASOC 2021: Akshaya-04/HASOC-2021; ar L-HSAB:
              Hala-Mulki/L-HSAB-First-Arabic-Levantine-HateSpeech-Dataset
              it PejorativITy: arimuti/PejorativITy, tweets with one of 24 words that may be epithets of women, whether they are misogynous
              *-hatecheck: rewire-online/multilingual-hatecheck (CC BY 4.0), sentences made from templates: a diagnostic, no corpus
    sarcasm   it IronITA: evalita2018/data (fair use); ar ArSarcasm-v2: iabufarha/ArSarcasm-v2 (MIT); pt fabio-ricardo/deteccao-ironia
              (MIT), collected by #ironia and by #economia, these words taken out; hi sahilswami96/SarcasmDetection_CodeMixed (GPL-3.0),
              Hindi in Latin letters
    stance    es CIC: ZotovaElena/Multilingual-Stance-Detection; fr, it mirkolai/MultilingualStanceDetection; ar Mawqif:
              NoraAlt/Mawqif-Arabic-Stance; hi sahilswami96/StanceDetection_CodeMixed (Hindi in Latin letters); de
              YangZexi96/Resource-Aware-Stance-Detection-in-the-2025-German-Election, its test part, replies to politicians
No licence named: the repository states none; look before you use it for more than measuring.
Their own train and test parts where they have some; else halves by a hash of the text. The train part may be looked at, test is for
reporting. A line is {text, part, labels, target}: labels in the words of the methods, target the names that stance is told.
"""

import csv
import json
import re
import sys
import zlib
from pathlib import Path

import openpyxl

csv.field_size_limit(10**8)
CLONES, OUT = Path(sys.argv[1]), Path(sys.argv[2])
EMOTIONS = ("anger", "disgust", "fear", "joy", "sadness", "surprise")


def table(path, delimiter=",", **given):
    with open(CLONES / path, encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines, delimiter=delimiter, **given)


def sheet(path):
    head, *rows = openpyxl.load_workbook(CLONES / path, read_only=True).active.iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in rows]


def half(text):
    return "train" if zlib.crc32(text.encode()) % 2 else "test"


def write(name, rows):
    """Rows are (part or None, text, labels) or (part or None, text, labels, target). A text counts once, where it stands first: copies differ
    in mentions, links and hashtags at most, so that none of the train part is in test."""
    seen = set()
    with open(OUT / f"{name}.jsonl", "w", encoding="utf-8") as out:
        for part, text, labels, *target in rows:
            words = re.sub(r"[@#]\w+|https?\S+|\W+", " ", (text or "").lower()).strip()
            if words and words not in seen:
                seen.add(words)
                row = {"text": text, "part": part or half(text), "labels": labels, "target": target[0] if target else None}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")


def yes(name, true):
    return [name] if true else [f"not {name}"]


def emoevent():
    """Its dev part is our test part: in its test part labels and texts do not belong together (of 47 tweets with "feliz" 11 are joy)."""
    for part, name in (("train", "train"), ("test", "dev")):
        for row in table(f"EmoEvent/splits/es/{name}.tsv", "\t", quoting=csv.QUOTE_NONE):
            yield part, row


def emotions():
    spanish = ((part, row["tweet"], [row["emotion"]] if row["emotion"] in EMOTIONS else ["none"])
               for part, row in emoevent())
    write("emotion-es", spanish)
    brighter = "SemEval2025-Task11/task-dataset/semeval-2025-task11-dataset/track_a"
    for language, names in {"de": ["deu"], "pt": ["ptbr"], "hi": ["hin"], "ar": ["arq", "ary"]}.items():
        write(f"emotion-{language}",
              ((part, row["text"], [one for one in EMOTIONS if row.get(one) == "1"] or ["none"])
               for part in ("train", "test") for name in names for row in table(f"{brighter}/{part}/{name}.csv")))
    xed = {1: "anger", 3: "disgust", 4: "fear", 5: "joy", 6: "sadness", 7: "surprise"}
    for language in ("fr", "it"):
        lines = (CLONES / f"XED/Projections/{language}-projections.tsv").read_text(encoding="utf-8")
        pairs = re.findall(r"(?m)^([^\t\n]+)\t([\d, ]+)$", lines)
        write(f"emotion-{language}-subtitles",
              ((None, text, [xed[int(k)] for k in found.split(",") if int(k) in xed] or ["none"]) for text, found in pairs))
    names = {"RABBIA": "anger", "DISGUSTO": "disgust", "PAURA": "fear", "GIOIA": "joy", "TRISTEZZA": "sadness", "SORPRESA": "surprise"}
    comments = table("Esercitazioni_SA/dataset/MultiEmotions-It.tsv", "\t", quoting=csv.QUOTE_NONE)
    write("emotion-it", ((None, row["comment"], [names[one] for one in names if row[one] == "1"] or ["none"]) for row in comments))


def toxicity():
    write("toxicity-es", ((part, row["tweet"], yes("toxic", row["offensive"] == "OFF")) for part, row in emoevent()))
    german = ((part, *line.split("\t")[:2]) for part, name in (("train", "training"), ("test", "test"))
              for line in (CLONES / f"GermEval-2018-Data/germeval2018.{name}.txt").read_text(encoding="utf-8").split("\n") if "\t" in line)
    write("toxicity-de", ((part, text, yes("toxic", label == "OFFENSE")) for part, text, label in german))
    write("toxicity-pt", ((None, row.pop("text"), yes("toxic", max(map(float, row.values())) >= 2)) for row in table("ToLD-Br/ToLD-BR.csv")))
    write("toxicity-fr", ((None, row["tweet"], yes("toxic", set(row["sentiment"].split("_")) - {"normal", "fearful"}))
                          for row in table("MLMA_hate_speech/hate_speech_mlma/fr_dataset.csv")))
    write("toxicity-hi", ((None, row["text"], yes("toxic", row["task1"] == "HOF")) for row in sheet("HASOC-2021/HASOC-Hindi2021(train).xlsx")))
    write("toxicity-ar", ((None, row["Tweet"], yes("toxic", row["Class"] != "normal"))
                          for row in table("L-HSAB-First-Arabic-Levantine-HateSpeech-Dataset/Dataset/L-HSAB", "\t", quoting=csv.QUOTE_NONE)))
    epithets = table("PejorativITy/datasets/pejorative/pejorativity.csv")
    write("toxicity-it", ((None, row["text"], yes("toxic", row["misogyny"] == "1")) for row in epithets))
    for language, name in {"ar": "arabic", "de": "german", "es": "spanish", "fr": "french", "hi": "hindi", "it": "italian", "pt": "portuguese"}.items():
        write(f"toxicity-{language}-hatecheck",
              (("test", row["test_case"], yes("toxic", row["label_gold"] == "hateful"))
               for row in table(f"multilingual-hatecheck/MHC Final Cases/hatecheck_cases_final_{name}.csv")))


def blocks(path):
    """Lines of a code-mixed corpus: an id, then text or label, by id."""
    lines = [line.strip() for line in (CLONES / path).read_text(encoding="utf-8").split("\n")]
    return {lines[i]: lines[i + 1] for i in range(len(lines) - 1) if re.fullmatch(r"\d{15,}", lines[i])}


def sarcasm():
    irony = [("train", "training_ironita2018/training_ironita2018"), ("test", "evaluation_ironita2018/test_gold_ironita2018")]
    write("sarcasm-it", ((part, row["text"], yes("sarcastic", row["irony"] == 1)) for part, name in irony for row in sheet(f"data/IronITA/{name}.xlsx")))
    arabic = [("train", "training_data"), ("test", "testing_data")]
    write("sarcasm-ar", ((part, row["tweet"], yes("sarcastic", row["sarcasm"] == "TRUE"))
                         for part, name in arabic for row in table(f"ArSarcasm-v2/ArSarcasm-v2/{name}.csv")))
    collected = re.compile(r"(?i)\b(?:ironias?|sarcasmos?|economia)\b")
    write("sarcasm-pt", ((None, collected.sub(" ", row["text"] or "").strip(), yes("sarcastic", name == "ironia"))
                         for name in ("ironia", "nao-ironico") for row in table(f"deteccao-ironia/{name}.csv", ";")))
    texts, truth = (blocks(f"SarcasmDetection_CodeMixed/Dataset/{name}.txt") for name in ("Sarcasm_tweets", "Sarcasm_tweet_truth"))
    marks = re.compile(r"(?i)#(?:sarcasm|sarcastic|irony|ironic)\w*")
    write("sarcasm-hi", ((None, marks.sub(" ", texts[one]).strip(), yes("sarcastic", label == "YES")) for one, label in truth.items() if one in texts))


def stance():
    def side(label):
        return ["favour" if label[:2].lower() in ("fa", "zu") else "against" if label[:2].lower() in ("ag", "ab") else "none"]

    spanish = "Multilingual-Stance-Detection/CIC_2020_Dataset/data/02_CIC_ES/spanish"
    write("stance-es", ((part, row["TWEET"], side(row["LABEL"]), "independencia,independentismo,independentista,independentistas")
                        for part in ("train", "test") for row in table(f"{spanish}_{part}.csv", "\t", quoting=csv.QUOTE_NONE)))
    lai = {"fr": {"macron_fr": "macron,emmanuel macron", "lepen_fr": "le pen,lepen,marine le pen,mlp"},
           "it": {"referendum_it": "referendum,referendumcostituzionale,riforma"}}
    for language, files in lai.items():
        write(f"stance-{language}", ((None, row["Tweet"], side(row["Stance"]), target)
                                     for name, target in files.items() for row in table(f"MultilingualStanceDetection/dataset/{name}.csv")))
    arabic = {"Women empowerment": "تمكين المرأة,المرأة", "Covid Vaccine": "لقاح,تطعيم,لقاح كورونا", "Digital Transformation": "التحول الرقمي"}
    write("stance-ar", ((part.lower(), row["text"], side(row["stance"]), arabic[row["target"]])
                        for part in ("Train", "Test") for row in table(f"Mawqif-Arabic-Stance/Data/Mawqif_AllTargets_{part}.csv")))
    texts, truth = (blocks(f"StanceDetection_CodeMixed/Dataset/{name}.txt") for name in ("Notebandi_tweets", "Notebandi_tweets_stance"))
    write("stance-hi", ((None, texts[one], side(label), "notebandi,note bandi,demonetisation,demonetization") for one, label in truth.items() if one in texts))
    german = "Resource-Aware-Stance-Detection-in-the-2025-German-Election/data/modelbenchmark/model_benchmark_results/gbert/gbert-large_preds.csv"
    write("stance-de", ((None, row["text"], side(row["label"]), re.sub(r",.*", "", row["name"]).replace("/", ",").lower())
                        for row in table(german, ";") if row["name"] != "UNKNOWN"))


OUT.mkdir(parents=True, exist_ok=True)
for make in (emotions, toxicity, sarcasm, stance):
    make()
