"""What numbers, their units and their bounds look like, built from numbers.toml."""

import re
from functools import cache

from tellings.language.tables import load_table

# Digits in groups ("1,200", "1,20,000") or not; behind letters only where these are a currency: "RM3.2 billion", not "B52".
GROUPED = r"\d{1,3}(?:,\d{3})++(?:\.\d+)?(?![\d/])|\d{1,2}(?:,\d\d(?=,))++,\d{3}(?![\d,/])"
PLAIN = r"\d++(?:\.\d++)?+(?![\d/])"
PARTS = "2|3|4|5|6|8|16"  # what parts a number may end with: "2 1/2 miles"
# what shows behind one letter that it is a currency: "R5 million", "N1,200"
MONEY = r"\d{1,3}(?:(?:,\d{3})++|(?:\.\d+)?(?:[ ]?[mb]illion|bn|m)\b)"


@cache
def units() -> dict[str, str]:
    """Return the unit of each word or sign for one."""
    return {form: unit for unit, forms in load_table("language", "numbers.toml")["units"].items() for form in forms}


@cache
def unit_pattern() -> re.Pattern[str]:
    """Match a unit behind a number."""
    forms = "|".join(re.escape(f).replace(r"\ ", r"[ \u00a0]") for f in sorted(units(), key=len, reverse=True))
    table = load_table("language", "numbers.toml")
    glued, scaled = ("|".join(map(re.escape, table[name])) for name in ("glued", "scaled"))
    capitals = "|".join(table["glued_capital"])
    return re.compile(
        rf"[ \u00a0-]?({forms})(?![\w/])|(?<=\d)({glued})(?!\w|\.\s?m)|(?<=illion)[ \u00a0]({scaled})(?!\w)"
        rf"|(?<=\d)(?<!\d\d\d\d)((?-i:{capitals}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _lettered() -> list[str]:
    """Return the signs of currencies that are letters alone, behind which digits may follow at once: "RM", "USD"."""
    return sorted(sign for sign in load_table("language", "numbers.toml")["currencies"] if sign.isalpha() and sign.isascii())


def _behind_letters() -> str:
    """Return what looks back at such a sign, one look for each length."""
    by_size: dict[int, list[str]] = {1: list(load_table("language", "numbers.toml")["letters"])}
    for sign in _lettered():
        by_size.setdefault(len(sign), []).append(sign)
    return "|".join(rf"(?<=\b(?:{'|'.join(signs)}))" for _, signs in sorted(by_size.items()))


@cache
def bound_of(group: str) -> dict[str, str]:
    """Return how a number is meant by each form of words, before it (``bounds``) or behind it (``after``)."""
    return {form: bound for bound, forms in load_table("language", "numbers.toml")[group].items() for form in forms}


@cache
def bounds(group: str, side: str) -> re.Pattern[str]:
    """Match the words before a number, or those behind it, that say how it is meant."""
    forms = "|".join(re.escape(f).replace(r"\ ", r"[ \u00a0]") for f in sorted(bound_of(group), key=len, reverse=True))
    shape = rf"(?<![\w-])({forms})[ \u00a0](?:the[ \u00a0])?$" if side == "before" else rf"[ \u00a0]?({forms})(?!\w| to\b)"
    return re.compile(shape, re.IGNORECASE)


@cache
def number_pattern() -> re.Pattern[str]:
    """Match a number with its sign and scale."""
    table = load_table("language", "numbers.toml")
    small = "|".join(sorted([*table["ones"], *table["tens"]], key=len, reverse=True))
    scale = "|".join(table["scales"])
    word = rf"(?:{small}|{scale})"
    shorts = "|".join(sorted(table["short_scales"], key=len, reverse=True))
    signs = "|".join(re.escape(s) for s in sorted(table["currencies"], key=len, reverse=True))
    vague = "|".join(v.replace(" ", r"[ \u00a0]") for v in sorted(table["vague"], key=len, reverse=True))
    bottoms = "|".join(sorted(table["fractions"], key=len, reverse=True))
    ones, letters, behind = "|".join(sorted(table["ones"], key=len, reverse=True)), "|".join(table["letters"]), _behind_letters()
    opening = re.escape("".join(sorted({sign[0] for sign in (*table["currencies"], *table["letters"])})))
    timed, apart = "|".join(table["share"]["not_before"]), f"(?:{'|'.join(table['short_apart'])})"
    return re.compile(
        rf"""(?:(?<!\w)|(?=\d))(?:  # nowhere else does one begin: most places are passed by after one look
            (?P<vague>\b(?:{vague})\b)
          | \b(?:an?[ ])?half[ \u00a0-](?:an?[ \u00a0])?(?P<half>{scale})\b
          | (?P<share>\b(?=\w{{1,9}}[ ](?:in|out)[ ])
             (?P<of_these>{ones}|\d\d?)[ ](?:in|out[ ]of)[ ](?:every[ ])?(?P<these>{ones}|\d{{1,3}}(?:,\d{{3}})?)\b
             (?![-.,:]?\d|%|[ -](?:{timed})\b))
          | \b(?P<halved>half)(?=[ ](?:of|the|its|their)\b)
          | (?=s)(?:(?<=kill[ ])|(?<=ed[ ])|(?<=ing[ ]))(?P<scores>scores)\b(?![ ]of)
          | (?P<fraction>\b(?P<top>an?|{small})[-\ \u00a0](?P<bottom>{bottoms})\b(?!-))
          | \b(?P<few>several|an?[ ]few|an?[ ]couple(?:[ ]of)?)[ \u00a0](?P<fewscale>{scale})\b
          | (?:(?=[{opening}])(?P<sign>(?<!\w)(?-i:{signs})|(?<=\d[-–])[$£€]|(?<![\w-])(?-i:{letters})(?={MONEY}))[ ]?)?
            (?:(?=\d)(?P<digits>(?:(?<![\w.,/])|{behind})(?:{GROUPED})|(?:(?<![\w/])(?<!\d[.,:])|{behind}){PLAIN})(?P<glyph>[½¼¾])?
              |\b(?P<words>(?:an?[ \u00a0](?:{scale})\b|(?:{small})(?!\w))
                 (?:[-\ \u00a0](?:(?<=(?:dred|sand|lion)[-\ \u00a0])and[ \u00a0](?={word}\b))?{word}(?!\w))*+))
            (?:[-\ ]and[-\ ]an?[-\ ](?P<plus>half|quarter)\b)?
            (?:[ \u00a0](?P<part>[1-9]/(?:{PARTS})))?
            (?:(?:[ \u00a0](?={apart}\b|(?(sign)m\b|(?!))))?(?P<short>{shorts})\b)?
            (?:(?:[-\ \u00a0]|(?<=\d))(?P<scale>(?:{scale})(?:[ ](?:{scale}))?)\b(?!s))?)""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def no_numbers() -> re.Pattern[str]:
    """Return what looks like a number and is none: clock times, dates, telephone numbers, addresses of pages, versions."""
    codes, letters = "|".join(_lettered()), "|".join(load_table("language", "numbers.toml")["letters"])
    return re.compile(
        rf"""https?://\S+|www\.\S+
          | (?<!\d)\d{{1,2}}:\d\d(?::\d\d)?(?!\d)
          | (?<!\d)\d{{1,2}}(?:[:.]\d\d)?[ \u00a0]?[ap]\.?m\b
          | (?<![\d/])(?!(?<=\d[ \u00a0])[1-9]/(?:{PARTS})(?![\d/]))\d{{1,4}}[/]\d{{1,4}}(?:[/]\d{{1,4}})?(?![\d/])
          | (?<!\d)\d{{4}}-\d\d-\d\d(?!\d)
          | (?<![\d-])(?:\+?\d{{1,3}}[ -])?\(?\d{{3,5}}\)?[ -]\d{{3,4}}[ -]\d{{3,4}}(?!\d)
          | (?<![\d-])\d{{3}}-\d{{4}}(?![\d-])
          | (?<!\d)[01]?\d[0-5]\d[ ](?:GMT|UTC|BST|EST|EDT|hours|hrs)\b
          | \b\d+(?:\.\d+){{2,}}\b | (?<!\d)\d['’][ ]?\d{{1,2}}\b["”]?
          | \b\d{{4}}s\b | ['’]\d\ds?\b
          | \b(?:[A-Z][A-Za-z]{{3,}}|covid)-\d+\b(?!-)
          | \b\d+\([a-z]\)
          | \b(?:(?!(?:{codes})\d|(?:{letters}){MONEY})[A-Z]{{1,4}}-?\d+[A-Za-z]*)\b
          | \b\d+(?:st|nd|rd|th|D|G)\b""",
        re.VERBOSE,
    )
