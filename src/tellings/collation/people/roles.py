"""Roles over the story: those of a person collected, and the one person who bears the role of a speaker only described."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tellings.model import Entity

LINKS = frozenset(("of", "for", "at", "in"))
PLAIN = frozenset(("the", "of", "a", "an", "former", "and", "his", "her", "its", "their"))


def collect(told: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return the roles that reports give a person, those of most reports first; case apart; "mayor of Kell" holds "mayor".

    >>> collect([("Mayor",), ("mayor of Kell", "mayor"), ("engineer",)])
    ('mayor of Kell', 'engineer')
    """
    count: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for roles in told:
        count.update({_spelling(r) for r in roles})
        for role in roles:
            spelt.setdefault(_spelling(role), role)
    longer = {key: _short(key) for key in spelt}
    for key, short in longer.items():
        count[key] += count[short] if short != key else 0
    held = {short for key, short in longer.items() if short != key}
    kept = [key for key in spelt if key not in held]
    return tuple(spelt[key] for key in sorted(kept, key=lambda k: -count[k]))


def _spelling(role: str) -> str:
    """Return what spellings of one role share: case, the apostrophe's form and full stops ("U.S.") apart."""
    return role.casefold().replace("’", "'").replace(".", "")


def _short(role: str) -> str:
    """Return a role up to what it is a role of: "mayor" of "mayor of Kell"."""
    parts = role.split()
    end = next((n for n, part in enumerate(parts) if part in LINKS), len(parts))
    return " ".join(parts[:end]) or role


def bearer(description: str, persons: Sequence[Entity]) -> Entity | None:
    """Return the only person one of whose roles holds every word of the description; None when there are none or several.

    The description's last word must be the head of the role: the last word of a title, or the first of "head of ...".
    """
    words = [w for w in _words(description) if w not in PLAIN]
    if not words:
        return None
    found = [p for p in persons if any(_bears(words, _words(r)) for r in p.roles)]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return text.lower().replace(",", " ").replace("’", "'").replace("'s", " ").split()


def _bears(words: list[str], role: list[str]) -> bool:
    heads = {role[-1], role[0]} if role else set()
    before_of = {role[n - 1] for n, w in enumerate(role) if w == "of" and n}
    return set(words) <= set(role) and words[-1] in heads | before_of and ("former" in role) == ("former" in words)
