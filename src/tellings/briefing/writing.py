"""Write the brief of a story: sentences that together tell most of it, one for each hard conflict, all through the gate."""

from collections.abc import Sequence

from tellings.briefing.arranging import Arranger
from tellings.briefing.candidates import Candidate, find_candidates, origin_of
from tellings.briefing.choosing import choose
from tellings.briefing.citing import Citer, names_of
from tellings.briefing.dating import RULE as DATED
from tellings.briefing.dating import dated
from tellings.briefing.gate import check_text
from tellings.briefing.grading import Gate
from tellings.briefing.shortening import shortened
from tellings.briefing.two_sides import tell_both
from tellings.briefing.worth import Meaning, density, sentences_of, terms_of, weigh
from tellings.language.readers import English, Reader, Rules
from tellings.language.tables import load_table
from tellings.language.trees import Trees
from tellings.model import Analysis, Brief, BriefSentence, Conflict, Passage, Story, Withheld, make_id

# By judgement.
FEWEST, MOST = 4, 8  # sentences of a brief for which no number of words is given
CONFLICTS = 4  # of them at most that tell a conflict, so that the story itself is told first
FOR_CONFLICTS = 0.5  # share of the words that conflicts may take
WORDS_EACH = 36  # words that a sentence may take where the number of sentences is given: it is the number that binds
TRIES = 4  # rounds of choosing, since the gate may turn some sentences back
SENTENCES_EACH = 6  # sentences of the reports for one of the brief, between the two limits
SHORTENED = 80  # sentences, the weightiest, whose trees are looked at
SUPPORT, SUPPORTERS = 0.1, 4  # share that the origins of a claim add, and the number from which on more add nothing
IN_BRACKETS = 2  # words of a date
SPOKEN = 0.85  # factor of a sentence that begins with somebody's words
COPIED = 0.97  # factor of a sentence that was taken over: of two that are printed alike, the first one is chosen
FULL = "a brief has eight sentences; the conflict stands in the list of conflicts"
NO_ROOM = "there is no room for it in so few words; the conflict stands in the list of conflicts"
NO_WORDS = "no words of the sides that show the difference fit between marks"


def brief(
    story: Story,
    analyses: Sequence[Analysis],
    *,
    words: int | None = None,
    reader: Reader | English | Rules | None = None,
) -> Brief:
    """Return a brief of at most ``words`` words, or of 4 to 8 sentences; each rests on cited passages.

    What the gate turns back is listed. A story with few whole sentences gets fewer. The same story gives the same brief,
    whatever the order of its articles. ``reader`` reads what was edited, and tells by meaning what is central; without one
    the words alone do.
    """
    return _Writer(story, analyses, words, reader).write()


