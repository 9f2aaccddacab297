"""The patterns of time expressions, built from the word lists, and the words at which it is worth trying them."""

import re
from functools import cache
from typing import Any, NamedTuple

from tellings.language.tables import load_table

ROOM = "analysis/moments"
SPACE = r"(?:[ \t\u00a0]{1,3}|[ \t]?\r?\n[ \t]?)"
HYPHEN = r"(?:[ \t\u00a0]{1,3}|[ \t]?\r?\n|[-\u2010\u2011])"
EDGE = (
    r"early%H%to%H%mid|mid%H%to%H%late|early|mid|late|the%S%(?:early|late|mid)"
    r"|(?:beginning|end|middle|start)%S%of|(?:first|second|last|latter)%S%half%S%of"
)
VAGUE = (
    r"a%S%few|several|some|many|a%S%couple(?:%S%of)?|couple%S%of|few|a%S%number%S%of|dozens%S%of|hundreds%S%of|countless|recent"
    r"|numerous"
)
ABOUT = (
    r"(?:(?:about|around|nearly|almost|approximately|roughly|some|over|under|within|exactly|only|barely|another|by|until|"
    r"(?:more|less|fewer|no%S%more|no%S%less|little%S%more)%S%than|at%S%least|at%S%most|up%S%to|just%S%(?:over|under|after|before)|before|after|as%S%long%S%as)%S%)?"
)
CLOCK = (
    r"(?:(?P<h>[01]?\d|2[0-3])(?:[:.](?P<min>[0-5]\d))?%S?%(?P<half>[ap])(?:\.%S?%m\.|m(?!\w))"
    r"|(?P<oh>[01]?\d|%HOUR%)(?:(?P<clockword>%S%o%APOS%clock)(?:%S%(?:in%S%the|at)%S%(?P<opart>%PART%))?|%S%in%S%the%S%(?P<inpart>%PART%))(?!\w)"
    r"|(?P<h24>[01]\d|2[0-3])[:.]?(?P<min24>[0-5]\d)(?=%S?%(?:(?-i:GMT|UTC|[CEMPB][DES]?S?T)|hours|hrs|local)\b)"
    r"|(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)(?![\d:])|(?P<noon>noon|midday|midnight)(?!\w))"
)
ZONES = (
    r"(?:(?:(?-i:GMT|UTC|[CEMPB][DES]?S?T)|local%S%time|local|eastern%S%time|eastern|pacific%S%time|hours|hrs)\b"
    r"|(?-i:[CEMP]\.(?:[DS]\.)?T\.))"
)
ZONE = rf"(?:%S?%(?:\({ZONES}\)|{ZONES}))?"


class Rule(NamedTuple):
    """A rule of patterns.toml, compiled."""

    name: str
    pattern: re.Pattern[str]


@cache
def words() -> dict[str, Any]:
    """Return the word lists."""
    return load_table(ROOM, "words.toml")


@cache
def weekdays() -> dict[str, int]:
    """Return the weekday (0 = Monday) of each name, short names with their full stop."""
    table = words()
    named: dict[str, int] = {name: n for n, name in enumerate(table["weekdays"])}
    short: dict[str, dict[str, int]] = table["weekday_short"]
    return named | {f"{k}.": v for k, v in short["dotted"].items()} | short["plain"]


@cache
def months() -> dict[str, int]:
    """Return the number (1 to 12) of each name of a month, short names without their full stop."""
    table = words()
    short: dict[str, int] = table["month_short"]
    return {name: n + 1 for n, name in enumerate(table["months"])} | short


@cache
def lead_of(name: str) -> re.Pattern[str]:
    """Return the pattern of a word of a list of words.toml at the end of a text, with the white space or hyphen behind it."""
    return re.compile(rf"\b{_either(words()[name]).replace('%S%', SPACE)}\.?[\s-]$", re.IGNORECASE)


@cache
def tail_of(name: str) -> re.Pattern[str]:
    """Return the pattern of a word of a list of words.toml at the beginning of a text, with the white space or hyphen before it."""
    return re.compile(rf"[\s-]{_either(words()[name]).replace('%S%', SPACE)}\b", re.IGNORECASE)


def _either(items: list[str]) -> str:
    longest_first = sorted(items, key=lambda i: (-len(i), i))
    return "(?:" + "|".join(re.escape(i).replace(r"\ ", "%S%").replace("'", "['’]") for i in longest_first) + ")"


