"""How the document looks: one family of type, two weights, black on white, so that it reads in print as on a screen."""

from typing import Any

INK, SOFT, RULE, LINK = "1D1B18", "5D5850", "BBB5A8", "0D4F86"
SERIF, SANS = "Georgia", "Arial"
SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 12.5, "Heading 3": 11, "Heading 4": 10.5, "Normal": 10.5, "List Bullet": 10.5}
LANGUAGE = "en-GB"  # of our own words; a report's words carry its own


def prepare(docx: Any, title: str) -> None:
    """Set page, styles, language and footer of a new document."""
    from docx.shared import Mm

    _drop_thumbnail(docx)
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    for name, size in SIZES.items():
        _style(docx.styles[name], SERIF, size, INK)
    _space(docx)
    _more(docx)
    _ruled(docx)
    _language(docx)
    _footer(section, title)


def _space(docx: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name, above, below in (
        ("Normal", 0, 6),
        ("Heading 1", 18, 6),
        ("Heading 2", 12, 3),
        ("Heading 3", 8, 2),
        ("Heading 4", 8, 2),
    ):
        told = docx.styles[name].paragraph_format
        told.space_before, told.space_after, told.line_spacing = Pt(above), Pt(below), 1.25 if name == "Normal" else 1.1
    title = docx.styles["Title"]
    for border in title.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        border.getparent().remove(border)
    title.paragraph_format.space_after = Pt(4)


def _more(docx: Any) -> None:
    """Add the styles that the template lacks: of cells, of notes, of furniture, of links, and the gap after a table."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    for name, font, size, colour, below in (
        ("Cell", SERIF, 9.5, INK, 2), ("Note", SANS, 9, SOFT, 6), ("Source", SERIF, 9.5, INK, 3), ("Furniture", SANS, 9, SOFT, 4),
        ("Gap", SERIF, 4, INK, 0),
    ):  # fmt: skip
        style = docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = docx.styles["Normal"]
        _style(style, font, size, colour)
        style.paragraph_format.space_after, style.paragraph_format.line_spacing = Pt(below), 1.15
    link = docx.styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    _style(link, None, None, LINK)
    link.font.underline = True


def _ruled(docx: Any) -> None:
    """Add the style of tables: rules between rows, a strong one under the heads, room around the words."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    ruled = docx.styles.add_style("Ruled", WD_STYLE_TYPE.TABLE)
    ruled.base_style = docx.styles["Normal Table"]
    line = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="{}"/>'
    rules = "".join(line.format(*r) for r in (("top", 8, INK), ("bottom", 4, RULE), ("insideH", 4, RULE)))
    room = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in (("top", 40), ("left", 0), ("bottom", 40), ("right", 120)))
    told = f"<w:tblPr {nsdecls('w')}><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>"
    under = f"<w:tcPr><w:tcBorders>{line.format('bottom', 8, INK)}</w:tcBorders></w:tcPr>"
    ruled.element.append(parse_xml(told))
    ruled.element.append(parse_xml(f'<w:tblStylePr {nsdecls("w")} w:type="firstRow">{under}</w:tblStylePr>'))


def _style(style: Any, font: str | None, size: float | None, colour: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.color.rgb = RGBColor.from_string(colour)
    if font and size:
        style.font.name, style.font.size = font, Pt(size)
        fonts = style.element.rPr.find(qn("w:rFonts"))
        fonts.attrib.clear()  # the theme's fonts would go before ours
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)


def _language(docx: Any) -> None:
    from docx.oxml.ns import qn

    for lang in docx.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), LANGUAGE)


def _footer(section: Any, title: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{title}  ·  page ")
    for field, after in (("PAGE", " of "), ("NUMPAGES", "")):
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        run = paragraph.add_run("1")
        simple.append(run._r)
        paragraph._p.append(simple)
        paragraph.add_run(after)


def _drop_thumbnail(docx: Any) -> None:
    """Leave out the template's picture of an empty page."""
    rels = docx.part.package.rels
    for key in [k for k, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]