class _Writer:
    """One brief in the making."""

    def __init__(
        self, story: Story, analyses: Sequence[Analysis], words: int | None, reader: Reader | English | Rules | None
    ) -> None:
        self.story, self.words = story, words
        self.told = sorted(analyses, key=lambda a: a.article.id)
        self.gate = Gate(self.told, reader or Rules("no reader given"), story.quotations)
        self.citer = Citer(story, self.told)
        leads = {a.article.id: a.prose.sentences[0].start for a in self.told if a.prose.sentences}
        self.arranger = Arranger(story, {a.article.id: len(a.article.text) for a in self.told}, leads)
        told = sentences_of(self.told, origin_of(story))
        self.weights = weigh(told, [a.article for a in self.told], _meaning(reader, self.told))
        self.withheld: list[Withheld] = []

    def write(self) -> Brief:
        """Return the brief."""
        disputed = self._disputed()
        taken = sum(len(s.text.split()) for s in disputed)
        most = 1_000 if self.words else max(FEWEST, self._wanted() - len(disputed))
        room = self.words - taken if self.words else most * WORDS_EACH
        printed = self._printed(self._candidates(), room, most, [s.text for s in disputed])
        ordered = self.arranger.order(printed, lambda s: density(terms_of(s.text), self.weights))
        done = self.arranger.in_sections([*self._dated(ordered, taken), *disputed])
        return Brief(tuple(done), tuple(dict.fromkeys(self.withheld)))

    def _wanted(self) -> int:
        """Return how many sentences a story of this size is told in."""
        return min(MOST, max(FEWEST, sum(len(a.prose.sentences) for a in self.told) // SENTENCES_EACH))

    def _candidates(self) -> list[Candidate]:
        """Return the sentences that can be printed, the weightiest also in shorter versions."""
        found = find_candidates(self.story, self.told)
        found.sort(key=lambda c: (-density(terms_of(c.text), self.weights), c.passage))
        trees = {a.article.id: Trees(a.syntax) for a in self.told if a.syntax}
        texts = {a.article.id: a.article.text for a in self.told}
        for c in [c for c in found[:SHORTENED] if c.passage.article in trees and not c.edits]:
            p = c.passage
            start = p.end - len(p.exact.lstrip()) if not c.trimmed else p.start + p.exact.find(c.text[1:]) - 1
            for text, rules in shortened(texts[p.article], trees[p.article], start, p.end):
                found.append(c._replace(text=text, edits=rules))
        return found

    def _printed(self, candidates: list[Candidate], words: int, most: int, told: Sequence[str]) -> list[BriefSentence]:
        """Choose until the gate lets all pass; what it turns back is listed, unless the sentence is printed in other words."""
        reasons: dict[Candidate, tuple[str, ...]] = {}
        sentences: dict[Candidate, BriefSentence] = {}
        chosen: list[Candidate] = []
        for _ in range(TRIES):
            left = [c for c in candidates if not reasons.get(c)]
            chosen = choose(left, self.weights, self._factor, words=words, most=most, told=told)
            for c in chosen:
                if c not in sentences:
                    sentences[c] = self._sentence(c)
                    reasons[c] = self.gate.reasons(sentences[c].text, sentences[c].citations)
            if not any(reasons[c] for c in chosen):
                break
        kept = [c for c in chosen if not reasons[c]]
        shown = {c.passage for c in kept}
        lost = [c for c, why in reasons.items() if why and c.passage not in shown]
        self.withheld += [Withheld(sentences[c].text, "; ".join(reasons[c])) for c in lost]
        return [sentences[c] for n, c in enumerate(kept) if not _cited(c, [sentences[k] for k in kept[:n]])]

    def _factor(self, c: Candidate) -> float:
        """Return what a sentence counts more for the origins of its claims, and less where it is spoken or taken over."""
        spoken = 1.0 if c.text[:1].isalnum() else SPOKEN
        copied = COPIED if self.citer.is_copy(c.passage) else 1.0
        behind = min(SUPPORTERS, max(1, self.citer.support(c)))
        return spoken * copied * (1 + SUPPORT * (behind - 1) / (SUPPORTERS - 1))

    def _sentence(self, c: Candidate) -> BriefSentence:
        rule = "edited-sentence" if c.edits else "printed-without-lead-in" if c.trimmed else "printed-sentence"
        own = {c.passage, *c.also}
        cited = tuple(p for p in self.citer.cite(c) if p in own or not self.gate.is_against(c.text, p))
        return _sentence(c.text, cited, rule, self.citer.claims(c), c.edits)

    def _dated(self, sentences: Sequence[BriefSentence], taken: int) -> list[BriefSentence]:
        """Put dates behind weekdays, each day once, where there is room."""
        spare = (self.words or 0) - taken - sum(len(s.text.split()) for s in sentences)
        known: set[str] = set()
        found: list[BriefSentence] = []
        for s in sentences:
            text, day = dated(s.text, s.citations[0], self.story.moments, known)
            room = not self.words or spare >= IN_BRACKETS
            if day and room and not self.gate.reasons(text, s.citations):
                known.add(day)
                spare -= IN_BRACKETS
                found.append(_sentence(text, s.citations, "edited-sentence", s.about, (*s.edits, DATED)))
            else:
                found.append(s)
        return found

    def _disputed(self) -> list[BriefSentence]:
        """Return a sentence for each hard conflict: facts before wording, then those behind which most origins stand."""
        written: list[BriefSentence] = []
        hard = [c for c in self.story.conflicts if c.strength == "hard"]
        kinds = list(load_table("briefing", "templates.toml")["lead"])
        for conflict in sorted(hard, key=lambda c: (kinds.index(c.kind), -min(s.origins for s in c.sides), -c.score, c.id)):
            told = tell_both(conflict, self.story, self.citer)
            if told is None:
                self.withheld.append(Withheld(_label(conflict), NO_WORDS))
                continue
            sentence = _sentence(*told, "two-sides", (conflict.id,))
            why = self._no_room(sentence, written) or self._unlike(sentence)
            if why:
                self.withheld.append(Withheld(sentence.text, why))
            elif sentence.text not in {s.text for s in written}:
                written.append(sentence)
        return written

    def _unlike(self, sentence: BriefSentence) -> str:
        """Return what the gate finds by words alone: our own words around the sides stand in no passage, and name no deed."""
        texts = {a.article.id: a.article.text for a in self.told}
        names = names_of(self.story, sentence.citations).values()
        moments = [m for m in self.story.moments if m.article in {p.article for p in sentence.citations}]
        return "; ".join(check_text(sentence.text, sentence.citations, texts, names=names, moments=moments))

    def _no_room(self, sentence: BriefSentence, written: Sequence[BriefSentence]) -> str:
        if self.words is None:
            return FULL if len(written) == CONFLICTS else ""
        taken = sum(len(s.text.split()) for s in (*written, sentence))
        return NO_ROOM if taken > FOR_CONFLICTS * self.words else ""


def _meaning(reader: Reader | English | Rules | None, analyses: Sequence[Analysis]) -> Meaning | None:
    """Return what embeds sentences, where a reader can and has read most of the reports."""
    if 2 * sum(a.syntax is not None for a in analyses) <= len(analyses):
        return None
    loaded = reader.load() if isinstance(reader, English) else reader
    embed: Meaning | None = getattr(loaded, "embed", None)
    return embed


def _cited(c: Candidate, done: Sequence[BriefSentence]) -> bool:
    """Tell whether a sentence's own passage is cited already by one that is told."""
    p = c.passage
    return any(q.article == p.article and q.start <= p.start and p.end <= q.end for s in done for q in s.citations)


def _sentence(
    text: str, citations: tuple[Passage, ...], rule: str, about: tuple[str, ...] = (), edits: tuple[str, ...] = ()
) -> BriefSentence:
    known = make_id("b", text, *(f"{p.article}:{p.start}" for p in citations))
    return BriefSentence(known, text, citations, rule, about, edits)


def _label(conflict: Conflict) -> str:
    return f"{conflict.kind}: {' / '.join(s.statement for s in conflict.sides)}"
