"""Who said what in one article. The verb is ``find_quotations``."""

from tellings.analysis.quotations.assemble import find_quotations

__all__ = ["find_quotations"]
