"""Numbers in running text, in digits and in words, with bound and unit; what they count is not looked for here."""

import re
from typing import Literal, NamedTuple

from tellings.language.content import stop_words
from tellings.language.number_patterns import bound_of, bounds, no_numbers, number_pattern, unit_pattern, units
from tellings.language.overlaps import Overlaps
from tellings.language.tables import load_table

Bound = Literal["exact", "at_least", "at_most", "about", "vague"]
BEFORE = 40  # characters before a number in which a bound stands: "in the neighborhood of"
AFTER = 30  # characters after it in which a unit or bound stands
LONGEST = 9  # digits without separators; a longer run is an account or a serial number
LIST_NUMBER = re.compile(r"\d{1,3}(?:[.)](?=\s)|$)")  # at the start of a line: "3. Ada Brook", not "3.5 percent"
DATED = re.compile(r"\b([A-Z][a-z]{2,8})\.? \d{1,2}(?:st|nd|rd|th)?(?: (?:to|through|and|or) |, )$")
ORDINAL = re.compile(r"[ \u00a0](?!(?:of|to|the|more|less|as|or|and|have|has|had|say|said|were|was|are|is)\b)[a-z]{2}")
MINUS = re.compile(r"(?:^|[\s(])((?:minus |[-−]))$")  # "minus 12 degrees", "-5°C"
SCALED = re.compile(r"\d[ \u00a0-]?(million|billion|trillion|thousand|m|bn|tn|mn|k)\b", re.IGNORECASE)
YEARS = range(1500, 2100)  # a bare number of four digits in it is a year


class Number(NamedTuple):
    """A number at ``[start, end)``: with its currency sign, scale word and unit; ``rule`` says how it was written."""

    start: int
    end: int
    value: float
    unit: str | None
    bound: Bound
    rule: str


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """Return the numbers of ``text[start:end]`` in order; years, clock times, telephone numbers, ordinals and names are none.

    >>> [(n.value, n.unit, n.bound) for n in find_numbers("More than 30 crews; a $40bn gap; twenty-five per cent in 2016")]
    [(30.0, None, 'at_least'), (40000000000.0, 'USD', 'exact'), (25.0, 'percent', 'exact')]
    """
    limit = len(text) if end is None else end
    read = list(number_pattern().finditer(text, start, limit))
    if not read:
        return []
    listed = LIST_NUMBER.match(text, start, limit)
    aside = [listed.span()] if listed else []
    aside += [m.span() for m in no_numbers().finditer(text, start, limit)]
    taken = Overlaps((s, e, None) for s, e in aside)
    found: list[Number] = []
    for m in read:
        number = None if taken.touch(*m.span()) else _read(text, m, limit)
        if number and (not found or number.start >= found[-1].end):
            found.append(number)
    return _joined(text, found)


def _read(text: str, m: re.Match[str], limit: int) -> Number | None:
    plain = _value(m)
    if plain is None:
        return None
    value, rule = plain
    begin, stop = m.start(), m.end()
    unit = "metre" if _metres(m) else None
    if m["sign"]:
        unit = _money(m["sign"])
    found = None if unit else unit_pattern().match(text, stop, min(limit, stop + AFTER))
    if found:
        unit, stop = _unit(text, m, found), found.end()
    if unit and (minus := MINUS.search(text[max(0, begin - 7) : begin])) and _may_be_negative(unit):
        value, begin = -value, begin - len(minus[1])
    bound, rule = ("vague", "vague-number") if rule == "vague-number" else (_bound(text, begin, stop, limit), rule)
    if rule == "words" and unit is None and _names(text, begin, stop):
        return None
    if rule == "digits" and unit is None and _is_name(text, m, limit):
        return None
    if m.group().lower() in ("one", "a", "an") and unit is None and not _counts(text, m.start(), stop, limit):
        return None
    return Number(begin, stop, value, unit, bound, rule)  # type: ignore[arg-type]


def _money(sign: str) -> str:
    table = load_table("language", "numbers.toml")
    return str(table["letters"].get(sign) or table["currencies"][sign])


def _unit(text: str, m: re.Match[str], found: re.Match[str]) -> str | None:
    """Return the unit behind a number; "pounds" are money or weight, "won" and the like units only behind a scale word."""
    table, word = load_table("language", "numbers.toml"), _squeezed(next(filter(None, found.groups())))
    if word in table["glued"]:
        return str(table["glued"][word])
    if found[4]:
        return str(table["glued_capital"][found[4]])
    if word in ("pound", "pounds") and not m["scale"] and not m["short"]:
        lead = re.findall(r"[a-z]+", text[max(0, m.start() - 20) : m.start()].lower())[-3:]
        hyphen = text[found.start() : found.start() + 1] == "-" or text.startswith(" of ", found.end())
        return "pound_weight" if hyphen or set(lead) & set(table["weight"]["before"]) else "GBP"
    return str(table["scaled"][word]) if word in table["scaled"] else units()[word]


