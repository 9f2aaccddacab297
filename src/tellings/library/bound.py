"""What people say of stories, as bonds between the articles that are current now."""

from collections.abc import Iterable, Mapping, Sequence

from tellings.model import Correction, Version
from tellings.store import Reader
from tellings.stories import Bonds


def bonds_in(reader: Reader) -> tuple[Bonds, frozenset[str]]:
    """Return what the corrections of a library say of which report belongs to which story, and the keys of the reports bound."""
    said = list(reader.grouping())
    bonds = Bonds()
    if not said:
        return bonds, frozenset()
    named = {a for c in said for a in (*c.articles, *(b for part in c.parts for b in part))}
    now, keys = standing_now(reader, named)
    for correction in said:
        bonds.say("merge" if correction.meant.do == "merge" else "split", _parts(correction, now))
    return bonds, frozenset(keys.values())


def _parts(correction: Correction, now: Mapping[str, str]) -> Sequence[list[str]]:
    """Return what is bound: the reports that a merger names; those that a split names, and those that they left."""
    parts = [correction.articles] if correction.meant.do == "merge" else correction.parts
    return [[now[a] for a in part if a in now] for part in parts]


def standing_now(reader: Reader, articles: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what stands for each article today (its current version, else the last) and its key; forgotten ones are left out."""
    keys = {a: h.version.key for a, h in reader.find_holdings(sorted(articles)).items()}
    versions = reader.find_versions(sorted(set(keys.values())))
    return {a: _standing(versions[key]) for a, key in sorted(keys.items())}, keys


def _standing(versions: Sequence[Version]) -> str:
    return next((v.article for v in reversed(versions) if v.standing == "current"), versions[-1].article)
