"""Whether the words of a clause tell plainly that something has happened or will, so that a nearer day gives way to them."""

import re

from tellings.analysis.moments.tense import REACH, WORD, Direction, tells_past, tense_table

# Of a day behind these only its end of a span is told, whatever the verb: "extended the talks until May 20", "valid from June 1".
SPANNED = re.compile(
    r"\b(?:for|until|till|by|from|to|through|of|before|after|effective|starting|beginning|between|than)\s(?:\w{3,6}day,?\s)?(?:the\s)?$",
    re.IGNORECASE,
)
SINCE = re.compile(r"\bsince\s(?:\w{3,6}day,?\s)?$", re.IGNORECASE)  # "closed since May 20"
ON = re.compile(r"\b(?:on|at|in)\s(?:\w{3,6}day,?\s)?", re.IGNORECASE)
INFINITIVE = re.compile(r"\bto\s([a-z]+)")  # "voted to close on June 3"
LED = re.compile(r"(?:on|by|about|around|early|late)\s", re.IGNORECASE)  # what the pattern of a day reads before it
TOUCHING = re.compile(r"([^\W\d_]+)\s(?:on\s)?(?:\w{3,6}day,?\s)?$")  # "announced on Monday, May 3"
# Where a clause ends: "Kell, 54, was jailed on May 3 after a hearing"
BORDER = re.compile(
    r"[,;:()“”\"—–]|\b(?:that|which|who|whose|where|when|while|because|if|as|and|but|or|to|after|before|until|although|though)\b",
    re.IGNORECASE,
)
NEAR = 3  # words from the verb to the day: "was last seen on May 3"
OPENING = re.compile(r"(?:on\s)?$", re.IGNORECASE)


def spanned(text: str, lo: int, start: int, end: int) -> bool:
    """Tell whether a day is the end of a span or a part of a name: "until May 20", "the fair of May 20"."""
    head = LED.match(text, start, end)
    return SPANNED.search(text[max(lo, start - 20) : head.end() if head else start]) is not None


def since(text: str, lo: int, start: int) -> bool:
    """Tell whether "since" stands before a day, which then lies behind."""
    return SINCE.search(text[max(lo, start - 20) : start]) is not None


def touches(text: str, lo: int, start: int) -> str:
    """Return the word right before a day, "on" and a weekday between them or not: "announced" of "announced on May 3"."""
    found = TOUCHING.search(text[max(lo, start - 40) : start])
    return found[1].lower() if found else ""


def is_loose(text: str, lo: int, start: int, end: int, verb: str) -> bool:
    """Tell whether a day may belong to another word than its verb: "declared a dividend payable Dec. 15"."""
    touching = touches(text, lo, start)
    if touching == verb:
        return False
    infinitives = INFINITIVE.findall(text[max(lo, start - REACH) : start])
    if any(word not in tense_table()["no_infinitive"] for word in infinitives):
        return True
    bare = touching and not ON.search(text[max(lo, start - 16) : start]) and not ON.match(text, start, end)
    return bool(bare) or leaves_open(verb) or touching.endswith("able")


def leaves_open(verb: str) -> bool:
    """Tell whether the day behind a verb and its object may be that of the object: "approved a fair on May 3"."""
    return verb in tense_table()["leaves_open"]


def plain_past(text: str, start: int, end: int, lo: int, hi: int) -> Direction | None:
    """Return "past" where every verb of the clause around ``text[start:end]`` looks back: "The ferry sank on June 3"."""
    before = WORD.findall(BORDER.split(text[max(lo, start - REACH) : start])[-1].lower())
    behind = text[end : min(hi, end + REACH)]
    if behind.startswith(",") and OPENING.fullmatch(text[lo:start][-4:]):
        behind = behind[1:]  # "On June 3, the ferry sank"
    after = WORD.findall(BORDER.split(behind, maxsplit=1)[0].lower())
    words = before + after
    verbs = [w for w in words if tells_past(w)]
    if not verbs or any(_looks_elsewhere(w) for w in words):
        return None
    if not any(tells_past(w) for w in before):
        return "past"
    last = max(n for n, w in enumerate(before) if tells_past(w))
    near = len(before) - last <= NEAR and not leaves_open(before[last])  # "was last seen May 3"
    return None if not near and is_loose(text, lo, start, end, before[last]) else "past"


def _looks_elsewhere(word: str) -> bool:
    table = tense_table()
    told = word in table["ahead"] or word in table["ahead_alone"] or word in table["arranged"] or word in table["present"]
    return told or word in table["modal"] or word.endswith(("'ll", "’ll", "ing"))
