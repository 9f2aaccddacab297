"""Which language a short text is said to be in."""

import errno
import os
import tempfile

import pytest
from py3langid import langid

from tellings.errors import MaterialError
from tellings.reading.language import detect_language
from tellings.reading.told import Told, to_found


@pytest.mark.parametrize(
    "text",
    ["Ferry sinks off Kell, dozens missing", "Kell bridge shut: what we know so far", "No deal: Thorne walks out of Ostrey talks"],
)
def test_english_headlines_are_english(text):
    """A headline without "the" is English, not one of its small neighbours."""
    assert detect_language(text)[0] == "en"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Die Brücke über den Fluss wurde am Montag gesperrt", "de"),
        ("Le maire a annoncé la fermeture du pont lundi", "fr"),
        ("El alcalde anunció el cierre del puente este lunes", "es"),
        ("De burgemeester kondigde maandag de sluiting aan", "nl"),
        ("Neue Zahlen aus dem Rathaus", "de"),
    ],
)
def test_other_languages_keep_their_name(text, code):
    """A short sentence of another language is not taken for English."""
    assert detect_language(text)[0] == code


def test_without_room_for_the_model_only_doubtful_texts_wait(monkeypatch):
    """A full disk stops no article whose language is named or plain, says of the others what to do, and is forgotten afterwards."""
    text = "Die Brücke über den Fluss wurde am Montag gesperrt"
    with monkeypatch.context() as full:
        full.setattr(langid, "IDENTIFIER", None)
        full.setattr(tempfile, "TemporaryFile", _no_room)
        with pytest.raises(MaterialError, match=r"no temporary file can be written \(No space left on device\); make room"):
            detect_language(text)
        assert detect_language("The wall of the harbour fell and the boats were lost to the sea. " * 4)[0] == "en"
        found = to_found(Told(fields={"text": text}, place="item 3"))
        assert (found.file, "name the language" in found.reason) == ("item 3", True)
        assert to_found(Told(fields={"text": text, "language": "de"})).language == "de"
    assert detect_language(text)[0] == "de"


def _no_room(**_):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
