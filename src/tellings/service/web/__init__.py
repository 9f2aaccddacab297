"""The page: what a library holds, for people with a browser. The verb is ``make_pages``."""

from tellings.service.web.rendering import answer, is_page, problem_page
from tellings.service.web.routes import make_pages

__all__ = ["answer", "is_page", "make_pages", "problem_page"]
