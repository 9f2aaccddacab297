"""A text graded against the reports of a story."""

from threading import Event

from tellings.agents.answered import Disputed, Graded, Grades
from tellings.agents.asked import CheckText
from tellings.agents.librarian import Librarian
from tellings.agents.quoting import Quoting
from tellings.model import CheckedSentence


def check_text(librarian: Librarian, asked: CheckText, stop: Event) -> Grades:
    """Return each sentence of a text with its grade."""
    told, check = librarian.check(asked.story, asked.text, stop)
    quoting = Quoting(told.story.articles, asked.detail)
    sentences = tuple(_graded(s, quoting) for s in check.sentences)
    return Grades(
        story=told.card,
        supported=sum(s.supported for s in sentences),
        of=len(sentences),
        sentences=sentences,
        set_aside=len(check.set_aside),
    )


def _graded(s: CheckedSentence, quoting: Quoting) -> Graded:
    return Graded(
        text=s.text,
        start=s.start,
        end=s.end,
        supported=s.supported,
        reasons=s.reasons,
        passages=quoting.some(s.passages),
        passages_of=len(s.passages),
        conflicts=tuple(Disputed(id=c.id, kind=c.kind, strength=c.strength, statement=c.statement) for c in s.conflicts),
    )
