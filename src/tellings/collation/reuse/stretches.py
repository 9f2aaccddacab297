"""From aligned words to stretches: cut where marks begin or end, names and stock phrases left out."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tellings.collation.reuse.alignment import Block, align
from tellings.collation.reuse.telling import Telling, is_first, plain_words

# Own words (no names, numbers or small words) that make a run news and not a name or a stock phrase. Of the runs of six words or
# more outside marks in three stories read by hand, 14 of 15 formulas have at most two; 49 of 56 copies have three or more.
NEWS = 3
# By judgement, from here on.
LONG = 9  # words that the only such run of two texts must have, if it holds no more than NEWS
WEAK = 2  # own words that suffice beside a run with NEWS: in the same pair of sentences, or anywhere for a run of LONG words
ALIKE = 0.6  # part of the words of a piece that must agree
PIECE = 3  # words of a piece that is told apart when a run is cut at marks
TITLE = frozenset({"the", "of", "for", "and", "by", "a", "former"})  # small words that a title with a name may hold


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


def find_stretches(a: Telling, b: Telling) -> list[Stretch]:
    """Return the stretches that two tellings share, in the order of the first."""
    chains = align(a.words, b.words, a.sentence, b.sentence)
    news = [_news(chain, a, b) for chain in chains]
    long = [sum(block.length for block in chain) >= LONG for chain in chains]
    alone = sum(n >= NEWS for n in news) == 1
    strong = [n >= NEWS + (alone and not far) for n, far in zip(news, long, strict=True)]
    beside = {place for chain, kept in zip(chains, strong, strict=True) if kept for place in _sentences(chain, a, b)}
    found: list[Stretch] = []
    for chain, n, kept, far in zip(chains, news, strong, long, strict=True):
        own = kept or (n >= WEAK and (far and bool(beside) or bool(beside & _sentences(chain, a, b))))
        found += [s for s in _pieces(chain, a, b) if s.quoted or own]
    return sorted(found, key=lambda s: (s.a, s.b))


def _steps(chain: Sequence[Block]) -> Iterator[tuple[int, int]]:
    return ((block.a + n, block.b + n) for block in chain for n in range(block.length))


def _news(chain: Sequence[Block], a: Telling, b: Telling) -> int:
    """Return how many different words of the writers' own the chain holds: outside marks on both sides, no names or numbers."""
    plain = plain_words()
    if _is_title(chain, a, b, plain):
        return 0
    return len(
        {
            a.words[i]
            for i, j in _steps(chain)
            if not (a.quoted[i] and b.quoted[j])
            and a.words[i] not in plain
            and not a.words[i][0].isdigit()
            and not _is_name(a, i, b, j)
        }
    )


def _is_name(a: Telling, i: int, b: Telling, j: int) -> bool:
    """Return whether both texts capitalise a word, and not both because it opens a sentence."""
    return a.tokens[i].text[0].isupper() and b.tokens[j].text[0].isupper() and not (is_first(a, i) and is_first(b, j))


def _is_title(chain: Sequence[Block], a: Telling, b: Telling, plain: frozenset[str]) -> bool:
    """Return whether the words are no more than a name behind its title ("assistant fire chief Ivo Brandt")."""
    steps = list(_steps(chain))
    names = [_is_name(a, i, b, j) for i, j in steps]
    return all(names[-2:]) and not any(a.words[i] in plain and a.words[i] not in TITLE for i, _ in steps)


def _sentences(chain: Sequence[Block], a: Telling, b: Telling) -> set[tuple[int, int]]:
    return {(a.sentence[i], b.sentence[j]) for i, j in _steps(chain)}


def _pieces(chain: Sequence[Block], a: Telling, b: Telling) -> Iterator[Stretch]:
    """Cut a chain where marks begin or end on either side."""
    group: list[tuple[int, int]] = []
    for step in _steps(chain):
        if group and _state(a, b, group[-1]) != _state(a, b, step):
            yield from _stretch(group, a, b)
            group = []
        group.append(step)
    yield from _stretch(group, a, b)


def _state(a: Telling, b: Telling, step: tuple[int, int]) -> tuple[bool, bool]:
    return a.quoted[step[0]], b.quoted[step[1]]


def _stretch(group: Sequence[tuple[int, int]], a: Telling, b: Telling) -> Iterator[Stretch]:
    quoted = all(_state(a, b, group[0]))
    if len(group) >= PIECE:
        (i, j), (i_end, j_end) = group[0], group[-1]
        if len(group) >= ALIKE * (max(i_end - i, j_end - j) + 1):
            yield Stretch(i, i_end + 1, j, j_end + 1, len(group), quoted)
