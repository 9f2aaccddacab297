"""Write the brief of a story: printed sentences that cover it, then a sentence for each hard conflict, all through the gate."""

import re
from collections.abc import Mapping, Sequence

from tellings.briefing.candidates import Candidate, find_candidates
from tellings.briefing.choosing import choose
from tellings.briefing.citing import Citer, names_of
from tellings.briefing.gate import check_text
from tellings.briefing.two_sides import tell_both
from tellings.language.tables import load_table
from tellings.model import Analysis, Brief, BriefSentence, Conflict, Moment, Passage, Story, Withheld, make_id

# By judgement.
FEWEST, MOST = 4, 8  # sentences of a brief
CONFLICTS = 4  # of them at most that tell a conflict, so that the story itself is told first
OPENING = 900  # characters at the head of a report, furniture included, in which a sentence can open the brief
TRIES = 3  # sentences looked at for one that is printed, since the gate may turn some back
SENTENCES_EACH = 6  # sentences of the reports for one of the brief, between the two limits
FULL = "a brief has eight sentences; the conflict stands in the list of conflicts"
NO_WORDS = "no words of the sides that show the difference fit between marks"
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def brief(story: Story, analyses: Sequence[Analysis]) -> Brief:
    """Return a brief of 4 to 8 sentences, each resting on cited passages; what the gate turns back is listed.

    A story with few whole sentences gets fewer. The same story gives the same brief, whatever the order of its articles.
    """
    told = sorted(analyses, key=lambda a: a.article.id)
    candidates = find_candidates(story, told)
    citer = Citer(story, told)
    disputed, withheld = _disputed(story, told, citer)
    wanted = _wanted(told) - len(disputed)
    printed: list[BriefSentence] = []
    for candidate in choose(candidates, MOST * TRIES, citer.support):
        if len(printed) == max(FEWEST, wanted):
            break
        if any(_within(candidate.passage, p) for done in printed for p in done.citations):
            continue
        sentence = _printed(candidate, citer)
        why = _why_not(sentence, story, told)
        if why:
            withheld.append(Withheld(sentence.text, why))
        else:
            printed.append(sentence)
    return Brief((*_in_order(printed, story, {a.article.id: len(a.article.text) for a in told}), *disputed), tuple(withheld))


def _within(passage: Passage, cited: Passage) -> bool:
    return passage.article == cited.article and cited.start <= passage.start and passage.end <= cited.end


def _wanted(analyses: Sequence[Analysis]) -> int:
    """Return how many sentences a story of this size is told in."""
    return min(MOST, max(FEWEST, sum(len(a.prose.sentences) for a in analyses) // SENTENCES_EACH))


def _printed(candidate: Candidate, citer: Citer) -> BriefSentence:
    rule = "printed-without-lead-in" if candidate.trimmed else "printed-sentence"
    return _sentence(candidate.text, citer.cite(candidate), rule, citer.claims(candidate))


def _sentence(text: str, citations: tuple[Passage, ...], rule: str, about: tuple[str, ...] = ()) -> BriefSentence:
    return BriefSentence(make_id("b", text, *(f"{p.article}:{p.start}" for p in citations)), text, citations, rule, about)


def _disputed(story: Story, analyses: Sequence[Analysis], citer: Citer) -> tuple[list[BriefSentence], list[Withheld]]:
    """Return a sentence for each hard conflict: facts before wording, then those behind which most origins stand."""
    written: list[BriefSentence] = []
    withheld: list[Withheld] = []
    hard = [c for c in story.conflicts if c.strength == "hard"]
    kinds = list(load_table("briefing", "templates.toml")["lead"])
    for conflict in sorted(hard, key=lambda c: (kinds.index(c.kind), -min(s.origins for s in c.sides), -c.score, c.id)):
        told = tell_both(conflict, story, citer)
        if told is None:
            withheld.append(Withheld(_label(conflict), NO_WORDS))
            continue
        sentence = _sentence(*told, "two-sides", (conflict.id,))
        why = FULL if len(written) == CONFLICTS else _why_not(sentence, story, analyses)
        if why:
            withheld.append(Withheld(sentence.text, why))
        elif sentence.text not in {s.text for s in written}:
            written.append(sentence)
    return written, withheld


def _label(conflict: Conflict) -> str:
    return f"{conflict.kind}: {' / '.join(s.statement for s in conflict.sides)}"


def _why_not(sentence: BriefSentence, story: Story, analyses: Sequence[Analysis]) -> str:
    texts = {a.article.id: a.article.text for a in analyses}
    names = names_of(story, sentence.citations).values()
    moments = [m for m in story.moments if m.article in {p.article for p in sentence.citations}]
    return "; ".join(check_text(sentence.text, sentence.citations, texts, names=names, moments=moments))


def _in_order(printed: Sequence[BriefSentence], story: Story, lengths: Mapping[str, int]) -> list[BriefSentence]:
    """Return the sentence that stands highest in its report first, the others by their day, then by their place."""
    published = {card.id: (card.published or "")[:10] for card in story.articles}
    opening = [s for s in printed if s.citations[0].start < OPENING and s.text[:1].isalnum()]
    lead = min(opening, key=lambda s: s.citations[0].start) if opening else printed[0] if printed else None
    rest = sorted(
        (s for s in printed if s is not lead),
        key=lambda s: (
            _day(s.citations[0], story.moments, published),
            s.citations[0].start / lengths[s.citations[0].article],
            s.id,
        ),
    )
    return [lead, *rest] if lead else []


def _day(passage: Passage, moments: Sequence[Moment], published: dict[str, str]) -> str:
    """Return the first calendar day told in a passage, else the day of its article; what is unknown comes last."""
    inside = sorted(
        (m.start, m.value[:10])
        for m in moments
        if m.article == passage.article and passage.start <= m.start < passage.end and DAY.match(m.value)
    )
    return inside[0][1] if inside else published.get(passage.article) or "~"
