"""What was said once, behind many quotations."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Span

ReadingBasis = Literal["named", "referred", "near"]
UtteranceFlag = Literal["wording_differs", "speaker_differs", "truncated", "translation"]


class Word(Struct, frozen=True):
    """A stretch of a variant beside the utterance's text: equal, or what stands here only."""

    op: Literal["equal", "differs"]
    text: str


class Variant(Struct, frozen=True):
    """One wording of an utterance and the quotations that print it."""

    text: str
    quotations: tuple[str, ...]
    words: tuple[Word, ...] = ()


class Alteration(Struct, frozen=True):
    """Words inside marks that cannot both have been said: ``quotation`` prints ``words`` where ``other`` prints ``others``.

    One of the two is empty when a word was left out or put in without a sign of it; its span then is the gap. Spans are
    offsets into the articles that print the two. ``content`` is false when only small words differ.
    """

    quotation: str
    words: str
    span: Span
    other: str
    others: str
    other_span: Span
    content: bool = True


class Reading(Struct, frozen=True):
    """To whom some quotations give an utterance, each article read alone.

    ``basis``: named (a name beside the cue), referred (a pronoun or a role that leads to one), near (no speaker is printed;
    the words stand beside those of this one). ``names`` are the speakers one by one; ``contested``: another report gives
    the same words to somebody who cannot be the same.
    """

    speaker: str
    quotations: tuple[str, ...]
    basis: ReadingBasis = "named"
    names: tuple[str, ...] = ()
    contested: bool = False


class Utterance(Struct, frozen=True):
    """Quotations of one speech act. ``speaker`` is the name on which the reports settle, None when they do not."""

    id: str
    speaker: str | None
    quotations: tuple[str, ...]
    text: str
    variants: tuple[Variant, ...] = ()
    flags: tuple[UtteranceFlag, ...] = ()
    rule: str = ""
    score: float = 0.0
    alterations: tuple[Alteration, ...] = ()
    readings: tuple[Reading, ...] = ()
