"""Find near copies with another library: ``.venv-peers/bin/python bench/reuse_peer.py NAME < texts.jsonl``.

It runs in an environment of its own and knows nothing of ours. Both libraries as their own pages use them: sets of word 3-grams,
128 permutations, 64 bands of two rows, every text looked up before it is put in. Standard output: the pairs, the CPU seconds spent,
loading left out, and the library's version.
"""

import json
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version

GRAM, PERMUTATIONS, BANDS, ROWS = 3, 128, 64, 2
Pair = tuple[int, int]


def grams(text: str) -> list[str]:
    """Return the different word 3-grams of a text, punctuation left out as far as splitting at blanks does."""
    words = [word.strip('.,;:!?"') for word in text.lower().split()]
    return list({" ".join(words[n : n + GRAM]) for n in range(len(words) - GRAM + 1)})


def datasketch(texts: list[str]) -> Iterator[Pair]:
    """MinHash and its LSH."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    for n, text in enumerate(texts):
        made = MinHash(num_perm=PERMUTATIONS)
        made.update_batch([gram.encode() for gram in grams(text)])
        yield from ((int(other), n) for other in index.query(made))
        index.insert(n, made)


def rensa(texts: list[str]) -> Iterator[Pair]:
    """R-MinHash and its LSH."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(0.1, PERMUTATIONS, BANDS)
    for n, text in enumerate(texts):
        made = RMinHash(PERMUTATIONS, 42)
        made.update(grams(text))
        yield from ((int(other), n) for other in index.query(made))
        index.insert(n, made)


def main() -> None:
    """Read texts, print pairs and what they cost."""
    name = sys.argv[1]
    find = {"datasketch": datasketch, "rensa": rensa}[name]
    texts = [json.loads(line) for line in sys.stdin]
    list(find(texts[:2]))  # what loads late loads now
    start = time.process_time()
    pairs = list(find(texts))
    print(json.dumps({"pairs": pairs, "seconds": time.process_time() - start, "version": version(name)}))


if __name__ == "__main__":
    main()
