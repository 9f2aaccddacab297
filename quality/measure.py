"""Run the product over everything and collect its figures and its findings."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from os import cpu_count
from typing import Any

from quality import corpora, neus, stories, trees
from quality.figure import Figure
from quality.findings import Findings, findings_of_row, findings_of_story
from quality.shared import STORIES, ProductError

SHUFFLE = 1  # seed of the shuffled order of the grouping sets
DROPPED = 10  # percent of the quotation marks
ATTITUDES = "polnear with attitudes"
SEEDS = range(5)
FEWER = f"polnear, {DROPPED} % of marks dropped"
MEAN = "grouping, mean of the three"
MEAN_OF = ("ecbplus", "basil", "galaxy_wikinews")


@dataclass
class Measured:
    """Figures by name, findings by part, what was measured, and what could not be and why."""

    figures: dict[str, Figure] = field(default_factory=dict)
    findings: Findings = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)

    def add(self, figures: Iterable[Figure]) -> None:
        """Keep figures under their names."""
        self.figures |= {figure.name: figure for figure in figures}


Part = Callable[[Measured], None]


def parts(everything: bool = True, test: bool = False) -> dict[str, Part]:
    """Return what there is to measure.

    ``everything`` adds the shuffled order of the grouping sets, the titles, planted changes and round-ups; ``test`` takes the
    test parts of the open corpora and nothing else: they are for the last run, and no floor is pinned on them.
    """
    if test:
        return {name: _annotated(name) for name in trees.TEST}
    found: dict[str, Part] = {name: _grouped(name) for name in (corpora.GROUPINGS if everything else MEAN_OF)}
    if everything:
        found |= {f"{name} shuffled": _shuffled(name) for name in corpora.GROUPINGS}
    found["polnear"] = _polnear
    found[FEWER] = _polnear_with_fewer_marks
    found[ATTITUDES] = _polnear_with_attitudes
    found |= {name: _dated(name, corpus) for name, corpus in (("timebank", "TimeBank"), ("aquaint", "AQUAINT"))}
    found |= {name: _annotated(name) for name in trees.DEV}
    if everything:
        found |= {"planted": _planted, "writer": _writer, "neus": _neus}
    return found | {story: _story(story) for story in STORIES}


def measure(wanted: dict[str, Part]) -> Measured:
    """Measure the parts, as many at a time as there are cores."""
    measured = Measured(parts=set(wanted))
    with ThreadPoolExecutor(cpu_count() or 1) as pool:
        runs = {name: pool.submit(part, measured) for name, part in wanted.items()}
    for name, run in runs.items():
        problem = run.exception()
        if isinstance(problem, ProductError):
            measured.failed[name] = str(problem)
        elif problem:
            raise problem
    measured.parts |= {f"{name} at arrival" for name in wanted if name in corpora.GROUPINGS}
    measured.parts |= {"ecbplus sagas"} & {f"{name} sagas" for name in wanted}
    _derive(measured)
    return measured


def _derive(measured: Measured) -> None:
    """Add the figures that rest on two parts or more."""
    whole, fewer = (measured.figures.get(f"{part}.all.cover30") for part in ("polnear", FEWER))
    if whole and fewer:
        measured.add([Figure(f"{FEWER}.all.cover30 lost (points)", round(whole.value - fewer.value, 1))])
    direct = measured.figures.get("polnear.direct_pieces.cover30")
    drawn = [f.value for n, f in measured.figures.items() if n.startswith(f"{FEWER}.direct_pieces.cover30 with seed")]
    if direct and drawn:
        lost = [round(direct.value - value, 1) for value in drawn]
        of = "seed by seed " + ", ".join(map(str, lost))
        measured.add([Figure(f"{FEWER}.direct_pieces.cover30 lost, worst of {len(lost)} seeds (points)", max(lost), of=of)])
    if measured.parts >= set(MEAN_OF):
        measured.parts |= {MEAN, f"{MEAN} at arrival"}
    for when in ("", " at arrival"):
        for key in ("bcubed", "pairwise"):
            values = [measured.figures[f"{n}{when}.{key}"].value for n in MEAN_OF if f"{n}{when}.{key}" in measured.figures]
            if len(values) == len(MEAN_OF):
                measured.add([Figure(f"{MEAN}{when}.{key}", round(sum(values) / len(values), 1))])
    kept = [
        measured.figures[f"{n} at arrival.ids kept"].of.split(" of ")
        for n in MEAN_OF
        if f"{n} at arrival.ids kept" in measured.figures
    ]
    if len(kept) == len(MEAN_OF):
        right, of = (sum(int(counts[i]) for counts in kept) for i in (0, 1))
        measured.add([Figure(f"{MEAN} at arrival.ids kept", round(100 * right / of, 1), of=f"{right} of {of}, all articles alike")])


def _story(story: str) -> Part:
    def part(measured: Measured) -> None:
        result = stories.tell(story)
        measured.add(stories.score(story, result))
        measured.findings[story] = findings_of_story(result)

    return part


def _polnear(measured: Measured) -> None:
    found = corpora.said()
    measured.add(corpora.score_said("polnear", found))
    measured.findings["polnear"] = _of_rows(found, ("quotations",))


def _polnear_with_fewer_marks(measured: Measured) -> None:
    for seed in SEEDS:
        figures = corpora.score_said(FEWER, corpora.said(DROPPED, seed))
        kept = {f.name.removeprefix(f"{FEWER}."): f for f in figures}
        direct = kept["direct_pieces.cover30"]
        measured.add([Figure(f"{FEWER}.direct_pieces.cover30 with seed {seed}", direct.value, direct.low, direct.high, direct.of)])
        if seed == 0:
            measured.add([kept["all.cover30"]])


def _polnear_with_attitudes(measured: Measured) -> None:
    figures = corpora.score_said(ATTITUDES, corpora.said(attitudes=True))
    measured.add(f for f in figures if f.name.removeprefix(f"{ATTITUDES}.") in ("all.cover30", "said.cover30"))


def _neus(measured: Measured) -> None:
    measured.add(neus.measure()[0])


def _writer(measured: Measured) -> None:
    from quality import writer

    measured.add(writer.score())


def _dated(name: str, corpus: str) -> Part:
    def part(measured: Measured) -> None:
        found = corpora.dated(corpus)
        measured.add(corpora.score_dated(name, corpus, found))
        measured.findings[name] = _of_rows(found, ("moments",))

    return part


def _planted(measured: Measured) -> None:
    from quality import planted

    measured.add(planted.score())


def _annotated(name: str) -> Part:
    def part(measured: Measured) -> None:
        measured.add(trees.score_trees(name))
        measured.add(trees.score_names(name))
        if name.startswith("gum"):
            measured.add(trees.score_references(name))

    return part


def _grouped(corpus: str) -> Part:
    def part(measured: Measured) -> None:
        found = corpora.grouped(corpus)
        measured.add(corpora.score_grouped(corpus, corpus, found))
        measured.add(corpora.score_grouped(f"{corpus} at arrival", corpus, found, "story_at_arrival"))
        measured.add([corpora.score_kept(f"{corpus} at arrival", found)])
        if corpus == "ecbplus":
            measured.add(corpora.score_grouped(f"{corpus} sagas", corpus, found, "saga", corpora.topic))

    return part


def _shuffled(corpus: str) -> Part:
    def part(measured: Measured) -> None:
        measured.add(corpora.score_grouped(f"{corpus} shuffled", corpus, corpora.grouped(corpus, SHUFFLE)))

    return part


def _of_rows(found: list[dict[str, Any]], rooms: tuple[str, ...]) -> dict[str, dict[str, list[str]]]:
    return {room: {k: v for row in found for k, v in findings_of_row(row, room).items()} for room in rooms}
