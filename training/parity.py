"""``python -m training.parity``: the int8 files beside the same network in fp32, head by head, on the dev parts.

Prints the share of words (of spans, as F1) on which both say the same; ends with 1 when one lies below its floor. Keeps what fp32
reads in the demo's reports beside the tests, which compare without torch.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from quality import conllu
from tellings.language import read_prose
from tellings.language.english.reader import EnglishReader
from tellings.language.english.weights import load_weights
from tellings.language.english.words import cut_words
from tellings.model import Syntax
from training.export import WEIGHTS, load_network, write
from training.train import OUT

FLOORS = {"tags": 99.0, "heads": 98.0, "labels": 98.0, "names": 96.0, "roles": 91.0}  # percent; 99.6 98.7 98.8 97.5 92.2 came out
HOME = Path(__file__).resolve().parents[1]
PILE = HOME / "src" / "tellings" / "demo" / "pile"
KEPT = HOME / "tests" / "language" / "english" / "fp32.json"
SPLITS = (("ewt", "dev"), ("gum", "dev"))


def main() -> None:
    """Compare, print, and say by the exit status whether all is well."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--name", default="english-1")
    asked.add_argument("--weights", type=Path, default=WEIGHTS)
    plan = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write(load_network(OUT / f"{plan.name}.pt"), Path(folder), int8=False)
        exact, shipped = reader(Path(folder)), reader(plan.weights)
    counts: Counter[str] = Counter()
    for corpus, split in SPLITS:
        for document in conllu.documents(corpus, split):
            forms = [form for tree in document.trees for form in tree.forms]
            ends = [0]
            for tree in document.trees:
                ends.append(ends[-1] + len(tree.forms))
            sentences = list(itertools.pairwise(ends))
            compare(counts, exact.read_forms(forms, sentences), shipped.read_forms(forms, sentences))
    found = {part: round(100 * counts[part] / counts[f"{part} of"], 2) for part in FLOORS}
    print(json.dumps({"same in int8 and fp32, percent": found, "words": counts["tags of"]}))
    keep(exact)
    low = {part: share for part, share in found.items() if share < FLOORS[part]}
    if low:
        sys.exit(f"below the floor: {low}")


def keep(exact: EnglishReader) -> None:
    """Write what fp32 reads in the demo's reports."""
    rows = {}
    for path in sorted(PILE.glob("*.txt")):
        prose = read_prose(path.read_text(encoding="utf-8"))
        words, sentences = cut_words(prose.text, prose.sentences)
        forms = [prose.text[start:end] for start, end in words]
        read = exact.read_forms(forms, sentences)
        rows[path.name] = {"words": forms, "sentences": sentences} | {part: getattr(read, part) for part in FLOORS}
    KEPT.write_text(json.dumps({"floors": FLOORS, "read": rows}, ensure_ascii=False) + "\n", encoding="utf-8")


def reader(folder: Path) -> EnglishReader:
    """Return a reader of the weights in a folder, all of them read."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return EnglishReader(load_weights(files.__getitem__), roles=True)


def compare(counts: Counter[str], a: Syntax, b: Syntax) -> None:
    """Count where two readings agree."""
    for part in ("tags", "heads", "labels"):
        both = list(zip(getattr(a, part), getattr(b, part), strict=True))
        counts[part] += sum(x == y for x, y in both)
        counts[f"{part} of"] += len(both)
    for part in ("names", "roles"):
        one, other = ({(t.first, t.last, t.label) for t in getattr(s, part)} for s in (a, b))
        counts[part] += 2 * len(one & other)
        counts[f"{part} of"] += len(one) + len(other)


if __name__ == "__main__":
    main()
