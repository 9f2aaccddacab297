"""Bytes to text."""

import pytest

from tellings.errors import MaterialError
from tellings.reading import read
from tellings.reading.decoding import decode

TEXT = (
    "Zoë Löfgren said on Monday that the café’s “old” wall had fallen into the sea, and naïve people had believed it was safe. " * 4
)
RUSSIAN = "Стена старой гавани упала в понедельник ночью, и сорок лодок утонули, сказал мэр города журналистам. " * 6
JAPANESE = "古い港の壁が月曜日の夜に海に落ちて、四十隻の船が失われたと市長は記者団に語った。" * 8


@pytest.mark.parametrize("codec", ["cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [TEXT], ids=["western"])
def test_western_encodings_come_back(codec: str, text: str) -> None:
    """Western text in a usual encoding is decoded to what it was, and the encoding is named."""
    told = decode(text.encode(codec))
    assert told.text == text
    assert told.encoding


@pytest.mark.parametrize(
    ("codec", "text"), [("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("shift_jis", JAPANESE), ("euc_jp", JAPANESE)]
)
def test_other_encodings_come_back(codec: str, text: str) -> None:
    """Text in other scripts is decoded to what it was, and the encoding is named."""
    told = decode(text.encode(codec))
    assert told.text == text
    assert told.encoding


def test_pages_say_their_charset() -> None:
    """A page's own charset is believed, and only for pages."""
    raw = '<meta charset="cp1251"><p>стена</p>'.encode("cp1251")
    assert decode(raw, page=True) == decode(raw, page=True)
    assert "стена" in decode(raw, page=True).text


def test_byte_order_mark_stays_and_is_set_aside() -> None:
    """A UTF-8 mark stays in the stored text, so that offsets agree with any UTF-8 decoding, and no later stage sees it."""
    article = read(decode("\ufeffThe wall fell on Monday, she said.".encode()).text)
    assert article.text[0] == "\ufeff"
    assert [(f.start, f.end, f.rule) for f in article.furniture] == [(0, 1, "byte-order-mark")]


@pytest.mark.parametrize(
    "raw", [b"", b"  \n\t ", bytes(range(256)) * 4, b"PK\x03\x04\x00\x00\x00", b"The wall\x00fell.", b"\xff\xfe\x00"]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    """Empty, blank, binary and broken bytes are refused with a reason and what to do."""
    with pytest.raises(MaterialError, match=r"it|its"):
        decode(raw)


@pytest.mark.parametrize("text", ["“” '' \"", "• — •", "\ufeff"])
def test_no_words_is_refused(text: str) -> None:
    """A text of marks alone is refused."""
    with pytest.raises(MaterialError, match="no words"):
        read(text)


def test_furniture_alone_is_refused() -> None:
    """A page that is all furniture is refused, since nothing would be left to read."""
    with pytest.raises(MaterialError, match="furniture only"):
        read("Also Read\nCouncil votes on fish tax\n\nAdvertisement\n\n© 2019 Holm Gazette\n")
