"""What is corroborated, told by one, in conflict. The verb is ``compare``."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.answered_conflicts import find_answered_conflicts
from tellings.collation.agreement.attribution_conflicts import find_attribution_conflicts
from tellings.collation.agreement.claims import find_claims
from tellings.collation.agreement.date_conflicts import find_date_conflicts
from tellings.collation.agreement.denied_conflicts import find_denied_conflicts
from tellings.collation.agreement.dialled_conflicts import find_dialled_conflicts
from tellings.collation.agreement.events import Events
from tellings.collation.agreement.extent_conflicts import find_extent_conflicts
from tellings.collation.agreement.journey_conflicts import find_journey_conflicts
from tellings.collation.agreement.number_conflicts import find_number_conflicts
from tellings.collation.agreement.order_conflicts import find_order_conflicts
from tellings.collation.agreement.polarity_conflicts import find_polarity_conflicts
from tellings.collation.agreement.positions import Count
from tellings.collation.agreement.scope_conflicts import find_scope_conflicts
from tellings.collation.agreement.stance_conflicts import find_stance_conflicts
from tellings.collation.agreement.twins import find_twin_conflicts
from tellings.collation.agreement.wording_conflicts import find_wording_conflicts
from tellings.model import Analysis, Claim, Conflict, Quotation, Update, Utterance

__all__ = ["Agreements", "compare"]


class Agreements(Struct, frozen=True):
    """Claims with their agreement, conflicts and updates."""

    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    updates: tuple[Update, ...] = ()


def compare(
    analyses: Sequence[Analysis],
    quotations: Sequence[Quotation],
    utterances: Sequence[Utterance],
    count: Count,
    correct: Callable[[Sequence[Conflict]], list[Conflict]] = list,
) -> Agreements:
    """Align what the reports assert and say where they agree and where they cannot all be right.

    ``count`` returns how many distinct origins stand behind some passages; ``correct`` the conflicts that people let stand.
    """
    clauses = Clauses(analyses, quotations, utterances)
    events = Events(clauses)
    numbers, updates = find_number_conflicts(clauses, count, events)
    conflicts = [
        *find_attribution_conflicts(analyses, quotations, utterances, count),
        *find_wording_conflicts(analyses, quotations, utterances, count),
        *numbers,
        *find_date_conflicts(clauses, count, events),
        *find_journey_conflicts(clauses, count),
        *find_dialled_conflicts(clauses, count),
        *find_order_conflicts(clauses, count),
        *find_polarity_conflicts(clauses, count, events),
        *find_denied_conflicts(clauses, count),
        *find_stance_conflicts(clauses, count, events),
        *find_scope_conflicts(clauses, count, events),
        *find_extent_conflicts(clauses, count),
        *find_answered_conflicts(clauses, count),
    ]
    conflicts += find_twin_conflicts(clauses, count, events, conflicts, updates)
    conflicts = correct(conflicts)
    return Agreements(find_claims(clauses, conflicts, count), tuple(conflicts), tuple(updates))
