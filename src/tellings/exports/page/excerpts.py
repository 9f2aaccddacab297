"""Cited passages without the report around them: those that overlap are shown once, as one stretch with its marks inside."""

from collections.abc import Sequence

from tellings.exports.view.nouns import Mark


def stretches(marks: Sequence[Mark]) -> list[tuple[str, list[Mark]]]:
    """Return the stretches in reading order, each with its words and the marks in it; marks come sorted by start, longest first.

    >>> one, two, odd = Mark("a", 1, 4, 18, None, True, "nine were hurt"), Mark("b", 1, 14, 21, 1, True, "hurt on"), "were hurt …"
    >>> [(words, len(inside)) for words, inside in stretches([one, Mark("c", 1, 9, 18, None, True, odd), two])]
    [('nine were hurt on', 3)]
    >>> [(words, len(inside)) for words, inside in stretches([one, Mark("c", 1, 9, 19, None, True, odd)])]
    [('nine were hurt', 1), ('were hurt …', 1)]
    """
    made: list[tuple[str, list[Mark]]] = []
    for m in marks:
        if not (made and _joins(made, m)):
            made.append((m.exact, [m]))
    return made


def _joins(made: list[tuple[str, list[Mark]]], m: Mark) -> bool:
    """Join a mark to the stretch before it where it stands in it, or goes on from it in the words that both have."""
    words, inside = made[-1]
    at = m.start - inside[0].start
    whole = len(inside[0].exact) == inside[0].end - inside[0].start  # its words lie where they say; others are shown at length
    if not whole or at >= len(words):
        return False
    if m.end - inside[0].start > len(words):
        if len(m.exact) != m.end - m.start or not m.exact.startswith(words[at:]):
            return False
        words += m.exact[len(words) - at :]
    made[-1] = (words, [*inside, m])
    return True
