"""One entity for one person over the story, and speakers by their full names. The verb is ``settle_people``."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tellings.collation.people.kinds import agree_kinds, bare
from tellings.collation.people.names import fold, is_surname_of, same_person
from tellings.collation.people.roles import bearer, collect
from tellings.model import Analysis, Entity, Quotation, Speaker, make_id

DESCRIBED = frozenset(("description", "role-ambiguous", "same-description"))
ROLE_SCORE = 0.75  # by judgement, between the rules of one article: too few cases stand in the development stories to measure it


def settle_people(analyses: Sequence[Analysis]) -> tuple[tuple[Analysis, ...], tuple[Entity, ...]]:
    """Return the analyses with speakers named by the story's entities, and those entities.

    Ids of entities in analyses, clauses and speakers become those of the story, so that one person has one id in all.
    """
    told = sorted(analyses, key=lambda a: a.article.id)
    groups = _join(agree_kinds([(a.article.id, e) for a in told for e in a.entities]))
    story: list[Entity] = []
    new: dict[str, dict[str, Entity]] = defaultdict(dict)  # by article and the entity's id in it
    for group in groups:
        entity = _merge([e for _, e in group])
        story.append(entity)
        for article, e in group:
            new[article][e.id] = entity
    persons = [e for e in story if e.kind == "person"]
    settled = tuple(_settle(a, new[a.article.id], persons) for a in told)
    story.sort(key=lambda e: (-len(e.mentions), e.kind, e.name, e.id))
    by_id = {a.article.id: a for a in settled}
    return tuple(by_id[a.article.id] for a in analyses), tuple(story)


# ---------------------------------------------------------------- entities
def _join(found: list[tuple[str, Entity]]) -> list[list[tuple[str, Entity]]]:
    """Return entities of the articles in groups that are one and the same."""
    groups: dict[tuple[str, ...], list[tuple[str, Entity]]] = defaultdict(list)
    for article, entity in found:
        if entity.kind != "person":
            groups[entity.kind, *bare(entity.name)].append((article, entity))
    people = [(article, e) for article, e in found if e.kind == "person"]
    return [*groups.values(), *_join_people(people)]


def _join_people(people: list[tuple[str, Entity]]) -> list[list[tuple[str, Entity]]]:
    """Join full names that agree, then surnames that only one of the joined persons bears."""
    full: list[tuple[set[tuple[str, ...]], list[tuple[str, Entity]]]] = []
    by_part: dict[str, set[int]] = defaultdict(set)  # groups by the parts of their names, first names left out
    for article, entity in sorted(people, key=lambda p: (-len(fold(p[1].name)), fold(p[1].name), p[0], p[1].id)):
        name = fold(entity.name)
        if len(name) < 2:
            continue
        near = sorted({g for part in name[1:] for g in by_part[part]})
        hits = [g for g in near if any(same_person(name, other) for other in full[g][0])]
        if len(hits) == 1:
            full[hits[0]][0].add(name)
            full[hits[0]][1].append((article, entity))
        else:
            hits = [len(full)]
            full.append(({name}, [(article, entity)]))
        for part in name[1:]:
            by_part[part].add(hits[0])
    alone: dict[tuple[str, ...], list[tuple[str, Entity]]] = defaultdict(list)
    for article, entity in people:
        name = fold(entity.name)
        if len(name) > 1:
            continue
        near = sorted(by_part.get(name[-1], ())) if name else []
        owners = [full[g] for g in near if any(is_surname_of(name, other) for other in full[g][0])]
        if len(owners) == 1:
            owners[0][1].append((article, entity))
        else:
            alone[name].append((article, entity))
    return [*(members for _, members in full), *alone.values()]


def _merge(members: list[Entity]) -> Entity:
    """Return one entity under the fullest name, accents kept, with all roles and mentions."""
    count = Counter(e.name for e in members)
    name = max(
        count,
        key=lambda n: (len(fold(n)) if members[0].kind == "person" else 0, sum(c > "\x7f" and c.isalpha() for c in n), count[n], n),
    )
    mentions = sorted({m for e in members for m in e.mentions})
    references = sorted({r for e in members for r in e.references})
    roles = collect([e.roles for e in sorted(members, key=lambda e: e.id)])
    kind = members[0].kind
    first = mentions[0] if mentions else None
    return Entity(
        make_id("e", kind, *bare(name), first.article if first else ""), name, kind, roles, tuple(mentions), tuple(references)
    )


# ---------------------------------------------------------------- speakers
def _settle(analysis: Analysis, ids: dict[str, Entity], persons: list[Entity]) -> Analysis:
    entities: dict[str, Entity] = {}
    for entity in analysis.entities:
        one = ids[entity.id]
        before = entities.get(one.id)
        mentions = tuple(sorted({*(before.mentions if before else ()), *entity.mentions}))
        references = tuple(sorted({*(before.references if before else ()), *entity.references}))
        entities[one.id] = replace(one, mentions=mentions, references=references)
    names = {e.name: ids[e.id].name for e in analysis.entities}
    return replace(
        analysis,
        entities=tuple(entities.values()),
        quotations=tuple(_name(q, analysis, ids, names, persons) for q in analysis.quotations),
        clauses=tuple(replace(c, entities=_unique(ids[e].id if e in ids else e for e in c.entities)) for c in analysis.clauses),
    )


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _name(q: Quotation, analysis: Analysis, ids: dict[str, Entity], names: dict[str, str], persons: list[Entity]) -> Quotation:
    speaker = q.speaker
    if speaker.rule in DESCRIBED:
        return replace(q, speaker=_by_name(_by_role(speaker, analysis, persons), persons))
    if not speaker.names:
        return q
    entity = ids.get(speaker.entity) if speaker.entity else None
    full = (entity.name,) if entity else tuple(names.get(n) or _full(n, persons) for n in speaker.names)
    speaker = replace(speaker, name=" and ".join(full), names=full, entity=entity.id if entity else speaker.entity)
    return replace(q, speaker=speaker)


def _full(name: str, persons: list[Entity]) -> str:
    """Return the full name of the only person of the story who bears a surname, else the name as it is."""
    owner = _bearer_of(name, persons)
    return owner.name if owner else name


def _bearer_of(name: str, persons: list[Entity]) -> Entity | None:
    folded = fold(name)
    if len(folded) != 1 or not name[:1].isupper():
        return None
    owners = [p for p in persons if fold(p.name) == folded or is_surname_of(folded, fold(p.name))]
    return owners[0] if len(owners) == 1 else None


def _by_name(speaker: Speaker, persons: list[Entity]) -> Speaker:
    """Name a speaker whom this article gives one unknown word for, by the story's only person of that surname."""
    owner = _bearer_of(speaker.name or "", persons) if speaker.rule in DESCRIBED else None
    if owner is None:
        return speaker
    return replace(speaker, name=owner.name, names=(owner.name,), entity=owner.id, rule="surname-in-story", score=ROLE_SCORE)


def _by_role(speaker: Speaker, analysis: Analysis, persons: list[Entity]) -> Speaker:
    """Name a speaker who is only described by the one person of the story who bears the role."""
    if speaker.mention is None:
        return speaker
    words = analysis.article.text[slice(*speaker.mention)]
    if not words.lower().startswith("the "):
        return speaker
    found = bearer(words.split(",")[0], persons)
    if found is None:
        return speaker
    return replace(
        speaker,
        name=found.name,
        names=(found.name,),
        entity=found.id,
        status="by_other_report",
        score=ROLE_SCORE,
        rule="role-in-story",
    )
