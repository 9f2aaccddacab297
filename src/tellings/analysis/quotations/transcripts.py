"""Interviews and transcripts: lines that begin with who speaks and a colon, several of them by two speakers or more."""

from collections import Counter

from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.units import Unit
from tellings.model import Entity, Prose, Token

LABEL = 4  # tokens of a label: "Lena Voss", "FOREIGN MINISTER PELL"; by judgement
FEWEST_TURNS = 3  # labelled lines of a transcript; two may be a headline and a note; by judgement
OPENING = frozenset(("“", '"', "„", "«", "''"))
ASKED = frozenset(("Q", "A"))


def labels_of(prose: Prose, people: People) -> frozenset[str]:
    """Return the labels of an article's turns; none where it is no transcript.

    "PELL: I saw it." and "Lena Voss: And then?" and "Q: Why?" are turns, "Note: prices rose." is none.
    """
    turns: Counter[str] = Counter()
    sure: set[str] = set()
    paragraph = -1
    for sentence in prose.sentences:
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            first = sentence.first + (prose.tokens[sentence.first].text in OPENING)  # “THORNE: ...”, whole turns in marks
            tokens = prose.tokens[first : min(sentence.last, first + LABEL + 1)]
            if label := _label(tokens, prose.text):
                turns[label] += 1
                sure |= {label} if _names_speaker(tokens, label, people) else set()
    repeated = {label for label, n in turns.items() if n > 1}
    kept = sure if len(sure) > 1 else repeated
    told = sum(turns[label] for label in kept)
    return frozenset(kept) if len(kept) > 1 and told >= FEWEST_TURNS and told > len(kept) else frozenset()


def _label(tokens: tuple[Token, ...], text: str) -> str:
    colon = next((n for n, t in enumerate(tokens) if t.text == ":"), 0)
    if not colon or not all(t.text[:1].isupper() for t in tokens[:colon]):
        return ""
    return text[tokens[0].start : tokens[colon - 1].end]


def _names_speaker(tokens: tuple[Token, ...], label: str, people: People) -> bool:
    """Say whether a label is of itself that of a speaker: a person known, capitals, Q and A; "Note" is so only when repeated."""
    known = people.within(tokens[0].start, tokens[0].start + len(label))
    return label in ASKED or (label.isupper() and len(label) > 1) or any(e.kind == "person" for _, _, e in known)


def turn(unit: Unit, labels: frozenset[str]) -> Phrase | None:
    """Return the label that begins the unit."""
    colon = next((n for n, low in enumerate(unit.low[: LABEL + 1]) if low == ":"), 0)
    if not colon or unit.text[unit.start : unit.terms[colon - 1].end] not in labels or colon + 1 >= unit.last:
        return None
    return Phrase(0, colon)


def labelled(label: str, people: People) -> Entity | None:
    """Return the one person whose name, or surname in capitals, the label is: "PELL" is Omar Pell."""
    word = label.rsplit(maxsplit=1)[-1].upper()
    bearers = people.by_surname.get(word, [])
    return bearers[0] if len(bearers) == 1 else None
