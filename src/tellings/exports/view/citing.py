"""Passages as a reader meets them: numbered where the brief cites them, anchored where a page can link to them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from tellings.exports.view.nouns import Cite, Mark, ReportView
from tellings.exports.visible import visible
from tellings.model import Article, Passage, Span

Key = tuple[str, int, int]
PLAIN = re.compile(r"[a-z]{1,3}-[0-9a-f]{6,40}")  # an id of ours, which can stand in an address as it is


class Citing:
    """Gives out citations for one story and remembers which passages were pointed at."""

    def __init__(self, n: int, reports: Sequence[ReportView], texts: Mapping[str, Article]) -> None:
        self.n = n
        self.reports = {r.id: r for r in reports}
        self.texts = texts
        self.numbers: dict[Key, int] = {}
        self.places: dict[Key, str] = {}
        self.lit: set[Key] = set()
        self.taken: set[str] = set()
        self.here = ("", "")
        self.came: dict[Key, tuple[str, str]] = {}

    def number(self, passages: Iterable[Passage]) -> None:
        """Number passages in the order in which the brief cites them; one passage has one number."""
        for p in passages:
            self.numbers.setdefault(_key(p), len(self.numbers) + 1)

    def place(self, sort: str, id: str) -> str:
        """Return the anchor of a finding, by its id where that can be: what is cited from now on is cited there."""
        named = f"s{self.n}-{id}" if PLAIN.fullmatch(id) else ""
        anchor = named if named and named not in self.taken else f"s{self.n}-{sort}{len(self.taken) + 1}"
        self.taken.add(anchor)
        self.here = (anchor, sort)
        return anchor

    def cite(self, passage: Passage, lit: bool = False) -> Cite:
        """Return the citation of a passage; ``lit``: highlighted in the report without being asked for."""
        key = _key(passage)
        if passage.article in self.reports and self._stands(passage):
            self.places.setdefault(key, passage.exact)
            self.came.setdefault(key, self.here)
            if lit or key in self.numbers:
                self.lit.add(key)
        return self.name(passage)

    def name(self, passage: Passage) -> Cite:
        """Return the citation of a passage, which can be linked to where something else cites it."""
        key, report = _key(passage), self.reports.get(passage.article)
        return Cite(
            number=self.numbers.get(key),
            anchor=self._anchor(key) if key in self.places else None,
            report=report.n if report else 0,
            label=report.label if report else "unknown report",
            day=report.day if report else "",
            file=report.file if report else "",
            start=passage.start,
            end=passage.end,
            exact=visible(passage.exact),
        )

    def cites(self, passages: Iterable[Passage], lit: bool = False) -> tuple[Cite, ...]:
        """Return the citations of some passages, each once."""
        return tuple(self.cite(p, lit) for p in dict.fromkeys(passages))

    def at(self, article: str, span: Span, fallback: str = "") -> Cite:
        """Return the citation of a span of which the result does not hold the words."""
        text = self.texts[article].text if article in self.texts else None
        return self.cite(Passage(article, *span, fallback if text is None else text[span[0] : span[1]]))

    def marks(self) -> tuple[Mark, ...]:
        """Return every passage that something points at, in reading order."""
        found = [
            Mark(
                self._anchor(k), self.reports[k[0]].n, k[1], k[2], self.numbers.get(k), k in self.lit, visible(exact), *self.came[k]
            )
            for k, exact in self.places.items()
        ]
        return tuple(sorted(found, key=lambda m: (m.report, m.start, -m.end)))

    def _stands(self, p: Passage) -> bool:
        """Whether the passage can be shown where it says it is; with no text at hand it is taken at its word."""
        if not 0 <= p.start < p.end:
            return False
        return p.article not in self.texts or self.texts[p.article].text[p.start : p.end] == p.exact

    def _anchor(self, key: Key) -> str:
        return f"s{self.n}-r{self.reports[key[0]].n}-{key[1]}-{key[2]}"


def _key(p: Passage) -> Key:
    return (p.article, p.start, p.end)
