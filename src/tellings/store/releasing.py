"""What corrections give up when what they are about is forgotten: the words go, what was decided stays listed."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.engine import Connection

from tellings.model import Correction, Target
from tellings.overrides import without
from tellings.store.corrections_kept import keep_correction, resting_on
from tellings.store.packing import unpack_text
from tellings.store.schema import articles, bodies

Stands = Mapping[str, str | None]  # of articles that go: the version that stands for each, if one is left


def release_gone(connection: Connection, gone: Sequence[int]) -> None:
    """Let corrections go on with other versions of articles that are about to go; words that stand in none are not kept."""
    for correction in resting_on(connection, gone):
        stands = _survivors(connection, correction, set(gone))
        texts = _texts(connection, [a for a in stands.values() if a])

        def moved(target: Target, stands: Stands = stands, texts: Mapping[str, str] = texts) -> Target | None:
            if target.article is None or target.article not in stands:
                return target
            survivor = stands[target.article]
            holds = survivor is not None and (target.exact is None or target.exact in texts[survivor])
            return replace(target, article=survivor) if holds else None

        keep_correction(connection, without(correction, moved, stands))


def release_blanked(connection: Connection, numbers: Sequence[int]) -> None:
    """Let corrections go without words that stand in their articles no more."""
    for correction in resting_on(connection, numbers):
        texts = _texts(connection, [t.article for t in correction.meant.targets if t.article])

        def said(target: Target, texts: Mapping[str, str] = texts) -> Target | None:
            there = target.exact is None or target.article is None or target.exact in texts.get(target.article, "")
            return target if there else None

        changed = without(correction, said, {})
        if changed != correction:
            keep_correction(connection, changed)


def _survivors(connection: Connection, correction: Correction, gone: set[int]) -> dict[str, str | None]:
    """Return the articles of a correction that go, each with the version that is left: the current one, else the last."""
    a = articles.c
    named = sorted({*correction.articles, *(b for part in correction.parts for b in part)})
    going = {r.id: r.key for r in connection.execute(select(a.id, a.key).where(a.id.in_(named), a.number.in_(gone)))}
    asked = select(a.key, a.id, a.number).where(a.key.in_(sorted(set(going.values()))))
    left: dict[str, str] = {}
    for row in connection.execute(asked.order_by(a.standing == "current", a.version)):
        if row.number not in gone:
            left[row.key] = row.id
    return {article: left.get(key) for article, key in going.items()}


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    asked = select(articles.c.id, bodies.c.text).join(bodies, bodies.c.article == articles.c.number)
    return {row.id: unpack_text(row.text) for row in connection.execute(asked.where(articles.c.id.in_(sorted(set(ids)))))}
