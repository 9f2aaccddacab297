"""The words of a fragment of HTML that is known to be an article's body, paragraph by paragraph."""

import re
from typing import Any

SPACES = re.compile(r"[ \t\r\n\f]+")
SKIPPED = frozenset(
    ["script", "style", "noscript", "template", "svg", "iframe", "object", "form", "button", "nav", "head", "title", "media"]
)
BLOCKS = frozenset(
    [
        *(
            "p",
            "div",
            "br",
            "hr",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "table",
            "tr",
            "section",
            "article",
            "body",
            "html",
        ),
        *(
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "hl1",
            "hl2",
            "figure",
            "figcaption",
            "header",
            "footer",
            "aside",
            "address",
            "main",
            "block",
        ),
    ]
)
CELLS = frozenset(["td", "th"])


def text_of(html: str) -> str:
    r"""Return the text of a fragment: a line for each block, white space as a browser shows it, no tags.

    Nothing is left out but what no reader sees (scripts, forms); the rules of furniture come later.

    >>> text_of("<p>The <b>wall</b> fell.</p><script>x()</script><p>Nobody was hurt.</p>")
    'The wall fell.\nNobody was hurt.'
    """
    from lxml.html import HTMLParser, document_fromstring

    if "<" not in html and "&" not in html:
        return _tidy([html])
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    raw = html.replace("\0", "").encode("utf-8", "replace")
    return words_of(document_fromstring(b"<div>" + raw + b"</div>", parser=parser))


def words_of(tree: Any) -> str:
    """Return the text of an element, of HTML or of an XML that uses its names."""
    lines: list[list[str]] = [[]]
    todo: list[tuple[Any, bool]] = [(tree, True)]
    while todo:  # no recursion: a fragment may nest as deep as it likes
        element, opens = todo.pop()
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else "script"
        if opens and name not in SKIPPED:
            _break(lines, name)
            lines[-1].append(element.text or "")
            todo.append((element, False))
            todo.extend((child, True) for child in reversed(element))
            continue
        if not opens:
            _break(lines, name)
        if element is not tree:
            lines[-1].append(element.tail or "")
    return "\n".join(filter(None, (_tidy(line) for line in lines)))


def _break(lines: list[list[str]], name: str) -> None:
    if name in BLOCKS:
        lines.append([])
    elif name in CELLS:
        lines[-1].append(" ")


def _tidy(parts: list[str]) -> str:
    return SPACES.sub(" ", "".join(parts)).strip(" ")
