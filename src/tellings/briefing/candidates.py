"""Find the sentences of the reports that can stand alone in a brief."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tellings.briefing.naming import Naming
from tellings.comparison import Sentences
from tellings.language.content import content_words, fold
from tellings.language.tables import load_table
from tellings.model import Analysis, MarkPair, Passage, Sentence, Story

# By judgement.
FEWEST_WORDS, MOST_WORDS = 6, 60
LONGEST = 400  # characters of a sentence that a brief may print; a passage may have 500
NAME = re.compile(r"(?<=\s)(?:[A-Z][a-z’'-]+|[A-Z]{2,}|(?:[A-Z]\.){2,})")
DATELINE = re.compile(
    r"(?=[A-Z]{3})[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w. ]{1,20})?(?: ?\([A-Z][\w/ ]{1,20}\))? ?(?:--|[—–―_-]) ?(?=[A-Z“\"])"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ISO = re.compile(r"\d{4}-\d\d-\d\d")  # the day of a TIMEX3 value
FORESEEN = ("planned", "may")  # what will, is to or is likely to happen
DAY = 10  # characters of an ISO day
FIRST_WORDS = 4  # words of the longest phrase in the list of dangling starts


class Candidate(NamedTuple):
    """A sentence that may be printed: its words, its passage, its folded stems, where it stands, what was edited."""

    text: str
    passage: Passage
    stems: frozenset[str]
    place: int  # number of the sentence in its article
    origin: str
    trimmed: bool
    edits: tuple[str, ...] = ()  # rules of what was left out or put in
    also: tuple[Passage, ...] = ()  # passages that an edit rests on

    @property
    def words(self) -> int:
        """Return its length as a reader counts it."""
        return len(self.text.split())


def find_candidates(story: Story, analyses: Sequence[Analysis]) -> list[Candidate]:
    """Return the sentences, in article order, that are whole, of good length and lean on no sentence before them.

    A sentence that begins with a pronoun stands when the pronoun's name is known: the name is put in its place. What was still to
    come when it was printed, and was past when the last report appeared, is left out.
    """
    last = max((a.article.published or "" for a in analyses), default="")[:DAY]
    origins = origin_of(story)
    names = Naming(story.entities, analyses)
    found = []
    for analysis in sorted(analyses, key=lambda a: a.article.id):
        outer = [p for p in analysis.prose.marks if p.level == 0]
        told = Sentences(analysis)
        for place, sentence in enumerate(analysis.prose.sentences):
            candidate = _candidate(analysis, sentence, place, outer, origins, names)
            if candidate and not _is_overtaken(told, sentence, last):
                found.append(candidate)
    return found


def _is_overtaken(told: Sentences, sentence: Sentence, last: str) -> bool:
    """Tell whether a sentence of an earlier report plans something for a day that was over when the last report appeared."""
    analysis = told.analysis
    held = (m for m in analysis.moments if sentence.start <= m.start < sentence.end)
    if (analysis.article.published or last)[:DAY] >= last or not any(held):
        return False
    trees = told.trees
    for frame in told.frames(sentence.start, sentence.end) if trees else ():
        main = trees and "root" in (trees.labels[frame.word], trees.labels[trees.heads[frame.word]])
        days = {m.value[:DAY] for _, part in frame.parts for m in part.moments if ISO.match(m.value)}
        if main and frame.modality in FORESEEN and days and max(days) <= last:
            return True
    return False


def origin_of(story: Story) -> Mapping[str, str]:
    """Return the origin of each article; an article that rests on none of the story's is its own."""
    own = {card.id: card.id for card in story.articles}
    return own | {article: origin.id for origin in story.origins for article in origin.articles}


def stems_of(analysis: Analysis, sentence: Sentence) -> frozenset[str]:
    """Return the content stems of a sentence."""
    tokens = analysis.prose.tokens[sentence.first : sentence.last]
    return frozenset(content_words(t.text for t in tokens if t.kind in ("word", "number")))


