"""The same words, said by somebody else."""

from collections.abc import Iterator

from bench.planted.edits import Edit, like
from bench.planted.kinds import template
from bench.planted.knowledge import words as actors
from bench.planted.page import NAME, Page, Told
from tellings.model import Quotation

SPEAK = frozenset(actors("people", "actors")) | frozenset(
    "spokesman spokeswoman spokesperson source sources witness witnesses".split()
)
PRONOUNS = frozenset(("he", "she"))
SAYS = frozenset(
    "say tell add note state announce explain claim argue insist warn declare write acknowledge admit confirm deny suggest report "
    "according accord assert maintain predict remark reply respond recall reveal stress tweet believe joke ask".split()
)
NOT = frozenset("who that which i we they it you".split())
Edits = Iterator[tuple[Edit, ...]]


def _spoken(page: Page, told: Told) -> Iterator[tuple[Quotation, int, int]]:
    """Yield quotations with one named speaker whose phrase stands in the sentence, outside marks."""
    for q in page.quotations(told):
        span = q.speaker.mention
        if (
            span
            and (q.cue_lemma or "") in SAYS
            and len(q.speaker.names) == 1
            and told.start <= span[0]
            and span[1] <= told.end
            and not page.in_marks(*span)
        ):
            words = page.text[slice(*span)]
            if words.lower() not in NOT and " and " not in words and not any(s < span[1] and span[0] < e for s, e in q.spans):
                yield q, *span


def _people(page: Page, speaking: bool) -> list[str]:
    """Return full names of persons of the article, of those who speak or of those who do not."""
    heard = {q.speaker.name for q in page.analysis.quotations}
    full = [e.name for e in page.analysis.entities if e.kind == "person" and " " in e.name and NAME.fullmatch(e.name)]
    return [name for name in full if (name in heard) == speaking]


def _given(page: Page, told: Told, speaking: bool, printed: str) -> Edits:
    for q, start, end in _spoken(page, told):
        words = page.text[start:end]
        kind = (
            "pronoun"
            if words.lower() in PRONOUNS
            else "name"
            if any(page.tag(n) == "PROPN" for n in range(*page.trees.words_of(start, end)))
            else "role"
        )
        if kind != printed:
            continue
        comma = "," in words and page.text[end : end + 1] == ","
        if printed == "role" and not {w.lower() for w in words.split()} & SPEAK:
            continue
        said = page.text[told.start : told.end]
        own = (q.speaker.name or "").split()
        for name in _people(page, speaking):
            if name.split()[-1] not in said and name.split()[-1] not in own and name.split()[0] not in own:
                yield (Edit(start, end + comma, like(words, name)),)
                break


@template("speaker", "A")
def name_by_speaker(page: Page, told: Told) -> Edits:
    """Ada Brook said -> Tom Reed said, who speaks elsewhere in the article."""
    yield from _given(page, told, True, "name")


@template("speaker", "A")
def pronoun_by_speaker(page: Page, told: Told) -> Edits:
    """She said -> Tom Reed said, who speaks elsewhere in the article."""
    yield from _given(page, told, True, "pronoun")


@template("speaker", "A")
def role_by_other(page: Page, told: Told) -> Edits:
    """The mayor said -> Una Vale said, who is named but never speaks."""
    yield from _given(page, told, False, "role")


@template("speaker", "B")
def name_by_other(page: Page, told: Told) -> Edits:
    """Ada Brook said -> Una Vale said, who is named but never speaks."""
    yield from _given(page, told, False, "name")


@template("speaker", "B")
def pronoun_by_other(page: Page, told: Told) -> Edits:
    """She said -> Una Vale said, who is named but never speaks."""
    yield from _given(page, told, False, "pronoun")


@template("speaker", "B")
def role_by_speaker(page: Page, told: Told) -> Edits:
    """The mayor said -> Tom Reed said."""
    yield from _given(page, told, True, "role")
