"""A finding in plain words: what it says, and what in these reports made it so. No rule is described here, only the case."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tellings.exports.view.names import day_words, name_reports
from tellings.exports.view.nouns import count
from tellings.exports.visible import label, visible
from tellings.model import (
    ArticleCard,
    BriefSentence,
    Claim,
    Conflict,
    Entity,
    Event,
    Figure,
    Moment,
    Origin,
    Passage,
    Quotation,
    Reuse,
    Story,
    Update,
    Utterance,
    Wording,
)

MOST = 4  # ways to alter one utterance that are told
STRENGTH = {"hard": "both cannot be so", "soft": "they differ in tone, scope or reading"}
WORDS_SAID = "both stand inside marks, and only one can be what was said"
AGREEMENT = {
    "corroborated": "{n} tell it, and none of them rests on another",
    "told_by_one": "one origin tells it, however many reports print it",
    "in_conflict": "the reports do not agree on it",
}
KINDS = {
    "direct": "all of its words stand inside marks",
    "mixed": "some of its words stand inside marks",
    "indirect": "it is told without marks",
}
STATUS = {
    "in_text": "this report itself shows who speaks",
    "by_other_report": "this report leaves open who speaks; {by} settles it",
    "unresolved": "nothing shows who speaks",
}
BASIS = {
    "named": "the name stands beside the words",
    "referred": "a pronoun or a role leads to the name",
    "near": "no speaker is printed; the words stand beside those of this one",
}
FLAGS = {
    "wording_differs": "Words inside the marks differ, so not every report prints what was said.",
    "speaker_differs": "The reports give the words to people who cannot be the same.",
    "truncated": "One report prints a part of what another prints.",
    "translation": "The words come from another language; two reports may have translated them otherwise.",
}
FIELDS = {"published": "day"}
SPAN = re.compile(r"PT?(?P<n>\d+(?:\.\d+)?)(?P<unit>[YMWDHS]|DE)")  # "P3D", "PT3H"; not "P1Y2M"
UNITS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second", "DE": "decade"}
BOUNDS = {"at_least": "at least ", "at_most": "at most ", "about": "about ", "vague": "roughly ", "exact": ""}


def account(finding: Any, story: Story) -> tuple[str, ...]:
    """Return what the finding says and why, a sentence or clause each; nothing for a kind without an account."""
    tell = next((t for kind, t in ACCOUNTS.items() if isinstance(finding, kind)), None)
    return tuple(" ".join(visible(line).split()) for line in tell(finding, Reports(story))) if tell else ()


class Reports:
    """The story whose findings are told, and the names of its reports."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.names = {r.id: r.label for r in name_reports(story.articles)}
        self.days = {a.id: a.published for a in story.articles}
        self.quotations = {q.id: q for q in story.quotations}

    def name(self, article: str) -> str:
        """Return the name of a report as the views show it."""
        return self.names.get(article, article)

    def those(self, passages: Sequence[Passage]) -> str:
        """Return the names of the reports of some passages."""
        return listed([self.name(a) for a in dict.fromkeys(p.article for p in passages)])

    def printing(self, quotations: Sequence[str]) -> str:
        """Return the names of the reports of some quotations."""
        return listed(list(dict.fromkeys(self.name(self.quotations[q].article) for q in quotations if q in self.quotations)))


