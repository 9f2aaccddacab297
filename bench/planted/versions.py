"""The version of an article that says the same in other words, and the version of that with one change."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bench.planted.edits import Edit, Span, apply, carry
from bench.planted.harmless import paraphrase
from bench.planted.kinds import Template
from bench.planted.knowledge import number
from bench.planted.material import Paper, analysed, read_again
from bench.planted.page import Page, Told
from tellings.model import Analysis


class Version(NamedTuple):
    """A harmless version: its analysis, and for spans of its sentences those of the original and the rules used.

    ``teller`` is the report whose text bears the change where that is another report, not a version of the paper.
    """

    paper: Paper
    analysis: Analysis
    origin: dict[Span, Span]
    rules: dict[Span, tuple[str, ...]]
    teller: Paper | None = None

    def source(self, span: Span) -> Span | None:
        """Return the sentence of the original behind a sentence of the version."""
        best = max(self.origin, key=lambda s: min(s[1], span[1]) - max(s[0], span[0]), default=None)
        return self.origin[best] if best and min(best[1], span[1]) > max(best[0], span[0]) else None


class Planted(NamedTuple):
    """One planted change: in which version, by which template, which edits of which sentence."""

    version: Version
    template: Template
    told: Told
    edits: tuple[Edit, ...]

    @property
    def text(self) -> str:
        """Return the text that bears the change."""
        return apply(self.version.analysis.article.text, self.edits)

    @property
    def span(self) -> Span:
        """Return where the changed sentence stands in it."""
        return carry((self.told.start, self.told.end), self.edits)

    @property
    def sentence(self) -> str:
        """Return the changed sentence."""
        return self.text[slice(*self.span)]

    @property
    def what(self) -> str:
        """Return the change in words."""
        text = self.version.analysis.article.text
        return "; ".join(f"{text[e.start : e.end]!r} -> {e.text!r}" for e in self.edits)


@cache
def version_of(paper: Paper) -> Version | None:
    """Return the harmless version of an article, or None where nothing could be changed."""
    page = Page(analysed(paper))
    edits, rules, gone = paraphrase(page)
    if not edits:
        return None
    kept = [(s.start, s.end) for s in page.analysis.prose.sentences if (s.start, s.end) not in gone]
    analysis = read_again(apply(page.text, edits), paper, "version")
    if analysis.syntax is None:
        return None
    return Version(paper, analysis, {carry(s, edits): s for s in kept}, {carry(s, edits): r for s, r in rules.items()})


def plants_in(version: Version, template: Template) -> Iterator[Planted]:
    """Yield what a template can plant in a version, in an order that depends on the text alone."""
    page = Page(version.analysis)
    found = [(told, edits) for told in page.sentences for edits in template.find(page, told)]
    for told, edits in sorted(found, key=lambda f: number(page.id, template.name, *f[1])):
        if version.source((told.start, told.end)):
            yield Planted(version, template, told, edits)
