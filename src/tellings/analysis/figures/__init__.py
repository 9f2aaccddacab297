"""Numbers with what they count. The verb is ``find_figures``."""

from tellings.analysis.figures.figures import find_figures

__all__ = ["find_figures"]
