"""A story and, where at hand, its texts in; what a reader is shown out."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from tellings.exports.view.citing import Citing
from tellings.exports.view.corrected import corrected
from tellings.exports.view.lineage import lent, origins
from tellings.exports.view.names import day_words, name_reports
from tellings.exports.view.nouns import (
    ClaimView,
    ConflictView,
    EventView,
    FormView,
    Line,
    ReportView,
    SideView,
    StoryView,
    UpdateView,
    WordingView,
)  # fmt: skip
from tellings.exports.view.said import said
from tellings.exports.visible import label, visible
from tellings.model import Article, BriefSentence, Claim, Conflict, Event, Story, Update, Wording, Written

STRENGTHS = ("hard", "soft")


def view(story: Story, n: int = 1, texts: Mapping[str, Article] | None = None, most: int | None = None) -> StoryView:
    """Return the view of the ``n``-th story of a result; ``texts`` are its articles by id, as far as they are at hand.

    ``most``: of so many origins, and pairs of reports, the passages are cited.
    """
    reports = name_reports(story.articles)
    citing = Citing(n, reports, texts or {})
    citing.number(c for s in story.brief.sentences for c in s.citations)
    before = ("", *(s.section or "" for s in story.brief.sentences))
    opens = ["" if s.section == b else s.section or "" for s, b in zip(story.brief.sentences, before, strict=False)]
    told = zip(story.brief.sentences, opens, strict=True)
    brief = tuple(_line(s, opened, citing) for s, opened in told)
    numbered = {c.number: c for line in brief for c in line.cites if c.number}
    return StoryView(
        n=n,
        id=story.id,
        title=label(story.title, 200) or "Untitled story",
        reports=reports,
        brief=brief,
        citations=tuple(numbered[k] for k in sorted(numbered)),
        withheld=tuple((visible(w.text), visible(w.why)) for w in story.brief.withheld),
        conflicts=_conflicts(story, citing),
        said=said(story, citing),
        origins=origins(story, citing, most),
        lent=lent(story, citing, most),
        timeline=_timeline(story, citing),
        updates=tuple(_update(u, citing) for u in story.updates),
        wording=_wording(story, citing),
        agreed=_agreed(story, citing),
        alone=_alone(story, citing, reports),
        furniture=tuple(sorted(Counter(f.kind for f in story.furniture).items())),
        marks=citing.marks(),
        corrected=tuple(map(corrected, story.overrides)),
        written=_written(story.brief.written),
    )


def _line(s: BriefSentence, opened: str, citing: Citing) -> Line:
    anchor = citing.place("brief", s.id)
    return Line(s.id, visible(s.text), citing.cites(s.citations), s.rule, opened, anchor)


def _written(note: Written | None) -> str:
    """Return who wrote the brief, where a user asked a model to."""
    if note is None:
        return ""
    who = f"{label(note.model)} at {label(note.host)}"
    if note.trouble:
        return f"A writer was asked ({who}) and wrote nothing of this: {label(note.trouble, 300)}."
    are = "sentence is" if note.sentences == 1 else "sentences are"
    return f"{note.sentences} {are} marked “written by a model”: {who} wrote, and the gate checked each against its passages."


def _conflicts(story: Story, citing: Citing) -> tuple[ConflictView, ...]:
    return tuple(sorted((_conflict(c, citing) for c in story.conflicts), key=lambda c: STRENGTHS.index(c.strength)))


def _conflict(c: Conflict, citing: Citing) -> ConflictView:
    anchor = citing.place("conflict", c.id)
    sides = tuple(SideView(visible(s.statement), s.origins, citing.cites(s.passages, lit=True)) for s in c.sides)
    return ConflictView(c.id, c.kind, c.strength, label(c.about), c.rule, sides, anchor)


def _timeline(story: Story, citing: Citing) -> tuple[EventView, ...]:
    return tuple(_event(e, citing) for e in story.timeline)


def _event(e: Event, citing: Citing) -> EventView:
    anchor = citing.place("event", e.id)
    date, words = label(e.date, 40), visible(e.text)
    return EventView(e.id, date, day_words(e.date), e.grain, words, e.origins, len(e.conflicts), citing.cites(e.passages), anchor)


def _update(u: Update, citing: Citing) -> UpdateView:
    anchor = citing.place("update", u.id)
    return UpdateView(u.id, label(u.of), citing.cite(u.earlier), citing.cite(u.later), anchor)


def _wording(story: Story, citing: Citing) -> tuple[WordingView, ...]:
    return tuple(_words(w, citing) for w in story.wording)


def _words(w: Wording, citing: Citing) -> WordingView:
    anchor = citing.place("wording", w.id)
    return WordingView(w.id, label(w.of), tuple(FormView(label(f.form), citing.cites(f.passages)) for f in w.forms), anchor)


def _agreed(story: Story, citing: Citing) -> tuple[ClaimView, ...]:
    found = [_claim(c, citing) for c in story.claims if c.agreement == "corroborated"]
    return tuple(sorted(found, key=lambda c: -c.origins))


def _alone(story: Story, citing: Citing, reports: tuple[ReportView, ...]) -> tuple[tuple[int, tuple[ClaimView, ...]], ...]:
    by_report: dict[int, list[ClaimView]] = defaultdict(list)
    for c in story.claims:
        if c.agreement == "told_by_one" and (shown := _claim(c, citing)).cites:
            by_report[shown.cites[0].report].append(shown)
    return tuple((r.n, tuple(sorted(by_report[r.n], key=lambda c: c.cites[0].start))) for r in reports if by_report[r.n])


def _claim(c: Claim, citing: Citing) -> ClaimView:
    anchor = citing.place("claim", c.id)
    return ClaimView(c.id, visible(c.text), c.origins, citing.cites(c.passages), anchor)
