"""What an assistant is answered: findings, each with its passages, short enough to be read whole.

A field that is not there has its default: null, false, nothing, none.
"""

from msgspec import Struct

from tellings.model import ConflictKind, StoryCard, Strength, UtteranceFlag


class Quoted(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of an article, as printed: ``exact`` is what stands at ``[start, end)`` of it, in code points.

    ``outlet`` and ``day`` (ISO 8601, of publication) are null where nobody knows them. ``cut``: the finding's passage goes on
    after ``end``; ``detail: full`` gives all of it.
    """

    article: str
    start: int
    end: int
    exact: str
    outlet: str | None
    day: str | None
    cut: bool = False


class Report(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article as a telling of a story; ``reference`` names it in a line, ``origin`` is the id of what it rests on."""

    article: str
    reference: str
    outlet: str | None = None
    agency: str | None = None
    day: str | None = None
    url: str | None = None
    origin: str | None = None


class Finding(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A statement and the passages on which it rests; ``passages_of`` counts those that are not shown too.

    ``agreement``: corroborated (by ``origins`` origins), told_by_one, in_conflict. ``day``: of the event, for a timeline.
    ``about``: ids of claims and conflicts that a sentence of a brief tells.
    """

    id: str
    text: str
    passages: tuple[Quoted, ...]
    passages_of: int
    agreement: str | None = None
    origins: int | None = None
    day: str | None = None
    about: tuple[str, ...] = ()


class Speech(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was said once. ``speaker`` is null where the reports do not settle on one; ``speakers`` says whom each names.

    ``words`` are those of the passage that is best; ``variants`` how else it is printed. ``kind``: direct (words inside
    quotation marks), mixed, indirect (told in the report's own words: never put marks around these).
    """

    id: str
    speaker: str | None
    words: str
    kind: str
    passages: tuple[Quoted, ...]
    passages_of: int
    story: str | None = None
    speakers: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    flags: tuple[UtteranceFlag, ...] = ()


class Position(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a conflict: what it says, how many origins stand behind it, where it stands."""

    statement: str
    origins: int
    passages: tuple[Quoted, ...]
    passages_of: int


class Dispute(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where reports cannot all be right (hard), or differ in tone, scope or one reading (soft)."""

    id: str
    kind: ConflictKind
    strength: Strength
    about: str
    sides: tuple[Position, ...]


class Root(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An origin: the reports that rest mainly on it. ``unseen``: inferred, no report of it is here.

    ``traced``: something shows the descent (``basis`` says what); an origin of one report is untraced: nothing shows where it
    has its words from, which is not to say that it is independent. ``also``: passages of other reports that rest on it.
    """

    id: str
    name: str
    unseen: bool
    traced: bool
    reports: tuple[Report, ...]
    reports_of: int
    basis: tuple[str, ...] = ()
    also: tuple[Quoted, ...] = ()
    also_of: int = 0


class Cited(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A passage to be cited: the words, what stands around them, how to name the report."""

    passage: Quoted
    before: str
    after: str
    reference: str
    url: str | None = None
    title: str | None = None
    story: str | None = None
    standing: str = "current"


class Disputed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conflict on which a sentence touches."""

    id: str
    kind: ConflictKind
    strength: Strength
    statement: str


class Graded(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sentence of the text at ``[start, end)``, and whether all of it stands in the passages.

    Where it is not ``supported``, ``reasons`` say what stands nowhere; the passages are then the nearest.
    """

    text: str
    start: int
    end: int
    supported: bool
    reasons: tuple[str, ...]
    passages: tuple[Quoted, ...]
    passages_of: int
    conflicts: tuple[Disputed, ...] = ()


class Stories(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``list_stories``."""

    stories: tuple[StoryCard, ...]
    more: str | None = None


class Found(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A story in which words were found, and where."""

    story: StoryCard
    passages: tuple[Quoted, ...]


class Findings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``search``."""

    found: tuple[Found, ...]
    more: str | None = None


class StoryPart(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``get_story``. ``has`` counts what there is of everything; ``of`` what there is of this part."""

    story: StoryCard
    part: str
    of: int
    findings: tuple[Finding, ...] = ()
    reports: tuple[Report, ...] = ()
    has: dict[str, int] = {}
    more: str | None = None


class Speeches(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``who_said``. ``unread``: reports that may name the speaker and were not read yet; asking again reads some."""

    said: tuple[Speech, ...]
    story: StoryCard | None = None
    of: int | None = None
    unread: int = 0
    more: str | None = None


class Disputes(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``conflicts``."""

    story: StoryCard
    of: int
    conflicts: tuple[Dispute, ...]
    more: str | None = None


class Roots(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``origins``."""

    story: StoryCard
    of: int
    origins: tuple[Root, ...]
    more: str | None = None


class Citations(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``cite``."""

    of: int
    citations: tuple[Cited, ...]
    finding: str | None = None
    more: str | None = None


class Grades(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Answer of ``check_text``: each sentence graded; ``set_aside`` counts what was not (headings, tables, code)."""

    story: StoryCard
    supported: int
    of: int
    sentences: tuple[Graded, ...]
    set_aside: int = 0
