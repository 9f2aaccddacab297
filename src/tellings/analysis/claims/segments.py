"""Cut a sentence into clauses that each assert something."""

import re
from collections.abc import Iterator, Set
from functools import cache
from itertools import accumulate

from tellings.analysis.claims.joined import joined_at
from tellings.language.content import fold
from tellings.language.overlaps import Overlaps
from tellings.language.tables import load_table
from tellings.model import Prose, Sentence, Span, Syntax, Token

JOINT = re.compile(r"[,;:–—-]")
OPENERS = frozenset(("while", "which", "who", "whereas", "although", "though", "after", "before", "as", "because"))
JOINERS = frozenset(("and", "but", "yet", "so"))  # these also join two verbs of one subject: only a new subject begins a clause
RELATIVE = frozenset(("that", "which", "who", "whose"))
NEAR = 8  # tokens within which a new subject must find its verb
CLOSE = 3  # characters at the end of a sentence that may hold its question mark and closing marks
SHORTEST = 4  # word tokens; below this a piece stays with its neighbour (by judgement: "he said", "which is why" assert nothing)


def all_segments(prose: Prose, syntax: Syntax | None = None) -> Iterator[Span]:
    """Yield the clauses of a text as spans, without joining commas; a sentence that cannot be cut is one clause.

    With ``syntax``, the words that the tree reads as joining a second verb are joints too, a comma before them or not.
    """
    joined = joined_at(syntax) if syntax else frozenset[int]()
    quoted = Overlaps((m.start, m.end, (m.start, m.end)) for m in prose.marks)
    for sentence in prose.sentences:
        if "?" not in prose.text[sentence.end - CLOSE : sentence.end]:
            yield from _segments(prose, sentence, quoted.of(sentence.start, sentence.end), joined)


def _segments(prose: Prose, sentence: Sentence, quoted: list[Span], joined: Set[int]) -> Iterator[Span]:
    tokens = prose.tokens[sentence.first : sentence.last]
    told = _Told(tokens)
    start = 0
    for cut, follows in _cuts(tokens, quoted, joined):
        if told.asserts(start, cut) and told.asserts(follows, len(tokens)):
            yield tokens[start].start, tokens[cut - 1].end
            start = follows
    if tokens[start:]:
        yield tokens[start].start, sentence.end


def _cuts(tokens: tuple[Token, ...], quoted: list[Span], joined: Set[int]) -> Iterator[tuple[int, int]]:
    """Yield where a clause may end, and where the next begins; no such place lies in quoted words."""
    n, inside = 0, -1  # the next quotation, and where the last one that was met ends
    for i, token in enumerate(tokens[1:-1], 1):
        while n < len(quoted) and quoted[n][0] < token.start:
            inside, n = max(inside, quoted[n][1]), n + 1
        if token.start < inside:
            continue
        if token.start in joined:
            yield i - bool(JOINT.fullmatch(tokens[i - 1].text)), i
        elif JOINT.fullmatch(token.text) and _opens(token, tokens[i + 1 : i + 2 + NEAR]):
            yield i, i + 1


def _opens(joint: Token, behind: tuple[Token, ...]) -> bool:
    """Tell whether a clause may begin behind a joint."""
    follower = fold(behind[0].text)
    return joint.text == ";" or follower in OPENERS or (follower in JOINERS and _new_subject(behind[1:]))


class _Told:
    """How many words and how many finite verbs stand before each token of a sentence."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        words = [fold(t.text) if t.kind in ("word", "number") else "" for t in tokens]
        self.words = list(accumulate((bool(w) for w in words), initial=0))
        self.verbs = list(accumulate((bool(w) and is_finite(w) for w in words), initial=0))

    def asserts(self, start: int, end: int) -> bool:
        """Tell whether the tokens ``[start, end)`` are enough words with a verb among them."""
        return self.words[end] - self.words[start] >= SHORTEST and self.verbs[end] > self.verbs[start]


def _new_subject(tokens: tuple[Token, ...]) -> bool:
    """Tell whether the tokens open with a subject that finds its verb before any relative clause."""
    table = load_table("analysis/claims", "verbs.toml")
    words = [fold(t.text) for t in tokens]
    if not words or not (tokens[0].text[0].isupper() or words[0] in table["subjects"]):
        return False
    verb = next((i for i, w in enumerate(words[1:], 1) if is_finite(w)), None)
    return verb is not None and not RELATIVE & set(words[1:verb])


@cache
def is_finite(word: str) -> bool:
    """Tell whether a folded word may be the finite verb of a clause: an auxiliary, a common verb, or a past form."""
    return word in load_table("analysis/claims", "verbs.toml")["finite"] or is_past(word)


@cache
def is_past(word: str) -> bool:
    """Tell whether a folded word may be a past form: one of the irregular ones, or an ending in -ed."""
    return word in load_table("analysis/claims", "verbs.toml")["irregular"] or (len(word) > 4 and word.endswith("ed"))
