"""Names for reports and days that a reader can tell apart."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from tellings.exports.view.nouns import ReportView
from tellings.exports.visible import label
from tellings.model import ArticleCard

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "AU": "autumn", "WI": "winter"}
DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-3]\d)(?:T(?P<time>\d\d:\d\d|[A-Z]{2}).*|T.*)?)?)?")
SPAN = re.compile(r"(?P<year>\d{4})-(?:(?P<season>SP|SU|FA|AU|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12]))")
DECADE = re.compile(r"(?P<decade>\d{3})X?")
WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)(?P<weekend>-WE)?")
WEEKDAY = re.compile(r"XXXX-WXX-(?P<n>[1-7])")
CODE = 5  # a file name with a digit in every five characters is a number or a hash, not a name
SHORT_LABEL = 40  # characters: an outlet's name; longer ones are headlines standing in for it
LONGEST_DATE = 40  # characters, before the patterns look


def day_words(value: str | None) -> str:
    """Return a TIMEX3 or ISO 8601 value as people write it; what is not understood stays as it is.

    >>> day_words("2019-03-14"), day_words("2019-03"), day_words("XXXX-WXX-3"), day_words("2019-W11"), day_words("2019-03-14T14:30")
    ('14 Mar 2019', 'Mar 2019', 'a Wednesday', 'week 11 of 2019', '14 Mar 2019, 14:30')
    >>> day_words("195X"), day_words("2019-WI"), day_words("2019-Q1"), day_words("2019-03-14TMO"), day_words("soon")
    ('1950s', 'winter 2019', 'quarter 1 of 2019', '14 Mar 2019, morning', 'soon')
    """
    text = label(value, LONGEST_DATE)
    if found := DAY.fullmatch(text):
        month = MONTHS[int(found["month"]) - 1] if found["month"] else ""
        day = str(int(found["day"])) if found["day"] else ""
        time = PARTS.get(found["time"], found["time"]) if found["time"] else ""
        return " ".join(w for w in (day, month, found["year"]) if w) + (f", {time}" if time else "")
    if found := WEEK.fullmatch(text):
        return f"{'weekend of week' if found['weekend'] else 'week'} {int(found['week'])} of {found['year']}"
    if found := SPAN.fullmatch(text):
        part = SEASONS.get(found["season"] or "") or (
            f"quarter {found['quarter']} of" if found["quarter"] else f"half {found['half']} of"
        )
        return f"{part} {found['year']}"
    if found := DECADE.fullmatch(text):
        return f"{found['decade']}0s"
    if found := WEEKDAY.fullmatch(text):
        return f"a {WEEKDAYS[int(found['n']) - 1]}"
    return text


def safe_url(url: str | None) -> str | None:
    """Return the address when it is http or https and nothing in it is hidden; else None.

    >>> safe_url("https://example.org/a"), safe_url("javascript:alert(1)"), safe_url(None)
    ('https://example.org/a', None, None)
    """
    if not url or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def name_reports(cards: Sequence[ArticleCard]) -> tuple[ReportView, ...]:
    """Return the reports in order of their days, each with a label of its own; undated ones last."""
    ordered = sorted(cards, key=lambda c: (c.published is None, c.published or "", c.outlet or "", c.file or "", c.id))
    names = [_name(c) for c in ordered]
    total, seen = Counter(names), Counter[str]()
    shown = []
    for n, (card, name) in enumerate(zip(ordered, names, strict=True), 1):
        seen[name] += 1
        unique = f"{name} ({seen[name]})" if total[name] > 1 else name
        shown.append(_report(n, card, unique))
    return tuple(shown)


def _name(card: ArticleCard) -> str:
    """Return the outlet, else the file's name when it reads as a name, else the headline, else who is credited."""
    stem = PurePath(label(card.file)).stem if card.file else ""
    credited = f"report citing {card.agency}" if card.agency else ""
    named = stem if sum(c.isdigit() for c in stem) * CODE < len(stem) else ""
    return label(card.outlet or named or card.title or credited or stem or card.id, SHORT_LABEL) or "unnamed report"


def _by_rules(model: str) -> str:
    """Return why no model read a report, "" when one did or none was wanted.

    >>> _by_rules("rules: language not supported (da), rules only"), _by_rules("english-1"), _by_rules("rules: asked for")
    ('language not supported (da)', '', '')
    """
    kind, _, why = model.partition(": ")
    return why.removesuffix(", rules only") if kind == "rules" and why != "asked for" else ""


def _report(n: int, card: ArticleCard, name: str) -> ReportView:
    return ReportView(
        n=n,
        id=card.id,
        label=name,
        title=label(card.title),
        day=day_words(card.published),
        basis=label(card.published_basis),
        author=label(card.author),
        agency=label(card.agency),
        file=label(card.file),
        url=safe_url(card.url),
        language=label(card.language, 35),
        by_rules=_by_rules(label(card.model)),
    )
