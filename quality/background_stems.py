"""Write the table of background stems anew: ``python -m quality.background_stems``, after the counts or the stemmer changed.

How rare a stem is in general English is the same for every pile; made once it saves 45 ms of CPU at every cold start.
"""

import gzip
from pathlib import Path

import tellings
from tellings.collation.utterances.rarity import count_stems

TABLE = Path(tellings.__file__).parent / "collation" / "utterances" / "background_stems.tsv.gz"


def main() -> None:
    """Count the background's stems and write them in code point order, a stem, a tab and its count on each line."""
    rows = "\n".join(f"{stem}\t{n}" for stem, n in sorted(count_stems().items()))
    TABLE.write_bytes(gzip.compress(rows.encode("utf-8"), mtime=0))


if __name__ == "__main__":
    main()
