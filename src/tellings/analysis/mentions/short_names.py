"""Short names of bodies joined to the long one: "MHB" and "Millford" to "Millford Harbour Board", "the Herald" to "Kell Herald"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tellings.analysis.mentions.groups import Group
from tellings.analysis.mentions.lexicon import names

LONG = 8  # words of a name beyond which it has no short ones; by judgement


def with_short_names(groups: Sequence[Group]) -> list[Group]:
    """Return the groups; a body whose name begins or ends that of one other body, or is its initials, is joined to it."""
    by_short = _by_short(groups)
    owners = {id(g): owner for g in groups if (owner := _owner(g, by_short))}
    kept = []
    for g in groups:
        owner = owners.get(id(g))
        while owner is not None and id(owner) in owners:
            owner = owners[id(owner)]
        if owner is None:
            kept.append(g)
        else:
            owner.mentions.extend(g.mentions)
            owner.roles.update(g.roles)
    return kept


def _owner(g: Group, by_short: dict[str, list[Group]]) -> Group | None:
    initials = g.name.isupper() and " " not in g.name
    if g.kind != "organisation" and not (g.kind == "person" and initials):
        return None
    if not initials and g.name in names("organisations.toml", "names"):
        return None
    owners = [o for o in by_short.get(g.name.replace(".", "") if initials else _bare(g.name), ()) if o is not g]
    longest = max(owners, key=lambda o: len(o.name), default=None)
    if longest is None or any(o is not longest and _bare(o.name) not in set(_shorts(longest.name)) for o in owners):
        return None
    return longest


def _by_short(groups: Sequence[Group]) -> dict[str, list[Group]]:
    found: dict[str, list[Group]] = defaultdict(list)
    for g in groups:
        if g.kind == "organisation" and " " in g.name:
            for short in set(_shorts(g.name)):
                found[short].append(g)
    return found


def _shorts(name: str) -> Iterator[str]:
    """Yield the initials of a long name, and its beginnings and ends of whole words."""
    initials = "".join(word[0] for word in name.split() if word[:1].isupper())
    if len(initials) > 1:
        yield initials
    words = _bare(name).split()
    for n in range(1, len(words)):
        if len(words) <= LONG:
            yield " ".join(words[:n])
            yield " ".join(words[n:])


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")
