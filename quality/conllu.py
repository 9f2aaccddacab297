"""CoNLL-U as its sentences, and the raw text they were cut from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quality.shared import SHARED

OPEN = SHARED / "corpora" / "open"
CORPORA = ("ewt", "gum")
Row = list[str]  # the ten cells of a word


@dataclass
class Tree:
    """A sentence: its words' rows, and for each whether white space follows; ``opens`` a paragraph or not."""

    rows: list[Row]
    spaces: list[bool]
    opens: bool = False

    @property
    def forms(self) -> list[str]:
        """The words."""
        return [row[1] for row in self.rows]


@dataclass
class Document:
    """The sentences between two ``# newdoc`` lines."""

    id: str
    trees: list[Tree] = field(default_factory=list)


def documents(corpus: str, split: str) -> list[Document]:
    """Return the documents of a split of EWT, or of the open genres of GUM."""
    if corpus == "ewt":
        return list(read(OPEN / "ewt" / f"{split}.conllu"))
    return [d for path in gum_files(split) for d in read(path)]


def gum_files(split: str) -> list[Path]:
    """Return the files of a split of GUM, open genres only."""
    blocks = (OPEN / "gum" / "splits.md").read_text(encoding="utf-8").split("\n## ")
    block = next(b for b in blocks if b.split("\n")[0].strip() == split)
    names = [line.strip()[2:] for line in block.split("\n") if line.strip().startswith("* ")]
    paths = [OPEN / "gum" / "dep" / f"{name}.conllu" for name in sorted(names)]
    return [path for path in paths if path.exists()]


def read(path: Path) -> Iterator[Document]:
    """Yield the documents of a file; empty nodes are left out, rows of several words give white space only."""
    document = Document(path.stem)
    rows: list[Row] = []
    opens = False
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if document.trees:
                yield document
            document = Document(line.partition("=")[2].strip() or path.stem)
            opens = True
        elif line.startswith("# newpar"):
            opens = True
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            document.trees.append(Tree([r for r in rows if r[0].isdigit()], _spaces(rows), opens))
            rows, opens = [], False
    if document.trees:
        yield document


def _spaces(rows: list[Row]) -> list[bool]:
    found = {int(r[0]): "SpaceAfter=No" not in r[9] for r in rows if r[0].isdigit()}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            found |= dict.fromkeys(range(first, last), False) | {last: "SpaceAfter=No" not in row[9]}
    return list(found.values())
