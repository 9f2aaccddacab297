"""``python -m bench.planted [pairs|gate] --half A``: plant, measure, print; texts go to the terminal alone, with --show."""

import argparse
import sys
from collections import Counter

from bench.planted import aligned, gate, pairs
from bench.planted.drawing import draw, kinds_named
from bench.planted.versions import Planted
from quality.shared import SHARED


def main() -> int:
    """Measure what is asked for."""
    args = _arguments()
    if not (SHARED / "corpora" / "eval" / "grouping").is_dir():
        print(f"nothing to plant in: the shared corpora are not at {SHARED}", file=sys.stderr)
        return 2
    (_gate if args.what == "gate" else _pairs)(args)
    return 0


def _arguments() -> argparse.Namespace:
    ask = argparse.ArgumentParser(
        prog="python -m bench.planted", description="Plant one change of a known kind, and see what is made of it."
    )
    ask.add_argument("what", nargs="?", choices=("pairs", "gate"), default="pairs")
    ask.add_argument("--half", choices=("A", "B"), default="A", help="A to tune on; B for reported figures only (default: A)")
    ask.add_argument("--each", type=int, default=200, metavar="N", help="planted changes of each kind (default: 200)")
    ask.add_argument(
        "--untouched", type=int, default=None, metavar="N", help="untouched pairs of each sort (default: twice --each)"
    )
    ask.add_argument("--only", action="append", metavar="KIND", help="these kinds alone")
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print up to N misses of each template, and N false alarms")
    return ask.parse_args()


def _pairs(args: argparse.Namespace) -> None:
    most = 2 * args.each if args.untouched is None else args.untouched
    versions, planted = draw(args.half, args.each, kinds_named(args.only))
    print("an article beside a version of it: harmlessly paraphrased, a quarter left out, one change planted")
    outcomes = _measured(planted)
    print("\ntwo different reports of one story, one change planted where both tell the same")
    outcomes += _measured(aligned.plants(args.half, args.each // 3, kinds_named(args.only)))
    print()
    untouched = [*pairs.paraphrased(versions[:most]), *pairs.two_of_a_story(args.half, most)]
    for line in pairs.false_alarms(untouched):
        print(line)
    shown: Counter[str] = Counter()
    for outcome in outcomes:
        name = outcome.planted.template.name
        if not outcome.caught and shown[name] < args.show:
            shown[name] += 1
            source = outcome.planted.version.source((outcome.planted.told.start, outcome.planted.told.end))
            assert source
            print(
                f"\nMISSED {name}: {outcome.planted.what}\n  was: {_one_line(outcome.planted.version.paper.text[slice(*source)])}"
            )
            print(f"  now: {_one_line(outcome.planted.sentence)}")
    for u in untouched:
        for report in u.conflicts:
            if shown[u.sort] < args.show * 4:
                shown[u.sort] += 1
                print(f"\nFALSE ALARM? {u.sort}: {report.kind} by {report.rule}{', hard' * report.hard}")
                for side in report.sides:
                    print("  - " + " | ".join(_one_line(p.exact)[:240] for p in side[:2]))


def _measured(planted: list[Planted]) -> list[pairs.Outcome]:
    outcomes = [o for p in planted if (o := pairs.measure(p))]
    for line in pairs.table(outcomes):
        print(line)
    return outcomes


def _gate(args: argparse.Namespace) -> None:
    true, false = gate.measure(args.half, args.each, kinds_named(args.only))
    for line in gate.table(true, false):
        print(line)
    shown: Counter[str] = Counter()
    for sentence, reasons in [*true, *false]:
        name = sentence.template or "true"
        if bool(reasons) != bool(sentence.kind) and shown[name] < args.show * (1 if sentence.kind else 6):
            shown[name] += 1
            print(f"\n{'NOT CAUGHT' if sentence.kind else 'TURNED BACK'} {name} {sentence.what or ' '.join(sentence.rules)}")
            print(f"  passage: {' | '.join(_one_line(p.exact) for p in sentence.citations)}\n  sentence: {sentence.text}")
            if reasons:
                print(f"  because: {'; '.join(reasons)}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    sys.exit(main())
