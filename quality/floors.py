"""Floors under the figures: they go up by themselves, and down only when somebody says so aloud."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from quality.figure import Figure

FLOORS = Path(__file__).with_name("floors.toml")
GOALS = Path(__file__).with_name("goals.toml")
SLACK = 0.05  # figures are printed to one decimal
HEAD = """# Figures may not fall below these (nor rise above, where less is better: counts and points lost).
# `make floors` writes them and only tightens; `python -m quality --pin --lower NAME` loosens one, by name.
"""


def less_is_better(name: str) -> bool:
    """Say whether a figure counts something unwanted."""
    return name.endswith(("(count)", "(points)"))


def load(path: Path = FLOORS) -> dict[str, Any]:
    """Return ``{"fingerprint": ..., "floors": {name: floor}}``."""
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {"fingerprint": "", "floors": {}}


def goals(path: Path = GOALS) -> dict[str, dict[str, Any]]:
    """Return the goal and the anchor of every figure that has one."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {f"{part}.{key}": goal for part, keys in table.items() for key, goal in keys.items()}


def meets(figure: Figure, bound: float) -> bool:
    """Say whether a figure keeps to a floor or a goal."""
    return figure.value <= bound + SLACK if less_is_better(figure.name) else figure.value >= bound - SLACK


def pin(figures: dict[str, Figure], floors: dict[str, float], lower: Collection[str] = ()) -> dict[str, float]:
    """Return the floors tightened to the figures; those named in ``lower`` are set whatever they were."""
    pinned = dict(floors)
    for name, figure in figures.items():
        if name not in floors or name in lower or "all" in lower or meets(figure, floors[name]):
            pinned[name] = figure.value
    return pinned


def save(floors: dict[str, float], fingerprint: str, path: Path = FLOORS) -> None:
    """Write the floors with the fingerprint of the gold they were measured on."""
    lines = [f'"{name}" = {floor:.1f}' for name, floor in sorted(floors.items())]
    path.write_text(f'{HEAD}fingerprint = "{fingerprint}"\n\n[floors]\n' + "\n".join(lines) + "\n", encoding="utf-8")


def broken(figures: dict[str, Figure], floors: dict[str, float], parts: Collection[str]) -> list[str]:
    """Return a line for every floor of the measured parts that is not kept, or whose figure is gone."""
    found = []
    for name, floor in sorted(floors.items()):
        if name.split(".")[0] not in parts:
            continue
        if name not in figures:
            found.append(f"{name}: not measured, floor {floor}")
        elif not meets(figures[name], floor):
            found.append(f"{name}: {figures[name].value}, floor {floor}")
    return found
