"""Names found by rules alone: capitals, tables, and what stands beside them. Used where no model reads the article."""

from dataclasses import replace

from tellings.analysis.mentions.kinds import Named, classify, role_before
from tellings.analysis.mentions.lexicon import first_names, heads, names, nationalities, places, words
from tellings.analysis.mentions.runs import Run, iter_runs
from tellings.analysis.mentions.seen import Seen
from tellings.language.terms import Term
from tellings.model import Prose

ROLE_LENGTH = 14  # words an apposition may have and still be kept as a role


def names_by_rules(prose: Prose) -> list[Seen]:
    """Return the names of an article as far as rules find them."""
    low = {t.text for t in prose.tokens if t.text[:1].islower()}
    return _with_evidence([s for run in iter_runs(prose) for s in _read(run, low)])


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


def _with_evidence(seen: list[Seen]) -> list[Seen]:
    """Leave out runs of unknown words that nothing shows to be a person.

    Evidence: a known first name or a title, the name standing beside a verb of people or "who", its last word used alone
    elsewhere.
    """
    sure = {s.text for s in seen if s.kind == "person" and s.sure}
    alone = {s.text for s in seen if s.kind is None}
    return [
        replace(s, kind=None) if s.kind == "person" and not s.sure and not (s.text in sure or s.text.split()[-1] in alone) else s
        for s in seen
    ]