def listed(names: Sequence[str]) -> str:
    """Return names as a reader lists them.

    >>> listed(["one"]), listed(["one", "two", "three"])
    ('one', 'one, two and three')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def _conflict(c: Conflict, r: Reports) -> Iterator[str]:
    why = WORDS_SAID if (c.kind, c.strength) == ("wording", "hard") else STRENGTH[c.strength]
    yield f"A {c.strength} conflict of {c.kind}: {why}." + (f" It is about: {c.about.rstrip('.')}." if c.about else "")
    for side in c.sides:
        articles = {p.article for p in side.passages}
        joined = ", since they rest on one text" if side.origins == 1 and len(articles) > 1 else ""
        yield f"{side.statement}: {r.those(side.passages)} ({count(side.origins, 'origin')}{joined})."
        if c.kind in ("date", "order"):
            yield from _moments(side.passages, r)
    if c.kind == "number":
        days = sorted({(r.days[a] or "", r.name(a)) for s in c.sides for a in {p.article for p in s.passages} if r.days.get(a)})
        yield from [f"Published: {listed([f'{n} on {day_words(d)}' for d, n in days])}."] * bool(days)


def _moments(passages: Sequence[Passage], r: Reports) -> Iterator[str]:
    """Yield how the days inside some passages were understood."""
    for p in passages:
        for m in r.story.moments:
            if m.article == p.article and p.start <= m.start and m.end <= p.end and m.type in ("DATE", "TIME"):
                since = f", counted from {day_words(m.anchor)}" if m.anchor else ""
                yield f"“{p.exact[m.start - p.start : m.end - p.start]}” in {r.name(p.article)} is {day_words(m.value)}{since}."


def _origin(o: Origin, r: Reports) -> Iterator[str]:
    members = [r.name(a) for a in o.articles]
    if o.unseen:
        yield f"{listed(members)} rest on a text that is not among the reports" + (f": that of {o.name}." if o.name else ".")
    elif len(members) > 1:
        yield f"{listed(members)} rest mainly on one text and count as one voice."
    else:
        yield f"{listed(members)} is an origin of its own: it rests mainly on no other report, and none rests mainly on it."
    yield from (f"{b}." for b in o.basis)
    if len(members) == 1:
        shared: dict[str, int] = {}
        for reuse in (x for x in r.story.reuse if not x.quoted and o.articles[0] in (x.from_.article, x.to.article)):
            other = reuse.to.article if reuse.from_.article == o.articles[0] else reuse.from_.article
            shared[other] = shared.get(other, 0) + len(reuse.to.exact.split())
        most = sorted(shared.items(), key=lambda s: (-s[1], s[0]))
        yield (
            "It shares "
            + (listed([f"{n} words with {r.name(a)}" for a, n in most]) if most else "no passage with another report")
            + "."
        )
    if o.passages:
        yield f"{count(len(o.passages), 'passage')} of other reports {'rests' if len(o.passages) == 1 else 'rest'} on it too."


def _utterance(u: Utterance, r: Reports) -> Iterator[str]:
    if len(u.quotations) == 1:
        yield f"Only {r.printing(u.quotations)} prints this statement."
        yield f"The speaker is {u.speaker}." if u.speaker else "The report does not show who speaks."
    else:
        yield f"{count(len(u.quotations), 'quotation')} of one statement, printed by {r.printing(u.quotations)}."
        yield (
            f"Taken together, they name {u.speaker} as the speaker."
            if u.speaker
            else "They do not agree on a speaker, or name none."
        )
    for reading in u.readings:
        contested = "; another report gives the same words to somebody else" if reading.contested else ""
        yield f"{r.printing(reading.quotations)}: {reading.speaker} ({BASIS[reading.basis]}{contested})."
    yield from (FLAGS[f] for f in u.flags)
    if "translation" not in u.flags:  # laid side by side, the words of two translators answer to nothing
        yield from _altered(u, r)


def _altered(u: Utterance, r: Reports) -> Iterator[str]:
    """Yield what the reports print in one place, those that print the same together."""
    ways: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for a in u.alterations:
        one, other = ways.setdefault((a.words, a.others), ([], []))
        one.append(a.quotation)
        other.append(a.other)
    for (words, others), (one, other) in list(ways.items())[:MOST]:
        yield f"{_prints(r, one)} {_marked(words)} where {_prints(r, other)} {_marked(others)}."


def _prints(r: Reports, quotations: Sequence[str]) -> str:
    names = r.printing(quotations)
    return f"{names} {'print' if ' and ' in names else 'prints'}"


def _marked(words: str) -> str:
    return f"“{label(words)}”" if words else "nothing"


def _sentence(b: BriefSentence, r: Reports) -> Iterator[str]:
    claims = {c.id: c for c in r.story.claims}
    conflicts = {c.id: c for c in r.story.conflicts}
    yield f"It rests on {count(len(b.citations), 'passage')} of {r.those(b.citations)}."
    for about in b.about:
        if about in claims:
            yield f"It tells a claim behind which {_origins(claims[about].origins)}: “{label(claims[about].text)}”."
        if about in conflicts:
            sides = listed([f"“{label(s.statement)}” ({count(s.origins, 'origin')})" for s in conflicts[about].sides])
            yield f"It tells both sides of a {conflicts[about].strength} conflict of {conflicts[about].kind}: {sides}."
    yield "The gate compared it with these passages: its names, numbers, days, speakers, denials and words in marks stand there."


def _origins(n: int) -> str:
    return f"{count(n, 'origin')} {'stands' if n == 1 else 'stand'}"


def _reuse(x: Reuse, r: Reports) -> Iterator[str]:
    words = count(len(x.to.exact.split()), "word")
    if x.quoted:
        yield f"{r.name(x.from_.article)} and {r.name(x.to.article)} quote the same {words}: one speech, no copying."
        return
    yield f"{words} stand in {r.name(x.from_.article)} and in {r.name(x.to.article)} ({x.class_})."
    if x.direction == "traced":
        yield f"{r.name(x.from_.article)} had them first."
    else:
        yield "Which of the two had them first cannot be told."
    yield from (f"A sign: {e}." for e in x.evidence)


def _claim(c: Claim, r: Reports) -> Iterator[str]:
    yield f"{c.agreement.replace('_', ' ').capitalize()}: {AGREEMENT[c.agreement].format(n=count(c.origins, 'origin'))}."
    yield f"Printed by {r.those(c.passages)}."


def _quotation(q: Quotation, r: Reports) -> Iterator[str]:
    s = q.speaker
    yield f"A quotation of {r.name(q.article)}; {KINDS[q.kind]}."
    named = f"The speaker is {s.name}: " if s.name else ""
    yield f"{named}{STATUS[s.status].format(by=r.name(s.by) if s.by else 'another report')}."
    yield from [f"Read alone, this report says {s.printed.name}."] * bool(s.printed.name and s.printed.name != s.name)
    yield from [f"The words came through {s.via}."] * bool(s.via)


def _event(e: Event, r: Reports) -> Iterator[str]:
    yield f"{day_words(e.date)}: told by {r.those(e.passages)} ({count(e.origins, 'origin')})."
    yield from _moments(e.passages, r)
    yield from [f"The reports are in conflict over it: {listed(e.conflicts)}."] * bool(e.conflicts)


def _wording(w: Wording, r: Reports) -> Iterator[str]:
    yield "Different words for one thing; which is better is not judged."
    yield from (f"“{label(f.form)}”: {r.those(f.passages)}." for f in w.forms)


def _update(u: Update, r: Reports) -> Iterator[str]:
    days = [f"{r.name(p.article)}, {day_words(r.days.get(p.article)) or 'undated'}" for p in (u.earlier, u.later)]
    yield f"An earlier figure ({days[0]}) and a later one ({days[1]}): the later supersedes, and both were right in their time."


def _entity(e: Entity, r: Reports) -> Iterator[str]:
    where = listed([r.name(a) for a in dict.fromkeys(m.article for m in e.mentions)])
    yield f"A {e.kind}, named {count(len(e.mentions), 'time')} in {where}."
    yield from [f"Called: {'; '.join(e.roles)}."] * bool(e.roles)


def _moment(m: Moment, r: Reports) -> Iterator[str]:
    since = f", counted from {day_words(m.anchor)}" if m.anchor else ""
    yield f"Understood as {_span(m.value) or day_words(m.value)}{since}."
    yield from [f"The words allow {listed([day_words(a) for a in m.alternatives])} too."] * bool(m.alternatives)


def _span(value: str) -> str:
    """Return a duration of one unit in words, nothing for other values.

    >>> _span("PT3H"), _span("P1M"), _span("PT20M"), _span("2019-03-14")
    ('3 hours', '1 month', '20 minutes', '')
    """
    found = SPAN.fullmatch(value)
    if not found:
        return ""
    unit = ("minute" if value.startswith("PT") else "month") if found["unit"] == "M" else UNITS[found["unit"]]
    return f"{found['n']} {unit}{'s' * (found['n'] != '1')}"


def _figure(f: Figure, r: Reports) -> Iterator[str]:
    words = " ".join(w for w in (f"{BOUNDS[f.bound]}{f.quantity:g}", f.unit, f"of {f.of}" if f.unit and f.of else f.of) if w)
    yield f"Understood as {words}."


def _article(a: ArticleCard, r: Reports) -> Iterator[str]:
    if a.published:
        yield f"Dated {day_words(a.published)}, by its {a.published_basis or 'text'}."
    for b in a.bases:
        yield f"Its {FIELDS.get(b.field, b.field)} is by the rule {b.rule}, to be believed {b.score:g} of 1."


def _story(s: Story, r: Reports) -> Iterator[str]:
    yield (
        f"{listed([r.name(a.id) for a in s.articles])} tell one event by the words, names and days that they share."
        if len(s.articles) > 1
        else f"{r.name(s.articles[0].id)} tells an event that no other report of the pile tells."
        if s.articles
        else ""
    )


ACCOUNTS: dict[type, Callable[[Any, Reports], Iterator[str]]] = {
    Conflict: _conflict,
    Origin: _origin,
    Utterance: _utterance,
    BriefSentence: _sentence,
    Reuse: _reuse,
    Claim: _claim,
    Quotation: _quotation,
    Event: _event,
    Wording: _wording,
    Update: _update,
    Entity: _entity,
    Moment: _moment,
    Figure: _figure,
    ArticleCard: _article,
    Story: _story,
}
