"""Words inside marks that cannot both have been said."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tellings.collation.agreement.positions import Count
from tellings.language.content import content_words, fold
from tellings.language.tables import load_table
from tellings.model import Alteration, Analysis, Conflict, Passage, Quotation, Side, Span, Strength, Utterance, make_id

ALTERED, TRANSLATED = "altered-words", "two-translations"
LONGEST = 600  # characters of a sentence that is cited whole; a longer one is cited around the words that differ
MARKS = "“”\"' ,."
DENYING = frozenset({"not", "no", "never", "none", "nobody", "nothing", "cannot"})
LEAST = 0.5  # share of the words that agree: below it two sentences about one thing were joined in 3 of 4 read
FORM = 5  # letters that the forms of one word have in common: hopeful, hopefully
AROUND = 200  # characters on either side of them


def find_wording_conflicts(
    analyses: Sequence[Analysis], quotations: Sequence[Quotation], utterances: Sequence[Utterance], count: Count
) -> list[Conflict]:
    """Return one conflict for each utterance that reports print inside marks with different words.

    hard: a content word stands for another between two reports, or a negation differs; soft: two translations, another form
    of one word, a word left out or put in, or small words alone. An utterance given to different people is left to the
    conflict of attribution, which cites the same words.
    """
    by_article = {a.article.id: a for a in analyses}
    printed = {q.id: by_article[q.article] for q in quotations}
    disputed = [u for u in utterances if u.alterations and u.score >= LEAST and "speaker_differs" not in u.flags]
    return [_conflict(u, printed, count) for u in disputed if "translation" in u.flags or _matters(_main(u.alterations))]


def _matters(x: Alteration) -> bool:
    """Tell whether an alteration changes what was said: a word for another, one put in, a tense, a doubt; no preposition."""
    here, there = content_words(x.words.split()), content_words(x.others.split())
    if _contradicts(x) or (here and there) or any(w in _telling() for w in fold(f"{x.words} {x.others}").split()):
        return True
    alone = (x.words or x.others).strip(MARKS)
    return bool(here or there) and " " not in alone and alone.islower() and not (x.words and x.others)


@cache
def _telling() -> frozenset[str]:
    return frozenset(load_table("collation/agreement", "marks.toml")["telling"])


def _conflict(utterance: Utterance, printed: Mapping[str, Analysis], count: Count) -> Conflict:
    main = _main(utterance.alterations)
    slot = [x for x in (*utterance.alterations, *map(_turned, utterance.alterations)) if _same_slot(x, main)]
    translated = "translation" in utterance.flags
    one_report = printed[main.quotation].article.id == printed[main.other].article.id
    strength: Strength = "hard" if _contradicts(main) and not translated and not one_report else "soft"
    here, there = {(x.quotation, x.span) for x in slot}, {(x.other, x.other_span) for x in slot}
    texts = {q: v.text for v in utterance.variants for q in v.quotations}
    words = (texts[main.quotation], texts[main.other]) if translated else (main.words, main.others)
    sides = (_side(words[0], words[1], here, printed, count), _side(words[1], words[0], there, printed, count))
    return Conflict(
        id=make_id("c", "wording", utterance.id),
        kind="wording",
        strength=strength,
        sides=sides,
        rule=TRANSLATED if translated else ALTERED,
        about=f"the words of {utterance.speaker}" if utterance.speaker else "words inside marks",
        score=utterance.score,
    )


def _main(alterations: Sequence[Alteration]) -> Alteration:
    """Return the alteration that tells most: words of content, put for one another, in the longest words."""
    return min(
        alterations,
        key=lambda x: (not _contradicts(x), not x.content, not (x.words and x.others), -len(x.words + x.others), x.words, x.others),
    )


def _contradicts(x: Alteration) -> bool:
    """Tell whether the two cannot both be what was said: other words of content, not another form of one, or a negation."""
    one, other = (fold(w).split() for w in (x.words, x.others))
    if (set(one) & DENYING == set()) != (set(other) & DENYING == set()):
        return True
    a, b = content_words(one), content_words(other)
    short, long = sorted(("".join(one), "".join(other)), key=len)
    if len(one) != len(other) and long.startswith(short):
        return False  # words put in behind others: "worldview", "world view or his"
    return bool(a and b) and not (len(a) == len(b) and all(s[:FORM] == t[:FORM] for s, t in zip(a, b, strict=True)))


def _turned(x: Alteration) -> Alteration:
    return Alteration(x.other, x.others, x.other_span, x.quotation, x.words, x.span, x.content)


def _same_slot(x: Alteration, main: Alteration) -> bool:
    return (fold(x.words), fold(x.others)) == (fold(main.words), fold(main.others))


def _side(words: str, others: str, places: Iterable[tuple[str, Span]], printed: Mapping[str, Analysis], count: Count) -> Side:
    passages = tuple(sorted({_cite(printed[quotation], span) for quotation, span in places}))
    return Side(f"prints “{words.strip(MARKS)}”" if words else f"prints no “{others}”", passages, count(passages))


def _cite(analysis: Analysis, span: Span) -> Passage:
    """Return the sentence that holds the words, or as much of a long one as stands around them."""
    sentence = next((s for s in analysis.prose.sentences if s.start <= span[0] < s.end), None)
    start, end = (sentence.start, max(sentence.end, span[1])) if sentence else span
    if end - start > LONGEST:
        start, end = max(start, span[0] - AROUND), min(end, span[1] + AROUND)
    return analysis.passage(start, end)
