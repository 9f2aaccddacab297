"""A Word document as we need it: headings by style, tables with marked heads, links within and out, the same bytes every time."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tellings.exports.view.names import safe_url

MADE = datetime(2000, 1, 1)  # a document says when it was made; ours says the same always
PACKED = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip knows
WIDTH = 9360  # twentieths of a point between the margins: the width that columns share
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"}
LOOKS = (("b", "bold", True), ("i", "italic", True), ("u", "underline", True), ("r", "superscript", True), ("s", "size", 8.5))
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class Words(NamedTuple):
    """A stretch of words and how they look; ``to`` is a bookmark, ``url`` an address of the web, ``lang`` a BCP 47 tag."""

    text: str
    look: str = ""  # letters of: b(old) i(talic) u(nderlined) s(mall) r(aised)
    to: str = ""
    url: str = ""
    lang: str = ""


Told = Sequence[Words | str]


class Paper:
    """A document in the making. What is added stands below what was added before."""

    def __init__(self, title: str, about: str, note: str) -> None:
        from docx import Document

        from tellings.exports.document.styles import prepare

        self.docx: Any = Document()
        prepare(self.docx, title)
        known = self.docx.core_properties
        known.title, known.subject, known.comments, known.author, known.last_modified_by = (
            title,
            about,
            note,
            "tellings",
            "tellings",
        )
        known.created = known.modified = MADE
        known.language, known.keywords, known.revision = "en", "", 1
        self.marks = 0
        self.link = self.docx.styles["Link"].style_id
        self.blanks: dict[str, Any] = {}

    def heading(self, text: str, level: int, mark: str = "") -> None:
        """Add a heading of a level: 0 is the title."""
        self.say([text], f"Heading {level}" if level else "Title", mark)

    def say(self, told: Told, style: str = "Normal", mark: str = "") -> None:
        """Add a paragraph; ``mark`` is a bookmark on it."""
        paragraph = self._blank(style)
        self.docx.element.body.sectPr.addprevious(paragraph)
        self._fill(paragraph, told, mark)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Told]], widths: Sequence[int], says: str) -> None:
        """Add a table: its heads are repeated on every page, no row is torn apart; ``says`` describes it to who cannot see it.

        ``widths`` are shares of the page's width.
        """
        from docx.oxml import OxmlElement

        sides = [WIDTH * w // sum(widths) for w in widths]
        table = self.docx.add_table(rows=0, cols=len(heads), style="Ruled")
        table.autofit = False
        _describe(table, heads, says, sides)
        blank = self._blank_row(table, sides)
        head = self._row(table, blank, [[Words(h, "b")] for h in heads])
        head.trPr.append(OxmlElement("w:tblHeader"))
        for row in rows:
            self._row(table, blank, row)
        self.say([], "Gap")

    def break_page(self) -> None:
        """Begin a new page."""
        self.docx.add_page_break()

    def save(self) -> bytes:
        """Return the document."""
        made, packed = BytesIO(), BytesIO()
        self.docx.save(made)
        with ZipFile(made) as told, ZipFile(packed, "w") as again:
            for one in told.infolist():
                named = ZipInfo(one.filename, PACKED)
                named.compress_type, named.create_system = ZIP_DEFLATED, 0
                again.writestr(named, told.read(one))
        return packed.getvalue()

    def _blank(self, style: str) -> Any:
        """Return an empty paragraph of a style, copied from one that python-docx made: it looks a style up in milliseconds."""
        if style not in self.blanks:
            from docx.oxml import OxmlElement

            self.blanks[style] = OxmlElement("w:p")
            self.blanks[style].style = self.docx.styles[style].style_id
        return deepcopy(self.blanks[style])

    def _blank_row(self, table: Any, sides: Sequence[int]) -> Any:
        """Return an empty row, its cells as wide as told, taken out of the table that it was made in."""
        from docx.oxml import OxmlElement

        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, side in zip(row.cells, sides, strict=True):
            cell.width = side * 635  # EMU of a twentieth of a point
            cell._tc.replace(cell.paragraphs[0]._p, self._blank("Cell"))
        table._tbl.remove(row._tr)
        return row._tr

    def _row(self, table: Any, blank: Any, cells: Sequence[Told]) -> Any:
        row = deepcopy(blank)
        table._tbl.append(row)
        for cell, told in zip(row.tc_lst, cells, strict=True):
            for n, part in enumerate(_lines(told)):
                if n:
                    cell.append(self._blank("Cell"))
                self._fill(cell.p_lst[-1], part)
        return row

    def _fill(self, paragraph: Any, told: Told, mark: str = "") -> None:
        if mark:
            self._mark(paragraph, "bookmarkStart", mark)
        for words in told:
            w = Words(words) if isinstance(words, str) else words
            if w.text:
                self._run(paragraph, w)
        if mark:
            self._mark(paragraph, "bookmarkEnd")
            self.marks += 1

    def _mark(self, paragraph: Any, element: str, name: str = "") -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement(f"w:{element}")
        mark.set(qn("w:id"), str(self.marks))
        if name:
            mark.set(qn("w:name"), name)
        paragraph.append(mark)

    def _run(self, paragraph: Any, w: Words) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        address = safe_url(w.url)
        run = paragraph.add_r()
        run.text = w.text
        _look(run, w, self.link if w.to or address else "")
        if w.to or address:
            link = OxmlElement("w:hyperlink")
            if w.to:
                link.set(qn("w:anchor"), w.to)
            else:
                link.set(qn("r:id"), self.docx.part.relate_to(address, LINK, is_external=True))
            paragraph.append(link)
            link.append(run)


def _lines(told: Told) -> list[list[Words | str]]:
    """Return the paragraphs of a cell: a line break between words begins one."""
    lines: list[list[Words | str]] = [[]]
    for words in told:
        if words == "\n":
            lines.append([])
        else:
            lines[-1].append(words)
    return [line for line in lines if line] or [[]]


def _look(run: Any, w: Words, style: str) -> None:
    """Give a run its looks; plain words need none, and most are."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt
    from docx.text.font import Font

    if style:
        run.style = style
    font = Font(run) if w.look or w.lang else None
    for letter, name, value in LOOKS:
        if font and letter in w.look:
            setattr(font, name, value if name != "size" else Pt(value))
    if font and w.lang:
        if w.lang.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT:
            font.rtl = True
        lang = OxmlElement("w:lang")
        lang.set(qn("w:val"), w.lang)
        lang.set(qn("w:bidi"), w.lang)
        run.get_or_add_rPr().append(lang)


def _describe(table: Any, heads: Sequence[str], says: str, sides: Sequence[int]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for column, side in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), sides, strict=True):
        column.set(qn("w:w"), str(side))
    for element, words in (("tblCaption", says), ("tblDescription", f"{says}. Columns: {', '.join(heads)}.")):
        told = OxmlElement(f"w:{element}")
        told.set(qn("w:val"), words)
        table._tbl.tblPr.append(told)
