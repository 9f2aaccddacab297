"""A correction that names findings by id, said by content: the words they rest on, which stay when ids change."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from tellings.model import Article, Override, Passage, Span, Story, Target
from tellings.overrides.places import DoubtError

FIELDS: Mapping[str, tuple[str, ...]] = {
    "entity": ("entities",), "speaker": ("quotations", "utterances"), "utterance": ("utterances", "quotations"),
    "quotation": ("quotations",), "claim": ("claims",), "conflict": ("conflicts",), "reuse": ("reuse",), "moment": ("moments",),
    "figure": ("figures",), "wording": ("wording",), "update": ("updates",), "event": ("timeline",),
}  # fmt: skip


def by_content(override: Override, story: Story, articles: Iterable[Article]) -> Override:
    """Return the correction with words in place of each id that a story's finding has; the id stays beside them.

    ``articles`` are those of the story, with their texts. Raises DoubtError for an id that no finding of this kind has.
    """
    texts = {a.id: a.text for a in articles}
    of = override.of or "conflict"
    named = (*override.targets, *([Target(id=override.id)] if override.id else []))
    targets: list[Target] = []
    kind = override.kind
    for target in named:
        if target.id is None or target.exact is not None:
            targets.append(target if target.exact or not target.name else _named(target, story, texts))
            continue
        finding = _find(story, of, target.id)
        kind = kind or (getattr(finding, "kind", None) if of == "conflict" else None)
        targets += [_target(target.id, article, span, texts) for article, span in _places(finding, story)]
    return replace(override, id=None, targets=tuple(targets), kind=kind)


def _find(story: Story, of: str, name: str) -> Any:
    for field in FIELDS.get(of, ()):
        for finding in getattr(story, field):
            if finding.id == name:
                return finding
    raise DoubtError(f"{story.id} as it was last told has no {of} {name[:60]}; look at it again")


def _named(target: Target, story: Story, texts: Mapping[str, str]) -> Target:
    """Return an entity named by its name as a mention of it; as it is where none or several bear the name."""
    held = [e for e in story.entities if e.name.casefold() == (target.name or "").casefold()]
    if len(held) != 1 or not held[0].mentions:
        return target
    first = held[0].mentions[0]
    return replace(_target(held[0].id, first.article, (first.start, first.end), texts), name=target.name)


def _target(name: str, article: str, span: Span, texts: Mapping[str, str]) -> Target:
    start, end = span
    return Target(id=name, article=article, start=start, end=end, exact=texts.get(article, "")[start:end] or None)


def _places(finding: Any, story: Story) -> Iterator[tuple[str, Span]]:
    """Yield the places by which a finding is known again: one, or one of each side."""
    if hasattr(finding, "mentions"):
        yield from ((m.article, (m.start, m.end)) for m in finding.mentions[:1])
    elif hasattr(finding, "quotations"):  # an utterance: what holds its first quotation
        first = next(q for q in story.quotations if q.id == finding.quotations[0])
        yield first.article, first.spans[0]
    elif hasattr(finding, "spans"):
        yield finding.article, finding.spans[0]
    else:
        yield from ((p.article, (p.start, p.end)) for p in _passages(finding))


def _passages(finding: Any) -> Iterable[Passage]:
    if hasattr(finding, "sides"):
        return [s.passages[0] for s in finding.sides if s.passages]
    if hasattr(finding, "forms"):
        return [f.passages[0] for f in finding.forms if f.passages]
    if hasattr(finding, "earlier"):
        return [finding.earlier, finding.later]
    if hasattr(finding, "from_"):
        return [finding.from_, finding.to]
    if hasattr(finding, "passages"):
        return list(finding.passages[:1])
    return [Passage(finding.article, finding.start, finding.end, "")]  # a moment, a figure


def standing_for(override: Override, now: Mapping[str, str]) -> Override:
    """Return the correction with later versions of articles in place of those that they superseded; words are sought there anew."""
    return replace(override, targets=tuple(_later(t, now) for t in override.targets))


def _later(target: Target, now: Mapping[str, str]) -> Target:
    current = now.get(target.article or "", target.article)
    return target if current == target.article else replace(target, article=current)
