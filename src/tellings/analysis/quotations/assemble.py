"""Put acts of speech together into quotations. The verb is ``find_quotations``."""

from dataclasses import dataclass, field

import msgspec

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.acts import find_acts
from tellings.analysis.quotations.by_tree import find_by_tree
from tellings.analysis.quotations.cutting import iter_units
from tellings.analysis.quotations.headlines import headline
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.quoted import FEWEST, Marks, is_floating, words_in
from tellings.analysis.quotations.resolve import MEDIA, Discourse
from tellings.analysis.quotations.rightward import subject_of
from tellings.analysis.quotations.signed import signature
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.speakers import read_phrase
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.language.trees import Trees
from tellings.model import Article, Entity, Prose, Quotation, Span, Speaker, Syntax, make_id
from tellings.model.quotation import QuotationAct

CLOSING = frozenset(("”", "''", "»"))  # signs that can only end words in marks


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
    tree: Trees | None = None
    drafts: list[Draft] = field(default_factory=list)
    number: int = -1
    announced: tuple[Unit, Phrase | None] | None = None  # a unit that ended with a colon


def find_quotations(
    article: Article, prose: Prose, entities: tuple[Entity, ...], syntax: Syntax | None = None, *, attitudes: bool = False
) -> tuple[Quotation, ...]:
    """Return the quotations of an article with the speakers that it names, read alone.

    With ``attitudes`` also what somebody wants, plans, fears or holds for true; each ``act`` says which it is.
    """
    people = People(entities, prose.text, weighed=syntax is not None)
    state = State(Discourse(people), attitudes, Trees(syntax) if syntax else None)
    for unit in iter_units(prose):
        if unit.last:
            _read_unit(state, unit)
    marks = Marks(prose.text, prose.marks)
    drafts = sorted(state.drafts, key=lambda d: (d.spans, d.cue or (0, 0)))
    return tuple(_finish(article.id, d, marks) for d in drafts)


def _finish(article: str, draft: Draft, marks: Marks) -> Quotation:
    spans = tuple(sorted(draft.spans))
    return Quotation(
        id=make_id("q", article, *spans, draft.cue),
        article=article,
        spans=spans,
        kind=marks.kind(spans),
        cue=draft.cue,
        speaker=draft.speaker,
        cue_lemma=draft.lemma,
        rule=draft.rule,
        act=draft.act,
    )


def _read_unit(state: State, unit: Unit) -> None:
    state.number += 1
    if is_floating(unit):
        _float(state, unit)
        return
    if _closes_late(state, unit) or _signs(state, unit):
        return
    acts = find_acts(unit, state.attitudes)
    if state.number == 0 and not acts:
        acts = headline(unit, state.discourse.people)
    if state.tree:
        acts += find_by_tree(unit, state.tree, acts, state.attitudes)
        acts.sort(key=lambda a: a.cue)
    opening = strip_opening(unit, 0, unit.last - 1)
    state.discourse.enter(unit, subject_of(unit, opening) if opening < unit.last else None)
    _leading_marks(state, unit, acts)
    state.drafts += _through_media(_drafts(state, unit, acts))
    state.announced = (unit, _first_subject(unit, acts, opening)) if unit.low[unit.last - 1] == ":" else None


def _first_subject(unit: Unit, acts: list[Act], opening: int) -> Phrase | None:
    return next((a.subject for a in acts if a.subject), None) or (subject_of(unit, opening) if opening < unit.last else None)


def _drafts(state: State, unit: Unit, acts: list[Act]) -> list[Draft]:
    """Draft the acts of a unit; what is told within another act is told via its speaker."""
    drafts = [_draft(state, unit, a) for a in acts]
    for act, draft in zip(acts, drafts, strict=True):
        outer = next((d.speaker for a, d in zip(acts, drafts, strict=True) if a is act.within), None)
        if outer and outer.name and outer.name != draft.speaker.name:
            draft.speaker, draft.inner = msgspec.structs.replace(draft.speaker, via=outer.name), True
    return drafts


