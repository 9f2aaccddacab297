"""A brief by a writer: its sentences as far as the gate lets them pass, ours where it fails, conflicts always ours."""

from collections.abc import Callable, Sequence
from threading import Lock
from time import monotonic

from tellings.briefing import Gate
from tellings.briefing.citing import Citer, within_limits
from tellings.errors import FetchError, MaterialError
from tellings.fetching import Rules
from tellings.language.readers import English, Reader
from tellings.language.readers import Rules as ByRules
from tellings.model import Analysis, Brief, BriefSentence, Passage, Story, Withheld, Written, make_id
from tellings.writer.asking import FEWEST, MOST, request
from tellings.writer.endpoint import Asker, Endpoint
from tellings.writer.judging import Judge, parted, withheld
from tellings.writer.offering import Offer, make_offer
from tellings.writer.replies import Draft, read_reply

RULE = "writer"
CONFLICT = "two-sides"
FAILURES, PAUSE = 3, 600.0  # requests in a row that fail, after which a server is left alone, and the seconds; by judgement
NO_ROOM = "by the writer: there is no room for it in so short a brief"


class Writer:
    """Writes briefs by a model that the user named; use it from one thread at a time or several, and ``close`` it.

    ``words`` is the most that a brief may have. Nothing that the server does raises: what goes wrong stands in the brief.
    """

    def __init__(
        self, endpoint: Endpoint, *, words: int | None = None, rules: Rules | None = None, clock: Callable[[], float] = monotonic
    ) -> None:
        self.endpoint, self.words = endpoint, words
        self._asker = Asker(endpoint, rules)
        self._turn = Lock()
        self._clock = clock
        self._failed, self._until = 0, 0.0

    @property
    def name(self) -> str:
        """Return model and host, by which tellings that it wrote are told from others."""
        return f"{self.endpoint.model} at {self.endpoint.host}"

    def write(self, story: Story, analyses: Sequence[Analysis], reader: Reader | English | ByRules | None = None) -> Brief:
        """Return the brief of a story as the model writes it, from passages of its analysed articles.

        A sentence that the gate turns back is withheld with its reasons. Where none passes, the server fails or answers
        rubbish, our own brief stands; ``written.trouble`` says why.
        """
        told = sorted(analyses, key=lambda a: a.article.id)
        offer = make_offer(story, told)
        if not offer.passages:
            return self._ours(story.brief, "there is no passage to write from")
        try:
            drafts = self._ask(offer)
        except (FetchError, MaterialError) as error:
            return self._ours(story.brief, error.reason)
        judge = Judge(offer, Gate(told, reader, story.quotations), opening_words(story))
        passed, lost = self._judged(drafts, judge)
        if not passed:
            return self._ours(story.brief, "no sentence of it passed the gate", lost)
        return self._joined(story.brief, _sentences(passed, judge, Citer(story, told)), lost)

    def close(self) -> None:
        """Close the connection, if there is one."""
        self._asker.close()

    def _ask(self, offer: Offer) -> list[Draft]:
        """Return the drafts of the model; a server that failed again and again is left alone for a while."""
        body, plain = (request(offer, self.endpoint.model, self.words, plain=p) for p in (False, True))
        with self._turn:
            if self._clock() < self._until:
                raise MaterialError(f"its server failed {FAILURES} times in a row and is not asked for {PAUSE / 60:.0f} minutes")
            try:
                reply = self._asker.ask(body, plain)
            except FetchError:
                self._failed += 1
                self._until = self._clock() + PAUSE if self._failed >= FAILURES else 0.0
                raise
            self._failed = 0
        return read_reply(reply)

    def _judged(self, drafts: Sequence[Draft], judge: Judge) -> tuple[list[Draft], list[Withheld]]:
        """Return the drafts that pass, in their order, and the others with why."""
        passed: list[Draft] = []
        lost: list[Withheld] = []
        for draft in (d for given in drafts for d in parted(given)):
            if any(draft.text == d.text for d in passed):
                continue
            if reasons := judge.reasons(draft):
                lost.append(withheld(draft, reasons))
            elif len(passed) == MOST:
                lost.append(Withheld(draft.text, NO_ROOM))
            else:
                passed.append(draft)
        return passed, list(dict.fromkeys(lost))

    def _joined(self, own: Brief, written: Sequence[BriefSentence], lost: Sequence[Withheld]) -> Brief:
        """Return the writer's sentences, ours about conflicts, and of our others as many as make up for few."""
        disputed = [s for s in own.sentences if s.rule == CONFLICT]
        room = self.words - _length(disputed) if self.words else None
        kept: list[BriefSentence] = []
        for s in written:
            if room is None or _length([*kept, s]) <= room:
                kept.append(s)
            else:
                lost = [*lost, Withheld(s.text, NO_ROOM)]
        for s in own.sentences:
            fits = room is None or _length([*kept, s]) <= room
            if s.rule != CONFLICT and len(kept) < FEWEST and fits and not _is_told(s, written):
                kept.append(s)
        note = Written(self.endpoint.model, self.endpoint.host, sum(s.rule == RULE for s in kept))
        return Brief((*kept, *disputed), (*own.withheld, *lost), note)

    def _ours(self, own: Brief, trouble: str, lost: Sequence[Withheld] = ()) -> Brief:
        return Brief(own.sentences, (*own.withheld, *lost), Written(self.endpoint.model, self.endpoint.host, 0, trouble))


def opening_words(story: Story) -> frozenset[str]:
    """Return the words with which the names of the story begin, behind which a pronoun does not dangle."""
    return frozenset(word for e in story.entities for name in (e.name, *e.name.split()[-1:]) for word in name.split()[:1])


def _sentences(drafts: Sequence[Draft], judge: Judge, citer: Citer) -> list[BriefSentence]:
    found = []
    for draft in drafts:
        passages = within_limits(judge.passages(draft))
        known = make_id("b", draft.text, *(f"{p.article}:{p.start}" for p in passages))
        found.append(BriefSentence(known, draft.text, passages, RULE, citer.told_by(passages)))
    return found


def _is_told(own: BriefSentence, written: Sequence[BriefSentence]) -> bool:
    """Tell whether a sentence of the writer cites the passage that one of ours is made of."""
    return any(_same(own.citations[0], p) for s in written for p in s.citations)


def _same(one: Passage, other: Passage) -> bool:
    return one.article == other.article and one.start < other.end and other.start < one.end


def _length(sentences: Sequence[BriefSentence]) -> int:
    return sum(len(s.text.split()) for s in sentences)
