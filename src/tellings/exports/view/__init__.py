"""What a reader is shown of a story, before anybody decides how: one view for terminal, Markdown and page. The verb is ``view``."""

from tellings.exports.view.build import view
from tellings.exports.view.nouns import StoryView

__all__ = ["StoryView", "view"]
