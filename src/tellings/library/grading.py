"""A text graded against a story of the library."""

from collections.abc import Sequence

from tellings.checking import check
from tellings.collation import settle
from tellings.library.replaying import replayed
from tellings.library.telling import Teller
from tellings.model import Analysis, Check, Story


def grade(teller: Teller, story: Story, analyses: Sequence[Analysis], text: str) -> Check:
    """Return each sentence of a text with its grade, as ``check`` does.

    ``analyses`` are kept as each report alone gave them: they are settled first (days, people, what people corrected), as they were
    when the story was told.
    """
    with teller.store.reading() as r:
        by_hand = replayed(r, tuple(r.corrections(story.id, standing=True)), analyses, story.id)
    return check(text, [story], settle(analyses, by_hand)[0], teller.reader)
