"""Changes of a text as values: what stands where, applied at once, and where a span lies afterwards."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Span = tuple[int, int]


class Edit(NamedTuple):
    """Put ``text`` in the place of the characters ``[start, end)``."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits made; they do not overlap.

    >>> apply("Six boats left.", [Edit(0, 3, "Two"), Edit(14, 14, " early")])
    'Two boats left early.'
    """
    done, at = [], 0
    for edit in sorted(edits):
        done += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*done, text[at:]])


def carry(span: Span, edits: Iterable[Edit]) -> Span:
    """Return where a span of whole sentences lies after the edits.

    >>> carry((4, 9), [Edit(0, 3, "Twelve")]), carry((0, 3), [Edit(0, 3, "Twelve")])
    ((7, 12), (0, 6))
    """
    start, end = span
    for edit in edits:
        grown = len(edit.text) - (edit.end - edit.start)
        if edit.end <= span[0] and edit.start < span[0]:
            start, end = start + grown, end + grown
        elif edit.end <= span[1]:
            end += grown
    return start, end


def apart(edits: Iterable[Edit], taken: Sequence[Edit]) -> bool:
    """Tell whether none of the edits touches one that is taken."""
    return all(e.end < t.start or t.end < e.start for e in edits for t in taken)


def like(old: str, new: str) -> str:
    """Return the new words with a capital where the old ones have one.

    >>> like("All", "some"), like("all", "some")
    ('Some', 'some')
    """
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
