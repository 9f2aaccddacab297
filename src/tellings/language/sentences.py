"""Cut paragraphs into sentences by rules over the words around a stop; the words are in abbreviations.toml."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from operator import itemgetter

from tellings.language.lost_lines import find_line_ends
from tellings.language.tables import load_table
from tellings.model import MarkPair, Span

# A stop, the marks that close after it, notes, and white space: 'It rained.”[2] Then'. Not the point of "7.5".
STOP = re.compile(
    r"(?<![.!?…])(?<!\. )(?P<stop>\.(?:[ \u00a0]\.)++|[.!?…]++)(?P<close>(?:''|[\"”’'»)\]])*+)(?:[ \u00a0]?\[\d{1,3}\])*+(?=\s)"
    r"(?:[ \u00a0](?:''|[\"”])(?=\s|$))?"
)
# A stop whose white space was lost: "it rained.Then he", "well...The end"; not "example.Com" nor "U.S.Then".
LOST_SPACE = re.compile(
    r"""(?P<stop>(?<=[a-z][a-z])[.!?](?![.!?]) | (?<=\w)(?:\.\.++|!++|\?++|…++))(?P<close>["”]?+)
        (?=[A-Z][a-z]*+[ ’'][a-z])""",
    re.VERBOSE,
)
OPENING = re.compile(r"(?:[\"“”„«»‘'`(\[{*•–—_-]|\.\.\.|…|\s)*")
NEXT_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*(?:['’][^\W_]+)?")
LAST_WORD = re.compile(r"(?:^|[\s(\[\"“”‘'’«»/—–-])([^\s(\[\"“”‘'’«»/—–-]{1,20})$")
LIST_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})$")
LETTERED = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")  # an initial, "U.S", "p.m", without the last stop
SPEAKS_ON = 6  # words in which a name and its verb stand: "Why?" the mayor of Ostby asked
FRAGMENT_WORDS = 12  # words inside marks that never part when the sentence runs on after them
BRACKET = 200  # characters in which a bracket closes; a longer one is taken for a lost bracket
ABBREVIATIONS = ("titles", "before_number", "months", "may_end", "clock", "one_term", "shortened")
SHORT_CAPITALS = 2  # letters; "LA." before a small letter is an abbreviation, "ASAP." is not
WINDOW = 40  # characters of a word and its stop that are looked at


def find_sentences(text: str, paragraph: Span, marks: Sequence[MarkPair] = ()) -> list[Span]:
    """Return the sentences of a paragraph, without the white space around them; ``marks`` are the pairs that stand in it.

    >>> text = 'Mr. Ruiz left at 5 p.m. Tuesday. "Why now?" Ms. Obi asked. It rained.'
    >>> [text[s:e] for s, e in find_sentences(text, (0, len(text)))]
    ['Mr. Ruiz left at 5 p.m. Tuesday.', '"Why now?" Ms. Obi asked.', 'It rained.']
    """
    start, end = paragraph
    found, at = [], start
    stops: list[tuple[int, re.Match[str] | None]] = [
        (m.start(), m) for p in (STOP, LOST_SPACE) for m in p.finditer(text, start, end)
    ]
    stops += [(line_end, None) for line_end in find_line_ends(text, start, end)]
    whole = _fragments(text, marks, end)
    for place, stop in sorted(stops, key=itemgetter(0)):
        stops_at = stop.end() if stop else place
        if place >= at and (stop is None or _ends(text, at, end, stop)) and not _inside(whole, stops_at):
            found.append(_strip(text, at, stops_at))
            at = stops_at
    found.append(_strip(text, at, end))
    return [(s, e) for s, e in found if s < e]


def _ends(text: str, at: int, end: int, stop: re.Match[str]) -> bool:
    """Tell whether a sentence that began at ``at`` ends with this stop."""
    opening = OPENING.match(text, stop.end(), min(end, stop.end() + WINDOW))
    after = opening.end() if opening else stop.end()
    if after >= end:
        return True
    if text[after] in ",;:)]%&":
        return False
    following = NEXT_WORD.match(text, after, min(end, after + WINDOW))
    word = following.group() if following else ""
    if text[after].islower() and not _ends_before_lower(text, at, end, stop, after):
        return False
    if _bracket_open(text, at, stop.end(), end):
        return False
    if stop["stop"] == "." and not _stop_after_word_ends(text, at, stop, word, after == stop.end() + 1):
        return False
    asked = stop["stop"][-1] in "!?" and (stop["close"] or stop.end() > stop.end("close"))
    if asked and _speech_goes_on(text, after, end, word):
        return False
    return not (
        stop["stop"] == "!" and _last_word(text, at, stop.end("stop")).lower() in _words("exclaimed_names") and not _opener(word)
    )


def _ends_before_lower(text: str, at: int, end: int, stop: re.Match[str], after: int) -> bool:
    """Tell whether a sentence ends though the next opens small: "It rained. then we left", not "the Obi Co. said".

    In the training half of EWT one ends before a small letter at 209 of 244 full stops after a word of small letters, at 70 of 73
    other marks.
    """
    marks = stop["stop"]
    if stop.end() != stop.end("stop") or after != stop.end() + 1 or not (marks == "." or not marks.strip("!?")):
        return False
    last = _last_word(text, at, stop.start())
    if marks != ".":
        in_title = last[:1].isupper() and not last.isupper() and text[at : stop.start()].strip() != last
        return not in_title and not _speech_goes_on(text, after, end, "")
    spelt = last.isalpha() and (len(last) > 1 if last[1:].islower() else len(last) > SHORT_CAPITALS)
    return text[stop.start() - 1] == " " or (spelt and not any(last.lower() in _words(g) for g in ABBREVIATIONS))


def _stop_after_word_ends(text: str, at: int, stop: re.Match[str], word: str, bare: bool) -> bool:
    """Tell whether a single full stop ends a sentence; ``bare``: nothing but one space stands before ``word``."""
    if stop["close"] not in ("", ")", "]"):
        return True
    last = _last_word(text, at, stop.start())
    if not last or stop["close"]:
        return True
    if stop.start() - at < WINDOW and text[at : stop.start()].strip() == last and LIST_NUMBER.match(last):
        return False
    low = last.lower().strip("'’")
    if not bare and word and text[stop.end() : stop.end() + 2].strip()[:1] in "-—–_":
        return not ("." in last or LETTERED.fullmatch(last) or any(low in _words(g) for g in ("titles", "months", "may_end")))
    if low in _words("titles"):
        return not (word[:1].isupper() or word[:1].isdigit())
    if low in _words("before_number") or low in _words("months"):
        return not (word[:1].isdigit() or word in ("V", "X"))
    if low in _words("clock"):
        return (
            word.lower() not in load_table("language", "abbreviations.toml")["clock"]["followers"]
            if last[:1].islower() or "." in last
            else True
        )
    if low in _words("may_end") and last[:1].isupper():
        return _opener(word)
    if LETTERED.fullmatch(last) and (last[-1].isupper() or "." in last):
        return (_opener(word) or not bare) and not (len(last) == 1 and _opener(word) and word in ("A", "I"))
    return True


def _last_word(text: str, at: int, stop: int) -> str:
    found = LAST_WORD.search(text[max(at, stop - WINDOW) : stop])
    return found.group(1) if found else ""


def _speech_goes_on(text: str, after: int, end: int, word: str) -> bool:
    """Tell whether a question in marks is followed by who asked it: '"Why?" Ms. Obi asked.'."""
    if _opener(word) and word not in ("The", "A", "One"):
        return False
    for n, token in enumerate(re.finditer(r"[^\s,]+", text[after : min(end, after + 160)])):
        if token.group().lower().rstrip(".,:;") in _words("saying"):
            return n > 0
        if n >= SPEAKS_ON or (token.group()[-1] in '?!:;"”' and n > 0):
            return False
    return False


def _bracket_open(text: str, at: int, stop: int, end: int) -> bool:
    """Tell whether the stop stands in brackets that opened in mid-sentence and close soon."""
    opened = text.rfind("(", max(at, stop - BRACKET), stop)
    if opened <= at or text.find(")", opened, stop) >= 0:
        return False
    closes = text.find(")", stop, min(end, stop + BRACKET))
    return closes >= 0 and text.find("(", stop, closes) < 0 and opened > at + 1


def _fragments(text: str, marks: Sequence[MarkPair], end: int) -> list[Span]:
    """Return where no sentence ends: inside short words in marks after which the sentence runs on."""
    found = []
    for pair in marks:
        inner = text[pair.inner_start : min(pair.inner_end, pair.inner_start + BRACKET)]
        short = pair.closed and pair.opened and pair.inner_end - pair.inner_start < BRACKET and len(inner.split()) <= FRAGMENT_WORDS
        rest = text[pair.end : min(end, pair.end + WINDOW)].lstrip()
        if short and rest and (rest[0].islower() or (rest[0] in ",;" and inner[-1:] not in ".!?")):
            found.append((pair.inner_start, pair.inner_end))
    return sorted(found)


def _inside(spans: Sequence[Span], at: int) -> bool:
    n = bisect_right(spans, (at, at)) - 1
    return n >= 0 and spans[n][0] < at < spans[n][1]


def _opener(word: str) -> bool:
    return word[:1].isupper() and word.lower().replace("’", "'") in _words("openers")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load_table("language", "abbreviations.toml")[group]["words"])


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
