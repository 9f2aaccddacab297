"""On whom the reports settle as the speaker of an utterance, and which report settles a speaker that another leaves open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from msgspec import Struct
from msgspec.structs import replace

from tellings.collation.utterances.said import Telling
from tellings.collation.utterances.speakers import NAMED, NEAR, NOBODY, REFERRED, evidence, goes_on
from tellings.comparison.speakers import alike, best_names, printed_names, share_head
from tellings.model import Analysis, EntityKind, Quotation, Reading
from tellings.model.utterance import ReadingBasis

VOTES = {NAMED: 4, REFERRED: 2, NEAR: 1}  # a name beside the cue outweighs a pronoun or a role, and that mere nearness
OUTVOTING = 2  # reports that must print another name beside the cue before a printed name gives way
BY_NAME = frozenset({"name", "name-in-apposition"})  # rules of the quotations room that take a name for a person's
PRONOUNS = frozenset({"pronoun-by-reference", "pronoun-of-speaker"})  # rules of the quotations room for "he" and "she"
BY_SISTER, OUTVOTED = "sister-report", "outvoted"
SISTER_SCORE = {BY_SISTER: 0.8, OUTVOTED: 0.6}


class Beside(Struct, frozen=True):
    """The speaker of the words before some that name nobody, and whether a name or mere place shows it."""

    names: tuple[str, ...]
    person: bool
    sure: bool


class Cast(Struct, frozen=True):
    """What is known of the speakers: whom a quotation that names nobody stands beside, and the kinds of the entities, by id.

    ``anchored``: quotations whose pronoun stands for somebody whom a name beside a cue gives in the same
    paragraph or the one before.
    """

    apparent: Mapping[str, Beside] = {}
    anchored: Set[str] = frozenset()
    kinds: Mapping[str, EntityKind] = {}


class Settled(Struct, frozen=True):
    """The names on which the reports settle (several for joint speakers, none when they do not) and their best witness."""

    names: tuple[str, ...] = ()
    witness: Telling | None = None


def settle(tellings: Sequence[Telling]) -> Settled:
    """Return the speaker with most evidence over the reports, each report voting once; nobody when two are level."""
    votes: dict[str, dict[str, int]] = defaultdict(dict)
    for telling in sorted(tellings, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans)):
        held = VOTES.get(evidence(telling.quotation, telling.source), 0)
        for name in best_names(telling.quotation) if held else ():
            person = next((known for known in votes if _one(known, name)), name)
            votes[person][telling.article] = max(held, votes[person].get(telling.article, 0))
    if not votes:
        return Settled()
    most = max(sum(v.values()) for v in votes.values())
    best = [name for name, v in votes.items() if sum(v.values()) == most]
    witness = _witness(tellings, best)
    if witness is None:
        return Settled()
    names = tuple(_fullest(name, tellings) for name in best_names(witness.quotation) if any(_one(name, b) for b in best))
    return Settled(names, witness)


def _witness(tellings: Sequence[Telling], names: Sequence[str]) -> Telling | None:
    """Return the best supported telling that gives all of the names; without one the reports do not settle."""
    fit = [t for t in tellings if best_names(t.quotation) and _gives(t, names)]
    return min(fit, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans), default=None)


def _gives(telling: Telling, names: Sequence[str]) -> bool:
    return all(any(_one(name, given) for given in best_names(telling.quotation)) for name in names)


def _fullest(name: str, tellings: Sequence[Telling]) -> str:
    """Return the longest form of the name that a telling gives."""
    return max((n for t in tellings for n in best_names(t.quotation) if _one(n, name)), key=lambda n: (len(n), n))


def _one(name: str, other: str) -> bool:
    return alike([name], [other]) == "same"


def settled_quotation(telling: Telling, tellings: Sequence[Telling], settled: Settled, cast: Cast) -> Quotation:
    """Return the quotation with the speaker that the reports settle on, where its own report leaves the speaker open."""
    quotation, rule = telling.quotation, _gives_way(telling, tellings, settled)
    beside = cast.apparent.get(quotation.id)
    apparent = " and ".join(beside.names) if beside else None
    if rule is None or settled.witness is None:
        return quotation if apparent is None else replace(quotation, speaker=replace(quotation.speaker, apparent=apparent))
    speaker = replace(
        quotation.speaker,
        name=" and ".join(settled.names),
        names=settled.names,
        entity=settled.witness.quotation.speaker.entity,
        status="by_other_report",
        score=SISTER_SCORE[rule],
        rule=rule,
        by=settled.witness.article,
        apparent=apparent,
    )
    return replace(quotation, speaker=speaker)


def _gives_way(telling: Telling, tellings: Sequence[Telling], settled: Settled) -> str | None:
    """Return the rule by which the telling takes the settled speaker, None when it keeps its own."""
    witness = settled.witness
    if witness is None or witness.article == telling.article:
        return None
    held, agrees = evidence(telling.quotation, telling.source), alike(best_names(telling.quotation), settled.names) == "same"
    if held in (NOBODY, NEAR):
        return BY_SISTER if evidence(witness.quotation, witness.source) > NEAR and not (agrees and held == NEAR) else None
    return OUTVOTED if not agrees and _outvoted(telling, tellings, settled) else None


def _outvoted(telling: Telling, tellings: Sequence[Telling], settled: Settled) -> bool:
    """Tell whether enough reports name another person beside the cue, and none other names this one."""
    names = best_names(telling.quotation)
    against = {t.article for t in tellings if _gives(t, settled.names) and evidence(t.quotation, t.source) == NAMED}
    backed = any(t.article != telling.article and alike(best_names(t.quotation), names) == "same" for t in tellings)
    return len(against) >= OUTVOTING and not backed and alike(names, settled.names) == "different"


def is_person(quotation: Quotation, kinds: Mapping[str, EntityKind]) -> bool:
    """Tell whether the speaker is a person, by the kind of the entity or, where there is none, by the rule that named one."""
    speaker = quotation.speaker
    return kinds.get(speaker.entity or "") == "person" or (speaker.entity is None and speaker.rule in BY_NAME)


def apparent_speakers(
    tellings: Sequence[Telling], analyses: Sequence[Analysis], kinds: Mapping[str, EntityKind]
) -> dict[str, Beside]:
    """Return, for each quotation whose speaker its article leaves open, the speaker of the words before it in the paragraph."""
    by_article = {a.article.id: a for a in analyses}
    found: dict[str, Beside] = {}
    last, nobody = ("", -1), Beside((), person=False, sure=False)
    before = nobody
    for telling in sorted(tellings, key=lambda t: (t.article, t.quotation.spans)):
        quotation, names = telling.quotation, best_names(telling.quotation)
        place = telling.article, _paragraph(by_article[telling.article], quotation)
        held = evidence(quotation, telling.source)
        if held not in (NOBODY, NEAR):
            last, before = place, Beside(names, is_person(quotation, kinds), held == NAMED)
            continue
        beside = before if last == place else nobody
        if names and not goes_on(quotation, telling.source) and alike(names, beside.names) != "same":
            beside = Beside(names, is_person(quotation, kinds), sure=True)
        if beside.names:
            found[quotation.id] = beside
    return found


def anchored(tellings: Sequence[Telling], analyses: Sequence[Analysis]) -> frozenset[str]:
    """Return the quotations of a pronoun for the speaker whose name stands beside a cue, here or a paragraph before."""
    by_article = {a.article.id: a for a in analyses}
    found: set[str] = set()
    place, names = ("", -1), tuple[str, ...]()
    for telling in sorted(tellings, key=lambda t: (t.article, t.quotation.spans)):
        quotation, held = telling.quotation, evidence(telling.quotation, telling.source)
        here = telling.article, _paragraph(by_article[telling.article], quotation)
        if held == NAMED:
            place, names = here, best_names(quotation)
        elif (
            quotation.speaker.rule in PRONOUNS
            and here[0] == place[0]
            and here[1] - place[1] <= 1
            and alike(best_names(quotation), names) == "same"
        ):
            found.add(quotation.id)
    return frozenset(found)


def _paragraph(analysis: Analysis, quotation: Quotation) -> int:
    at = quotation.spans[0][0]
    return next((n for n, (start, end) in enumerate(analysis.prose.paragraphs) if start <= at < end), -1)


def readings(tellings: Sequence[Telling], cast: Cast) -> tuple[Reading, ...]:
    """Return to whom the articles, each read alone, give the utterance; more than one when they differ.

    A role beside a name is the less precise of two readings and stands with it, unless the name is there by nearness only.
    """
    groups: list[tuple[tuple[str, ...], ReadingBasis, list[str]]] = []
    order = sorted(tellings, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans))
    for telling in order:
        quotation, held = telling.quotation, evidence(telling.quotation, telling.source)
        near = held in (NOBODY, NEAR)
        beside = cast.apparent.get(quotation.id)
        names = (beside.names if beside else ()) if near else printed_names(quotation)
        if not names:
            continue
        fit = next((g for g in groups if _reads_alike(g[0], names, near)), None)
        if fit is None:
            groups.append((names, "near" if near else "named" if held == NAMED else "referred", [quotation.id]))
        else:
            fit[2].append(quotation.id)
    return tuple(Reading(" and ".join(names), tuple(ids), basis, names) for names, basis, ids in groups)


def _reads_alike(known: Sequence[str], names: Sequence[str], near: bool) -> bool:
    likeness = alike(known, names)
    return likeness == "same" or (likeness == "unknown" and (not near or share_head(known, names)))
