"""``python -m bench.writer [--part A|B|C|D|E]``: true and false sentences of a fake writer, through endpoint, reader and gate."""

import argparse
import sys
from collections import Counter

from bench.writer.measure import measure, table
from quality.shared import SHARED


def main() -> int:
    """Measure, and print by kind."""
    ask = argparse.ArgumentParser(prog="python -m bench.writer", description="What becomes of what a fake writer writes.")
    ask.add_argument(
        "--part", choices=tuple("ABCDE"), default="A", help="A to make the gate with, the others measured once unseen (default: A)"
    )
    ask.add_argument("--stories", type=int, default=12, metavar="N", help="gold stories of the dev sets (default: 12)")
    ask.add_argument("--each", type=int, default=220, metavar="N", help="true sentences, and false ones (default: 220)")
    ask.add_argument("--show", type=int, default=0, metavar="N", help="print N of each kind that are judged wrongly")
    args = ask.parse_args()
    if not (SHARED / "corpora" / "eval" / "grouping").is_dir():
        print(f"nothing to write about: the shared corpora are not at {SHARED}", file=sys.stderr)
        return 2
    outcomes = measure(args.part, args.stories, args.each)
    for line in table(outcomes):
        print(line)
    shown: Counter[str] = Counter()
    for o in outcomes:
        if o.printed != o.line.true and shown[o.line.kind] < args.show:
            shown[o.line.kind] += 1
            print(f"\n{'TURNED BACK' if o.line.true else 'PRINTED'} {o.line.kind}")
            print("  passage: " + "\n           ".join(" ".join(p.exact.split()) for p in o.line.cited))
            print(f"  sentence: {o.line.text}" + (f"\n  because: {o.why}" if o.why else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
