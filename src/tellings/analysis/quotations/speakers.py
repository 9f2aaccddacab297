"""Read a speaker's phrase: the person or body at its head, never one that is only named inside it."""

from typing import NamedTuple

from tellings.analysis.quotations.leftward import antecedent
from tellings.analysis.quotations.lexicon import grammar, heads, organisation_words
from tellings.analysis.quotations.lexicon import people as nouns_of_people
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.smallwords import DETERMINERS, PREPOSITIONS, Phrase
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.model import Entity, Span

GROUPS = grammar("groups")
BODIES = grammar("bodies")
POSSESSIVES = {"his": "he", "her": "she", "their": "they", "its": "it"}
PRONOUN_WORDS = frozenset(("he", "she", "they", "it", "we", "i", "you", "who", *POSSESSIVES))


class Reading(NamedTuple):
    """What a phrase says of the speaker: ``kind`` is named, joint, pronoun, group or described; ``names`` in order."""

    kind: str
    names: tuple[str, ...]
    entities: tuple[str, ...]
    mentions: tuple[Span, ...]
    rule: str


def read_phrase(unit: Unit, phrase: Phrase, people: People) -> Reading:
    """Return who is named at the head of a phrase.

    "Thorne's aide", "the Thorne administration" and "a spokesman for Thorne" are not Thorne: a name counts only where it
    is no possessive, stands behind no preposition and ends its part of the phrase.
    """
    low = unit.low
    if phrase.last - phrase.first == 1 and "'" in low[phrase.first] and low[phrase.first].split("'")[0] in PRONOUN_WORDS:
        return Reading("pronoun", (low[phrase.first].split("'")[0],), (), (_span(unit, *phrase),), "pronoun")
    if (
        phrase.last - phrase.first == 1
        and low[phrase.first] in ("who", "which", "that")
        and (stands_for := antecedent(unit, phrase.first))
    ):
        return read_phrase(unit, stands_for, people)
    if phrase.last - phrase.first == 1 and low[phrase.first] in PRONOUN_WORDS:
        return Reading("pronoun", (POSSESSIVES.get(low[phrase.first], low[phrase.first]),), (), (_span(unit, *phrase),), "pronoun")
    parts = _parts(unit, phrase)
    joint = _joint(unit, phrase, people) or _joint_with_roles(unit, parts, people)
    if joint:
        return joint
    if together := _joint_behind(unit, phrase, parts, people):
        return together
    for n, (first, last) in enumerate(parts):
        if n and (low[first] in ("who", "whose", "which", "and") or low[first] in PREPOSITIONS):
            continue
        found = _head(unit, first, last, people)
        if found and (n == 0 or found.kind == "person" or (found.kind == "organisation" and low[parts[0][1] - 1] in BODIES)):
            return Reading("named", (found.name,), (found.id,), (_span(unit, *phrase),), "name" if n == 0 else "name-in-apposition")
    first, last = parts[0]
    words = low[first:last]
    if (
        (words[-1] in GROUPS or len(words) > 2 and words[-2] in GROUPS and words[-1] in nouns_of_people())
        and (words[0] in ("the", "both") or words == ["two"])
        and last - first <= 4
    ):
        return Reading("group", (_described(unit, first, last),), (), (_span(unit, *phrase),), "group")
    return Reading("described", (_described(unit, first, last),), (), (_span(unit, *phrase),), "description")


def _span(unit: Unit, first: int, last: int) -> Span:
    return unit.terms[first].start, unit.terms[last - 1].end


def _parts(unit: Unit, phrase: Phrase) -> list[tuple[int, int]]:
    """Cut a phrase at its commas and brackets."""
    parts, at = [], phrase.first
    for n in range(phrase.first, phrase.last + 1):
        if n == phrase.last or unit.low[n] in (",", "(", ")", "—"):
            if n > at:
                parts.append((at, n))
            at = n + 1
    return parts or [(phrase.first, phrase.last)]


def _head(unit: Unit, first: int, last: int, people: People) -> Entity | None:
    """Return the entity at the head of a part of a phrase."""
    low = unit.low
    start, end = _span(unit, first, last)
    for n in range(first, last):
        if low[n] == "who":
            end = unit.terms[n - 1].end if n > first else start
            break
    named = people.within(start, end)
    ends = {e for _, e, entity in named if entity.kind == "person"}
    places = (n for n in range(first + 1, last) if low[n] in PREPOSITIONS)
    attached = next((unit.terms[n].start for n in places if unit.terms[n - 1].end in ends or not _titled(unit, n)), end)
    found = [m for m in named if m[0] < attached]
    for s, e, entity in reversed(found):
        if unit.text[e : e + 2] in ("'s", "’s") or unit.text[e : e + 1] in ("'", "’"):
            continue
        closes = e == attached or not unit.text[e : min(attached, end)].strip(" ,")
        if entity.kind == "person" and closes:
            return entity
        if entity.kind != "person" and closes and _whole(unit, first, s):
            return entity
    return None


def _titled(unit: Unit, n: int) -> bool:
    """Say whether a preposition stands inside a title before a name: "Secretary of State Jane Roe"."""
    return unit.low[n] == "of" and n + 1 < len(unit) and unit.is_name(n - 1)


def _whole(unit: Unit, first: int, start: int) -> bool:
    """Say whether nothing but a determiner stands before a body's name in its phrase."""
    n = first
    while unit.terms[n].start < start:
        if unit.low[n] not in DETERMINERS:
            return False
        n += 1
    return True


