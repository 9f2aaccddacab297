"""What an endpoint answers, as draft sentences: whatever it sends, and whatever is wrong with it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from tellings.errors import MaterialError

LONGEST = 200_000  # characters of an answer's text that are looked at
DRAFTS = 40  # sentences that are taken
STARTS = 100  # places at which an object is tried to be read in an answer that is not one, which keeps that linear
TEXT = ("text", "sentence", "content")
CITED = ("passages", "citations", "passage", "cites", "sources", "refs")
FENCE = re.compile(r"```[\w-]{0,20}[ \t]*\n(.*?)(?:\n```|\Z)", re.DOTALL)  # “```json ... ```”
NUMBER = re.compile(r"\s*[\[(#pP]{0,2}\s*(\d{1,4})\s*[\])]?\s*")  # “[3]”, “p3”, “3”; not “3.5”
MARKED = re.compile(
    r"(?:\s{0,3}\[\d{1,4}(?:\s?[,;-]\s?\d{1,4}){0,10}\]){1,10}"
)  # “[1][4]”, which some models write behind a sentence


class Draft(Struct, frozen=True):
    """A sentence as the writer gave it; ``cited`` are numbers of passages, which may not exist."""

    text: str
    cited: tuple[int, ...]


def read_reply(body: bytes) -> list[Draft]:
    """Return the draft sentences of a chat completion; MaterialError when there are none in it."""
    try:
        told = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise MaterialError("its answer is no JSON") from None
    text = _content(told)
    if not text.strip():
        raise MaterialError("its answer holds no message of the model")
    drafts = list(_drafts(text[:LONGEST]))[:DRAFTS]
    if not drafts:
        raise MaterialError("its answer holds no sentence with its passages")
    return drafts


def _content(told: Any) -> str:
    """Return the text of the first choice, in the spellings that servers have."""
    choices = told.get("choices") if isinstance(told, dict) else None
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict):
        raise MaterialError("its answer is no chat completion")
    message = first.get("message")
    content = message.get("content") if isinstance(message, dict) else first.get("text")
    if isinstance(content, list):
        parts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(p for p in parts if isinstance(p, str))
    return content if isinstance(content, str) else ""


def _drafts(text: str) -> Iterator[Draft]:
    """Yield the sentences of a message: JSON, JSON between fences or chatter, an object a line, or cut off in the middle."""
    for whole in (text, *(m[1] for m in FENCE.finditer(text))):
        found = list(_sentences(_read(whole), 0))
        if found:
            yield from found
            return
    yield from (draft for row in _objects(text) for draft in _sentences(row, 0))


def _read(text: str) -> Any:
    try:
        return msgspec.json.decode(text.encode("utf-8", "surrogatepass"))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return None


def _objects(text: str) -> Iterator[Any]:
    """Yield the objects in a text, outermost first; one that does not end gives way to those inside it."""
    decoder = json.JSONDecoder(parse_constant=lambda name: None)
    at = text.find("{")
    for _ in range(STARTS):
        if at < 0:
            return
        try:
            row, end = decoder.raw_decode(text, at)
            yield row
        except (ValueError, RecursionError):
            end = at + 1
        at = text.find("{", end)


def _sentences(told: Any, depth: int) -> Iterator[Draft]:
    """Yield the sentences in a value: an object that is one, a list of them, or an object that holds such a list."""
    if isinstance(told, list):
        for each in told:
            yield from _sentences(each, depth + 1) if depth < 3 else ()
    elif isinstance(told, dict):
        text = next((told[k] for k in TEXT if isinstance(told.get(k), str)), None)
        if text is not None:
            yield Draft(_plain(text), tuple(dict.fromkeys(_numbers(next((told[k] for k in CITED if k in told), ())))))
        elif depth < 3:
            for each in told.values():
                if isinstance(each, (list, dict)):
                    yield from _sentences(each, depth + 1)


def _numbers(told: Any) -> Iterator[int]:
    """Yield numbers of passages however they are written; what is no number becomes 0, which no passage has."""
    for each in told if isinstance(told, (list, tuple)) else (told,):
        if isinstance(each, bool) or not isinstance(each, (int, str)):
            yield 0
        elif isinstance(each, int):
            yield each if 0 < each < 10_000 else 0
        else:
            yield from (int(m[1]) if (m := NUMBER.fullmatch(part)) else 0 for part in each[:100].split(","))


def _plain(text: str) -> str:
    """Return a sentence as one line, without marks of citation; what does not print becomes a sign for it."""
    text = MARKED.sub("", text[:LONGEST])
    return " ".join("".join(c if c.isprintable() or c.isspace() else "\ufffd" for c in text).split())
