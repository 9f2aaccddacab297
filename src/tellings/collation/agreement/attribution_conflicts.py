"""One utterance given to different people, or told by one report as somebody's words and by another as its own."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from tellings.collation.agreement.positions import Count
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Conflict, Passage, Quotation, Reading, Side, Span, Strength, Utterance, make_id

DIFFERENT, FLOATING, JOINT, OWN_VOICE = "different-speakers", "floating-beside-another", "joint-or-single", "own-voice"
RUN = 10  # words printed alike, in a row, that show a borrowed statement and not a common turn of phrase
LINKS = frozenset({"of", "from", "for", "at", "in", "with", "who", "close", "familiar", "speaking"})
LONGEST = 600  # characters of a sentence that is cited
REPORTING = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|said|says?|told|according|report(?:s|ed)?|announced|claim(?:s|ed)?|add(?:s|ed)|stat(?:es|ed))\b",
    re.IGNORECASE,
)


def find_attribution_conflicts(
    analyses: Sequence[Analysis], quotations: Sequence[Quotation], utterances: Sequence[Utterance], count: Count
) -> list[Conflict]:
    """Return the conflicts over who said something.

    hard: two reports print different names beside the words; soft: one of the two is a pronoun's, one leaves the words
    beside another speaker than the one a sister report names, joint speakers against one of them, or an attributed
    statement that another report tells in its own voice.
    """
    by_article = {a.article.id: a for a in analyses}
    printed = {q.id: q for q in quotations}
    people = {_bare(e.name).split()[-1] for a in analyses for e in a.entities if e.kind == "person" and e.name.strip()}
    disputed = [u for u in utterances if len(u.readings) > 1]
    found = [c for u in disputed for c in [_conflict(u, printed, by_article, people, count)] if c]
    return found + list(_own_voice(analyses, quotations, count))


def _conflict(
    utterance: Utterance, printed: Mapping[str, Quotation], by_article: Mapping[str, Analysis], people: Set[str], count: Count
) -> Conflict | None:
    if len({printed[q].article for r in utterance.readings for q in r.quotations}) < 2:
        return None
    read = [r for r in utterance.readings if r.contested]
    if not read and not _joint(utterance.readings, people):
        return None
    rule = (FLOATING if any(r.basis == "near" for r in read) else DIFFERENT) if read else JOINT
    strength: Strength = "hard" if rule == DIFFERENT and all(r.basis == "named" for r in read) else "soft"
    sides = tuple(_side(r, printed, by_article, count) for r in read or utterance.readings)
    if rule == JOINT and _prints_both(sides, utterance.readings):
        return None
    about = f"who said “{_short(utterance.text)}”"
    return Conflict(make_id("c", "attribution", utterance.id), "attribution", strength, sides, rule, about, utterance.score)


def _joint(readings: Sequence[Reading], people: Set[str]) -> bool:
    """Tell whether names stand beside every cue, all of them people's, and joint speakers hold the speaker of another report."""
    if not all(r.basis == "named" and all(len(_bare(n).split()) > 1 for n in r.names) and _surnames(r) <= people for r in readings):
        return False
    return any(a < b or b < a for a, b in combinations(map(_surnames, readings), 2))


def _surnames(reading: Reading) -> set[str]:
    return {_bare(n).split()[-1] for n in reading.names}


def _bare(name: str) -> str:
    """Return a name without the place or body it comes from: "Ada Thorne of Millford"."""
    return name.split(" of ", maxsplit=1)[0].strip()


def _prints_both(sides: Sequence[Side], readings: Sequence[Reading]) -> bool:
    """Tell whether a report that is read as naming fewer prints the other names in the same sentence."""
    everybody = set[str]().union(*map(_surnames, readings))
    return any(
        all(any(name in p.exact for p in side.passages) for name in everybody - _surnames(reading))
        for side, reading in zip(sides, readings, strict=True)
        if everybody - _surnames(reading)
    )


def _side(reading: Reading, printed: Mapping[str, Quotation], by_article: Mapping[str, Analysis], count: Count) -> Side:
    passages = {p for q in reading.quotations for p in _sentences(by_article[printed[q].article], printed[q])}
    statement = f"prints no speaker, beside words of {reading.speaker}" if reading.basis == "near" else f"names {reading.speaker}"
    return Side(statement, tuple(sorted(passages)), count(passages))


