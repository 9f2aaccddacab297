"""A sentence that the fake writer will write: what it cites, how it was made, whether it is true; and the stories they are of."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

import tellings
from bench.planted.knowledge import number
from bench.planted.material import Paper, analysed, stories
from bench.planted.page import Page, Told
from tellings.analysis import analyse
from tellings.briefing import brief
from tellings.collation import collate
from tellings.language.readers import load_reader
from tellings.model import Analysis, Passage, Story
from tellings.reading import read
from tellings.writer.offering import Offer, make_offer

REPORTS = 3  # of a story, at most
DEMO = Path(tellings.__file__).parent / "demo" / "pile"
QUOTED = re.compile(r"[“”\"‘]|''|``")
LEANING = re.compile(r"\b(?:he|she|it|they|his|her|its|their|this|that|these|those|we|i|you|our|my)\b", re.I)


class Line(NamedTuple):
    """A sentence and its passages; ``kind`` names how it was made."""

    text: str
    cited: tuple[Passage, ...]
    kind: str
    true: bool


class Case(NamedTuple):
    """One story, the analyses of its reports, and what of it a writer is offered."""

    name: str
    story: Story
    analyses: tuple[Analysis, ...]
    papers: tuple[Paper, ...]
    offer: Offer

    @property
    def pages(self) -> list[Page]:
        """Return the reports as pages."""
        return [page_of(a) for a in self.analyses]

    def passage(self, page: Page, told: Told) -> Passage | None:
        """Return the passage of a sentence where the writer is offered it."""
        passage = page.analysis.passage(told.start, told.end)
        return passage if passage in self.offer.passages else None

    def sentences(self) -> Iterator[tuple[Page, Told, Passage]]:
        """Yield the sentences that are offered and can bear a change, in an order that depends on their texts alone."""
        found = [(page, told, p) for page in self.pages for told in page.sentences if (p := self.passage(page, told))]
        yield from sorted(found, key=lambda f: number("line", f[2].exact))


def half_of(part: str) -> str:
    """Return the half of stories and of planted templates that a part draws on: A's own, or the other."""
    return "A" if part == "A" else "B"


def cases(part: str, most: int) -> Iterator[Case]:
    """Yield stories of the shared dev sets with several reports each; with B also our own invented one.

    A has stories of the half to tune on; B the first of the other half, C the last of it, D and E those behind B's.
    """
    if part == "B":
        own = tuple(
            analyse(read(p.read_text(encoding="utf-8"), p.name, language="en"), load_reader()) for p in sorted(DEMO.glob("*.txt"))
        )
        groups = [a for a in own if "dam" in a.article.text.lower()]
        yield _case("demo", tuple(groups), ())
    told = [(name, papers) for name, papers in stories(half_of(part)).items() if len(papers) > 1]
    told.sort(key=lambda t: number("story", t[0]), reverse=part == "C")
    first = most * ("ABCDE".index(part) - 2) if part in "DE" else 0
    for name, papers in told[first : first + most]:
        chosen = tuple(sorted(papers, key=lambda p: number("report", p.text))[:REPORTS])
        yield _case(name, tuple(a for a in map(analysed, chosen) if a.syntax), chosen)


def _case(name: str, analyses: tuple[Analysis, ...], papers: tuple[Paper, ...]) -> Case:
    story, settled = collate(analyses)
    story = replace(story, brief=brief(story, settled, reader=load_reader()))
    told = tuple(sorted(settled, key=lambda a: a.article.id))
    return Case(name, story, told, papers, make_offer(story, told))


@cache
def _pages() -> dict[str, Page]:
    return {}


def page_of(analysis: Analysis) -> Page:
    """Return the page of an analysis, made once."""
    return _pages().setdefault(analysis.article.id, Page(analysis))


def plain(page: Page, told: Told) -> str:
    """Return a sentence that can stand in another one: no marks, no pronoun, one clause set; nothing where it is none."""
    text = " ".join(page.text[told.start : told.end].split())
    roots = [n for n in range(told.first, told.last) if page.label(n) == "root"]
    tells = bool(roots) and page.tag(roots[0]) in ("VERB", "ADJ", "NOUN") and page.child(roots[0], "nsubj", "nsubj:pass") >= 0
    fine = (
        tells
        and text.endswith(".")
        and len(text) < 200
        and not QUOTED.search(text)
        and not LEANING.search(text)
        and ":" not in text
    )
    return text[:-1] if fine and "\n" not in page.text[told.start : told.end].strip() else ""


def low(text: str, page: Page, told: Told) -> str:
    """Return a sentence with a small letter at its start, unless it begins with a name."""
    return text if page.tag(told.first) == "PROPN" or text.split(maxsplit=1)[0].isupper() else text[0].lower() + text[1:]


def speakers(case: Case) -> list[str]:
    """Return the full names of people in the story, in order."""
    found = (e.name for e in case.story.entities if e.kind == "person" and " " in e.name and e.name.replace(" ", "").isalpha())
    return sorted(set(found), key=lambda n: number("name", n))
