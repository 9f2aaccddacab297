"""Put acts of speech together into quotations. The verb is ``find_quotations``."""

import msgspec

from tellings.analysis.quotations.above import told_in_headlines
from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.acts import find_acts
from tellings.analysis.quotations.by_tree import find_by_tree
from tellings.analysis.quotations.cutting import iter_units
from tellings.analysis.quotations.floating import place_floating
from tellings.analysis.quotations.growing import closes_late, leading_marks, reopen, signs
from tellings.analysis.quotations.headlines import headline, headlines_of, with_surnames
from tellings.analysis.quotations.openings import strip_opening
from tellings.analysis.quotations.people import People
from tellings.analysis.quotations.quoted import Marks, is_floating
from tellings.analysis.quotations.resolve import MEDIA, Discourse
from tellings.analysis.quotations.rightward import subject_of
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.state import Draft, State, drafts_of
from tellings.analysis.quotations.titles import Titles
from tellings.analysis.quotations.transcripts import labels_of
from tellings.analysis.quotations.turns import takes_turn
from tellings.analysis.quotations.units import Unit
from tellings.language.trees import Trees
from tellings.model import Article, Entity, Prose, Quotation, Syntax, make_id


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
    told = told_in_headlines(above, people) if above else []
    pairs = [p for p in prose.marks if p not in state.titles.pairs]
    marks = Marks(prose.text, [*pairs, *above.marks] if above else pairs)
    drafts = sorted([*state.drafts, *told], key=lambda d: (d.spans, d.cue or (0, 0)))
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
    try:
        _read(state, unit)
    finally:
        state.paragraph = unit.paragraph


def _read(state: State, unit: Unit) -> None:
    if takes_turn(state, unit):
        return
    if is_floating(unit):
        place_floating(state, unit)
        return
    if closes_late(state, unit) or signs(state, unit):
        return
    acts = find_acts(unit, state.attitudes)
    if state.number == 0 and not acts:
        acts = headline(unit, state.discourse.people)
    if state.tree:
        acts += find_by_tree(unit, state.tree, acts, state.attitudes)
        acts.sort(key=lambda a: a.cue)
    opening = strip_opening(unit, 0, unit.last - 1)
    state.discourse.enter(unit, subject_of(unit, opening) if opening < unit.last else None)
    leading_marks(state, unit, acts)
    new = _through_media(drafts_of(state, unit, acts))
    reopen(state, unit, new)
    state.drafts += new
    state.announced = (unit, _first_subject(unit, acts, opening)) if unit.low[unit.last - 1] == ":" else None


def _first_subject(unit: Unit, acts: list[Act], opening: int) -> Phrase | None:
    return next((a.subject for a in acts if a.subject), None) or (subject_of(unit, opening) if opening < unit.last else None)


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
