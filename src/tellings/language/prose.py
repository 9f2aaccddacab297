"""The running text of an article, cut up."""

from collections.abc import Iterator, Sequence

from tellings.language.marks import pair_marks
from tellings.language.paragraphs import find_paragraphs
from tellings.language.sentences import find_sentences
from tellings.language.tokens import tokenise
from tellings.model import MarkPair, Prose, Sentence, Span, Token


def read_prose(text: str, set_aside: Sequence[Span] = ()) -> Prose:
    """Cut ``text`` into paragraphs (lines), sentences, tokens and pairs of marks, leaving out the spans set aside.

    >>> prose = read_prose("He left. She stayed.")
    >>> [prose.text[s.start:s.end] for s in prose.sentences]
    ['He left.', 'She stayed.']
    """
    paragraphs = tuple(find_paragraphs(text, set_aside))
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    marks = tuple(pair_marks(text, paragraphs))
    for number, (paragraph, inside) in enumerate(zip(paragraphs, _by_paragraph(paragraphs, marks), strict=True)):
        for start, end in find_sentences(text, paragraph, inside):
            first = len(tokens)
            tokens += tokenise(text, start, end)
            sentences.append(Sentence(start, end, first, len(tokens), number))
    return Prose(text, paragraphs, tuple(sentences), tuple(tokens), marks)


def _by_paragraph(paragraphs: Sequence[Span], marks: Sequence[MarkPair]) -> Iterator[list[MarkPair]]:
    at = 0
    for _, end in paragraphs:
        first = at
        while at < len(marks) and marks[at].start < end:
            at += 1
        yield list(marks[first:at])
