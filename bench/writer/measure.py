"""Each line through the whole path: an answer of the endpoint, read, judged by the gate, put into the brief or withheld."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import NamedTuple

from bench.planted.knowledge import number
from bench.writer.endpoint import serving
from bench.writer.lies import lies
from bench.writer.lines import Case, Line, cases
from bench.writer.truths import truths
from tellings.language.readers import load_reader
from tellings.writer import Endpoint, Writer
from tellings.writer.judging import SHOWN, parted
from tellings.writer.replies import Draft

AT_ONCE = 4  # lines of one answer, of two sentences at most: as many sentences as a brief has room for


class Outcome(NamedTuple):
    """A line, whether it stands in the brief, and why not."""

    line: Line
    printed: bool
    why: str


def measure(part: str, stories: int, each: int) -> list[Outcome]:
    """Return what becomes of as many true and false lines as asked for, spread over their kinds and over the stories."""
    told = list(cases(part, stories))
    lines = [(case, line) for case in told for line in (*truths(case), *lies(case, part)) if _is_new(line)]
    chosen = [*_spread([x for x in lines if x[1].true], each), *_spread([x for x in lines if not x[1].true], each)]
    with serving() as server:
        writer = Writer(Endpoint(server.url, "fake"))
        try:
            return [o for case in told for o in _written(writer, server, case, [line for c, line in chosen if c is case])]
        finally:
            writer.close()


def _is_new(line: Line) -> bool:
    """Tell whether a line is no copy of what it cites, unless it is what is wrong with it that it cites another."""
    return (
        not any(line.text.strip() == p.exact.strip() for p in line.cited) and 20 <= len(line.text) <= 480 and "\n" not in line.text
    )


def _spread(lines: list[tuple[Case, Line]], most: int) -> list[tuple[Case, Line]]:
    """Return lines of every kind in turn."""
    by_kind: dict[str, list[tuple[Case, Line]]] = defaultdict(list)
    for case, line in sorted(lines, key=lambda x: number("spread", x[1].text, x[1].kind)):
        by_kind[line.kind].append((case, line))
    turns = (x for row in zip_longest(*(by_kind[k] for k in sorted(by_kind))) for x in row if x)
    return list(islice(turns, most))


def _written(writer: Writer, server: object, case: Case, lines: Sequence[Line]) -> Iterator[Outcome]:
    numbers = {p: n for n, p in enumerate(case.offer.passages, 1)}
    for at in range(0, len(lines), AT_ONCE):
        part = lines[at : at + AT_ONCE]
        server.sentences = [{"text": line.text, "passages": [numbers[p] for p in line.cited]} for line in part]  # type: ignore[attr-defined]
        brief = writer.write(case.story, case.analyses, load_reader())
        there = {s.text for s in brief.sentences if s.rule == "writer"}
        why = {w.text: w.why for w in brief.withheld}
        for line in part:
            parts = [p.text for p in parted(Draft(line.text, ()))]  # of a line of two sentences, each is judged alone
            reasons = (why.get(p[:SHOWN] + "…" * (len(p) > SHOWN), "") for p in parts)
            yield Outcome(line, all(p in there for p in parts), next(filter(None, reasons), ""))


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield the lines of the report."""
    rows = list(outcomes)
    for true in (False, True):
        of = [o for o in rows if o.line.true is true]
        printed = sum(o.printed for o in of)
        says = (
            f"true sentences that reach the brief: {printed} of {len(of)}"
            if true
            else f"false sentences that reach the brief: {printed} of {len(of)}"
        )
        yield f"{says} ({100 * printed / max(1, len(of)):.1f} %)"
        for kind in sorted({o.line.kind for o in of}):
            some = [o for o in of if o.line.kind == kind]
            yield f"  {kind:36s} {sum(o.printed for o in some):4d} of {len(some):4d}"
