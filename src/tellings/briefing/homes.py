"""Details at home: a name, number or day of one passage may not be told of what another passage tells."""

import re
from collections.abc import Iterator, Sequence

from tellings.analysis.mentions import person_nouns
from tellings.comparison import Frame, Sentences
from tellings.comparison.likeness import same_predicate
from tellings.comparison.times import holds
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.numbers import find_numbers
from tellings.model import Moment, Span

# By judgement, looking at `python -m bench.writer --half A` and `python -m bench.planted gate --half A`.
TELLS = 0.5  # share of a clause's content, names and numbers left out, that a sentence must have to tell it
RIVAL = 0.15  # a sentence that has this much less of it may be the one that is meant
CORE = ("agent", "patient", "recipient")
SMALL = 2  # numbers up to this one are told by words, too, where no other number stands: "a pair", "another"
REACH = 30  # characters before a number in which a name stands
AGE = re.compile(r"[A-Z][\w’'-]+, \d{1,3}\Z")  # “Brook, 61”, not “in May 61”
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
OPEN = frozenset("he she they his her their him them i we my our".split())  # whoever a passage leaves open, a sentence may name


def check_homes(own: Sentences, theirs: Sequence[Sentences], moments: Sequence[Moment]) -> Iterator[str]:
    """Yield the names, numbers and times of a clause that stand in none of the passages' sentences which tell that clause.

    ``theirs`` are the sentences of the passages, each read alone; with one of them there is nothing to mix up.
    """
    if len(theirs) < 2:
        return
    for frame in own.frames(0, len(own.text)):
        homes = _homes(own, frame, theirs)
        if homes and len(homes) < len(theirs):
            yield from _names(own, frame, homes)
            yield from _things(own, frame, homes, theirs)
            yield from _numbers(own, frame, homes, theirs)
            yield from _times(own, frame, homes, moments)


def _homes(own: Sentences, frame: Frame, theirs: Sequence[Sentences]) -> list[Sentences]:
    """Return the sentences that tell a clause; none where no sentence has enough of it."""
    aside = _named_keys(own, frame) | frozenset(
        k for m in own.analysis.moments for w in own.text[m.start : m.end].split() for k in keys_of(w)
    )
    core = frozenset(k for k in frame.content if not k[:1].isdigit()) - aside
    if not core:
        return []
    shares = [len(core & t.keys) / len(core) for t in theirs]
    best = max(shares)
    return [t for t, share in zip(theirs, shares, strict=True) if share >= max(TELLS, best - RIVAL)] if best >= TELLS else []


def _inner(own: Sentences, frame: Frame) -> list[Span]:
    """Return the stretches of the clauses inside a clause, which have homes of their own."""
    others = (f.span for f in own.frames(0, len(own.text)) if f.word != frame.word)
    return [s for s in others if frame.span[0] <= s[0] and s[1] <= frame.span[1] and s != frame.span]


def _named(told: Sentences, start: int, end: int, without: Sequence[Span] = ()) -> list[str]:
    """Return the words of names in some characters."""
    syntax = told.analysis.syntax
    if syntax is None:
        return []
    words = zip(syntax.words, syntax.tags, strict=True)
    days = [(m.start, m.end) for m in told.analysis.moments]
    return [
        told.text[s:e]
        for (s, e), tag in words
        if tag == "PROPN"
        and start <= s < end
        and told.text[s:e][:1].isupper()
        and not any(a <= s < b for a, b in (*days, *without))
    ]


def _named_keys(told: Sentences, frame: Frame) -> frozenset[str]:
    return frozenset(k for w in _named(told, *frame.span) for k in keys_of(w))


def _names(own: Sentences, frame: Frame, homes: Sequence[Sentences]) -> Iterator[str]:
    """Yield a name that no home has, where each has another one in its place and nobody left open."""
    mine = {_bare(w): w for w in _named(own, *frame.span, _inner(own, frame))}
    held = {_bare(w) for told in homes for w in WORD.findall(printed(told))}
    strange = [w for f, w in mine.items() if f not in held]
    if not strange:
        return
    beside = [w for r, p in frame.parts if r not in CORE for w in _named(own, *p.span) if w in strange]  # "at Lund", "from Lund"
    if any(OPEN & {fold(w) for w in _words(t)} and not _is_taken(own, frame, strange, t) for t in homes):
        strange = [w for w in strange if w in beside]  # where and when it was no pronoun of theirs leaves open
    others = [w for t in homes for s in t.analysis.prose.sentences for w in _named(t, s.start, s.end)]
    here = {_bare(w) for w in _named(own, 0, len(own.text))}
    instead = [w for w in others if _bare(w) not in here]
    if instead and strange:
        yield f"the sentence has “{strange[0]}” where the passage has “{instead[0]}”"
    elif beside:
        yield f"the name {beside[0]} stands in a passage that does not tell this"


