"""A line of a transcript, as a quotation of its speaker."""

from tellings.analysis.quotations.state import Draft, State
from tellings.analysis.quotations.transcripts import labelled, turn
from tellings.analysis.quotations.units import Unit


def takes_turn(state: State, unit: Unit) -> bool:
    """Read a line of a transcript, such as “PELL: I saw it.”, up to the end of its paragraph."""
    people, last = state.discourse.people, state.drafts[-1] if state.drafts else None
    if last and last.rule == "turn" and last.paragraph == unit.paragraph:
        state.discourse.enter(unit, None)
        last.spans[-1] = (last.spans[-1][0], unit.terms[unit.last - 1].end)
        return True
    label = turn(unit, state.labels) if state.labels and state.paragraph != unit.paragraph else None
    if label is None:
        return False
    state.discourse.enter(unit, None)
    colon, end = unit.terms[label.last], unit.terms[unit.last - 1].end
    speaker = state.discourse.labelled(unit, label, labelled(unit.text[unit.start : unit.terms[label.last - 1].end], people))
    spans = [(unit.terms[label.last + 1].start, end)]
    state.drafts.append(
        Draft(spans, (colon.start, colon.end), None, speaker, "turn", state.number, unit.paragraph, "speech", False, False)
    )
    return True