def _draft(state: State, unit: Unit, act: Act) -> Draft:
    terms = unit.terms
    spans = [(terms[a].start, terms[b - 1].end) for a, b in act.content]
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


def _leading_marks(state: State, unit: Unit, acts: list[Act]) -> None:
    """Let words in marks that open a sentence go on with the quotation before, when no act of the sentence claims them."""
    last = _last_growing(state, unit)
    if unit.low[0] == QUOTED and last and not any(a <= 0 < b for act in acts for a, b in act.content):
        last.spans.append((unit.terms[0].start, unit.terms[0].end))
        last.growing = False


def _signs(state: State, unit: Unit) -> bool:
    """Give the words in marks that stand alone right before to the one who signs them: "— Ada Thorne, the mayor"."""
    last = state.drafts[-1] if state.drafts else None
    if last is None or last.cue or last.unit != state.number - 1 or not (phrase := signature(unit, 0)):
        return False
    state.discourse.enter(unit, None)
    last.speaker = state.discourse.speaker(unit, phrase)
    last.cue, last.rule, last.growing = (unit.terms[0].start, unit.terms[0].end), "signed-behind-marks", False
    return True


def _closes_late(state: State, unit: Unit) -> bool:
    """Let a paragraph that only closes the marks left open before it go on with the quotation there."""
    last = _last_growing(state, unit)
    if last is None or not last.unclosed or last.paragraph == unit.paragraph or QUOTED in unit.low:
        return False
    end = next((t.end for t in unit.terms if t.text in CLOSING), 0)
    if end and end >= unit.terms[unit.last - 1].end:
        state.discourse.enter(unit, None)
        last.spans.append((unit.start, end))
        last.unclosed, last.unit, last.paragraph = False, state.number, unit.paragraph
        return True
    return False


def _last_growing(state: State, unit: Unit) -> Draft | None:
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


def _float(state: State, unit: Unit) -> None:
    """Place words in marks that stand alone: on with the quotation before, by the same speaker, or by nobody known."""
    spans = [(unit.terms[n].start, unit.terms[n].end) for n in sorted(unit.pairs)]
    last = _last_growing(state, unit) or _before_in_paragraph(state, unit)
    open_end = any(not p.closed for p in unit.pairs.values())
    state.discourse.enter(unit, None)
    if last:
        last.spans += spans
        last.unit, last.paragraph, last.unclosed = state.number, unit.paragraph, open_end
    elif state.announced:
        _announced(state, unit, spans, open_end)
    elif words_in(unit) >= FEWEST:
        speaker = _floating_speaker(state, state.drafts[-1] if state.drafts else None)
        state.drafts.append(Draft(spans, None, None, speaker, "floating", state.number, unit.paragraph, "speech", True, open_end))
    state.announced = None


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


def _floating_speaker(state: State, last: Draft | None) -> Speaker:
    """Return the speaker of the quotation right before, or nobody when something stands between."""
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


def _through_media(drafts: list[Draft]) -> list[Draft]:
    """Join what a medium reports somebody to have said: one quotation of that somebody, ``via`` the medium."""
    kept: list[Draft] = []
    for draft in drafts:
        outer = next(
            (d for d in kept if d is not draft and _covers(draft, d) and not draft.inner and not d.inner and _medium(draft)), None
        )
        if outer is not None:
            outer.speaker = msgspec.structs.replace(outer.speaker, via=draft.speaker.name)
            continue
        kept.append(draft)
    return kept


def _covers(outer: Draft, inner: Draft) -> bool:
    return any(s < e2 and s2 < e for s, e in outer.spans for s2, e2 in inner.spans)


def _medium(draft: Draft) -> bool:
    return any(w.lower() in MEDIA for w in (draft.speaker.name or "").split())
