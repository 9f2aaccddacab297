"""Take the bytes of one task apart; runs in the worker."""

from collections.abc import Iterator

from msgspec import structs

from tellings.intake.arrival import Found
from tellings.intake.limits import Limits
from tellings.intake.shape import check_shape
from tellings.intake.task import Task
from tellings.model import Article
from tellings.reading.decoding import decode


def take_apart(task: Task, limits: Limits) -> Iterator[Found]:
    """Yield what is in a task's bytes; raises MaterialError, or whatever a parser raises, when nothing can be told of them."""
    yield from KINDS[task.kind](task, limits)


def _html(task: Task, limits: Limits) -> Iterator[Article]:
    from tellings.intake.pages import extract
    from tellings.reading.pages import read_page

    told = decode(task.raw, page=True, charset=task.charset)
    check_shape(told.text, limits)
    page = extract(told.text, task.url)
    yield read_page(page, task.name, told.encoding, url=task.url, given=task.given, keyed=task.keyed)


def _text(task: Task, limits: Limits) -> Iterator[Article]:
    from tellings.reading.rows import read_row

    told = decode(task.raw, charset=task.charset)
    row = {**task.given, "url": task.url, "text": told.text}
    article = read_row(row, task.name, told.encoding, key=task.url if task.keyed else None)
    yield structs.replace(article, encoding=told.encoding)


KINDS = {"html": _html, "text": _text}
