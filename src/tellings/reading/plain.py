"""A text as an article: furniture set aside, outlet, agency, author, day and language inferred, each with its basis."""

import re
from collections.abc import Sequence
from hashlib import sha256

from tellings.errors import MaterialError
from tellings.model import Article, Basis, Furniture, Span, Status, make_id
from tellings.reading import origin
from tellings.reading.days import MONTH, find_days
from tellings.reading.furniture import Found, find_furniture
from tellings.reading.language import detect_language
from tellings.reading.lines import Line, cut_lines
from tellings.reading.notices import find_notices

YEARLESS = re.compile(rf"(?i)\b{MONTH} \d{{1,2}}\b|\b\d{{1,2}} {MONTH.replace(chr(60) + chr(109), chr(60) + chr(110))}")
OLD = re.compile(r"(?i)\b(?:file|archive|undated|taken in)\b")  # a picture from the files shows another day
BOM = "\ufeff"
CAPTION = ("caption", "credit")
ROLE = re.compile(r"(?i)\b(published|posted|issued|created|updated?|edited|modified|changed)\b")
CHANGED = ("updated", "update", "edited", "modified", "changed")


def read(
    text: str,
    file: str | None = None,
    *,
    id: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    published: str | None = None,
    url: str | None = None,
    language: str | None = None,
    encoding: str | None = None,
    bases: Sequence[Basis] = (),
    whole: bool = False,
    agency: str | None = None,
    status: Status | None = None,
    key: str | None = None,
    corrections: Sequence[str] = (),
) -> Article:
    r"""Return the article of a text, which is stored as it is; what is given is believed, the rest is inferred or left None.

    ``bases`` are those of the fields that are given; ``whole``: nothing is page furniture (a title alone); ``key``: what the id is
    made of beside the text, where that is not the file's name; ``corrections``: those that metadata hold. Raises MaterialError
    when there is no running text to work on.

    >>> article = read("HOLM (Reuters) - The wall fell on Monday, the mayor said.\n\nAlso Read\n")
    >>> article.agency, [(f.kind, article.text[f.start:f.end]) for f in article.furniture]
    ('Reuters', [('dateline', 'HOLM (Reuters) -'), ('link-list', 'Also Read')])
    """
    lines = cut_lines(text)
    found = [] if whole else find_furniture(text, lines, title)
    _check(text, lines, found)
    given = {"title": title, "outlet": outlet, "author": author, "published": published, "language": language, "agency": agency}
    fields, why = _infer(text, lines, found, {k: v for k, v in given.items() if v})
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    name = id or make_id("a", key or (file or "").rsplit("/", 1)[-1], digest)
    return Article(
        id=name,
        file=file,
        url=url,
        sha256=digest,
        encoding=encoding,
        text=text,
        bases=(*bases, *why),
        furniture=_furniture(name, text, found),
        status=status,
        notices=find_notices(name, text, lines, found, corrections),
        **fields,
    )


def _furniture(article: str, text: str, found: Sequence[Found]) -> tuple[Furniture, ...]:
    mark = [Furniture(article, 0, 1, "byte-order-mark", "stray")] if text.startswith(BOM) else []
    return (*mark, *(Furniture(article, f.start, f.end, f.rule, f.kind) for f in found))


def _check(text: str, lines: Sequence[Line], found: Sequence[Found]) -> None:
    if not any(c.isalnum() for line in lines for c in line.text):
        raise MaterialError("it holds no words; nothing can be read from it")
    if len({f.line for f in found if f.end == lines[f.line].end}) == len(lines):
        raise MaterialError("it holds page furniture only (headlines, links, credits) and no running text; give the article's text")


def _infer(
    text: str, lines: Sequence[Line], found: Sequence[Found], given: dict[str, str]
) -> tuple[dict[str, str | None], tuple[Basis, ...]]:
    """Return the fields that are not given, and why each has its value."""
    fields: dict[str, str | None] = dict(given)
    why: list[Basis] = []
    evidence = {
        "title": _title(text, found),
        "outlet": None if "outlet" in given else origin.find_outlet(text, lines, found),
        "agency": None if "agency" in given else origin.find_agency(text, lines, found),
        "author": origin.find_author(text, found),
        "published": None if "published" in given else _day(text, found),
    }
    for field, told in evidence.items():
        if told and field not in given:
            fields[field] = told[0]
            why.append(origin.basis(field, told))
    if "published" in fields:
        fields["published_basis"] = (
            "metadata" if "published" in given else "caption" if why[-1].rule == "caption-day" else "dateline"
        )
    elif undated := _yearless(text, found):
        why.append(undated)
    if "language" not in given:
        fields["language"], basis = detect_language(_running(text, lines, found))
        why += [basis] if basis else []
    return fields, tuple(why)


def _title(text: str, found: Sequence[Found]) -> origin.Evidence | None:
    for f in found:
        if f.kind == "headline":
            return text[f.start : f.end].rstrip(" ;"), f.rule, 0.8, (f.start, f.end)
    return None


def _day(text: str, found: Sequence[Found]) -> origin.Evidence | None:
    """Return the day printed in a dateline, else beside a picture; None when there is none, or several to choose from.

    Where a page tells the days of publication and of later changes apart, publication comes first.
    """
    dated = [d for f in found if f.kind == "dateline" for d in _days_of(text, f)]
    for role, rule, score in (("published", "published-day", 0.95), ("", "dateline-day", 0.9), ("updated", "updated-day", 0.6)):
        told = [d for d in dated if d[0] == role]
        if told:
            return _only(told, rule, score)
    shown = [f for f in found if f.kind in CAPTION and not OLD.search(text[f.start : f.end])]
    return _only([d for f in shown for d in _days_of(text, f)], "caption-day", 0.7)


def _days_of(text: str, f: Found) -> list[tuple[str, str, Span]]:
    """Return each day printed in a piece of furniture: what the page calls it (published, updated, nothing), day, place."""
    words, at, days = text[f.start : f.end], 0, []
    for day, start, end in find_days(words):
        roles = ROLE.findall(words[at:start])
        role = "" if not roles else "updated" if roles[-1].lower() in CHANGED else "published"
        days.append((role, day.isoformat(), (f.start + start, f.start + end)))
        at = end
    return days


def _only(told: Sequence[tuple[str, str, Span]], rule: str, score: float) -> origin.Evidence | None:
    return (told[0][1], rule, score, told[0][2]) if len({day for _, day, _ in told}) == 1 else None


def _yearless(text: str, found: Sequence[Found]) -> Basis | None:
    """Point at a dateline that has a month and a day but no year: evidence for whoever can tell the year."""
    for f in found:
        if f.kind == "dateline" and (m := YEARLESS.search(text[f.start : f.end])):
            return Basis("published", "dateline-without-year", 0.5, (f.start + m.start(), f.start + m.end()))
    return None


def _running(text: str, lines: Sequence[Line], found: Sequence[Found]) -> str:
    ends = {f.line: f.end for f in found}
    return "\n".join(text[ends.get(line.index, line.start) : line.end][:4_000] for line in lines[:200])
