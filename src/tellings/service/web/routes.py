"""The routes of the page, none of them in the API's document: their twins ending in ``.json`` answer with its nouns."""

from typing import Any

from tellings.service.web import (
    add,
    article,
    changes,
    corrections,
    fixed,
    library,
    reader,
    search,
    sections,
    signing,
    speakers,
    stories,
    story,
)

OTHERS: list[Any] = [
    *(signing.sign_in, signing.let_in, signing.let_out),
    *(article.article_page, article.article_table),
    *(add.add, add.add_json, add.paste, add.upload, add.fetch, add.unfollow),
    *(
        corrections.corrections,
        corrections.corrections_json,
        corrections.corrections_file,
        corrections.new,
        corrections.make,
        corrections.undo,
    ),
    *(speakers.speakers, speakers.speakers_json, speakers.speaker, speakers.analyse),
    *(library.library, library.library_json, library.ask, library.forget),
]


def make_pages() -> list[Any]:
    """Return the routes."""
    return [
        fixed.fixed,
        stories.start,
        stories.stories,
        stories.stories_json,
        stories.stories_file,
        story.story_page,
        sections.section_page,
        changes.changes_page,
        reader.reader_page,
        search.search,
        search.search_file,
        *OTHERS,
    ]
