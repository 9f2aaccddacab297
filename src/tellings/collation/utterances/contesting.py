"""Which readings of an utterance give it to people of whom one cannot be the other.

Read by eye on 30 stories: a report that gives words to a body and one that gives them to its officer agree; so mostly do a
role and a name. What is left are two people of full names, and words that float behind another's.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from tellings.collation.utterances.said import Telling
from tellings.collation.utterances.settling import Cast, is_person
from tellings.collation.utterances.speakers import NAMED, NEAR, evidence
from tellings.comparison.speakers import alike, best_names, is_full_name, is_unnamed, surname
from tellings.language.content import fold
from tellings.model import Reading

VERBATIM = frozenset({"same-words", "shared-run", "same-sentence"})  # rules that join words whoever is named
PLAIN_WORDS = 3  # content words in lower case that both print
Linked = Mapping[tuple[str, str], str]


class Voice(Struct, frozen=True):
    """Whom one report gives the words to.

    ``sure``: it prints a name or a role for them, and not a pronoun; ``near``: it prints nothing, and the words stand beside
    somebody's.
    """

    name: str
    person: bool
    sure: bool = False
    near: bool = False


def contest(read: Sequence[Reading], tellings: Sequence[Telling], linked: Linked, cast: Cast) -> tuple[Reading, ...]:
    """Return the readings, those marked as contested that name different people for words which are linked.

    ``linked`` holds the rule that joins two quotations, by their ids in order.
    """
    if len(read) < 2:
        return tuple(read)
    by_id = {t.quotation.id: (t, _voice(t, cast)) for t in tellings}
    against = [
        {n, m}
        for (n, a), (m, b) in combinations(enumerate(read), 2)
        if any(_contests(*by_id[q], *by_id[r], linked) for q in a.quotations for r in b.quotations)
    ]
    held = set[int]().union(*against)
    return tuple(replace(r, contested=n in held) for n, r in enumerate(read))


def _contests(one: Telling, a: Voice | None, other: Telling, b: Voice | None, linked: Linked) -> bool:
    if a is None or b is None or one.article == other.article:
        return False
    first, second = sorted((one.quotation.id, other.quotation.id))
    if linked.get((first, second)) not in VERBATIM or not _exclude(a, b) or not _telling(one, other):
        return False
    return not (_mentions(one, b) or _mentions(other, a)) and _known(one, a, other, b)


def _voice(telling: Telling, cast: Cast) -> Voice | None:
    """Return whom the article gives the words to, None where that is several people or rests on a pronoun alone.

    Of 22 conflicts read that rested on a pronoun without a name beside a cue shortly before it, none was right.
    """
    quotation, held = telling.quotation, evidence(telling.quotation, telling.source)
    beside = cast.apparent.get(quotation.id)
    if held <= NEAR:
        one = beside is not None and beside.sure and len(beside.names) == 1
        return Voice(beside.names[0], beside.person, near=True) if beside and one else None
    names = best_names(quotation)
    anchored = quotation.id in cast.anchored
    if len(names) != 1 or (held < NAMED and quotation.speaker.entity and not anchored):
        return None
    return Voice(names[0], is_person(quotation, cast.kinds), sure=not anchored)


def _exclude(a: Voice, b: Voice) -> bool:
    """Tell whether two voices are two people: two full names, or a name near by and somebody who is kept unnamed."""
    if any(
        v.near and v.person and is_full_name(v.name) and w.sure and is_unnamed(w.name) and not w.person for v, w in ((a, b), (b, a))
    ):
        return True
    people = all(v.person and is_full_name(v.name) for v in (a, b))
    return people and not (a.near and b.near) and alike([a.name], [b.name]) == "different"


def _known(one: Telling, a: Voice, other: Telling, b: Voice) -> bool:
    """Tell whether the other report knows the person whom a pronoun or a place beside words in marks gives: else it is misread."""
    doubtful = [(voice, told) for voice, told in ((a, other), (b, one)) if not voice.sure]
    if doubtful and not (one.marked and other.marked):
        return False
    return not doubtful or any(surname(voice.name) in fold(told.source) for voice, told in doubtful)


def _telling(one: Telling, other: Telling) -> bool:
    """Tell whether the two share enough words that are no names: two people may both name one law."""
    plain = [{w.stem for w in t.words if w.stem and t.source[w.start].islower()} for t in (one, other)]
    return len(plain[0] & plain[1]) >= PLAIN_WORDS


def _mentions(telling: Telling, voice: Voice) -> bool:
    """Tell whether the words around the quotation name the other: "a spokesman for Venn said", "Venn and Osk said".

    So may the quotation itself, unless the other only stands near by: people rarely speak of themselves by name, and a
    report that has them do so is more likely misread.
    """
    quotation = telling.quotation
    spans = [*quotation.spans, *quotation.speaker.mentions, *(s for s in (quotation.speaker.mention, quotation.cue) if s)]
    start, end = min(s[0] for s in spans), max(s[1] for s in spans)
    around = telling.source[start:end]
    for first, last in reversed(quotation.spans if voice.near else ()):
        around = around[: first - start] + " " + around[last - start :]
    return bool(surname(voice.name)) and surname(voice.name) in fold(around)
