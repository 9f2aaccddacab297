"""Write the table of background terms anew: ``python -m quality.background_terms``, after the counts or the stemmer changed.

A stem stands in at least as many texts as the commonest of its words; that is the count it gets. (Their sum, which counts a text
twice that has two of them, groups the dev sets a little worse: 86.8 / 74.7 against 86.9 / 74.8.)
"""

import gzip
from pathlib import Path

import tellings
from tellings.language.content import stem
from tellings.stories.weights import background

TABLE = Path(tellings.__file__).parent / "stories" / "background_terms.tsv.gz"


def count_terms() -> dict[str, int]:
    """Return in how many background texts each stem stands at least."""
    held: dict[str, int] = {}
    for word, n in background()[1].items():
        held[stem(word)] = max(n, held.get(stem(word), 0))
    return held


def main() -> None:
    """Write the number of texts, then a stem, a tab and its count on each line, in code point order."""
    rows = [str(background()[0]), *(f"{term}\t{n}" for term, n in sorted(count_terms().items()))]
    TABLE.write_bytes(gzip.compress("\n".join(rows).encode("utf-8"), mtime=0))


if __name__ == "__main__":
    main()
