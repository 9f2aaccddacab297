"""A result from a file may be odd in any place; whatever decodes can be shown."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from made_up import FERRY, make_texts
from test_page import check, page

from tellings.exports import FORMS, export
from tellings.exports.explaining import explain, to_text
from tellings.model import Result

TRIES = 40  # odd results shown: a few seconds for all of them


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from _places(value[key], (*path, key))


def _change(result: dict[str, Any], path: tuple[Any, ...], draw: random.Random) -> None:
    """Put something odd in a place: an empty or huge value of the same type, or a list without some of its members."""
    holder = result
    for key in path[:-1]:
        holder = holder[key]
    value = holder[path[-1]]
    odd: dict[type, list[Any]] = {
        int: [-5, 0, 10**9],
        str: ["", "x", "a-radio", "9999-99-99"],
        list: [[], value[:1], value * 2] if isinstance(value, list) else [],
        float: [0.0, -1.0],
        bool: [not value],
    }
    holder[path[-1]] = draw.choice(odd.get(type(value), [None]))


@pytest.mark.parametrize("seed", range(TRIES))
def test_whatever_decodes_is_shown(seed: int) -> None:
    """With odd values in several places every format still comes out, and the page keeps its promises."""
    draw = random.Random(seed)
    for _ in range(30):
        data = copy.deepcopy(FERRY["result"])
        for _ in range(1 + seed % 4):
            _change(data, draw.choice([p for p in _places(data) if p]), draw)
        try:
            result = msgspec.convert(data, Result)
        except msgspec.ValidationError:
            continue
        break
    for texts in (make_texts(), {}):
        check(*page(result, texts))
        for form in FORMS:
            assert export(result, form, texts=texts)
    for story in result.stories:
        assert to_text(explain(result, story.id)) if len(story.id) > 0 else True
