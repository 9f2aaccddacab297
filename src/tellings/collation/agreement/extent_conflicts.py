"""How far something goes: some or the whole kind, no mass or millions, unanimously or overwhelmingly, until or at least until."""

import re
from collections.abc import Iterator
from functools import cache

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Count, Dispute, Position, settle
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Conflict, Moment

# Least likeness of two clauses of which one counts a part of what the other names whole, and of two that set one limit.
# By judgement: words of quantity are left out and put in freely where reports say it in other words.
SAME_STATEMENT, SAME_LIMIT = 0.5, 0.5
# "some tenants", "several of the shops"; not "some 40 tenants", "several shops", "some say"
PART = re.compile(
    r"(?i)\b(?:some(?: of (?:the|its|their))?|(?:several|a few|most) of (?:the|its|their)) "
    r"(?P<what>(?:[^\W\d_]+ )?(?:[^\W\d_]+s|people|men|women|children)\b)"
)
KIN = 6  # words between "families" and those whose they are: "families of the drowned sailors"
SAME_DOING = 0.3  # likeness of two clauses in which some do what their families do elsewhere (by judgement)
LOOK = 24  # characters before a time that hold its limit
LEAST = re.compile(r"(?i)\bat (?:least|the earliest) $")
LIMIT = re.compile(r"(?i)\b(?:until|till|through|to) $")
SHARED = 2  # stems besides the verb that two clauses of one vote have in common


def find_extent_conflicts(clauses: Clauses, count: Count) -> list[Conflict]:
    """Return what one report tells of a part and another of the whole, of a mass and of no mass, of one margin and another."""
    scope = [*_parts(clauses), *_masses(clauses), *_margins(clauses), *_kin(clauses)]
    return [*settle("scope", scope, count), *settle("date", list(_limits(clauses)), count)]


def _parts(clauses: Clauses) -> Iterator[Dispute]:
    parts = clauses.once(_part_of)
    for a, b, score in clauses.told_together(SAME_STATEMENT):
        if clauses.alike(a, b) < SAME_STATEMENT:  # only told to be one by what they quote
            continue
        for x, y in ((a, b), (b, a)):
            for stem, printed in parts(x).items():
                if stem in y.content and stem not in parts(y) and not _quantified(clauses, y, stem) and not clauses.both_told(a, b):
                    one = Position(f"part {stem}", clauses.passage(x), printed)
                    two = Position(f"whole {stem}", clauses.passage(y), clauses.printed(stem))
                    yield Dispute(one, two, "soft", "part-or-whole", f"{printed}, or all {clauses.printed(stem)}", score)


def _part_of(clauses: Clauses, clause: Clause) -> dict[str, str]:
    """Return the stem of what a clause counts in part, and the words that say so."""
    return {s: m.group() for m in PART.finditer(clauses.words(clause)) for s in content_of(m["what"].split())[-1:]}


def _quantified(clauses: Clauses, clause: Clause, stem: str) -> bool:
    """Tell whether a clause counts a noun by a word or a number, or names one of a kind: "a shop", "the shop"."""
    words = [fold(t.text) for t in clauses.tokens(clause)]
    at = next((n for n, w in enumerate(words) if stem in content_of([w])), -1)
    before = words[max(0, at - 3) : at]
    one = not words[at].endswith("s") and words[at] not in _table("plural")
    return at < 0 or one or any(w[0].isdigit() or w in _table("counting") for w in before)


def _masses(clauses: Clauses) -> Iterator[Dispute]:
    """Yield that there is to be no mass of what another report tells of millions or of almost all."""
    denied = [(c, s, m.group()) for c in clauses.all for m in _mass().finditer(clauses.words(c)) for s in content_of([m["what"]])]
    for clause, stem, printed in denied:
        for other in clauses.all:
            words = clauses.words(other) if other.article != clause.article and stem in other.content else ""
            if (large := _large().search(words)) and not _mass().search(words):
                one = Position(f"no mass {stem}", clauses.passage(clause), printed)
                two = Position(f"many {stem}", clauses.passage(other), f"{large.group()} ({clauses.printed(stem)})")
                yield Dispute(one, two, "soft", "mass-or-not", f"{printed}, or {large.group()}", SAME_STATEMENT)


