"""Make the background counts of ``stories`` from the open corpora: ``background.py CORPORA OUT.tsv.gz``.

CORPORA is the folder that holds ewt/, gum/ and wikigold/ (licences: ATTRIBUTION.md beside the counts). Test halves are left out,
so that they stay unseen. A word found in one text only is not written: it says nothing that an unknown word does not.
"""

import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tellings.stories.words import count_words

LEAST_TEXTS = 2


def conllu_texts(path: Path) -> Iterator[str]:
    """Yield the running text of each text of a CoNLL-U file."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and lines:
            yield "\n".join(lines)
            lines = []
        elif line.startswith("# text = "):
            lines.append(line.removeprefix("# text = "))
    if lines:
        yield "\n".join(lines)


def gum_test(corpora: Path) -> set[str]:
    """Return the names of GUM's test texts."""
    splits = (corpora / "gum" / "splits.md").read_text(encoding="utf-8")
    return set(re.findall(r"GUM_\w+", splits.split("## test", 1)[1].split("## train")[0]))


def wikigold_texts(corpora: Path) -> Iterator[str]:
    """Yield the texts of WikiGold, their words joined by blanks."""
    path = corpora / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
    for text in path.read_text(encoding="utf-8").split("-DOCSTART-"):
        words = [line.split()[0] for line in text.splitlines() if line.strip() and line[0] != " "]
        if words:
            yield " ".join(words)


def texts(corpora: Path) -> Iterator[str]:
    """Yield every text whose words are counted."""
    for half in ("train", "dev"):
        yield from conllu_texts(corpora / "ewt" / f"{half}.conllu")
    held_out = gum_test(corpora)
    for path in sorted((corpora / "gum" / "dep").glob("*.conllu")):
        if path.stem not in held_out:
            yield from conllu_texts(path)
    yield from wikigold_texts(corpora)


def main(corpora: str, out: str) -> None:
    """Count in how many texts each folded word stands, and write the table."""
    counts: Counter[str] = Counter()
    size = 0
    for text in texts(Path(corpora)):
        counts.update(set(count_words(text)))
        size += 1
    rows = [f"{size}", *(f"{w}\t{n}" for w, n in sorted(counts.items()) if n >= LEAST_TEXTS)]
    with open(out, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("\n".join(rows).encode())
    sys.stderr.write(f"{size} texts, {len(rows) - 1} words\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