def _joint(unit: Unit, phrase: Phrase, people: People) -> Reading | None:
    """Read "A and B" and "A, B and C" as joint speakers."""
    low = unit.low
    ands = [n for n in range(phrase.first + 1, phrase.last - 1) if low[n] == "and"]
    if not ands or any(low[n] in ("who", "whose", "which") for n in range(phrase.first, ands[-1])):
        return None
    pieces: list[tuple[int, int]] = []
    at = phrase.first
    for n in [*ands[-1:], phrase.last]:
        pieces.append((at, n))
        at = n + 1
    parted = low[pieces[0][1] - 1] == ","
    if parted:
        pieces[0] = (pieces[0][0], pieces[0][1] - 1)
    left = _parts(unit, Phrase(*pieces[0]))
    headed = [(p, _head(unit, *p, people)) for p in [*left, pieces[1]]]
    person = headed[0][1] is not None and headed[0][1].kind == "person"
    if any(low[n] in PREPOSITIONS for n in range(phrase.first, ands[-1])) and not person:
        return None
    if person and _is_role(unit, pieces[1], headed[-1][1]):
        return read_phrase(unit, Phrase(*pieces[0]), people)
    if len(left) == 1 and not person and _one_body(unit, headed[0][1], pieces[1], people):
        return None
    plain = len(left) == 1 and not any(low[n] in PREPOSITIONS for n in range(phrase.first, phrase.last))
    named = [(p, e.name if e else _bare_name(unit, *p) if plain else "", e) for p, e in headed]
    if (len(left) == 1 or parted) and headed[0][1] and not named[-1][1] and low[phrase.last - 1].endswith("s"):
        named[-1] = (pieces[1], _described(unit, *pieces[1]), None)  # "Jane Roe and other members"
    if not named[0][1] or not named[-1][1] or not any(e for _, _, e in named):
        return None
    kept = [(p, name, e) for p, name, e in named if name]
    spans = tuple(_span(unit, *p) for p, _, _ in kept)
    return Reading("joint", tuple(name for _, name, _ in kept), tuple(e.id for _, _, e in kept if e), spans, "joint")


def _joint_with_roles(unit: Unit, parts: list[Span], people: People) -> Reading | None:
    """Read two people who are told apart by their roles: "Ada Thorne, mayor of Ostby, and Peter Lorne, her deputy"."""
    second = next((n for n in range(1, len(parts)) if unit.low[parts[n][0]] == "and"), 0)
    if not second or parts[second][1] - parts[second][0] < 2:
        return None
    spans = [parts[0], (parts[second][0] + 1, parts[second][1])]
    found = [_head(unit, *span, people) for span in spans]
    named = [e for e in found if e and e.kind == "person"]
    if len(named) < 2 or named[0].id == named[1].id:
        return None
    return Reading(
        "joint", tuple(e.name for e in named), tuple(e.id for e in named), tuple(_span(unit, *s) for s in spans), "joint"
    )


def _joint_behind(unit: Unit, phrase: Phrase, parts: list[tuple[int, int]], people: People) -> Reading | None:
    """Read two names behind what both are: "the mayors of Lorne and Ostby, Ada Thorne and Peter Lorne"."""
    if len(parts) < 2 or not unit.low[parts[0][1] - 1] or _head(unit, *parts[0], people):
        return None
    first, last = parts[1]
    if "and" not in unit.low[first:last] or not unit.is_name(first) or last != phrase.last:
        return None
    found = _joint(unit, Phrase(first, last), people)
    return found if found and found.kind == "joint" and len(found.entities) == len(found.names) else None


def _is_role(unit: Unit, piece: Span, entity: Entity | None) -> bool:
    """Say whether the words behind "and" tell what the person before it is: "Jane Roe, founder and CEO of the Roe Society"."""
    first, last = piece
    titled = unit.low[first] in heads() and unit.low[first + 1 : min(first + 2, last)] in (["of"], ["for"], ["at"])
    return titled and (entity is None or entity.kind != "person")


def _one_body(unit: Unit, before: Entity | None, piece: Span, people: People) -> bool:
    """Say whether "A and B" is one body: B ends in a word of bodies and has no article of its own, A is no body by itself.

    "Roe Valley Parks and Rescue Service" and "Devon and Cornwall Police" are one, "NATO and Roe Council" and "Roe Council and the
    harbour board" two. A is known by itself where its name ends in no
    such word, or in the same as B, or stands alone elsewhere.
    """
    first, last = piece
    ending = unit.terms[last - 1].text
    if ending not in organisation_words() or unit.low[first] in DETERMINERS:
        return False
    if before is None or before.kind != "organisation":
        return True
    joined = all(people.text.startswith(" and ", m.end) for m in before.mentions)
    return joined and before.name.split()[-1] in organisation_words() - {ending}


def _bare_name(unit: Unit, first: int, last: int) -> str:
    """Return capitalised words that the entities do not know ("Roe" in "Roe and Poe"), or nothing."""
    if last - first > 3 or not all(unit.is_name(n) for n in range(first, last)):
        return ""
    return _described(unit, first, last)


def _described(unit: Unit, first: int, last: int) -> str:
    while first < last - 1 and unit.low[first] in ("the", "a", "an"):
        first += 1
    last = next((n for n in range(first + 1, last) if unit.low[n] in ("who", "whose", "which")), last)
    start, end = _span(unit, first, last)
    return unit.inner(first) if unit.low[first] == QUOTED and last - first == 1 else " ".join(unit.text[start:end].split())
