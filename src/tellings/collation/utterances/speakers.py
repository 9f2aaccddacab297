"""How well a report supports its reading of who speaks."""

from tellings.comparison.speakers import bare_name, best_names
from tellings.language.content import fold
from tellings.language.tokens import tokenise
from tellings.model import Quotation

CONTINUING = frozenset({"add", "added", "adds", "continue", "continued", "go on", "went on", "conclude", "concluded"})
NAMED, REFERRED, NEAR, NOBODY = 3, 2, 1, 0  # weights of evidence: name beside the cue, "he" or a role, mere nearness, none


def evidence(quotation: Quotation, text: str) -> int:
    """Return how well the article supports its reading: ``NAMED``, ``REFERRED``, ``NEAR`` or ``NOBODY``."""
    speaker = quotation.speaker
    if not best_names(quotation) or speaker.status == "unresolved" or goes_on(quotation, text):
        return NOBODY
    mentions = speaker.mentions or ((speaker.mention,) if speaker.mention else ())
    if not mentions:
        return NEAR
    beside = {fold(t.text).removesuffix("'s") for start, end in mentions for t in tokenise(text, start, end)}
    return NAMED if any(beside & set(bare_name(n)) for n in best_names(quotation)) else REFERRED


def goes_on(quotation: Quotation, text: str) -> bool:
    """Tell whether the words go to whoever spoke before: "the spokeswoman added", and nothing says who the spokeswoman is."""
    speaker, cue = quotation.speaker, quotation.cue
    if speaker.mention is None or cue is None or len(best_names(quotation)) != 1 or bare_name(best_names(quotation)[0]):
        return False
    definite = fold(text[slice(*speaker.mention)]).startswith("the ")
    return definite and (fold(text[slice(*cue)]) in CONTINUING or quotation.cue_lemma in CONTINUING)
