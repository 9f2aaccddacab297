"""The corrections of one story, each carried out at the stage where the machine decides the same thing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from msgspec.structs import replace

from tellings.model import Analysis, Applied, Claim, Conflict, Entity, Event, Override, Reuse, Unapplied, Update, Utterance, Wording
from tellings.overrides import people
from tellings.overrides.places import DoubtError, Fit, Texts, by_article, choose, choose_each
from tellings.overrides.speech import regroup_quotations

JOINED, PARTED = "joined-by-hand", "parted-by-hand"
T = TypeVar("T", Claim, Reuse, Update, Wording, Event)
Group = tuple[int, ...]


class Corrections:
    """What people say of one story; made new for each run of it, and asked afterwards what was carried out.

    ``already`` are corrections that were carried out before the story was made: stories merged and split.
    """

    def __init__(
        self, overrides: Sequence[Override] = (), analyses: Sequence[Analysis] = (), already: Iterable[Applied] = ()
    ) -> None:
        self.overrides = tuple(overrides)
        self.texts = Texts(a.article for a in analyses)
        self.changed: dict[int, list[str]] = {}
        self.doubts: dict[int, str] = {}
        self.before = tuple(already)
        self.speech: dict[str, str] = {}

    def applied(self) -> tuple[Applied, ...]:
        """Return what was carried out, in order of the lines."""
        found = (Applied(o, tuple(dict.fromkeys(self.changed[o.line]))) for o in self.overrides if o.line in self.changed)
        return tuple(sorted((*self.before, *found), key=lambda a: a.override.line))

    def unapplied(self) -> tuple[Unapplied, ...]:
        """Return the corrections that are about this story and could not be carried out."""
        return tuple(Unapplied(n, why) for n, why in sorted(self.doubts.items()) if n not in self.changed)

    # ------------------------------------------------------------ stages, in the order of collation
    def read(self, analyses: Sequence[Analysis]) -> tuple[Analysis, ...]:
        """Return the analyses without the quotations, moments and figures that people reject."""
        told = tuple(analyses)
        for field, of in (("quotations", "quotation"), ("moments", "moment"), ("figures", "figure")):
            for o in self._some("reject", of):
                fits = [Fit(f, _spans(f)) for a in told for f in getattr(a, field)]
                ids = {f.id for f in self._try(o, choose_each, fits, o, self.texts) or ()}
                told = tuple(_without(a, field, ids) for a in told) if ids else told
                self._note(o, sorted(ids))
        return told

    def people(self, analyses: tuple[Analysis, ...], entities: tuple[Entity, ...]) -> people.People:
        """Return the analyses and the story's entities with those merged, split and renamed that people say, and speakers."""
        told = analyses, entities
        for do, change in (("merge", people.merge), ("split", people.part), ("rename", people.rename)):
            for o in self._some(do, "entity"):
                found = self._try(o, change, o, *told, self.texts)
                told, ids = found or (told, [])
                self._note(o, ids)
        for o in self._some("rename", "speaker"):
            named = self._try(o, people.name_speakers, o, *told, self.texts)
            told, ids = ((named[0], told[1]), named[1]) if named else (told, [])
            self._note(o, ids)
        return told

    def reuse(self, found: tuple[Reuse, ...]) -> tuple[Reuse, ...]:
        """Return the shared stretches but those that people reject; origins are then found without them."""
        return self._kept(found, "reuse", lambda r: by_article((r.from_, r.to)))

    def quotations(self, groups: Sequence[tuple[Group, Group]], tellings: Sequence[Any]) -> list[tuple[Group, Group]]:
        """Return groups of positions in ``tellings``, each with its guests, as people join and part them."""
        told = list(groups)
        for do, rule in (("merge", JOINED), ("split", PARTED)):
            for o in self._some(do, "utterance"):
                found = self._try(o, regroup_quotations, o, told, [t.quotation for t in tellings], self.texts)
                told, ids = found or (told, [])
                self.speech |= dict.fromkeys(ids, rule)
                self._note(o, ids)
        return told

    def utterances(self, found: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
        """Return the utterances, those that people joined or parted under a rule of that name."""
        touched = ((u, next((self.speech[q] for q in u.quotations if q in self.speech), None)) for u in found)
        return tuple(replace(u, rule=rule) if rule else u for u, rule in touched)

    def conflicts(self, found: Sequence[Conflict]) -> list[Conflict]:
        """Return the conflicts but those that people reject or say to be none."""
        kept = list(found)
        for o in (*self._some("reject", "conflict"), *self._some("not-a-conflict", "conflict")):
            fits = [Fit(c, by_article(p for s in c.sides for p in s.passages)) for c in kept]
            gone = self._try(o, choose, fits, o, self.texts)
            kept = [c for c in kept if gone is None or c.id != gone.id]
            self._note(o, [gone.id] if gone else [])
        return kept

    def claims(self, found: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """Return the claims but those that people reject."""
        return self._kept(found, "claim", lambda c: by_article(c.passages))

    def updates(self, found: tuple[Update, ...]) -> tuple[Update, ...]:
        """Return the updates but those that people reject."""
        return self._kept(found, "update", lambda u: by_article((u.earlier, u.later)))

    def wording(self, found: tuple[Wording, ...]) -> tuple[Wording, ...]:
        """Return the wordings but those that people reject."""
        return self._kept(found, "wording", lambda w: by_article(p for f in w.forms for p in f.passages))

    def events(self, found: tuple[Event, ...]) -> tuple[Event, ...]:
        """Return the events but those that people reject."""
        return self._kept(found, "event", lambda e: by_article(e.passages))

    # ------------------------------------------------------------ what all stages do
    def _some(self, do: str, of: str) -> list[Override]:
        return [o for o in self.overrides if o.do == do and (o.of or "conflict") == of]

    def _kept(self, found: tuple[T, ...], of: str, spans: Callable[[T], Any]) -> tuple[T, ...]:
        kept = found
        for o in self._some("reject", of):
            fits = [Fit(f, spans(f)) for f in kept]
            gone = self._try(o, choose, fits, o, self.texts)
            kept = tuple(f for f in kept if gone is None or f.id != gone.id)
            self._note(o, [gone.id] if gone else [])
        return kept

    def _try(self, override: Override, change: Callable[..., Any], *given: Any) -> Any:
        """Return what a correction gives; where it is in doubt nothing changes, and the doubt is kept."""
        try:
            return change(*given)
        except DoubtError as doubt:
            self.doubts[override.line] = str(doubt)
            return None

    def _note(self, override: Override, ids: Iterable[str]) -> None:
        if found := list(ids):
            self.changed.setdefault(override.line, []).extend(found)


def _spans(finding: Any) -> tuple[tuple[str, tuple[int, int]], ...]:
    spans: Mapping[str, Any] = {"spans": getattr(finding, "spans", None)}
    return tuple((finding.article, s) for s in spans["spans"] or ((finding.start, finding.end),))


def _without(analysis: Analysis, field: str, ids: set[str]) -> Analysis:
    """Return the analysis without some findings, in its clauses too."""
    kept = tuple(f for f in getattr(analysis, field) if f.id not in ids)
    clauses = tuple(replace(c, **{field: tuple(i for i in getattr(c, field) if i not in ids)}) for c in analysis.clauses)
    return replace(analysis, clauses=clauses, **{field: kept})
