"""What was said once behind many quotations. The verb is ``join_utterances``."""

from tellings.collation.utterances.telling import join_utterances

__all__ = ["join_utterances"]
