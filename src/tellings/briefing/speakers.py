"""Whom a sentence lets speak, beside whom the passages let speak."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tellings.briefing.spoken import find_sayings
from tellings.briefing.telling import WORD, stems_of
from tellings.comparison import Frame, Phrase, Sentences
from tellings.comparison.speakers import alike, best_names
from tellings.comparison.words import keys_of
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Passage, Quotation

Meaning = Callable[[Sequence[str]], Any]
Spoken = Sequence[tuple[Passage, Sequence[Quotation]]]
# By judgement.
SAID = 0.5  # share of the content of what is said here that must stand in what is said there
RIVAL = 0.15  # words this much less alike may still be the ones that are meant
SAYING = frozenset(k for w in ("say", "tell", "add", "state", "announce", "claim", "insist", "warn", "argue") for k in keys_of(w))
ONE_ROLE = 0.6  # cosine of two words' vectors of meaning
WITHOUT = frozenset({"had", "has", "have", "also"})  # words of a verb of saying that have no keys
TELLING = SAYING | frozenset(k for w in ("accuse", "blame", "criticise", "praise", "find", "show", "suggest") for k in keys_of(w))
BESIDE = 2  # words on each side of a verb of saying that must be the same for it to stand as the passage has it
OWN = 0.6  # share of it that the passage may tell in its own voice


def check_speakers(
    analysis: Analysis, spoken: Spoken, told: Sequence[Sentences], outlets: Sequence[str], meaning: Meaning | None = None
) -> Iterator[str]:
    """Yield what the sentence gives to somebody to whom no passage gives it; ``told`` are the sentences of the passages."""
    text = analysis.article.text
    for quotation in analysis.quotations:
        names = best_names(quotation) or _printed(quotation, text)
        if not names or _is_outlet(names, outlets) or _is_pronoun(quotation, text):
            continue
        if _in_place(text, quotation, spoken):
            continue
        mine = _content(text, quotation)
        found = sorted(((_share(mine, _content_of(p, q)), n) for n, (p, q) in enumerate(_all(spoken))), key=lambda x: (-x[0], x[1]))
        says = _says_so(names, mine, told, keys_of(quotation.cue_lemma or ""))
        if says >= max(SAID, found[0][0] - RIVAL if found else 0.0):
            continue
        every = list(_all(spoken))
        if not mine and any(_stands(names, p) for p, _ in spoken):
            continue
        if not mine or not found or found[0][0] < SAID:
            yield from _not_said(names, mine, spoken)
            continue
        rivals = [every[n] for score, n in found if score >= max(SAID, found[0][0] - RIVAL)]
        known = any(_same(names, q) for _, q in every if all(q is not r for _, r in rivals))
        if not any(_may_be(names, p, q, known) or _one_role(names, q, meaning) for p, q in rivals):
            others = best_names(rivals[0][1]) or _printed(rivals[0][1], "")
            instead = f"the passage gives it to {' and '.join(others)}" if others else "the passage does not say who speaks"
            yield f"what {' and '.join(names)} is said to say is not given to {' and '.join(names)}: {instead}"


def _says_so(names: Sequence[str], mine: frozenset[str], told: Sequence[Sentences], cue: frozenset[str]) -> float:
    """Return how much of the words stands in a passage, in the tree, with a verb of saying that somebody of that name does."""
    last = {_last(n) for n in names if n.split()}
    return max(
        (
            _share(mine, sentences.keys_under(_top(sentences, frame.word)))
            for sentences in told
            for frame in sentences.frames(0, len(sentences.text))
            if frame.keys & (SAYING | cue) and any(_is_named(last, p, sentences, frame) for p in frame.of("agent"))
        ),
        default=0.0,
    )


def _last(name: str) -> str:
    """Return the word of a name or role that tells whom it means: "Ada Brook", "a survey of 900 homes"."""
    words = fold(name).split()
    if not any(w[:1].isupper() for w in name.split()) and "of" in words[1:]:
        words = words[: words.index("of", 1)]
    return words[-1].removesuffix("'s")


def _is_named(last: set[str], agent: Phrase, told: Sentences, frame: Frame) -> bool:
    """Tell whether a speaker bears one of the names, has it as his role, or is a pronoun for who else does something there."""
    words = {fold(w) for w in WORD.findall(told.text[slice(*agent.span)])}
    if last & (agent.names | {agent.word}) or (last & words and not any(w in agent.names for w in last)):
        return True
    others = (p for f in told.frames(0, len(told.text)) if f.word != frame.word for p in f.of("agent"))
    return agent.open and any(last & (p.names | {p.word}) for p in others)


def _top(told: Sentences, word: int) -> int:
    """Return the word on which a verb of saying hangs that stands behind or amid what is said: "it rained, she found"."""
    if not told.trees or told.trees.label(word) != "parataxis":
        return word
    return word if any(told.trees.label(c) == "ccomp" for c in told.trees.children(word)) else told.trees.heads[word]


def _all(spoken: Spoken) -> Iterator[tuple[Passage, Quotation]]:
    for passage, held in spoken:
        yield from ((passage, q) for q in held)


def _content(text: str, quotation: Quotation) -> frozenset[str]:
    """Return the keys of what is said; of two sentences joined by a semicolon, of the one beside a cue behind them."""
    parts = [text[s:e] for s, e in quotation.spans]
    if quotation.cue and parts and quotation.cue[0] >= quotation.spans[-1][1]:
        parts = [p.rpartition("; ")[2] for p in parts]
    return frozenset(k for p in parts for w in WORD.findall(p) for k in keys_of(w))


def _in_place(text: str, quotation: Quotation, spoken: Spoken) -> bool:
    """Tell whether a passage has a verb of the same key between the same words, whoever the reader takes for its subject."""
    if not quotation.cue:
        return False
    start, end = quotation.cue
    before, behind = _words(text[:start])[-BESIDE:], _words(text[end:])[:BESIDE]
    cue = [keys_of(w) for w in WORD.findall(text[start:end])]
    if len(before) < BESIDE or not cue:
        return False
    for passage, _ in spoken:
        words = _words(passage.exact)
        for n in range(BESIDE, len(words) - len(cue) + 1):
            after = words[n + len(cue) : n + len(cue) + BESIDE]
            same = words[n - BESIDE : n] == before and after == behind[: len(after)] and bool(after) == bool(behind)
            if same and all(keys_of(w) & k or w in WITHOUT for w, k in zip(words[n:], cue, strict=False)):
                return True
    return False


def _words(text: str) -> list[str]:
    return [fold(w) for w in WORD.findall(text)]


def _content_of(passage: Passage, quotation: Quotation) -> frozenset[str]:
    cut = [(max(s, passage.start) - passage.start, min(e, passage.end) - passage.start) for s, e in quotation.spans]
    return frozenset(k for s, e in cut if s < e for w in WORD.findall(passage.exact[s:e]) for k in keys_of(w))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one) if one else 0.0


def _printed(quotation: Quotation, text: str) -> tuple[str, ...]:
    """Return the words that stand for the speaker where no name is known: "the mayor"."""
    mention = quotation.speaker.mention
    return (text[slice(*mention)],) if mention and text else ()


def _is_pronoun(quotation: Quotation, text: str) -> bool:
    """Tell whether the sentence says "he" or "they", who may be anybody."""
    mention = quotation.speaker.mention
    return mention is None or fold(text[slice(*mention)]) in load_table("briefing", "words.toml")["dangling"]["openly"]


def _is_outlet(names: Sequence[str], outlets: Sequence[str]) -> bool:
    words = {fold(w) for o in outlets for w in WORD.findall(o)}
    return all({fold(w) for w in WORD.findall(n)} - {"the"} <= words for n in names)


def _same(names: Sequence[str], quotation: Quotation) -> bool:
    theirs = best_names(quotation)
    return bool(theirs) and alike(names, theirs) == "same"


def _may_be(names: Sequence[str], passage: Passage, quotation: Quotation, known: bool) -> bool:
    """Tell whether the passage's speaker may be the one of the sentence: one name, or one role.

    ``known``: the one of the sentence speaks elsewhere in the passages, and so is another than a speaker without a name.
    """
    theirs = best_names(quotation)
    if theirs and (alike(names, theirs) in ("same", "partly") or _capitals(names) & _capitals(theirs)):
        return True
    if (
        not known
        and not any(w[:1].isupper() and fold(w) not in _days() for n in theirs for w in n.split())
        and _stands(names, passage)
    ):
        return True  # the passage's speaker is no name: what the reader took for one may be anything
    mention = quotation.speaker.mention
    printed = passage.exact[max(0, mention[0] - passage.start) : max(0, mention[1] - passage.start)] if mention else ""
    roles = {k for n in (printed, *theirs) for w in WORD.findall(n) for k in keys_of(w)}
    mine = [{k for w in WORD.findall(n) for k in keys_of(w)} for n in names]
    return bool(roles) and all(m and m <= roles for m in mine)


def _capitals(names: Sequence[str]) -> set[str]:
    """Return the capitalised words of names: of a long one the reader may hold a part."""
    return {fold(w) for n in names for w in n.split() if w[:1].isupper()}


def _one_role(names: Sequence[str], quotation: Quotation, meaning: Meaning | None) -> bool:
    """Tell whether two speakers without a name may be told by two words for one: "protesters", "demonstrators"."""
    theirs = best_names(quotation)
    if not meaning or not theirs or any(w[:1].isupper() for n in (*names, *theirs) for w in n.split()):
        return False
    vectors = meaning([names[0].split()[-1], theirs[0].split()[-1]])
    return float(vectors[0] @ vectors[1]) >= ONE_ROLE


def _days() -> frozenset[str]:
    return frozenset(load_table("briefing", "words.toml")["days"]["words"])


def _stands(names: Sequence[str], passage: Passage) -> bool:
    words = {fold(w) for w in WORD.findall(passage.exact)}
    return all(fold(n).split()[-1].removesuffix("'s") in words for n in names if n.split())


def _not_said(names: Sequence[str], mine: frozenset[str], spoken: Spoken) -> Iterator[str]:
    """Yield that nobody of that name says so, unless a passage has the name beside a verb of saying and the words near it."""
    last = {_last(n) for n in names if n.split()}
    for passage, _ in spoken:
        sayers = {w for s in find_sayings(passage.exact) for w in s.name}
        if (
            last & sayers
            and _share(mine, frozenset(k for w in stems_of(passage.exact) for k in keys_of(w)) | _keys(passage)) >= OWN
        ):
            return
    yield f"{' and '.join(names)} says this in no cited passage"


def _keys(passage: Passage) -> frozenset[str]:
    return frozenset(k for w in WORD.findall(passage.exact) for k in keys_of(w))
