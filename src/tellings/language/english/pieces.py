"""Cut words into the pieces the encoder knows: uncased WordPiece (Wu et al. 2016; BERT's basic tokeniser, Devlin et al. 2019)."""

import unicodedata
from collections.abc import Sequence

MOST = 12  # pieces of one word that are kept; a longer word is an address or a line of signs
LONGEST = 100  # characters of a part; a longer one is unknown, as in the reference


class Pieces:
    """The table of pieces, each word cut once.

    >>> table = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "ka", "##rl", "'", "s"])
    >>> table.cut("Kárl"), table.cut("'s"), table.cut("Zoë")
    ((4, 5), (6, 7), (1,))
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.ids = {piece: n for n, piece in enumerate(vocabulary)}
        self.unknown, self.opening, self.parting = (self.ids[p] for p in ("[UNK]", "[CLS]", "[SEP]"))
        self.longest = max(map(len, self.ids))
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, word: str) -> tuple[int, ...]:
        """Return the ids of a word's pieces, one at least."""
        found = self._known.get(word)
        if found is None:
            ids = [n for part in _parts(word) for n in self._longest_first(part)]
            found = tuple(ids[:MOST]) or (self.unknown,)
            if len(self._known) < 200_000:  # entries; some 20 MB. Beyond it words are cut anew, and nothing changes but time
                self._known[word] = found
        return found

    def cut_text(self, text: str) -> list[int]:
        """Return the ids of a text's pieces, each word's in full."""
        return [n for part in _parts(text) for n in self._longest_first(part)]

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self.unknown]
        found, at, lead, ids = [], 0, "", self.ids
        while at < len(part):
            end = min(len(part), at + self.longest)
            while end > at and lead + part[at:end] not in ids:
                end -= 1
            if end == at:
                return [self.unknown]
            found.append(ids[lead + part[at:end]])
            at, lead = end, "##"
        return found


def _parts(word: str) -> list[str]:
    """Return the word without case, accents and control characters, cut at punctuation and ideographs."""
    if word.isascii() and word.isalnum():  # the most of them: nothing to take off, nowhere to cut
        return [word.lower()]
    plain = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) not in ("Mn", "Cc", "Cf") and c != "\ufffd"
    )
    spaced = "".join(f" {c} " if _alone(c) else c for c in plain)
    return spaced.split()


def _alone(c: str) -> bool:
    n = ord(c)
    sign = 33 <= n <= 47 or 58 <= n <= 64 or 91 <= n <= 96 or 123 <= n <= 126
    return (
        sign or unicodedata.category(c).startswith("P") or 0x3400 <= n <= 0x9FFF or 0xF900 <= n <= 0xFAFF or 0x20000 <= n <= 0x2FA1F
    )
