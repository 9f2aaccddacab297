"""Which language a short text is said to be in."""

import pytest

from tellings.reading.language import detect_language


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
