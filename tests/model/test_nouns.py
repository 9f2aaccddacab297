"""The nouns: frozen, strict when decoded, complete beside the published fields."""

import json
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings import model

CASES = Path(__file__).parent / "cases"
STRUCTS = sorted(name for name in model.__all__ if isinstance(getattr(model, name), type))


def load(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def test_all_is_sorted_and_true():
    """The room's list of names is sorted and every name is there."""
    names = [n for n in model.__all__ if n[0].isupper()]
    assert names == sorted(names)
    assert all(hasattr(model, name) for name in model.__all__)


@pytest.mark.parametrize("name", STRUCTS)
def test_nouns_are_frozen(name):
    """Every noun is a frozen struct, or a named tuple where a noun has thousands of them."""
    noun = getattr(model, name)
    if issubclass(noun, tuple):
        return
    assert issubclass(noun, msgspec.Struct)
    assert noun.__struct_config__.frozen


@pytest.mark.parametrize(("name", "fields"), load("published.json").items())
def test_published_fields_are_there(name, fields):
    """Every field that interfaces promise for version 1 stands in the noun under that name, in the JSON too."""
    assert set(fields) <= set(getattr(model, name).__struct_encode_fields__)


@pytest.mark.parametrize(("name", "values"), load("values.json").items())
def test_value_lists_are_closed(name, values):
    """The lists of values are those published: a new value is a new version."""
    assert list(get_args(getattr(model, name))) == values


@pytest.mark.parametrize("case", load("refused.json"), ids=lambda c: c["name"])
def test_decode_refuses(case):
    """Wrong types, missing fields and unknown values are refused when decoded."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(json.dumps(case["json"]), type=getattr(model, case["noun"]))


def test_empty_sections_are_present():
    """A section that finds nothing is present and empty in the JSON."""
    story = json.loads(msgspec.json.encode(model.Story(id="s-1", title="Ferry", articles=())))
    empty = {name: [] for name in load("published.json")["Story"] if name not in ("id", "title", "brief")}
    none = {"sentences": [], "withheld": [], "written": None}
    assert story == {"id": "s-1", "title": "Ferry", **empty, "overrides": [], "brief": none}


def test_a_result_comes_back_the_same(demo_result):
    """The demo's result decodes, validated, to an equal result, and encodes to the same bytes."""
    encoded = msgspec.json.encode(demo_result)
    decoded = msgspec.json.decode(encoded, type=model.Result)
    assert decoded == demo_result
    assert msgspec.json.encode(decoded) == encoded


def test_schema_is_current(root):
    """The JSON Schema that is checked in is the one the nouns give (`make docs` writes it)."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("write_reference", root / "docs" / "reference" / "write.py")
    write = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(write)
    assert (root / "schema" / "tellings-1.schema.json").read_text(encoding="utf-8") == write.schema()


@settings(max_examples=50)
@given(st.lists(st.one_of(st.text(), st.integers()), max_size=4))
def test_ids_depend_on_the_parts_alone(parts):
    """An id is the same for the same parts, has the prefix and ten hexadecimal digits."""
    made = model.make_id("q", *parts)
    assert made == model.make_id("q", *parts)
    prefix, digits = made.split("-")
    assert prefix == "q"
    assert len(digits) == 10
    assert int(digits, 16) >= 0


def test_ids_keep_parts_apart():
    """Parts are not simply run together."""
    assert model.make_id("q", "ab", "c") != model.make_id("q", "a", "bc")
