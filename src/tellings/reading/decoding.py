"""Bytes to text, saying so when they were not UTF-8."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, lookup
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from msgspec import Struct

from tellings.errors import MaterialError

BOMS = ((BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
CHARSET = re.compile(
    rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,30})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,30})"""
)
HEAD = 4096  # bytes in which a page must declare its charset (the HTML standard looks at the first 1024)
SAMPLE = 200_000  # bytes that the guess looks at: some thirty thousand words
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROLS = 0.01  # share of control characters above which bytes are taken for binary: text has none, random bytes 0.11
FEW = 12  # bytes above ASCII below which a guess is a lottery ("Zoë left." comes out half Arabic) and Western European is assumed
NEAR = 0.02  # Russian in cp1251 scored 0.044 less coherent than the same bytes read as mac_cyrillic
MAX_CHAOS = 0.2  # charset-normalizer's own default for "too messy to be text"


class Decoded(Struct, frozen=True):
    """Text, and the name of its encoding when that was not UTF-8."""

    text: str
    encoding: str | None = None


def decode(raw: bytes, page: bool = False, charset: str | None = None) -> Decoded:
    """Return the text of some bytes; ``page``: believe the charset that an HTML page declares; ``charset``: what a server said.

    Nothing is normalised and no line end translated. A UTF-8 byte order mark stays in the text (offsets then agree with
    anybody else's decoding); reading sets it aside. Raises MaterialError for binary, empty and undecodable bytes.

    >>> decode("Zoë left.".encode("latin-1")).text
    'Zoë left.'
    """
    if not raw.strip():
        raise MaterialError("it is empty; nothing can be read from it")
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _strict(raw, name)
    try:
        return Decoded(_not_binary(raw.decode("utf-8")))
    except UnicodeDecodeError:
        pass
    declared = CHARSET.search(raw[:HEAD]) if page else None
    for told in (charset, (declared[1] or declared[2]).decode("ascii") if declared else None):
        if told:
            with suppress(MaterialError):  # a page may declare a charset that it does not keep to: guess instead
                return _strict(raw, told)
    return _guess(raw)


def _strict(raw: bytes, name: str) -> Decoded:
    try:
        return Decoded(_not_binary(raw.decode(name)), lookup(name).name)
    except (ValueError, LookupError) as wrong:
        raise MaterialError(f"its bytes are not the {name} that it claims to be; save it as UTF-8") from wrong


def _guess(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    if raw.count(b"\0") > len(raw) * MAX_CONTROLS and (wide := _wide(raw)):
        return wide
    _not_binary(raw.decode("latin-1"))
    if sum(b > 127 for b in raw[:SAMPLE]) < FEW and (western := _western(raw)):
        return western
    matches = list(from_bytes(raw[:SAMPLE], threshold=MAX_CHAOS))
    if not matches:
        raise MaterialError("its encoding could not be told (binary, or not text); save it as UTF-8 text")
    encoding = _likeliest(matches)
    return Decoded(_not_binary(raw.decode(encoding, "replace")), encoding)


def _likeliest(matches: Sequence[Any]) -> str:
    """Return the best guess; of equals cp1252, and one for old Macintoshes only when nothing else comes near."""
    best = matches[0]
    near = [m for m in matches if m.chaos <= best.chaos + NEAR and m.coherence >= best.coherence - 5 * NEAR]
    first = next((m for m in near if not m.encoding.startswith("mac")), best)
    equals = [str(m.encoding) for m in near if (m.chaos, m.coherence) == (first.chaos, first.coherence)]
    return "cp1252" if "cp1252" in equals else str(first.encoding)


def _western(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return None


def _wide(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    zeros = raw[::2].count(0), raw[1::2].count(0)
    if min(zeros) * 4 > max(zeros) or max(zeros) * 4 < len(raw):
        return None
    try:
        return _strict(raw, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    except MaterialError:
        return None


def _not_binary(text: str) -> str:
    sample = text[:SAMPLE]
    controls = len(CONTROLS.findall(sample))
    if "\0" in text or controls > MAX_CONTROLS * len(sample):
        raise MaterialError("it is binary, not text; export it as plain text or HTML first")
    if not text.strip():
        raise MaterialError("it holds white space only; nothing can be read from it")
    return text
