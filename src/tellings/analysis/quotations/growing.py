"""Words in marks that go on with the quotation before them, over sentences and paragraphs."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.signed import signature
from tellings.analysis.quotations.state import Draft, State
from tellings.analysis.quotations.units import QUOTED, Unit

CLOSING = frozenset(("”", "''", "»"))  # signs that can only end words in marks


def leading_marks(state: State, unit: Unit, acts: list[Act]) -> None:
    """Let words in marks that open a sentence go on with the quotation before, when no act of the sentence claims them."""
    last = last_growing(state, unit)
    if unit.low[0] == QUOTED and last and not any(a <= 0 < b for act in acts for a, b in act.content):
        last.spans.append((unit.terms[0].start, unit.terms[0].end))
        last.growing = False


def reopen(state: State, unit: Unit, new: list[Draft]) -> None:
    """Give paragraphs whose marks were never closed to the cue behind the marks that open the next one."""
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.cue or not last.unclosed or last.unit != state.number - 1 or last.paragraph == unit.paragraph:
        return
    for draft in new:
        alike = unit.text[last.spans[-1][0]] == unit.text[unit.start]
        if alike and unit.low[0] == QUOTED and min(draft.spans)[0] == unit.start and draft.rule == "cue-behind-marks":
            draft.spans = [*last.spans, *draft.spans]
            state.drafts.pop()
            return


def signs(state: State, unit: Unit) -> bool:
    """Give the words in marks that stand alone right before to the one who signs them: "— Ada Thorne, the mayor"."""
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.cue or last.unit != state.number - 1 or not (phrase := signature(unit, 0)):
        return False
    state.discourse.enter(unit, None)
    last.speaker = state.discourse.speaker(unit, phrase)
    last.cue, last.rule, last.growing = (unit.terms[0].start, unit.terms[0].end), "signed-behind-marks", False
    return True


def closes_late(state: State, unit: Unit) -> bool:
    """Let a paragraph that only closes the marks left open before it go on with the quotation there."""
    last = last_growing(state, unit)
    if last is None or not last.unclosed or last.paragraph == unit.paragraph or QUOTED in unit.low:
        return False
    end = next((t.end for t in unit.terms if t.text in CLOSING), 0)
    if end and end >= unit.terms[unit.last - 1].end:
        state.discourse.enter(unit, None)
        last.spans.append((unit.start, end))
        last.unclosed, last.unit, last.paragraph = False, state.number, unit.paragraph
        return True
    return False


def last_growing(state: State, unit: Unit) -> Draft | None:
    """Return the quotation of the sentence before that words in marks may go on with."""
    for draft in reversed(state.drafts):
        if draft.unit < state.number - 1:
            return None
        if _goes_on(state, draft, unit):
            return draft
    return None


def _goes_on(state: State, last: Draft, unit: Unit) -> bool:
    if last.unit != state.number - 1:
        return False
    return last.unclosed if last.paragraph != unit.paragraph else last.growing
