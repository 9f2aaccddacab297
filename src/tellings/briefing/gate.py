"""Check a sentence against the passages that it cites: nothing may stand in it that does not stand there.

The six planted errors that a gate must catch: an invented name, an invented number, a swapped speaker, a misattributed
quotation, a negated statement, a reversed order of events. What is cut from a passage as it stands needs only the first two.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from tellings.briefing.spoken import Said, find_sayings, strings_in_marks, without_strings
from tellings.briefing.telling import counts_of, denied_strings, likest, order_of, polarity_of, stems_of
from tellings.language.content import fold
from tellings.language.numbers import Number, find_numbers
from tellings.language.tables import load_table
from tellings.model import Moment, Passage

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
LONGEST_NAME = 12  # words of a name that has initials
LONG_NAME = re.compile(r"[A-Z][\w’'-]{0,30}(?: [A-Z][\w’'-]{0,30}){1,5}")  # "United Harbour Trust", which may be told as "UHT"
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
# By judgement.
LONGEST = 4_000  # characters of a sentence that is checked
ROUND = 0.006  # how far a share in percent may lie from the fraction it rounds: 33 percent from a third
SAID_WORDS = 3  # content words, verb of saying included, behind a name from which on a statement can be recognised
STOPS = " .,;:!?"  # signs at the end of a string in marks that belong to whoever prints it
OPENS = " \t\n\"'“”‘’([–—-"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def check(sentence: str, citations: Sequence[Passage], *, names: Collection[str] = (), moments: Sequence[Moment] = ()) -> list[str]:
    """Return why a sentence may not be printed: an empty list when all of it stands in the passages cited.

    ``names`` are names that need no passage: the outlets of the reports cited. ``moments`` are the story's: a day or
    month may also stand in the sentence when a moment inside a cited passage has it.

    >>> p = Passage("a", 0, 35, "Ada Brook said 12 boats never left.")
    >>> check("Ada Brook said 12 boats never left.", [p]), check("Ada Brook said 13 boats left.", [p])
    ([], ['the number 13 stands in no cited passage', 'the passage says "never left", the sentence does not'])
    """
    reasons = check_printed(sentence, citations, names=names, moments=moments)
    bodies = [p.exact for p in citations]
    if not bodies or len(sentence) > LONGEST or is_printed(sentence, bodies):
        return reasons
    return reasons + check_words(sentence, bodies, names=names)


def check_printed(
    sentence: str, citations: Sequence[Passage], *, names: Collection[str] = (), moments: Sequence[Moment] = ()
) -> list[str]:
    """Return which strings in marks, numbers and names of a sentence stand in no cited passage."""
    if not citations:
        return ["it cites no passage"]
    if len(sentence) > LONGEST:
        return [f"it is longer than {LONGEST} characters"]
    bodies = [p.exact for p in citations]
    reasons = _strings(sentence, bodies) + _numbers(sentence, bodies, citations, moments)
    return reasons + _names(sentence, bodies, citations, names, moments)


def check_words(sentence: str, bodies: Sequence[str], *, names: Collection[str] = ()) -> list[str]:
    """Return where speakers, denials, order and what is counted differ, told by the words alone."""
    own = without_strings(sentence)
    reasons = _speakers(sentence, bodies, names) + polarity_of(own, bodies) + order_of(own, bodies) + counts_of(own, bodies)
    return reasons + denied_strings([s for _, s in strings_in_marks(sentence)], own, bodies)


def check_text(
    sentence: str,
    citations: Sequence[Passage],
    texts: Mapping[str, str],
    *,
    names: Collection[str] = (),
    moments: Sequence[Moment] = (),
) -> list[str]:
    """As ``check``, but first compare each passage with the text of its article, given by article id.

    >>> check_text("It rained.", [Passage("a", 0, 9, "It rained")], {"a": "It snowed."})
    ['the passage a 0-9 is not what stands there']
    """
    wrong = [p for p in citations if p.start < 0 or p.start >= p.end or texts.get(p.article, "")[p.start : p.end] != p.exact]
    if wrong:
        return [f"the passage {p.article} {p.start}-{p.end} is not what stands there" for p in wrong]
    return check(sentence, citations, names=names, moments=moments)


def is_printed(sentence: str, bodies: Sequence[str]) -> bool:
    """Tell whether a sentence stands in a passage as it is, but for a capital at its start."""
    plain = sentence.strip()
    return any(plain in body or (plain[1:] in body and plain[:1].lower() + plain[1:] in body) for body in bodies)


def _strings(sentence: str, bodies: Sequence[str]) -> list[str]:
    return [
        f"the words “{s}” stand in no cited passage"
        for _, s in strings_in_marks(sentence)
        if not any(s.rstrip(STOPS) in body for body in bodies)
    ]


def _numbers(sentence: str, bodies: Sequence[str], citations: Sequence[Passage], moments: Sequence[Moment]) -> list[str]:
    printed = {_plain(d) for body in bodies for d in DIGITS.findall(body)} | {
        d for m in _inside(citations, moments) for d in _digits_of(m)
    }
    given = [n for body in bodies for n in find_numbers(body)]
    values = {n.value for n in given} | {float(d) for d in printed if d.isdigit()} | set(_told_by_words(bodies))
    spelt = find_numbers(sentence)
    lost = [n for n in spelt if n.value not in values and not _has_digits(sentence[n.start : n.end], printed)]
    missing = [sentence[n.start : n.end] for n in lost if not any(same_share(n, g) for g in given)]
    spans = [(n.start, n.end) for n in spelt]
    ranks = {r for body in bodies for r in _ranks(body)}
    for m in DIGITS.finditer(sentence):
        ranked = sentence[m.end() : m.end() + 2] in ("st", "nd", "rd", "th") and m.group() in ranks
        if _plain(m.group()) not in printed and not ranked and not any(s <= m.start() and m.end() <= e for s, e in spans):
            missing.append(m.group())
    reasons = [f"the number {x} stands in no cited passage" for x in dict.fromkeys(missing)]
    return reasons + list(dict.fromkeys((*_other_units(sentence, spelt, bodies), *_too_often(sentence, spelt, given, bodies))))


def _too_often(sentence: str, spelt: Sequence[Number], given: Sequence[Number], bodies: Sequence[str]) -> Iterator[str]:
    """Yield the numbers that stand more often than in the passages: one of them is in another's place."""
    mine, theirs = Counter(n.value for n in spelt), Counter(n.value for n in given)
    for n in spelt:
        if 0 < theirs[n.value] < mine[n.value]:
            yield f"the number {sentence[n.start : n.end]} stands more often than in the passages"


