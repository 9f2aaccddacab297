"""Extract HTML pages in a process of its own: ``python -m tellings.intake.worker MEMORY``, pages in, answers out.

Frames are four bytes of length (big-endian) and a MessagePack value. A page goes in as a string; a map with the fields of
``tellings.reading.pages.Page`` comes out, or ``{"wrong": why}``.
"""

import os
import sys
from collections.abc import Mapping
from typing import IO

import msgspec

# an HTML parser mends every fault of syntax: when it speaks of one all the same, it ran out of memory
FULL = "the page needs more memory than the limit 'page_memory' allows; raise it or save the article as plain text"
NOTHING = "no article text was found in the page; save the article itself as plain text"


def main() -> None:
    """Answer pages until standard input ends."""
    _cap_memory(int(sys.argv[1]))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up between the frames
    while (page := receive(sys.stdin.buffer)) is not None:
        try:
            answer = extract(page)
        except Exception as error:  # the border of the process: whatever the parser throws is the page's fault, told and survived
            full = isinstance(error, MemoryError) or type(error).__name__ == "XMLSyntaxError"
            answer = {"wrong": FULL if full else f"the page could not be taken apart ({type(error).__name__}); save its text"}
        send(out, answer)


def extract(page: str) -> Mapping[str, str | None]:
    """Return the running text of a page and what its metadata say; entities are not expanded and nothing is fetched."""
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction, extract_metadata

    # bytes, since lxml refuses strings that declare an encoding; an HTML parser expands no entity of a document type
    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    meta = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"})
    told = bare_extraction(tree, include_comments=False, include_tables=False, favor_precision=True)
    text = getattr(told, "text", None) if told else None
    if not text or not text.strip():
        return {"wrong": NOTHING}
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()[:35]
    return {
        "text": text,
        "title": meta.title,
        "outlet": meta.sitename,
        "author": meta.author,
        "published": meta.date,
        "url": meta.url,
        "language": language or None,
    }


def send(stream: IO[bytes], value: object) -> None:
    """Write one frame."""
    raw = msgspec.msgpack.encode(value)
    stream.write(len(raw).to_bytes(4, "big") + raw)
    stream.flush()


def receive(stream: IO[bytes]) -> str | None:
    """Read one frame that holds a page; None at the end."""
    size = stream.read(4)
    if len(size) < 4:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(size, "big")), type=str)


def _cap_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # no such thing outside Unix: there the time limit alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main()
