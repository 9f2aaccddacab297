"""Who said what: utterances with their wordings side by side."""

import re
from difflib import SequenceMatcher

from tellings.exports.view.citing import Citing
from tellings.exports.view.nouns import Piece, Print, UtteranceView, VariantView
from tellings.exports.visible import label, visible
from tellings.model import Quotation, Story, Utterance, Variant

NAMING = {
    "in_text": "names {}",
    "by_other_report": "names nobody; another report names {}",
    "unresolved": "names nobody who could be settled",
}
WORD = re.compile(r"\w+(?:['’-]\w+){0,4}")
POINTS = ",.;:!?-–—…\"'“”‘’()[] "  # signs around words that are named alone
MOST_WORDS = 400  # of one wording: longer than any quotation; matching is quadratic
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


def _cuts(variants: tuple[Variant, ...]) -> list[tuple[Piece, ...]]:
    """Return the pieces of each variant; the first, by which the others were measured, is marked where another replaces it."""
    cuts = [pieces(v) for v in variants]
    others = [WORD.findall(v.text.casefold()) for v in variants[1:]]
    if any(p.differs for p in cuts[0]) or not any(p.differs for cut in cuts[1:] for p in cut):
        return cuts
    return [replaced(variants[0].text, others), *cuts[1:]]


def joined(cut: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces in which differing words that follow one another are one.

    >>> joined((Piece("in", True), Piece(" ", False), Piece("time", True)))
    (Piece(text='in time', differs=True),)
    """
    found: list[Piece] = []
    for piece in cut:
        if piece.differs and len(found) > 1 and found[-2].differs and not found[-1].text.strip():
            between, before = found.pop(), found.pop()
            found.append(Piece(before.text + between.text + piece.text, True))
        else:
            found.append(piece)
    return tuple(found)


def bare(cut: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return pieces in which a differing one begins and ends with a word, without the spaces and signs around it.

    >>> bare((Piece("this ", False), Piece("dam, ", True), Piece("he said", False)))[1:3]
    (Piece(text='dam', differs=True), Piece(text=', ', differs=False))
    """
    found: list[Piece] = []
    for piece in cut:
        words = piece.text.strip(POINTS) if piece.differs else ""
        before, word, after = piece.text.partition(words) if words else (piece.text, "", "")
        found += [Piece(before, False), Piece(word, True), Piece(after, False)]
    return tuple(p for p in found if p.text)


def replaced(text: str, others: list[list[str]]) -> tuple[Piece, ...]:
    """Return a text in pieces, a word differing when another wording has other words, or none, in its place.

    Words missing at an end of the other wording are its cut, not a difference.

    >>> [p.text for p in replaced("the gate is safe", [["the", "dam", "is"]]) if p.differs]
    ['gate']
    """
    found = list(WORD.finditer(text))[:MOST_WORDS]
    own, changed = [m[0].casefold() for m in found], set()
    for other in others:
        steps = [s for s in SequenceMatcher(None, own, other[:MOST_WORDS], autojunk=False).get_opcodes() if s[0] != "insert"]
        inner = [s for i, s in enumerate(steps) if s[0] == "replace" or (s[0] == "delete" and 0 < i < len(steps) - 1)]
        changed |= {i for _, start, end, _, _ in inner for i in range(start, end)}
    at, shown = 0, []
    for i in sorted(changed):
        shown += [Piece(visible(text[at : found[i].start()]), False), Piece(visible(found[i][0]), True)]
        at = found[i].end()
    return tuple(p for p in (*shown, Piece(visible(text[at:]), False)) if p.text)


def _utterance(u: Utterance, quotations: dict[str, Quotation], citing: Citing) -> UtteranceView:
    anchor = citing.place("utterance", u.id)
    variants = u.variants or (Variant(u.text, u.quotations),)
    settled = "" if "speaker_differs" in u.flags else label(u.speaker)
    shown = tuple(
        _variant(v, bare(joined(cut)), quotations, settled, citing) for v, cut in zip(variants, _cuts(variants), strict=True)
    )
    reports = {p.cite.report for v in shown for p in v.prints}
    return UtteranceView(u.id, label(u.speaker) or "speaker not settled", u.flags, shown, len(reports), anchor)


def _variant(v: Variant, cut: tuple[Piece, ...], quotations: dict[str, Quotation], settled: str, citing: Citing) -> VariantView:
    only = tuple(dict.fromkeys(label(p.text, 60) for p in cut if p.differs))
    prints = tuple(_print(quotations[q], v.text, settled, citing) for q in v.quotations if q in quotations)
    return VariantView(cut, only if len(only) <= MANY_WORDS else (*only[:MANY_WORDS], "…"), prints)


def _print(q: Quotation, text: str, settled: str, citing: Citing) -> Print:
    cite = citing.at(q.article, (q.spans[0][0], q.spans[-1][1]), text) if q.spans else citing.at(q.article, (0, 0), text)
    name = q.speaker.name or " and ".join(q.speaker.names) or q.speaker.printed.name
    plain = q.speaker.status == "in_text" and label(name) == settled
    return Print(cite, "" if plain else NAMING[q.speaker.status].replace("{}", label(name) or "nobody"), q.kind)
