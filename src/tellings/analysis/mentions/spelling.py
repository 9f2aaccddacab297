"""One spelling for a name that an article prints in capitals too: "NEW KELL", "New Kell"."""

from collections.abc import Sequence
from dataclasses import replace

from tellings.analysis.mentions.seen import Seen

SHORT = 4  # letters of a single word up to which capitals are an acronym's: "WHO" is not "Who"


def one_spelling(seen: Sequence[Seen]) -> list[Seen]:
    """Return the names, those printed in capitals spelt as elsewhere in the article."""
    plain = {s.text.casefold(): s.text for s in reversed(seen) if not s.text.isupper()}
    return [replace(s, text=plain.get(s.text.casefold(), s.text)) if _shouted(s.text) else s for s in seen]


def _shouted(text: str) -> bool:
    return text.isupper() and (len(text) > SHORT or " " in text)
