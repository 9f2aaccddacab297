"""Pair quotation marks."""

import re

from tellings.model import MarkPair, Span

OPEN = {"“": "”", "„": "“”", "«": "»", "``": "''"}


def pair_marks(text: str, paragraphs: tuple[Span, ...]) -> list[MarkPair]:
    """Return the pairs of double marks, paragraph by paragraph."""
    pairs = []
    for start, end in paragraphs:
        opened = None
        for m in re.finditer(r"''|``|[\"“”„«»]", text[start:end]):
            at, mark = start + m.start(), m.group()
            if opened is None and mark not in ("”", "»", "''"):
                opened = (at, start + m.end())
            elif opened is not None:
                pairs.append(MarkPair(opened[0], start + m.end(), opened[1], at))
                opened = None
        if opened:
            pairs.append(MarkPair(opened[0], end, opened[1], end, closed=False))
    return pairs
