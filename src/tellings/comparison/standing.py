"""Whether what a predicate tells is denied, and whether it happened, is planned, possible or asked for."""

from tellings.comparison.words import base_of, bases, listed
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.language.trees import Trees

DEEP = 4  # governors that are asked: "is expected to agree to allow"
CLASSES = ("planned", "may", "ordered")
DID = "did"


class Standing:
    """Reads denial and modality from the tree."""

    def __init__(self, trees: Trees, text: str) -> None:
        self.trees, self.text = trees, text

    def denied(self, n: int) -> bool:
        """Tell whether an odd number of words deny a predicate: its own negation, that of a part, a verb such as "refused"."""
        count = sum(self._denies(c) for c in self.trees.children(n))
        head = self.trees.heads[n]
        if self.trees.labels[n] in ("xcomp", "ccomp", "advcl") and head >= 0:
            if self.trees.labels[n] == "xcomp" and base_of(self._word(head)) & bases("negation", "verbs"):
                count += 1 + sum(self._denies(c) for c in self.trees.children(head))
            elif self.trees.labels[n] == "xcomp" and self.trees.tags[head] in ("VERB", "ADJ"):
                count += sum(self._denies(c) for c in self.trees.children(head))
            count += any(self._low(c) == "without" for c in self.trees.children(n) if self.trees.label(c) == "mark")
        if self.trees.label(n) == "conj" and head >= 0 and self._shares_aux(n):
            count += sum(self._denies(c) for c in self.trees.children(head) if self.trees.label(c) == "advmod")
        return count % 2 == 1

    def _denies(self, c: int) -> bool:
        """Tell whether a child denies: "not", "never", or a part that is empty: "no boats", "nobody"."""
        if self._low(c) in listed("negation", "words") and self.trees.label(c) not in ("case", "mark", "cc"):
            return True
        if self.trees.label(c) in ("nsubj", "obj", "obl", "iobj"):
            return any(
                self._low(g) in ("no", "neither") for g in self.trees.children(c) if self.trees.label(g) in ("det", "advmod", "cc")
            )
        return self.trees.label(c) == "cc" and self._low(c) == "nor"

    def _shares_aux(self, n: int) -> bool:
        """Tell whether a conjoined verb stands under the auxiliary of the first: "did not eat or drink"."""
        own = {self.trees.label(c) for c in self.trees.children(n)}
        joint = {self._low(c) for c in self.trees.children(n) if self.trees.label(c) == "cc"}
        return not own & {"aux", "nsubj", "cop"} and bool(joint & {"or", "nor"})

    def modality(self, n: int) -> str:
        """Return did, planned, may, ordered or if."""
        for c in self.trees.children(n):
            if self.trees.label(c) == "aux" and (found := self._auxiliaries().get(self._low(c))):
                return found
            if self.trees.label(c) == "advmod" and self._low(c) in listed("modality", "adverbs", "may"):
                return "may"
            if self.trees.label(c) == "mark" and self._low(c) in ("if", "unless", "whether"):
                return "if"
        return self._governed(n, DEEP)

    def _governed(self, n: int, deep: int) -> str:
        head, label = self.trees.heads[n], self.trees.labels[n]
        if head < 0 or not deep:
            return DID
        marked = any(self._low(c) == "to" for c in self.trees.children(n) if self.trees.label(c) == "mark")
        if label in ("xcomp", "ccomp") and (label == "xcomp" or not self._says(head)):
            for name in CLASSES:
                if base_of(self._word(head)) & bases("modality", "governors", name):
                    return name
            return self.modality(head) if label == "xcomp" else DID
        if label in ("acl", "advcl") and marked:
            return "planned"
        if self.trees.label(n) == "conj" and not {"nsubj", "aux"} & {self.trees.label(c) for c in self.trees.children(n)}:
            return self.modality(head) if self.trees.tags[head] in ("VERB", "ADJ", "NOUN") else DID
        return DID

    def _says(self, n: int) -> bool:
        """Tell whether a verb takes what it reports as done: "said that it left", not "believes that it left"."""
        return not base_of(self._word(n)) & bases("modality", "governors", "may")

    def _word(self, n: int) -> str:
        return self.text[slice(*self.trees.words[n])]

    def _low(self, n: int) -> str:
        return fold(self._word(n))

    def _auxiliaries(self) -> dict[str, str]:
        table: dict[str, str] = load_table("comparison", "lexicon.toml")["modality"]["auxiliaries"]
        return table
