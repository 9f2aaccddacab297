"""Whether two names or roles printed for a speaker may be one person's."""

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Literal

from tellings.language.content import fold, stop_words
from tellings.language.tables import load_table
from tellings.language.tokens import tokenise
from tellings.model import Quotation

Likeness = Literal["same", "partly", "unknown", "different"]
LINKS = frozenset({"of", "from", "for", "at", "in", "with", "who", "close", "familiar", "speaking"})


def alike(one: Iterable[str], other: Iterable[str]) -> Likeness:
    """Compare the speakers of two quotations.

    same: each name of the one fits a name of the other; partly: joint speakers who share somebody; unknown: one side names
    nobody or gives a role only; different: names that cannot be one person's.

    >>> alike(["Petra Osk"], ["Osk"]), alike(["Ann Venn", "Petra Osk"], ["Osk"])
    ('same', 'partly')
    >>> alike(["the mayor"], ["Osk"]), alike(["Ann Venn"], ["Osk"])
    ('unknown', 'different')
    """
    ones, others = list(one), list(other)
    if not ones or not others:
        return "unknown"
    table = [[_pair(a, b) for b in others] for a in ones]
    if all("same" in row for row in table) and all("same" in col for col in zip(*table, strict=True)):
        return "same"
    found = {v for row in table for v in row}
    return "partly" if "same" in found else "unknown" if "unknown" in found else "different"


def _pair(a: str, b: str) -> Literal["same", "unknown", "different"]:
    who, other = bare_name(a), bare_name(b)
    if who and other and (set(who) <= set(other) or set(other) <= set(who)):
        return "same"
    if not who or not other or _is_role(a) or _is_role(b):
        return "unknown"
    # One surname, two first names: a nickname ("Bess", "Elizabeth") as often as two people.
    return "unknown" if share_head([a], [b]) or _spelt(_head(a)) == _spelt(_head(b)) else "different"


def _spelt(name: str) -> str:
    """Return a name without its double letters: "Lorne" may be misprinted "Lorrne"."""
    return "".join(letter for letter, _ in groupby(name))


def share_head(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two readings have a surname, or another head of a name, in common: the last word before "of" or the like.

    >>> share_head(["Bess Thorne"], ["Elizabeth Thorne of Millford"]), share_head(["Ada Thorne"], ["Piet Lorne"])
    (True, False)
    """
    return bool({_head(n) for n in ones} & {_head(n) for n in others} - {""})


@cache
def _head(name: str) -> str:
    words = [t.text for t in tokenise(name) if t.kind == "word"]
    cut = next((n for n, w in enumerate(words) if n and w in LINKS), len(words))
    kept = bare_name(" ".join(words[:cut]))
    return kept[-1] if kept else ""


def surname(name: str) -> str:
    """Return the last word of a name in lower case, what follows "of" left out; nothing for a role.

    >>> surname("Senator Ada Thorne of Millford"), surname("the mayor")
    ('thorne', '')
    """
    return _head(name)


def is_full_name(name: str) -> bool:
    """Tell whether a name has two words or more besides titles: one word may be anybody's first name or surname.

    >>> is_full_name("Ada Thorne"), is_full_name("Mr Thorne"), is_full_name("the harbour mistress")
    (True, False, False)
    """
    return (
        len(bare_name(name)) > 1 and not _is_role(name) and not any(t.text == "'s" or t.text.endswith("'s") for t in tokenise(name))
    )


def is_unnamed(name: str) -> bool:
    """Tell whether the words stand for somebody whom a report keeps unnamed.

    >>> is_unnamed("senior official"), is_unnamed("witness"), is_unnamed("prime minister")
    (True, True, False)
    """
    words = [fold(t.text) for t in tokenise(name) if t.kind == "word"]
    cut = next((n for n, w in enumerate(words) if n and w in LINKS), len(words))
    return bool(words) and words[cut - 1] in _table("unnamed")


@cache
def bare_name(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, titles, roles and small words left out; nothing for a role.

    >>> bare_name("Senator Ada Thorne"), bare_name("the mayor")
    (('ada', 'thorne'), ())
    """
    words = [fold(t.text).strip("'").removesuffix("'s") for t in tokenise(name) if t.kind == "word"]
    return tuple(
        w
        for w in words
        if w not in stop_words() and w not in _table("generic") and w not in _table("titles") and w not in _table("determiners")
    )


def _is_role(name: str) -> bool:
    """Tell whether the words say what somebody is: their head, the word before "of" or "from" or the last, is no name."""
    words = [t.text for t in tokenise(name) if t.kind == "word"]
    cut = next((n for n, w in enumerate(words) if n and w in LINKS), len(words))
    return not bare_name(name) or words[cut - 1][0].islower()


@cache
def _table(key: str) -> frozenset[str]:
    return frozenset(load_table("comparison", "roles.toml")[key])


def printed_names(quotation: Quotation) -> tuple[str, ...]:
    """Return the names that the article read alone gives: several for joint speakers, none for a dangling quotation."""
    speaker = quotation.speaker
    if not speaker.printed.name:
        return ()
    return speaker.names if len(speaker.names) > 1 else (speaker.printed.name,)


def best_names(quotation: Quotation) -> tuple[str, ...]:
    """Return the names that are the best answer so far."""
    speaker = quotation.speaker
    return speaker.names or ((speaker.name,) if speaker.name else printed_names(quotation))
