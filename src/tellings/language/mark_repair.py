"""Say where a lost quotation mark must have stood, when the words show it: a comma and "she said"; else nothing."""

import re
from functools import cache

from tellings.language.tables import load_table

REACH = 1_500  # characters in which the other mark is looked for: the longest quotation in one paragraph that a news report prints
NAME = r"[A-Z][\w’'.-]{0,30}(?: [A-Z][\w’'.-]{0,30}){0,3}"


def closing_place(text: str, at: int, limit: int) -> int | None:
    """Return the end of the words in marks that opened before ``at``: after the comma that a reporting clause follows.

    >>> closing_place('"We will wait, she said. It rained.', 1, 30)
    14
    """
    found = _clause().search(text[at : min(limit, at + REACH)])
    return at + found.end(1) if found else None


def opening_place(text: str, since: int, closer: int) -> int | None:
    """Return where the words began that a lone closing mark ends: after "said, ", else at the start of their sentence.

    Only whole clauses are restored: a comma or stop stands before the mark; of a fragment the beginning cannot be known.

    >>> opening_place('It rained. We will wait," she said.', 0, 24)
    11
    """
    piece = text[max(since, closer - REACH) : closer]
    if not piece.rstrip()[-1:] or piece.rstrip()[-1] not in ",.?!…":
        return None
    base = closer - len(piece)
    body = piece.rstrip()[:-1]
    starts = [m.end() for m in re.finditer(r"(?<=[.!?])[\"”’')]? (?=[A-Z“])", body)]
    start = starts[-1] if starts else 0 if base == since else None
    if start is None:
        return None
    said = [m.end() for m in _introduced().finditer(body, start)]
    if said:
        return base + said[-1]
    lead = len(body) - len(body[start:].lstrip())
    return base + lead if body[lead : lead + 1].isupper() else None


def rests_open(text: str, start: int, inner: int, paragraph: int) -> bool:
    """Tell whether an opening mark without a closing one begins a whole sentence that may fill its paragraph."""
    before = text[max(paragraph, start - 3) : start].rstrip()
    return (not before or before[-1] in ",:.!?") and text[inner : inner + 3].lstrip()[:1].isupper()


@cache
def _clause() -> re.Pattern[str]:
    verbs = _verbs()
    who = rf"(?:he|she|they|it|I|we|{NAME}|the [a-z-]{{2,20}}(?: [a-z-]{{2,20}})?)"
    after = rf"(?:{who} (?:also |later |then )?(?:{verbs})\b|(?:{verbs}) (?:{NAME}|the|a|an|one|he|she)\b)"
    return re.compile(rf"([,?!—])[ \u00a0]{{1,3}}{after}")


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_verbs()})(?: [\w’'.]{{1,20}}){{0,6}}[,:]\s{{1,3}}(?=[A-Z])|:\s{{1,3}}(?=[A-Z])")


def _verbs() -> str:
    return "|".join(sorted(load_table("language", "abbreviations.toml")["saying"]["words"]))
