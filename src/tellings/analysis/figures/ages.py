"""Numbers that are ages."""

import re

from tellings.language.numbers import Number

OLDEST = 130  # years; a larger number is no age of a person
NEAR = 24  # code points before a number in which a word of age stands
NAMED = re.compile(
    r"(?:[^\W\d_]|\b[JS]r\.|[”\"]), (?:now |then )?$"
)  # "Ada Brook, 35,", "Peter Lorne Jr., 60,": a name, the age between commas
ENDS = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]*[a-z], $")  # "He met Ada Brook, 35.": a full name, the age closes the sentence
UNITS = ("year", "month", "week", "day")  # "a 3-month-old boy"
GROWN = range(10, 110)  # ages that may close a sentence so; smaller numbers are scores as often
BRACKETED = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+ \($")  # "Ada Brook (35)"
AGED = re.compile(
    r"\b(?:age[sd]?|age[sd]? \d{1,3} (?:to|and|or|through)|aged? (?:about|between|under|over)|(?:the )?ages? of"
    r"|turn(?:s|ed|ing)?|(?:dead|died|dies) at) $",
    re.IGNORECASE,
)
IS = re.compile(r"\b(?:he|she|who|he’s|she’s|he's|she's)(?: is| was| turned| turns)? (?:now |just |only )?$", re.IGNORECASE)
OLD = re.compile(r"[ -]olds?\b|[ -]of[ -]age\b", re.IGNORECASE)


def is_age(text: str, number: Number, end: int) -> bool:
    """Tell whether a number is an age: "Ada Brook, 35,", "the 77-year-old pilot", "aged 89", "she is 70."."""
    if number.unit in UNITS:
        return OLD.match(text, number.end, end) is not None
    if number.unit or number.rule not in ("digits", "words", "range") or not 0 < number.value < OLDEST or number.value % 1:
        return False
    before, after = text[max(0, number.start - NEAR) : number.start], text[number.end : min(end, number.end + 1)]
    if AGED.search(before) and not re.match(r" [a-z]{3,}s\b|-", text[number.end : min(end, number.end + 12)]):
        return True
    if number.rule == "digits" and ((NAMED.search(before) and after in (",", ")")) or (BRACKETED.search(before) and after == ")")):
        return True
    if number.rule == "digits" and number.value in GROWN and after in (".", ";", "") and ENDS.search(before):
        return True
    return IS.search(before) is not None and after in (".", ",", ";", "", ")", "”", '"')
