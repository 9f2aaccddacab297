"""One spelling for a name that an article prints in capitals too: "NEW KELL", "New Kell"."""

from collections.abc import Sequence
from dataclasses import replace

from tellings.analysis.mentions.lexicon import particles
from tellings.analysis.mentions.seen import Seen

SHORT = 4  # letters of a single word up to which capitals are an acronym's: "WHO" is not "Who"


def one_spelling(seen: Sequence[Seen]) -> list[Seen]:
    """Return the names, those printed in capitals spelt as elsewhere in the article."""
    plain = {s.text.casefold(): s.text for s in reversed(seen) if not s.text.isupper()}
    plain.update(_ends(seen))
    whole = {s.text for s in seen}
    seen = [replace(s, text=s.text.replace(".", "")) if "." in s.text and s.text.replace(".", "") in whole else s for s in seen]
    return [replace(s, text=plain.get(s.text.casefold(), s.text)) if _shouted(s.text) or _opened(s.text) else s for s in seen]


def _ends(seen: Sequence[Seen]) -> dict[str, str]:
    """Return the ends of persons' names that begin with a small word: "van der Lorne" of "Ada van der Lorne"."""
    found = {}
    for s in seen:
        parts = s.text.split() if s.kind == "person" else []
        for n in range(1, len(parts) - 1):
            if parts[n] in particles():
                end = " ".join(parts[n:])
                found[end.casefold()] = end
    return found


def _opened(text: str) -> bool:
    """Say whether a name opens with the capital of a small word: "Van der Lorne"."""
    first, _, rest = text.partition(" ")
    return bool(rest) and first[:1].isupper() and first.lower() in particles()


def _shouted(text: str) -> bool:
    return text.isupper() and (len(text) > SHORT or " " in text)
