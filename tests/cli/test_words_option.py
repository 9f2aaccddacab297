"""``--words N``: a budget for the brief, as a flag and as a setting."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tellings.cli import main

REPORTS = {
    "one.txt": "The ferry Auk sank off Ostby on Monday with 40 people on board.\nThe mayor of Ostby had the mill ring its horn.\n",
    "two.txt": "The ferry Auk sank near Ostby on Monday, officials said.\nRain kept 12 boats from the wreck all night.\n",
}


def _words(tmp_path: Path, *flags: str, environ: dict[str, str] | None = None) -> int:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    state = {"XDG_STATE_HOME": str(tmp_path / "state"), **(environ or {})}
    done = CliRunner().invoke(main, ["brief", str(tmp_path), "--json", "-q", *flags], env=state)
    assert done.exit_code == 0, done.output
    story = json.loads(done.stdout)["stories"][0]
    return sum(len(s["text"].split()) for s in story["brief"]["sentences"])


def test_the_flag_and_the_setting_bound_a_brief(tmp_path: Path) -> None:
    """Fewer words than without; the flag goes over the setting."""
    whole = _words(tmp_path)
    assert 0 < _words(tmp_path, "--words", "15") <= 15 < whole
    assert 0 < _words(tmp_path, environ={"TELLINGS_WORDS": "15"}) <= 15
    assert _words(tmp_path, "--words", "100", environ={"TELLINGS_WORDS": "15"}) > 15


@pytest.mark.parametrize("given", ["0", "-3", "many"])
def test_a_budget_is_a_whole_number_above_zero(tmp_path: Path, given: str) -> None:
    """Anything else is a usage error."""
    (tmp_path / "one.txt").write_text(REPORTS["one.txt"], encoding="utf-8")
    assert CliRunner().invoke(main, ["brief", str(tmp_path), "--words", given]).exit_code == 2
