"""On whom the reports settle as the speaker of an utterance, and which report settles a speaker that another leaves open."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tellings.collation.utterances.said import Telling
from tellings.collation.utterances.speakers import NAMED, NEAR, NOBODY, REFERRED, alike, best_names, evidence, printed_names
from tellings.model import Analysis, Quotation, Reading, Speaker

VOTES = {NAMED: 4, REFERRED: 2, NEAR: 1}  # a name beside the cue outweighs a pronoun or a role, and that mere nearness
OUTVOTING = 2  # reports that must print another name beside the cue before a printed name gives way
BY_SISTER, OUTVOTED = "sister-report", "outvoted"
SISTER_SCORE = {BY_SISTER: 0.8, OUTVOTED: 0.6}


class Settled(Struct, frozen=True):
    """The names on which the reports settle (several for joint speakers, none when they do not) and their best witness."""

    names: tuple[str, ...] = ()
    witness: Telling | None = None
    backers: frozenset[str] = frozenset()


def settle(tellings: Sequence[Telling]) -> Settled:
    """Return the speaker with most evidence over the reports, each report voting once; nobody when two are level."""
    votes: dict[str, dict[str, int]] = defaultdict(dict)
    for telling in sorted(tellings, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans)):
        held = VOTES.get(evidence(telling.quotation, telling.source), 0)
        for name in best_names(telling.quotation) if held else ():
            person = next((known for known in votes if alike([known], [name]) == "same"), name)
            votes[person][telling.article] = max(held, votes[person].get(telling.article, 0))
    if not votes:
        return Settled()
    most = max(sum(v.values()) for v in votes.values())
    best = [name for name, v in votes.items() if sum(v.values()) == most]
    witness = _witness(tellings, best)
    if witness is None:
        return Settled()
    names = _as_printed(witness, best)
    return Settled(names, witness, frozenset(a for name in best for a in votes[name]))


def _witness(tellings: Sequence[Telling], names: Sequence[str]) -> Telling | None:
    """Return the best supported telling that gives all of the names; without one the reports do not settle."""
    fit = [t for t in tellings if best_names(t.quotation) and _gives(t, names)]
    return min(fit, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans), default=None)


def _gives(telling: Telling, names: Sequence[str]) -> bool:
    return all(any(alike([name], [given]) == "same" for given in best_names(telling.quotation)) for name in names)


def _as_printed(witness: Telling, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names in the fuller of the two forms, the witness's order."""
    given = best_names(witness.quotation)
    return tuple(
        max([n for n in names if alike([n], [g]) == "same"] + [g], key=lambda n: (len(n), n)) for g in given if _one_of(g, names)
    )


def _one_of(given: str, names: Sequence[str]) -> bool:
    return any(alike([n], [given]) == "same" for n in names)


def settled_quotation(telling: Telling, tellings: Sequence[Telling], settled: Settled, apparent: str | None) -> Quotation:
    """Return the quotation with the speaker that the reports settle on, where its own report leaves the speaker open."""
    quotation, rule = telling.quotation, _gives_way(telling, tellings, settled)
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
    held, witness = evidence(telling.quotation, telling.source), settled.witness
    if witness is None or witness.article == telling.article or alike(best_names(telling.quotation), settled.names) == "same":
        return None if held != NOBODY or witness is None or witness.article == telling.article else BY_SISTER
    if held in (NOBODY, NEAR) and evidence(witness.quotation, witness.source) > held:
        return BY_SISTER
    others = {t.article for t in tellings if _gives(t, settled.names) and evidence(t.quotation, t.source) == NAMED}
    alone = not any(
        t.article != telling.article and alike(best_names(t.quotation), best_names(telling.quotation)) == "same" for t in tellings
    )
    return (
        OUTVOTED
        if len(others) >= OUTVOTING and alone and alike(best_names(telling.quotation), settled.names) == "different"
        else None
    )


def apparent_speakers(analysis: Analysis) -> dict[str, str]:
    """Return, for each quotation whose speaker the article leaves open, the speaker of the words before it in the paragraph."""
    found: dict[str, str] = {}
    last: tuple[int, tuple[str, ...]] = (-1, ())
    for quotation in sorted(analysis.quotations, key=lambda q: q.spans):
        paragraph = next(
            (n for n, (start, end) in enumerate(analysis.prose.paragraphs) if start <= quotation.spans[0][0] < end), -1
        )
        names = best_names(quotation)
        if evidence(quotation, analysis.article.text) in (NOBODY, NEAR):
            near = names or (last[1] if last[0] == paragraph else ())
            if near:
                found[quotation.id] = " and ".join(near)
        else:
            last = (paragraph, names)
    return found


def readings(tellings: Sequence[Telling], apparent: Mapping[str, str]) -> tuple[Reading, ...]:
    """Return to whom the articles, each read alone, give the utterance; more than one when they differ.

    A role beside a name is the less precise of two readings and stands with it, unless the name is there by nearness only.
    """
    groups: list[tuple[tuple[str, ...], bool, list[str]]] = []
    order = sorted(tellings, key=lambda t: (-evidence(t.quotation, t.source), t.article, t.quotation.spans))
    for telling in order:
        quotation = telling.quotation
        near = evidence(quotation, telling.source) in (NOBODY, NEAR)
        names = (apparent[quotation.id],) if near and quotation.id in apparent else printed_names(quotation)
        if not names:
            continue
        fit = next((g for g in groups if alike(g[0], names) == "same" or (not near and alike(g[0], names) == "unknown")), None)
        if fit is None:
            groups.append((names, near, [quotation.id]))
        else:
            fit[2].append(quotation.id)
    return tuple(Reading(" and ".join(names), tuple(ids), near) for names, near, ids in groups)


def differing(read: Sequence[Reading]) -> bool:
    """Tell whether two readings name different people, and not merely a joint statement and one of its speakers."""
    return any(alike(_split(a), _split(b)) in ("different", "unknown") for n, a in enumerate(read) for b in read[n + 1 :])


def _split(reading: Reading) -> list[str]:
    return reading.speaker.split(" and ")


__all__ = ["Settled", "Speaker", "apparent_speakers", "differing", "readings", "settle", "settled_quotation"]
