"""Whether a passage tells otherwise than a sentence, by the gate's reasons; that it tells less is none."""

import re
from collections.abc import Iterable

from tellings.briefing.sureness import negators_in

# "the sentence has “12” where the passage has “9”"
INSTEAD = re.compile(r"has “?(?P<says>.+?)”? where the passage has “?(?P<instead>.+?)”?$")
# "the sentence says “open”, the passage “shut”"
SAYS = re.compile(r"says “(?P<says>.+?)”, the passage “(?P<instead>.+?)”$")
EXACT = re.compile(r"\d|[A-Z][a-z]+")  # a number or a name
OTHERWISE = ("the passage gives it to", "the other way round in the passage")


def is_against(reasons: Iterable[str], sentence: str, passage: str) -> bool:
    """Tell whether some reasons say that a passage has another name, number, speaker, order or word, or denies the sentence.

    >>> is_against(["the sentence has “12” where the passage has “9”"], "12 boats sank.", "9 boats sank.")
    True
    >>> is_against(["the number 12 stands in no cited passage"], "12 boats sank.", "Boats sank.")
    False
    """
    return any(_opposes(r, sentence, passage) for r in reasons)


def _opposes(reason: str, sentence: str, passage: str) -> bool:
    if found := INSTEAD.search(reason):
        return all(EXACT.search(found[side]) for side in ("says", "instead"))
    if found := SAYS.search(reason):
        denied = any(found[side].startswith("not ") for side in ("says", "instead"))
        return not denied or negators_in(sentence) % 2 != negators_in(passage) % 2
    return any(words in reason for words in OTHERWISE)
