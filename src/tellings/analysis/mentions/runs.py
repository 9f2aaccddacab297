"""Runs of capitalised words: the candidates for names."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tellings.analysis.mentions.lexicon import words
from tellings.language.terms import Term, join_terms
from tellings.model import Prose

SMALL = "small_words.toml"
FULL_SENTENCE = 8  # long words from which a line that ends with a full stop may still be a headline
TITLE_CASE = 0.7  # share of capitalised words of four letters or more from which a line is taken for a headline


class Run(NamedTuple):
    """Capitalised words in a row: ``terms[first:last]`` of a sentence; ``opens``: it begins the sentence."""

    terms: list[Term]
    first: int
    last: int
    opens: bool
    headline: bool


def iter_runs(prose: Prose) -> Iterator[Run]:
    """Yield the runs of capitalised words of an article, with the sentence they stand in."""
    for sentence in prose.sentences:
        terms = join_terms(prose.text, prose.tokens[sentence.first : sentence.last])
        headline = _headline(terms)
        at, size = 0, len(terms)
        while at < size:
            if not terms[at].text[:1].isupper():
                at += 1
                continue
            last = _run_end(terms, at)
            yield Run(terms, at, last, _opens(terms, at), headline)
            at = last


def _headline(terms: list[Term]) -> bool:
    long = [t for t in terms if len(t.text) > 3 and t.text[:1].isalpha()]
    if terms and terms[-1].text == "." and len(long) < FULL_SENTENCE:
        return False
    return len(long) > 3 and sum(t.text[0].isupper() for t in long) >= TITLE_CASE * len(long)


def _opens(terms: list[Term], at: int) -> bool:
    return all(not t.text[:1].isalnum() for t in terms[max(0, at - 2) : at]) and (
        at < 3 or terms[at - 1].text in ("“", '"', ":", "‘", "—")
    )


def _run_end(terms: list[Term], at: int) -> int:
    """Return the end of the run: at a possessive, at a sign, or at a word in lower case that links no names."""
    last = at + 1
    while last < len(terms):
        if terms[last - 1].low.endswith(("'s", "s'")):
            return last
        word = terms[last]
        if word.text[:1].isupper():
            last += 1
        elif word.low in _links() and last + 1 < len(terms) and _linked(terms, at, last):
            last += 1 + (word.low == "of" and terms[last + 1].low == "the")
            if not terms[last].text[:1].isupper():
                while last > at and not terms[last - 1].text[:1].isupper():
                    last -= 1
                return last
        else:
            return last
    return last


@cache
def _links() -> frozenset[str]:
    return words(SMALL, "particles") | words(SMALL, "joiners")


def _linked(terms: list[Term], at: int, link: int) -> bool:
    """Say whether the word in lower case at ``link`` holds one name together."""
    word, after = terms[link].low, terms[link + 1]
    if word in words(SMALL, "particles"):
        return after.text[:1].isupper() or after.low in words(SMALL, "particles")
    if word == "of":
        there = after.low == "the" and link + 2 < len(terms) and terms[link + 2].text[:1].isupper()
        return (after.text[:1].isupper() or there) and terms[link - 1].text.rstrip(".") not in words(SMALL, "before_of")
    if word in ("and", "&", "for"):
        head = terms[link - 1].text
        organised = words("organisations.toml", "words")
        return after.text[:1].isupper() and (
            word == "&"
            or (head in organised and word == "for")
            or terms[at].text in words(SMALL, "bodies")
            or (word == "for" and head in words(SMALL, "before_for"))
        )
    return False
