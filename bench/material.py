"""What is read: a thousand articles, of a shared corpus where it lies beside the repository, else made from the demo story."""

import json
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quality.shared import SHARED

WORD = re.compile(r"\w+(?:['\u2019]\w+)*")  # as the referee of stories counts
FIVE = SHARED / "stories" / "mexico-2017"
SEED = 7


def five_reports() -> tuple[str, str]:
    """Return (name, folder) of the pile for the cold start: the five real reports, else the demo story."""
    if FIVE.is_dir():
        return "the five reports", str(FIVE)
    from importlib.resources import files

    return "the demo story", str(files("tellings") / "demo" / "pile")


def thousand(n: int = 1000) -> tuple[str, list[str]]:
    """Return (what they are, texts) of ``n`` articles."""
    found = sorted((SHARED / "corpora" / "eval" / "polnear").glob("*/text/*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in found[:n]]
    if not texts:
        return f"{n} articles made from the demo story", list(_made(n))
    made = list(_made(n - len(texts)))
    return f"{len(texts)} articles of PolNeAR" + (f" and {len(made)} made from the demo story" if made else ""), texts + made


@contextmanager
def pile(texts: list[str]) -> Iterator[Path]:
    """Give the path of a JSONL file of the texts, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.jsonl"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts))
        yield path


def _made(n: int) -> Iterator[str]:
    """Yield articles of about 300 words: sentences of the demo story, shuffled, with a number of their own."""
    from tellings.demo import demo_texts

    plain = [text.decode("utf-8") for name, text in demo_texts() if name.endswith(".txt")]
    sentences = sorted({s for text in plain for s in re.split(r"(?<=[.!?”])\s+", text) if len(s) > 30})
    chance = random.Random(SEED)
    for number in range(n):
        chosen = chance.sample(sentences, min(16, len(sentences)))
        yield f"Report {number}\n\n" + "\n\n".join(" ".join(chosen[i : i + 2]) for i in range(0, len(chosen), 2)) + "\n"


def words(text: str) -> int:
    """Return the words of a text."""
    return sum(1 for _ in WORD.finditer(text))
