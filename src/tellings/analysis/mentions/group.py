"""Names that are one entity's: the full name, surnames and first names that only one person of the article bears."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.seen import Seen
from tellings.model import EntityKind

FAMILY = 20  # persons of one surname beyond which a role tells none apart; by judgement: no family in the news is as large


@dataclass(slots=True)
class Group:
    """Mentions of one entity, growing."""

    name: str
    kind: EntityKind
    mentions: list[tuple[int, int]] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)


def group_names(seen: Sequence[Seen], keep: bool = False) -> list[Group]:
    """Join the names of one entity; a surname that two persons bear stands for neither, and is left out or kept by itself."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for s in seen:
        if s.kind:
            kinds[s.text][s.kind] += 2 if s.sure else 1
    groups: dict[tuple[str, str], Group] = {}
    full = [s for s in seen if s.kind == "person" and len(s.text.split()) > 1]
    fullest = _fullest(full)
    for s in full:
        if kinds[s.text].most_common(1)[0][0] == "person":
            _add(groups, s, "person", fullest[s.text])
    surnames: dict[str, set[str]] = defaultdict(set)
    for kind, name in groups:
        if kind == "person":
            for part in _surnames(name):
                surnames[part].add(name)
            if keep:
                surnames[name.split()[0]].add(name)
    for s in seen:
        if s.kind == "person" and len(s.text.split()) > 1 and kinds[s.text].most_common(1)[0][0] == "person":
            continue
        owners = surnames.get(s.text, set())
        owner = _owner(s, owners, groups)
        if owner and s.kind in ("person", None):
            _add(groups, s, "person", owner)
        elif s.kind == "person" and s.sure and (keep or not owners):
            _add(groups, s, "person", s.text)
            surnames[s.text.split()[-1]].add(s.text)
        elif s.kind in ("organisation", "place", "group"):
            _add(groups, s, s.kind, s.text)
        elif s.kind is None and kinds.get(s.text):
            _add(groups, s, min(kinds[s.text], key=lambda k: (-kinds[s.text][k], k)), s.text)  # type: ignore[arg-type]
    return _with_acronyms([g for g in groups.values() if g.mentions])


def _with_acronyms(groups: list[Group]) -> list[Group]:
    """Join "MHB" to the only body of the article whose name has these initials ("Millford Harbour Board")."""
    bodies: dict[str, list[Group]] = defaultdict(list)
    for g in groups:
        initials = "".join(word[0] for word in g.name.split() if word[:1].isupper())
        if g.kind == "organisation" and len(initials) > 1 and " " in g.name:
            bodies[initials].append(g)
    kept = []
    for g in groups:
        owners = bodies.get(g.name.replace(".", ""), ()) if g.name.isupper() and " " not in g.name else ()
        if len(owners) == 1 and g.kind in ("organisation", "person"):
            owners[0].mentions.extend(g.mentions)
        else:
            kept.append(g)
    return kept


def _surname(s: Seen) -> str:
    return s.text.split()[-1]


def _owner(s: Seen, owners: set[str], groups: dict[tuple[str, str], Group]) -> str | None:
    if len(owners) == 1:
        return next(iter(owners))
    if 1 < len(owners) <= FAMILY and s.role:
        matching = sorted(o for o in owners if any(s.role.lower() in r.lower() for r in groups["person", o].roles))
        return matching[0] if len(matching) == 1 else None
    return None


def _surnames(name: str) -> list[str]:
    """Return the ways a person is called by part of the name: "Sole", "Muñoz Sole"."""
    parts = [p for p in name.split() if p.lower() not in SUFFIXES]
    return [" ".join(parts[n:]) for n in range(1, len(parts))]


def _fullest(full: list[Seen]) -> dict[str, str]:
    """Return for each full name the longest of which it is the end, or which differs from it by middle names only."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for text in sorted({s.text for s in full}, key=lambda t: (-len(t.split()), t)):
        by_last[text.split()[-1]].append(text)
    found = {}
    for texts in by_last.values():
        longest: dict[str, str] = {}  # by first and by last words; the longest name that begins or ends so comes first
        for text in texts:
            parts = text.split()
            found[text] = longest.get(parts[0]) or longest.get(" ".join(parts)) or text
            for key in (parts[0], *(" ".join(parts[n:]) for n in range(1, len(parts) - 1))):
                longest.setdefault(key, found[text])
    return found


def _add(groups: dict[tuple[str, str], Group], s: Seen, kind: EntityKind, name: str) -> None:
    group = groups.setdefault((kind, name), Group(name, kind))
    group.mentions.append((s.start, s.end))
    for role in s.role.split("; ") if s.role else ():
        group.roles.setdefault(role, None)
