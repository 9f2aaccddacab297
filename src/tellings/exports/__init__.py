"""A result as people and programs want it. The verb is ``export``."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from tellings.errors import UsageError
from tellings.exports.forms import FORMS, file_name
from tellings.exports.sections import check_section
from tellings.model import Article, Result, Story

__all__ = ["FORMS", "export", "file_name"]


def export(found: Result | Story, form: str, texts: Mapping[str, Article] | None = None, **choices: Any) -> str | bytes:
    """Return a result, or one story, as ``form``, one of ``FORMS`` (which name its media type); ``bytes`` where it is binary.

    ``texts`` gives the articles by id, for full reports and for words that a result does not hold. Choices: ``section`` (only
    this part), ``excerpts`` (cited passages only: html and docx), ``width`` and ``colour`` (terminal), ``pretty`` (JSON),
    ``article`` and ``address`` (annotations).
    """
    if form not in FORMS:
        raise UsageError(f"{form!r} is no format; known: {', '.join(FORMS)}")
    check_section(choices.get("section"), form)
    module, name = FORMS[form].writer.split(":")
    write: Callable[..., str | bytes] = getattr(import_module(module), name)
    return write(Result(stories=(found,)) if isinstance(found, Story) else found, texts=texts or {}, **choices)
