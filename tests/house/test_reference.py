"""The reference is written by the code, and is current."""

import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def reference(root):
    return {page.stem: page.read_text(encoding="utf-8") for page in (root / "docs" / "reference").glob("*.md")}


@pytest.mark.slow
def test_reference_is_current(root):
    """The pages and the schema are what the code gives (`make docs` writes them)."""
    command = [sys.executable, "docs/reference/write.py", "--check"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_and_option_is_documented(reference):
    """Each command and each of its options stands in the reference, with a line of help."""
    import click

    from tellings.cli import main

    context = click.Context(main, info_name="tellings")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert f"## tellings {name}\n" in reference["commands"]
        assert command.help, name
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.help, f"{name} {option.opts}"
                assert max(option.opts, key=len) in reference["commands"]


def test_every_setting_is_documented(reference):
    """Each setting stands in the reference with what it does."""
    from tellings.cli.settings import SETTINGS

    assert all(f"| `{name}` |" in reference["settings"] and setting.says for name, setting in SETTINGS.items())


def test_every_error_is_documented(reference):
    """Each error of the tree stands in the drawing of the tree."""
    from tellings import errors

    names = [n for n, e in vars(errors).items() if isinstance(e, type) and issubclass(e, errors.TellingsError)]
    assert len(names) >= 4
    assert all(name in reference["errors"] for name in names)
