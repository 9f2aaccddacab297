"""XML as a tree, with nothing expanded, nothing loaded and nothing fetched."""

from collections.abc import Iterator
from typing import Any

from tellings.errors import MaterialError
from tellings.reading.markup import SPACES


def parse_xml(raw: bytes) -> tuple[Any, str]:
    """Return the first element and "", or what could be made out of a broken file and where it breaks.

    Entities of a document type are not expanded, external ones not loaded. Raises MaterialError when nothing could be made out.
    """
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False, "dtd_validation": False}
    safe |= {"remove_comments": True, "remove_pis": True}
    try:
        return etree.fromstring(raw, etree.XMLParser(**safe)), ""
    except (etree.XMLSyntaxError, ValueError) as error:
        what = " ".join(str(error).split())[:160]
    try:
        tree = etree.fromstring(raw, etree.XMLParser(recover=True, **safe))
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise MaterialError(f"it is not valid XML ({what}); fetch or export it again")
    return tree, f"the XML is broken ({what}); what could be made out of it was read; fetch or export it again"


def local(element: Any) -> str:
    """Return the name of an element without its namespace; "" for what is none (an entity left alone)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find_all(element: Any, *names: str) -> Iterator[Any]:
    """Yield the elements below that have one of the names, in the order of the file."""
    return (e for e in element.iter() if e is not element and local(e) in names)


def find_one(element: Any, *names: str) -> Any:
    """Return the first of them, or None."""
    return next(find_all(element, *names), None)


def child(element: Any, name: str) -> Any:
    """Return the first child of that name, or None."""
    return next((e for e in element if local(e) == name), None)


def line_of(element: Any) -> str:
    """Return the plain words of an element on one line; "" for None."""
    return "" if element is None else SPACES.sub(" ", "".join(element.itertext())).strip()


def language_of(element: Any) -> str | None:
    """Return the ``xml:lang`` in force at an element."""
    while element is not None:
        if told := element.get("{http://www.w3.org/XML/1998/namespace}lang"):
            return str(told)[:35]
        element = element.getparent()
    return None
