"""Take the bytes of one task apart; runs in the worker."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from tellings.errors import MaterialError
from tellings.intake.arrival import Found, Pace
from tellings.intake.limits import Limits
from tellings.intake.shape import check_depth, check_shape
from tellings.intake.task import Task
from tellings.reading.decoding import decode
from tellings.reading.json_words import json_word
from tellings.reading.rows import key_of_row, read_row
from tellings.reading.shapes import find_shape, kind_of, listed, to_fields
from tellings.reading.told import Told, to_found


def take_apart(task: Task, limits: Limits) -> Iterator[Found | Pace]:
    """Yield what is in a task's bytes; raises MaterialError, or whatever a parser raises, when nothing can be told of them."""
    if task.kind == "html":
        yield _html(task, limits)
    elif task.kind == "text":
        told = decode(task.raw, charset=task.charset)
        row = {**task.given, "url": task.url, "text": told.text}
        yield read_row(row, task.name, told.encoding, key=task.url if task.keyed else None)
    else:
        yield from _found(task, TELLERS[task.kind](task, limits), limits)


def _html(task: Task, limits: Limits) -> Found:
    from tellings.intake.pages import extract
    from tellings.reading.pages import read_page

    told = decode(task.raw, page=True, charset=task.charset)
    if told.text.count("<") > limits.page_tags:
        check_shape(told.text, limits)
    page = extract(told.text, limits.page_depth, task.captured)
    return read_page(page, task.name, told.encoding, url=task.url, given=task.given, keyed=task.keyed)


def _found(task: Task, tolds: Iterable[Told], limits: Limits) -> Iterator[Found | Pace]:
    """Yield articles and links; raises MaterialError when there is nothing (a picture among JSON objects is no fault)."""
    nothing = True
    for told in tolds:
        if told.every:
            yield Pace(told.every)
            continue
        nothing = False
        place = ", ".join(filter(None, (task.place, told.place)))
        try:
            if told.html is not None:
                check_shape(told.html, limits)
        except MaterialError as error:
            told = Told(place=told.place, wrong=error.reason)  # noqa: PLW2901
        yield to_found(msgspec.structs.replace(told, place=place), task.name)
    if nothing and task.kind not in ("objects", task.asked):  # whoever asks a feed again and again knows it empty too
        raise MaterialError("it holds no article and no address; nothing can be read from it")


def _feed(task: Task, limits: Limits) -> Iterator[Told]:
    from tellings.reading.feeds import read_feed

    check_depth(task.raw, limits)
    yield from read_feed(task.raw, task.charset, task.url)


def _xml(name: str) -> Callable[[Task, Limits], Iterator[Told]]:
    def tell(task: Task, limits: Limits) -> Iterator[Told]:
        from tellings.reading.lists import read_opml, read_sitemap
        from tellings.reading.newsml import read_newsml
        from tellings.reading.nitf import read_nitf

        check_depth(task.raw, limits)
        readers = {"opml": read_opml, "sitemap": read_sitemap, "newsml": read_newsml, "nitf": read_nitf}
        yield from readers[name](task.raw)

    return tell


def _mail(task: Task, limits: Limits) -> Iterator[Told]:
    from tellings.reading.letters import read_mail

    yield read_mail(task.raw)


def _objects(task: Task, limits: Limits) -> Iterator[Told]:
    """Yield what is in one JSON object: an item of a wire, a feed, a row of a tool, or a list of them."""
    try:
        value = msgspec.json.decode(decode(task.raw, charset=task.charset).text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise MaterialError(f"it is not valid JSON ({error}); write it again") from error
    if isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from _object(each, f"object {number}")
    else:
        yield from _object(value, "")


def _object(value: Any, place: str) -> Iterator[Told]:
    from tellings.reading.feeds import read_json_feed
    from tellings.reading.ninjs import read_ninjs

    if not isinstance(value, Mapping):
        yield Told(place=place, wrong=f"it is {json_word(value)}, not an object; give objects with a text")
        return
    kind = kind_of(value)
    if kind == "jsonfeed":
        yield from read_json_feed(value)
    elif kind == "ninjs":
        if told := read_ninjs(value):
            yield msgspec.structs.replace(told, place=place)
    elif kind == "list":
        for number, each in enumerate(listed(value), 1):
            yield from _object(each, f"object {number}")
    else:
        yield told_of_row(value, place)


def told_of_row(value: Mapping[str, Any], place: str = "") -> Told:
    """Return a row, ours or a known tool's: without a text it is an address for somebody to fetch."""
    shape = find_shape(value)
    fields = to_fields(value, shape) if shape else dict(value)
    url = fields.get("url")
    if shape and url and not fields.get("text"):
        return Told(place=place, fields=fields, link="page")
    return Told(place=place, fields=fields, key=key_of_row(fields))


TELLERS: dict[str, Callable[[Task, Limits], Iterator[Told]]] = {
    "feed": _feed,
    "mail": _mail,
    "objects": _objects,
    **{name: _xml(name) for name in ("opml", "sitemap", "newsml", "nitf")},
}
