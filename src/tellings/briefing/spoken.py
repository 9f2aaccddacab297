"""Who speaks in a sentence, by names and verbs of saying alone; the gate needs no more than the passages it is given."""

import re
from functools import cache
from typing import NamedTuple

from tellings.language.content import fold
from tellings.language.marks import pair_marks
from tellings.language.tables import load_table

NAME = r"(?:(?:[A-Z]\.)+|[A-Z][\w’'-]{0,30}\.?)(?:[ \u00a0](?:(?:[A-Z]\.)+|[A-Z][\w’'-]{0,30}|of|the|de|al)){0,5}"
REACH = 2_000  # characters of a passage that are searched


class Said(NamedTuple):
    """A name beside a verb of saying: the words of the name, folded; where the verb stands."""

    name: tuple[str, ...]
    at: int


def find_sayings(text: str) -> list[Said]:
    """Return the names that are said to speak.

    >>> [s.name for s in find_sayings('Ada Brook said it rained; "no," replied Tom Marsh, a miner.')]
    [('ada', 'brook'), ('tom', 'marsh')]
    """
    text = text[:REACH]
    found = []
    for m in _patterns().finditer(text):
        name = tuple(
            w for w in map(_bare, re.findall(r"[\w’'.-]+", m["before"] or m["behind"] or m["by"])) if w not in ("the", "of", "a")
        )
        if name and name[0] not in _openers():
            found.append(Said(name, m.start()))
    return found


def strings_in_marks(text: str) -> list[tuple[int, str]]:
    """Return what stands inside outer double marks, with its place."""
    pairs = [
        p
        for p in pair_marks(text, [(0, len(text))])
        if p.level == 0 and p.opened and p.closed and text[p.start : p.inner_start] not in ("'", "‘", "’", "`")
    ]
    return [(p.inner_start, text[p.inner_start : p.inner_end]) for p in pairs if p.inner_start < p.inner_end]


def without_strings(text: str) -> str:
    """Return a text with ellipses for what stands inside outer double marks; its length stays."""
    kept, at = [], 0
    for start, string in strings_in_marks(text):
        kept += [text[at:start], "…" * len(string)]
        at = start + len(string)
    return "".join([*kept, text[at:]])


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", fold(word)).strip(".")


@cache
def _openers() -> frozenset[str]:
    return frozenset(load_table("language", "abbreviations.toml")["openers"]["words"])


@cache
def _patterns() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_table("briefing", "words.toml")["speech"]["verbs"], key=len, reverse=True))
    aside = r"(?:, [^,\"“”]{2,80},)?"
    return re.compile(
        rf"(?<![\w’'-])(?P<before>{NAME}){aside} (?:also |later |then |has |had |have |have also |once )?(?:{verbs})\b"
        rf"|\b(?:{verbs}) (?:[a-z-]{{2,20}} ){{0,3}}(?P<behind>{NAME})"
        rf"|\b[Aa]ccording to (?:[a-z-]{{2,20}} ){{0,3}}(?P<by>{NAME})"
    )