def _may_be_negative(unit: str) -> bool:
    return unit.startswith(("degree", "percent"))


def _value(m: re.Match[str]) -> tuple[float, str] | None:
    """Return the value and how it was written."""
    table = load_table("language", "numbers.toml")
    if m["vague"]:
        return float(table["vague"][_squeezed(m["vague"])]), "vague-number"
    if m["scores"]:
        return float(table["vague"]["scores of"]), "vague-number"
    if m["share"]:
        return _share(m)
    if m["halved"]:
        return None if _before(m.string, m.start()) in table["half"]["not_after"] else (0.5, "fraction")
    if m["few"]:
        times = 2 if "couple" in m["few"].lower() else 3
        return float(times * table["scales"][m["fewscale"].lower()]), "vague-number"
    if m["fraction"]:
        top, bottom = m["top"].lower(), m["bottom"].lower()
        over = float(table["fractions"][bottom])
        if top in ("a", "an") and bottom not in ("half", "quarter") and ORDINAL.match(m.string, m.end()):
            return None  # "a third dose"
        under = 1.0 if top in ("a", "an", "one") else _words_value(top)
        return (under / over, "fraction") if under <= over else None
    if m["half"]:
        return float(table["scales"][m["half"].lower()]) / 2, "words"
    base = float(m["digits"].replace(",", "")) if m["digits"] else _words_value(m["words"])
    if m["glyph"]:
        return {"½": 0.5, "¼": 0.25, "¾": 0.75}[m["glyph"]] + (base if m["digits"] else 0.0), "fraction"
    base += {"half": 0.5, "quarter": 0.25}.get((m["plus"] or "").lower(), 0.0)
    if m["part"]:
        top, bottom = m["part"].split("/")
        base += int(top) / int(bottom)
    if m["short"] and not _metres(m):
        base *= table["short_scales"][m["short"].lower()]
    for scale in (m["scale"] or "").lower().split():
        base *= table["scales"][scale]
    return base, "digits" if m["digits"] else "words"


def _share(m: re.Match[str]) -> tuple[float, str] | None:
    """Return the value of "one in five"."""
    part, whole = (float(w.replace(",", "")) if w[0].isdigit() else _words_value(w) for w in (m["of_these"], m["these"]))
    return (part / whole, "fraction") if part < whole else None


def _metres(m: re.Match[str]) -> bool:
    """Tell "ran 100m" and "a 2m high wall" from "40m people"."""
    if m["short"] != "m" or m["sign"] or not m["digits"]:
        return False
    table = load_table("language", "numbers.toml")["metres"]
    behind = re.match(r"[ \u00a0-]([a-z]+)", m.string[m.end() : m.end() + AFTER])
    return bool(behind and behind[1] in table["before"]) or _before(m.string, m.start()) in table["after"]


def _before(text: str, at: int) -> str:
    """Return the word before a place, in lower case."""
    word = re.search(r"([^\W\d_]+)[ \u00a0-]$", text[max(0, at - AFTER) : at])
    return word[1].lower() if word else ""


def _words_value(words: str) -> float:
    """Return the value of number words: "two hundred and six thousand".

    >>> _words_value("two hundred and six thousand")
    206000.0
    """
    table = load_table("language", "numbers.toml")
    total = part = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in table["ones"]:
            part += table["ones"][word]
        elif word in table["tens"]:
            part += table["tens"][word]
        elif word in ("a", "an"):
            part += 1
        elif word in table["scales"]:
            part = (part or 1) * table["scales"][word]
            if table["scales"][word] >= 1000:
                total, part = total + part, 0.0
    return total + part


def _bound(text: str, begin: int, stop: int, limit: int) -> str:
    before = bounds("bounds", "before").search(text[max(0, begin - BEFORE) : begin])
    if before:
        return bound_of("bounds")[_squeezed(before.group(1))]
    after = bounds("after", "after").match(text, stop, min(limit, stop + AFTER))
    return bound_of("after")[_squeezed(after.group(1))] if after else "exact"


def bound_end(text: str, at: int, limit: int) -> int:
    """Return where the words end that say behind a number how it is meant: "sixty or so", "ten or more"."""
    after = bounds("after", "after").match(text, at, min(limit, at + AFTER))
    return after.end() if after else at


