"""A question or a call in marks and the sentence behind it that tells whose it is: “Why now?” the mayor of Ostby asked."""

from tellings.analysis.quotations.lexicon import forms, verbs
from tellings.analysis.quotations.smallwords import AUXILIARIES, DAYS, PASTS, PREPOSITIONS, is_adverb
from tellings.model import MarkPair, Prose, Sentence

WITHIN = 25  # tokens in which the cue stands; titles, ages and appositions stand before it
ENDS = frozenset(("?", "!"))


def asks(prose: Prose, before: Sentence, marks: MarkPair, sentence: Sentence) -> bool:
    """Say whether ``sentence`` only names who spoke the words in ``marks`` that end the sentence before it."""
    if marks.start > before.start or marks.end < before.end or prose.text[marks.inner_end - 1 : marks.inner_end] not in ENDS:
        return False
    words = prose.tokens[sentence.first : min(sentence.last, sentence.first + WITHIN)]
    for n, token in enumerate(words):
        low = token.text.lower()
        cue = forms().get(low)
        if n and cue and cue.form in ("past", "s") and cue.lemma in verbs("quote"):
            after = words[n + 1].text.lower() if n + 1 < len(words) else "."
            return after in (".", ",", ":", "to") or after in PREPOSITIONS or after.rstrip(".") in DAYS or is_adverb(after)
        if low in AUXILIARIES or low in PASTS or token.text in (".", ";", ":") and n + 1 == len(words):
            return False
    return False
