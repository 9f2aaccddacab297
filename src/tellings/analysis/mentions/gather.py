"""Gather names into entities: one for each person, organisation, place or people of the article."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from tellings.analysis.mentions.kinds import SUFFIXES, Named, classify, role_before
from tellings.analysis.mentions.lexicon import first_names, heads, names, nationalities, places, words
from tellings.analysis.mentions.runs import Run, iter_runs
from tellings.language.terms import Term
from tellings.model import Article, Entity, EntityKind, Mention, Prose, make_id

FAMILY = 20  # persons of one surname beyond which a role tells none apart; by judgement: no family in the news is as large
ROLE_LENGTH = 14  # words an apposition may have and still be kept as a role


@dataclass(slots=True)
class Seen:
    """A name where it stands."""

    start: int
    end: int
    text: str
    kind: EntityKind | None
    role: str
    sure: bool
    headline: bool


@dataclass(slots=True)
class Group:
    """Mentions of one entity, growing."""

    name: str
    kind: EntityKind
    mentions: list[tuple[int, int]] = field(default_factory=list)
    roles: dict[str, None] = field(default_factory=dict)


def find_entities(article: Article, prose: Prose) -> tuple[Entity, ...]:
    """Return the entities of an article with their mentions and roles."""
    low = {t.text for t in prose.tokens if t.text[:1].islower()}
    seen = [s for run in iter_runs(prose) for s in _read(run, low)]
    groups = _group(seen)
    return tuple(
        Entity(
            id=make_id("e", article.id, g.kind, g.name),
            name=g.name,
            kind=g.kind,
            roles=tuple(g.roles),
            mentions=tuple(Mention(article.id, s, e) for s, e in sorted(g.mentions)),
        )
        for g in sorted(groups, key=lambda g: (min(g.mentions), g.name))
    )


def _read(run: Run, low: set[str]) -> list[Seen]:
    """Return the names of a run, its opening word left out when it is no name."""
    terms, first, last = run.terms, run.first, run.last
    if run.opens and first < last and _common(terms[first], low, last - first):
        first += 1
        while first < last and not terms[first].text[:1].isupper():
            first += 1
    if run.headline and not any(terms[n].low in first_names() for n in range(first, last)):
        return []
    return [_seen(run, n) for n in classify(terms, first, last) if first < last and n.first < n.last] if first < last else []


def _common(term: Term, low: set[str], size: int) -> bool:
    """Say whether the word that opens a sentence is an ordinary one."""
    word = term.low
    if size > 1 and word in words("titles.toml", "modifiers"):
        return False
    if term.text in places() or term.text in names("organisations.toml", "names") or word in heads():
        return False
    if word in first_names() and size > 1:
        return False
    return (
        word in low
        or word in words("small_words.toml", "openers")
        or word.endswith(("ly", "ing"))
        or "'" in word
        and not word.endswith("'s")
    )


def _seen(run: Run, named: Named) -> Seen:
    terms = run.terms
    start, end = terms[named.first].start, terms[named.last - 1].end
    text = " ".join(t.text for t in terms[named.first : named.last])
    for tail in ("'s", "’s", "'", "’"):
        if text.endswith(tail):
            text, end = text.removesuffix(tail), end - len(tail)
            break
    role = named.role
    beside = _beside(terms, named.first, named.last)
    if named.kind in ("person", None):
        role = role or role_before(terms, named.first)
        role = role or _apposition(terms, named.last)
    kind = "person" if (role or beside) and named.kind is None and _plausible(text) else named.kind
    if kind is None and named.first and terms[named.first - 1].low in ("in", "near") and _plausible(text) and not run.headline:
        kind = "place"
    return Seen(start, end, text, kind, role, named.sure or bool(role) or beside, run.headline)


def _plausible(text: str) -> bool:
    return not text.isupper() and all(w not in nationalities() for w in text.split())


def _beside(terms: list[Term], first: int, last: int) -> bool:
    """Say whether a word that goes with people stands beside a name: "said", "who", "told", "administration"."""
    after = terms[last].low if last < len(terms) else ""
    if after == "," and last + 1 < len(terms):
        follows = terms[last + 1].low
        return follows == "who" or (follows.isdigit() and len(follows) == 2)
    before = terms[first - 1].low if first else ""
    return (
        after in words("titles.toml", "verbs")
        or after == "who"
        or (before in ("said", "says", "added") and after in (".", ",", ""))
    )


def _apposition(terms: list[Term], at: int) -> str:
    """Return the role in an apposition behind a name: "Jane Roe, the head of the agency,"."""
    if (
        at + 2 >= len(terms)
        or terms[at].text != ","
        or terms[at + 1].low not in ("a", "an", "the", "who", "chairman", "director", "president", "head")
    ):
        return ""
    end = at + 2
    while end < len(terms) and terms[end].text not in (",", ".", ";", "—", "”", '"', ":", "(") and end - at < ROLE_LENGTH:
        end += 1
    inner = terms[at + 1 : end]
    if not any(t.low in heads() for t in inner) and terms[at + 1].low != "who":
        return ""
    return " ".join(t.text for t in (inner[1:] if inner[0].low in ("a", "an", "the") else inner)) if inner[0].low != "who" else ""


def _group(seen: list[Seen]) -> list[Group]:
    """Join the names of one entity: the full name, then surnames that only one person of the article bears."""
    seen = _with_evidence(seen)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for s in seen:
        if s.kind:
            kinds[s.text][s.kind] += 2 if s.sure else 1
    groups: dict[tuple[str, str], Group] = {}
    full = [s for s in seen if s.kind == "person" and len(s.text.split()) > 1]
    fullest = _fullest(full)
    for s in full:
        if kinds[s.text].most_common(1)[0][0] == "person":
            _add(groups, s, "person", fullest[s.text])
    surnames: dict[str, set[str]] = defaultdict(set)
    for kind, name in groups:
        if kind == "person":
            for part in _surnames(name):
                surnames[part].add(name)
    for s in seen:
        if s.kind == "person" and len(s.text.split()) > 1 and kinds[s.text].most_common(1)[0][0] == "person":
            continue
        owners = surnames.get(s.text, set())
        owner = _owner(s, owners, groups)
        if owner and s.kind in ("person", None):
            _add(groups, s, "person", owner)
        elif s.kind == "person" and not owners and s.sure:
            _add(groups, s, "person", s.text)
            surnames[s.text.split()[-1]].add(s.text)
        elif s.kind in ("organisation", "place", "group"):
            _add(groups, s, s.kind, s.text)
        elif s.kind is None and kinds.get(s.text):
            _add(groups, s, min(kinds[s.text], key=lambda k: (-kinds[s.text][k], k)), s.text)  # type: ignore[arg-type]
    return [g for g in groups.values() if g.mentions]


def _with_evidence(seen: list[Seen]) -> list[Seen]:
    """Leave out runs of unknown words that nothing shows to be a person.

    Evidence: a known first name or a title, the name standing beside a verb of people or "who", its last word used alone
    elsewhere.
    """
    sure = {s.text for s in seen if s.kind == "person" and s.sure}
    alone = {s.text for s in seen if s.kind is None}
    return [
        replace(s, kind=None) if s.kind == "person" and not s.sure and not (s.text in sure or _surname(s) in alone) else s
        for s in seen
    ]


def _surname(s: Seen) -> str:
    return s.text.split()[-1]


def _owner(s: Seen, owners: set[str], groups: dict[tuple[str, str], Group]) -> str | None:
    if len(owners) == 1:
        return next(iter(owners))
    if 1 < len(owners) <= FAMILY and s.role:
        matching = sorted(o for o in owners if any(s.role.lower() in r.lower() for r in groups["person", o].roles))
        return matching[0] if len(matching) == 1 else None
    return None


def _surnames(name: str) -> list[str]:
    """Return the ways a person is called by part of the name: "Sole", "Muñoz Sole"."""
    parts = [p for p in name.split() if p.lower() not in SUFFIXES]
    return [" ".join(parts[n:]) for n in range(1, len(parts))]


def _fullest(full: list[Seen]) -> dict[str, str]:
    """Return for each full name the longest of which it is the end, or which differs from it by middle names only."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for text in sorted({s.text for s in full}, key=lambda t: (-len(t.split()), t)):
        by_last[text.split()[-1]].append(text)
    found = {}
    for texts in by_last.values():
        longest: dict[str, str] = {}  # by first and by last words; the longest name that begins or ends so comes first
        for text in texts:
            parts = text.split()
            found[text] = longest.get(parts[0]) or longest.get(" ".join(parts)) or text
            for key in (parts[0], *(" ".join(parts[n:]) for n in range(1, len(parts) - 1))):
                longest.setdefault(key, found[text])
    return found


def _add(groups: dict[tuple[str, str], Group], s: Seen, kind: EntityKind, name: str) -> None:
    group = groups.setdefault((kind, name), Group(name, kind))
    group.mentions.append((s.start, s.end))
    if s.role:
        group.roles.setdefault(s.role, None)
