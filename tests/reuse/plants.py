"""Invented reports of one flood, for the tests of reuse."""

from tellings.language import read_prose
from tellings.model import Analysis, Article

WIRE = (
    "The river Tarn burst its banks near Quill on Tuesday night and flooded two hundred houses. "
    "Volunteers carried patients out of the district hospital by boat while soldiers filled sandbags along the railway line. "
    "Farmers drove their cattle up to the ridge road. “We had ten minutes to pack,” said Mara Voss, a teacher. "
    "A bridge at Lowmoor collapsed before dawn without hurting anybody."
)
OTHER = (
    "Insurers expect the storm to cost them more than any other this decade. Shares of the two largest fell when markets opened. "
    "Analysts had warned in spring that premiums were too low for towns on flood plains."
)


def report(key: str, text: str, **more: object) -> Analysis:
    """Return an analysis of invented text."""
    return Analysis(article=Article(id=key, text=text, **more), prose=read_prose(text))
