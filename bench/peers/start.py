"""Processor seconds of whole fresh processes, Assay's command and Python's vaderSentiment in turn over the same posts.

    python bench/peers/start.py POSTS.jsonl[.gz] RUNS

From the project's folder, built (`dist`), by an interpreter with bench/peers/requirements.txt. POSTS holds `text`, such as
sentiment/vader-tweets.jsonl.gz of the shared data; it is read as it is and ten times over. Prints user + system seconds, the least and
the median of the runs, and the median of the ratios of each turn.
"""

import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile

SCRIPT = """
import json, sys
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
analyzer = SentimentIntensityAnalyzer()
print(json.dumps([analyzer.polarity_scores(json.loads(line)["text"]) for line in open(sys.argv[1])]))
"""


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def said(name, values):
    print(f"  {name:40} least {min(values):.3f}, median {statistics.median(values):.3f}")


def main(posts, runs):
    assay = ["node", os.path.join("dist", "cli", "main.js")]
    with (gzip.open if posts.endswith(".gz") else open)(posts, "rb") as file:
        lines = file.read()
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 10):
            path = os.path.join(folder, f"{times}.jsonl")
            with open(path, "wb") as file:
                file.write(lines * times)
            commands = {
                "assay method text/sentiment-lexicon": [*assay, "method", "text/sentiment-lexicon", path, "--json"],
                "Python vaderSentiment": [sys.executable, "-c", SCRIPT, path],
            }
            turns = [[seconds(command) for command in commands.values()] for _ in range(runs)]
            print(f"{len(lines.splitlines()) * times:,} posts")
            for name, values in zip(commands, zip(*turns)):
                said(name, values)
            print(f"  ratio {statistics.median(python / ours for ours, python in turns):.2f}")
    print("alone")
    for name, command in {
        "node -e 0": ["node", "-e", "0"],
        "assay --version": [*assay, "--version"],
        "assay methods": [*assay, "methods", "--json"],
        "python -c 0": [sys.executable, "-c", "0"],
        "python -c 'import vaderSentiment'": [sys.executable, "-c", SCRIPT.split("analyzer")[0]],
    }.items():
        said(name, [seconds(command) for _ in range(runs)])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
