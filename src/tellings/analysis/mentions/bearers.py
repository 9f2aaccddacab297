"""Which persons of an article a part of a name may stand for: "Thorne", "Ms. Thorne", "Ada", "van der Lorne"."""

from collections import defaultdict
from collections.abc import Mapping

from tellings.analysis.mentions.gender import pronoun_of
from tellings.analysis.mentions.groups import Group
from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.lexicon import honorifics
from tellings.analysis.mentions.seen import Seen

FAMILY = 20  # persons of one surname beyond which a role tells none apart; by judgement: no family in the news is as large


class Bearers:
    """The persons of an article by the parts of their names, case apart ("Van Lorne" is Ada van Lorne)."""

    def __init__(self, groups: Mapping[tuple[str, str], Group], *, firsts: bool) -> None:
        """Take the persons named in full; ``firsts``: a first name alone may stand for them."""
        self.by_end: dict[str, set[str]] = defaultdict(set)
        self.by_part: dict[str, set[str]] = defaultdict(set)
        self.begins: dict[str, int] = {}
        self.pronouns: dict[str, str] = {}
        for (kind, name), group in groups.items():
            if kind == "person":
                self.add(name, group)
                if firsts:
                    self.by_end[name.split()[0].casefold()].add(name)

    def add(self, name: str, group: Group) -> None:
        """Add a person."""
        parts = [p for p in name.split() if p.lower() not in SUFFIXES]
        for n in range(len(parts) > 1, len(parts)):
            self.by_end[" ".join(parts[n:]).casefold()].add(name)
        for part in parts[1:-1]:
            if len(part) > 2 and part[0].isupper():
                self.by_part[part.casefold()].add(name)
        self.begins[name] = min(start for start, _ in group.mentions)
        self.pronouns[name] = pronoun_of(name, group.roles)

    def of(self, s: Seen) -> set[str]:
        """Return whom a name may stand for: those already named, where any is; never a man for "Mrs."; too many are not weighed."""
        key = s.text.casefold()
        owners = self.by_end.get(key) or self.by_part.get(key) or set()
        if len(owners) > FAMILY:
            return owners
        told = next((honorifics()[w] for w in s.role.lower().split() if w in honorifics()), "")
        owners = {o for o in owners if not told or self.pronouns[o] in ("", told)}
        return {o for o in owners if self.begins[o] <= s.start} or owners
