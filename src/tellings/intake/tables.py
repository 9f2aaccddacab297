"""Rows of JSONL and CSV, each with the line it stands in; a bad row is reported and the next one read."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from typing import IO, Any

import msgspec
from msgspec import Struct

from tellings.errors import MaterialError
from tellings.intake.limits import Limits
from tellings.intake.objects import iter_objects
from tellings.intake.streams import mb
from tellings.reading.decoding import decode
from tellings.reading.json_words import json_word

WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MARK = codecs.BOM_UTF8


class Row(Struct, frozen=True):
    """The fields of a row, or why there are none; its line (of an object: its number); the encoding when it was not UTF-8.

    ``raw``: its bytes, where somebody else will decode them again.
    """

    line: int
    fields: Mapping[str, Any] | None = None
    wrong: str = ""
    encoding: str | None = None
    unit: str = "line"
    raw: bytes = b""


def iter_json(stream: io.BufferedReader, limits: Limits) -> Iterator[Row]:
    """Yield each object of a JSON file: of an array, one alone, or several one after another."""
    for piece in iter_objects(_eight(stream), limits.feed):
        if piece.wrong:
            yield Row(piece.number, wrong=piece.wrong, unit="object")
        else:
            row = _object(piece.number, piece.raw, None)
            yield msgspec.structs.replace(row, unit="object", raw=b"" if row.encoding else piece.raw)


def _eight(stream: io.BufferedReader) -> IO[bytes]:
    """Return a stream in UTF-8 of one that may be in UTF-16 or UTF-32."""
    wide = _wide(stream)
    return codecs.EncodedFile(stream, "utf-8", wide, "replace") if wide else stream


def iter_jsonl(stream: io.BufferedReader, limits: Limits) -> Iterator[Row]:
    """Yield the row of each line that is not blank."""
    wide = _wide(stream)
    for number, line in _lines(stream, wide, limits.article):
        if len(line) > limits.article:
            yield Row(number, wrong=f"the line is longer than {mb(limits.article)}; raise the limit 'article' or shorten it")
        elif line.strip():
            yield _object(number, line, wide)


def _lines(stream: io.BufferedReader, wide: str | None, limit: int) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers; of a line beyond the limit only the beginning, so that it takes no memory."""
    text = io.TextIOWrapper(stream, wide, errors="replace", newline="\n") if wide else None
    number = 0

    def piece() -> bytes:
        return text.readline(limit + 1).encode("utf-8", "replace") if text else stream.readline(limit + 1)

    while line := piece():
        number += 1
        yield number, line.removeprefix(MARK) if number == 1 else line
        while len(line) > limit and not line.endswith(b"\n"):
            line = piece()


def _object(number: int, line: bytes, encoding: str | None) -> Row:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        try:
            told = decode(line)
        except MaterialError as error:
            return Row(number, wrong=error.reason)
        line, encoding = told.text.encode("utf-8", "replace"), told.encoding
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        return Row(number, wrong=f"it is not valid JSON ({error}); write one object a line")
    if not isinstance(row, dict):
        return Row(number, wrong=f'it is {json_word(row)}, not an object; write {{"text": ...}} on one line')
    return Row(number, row, encoding=encoding)


def iter_csv(stream: io.BufferedReader, limits: Limits) -> Iterator[Row]:
    """Yield the row of each line below the header, which names the columns; raises MaterialError for a header without 'text'."""
    wide = _wide(stream)
    text = io.TextIOWrapper(stream, wide or "utf-8-sig", errors="replace" if wide else "surrogateescape", newline="")
    first = text.readline(65536)
    delimiter = max(",;\t|", key=first.count)
    csv.field_size_limit(limits.article)
    columns = [c.strip().lower() for c in next(csv.reader([first], delimiter=delimiter), [])]
    if not {"text", "title"} & set(columns):
        raise MaterialError(
            f"its first line names no column 'text' (it has: {', '.join(columns)[:200] or 'none'}); name the columns in it"
        )
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    while True:
        at = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(at, wrong=f"it is not valid CSV ({error}); put the text in double marks and double the marks inside")
            continue
        if any(c.strip() for c in cells):
            yield _cells(at, columns, cells, wide)


def _cells(at: int, columns: list[str], cells: list[str], encoding: str | None) -> Row:
    if len(cells) > len(columns):
        return Row(at, wrong=f"it has {len(cells)} columns, the first line {len(columns)}; put texts with commas in double marks")
    row = dict(zip(columns, cells, strict=False))
    joined = "\n".join(cells)
    if not joined.isascii() and any("\udc80" <= c <= "\udcff" for c in joined):
        try:
            encoding = decode(joined.encode("utf-8", "surrogateescape")).encoding
            row = {k: v.encode("utf-8", "surrogateescape").decode(encoding or "utf-8", "replace") for k, v in row.items()}
        except MaterialError as error:
            return Row(at, wrong=error.reason)
    return Row(at, {k: v for k, v in row.items() if v}, encoding=encoding)


def _wide(stream: io.BufferedReader) -> str | None:
    head = stream.peek(4)[:4]
    return next((name for mark, name in WIDE if head.startswith(mark)), None)
