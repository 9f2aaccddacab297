"""What a kept correction gives up when its words are forgotten: the words go, what was decided stays listed."""

from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from tellings.model import Correction, Override, Target

Stands = Mapping[str, str | None]  # of articles that go: the version that stands for each, if one is left


def without(correction: Correction, change: Callable[[Target], Target | None], stands: Stands) -> Correction:
    """Return a correction with its targets changed; one that loses any keeps no reason, one that loses all no name either."""
    targets = tuple(t for target in correction.meant.targets if (t := change(target)) is not None)
    if targets == correction.meant.targets and not stands:
        return correction
    lost = len(targets) < len(correction.meant.targets)
    meant = replace(correction.meant, targets=targets)
    if lost:
        meant = replace(meant, why=None, name=meant.name if targets else None)
    return replace(
        correction,
        given=meant,
        meant=meant,
        articles=_kept(correction.articles, stands) if correction.meant.of == "story" else _named(meant),
        parts=tuple(_kept(part, stands) for part in correction.parts),
        forgotten=correction.forgotten or lost,
    )


def _kept(named: Sequence[str], stands: Stands) -> tuple[str, ...]:
    return tuple(dict.fromkeys(now for a in named if (now := stands.get(a, a)) is not None))


def _named(override: Override) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t.article for t in override.targets if t.article))
