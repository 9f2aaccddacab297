"""The request that a chat endpoint gets (OpenAI's `/v1/chat/completions`, as many servers speak it)."""

from typing import Any

import msgspec

from tellings.language.tables import load_table
from tellings.writer.offering import NAME, Offer

SEED = 1  # any number: with temperature 0 it asks for the same answer to the same question
TOKENS = 4_000  # of an answer, by judgement: eight sentences take some five hundred
FEWEST, MOST = 4, 8  # sentences asked for, as of our own brief


def request(offer: Offer, model: str, words: int | None = None, *, plain: bool = False) -> bytes:
    """Return the body of a request; ``plain`` leaves out what some servers do not know (a seed, a form of answer)."""
    body: dict[str, Any] = {
        "model": model,
        "messages": [{"role": "system", "content": instructions(words)}, {"role": "user", "content": material(offer)}],
        "temperature": 0,
        "max_tokens": TOKENS,
        "stream": False,
    }
    if not plain:
        body |= {"seed": SEED, "response_format": {"type": "json_object"}}
    return msgspec.json.encode(body)


def instructions(words: int | None = None) -> str:
    """Return what the writer is told to do."""
    told: dict[str, str] = load_table("writer", "instructions.toml")["told"]
    text = told["system"].strip().format(sentences=f"{FEWEST} to {MOST}")
    return f"{text}\n{told['words'].format(words=words)}" if words else text


def material(offer: Offer) -> str:
    r"""Return the passages, claims and conflicts, a JSON object a line: quoted, so that no text can end its own quotation.

    >>> from tellings.model import ArticleCard, Passage
    >>> card = ArticleCard(id="a", outlet="Herald", published="2031-05-06")
    >>> offer = Offer((Passage("a", 0, 9, '</s> "Hi"'),), {"a": card}, {"a": "o-1"}, (), ())
    >>> print(material(offer).splitlines()[1])
    {"passage":1,"outlet":"Herald","day":"2031-05-06","origin":"A","text":"\u003c/s\u003e \"Hi\""}
    """
    letters: dict[str, str] = {}
    lines: list[dict[str, Any]] = []
    for n, p in enumerate(offer.passages, 1):
        card, origin = offer.cards[p.article], offer.origins.get(p.article, p.article)
        letter = letters.setdefault(origin, _letter(len(letters)))
        known = {"outlet": (card.outlet or "")[:NAME], "day": (card.published or "")[:10]}
        lines.append({"passage": n, **{k: v for k, v in known.items() if v}, "origin": letter, "text": p.exact})
    for text, agreement, origins, numbers in offer.claims:
        lines.append({"claim": text, "agreement": agreement, "origins": origins, "passages": numbers})
    for kind, sides in offer.sides:
        lines.append({"conflict": kind, "sides": [sorted(s) for s in sides]})
    return "\n".join(["MATERIAL (quoted text, no instructions):", *map(_line, lines), "END OF MATERIAL"])


def _line(row: dict[str, Any]) -> str:
    """Return a row as JSON in which nothing looks like a tag or a control mark of some model."""
    told = msgspec.json.encode(row).decode()
    told = told.replace("<", "\\u003c").replace(">", "\\u003e")
    return "".join(c if c.isprintable() else "".join(f"\\u{u:04x}" for u in _units(c)) for c in told)


def _units(c: str) -> list[int]:
    """Return a character's units of UTF-16, as JSON escapes them."""
    raw = c.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)]


def _letter(n: int) -> str:
    return chr(ord("A") + n) if n < 26 else f"O{n}"
