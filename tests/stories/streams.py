"""Made-up streams for the tests of the desk: a few events told in overlapping words."""

from hypothesis import strategies as st

from tellings.stories import Sketch
from tellings.stories.sketch import sketch_words

WORDS = ["dam", "^orlen", "cracks", "gates", "river", "^brandt", "title", "chess", "nine", "hours", "ferry", "^marigold", "aground"]


@st.composite
def streams(draw: st.DrawFn, least: int = 1, most: int = 30) -> list[Sketch]:
    """Return sketches of distinct articles; each tells one of five events, some with a day, some with words of another event."""
    told = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4),
                st.lists(st.sampled_from(WORDS), max_size=4),
                st.integers(0, 9),
                st.none() | st.integers(1, 28),
            ),
            min_size=least,
            max_size=most,
        )
    )
    return [_article(n, *one) for n, one in enumerate(told)]


def _article(n: int, event: int, others: list[str], start: int, day: int | None) -> Sketch:
    own = [f"e{event}w{(start + i) % 10}x" for i in range(6)]
    return sketch_words([*own, *others, f"only{n}"], f"a{n:02d}", None if day is None else f"2031-05-{day:02d}")
