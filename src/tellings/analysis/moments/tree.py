"""Whether the verb that governs a time expression looks ahead or back, by the tree of the sentence."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from tellings.analysis.moments.tense import Direction, tells_past, tense_table
from tellings.model import Syntax

CLIMB = 12  # words up the tree that are asked; by judgement: the verb stands within five or six
CHILDREN = 16  # words that hang on a verb and are asked
FUTURE = frozenset(("will", "wo", "shall", "'ll", "’ll", "ll"))
BE = frozenset(("be", "been", "being"))


class Tree:
    """Questions about a ``Syntax`` by characters."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        self.syntax, self.text = syntax, text
        self.starts = [start for start, _ in syntax.words]
        self._opens = [first for first, _ in syntax.sentences]
        self._read: dict[int, dict[int, list[int]]] = {}

    def below(self, word: int) -> Sequence[int]:
        """Return the words that hang on a word; a sentence is read once, when it is first asked about."""
        at = bisect_right(self._opens, word) - 1
        if at not in self._read:
            children: dict[int, list[int]] = defaultdict(list)
            for n in range(*self.syntax.sentences[at]):
                if len(children[self.syntax.heads[n]]) < CHILDREN:
                    children[self.syntax.heads[n]].append(n)
            self._read[at] = children
        return self._read[at].get(word, ())

    def direction(self, start: int, end: int) -> Direction | None:
        """Return where the verb that governs ``text[start:end]`` points; None when there is none or it does not tell."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        if first >= last:
            return None
        heads = self.syntax.heads
        word = next((n for n in range(first, last) if not first <= heads[n] < last), first)
        for _ in range(CLIMB):
            word = heads[word]
            if word < 0:
                return None
            if self._is_clause(word):
                return self._way(word, CLIMB, first)
        return None

    def _is_clause(self, word: int) -> bool:
        label = self._label(word)
        if self.syntax.tags[word] in ("VERB", "AUX"):
            return label not in ("amod", "compound", "case")
        return any(self._label(n) == "cop" for n in self.below(word))

    def _way(self, word: int, left: int, at: int) -> Direction | None:
        table, low = tense_table(), self._word(word)
        aux = {self._word(n) for n in self.below(word) if self._label(n) in ("aux", "cop")}
        infinitive = any(self._label(n) == "mark" and self._word(n) == "to" for n in self.below(word))
        if aux & FUTURE or "would" in aux:
            return "future"
        if infinitive and "have" not in aux:
            return self._governor(word, left, at)
        if low in table["ahead_alone"] and "had" not in aux and word < at:
            return "future"  # "planned a rally on Saturday"; but "on Friday the state planned to pay"
        if aux & {"was", "were", "had", "did", "has", "have", "'ve", "’ve"}:
            return "past"
        if aux & {"is", "are", "'s", "’s", "'re", "am", "can", "may", "might", "could", "should", "must"}:
            return "present"
        if tells_past(low):
            return "past"
        if low in table["arranged"]:
            return "future"
        if self._label(word) in ("conj", "advcl", "xcomp", "acl", "ccomp") and left > 0 and self.syntax.heads[word] >= 0:
            up = self.syntax.heads[word]
            return self._way(up, left - 1, at) if self._is_clause(up) else None
        return None

    def _governor(self, word: int, left: int, at: int) -> Direction | None:
        """Return the way of an infinitive: "is expected to meet" looks ahead, "agreed to meet" lies behind with its verb."""
        up = self.syntax.heads[word]
        if up < 0 or left <= 0:
            return None
        if self._word(up) in tense_table()["ahead_to"]:
            beside = {self._word(n) for at in (word, up) for n in self.below(at)}
            return "past" if beside & {"had", "previously", "originally"} else "future"
        return self._way(up, left - 1, at) if self._is_clause(up) else None

    def _label(self, n: int) -> str:
        return self.syntax.labels[n].partition(":")[0]

    def _word(self, n: int) -> str:
        start, end = self.syntax.words[n]
        return self.text[start:end].lower()
