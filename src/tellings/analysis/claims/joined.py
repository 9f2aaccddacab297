"""Where the tree joins a further statement: the "and", "but" or ";" before a second finite verb of a sentence."""

from collections.abc import Iterator

from tellings.model import Syntax

CLAUSAL = frozenset(("root", "conj", "parataxis", "ccomp", "advcl"))
SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
VERBAL = frozenset(("VERB", "AUX"))


def joined_at(syntax: Syntax) -> frozenset[int]:
    """Return the characters at which a joining word stands whose clause has a verb of its own.

    "The choir sang and *the band* played", "the ferry sank and left nobody dry": cut. "She came to sing and dance": not, the verb
    before it is not finite either. Two nouns or adjectives are never cut.
    """
    return frozenset(syntax.words[n][0] for n in _joining(syntax))


def _joining(syntax: Syntax) -> Iterator[int]:
    labels, heads, tags = syntax.labels, syntax.heads, syntax.tags
    finite = _finite(syntax)
    for n, label in enumerate(labels):
        verb = heads[n]
        if label == "cc" and verb > n and labels[verb] == "conj" and heads[verb] < n:
            first = heads[verb]
            if labels[first].partition(":")[0] in CLAUSAL and first in finite and (tags[verb] in VERBAL or verb in finite):
                yield n


def _finite(syntax: Syntax) -> frozenset[int]:
    """Return the words that have a subject or an auxiliary verb: heads of clauses."""
    return frozenset(
        syntax.heads[n]
        for n, label in enumerate(syntax.labels)
        if syntax.heads[n] >= 0 and label.partition(":")[0] in (*SUBJECTS, "aux", "cop")
    )
