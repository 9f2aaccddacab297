"""A speaker who is only described ("the foreign minister") and the one person of the story who bears that role."""

from collections.abc import Sequence

from tellings.model import Entity

PLAIN = frozenset(("the", "of", "a", "an", "former", "and", "his", "her", "its", "their"))


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
