"""Put acts of speech together into quotations. The verb is ``find_quotations``."""

from dataclasses import dataclass, field

import msgspec

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.acts import find_acts
from tellings.analysis.quotations.by_tree import find_by_tree
from tellings.analysis.quotations.cutting import iter_units
from tellings.analysis.quotations.headlines import headline, headlines_of, in_headline, with_surnames
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.quoted import FEWEST, Marks, is_floating, words_in
from tellings.analysis.quotations.resolve import MEDIA, Discourse
from tellings.analysis.quotations.rightward import subject_of
from tellings.analysis.quotations.signed import signature
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.speakers import read_phrase
from tellings.analysis.quotations.titles import Titles
from tellings.analysis.quotations.transcripts import labelled, labels_of, turn
from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.language.trees import Trees
from tellings.model import Article, Entity, Prose, Quotation, Span, Speaker, Syntax, make_id
from tellings.model.quotation import QuotationAct

ENDS = frozenset(".!?…")
BULLETS = frozenset(("•", "*", "-", "–"))
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
    labels: frozenset[str] = frozenset()  # of the turns, in a transcript
    tree: Trees | None = None
    titles: Titles = field(default_factory=Titles)
    drafts: list[Draft] = field(default_factory=list)
    number: int = -1
    paragraph: int = -1  # of the unit before
    announced: tuple[Unit, Phrase | None] | None = None  # a unit that ended with a colon


def find_quotations(
    article: Article, prose: Prose, entities: tuple[Entity, ...], syntax: Syntax | None = None, *, attitudes: bool = False
) -> tuple[Quotation, ...]:
    """Return the quotations of an article with the speakers that it names, read alone.

    With ``attitudes`` also what somebody wants, plans, fears or holds for true; each ``act`` says which it is.
    """
    above = headlines_of(article)
    people = People(with_surnames(above, entities) if above else entities, prose.text, weighed=syntax is not None)
    state = State(Discourse(people), attitudes, labels_of(prose, people), Trees(syntax) if syntax else None, Titles(prose))
    for unit in iter_units(prose):
        if unit.last:
            _read_unit(state, unit)
    told = _in_headlines(above, people) if above else []
    pairs = [p for p in prose.marks if p not in state.titles.pairs]
    marks = Marks(prose.text, [*pairs, *above.marks] if above else pairs)
    drafts = sorted([*state.drafts, *told], key=lambda d: (d.spans, d.cue or (0, 0)))
    return tuple(_finish(article.id, d, marks) for d in drafts)


def _in_headlines(prose: Prose, people: People) -> list[Draft]:
    """Return what the headlines report, each read alone: a speaker there says nothing of the "he" of the text."""
    drafts: list[Draft] = []
    for unit in iter_units(prose):
        state = State(Discourse(people))
        if unit.last and (acts := in_headline(unit, people)):
            state.discourse.enter(unit, None)
            drafts += _drafts(state, unit, acts)
    return drafts


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
    try:
        _read(state, unit)
    finally:
        state.paragraph = unit.paragraph


def _read(state: State, unit: Unit) -> None:
    if _takes_turn(state, unit):
        return
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
    new = _through_media(_drafts(state, unit, acts))
    _reopened(state, unit, new)
    state.drafts += new
    state.announced = (unit, _first_subject(unit, acts, opening)) if unit.low[unit.last - 1] == ":" else None


def _takes_turn(state: State, unit: Unit) -> bool:
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


def _leading_marks(state: State, unit: Unit, acts: list[Act]) -> None:
    """Let words in marks that open a sentence go on with the quotation before, when no act of the sentence claims them."""
    last = _last_growing(state, unit)
    if unit.low[0] == QUOTED and last and not any(a <= 0 < b for act in acts for a, b in act.content):
        last.spans.append((unit.terms[0].start, unit.terms[0].end))
        last.growing = False


def _reopened(state: State, unit: Unit, new: list[Draft]) -> None:
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
