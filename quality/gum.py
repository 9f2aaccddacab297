"""Names in GUM: its mentions of persons, organisations and places that are headed by a proper noun, without what is no name.

A mention is an ``Entity=`` bracket; its head the first word that hangs outside it. A name is the stretch around the head of
proper nouns and of words that the annotators hold for its core (``minspan``) and that open with a capital; "of", "and", "the"
and the like belong to it between two such words of an organisation or a place. Left out: determiners, titles ("Mr.",
"President", by word and by the relation ``nmod:desc``), a possessive ending, a person that is named by title alone ("the
President"), and peoples and parties ("the Thais"), which are groups. Of names that overlap, the longer stays.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from quality.conllu import Row, read

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
BRACKET = re.compile(r"\((?P<alone>[^()]+)\)|\((?P<opens>[^()]+)|(?P<closes>[^()]+)\)")
BETWEEN = frozenset("of the and for & - – de la del di du 's ’s".split())
TITLES = frozenset(
    """mr mrs ms miss dr prof professor president vice chancellor king queen prince princess emperor tsar lord lady sir
    saint st sheikh shah sultan governor senator congressman congresswoman representative secretary general minister
    prime ambassador judge justice chief captain colonel lieutenant major sergeant admiral commander officer pope bishop
    father sister brother rabbi reverend rev imam chairman chairwoman chair speaker mayor sheriff attorney counsel dean
    provost director administrator doctor manager coach uncle aunt mom dad mother grandma grandpa madam madame ma'am god
    """.split()
)
Mention = tuple[int, int, str, frozenset[int]]  # first and last word, kind, words of its core
Name = tuple[int, int, str]  # first word, word after the last, kind


def names_of(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the names of each sentence of a file as BIO over its words."""
    for document in read(path):
        for tree in document.trees:
            yield as_bio(len(tree.rows), names(tree.rows))


def as_bio(words: int, found: Sequence[Name]) -> tuple[str, ...]:
    """Return names as one tag a word.

    >>> as_bio(4, [(1, 3, "PER")])
    ('O', 'B-PER', 'I-PER', 'O')
    """
    tags = ["O"] * words
    for first, last, kind in found:
        tags[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return tuple(tags)


def names(rows: Sequence[Row]) -> list[Name]:
    """Return the names of a sentence, none overlapping."""
    kept: list[Name] = []
    trimmed = (_trimmed(rows, m) for m in _mentions(rows))
    for name in sorted((n for n in trimmed if n), key=lambda n: (n[0] - n[1], n)):
        if all(name[1] <= a or b <= name[0] for a, b, _ in kept):
            kept.append(name)
    return sorted(kept)


def _mentions(rows: Sequence[Row]) -> Iterator[Mention]:
    waiting: dict[str, list[tuple[int, list[str]]]] = defaultdict(list)
    for n, row in enumerate(rows):
        cell = next((c[7:] for c in row[9].split("|") if c.startswith("Entity=")), "")
        for m in BRACKET.finditer(cell):
            if m["opens"]:
                fields = m["opens"].split("-")
                waiting[fields[0]].append((n, fields))
                continue
            first, fields = (n, m["alone"].split("-")) if m["alone"] else waiting[m["closes"]].pop()
            if fields[1] in KINDS:
                core = frozenset(first + int(x) - 1 for x in fields[5].split(",") if x.isdigit())
                yield first, n, KINDS[fields[1]], core


def _trimmed(rows: Sequence[Row], mention: Mention) -> Name | None:
    """Return the name within a mention, or None."""
    first, last, kind, core = mention
    head = next((n for n in range(first, last + 1) if not first <= int(rows[n][6]) - 1 <= last), first)
    if rows[head][3] != "PROPN" or (kind == "PER" and rows[head][4] == "NNPS"):
        return None
    if kind == "PER" and _is_title(rows[head]) and not any(row[7] == "flat" for row in rows[head + 1 : head + 2]):
        return None
    inside = [_belongs(rows[n], n in core) for n in range(first, last + 1)]
    start = _reach(rows, inside, head - first, -1, kind, first) + first
    end = _reach(rows, inside, head - first, 1, kind, first) + first
    while kind == "PER" and start <= end and (_is_title(rows[start]) or rows[start][1] in "-–"):
        start += 1
    return (start, end + 1, kind) if start <= end else None


def _belongs(row: Row, core: bool) -> bool:
    """Tell whether a word may stand in a name by itself: "Zahra", the "New" of "New Zealand", the "III" of a king."""
    return row[3] == "PROPN" or row[7] == "flat" or (core and row[1][:1].isupper() and row[3] not in ("DET", "PRON"))


def _reach(rows: Sequence[Row], inside: Sequence[bool], head: int, step: int, kind: str, first: int) -> int:
    """Return the last word, seen from the head, that the name reaches in one direction."""
    at, seen = head, head + step
    joining = {"-", "–"} if kind == "PER" else BETWEEN
    while 0 <= seen < len(inside) and (inside[seen] or rows[first + seen][1].lower() in joining):
        at = seen if inside[seen] else at
        seen += step
    return at


def _is_title(row: Row) -> bool:
    return row[7] == "nmod:desc" or row[1].lower().rstrip(".") in TITLES