def _told_by_words(bodies: Sequence[str]) -> Iterator[float]:
    """Yield the numbers that words imply: "twice", "a decade"."""
    table: dict[str, float] = load_table("briefing", "words.toml")["implied"]
    yield from (table[w] for body in bodies for w in map(fold, WORD.findall(body)) if w in table)


def _ranks(body: str) -> Iterator[str]:
    """Yield the ranks in a passage in digits: "third" as 3."""
    table: dict[str, str] = load_table("briefing", "words.toml")["ranks"]
    yield from (table[w] for w in map(fold, WORD.findall(body)) if w in table)


def same_share(one: Number, other: Number) -> bool:
    """Tell whether two numbers tell one share in round figures: "33 percent" and "a third"."""
    shares = sorted((n.value / 100 if n.unit == "percent" else n.value, n.unit or "") for n in (one, other))
    kinds = {n.unit for n in (one, other)} == {"percent", None}
    return kinds and "fraction" in (one.rule, other.rule) and abs(shares[0][0] - shares[1][0]) < ROUND


def _other_units(sentence: str, spelt: Sequence[Number], bodies: Sequence[str]) -> Iterator[str]:
    """Yield the amounts that the passages give in another currency, or in percent where they give percentage points."""
    given = [(n, body[n.start : n.end]) for body in bodies for n in find_numbers(body)]
    for n in spelt:
        same = [(g, words) for g, words in given if g.value == n.value and _kind(g.unit) and _kind(g.unit) == _kind(n.unit)]
        if same and all(g.unit != n.unit for g, _ in same):
            yield f"the sentence has {sentence[n.start : n.end]} where the passage has {same[0][1]}"


def _kind(unit: str | None) -> str:
    """Return what sort of unit it is, where one of a sort shuts out the others; nothing for other units."""
    if unit in ("percent", "percentage_point"):
        return "share"
    return "money" if unit and len(unit) == 3 and unit.isupper() else ""


def _has_digits(words: str, printed: Collection[str]) -> bool:
    digits = DIGITS.findall(words)
    return bool(digits) and words.strip("$£€%").replace(",", "") in printed


def _plain(digits: str) -> str:
    return re.sub(r"[.,](?=\d{3}\b)", "", digits).lstrip("0") or "0"


def initials(name: str) -> set[str]:
    """Return the initials of a name and of the names inside it.

    >>> sorted(initials("The United States"))
    ['tu', 'tus', 'us']
    """
    letters = [w[0] for w in re.findall(r"[^\W\d_]+", fold(name))][:LONGEST_NAME]
    return {"".join(letters[i:j]) for i in range(len(letters)) for j in range(i + 2, len(letters) + 1)}


