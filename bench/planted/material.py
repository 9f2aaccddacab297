"""The articles to plant in: the dev sets with gold story labels, read at run time, kept nowhere."""

import json
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from bench.planted.knowledge import number
from quality.shared import SHARED
from tellings.analysis import analyse
from tellings.language.readers import load_reader
from tellings.model import Analysis
from tellings.reading import read

SETS = ("basil", "ecbplus", "galaxy_wikinews")
SHORTEST, LONGEST = 600, 12_000  # characters; below there is hardly a sentence to change, above one article costs as much as ten


class Paper(NamedTuple):
    """One article as the set gives it."""

    id: str
    story: str
    text: str
    published: str | None
    outlet: str | None


@cache
def papers(half: str) -> tuple[Paper, ...]:
    """Return the articles of a half of the stories, in an order that depends on their texts alone; no text twice."""
    found: dict[str, Paper] = {}
    for name in SETS:
        path = SHARED / "corpora" / "eval" / "grouping" / f"{name}.dev.jsonl"
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            story = f"{name}/{row['cluster']}"
            if SHORTEST <= len(row["text"]) <= LONGEST and half_of(story) == half:
                found.setdefault(row["text"], Paper(row["id"], story, row["text"], row.get("date"), row.get("outlet")))
    return tuple(sorted(found.values(), key=lambda p: number(p.text)))


def half_of(story: str) -> str:
    """Return the half that a story belongs to: detectors may be tuned on stories of half A alone."""
    return "AB"[number("half", story) % 2]


def stories(half: str) -> dict[str, list[Paper]]:
    """Return the articles of each gold story."""
    found: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers(half):
        found[paper.story].append(paper)
    return dict(found)


def read_again(text: str, paper: Paper, version: str = "") -> Analysis:
    """Return the analysis of a text as an article of a paper's day; a version has an outlet of its own."""
    outlet = f"{version} of {paper.outlet or paper.id}" if version else paper.outlet
    return analyse(read(text, published=paper.published, outlet=outlet, language="en"), load_reader())


@cache
def analysed(paper: Paper) -> Analysis:
    """Return the analysis of a paper, made once."""
    return read_again(paper.text, paper)
