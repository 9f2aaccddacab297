"""An analysis in CoNLL-U, for programs that read trees: https://universaldependencies.org/format.html."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tellings.exports.visible import BREAKS
from tellings.model import Analysis, Span, Syntax, Tagged

NOTHING = "_"


class Row(NamedTuple):
    """What is known of a word: columns UPOS, HEAD, DEPREL and the names and roles of MISC."""

    tag: str = NOTHING
    head: str = NOTHING
    relation: str = NOTHING
    spans: tuple[str, ...] = ()


def to_conllu(analysis: Analysis) -> str:
    """Return one article: comments that name it and what read it, then its sentences; the words alone when rules read it.

    Names and roles of speech stand in the last column as B and I: "Name=B-PER|Role=I-source".
    """
    prose, syntax, article = analysis.prose, analysis.syntax, _line(analysis.article.id)
    words: Sequence[Span] = syntax.words if syntax else [(t.start, t.end) for t in prose.tokens]
    ranges: Sequence[Span] = syntax.sentences if syntax else [(s.first, s.last) for s in prose.sentences]
    rows = list(_rows(syntax)) if syntax else [Row()] * len(words)
    lines = [f"# newdoc id = {article}", f"# model = {_line(analysis.read_by or NOTHING)}"]
    for number, (first, last) in enumerate((r for r in ranges if r[0] < r[1]), 1):
        lines.append(f"# sent_id = {article}-{number}")
        lines += _sentence(prose.text, words[first:last], rows[first:last])
        lines.append("")
    return "\n".join(lines if lines[-1] == "" else [*lines, ""]) + "\n"


def _sentence(text: str, words: Sequence[Span], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the text of a sentence, spaced as its words say, and a line a word."""
    forms = [_line(text[start:end]) for start, end in words]
    touching = [end == following[0] for (_, end), following in pairwise(words)] + [False]
    yield "# text = " + "".join(form + " " * (not touches) for form, touches in zip(forms, touching, strict=True)).rstrip()
    for n, (form, row, touches) in enumerate(zip(forms, rows, touching, strict=True), 1):
        misc = "|".join(("SpaceAfter=No",) * touches + row.spans) or NOTHING
        yield "\t".join((str(n), form, NOTHING, row.tag, NOTHING, NOTHING, row.head, row.relation, NOTHING, misc))


def _rows(syntax: Syntax) -> Iterator[Row]:
    names, roles = _marked(syntax.names, "Name"), _marked(syntax.roles, "Role")
    for first, last in syntax.sentences:
        for n in range(first, last):
            head = "0" if syntax.heads[n] < 0 else str(syntax.heads[n] - first + 1)
            yield Row(syntax.tags[n], head, syntax.labels[n], tuple(marks[n] for marks in (names, roles) if n in marks))


def _marked(spans: Iterable[Tagged], key: str) -> dict[int, str]:
    return {n: f"{key}={'B' if n == span.first else 'I'}-{span.label}" for span in spans for n in range(span.first, span.last)}


def _line(words: str) -> str:
    return BREAKS.sub(" ", words)
