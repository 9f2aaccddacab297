"""What people type into a search field, as a small tree: words, "phrases", OR, -not, (brackets).

    query = either
    either = all {"OR" all}
    all    = part {["AND"] part}
    part   = ["-"] ( word | "a phrase" | "(" either ")" )

A word that print writes with a hyphen or an apostrophe between is a phrase of its pieces.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from tellings.errors import UsageError
from tellings.store.words import index_words

LONGEST = 4_000  # characters of a query
MOST = 64  # words of a query
DEEPEST = 12  # brackets inside brackets
PIECE = re.compile(
    r"""\s*(?P<minus>-(?=["“”(]|[^\W_]))?+(?:["“”](?P<phrase>[^"“”]*+)(?P<closed>["“”])?|(?P<sign>[()])|(?P<word>[^\s"“”()]++))"""
)
HOW = 'write words, "a phrase", this OR that, -not, (brackets)'


class Term(NamedTuple):
    """A word, or words that follow one another."""

    words: tuple[str, ...]


class All(NamedTuple):
    """Everything in ``parts`` holds and nothing in ``but``; ``parts`` are never empty."""

    parts: tuple["Node", ...]
    but: tuple["Node", ...] = ()


class Either(NamedTuple):
    """One of ``parts`` holds."""

    parts: tuple["Node", ...]


Node: TypeAlias = Term | All | Either


class _AllNot(NamedTuple):  # nothing but denials: may stand behind a minus, or beside what is asked for
    parts: tuple[Node, ...]


class _Piece(NamedTuple):
    kind: str  # word, phrase, (, ), OR
    denied: bool
    words: tuple[str, ...]


def read_query(words: str) -> Node | None:
    """Return the tree of a query; None when it is empty. Raises UsageError where it cannot be read, with how to write it.

    >>> read_query('ferry (aground OR "ran ashore") -harbour').parts[1].parts[1]
    Term(words=('ran', 'ashore'))
    """
    if not words.strip():
        return None
    if len(words) > LONGEST:
        raise UsageError(f"the query has {len(words)} characters; {LONGEST} are read at most: ask for fewer words")
    pieces = _pieces(words)
    if sum(len(p.words) for p in pieces) > MOST:
        raise UsageError(f"the query has more than {MOST} words; ask for fewer")
    found, at = _either(pieces, 0, 0)
    if at < len(pieces):
        raise UsageError(f"the query closes a bracket that it never opened; {HOW}")
    if found is None:
        raise UsageError(f"the query holds no word or number to look for; {HOW}")
    if isinstance(found, _AllNot):
        raise UsageError("the query only says what must not be there; name a word that must")
    return found


def _pieces(words: str) -> list[_Piece]:
    found = []
    for m in PIECE.finditer(words):
        if m["phrase"] is not None and not m["closed"]:
            raise UsageError(f"the query opens a quotation mark that it never closes; {HOW}")
        if m["sign"] or m["word"] in ("OR", "AND"):
            found.append(_Piece(m["sign"] or m["word"], bool(m["minus"]), ()))
        else:
            found.append(_Piece("term", bool(m["minus"]), tuple(index_words(m["word"] if m["phrase"] is None else m["phrase"]))))
    return found


Part: TypeAlias = Node | _AllNot | None


def _either(pieces: Sequence[_Piece], at: int, depth: int) -> tuple[Part, int]:
    branches: list[Node] = []
    denials = False
    while True:
        part, at = _all(pieces, at, depth)
        if isinstance(part, _AllNot):
            denials = True
        elif part is not None:
            branches.append(part)
        if at >= len(pieces) or pieces[at].kind != "OR":
            break
        at += 1
    if denials:
        if branches:
            raise UsageError("the query has an OR with nothing but denials on one side; name a word that must be there")
        return part, at
    return (None if not branches else branches[0] if len(branches) == 1 else Either(tuple(branches))), at


def _all(pieces: Sequence[_Piece], at: int, depth: int) -> tuple[Part, int]:
    wanted: list[Node] = []
    denied: list[Node] = []
    while at < len(pieces) and pieces[at].kind not in ("OR", ")"):
        part, minus, at = _part(pieces, at, depth)
        if isinstance(part, _AllNot):
            (wanted.append(_one(part.parts)) if minus else denied.extend(part.parts))
        elif part is not None:
            (denied if minus else wanted).append(part)
    if not wanted:
        return (_AllNot(tuple(denied)) if denied else None), at
    return (wanted[0] if len(wanted) == 1 and not denied else All(tuple(wanted), tuple(denied))), at


def _one(parts: tuple[Node, ...]) -> Node:
    """Return what is left when denials are denied: one of them holds."""
    return parts[0] if len(parts) == 1 else Either(parts)


def _part(pieces: Sequence[_Piece], at: int, depth: int) -> tuple[Part, bool, int]:
    piece = pieces[at]
    if piece.kind == "AND":
        return None, False, at + 1
    if piece.kind == "term":
        return (Term(piece.words) if piece.words else None), piece.denied, at + 1
    if depth >= DEEPEST:
        raise UsageError(f"the query has more than {DEEPEST} brackets inside one another; ask more simply")
    part, at = _either(pieces, at + 1, depth + 1)
    if at >= len(pieces):
        raise UsageError(f"the query opens a bracket that it never closes; {HOW}")
    return part, piece.denied, at + 1


def holds(node: Node, stands: Callable[[Term], bool]) -> bool:
    """Tell whether a query holds where ``stands`` tells of each term whether it is there; every database answers as this does."""
    if isinstance(node, Term):
        return stands(node)
    if isinstance(node, Either):
        return any(holds(p, stands) for p in node.parts)
    return all(holds(p, stands) for p in node.parts) and not any(holds(p, stands) for p in node.but)


def standing_in(words: Sequence[str]) -> Callable[[Term], bool]:
    """Return what tells of a term whether it stands among words in order."""
    known = frozenset(words)

    def stands(term: Term) -> bool:
        if not known.issuperset(term.words):
            return False
        first, n, wanted = term.words[0], len(term.words), list(term.words)
        return n == 1 or any(w == first and list(words[i : i + n]) == wanted for i, w in enumerate(words))

    return stands


def wanted_terms(node: Node) -> tuple[Term, ...]:
    """Return the terms that make a text fit, for showing where they stand: all but the denied ones."""
    if isinstance(node, Term):
        return (node,)
    return tuple(dict.fromkeys(t for p in node.parts for t in wanted_terms(p)))
