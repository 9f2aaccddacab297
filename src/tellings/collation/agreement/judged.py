"""Whether a word that evaluates belongs to a noun, by the tree: "the call was tense", "described the call as tense"."""

from collections.abc import Set

from tellings.language.trees import Trees

DEEP = 5  # steps from the evaluating word up to what has its noun for a subject
FREE = frozenset(
    {"amod", "advmod", "xcomp", "conj", "acl"}
)  # relations that carry an evaluation up: "ended badly", "tense and short"
LINKED = frozenset(
    {"obj", "obl", "xcomp"}
)  # and those that do so under a verb that links: "reached a new low", "described as tense"
HELD = frozenset({"nsubj", "obj"})


def judges(trees: Trees, text: str, word: int, noun: int, links: Set[str]) -> bool:
    """Tell whether a word evaluates a noun; ``links`` are the verbs that tie the two together ("is", "called", "ended").

    Not "a tour of failures" (the tour is none), nor "the debate audience was polite".
    """
    at = word
    for _ in range(DEEP):
        if at == noun or any(c == noun and trees.label(c) in HELD for c in trees.children(at)):
            return True
        up, label = trees.heads[at], trees.label(at)
        if up < 0 or not (label in FREE or (label in LINKED and text[slice(*trees.words[up])].lower() in links)):
            return False
        at = up
    return False


def is_meant(trees: Trees, word: int) -> bool:
    """Tell whether a word describes what is to be, or a doing: "to build healthy ties", "maintaining ties is useful"."""
    if any(trees.label(c) == "csubj" for c in trees.children(word)):
        return True
    while trees.label(word) == "conj" and trees.tags[trees.heads[word]] == "ADJ":
        word = trees.heads[word]  # "healthy and steady ties"
    noun = trees.heads[word] if trees.label(word) == "amod" else -1
    verb = trees.heads[noun] if noun >= 0 and trees.label(noun) == "obj" else -1
    if verb < 0:
        return False
    infinitive = any(trees.label(c) == "mark" and trees.words[c][1] - trees.words[c][0] == len("to") for c in trees.children(verb))
    return trees.label(verb) == "csubj" or (infinitive and trees.label(verb) in ("xcomp", "advcl", "acl"))
