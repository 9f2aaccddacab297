"""Who said what: utterances with their wordings side by side."""

from tellings.exports.view.citing import Citing
from tellings.exports.view.nouns import Piece, Print, UtteranceView, VariantView
from tellings.exports.visible import label, visible
from tellings.model import Quotation, Story, Utterance, Variant

NAMING = {
    "in_text": "names {}",
    "by_other_report": "names nobody; another report names {}",
    "unresolved": "names nobody who could be settled",
}
MANY_WORDS = 6  # pieces named one by one in "only here"; more would repeat the sentence


def said(story: Story, citing: Citing) -> tuple[UtteranceView, ...]:
    """Return the utterances: those whose reports differ first, then those most printed, then in reading order."""
    quotations = {q.id: q for q in story.quotations}
    shown = [_utterance(u, quotations, citing) for u in story.utterances]
    return tuple(sorted(shown, key=lambda u: (not u.flags, -u.reports)))


def pieces(variant: Variant) -> tuple[Piece, ...]:
    """Return the text of a variant in pieces, equal and differing; together they are the text, spaces included."""
    found, at = [], 0
    for word in variant.words:
        start = variant.text.find(word.text, at)
        if start < 0 or not word.text:
            continue
        found += [Piece(visible(variant.text[at:start]), False), Piece(visible(word.text), word.op == "differs")]
        at = start + len(word.text)
    found.append(Piece(visible(variant.text[at:]), False))
    return tuple(p for p in found if p.text)


def _utterance(u: Utterance, quotations: dict[str, Quotation], citing: Citing) -> UtteranceView:
    variants = u.variants or (Variant(u.text, u.quotations),)
    shown = tuple(_variant(v, quotations, citing) for v in variants)
    reports = {p.cite.report for v in shown for p in v.prints}
    return UtteranceView(u.id, label(u.speaker) or "speaker not settled", u.flags, shown, len(reports))


def _variant(v: Variant, quotations: dict[str, Quotation], citing: Citing) -> VariantView:
    cut = pieces(v)
    only = tuple(dict.fromkeys(label(p.text, 60) for p in cut if p.differs and p.text.strip()))
    prints = tuple(_print(quotations[q], v.text, citing) for q in v.quotations if q in quotations)
    return VariantView(cut, only if len(only) <= MANY_WORDS else (*only[:MANY_WORDS], "…"), prints)


def _print(q: Quotation, text: str, citing: Citing) -> Print:
    cite = citing.at(q.article, (q.spans[0][0], q.spans[-1][1]), text) if q.spans else citing.at(q.article, (0, 0), text)
    name = q.speaker.name or " and ".join(q.speaker.names) or q.speaker.printed.name
    return Print(cite, NAMING[q.speaker.status].replace("{}", label(name) or "nobody"), q.kind)
