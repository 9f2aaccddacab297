"""Words, sentences, tags, trees and names on EWT and GUM, and who a pronoun stands for on GUM, as figures with their spread.

Spread: documents are drawn with replacement. The test parts are measured only when they are asked for by name.
"""

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quality import names, parse, references
from quality.conllu import documents
from quality.corpora import analyse
from quality.figure import Figure, bootstrap, f1_of_totals, part_of
from quality.shared import ProductError, make, referee
from tellings.language import read_prose
from tellings.language.readers import English, Rules

DEV, TEST = ("ewt dev", "gum dev"), ("ewt test", "gum test")
KINDS = ("person", "organisation", "place")
RULES = ("pronoun", "role-phrase")
GIVEN = {"UPOS": "tags", "LAS": "tree"}
RAW = {"words": "raw.words", "sentences": "raw.sentences", "UPOS": "raw.tags", "LAS": "raw.tree"}
Counts = Counter[tuple[str, str]]


def score_trees(part: str) -> list[Figure]:
    """Return tags and trees on the words of the corpus; words, sentences, tags and trees from its raw text."""
    reader: Any = _reader()
    found = []
    for told, make_side in ((GIVEN, parse.from_words), (RAW, parse.from_raw)):
        each = [parse.compare(parse.gold(d), make_side(d, reader)) for d in documents(*part.split())]
        found += [_figure(f"{part}.{ours}", figure, each) for figure, ours in told.items()]
    return found


def _reader() -> Any:
    reader = English().load()
    if isinstance(reader, Rules):
        raise ProductError(f"no reader of English: {reader.reason}")
    return reader


def _figure(name: str, figure: str, each: Iterable[Counts]) -> Figure:
    units = [(float(c[figure, "right"]), float(c[figure, "told"]), float(c[figure, "gold"])) for c in each]
    right, told, gold = (sum(column) for column in zip(*units, strict=True))
    return bootstrap(name, 200 * right / max(1, told + gold), units, f1_of_totals, f"{gold:,.0f} gold")


def score_names(part: str) -> list[Figure]:
    """Return exact F1 of names (span and kind), all and by kind."""
    judge = referee("names")
    with tempfile.TemporaryDirectory() as folder:
        gold = names.gold_of(part.replace(" ", "-"), Path(folder))
        told = {str(row["id"]): row for row in analyse(make("names", str(gold)))}
        pairs = [(set(g), set(judge.predictions(told[n], text))) for n, text, g in judge.documents([gold]) if n in told]
    return [_names(f"{part}.names", pairs), *(_names(f"{part}.names {kind}", pairs, kind) for kind in KINDS)]


def _names(name: str, pairs: list[tuple[set[Any], set[Any]]], kind: str | None = None) -> Figure:
    def counted(spans: set[Any]) -> float:
        return float(sum(kind in (None, span[2]) for span in spans))

    units = [(counted(gold & told), counted(told), counted(gold)) for gold, told in pairs]
    right, told, gold = (sum(column) for column in zip(*units, strict=True))
    return bootstrap(name, 200 * right / max(1, told + gold), units, f1_of_totals, f"{gold:.0f} gold, {told:.0f} told")


def score_references(part: str) -> list[Figure]:
    """Return precision and recall of pronouns and role phrases answered with a named person, on GUM's coreference."""
    reader = _reader()
    told = references.iter_told(part.split()[1])
    asked = [references.judge(t, reader.read(read_prose(t.text)), references.weights()) for t in told]
    found = []
    for rule in RULES:
        units = [_answered(one, rule, references.thresholds()[rule]) for one in asked]
        right, answered, due = (sum(column) for column in zip(*units, strict=True))
        of = f"{right:.0f} right of {answered:.0f} answered, {due:.0f} due"
        precision, recall = [(r, a) for r, a, _ in units], [(r, d) for r, _, d in units]
        found.append(bootstrap(f"{part}.{rule} precision", 100 * right / max(1, answered), precision, part_of, of))
        found.append(bootstrap(f"{part}.{rule} recall", 100 * right / max(1, due), recall, part_of, of))
    return found


def _answered(asked: references.Asked, rule: str, level: float) -> tuple[float, float, float]:
    """Return how many were answered rightly, answered, and due."""
    answers = [j for j in asked.judged if j.choice.rule == rule and j.choice.entity is not None and j.choice.score >= level]
    return float(sum(j.choice.entity in j.right for j in answers)), float(len(answers)), float(asked.due[rule])
