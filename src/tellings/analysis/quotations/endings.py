"""Where the reporter takes over again behind what was said, by the tree: "X said it was late | and left the room"."""

from tellings.analysis.quotations.act import Act
from tellings.analysis.quotations.governors import Reader
from tellings.analysis.quotations.lexicon import grammar, heads, people
from tellings.analysis.quotations.smallwords import PASTS, is_adverb
from tellings.analysis.quotations.units import QUOTED

CLAUSES = ("that-clause", "bare-clause", "told-clause", "question-clause", "infinitive", "cue-before-marks")
LINKS = frozenset(("and", "but", "or", "then", ","))
DEEDS = grammar("deeds")
WILLS = frozenset("will would can could may might must shall should to".split())
PERFECT = frozenset(("has", "have"))
LEAD = 3  # elements between the link and the verb behind it: "and then quickly left"


def mend_end(reader: Reader, act: Act) -> None:
    """End what is reported where the tree hangs something else on the cue: a second deed of the speaker, or what came of it.

    Trees end reported clauses worse than rules do as a rule, so the second verb must stand right behind its "and" or comma, and
    something said must hang on the cue before it.
    """
    if act.rule not in (*CLAUSES, "saying-noun") or len(act.content) != 1:
        return
    if _main_verb(reader, act) or act.rule == "saying-noun":
        return
    tree, (first, last) = reader.tree, act.content[0]
    word = tree.at(reader.unit.terms[act.cue[0]].start)
    below = tree.children(word) if word >= 0 else []
    said = next((n for n in below if n > word and tree.label(n) in ("ccomp", "xcomp", "obj", "parataxis")), -1)
    if said < 0 and QUOTED not in reader.unit.low[first:last]:
        return
    below += [n for n in tree.children(said) if tree.label(n) == "conj" and _out_of_step(reader, said, n)] if said >= 0 else []
    for n in below:
        if n > said and tree.tags[n] == "VERB" and (at := _begins(reader, n)) > first + 1 and at < last:
            act.content[0] = (first, at)
            return


def _main_verb(reader: Reader, act: Act) -> bool:
    """End what is said where the sentence's own verb follows: "those who say they lost | sued", "X's claim that ... | failed"."""
    tree, (first, last) = reader.tree, act.content[0]
    word = tree.at(reader.unit.terms[act.cue[0]].start)
    if word < 0 or not (tree.labels[word] == "acl:relcl" or act.rule == "saying-noun"):
        return False
    noun = word if act.rule == "saying-noun" else tree.heads[word]
    main = tree.heads[noun] if noun >= 0 and tree.label(noun) == "nsubj" else -1
    if main < word or QUOTED in reader.unit.low[first:last]:
        return False
    group = [main, *(n for n in tree.children(main) if tree.label(n) in ("aux", "cop", "advmod") and n > word)]
    at = min(reader.element(n) for n in group)
    at -= at > 0 and reader.unit.low[at - 1] == ","
    if first + 1 < at < last:
        act.content[0] = (first, at)
        return True
    return False


def _begins(reader: Reader, n: int) -> int:
    """Return where the words under the verb ``n`` begin, their link included, when they are the reporter's own; 0 else."""
    tree, low = reader.tree, reader.unit.low
    label, own = tree.label(n), any(tree.label(c) == "nsubj" for c in tree.children(n))
    verb = reader.element(n)
    at = verb
    while at > 0 and (is_adverb(low[at - 1]) or low[at - 1] in PERFECT):
        at -= 1
    if label == "conj" and not own and low[at - 1] in LINKS and verb - at < LEAD and not low[verb].endswith("ing"):
        while at > 0 and (low[at - 1] in LINKS or is_adverb(low[at - 1])):
            at -= 1
        return at
    if label == "advcl" and not own and low[verb].endswith("ing") and at and low[at - 1] == ",":
        return at - 1
    if label == "advcl" and own:
        begin = reader.span(tree.under(n))[0]
        return begin - 1 if begin and low[begin] == "while" and low[begin - 1] == "," else 0
    return 0


def _out_of_step(reader: Reader, said: int, n: int) -> bool:
    """Say whether a second verb cannot go on with the first: "would resign | and walked out", "had been beaten, | and has left"."""
    tree = reader.tree
    first, second = _auxiliaries(reader, said), _auxiliaries(reader, n)
    word = reader.unit.low[reader.element(n)]
    if first and not second and set(first) <= WILLS:
        return word.endswith("ed") or word in PASTS
    if not second and word in DEEDS and _another(reader, said):
        return True
    return bool(second) and second[0] in PERFECT and first[:1] == ["had"] and tree.tags[n] == "VERB"


def _another(reader: Reader, said: int) -> bool:
    """Say whether the subject of what is said cannot be the speaker: "the bridge was safe", not "she was late"."""
    subject = next((n for n in reader.tree.children(said) if reader.tree.label(n) == "nsubj"), -1)
    word = reader.unit.text[slice(*reader.tree.words[subject])].lower() if subject >= 0 else ""
    return word in ("it", "this", "there") or bool(word) and reader.tree.tags[subject] == "NOUN" and word not in people() | heads()


def _auxiliaries(reader: Reader, word: int) -> list[str]:
    """Return the auxiliaries of a verb, and the "to" of an infinitive."""
    tree = reader.tree
    found = [n for n in tree.children(word) if tree.label(n) in ("aux", "mark") and tree.tags[n] in ("AUX", "PART")]
    return [reader.unit.text[slice(*tree.words[n])].lower() for n in found]
