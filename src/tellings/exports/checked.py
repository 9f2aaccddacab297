"""A checked text for reading in a terminal: a line per sentence with a mark and a word; nothing is said by colour alone."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from tellings.exports.visible import label, visible
from tellings.model import ArticleCard, Check, CheckedSentence, Passage

MARKS = {True: "+", False: "x"}  # read beside the word, in a terminal of any font
WORDS = {True: "supported", False: "unsupported"}
QUOTED = 160  # characters of a passage
LEAST = 40  # columns


def to_text(check: Check, cards: Sequence[ArticleCard], width: int = 100) -> str:
    """Return every sentence with its grade, its reasons, its passages and the conflicts that it rests on; then the count."""
    names = {c.id: c for c in cards}
    lines = [line for s in check.sentences for line in _sentence(s, names, max(LEAST, width))]
    return "\n".join([*lines, *(w for line in _foot(check) for w in wrap(line, max(LEAST, width)))]) + "\n"


def _sentence(s: CheckedSentence, names: Mapping[str, ArticleCard], width: int) -> Iterator[str]:
    disputed = f", in {len(s.conflicts)} conflict{'s' * (len(s.conflicts) != 1)}" if s.conflicts else ""
    head = f"{MARKS[s.supported]} {WORDS[s.supported]}{disputed}: {_line(s.text)}"
    yield from wrap(head, width, subsequent_indent="  ")
    for reason in s.reasons:
        yield from wrap(f"because {_line(reason)}", width, initial_indent="    ", subsequent_indent="      ")
    for passage in s.passages:
        yield from wrap(_where(passage, names), width, initial_indent="    ", subsequent_indent="      ")
    for c in s.conflicts:
        told = f"the reports differ ({c.strength} {c.kind}, {label(c.id)}): {_line(c.statement)}"
        yield from wrap(told, width, initial_indent="    ", subsequent_indent="      ")
    yield ""


def _where(p: Passage, names: Mapping[str, ArticleCard]) -> str:
    card = names.get(p.article)
    words = _line(p.exact)
    cut = words if len(words) <= QUOTED else words[: QUOTED - 1].rstrip() + "…"
    return f"{label((card.outlet or card.file) if card else p.article)}, {p.start}-{p.end}: {cut}"


def _foot(check: Check) -> Iterator[str]:
    good = sum(s.supported for s in check.sentences)
    disputed = sum(bool(s.conflicts) for s in check.sentences)
    yield f"{good} of {_count(len(check.sentences), 'sentence')} supported; {disputed} in conflict between the reports"
    if check.set_aside:
        kinds = [s.kind for s in check.set_aside]
        yield "not graded: " + ", ".join(_count(kinds.count(k), k) for k in dict.fromkeys(kinds))


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'s' * (n != 1)}"


def _line(text: str) -> str:
    return " ".join(visible(text).split())
