"""The nouns of a view. Every string in them is visible text: no control or bidi character is left to obey.

``anchor`` is where a finding itself can be linked to; unique on its page.
"""

from msgspec import Struct

# how the day of a report is known, where it did not say so itself in its metadata
DATED = {"metadata": "", "dateline": "from its dateline", "caption": "from a caption", "story": "from the other reports"}
OWN = "mainly its own words"


class ReportView(Struct, frozen=True):
    """One report: its number in the story, its label (unique in the story) and what is known of it."""

    n: int
    id: str
    label: str
    title: str
    day: str
    basis: str
    author: str
    agency: str
    file: str
    url: str | None
    language: str
    by_rules: str  # why no model read it; empty when one did, or none was wanted

    @property
    def known(self) -> tuple[str, ...]:
        """Return what is known of it beside outlet and title, in words; the file where nothing better names it."""
        basis, day = DATED.get(self.basis, self.basis), self.day or "day not known"
        told = (
            f"{day} ({basis})" if basis else day,
            f"by {self.author}" if self.author else "",
            f"agency {self.agency}" if self.agency else "",
            self.file if not self.url and self.file.rpartition(".")[0] != self.label else "",
            f"language {self.language}" if self.language.partition("-")[0] not in ("", "en") else "",
            f"read by rules alone: {self.by_rules}" if self.by_rules else "",
        )
        return tuple(filter(None, told))


class Cite(Struct, frozen=True):
    """A passage as shown: ``number`` when the brief cites it, ``anchor`` when a page can link to it, where and what it is."""

    number: int | None
    anchor: str | None
    report: int
    label: str
    day: str
    file: str
    start: int
    end: int
    exact: str


class Line(Struct, frozen=True):
    """A sentence of the brief with its citations, in order; ``section`` where it is the first of one."""

    id: str
    text: str
    cites: tuple[Cite, ...]
    rule: str
    section: str = ""
    anchor: str = ""

    @property
    def by(self) -> str:
        """Return who wrote it, where it was not us."""
        return "written by a model" if self.rule == "writer" else ""


class SideView(Struct, frozen=True):
    """One side of a conflict."""

    statement: str
    origins: int
    cites: tuple[Cite, ...]


class ConflictView(Struct, frozen=True):
    """A conflict and its sides."""

    id: str
    kind: str
    strength: str
    about: str
    rule: str
    sides: tuple[SideView, ...]
    anchor: str = ""


class Piece(Struct, frozen=True):
    """A stretch of a variant; ``differs`` when it stands in this variant only."""

    text: str
    differs: bool


class Print(Struct, frozen=True):
    """One report's printing of an utterance, and whom it names ("names Mara Vint")."""

    cite: Cite
    naming: str
    kind: str


class VariantView(Struct, frozen=True):
    """One wording of an utterance, the words that only it has, and who prints it."""

    pieces: tuple[Piece, ...]
    only_here: tuple[str, ...]
    prints: tuple[Print, ...]


class UtteranceView(Struct, frozen=True):
    """What was said once, by whom, in which wordings."""

    id: str
    speaker: str
    flags: tuple[str, ...]
    variants: tuple[VariantView, ...]
    reports: int
    anchor: str = ""

    @property
    def cites(self) -> tuple[Cite, ...]:
        """Return where it is printed, wording by wording."""
        return tuple(p.cite for v in self.variants for p in v.prints)


class OriginView(Struct, frozen=True):
    """An origin: its name, the reports that rest mainly on it, and passages of others that do."""

    id: str
    name: str
    unseen: bool
    basis: tuple[str, ...]
    members: tuple[int, ...]
    passages: tuple[Cite, ...]
    anchor: str = ""

    @property
    def why(self) -> tuple[str, ...]:
        """Return what it is known by; of a report that is an origin by itself, that it is one."""
        return self.basis or ((OWN,) if len(self.members) == 1 and not self.unseen else ())

    @property
    def alone(self) -> bool:
        """Whether it is one report on which nothing else rests."""
        return len(self.members) == 1 and not (self.unseen or self.basis or self.passages)


class Lent(Struct, frozen=True):
    """What two reports share, added up: ``giver`` to ``taker`` when traced, else in report order."""

    giver: int
    taker: int
    traced: bool
    passages: int
    words: int
    classes: tuple[str, ...]
    evidence: tuple[str, ...]
    example: Cite


class EventView(Struct, frozen=True):
    """A dated claim."""

    id: str
    date: str
    shown: str
    grain: str
    text: str
    origins: int
    conflicts: int
    cites: tuple[Cite, ...]
    anchor: str = ""


class UpdateView(Struct, frozen=True):
    """What came later in place of something earlier."""

    id: str
    of: str
    earlier: Cite
    later: Cite
    anchor: str = ""


class FormView(Struct, frozen=True):
    """One wording and where it stands."""

    form: str
    cites: tuple[Cite, ...]


class WordingView(Struct, frozen=True):
    """Different words for one thing."""

    id: str
    of: str
    forms: tuple[FormView, ...]
    anchor: str = ""


class ClaimView(Struct, frozen=True):
    """A claim with its count of origins."""

    id: str
    text: str
    origins: int
    cites: tuple[Cite, ...]
    anchor: str = ""


class Mark(Struct, frozen=True):
    """A passage that something on the page points at: its anchor, its number in the brief, whether it is lit unasked.

    ``back`` is the anchor of the first finding that points at it, ``sort`` what that is (brief, conflict, ...).
    """

    anchor: str
    report: int
    start: int
    end: int
    number: int | None
    lit: bool
    exact: str
    back: str = ""
    sort: str = ""


class StoryView(Struct, frozen=True, kw_only=True):
    """A story as a reader is shown it."""

    n: int
    id: str
    title: str
    reports: tuple[ReportView, ...]
    brief: tuple[Line, ...]
    citations: tuple[Cite, ...]
    withheld: tuple[tuple[str, str], ...]
    conflicts: tuple[ConflictView, ...]
    said: tuple[UtteranceView, ...]
    origins: tuple[OriginView, ...]
    lent: tuple[Lent, ...]
    timeline: tuple[EventView, ...]
    updates: tuple[UpdateView, ...]
    wording: tuple[WordingView, ...]
    agreed: tuple[ClaimView, ...]
    alone: tuple[tuple[int, tuple[ClaimView, ...]], ...]
    furniture: tuple[tuple[str, int], ...]
    marks: tuple[Mark, ...]
    corrected: tuple[str, ...] = ()
    written: str = ""

    @property
    def by_rules(self) -> list[str]:
        """Return a sentence a reason for which reports were read by rules alone."""
        reasons = sorted({r.by_rules for r in self.reports} - {""})
        told = {why: ", ".join(r.label for r in self.reports if r.by_rules == why) for why in reasons}
        return [f"Read by rules alone: {names} ({why})." for why, names in told.items()]

    def report(self, n: int) -> ReportView:
        """Return a report by its number, from 1."""
        return self.reports[n - 1]

    @property
    def counts(self) -> str:
        """Return "12 reports, 3 origins": the two counts that are never one."""
        return f"{count(len(self.reports), 'report')}, {count(len(self.origins), 'origin')}"


def count(n: int, word: str, words: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "report"), count(2, "story", "stories")
    ('1 report', '2 stories')
    """
    return f"{n:,} {word if n == 1 else words or word + 's'}"
