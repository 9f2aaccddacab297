"""``tellings mcp`` before it serves: what is missing is said at once."""

import os

from tellings.agents.tools import TOOLS


def test_the_command_says_what_is_missing(run, tmp_path):
    """Without a library, without the extra, the command says what to do at once; its help shows how an assistant is told of it."""
    done = run("mcp", "--library", tmp_path / "nowhere.db")
    assert (done.returncode, "`tellings read PATH...` makes one" in done.stderr) == (4, True)
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\nfind = u.find_spec\nu.find_spec = lambda name, *more: None if name == 'mcp' else find(name)\n",
        encoding="utf-8",
    )
    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH", ""))))
    done = run("mcp", PYTHONPATH=path)
    assert done.returncode == 2
    assert "pip install 'tellings[mcp]'" in done.stderr
    shown = run("mcp", "--help").stdout
    assert '"mcpServers"' in shown
    assert all(name in shown for name in TOOLS)
