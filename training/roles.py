"""Source, cue and content of reported speech, for training: by gold trees, GUM's attribution relations, our rules on marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from tellings.language.tables import load_table
from training.corpora import OPEN, Document, Sentence, below_of

SUBJECTS = ("nsubj", "nsubj:outer", "csubj")


@cache
def speech_lemmas() -> frozenset[str]:
    """Return the lemmas that our own table says take what was said as a clause or in marks."""
    table = load_table("analysis/quotations", "cues.toml")
    return frozenset(word for group in ("quote", "bare", "that", "wh") for word in str(table[group]).split())


def with_roles(document: Document) -> Document:
    """Return the document with the layer of roles on every sentence that has a tree."""
    told = _attributing_words(document)
    sentences, at = [], 0
    for s in document.sentences:
        if s.heads is not None:
            inside = frozenset(n - at for n in told if at <= n < at + len(s.words))
            s = replace(s, roles=_by_tree(s, inside))  # noqa: PLW2901
        at += len(s.words)
        sentences.append(s)
    return _with_marks(Document(document.id, sentences, document.openings))


def _attributing_words(document: Document) -> frozenset[int]:
    """Return the numbers of the words in discourse units that GUM relates to others as attribution."""
    path = OPEN / "gum" / "rst" / "dependencies" / f"{document.id}.rsd"
    if not path.exists():
        return frozenset()
    found, at = set(), 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) > 7:
            words = len(cells[1].split(" "))
            if cells[7].startswith("attribution"):
                found |= set(range(at, at + words))
            at += words
    return frozenset(found) if at == sum(len(s.words) for s in document.sentences) else frozenset()


def _by_tree(s: Sentence, told: frozenset[int]) -> tuple[str, ...]:
    """Return BIO by the tree: a verb of speech with its clause and its subject, and "according to"."""
    assert s.heads
    assert s.labels
    assert s.tags
    children = s.children()
    roles: list[tuple[str, list[int]]] = []
    for n, (lemma, tag) in enumerate(zip(s.lemmas, s.tags, strict=True)):
        if tag == "VERB" and (lemma in speech_lemmas() or n in told):
            roles += _of_verb(s, children, n)
        elif s.words[n].lower() == "according" and s.labels[n] == "case" and s.heads[n]:
            roles += _according(s, children, n)
    return _bio(s, roles)


def _of_verb(s: Sentence, children: dict[int, list[int]], verb: int) -> list[tuple[str, list[int]]]:
    assert s.heads
    assert s.labels
    kids = {n: s.labels[n] for n in children[verb]}
    clause = [n for n, label in kids.items() if label == "ccomp"]
    if clause:
        content = below_of(children, clause[0])
    elif s.labels[verb] == "parataxis" and s.heads[verb] and any(label in SUBJECTS for label in kids.values()):
        own = set(below_of(children, verb))
        content = [n for n in below_of(children, s.heads[verb] - 1) if n not in own]
    else:
        return []
    subject = [n for n, label in kids.items() if label in SUBJECTS]
    if not subject and s.labels[verb] == "conj" and s.heads[verb]:
        subject = [n for n in children[s.heads[verb] - 1] if s.labels[n] in SUBJECTS]
    source = below_of(children, subject[0]) if subject else []
    cue = [verb, *(n for n, label in kids.items() if label == "compound:prt")]
    return [("content", content), ("source", source), ("cue", cue)]


def _according(s: Sentence, children: dict[int, list[int]], n: int) -> list[tuple[str, list[int]]]:
    assert s.heads
    name = s.heads[n] - 1
    own = below_of(children, name)
    cue = below_of(children, n)
    clause = s.heads[name] - 1
    content = [m for m in below_of(children, clause) if m not in set(own)] if clause >= 0 else []
    return [("content", content), ("source", [m for m in own if m not in set(cue)]), ("cue", cue)]


def _bio(s: Sentence, roles: Iterable[tuple[str, Sequence[int]]]) -> tuple[str, ...]:
    """Return BIO: contents, then sources and cues over them; the outermost content wins; edges bear no punctuation, no "that"."""
    found = ["O"] * len(s.words)
    order = {"content": 0, "source": 1, "cue": 2}
    for role, words in sorted(roles, key=lambda r: (order[r[0]], -len(r[1]))):
        for run in _runs(_trimmed(s, words, role)):
            if role == "content" and any(found[n] != "O" for n in run):
                continue
            for n in run:
                found[n] = f"I-{role}"
            found[run[0]] = f"B-{role}"
    for n, tag in enumerate(found):  # what a cue or a source cut in two begins anew
        if tag[0] == "I" and (n == 0 or found[n - 1][2:] != tag[2:]):
            found[n] = "B" + tag[1:]
    return tuple(found)


def _trimmed(s: Sentence, words: Sequence[int], role: str) -> list[int]:
    assert s.tags
    kept = list(words)
    while kept and s.tags[kept[-1]] == "PUNCT":
        kept.pop()
    while kept and (
        s.tags[kept[0]] == "PUNCT" or (role == "content" and s.words[kept[0]].lower() == "that" and s.tags[kept[0]] == "SCONJ")
    ):
        kept.pop(0)
    return kept


def _runs(words: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n in words:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _with_marks(document: Document) -> Document:
    """Return the document with what our rules find inside marks laid over the words that have no role yet."""
    from tellings.analysis.mentions import find_entities
    from tellings.analysis.quotations import find_quotations
    from tellings.language import read_prose
    from tellings.model import Article

    text, places = as_text(document)
    article, prose = Article(id="a", text=text), read_prose(text)
    layers = [list(s.roles or ()) for s in document.sentences]
    for q in find_quotations(article, prose, find_entities(article, prose)):
        if q.kind == "indirect":
            continue
        spans = [("content", a, b) for a, b in q.spans]
        spans += [("cue", *q.cue)] if q.cue else []
        spans += [("source", *q.speaker.mention)] if q.speaker.mention else []
        for role, start, end in spans:
            for layer, sentence, words in zip(layers, document.sentences, places, strict=True):
                inside = [n for n, (a, b) in enumerate(words) if a >= start and b <= end and sentence.tags and layer]
                run = _trimmed(sentence, inside, role) if inside else []
                if run and all(layer[n] == "O" for n in run):
                    for n in run:
                        layer[n] = ("B-" if n == run[0] else "I-") + role
    new = [replace(s, roles=tuple(layer) if layer else None) for s, layer in zip(document.sentences, layers, strict=True)]
    return Document(document.id, new, document.openings)


def as_text(document: Document) -> tuple[str, list[list[tuple[int, int]]]]:
    """Return the document as running text, a paragraph a line, and each sentence's words in it."""
    parts: list[str] = []
    places: list[list[tuple[int, int]]] = []
    at = 0
    for number, s in enumerate(document.sentences):
        if number and number in document.openings:
            parts.append("\n")
            at += 1
        spans = []
        for word, space in zip(s.words, s.spaces, strict=True):
            spans.append((at, at + len(word)))
            parts.append(word + " " * space)
            at += len(word) + space
        places.append(spans)
    return "".join(parts), places
