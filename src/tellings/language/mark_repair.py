"""Say where a lost quotation mark must have stood, when the words show it: a comma and "she said"; else nothing."""

import re
from functools import cache

from tellings.language.sentences import find_sentences
from tellings.language.tables import load_table

REACH = 1_500  # characters in which the other mark is looked for: the longest quotation in one paragraph that a news report prints
CUE = 100  # characters of a reporting clause between two parts of a quotation
ASIDE = r"(?:, [^,\"“”]{3,80},)?"
NAME = r"[A-Z][\w’'.-]{0,30}(?: [A-Z][\w’'.-]{0,30}){0,3}"


def closing_place(text: str, at: int, limit: int) -> int | None:
    """Return the end of the words in marks that opened before ``at``: after the comma that a reporting clause follows.

    >>> closing_place('"We will wait, she said. It rained.', 1, 30)
    14
    """
    found = _clause().search(text[at : min(limit, at + REACH)])
    return at + found.end(1) if found else None


def opening_place(text: str, since: int, closer: int) -> int | None:
    """Return where the words began that a lone closing mark ends.

    That is after "said, " or "..., she said."; else where their sentence begins.

    Only whole clauses are restored: a comma or stop stands before the mark; of a fragment the beginning cannot be known.

    >>> opening_place('It rained. We will wait," she said.', 0, 24)
    11
    """
    base = max(since, closer - REACH)
    piece = text[base:closer].rstrip()
    if not piece or piece[-1] not in ",.?!…":
        return None
    sentences = find_sentences(text, (base, base + len(piece)))
    said = list(_introduced().finditer(text, base, base + len(piece)))
    if said:
        return said[-1].end()
    spoken = (
        len(sentences) > 1 and since > 0 and _cue().fullmatch(text, sentences[0][0], min(sentences[0][1], sentences[0][0] + CUE))
    )
    start = sentences[1 if spoken else -1][0] if sentences and (len(sentences) > 1 or base == since) else None
    return start if start is not None and text[start].isupper() else None


def rests_open(text: str, start: int, inner: int, paragraph: int) -> bool:
    """Tell whether an opening mark without a closing one begins a whole sentence that may fill its paragraph."""
    before = text[max(paragraph, start - 3) : start].rstrip()
    return (not before or before[-1] in ",:.!?") and text[inner : inner + 3].lstrip()[:1].isupper()


@cache
def _clause() -> re.Pattern[str]:
    return re.compile(rf"([,?!—])[ \u00a0]{{1,3}}{_speaking()}")


@cache
def _cue() -> re.Pattern[str]:
    """Return what stands between two parts of a quotation, such as "she told reporters."."""
    return re.compile(rf"{_speaking()}[^\"“”]{{0,{CUE}}}")


@cache
def _introduced() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_verbs()})(?: [\w’'.]{{1,20}}){{0,6}}[,:]\s{{1,3}}(?=[A-Z])|:\s{{1,3}}(?=[A-Z])")


def _speaking() -> str:
    verbs = _verbs()
    who = rf"(?:he|she|they|it|I|we|{NAME}{ASIDE}|the [a-z-]{{2,20}}(?: [a-z-]{{2,20}})?)"
    return rf"(?:{who} (?:also |later |then )?(?:{verbs})\b|(?:{verbs}) (?:{NAME}|the|a|an|one|he|she)\b)"


def _verbs() -> str:
    return "|".join(sorted(load_table("language", "abbreviations.toml")["saying"]["words"]))