def _names(
    sentence: str, bodies: Sequence[str], citations: Sequence[Passage], names: Collection[str], moments: Sequence[Moment]
) -> list[str]:
    known = {_bare(w) for text in (*bodies, *names) for w in WORD.findall(text)}
    known |= {part for word in known for part in word.split(".") if part}
    known |= {short for b in bodies for m in LONG_NAME.finditer(b) for short in initials(m.group())}
    known |= {_bare(w) for m in _inside(citations, moments) for w in _day_words(m)}
    lost = []
    for m in WORD.finditer(sentence):
        word = m.group()
        if word[0].isupper() and word not in _no_names() and not _begins(sentence, m.start()) and _bare(word) not in known:
            lost.append(word)
    return [f"the name {x} stands in no cited passage" for x in dict.fromkeys(lost)]


def _begins(sentence: str, at: int) -> bool:
    """Tell whether a word begins a sentence or a string in marks, where its capital shows nothing."""
    before = sentence[:at].rstrip(OPENS)
    return not before or before[-1] in ".!?" or (before[-1] == ":" and sentence[at - 1] in OPENS[3:])


def _speakers(sentence: str, bodies: Sequence[str], names: Collection[str]) -> list[str]:
    """Compare who speaks: each name that the sentence lets speak must speak in a passage, and its words there must be its own."""
    outlets = {_bare(w) for name in names for w in WORD.findall(name)}
    spoken = [(body, {s.name[-1] for s in find_sayings(body)}) for body in bodies]
    own = without_strings(sentence)
    sayings = [s for s in find_sayings(own) if not set(s.name) <= outlets]
    reasons = [f"{_title(s.name)} speaks in no cited passage" for s in sayings if not any(s.name[-1] in who for _, who in spoken)]
    reasons += _indirect(own, sayings, spoken)
    for at, string in strings_in_marks(sentence):
        nearest = min(sayings, key=lambda s: abs(s.at - at), default=None)
        homes = [who for body, who in spoken if string in body and who]
        if nearest is not None and homes and not any(nearest.name[-1] in who for who in homes):
            reasons.append(f"the words “{string}” are not given to {_title(nearest.name)}")
    return reasons


def _indirect(own: str, sayings: Sequence[Said], spoken: Sequence[tuple[str, set[str]]]) -> list[str]:
    """Tell what is told without marks behind a speaker's name and stands, in the passage most like it, behind another's."""
    ends = [s.at for s in sayings[1:]] + [len(own)]
    reasons = []
    for saying, end in zip(sayings, ends, strict=False):
        piece = own[saying.at : end]
        if len(stems_of(piece)) > len(saying.name) + SAID_WORDS:
            body = likest(piece, [b for b, _ in spoken])
            who = next(names for b, names in spoken if b == body)
            if who and saying.name[-1] not in who and any(saying.name[-1] in names for _, names in spoken):
                reasons.append(f"what {_title(saying.name)} is said to say is not given to {_title(saying.name)}")
    return reasons


def _title(name: Sequence[str]) -> str:
    return " ".join(w.capitalize() for w in name)


def _inside(citations: Sequence[Passage], moments: Sequence[Moment]) -> list[Moment]:
    return [m for m in moments for p in citations if m.article == p.article and m.start < p.end and p.start < m.end]


def _digits_of(moment: Moment) -> list[str]:
    return [_plain(d) for d in re.findall(r"\d+", re.sub(r"-?W\d+|T\w+", "", moment.value))]


def _day_words(moment: Moment) -> list[str]:
    """Return the month and weekday of a moment's value."""
    m = re.match(r"(\d{4})-(\d\d)(?:-(\d\d))?", moment.value)
    if not m or not 1 <= int(m[2]) <= len(MONTHS):
        return []
    found = [MONTHS[int(m[2]) - 1]]
    if m[3]:
        found.append(weekday(int(m[1]), int(m[2]), int(m[3])))
    return found


def weekday(year: int, month: int, day: int) -> str:
    """Return the weekday of a date by Sakamoto's rule.

    >>> weekday(2031, 5, 3)
    'Saturday'
    """
    shift = (0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4)[month - 1]
    year -= month < 3
    names = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    return names[(year + year // 4 - year // 100 + year // 400 + shift + day) % 7]


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", fold(word)).replace(".", "")


@cache
def _no_names() -> frozenset[str]:
    words = load_table("briefing", "words.toml")["no_names"]["words"]
    return frozenset(words) | {w.replace("'", "’") for w in words}
