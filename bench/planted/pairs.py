"""Pairs of articles with one planted change, and pairs without any: what is found, what is raised for nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bench.planted.edits import Span
from bench.planted.knowledge import number
from bench.planted.material import Paper, analysed, read_again, stories
from bench.planted.reported import Report, between, is_right, reported, touches
from bench.planted.versions import Planted, Version
from tellings.model import Analysis

UNTOUCHED_OF_A_STORY = 6  # pairs of one gold story, so that no large story weighs as much as the rest together


class Outcome(NamedTuple):
    """What became of one planted change: caught, with the right kind, hard, and the conflicts that rest on something else."""

    planted: Planted
    caught: bool
    right: bool
    hard: bool
    kinds: tuple[str, ...]
    beside: tuple[str, ...]


class Untouched(NamedTuple):
    """A pair in which nothing is planted: of what sort, the two texts, the conflicts reported in it."""

    sort: str
    one: Analysis
    two: Analysis
    conflicts: tuple[Report, ...]


def measure(planted: Planted) -> Outcome | None:
    """Put the original and the changed version into one story and look for the change.

    None where two real reports are in conflict at that place before anything is planted.
    """
    source = planted.version.source((planted.told.start, planted.told.end))
    original = analysed(planted.version.paper)
    teller = planted.version.teller
    changed = read_again(planted.text, teller or planted.version.paper, "" if teller else "version")
    assert source
    _, reports = reported([original, changed])
    here, there = (changed.article.id, planted.span), (original.article.id, source)
    if teller and _already(planted, source):
        return None
    hits = [r for r in reports if between(r, here, there) and (r.kind != "update" or planted.template.kind == "number")]
    beside = tuple(r.kind for r in reports if r.kind != "update" and not touches(r, here) and not touches(r, there))
    right = [r for r in hits if is_right(planted.template.kind, r)]
    return Outcome(planted, bool(hits), bool(right), any(r.hard for r in hits), tuple(r.kind for r in hits), beside)


def _already(planted: Planted, source: Span) -> bool:
    before, original = planted.version.analysis, analysed(planted.version.paper)
    here, there = (before.article.id, (planted.told.start, planted.told.end)), (original.article.id, source)
    return any(between(r, here, there) for r in _untouched(original, before))


@cache
def _untouched(original: Analysis, other: Analysis) -> tuple[Report, ...]:
    return tuple(reported([original, other])[1])


def paraphrased(versions: list[Version]) -> Iterator[Untouched]:
    """Yield each article beside its harmless version."""
    for version in versions:
        original = analysed(version.paper)
        _, reports = reported([original, version.analysis])
        yield Untouched("paraphrased", original, version.analysis, tuple(r for r in reports if r.kind != "update"))


def two_of_a_story(half: str, most: int) -> Iterator[Untouched]:
    """Yield pairs of different articles of one gold story."""
    pairs = [p for told in stories(half).values() for p in _pairs(told)]
    for one, two in sorted(pairs, key=lambda p: number(p[0].text, p[1].text))[:most]:
        analyses = [analysed(one), analysed(two)]
        if all(a.syntax for a in analyses):
            _, reports = reported(analyses)
            yield Untouched("two of a story", *analyses, tuple(r for r in reports if r.kind != "update"))


def _pairs(told: list[Paper]) -> list[tuple[Paper, Paper]]:
    found = [(a, b) for i, a in enumerate(told) for b in told[i + 1 :]]
    return sorted(found, key=lambda p: number(p[0].text, p[1].text, "pair"))[:UNTOUCHED_OF_A_STORY]


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """Yield the lines of the table: by kind, then by template."""
    yield f"{'kind':34s} {'pairs':>6s} {'caught %':>9s} {'right kind %':>13s} {'hard %':>7s}   kinds reported"
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    by_template: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.planted.template.kind].append(outcome)
        by_template[outcome.planted.template.name].append(outcome)
    for kind, found in by_kind.items():
        yield _line(kind, found)
        yield from (_line(f"  {name}", rows) for name, rows in by_template.items() if name.startswith(f"{kind}."))
    beside = Counter(k for o in outcomes for k in o.beside)
    yield f"{'all':34s} {len(outcomes):6d} {share(sum(o.caught for o in outcomes), len(outcomes)):9.1f}"
    yield f"conflicts elsewhere in these pairs: {100 * sum(beside.values()) / max(1, len(outcomes)):.1f} per 100 {dict(beside)}"


def _line(name: str, found: list[Outcome]) -> str:
    n, kinds = len(found), Counter(k for o in found for k in o.kinds)
    told = " ".join(f"{k} {v}" for k, v in kinds.most_common(4))
    counts = (sum(o.caught for o in found), sum(o.right for o in found), sum(o.hard for o in found))
    return f"{name:34s} {n:6d} {share(counts[0], n):9.1f} {share(counts[1], n):13.1f} {share(counts[2], n):7.1f}   {told}"


def false_alarms(untouched: list[Untouched]) -> Iterator[str]:
    """Yield a line for each sort of untouched pair: conflicts reported per 100 pairs, all and hard."""
    for sort in dict.fromkeys(u.sort for u in untouched):
        found = [u for u in untouched if u.sort == sort]
        reports = [r for u in found for r in u.conflicts]
        kinds = " ".join(f"{k} {v}" for k, v in Counter(r.kind for r in reports).most_common())
        per = (100 * len(reports) / len(found), 100 * sum(r.hard for r in reports) / len(found))
        pairs = share(sum(bool(u.conflicts) for u in found), len(found))
        told = f"{per[0]:6.1f} conflicts per 100, {per[1]:6.1f} hard; {pairs:.1f} % of pairs have one"
        yield f"untouched, {sort:16s} {len(found):5d} pairs: {told}   {kinds}"


def share(part: int, whole: int) -> float:
    """Return a percentage, 0 of nothing."""
    return 100 * part / whole if whole else 0.0
