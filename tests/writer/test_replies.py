"""What endpoints answer: sentences in every wrapping that models use, and rubbish of every kind."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.errors import MaterialError
from tellings.writer.replies import Draft, read_reply
from tests.growth import check_growth

GOOD = [{"text": "The mill burned.", "passages": [1, 3]}, {"text": "Brook spoke.", "passages": [2]}]
DRAFTS = [Draft("The mill burned.", (1, 3)), Draft("Brook spoke.", (2,))]
WHOLE = json.dumps({"sentences": GOOD})


def body(content: Any) -> bytes:
    """Return a chat completion with some content."""
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


WRAPPED = {
    "as asked": WHOLE,
    "a bare list": json.dumps(GOOD),
    "between fences": f"```json\n{WHOLE}\n```",
    "behind chatter": f"Sure! Here is the brief you asked for:\n\n{WHOLE}\n\nLet me know if {{you}} need more.",
    "fences and chatter": f"Here:\n```\n{WHOLE}\n```\nDone.",
    "an object a line": "\n".join(json.dumps(row) for row in GOOD),
    "a numbered object a line": "\n".join(f"{n}. {json.dumps(row)}," for n, row in enumerate(GOOD, 1)),
    "cut off in the middle": WHOLE[:-2] + ', {"text": "It was la',
    "under another name": json.dumps({"brief": {"lines": GOOD}}),
    "other names of fields": json.dumps([{"sentence": r["text"], "citations": r["passages"]} for r in GOOD]),
    "numbers as text": json.dumps([{"text": r["text"], "passages": [f"[{n}]" for n in r["passages"]]} for r in GOOD]),
    "numbers in one text": json.dumps([{"text": r["text"], "passages": ", ".join(map(str, r["passages"]))} for r in GOOD]),
    "marks in the text": json.dumps([{"text": r["text"] + " [1][3, 4]", "passages": r["passages"]} for r in GOOD]),
    "lines within a sentence": json.dumps([{"text": r["text"].replace(" ", "\n "), "passages": r["passages"]} for r in GOOD]),
    "thoughts before": f"<think>Passage {{1}} says...</think>\n{WHOLE}",
}


@pytest.mark.parametrize("name", WRAPPED)
def test_sentences_are_found_in_every_wrapping(name: str) -> None:
    """Fences, chatter, lines, other names and answers cut off: the sentences come out with their numbers, in order."""
    assert read_reply(body(WRAPPED[name])) == DRAFTS


def test_other_shapes_of_a_completion() -> None:
    """Content in parts, and the older form with a text, are read alike."""
    parts = [{"type": "text", "text": WHOLE[:20]}, {"type": "image"}, {"type": "text", "text": WHOLE[20:]}]
    assert read_reply(body(parts)) == DRAFTS
    assert read_reply(json.dumps({"choices": [{"text": WHOLE}]}).encode()) == DRAFTS


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        ([0], (0,)), ([-1], (0,)), ([1.5], (0,)), (["x"], (0,)), (None, (0,)), (True, (0,)), ([[1]], (0,)), ([10**30], (0,)),
        ([], ()), (7, (7,)), ([2, 2], (2,)),
    ],
)  # fmt: skip
def test_numbers_that_are_none(given: Any, cited: tuple[int, ...]) -> None:
    """What is no number of a passage stands for one that is not there; it is never dropped so that the rest would look fine."""
    assert read_reply(body(json.dumps([{"text": "The mill burned.", "passages": given}]))) == [Draft("The mill burned.", cited)]


RUBBISH = {
    "nothing": b"",
    "a web page": b"<!doctype html><title>Log in</title>",
    "a number": b"7",
    "no choices": b'{"error": {"message": "no such model"}}',
    "empty choices": b'{"choices": []}',
    "choices of another type": b'{"choices": {"0": 1}}',
    "no message": b'{"choices": [{}]}',
    "an empty message": body(""),
    "no text": body(None),
    "prose": body("The mill burned down and nobody knows why."),
    "NaN": b'{"choices": NaN}',
    "NaN inside": body('{"sentences": NaN}'),
    "deep": b"[" * 100_000,
    "deep inside": body("[" * 50_000 + "]" * 50_000),
    "deep objects inside": body('{"a":' * 20_000),
    "sentences of other types": body(json.dumps({"sentences": [1, None, {"text": 5}, {"text": ["a"]}, {"passages": [1]}]})),
    "no UTF-8": b'{"choices": [{"message": {"content": "\xff\xfe"}}]}',
    "a lone surrogate": b'{"choices": [{"message": {"content": "\\ud800"}}]}',
    "a tool call": b'{"choices": [{"message": {"content": null, "tool_calls": [{"function": {"name": "rm"}}]}}]}',
}


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_named(name: str) -> None:
    """Whatever else comes is one plain error that says what it is."""
    with pytest.raises(MaterialError, match="its answer"):
        read_reply(RUBBISH[name])


def test_a_surrogate_within_a_sentence() -> None:
    """A character that cannot be printed becomes a sign for one, which no sentence may hold."""
    (draft,) = read_reply(body('x {"text": "The mill \\ud800 burned.", "passages": [1]}'))
    assert draft.text == "The mill \ufffd burned."


def test_a_flood_of_sentences() -> None:
    """Of thousands of sentences some are taken, and it takes no longer than reading them."""
    assert len(read_reply(body(json.dumps({"sentences": GOOD * 5_000})))) == 40


@pytest.mark.parametrize("piece", ["{", '{"a":', "[", "```\n", '"', '{"text":"x"}', '{"text":[', "[1]"])
def test_reading_grows_no_faster_than_what_comes(piece: str) -> None:
    """Hostile content costs no more than its length."""

    def prepare(size: int) -> Any:
        raw = body((piece * size)[:size])

        def run() -> None:
            with suppress(MaterialError):
                read_reply(raw)

        return run

    check_growth(prepare, 20_000, 40_000, 80_000)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
        lambda c: st.lists(c) | st.dictionaries(st.text(), c),
        max_leaves=20,
    )
)
def test_any_value_is_sentences_or_an_error(value: Any) -> None:
    """Whatever JSON a model writes, there are drafts or one error."""
    try:
        drafts = read_reply(body(json.dumps(value)))
    except MaterialError:
        return
    assert all(isinstance(d, Draft) and "\n" not in d.text for d in drafts)


@given(st.binary(max_size=300))
def test_any_bytes_are_sentences_or_an_error(raw: bytes) -> None:
    """Whatever bytes come, nothing but that error is raised."""
    with pytest.raises(MaterialError):
        read_reply(raw)
