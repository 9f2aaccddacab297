"""Whether the verb that governs a time expression looks ahead or back, by the tree of the sentence."""

from collections.abc import Sequence

from tellings.analysis.moments.plain import is_loose
from tellings.analysis.moments.tense import Direction, tells_past, tense_table
from tellings.language.trees import Trees
from tellings.model import Syntax

CLIMB = 12  # words up the tree that are asked; by judgement: the verb stands within five or six
CHILDREN = 16  # words that hang on a verb and are asked
FUTURE = frozenset(("will", "wo", "shall", "'ll", "’ll", "ll"))
ADVERBIAL = frozenset(("obl", "advmod"))
TENSELESS = frozenset(("xcomp", "acl", "amod", "advcl"))  # participles where no subject is theirs: "a mill built on June 3"
PAST_AUX = frozenset(("was", "were", "did", "had"))
OTHER_AUX = frozenset(
    ("would", "is", "are", "'s", "’s", "'re", "’re", "am", "can", "may", "might", "could", "should", "must", "has", "have")
)
GONE = frozenset(("had", "previously", "originally"))


class Tree(Trees):
    """Trees with the text they were read from."""

    def __init__(self, syntax: Syntax, text: str) -> None:
        super().__init__(syntax)
        self.text = text

    def below(self, word: int) -> Sequence[int]:
        """Return the first words that hang on a word, in order."""
        return self.children(word)[:CHILDREN]

    def direction(self, start: int, end: int) -> Direction | None:
        """Return where the verb that governs ``text[start:end]`` points; None when there is none or it does not tell."""
        first, last = self.words_of(start, end)
        if first >= last:
            return None
        word = self.head_of(first, last)
        for _ in range(CLIMB):
            word = self.heads[word]
            if word < 0:
                return None
            if self._is_clause(word):
                return self._way(word, CLIMB, first)
        return None

    def plainly(self, start: int, end: int) -> Direction | None:
        """Return where ``text[start:end]`` lies if it hangs on a finite verb whose form leaves no doubt: "sank", "was jailed"."""
        first, last = self.words_of(start, end)
        if first >= last:
            return None
        word = self.head_of(first, last)
        verb = self.heads[word]
        if verb < 0 or self.label(word) not in ADVERBIAL or not self._is_clause(verb):
            return None
        low, below = self._word(verb), self.below(verb)
        aux = {self._word(n) for n in below if self.label(n) in ("aux", "cop")}
        if any(self._word(n) == "to" for n in (max(0, verb - 1), *below)) or aux & OTHER_AUX:
            return None  # "due to begin"
        if aux & FUTURE:
            return "future"
        table = tense_table()
        if low.endswith("ing") or low in table["ahead_alone"] or low in table["ahead_to"]:
            return None  # "was leaving on May 20"
        if verb < word and is_loose(self.text, self.words[verb][0], start, end, low):
            return None
        own = self.label(verb) not in TENSELESS or any(self.label(n) == "nsubj" for n in below)
        finite = bool(aux & PAST_AUX) or (own and tells_past(low))
        return "past" if finite else None

    def _is_clause(self, word: int) -> bool:
        label = self.label(word)
        if self.tags[word] in ("VERB", "AUX"):
            return label not in ("amod", "compound", "case")
        return any(self.label(n) == "cop" for n in self.below(word))

    def _way(self, word: int, left: int, at: int) -> Direction | None:
        table, low = tense_table(), self._word(word)
        aux = {self._word(n) for n in self.below(word) if self.label(n) in ("aux", "cop")}
        infinitive = any(self.label(n) == "mark" and self._word(n) == "to" for n in self.below(word))
        if aux & FUTURE or "would" in aux:
            return "future"
        if infinitive and "have" not in aux:
            return self._governor(word, left, at)
        if low in table["ahead_alone"] and "had" not in aux and word < at and not self._gone(word):
            return "future"  # "planned a rally on Saturday"; but "on Friday the state planned to pay"
        if aux & {"was", "were", "had", "did", "has", "have", "'ve", "’ve"}:
            return "past"
        if aux & {"is", "are", "'s", "’s", "'re", "am", "can", "may", "might", "could", "should", "must"}:
            return "present"
        if tells_past(low) and self.label(word) != "xcomp":  # "will get beat": no finite verb
            return "past"
        if low in table["arranged"] or (f"{low}s" in table["arranged"] and self.tags[word] == "VERB"):
            return "future"  # "the talks resume on Monday"
        if self.label(word) in ("conj", "advcl", "xcomp", "acl", "ccomp") and left > 0 and self.heads[word] >= 0:
            up = self.heads[word]
            return self._way(up, left - 1, at) if self._is_clause(up) else None
        return None

    def _governor(self, word: int, left: int, at: int) -> Direction | None:
        """Return the way of an infinitive: "is expected to meet" looks ahead, "agreed to meet" lies behind with its verb."""
        up = self.heads[word]
        if up < 0 or left <= 0:
            return None
        if self._word(up) in tense_table()["ahead_to"]:
            return "past" if self._gone(word) or self._gone(up) else "future"
        return self._way(up, left - 1, at) if self._is_clause(up) else None

    def _gone(self, word: int) -> bool:
        """Tell whether what was ahead lies behind by now: "had been due", "previously planned"."""
        return bool(GONE & {self._word(n) for n in self.below(word)})

    def _word(self, n: int) -> str:
        start, end = self.words[n]
        return self.text[start:end].lower()
