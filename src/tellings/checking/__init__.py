"""A text against the reports, sentence by sentence. The verb is ``check``."""

from collections.abc import Sequence

from tellings.checking.draft import read_draft
from tellings.checking.grading import Judge
from tellings.language import read_prose
from tellings.language.readers import English, Reader, Rules
from tellings.model import Analysis, Check, Story

__all__ = ["check"]


def check(
    text: str, stories: Sequence[Story], analyses: Sequence[Analysis], reader: Reader | English | Rules | None = None
) -> Check:
    """Return each sentence of a text, which may be Markdown, with its grade, its passages and the conflicts it rests on.

    ``analyses`` are the reports as the stories settle them; a ``reader`` that knows meanings (the English one) also finds what
    stands there in other words. Headings, tables, code and notes are set aside and listed, not graded.
    """
    draft = read_draft(text)
    judge = Judge(stories, analyses, reader)
    prose = read_prose(draft.text)
    graded = (judge.grade(draft.text[s.start : s.end], *draft.place(s.start, s.end)) for s in prose.sentences)
    return Check(sentences=tuple(graded), set_aside=draft.set_aside)