def _candidate(
    analysis: Analysis, sentence: Sentence, place: int, outer: Sequence[MarkPair], origins: Mapping[str, str], names: Naming
) -> Candidate | None:
    printed = analysis.article.text[sentence.start : sentence.end]
    if len(printed) > LONGEST or "\n" in printed or not printed.rstrip("\"”’'»)").endswith((".", "!", "…")):
        return None
    marks = [p for p in outer if p.start < sentence.end and sentence.start < p.end]
    if any(p.start < sentence.start or p.end > sentence.end or not (p.opened and p.closed) for p in marks):
        return None
    text = without_lead_in(printed)
    words = sum(t.kind in ("word", "number") for t in analysis.prose.tokens[sentence.first : sentence.last])
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        return None
    passage = analysis.passage(sentence.start, sentence.end)
    origin = origins.get(analysis.article.id, analysis.article.id)
    if leans(_outside(text, printed, sentence.start, marks), _opens_with_name(analysis, sentence.end - len(text))):
        named = names.put(text, analysis, sentence)
        if not named or leans(_outside(named.text, named.text, 0, ())):
            return None
        stems = stems_of(analysis, sentence) | frozenset(content_words(named.name.split()))
        return Candidate(named.text, passage, stems, place, origin, False, (named.rule,), (named.passage,))
    return Candidate(text, passage, stems_of(analysis, sentence), place, origin, text != printed)


def _opens_with_name(analysis: Analysis, start: int) -> bool:
    """Tell whether somebody's name begins at a character: "Brook said she left" leans on nothing."""
    people = (e for e in analysis.entities if e.kind in ("person", "group", "organisation"))
    return any(m.start == start and m.article == analysis.article.id for e in people for m in e.mentions)


def _outside(text: str, printed: str, start: int, marks: Sequence[MarkPair]) -> str:
    """Return the words outside of marks, each quotation standing as an ellipsis."""
    kept, at = [], len(printed) - len(text)
    for pair in marks:
        kept.append(printed[at : max(at, pair.start - start)])
        at = max(at, pair.end - start)
    return "… ".join([*kept, printed[at:]])


def without_lead_in(sentence: str) -> str:
    """Return a sentence without its dateline, and without "But" or "Meanwhile," at its start.

    >>> without_lead_in("However, the mill stayed open."), without_lead_in("OSTBY, N.H. (AP) — It rained.")
    ('The mill stayed open.', 'It rained.')
    """
    dateline = DATELINE.match(sentence)
    sentence = sentence[dateline.end() :] if dateline else sentence
    for start in _words("lead_ins", "starts"):
        rest = sentence[len(start) + 1 :]
        if sentence.startswith(start + " ") and rest[:1].isalnum():
            return rest[:1].upper() + rest[1:]
    return sentence


def leans(text: str, opens: bool = False) -> bool:
    """Tell whether a sentence, its quotations left out, leans on another: "He ...", "…, she said", "I ...".

    ``opens``: its first words are the name of somebody.

    >>> [leans(t) for t in ("She also left.", "… he told reporters.", "Ada Brook said she left.", "The pair left.")]
    [True, True, False, True]
    >>> leans("In the end Ada Brook said he left.")
    False
    >>> leans("Brook has told her staff."), leans("Brook has told her staff.", opens=True)
    (True, False)
    """
    found = list(WORD.finditer(text))[:MOST_WORDS]
    low = [fold(m.group()).partition("'")[0] for m in found]
    starts = {" ".join(low[:n]) for n in range(1, FIRST_WORDS + 1)}
    if not low or (not text.startswith("…") and starts & _set("dangling", "starts")):
        return True
    if any(w in _set("dangling", "own_voice") for w in low if w != "us") or re.search(r"\bus\b", text):
        return True
    pronoun = next((n for n, w in enumerate(low) if w in _set("dangling", "pronouns")), None)
    if pronoun is None:
        return False
    before = text[: found[pronoun].start()]
    return not opens and not NAME.search(" " + before[1:]) and not _noun_first(low[:pronoun])


def _noun_first(low: Sequence[str]) -> bool:
    """Tell whether a pronoun may stand for a noun before it in its own sentence: "A miner said he ..."."""
    return (
        len(low) >= 2
        and low[0] in ("a", "an", "the", "one", "two", "three", "some", "many", "several")
        and low[-1] not in ("said", "told")
    )


def _words(group: str, key: str) -> list[str]:
    words: list[str] = load_table("briefing", "words.toml")[group][key]
    return words


@cache
def _set(group: str, key: str) -> frozenset[str]:
    return frozenset(_words(group, key))
