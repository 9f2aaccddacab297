"""Cut a sentence into clauses that each assert something."""

import re
from collections.abc import Iterator
from functools import cache

from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import MarkPair, Prose, Sentence, Span, Token

JOINT = re.compile(r"[,;:–—-]")
OPENERS = frozenset(("while", "which", "who", "whereas", "although", "though", "after", "before", "as", "because"))
JOINERS = frozenset(("and", "but", "yet", "so"))  # these also join two verbs of one subject: only a new subject begins a clause
RELATIVE = frozenset(("that", "which", "who", "whose"))
NEAR = 8  # tokens within which a new subject must find its verb
SHORTEST = 4  # word tokens; below this a piece stays with its neighbour (by reading: "he said", "which is why" assert nothing)


def segments(prose: Prose, sentence: Sentence) -> Iterator[Span]:
    """Yield the clauses of a sentence as spans, without joining commas; a sentence that cannot be cut is one clause."""
    tokens = prose.tokens[sentence.first : sentence.last]
    start = 0
    for cut, skip in _cuts(tokens, _quoted(prose, sentence)):
        if _asserts(tokens[start:cut]) and _asserts(tokens[cut + skip :]):
            yield tokens[start].start, tokens[cut - 1].end
            start = cut + skip
    if tokens[start:]:
        yield tokens[start].start, sentence.end


def _cuts(tokens: tuple[Token, ...], quoted: list[Span]) -> Iterator[tuple[int, int]]:
    """Yield where a new clause may begin: the index of the joint and how many tokens it takes up."""
    for i, token in enumerate(tokens[1:-1], 1):
        if not JOINT.fullmatch(token.text) or any(s < token.start < e for s, e in quoted):
            continue
        follower = fold(tokens[i + 1].text)
        if token.text == ";" or follower in OPENERS or (follower in JOINERS and _new_subject(tokens[i + 2 : i + 2 + NEAR])):
            yield i, 1


def _new_subject(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the tokens open with a subject that finds its verb before any relative clause."""
    table = load_table("analysis/claims", "verbs.toml")
    words = [fold(t.text) for t in tokens]
    if not words or not (tokens[0].text[0].isupper() or words[0] in table["subjects"]):
        return False
    verb = next((i for i, w in enumerate(words[1:], 1) if is_finite(w)), None)
    return verb is not None and not RELATIVE & set(words[1:verb])


def _asserts(tokens: tuple[Token, ...]) -> bool:
    words = [fold(t.text) for t in tokens if t.kind in ("word", "number")]
    return len(words) >= SHORTEST and any(is_finite(w) for w in words)


@cache
def is_finite(word: str) -> bool:
    """Tell whether a folded word may be the finite verb of a clause: an auxiliary, a common verb, or a past form."""
    return word in load_table("analysis/claims", "verbs.toml")["finite"] or is_past(word)


@cache
def is_past(word: str) -> bool:
    """Tell whether a folded word may be a past form: one of the irregular ones, or an ending in -ed."""
    return word in load_table("analysis/claims", "verbs.toml")["irregular"] or (len(word) > 4 and word.endswith("ed"))


def _quoted(prose: Prose, sentence: Sentence) -> list[Span]:
    return [_inner(m) for m in prose.marks if m.start < sentence.end and m.end > sentence.start]


def _inner(pair: MarkPair) -> Span:
    return pair.start, pair.end
