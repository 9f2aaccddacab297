"""From the quotations of a story to its utterances."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from msgspec.structs import replace

from tellings.collation.utterances.alterations import find_alterations
from tellings.collation.utterances.contesting import contest
from tellings.collation.utterances.joining import Group, join
from tellings.collation.utterances.likeness import RULES, TWO_TRANSLATIONS, Match
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import Telling, read_telling
from tellings.collation.utterances.settling import Cast, anchored, apparent_speakers, readings, settle, settled_quotation
from tellings.collation.utterances.splitting import part
from tellings.collation.utterances.variants import fullest, variants_of
from tellings.model import Alteration, Analysis, Quotation, Utterance, UtteranceFlag, make_id

ALONE = "alone"
TRANSLATED = 3  # places inside marks that differ before two wordings are taken for two translations of one


Regroup = Callable[[Sequence[tuple[Group, Group]], Sequence[Telling]], Sequence[tuple[Group, Group]]]


def join_utterances(
    analyses: Sequence[Analysis], regroup: Regroup | None = None
) -> tuple[tuple[Utterance, ...], tuple[Quotation, ...]]:
    """Return the utterances of a story, and all its quotations with their utterance named and dangling speakers settled.

    ``regroup`` may put groups of quotations together or take them apart, as people correct them.

    Words are compared before speakers, so that one sentence given to two people is one utterance with two readings.
    """
    ordered = sorted(analyses, key=lambda a: a.article.id)
    tellings = [read_telling(a, q) for a in ordered for q in sorted(a.quotations, key=_place)]
    rarity = Rarity(ordered)
    tellings = part(tellings, ordered, rarity)
    kinds = {e.id: e.kind for a in ordered for e in a.entities}
    cast = Cast(apparent_speakers(tellings, ordered, kinds), anchored(tellings, ordered), kinds)
    joined, linked = join(tellings, rarity)
    groups = regroup(joined, tellings) if regroup else joined
    utterances: list[Utterance] = []
    settled: dict[str, Quotation] = {}
    for own, guests in groups:
        utterance, quotations = _utterance(own, guests, tellings, linked, cast)
        utterances.append(utterance)
        settled |= {q.id: q for q in quotations}
    return tuple(utterances), tuple(settled[t.quotation.id] for t in tellings)


def _place(quotation: Quotation) -> tuple[tuple[tuple[int, int], ...], str]:
    return quotation.spans, quotation.id


def _utterance(
    own: Group, guests: Group, tellings: Sequence[Telling], linked: Mapping[tuple[int, int], Match], cast: Cast
) -> tuple[Utterance, list[Quotation]]:
    """Return the utterance of a group and its guests, and the group's own quotations with the speaker settled."""
    group = own + guests
    members = [tellings[n] for n in group]
    matches = [linked[pair] for pair in combinations(sorted(group), 2) if pair in linked]
    rules = {_ids(tellings, pair): linked[pair].rule for pair in combinations(sorted(group), 2) if pair in linked}
    base, settled, read = fullest(members), settle(members), contest(readings(members, cast), members, rules, cast)
    alterations = tuple(find_alterations(members) or _whole(group, tellings, linked))
    ids = tuple(t.quotation.id for t in members)
    utterance = Utterance(
        id=make_id("u", *sorted(ids)),
        speaker=" and ".join(settled.names) or None,
        quotations=ids,
        text=base.text,
        variants=variants_of(members, base),
        flags=_flags(members, matches, alterations, any(r.contested for r in read)),
        rule=min((m.rule for m in matches), key=list(RULES).index, default=ALONE),
        score=round(sum(m.score for m in matches) / len(matches), 4) if matches else 1.0,
        alterations=alterations,
        readings=read,
    )
    mine = [settled_quotation(tellings[n], members, settled, cast) for n in own]
    return utterance, [replace(q, utterance=utterance.id) for q in mine]


def _ids(tellings: Sequence[Telling], pair: tuple[int, int]) -> tuple[str, str]:
    first, second = sorted(tellings[n].quotation.id for n in pair)
    return first, second


def _whole(group: Group, tellings: Sequence[Telling], linked: Mapping[tuple[int, int], Match]) -> list[Alteration]:
    """Return two translations that agree in too few places to be aligned, as one alteration of the whole."""
    for a, b in combinations(sorted(group), 2):
        if (a, b) in linked and linked[a, b].rule == TWO_TRANSLATIONS:
            one, other = (
                (t.quotation.id, t.source[slice(*t.quotation.spans[0])], t.quotation.spans[0]) for t in (tellings[a], tellings[b])
            )
            return [Alteration(*one, *other)]
    return []


def _flags(
    members: Sequence[Telling], matches: Sequence[Match], alterations: Sequence[Alteration], differ: bool
) -> tuple[UtteranceFlag, ...]:
    flags: list[UtteranceFlag] = []
    if alterations:
        flags.append("wording_differs")
    if differ:
        flags.append("speaker_differs")
    if _cut_short(members):
        flags.append("truncated")
    if (_translated(alterations) and any(t.translated for t in members)) or TWO_TRANSLATIONS in {m.rule for m in matches}:
        flags.append("translation")
    return tuple(flags)


def _cut_short(members: Sequence[Telling]) -> bool:
    """Tell whether the words inside marks of one are a stretch of another's, which goes on."""
    printed = sorted({" ".join(["", *(w.key for w in t.marked), ""]) for t in members if t.marked}, key=lambda p: (len(p), p))
    return any(part in whole for part, whole in combinations(printed, 2))


def _translated(alterations: Sequence[Alteration]) -> bool:
    pairs = [(x.quotation, x.other) for x in alterations if x.content]
    return any(pairs.count(pair) >= TRANSLATED for pair in sorted(set(pairs)))