def _margins(clauses: Clauses) -> Iterator[Dispute]:
    """Yield that one vote is told with two margins."""
    told = [(c, k, m.group()) for c in clauses.all for k in _margin_kinds() if (m := _margin(k).search(clauses.words(c)))]
    for n, (a, kind, printed) in enumerate(told):
        for b, other, also in told[n + 1 :]:
            shared = set(a.content) & set(b.content)
            if (
                a.article != b.article
                and kind != other
                and shared & _votes()
                and len(shared) > SHARED - 1
                and not clauses.both_told(a, b)
            ):
                sides = Position(kind, clauses.passage(a), printed), Position(other, clauses.passage(b), also)
                yield Dispute(*sides, "soft", "other-margin", f"{printed}, or {also}", clauses.alike(a, b))


def _kin(clauses: Clauses) -> Iterator[Dispute]:
    """Yield that some do in one report what their families do in another: "victims may sue", "the families of victims may sue"."""
    doers = clauses.once(_doers)
    for a, b, score in clauses.told_together(SAME_DOING):
        one, two = doers(a), doers(b)
        for doing in one.keys() & two.keys():
            if bool(one[doing]) != bool(two[doing]) and not clauses.both_told(a, b):
                who = clauses.printed(doing[0])
                names = [kin or who for kin in (one[doing], two[doing])]
                ours, theirs = (Position(n, clauses.passage(c), n) for n, c in zip(names, (a, b), strict=True))
                yield Dispute(ours, theirs, "soft", "kin-or-themselves", f"{names[0]}, or {names[1]}", score)


def _doers(clauses: Clauses, clause: Clause) -> dict[tuple[str, str], str]:
    """Return each noun right before a verb, both as stems, with the words that make it somebody's families, or nothing."""
    tokens = [t for t in clauses.tokens(clause) if t.kind in ("word", "number")]
    words = [fold(t.text).removesuffix("'s").rstrip("'") for t in tokens]
    stems = [next(iter(content_of([w])), "") for w in words]
    found = {}
    for n in range(len(words) - 1):
        if not (stems[n] and stems[n + 1] and clauses.is_verb(clause.article, tokens[n + 1].start)):
            continue
        kin = next((m for m in range(n, max(-1, n - KIN), -1) if words[m] in _table("kin")), None)
        if kin == n and n:  # "the victims' families sue"
            found[stems[n - 1], stems[n + 1]] = f"{tokens[n - 1].text} {tokens[n].text}"
        elif kin is None or words[kin + 1] == "of":
            found[stems[n], stems[n + 1]] = " ".join(t.text for t in tokens[kin : n + 1]) if kin is not None else ""
    return found


def _limits(clauses: Clauses) -> Iterator[Dispute]:
    ends = clauses.once(_ends)
    for a, b, score in clauses.told_together(SAME_LIMIT):
        one, two = ends(a), ends(b)
        for value in one.keys() & two.keys():
            if one[value][0] != two[value][0]:
                ours, theirs = (
                    Position(f"{value} {e[value][0]}", clauses.passage(c), e[value][1]) for c, e in ((a, one), (b, two))
                )
                yield Dispute(ours, theirs, "soft", "limit-or-bound", f"whether it ends then: {one[value][1]}", score)


def _ends(clauses: Clauses, clause: Clause) -> dict[str, tuple[bool, str]]:
    """Return the times until which something lasts, each with whether it may last longer, and as printed."""
    text = clauses.analyses[clause.article].article.text
    found = {}
    for m in (clauses.moments[i] for i in clause.moments if i in clauses.moments):
        before = text[max(0, m.start - LOOK) : m.start]
        least = LEAST.search(before)
        if LIMIT.search(before[: least.start()] if least else before):
            found[m.value] = bool(least), _printed(text, m, bool(least))
    return found


def _printed(text: str, moment: Moment, least: bool) -> str:
    return f"until {'at least ' if least else ''}{text[moment.start : moment.end]}"


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(load_table("collation/agreement", "extent.toml")[name])


@cache
def _votes() -> frozenset[str]:
    return frozenset(content_of(sorted(_table("votes"))))


@cache
def _mass() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:no|not|never|without)(?: any)? (?:{_any('mass')})[ -](?P<what>[^\W\d_]+)")


@cache
def _large() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{_any('large')})\b")


@cache
def _margin(kind: str) -> re.Pattern[str]:
    words = load_table("collation/agreement", "extent.toml")["margin"][kind]
    return re.compile(rf"(?i)\b(?:{'|'.join(map(re.escape, words))})\b")


@cache
def _margin_kinds() -> tuple[str, ...]:
    return tuple(load_table("collation/agreement", "extent.toml")["margin"])


def _any(name: str) -> str:
    return "|".join(re.escape(w) for w in sorted(_table(name), key=lambda w: (-len(w), w)))
