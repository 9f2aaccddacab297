"""One occurrence of somebody's words or statement."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Span

QuotationKind = Literal["direct", "mixed", "indirect"]
QuotationAct = Literal["speech", "attitude"]
SpeakerStatus = Literal["in_text", "by_other_report", "unresolved"]


class Printed(Struct, frozen=True):
    """What one article, read alone, says of the speaker."""

    name: str | None = None
    mention: Span | None = None


class Speaker(Struct, frozen=True, kw_only=True):
    """Who speaks: ``name`` is the best answer over the story, ``names`` the joint speakers (one name otherwise).

    ``mention`` is the whole phrase printed beside the cue, titles and appositions included; ``mentions`` those of joint
    speakers; ``printed`` what this article read alone says; ``via`` whom or what the words came through ("media reports
    say X said"); ``score`` (0 to 1) how far the rule that named the speaker is to be believed. ``by`` is the article that
    settles a speaker whom this one leaves open; ``apparent`` the name that mere nearness would give to such a quotation.
    """

    name: str | None = None
    names: tuple[str, ...] = ()
    entity: str | None = None
    mention: Span | None = None
    mentions: tuple[Span, ...] = ()
    status: SpeakerStatus = "unresolved"
    printed: Printed = Printed()
    via: str | None = None
    score: float = 0.0
    rule: str = "no-speaker"
    by: str | None = None
    apparent: str | None = None


class Quotation(Struct, frozen=True, kw_only=True):
    """One speech act: its content (``spans``, marks included), cue and speaker.

    ``kind``: direct (all words inside marks), mixed (some), indirect (none). ``utterance`` is the id of what was said
    once behind several quotations, None until a story has been collated. ``cue_lemma`` is the reporting verb's lemma.
    ``act``: speech, or attitude: what somebody wants, plans or believes, told in other words (found on request only).
    """

    id: str
    article: str
    spans: tuple[Span, ...]
    kind: QuotationKind
    cue: Span | None = None
    speaker: Speaker = Speaker()
    utterance: str | None = None
    cue_lemma: str | None = None
    rule: str = ""
    act: QuotationAct = "speech"
