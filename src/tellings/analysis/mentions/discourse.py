"""What an article has talked of so far, and what speaks for each of those when a pronoun comes.

After Lappin and Leass 1994 (salience by part of the sentence and by nearness) with weights learned, not set.
"""

from dataclasses import dataclass

from tellings.analysis.mentions.tree import Tree

REACH = 12  # sentences back that a pronoun may look; by judgement: in GUM train nearly all antecedents stand within three
CANDIDATES = 8  # persons last talked of that are weighed, so that an article of many names costs no more than its pronouns
OBJECTS = ("obj", "iobj")


@dataclass(slots=True)
class Held:
    """Somebody the article has talked of: a named person by number, or somebody only described (none)."""

    entity: int | None
    pronoun: str
    named: int = 0
    referred: int = 0
    word: int = -1  # head of the last mention
    first: int = -1  # word that begins the last mention
    sentence: int = -1
    part: str = ""
    governor: int = -1
    inside: int = -1  # number of the quotation marks the last mention stands in
    how: str = "name"
    by: str = ""  # the pronoun last used
    trust: float = 1.0  # how sure the last mention is: a name is, a pronoun as sure as its score


@dataclass(slots=True)
class Place:
    """Where a pronoun stands."""

    word: int
    pronoun: str
    form: str
    sentence: int
    part: str
    governor: int
    inside: int


def reasons(near: list[Held], place: Place, tree: Tree) -> list[tuple[str, ...]]:
    """Return for each candidate, the last talked of first, the names of what speaks for or against it."""
    fit = [_gender(h, place) for h in near]
    able = [not f.startswith("unfit") for f in fit]
    found = []
    for rank, held in enumerate(near):
        names = _features(held, place, rank - sum(not a for a in able[:rank]), len(near), tree)
        others = sum(able) - able[rank]
        names.append(fit[rank])
        names.append(f"rivals-{min(others, 3)}")
        found.append(tuple(names))
    return found


def _features(held: Held, place: Place, rank: int, size: int, tree: Tree) -> list[str]:
    found = ["described" if held.entity is None else "named"]
    if held.first > place.word:
        found.append("ahead")
        found.append(f"ahead-{_kind(held.part)}")
    else:
        back = place.sentence - held.sentence
        found.append(f"back-{back if back < 3 else 3 if back < 6 else 6}")
        found.append(f"rank-{min(rank, 3)}")
        found.append(f"was-{_kind(held.part)}")
        if _kind(held.part) == "subject" and _kind(place.part) == "subject":
            found.append("parallel")
        if back == 1 and _kind(held.part) == "subject":
            found.append("subject-before")
    if held.by == place.pronoun:
        found.append(f"so-called-{held.how}")
    found.append(f"talked-{_many(held.named + held.referred)}")
    if held.inside != place.inside:
        found.append("into-marks" if place.inside >= 0 else "out-of-marks")
    if held.sentence == place.sentence and held.first < place.word:
        found.extend(_bound(held, place, tree))
    return found


def _kind(part: str) -> str:
    if part.startswith(("nsubj", "csubj")):
        return "subject"
    if part in OBJECTS:
        return "object"
    return "owner" if part == "nmod:poss" else "oblique" if part.startswith(("obl", "nmod")) else "other"


def _gender(held: Held, place: Place) -> str:
    if held.pronoun:
        return "fits"
    if held.by:
        return "fits-before" if held.by == place.pronoun else "unfit-before"
    return "unknown"


def _many(count: int) -> str:
    return str(count) if count < 3 else "3" if count < 6 else "6" if count < 12 else "12"


def barred(held: Held, place: Place) -> bool:
    """Say whether grammar forbids the pair: "Ada Thorne thanked her"."""
    said = held.sentence == place.sentence and held.first < place.word and held.governor == place.governor >= 0
    return said and not place.form.endswith("self") and _kind(held.part) == "subject" and _kind(place.part) == "object"


def _bound(held: Held, place: Place, tree: Tree) -> list[str]:
    """Say whether grammar binds or bars the pair: "Ada saw her", "Ada saw herself", "Ada sold her boat"."""
    same = held.governor == place.governor and held.governor >= 0
    if place.form.endswith("self"):
        return ["reflexive-bound" if same else "reflexive-loose"]
    if same and _kind(place.part) in ("object", "oblique", "subject"):
        return ["barred"]
    if place.governor == held.word:
        return ["inside-itself"] if held.how == "name" else []
    if place.part == "nmod:poss":
        owned = tree.heads[place.governor] if place.governor >= 0 else -1
        return ["own-subject" if owned == held.governor and _kind(held.part) == "subject" else "owned-within"]
    if _kind(held.part) == "subject" and _kind(place.part) == "subject":
        return ["clause-after"]
    return []
