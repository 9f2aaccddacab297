"""A quotation as words that can be compared: folded, contractions undone, each word knowing whether it stands inside marks."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from msgspec import Struct

from tellings.language.content import content_words, fold, stem
from tellings.language.tables import load_table
from tellings.language.tokens import tokenise
from tellings.model import Analysis, MarkPair, Quotation, Span, Token

ROOM = "collation/utterances"
# Signs of an omission or an insertion: '"We ... will (all) go [home]"'; not the full stop of "go."
ELLIPSIS = re.compile(r"(?:\.\s?){3}|…|\[[^\[\]]{0,80}\]|\([^()]{0,80}\)")
# '"Water knows no border," she said through an interpreter.'; not 'He interpreted the law' nor 'translated into action'.
TRANSLATED = re.compile(r"\b(?:translator|interpreter)s?\b|\b(?:in|from) translation\b|\btranslated from\b")
ES = re.compile(r"(?<=ch|sh)es$|(?<=x)es$")  # "speeches", "boxes": a plural whose e goes too; not "houses"
NTH = frozenset({"st", "nd", "rd", "th"})  # right behind digits: "31st", which others print as "31"
LONGEST_SENTENCE = 4_000  # characters that are searched
OUTSIDE = -1
ENDINGS = frozenset({"s", "m", "t", "re", "ve", "ll", "d"})  # of contractions
TORN = re.compile(r"\s?['’]\s?")


class Said(Struct, frozen=True):
    """A word of a quotation: its ``key`` for comparison, its offsets, and the number of its fragment.

    A fragment is an unbroken stretch inside one pair of marks, which an ellipsis or square brackets break; words outside
    marks have ``OUTSIDE``. ``stem`` is empty for a word that carries no content.
    """

    key: str
    stem: str
    start: int
    end: int
    fragment: int = OUTSIDE


class Telling(Struct, frozen=True):
    """A quotation with its words, those inside marks, and the stored text of its article.

    ``translated``: the sentence says that the words come from another language ("through an interpreter").
    """

    quotation: Quotation
    words: tuple[Said, ...]
    marked: tuple[Said, ...]
    source: str
    translated: bool = False

    @property
    def article(self) -> str:
        """Return the id of the article that prints it."""
        return self.quotation.article

    @property
    def text(self) -> str:
        """Return the quotation as printed; a cue inside it is left out."""
        return " … ".join(self.source[start:end] for start, end in self.quotation.spans)


def read_telling(analysis: Analysis, quotation: Quotation) -> Telling:
    """Return the words of a quotation of the analysis."""
    text = analysis.article.text
    inside = _fragments(text, _inner(analysis.prose.marks, quotation))
    words = tuple(w for span in quotation.spans for w in _words(text, span, inside))
    return Telling(quotation, words, tuple(w for w in words if w.fragment != OUTSIDE), text, _is_translated(analysis, quotation))


def _is_translated(analysis: Analysis, quotation: Quotation) -> bool:
    text, start, end = analysis.article.text, quotation.spans[0][0], quotation.spans[-1][1]
    held = (s for s in analysis.prose.sentences if s.start < end and start < s.end)
    return any(TRANSLATED.search(text, s.start, min(s.end, s.start + LONGEST_SENTENCE)) for s in held)


def keys_of(word: str) -> list[str]:
    """Return the comparable words behind a printed one: lower case, contractions undone, endings of inflection taken away.

    >>> keys_of("We’re"), keys_of("don't"), keys_of("U.S."), keys_of("US"), keys_of("differences")
    (['we', 'are'], ['do', 'not'], ['u.s.'], ['u.s.'], ['difference'])
    >>> keys_of("F.B.I."), keys_of("FBI"), keys_of("Aug.")
    (['fbi'], ['fbi'], ['august'])
    """
    if word.replace(".", "") == "US":
        return ["u.s."]  # and not the pronoun
    return [stem(ES.sub("", w)) for w in _undo(fold(word.replace(".", "")).strip("'"))]


def _undo(folded: str) -> list[str]:
    table = load_table(ROOM, "contractions.toml")
    if folded in table["whole"]:
        return list(table["whole"][folded])
    for ending, full in table["endings"].items():
        if folded.endswith(ending) and folded != ending:
            return [folded.removesuffix(ending), full]
    root = folded.removesuffix("'s")
    return [root, "is"] if root != folded and root in _before_is() else [root]


@cache
def _before_is() -> frozenset[str]:
    return frozenset(load_table(ROOM, "contractions.toml")["is"]["words"])


def _inner(marks: Iterable[MarkPair], quotation: Quotation) -> list[Span]:
    """Return the stretches of the quotation inside marks; a direct one whose marks could not be paired is inside as a whole."""
    cut = [
        (max(start, m.inner_start), min(end, m.inner_end))
        for m in marks
        for start, end in quotation.spans
        if m.level == 0 and m.inner_start < end and start < m.inner_end
    ]
    if not cut and quotation.kind == "direct":
        return list(quotation.spans)
    return sorted(s for s in cut if s[0] < s[1])


def _fragments(text: str, inner: Iterable[Span]) -> list[Span]:
    pieces = []
    for start, end in inner:
        at = start
        for gap in ELLIPSIS.finditer(text, start, end):
            pieces.append((at, gap.start()))
            at = gap.end()
        pieces.append((at, end))
    return [p for p in pieces if p[0] < p[1]]


def _tokens(text: str, span: Span) -> Iterable[Token]:
    """Return the tokens of a stretch; "I ’ m" and "I’ m", as some pages print it, are one word."""
    held: Token | None = None
    for token in tokenise(text, *span):
        if held and token.text in ENDINGS and TORN.fullmatch(text, held.end, token.start):
            held = Token(held.start, token.end, f"{held.text}'{token.text}", "word")
            continue
        if held and (token.start - held.end <= 1 and token.text in "'’"):
            continue
        if held:
            yield held
        held = token
    if held:
        yield held


def _words(text: str, span: Span, inside: list[Span]) -> Iterable[Said]:
    for token in _tokens(text, span):
        if token.kind not in ("word", "number") or (token.text in NTH and text[token.start - 1 : token.start].isdigit()):
            continue
        number = next((n for n, (start, end) in enumerate(inside) if start <= token.start < end), OUTSIDE)
        root = (content_words(["U.S." if token.text == "US" else ES.sub("", token.text)]) or [""])[0]
        for n, (key, _) in enumerate(groupby(keys_of(token.text))):
            yield Said(key, "" if n else root, token.start, token.end, number)
