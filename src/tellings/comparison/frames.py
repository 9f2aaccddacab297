"""Frames: each predicate of a sentence with its parts, in logical roles, denied or not, done or only planned.

The tree is one of Universal Dependencies 2; roles are told from its relations (a passive's subject is its patient, "by" its
agent), in the manner of predicate-argument structures read from dependencies (White et al., "Universal Decompositional Semantics
on Universal Dependencies", EMNLP 2016). Without a tree there are no frames.
"""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from tellings.comparison.phrases import Phrase, Phrases
from tellings.comparison.standing import Standing
from tellings.comparison.words import keys_of, phrasal
from tellings.language.content import fold
from tellings.language.trees import Trees
from tellings.model import Analysis, Span

DEEP = 6  # steps to a subject that is not named beside its verb: "Ada Brook came, sat, spoke and left"
OBJECT_CONTROL = frozenset(
    "ask tell order urge force allow let help persuade permit invite enable encourage require expect want get".split()
)
SUBJECTS = ("nsubj", "csubj")
AGENT, PATIENT, RECIPIENT = "agent", "patient", "recipient"
BESIDE = frozenset({"amod", "compound", "flat", "fixed", "case", "mark", "discourse"})  # a verb in such a place tells nothing
LOOSE = frozenset({"more", "than", "over", "at", "least", "about", "around", "nearly", "almost", "on", "also", "(", ")", "[", "]"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where", "when", "why"})


class Frame(Struct, frozen=True, kw_only=True):
    """A predicate: the number of its ``word``, its ``keys`` for comparison, as ``printed``; its parts by role.

    Roles are agent, patient, recipient, or a preposition. ``words`` are those of its clause, folded, ``content`` their keys.
    ``modality``: did, planned, may, ordered, if, open. ``span`` is the stretch of its clause, ``at`` that of the predicate.
    ``guessed``: its subject is guessed from another clause, or whether it suffers it: "was hurt and (was?) moved".
    """

    word: int
    keys: frozenset[str]
    printed: str
    parts: tuple[tuple[str, Phrase], ...]
    negated: bool
    modality: str
    content: frozenset[str]
    words: tuple[str, ...]
    at: Span
    span: Span
    guessed: bool = False

    def of(self, role: str) -> list[Phrase]:
        """Return the parts of one role."""
        return [p for r, p in self.parts if r == role]


class Sentences:
    """The frames of an article, sentence by sentence, each read when it is first asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.article.text
        self._frames: dict[int, tuple[Frame, ...]] = {}

    @cached_property
    def trees(self) -> Trees | None:
        """The trees, None without syntax."""
        return Trees(self.analysis.syntax) if self.analysis.syntax else None

    @cached_property
    def phrases(self) -> Phrases:
        """What turns words into phrases."""
        assert self.trees
        return Phrases(self.analysis, self.trees)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words that are read."""
        words = self.analysis.syntax.words if self.analysis.syntax else ()
        return frozenset(k for s, e in words for k in keys_of(self.text[s:e]))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The words that are read, by their keys."""
        found: dict[str, list[int]] = {}
        for n, (start, end) in enumerate(self.analysis.syntax.words if self.analysis.syntax else ()):
            for key in keys_of(self.text[start:end]):
                found.setdefault(key, []).append(n)
        return found

    @cached_property
    def steps(self) -> list[int]:
        """How many words stand before each, those not counted that a desk puts in or takes out: days, "more than", brackets."""
        days = [(m.start, m.end) for m in self.analysis.moments]
        found, count = [], 0
        for start, end in self.analysis.syntax.words if self.analysis.syntax else ():
            found.append(count)
            loose = fold(self.text[start:end]) in LOOSE or any(s <= start < e for s, e in days)
            count += not loose
        return found

    def keys_under(self, word: int) -> frozenset[str]:
        """Return the keys of a word and of all that hangs on it."""
        under = self.trees.under(word) if self.trees else []
        return frozenset(k for n in under if self.trees for k in keys_of(self.text[slice(*self.trees.words[n])]))

    def frames(self, start: int, end: int) -> tuple[Frame, ...]:
        """Return the frames whose predicate stands in ``text[start:end]``."""
        if not self.trees:
            return ()
        first, last = self.trees.words_of(start, end)
        if first >= last:
            return ()
        sentences = range(self.trees.sentence_of(first), self.trees.sentence_of(last - 1) + 1)
        return tuple(f for n in sentences for f in self.of_sentence(n) if first <= f.word < last)

    def of_sentence(self, number: int) -> tuple[Frame, ...]:
        """Return the frames of one sentence."""
        if number not in self._frames and self.trees:
            words = range(*self.trees.syntax.sentences[number])
            read = _Reader(self.trees, self.phrases, self.text)
            self._frames[number] = tuple(read.frame(n) for n in words if read.tells(n))
        return self._frames[number]


def find_frames(analysis: Analysis, start: int = 0, end: int | None = None) -> tuple[Frame, ...]:
    """Return the frames whose predicate stands in ``text[start:end]``, in order."""
    return Sentences(analysis).frames(start, len(analysis.article.text) if end is None else end)


class _Reader:
    def __init__(self, trees: Trees, phrases: Phrases, text: str) -> None:
        self.trees, self.phrases, self.text = trees, phrases, text
        self.standing = Standing(trees, text)

    def tells(self, n: int) -> bool:
        """Tell whether a word is a predicate: a verb that is no mere attribute, or what a copula makes one."""
        label, tag = self.trees.label(n), self.trees.tags[n]
        if label in ("aux", "cop") or label in BESIDE:
            return False
        if tag == "VERB" or any(self.trees.labels[c] == "cop" for c in self.trees.children(n)) or self._owned(n):
            return True
        head = self.trees.heads[n]  # "it is higher here and lower there"
        return tag == "ADJ" and label == "conj" and any(self.trees.labels[c] == "cop" for c in self.trees.children(head))

    def _owned(self, n: int) -> bool:
        """Tell whether a noun has an owner and something besides: "the council's attack on the plan"."""
        if self.trees.tags[n] != "NOUN":
            return False
        labels = {self.trees.labels[c] for c in self.trees.children(n)}
        return ("nmod:poss" in labels and "nmod" in labels) or self._deed(n) is not None

    def _deed(self, n: int) -> tuple[int, int] | None:
        """Return whom a deed befalls and who does it, where a noun names it: "the arrest of the mayor by police"."""
        below = [c for c in self.trees.children(n) if self.trees.label(c) == "nmod"]
        whom = next((c for c in below if self._preposition(c) == "of"), -1)
        below += [c for c in self.trees.children(whom) if self.trees.label(c) == "nmod"] if whom >= 0 else []
        who = next((c for c in below if self._preposition(c) == "by"), -1)
        return (whom, who) if min(whom, who) >= 0 else None

    def frame(self, n: int) -> Frame:
        start, end = self.trees.words[n]
        clause = self._clause(n)
        return Frame(
            word=n,
            keys=self._keys(n),
            printed=self.text[start:end],
            parts=tuple(self._parts(n)),
            negated=self.standing.denied(n, clause),
            modality=self.standing.modality(n),
            content=frozenset(k for c in clause for k in keys_of(self.text[slice(*self.trees.words[c])])),
            words=tuple(fold(self.text[slice(*self.trees.words[c])]) for c in sorted(clause)),
            at=(start, end),
            span=(min(self.trees.words[c][0] for c in clause), max(self.trees.words[c][1] for c in clause)),
            guessed=self._joined_passive(n) or self._lent(n),
        )

    def _keys(self, n: int) -> frozenset[str]:
        """Return the keys of a predicate, its particle joined: "carry out"."""
        word = self.text[slice(*self.trees.words[n])]
        own = keys_of(word)
        more = [
            self.text[slice(*self.trees.words[c])].lower() for c in self.trees.children(n) if self.trees.labels[c] == "compound:prt"
        ]
        if not more:
            return own
        return frozenset(f"{k} {more[0]}" for k in own) | phrasal(word, more[0])

    def _clause(self, n: int) -> list[int]:
        """Return the words of a predicate's clause, those of clauses that hang on it left out."""
        found, at = [n], 0
        while at < len(found):
            for c in self.trees.children(found[at]):
                own = self.tells(c) and self.trees.label(c) in (
                    "conj",
                    "advcl",
                    "ccomp",
                    "xcomp",
                    "parataxis",
                    "acl",
                    "csubj",
                    "appos",
                )
                if not own and self.trees.tags[c] != "PUNCT":
                    found.append(c)
            at += 1
        return found

    def passive(self, n: int) -> bool:
        """Tell whether a verb is passive, as a participle behind its noun is: "the bridge built in May"."""
        if any(self.trees.labels[c] in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") for c in self.trees.children(n)):
            return True
        word = self.text[slice(*self.trees.words[n])].lower()
        bare = self.trees.labels[n] in ("acl", "advcl") and not any(
            self.trees.label(c) in ("aux", "mark", "obj", *SUBJECTS) for c in self.trees.children(n)
        )
        if bare and self.trees.tags[n] == "VERB":
            return not word.endswith("ing")
        return self._joined_passive(n)

    def _lent(self, n: int) -> bool:
        """Tell whether the subject is lent by a clause that may be about another: "it closed, leaving ...", "it closed; ..."."""
        while not self._subject(n) and self.trees.label(n) == "conj":
            n = self.trees.heads[n]
        return self.trees.label(n) in ("advcl", "parataxis") and not self._subject(n)

    def _joined_passive(self, n: int) -> bool:
        """Tell whether a verb may share the auxiliary of a passive before it: "was arrested and charged"."""
        word = self.text[slice(*self.trees.words[n])].lower()
        conjoined = self.trees.label(n) == "conj" and not self._subject(n) and not word.endswith("ing")
        head = self.trees.heads[n]
        has_own = any(self.trees.label(c) in ("aux", "obj") for c in self.trees.children(n))
        return conjoined and not has_own and self.trees.tags[head] == "VERB" and self.passive(head)

    def _parts(self, n: int) -> Iterator[tuple[str, Phrase]]:
        if self.trees.tags[n] == "NOUN" and (deed := self._deed(n)):
            yield PATIENT, self.phrases.phrase(deed[0], without=deed[1])
            yield AGENT, self.phrases.phrase(deed[1])
            return
        passive = self.passive(n)
        subject, turned = self._doer(n, DEEP)
        if subject >= 0:
            yield (PATIENT if passive != turned else AGENT), self.phrases.phrase(subject, clause=n)
        for c in self.trees.children(n):
            label = self.trees.labels[c]
            if label == "obl:agent":
                yield AGENT, self.phrases.phrase(c)
            elif label == "obj":
                yield PATIENT, self._resolved(c)
            elif label == "nmod:poss" and self.trees.tags[n] == "NOUN":
                yield AGENT, self.phrases.phrase(c)
            elif label == "iobj":
                yield RECIPIENT, self.phrases.phrase(c)
            elif self.trees.label(c) in ("obl", "nmod") and label != "obl:unmarked":
                role, part = self._preposition(c), self.phrases.phrase(c)
                yield (PATIENT if role == "-" and not part.moments else role), part  # what the reader took an object for
            elif self.trees.label(c) == "xcomp" and self.trees.tags[c] in ("NOUN", "PROPN", "ADJ") and not self.tells(c):
                yield "as", self.phrases.phrase(c)
        if self.trees.labels[n] == "acl:relcl" and self._gap(n):
            yield (PATIENT if not passive else AGENT), self.phrases.phrase(self.trees.heads[n], without=n)

    def _resolved(self, word: int) -> Phrase:
        """Return a phrase, a relative pronoun's antecedent in its place."""
        return self.phrases.phrase(self._antecedent(word))

    def _antecedent(self, word: int) -> int:
        if self.trees.tags[word] == "PRON" and self.text[slice(*self.trees.words[word])].lower() in RELATIVE:
            up = self.trees.heads[word]
            if self.trees.labels[up] == "acl:relcl" and self.trees.heads[up] >= 0:
                return self.trees.heads[up]
        return word

    def _gap(self, n: int) -> bool:
        """Tell whether a relative clause has a subject of its own and no object: "the bridge (that) the council closed"."""
        labels = {self.trees.label(c) for c in self.trees.children(n)}
        words = {self.text[slice(*self.trees.words[c])].lower() for c in self.trees.children(n)}
        return "nsubj" in labels and not labels & {"obj", "ccomp", "xcomp", "obl"} and not words & RELATIVE

    def _preposition(self, c: int) -> str:
        cases = [g for g in self.trees.children(c) if self.trees.label(g) == "case"]
        return " ".join(self.text[slice(*self.trees.words[g])].lower() for g in cases) or "-"

    def _subject(self, n: int) -> list[int]:
        return [c for c in self.trees.children(n) if self.trees.label(c) in SUBJECTS]

    def _doer(self, n: int, deep: int) -> tuple[int, bool]:
        """Return the word of a predicate's subject, its own or one shared with the verb it hangs on, and whether it is turned.

        Turned: the subject found is the patient of its verb though that verb is active, or the other way round.
        """
        if own := self._subject(n):
            return self._antecedent(own[0]), False
        head, label = self.trees.heads[n], self.trees.labels[n]
        if head < 0 or not deep:
            return -1, False
        if label == "acl":
            return head, False
        if label == "acl:relcl":
            return (head, False) if not self._gap(n) else (-1, False)
        if self.trees.label(n) == "xcomp":
            objects = [c for c in self.trees.children(head) if self.trees.label(c) in ("obj", "iobj")]
            governs = keys_of(self.text[slice(*self.trees.words[head])]) & OBJECT_KEYS
            if objects and governs:
                return objects[0], False
            return self._doer(head, deep - 1)[0], False
        if self.trees.label(n) in ("conj", "advcl", "parataxis") and self.tells(head):
            return self._doer(head, deep - 1)[0], False
        return -1, False


OBJECT_KEYS = frozenset(k for w in OBJECT_CONTROL for k in keys_of(w))
