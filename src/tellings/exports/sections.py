"""The sections of a story, and which form can show one alone."""

from tellings.errors import UsageError
from tellings.exports.visible import label
from tellings.model import Story

SECTIONS = tuple(f for f in Story.__struct_fields__ if f not in ("id", "title"))
IN_MARKDOWN = ("brief", "conflicts", "utterances", "origins", "timeline", "wording", "claims", "overrides")
UNPLACED = ("articles", "overrides", "utterances")  # what they rest on is annotated as quotations and claims


def check_section(section: str | None, form: str) -> None:
    """Raise a UsageError when there is no such section, or when the form cannot show it alone."""
    if section is None:
        return
    if section not in SECTIONS:
        raise UsageError(f"{label(section, 60)!r} is no section; known: {', '.join(SECTIONS)}")
    if form in ("html", "docx"):
        raise UsageError("a page or document shows every section; leave --section out, or choose another --format")
    if form == "annotations" and section in UNPLACED:
        raise UsageError(f"{section} rests on no passage of its own, so there is nothing to annotate; leave --section out")
    if form == "md" and section not in IN_MARKDOWN:
        raise UsageError(f"{section} has no Markdown; known: {', '.join(IN_MARKDOWN)} (others: --format csv or table)")
