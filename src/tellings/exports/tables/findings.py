"""What each section finds: a row of plain values and the passages it rests on."""

from collections.abc import Iterator, Mapping, Sequence

from tellings.exports.tables.nouns import Row, listed
from tellings.exports.view.names import name_reports
from tellings.model import Origin, Passage, Story, Target

Found = tuple[Row, Sequence[Passage]]


def articles(s: Story) -> Iterator[Found]:
    """Yield every report."""
    labels = {r.id: r.label for r in name_reports(s.articles)}
    origin = {a: _origin(o, labels) for o in s.origins for a in o.articles}
    told = "id outlet title published published_basis agency author language status url file sha256".split()
    for a in s.articles:
        yield {name: getattr(a, name) for name in told} | {"report": labels[a.id], "origin": origin.get(a.id)}, ()


def brief(s: Story) -> Iterator[Found]:
    """Yield the sentences of the brief, then those that were withheld, their reason as the rule."""
    for b in s.brief.sentences:
        row: Row = {"id": b.id, "kind": "sentence", "text": b.text, "section": b.section, "rule": b.rule, "edits": listed(b.edits)}
        yield row, b.citations
    for w in s.brief.withheld:
        yield {"kind": "withheld", "text": w.text, "rule": w.why}, ()


def claims(s: Story) -> Iterator[Found]:
    """Yield every claim."""
    for c in s.claims:
        row: Row = {"id": c.id, "agreement": c.agreement, "origins": c.origins, "text": c.text, "rule": c.rule, "score": c.score}
        yield row, c.passages


def conflicts(s: Story) -> Iterator[Found]:
    """Yield every side of every conflict, its sides counted from 1."""
    for c in s.conflicts:
        same: Row = {"id": c.id, "kind": c.kind, "strength": c.strength, "about": c.about, "rule": c.rule, "score": c.score}
        for n, side in enumerate(c.sides, 1):
            yield same | {"side": n, "statement": side.statement, "origins": side.origins}, side.passages


def entities(s: Story) -> Iterator[Found]:
    """Yield everybody and everything named."""
    for e in s.entities:
        row: Row = {"id": e.id, "kind": e.kind, "name": e.name, "roles": listed(e.roles)}
        yield row, [Passage(m.article, m.start, m.end, "") for m in e.mentions]


def figures(s: Story) -> Iterator[Found]:
    """Yield every number."""
    for x in s.figures:
        number = int(x.quantity) if x.quantity == x.quantity // 1 else x.quantity
        row: Row = {"id": x.id, "quantity": number, "unit": x.unit, "of": x.of, "bound": x.bound, "rule": x.rule}
        yield row, [Passage(x.article, x.start, x.end, "")]


def furniture(s: Story) -> Iterator[Found]:
    """Yield what was set aside."""
    for x in s.furniture:
        yield {"kind": x.kind, "rule": x.rule}, [Passage(x.article, x.start, x.end, "")]


def moments(s: Story) -> Iterator[Found]:
    """Yield every time."""
    for m in s.moments:
        row: Row = {name: getattr(m, name) for name in ("id", "type", "value", "mod", "edtf", "anchor", "rule")}
        yield row | {"alternatives": listed(m.alternatives)}, [Passage(m.article, m.start, m.end, "")]


def origins(s: Story) -> Iterator[Found]:
    """Yield every origin."""
    labels = {r.id: r.label for r in name_reports(s.articles)}
    for o in s.origins:
        row: Row = {"id": o.id, "kind": "unseen" if o.unseen else "seen", "name": _origin(o, labels), "reports": len(o.articles)}
        yield row | {"articles": " ".join(o.articles), "basis": listed(o.basis)}, o.passages


def _origin(o: Origin, labels: Mapping[str, str]) -> str:
    """Return the name of an origin: its own, else that of its first report in order of their days."""
    return o.name or ("" if o.unseen else next((name for a, name in labels.items() if a in o.articles), ""))


def overrides(s: Story) -> Iterator[Found]:
    """Yield every correction that was carried out."""
    for a in s.overrides:
        o = a.override
        row: Row = {name: getattr(o, name) for name in ("line", "do", "of", "name", "by", "when", "why")}
        yield row | {"targets": listed(map(_target, o.targets)) or o.id, "changed": " ".join(a.changed)}, ()


def _target(t: Target) -> str:
    return " in ".join(w for w in (t.exact or t.name, t.file or t.article) if w) or (t.id or "")


def quotations(s: Story) -> Iterator[Found]:
    """Yield every quotation with the words of the wording it belongs to."""
    words = {q: v.text for u in s.utterances for v in u.variants for q in v.quotations}
    for q in s.quotations:
        row: Row = {name: getattr(q, name) for name in ("id", "utterance", "kind", "act", "rule")}
        who: Row = {
            "speaker": q.speaker.name,
            "status": q.speaker.status,
            "printed": q.speaker.printed.name,
            "score": q.speaker.score,
        }
        yield row | who | {"text": words.get(q.id, "")}, [Passage(q.article, *span, "") for span in q.spans]


def reuse(s: Story) -> Iterator[Found]:
    """Yield every shared stretch."""
    for r in s.reuse:
        row: Row = {"id": r.id, "class": r.class_, "quoted": r.quoted, "direction": r.direction, "score": r.score}
        yield row | {"evidence": listed(r.evidence), "rule": r.rule}, (r.from_, r.to)


def timeline(s: Story) -> Iterator[Found]:
    """Yield every dated claim, in order."""
    for e in s.timeline:
        row: Row = {"id": e.id, "date": e.date, "grain": e.grain, "text": e.text, "origins": e.origins, "rule": e.rule}
        yield row | {"conflicts": " ".join(e.conflicts)}, e.passages


def updates(s: Story) -> Iterator[Found]:
    """Yield what came later in place of something earlier."""
    for u in s.updates:
        yield {"id": u.id, "of": u.of, "rule": u.rule}, (u.earlier, u.later)


def utterances(s: Story) -> Iterator[Found]:
    """Yield every printing of everything said, wordings counted from 1, with the words that only one wording has."""
    printed = {q.id: q for q in s.quotations}
    for u in s.utterances:
        same: Row = {"id": u.id, "speaker": u.speaker, "flags": " ".join(u.flags), "rule": u.rule, "score": u.score}
        for n, v in enumerate(u.variants, 1):
            row = same | {"wording": n, "text": v.text, "only_here": listed(w.text for w in v.words if w.op == "differs")}
            for name in v.quotations or ("",):
                q = printed.get(name)
                more: Row = {"kind": q.kind, "named": q.speaker.name, "status": q.speaker.status} if q else {}
                yield row | {"quotation": name} | more, [Passage(q.article, *span, "") for span in q.spans] if q else ()


def wording(s: Story) -> Iterator[Found]:
    """Yield every form of every name."""
    for w in s.wording:
        for x in w.forms:
            yield {"id": w.id, "of": w.of, "form": x.form, "rule": w.rule}, x.passages
