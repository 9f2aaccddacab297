"""Whether what a predicate tells is denied, and whether it happened, is planned, possible or asked for."""

from collections.abc import Sequence

from tellings.comparison.words import auxiliaries, base_of, bases, listed
from tellings.language.content import fold
from tellings.language.trees import Trees

DEEP = 4  # governors that are asked: "is expected to agree to allow"
CLASSES = ("planned", "may", "likely", "ordered")
GOVERNED = ("xcomp", "ccomp", "csubj:pass")  # "planned to close", "closing it was planned"
BE = frozenset({"is", "are", "was", "were", "'s", "'re", "am"})
DID, OPEN = "did", "open"  # open: an infinitive, of which nothing says whether it came to pass: "stepped in to end it"


class Standing:
    """Reads denial and modality from the tree."""

    def __init__(self, trees: Trees, text: str) -> None:
        self.trees, self.text = trees, text

    def denied(self, n: int, clause: Sequence[int]) -> bool:
        """Tell whether an odd number of words deny a predicate: those of its clause, and a verb such as "refused" above it."""
        words = [self._low(c) for c in clause if self._denies(c)]
        count = len(words) - ("neither" in words and "nor" in words)  # they deny together
        head = self.trees.heads[n]
        if self.trees.labels[n] == "ccomp" and head >= 0 and not self._asks(n):  # "denied that he left"; not "denied knowing why"
            count += bool(base_of(self._word(head)) & bases("negation", "denials"))
        if self.trees.labels[n] == "xcomp" and head >= 0:
            count += bool(base_of(self._word(head)) & bases("negation", "verbs"))
            count += sum(self._denies(c) for c in self.trees.children(head))
        if self.trees.labels[n] == "advcl":
            count += any(self._low(c) == "without" for c in self.trees.children(n) if self.trees.label(c) == "mark")
        if self.trees.label(n) == "conj" and head >= 0 and self._shares_aux(n):
            count += sum(self._denies(c) for c in self.trees.children(head) if self.trees.label(c) == "advmod")
        return count % 2 == 1

    def _denies(self, c: int) -> bool:
        """Tell whether a word denies: "not", "never", "no" before a noun, "nobody"; not "not only"."""
        if self._low(c) not in listed("negation", "words") or self.trees.label(c) in ("case", "mark"):
            return False
        if self._bounds(c) or self._contrasts(c):
            return False
        if self.trees.label(c) in ("cc", "discourse") and self._low(c) != "nor":
            return False
        return not (c + 1 < len(self.trees.words) and self._low(c) == "not" and self._low(c + 1) in ("only", "just", "merely"))

    def _bounds(self, c: int) -> bool:
        """Tell whether a word opens a bound: "no fewer than 300", "not more than 300"."""
        behind = [self._low(k) for k in range(c + 1, min(c + 3, len(self.trees.words)))]
        return len(behind) == 2 and behind[0] in ("fewer", "less", "more", "later", "earlier") and behind[1] == "than"

    def _contrasts(self, c: int) -> bool:
        """Tell whether "not" denies a part alone: "by a leak, not by the lightning", "not because of the rain"."""
        head = self.trees.heads[c]
        if self._low(c) != "not" or head < 0 or any(self.trees.label(k) == "cop" for k in self.trees.children(head)):
            return False
        named = self.trees.tags[head] in ("NOUN", "PROPN")
        opens = c + 1 < len(self.trees.words) and self.trees.heads[c + 1] == head and self.trees.label(c + 1) == "case"
        label = self.trees.label(head)
        return named and (label in ("conj", "appos", "nmod") or (label == "obl" and opens))

    def _asks(self, n: int) -> bool:
        return any(self._low(c) in ("if", "whether") for c in self.trees.children(n) if self.trees.label(c) == "mark")

    def _is_to(self, n: int) -> bool:
        """Tell whether a verb stands behind "is to" or "is due to"."""
        words = [(self.trees.label(c), self._low(c)) for c in self.trees.children(n)]
        be = any(label in ("aux", "cop") and word in BE for label, word in words)
        return be and ("mark", "to") in words

    def _turned_if(self, n: int) -> bool:
        """Tell whether a clause is one of "if" by its order: "Had it scored, it would have won"."""
        if self.trees.label(n) != "advcl":
            return False
        subject = min((c for c in self.trees.children(n) if self.trees.label(c) == "nsubj"), default=-1)
        first = next((c for c in self.trees.children(n) if self.trees.label(c) == "aux"), -1)
        return 0 <= first < subject and self._low(first) in ("had", "were", "should")

    def _shares_aux(self, n: int) -> bool:
        """Tell whether a conjoined verb stands under the auxiliary of the first: "did not eat or drink"."""
        own = {self.trees.label(c) for c in self.trees.children(n)}
        joint = {self._low(c) for c in self.trees.children(n) if self.trees.label(c) == "cc"}
        return not own & {"aux", "nsubj", "cop"} and bool(joint & {"or", "nor"})

    def modality(self, n: int) -> str:
        """Return did, planned, may, ordered, if, or open."""
        for c in self.trees.children(n):
            if self.trees.label(c) == "aux" and (found := auxiliaries().get(self._low(c))):
                return found
            if self.trees.label(c) == "advmod" and self._low(c) in listed("modality", "adverbs", "may"):
                return "may"
            if self.trees.label(c) == "mark" and self._low(c) in ("if", "unless", "whether"):
                return "if"
        if self._is_to(n):
            return "planned"
        return "if" if self._turned_if(n) else self._governed(n, DEEP)

    def _governed(self, n: int, deep: int) -> str:
        head, label = self.trees.heads[n], self.trees.labels[n]
        if told := self._before(n):
            return told
        if head < 0 or not deep:
            return DID
        marked = any(self._low(c) == "to" for c in self.trees.children(n) if self.trees.label(c) == "mark")
        if label in GOVERNED and (label != "ccomp" or not self._says(head)):
            for name in CLASSES:
                if base_of(self._word(head)) & bases("modality", "governors", name):
                    return name
            above = self.modality(head) if label == "xcomp" else DID
            return OPEN if marked and above == DID else above
        if label in ("acl", "advcl") and marked:
            return OPEN
        if self.trees.label(n) == "conj" and not {"nsubj", "aux"} & {self.trees.label(c) for c in self.trees.children(n)}:
            return self.modality(head) if self.trees.tags[head] in ("VERB", "ADJ", "NOUN") else DID
        return DID

    def _before(self, n: int) -> str:
        """Return what "due to", "likely to" and their like make of a verb right behind them, however the tree has them."""
        if n < 2 or self._low(n - 1) != "to":
            return ""
        return next((name for name in CLASSES if base_of(self._word(n - 2)) & bases("modality", "governors", name)), "")

    def _says(self, n: int) -> bool:
        """Tell whether a verb takes what it reports as done: "said that it left", not "believes that it left"."""
        return not base_of(self._word(n)) & bases("modality", "governors", "may")

    def _word(self, n: int) -> str:
        return self.text[slice(*self.trees.words[n])]

    def _low(self, n: int) -> str:
        return fold(self._word(n))
