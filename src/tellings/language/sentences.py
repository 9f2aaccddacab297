"""Cut paragraphs into sentences."""

import re

from tellings.model import Span

END = re.compile(r"[.!?…]+(?:''|[\"”’'»)\]])*(?=\s)")
ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Sec|St|Jr|Sr|Prof|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No|vs|Lt|Col|Capt|Sgt)|\b[A-Z])\.$")


def find_sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of a paragraph, without the white space around them."""
    start, end = paragraph
    cuts, at = [], start
    for m in END.finditer(text, start, end):
        rest = text[m.end() : end].lstrip()
        if ABBREVIATION.search(text[at : m.start() + 1]) or (rest and rest[0].islower()):
            continue
        cuts.append((at, m.end()))
        at = m.end()
    cuts.append((at, end))
    return [s for s in (_strip(text, *c) for c in cuts) if s[0] < s[1]]


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
