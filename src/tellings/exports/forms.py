"""The forms that a result can be given: how each is called, what a browser is told of it, and which file writes it."""

import re
from unicodedata import normalize

from msgspec import Struct

from tellings.exports.visible import label

LONGEST = 60  # characters of a title in a file's name
ODD = re.compile(r"[^a-z0-9]+")


class Form(Struct, frozen=True):
    """A form: the ending of its files, its media type, who writes it (module:function), and whether it holds full reports."""

    ending: str
    media: str
    writer: str
    binary: bool = False
    texts: bool = False  # it shows words of the reports that the result alone does not hold


FORMS = {
    "text": Form(".txt", "text/plain; charset=utf-8", "tellings.exports.terminal:to_terminal"),
    "table": Form(".txt", "text/plain; charset=utf-8", "tellings.exports.terminal.table:to_table"),
    "json": Form(".json", "application/json", "tellings.exports.as_json:whole"),
    "jsonl": Form(".jsonl", "application/jsonl", "tellings.exports.as_json:lines"),
    "csv": Form(".csv", "text/csv; charset=utf-8", "tellings.exports.sheets:to_csv", texts=True),
    "xlsx": Form(
        ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "tellings.exports.sheets:to_xlsx",
        binary=True, texts=True,
    ),
    "docx": Form(
        ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "tellings.exports.document:to_docx",
        binary=True, texts=True,
    ),
    "annotations": Form(
        ".jsonld", 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"', "tellings.exports.annotations:to_annotations",
        texts=True,
    ),
    "md": Form(".md", "text/markdown; charset=utf-8", "tellings.exports.markdown:to_markdown"),
    "html": Form(".html", "text/html; charset=utf-8", "tellings.exports.page:to_page", texts=True),
}  # fmt: skip


def file_name(title: str | None, id: str, form: str, section: str = "") -> str:
    """Return a name for the file of a story, an article or a list: letters, digits and hyphens that every system takes.

    >>> file_name("Ferry runs aground\u202e: “all safe”", "s-1f2e3d4c5b", "xlsx", "conflicts")
    'ferry-runs-aground-u-202e-all-safe-s-1f2e3d4c5b-conflicts.xlsx'
    >>> file_name("渡し船", "s-1f2e3d4c5b", "html")
    's-1f2e3d4c5b.html'
    """
    plain = normalize("NFKD", label(title, LONGEST)).encode("ascii", "ignore").decode().lower()
    words = (ODD.sub("-", w).strip("-") for w in (plain, label(id, LONGEST).lower(), section))
    return ("-".join(w for w in words if w) or "story") + FORMS[form].ending
