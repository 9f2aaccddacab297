"""``python -m quality.names [CORPUS-SPLIT...]``: names as the product finds them, beside the gold, by the shared referee.

``ewt-dev``, ``ewt-test``: UNER's names on EWT. ``gum-dev``, ``gum-test``: GUM's mentions headed by a proper noun (``quality.gum``),
written as the referee reads them: one file a split, in a folder that is gone afterwards. ``--misses N`` lists misses.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quality.conllu import OPEN, Tree, documents
from quality.gum import as_bio, names
from quality.shared import SHARED, make, tellings

PARTS = ("ewt-dev", "gum-dev", "ewt-test", "gum-test")


def score(part: str, *options: str) -> str:
    """Return what the referee prints for one part, with the options it takes."""
    with tempfile.TemporaryDirectory() as folder:
        gold = gold_of(part, Path(folder))
        given, found = Path(folder) / "input.jsonl", Path(folder) / "output.jsonl"
        given.write_text(make("names", str(gold)), encoding="utf-8")
        found.write_text(tellings("analyse", str(given), "--jsonl"), encoding="utf-8")
        command = [sys.executable, str(SHARED / "score" / "names.py"), "score", str(gold), str(found), *options]
        return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def gold_of(part: str, folder: Path) -> Path:
    """Return the file of gold names of a part; what has to be written is written into ``folder``."""
    corpus, split = part.split("-")
    if corpus == "ewt":
        return OPEN / "uner-ewt" / f"{split}.iob2"
    path = folder / f"{split}.iob2"
    path.write_text("\n".join(_iob2(split)), encoding="utf-8")
    return path


def _iob2(split: str) -> Iterator[str]:
    for document in documents("gum", split):
        yield f"# newdoc id = {document.id}"
        for tree in document.trees:
            yield f"# text = {spelt(tree)}"
            tags = as_bio(len(tree.rows), names(tree.rows))
            yield from (f"{n}\t{form}\t{tag}" for n, (form, tag) in enumerate(zip(tree.forms, tags, strict=True), 1))
            yield ""


def spelt(tree: Tree) -> str:
    """Return a sentence as running text."""
    return "".join(form + " " * space for form, space in zip(tree.forms, tree.spaces, strict=True)).rstrip()


def main() -> None:
    """Print the referee's figures for each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; the first two if none is named")
    parser.add_argument("--misses", default="0")
    told = parser.parse_args()
    for part in told.parts or PARTS[:2]:
        print(f"{part}\n{score(part, '--misses', told.misses)}")


if __name__ == "__main__":
    main()
