"""Put the name in the place of the pronoun that begins a sentence: "She left" becomes "Ada Brook left"."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tellings.model import Analysis, Entity, Mention, Passage, Sentence

PRONOUN = re.compile(r"(?:He|She|They|It)(?= [a-z])|(?:His|Her|Their|Its)(?= [a-z])")
# By judgement: a pronoun is named only where the reading of the article leaves little doubt.
SURE = 0.7  # score of the reference
NEAR = 3  # sentences above in which the name has to stand
RULE = "pronoun-named"


class Named(NamedTuple):
    """A sentence with a name in it, the name, the passage that has the name, and the rule."""

    text: str
    name: str
    passage: Passage
    rule: str = RULE


class Naming:
    """The names behind the pronouns of a story."""

    def __init__(self, entities: Iterable[Entity], analyses: Sequence[Analysis]) -> None:
        self.behind: dict[tuple[str, int], tuple[Entity, float]] = {}
        for entity in (*entities, *(e for a in analyses for e in a.entities)):
            if entity.kind == "person":  # "it" and "they" stand for too many things
                for reference in entity.references:
                    self.behind.setdefault((reference.article, reference.start), (entity, reference.score))

    def put(self, text: str, analysis: Analysis, sentence: Sentence) -> Named | None:
        """Return a sentence with the name for the pronoun at its start; nothing where the name is unsure or stands far above."""
        pronoun = PRONOUN.match(text)
        at = sentence.end - len(text)
        found = self.behind.get((analysis.article.id, at))
        if not pronoun or not found or found[1] < SURE:
            return None
        mention = _mention(found[0], analysis, sentence)
        if mention is None:
            return None
        name = analysis.article.text[mention.start : mention.end].removesuffix("'s").removesuffix("’s")
        owned = "’s" if pronoun.group() in ("His", "Her", "Their", "Its") else ""
        home = next(s for s in analysis.prose.sentences if s.start <= mention.start < s.end)
        return Named(name + owned + text[pronoun.end() :], name, analysis.passage(home.start, home.end))


def _mention(entity: Entity, analysis: Analysis, sentence: Sentence) -> Mention | None:
    """Return the fullest mention in the few sentences above."""
    sentences = analysis.prose.sentences
    place = next(n for n, s in enumerate(sentences) if s.start == sentence.start)
    start = sentences[max(0, place - NEAR)].start
    near = [m for m in entity.mentions if m.article == analysis.article.id and start <= m.start < sentence.start]
    inside = [m for m in near if any(s.start <= m.start and m.end <= s.end for s in sentences)]
    return max(inside, key=lambda m: (m.end - m.start, m.start), default=None)
