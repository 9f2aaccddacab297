"""``python -m quality.fitting``: phrases that the repository shares with one measured story and with no corpus.

A run of four words that stands in a story, in our code, tables, tests or docs, and in none of the corpora, is a candidate for
fitting: a rule or a case taken from the text that judges it. Each is for a person to look at; what is plainly everyday English,
and stands where it does for a reason of its own, is listed in EVERYDAY with that reason.
Printed only: nothing of the stories is written down. The check of twelve-word runs in tests/house cannot see phrases so short.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from quality.shared import ROOT, SHARED, STORIES

RUN = 4
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OURS = (
    *(f"src/**/*.{kind}" for kind in ("py", "toml", "md", "json", "txt", "html", "jsonl")),
    *("tests/**/*.py", "tests/**/*.json", "quality/*.py", "quality/*.toml", "bench/*.py"),
    "docs/**/*.md",  # the README prints the demo, cut into columns
)
EVERYDAY = {
    "he was quoted as": "the same idiom, in the demo",
    "was quoted as saying": "the idiom that the rule of its name reads, found in any newspaper",
}
OTHERS = ("polnear/*/text/*.txt", "timex/*/*.tml")
Run = tuple[str, ...]


def runs(path: Path) -> set[Run]:
    """Return every run of words of a file, in lower case."""
    words = WORD.findall(path.read_text(encoding="utf-8", errors="replace").lower())
    return set(zip(*(words[i:] for i in range(RUN)), strict=False))


def candidates() -> Iterator[tuple[str, str, str]]:
    """Yield (file of ours, story, phrase)."""
    held: dict[Run, str] = {}
    for story in STORIES:
        for path in (SHARED / "stories" / story).glob("*.txt"):
            held |= dict.fromkeys(runs(path), story)
    for place in OTHERS:
        for path in (SHARED / "corpora" / "eval").glob(place):
            for run in runs(path) & held.keys():
                del held[run]
    for path in sorted({p for place in OURS for p in ROOT.glob(place)}):
        for run in sorted(r for r in runs(path) & held.keys() if " ".join(r) not in EVERYDAY):
            yield path.relative_to(ROOT).as_posix(), held[run], " ".join(run)


if __name__ == "__main__":
    found = list(candidates())
    for file, story, phrase in found:
        print(f"{file}: {phrase} [{story}]")
    print(f"{len(found)} phrases to look at, in {len({file for file, _, _ in found})} files", file=sys.stderr)
