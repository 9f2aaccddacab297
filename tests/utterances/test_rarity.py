"""The table of background stems."""

from tellings.collation.utterances.rarity import background_stems, count_stems


def test_table_is_what_the_counts_give() -> None:
    """The table of stems is what the background's words and the stemmer give; else run ``python -m quality.background_stems``."""
    assert background_stems() == dict(count_stems())
