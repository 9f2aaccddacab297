"""``python -m quality.roles``: how well the encoder's head of roles finds attributions, beside and together with rules and tree.

PolNeAR dev, said, by its referee. Four readings of the same articles: the product's; the head alone (each content with the
source and the cue nearest to it in its sentence); both, the head adding what the product found nothing of; both, the product
keeping of its indirect finds only those that the head covers in part.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from quality.corpora import POLNEAR, score_said
from quality.shared import make
from tellings.analysis import analyse
from tellings.language.english import load_english
from tellings.model import Article, Span, Syntax

Row = dict[str, Any]
FIGURES = ("direct_pieces.exact", "said.cover30", "said.jaccard80", "said.speaker_exact", "indirect.cover30", "all.cover30")


def by_head(syntax: Syntax) -> Iterator[Row]:
    """Yield the head's contents, each with the nearest source and cue of its sentence."""
    for first, last in syntax.sentences:
        here = [r for r in syntax.roles if first <= r.first < last]
        for content in (r for r in here if r.label == "content"):
            found = {"spans": [_span(syntax, content.first, content.last)]}
            for role in ("source", "cue"):
                gaps = [(max(r.first - content.last, content.first - r.last), r) for r in here if r.label == role]
                if gaps:
                    _, near = min(gaps)
                    found[role] = _span(syntax, near.first, near.last)
            yield {"spans": found["spans"], "speaker": {"mention": found.get("source")}, "cue": found.get("cue")}


def _span(syntax: Syntax, first: int, last: int) -> Span:
    return syntax.words[first][0], syntax.words[last - 1][1]


def _touch(one: Row, others: Sequence[Row]) -> bool:
    return any(a < d and c < b for a, b in one["spans"] for o in others for c, d in o["spans"])


def main() -> None:
    """Print a line a reading."""
    import msgspec

    from tellings.language import read_prose

    readings: dict[str, list[Row]] = {"rules and tree": [], "head alone": [], "head adds": [], "head confirms": []}
    for line in make("attributions", str(POLNEAR)).splitlines():
        given = msgspec.json.decode(line)
        article = Article(id=given["id"], text=given["text"])
        ours = msgspec.json.decode(msgspec.json.encode(analyse(article).quotations))
        theirs = list(by_head(load_english(roles=True).read(read_prose(article.text))))
        for name, found in (
            ("rules and tree", ours),
            ("head alone", theirs),
            ("head adds", ours + [t for t in theirs if not _touch(t, ours)]),
            ("head confirms", [q for q in ours if q["kind"] != "indirect" or _touch(q, theirs)]),
        ):
            readings[name].append({"id": article.id, "quotations": found})
    print(f"{'':15}", *FIGURES)
    for name, rows in readings.items():
        figures = {f.name.removeprefix("polnear."): f.value for f in score_said("polnear", rows)}
        print(f"{name:15}", *(f"{figures[k]:{len(k)}.1f}" for k in FIGURES))


if __name__ == "__main__":
    main()
