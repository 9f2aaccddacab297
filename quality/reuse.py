"""Measure reuse on planted copies: ``reuse.py CORPORA`` prints a row for each share copied and each rate of edits.

CORPORA is the folder that holds gum/ and ewt/ (openly licensed). A text of another genre is given a run of whole sentences of a
news text, of which some words are dropped, doubled or changed; a fixed seed makes the plants the same in every run.
found = words of the planted run that are reported; pairs = plants with anything reported; origins = plants whose two texts are
put to one origin; strangers = words reported of 1,000 between texts that share nothing, and pairs of them put to one origin.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from background import conllu_texts

from tellings.collation.reuse import find_origins, find_reuse
from tellings.language import read_prose
from tellings.model import Analysis, Article

SEED = 7
PLANTS = 40
SHARES = (1.0, 0.6, 0.3)
EDITS = (0.0, 0.05, 0.1, 0.3)
FILLERS = ("indeed", "reportedly", "also", "there", "perhaps", "nearby", "meanwhile")


def sentences(corpora: Path, pattern: str) -> Iterator[list[str]]:
    """Yield the sentences of each text that has at least twelve."""
    for path in sorted(corpora.glob(pattern)):
        for text in conllu_texts(path):
            lines = [line for line in text.split("\n") if len(line.split()) > 4]
            if len(lines) >= 12:
                yield lines[:40]


def edit(words: list[str], rate: float, dice: random.Random) -> list[str]:
    """Return the words, each dropped, changed or followed by another with the given rate."""
    out: list[str] = []
    for word in words:
        if dice.random() >= rate:
            out.append(word)
        else:
            out += dice.choice(([], [dice.choice(FILLERS)], [word, dice.choice(FILLERS)]))
    return out


def plant(news: list[str], other: list[str], share: float, rate: float, dice: random.Random) -> tuple[str, tuple[int, int]]:
    """Return a text whose given share is a run of sentences from ``news``, and where that run stands."""
    run = news[: max(2, round(len(news) * 0.5))]
    copied = " ".join(edit(" ".join(run).split(), rate, dice))
    room = round(len(copied.split()) * (1 - share) / share)
    rest = " ".join(other).split()[:room]
    before = " ".join(rest[: len(rest) // 2])
    text = f"{before}\n{copied}\n{' '.join(rest[len(rest) // 2 :])}"
    return text, (len(before) + 1, len(before) + 1 + len(copied))


def analysis(key: str, text: str) -> Analysis:
    """Return an analysis with running text alone."""
    return Analysis(article=Article(id=key, text=text), prose=read_prose(text))


def covered(text: str, span: tuple[int, int], found: list[tuple[int, int]]) -> tuple[int, int]:
    """Return how many words of the span are covered by what was found, and how many it has."""
    places, at = [], span[0]
    for word in text[span[0] : span[1]].split():
        at = text.index(word, at)
        places.append(at)
        at += len(word)
    return sum(any(s <= p < e for s, e in found) for p in places), len(places)


def measure(news: list[list[str]], others: list[list[str]], share: float, rate: float) -> str:
    """Return the row of one share and one rate."""
    dice = random.Random(SEED)
    hit = whole = pairs = origins = 0
    for n in range(PLANTS):
        base, other = news[n % len(news)], [line for m in range(8) for line in others[(n + m) % len(others)]]
        text, span = plant(base, other, share, rate, dice)
        told = [analysis("a", "\n".join(base)), analysis("b", text)]
        reuse = find_reuse(told)
        found = [(p.start, p.end) for r in reuse for p in (r.from_, r.to) if p.article == "b"]
        part, all_ = covered(text, span, found)
        hit, whole, pairs = hit + part, whole + all_, pairs + bool(found)
        origins += len(find_origins(told, reuse)) == 1
    return f"{share:6.0%} {rate:6.0%} {hit / whole:7.1%} {pairs / PLANTS:7.1%} {origins / PLANTS:8.1%}"


def strangers(texts: list[list[str]]) -> str:
    """Return what is reported between texts that share nothing."""
    told = [analysis(f"{n:03}", "\n".join(lines)) for n, lines in enumerate(texts)]
    words = sum(len("\n".join(lines).split()) for lines in texts)
    reuse = find_reuse(told)
    shared = sum(len(p.exact.split()) for r in reuse for p in (r.from_, r.to))
    joined = sum(len(o.articles) - 1 for o in find_origins(told, reuse))
    return f"strangers: {len(texts)} texts, {1000 * shared / words:.2f} words of 1,000 reported, {joined} joined"


def main(corpora: str) -> None:
    """Print the table."""
    root = Path(corpora)
    news = list(sentences(root, "gum/dep/GUM_news_*.conllu"))
    others = list(sentences(root, "gum/dep/GUM_bio_*.conllu")) + list(sentences(root, "gum/dep/GUM_voyage_*.conllu"))
    sys.stdout.write(" share  edits   found   pairs  origins\n")
    for share in SHARES:
        for rate in EDITS:
            sys.stdout.write(measure(news, others, share, rate) + "\n")
    sys.stdout.write(strangers(news + others) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
