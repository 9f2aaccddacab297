"""Acts that only the tree of a sentence shows: a reporting verb with a clause under it that the rules did not reach."""

from tellings.analysis.quotations.act import Act, claimed
from tellings.analysis.quotations.cues import is_passive
from tellings.analysis.quotations.endings import mend_end
from tellings.analysis.quotations.governors import CLIMBS, Reader, mend_subject, subject_of_verb
from tellings.analysis.quotations.lexicon import Cue, attitude_forms, attitudes, forms, grammar, verbs
from tellings.analysis.quotations.units import Unit
from tellings.language.trees import Trees

DENIED = grammar("denied")
CLAUSAL = verbs("that") | verbs("bare") | verbs("wh") | verbs("quote") | verbs("to")


def find_by_tree(unit: Unit, tree: Trees, acts: list[Act], with_attitudes: bool) -> list[Act]:
    """Mend the speakers of the acts that the rules found, and return those beside them; none inside what is found to be said."""
    found: list[Act] = []
    reader = Reader(unit, tree)
    for act in acts:
        mend_subject(reader, act, acts)
        mend_end(reader, act)
    for n, low in enumerate(unit.low[: unit.last]):
        cue = forms().get(low) or (attitude_forms().get(low) if with_attitudes else None)
        if cue is None or (cue.lemma in attitudes() and not with_attitudes) or _held(n, [*acts, *found]):
            continue
        word = tree.at(unit.terms[n].start)
        if word < 0 or tree.tags[word] != "VERB":
            continue
        if (new := _act(reader, n, word, cue)) and not _passes_on(new, acts):
            new.attitude = cue.lemma in attitudes()
            found.append(new)
    return found


def _passes_on(new: Act, acts: list[Act]) -> bool:
    """Say whether the rules gave what an act reports to somebody else, via its speaker, or to the colon before it."""
    first, last = new.content[0]
    return any(
        (a.via and first <= a.cue[0] < last and not a.within)
        or (a.rule == "colon-before-marks" and first <= a.content[0][0] < last)
        for a in acts
    )


def _act(reader: Reader, n: int, word: int, cue: Cue) -> Act | None:
    tree, unit = reader.tree, reader.unit
    below = tree.children(word)
    if any(unit.low[m] in DENIED for m in range(max(0, n - 3), n)):
        return None
    if cue.lemma not in CLAUSAL or (cue.form in ("past", "part") and _unnamed(unit, n, tree, word)):
        return None
    clause = next((c for c in below if c > word and _governed(tree, c, cue)), -1)
    subject = subject_of_verb(reader, word, CLIMBS) if clause >= 0 else None
    if subject is None:
        return None
    first, last = reader.span(tree.under(clause))
    first += unit.low[first : first + 1] == ["that"]
    if not n < first < last or subject.first <= n < subject.last or subject.first < last and first < subject.last:
        return None
    return Act((n, n + 1), cue.lemma, subject, [(first, last)], "clause-in-tree")


def _unnamed(unit: Unit, n: int, tree: Trees, word: int) -> bool:
    """Say whether a participle names nobody who speaks: "asked whether it was late, Thorne left", "was told that"."""
    owned = any(tree.labels[c] == "nsubj" for c in tree.children(word))
    return is_passive(unit.low, n) or (tree.label(word) in ("advcl", "acl") and not owned)


def _governed(tree: Trees, word: int, cue: Cue) -> bool:
    """Say whether a word heads a clause that the cue's verb may govern."""
    label = tree.label(word)
    return label == "ccomp" or (label == "xcomp" and cue.lemma in verbs("to") and tree.tags[word] == "VERB")


def _held(n: int, acts: list[Act]) -> bool:
    taken = any(a.cue[0] <= n < a.cue[1] or a.subject and a.subject.first <= n < a.subject.last for a in acts)
    return taken or claimed(n, acts)
