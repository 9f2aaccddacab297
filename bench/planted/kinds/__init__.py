"""The kinds of change and their templates, in two halves: A to tune on, B for reported figures only."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from bench.planted.edits import Edit
from bench.planted.page import Page, Told

KINDS = ("number", "date", "order", "speaker", "word", "negation", "modality", "scope", "name", "agent", "comparison")
Find = Callable[[Page, Told], Iterator[tuple[Edit, ...]]]


class Template(NamedTuple):
    """One way to plant a change of a kind: ``find`` yields the edits for each place of a sentence where it can be done."""

    kind: str
    half: str
    name: str
    find: Find


_templates: list[Template] = []


def template(kind: str, half: str) -> Callable[[Find], Find]:
    """Register a function as a template of a kind and half, under its own name."""

    def register(find: Find) -> Find:
        _templates.append(Template(kind, half, f"{kind}.{find.__name__.replace('_', '-')}", find))
        return find

    return register


def templates(half: str | None = None, kind: str | None = None) -> list[Template]:
    """Return the templates of a half and a kind, or all, by name."""
    from bench.planted.kinds import agent, comparison, date, modality, name, negation, number, order, scope, speaker, word

    assert all((agent, comparison, date, modality, name, negation, number, order, scope, speaker, word))
    found = [t for t in _templates if half in (None, t.half) and kind in (None, t.kind)]
    return sorted(found, key=lambda t: (KINDS.index(t.kind), t.half, t.name))
