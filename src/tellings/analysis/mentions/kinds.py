"""What kind of name a run of capitalised words is, and the title in front of it."""

from typing import NamedTuple

from tellings.analysis.mentions.lexicon import first_names, heads, honorifics, names, nationalities, places, words
from tellings.language.terms import Term
from tellings.model import EntityKind

SUFFIXES = frozenset(("jr.", "jr", "sr.", "sr", "ii", "iii", "iv"))
DEPARTMENT = 2  # words of the longest department in the table
LEADING = 12  # words of a body or place that stands in a title, at most; by judgement
ROLE_WORDS = 6  # words in lower case before a name that may be its title ("former deputy campaign manager")


class Named(NamedTuple):
    """A name: its kind, its terms ``[first, last)``, the words of a title in front of it, and how sure the evidence is."""

    kind: EntityKind | None
    first: int
    last: int
    role: str
    sure: bool


def classify(terms: list[Term], first: int, last: int) -> list[Named]:
    """Return the names in a run of capitalised words, titles and nationalities taken off."""
    text = _text(terms, first, last)
    if text in places():
        return [Named("place", first, last, "", True)]
    if text in names("organisations.toml", "names"):
        return [Named("organisation", first, last, "", True)]
    if text in names("places.toml", "peoples"):
        return [Named("group", first, last, "", True)]
    if text in words("organisations.toml", "none") or text in nationalities():
        return []
    head = _last_head(terms, first, last)
    if head is not None:
        before = _leading(terms, first, head)
        if head + 1 < last:
            return [*before, Named("person", head + 1, last, _text(terms, first, head + 1), True)]
        return before
    return [_nameless_title(terms, first, last)]


def _last_head(terms: list[Term], first: int, last: int) -> int | None:
    """Return the last word of the title that begins the run ("Foreign Minister Jane Roe": "Minister")."""
    found = None
    for n in range(first, last):
        if terms[n].low in heads() and terms[n].text not in words("organisations.toml", "words"):
            found = n
            if n + 2 < last and terms[n + 1].low == "of":
                found = _department(terms, n + 2 + (terms[n + 2].low == "the"), last) or found
    if found is None or (found + 1 < last and terms[found + 1].low == "of"):
        return None
    return found


def _department(terms: list[Term], first: int, last: int) -> int | None:
    """Return the last word of the longest department named from ``first`` on: "State", "Homeland Security"."""
    ends = range(min(last, first + DEPARTMENT), first, -1)
    return next((end - 1 for end in ends if " ".join(t.low for t in terms[first:end]) in names("titles.toml", "of")), None)


def _leading(terms: list[Term], first: int, head: int) -> list[Named]:
    """Return an organisation or place that stands in a title: "White House Press Secretary", "Texas Governor"."""
    for last in range(min(head, first + LEADING), first, -1):
        text = _text(terms, first, last)
        if text in names("organisations.toml", "names"):
            return [Named("organisation", first, last, "", True)]
        if text in places():
            return [Named("place", first, last, "", True)]
        if terms[last - 1].text in words("organisations.toml", "words"):
            return [Named("organisation", first, last, "", True)]
    return []


def _nameless_title(terms: list[Term], first: int, last: int) -> Named:
    """Classify a run that holds no title."""
    while (
        last - first > 1
        and terms[first].text in nationalities()
        and terms[last - 1].text not in words("organisations.toml", "words")
    ):
        first += 1
    parts = [terms[n].text.removesuffix("'s").removesuffix("’s") for n in range(first, last)]
    text = " ".join(parts)
    if text in places() or (len(parts) > 1 and parts[-1] in words("places.toml", "endings")):
        return Named("place", first, last, "", True)
    if text in names("organisations.toml", "names") or any(p in words("organisations.toml", "words") for p in parts):
        return Named("organisation", first, last, "", True)
    lows = [p.lower() for p in parts]
    if lows[0] in honorifics() and len(parts) > 1:
        return Named("person", first + 1, last, parts[0], True)
    if len(parts) > 1 and lows[0] in first_names() and len(parts) <= 5:
        return Named("person", first, last, "", True)
    if len(parts) == 1 and lows[0] in first_names():
        return Named("person", first, last, "", lows[0] not in words("names.toml", "ordinary"))
    bare = text.replace(".", "")
    if len(parts) == 1 and bare.isupper() and 2 <= len(bare) <= 6 and not _shouted(terms, first, last):
        return Named("organisation", first, last, "", len(bare) > 2)
    if (
        2 <= len(parts) <= 4
        and not _of_places(parts)
        and all(p[:1].isupper() and not p.isupper() or len(p) <= 2 or low in SUFFIXES for p, low in zip(parts, lows, strict=True))
    ):
        return Named("person", first, last, "", False)
    return Named(None, first, last, "", False)


def _shouted(terms: list[Term], first: int, last: int) -> bool:
    """Say whether the words around are in capitals too, so that capitals make no acronym."""
    around = [t.text for t in terms[max(0, first - 2) : first] + terms[last : last + 2] if len(t.text) > 1 and t.text.isalpha()]
    return any(w.isupper() for w in around)


def _of_places(parts: list[str]) -> bool:
    """Say whether places, nations, days or months stand in a run of words: no part of a person's name but the first."""
    none = words("organisations.toml", "none")
    return any(p in places() or p in nationalities() or p in none or "-" in p for p in parts)


def role_before(terms: list[Term], first: int) -> str:
    """Return a title in lower case in front of a name ("campaign manager Jane Roe"), or nothing."""
    n = first
    if not n or terms[n - 1].low not in heads():
        return ""
    while (
        n
        and first - n < ROLE_WORDS
        and (
            terms[n - 1].low in heads()
            or terms[n - 1].low in words("titles.toml", "modifiers")
            or terms[n - 1].text in nationalities()
        )
    ):
        n -= 1
    while n and terms[n - 1].text[:1].isupper() and n > 1 and first - n < ROLE_WORDS:
        n -= 1
    return _text(terms, n, first)


def _text(terms: list[Term], first: int, last: int) -> str:
    words_ = [t.text for t in terms[first:last]]
    if words_:
        words_[-1] = words_[-1].removesuffix("'s").removesuffix("’s")
    return " ".join(words_)
