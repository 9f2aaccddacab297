"""The same product, untouched, on corpora that others annotated: who said what, when, which reports are one story.

Spread: articles are drawn with replacement; for grouping, gold stories.
"""

import contextlib
import io
import json
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from quality.figure import Figure, bootstrap, f1_of_totals, part_of, ratio
from quality.findings import short
from quality.shared import SHARED, ProductError, make, referee, rows, tellings

EVAL = SHARED / "corpora" / "eval"
POLNEAR = EVAL / "polnear" / "dev"
SOUGHT = (  # the referee's kind, its figure, our name for it
    ("direct pieces", "exact", "direct_pieces.exact"),
    ("direct pieces", "f30", "direct_pieces.cover30"),
    ("direct pieces", "speaker_overlap", "direct_pieces.speaker_overlap"),
    ("direct pieces", "speaker_exact", "direct_pieces.speaker_exact"),
    ("said", "f30", "said.cover30"),
    ("said", "f80", "said.cover80"),
    ("said", "j80", "said.jaccard80"),
    ("said", "speaker_exact", "said.speaker_exact"),
    ("indirect", "f30", "indirect.cover30"),
    ("indirect", "f80", "indirect.cover80"),
    ("all", "f30", "all.cover30"),
)
JUDGING = threading.Lock()  # the referee of moments is called by its command line, which is the process's own
GROUPINGS = ("ecbplus", "basil", "galaxy_wikinews", "uci_titles")
Row = dict[str, Any]


def analyse(lines: str, *options: str) -> list[Row]:
    """Return the rows of ``tellings analyse --jsonl`` on an input made by a referee."""
    with _file(lines) as path:
        return rows(tellings("analyse", str(path), "--jsonl", *options))


