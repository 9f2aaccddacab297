"""Entities and speakers as people correct them; whoever names them later names them so."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from tellings.model import Analysis, Entity, Mention, Override, Quotation, Speaker, make_id
from tellings.overrides.places import DoubtError, Fit, Texts, choose_one

BY_HAND = "named-by-hand"
People = tuple[tuple[Analysis, ...], tuple[Entity, ...]]


def merge(override: Override, analyses: Sequence[Analysis], entities: Sequence[Entity], texts: Texts) -> tuple[People, list[str]]:
    """Return the story with the entities of all targets as one, under the name given or that of the first."""
    found = [_entity(override, n, entities, texts) for n in range(len(override.targets))]
    chosen = list({e.id: e for e in found if e}.values())
    if None in found or len(chosen) < 2:
        return (tuple(analyses), tuple(entities)), []
    one = replace(
        chosen[0],
        name=override.name or chosen[0].name,
        roles=tuple(dict.fromkeys(r for e in chosen for r in e.roles)),
        mentions=tuple(sorted({m for e in chosen for m in e.mentions})),
        references=tuple(sorted({r for e in chosen for r in e.references})),
    )
    return _put(one, chosen, analyses, entities), [e.id for e in chosen]


def rename(override: Override, analyses: Sequence[Analysis], entities: Sequence[Entity], texts: Texts) -> tuple[People, list[str]]:
    """Return the story with an entity under its new name."""
    entity = _entity(override, 0, entities, texts)
    if entity is None or entity.name == override.name:
        return (tuple(analyses), tuple(entities)), []
    one = replace(entity, name=override.name or entity.name)
    return _put(one, [entity], analyses, entities), [entity.id]


def part(override: Override, analyses: Sequence[Analysis], entities: Sequence[Entity], texts: Texts) -> tuple[People, list[str]]:
    """Return the story with the mentions named taken out of their entity, as an entity of their own."""
    places = [texts.place(t) for t in override.targets]
    moved = {m for e in entities for m in e.mentions for p in places if p and _on(p.article, p.start, p.end, m)}
    held = [e for e in entities if moved & set(e.mentions)]
    if len(held) > 1:
        raise DoubtError("the mentions named are those of several entities; split one at a time")
    if not held or None in places or moved == set(held[0].mentions):
        return (tuple(analyses), tuple(entities)), []
    first = min(moved)
    words = texts.articles[first.article].text[first.start : first.end]
    name = override.name or words
    apart = Entity(make_id("e", held[0].kind, name, first.article, first.start), name, held[0].kind, (), tuple(sorted(moved)), ())
    rest = replace(held[0], mentions=tuple(m for m in held[0].mentions if m not in moved))
    told = tuple(_parted(a, rest, apart) for a in analyses)
    return (told, (*(rest if e.id == rest.id else e for e in entities), apart)), [rest.id, apart.id]


def name_speakers(
    override: Override, analyses: Sequence[Analysis], entities: Sequence[Entity], texts: Texts
) -> tuple[tuple[Analysis, ...], list[str]]:
    """Return the analyses with the quotations of all targets given to the name."""
    every = [q for a in analyses for q in a.quotations]
    fits = [Fit(q, tuple((q.article, s) for s in q.spans)) for q in every]
    chosen = [choose_one(fits, t, texts) for t in override.targets]
    ids = {q.id for q in chosen if q is not None}
    entity = next((e.id for e in entities if e.name == override.name), None)
    name = override.name or ""

    def named(q: Quotation) -> Quotation:
        printed = replace(q.speaker.printed, name=name)
        speaker = replace(
            q.speaker, name=name, names=(name,), entity=entity, status="in_text", printed=printed, score=1.0, rule=BY_HAND, by=None
        )
        return replace(q, speaker=speaker) if q.id in ids else q

    return tuple(_each(a, named) for a in analyses), sorted(ids)


def _entity(override: Override, n: int, entities: Sequence[Entity], texts: Texts) -> Entity | None:
    """Return the entity that the n-th target means: by id, by its name, or by a mention of it."""
    target = override.targets[n]
    if target.name and not target.exact:
        held = [e for e in entities if e.name.casefold() == target.name.casefold()]
        if len(held) > 1:
            raise DoubtError(f"several entities are called {target.name[:60]}; name one by a mention of it, or by its id")
        return held[0] if held else None
    fits = [Fit(e, tuple((m.article, (m.start, m.end)) for m in e.mentions)) for e in entities]
    found = choose_one(fits, target, texts)
    return found if isinstance(found, Entity) else None


def _put(one: Entity, old: Sequence[Entity], analyses: Sequence[Analysis], entities: Sequence[Entity]) -> People:
    """Return the story with ``one`` in the place of some entities, in analyses, clauses and speakers too."""
    ids = {e.id for e in old}
    names = {e.name for e in old}
    kept = tuple(one if e.id == one.id else e for e in entities if e.id == one.id or e.id not in ids)
    return tuple(_taken(a, one, ids, names) for a in analyses), kept


def _taken(analysis: Analysis, one: Entity, ids: set[str], names: set[str]) -> Analysis:
    here = [e for e in analysis.entities if e.id in ids]
    joined = replace(
        one,
        mentions=tuple(sorted({m for e in here for m in e.mentions})),
        references=tuple(sorted({r for e in here for r in e.references})),
    )
    others = tuple(e for e in analysis.entities if e.id not in ids)
    told = replace(
        analysis,
        entities=(*others, joined) if here else others,
        clauses=tuple(
            replace(c, entities=tuple(dict.fromkeys(one.id if e in ids else e for e in c.entities))) for c in analysis.clauses
        ),
    )
    new = dict.fromkeys(names, one.name)
    return _each(told, lambda q: replace(q, speaker=_renamed(q.speaker, one, ids, new)))


def _renamed(speaker: Speaker, one: Entity, ids: set[str], new: Mapping[str, str]) -> Speaker:
    if speaker.entity in ids and len(speaker.names) < 2:
        return replace(speaker, name=one.name, names=(one.name,), entity=one.id)
    if not set(speaker.names) & new.keys():
        return speaker
    names = tuple(dict.fromkeys(new.get(n, n) for n in speaker.names))
    return replace(speaker, name=" and ".join(names), names=names, entity=one.id if speaker.entity in ids else speaker.entity)


def _parted(analysis: Analysis, rest: Entity, apart: Entity) -> Analysis:
    here = analysis.article.id
    mine = tuple(m for m in apart.mentions if m.article == here)
    if not mine:
        return replace(analysis, entities=tuple(replace(e, name=rest.name) if e.id == rest.id else e for e in analysis.entities))
    entities = [
        replace(e, mentions=tuple(m for m in e.mentions if m not in mine)) if e.id == rest.id else e for e in analysis.entities
    ]
    clauses = []
    for c in analysis.clauses:
        inside = any(c.start <= m.start and m.end <= c.end for m in mine)
        stays = any(m.article == here and c.start <= m.start and m.end <= c.end for m in rest.mentions)
        ids = tuple(e for e in c.entities if e != rest.id or stays or not inside)
        clauses.append(replace(c, entities=(*ids, apart.id)) if inside else c)
    told = replace(analysis, entities=(*entities, replace(apart, mentions=mine)), clauses=tuple(clauses))

    def given(q: Quotation) -> Quotation:
        at = q.speaker.mention
        theirs = q.speaker.entity == rest.id and at and any(_on(here, *at, m) for m in mine)
        return replace(q, speaker=replace(q.speaker, name=apart.name, names=(apart.name,), entity=apart.id)) if theirs else q

    return _each(told, given)


def _each(analysis: Analysis, change: Callable[[Quotation], Quotation]) -> Analysis:
    return replace(analysis, quotations=tuple(map(change, analysis.quotations)))


def _on(article: str, start: int, end: int, m: Mention) -> bool:
    return m.article == article and m.start < end and start < m.end
