"""Where the words of a correction stand, and which finding they mean."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from tellings.model import Article, Override, Passage, Span, Target

MOST = 100  # places of one text that are looked at


class DoubtError(Exception):
    """A correction cannot be carried out here; the message says why."""


class Texts:
    """The articles in which targets are looked for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {a.id: a for a in articles}

    def reports(self, target: Target) -> list[Article]:
        """Return the articles that a target names; all of them when it names none."""
        if not (target.article or target.file):
            return list(self.articles.values())
        if target.article in self.articles:
            return [self.articles[target.article]]
        return [a for a in self.articles.values() if target.file and _is_file(a.file, target.file)]

    def place(self, target: Target) -> Passage | None:
        """Return the characters that a target names; None when they are not here; DoubtError when they stand in several places."""
        if not target.exact:
            return self._span(target)
        found = [(a, at) for a in self.reports(target) for at in _places(a.text, target.exact)]
        if len(found) > 1 and target.start is not None:
            nearest = min(abs(at - target.start) for _, at in found)
            found = [(a, at) for a, at in found if abs(at - target.start) == nearest]
        if len(found) > 1:
            raise DoubtError(f"“{target.exact[:60]}” stands in several places; add file and start")
        return next((Passage(a.id, at, at + len(target.exact), target.exact) for a, at in found), None)

    def _span(self, target: Target) -> Passage | None:
        held = self.reports(target)
        if target.start is None or target.end is None or len(held) != 1 or not (target.article or target.file):
            return None
        text = held[0].text
        inside = 0 <= target.start < target.end <= len(text)
        return Passage(held[0].id, target.start, target.end, text[target.start : target.end]) if inside else None


def _places(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words)
    while at >= 0 and len(found) < MOST:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _is_file(held: str | None, named: str) -> bool:
    return bool(held) and (held == named or str(held).endswith("/" + named) or named.endswith("/" + str(held)))


def meets(one: Passage, article: str, span: Span) -> bool:
    """Tell whether a passage and a span share half of the shorter one."""
    shared = min(one.end, span[1]) - max(one.start, span[0])
    return one.article == article and shared > 0 and 2 * shared >= min(one.end - one.start, span[1] - span[0])


class Fit(Struct, frozen=True):
    """A finding with the characters it rests on."""

    finding: Any
    spans: tuple[tuple[str, Span], ...]


def choose(found: Sequence[Fit], override: Override, texts: Texts) -> Any | None:
    """Return the one finding that all targets of a correction mean; None when there is none, DoubtError when there are several."""
    ids = {override.id, *(t.id for t in override.targets)} - {None}
    named = [f.finding for f in found if f.finding.id in ids]
    if named:
        return named[0]
    places = [p for t in override.targets if (p := texts.place(t))]
    if not places or len(places) < sum(t.id is None or t.exact is not None for t in override.targets):
        return None
    fit = [f for f in found if all(any(meets(p, *s) for s in f.spans) for p in places)]
    fit = [f for f in fit if override.kind is None or getattr(f.finding, "kind", None) == override.kind] if len(fit) > 1 else fit
    exact = [f for f in fit if all((p.article, (p.start, p.end)) in f.spans for p in places)]
    return _only([f.finding for f in (exact if len(fit) > 1 and exact else fit)])


def choose_each(found: Sequence[Fit], override: Override, texts: Texts) -> list[Any]:
    """Return the finding that each target of a correction means, those that are here."""
    targets = (*override.targets, *([Target(id=override.id)] if override.id else []))
    return list({f.id: f for t in targets if (f := choose_one(found, t, texts)) is not None}.values())


def choose_one(found: Sequence[Fit], target: Target, texts: Texts) -> Any | None:
    """Return the finding that one target means; None when there is none."""
    return choose(found, Override(do="reject", targets=(target,)), texts)


def _only(fit: Sequence[Any]) -> Any | None:
    if len(fit) > 1:
        raise DoubtError(f"it fits several findings ({', '.join(f.id for f in fit[:4])}); name one by its id, or add its kind")
    return fit[0] if fit else None


def by_article(passages: Iterable[Passage]) -> tuple[tuple[str, Span], ...]:
    """Return passages as spans of their articles."""
    return tuple((p.article, (p.start, p.end)) for p in passages)
