"""What a writer's sentence must be, before and behind the gate."""

import re
from collections.abc import Collection, Iterator, Sequence

from tellings.briefing import Gate
from tellings.briefing.candidates import leans, without_lead_in
from tellings.briefing.citing import within_limits
from tellings.briefing.spoken import without_strings
from tellings.language import read_prose
from tellings.model import Passage, Withheld
from tellings.writer.offering import Offer
from tellings.writer.replies import Draft

SHORTEST, LONGEST = 12, 500  # characters of a sentence, by judgement
SHOWN = 300  # characters of what is withheld that are repeated
GROUP = re.compile(
    r"(?<=[\w,] )(?:they|them|their|themselves)\b"
)  # mostly a noun of the same sentence: “residents left their homes”
# what stands alone although our own brief would not begin with it: “There were no injuries”, “The report was critical”
STANDS = re.compile(
    r"\A(?:There (?=(?:is|are|was|were|has|have|had|will)\b)|The |Asked |Like (?!that|this)|Earlier (?=(?:this|in|on|that)\b))"
)
ENDS = (".", "!", "?", "…")


class Judge:
    """Says of each draft whether it may be printed, over the passages that it cites and no others."""

    def __init__(self, offer: Offer, gate: Gate, openers: Collection[str] = ()) -> None:
        self.offer, self.gate, self.openers = offer, gate, openers

    def reasons(self, draft: Draft) -> tuple[str, ...]:
        """Return why a draft may not be printed; nothing when it may."""
        wrong = _shape(draft.text) or self._leans(draft.text) or self._cited(draft) or self._sides(draft)
        if wrong:
            return (wrong,)
        passages = self.passages(draft)
        if not self.gate.sees(draft.text, passages):
            return ("it cannot be checked: there is no tree of it or of its passages",)
        return self.gate.reasons(draft.text, passages)

    def passages(self, draft: Draft) -> tuple[Passage, ...]:
        """Return the passages that a draft cites."""
        return tuple(p for n in draft.cited if (p := self.offer.find(n)))

    def _leans(self, text: str) -> str:
        opens = text.split(maxsplit=1)[0].rstrip(",").removesuffix("'s").removesuffix("’s") in self.openers
        plain = GROUP.sub("…", STANDS.sub("Some ", without_strings(text)))
        return "it leans on a sentence before it" if leans(plain, opens) else ""

    def _cited(self, draft: Draft) -> str:
        if not draft.cited:
            return "it cites no passage"
        missing = [n for n in draft.cited if self.offer.find(n) is None]
        if missing:
            return "it cites a passage that is not there"
        passages = self.passages(draft)
        return "" if within_limits(passages) == passages else "it cites more than a sentence may"

    def _sides(self, draft: Draft) -> str:
        """Tell whether it cites passages that cannot both be so, as if they told one thing."""
        cited = set(draft.cited)
        for kind, sides in self.offer.sides:
            if sum(bool(cited & side) for side in sides) > 1 and not any(cited <= side for side in sides):
                return f"it joins two sides of a conflict ({kind}) as if they agreed"
        return ""


def _shape(text: str) -> str:
    """Return what is wrong with a sentence before anything is compared."""
    if not SHORTEST <= len(text) <= LONGEST:
        return f"it has less than {SHORTEST} or more than {LONGEST} characters"
    if "\ufffd" in text:
        return "it holds characters that do not print"
    if not text.rstrip("\"”’')").endswith(ENDS) or not (text[0].isupper() or not text[0].isalpha()):
        return "it is no whole sentence"
    if any(c in text for c in "<>{}`|\\*#") or "://" in text:
        return "it holds marks that are no prose"
    return ""


def parted(draft: Draft) -> Iterator[Draft]:
    """Yield the sentences of a draft, each with all its passages, without the word that tied it to the one before."""
    prose = read_prose(draft.text)
    for s in prose.sentences:
        yield Draft(without_lead_in(prose.text[s.start : s.end]), draft.cited)


def withheld(draft: Draft, reasons: Sequence[str]) -> Withheld:
    """Return a draft as one that is not printed."""
    text = draft.text if len(draft.text) <= SHOWN else f"{draft.text[:SHOWN]}…"
    return Withheld(text, f"by the writer: {'; '.join(reasons)}")