def _number() -> str:
    table = words()["numbers"]
    tens = [w for w, n in table.items() if 20 <= n < 100]
    ones = [w for w, n in table.items() if n in range(1, 10) and w not in ("a", "an")]
    rest = [w for w, n in table.items() if 1 <= n < 20]
    figures = r"\d{1,3}(?:,\d{3})?(?:\.\d{1,2})?"
    spelt = (
        rf"{_either(tens)}(?:%H%{_either(ones)}(?!\w))?|(?:(?:an?|{_either(ones)})%S%)?(?:hundred|thousand)(?!\w)|half%S%an?|half(?=-(?:hour|day|year|decade|century)(?!\w))"
        rf"|{_either(rest)}(?!\w)"
    )
    return f"(?:{figures}|{spelt})"


def _year_words() -> str:
    table = words()["numbers"]
    tens = _either([w for w, n in table.items() if 10 <= n < 100])
    ones = _either([w for w, n in table.items() if n in range(1, 10) and w not in ("a", "an")])
    return rf"(?:nineteen%H%{tens}(?:%H%{ones})?(?!\w)|two%S%thousand(?:%S%and)?(?:%S%{ones})?(?!\w))"


@cache
def fragments() -> dict[str, str]:
    """Return the regular expression of each %NAME%."""
    table = words()
    day_names = _either(list(weekdays()))
    month_names = "(?:" + _either(table["months"]) + r"(?!\w)|" + _either(list(table["month_short"])) + r"(?!\w)\.?)"
    part = _either(list(table["parts"]))
    spoken_hours = _either(list(table["numbers"])[2:14])  # one to twelve
    day = (
        rf"{day_names},?%S%{month_names}%S%\d{{1,2}}(?!\d)(?:,%S%[12]\d{{3}}(?!\d))?"
        rf"|(?:(?:early|late|last|this|next)%S%)?{day_names}(?:%S%{part})?(?!\w)|yesterday(?:%S%{part})?|today(?:,?%S%{day_names})?"
        rf"|tomorrow(?:%S%{part})?|tonight|this%S%{part}|last%S%night|{month_names}%S%\d{{1,2}}(?!\d)(?:,%S%[12]\d{{3}}(?!\d))?"
        rf"|\d{{1,2}}%S%{month_names}(?:%S%[12]\d{{3}}(?!\d))?"
    )
    return {
        "DAYX": day,
        "CLOCK": CLOCK,
        "HOUR": spoken_hours,
        "ZONE": ZONE,
        "ABOUT": ABOUT,
        "WEEKDAY": day_names,
        "MONTH": month_names,
        "PART": part,
        "UNIT": r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?|decades?|century|centuries)",
        "NUM": _number(),
        "VAGUE": f"(?:{VAGUE})",
        "EDGE": f"(?:{EDGE})",
        "HOLIDAY": _either(list(table["holidays"])),
        "SET": _either(list(table["sets"])),
        "REF": _either(list(table["refs"])),
        "AFTERDAY": _either(table["after_day"]),
        "DECADEWORD": _either(list(table["decades"])),
        "ORDINAL": _either(list(table["centuries"])),
        "YEARWORDS": _year_words(),
        "APOS": "['’]",
        "S?": f"{SPACE}?",
        "S{0,1}": f"{SPACE}?",
        "S": SPACE,
        "H": HYPHEN,
    }


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in the order in which they are tried."""
    return tuple(Rule(r["name"], re.compile(fill(r["pattern"]), re.IGNORECASE)) for r in load_table(ROOM, "patterns.toml")["rule"])


def fill(pattern: str) -> str:
    """Put the fragments into a pattern, each in the place of its %NAME%."""
    for name, fragment in fragments().items():
        pattern = pattern.replace(f"%{name}%", fragment)
    return pattern


@cache
def triggers() -> frozenset[str]:
    """Return the words without one of which nothing is a moment (years and clock times apart)."""
    table = words()
    units = [*table["units"], "period", "weekend", "weekday"]
    found = {f"{u}{s}" for u in units for s in ("", "s")}
    found |= {w.strip(".") for w in (*weekdays(), *months(), *table["parts"], *table["seasons"], *table["decades"], *table["sets"])}
    found |= {f"{w}s" for w in (*table["weekdays"], *table["parts"])} | {r.split()[-1] for r in table["refs"]}
    found |= {h.removesuffix("'s").replace("'", " ").replace(".", " ").split()[-1] for h in table["holidays"]}
    found |= set(table["tells"])
    return frozenset(found | {w for w in table["numbers"] if table["numbers"][w] >= 10})


@cache
def starts() -> frozenset[str]:
    """Return the words with which a moment may begin (numbers apart)."""
    table = words()
    more = (*table["numbers"], *table["ordinals"], *table["centuries"], *table["refs"], *table["holidays"])
    return frozenset(
        triggers() | set(table["leads"]) | {w.replace("'", " ").replace(".", " ").replace("-", " ").split()[0] for w in more}
    )
