"""The brief beside human round-ups: NeuS, three ledes as three articles, ROUGE of a brief cut at 65 words.

``python -m quality.neus`` prints ours, sumy's LexRank and TextRank, a TF-IDF centroid and the ledes themselves, in one run.
ROUGE and the peers live in ``.venv-peers`` (bench/peers.txt).
"""

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from quality.figure import Figure, bootstrap, part_of
from quality.shared import ROOT, SHARED, ProductError

FOLDER = SHARED / "corpora" / "eval" / "neus"
PYTHON = ROOT / ".venv-peers" / "bin" / "python"
WORDS = 65  # of a brief that are compared
ASKED = 85  # words of the brief that is cut at them: more than are compared, so that no room is left; by judgement
EXACT = "tellings --words 65"  # the same with nothing cut: a budget of whole sentences
KINDS = ("R1", "R2", "RL")
PART = re.compile(r"\s*TITLE=>\s*(?P<title>.*?)\s*ARTICLE=>\s*(?P<text>.*?)\s*", re.DOTALL)


class Roundup(NamedTuple):
    """Ledes as (title, text), and what a human made of them."""

    ledes: list[tuple[str, str]]
    told: str


def roundups(part: str) -> list[Roundup]:
    """Return the stories of a part."""
    sources, targets = ((FOLDER / f"{part}.{kind}").read_text(encoding="utf-8").split("\n") for kind in ("source", "target"))
    found = []
    for source, target in zip(sources, targets, strict=True):
        if source.strip():
            ledes = [_cut(lede) for lede in source.split("[SEP]")]
            found.append(Roundup([lede for lede in ledes if lede[1]], _cut(target)[1]))
    return found


def _cut(text: str) -> tuple[str, str]:
    m = PART.fullmatch(text)
    return (m["title"], m["text"]) if m else ("", text.strip())


def ours(story: Roundup) -> dict[str, Any]:
    """Return the briefs of the product, its citations that stand where they say, and the ledes' sentences."""
    from tellings.pipeline import tell_story

    analyses = _analyses(story)
    brief, exact = (tell_story(analyses, words=words).brief for words in (ASKED, WORDS))
    texts = {a.article.id: a.article.text for a in analyses}
    cited = [p for s in (*brief.sentences, *exact.sentences) for p in s.citations]
    return {
        "briefs": {"tellings": [s.text for s in brief.sentences], EXACT: [s.text for s in exact.sentences]},
        "reference": story.told,
        "ledes": [[a.article.text[s.start : s.end] for s in a.prose.sentences] for a in analyses],
        "cited": len(cited),
        "valid": sum(texts[p.article][p.start : p.end] == p.exact for p in cited),
        "uncited": sum(not s.citations for s in (*brief.sentences, *exact.sentences)),
    }


def _analyses(story: Roundup) -> list[Any]:
    import msgspec

    from tellings import analyse, read

    articles = {}
    for n, (title, text) in enumerate(story.ledes):
        article = msgspec.structs.replace(read(text, f"{n}.txt"), title=title or None)
        articles[article.id] = article
    return [analyse(a) for a in articles.values()]


def beside(told: Sequence[dict[str, Any]]) -> dict[str, list[list[float]]]:
    """Return the ROUGE F1 of every story, by system, as the peers' environment computes it."""
    if not PYTHON.exists():
        raise ProductError("no environment of peers: make .venv-peers/.made")
    lines = "".join(json.dumps(row) + "\n" for row in told)
    command = [str(PYTHON), str(Path(__file__).with_name("rouge_beside.py")), str(WORDS)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False, encoding="utf-8")
    if done.returncode:
        raise ProductError(done.stderr.strip()[-300:])
    result: dict[str, list[list[float]]] = json.loads(done.stdout)
    return result


def measure() -> tuple[list[Figure], dict[str, list[list[float]]]]:
    """Return our figures, and everybody's ROUGE."""
    told = [ours(story) for story in roundups("val")]
    scores = beside(told)
    figures = [_mean(f"neus.brief.{kind}", [row[n] for row in scores["tellings"]]) for n, kind in enumerate(KINDS)]
    valid = [(float(row["valid"]), float(row["cited"] + row["uncited"])) for row in told]
    of = f"{int(sum(v for v, _ in valid))} of {int(sum(n for _, n in valid))}"
    share = 100 * sum(v for v, _ in valid) / max(1.0, sum(n for _, n in valid))
    return [*figures, bootstrap("neus.brief.citations", share, valid, part_of, of)], scores


def _mean(name: str, values: Sequence[float]) -> Figure:
    units = [(value, 1.0) for value in values]
    return bootstrap(name, 100 * float(np.mean(values)), units, part_of, f"{len(values)} stories")


def main() -> None:
    """Print the table."""
    figures, scores = measure()
    print(f"{'':22s} " + " ".join(f"{kind:>19s}" for kind in KINDS))
    for system, found in scores.items():
        spread = [_mean(system, [row[n] for row in found]) for n in range(len(KINDS))]
        print(f"{system:22s} " + " ".join(f"{f.value:5.1f} ({f.low:.1f} to {f.high:.1f})" for f in spread))
    valid = figures[-1]
    print(f"citations that are text[start:end]: {valid.value:.1f} % ({valid.of})")


if __name__ == "__main__":
    main()
