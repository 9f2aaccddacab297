"""Whole outputs of the made-up story, kept as files and read line by line when they change."""

import pytest
from made_up import make_result, make_texts
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from tellings.exports import export

FORMS = {"text": "txt", "md": "md", "csv": "csv"}


def kept_as(ending: str) -> type[SingleFileSnapshotExtension]:
    """Return a snapshot kept as a readable file with this ending."""
    return type("Kept", (SingleFileSnapshotExtension,), {"_write_mode": WriteMode.TEXT, "file_extension": ending})


@pytest.mark.parametrize("form", FORMS)
def test_the_made_up_story(form: str, snapshot: SnapshotAssertion) -> None:
    """The story of the ferry reads as it was last read and found good (pytest --snapshot-update to accept a change)."""
    told = export(make_result(), form, texts=make_texts(), width=100)
    assert told == snapshot(extension_class=kept_as(FORMS[form]))
