"""Windows of a text: as many whole sentences as the encoder reads at once."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple

from tellings.language.english.pieces import Pieces
from tellings.language.english.shapes import shape_of
from tellings.model import Span

MOST = 250  # pieces of one part of a sentence; the cost grows with the square, and the model knows 512 places
Cut = tuple[int, ...]
PAUSES = frozenset({",", ";", ":", ".", "!", "?", "…", "—", "–", "--", "-", ")", "]", "”", '"'})


class Block(NamedTuple):
    """A sentence of a window, or a part of a long one: the node of its root, its words ``[first, last)``.

    The nodes of its words follow the node of its root. ``goes_on`` says that it continues the sentence before it.
    """

    root: int
    first: int
    last: int
    goes_on: bool


class Window(NamedTuple):
    """Pieces with their shapes, the first and last piece of each node, and the blocks that the nodes make up."""

    pieces: list[int]
    shapes: list[int]
    firsts: list[int]
    lasts: list[int]
    blocks: list[Block]


def cut_windows(forms: Sequence[str], sentences: Sequence[Span], table: Pieces, size: int) -> Iterator[Window]:
    """Yield windows of ``size`` pieces at most; a sentence that is longer has a window for itself.

    >>> table = Pieces(["[UNK]", "[CLS]", "[SEP]", "it", "rain", "##s", "."])
    >>> window, = cut_windows(["It", "rains", ".", "It", "rains"], [(0, 3), (3, 5)], table, 128)
    >>> window.pieces, window.firsts, window.lasts
    ([1, 3, 4, 5, 6, 2, 3, 4, 5, 2], [0, 1, 2, 4, 5, 6, 7], [0, 1, 3, 4, 5, 6, 8])
    >>> [tuple(block) for block in window.blocks]
    [(0, 0, 3, False), (4, 3, 5, False)]
    """
    window = _empty(table)
    for first, last in sentences:
        cuts = [table.cut(form) for form in forms[first:last]]
        at = first
        for end in _ends(forms, first, cuts):
            part = cuts[at - first : end - first]
            if window.blocks and len(window.pieces) + sum(map(len, part)) + 1 > size:
                yield window
                window = _empty(table)
            _add(window, Block(len(window.firsts), at, end, at > first), forms[at:end], part, table.parting)
            at = end
    if window.blocks:
        yield window


def _empty(table: Pieces) -> Window:
    return Window([table.opening], [0], [], [], [])


def _add(window: Window, block: Block, forms: Sequence[str], cuts: Sequence[Cut], parting: int) -> None:
    pieces, shapes, firsts, lasts, blocks = window
    blocks.append(block)
    firsts.append(len(pieces) - 1)
    lasts.append(len(pieces) - 1)
    ends = list(accumulate(map(len, cuts), initial=len(pieces)))
    firsts += ends[:-1]
    lasts += [end - 1 for end in ends[1:]]
    pieces += chain.from_iterable(cuts)
    shapes += chain.from_iterable(map(repeat, map(shape_of, forms), map(len, cuts)))
    pieces.append(parting)
    shapes.append(0)


def _ends(forms: Sequence[str], first: int, cuts: Sequence[Cut]) -> Iterator[int]:
    """Yield where each part of a sentence ends: its end, or the last pause before a part would be too long."""
    sizes = [len(cut) for cut in cuts]
    if sum(sizes) <= MOST:
        if cuts:
            yield first + len(cuts)
        return
    held, start, pause = 0, 0, 0
    for n, size in enumerate(sizes):
        if held + size > MOST:
            end = pause if pause > start else n
            yield first + end
            held, start = sum(sizes[end:n]), end
        held += size
        if forms[first + n] in PAUSES and held > MOST // 2:
            pause = n + 1
    yield first + len(cuts)