def _things(own: Sentences, frame: Frame, homes: Sequence[Sentences], theirs: Sequence[Sentences]) -> Iterator[str]:
    """Yield a thing of another passage that does, or befalls, what a person does in each home: no person is called so."""
    away = frozenset(k for t in theirs if t not in homes for k in t.keys)
    for role, mine in frame.parts:
        thing = own.text[slice(*own.trees.words[mine.head])] if own.trees else ""
        heads = mine.heads[0] if mine.heads else frozenset[str]()
        if role not in CORE or mine.open or mine.names or not heads or not heads <= away or fold(thing) in person_nouns():
            continue
        persons = [next((n for n in _persons(t, frame, role) if not _has(own, n)), "") for t in homes]
        if all(persons) and not any(heads & t.keys for t in homes):
            yield f"the sentence has “{thing}” where the passage has “{persons[0]}”"


def _persons(told: Sentences, frame: Frame, role: str) -> Iterator[str]:
    """Yield the names of persons who play a role in the clauses of one predicate."""
    people = [(m.start, m.end) for e in told.analysis.entities if e.kind == "person" for m in e.mentions]
    for s in told.analysis.prose.sentences:
        for f in told.frames(s.start, s.end):
            for part in f.of(role) if same_predicate(frame, f) else ():
                yield from (told.text[a:b] for a, b in people if part.named and part.span[0] <= a < part.span[1])


def _has(own: Sentences, name: str) -> bool:
    here = {_bare(w) for w in WORD.findall(own.text)}
    return any(_bare(w) in here for w in WORD.findall(name))


def _is_taken(own: Sentences, frame: Frame, names: Sequence[str], told: Sentences) -> bool:
    """Tell whether a sentence has somebody by name where the clause has some names, so that its pronouns are others'."""
    roles = {r for r, p in frame.parts if r in CORE and any(w in own.text[slice(*p.span)] for w in names)}
    theirs = [f for s in told.analysis.prose.sentences for f in told.frames(s.start, s.end) if same_predicate(frame, f)]
    return bool(roles) and any(p.named for f in theirs for r in roles for p in f.of(r))


def _bare(word: str) -> str:
    return fold(word).removesuffix("'s").replace(".", "")


def printed(told: Sentences) -> str:
    """Return the text of the sentences that are read, of which an article has more."""
    return " ".join(told.text[s.start : s.end] for s in told.analysis.prose.sentences)


def _words(told: Sentences) -> list[str]:
    syntax = told.analysis.syntax
    return [told.text[s:e] for s, e in syntax.words] if syntax else []


def _numbers(own: Sentences, frame: Frame, homes: Sequence[Sentences], theirs: Sequence[Sentences]) -> Iterator[str]:
    days = [(m.start, m.end) for m in own.analysis.moments]
    held = {n.value for t in homes for n in find_numbers(printed(t))}
    mine = {n.value for n in find_numbers(own.text)}
    instead = all(any(n not in mine for n in _counts(t)) for t in homes)
    for number in find_numbers(own.text, *frame.span):
        beside = AGE.search(own.text, max(0, number.start - REACH), number.end)
        aged = beside and any(beside.group() in printed(t) for t in theirs)  # "Ada Brook, 61," whatever she did
        by_words = number.value <= SMALL and not instead
        if number.value not in held and not by_words and not aged and not any(a <= number.start < b for a, b in days):
            yield f"the number {own.text[number.start : number.end]} stands in a passage that does not tell this"


def _counts(told: Sentences) -> Iterator[float]:
    """Yield the numbers of the sentences that are read, days and hours left out."""
    days = [(m.start, m.end) for m in told.analysis.moments]
    for s in told.analysis.prose.sentences:
        yield from (n.value for n in find_numbers(told.text, s.start, s.end) if not any(a <= n.start < b for a, b in days))


def _times(own: Sentences, frame: Frame, homes: Sequence[Sentences], moments: Sequence[Moment]) -> Iterator[str]:
    for moment in own.analysis.moments:
        words = fold(own.text[moment.start : moment.end])
        if not frame.span[0] <= moment.start < frame.span[1] or moment.type not in ("DATE", "TIME"):
            continue
        printed = any(words in fold(t.text[s.start : s.end]) for t in homes for s in t.analysis.prose.sentences)
        inside = [
            m
            for t in homes
            for s in t.analysis.prose.sentences
            for m in moments
            if m.article == t.analysis.article.id and s.start <= m.start < s.end
        ]
        if not printed and not any(holds(moment, m) for m in inside):
            yield f"the time “{own.text[moment.start : moment.end]}” stands in a passage that does not tell this"
