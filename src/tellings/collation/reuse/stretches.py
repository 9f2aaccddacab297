"""From aligned words to stretches: cut where marks begin or end, names and stock phrases left out."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tellings.collation.reuse.alignment import Block, align
from tellings.collation.reuse.told import Told

# Own words (no names, numbers or small words) that make a run news and not a name or a stock phrase. Of the runs of six words or
# more outside marks in three stories read by hand, 14 of 15 formulas have at most two; 49 of 56 copies have three or more.
NEWS = 3
ENOUGH = NEWS + 1  # no rule asks whether there are more
# By judgement, from here on.
LONG = 9  # words that the only such run of two texts must have, if it holds no more than NEWS
WEAK = 2  # own words that suffice beside a run with NEWS: in the same pair of sentences, or anywhere for a run of LONG words
ALIKE = 0.6  # part of the words of a piece that must agree
PIECE = 3  # words of a piece that is told apart when a run is cut at marks


class Stretch(Struct, frozen=True):
    """Equal or edited words of two tellings: word places [a, a_end) and [b, b_end), how many agree, in marks on both sides."""

    a: int
    a_end: int
    b: int
    b_end: int
    equal: int
    quoted: bool

    @property
    def verbatim(self) -> bool:
        """Return whether every word agrees."""
        return self.equal == self.a_end - self.a == self.b_end - self.b


def find_stretches(a: Told, b: Told) -> list[Stretch]:
    """Return the stretches that two tellings share, in the order of the first."""
    chains = align(a, b)
    news = [_news(chain, a, b) for chain in chains]
    long = [sum(block.length for block in chain) >= LONG for chain in chains]
    alone = sum(n >= NEWS for n in news) == 1
    strong = [n >= NEWS + (alone and not far) for n, far in zip(news, long, strict=True)]
    if all(strong):
        return sorted((s for chain in chains for s in _pieces(chain, a, b)), key=lambda s: (s.a, s.b))
    beside = {place for chain, kept in zip(chains, strong, strict=True) if kept for place in _sentences(chain, a, b)}
    found: list[Stretch] = []
    for chain, n, kept, far in zip(chains, news, strong, long, strict=True):
        own = kept or (n >= WEAK and (far and bool(beside) or bool(beside & _sentences(chain, a, b))))
        found += [s for s in _pieces(chain, a, b) if s.quoted or own]
    return sorted(found, key=lambda s: (s.a, s.b))


def _steps(chain: Sequence[Block]) -> Iterator[tuple[int, int]]:
    return ((block.a + n, block.b + n) for block in chain for n in range(block.length))


def _news(chain: Sequence[Block], a: Told, b: Told) -> int:
    """Return how many different words of the writers' own the chain holds, at most ENOUGH: outside marks, no names or numbers."""
    if _is_title(chain, a, b):
        return 0
    found = set()
    for i, j in _steps(chain):
        if a.news[i] and not (a.quoted[i] and b.quoted[j]) and not _is_name(a, i, b, j):
            found.add(a.words[i])
            if len(found) == ENOUGH:
                break
    return len(found)


def _is_name(a: Told, i: int, b: Told, j: int) -> bool:
    """Return whether both texts capitalise a word, and not both because it opens a sentence."""
    return bool(a.capital[i] and b.capital[j] and not (a.opens[i] and b.opens[j]))


def _is_title(chain: Sequence[Block], a: Told, b: Told) -> bool:
    """Return whether the words are no more than a name behind its title ("assistant fire chief Ivo Brandt")."""
    ends = list(_steps([Block(x.a + x.length - n, x.b + x.length - n, n) for x in chain[-2:] for n in (min(2, x.length),)]))[-2:]
    if not all(_is_name(a, i, b, j) for i, j in ends):
        return False
    return all(a.title[i] for i, _ in _steps(chain))


def _sentences(chain: Sequence[Block], a: Told, b: Told) -> set[tuple[int, int]]:
    return {pair for x in chain for pair in zip(a.sentence[x.a : x.a + x.length], b.sentence[x.b : x.b + x.length], strict=True)}


def _pieces(chain: Sequence[Block], a: Told, b: Told) -> Iterator[Stretch]:
    """Cut a chain where marks begin or end on either side."""
    group: list[Block] = []
    held = None
    for block, state in _uniform(chain, a, b):
        if group and state != held:
            yield from _stretch(group, held == (1, 1))
            group = []
        group.append(block)
        held = state
    yield from _stretch(group, held == (1, 1))


def _uniform(chain: Sequence[Block], a: Told, b: Told) -> Iterator[tuple[Block, tuple[int, int]]]:
    """Yield the blocks, cut where marks begin or end, and whether each stands in marks on either side."""
    for x in chain:
        ours, theirs = a.quoted[x.a : x.a + x.length], b.quoted[x.b : x.b + x.length]
        n = 0
        while n < x.length:
            state = ours[n], theirs[n]
            ends = [marks.find(1 - here, n) for marks, here in ((ours, state[0]), (theirs, state[1]))]
            end = min((end for end in ends if end > 0), default=x.length)
            yield Block(x.a + n, x.b + n, end - n), state
            n = end


def _stretch(group: Sequence[Block], quoted: bool) -> Iterator[Stretch]:
    equal = sum(block.length for block in group)
    if equal >= PIECE:
        first, last = group[0], group[-1]
        found = Stretch(first.a, last.a + last.length, first.b, last.b + last.length, equal, quoted)
        if equal >= ALIKE * max(found.a_end - found.a, found.b_end - found.b):
            yield found
