"""Words in marks that stand alone: on with the quotation before, by the same speaker, or by nobody known."""

import msgspec

from tellings.analysis.quotations.growing import last_growing
from tellings.analysis.quotations.quoted import FEWEST, words_in
from tellings.analysis.quotations.state import Draft, State
from tellings.analysis.quotations.units import Unit
from tellings.model import Span, Speaker

ENDS = frozenset(".!?…")
BULLETS = frozenset(("•", "*", "-", "–"))


def place_floating(state: State, unit: Unit) -> None:
    """Place words in marks that stand alone: on with the quotation before, by the same speaker, or by nobody known."""
    spans = [(unit.terms[n].start, unit.terms[n].end) for n in sorted(unit.pairs)]
    last = last_growing(state, unit) or _before_in_paragraph(state, unit)
    open_end = any(not p.closed for p in unit.pairs.values())
    state.discourse.enter(unit, None)
    if last:
        last.spans += spans
        last.unit, last.paragraph, last.unclosed = state.number, unit.paragraph, open_end
    elif state.announced:
        _announced(state, unit, spans, open_end)
        if unit.low[0] in BULLETS:
            return  # the next line of the list is announced too
    elif words_in(unit) >= FEWEST or _sentence_after(state, unit):
        speaker = _floating_speaker(state, state.drafts[-1] if state.drafts else None, unit)
        state.drafts.append(Draft(spans, None, None, speaker, "floating", state.number, unit.paragraph, "speech", True, open_end))
    state.announced = None


def _sentence_after(state: State, unit: Unit) -> bool:
    """Say whether few words in marks are a sentence right behind words in marks: “We all did.”, not “The Quiet Pier”."""
    last, inner = state.drafts[-1] if state.drafts else None, unit.inner(min(unit.pairs)).strip()
    if last is None or last.unit != state.number - 1 or unit.text[last.spans[-1][0]] != unit.text[unit.start]:
        return False
    words = inner.split()
    return inner[-1:] in ENDS and words[0][:1].isupper() and not any(w[:1].isupper() for w in words[1:])


def _before_in_paragraph(state: State, unit: Unit) -> Draft | None:
    """Return the quotation of the sentence before in the same paragraph: words in marks that stand alone go on with it."""
    last = state.drafts[-1] if state.drafts and not state.announced else None
    if last is None or last.paragraph != unit.paragraph or last.unit < state.number - 2:
        return None
    between = state.discourse.focus[-1] if last.unit == state.number - 2 else None
    return None if between and between.names != last.speaker.names else last


def _announced(state: State, unit: Unit, spans: list[Span], open_end: bool) -> None:
    assert state.announced is not None
    before, subject = state.announced
    speaker = state.discourse.speaker(before, subject)
    state.drafts.append(
        Draft(spans, None, None, speaker, "colon-before-paragraph", state.number, unit.paragraph, "speech", True, open_end)
    )


def _floating_speaker(state: State, last: Draft | None, unit: Unit) -> Speaker:
    """Return the speaker of the quotation right before, or the person of the sentence before in the paragraph, or nobody."""
    other = last is not None and last.paragraph == unit.paragraph
    if (known := state.discourse.person_before()) and state.paragraph == unit.paragraph and not other:
        return state.discourse.as_speaker(known, None, (), "floating-after-subject")
    if last is None or last.unit < state.number - 1 or last.speaker.name is None:
        return Speaker(rule="floating-unresolved")
    before = last.speaker
    return msgspec.structs.replace(
        before,
        mention=None,
        mentions=(),
        printed=msgspec.structs.replace(before.printed, mention=None),
        score=0.55,
        rule="floating-after-quotation",
    )
