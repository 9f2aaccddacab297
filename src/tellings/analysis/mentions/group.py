"""Names that are one entity's: the full name, surnames and first names that only one person of the article bears."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from tellings.analysis.mentions.bearers import FAMILY, Bearers
from tellings.analysis.mentions.groups import Group
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.short_names import with_short_names
from tellings.analysis.mentions.spelling import one_spelling
from tellings.model import EntityKind


def group_names(seen: Sequence[Seen], keep: bool = False) -> list[Group]:
    """Join the names of one entity; a surname that two persons bear stands for neither, and is left out or kept by itself."""
    seen = one_spelling(seen)
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
    bearers = Bearers(groups, firsts=keep)
    for s in seen:
        if s.kind == "person" and len(s.text.split()) > 1 and kinds[s.text].most_common(1)[0][0] == "person":
            continue
        owners = bearers.of(s)
        owner = _owner(s, owners, groups)
        if owner and s.kind in ("person", None):
            _add(groups, s, "person", owner)
        elif s.kind == "person" and s.sure and (keep or not owners):
            _add(groups, s, "person", s.text)
            bearers.add(s.text, groups["person", s.text])
        elif s.kind in ("organisation", "place", "group"):
            _add(groups, s, s.kind, s.text)
        elif s.kind is None and kinds.get(s.text):
            _add(groups, s, min(kinds[s.text], key=lambda k: (-kinds[s.text][k], k)), s.text)  # type: ignore[arg-type]
    return with_short_names([g for g in groups.values() if g.mentions])


def _owner(s: Seen, owners: set[str], groups: dict[tuple[str, str], Group]) -> str | None:
    if len(owners) == 1:
        return next(iter(owners))
    if 1 < len(owners) <= FAMILY and s.role:
        matching = sorted(o for o in owners if any(s.role.lower() in r.lower() for r in groups["person", o].roles))
        return matching[0] if len(matching) == 1 else None
    return None


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