@contextlib.contextmanager
def _file(lines: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "input.jsonl"
        path.write_text(lines, encoding="utf-8")
        yield path


def said(percent: int = 0, seed: int = 0, attitudes: bool = False) -> list[Row]:
    """Return what the product finds in PolNeAR's articles with that share of the quotation marks dropped."""
    fewer = ["--drop-marks", str(percent), "--seed", str(seed)] if percent else []
    return analyse(make("attributions", str(POLNEAR), *fewer), *(["--attitudes"] if attitudes else []))


def score_said(name: str, found: list[Row]) -> list[Figure]:
    """Return the figures of PolNeAR, by the first annotator of each article."""
    judge = referee("attributions")
    told = {str(row["id"]): row for row in found}
    pairs = [
        (judge.Article(text), by[min(by)], list(judge.predictions(told[n]))) for n, text, by in judge.articles(POLNEAR) if n in told
    ]

    def figures(some: list[Any]) -> Row:
        result: Row = judge.figures(some, lambda art, x: True)
        return result

    whole, each = figures(pairs), [figures([pair]) for pair in pairs]
    return [_attribution(f"{name}.{ours}", kind, figure, whole, each) for kind, figure, ours in SOUGHT]


def _attribution(name: str, kind: str, figure: str, whole: Row, each: list[Row]) -> Figure:
    counted = f"{whole[kind]['gold']} gold, {whole[kind]['pred']} told"
    if figure.startswith("speaker"):  # a share of the items found at 30 % cover, which weigh the articles
        found = [(one[kind][figure] / 100, _hits(one[kind], "f30")) for one in each]
        return bootstrap(name, whole[kind][figure], [(s * n, n) for s, n in found], part_of, counted)
    units = [(_hits(one[kind], figure), float(one[kind]["pred"]), float(one[kind]["gold"])) for one in each]
    return bootstrap(name, whole[kind][figure][2], units, f1_of_totals, counted)


def _hits(one: Row, figure: str) -> float:
    return float(round(one[figure][1] * one["gold"] / 100))


def dated(corpus: str) -> list[Row]:
    """Return what the product finds in a corpus of TimeML."""
    return analyse(make("moments", str(EVAL / "timex" / corpus)))


def score_dated(name: str, corpus: str, found: list[Row]) -> list[Figure]:
    """Return value F1 (relaxed span, identical value) and the share of calendar days found with their value."""
    judge = referee("moments")
    articles = list(judge.documents(EVAL / "timex" / corpus))
    told = {str(row["id"]): row for row in found}
    each = [_one_dated(judge, [article], [told[article[0]]]) for article in articles if article[0] in told and article[3]]
    whole = _one_dated(judge, articles, found)
    units = [(float(round(d["value"][1] * d["gold"] / 100)), float(d["pred"]), float(d["gold"])) for d in each]
    days = [(float(d["days_right"]), float(d["days"])) for d in each]
    right, of = whole["days_right"], whole["days"]
    return [
        bootstrap(f"{name}.value", whole["value"][2], units, f1_of_totals, f"{whole['gold']} gold, {whole['pred']} told"),
        bootstrap(f"{name}.days", 100 * right / max(of, 1), days, part_of, f"{right} of {of}"),
    ]


def _one_dated(judge: Any, articles: list[Any], found: list[Row]) -> Row:
    """Return the referee's figures over some articles; its verb is its command line, so that is what is called."""
    with JUDGING, _file("".join(json.dumps(row) + "\n" for row in found)) as path:
        before, argv = judge.documents, sys.argv
        judge.documents = lambda folder: articles
        sys.argv = ["moments.py", "score", ".", str(path), "--json"]
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                judge.main()
        except SystemExit as end:
            raise ProductError(f"the referee of moments says: {end}") from end
        finally:
            judge.documents, sys.argv = before, argv
    result: Row = json.loads(printed.getvalue())
    return result


def grouped(corpus: str, shuffle: int | None = None) -> list[Row]:
    """Return the rows of ``tellings group --jsonl`` on a set of articles, in its own order or shuffled.

    Ids are hashed on the way in: those of one set begin with the gold story.
    """
    order = [] if shuffle is None else ["--shuffle", str(shuffle)]
    given = rows(make("grouping", str(EVAL / "grouping" / f"{corpus}.dev.jsonl"), *order))
    lines = "".join(json.dumps({**row, "id": _veiled(row["id"])}) + "\n" for row in given)
    with _file(lines) as path:
        return rows(tellings("group", str(path), "--jsonl"))


def _veiled(name: object) -> str:
    return short(str(name), 12)


def score_grouped(
    name: str, corpus: str, found: list[Row], field: str = "story", wanted: Callable[[str], str] = str
) -> list[Figure]:
    """Return B-Cubed and pairwise F1 against the gold stories, or what ``wanted`` makes of their names."""
    judge = referee("grouping")
    gold = judge.read(EVAL / "grouping" / f"{corpus}.dev.jsonl")
    told = {str(row["id"]): str(row[field]) for row in found if row.get(field) is not None}
    labels = [(wanted(str(g["cluster"])), told.get(_veiled(g["id"]), f"alone {g['id']}")) for g in gold]
    whole = judge.figures([g for g, _ in labels], [p for _, p in labels])
    of = f"{whole['articles']} articles, {whole['gold_stories']} gold stories, {whole['stories']} told"
    bcubed, pairwise = _shares(labels)
    return [
        bootstrap(f"{name}.bcubed", whole["bcubed"][2], bcubed, _bcubed_f1, of),
        bootstrap(f"{name}.pairwise", whole["pairwise"][2], pairwise, f1_of_totals, of),
    ]


def topic(story: str) -> str:
    """Return the topic of a story of ECB+: "8ecb" and "8ecbplus" are two events of topic 8."""
    return story.removesuffix("plus").removesuffix("ecb")


def score_kept(name: str, found: list[Row]) -> Figure:
    """Return the part of the articles whose story has the id that it had when they came, and never had another."""
    kept = [(float(row["changes"] == 0), 1.0) for row in found]
    right = sum(row["changes"] == 0 for row in found)
    return bootstrap(f"{name}.ids kept", 100 * right / max(len(found), 1), kept, part_of, f"{right} of {len(found)}")


def _shares(labels: list[tuple[str, str]]) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    """Return what each gold story adds: (precision, recall, articles) for B-Cubed, (right, told, gold) pairs.

    Labels are (gold, told). A told pair across two gold stories counts half for each.
    """
    both, gold, told = Counter(labels), Counter(g for g, _ in labels), Counter(p for _, p in labels)
    bcubed, pairwise = ({g: [0.0, 0.0, 0.0] for g in gold} for _ in range(2))
    for (g, p), n in both.items():
        bcubed[g] = [x + y for x, y in zip(bcubed[g], (n * n / told[p], n * n / gold[g], n), strict=True)]
        right, made, wanted = n * (n - 1) / 2, n * (told[p] - 1) / 2, n * (gold[g] - 1) / 2
        pairwise[g] = [x + y for x, y in zip(pairwise[g], (right, made, wanted), strict=True)]
    return [tuple(row) for row in bcubed.values()], [tuple(row) for row in pairwise.values()]


def _bcubed_f1(sums: np.ndarray) -> np.ndarray:
    p, r = sums[:, 0] / sums[:, 2], sums[:, 1] / sums[:, 2]
    return ratio(2 * p * r, p + r)
