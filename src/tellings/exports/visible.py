"""Text from elsewhere, made safe to look at: nothing in it can hide, reverse or command."""

import re

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
HIDDEN = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{BIDI}\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]")
BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")
LABEL = 160  # characters of a label (title, outlet, name): twice a long headline


def visible(text: str) -> str:
    r"""Return the text with control, bidi and lone surrogate characters shown instead of obeyed.

    >>> visible("safe \u202etxt.exe\x1b[31m")
    'safe [U+202E]txt.exe␛[31m'
    """
    return HIDDEN.sub(_shown, text)


def label(text: str | None, longest: int = LABEL) -> str:
    r"""Return a title, name or outlet for one line: visible, without breaks, cut with an ellipsis when very long.

    >>> label("Flood\n in  Aldine")
    'Flood in Aldine'
    """
    words = " ".join(visible(BREAKS.sub(" ", (text or "")[: 4 * longest])).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def _shown(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"[U+{code:04X}]"
