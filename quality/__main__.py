"""``python -m quality``: measure, and print one table."""

import argparse
import json
import sys

from quality import findings, floors
from quality.figure import Figure
from quality.measure import Measured, measure, parts
from quality.shared import SHARED, STORIES, fingerprint

STORY_PARTS = (
    "furniture.lines",
    "utterances.pairs",
    "reuse.tokens",
    "conflicts.recall",
    "claims.right_balanced",
    "timeline.events",
    "brief.covered",
)
BESIDE = {  # what is measured on every story, and the figures nearest to it on corpora
    "quotations.found": ("polnear.said.cover80",),
    "quotations.speaker": ("polnear.said.speaker_exact",),
    "moments.value": ("timebank.value", "aquaint.value"),
    **dict.fromkeys(STORY_PARTS, ()),
}


def main() -> int:
    """Measure the parts asked for; 1 when a floor is broken."""
    args = _arguments()
    if not (SHARED / "score").is_dir():
        print(f"nothing to measure on: the shared stories, corpora and referees are not at {SHARED}", file=sys.stderr)
        return 2
    if args.test and args.pin:
        print("no floor is pinned on a test part", file=sys.stderr)
        return 2
    known = parts(test=args.test)
    measured = measure({name: part for name, part in known.items() if not args.only or any(name.startswith(o) for o in args.only)})
    pinned = floors.load()
    if args.json:
        print(json.dumps({name: vars(figure) for name, figure in sorted(measured.figures.items())}, indent=1))
    else:
        _table(measured, pinned["floors"])
        _beside(measured)
        _gained_and_lost(measured, args.show)
    down = [] if args.pin else floors.broken(measured.figures, pinned["floors"], measured.parts)
    if args.pin:
        down = _pin(measured, pinned, args.lower)
    for line in down:
        print(f"below its floor: {line}", file=sys.stderr)
    return 1 if down else 0


def _arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(prog="python -m quality", description="Measure tellings on stories and corpora with gold.")
    ask.add_argument("--only", action="append", metavar="PART", help="parts whose name begins so (mexico, polnear, timebank, ...)")
    ask.add_argument("--test", action="store_true", help="the test parts of EWT and GUM instead: for the last run")
    ask.add_argument("--json", action="store_true", help="print the figures as JSON")
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print up to N findings gained and lost of each room")
    ask.add_argument("--pin", action="store_true", help="write floors and findings; floors are only tightened")
    ask.add_argument("--lower", action="append", default=[], metavar="NAME", help="with --pin: loosen this floor (or: all)")
    return ask.parse_args()


def _pin(measured: Measured, pinned: dict[str, object], lower: list[str]) -> list[str]:
    old = dict(pinned["floors"])  # type: ignore[call-overload]
    new = floors.pin(measured.figures, old, lower)
    floors.save(new, fingerprint())
    findings.save(measured.findings)
    changed = sum(old.get(name) != floor for name, floor in new.items())
    print(f"pinned: {len(new)} floors, {changed} of them new or moved", file=sys.stderr)
    return floors.broken(measured.figures, new, measured.parts)


def _table(measured: Measured, pinned: dict[str, float]) -> None:
    goals = floors.goals()
    print(f"{'figure':54s} {'is':>6s}  {'95 % interval':15s} {'floor':>6s} {'goal':>6s}  to beat")
    part = ""
    for name in sorted(measured.figures, key=_order):
        figure, goal = measured.figures[name], goals.get(name, {})
        if name.split(".")[0] != part:
            part = name.split(".")[0]
            print()
        print(_line(figure, pinned.get(name), goal))
    for name, why in measured.failed.items():
        print(f"\n{name}: not measured: {why}")


def _order(name: str) -> tuple[int, str]:
    parts = ("mexico", "supermarket", "veto", "polnear", "timebank", "aquaint", "ewt", "gum", "grouping")
    return next((i for i, p in enumerate(parts) if name.startswith(p)), len(parts)), name


def _line(figure: Figure, floor: float | None, goal: dict[str, object]) -> str:
    spread = f"{figure.low:5.1f} to {figure.high:5.1f}" if figure.low is not None else ""
    asked, anchor = goal.get("goal"), goal.get("anchor")
    kept = "" if asked is None else "  reached" if floors.meets(figure, float(str(asked))) else "  MISSED"
    beat = f"{anchor} ({goal['by']})" if anchor is not None else ""
    if anchor is not None:
        kept += "  above it" if floors.meets(figure, float(str(anchor))) else "  below it"
    columns = (("" if x is None else f"{x}") for x in (floor, asked))
    return (
        f"{figure.name:54s} {figure.value:6.1f}  {spread:15s} "
        + " ".join(f"{c:>6s}" for c in columns)
        + f"  {beat}{kept}"
        + f"  [{figure.of}]" * bool(figure.of)
    )


def _beside(measured: Measured) -> None:
    print("\nside by side (the first far above the rest would mean fitting)")
    for name, corpora in BESIDE.items():
        figures = (*(f"{story}.{name}" for story in STORIES), *corpora)
        values = [f"{n.split('.')[0]} {measured.figures[n].value:.1f}" for n in figures if n in measured.figures]
        if len(values) > 1:
            print(f"  {name:24s} " + " | ".join(values))


def _gained_and_lost(measured: Measured, show: int) -> None:
    rows = findings.compare(findings.load(), measured.findings)
    print("\nfindings against the last pinned run: " + ("no difference" if not rows else "article (hash), start-end"))
    for part, room, gained, lost, changed in rows:
        print(f"  {part}.{room}: {len(gained)} gained, {len(lost)} lost, {changed} changed")
        for sign, places in (("+", gained), ("-", lost)):
            for place in places[:show]:
                print(f"    {sign} {place}")


if __name__ == "__main__":
    sys.exit(main())
