"""Cut text into words, numbers, punctuation and quotation marks."""

import re

from tellings.model import Token

TOKEN = re.compile(
    r"""(?P<number>\d+(?:[.,]\d+)*)
      | (?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*)
      | (?P<mark>''|``|["“”„‟«»‘’'])
      | (?P<punct>\S)""",
    re.VERBOSE,
)


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with offsets into ``text``.

    >>> [t.text for t in tokenise("The U.S. paid $70bn.")]
    ['The', 'U.S.', 'paid', '$', '70', 'bn', '.']
    """
    found = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group(), m.lastgroup) for m in found]  # type: ignore[arg-type]
