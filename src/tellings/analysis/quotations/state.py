"""A quotation while it may still grow, and what has been read of an article so far."""

from dataclasses import dataclass, field

import msgspec

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.resolve import Discourse
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.speakers import read_phrase
from tellings.analysis.quotations.titles import Titles
from tellings.analysis.quotations.units import Unit
from tellings.language.trees import Trees
from tellings.model import Span, Speaker
from tellings.model.quotation import QuotationAct


@dataclass(slots=True)
class Draft:
    """A quotation while it may still grow: its spans, cue, speaker, and where it stands."""

    spans: list[Span]
    cue: Span | None
    lemma: str | None
    speaker: Speaker
    rule: str
    unit: int
    paragraph: int
    act: QuotationAct
    growing: bool  # words in marks in the next sentence go on with it
    unclosed: bool  # its last marks were left open: the next paragraph goes on with it
    inner: bool = False  # told within another quotation


@dataclass(slots=True)
class State:
    """What has been read so far."""

    discourse: Discourse
    attitudes: bool = False
    labels: frozenset[str] = frozenset()  # of the turns, in a transcript
    tree: Trees | None = None
    titles: Titles = field(default_factory=Titles)
    drafts: list[Draft] = field(default_factory=list)
    number: int = -1
    paragraph: int = -1  # of the unit before
    announced: tuple[Unit, Phrase | None] | None = None  # a unit that ended with a colon


def drafts_of(state: State, unit: Unit, acts: list[Act]) -> list[Draft]:
    """Draft the acts of a unit; what is told within another act is told via its speaker."""
    drafts = [_draft(state, unit, a) for a in acts]
    for act, draft in zip(acts, drafts, strict=True):
        outer = next((d.speaker for a, d in zip(acts, drafts, strict=True) if a is act.within), None)
        if outer and outer.name and outer.name != draft.speaker.name:
            draft.speaker, draft.inner = msgspec.structs.replace(draft.speaker, via=outer.name), True
    return drafts


def _draft(state: State, unit: Unit, act: Act) -> Draft:
    terms = unit.terms
    spans = [state.titles.whole(terms[a].start, terms[b - 1].end) for a, b in act.content]
    speaker = state.discourse.speaker(unit, act.subject)
    if act.via:
        speaker = msgspec.structs.replace(speaker, via=" ".join(read_phrase(unit, act.via, state.discourse.people).names))
    unclosed = any(not unit.pairs[n].closed for n in range(act.content[-1][0], act.content[-1][1]) if n in unit.pairs)
    return Draft(
        spans,
        (terms[act.cue[0]].start, terms[act.cue[1] - 1].end),
        act.lemma or None,
        speaker,
        act.rule,
        state.number,
        unit.paragraph,
        "attitude" if act.attitude else "speech",
        act.open_end,
        unclosed,
    )