def _sentences(analysis: Analysis, quotation: Quotation) -> Iterator[Passage]:
    """Cite the sentence in which the quotation begins, the sentence of its cue, and the rest of it while that is short."""
    spans = [*quotation.spans, *([quotation.cue] if quotation.cue else [])]
    held = [s for s in analysis.prose.sentences if any(s.start < end and start < s.end for start, end in spans)]
    size = 0
    for s in held:
        size += s.end - s.start
        if size <= LONGEST:
            yield analysis.passage(s.start, s.end)
    if held and held[0].end - held[0].start > LONGEST:
        start, end = quotation.spans[0]
        yield analysis.passage(start, min(end, start + LONGEST))


def _short(text: str) -> str:
    bare = text.strip("“”\"' ,.")
    return bare if len(bare) <= 60 else bare[:60].rsplit(" ", 1)[0] + " …"


def _own_voice(analyses: Sequence[Analysis], quotations: Sequence[Quotation], count: Count) -> Iterator[Conflict]:
    """Find statements that one report credits to unnamed people and another prints in the same words as its own."""
    quoted: dict[str, list[Quotation]] = defaultdict(list)
    for q in quotations:
        quoted[q.article].append(q)
    plain: dict[tuple[str, ...], set[Passage]] = defaultdict(set)
    for a in analyses:
        for key, passage in _own_words(a, quoted[a.article.id]):
            plain[key].add(passage)
    by_article = {a.article.id: a for a in analyses}
    found: dict[tuple[Passage, ...], list[Quotation]] = defaultdict(list)
    for q in sorted(quotations, key=lambda q: (q.article, q.spans)):
        if q.kind == "indirect" and q.speaker.name and _unnamed(q.speaker.name):
            own = {p for key in _runs(by_article[q.article], q.spans) for p in plain.get(key, ()) if p.article != q.article}
            if own:
                found[tuple(sorted(own))].append(q)
    return (_voiced(by_article, told, own, count) for own, told in found.items())


def _unnamed(name: str) -> bool:
    """Tell whether a report credits people whom it keeps from its readers; a body's credit is dropped at will."""
    words = fold(name).split()
    if name != name.lower():
        return False
    cut = next((n for n, w in enumerate(words) if n and w in LINKS), len(words))
    return words[cut - 1] in load_table("collation/agreement", "unnamed.toml")["heads"]


def _voiced(by_article: Mapping[str, Analysis], told: Sequence[Quotation], own: tuple[Passage, ...], count: Count) -> Conflict:
    passages = tuple(sorted({p for q in told for p in _sentences(by_article[q.article], q)}))
    sides = (
        Side(f"gives it to {told[0].speaker.name}", passages, count(passages)),
        Side("tells it in its own voice", own, count(own)),
    )
    about = f"whether “{_short(own[0].exact)}” is somebody's statement"
    return Conflict(make_id("c", OWN_VOICE, *(q.id for q in told)), "attribution", "soft", sides, OWN_VOICE, about, 1.0)


def _own_words(analysis: Analysis, quotations: Sequence[Quotation]) -> Iterator[tuple[tuple[str, ...], Passage]]:
    """Return the runs of the sentences that neither quote nor report, each with its sentence."""
    near = [s for q in quotations for s in (*q.spans, *([q.cue] if q.cue else []))]
    for sentence in analysis.prose.sentences:
        if any(start < sentence.end and sentence.start < end for start, end in near):
            continue
        if sentence.end - sentence.start <= LONGEST and not REPORTING.search(analysis.article.text, sentence.start, sentence.end):
            passage = analysis.passage(sentence.start, sentence.end)
            for key in _runs(analysis, ((sentence.start, sentence.end),)):
                yield key, passage


def _runs(analysis: Analysis, spans: Iterable[Span]) -> Iterator[tuple[str, ...]]:
    tokens = analysis.prose.tokens
    for start, end in spans:
        first, last = (bisect_left(tokens, place, key=lambda t: t.start) for place in (start, end))
        keys = [fold(t.text) for t in tokens[first:last] if t.end <= end and t.kind in ("word", "number")]
        for n in range(len(keys) - RUN + 1):
            yield tuple(keys[n : n + RUN])