def _is_name(text: str, m: re.Match[str], limit: int) -> bool:
    """Tell whether digits without sign or unit are part of a name, a date, an address or a year."""
    names = load_table("language", "numbers.toml")["not_figures"]
    before = re.search(r"([\w.]+)[ \u00a0-]$", text[max(0, m.start() - 20) : m.start()])
    word = before.group(1) if before else ""
    low = word.lower()
    if low.rstrip(".") in names["months"] and word[:1].isupper():
        return True
    spanned = DATED.search(text[max(0, m.start() - 24) : m.start()])
    if spanned and spanned.group(1).lower() in names["months"]:
        return True  # "Sept. 19 to 22"
    if low in names["before"] and (word[0].isupper() or low in ("no.", "page", "pages", "number")):
        return True
    after = re.match(r"[ \u00a0]([\w’']+)(?:[ \u00a0]([\w’']+))?", text[m.end() : min(limit, m.end() + AFTER)])
    following = [w.lower() for w in (after.groups() if after else ()) if w]
    if following and following[0] in names["months"] and after and after.group(1)[:1].isupper():
        return True
    if any(w in names["street"] for w in following) and after and after.group(1)[:1].isupper():
        return True
    if m["digits"].isdigit() and len(m["digits"]) == 4 and int(m["digits"]) in YEARS and not m["scale"] and not m["short"]:
        return not (
            following
            and len(following[0]) > 3
            and following[0].endswith("s")
            and low not in ("in", "since", "by", "of", "until", "from")
        )
    if len(m["digits"]) > LONGEST and m["digits"].isdigit():
        return True
    glued = re.match(r"[^\W\d_]", text[m.end() : m.end() + 1]) is not None  # an ordinal, a model
    return glued or (m.start() > 0 and text[m.start() - 1] in "#@")


def _names(text: str, begin: int, stop: int) -> bool:
    """Tell whether a number word is part of a name: capitalised inside a sentence, before a capital: "the Three Rivers"."""
    inside = re.search(r"[a-z,;] $", text[max(0, begin - 2) : begin]) is not None
    return text[begin].isupper() and inside and re.match(r" [A-Z][a-z]", text[stop : stop + 3]) is not None


def _counts(text: str, start: int, stop: int, limit: int) -> bool:
    """Tell whether "one" counts something: a lower-case noun follows at once, and it is no "one of", "no one"."""
    before = re.search(r"([a-z]+)[ \u00a0]$", text[max(0, start - 10) : start].lower())
    if before and before.group(1) in load_table("language", "numbers.toml")["one"]["after"]:
        return False
    after = re.match(r"[ \u00a0-]([a-z]{3,})", text[stop : min(limit, stop + AFTER)])
    no_noun = stop_words() | set(load_table("language", "numbers.toml")["one"]["before"])
    pointed = before is not None and before.group(1) == "the" and after is not None and after.group(1).endswith("ing")
    return after is not None and not pointed and after.group(1) not in no_noun  # "the one supporting her" is somebody


def _joined(text: str, found: list[Number]) -> list[Number]:
    """Name the rule of pairs: ranges (10-15, between 5 and 7) and scores or votes (41-6); spread the unit over a range."""
    out = list(found)
    for n in range(len(out) - 1):
        one, two = out[n], out[n + 1]
        between = text[one.end : two.start]
        if re.fullmatch(r"[-–—]|-to-|[ \u00a0]?(?:to|and)[ \u00a0](?:[$£€])?", between) is None:
            continue
        rising = one.value < two.value
        ranged = between.strip() != "and" or bool(re.search(r"\bbetween[ \u00a0]$", text[max(0, one.start - 10) : one.start], re.I))
        if between == "-to-" or (between in "-–—" and not (rising and two.unit)):
            pair = "score" if not rising or _vote_follows(text, two.end) else "range"
        elif between.strip() == "to" and _changes(text, one.start):
            continue
        elif ranged and rising and (between.strip() != "to" or one.unit == two.unit or one.unit is None):
            pair = "range"
        elif between.strip() == "to" and one.unit is None and two.unit is None and one.rule == two.rule == "digits":
            pair = "score"
        else:
            continue
        unit = (one.unit or two.unit) if pair == "range" else one.unit
        out[n] = one._replace(rule=pair, unit=unit, value=one.value * (_scale_shared(text, one, two) if pair == "range" else 1))
        out[n + 1] = two._replace(rule=pair, unit=two.unit or unit)
    return out


def _changes(text: str, at: int) -> bool:
    """Tell whether the words before a number tell a change of that size: "rose 5 to 40"."""
    lead = re.findall(r"[a-z]+", text[max(0, at - 24) : at].lower())[-2:]
    return bool(set(lead) & set(load_table("language", "numbers.toml")["changes"]["words"]))


def _scale_shared(text: str, one: Number, two: Number) -> float:
    """Return the scale that the second number of "5-10 million" lends to the first."""
    table = load_table("language", "numbers.toml")
    word = SCALED.search(text, two.start, two.end)
    if word is None or text[one.end : two.start].strip() not in ("-", "–", "to") or SCALED.search(text, one.start, one.end):
        return 1.0
    low = word.group(1).lower()
    return float(table["scales"].get(low) or table["short_scales"].get(low, 1))


def _vote_follows(text: str, at: int) -> bool:
    word = re.match(r"[ \u00a0]([a-z]{3,12})\b", text[at : at + 16])
    return word is not None and word.group(1) in load_table("language", "numbers.toml")["score"]["before"]


def _squeezed(words: str) -> str:
    return " ".join(words.lower().split())
