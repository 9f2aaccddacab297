"""A pipeline of spaCy that the user has installed and asked for by name; nothing is ever downloaded."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from tellings.errors import UsageError
from tellings.language.tables import load_table
from tellings.model import Prose, Span, Syntax, Tagged

LONGEST = 20_000_000  # characters of a paragraph; intake stops longer articles long before
SURE = 1.0  # spaCy gives no score with a name


def load_pipeline(name: str) -> "Pipeline":
    """Return the reader of an installed pipeline; say what to install when it is not there."""
    other = "or leave out --model: the English encoder is part of tellings"
    try:
        spacy = import_module("spacy")
    except ImportError as error:
        raise UsageError(f"--model spacy:{name[:80]} needs spaCy, which is not installed: pip install spacy, {other}") from error
    try:
        return Pipeline(spacy.load(name))
    except OSError as error:
        raise UsageError(f"spaCy has no pipeline {name[:80]!r} here: python -m spacy download {name[:80]}, {other}") from error


class Pipeline:
    """Reads a paragraph at a time, and tells what it finds by the labels of Universal Dependencies."""

    def __init__(self, nlp: Any) -> None:
        self.nlp = nlp
        self.nlp.max_length = LONGEST
        self.name = f"spacy:{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}"
        self.language: str = nlp.lang
        self._known = load_table("language", "installed.toml")

    def read(self, prose: Prose) -> Syntax:
        """Return the syntax of running text."""
        columns = _Columns(self._known)
        for start, end in prose.paragraphs:
            columns.add(self.nlp(prose.text[start:end]), start)
        return columns.syntax(self.name)


class _Columns:
    def __init__(self, known: dict[str, Any]) -> None:
        self.relations, self.kinds = known["relations"], known["names"]
        self.words: list[Span] = []
        self.sentences: list[Span] = []
        self.tags: list[str] = []
        self.heads: list[int] = []
        self.labels: list[str] = []
        self.names: list[Tagged] = []

    def add(self, doc: Any, start: int) -> None:
        """Take in one paragraph that begins at ``start``."""
        number = {t.i: len(self.words) + n for n, t in enumerate(t for t in doc if not t.is_space)}
        for sentence in doc.sents if doc.has_annotation("SENT_START") else [doc[:]]:
            tokens = [t for t in sentence if not t.is_space]
            if tokens:
                self._add_sentence(tokens, start, number)
        self.names += _names(doc, number, self.kinds)

    def _add_sentence(self, tokens: list[Any], start: int, number: dict[int, int]) -> None:
        first, inside = len(self.words), {t.i for t in tokens}
        top = next((t for t in tokens if t.head.i == t.i and t.dep_), tokens[0])
        for token in tokens:
            head = _climb(token)
            rooted = token.i == top.i
            held = not rooted and head.i != token.i and head.i in inside
            self.words.append((start + token.idx, start + token.idx + len(token.text)))
            self.tags.append(token.pos_ or "X")
            self.heads.append(-1 if rooted else number[head.i] if held else number[top.i])
            self.labels.append("root" if rooted else self._relation(token.dep_) if held else "dep")
        self.sentences.append((first, len(self.words)))

    def _relation(self, label: str) -> str:
        found: str = self.relations.get(label, label.lower() or "dep")
        return found if found != "root" else "dep"

    def syntax(self, name: str) -> Syntax:
        """Return what was taken in."""
        return Syntax(
            model=name,
            words=tuple(self.words),
            sentences=tuple(self.sentences),
            tags=tuple(self.tags),
            heads=tuple(self.heads),
            labels=tuple(self.labels),
            names=tuple(self.names),
        )


def _climb(token: Any) -> Any:
    """Return the head of a token, above any stretch of space that stands between."""
    head = token.head
    while head.is_space and head.head.i != head.i:
        head = head.head
    return head


def _names(doc: Any, number: dict[int, int], kinds: dict[str, str]) -> Iterator[Tagged]:
    for found in doc.ents:
        inside = [number[t.i] for t in found if not t.is_space]
        if inside and found.label_ in kinds:
            yield Tagged(inside[0], inside[-1] + 1, kinds[found.label_], SURE)
