"""Weights that are missing or damaged are noticed when they are loaded, and articles are read by rules."""

import json

import pytest

from tellings.analysis import analyse
from tellings.language import readers
from tellings.language.english import load_english, weights
from tellings.language.tables import load_bytes
from tellings.pipeline import row
from tellings.reading import read

TEXT = "The bridge at Kell closed on Tuesday. “It was never safe,” said Ada Thorne, the mayor."


def lost(name: str) -> bytes:
    raise FileNotFoundError(name)


def other(change):
    """Return a way to read the package's weights with some files changed."""
    return lambda name: change(name, load_bytes(weights.ROOM, name))


def flipped(name: str, data: bytes) -> bytes:
    return data if name != "words.bin" else data[:-1] + bytes([data[-1] ^ 1])


def cut_short(name: str, data: bytes) -> bytes:
    return data if name != "tagger.onnx" else data[:1000]


def scrambled(name: str, data: bytes) -> bytes:
    return data if name != "weights.json" else b"{"


def stranger(name: str, data: bytes) -> bytes:
    """Return a graph that is signed and yet none: the runtime cannot run it."""
    if name == "weights.json":
        card = json.loads(data)
        card["files"]["labels.onnx"] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        return json.dumps(card).encode()
    return b"" if name == "labels.onnx" else data


@pytest.fixture
def with_weights(monkeypatch):
    """Return a function that puts other weights in the place of the package's."""

    def put(read_file):
        monkeypatch.setattr(weights, "_packaged", read_file)
        load_english.cache_clear()
        readers._english.cache_clear()

    yield put
    monkeypatch.undo()
    load_english.cache_clear()
    readers._english.cache_clear()


@pytest.mark.parametrize(
    ("read_file", "says"),
    [
        (lost, "weights missing: weights.json"),
        (other(flipped), "weights damaged: words.bin"),
        (other(cut_short), "weights damaged: tagger.onnx"),
        (other(scrambled), "weights damaged: weights.json"),
        (other(stranger), "weights cannot be run"),
    ],
)
def test_without_weights_rules_read(read_file, says, with_weights):
    """The article is analysed, by rules, and its line says why; what rules find is there."""
    with_weights(read_file)
    found = analyse(read(TEXT))
    assert found.syntax is None
    assert row(found).model.startswith(f"rules: {says}")
    assert [q.speaker.name for q in found.quotations] == ["Ada Thorne"]
    assert found == analyse(read(TEXT), readers.Rules(found.read_by.removeprefix("rules: ")))


def test_with_weights_the_model_signs(with_weights):
    """An article that the encoder read names it."""
    found = analyse(read(TEXT))
    assert found.read_by == found.syntax.model == load_english().name


def test_doctor_names_the_damaged_file(with_weights):
    """Every file of the weights is looked at, and the damaged one is named."""
    assert {wrong for _, wrong in weights.check_weights()} == {""}
    names = {name for name, _ in weights.check_weights()}
    assert {"vocab.txt", "words.bin", "words_scale.bin", "tagger.onnx", "labels.onnx", "embedder.onnx"} <= names
    with_weights(other(flipped))
    assert [name for name, wrong in weights.check_weights() if wrong] == ["words.bin"]
    with_weights(lost)
    assert [name for name, wrong in weights.check_weights() if wrong] == ["weights.json"]
